/* overall - rows that the input itself calls a total (全体, 合計), held against the rows that are their parts. They are never trusted
 * and never pooled: what is found is noted on them. `begin` to `end` are all rows of one metric and unit.
 */
#ifndef KGI_OVERALL_H
#define KGI_OVERALL_H

#include "outcome.h"

/* Are rows of persons, not each of a pair? */
static inline bool kgi_outcomes_of_persons(const struct kg_outcomes *all)
{
	return all->rule->matching == KG_PERSONS;
}

/* Finds those whose values are both the plain means of their parts, as precisely as they are printed. */
void kgi_overalls_plain_means(const struct kg_outcomes *, struct kg_outcome *begin, struct kg_outcome *end);

/* Finds those of everything, which need no total, and where they differ from `parts`, the total that was made; NULL if it is not
 * known. Are there any? */
bool kgi_overalls_find(const struct kg_outcomes *, struct kg_outcome *begin, struct kg_outcome *end, const struct kg_effect *parts);

#endif
