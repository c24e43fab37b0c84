#include "pair.h"
#include "array.h"
#include "total.h"

#include <stdlib.h>

void kg_pairs_fini(struct kg_pairs *pairs)
{
	kg_bundles_fini(&pairs->items);
	kg_cohorts_fini(&pairs->cohorts);
	kg_groups_fini(&pairs->groups);
	kg_categories_fini(&pairs->sites);
	kg_categories_fini(&pairs->metrics);
	kg_categories_fini(&pairs->units);
	kg_categories_fini(&pairs->targets);
	kg_series_fini(&pairs->series);
	kg_kinds_fini(&pairs->kinds);
	kg_combinations_fini(&pairs->readings);
	kg_meanings_fini(&pairs->words);
	kg_arena_fini(&pairs->arena);
	free(pairs->of_kinds);
	free(pairs->of_readings);
}

struct kg_series **kg_pairs_of_form(struct kg_pairs *pairs, uint32_t kind, const struct kg_reading_form *form)
{
	const struct kg_slice cells[] = { { (const char *)&kind, sizeof kind }, form->units[KG_BEFORE], form->units[KG_AFTER],
					  { "~", form->range } };
	uint32_t id;

	if (!kg_combination(&pairs->readings, cells, sizeof cells / sizeof *cells, &id) ||
	    !kg_grow(&pairs->of_readings, &pairs->reading_room, pairs->readings.count, sizeof *pairs->of_readings))
		return NULL;
	return &pairs->of_readings[id];
}

static bool is_overall(const struct kg_pairs *pairs, const struct kg_series *series)
{
	for (size_t i = 0; i < pairs->groups.width; i++)
		if (kg_label_is_total(kg_group_label(&pairs->groups, series->slot, i)))
			return true;
	return pairs->groups.width == 0 && kg_label_is_total(kg_pairs_label(&pairs->sites, series->site));
}

void kg_pairs_settle(const struct kg_pairs *pairs, struct kg_series *series)
{
	kg_series_settle(series);
	series->overall = is_overall(pairs, series);
}

bool kg_pairs_category(struct kg_categories *set, struct kg_slice cell, struct kg_place place, uint32_t *id)
{
	*id = KG_NONE;
	return kg_trim(cell).len == 0 || kg_category(set, cell, place, id);
}

bool kg_pairs_unit(struct kg_pairs *pairs, struct kg_slice cell, struct kg_place place, uint32_t *id)
{
	pairs->units.key = kg_unit_fold;
	return kg_pairs_category(&pairs->units, cell, place, id);
}

bool kg_pairs_target(struct kg_pairs *pairs, struct kg_slice cell, struct kg_place place, uint32_t *id)
{
	pairs->targets.key = kg_as_written;
	return kg_pairs_category(&pairs->targets, kg_trim(cell), place, id);
}

struct kg_slice kg_pairs_label(const struct kg_categories *set, uint32_t id)
{
	return id == KG_NONE ? kg_slice("") : kg_category_label(set, id);
}

static struct kg_subject *add(struct kg_pairs *pairs, struct kg_series *series, struct kg_slice key, struct kg_place place)
{
	struct kg_subject *subject = (struct kg_subject *)kg_bundle_add(&pairs->items, key, place);

	if (subject)
		subject->terms = &series->terms;
	return subject;
}

/* Of an id that is compared in another form than it is written. */
static struct kg_subject *add_folded(struct kg_pairs *pairs, struct kg_series *series, struct kg_slice id, struct kg_place place)
{
	struct kg_folded folded;
	struct kg_terms *own;
	struct kg_subject *subject;

	if (!kg_folded_init(&folded, id, KG_FOLD_WIDTH))
		return NULL;
	subject = add(pairs, series, folded.text, place);
	if (subject && !kg_slice_same(folded.text, id)) {
		own = kg_pairs_own_terms(pairs, subject);
		if (!own || !(own->id = kg_arena_copy(&pairs->arena, id).at))
			subject = NULL;
	}
	kg_folded_fini(&folded);
	return subject;
}

