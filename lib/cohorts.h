/* cohorts - the persons of each series.
 *
 *	struct kg_cohorts cohorts = { 0 };
 *	struct kg_cohort *cohort = kg_cohort_of(&cohorts, series->number);
 *
 *	if (!cohort)
 *		return kg_error_memory(err);
 *	...
 *	if (!kg_cohorts_merge(&cohorts, &of_another_worker, &its_series))	// after kg_series_merge()
 *		return kg_error_memory(err);
 */
#ifndef KG_COHORTS_H
#define KG_COHORTS_H

#include "arena.h"
#include "cohort.h"
#include "series.h"

struct kg_cohorts {
	struct kg_cohort **items;	/* by number of series; NULL where there are no persons */
	size_t room;
	struct kg_arena arena;
};

void kg_cohorts_fini(struct kg_cohorts *);

/* What kg_cohort_of() does with a series that has none yet. */
struct kg_cohort *kg_cohorts_make(struct kg_cohorts *, uint32_t number);

/* The cohort of the series with this number. It does not move. NULL when memory is short. */
static inline struct kg_cohort *kg_cohort_of(struct kg_cohorts *cohorts, uint32_t number)
{
	return number < cohorts->room && cohorts->items[number] ? cohorts->items[number] : kg_cohorts_make(cohorts, number);
}

/* Moves all of `from`, the series of which are of this set or came before its first, and have other numbers now. False when memory
 * is short. */
bool kg_cohorts_merge(struct kg_cohorts *into, struct kg_cohorts *from, const struct kg_series_set *);

#endif
