/* moments_test - n, sum, mean and variance; exact, in whatever order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <math.h>
#include <cmocka.h>

#include "moments.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Adds count values, units / 10^scale. */
static struct kg_moments moments(const long *units, size_t count, unsigned scale)
{
	struct kg_moments m = { 0 };

	for (size_t i = 0; i < count; i++)
		assert_true(kg_moments_add(&m, (struct kg_decimal){ units[i], scale }));
	return m;
}

static const struct {
	long units[8];
	size_t count;
	unsigned scale, digits;
	const char *sum, *half_up, *half_even;
	double variance;
} series[] = {
	{ { 5 }, 1, 0, 1, "5", "5.0", "5.0", NAN },
	{ { 1, 2 }, 2, 0, 0, "3", "2", "2", 0.5 },
	{ { 1, 4 }, 2, 0, 0, "5", "3", "2", 4.5 },
	{ { -1, -4 }, 2, 0, 0, "-5", "-3", "-2", 4.5 },
	{ { 7, 7, 7 }, 3, 1, 2, "2.1", "0.70", "0.70", 0 },
	{ { 1, -1 }, 2, 0, 1, "0", "0.0", "0.0", 2 },
	{ { 347, 260 }, 2, 2, 3, "6.07", "3.035", "3.035", 0.37845 },
	{ { 2, 4, 4, 4, 5, 5, 7, 9 }, 8, 0, 1, "40", "5.0", "5.0", 32.0 / 7 },
};

static void test_mean_and_variance(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(series); i++) {
		struct kg_moments m = moments(series[i].units, series[i].count, series[i].scale);
		struct kg_decimal up, even;
		char text[KG_DECIMAL_ROOM];

		assert_int_equal(m.n, series[i].count);
		kg_decimal_print(m.sum, text);
		assert_string_equal(text, series[i].sum);
		assert_true(kg_moments_mean(&m, series[i].digits, KG_HALF_UP, &up));
		kg_decimal_print(up, text);
		assert_string_equal(text, series[i].half_up);
		assert_true(kg_moments_mean(&m, series[i].digits, KG_HALF_EVEN, &even));
		kg_decimal_print(even, text);
		assert_string_equal(text, series[i].half_even);
		if (isnan(series[i].variance))
			assert_true(isnan(kg_moments_variance(&m)));
		else
			assert_true(kg_moments_variance(&m) == series[i].variance);
	}
}

static void test_nothing_has_no_mean_and_no_variance(void **state)
{
	struct kg_moments m = { 0 };
	struct kg_decimal mean;

	(void)state;
	assert_false(kg_moments_mean(&m, 1, KG_HALF_UP, &mean));
	assert_true(isnan(kg_moments_variance(&m)));
}

/* NIST's NumAcc4: 10000000.2, then 10000000.1 and 10000000.3 in turn; in doubles most of it is lost. */
static void test_the_variance_of_large_and_close_values_is_exact(void **state)
{
	struct kg_moments m = { 0 };

	(void)state;
	assert_true(kg_moments_add(&m, (struct kg_decimal){ 100000002, 1 }));
	for (int i = 0; i < 1000; i++)
		assert_true(kg_moments_add(&m, (struct kg_decimal){ i % 2 ? 100000003 : 100000001, 1 }));
	assert_int_equal(m.n, 1001);
	assert_true(kg_moments_variance(&m) == 0.01);
}

static void assert_same(const struct kg_moments *a, const struct kg_moments *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(kg_compare(a->sum, b->sum), 0);
	assert_int_equal(kg_compare(a->squares, b->squares), 0);
	assert_int_equal(a->sum.scale, b->sum.scale);
	assert_true(kg_moments_variance(a) == kg_moments_variance(b));
}

static void test_any_cut_and_any_order_of_merges_is_the_same(void **state)
{
	struct kg_moments whole = { 0 };

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_true(kg_moments_add(&whole, (struct kg_decimal){ i * 37 - 1000, (unsigned)i % 5 }));
	for (int cut = 0; cut <= 100; cut += 7) {
		struct kg_moments left = { 0 }, right = { 0 }, forwards, backwards;

		for (int i = 99; i >= 0; i--)
			assert_true(kg_moments_add(i < cut ? &left : &right, (struct kg_decimal){ i * 37 - 1000, (unsigned)i % 5 }));
		forwards = left;
		backwards = right;
		assert_true(kg_moments_merge(&forwards, &right));
		assert_true(kg_moments_merge(&backwards, &left));
		assert_same(&forwards, &whole);
		assert_same(&backwards, &whole);
	}
}

static void test_what_does_not_fit_adds_nothing(void **state)
{
	struct kg_decimal huge = { (kg_int128)1 << 100, 0 };
	struct kg_moments m = moments((const long[]){ 3, 4 }, 2, 0), before = m, other = { .n = 1, .sum = { 0 } };

	(void)state;
	assert_false(kg_moments_add(&m, huge));
	assert_same(&m, &before);
	other.squares.units = ((((kg_int128)1 << 126) - 1) << 1) + 1;
	assert_false(kg_moments_merge(&m, &other));
	assert_same(&m, &before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mean_and_variance),
		cmocka_unit_test(test_nothing_has_no_mean_and_no_variance),
		cmocka_unit_test(test_the_variance_of_large_and_close_values_is_exact),
		cmocka_unit_test(test_any_cut_and_any_order_of_merges_is_the_same),
		cmocka_unit_test(test_what_does_not_fit_adds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
