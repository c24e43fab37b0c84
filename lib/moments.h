/* moments - exact n, sum and sum of squares; the mean and the variance are each rounded once, from these. The order of additions
 * and merges never shows.
 *
 *	struct kg_moments m = { 0 };
 *
 *	kg_moments_add(&m, value);			// for each record
 *	kg_moments_merge(&m, &of_another_worker);
 *	kg_moments_mean(&m)
 */
#ifndef KG_MOMENTS_H
#define KG_MOMENTS_H

#include "sum.h"

struct kg_moments {
	size_t n;
	struct kg_sum sum, squares;
};

static inline void kg_moments_add(struct kg_moments *m, struct kg_decimal value)
{
	m->n++;
	kg_sum_add(&m->sum, value);
	kg_sum_add_product(&m->squares, value, value);
}

void kg_moments_merge(struct kg_moments *, const struct kg_moments *);

/* The nearest double; NaN when n is 0. */
double kg_moments_mean(const struct kg_moments *);

/* With n - 1 in the denominator, the nearest double; NaN when n < 2. */
double kg_moments_variance(const struct kg_moments *);

#endif
