/* inference_test - against figures published by R and by statisticians, and against plain counting. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "inference.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Equal to `digits` after the point; NaN and infinity only to themselves. */
static void near(const char *what, double got, double expected, int digits)
{
	bool same = isnan(expected) ? isnan(got) : got == expected || fabs(got - expected) <= 0.5000001 * pow(10, -digits);

	if (!same)
		fail_msg("%s: %.12g, not %.12g", what, got, expected);
}

static void none(struct kg_result r)
{
	near("statistic", r.statistic, NAN, 0);
	near("p", r.p, NAN, 0);
	near("low", r.low, NAN, 0);
	near("high", r.high, NAN, 0);
}

/* R's data set sleep, in tenths: hours of sleep gained by ten patients with either drug (Student 1908). */
static const int sleep_first[] = { 7, -16, -2, -12, -1, 34, 37, 8, 0, 20 };
static const int sleep_second[] = { 19, 8, 11, 1, -1, 44, 55, 16, 46, 34 };

/* R 4: t.test(extra ~ group, data = sleep, paired = TRUE) prints t = -4.0621, df = 9, p-value = 0.002833,
 * -2.4598858 -0.7001142. */
static void test_paired_t(void **state)
{
	double mean = 0, variance = 0, d[COUNT(sleep_first)];
	struct kg_result r;

	(void)state;
	for (size_t i = 0; i < COUNT(d); i++) {
		d[i] = (sleep_first[i] - sleep_second[i]) / 10.0;
		mean += d[i] / COUNT(d);
	}
	for (size_t i = 0; i < COUNT(d); i++)
		variance += (d[i] - mean) * (d[i] - mean) / (COUNT(d) - 1);
	r = kg_paired_t(mean, variance, COUNT(d), 0.95);
	near("t", r.statistic, -4.0621, 4);
	near("df", r.df, 9, 9);
	near("p", r.p, 0.002833, 6);
	near("low", r.low, -2.4598858, 7);
	near("high", r.high, -0.7001142, 7);
	assert_int_equal(r.n, 10);
	none(kg_paired_t(1, 1, 1, 0.95));
	none(kg_paired_t(1, 0, 10, 0.95));
	none(kg_paired_t(1, NAN, 0, 0.95));
}

/* The same data: one zero, one tie, all others positive: 2 of 2^9 sign patterns are as extreme: p 0.003906. */
static void test_signed_rank_sleep(void **state)
{
	double d[COUNT(sleep_first)];
	struct kg_result r;

	(void)state;
	for (size_t i = 0; i < COUNT(d); i++)
		d[i] = sleep_second[i] - sleep_first[i];
	r = kg_signed_rank(d, COUNT(d));
	assert_int_equal(r.n, 9);
	near("V", r.statistic, 45, 9);
	near("p", r.p, 0.003906, 6);
}

static double mid_rank(const double *d, size_t n, size_t at)
{
	double smaller = 0, equal = 0;

	for (size_t i = 0; i < n; i++) {
		smaller += fabs(d[i]) < fabs(d[at]);
		equal += fabs(d[i]) == fabs(d[at]);
	}
	return smaller + (equal + 1) / 2;
}

/* All sign patterns one by one. */
static double p_by_patterns(const double *d, size_t n, double v)
{
	double middle = (double)(n * (n + 1)) / 4, extreme = 0;

	for (unsigned long pattern = 0; pattern < 1ul << n; pattern++) {
		double sum = 0;

		for (size_t i = 0; i < n; i++)
			sum += pattern >> i & 1 ? mid_rank(d, n, i) : 0;
		extreme += fabs(sum - middle) >= fabs(v - middle);
	}
	return extreme / (double)(1ul << n);
}

static const struct {
	size_t n;
	double d[10];
} differences[] = {
	{ 1, { 3 } },
	{ 2, { 1, -1 } },
	{ 3, { 1, -2, 3 } },
	{ 6, { 5, 5, 5, -5, 5, 5 } },
	{ 8, { 1, -1, 2, 2, -3, 4, 4, 4 } },
	{ 9, { -4, 1, 7, -2, 7, 9, 1, 12, -4 } },
	{ 10, { 2, 4, 6, 8, -10, 12, -14, 16, 18, 20 } },
	{ 10, { -1, -1, -1, -1, -1, -1, -1, -1, -1, -2 } },
};

static void test_signed_rank_exact(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(differences); i++) {
		double d[10];
		struct kg_result r;

		for (size_t j = 0; j < COUNT(d); j++)
			d[j] = differences[i].d[j];
		r = kg_signed_rank(d, differences[i].n);
		near("p", r.p, p_by_patterns(differences[i].d, differences[i].n, r.statistic), 12);
	}
	none(kg_signed_rank(NULL, 0));
	none(kg_signed_rank((double[]){ 0, 0 }, 2));
}

