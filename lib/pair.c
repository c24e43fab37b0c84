#include "pair.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

void kg_pairs_fini(struct kg_pairs *pairs)
{
	kg_groups_fini(&pairs->groups);
	kg_categories_fini(&pairs->sites);
	kg_categories_fini(&pairs->metrics);
	kg_categories_fini(&pairs->units);
	kg_categories_fini(&pairs->targets);
	kg_categories_fini(&pairs->lines);
	kg_arena_fini(&pairs->arena);
	free(pairs->series);
	free(pairs->items);
	free(pairs->line);
}

/* Bars around the line, or categories would trim it. */
struct kg_series *kg_pairs_series(struct kg_pairs *pairs, struct kg_place place, uint32_t *id)
{
	struct kg_slice line = { pairs->line, pairs->line_len + 1 };

	pairs->line[0] = pairs->line[line.len - 1] = '|';
	pairs->lines.key = kg_as_written;
	if (!kg_category(&pairs->lines, line, place, id) ||
	    !kg_grow(&pairs->series, &pairs->series_room, pairs->lines.count, sizeof *pairs->series))
		return NULL;
	return &pairs->series[*id];
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
	uint32_t before = series->units[KG_BEFORE], after = series->units[KG_AFTER];

	series->known = true;
	series->differs = series->range || (before != after && before != KG_NONE && after != KG_NONE);
	series->unit = series->said;
	if (series->unit == KG_NONE && !series->differs)
		series->unit = before == KG_NONE ? after : before;
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

bool kg_pairs_add(struct kg_pairs *pairs, const struct kg_pair *pair)
{
	if (!kg_grow(&pairs->items, &pairs->room, pairs->count + 1, sizeof *pairs->items))
		return false;
	pairs->items[pairs->count++] = *pair;
	return true;
}

/* What ids of another state are in this one. */
struct maps {
	uint32_t *slots, *sites, *metrics, *units, *targets, *lines;
};

static void free_maps(struct maps *maps)
{
	free(maps->slots);
	free(maps->sites);
	free(maps->metrics);
	free(maps->units);
	free(maps->targets);
	free(maps->lines);
}

static bool merge_sets(struct kg_pairs *pairs, const struct kg_pairs *from, struct maps *maps)
{
	return kg_groups_merge(&pairs->groups, &from->groups, &maps->slots) &&
	       (maps->sites = kg_categories_map(&pairs->sites, &from->sites)) &&
	       (maps->metrics = kg_categories_map(&pairs->metrics, &from->metrics)) &&
	       (maps->units = kg_categories_map(&pairs->units, &from->units)) &&
	       (maps->targets = kg_categories_map(&pairs->targets, &from->targets)) &&
	       (maps->lines = kg_categories_map(&pairs->lines, &from->lines)) &&
	       kg_grow(&pairs->series, &pairs->series_room, pairs->lines.count, sizeof *pairs->series);
}

static uint32_t mapped(const uint32_t *map, uint32_t id)
{
	return id == KG_NONE ? KG_NONE : map[id];
}

static struct kg_series series_in(const struct maps *maps, const struct kg_series *from)
{
	struct kg_series series = *from;

	series.slot = maps->slots[from->slot];
	series.site = mapped(maps->sites, from->site);
	series.metric = mapped(maps->metrics, from->metric);
	series.said = mapped(maps->units, from->said);
	series.unit = mapped(maps->units, from->unit);
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		series.units[side] = mapped(maps->units, from->units[side]);
	series.target = mapped(maps->targets, from->target);
	return series;
}

static int by_place(const void *a, const void *b)
{
	const struct kg_pair *x = a, *y = b;

	return kg_place_compare(x->place, y->place);
}

/* Adds the pairs of `from`. Those of a state are in the order of the input, as its records came, and are again: two workers take
 * parts of a file by turns. From the end, so that nothing is written over. */
static bool merge_items(struct kg_pairs *pairs, const struct kg_pairs *from, const uint32_t *lines)
{
	size_t own = pairs->count, added = from->count;

	if (!kg_grow(&pairs->items, &pairs->room, own + added, sizeof *pairs->items))
		return false;
	pairs->count += added;
	while (added > 0) {
		struct kg_pair *to = &pairs->items[own + added - 1];

		if (own > 0 && by_place(&pairs->items[own - 1], &from->items[added - 1]) > 0) {
			*to = pairs->items[--own];
		} else {
			*to = from->items[--added];
			to->series = lines[to->series];
		}
	}
	return true;
}

bool kg_pairs_merge(struct kg_pairs *pairs, struct kg_pairs *from)
{
	struct maps maps = { 0 };
	bool ok = merge_sets(pairs, from, &maps) && merge_items(pairs, from, maps.lines);

	for (size_t i = 0; i < from->lines.count && ok; i++)
		if (from->series[i].known && !pairs->series[maps.lines[i]].known)
			pairs->series[maps.lines[i]] = series_in(&maps, &from->series[i]);
	kg_arena_merge(&pairs->arena, &from->arena);
	free_maps(&maps);
	return ok;
}

bool kg_series_agree(struct kg_series *series, const struct kg_series *add)
{
	if ((series->better && add->better && series->better != add->better) ||
	    (series->target != KG_NONE && add->target != KG_NONE && series->target != add->target))
		return false;
	if (add->better)
		series->better = add->better;
	if (add->target != KG_NONE)
		series->target = add->target;
	return true;
}

/* Mostly they are: states are merged in that order. */
static bool in_order(const struct kg_pairs *pairs)
{
	for (size_t i = 1; i < pairs->count; i++)
		if (by_place(&pairs->items[i - 1], &pairs->items[i]) > 0)
			return false;
	return true;
}

void kg_pairs_order(struct kg_pairs *pairs)
{
	if (!in_order(pairs))
		qsort(pairs->items, pairs->count, sizeof *pairs->items, by_place);
}

/* The series of a pair that is made of two halves. */
static struct kg_series *join_series(struct kg_pairs *pairs, const struct kg_pair *pair, const struct kg_pair *half, uint32_t *id)
{
	kg_pairs_line(pairs);
	if (!kg_pairs_cell(pairs, kg_category_label(&pairs->lines, pair->series)) ||
	    !kg_pairs_cell(pairs, kg_category_label(&pairs->lines, half->series)))
		return NULL;
	return kg_pairs_series(pairs, pair->place, id);
}

static int join(struct kg_pairs *pairs, struct kg_pair *pair, const struct kg_pair *half, bool persons, struct kg_error *err)
{
	struct kg_series joined = pairs->series[pair->series], *series;
	const struct kg_series *other = &pairs->series[half->series];

	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		if (pair->readings[side].there && half->readings[side].there)
			return kg_error_at(err, half->place, NULL,
					   _("a second value of the same side; group, site, metric, unit and id together must be unique"));
	if (!kg_series_agree(&joined, other))
		return kg_error_at(err, half->place, NULL, _("another direction or target than in the record it belongs to"));
	joined.range |= other->range;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		if (!half->readings[side].there)
			continue;
		joined.units[side] = other->units[side];
		pair->units[side] = half->units[side];
		pair->readings[side] = half->readings[side];
		if (!persons)
			pair->backing->written[side] = half->backing->written[side];
	}
	if (!(series = join_series(pairs, pair, half, &pair->series)))
		return kg_error_memory(err);
	if (!series->known) {
		*series = joined;
		kg_pairs_settle(pairs, series);
	}
	return KG_OK;
}

