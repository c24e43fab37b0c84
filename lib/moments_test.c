/* moments_test - n, sum, mean and variance: exact, in whatever order, and as certified by NIST. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <cmocka.h>

#include "moments.h"
#include "number.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Adds count values, units / 10^scale. */
static struct kg_moments moments(const long *units, size_t count, unsigned scale)
{
	struct kg_moments m = { 0 };

	for (size_t i = 0; i < count; i++)
		kg_moments_add(&m, (struct kg_decimal){ units[i], scale });
	return m;
}

static const struct {
	long units[8];
	size_t count;
	unsigned scale;
	const char *sum;
	double mean, variance;
} series[] = {
	{ { 5 }, 1, 0, "5", 5, NAN },
	{ { 1, 2 }, 2, 0, "3", 1.5, 0.5 },
	{ { -1, -4 }, 2, 0, "-5", -2.5, 4.5 },
	{ { 7, 7, 7 }, 3, 1, "2.1", 0.7, 0 },
	{ { 1, -1 }, 2, 0, "0", 0, 2 },
	{ { 1, 1, -1 }, 3, 0, "1", 1.0 / 3, 4.0 / 3 },
	{ { 347, 260 }, 2, 2, "6.07", 3.035, 0.37845 },
	{ { 2, 4, 4, 4, 5, 5, 7, 9 }, 8, 0, "40", 5, 32.0 / 7 },
	/* as other programs write 0.3: 17 digits, squares of 34 */
	{ { 30000000000000004, 10000000000000001, 20000000000000001 }, 3, 17, "0.60000000000000006", 0.2, 0x1.47ae147ae147dp-7 },
	{ { 999999999999999999, 999999999999999998, 999999999999999997 }, 3, 0, "2999999999999999994", 999999999999999998.0, 1 },
};

static void test_mean_and_variance(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(series); i++) {
		struct kg_moments m = moments(series[i].units, series[i].count, series[i].scale);
		struct kg_decimal sum;
		char text[KG_DECIMAL_ROOM];

		assert_int_equal(m.n, series[i].count);
		assert_true(kg_sum_decimal(&m.sum, &sum));
		kg_decimal_print(sum, text);
		assert_string_equal(text, series[i].sum);
		assert_true(kg_moments_mean(&m) == series[i].mean);
		if (isnan(series[i].variance))
			assert_true(isnan(kg_moments_variance(&m)));
		else
			assert_true(kg_moments_variance(&m) == series[i].variance);
	}
}

static void test_nothing_has_no_mean_and_no_variance(void **state)
{
	struct kg_moments m = { 0 };

	(void)state;
	assert_true(isnan(kg_moments_mean(&m)));
	assert_true(isnan(kg_moments_variance(&m)));
}

/* NIST's StRD, univariate summary statistics: https://www.itl.nist.gov/div898/strd/univ/homepage.html. What is certified has 15
 * significant digits, or is exact. The data sets are in testdata/strd/, or made here as NIST describes them. */

/* A first value, then in turn, up to 1001, one unit of the last digit below the first and above it. */
static struct kg_moments in_turn(long first, unsigned scale)
{
	struct kg_moments m = { 0 };

	kg_moments_add(&m, (struct kg_decimal){ first, scale });
	for (int i = 0; i < 1000; i++)
		kg_moments_add(&m, (struct kg_decimal){ first + (i % 2 ? 1 : -1), scale });
	return m;
}

static struct kg_moments num_acc1(void)
{
	return moments((const long[]){ 10000001, 10000003, 10000002 }, 3, 0);
}

static struct kg_moments num_acc2(void)
{
	return in_turn(12, 1);
}

static struct kg_moments num_acc3(void)
{
	return in_turn(10000002, 1);
}

static struct kg_moments num_acc4(void)
{
	return in_turn(100000002, 1);
}

/* The next digit of pi, by the spigot of Rabinowitz and Wagon (1995), American Mathematical Monthly 102, 195-203; 10 says that
 * the one before it was too small by one. */
static unsigned spigot(uint64_t *terms, size_t length)
{
	uint64_t carry = 0;

	for (uint64_t i = length - 1; i > 0; i--) {
		carry += terms[i] * 10;
		terms[i] = carry % (2 * i + 1);
		carry = carry / (2 * i + 1) * i;
	}
	carry += terms[0] * 10;
	terms[0] = carry % 10;
	return (unsigned)(carry / 10);
}

/* The first 5000 digits of pi, but for the 957th, which is an 8: NIST's data set, and so what is certified of it, has a 3. */
static struct kg_moments pi_digits(void)
{
	enum { DIGITS = 5000, LENGTH = (DIGITS + 1) * 10 / 3 + 1, ODD = 956 };
	static uint64_t terms[LENGTH];
	static unsigned digits[DIGITS + 1];
	struct kg_moments m = { 0 };

	for (size_t i = 0; i < LENGTH; i++)
		terms[i] = 2;
	for (size_t i = 0; i <= DIGITS; i++) {
		digits[i] = spigot(terms, LENGTH);
		for (size_t j = i; digits[j] == 10; j--) {
			digits[j] = 0;
			digits[j - 1]++;
		}
	}
	assert_int_equal(digits[ODD], 8);
	digits[ODD] = 3;
	for (size_t i = 0; i < DIGITS; i++)
		kg_moments_add(&m, kg_whole(digits[i]));
	return m;
}

