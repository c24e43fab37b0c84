#include "rate.h"

#include <math.h>
#include <stdlib.h>

#define MATHLIB_STANDALONE
#include <Rmath.h>

enum { PERCENT_DIGITS = 2 };	/* a percent is a proportion whose point stands two digits further right */

bool kg_percent(struct kg_decimal part, struct kg_decimal whole, unsigned digits, enum kg_round round,
		struct kg_decimal *percent)
{
	if (!kg_divide(part, whole, digits + PERCENT_DIGITS, round, percent))
		return false;
	percent->scale = digits;
	return true;
}

/* part / whole - part0 / whole0 = (part * whole0 - part0 * whole) / (whole * whole0) */
bool kg_points(struct kg_decimal part, struct kg_decimal whole, struct kg_decimal part0, struct kg_decimal whole0,
	       unsigned digits, enum kg_round round, struct kg_decimal *points)
{
	struct kg_decimal numerator, taken, denominator;

	if (!kg_multiply(part, whole0, &numerator) || !kg_multiply(part0, whole, &taken) ||
	    !kg_multiply(whole, whole0, &denominator))
		return false;
	return kg_subtract(&numerator, taken) && kg_percent(numerator, denominator, digits, round, points);
}

struct share {
	size_t part;
	kg_int128 rest;		/* what rounding down cut off, in units of 1 / whole */
};

static int larger_first(const void *left, const void *right)
{
	const struct share *a = left, *b = right;

	if (a->rest != b->rest)
		return a->rest > b->rest ? -1 : 1;
	return (a->part > b->part) - (a->part < b->part);
}

static bool total(const struct kg_decimal *parts, size_t count, struct kg_decimal *whole)
{
	*whole = kg_whole(0);
	for (size_t i = 0; i < count; i++)
		if (kg_sign(parts[i]) < 0 || !kg_add(whole, parts[i]))
			return false;
	return kg_sign(*whole) > 0;
}

/* Rounds every part down; *missing is what they lack of `hundred`. */
static bool round_down(const struct kg_decimal *parts, size_t count, struct kg_decimal whole, kg_int128 hundred,
		       struct kg_decimal *percents, struct share *shares, size_t *missing)
{
	kg_int128 left = hundred;

	for (size_t i = 0; i < count; i++) {
		struct kg_decimal part = { .scale = whole.scale };

		if (!kg_add(&part, parts[i]) || __builtin_mul_overflow(part.units, hundred, &part.units))
			return false;
		percents[i].units = part.units / whole.units;
		shares[i] = (struct share){ i, part.units % whole.units };
		left -= percents[i].units;
	}
	*missing = (size_t)left;
	return true;
}

bool kg_percents_of_whole(const struct kg_decimal *parts, size_t count, unsigned digits, struct kg_decimal *percents)
{
	struct kg_decimal whole, hundred;
	struct share *shares;
	size_t missing = 0;
	bool good;

	if (!total(parts, count, &whole) || digits + PERCENT_DIGITS > KG_SCALE_MAX)
		return false;
	hundred = kg_rounded(kg_whole(1), digits + PERCENT_DIGITS, KG_HALF_UP);
	shares = calloc(count, sizeof *shares);
	good = shares && round_down(parts, count, whole, hundred.units, percents, shares, &missing);
	if (good) {
		qsort(shares, count, sizeof *shares, larger_first);
		for (size_t i = 0; i < count; i++) {
			percents[shares[i].part].units += i < missing;
			percents[shares[i].part].scale = digits;
		}
	}
	free(shares);
	return good;
}

/* The ends are the roots of a quadratic whose product is x^2 / (n (n + z^2)): the lower one comes from the upper one
 * without a difference of nearly equal numbers. */
void kg_wilson(double x, double n, double confidence, double *low, double *high)
{
	double z = qnorm((1 - confidence) / 2, 0, 1, 0, 0), zz = z * z;
	double upper = (2 * x + zz + z * sqrt(zz + 4 * x * (n - x) / n)) / (2 * (n + zz));

	*low = x > 0 ? x * x / (n * (n + zz) * upper) : 0;
	*high = x < n ? fmin(upper, 1) : 1;
}

bool kg_percents(const struct kg_parts *p, struct kg_decimal *percents, struct kg_decimal *sum)
{
	bool ok = !p->largest_remainder || kg_percents_of_whole(p->parts, p->count, p->digits, percents);

	*sum = kg_whole(0);
	for (size_t i = 0; i < p->count && ok; i++)
		ok = (p->largest_remainder || kg_percent(p->parts[i], p->whole, p->digits, p->round, &percents[i])) &&
		     kg_add(sum, percents[i]);
	return ok;
}
