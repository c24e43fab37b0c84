/* pair - measurements before and after that belong together, from one record or from two in any order.
 *
 *	struct kg_pair pair = kg_pair_at(record->place);
 *
 *	pair.sides = 1u << KG_BEFORE;
 *	pair.readings[KG_BEFORE] = ...
 *	if (!kg_pairs_add(&pairs, &pair))
 *		return kg_error_memory(err);
 *	...
 *	if ((status = kg_pairs_join(&pairs, err)) != KG_OK)	// halves with the same key are one pair now
 *		return status;
 *
 * The key of a pair is its group, site, metric, unit and id: ids of the categories in struct kg_pairs. The items are small, since
 * there may be one for every person.
 */
#ifndef KG_PAIR_H
#define KG_PAIR_H

#include "comparison.h"
#include "group.h"
#include "mark.h"
#include "number.h"

#define KG_NONE UINT32_MAX	/* instead of a category: the cell was blank */

/* How much stands behind a value. */
struct kg_extent {
	struct kg_decimal n, exposure;
	bool has_n, has_exposure;
};

struct kg_reading {
	const struct kg_extent *extent;		/* NULL if nothing is known */
	const char *written;			/* the cell; NULL if it is blank, or of a person */
	int64_t units;				/* of the number, KG_DIGITS_MAX digits fit */
	uint32_t unit;
	uint8_t scale, kind, mark;		/* enum kg_number_kind, enum kg_mark */
};

struct kg_pair {
	struct kg_place place;			/* of the earlier half */
	uint32_t slot, site, metric, id, target;
	uint32_t unit;				/* as the record says; after joining, of both readings */
	struct kg_reading readings[2];		/* KG_BEFORE, KG_AFTER */
	uint8_t sides;				/* a sum of 1 << KG_BEFORE, 1 << KG_AFTER: what a record was there for */
	uint8_t better;				/* enum kg_direction */
	/* After joining: */
	bool differs;				/* a range, or two units: nothing to compare */
	bool overall;				/* of a group, or without groups of a site, that says it is all of them */
};

struct kg_pairs {
	struct kg_groups groups;
	struct kg_categories sites, metrics, units, ids, targets;
	struct kg_pair *items;
	size_t count, room;
	struct kg_arena arena;			/* of the extents and cells */
};

void kg_pairs_fini(struct kg_pairs *);

/* A pair of which nothing is known but its record. */
struct kg_pair kg_pair_at(struct kg_place);

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
bool kg_pair_agree(struct kg_pair *, const struct kg_pair *add);

/* Joins halves with the same key and reports two for one side, and contradictions: KG_INPUT. */
int kg_pairs_join(struct kg_pairs *, struct kg_error *);

/* Completes pairs and sorts them by place; after kg_pairs_join(), if that is wanted. */
void kg_pairs_settle(struct kg_pairs *);

/* Is there something to compare, a number or a mark on both sides? */
bool kg_pair_complete(const struct kg_pair *);

struct kg_decimal kg_reading_value(const struct kg_reading *);

#endif
