#include "inference.h"
#include "rate.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define MATHLIB_STANDALONE
#include <Rmath.h>

enum { SIGNED_RANK_EXACT = 50 };	/* differences; 2^50 sign patterns can be counted exactly */

/* Outcomes no more likely than the observed one count against it; R's margin for "no more". */
static const double as_likely = 1 + 1e-7;

static struct kg_result no_result(size_t n)
{
	return (struct kg_result){ NAN, NAN, NAN, NAN, NAN, n };
}

static bool is_count(double x)
{
	return x >= 0 && isfinite(x) && x == floor(x);
}

struct kg_result kg_paired_t(double mean, double variance, size_t n, double confidence)
{
	struct kg_result r = no_result(n);
	double error = sqrt(variance / (double)n), reach;

	if (n < 2 || !(variance > 0))
		return r;
	r.df = (double)(n - 1);
	r.statistic = mean / error;
	r.p = 2 * pt(-fabs(r.statistic), r.df, 1, 0);
	reach = error * qt((1 - confidence) / 2, r.df, 0, 0);
	r.low = mean - reach;
	r.high = mean + reach;
	return r;
}

static int smaller_size_first(const void *left, const void *right)
{
	double a = fabs(*(const double *)left), b = fabs(*(const double *)right);

	return (a > b) - (a < b);
}

static size_t without_zeros(double *d, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		if (fabs(d[i]) > 0)
			d[left++] = d[i];
	return left;
}

/* The differences from `from` on that share its size end before the returned one. */
static size_t end_of_tie(const double *d, size_t from, size_t n)
{
	size_t end = from + 1;

	while (end < n && fabs(d[end]) == fabs(d[from]))
		end++;
	return end;
}

/* Twice the rank that d[from .. end) share, a whole number: their places from + 1 ... end have the mean
 * (from + 1 + end) / 2. */
static size_t doubled_rank(size_t from, size_t end)
{
	return from + 1 + end;
}

/* Counts the sign patterns by their doubled V, and returns the p-value of `doubled`, the observed one. The distribution
 * lies even about its middle, so the smaller tail is doubled. */
static double signed_rank_exact(const double *d, size_t n, size_t doubled)
{
	uint64_t ways[SIGNED_RANK_EXACT * (SIGNED_RANK_EXACT + 1) + 1] = { 1 }, tail = 0;
	size_t all = n * (n + 1), reached = 0, end;

	for (size_t from = 0; from < n; from = end) {
		end = end_of_tie(d, from, n);
		for (size_t i = from; i < end; i++) {
			size_t rank = doubled_rank(from, end);

			reached += rank;
			for (size_t v = reached; v >= rank; v--)
				ways[v] += ways[v - rank];
		}
	}
	for (size_t v = 0; v <= (doubled < all - doubled ? doubled : all - doubled); v++)
		tail += ways[v];
	return fmin(1, 2 * ldexp((double)tail, -(int)n));
}

static double signed_rank_normal(const double *d, size_t n, double v)
{
	double size = (double)n, ties = 0, sigma, away = fabs(v - size * (size + 1) / 4);
	size_t end;

	for (size_t from = 0; from < n; from = end) {
		end = end_of_tie(d, from, n);
		ties += pow((double)(end - from), 3) - (double)(end - from);
	}
	sigma = sqrt(size * (size + 1) * (2 * size + 1) / 24 - ties / 48);
	if (away > 0)
		away = fabs(away - 0.5);
	return 2 * pnorm(away / sigma, 0, 1, 0, 0);
}

struct kg_result kg_signed_rank(double *d, size_t n)
{
	struct kg_result r = no_result(n = without_zeros(d, n));
	size_t doubled = 0, end;

	if (n == 0)
		return r;
	qsort(d, n, sizeof *d, smaller_size_first);
	for (size_t from = 0; from < n; from = end) {
		end = end_of_tie(d, from, n);
		for (size_t i = from; i < end; i++)
			doubled += d[i] > 0 ? doubled_rank(from, end) : 0;
	}
	r.statistic = (double)doubled / 2;
	r.p = n <= SIGNED_RANK_EXACT ? signed_rank_exact(d, n, doubled) : signed_rank_normal(d, n, r.statistic);
	return r;
}

/* A discrete distribution with one peak, beside its mean. */
struct law {
	double low, high, mean;
	double a, b, c;
	double (*density)(const struct law *, double x);
	double (*below)(const struct law *, double x);	/* P(X <= x) */
	double (*above)(const struct law *, double x);	/* P(X > x) */
};

/* The outcome nearest to the mean, from `inner` out to `outer`, that is no more likely than `limit`; one beyond `outer` if
 * there is none. From inner to outer the density only falls. */
static double first_unlikely(const struct law *law, double inner, double outer, double limit)
{
	double step = inner <= outer ? 1 : -1;
	double near = 0, far = fabs(outer - inner) + 1;

	while (near < far) {
		double middle = floor((near + far) / 2);

		if (law->density(law, inner + step * middle) <= limit)
			far = middle;
		else
			near = middle + 1;
	}
	return inner + step * near;
}

/* The probability of all outcomes that are no more likely than `x`, as R's binom.test() and fisher.test() have it. */
static double two_sided(const struct law *law, double x)
{
	double limit = law->density(law, x) * as_likely, other, p = 1;

	if (x < law->mean) {
		other = first_unlikely(law, ceil(law->mean), law->high, limit);
		p = law->below(law, x) + law->above(law, other - 1);
	} else if (x > law->mean) {
		other = first_unlikely(law, floor(law->mean), law->low, limit);
		p = law->below(law, other) + law->above(law, x - 1);
	}
	return fmin(1, p);
}

