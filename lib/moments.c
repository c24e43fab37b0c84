#include "moments.h"

#include <math.h>

bool kg_moments_add(struct kg_moments *m, struct kg_decimal value)
{
	struct kg_moments sum = *m;
	struct kg_decimal square;

	if (!kg_multiply(value, value, &square) || !kg_add(&sum.sum, value) || !kg_add(&sum.squares, square))
		return false;
	sum.n++;
	*m = sum;
	return true;
}

bool kg_moments_merge(struct kg_moments *m, const struct kg_moments *from)
{
	struct kg_moments sum = *m;

	if (!kg_add(&sum.sum, from->sum) || !kg_add(&sum.squares, from->squares))
		return false;
	sum.n += from->n;
	*m = sum;
	return true;
}

bool kg_moments_mean(const struct kg_moments *m, unsigned digits, enum kg_round round, struct kg_decimal *mean)
{
	return kg_divide(m->sum, kg_whole((int64_t)m->n), digits, round, mean);
}

double kg_moments_variance(const struct kg_moments *m)
{
	struct kg_decimal n = kg_whole((int64_t)m->n), spread, square;

	if (m->n < 2)
		return NAN;

	double pairs = (double)m->n * (double)(m->n - 1);

	/* n Σx² - (Σx)² exactly, so that nothing is lost to cancellation; the quotient is the only rounding */
	if (kg_multiply(n, m->squares, &spread) && kg_multiply(m->sum, m->sum, &square) && kg_subtract(&spread, square))
		return kg_double(spread) / pairs;

	double mean = kg_double(m->sum) / (double)m->n;

	return (kg_double(m->squares) - mean * kg_double(m->sum)) / (double)(m->n - 1);
}
