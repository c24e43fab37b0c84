/* crosstab - counts by group and answer, their bases and percents.
 *
 *	struct kg_crosstab t;
 *
 *	if (!kg_crosstab_init(&t, groups, answers))
 *		return kg_error_memory(err);
 *	t.counts[kg_crosstab_at(&t, group, answer)] = ...;	// for every group
 *	kg_crosstab_total(&t);					// the last row is all groups
 *	t.row_bases[group] = ...;				// for every group, and for all
 *	kg_crosstab_percents(&t, KG_OF_GROUP, &how);
 *	...
 *	t.percents[kg_crosstab_at(&t, group, answer)]
 *	kg_crosstab_fini(&t);
 *
 * A whole is a set of cells whose percents should add to 100: a group, an answer over all groups, or everything.
 */
#ifndef KG_CROSSTAB_H
#define KG_CROSSTAB_H

#include "arena.h"
#include "rate.h"

enum kg_percent_of { KG_OF_GROUP, KG_OF_ANSWER, KG_OF_TOTAL };

struct kg_crosstab {
	size_t groups, answers;
	struct kg_decimal *counts;		/* (groups + 1) rows of answers */
	struct kg_decimal *row_bases;		/* groups + 1 */
	struct kg_decimal *bases, *percents;	/* of every cell */
	bool *defined;				/* has the cell a percent? */
	size_t wholes, uneven;			/* how many there are, and how many percents shown do not add to 100 */
	struct kg_decimal uneven_sum;		/* what the first of those adds to */
	struct kg_arena arena;
};

struct kg_crosstab_how {
	unsigned digits;
	enum kg_round round;
	bool wholes;			/* the cells of a whole add to its base; not so for multiple answers */
	bool largest_remainder;		/* of wholes */
	bool total_shown;		/* the row of all groups is a whole that is looked at, too */
};

bool kg_crosstab_init(struct kg_crosstab *, size_t groups, size_t answers);
void kg_crosstab_fini(struct kg_crosstab *);

static inline size_t kg_crosstab_at(const struct kg_crosstab *t, size_t group, size_t answer)
{
	return group * t->answers + answer;
}

/* Adds the groups' counts into the last row. False when the digits do not fit. */
bool kg_crosstab_total(struct kg_crosstab *);

/* Fills bases and percents from counts and row_bases. Where the percents of everything are adjusted, those of all groups are their
 * sums. False when memory is short. */
bool kg_crosstab_percents(struct kg_crosstab *, enum kg_percent_of, const struct kg_crosstab_how *);

#endif