/* 50 positive ones: 2 of 2^50 patterns. */
static void test_signed_rank_border(void **state)
{
	double d[51];
	struct kg_result r;

	(void)state;
	for (int i = 0; i < 51; i++)
		d[i] = i + 1;
	r = kg_signed_rank(d, 50);
	near("V", r.statistic, 1275, 9);
	near("p", r.p, 0x1p-49, 25);
	r = kg_signed_rank(d, 51);
	near("V", r.statistic, 1326, 9);
	/* z = (1326 - 663 - 0.5) / sqrt(51 * 52 * 103 / 24) = 662.5 / 106.684 = 6.20992, where 2 * (1 - Phi) = 5.3e-10 */
	near("p", r.p, 5.3e-10, 11);
}

/* By hand, with R's formula. 60 differences of sizes 1 1 2 2 ... 30 30, each seventh from the first negative: V = 1568.5;
 * variance 60 * 61 * 121 / 24 - 30 * (8 - 2) / 48 = 18448.75; z = (1568.5 - 915 - 0.5) / 135.826 = 4.80762.
 * 1 to 60, multiples of 3 negative: V = 1200, z = (1200 - 915 - 0.5) / 135.84 = 2.09438. And V at its mean has p 1. */
static void test_signed_rank_normal(void **state)
{
	double d[64];
	struct kg_result r;

	(void)state;
	for (int i = 0; i < 60; i++)
		d[i] = (i % 7 == 0 ? -1 : 1) * (i / 2 + 1);
	r = kg_signed_rank(d, 60);
	near("V", r.statistic, 1568.5, 9);
	near("p", r.p, 1.5274e-6, 10);
	for (int i = 0; i < 60; i++)
		d[i] = ((i + 1) % 3 == 0 ? -1 : 1) * (i + 1);
	r = kg_signed_rank(d, 60);
	near("V", r.statistic, 1200, 9);
	near("p", r.p, 0.036226, 6);
	for (int i = 0; i < 64; i++)
		d[i] = i % 2 ? 5 : -5;
	near("p", kg_signed_rank(d, 64).p, 1, 12);
}

/* Approval of the president's performance in two surveys: R's ?mcnemar.test, from Agresti (1990) p. 350.
 * binom.test(150, 236) gives p 3.716e-05. */
static void test_mcnemar(void **state)
{
	struct kg_result r = kg_mcnemar_exact(150, 86);

	(void)state;
	near("b", r.statistic, 150, 9);
	near("p", r.p, 3.716e-5, 8);
	assert_int_equal(r.n, 236);
	near("p turned", kg_mcnemar_exact(86, 150).p, r.p, 15);
	near("p even", kg_mcnemar_exact(4, 4).p, 1, 12);
	near("p of 5 and 0", kg_mcnemar_exact(5, 0).p, 0.0625, 12);
	none(kg_mcnemar_exact(0, 0));
}

/* Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10. */
static const struct {
	double x1, n1, x2, n2, low, high;
} newcombe[] = {
	{ 48, 80, 56, 70, 0.0524, 0.3339 },
	{ 3, 10, 9, 10, 0.1705, 0.8090 },
	{ 2, 7, 6, 7, 0.0582, 0.8062 },
	{ 0, 29, 5, 56, -0.0381, 0.1926 },
	{ 0, 20, 0, 10, -0.1611, 0.2775 },
	{ 0, 10, 0, 10, -0.2775, 0.2775 },
	{ 0, 20, 10, 10, 0.6791, 1 },
	{ 0, 10, 10, 10, 0.6075, 1 },
};

static void test_newcombe(void **state)
{
	struct kg_result r;

	(void)state;
	for (size_t i = 0; i < COUNT(newcombe); i++) {
		r = kg_newcombe(newcombe[i].x1, newcombe[i].n1, newcombe[i].x2, newcombe[i].n2, 0.95);
		near("low", r.low, newcombe[i].low, 4);
		near("high", r.high, newcombe[i].high, 4);
		assert_int_equal(r.n, newcombe[i].n1 + newcombe[i].n2);
	}
	none(kg_newcombe(0, 0, 1, 2, 0.95));
	none(kg_newcombe(1, 2, 0, 0, 0.95));
	none(kg_newcombe(3, 2, 1, 2, 0.95));
	none(kg_newcombe(1, 2, NAN, 2, 0.95));
	r = kg_newcombe(0.5, 2, 1.25, 2, 0.95);		/* weighted counts have an interval only */
	assert_true(r.low < 0.375 && r.high > 0.375);
	near("p", r.p, NAN, 0);
}

/* The tea taster and the convictions of twins: R's ?fisher.test, from Agresti (1990) p. 61 and Fisher (1962).
 * The others: counted exactly with fractions. */
static const struct {
	double x1, n1, x2, n2, p;
} fisher[] = {
	{ 1, 4, 3, 4, 0.4857 },
	{ 2, 17, 10, 13, 0.0005367 },
	{ 48, 80, 56, 70, 0.012521129749 },
	{ 77, 336, 111, 336, 0.004499379679 },
	{ 3, 10, 9, 10, 0.019766611098 },
	{ 0, 10, 20, 20, 3.3283e-8 },
	{ 0, 10, 0, 20, 1 },
	{ 10, 10, 20, 20, 1 },
	{ 5, 10, 5, 10, 1 },
};