/* A hash table of pairs by their keys. */
struct keys {
	struct kg_pairs *pairs;
	bool persons;			/* ids are part of the key */
	struct key {
		uint32_t hash, item;	/* its number + 1; 0 where the entry is free */
	} *table;
	size_t room;			/* more than there are pairs */
};

enum { KEY_BYTES = offsetof(struct kg_series, units) };

/* Ids are mostly ASCII, which is folded already. */
static bool hash_id(struct kg_slice id, uint64_t *hash)
{
	struct kg_folded folded;

	if (kg_is_ascii(id)) {
		*hash = XXH3_64bits(id.at, id.len);
		return true;
	}
	if (!kg_folded_init(&folded, id, KG_FOLD_WIDTH))
		return false;
	*hash = XXH3_64bits(folded.text.at, folded.text.len);
	kg_folded_fini(&folded);
	return true;
}

static bool hash_key(const struct keys *keys, const struct kg_pair *pair, uint32_t *hash)
{
	uint64_t seed = 0;

	if (keys->persons && !hash_id(kg_slice(pair->id), &seed))
		return false;
	*hash = (uint32_t)XXH3_64bits_withSeed(&keys->pairs->series[pair->series], KEY_BYTES, seed);
	return true;
}

static bool same_key(const struct keys *keys, const struct kg_pair *a, const struct kg_pair *b)
{
	const struct kg_series *series = keys->pairs->series;

	return memcmp(&series[a->series], &series[b->series], KEY_BYTES) == 0 &&
	       (!keys->persons || kg_text_same(kg_slice(a->id), kg_slice(b->id)));
}

/* The entry of a pair with this key, or the free one where it belongs. */
static struct key *key_for(const struct keys *keys, const struct kg_pair *pair, uint32_t hash)
{
	for (size_t i = (size_t)((uint64_t)hash * keys->room >> 32);; i = i + 1 < keys->room ? i + 1 : 0) {
		struct key *key = &keys->table[i];

		if (!key->item || (key->hash == hash && same_key(keys, &keys->pairs->items[key->item - 1], pair)))
			return key;
	}
}

/* Takes pairs one by one, in order of place: the first with a key stays, and others are joined to it. */
static int join_all(struct keys *keys, struct kg_error *err)
{
	struct kg_pairs *pairs = keys->pairs;
	size_t count = 0;
	int status = KG_OK;

	for (size_t i = 0; i < pairs->count && status != KG_SYSTEM; i++) {
		struct kg_pair *pair = &pairs->items[i];
		uint32_t hash;

		if (!hash_key(keys, pair, &hash))
			return kg_error_memory(err);

		struct key *key = key_for(keys, pair, hash);
		int joined = KG_OK;

		if (key->item) {
			joined = join(pairs, &pairs->items[key->item - 1], pair, keys->persons, err);
		} else {
			pairs->items[count++] = *pair;
			*key = (struct key){ hash, (uint32_t)count };
		}
		status = joined > status ? joined : status;
	}
	pairs->count = count;
	return status;
}

int kg_pairs_join(struct kg_pairs *pairs, bool persons, struct kg_error *err)
{
	struct keys keys = { pairs, persons, NULL, pairs->count + pairs->count / 2 + 1 };
	int status;

	kg_pairs_order(pairs);
	if (pairs->count < UINT32_MAX)
		keys.table = calloc(keys.room, sizeof *keys.table);
	status = keys.table ? join_all(&keys, err) : kg_error_memory(err);
	free(keys.table);
	return status;
}