static double binomial_density(const struct law *law, double x)
{
	return dbinom(x, law->a, law->b, 0);
}

static double binomial_below(const struct law *law, double x)
{
	return pbinom(x, law->a, law->b, 1, 0);
}

static double binomial_above(const struct law *law, double x)
{
	return pbinom(x, law->a, law->b, 0, 0);
}

static struct law binomial(double n, double chance)
{
	return (struct law){ .high = n, .mean = n * chance, .a = n, .b = chance, .density = binomial_density,
			     .below = binomial_below, .above = binomial_above };
}

static double hypergeometric_density(const struct law *law, double x)
{
	return dhyper(x, law->a, law->b, law->c, 0);
}

static double hypergeometric_below(const struct law *law, double x)
{
	return phyper(x, law->a, law->b, law->c, 1, 0);
}

static double hypergeometric_above(const struct law *law, double x)
{
	return phyper(x, law->a, law->b, law->c, 0, 0);
}

/* `drawn` of `white` and `black` ones: how many are white? */
static struct law hypergeometric(double white, double black, double drawn)
{
	return (struct law){ .low = fmax(0, drawn - black), .high = fmin(drawn, white),
			     .mean = drawn * white / (white + black), .a = white, .b = black, .c = drawn,
			     .density = hypergeometric_density, .below = hypergeometric_below,
			     .above = hypergeometric_above };
}

struct kg_result kg_mcnemar_exact(size_t b, size_t c)
{
	struct kg_result r = no_result(b + c);
	struct law law = binomial((double)(b + c), 0.5);

	if (b + c == 0)
		return r;
	r.statistic = (double)b;
	r.p = two_sided(&law, r.statistic);
	return r;
}

static bool is_proportion(double x, double n)
{
	return n > 0 && isfinite(n) && x >= 0 && x <= n;
}

struct kg_result kg_newcombe(double x1, double n1, double x2, double n2, double confidence)
{
	double low1, high1, low2, high2, p1 = x1 / n1, p2 = x2 / n2;
	struct kg_result r = no_result(0);
	struct law law;

	if (!is_proportion(x1, n1) || !is_proportion(x2, n2))
		return r;
	kg_wilson(x1, n1, confidence, &low1, &high1);
	kg_wilson(x2, n2, confidence, &low2, &high2);
	r.n = (size_t)(n1 + n2);
	r.low = p2 - p1 - hypot(p2 - low2, high1 - p1);
	r.high = p2 - p1 + hypot(high2 - p2, p1 - low1);
	if (is_count(x1) && is_count(n1) && is_count(x2) && is_count(n2)) {
		law = hypergeometric(n2, n1, x1 + x2);
		r.p = two_sided(&law, x2);
	}
	return r;
}

/* The odds whose lower tail at shapes a, b is `tail`: both parts from their own end, so that no 1 - p loses digits. */
static double odds_at(double tail, double a, double b, int lower)
{
	return qbeta(tail, a, b, lower, 0) / qbeta(tail, b, a, !lower, 0);
}

struct kg_result kg_poisson_exact(double x1, double t1, double x2, double t2, double confidence)
{
	struct law law = binomial(x1 + x2, t2 / (t1 + t2));
	double tail = (1 - confidence) / 2;
	struct kg_result r = no_result(0);

	if (!is_count(x1) || !is_count(x2) || !(x1 + x2 > 0) || !(t1 > 0) || !(t2 > 0))
		return r;
	r.n = (size_t)(x1 + x2);
	r.statistic = x2 / t2 / (x1 / t1);
	r.p = two_sided(&law, x2);
	r.low = x2 > 0 ? odds_at(tail, x2, x1 + 1, 1) * (t1 / t2) : 0;
	r.high = x1 > 0 ? odds_at(tail, x2 + 1, x1, 0) * (t1 / t2) : INFINITY;
	return r;
}

struct ranked {
	double p;
	size_t at;
};

static int smaller_p_first(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	return (a->p > b->p) - (a->p < b->p);
}

/* The p-values that are any, in order; NULL when memory is short. */
static struct ranked *rank(const double *p, size_t n, size_t *count)
{
	struct ranked *ranks = malloc((n ? n : 1) * sizeof *ranks);

	*count = 0;
	for (size_t i = 0; ranks && i < n; i++)
		if (!isnan(p[i]))
			ranks[(*count)++] = (struct ranked){ p[i], i };
	if (ranks)
		qsort(ranks, *count, sizeof *ranks, smaller_p_first);
	return ranks;
}

bool kg_adjust_holm(double *p, size_t n)
{
	size_t count;
	struct ranked *ranks = rank(p, n, &count);
	double reached = 0;

	if (!ranks)
		return false;
	for (size_t i = 0; i < count; i++) {
		reached = fmax(reached, ranks[i].p * (double)(count - i));
		p[ranks[i].at] = fmin(1, reached);
	}
	free(ranks);
	return true;
}

bool kg_adjust_bh(double *p, size_t n)
{
	size_t count;
	struct ranked *ranks = rank(p, n, &count);
	double reached = 1;

	if (!ranks)
		return false;
	for (size_t i = count; i-- > 0;) {
		reached = fmin(reached, ranks[i].p * ((double)count / (double)(i + 1)));
		p[ranks[i].at] = reached;
	}
	free(ranks);
	return true;
}
