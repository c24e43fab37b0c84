/* cohort - persons who were measured before and after, taken together.
 *
 *	struct kg_cohort cohort = { 0 };
 *
 *	kg_cohort_add(&cohort, &values, false, place);	// for each person
 *	kg_cohort_merge(&cohort, &of_another_series);
 *	cohort.n					// with something to compare
 *	kg_moments_mean(&cohort.changes)
 *
 * Whether cells are numbers or marks is only known when all are read, so they are summed as both.
 */
#ifndef KG_COHORT_H
#define KG_COHORT_H

#include "error.h"
#include "moments.h"
#include "values.h"

struct kg_cohort {
	struct kg_place first;		/* of any person; file 0 when there is none */
	struct kg_place word;		/* the first with a mark that is no number; file 0 without one */
	size_t persons, n;		/* all, and those with a complete pair, of whom is the rest: */
	struct kg_sum before;
	struct kg_moments changes;	/* from before to after */
	size_t yes, gained, lost;	/* those who said yes before, who turned to yes, and to no */
	unsigned scale;			/* of the most precise value */
	bool numbers;			/* not all cells are marks or blank */
	bool too_long;			/* a change that has too many digits, and is in no sum */
};

/* Adds a person, in any order, of whom a record is at `place`. Is there something to compare? There is not where values differ in
 * what they are. */
bool kg_cohort_add(struct kg_cohort *, const struct kg_values *, bool differ, struct kg_place);
void kg_cohort_merge(struct kg_cohort *, const struct kg_cohort *from);

#endif
