#include "moments.h"
#include "wide.h"

#include <math.h>

void kg_moments_merge(struct kg_moments *m, const struct kg_moments *from)
{
	m->n += from->n;
	kg_sum_merge(&m->sum, &from->sum);
	kg_sum_merge(&m->squares, &from->squares);
}

double kg_moments_mean(const struct kg_moments *m)
{
	struct kgi_wide sum, n;
	bool negative = kgi_wide_set(&sum, m->sum.limbs, KG_SUM_LIMBS);

	if (m->n == 0)
		return NAN;
	n = (struct kgi_wide){ { m->n } };
	kgi_wide_scale(&n, m->sum.scale);
	return negative ? -kgi_wide_ratio(sum, n) : kgi_wide_ratio(sum, n);
}

/* (n Σx² - (Σx)²) / (n (n - 1)). Squares have twice the digits after the point. Σx stays below 2^127 * 10^36 * 2^64 < 2^311:
 * neither term has more than 622 bits, nor the denominator more than 368. */
double kg_moments_variance(const struct kg_moments *m)
{
	struct kgi_wide sum, square, spread, pairs;

	if (m->n < 2)
		return NAN;
	kgi_wide_set(&sum, m->sum.limbs, KG_SUM_LIMBS);
	kgi_wide_set(&spread, m->squares.limbs, KG_SUM_LIMBS);
	square = kgi_wide_product(&sum, &sum);
	kgi_wide_multiply(&spread, m->n);
	kgi_wide_subtract(&spread, &square);
	pairs = (struct kgi_wide){ { m->n } };
	kgi_wide_multiply(&pairs, m->n - 1);
	kgi_wide_scale(&pairs, m->squares.scale);
	return kgi_wide_ratio(spread, pairs);
}
