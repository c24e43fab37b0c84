/* moments - exact n, sum, mean and variance. The order of additions and merges never shows.
 *
 *	struct kg_moments m = { 0 };
 *
 *	if (!kg_moments_add(&m, value))
 *		return kg_error_at(err, place, name, _("the sum has too many digits"));
 *	kg_moments_mean(&m, 2, KG_HALF_UP, &mean);
 */
#ifndef KG_MOMENTS_H
#define KG_MOMENTS_H

#include "decimal.h"

struct kg_moments {
	size_t n;
	struct kg_decimal sum, squares;
};

/* False when the digits do not fit; nothing is added then. */
bool kg_moments_add(struct kg_moments *, struct kg_decimal);
bool kg_moments_merge(struct kg_moments *, const struct kg_moments *);

/* Rounded once from the exact sum. False when n is 0. */
bool kg_moments_mean(const struct kg_moments *, unsigned digits, enum kg_round, struct kg_decimal *mean);

/* With n - 1 in the denominator, from the exact sums; NaN when n < 2. */
double kg_moments_variance(const struct kg_moments *);

#endif
