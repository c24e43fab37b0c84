#include "group.h"
#include "array.h"
#include "collate.h"
#include "naming.h"
#include "total.h"

#include <stdlib.h>

static const uint32_t *key_of(const struct kg_groups *groups, uint32_t slot)
{
	return kg_tuple_at(&groups->keys, slot);
}

/* The slot of a key, made if there is none; its place is the earliest one seen. */
static bool slot_of(struct kg_groups *groups, const uint32_t *key, struct kg_place place, uint32_t *slot)
{
	if (!kg_tuple(&groups->keys, key, slot) ||
	    !kg_grow(&groups->places, &groups->place_room, groups->keys.count, sizeof *groups->places))
		return false;
	if (*slot == groups->count)
		groups->places[groups->count++] = place;
	else if (kg_place_compare(place, groups->places[*slot]) < 0)
		groups->places[*slot] = place;
	return true;
}

static bool set_width(struct kg_groups *groups, size_t width)
{
	if (groups->columns || width == 0)
		return true;
	groups->columns = calloc(width, sizeof *groups->columns);
	groups->width = groups->keys.width = groups->columns ? width : 0;
	return groups->columns != NULL;
}

/* A codebook's categories come in its order, whichever is seen first. */
static bool declare(struct kg_categories *column, const struct kg_book_field *book)
{
	bool ok = true;
	uint32_t id;

	for (size_t i = 0; i < book->category_count && ok; i++)
		ok = book->categories[i].missing != KG_PRESENT ||
		     kg_category_declare(column, book->categories[i].label, (struct kg_slice){ 0 }, &id);
	return ok;
}

struct kg_slice kg_group_value(const struct kg_record *record, int field, size_t i)
{
	static const char *const reasons[] = { [KG_NOT_ASKED] = "非該当", [KG_UNCLEAR] = "不明" };
	bool explained = record->missing && kg_book_at(record, field, i);
	enum kg_missing missing = explained ? kg_missing_at(record, field, i) : KG_PRESENT;

	return missing == KG_NOT_ASKED || missing == KG_UNCLEAR ? kg_slice(reasons[missing]) : kg_get_at(record, field, i);
}

bool kg_group_is_total(const struct kg_record *record, int field)
{
	for (size_t i = 0; i < kg_width(record, field); i++)
		if (kg_label_is_total(kg_get_at(record, field, i)))
			return true;
	return false;
}

/* Before the first cell. A column that is asked for as one of years holds years, however they are written, unless the codebook
 * lists its categories. */
static bool begin_column(struct kg_categories *column, const struct kg_book_field *book, struct kg_slice given)
{
	if (kg_naming_year(given) && !(book && book->category_count))
		column->key = kg_year_fold;
	return !book || declare(column, book);
}

static bool category_at(struct kg_groups *groups, const struct kg_record *record, int field, size_t i, uint32_t *id)
{
	struct kg_categories *column = &groups->columns[i];

	if (column->count == 0 && !begin_column(column, kg_book_at(record, field, i), kg_given_at(record, field, i)))
		return false;
	return kg_category(column, kg_group_value(record, field, i), record->place, id);
}

int kg_group(struct kg_groups *groups, const struct kg_record *record, int field, uint32_t *slot, struct kg_error *err)
{
	uint32_t small[8], *key = small;
	size_t width = kg_width(record, field);
	bool ok = set_width(groups, width);

	if (width == 0) {
		groups->count = 1;
		*slot = 0;
		return KG_OK;
	}
	if (width > sizeof small / sizeof *small)
		ok = ok && (key = calloc(width, sizeof *key));
	for (size_t i = 0; i < width && ok; i++)
		ok = category_at(groups, record, field, i, &key[i]);
	ok = ok && slot_of(groups, key, record->place, slot);
	if (key != small)
		free(key);
	return ok ? KG_OK : kg_error_memory(err);
}

struct kg_slice kg_group_label(const struct kg_groups *groups, uint32_t slot, size_t i)
{
	return slot == KG_ALL_GROUPS ? kg_slice(KG_ALL_LABEL) : kg_category_label(&groups->columns[i], key_of(groups, slot)[i]);
}

