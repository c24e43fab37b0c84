/* category - cells that mean the same, understood once.
 *
 *	struct kg_categories answers = { 0 };
 *	uint32_t id;
 *
 *	if (!kg_category(&answers, cell, place, &id))
 *		return kg_error_memory(err);
 *	counts[id]++;
 *	...
 *	kg_category_label(&answers, id)		// as first seen, trimmed
 *
 * A distinct raw cell is trimmed and folded when it is first seen; after that it is one look-up of its bytes. Ids count from
 * 0. Blank cells are the category KG_BLANK_LABEL, and so is a cell that says so.
 *
 * Categories that are known before any cell is seen are declared, in their order:
 *
 *	for (size_t i = 0; i < count && ok; i++)
 *		ok = kg_category_declare(&answers, labels[i], values[i], &id);
 */
#ifndef KG_CATEGORY_H
#define KG_CATEGORY_H

#include "arena.h"
#include "error.h"
#include "index.h"
#include "text.h"

#define KG_BLANK_LABEL "無回答"
#define KG_ALL_LABEL "全体"

/* The key by which cells are equal: writes it for a trimmed cell to KG_FOLD_ROOM(cell.len) bytes, returns its length. */
typedef size_t kg_category_key(struct kg_slice cell, char *key);

/* That of names of columns: in any width and case, with or without line breaks. */
size_t kg_name_key(struct kg_slice cell, char *key);

/* That of cells that are equal only when they are written alike. */
size_t kg_as_written(struct kg_slice cell, char *key);

/* The usual one, of a trimmed cell: folded; KG_BLANK_LABEL of a blank cell. False when memory is short, with nothing to be freed
 * then. */
bool kg_category_fold(struct kg_slice label, struct kg_folded *key);

/* Is a trimmed cell its own key for certain? ASCII has one width. */
static inline bool kg_category_is_folded(struct kg_slice label)
{
	return label.len && kg_is_ascii(label);
}

#define KG_NONE UINT32_MAX	/* in place of an id: there is none */

struct kg_categories {
	kg_category_key *key;	/* NULL: kg_fold() */
	struct kg_category *items;
	size_t count, room;
	size_t declared;	/* how many were declared; they come before all others in KG_ORDER_GIVEN */
	struct kg_category_writing *writings;	/* raw and folded bytes, each of a category */
	size_t writing_room;
	struct kg_index index;			/* of the writings */
	struct kg_arena arena;
};

void kg_categories_fini(struct kg_categories *);

/* The cell's category. False when memory is short. */
bool kg_category(struct kg_categories *, struct kg_slice cell, struct kg_place, uint32_t *id);

/* Makes a category that need not be in any cell; before the first cell. A cell with its value is one of it, too, unless it is one
 * of another already; an empty value is none. False when memory is short. */
bool kg_category_declare(struct kg_categories *, struct kg_slice label, struct kg_slice value, uint32_t *id);

/* The category if there is one; false otherwise. */
bool kg_category_find(const struct kg_categories *, struct kg_slice cell, uint32_t *id);

/* Is the cell one of the category? For cells of which there may be no end: some thousands are remembered, and others understood
 * whenever they come. False when memory is short. */
bool kg_category_is(struct kg_categories *, struct kg_slice cell, struct kg_place, uint32_t id, bool *is);

struct kg_slice kg_category_label(const struct kg_categories *, uint32_t id);
struct kg_place kg_category_place(const struct kg_categories *, uint32_t id);	/* where it was first seen */
bool kg_category_blank(const struct kg_categories *, uint32_t id);

/* Adds all of `from`; map[id in from] is the id in `into`. False when memory is short. */
bool kg_categories_merge(struct kg_categories *into, const struct kg_categories *from, uint32_t *map);

/* The same, with a map of its own, which the caller frees; NULL when memory is short. */
uint32_t *kg_categories_map(struct kg_categories *into, const struct kg_categories *from);

/* What an id of `from` is in `into` by such a map, of categories or of groups; KG_NONE stays. */
static inline uint32_t kg_mapped(const uint32_t *map, uint32_t id)
{
	return id == KG_NONE ? KG_NONE : map[id];
}

enum kg_order { KG_ORDER_GIVEN, KG_ORDER_LABEL };

/* Writes all ids in order: of first appearance, or of labels as kg_label_compare(). False when memory is short. */
bool kg_categories_order(const struct kg_categories *, enum kg_order, uint32_t *ids);

#endif
