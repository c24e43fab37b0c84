/* pair - measurements before and after that belong together, from one record or from two in any order.
 *
 *	struct kg_pair pair = { .place = record->place };
 *	struct kg_series *series;
 *
 *	kg_pairs_line(&pairs);
 *	if (!kg_pairs_cell(&pairs, metric) || !kg_pairs_cell(&pairs, unit) ||
 *	    !(series = kg_pairs_series(&pairs, pair.place, &pair.series)))
 *		return kg_error_memory(err);
 *	if (!series->known)
 *		...				// what the cells of this line mean is found out once, ended by kg_pairs_settle()
 *	pair.readings[KG_BEFORE] = ...
 *	if (!kg_pairs_add(&pairs, &pair))
 *		return kg_error_memory(err);
 *	...
 *	if ((status = kg_pairs_join(&pairs, persons, err)) != KG_OK)	// halves with the same key are one pair now
 *		return status;
 *
 * The key of a pair is its group, site, metric, unit and id. All but the id is the same for many pairs, and is a series: a pair
 * itself is small, since there may be one for every person.
 */
#ifndef KG_PAIR_H
#define KG_PAIR_H

#include "comparison.h"
#include "group.h"
#include "mark.h"
#include "number.h"

#define KG_NONE UINT32_MAX	/* instead of a category: the cell was blank */

/* What many pairs have in common: ids of the categories in struct kg_pairs. */
struct kg_series {
	uint32_t slot, site, metric, said;	/* said: the unit of the record; with the id these are a pair's key */
	uint32_t units[2], target;		/* the readings' units */
	uint8_t better;				/* enum kg_direction */
	bool range;				/* a reading is one */
	bool known;				/* false: all else is still to be found out */
	/* What follows from these: */
	bool differs;				/* a range, or two units: nothing to compare */
	bool overall;				/* of a group, or without groups of a site, that says it is all of them */
	uint32_t unit;				/* of both readings */
	bool contradicts;			/* has another direction or target than others of its row; found with the rows */
};

/* How much stands behind a value. */
struct kg_extent {
	struct kg_decimal n, exposure;
	bool has_n, has_exposure;
};

/* What is known of a pair that is not a person's. */
struct kg_backing {
	struct kg_extent extents[2];
	const char *written[2];			/* the cells; NULL if blank */
};

struct kg_reading {
	uint8_t scale;
	uint8_t kind : 4, mark : 3;		/* enum kg_number_kind, enum kg_mark */
	bool there : 1;				/* a record was there for it */
};

struct kg_pair {
	struct kg_place place;			/* of the earlier half */
	union {
		const char *id;			/* of a person, as written */
		struct kg_backing *backing;	/* else; NULL if nothing is known */
	};
	int64_t units[2];			/* of the numbers, KG_BEFORE and KG_AFTER; KG_DIGITS_MAX digits fit */
	uint32_t series;
	struct kg_reading readings[2];
};

struct kg_pairs {
	struct kg_groups groups;
	struct kg_categories sites, metrics, units, targets;
	struct kg_categories lines;		/* their ids are those of series */
	struct kg_series *series;
	struct kg_pair *items;
	size_t count, room, series_room;
	char *line;				/* the one that is written */
	size_t line_len, line_room;
	struct kg_arena arena;			/* of ids and backings */
};

void kg_pairs_fini(struct kg_pairs *);

/* Begins a line, and adds a cell to it, behind its length, so that other cells make another line. False when memory is short. */
static inline void kg_pairs_line(struct kg_pairs *pairs)
{
	pairs->line_len = 1;
}

static inline bool kg_pairs_cell(struct kg_pairs *pairs, struct kg_slice cell)
{
	uint32_t len = (uint32_t)cell.len;
	size_t begin = pairs->line_len + sizeof len, end = begin + cell.len;

	if (!kg_grow(&pairs->line, &pairs->line_room, end + 1, 1))
		return false;
	memcpy(pairs->line + pairs->line_len, &len, sizeof len);
	if (cell.len)
		memcpy(pairs->line + begin, cell.at, cell.len);
	pairs->line_len = end;
	return true;
}

/* The series of the line: the same for the same cells, whatever they mean. It lives until the next is asked for. NULL when memory
 * is short. */
struct kg_series *kg_pairs_series(struct kg_pairs *, struct kg_place, uint32_t *id);

/* Adds to a series what follows from the rest of it, and makes it known. */
void kg_pairs_settle(const struct kg_pairs *, struct kg_series *);

/* The cell's category, KG_NONE for a blank one. Units are compared by kg_unit_fold(), targets as written. False when memory
 * is short. */
bool kg_pairs_category(struct kg_categories *, struct kg_slice cell, struct kg_place, uint32_t *id);
bool kg_pairs_unit(struct kg_pairs *, struct kg_slice cell, struct kg_place, uint32_t *id);
bool kg_pairs_target(struct kg_pairs *, struct kg_slice cell, struct kg_place, uint32_t *id);

/* The label of a category; empty for KG_NONE. */
struct kg_slice kg_pairs_label(const struct kg_categories *, uint32_t id);

bool kg_pairs_add(struct kg_pairs *, const struct kg_pair *);
bool kg_pairs_merge(struct kg_pairs *, struct kg_pairs *from);

/* Takes what `add` says of the direction and the target, where nothing was said before. False if it contradicts. */
bool kg_series_agree(struct kg_series *, const struct kg_series *add);

/* Puts pairs in order of place. */
void kg_pairs_order(struct kg_pairs *);

/* Joins halves with the same key, and reports two for one side, and contradictions: KG_INPUT. Puts pairs in order of place. */
int kg_pairs_join(struct kg_pairs *, bool persons, struct kg_error *);

/* Is there something to compare, a number or a mark on both sides? */
static inline bool kg_pair_complete(const struct kg_pair *pair, const struct kg_series *series)
{
	return !series->differs && pair->readings[KG_BEFORE].kind != KG_BLANK && pair->readings[KG_AFTER].kind != KG_BLANK;
}

static inline struct kg_decimal kg_pair_value(const struct kg_pair *pair, int side)
{
	return (struct kg_decimal){ pair->units[side], pair->readings[side].scale };
}

#endif