/* Ids are mostly ASCII, which is folded already. */
static struct kg_subject *add_subject(struct kg_pairs *pairs, struct kg_series *series, struct kg_slice id, struct kg_place place)
{
	return kg_is_ascii(id) ? add(pairs, series, id, place) : add_folded(pairs, series, id, place);
}

struct kg_pair *kg_pairs_add(struct kg_pairs *pairs, struct kg_series *series, struct kg_slice id, struct kg_place place)
{
	pairs->items.size = sizeof(struct kg_pair);

	struct kg_pair *pair = (struct kg_pair *)add_subject(pairs, series, id, place);

	if (pair)
		*pair = (struct kg_pair){ .subject = pair->subject };
	return pair;
}

bool kg_pairs_sum(struct kg_pairs *pairs, struct kg_series *series, struct kg_slice id, const struct kg_values *values,
		  struct kg_place place)
{
	struct kg_cohort *cohort = kg_cohort_of(&pairs->cohorts, series->number);
	struct kg_subject *subject;

	pairs->items.size = sizeof *subject;
	subject = add_subject(pairs, series, id, place);
	if (!cohort || !subject)
		return false;
	if (!kg_cohort_add(cohort, values, series->differs, place))
		kg_firsts_add(&pairs->unpaired, &subject->bundled);
	return true;
}

struct kg_terms *kg_pairs_own_terms(struct kg_pairs *pairs, struct kg_subject *subject)
{
	struct kg_terms *own = kg_arena_take(&pairs->arena, sizeof *own);

	if (own) {
		*own = *subject->terms;
		subject->terms = own;
	}
	return own;
}

struct kg_slice kg_subject_id(const struct kg_pairs *pairs, const struct kg_subject *subject)
{
	return subject->terms->id ? kg_slice(subject->terms->id) : kg_bundle_key(&pairs->items, &subject->bundled);
}

/* What ids of another state are in this one. */
struct maps {
	uint32_t *slots, *sites, *metrics, *units, *targets;
};

static void free_maps(struct maps *maps)
{
	free(maps->slots);
	free(maps->sites);
	free(maps->metrics);
	free(maps->units);
	free(maps->targets);
}

static bool merge_sets(struct kg_pairs *pairs, const struct kg_pairs *from, struct maps *maps)
{
	return kg_groups_merge(&pairs->groups, &from->groups, &maps->slots) &&
	       (maps->sites = kg_categories_map(&pairs->sites, &from->sites)) &&
	       (maps->metrics = kg_categories_map(&pairs->metrics, &from->metrics)) &&
	       (maps->units = kg_categories_map(&pairs->units, &from->units)) &&
	       (maps->targets = kg_categories_map(&pairs->targets, &from->targets));
}

static void translate(const struct maps *maps, struct kg_series *series)
{
	series->slot = maps->slots[series->slot];
	series->site = kg_mapped(maps->sites, series->site);
	series->metric = kg_mapped(maps->metrics, series->metric);
	series->said = kg_mapped(maps->units, series->said);
	series->unit = kg_mapped(maps->units, series->unit);
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		series->units[side] = kg_mapped(maps->units, series->units[side]);
	series->target = kg_mapped(maps->targets, series->target);
}

bool kg_pairs_merge(struct kg_pairs *pairs, struct kg_pairs *from)
{
	struct maps maps = { 0 };
	bool ok = merge_sets(pairs, from, &maps);

	for (size_t i = 0; i < from->series.count && ok; i++)
		translate(&maps, from->series.all[i]);
	free_maps(&maps);
	/* of which the last must not be left without what the others have */
	ok = ok && kg_series_merge(&pairs->series, &from->series) && kg_cohorts_merge(&pairs->cohorts, &from->cohorts, &from->series);
	kg_arena_merge(&pairs->arena, &from->arena);
	kg_foot_merge(&pairs->foot, &from->foot);
	kg_firsts_merge(&pairs->unpaired, &from->unpaired);
	return ok && kg_bundles_merge(&pairs->items, &from->items);
}
