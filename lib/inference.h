/* inference - tests and intervals for two measurements, on R's own distributions (libRmath).
 *
 *	struct kg_result r = kg_mcnemar_exact(150, 86);
 *	r.p		// 3.716e-05
 *
 * What does not exist is NaN: no degrees of freedom, no interval, a p-value of nothing.
 */
#ifndef KG_INFERENCE_H
#define KG_INFERENCE_H

#include <stdbool.h>
#include <stddef.h>

struct kg_result {
	double statistic;
	double df;
	double p;		/* two-sided */
	double low, high;	/* the interval for what the test estimates, at the asked confidence */
	size_t n;		/* pairs or trials that were used */
};

/* Student's t on `n` differences with this mean and variance (n - 1 in its denominator): statistic t, df n - 1, interval
 * of the mean difference. Needs n >= 2 and a variance above 0, else all is NaN. R: t.test(paired = TRUE). */
struct kg_result kg_paired_t(double mean, double variance, size_t n, double confidence);

/* Wilcoxon's signed ranks on `n` differences, which it sorts: zeros are dropped, equal sizes share their mid-rank.
 * statistic V, the sum of the ranks of positive differences. Up to 50 differences left, p is from the exact distribution
 * given the ranks (ties included); above, from the normal one with corrections for ties and continuity, as R's
 * wilcox.test(paired = TRUE, correct = TRUE) does. Result n is what was left; NaN p if 0. Differences that are equal
 * as decimals must be equal as doubles: pass them scaled to integers. */
struct kg_result kg_signed_rank(double *differences, size_t n);

/* McNemar's exact test on the discordant pairs: statistic b (no to yes), p two-sided from the binomial with 1/2.
 * R: binom.test(b, b + c). */
struct kg_result kg_mcnemar_exact(size_t b, size_t c);

/* Two independent proportions x1 of n1 (before) and x2 of n2 (after): interval of p2 - p1 by Newcombe's hybrid score method
 * (Newcombe 1998, method 10), p two-sided by Fisher's exact test as R's fisher.test(), NaN unless all four are whole;
 * statistic is NaN, n is n1 + n2. All is NaN when n1 or n2 is 0 or a part is not within its whole. */
struct kg_result kg_newcombe(double x1, double n1, double x2, double n2, double confidence);

/* Two Poisson counts x1 in exposure t1 (before) and x2 in t2 (after): statistic is the ratio of rates after to before, p and
 * interval from the binomial given the sum, two-sided as R's poisson.test(c(x2, x1), c(t2, t1)); n is the sum. With x1 = 0
 * statistic and high are infinite. All is NaN when both counts are 0, a count is not whole or below 0, or an exposure is
 * not above 0. */
struct kg_result kg_poisson_exact(double x1, double t1, double x2, double t2, double confidence);

/* Adjusts `n` p-values in place; NaNs are left alone and not counted. R: p.adjust(). False when memory is short. */
bool kg_adjust_holm(double *p, size_t n);
bool kg_adjust_bh(double *p, size_t n);

#endif
