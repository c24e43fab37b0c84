#include "category.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct kg_category {
	struct kg_slice label;
	struct kg_place place;
};

struct kg_category_entry {
	struct kg_slice bytes;		/* at is NULL where the entry is free */
	uint64_t hash;
	uint32_t id;
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

static uint64_t hash_of(struct kg_slice bytes)
{
	return XXH3_64bits_withSeed(bytes.at, bytes.len, seed);
}

/* The entry with these bytes, or the free one where they belong. The table is never full. */
static struct kg_category_entry *entry_for(const struct kg_categories *set, struct kg_slice bytes, uint64_t hash)
{
	size_t mask = set->entry_room - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct kg_category_entry *entry = &set->entries[i];

		if (!entry->bytes.at || (entry->hash == hash && kg_slice_same(entry->bytes, bytes)))
			return entry;
	}
}

static bool make_room(struct kg_categories *set)
{
	if (set->entry_count * 4 < set->entry_room * 3)
		return true;

	struct kg_categories larger = *set;

	larger.entry_room = set->entry_room ? set->entry_room * 2 : 16;
	larger.entries = calloc(larger.entry_room, sizeof *larger.entries);
	if (!larger.entries)
		return false;
	for (size_t i = 0; i < set->entry_room; i++)
		if (set->entries[i].bytes.at)
			*entry_for(&larger, set->entries[i].bytes, set->entries[i].hash) = set->entries[i];
	free(set->entries);
	*set = larger;
	return true;
}

static bool remember(struct kg_categories *set, struct kg_slice bytes, uint64_t hash, uint32_t id)
{
	struct kg_slice copy = kg_arena_copy(&set->arena, bytes);

	if (!copy.at || !make_room(set))
		return false;
	*entry_for(set, copy, hash) = (struct kg_category_entry){ copy, hash, id };
	set->entry_count++;
	return true;
}

static bool new_category(struct kg_categories *set, struct kg_slice label, struct kg_place place, uint32_t *id)
{
	struct kg_slice copy = kg_arena_copy(&set->arena, label);

	if (!copy.at || !kg_grow(&set->items, &set->room, set->count + 1, sizeof *set->items))
		return false;
	*id = (uint32_t)set->count;
	set->items[set->count++] = (struct kg_category){ copy, place };
	return true;
}

static bool make_key(const struct kg_categories *set, struct kg_slice label, struct kg_folded *key)
{
	char *at = kg_folded_room(key, label.len);

	if (!at)
		return false;
	key->text = (struct kg_slice){ at, set->key ? set->key(label, at) : kg_fold(label, KG_FOLD_WIDTH, at) };
	if (key->text.len == 0)
		key->text = kg_slice(KG_BLANK_LABEL);
	return true;
}

/* A cell that was not seen before: is it another writing of one that was? Both writings are remembered. */
static bool understand(struct kg_categories *set, struct kg_slice cell, uint64_t hash, struct kg_place place, uint32_t *id)
{
	struct kg_slice label = kg_trim(cell);
	struct kg_folded key;

	if (!make_key(set, label, &key))
		return false;
	if (label.len == 0)
		label = kg_slice(KG_BLANK_LABEL);

	uint64_t key_hash = hash_of(key.text);
	struct kg_category_entry *known = set->entry_room ? entry_for(set, key.text, key_hash) : NULL;
	bool ok = true;

	if (known && known->bytes.at)
		*id = known->id;
	else
		ok = new_category(set, label, place, id) && remember(set, key.text, key_hash, *id);
	if (ok && !kg_slice_same(cell, key.text))
		ok = remember(set, cell, hash, *id);
	kg_folded_fini(&key);
	return ok;
}

bool kg_category(struct kg_categories *set, struct kg_slice cell, struct kg_place place, uint32_t *id)
{
	uint64_t hash = hash_of(cell);

	if (set->entry_room) {
		const struct kg_category_entry *entry = entry_for(set, cell, hash);

		if (entry->bytes.at) {
			*id = entry->id;
			return true;
		}
	}
	return understand(set, cell, hash, place, id);
}

/* Cells that say `value` are of category `id`, if they are of none. */
static bool add_value(struct kg_categories *set, struct kg_slice value, uint32_t id)
{
	struct kg_folded key;
	bool ok = make_key(set, kg_trim(value), &key);

	if (!ok)
		return false;

	uint64_t hash = hash_of(key.text);

	if (!entry_for(set, key.text, hash)->bytes.at)
		ok = remember(set, key.text, hash, id);
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
	bool found = false;

	if (!set->entry_room || !make_key(set, kg_trim(cell), &key))
		return false;

	const struct kg_category_entry *entry = entry_for(set, key.text, hash_of(key.text));

	if (entry->bytes.at) {
		*id = entry->id;
		found = true;
	}
	kg_folded_fini(&key);
	return found;
}

struct kg_slice kg_category_label(const struct kg_categories *set, uint32_t id)
{
	return set->items[id].label;
}

struct kg_place kg_category_place(const struct kg_categories *set, uint32_t id)
{
	return set->items[id].place;
}

bool kg_category_blank(const struct kg_categories *set, uint32_t id)
{
	return kg_slice_same(set->items[id].label, kg_slice(KG_BLANK_LABEL));
}

bool kg_label_is_total(struct kg_slice label)
{
	static const char *const words[] = { "合計", "計", "総数", "全体", "職員全体", "total" };
	enum { LONGEST = 32 };
	char key[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice trimmed = kg_trim(label), folded = { key, 0 };

	if (trimmed.len <= LONGEST)
		folded.len = kg_fold(trimmed, KG_FOLD_CASE, key);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kg_slice_same(folded, kg_slice(words[i])))
			return true;
	return false;
}

bool kg_categories_merge(struct kg_categories *into, const struct kg_categories *from, uint32_t *map)
{
	if (!into->key)
		into->key = from->key;
	if (from->declared > into->declared)
		into->declared = from->declared;
	for (uint32_t i = 0; i < from->count; i++) {
		const struct kg_category *item = &from->items[i];

		if (!kg_category(into, item->label, item->place, &map[i]))
			return false;

		struct kg_category *kept = &into->items[map[i]];

		if (kg_place_compare(item->place, kept->place) >= 0)
			continue;
		/* the earlier writing is the label, in whatever order states meet */
		kept->place = item->place;
		kept->label = kg_arena_copy(&into->arena, item->label);
		if (!kept->label.at)
			return false;
	}
	return true;
}

struct ranked {
	const struct kg_category *item;
	uint32_t id;
};

static int by_place(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int order = kg_place_compare(x->item->place, y->item->place);

	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static int by_label(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return kg_slice_compare(x->item->label, y->item->label);
}

bool kg_categories_order(const struct kg_categories *set, enum kg_order order, uint32_t *ids)
{
	struct ranked *ranked = malloc((set->count + 1) * sizeof *ranked);

	if (!ranked)
		return false;
	for (uint32_t i = 0; i < set->count; i++)
		ranked[i] = (struct ranked){ &set->items[i], i };
	qsort(ranked, set->count, sizeof *ranked, order == KG_ORDER_LABEL ? by_label : by_place);
	for (uint32_t i = 0; i < set->count; i++)
		ids[i] = ranked[i].id;
	free(ranked);
	return true;
}

void kg_categories_fini(struct kg_categories *set)
{
	free(set->items);
	free(set->entries);
	kg_arena_fini(&set->arena);
	*set = (struct kg_categories){ .key = set->key };
}
