#include "category.h"
#include "array.h"
#include "collate.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct kg_category {
	struct kg_place place;
	uint32_t label : 31, own : 1;	/* a writing; is it its own key? */
	uint32_t hash;			/* the label's */
};

struct kg_category_writing {
	const char *at;
	uint32_t len, id;
};

/* Bytes to be looked up. */
struct hashed {
	struct kg_slice bytes;
	uint32_t hash;
};

size_t kg_name_key(struct kg_slice cell, char *key)
{
	return kg_fold(cell, KG_FOLD_NAME, key);
}

size_t kg_as_written(struct kg_slice cell, char *key)
{
	if (cell.len)
		memcpy(key, cell.at, cell.len);
	return cell.len;
}

/* Any fixed number: answers must not depend on the run, and bytes that collide on purpose only cost time. */
static const uint64_t seed = 0x6b616967u;

static struct hashed hashed(struct kg_slice bytes)
{
	return (struct hashed){ bytes, (uint32_t)XXH3_64bits_withSeed(bytes.at, bytes.len, seed) };
}

/* What is the same bytes as another, as it often is, is that, and not hashed again. */
static struct hashed hashed_like(struct kg_slice bytes, struct hashed like)
{
	return kg_slice_same(bytes, like.bytes) ? like : hashed(bytes);
}

static bool is(struct hashed a, struct hashed b)
{
	return a.bytes.at == b.bytes.at && a.bytes.len == b.bytes.len;
}

static struct kg_slice bytes_of(const struct kg_category_writing *writing)
{
	return (struct kg_slice){ writing->at, writing->len };
}

/* The writing with these bytes; NULL if there is none. */
static inline struct kg_category_writing *find(const struct kg_categories *set, struct hashed text)
{
	struct kg_index_look look = kg_index_look(&set->index, text.hash);
	uint32_t i;

	while (kg_index_next(&look, &i))
		if (kg_slice_same(bytes_of(&set->writings[i]), text.bytes))
			return &set->writings[i];
	return NULL;
}

/* Makes bytes that are no writing yet one of the category. NULL when memory is short. */
static struct kg_category_writing *remember(struct kg_categories *set, struct hashed text, uint32_t id)
{
	size_t i = set->index.count;

	if (text.bytes.len > UINT32_MAX || i > INT32_MAX || !kg_grow(&set->writings, &set->writing_room, i + 1, sizeof *set->writings))
		return NULL;

	struct kg_slice copy = kg_arena_copy(&set->arena, text.bytes);

	if (!copy.at || !kg_index_add(&set->index, text.hash, (uint32_t)i))
		return NULL;
	set->writings[i] = (struct kg_category_writing){ copy.at, (uint32_t)copy.len, id };
	return &set->writings[i];
}

static void set_label(struct kg_categories *set, const struct kg_category_writing *label, bool own, uint32_t hash,
		      struct kg_place place)
{
	set->items[label->id] = (struct kg_category){ place, (uint32_t)(label - set->writings) & INT32_MAX, own, hash };
}

/* A category that no cell was of before. */
static struct kg_category_writing *new_category(struct kg_categories *set, struct hashed label, struct hashed key,
						struct kg_place place)
{
	uint32_t id = (uint32_t)set->count;
	struct kg_category_writing *writing = remember(set, label, id);

	if (!writing || !kg_grow(&set->items, &set->room, set->count + 1, sizeof *set->items))
		return NULL;
	set_label(set, writing, is(key, label), label.hash, place);
	set->count++;
	return is(key, label) ? writing : remember(set, key, id);
}

static bool make_key(const struct kg_categories *set, struct kg_slice label, struct kg_folded *key)
{
	bool own = !set->key && kg_category_is_folded(label);
	char *at = kg_folded_room(key, own ? 0 : label.len);

	if (!at)
		return false;
	key->text = own ? label : (struct kg_slice){ at, set->key ? set->key(label, at) : kg_fold(label, KG_FOLD_WIDTH, at) };
	if (key->text.len == 0)
		key->text = kg_slice(KG_BLANK_LABEL);
	return true;
}

bool kg_category_fold(struct kg_slice label, struct kg_folded *key)
{
	static const struct kg_categories usual = { 0 };

	return make_key(&usual, label, key);
}

/* A cell that was not seen before: is it another writing of one that was? Both writings are remembered. */
static struct kg_category_writing *understand(struct kg_categories *set, struct hashed cell, struct kg_place place)
{
	struct kg_slice trimmed = kg_trim(cell.bytes);
	struct kg_folded folded;

	if (!make_key(set, trimmed, &folded))
		return NULL;

	struct hashed label = hashed_like(trimmed.len ? trimmed : kg_slice(KG_BLANK_LABEL), cell);
	struct hashed key = hashed_like(folded.text, label);
	struct kg_category_writing *known = is(key, cell) ? NULL : find(set, key);
	bool first = !known;

