#include "pair.h"

#include <stdlib.h>

struct kg_pair kg_pair_at(struct kg_place place)
{
	return (struct kg_pair){
		.place = place, .site = KG_NONE, .metric = KG_NONE, .id = KG_NONE, .target = KG_NONE, .unit = KG_NONE,
		.readings = { { .unit = KG_NONE }, { .unit = KG_NONE } },
	};
}

void kg_pairs_fini(struct kg_pairs *pairs)
{
	kg_groups_fini(&pairs->groups);
	kg_categories_fini(&pairs->sites);
	kg_categories_fini(&pairs->metrics);
	kg_categories_fini(&pairs->units);
	kg_categories_fini(&pairs->ids);
	kg_categories_fini(&pairs->targets);
	kg_arena_fini(&pairs->arena);
	free(pairs->items);
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

static size_t as_written(struct kg_slice cell, char *key)
{
	memcpy(key, cell.at, cell.len);
	return cell.len;
}

bool kg_pairs_target(struct kg_pairs *pairs, struct kg_slice cell, struct kg_place place, uint32_t *id)
{
	pairs->targets.key = as_written;
	return kg_pairs_category(&pairs->targets, kg_trim(cell), place, id);
}

struct kg_slice kg_pairs_label(const struct kg_categories *set, uint32_t id)
{
	return id == KG_NONE ? kg_slice("") : kg_category_label(set, id);
}

bool kg_pairs_add(struct kg_pairs *pairs, const struct kg_pair *pair)
{
	if (!kg_grow(&pairs->items, &pairs->room, pairs->count + 1, sizeof *pairs->items))
		return false;
	pairs->items[pairs->count++] = *pair;
	return true;
}

/* Adds the categories of `from`; *map, which the caller frees, has their ids in `into`. */
static bool merge_set(struct kg_categories *into, const struct kg_categories *from, uint32_t **map)
{
	*map = malloc((from->count + 1) * sizeof **map);
	return *map && kg_categories_merge(into, from, *map);
}

static uint32_t mapped(const uint32_t *map, uint32_t id)
{
	return id == KG_NONE ? KG_NONE : map[id];
}

bool kg_pairs_merge(struct kg_pairs *pairs, struct kg_pairs *from)
{
	uint32_t *slots = NULL, *sites = NULL, *metrics = NULL, *units = NULL, *ids = NULL, *targets = NULL;
	bool ok = kg_groups_merge(&pairs->groups, &from->groups, &slots) && merge_set(&pairs->sites, &from->sites, &sites) &&
		  merge_set(&pairs->metrics, &from->metrics, &metrics) && merge_set(&pairs->units, &from->units, &units) &&
		  merge_set(&pairs->ids, &from->ids, &ids) && merge_set(&pairs->targets, &from->targets, &targets);

	for (size_t i = 0; i < from->count && ok; i++) {
		struct kg_pair pair = from->items[i];

		pair.slot = slots[pair.slot];
		pair.site = mapped(sites, pair.site);
		pair.metric = mapped(metrics, pair.metric);
		pair.unit = mapped(units, pair.unit);
		pair.id = mapped(ids, pair.id);
		pair.target = mapped(targets, pair.target);
		for (int side = KG_BEFORE; side <= KG_AFTER; side++)
			pair.readings[side].unit = mapped(units, pair.readings[side].unit);
		ok = kg_pairs_add(pairs, &pair);
	}
	kg_arena_merge(&pairs->arena, &from->arena);
	free(slots);
	free(sites);
	free(metrics);
	free(units);
	free(ids);
	free(targets);
	return ok;
}

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare_keys(const struct kg_pair *a, const struct kg_pair *b)
{
	int order = compare(a->slot, b->slot);

	order = order ? order : compare(a->metric, b->metric);
	order = order ? order : compare(a->unit, b->unit);
	order = order ? order : compare(a->site, b->site);
	return order ? order : compare(a->id, b->id);
}

static int by_key(const void *a, const void *b)
{
	const struct kg_pair *x = a, *y = b;
	int order = compare_keys(x, y);

	return order ? order : kg_place_compare(x->place, y->place);
}

static int by_place(const void *a, const void *b)
{
	const struct kg_pair *x = a, *y = b;

	return kg_place_compare(x->place, y->place);
}

bool kg_pair_agree(struct kg_pair *pair, const struct kg_pair *add)
{
	if ((pair->better && add->better && pair->better != add->better) ||
	    (pair->target != KG_NONE && add->target != KG_NONE && pair->target != add->target))
		return false;
	if (add->better)
		pair->better = add->better;
	if (add->target != KG_NONE)
		pair->target = add->target;
	return true;
}

static int join(struct kg_pair *pair, const struct kg_pair *half, struct kg_error *err)
{
	if (pair->sides & half->sides)
		return kg_error_at(err, half->place, NULL,
				   _("a second value of the same side; group, site, metric, unit and id together must be unique"));
	if (!kg_pair_agree(pair, half))
		return kg_error_at(err, half->place, NULL, _("another direction or target than in the record it belongs to"));
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		if (half->sides & 1u << side)
			pair->readings[side] = half->readings[side];
	pair->sides |= half->sides;
	return KG_OK;
}

int kg_pairs_join(struct kg_pairs *pairs, struct kg_error *err)
{
	size_t count = 0;
	int status = KG_OK;

	if (pairs->count)
		qsort(pairs->items, pairs->count, sizeof *pairs->items, by_key);
	for (size_t i = 0; i < pairs->count; i++) {
		if (count == 0 || compare_keys(&pairs->items[count - 1], &pairs->items[i]) != 0)
			pairs->items[count++] = pairs->items[i];
		else if (join(&pairs->items[count - 1], &pairs->items[i], err) != KG_OK)
			status = KG_INPUT;
	}
	pairs->count = count;
	return status;
}

static bool is_overall(const struct kg_pairs *pairs, const struct kg_pair *pair)
{
	for (size_t i = 0; i < pairs->groups.width; i++)
		if (kg_label_is_total(kg_group_label(&pairs->groups, pair->slot, i)))
			return true;
	return pairs->groups.width == 0 && kg_label_is_total(kg_pairs_label(&pairs->sites, pair->site));
}

void kg_pairs_settle(struct kg_pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++) {
		struct kg_pair *pair = &pairs->items[i];
		const struct kg_reading *before = &pair->readings[KG_BEFORE], *after = &pair->readings[KG_AFTER];

		pair->differs = before->kind == KG_RANGE || after->kind == KG_RANGE ||
				(before->unit != after->unit && before->unit != KG_NONE && after->unit != KG_NONE);
		if (pair->unit == KG_NONE && !pair->differs)
			pair->unit = before->unit == KG_NONE ? after->unit : before->unit;
		pair->overall = is_overall(pairs, pair);
	}
	if (pairs->count)
		qsort(pairs->items, pairs->count, sizeof *pairs->items, by_place);
}

bool kg_pair_complete(const struct kg_pair *pair)
{
	return !pair->differs && pair->readings[KG_BEFORE].kind != KG_BLANK && pair->readings[KG_AFTER].kind != KG_BLANK;
}

struct kg_decimal kg_reading_value(const struct kg_reading *reading)
{
	return (struct kg_decimal){ reading->units, reading->scale };
}
