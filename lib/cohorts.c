#include "cohorts.h"
#include "array.h"

#include <stdlib.h>

void kg_cohorts_fini(struct kg_cohorts *cohorts)
{
	kg_arena_fini(&cohorts->arena);
	free(cohorts->items);
}

struct kg_cohort *kg_cohorts_make(struct kg_cohorts *cohorts, uint32_t number)
{
	struct kg_cohort *made;

	if (!kg_grow(&cohorts->items, &cohorts->room, (size_t)number + 1, sizeof *cohorts->items))
		return NULL;
	made = cohorts->items[number] = kg_arena_take(&cohorts->arena, sizeof *made);
	if (made)
		*made = (struct kg_cohort){ 0 };
	return made;
}

bool kg_cohorts_merge(struct kg_cohorts *into, struct kg_cohorts *from, const struct kg_series_set *series)
{
	/* first of all: cohorts that are taken must not die with `from` */
	kg_arena_merge(&into->arena, &from->arena);
	for (size_t i = 0; i < from->room; i++) {
		struct kg_cohort *cohort = from->items[i];

		if (!cohort)
			continue;

		size_t number = i < series->first ? i : series->items[i - series->first]->number;

		if (!kg_grow(&into->items, &into->room, number + 1, sizeof *into->items))
			return false;
		if (into->items[number])
			kg_cohort_merge(into->items[number], cohort);
		else
			into->items[number] = cohort;
	}
	free(from->items);
	*from = (struct kg_cohorts){ 0 };
	return true;
}