static void test_fisher(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fisher); i++) {
		struct kg_result r = kg_newcombe(fisher[i].x1, fisher[i].n1, fisher[i].x2, fisher[i].n2, 0.95);
		struct kg_result turned = kg_newcombe(fisher[i].x2, fisher[i].n2, fisher[i].x1, fisher[i].n1, 0.95);

		near("p", r.p, fisher[i].p, fisher[i].p < 1e-6 ? 12 : fisher[i].p < 0.001 ? 7 : 4);
		near("p turned", turned.p, r.p, 12);
		near("turned", turned.low, -r.high, 12);
	}
}

/* 5 -> 2 falls, 山梨県. The second: R's ?poisson.test, poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)), prints rate ratio
 * 1.971488, p-value = 0.07967, 0.8584264 4.2772659. With no event after, high is (1 / 0.025^(1/5) - 1) * 2: all of
 * Clopper and Pearson's upper end for 0 of 5, as odds, times t1 / t2; p = (2/3)^5 + (1/3)^5 * 11 (5 and 4 of 5). */
static const struct {
	double x1, t1, x2, t2, ratio, p, low, high;
	int digits;
} poisson[] = {
	{ 5, 1, 2, 1, 0.4, 0.4531, 0.038, 2.443, 3 },
	{ 6 + 8 + 7, 1083 + 1050 + 878, 11, 800, 1.971488, 0.07967, 0.8584264, 4.2772659, 5 },
	{ 5, 2, 0, 1, 0, 0.1769547, 0, 2.1825582, 6 },
	{ 0, 1, 5, 2, INFINITY, 0.1769547, 1 / 2.1825582, INFINITY, 6 },
	{ 78, 1, 78, 1, 1, 1, 1 / 1.3866456, 1.3866456, 6 },
};

static void test_poisson(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(poisson); i++) {
		struct kg_result r = kg_poisson_exact(poisson[i].x1, poisson[i].t1, poisson[i].x2, poisson[i].t2, 0.95);

		near("ratio", r.statistic, poisson[i].ratio, poisson[i].digits);
		near("p", r.p, poisson[i].p, poisson[i].digits);
		near("low", r.low, poisson[i].low, poisson[i].digits);
		near("high", r.high, poisson[i].high, poisson[i].digits);
		assert_int_equal(r.n, poisson[i].x1 + poisson[i].x2);
	}
	none(kg_poisson_exact(0, 1, 0, 1, 0.95));
	none(kg_poisson_exact(1.5, 1, 2, 1, 0.95));
	none(kg_poisson_exact(-1, 1, 2, 1, 0.95));
	none(kg_poisson_exact(1, 0, 2, 1, 0.95));
	none(kg_poisson_exact(NAN, 1, 2, 1, 0.95));
}

/* Five p-values. Holm: 0.005 * 5 = 0.025, 0.01 * 4 = 0.04, 0.03 * 3 = 0.09, 0.04 * 2 = 0.08 but not below 0.09,
 * 0.5 * 1. BH from the end: 0.5 * 5/5, 0.04 * 5/4 = 0.05, 0.03 * 5/3 = 0.05, 0.01 * 5/2 = 0.025, 0.005 * 5/1 = 0.025. */
static const struct {
	double p, holm, bh;
} adjusted[] = {
	{ 0.03, 0.09, 0.05 },
	{ NAN, NAN, NAN },
	{ 0.005, 0.025, 0.025 },
	{ 0.5, 0.5, 0.5 },
	{ 0.01, 0.04, 0.025 },
	{ 0.04, 0.09, 0.05 },
	{ NAN, NAN, NAN },
};

static void test_adjust(void **state)
{
	double holm[COUNT(adjusted)], bh[COUNT(adjusted)], large[] = { 0.6, 0.9 };

	(void)state;
	for (size_t i = 0; i < COUNT(adjusted); i++)
		holm[i] = bh[i] = adjusted[i].p;
	assert_true(kg_adjust_holm(holm, COUNT(holm)) && kg_adjust_bh(bh, COUNT(bh)));
	for (size_t i = 0; i < COUNT(adjusted); i++) {
		near("holm", holm[i], adjusted[i].holm, 12);
		near("bh", bh[i], adjusted[i].bh, 12);
	}
	assert_true(kg_adjust_holm(large, 2));		/* 1.2, cut to 1, and 0.9, not below */
	near("holm", large[0], 1, 12);
	near("holm", large[1], 1, 12);
	assert_true(kg_adjust_holm(NULL, 0) && kg_adjust_bh(NULL, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paired_t),
		cmocka_unit_test(test_signed_rank_sleep),
		cmocka_unit_test(test_signed_rank_exact),
		cmocka_unit_test(test_signed_rank_border),
		cmocka_unit_test(test_signed_rank_normal),
		cmocka_unit_test(test_mcnemar),
		cmocka_unit_test(test_newcombe),
		cmocka_unit_test(test_fisher),
		cmocka_unit_test(test_poisson),
		cmocka_unit_test(test_adjust),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
