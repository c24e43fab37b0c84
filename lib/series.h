/* series - what many pairs of measurements have in common, kept once however many they are.
 *
 *	struct kg_series_set set = { 0 };
 *	struct kg_series *series = kg_series_keep(&set, &meaning);	// the same for the same meaning
 *
 *	if (!series)
 *		return kg_error_memory(err);
 *	series->number			// from 0, in the order in which they are first kept
 *	...
 *	if (!kg_series_merge(&set, &of_another_worker))
 *		return kg_error_memory(err);
 *
 * A series that is kept does not move, so whatever points to it is not touched when sets are merged, however much that is: only the
 * series gets the number that its meaning has in the whole.
 */
#ifndef KG_SERIES_H
#define KG_SERIES_H

#include "arena.h"
#include "category.h"
#include "combination.h"
#include "comparison.h"

/* All of a pair but its numbers. */
struct kg_terms {
	struct kg_series *series;
	const char *id;				/* as written, where it is compared otherwise; else NULL */
	struct kg_backing *backing;		/* of pair.h; NULL of persons, of whom nothing else is known */
};

struct kg_series {
	/* The meaning: ids of the categories in struct kg_pairs. */
	uint32_t slot, site, metric, said;	/* said: the unit of the record; with the id these are a pair's key */
	uint32_t units[2], target;		/* the readings' units */
	uint32_t unit;				/* of both readings; this and the last two follow from the rest */
	uint8_t better;				/* enum kg_direction */
	bool range;				/* a reading is one */
	bool differs;				/* a range, or two units: nothing to compare */
	bool overall;				/* of a group, or without groups of a site, that says it is all of them */
	/* Of one that is kept: */
	uint32_t number;			/* the same for the same meaning */
	bool contradicts;			/* has another direction or target than others of its row; found with the rows */
	struct kg_terms terms;			/* of pairs of which nothing else is known */
};

struct kg_series_set {
	uint32_t first;				/* number */
	struct kg_combinations meanings;	/* their ids are the numbers, from the first on */
	struct kg_series **items;		/* by id: the first with the meaning */
	struct kg_series **all;			/* and those that were merged */
	size_t count, room, item_room;		/* count: of all */
	struct kg_arena arena;
};

void kg_series_fini(struct kg_series_set *);

/* The series with this meaning. It lives as long as the set. NULL when memory is short. */
struct kg_series *kg_series_keep(struct kg_series_set *, const struct kg_series *meaning);

/* Moves all series of `from` into `into`, with the numbers that their meanings have there. False when memory is short. */
bool kg_series_merge(struct kg_series_set *into, struct kg_series_set *from);

/* Adds to a meaning what follows of its readings' units: which one is that of both, and whether they differ. */
void kg_series_settle(struct kg_series *);

/* -1, 0, 1: an order of the keys, in which only the same are equal. */
int kg_series_compare_keys(const struct kg_series *, const struct kg_series *);

/* Takes what `add` says of the direction and the target, where nothing was said before. False if it contradicts. */
bool kg_series_agree(struct kg_series *, const struct kg_series *add);

#endif