/* maps[i] has the ids of the i-th column's categories. */
static bool merge_keys(struct kg_groups *into, const struct kg_groups *from, uint32_t **maps, uint32_t *key, uint32_t *map)
{
	for (size_t i = 0; i < from->width; i++) {
		maps[i] = kg_categories_map(&into->columns[i], &from->columns[i]);
		if (!maps[i])
			return false;
	}
	for (uint32_t slot = 0; slot < from->count; slot++) {
		for (size_t i = 0; i < from->width; i++)
			key[i] = maps[i][key_of(from, slot)[i]];
		if (!slot_of(into, key, from->places[slot], &map[slot]))
			return false;
	}
	return true;
}

static bool merge_columns(struct kg_groups *into, const struct kg_groups *from, uint32_t *map)
{
	uint32_t **maps = calloc(from->width, sizeof *maps), *key = malloc(from->width * sizeof *key);
	bool ok = maps && key && merge_keys(into, from, maps, key, map);

	for (size_t i = 0; maps && i < from->width; i++)
		free(maps[i]);
	free(maps);
	free(key);
	return ok;
}

bool kg_groups_merge(struct kg_groups *into, const struct kg_groups *from, uint32_t **map)
{
	*map = calloc(from->count + 1, sizeof **map);

	bool ok = *map && set_width(into, from->width);

	if (ok && from->width)
		ok = merge_columns(into, from, *map);
	else if (ok && from->count > into->count)
		into->count = from->count;
	if (!ok) {
		free(*map);
		*map = NULL;
	}
	return ok;
}

struct ranked {
	const struct kg_groups *groups;
	uint32_t slot;
};

static int by_place(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return kg_place_compare(x->groups->places[x->slot], y->groups->places[y->slot]);
}

/* Column by column, each in the order of its categories. */
static int by_category(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int order = 0;

	for (size_t i = 0; i < x->groups->width && order == 0; i++) {
		const struct kg_categories *column = &x->groups->columns[i];

		order = kg_place_compare(kg_category_place(column, key_of(x->groups, x->slot)[i]),
					 kg_category_place(column, key_of(y->groups, y->slot)[i]));
	}
	return order;
}

static int by_label(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int order = 0;

	for (size_t i = 0; i < x->groups->width && order == 0; i++)
		order = kg_label_compare(kg_group_label(x->groups, x->slot, i), kg_group_label(y->groups, y->slot, i));
	return order;
}

static bool has_declared(const struct kg_groups *groups)
{
	for (size_t i = 0; i < groups->width; i++)
		if (groups->columns[i].declared)
			return true;
	return false;
}

bool kg_groups_order(const struct kg_groups *groups, enum kg_order order, uint32_t *slots)
{
	struct ranked *ranked = malloc((groups->count + 1) * sizeof *ranked);

	if (!ranked)
		return false;
	for (uint32_t slot = 0; slot < groups->count; slot++)
		ranked[slot] = (struct ranked){ groups, slot };
	if (groups->width)
		qsort(ranked, groups->count, sizeof *ranked, order == KG_ORDER_LABEL ? by_label :
		      has_declared(groups) ? by_category : by_place);
	for (uint32_t slot = 0; slot < groups->count; slot++)
		slots[slot] = ranked[slot].slot;
	free(ranked);
	return true;
}

bool kg_groups_rank(const struct kg_groups *groups, enum kg_order order, uint32_t *ranks)
{
	uint32_t *slots = malloc((groups->count + 1) * sizeof *slots);
	bool ok = slots && kg_groups_order(groups, order, slots);

	for (uint32_t i = 0; i < groups->count && ok; i++)
		ranks[slots[i]] = i;
	free(slots);
	return ok;
}

void kg_groups_fini(struct kg_groups *groups)
{
	for (size_t i = 0; i < groups->width; i++)
		kg_categories_fini(&groups->columns[i]);
	free(groups->columns);
	kg_tuples_fini(&groups->keys);
	free(groups->places);
	*groups = (struct kg_groups){ 0 };
}