	if (first)
		known = new_category(set, label, key, place);
	if (known && !is(cell, key) && !(first && is(cell, label)))
		known = remember(set, cell, known->id);
	kg_folded_fini(&folded);
	return known;
}

bool kg_category(struct kg_categories *set, struct kg_slice cell, struct kg_place place, uint32_t *id)
{
	struct hashed text = hashed(cell);
	const struct kg_category_writing *writing = find(set, text);

	if (!writing && !(writing = understand(set, text, place)))
		return false;
	*id = writing->id;
	return true;
}

/* Cells that say `value` are of category `id`, if they are of none. */
static bool add_value(struct kg_categories *set, struct kg_slice value, uint32_t id)
{
	struct kg_folded key;
	bool ok = make_key(set, kg_trim(value), &key);

	if (!ok)
		return false;

	struct hashed text = hashed(key.text);

	ok = find(set, text) || remember(set, text, id);
	kg_folded_fini(&key);
	return ok;
}

bool kg_category_declare(struct kg_categories *set, struct kg_slice label, struct kg_slice value, uint32_t *id)
{
	struct kg_place before_all = { .offset = set->declared };	/* file 0 has no records */

	if (!kg_category(set, label, before_all, id))
		return false;
	set->declared++;
	return value.len == 0 || add_value(set, value, *id);
}

bool kg_category_find(const struct kg_categories *set, struct kg_slice cell, uint32_t *id)
{
	struct kg_folded key;

	if (!set->index.count || !make_key(set, kg_trim(cell), &key))
		return false;

	const struct kg_category_writing *known = find(set, hashed(key.text));

	if (known)
		*id = known->id;
	kg_folded_fini(&key);
	return known;
}

bool kg_category_is(struct kg_categories *set, struct kg_slice cell, struct kg_place place, uint32_t id, bool *is)
{
	enum { MANY_WRITINGS = 4096 };
	uint32_t found;

	if (set->index.count < MANY_WRITINGS) {
		if (!kg_category(set, cell, place, &found))
			return false;
	} else if (!kg_category_find(set, cell, &found)) {
		*is = false;
		return true;
	}
	*is = found == id;
	return true;
}

struct kg_slice kg_category_label(const struct kg_categories *set, uint32_t id)
{
	return bytes_of(&set->writings[set->items[id].label]);
}

struct kg_place kg_category_place(const struct kg_categories *set, uint32_t id)
{
	return set->items[id].place;
}

bool kg_category_blank(const struct kg_categories *set, uint32_t id)
{
	return kg_slice_same(kg_category_label(set, id), kg_slice(KG_BLANK_LABEL));
}

bool kg_categories_merge(struct kg_categories *into, const struct kg_categories *from, uint32_t *map)
{
	enum { AHEAD = 8 };	/* a large table is far from the processor */

	if (!into->key)
		into->key = from->key;
	if (from->declared > into->declared)
		into->declared = from->declared;
	for (uint32_t i = 0; i < from->count; i++) {
		const struct kg_category *item = &from->items[i];

		if (i + AHEAD < from->count)
			__builtin_prefetch(kg_index_begin(&into->index, from->items[i + AHEAD].hash));

		struct hashed label = { kg_category_label(from, i), item->hash };
		const struct kg_category_writing *writing = find(into, label);

		if (!writing)
			writing = item->own ? new_category(into, label, label, item->place)
					    : understand(into, label, item->place);
		if (!writing)
			return false;
		map[i] = writing->id;
		/* the earlier writing is the label, in whatever order states meet */
		if (kg_place_compare(item->place, into->items[writing->id].place) < 0)
			set_label(into, writing, item->own, item->hash, item->place);
	}
	return true;
}

uint32_t *kg_categories_map(struct kg_categories *into, const struct kg_categories *from)
{
	uint32_t *map = malloc((from->count + 1) * sizeof *map);

	if (map && kg_categories_merge(into, from, map))
		return map;
	free(map);
	return NULL;
}

struct ranked {
	struct kg_place place;
	struct kg_slice label;
	uint32_t id;
};

static int by_place(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int order = kg_place_compare(x->place, y->place);

	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static int by_label(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return kg_label_compare(x->label, y->label);
}

bool kg_categories_order(const struct kg_categories *set, enum kg_order order, uint32_t *ids)
{
	struct ranked *ranked = malloc((set->count + 1) * sizeof *ranked);

	if (!ranked)
		return false;
	for (uint32_t i = 0; i < set->count; i++)
		ranked[i] = (struct ranked){ kg_category_place(set, i), kg_category_label(set, i), i };
	qsort(ranked, set->count, sizeof *ranked, order == KG_ORDER_LABEL ? by_label : by_place);
	for (uint32_t i = 0; i < set->count; i++)
		ids[i] = ranked[i].id;
	free(ranked);
	return true;
}

void kg_categories_fini(struct kg_categories *set)
{
	free(set->items);
	free(set->writings);
	kg_index_fini(&set->index);
	kg_arena_fini(&set->arena);
	*set = (struct kg_categories){ .key = set->key };
}