static struct kg_moments file(const char *name)
{
	struct kg_moments m = { 0 };
	char path[64], line[64];
	FILE *f;

	snprintf(path, sizeof path, "testdata/strd/%s.csv", name);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	assert_string_equal(line, "y\n");
	while (fgets(line, sizeof line, f)) {
		struct kg_number n = kg_number_read((struct kg_slice){ line, strcspn(line, "\n") });

		assert_int_equal(n.kind, KG_NUMBER);
		kg_moments_add(&m, n.value);
	}
	fclose(f);
	return m;
}

static const struct {
	const char *name;
	struct kg_moments (*made)(void);
	size_t n;
	const char *mean, *deviation;		/* with the digits that are certified */
} certified[] = {
	{ "pidigits", pi_digits, 5000, "4.53480000000000", "2.86733906028871" },
	{ "lottery", NULL, 218, "518.958715596330", "291.699727470969" },
	{ "lew", NULL, 200, "-177.435000000000", "277.332168044316" },
	{ "mavro", NULL, 50, "2.00185600000000", "0.000429123454003053" },
	{ "michelso", NULL, 100, "299.852400000000", "0.0790105478190518" },
	{ "numacc1", num_acc1, 3, "10000002.0000000", "1.00000000000000" },
	{ "numacc2", num_acc2, 1001, "1.20000000000000", "0.100000000000000" },
	{ "numacc3", num_acc3, 1001, "1000000.20000000", "0.100000000000000" },
	{ "numacc4", num_acc4, 1001, "10000000.2000000", "0.100000000000000" },
};

static void assert_prints(double value, const char *expected)
{
	const char *point = strchr(expected, '.');
	char text[64];

	snprintf(text, sizeof text, "%.*f", (int)strlen(point + 1), value);
	assert_string_equal(text, expected);
}

static void test_certified_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(certified); i++) {
		struct kg_moments m = certified[i].made ? certified[i].made() : file(certified[i].name);

		assert_int_equal(m.n, certified[i].n);
		assert_prints(kg_moments_mean(&m), certified[i].mean);
		assert_prints(sqrt(kg_moments_variance(&m)), certified[i].deviation);
	}
}

/* Where the values stand does not change their variance, though squares have 36 digits. */
static void test_the_variance_of_large_and_close_values_is_exact(void **state)
{
	struct kg_moments far = in_turn(999999999999999998, 1);

	(void)state;
	assert_true(kg_moments_variance(&far) == 0.01);
}

static void assert_same(const struct kg_moments *a, const struct kg_moments *b)
{
	assert_int_equal(a->n, b->n);
	assert_memory_equal(a->sum.limbs, b->sum.limbs, sizeof a->sum.limbs);
	assert_memory_equal(a->squares.limbs, b->squares.limbs, sizeof a->squares.limbs);
	assert_int_equal(a->sum.scale, b->sum.scale);
	assert_int_equal(a->squares.scale, b->squares.scale);
	assert_true(kg_moments_variance(a) == kg_moments_variance(b));
}

static void test_any_cut_and_any_order_of_merges_is_the_same(void **state)
{
	struct kg_moments whole = { 0 };

	(void)state;
	for (int i = 0; i < 100; i++)
		kg_moments_add(&whole, (struct kg_decimal){ i * 37 - 1000, (unsigned)i % 37 });
	for (int cut = 0; cut <= 100; cut += 7) {
		struct kg_moments left = { 0 }, right = { 0 }, forwards, backwards;

		for (int i = 99; i >= 0; i--)
			kg_moments_add(i < cut ? &left : &right, (struct kg_decimal){ i * 37 - 1000, (unsigned)i % 37 });
		forwards = left;
		backwards = right;
		kg_moments_merge(&forwards, &right);
		kg_moments_merge(&backwards, &left);
		assert_same(&forwards, &whole);
		assert_same(&backwards, &whole);
	}
}

/* 2^41 records: 10^15 - 1, and the same with its point 15 digits further left. Their sum has more digits than a decimal. */
static void test_many_records_have_a_mean_and_a_variance(void **state)
{
	struct kg_moments m = { 0 };

	(void)state;
	kg_moments_add(&m, (struct kg_decimal){ 999999999999999, 0 });
	kg_moments_add(&m, (struct kg_decimal){ 999999999999999, 15 });
	for (int i = 0; i < 40; i++)
		kg_moments_merge(&m, &m);
	assert_true(m.n == 1ull << 41);
	assert_false(kg_sum_decimal(&m.sum, &(struct kg_decimal){ 0 }));
	assert_true(kg_moments_mean(&m) == 499999999999999.9999999999999995);
	assert_true(kg_moments_variance(&m) == 250000000000112686837721667275.0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mean_and_variance),
		cmocka_unit_test(test_nothing_has_no_mean_and_no_variance),
		cmocka_unit_test(test_certified_values),
		cmocka_unit_test(test_the_variance_of_large_and_close_values_is_exact),
		cmocka_unit_test(test_any_cut_and_any_order_of_merges_is_the_same),
		cmocka_unit_test(test_many_records_have_a_mean_and_a_variance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
