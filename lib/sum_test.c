/* sum_test - sums and weighted sums: exact, never too long, and the same bits in every order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "number.h"
#include "sum.h"
#include "wide.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#define INT128_MAX ((kg_int128)(((kg_int128)1 << 126) - 1 + ((kg_int128)1 << 126)))
#define INT128_MIN (-INT128_MAX - 1)

static struct kg_decimal decimal(const char *text)
{
	struct kg_number n = kg_number_read(kg_slice(text));

	assert_int_equal(n.kind, KG_NUMBER);
	return n.value;
}

static void check(const struct kg_sum *sum, const char *expected)
{
	char text[KG_DECIMAL_ROOM];
	struct kg_decimal d;

	assert_int_equal(kg_sum_decimal(sum, &d), expected != NULL);
	if (!expected)
		return;
	kg_decimal_print(d, text);
	assert_string_equal(text, expected);
}

static void assert_same(const struct kg_sum *a, const struct kg_sum *b)
{
	assert_memory_equal(a->limbs, b->limbs, sizeof a->limbs);
	assert_int_equal(a->scale, b->scale);
}

/* With NULL for a sum that no decimal holds. */
static const struct {
	const char *values[5], *sum;
} series[] = {
	{ { "0" }, "0" },
	{ { "0.00" }, "0.00" },
	{ { "0.1", "0.2", "-0.3" }, "0.0" },
	{ { "5", "-7.25" }, "-2.25" },
	{ { "12.300000000000001", "0.30000000000000004", "-0.1" }, "12.50000000000000104" },
	{ { "999999999999999999", "999999999999999999", "2" }, "2000000000000000000" },
	{ { "-999999999999999999", "0.000000000000000001" }, "-999999999999999998.999999999999999999" },
	{ { "0.000000000000000000000000000000000001", "99" }, "99.000000000000000000000000000000000001" },
	{ { "0.000000000000000000000000000000000001", "999999999999999999" }, NULL },
	{ { "0.000000000000000000000000000000000001", "999999999999999999", "-0.000000000000000000000000000000000001" },
	  "999999999999999999.00000000000000000000" },
	{ { "0.000000000000000000000000000000000001", "999999999999999999", "-999999999999999999" },
	  "0.000000000000000000000000000000000001" },
};

static void test_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(series); i++) {
		struct kg_sum forwards = { 0 }, backwards = { 0 };
		size_t count = 0;

		for (; count < COUNT(series[i].values) && series[i].values[count]; count++)
			kg_sum_add(&forwards, decimal(series[i].values[count]));
		while (count-- > 0)
			kg_sum_add(&backwards, decimal(series[i].values[count]));
		check(&forwards, series[i].sum);
		assert_same(&forwards, &backwards);
	}
}

static void test_weighted_sums(void **state)
{
	static const struct {
		const char *values[3], *weights[3], *sum;
	} weighted[] = {
		{ { "3.5", "2.5" }, { "10", "30" }, "110.0" },
		{ { "-1.36", "0.92", "1" }, { "40", "80", "-0.5" }, "18.70" },
		{ { "999999999999999999", "1" }, { "999999999999999999", "0.01" }, "999999999999999998000000000000000001.01" },
		{ { "999999999999999.999", "999999999999999.999" }, { "99999999999999999.9", "-99999999999999999.8" },
		  "99999999999999.9999" },
		{ { "0.0000000000000000001" }, { "0.0000000000000000002" }, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(weighted); i++) {
		struct kg_sum sum = { 0 };

		for (size_t j = 0; j < 3 && weighted[i].values[j]; j++)
			kg_sum_add_product(&sum, decimal(weighted[i].values[j]), decimal(weighted[i].weights[j]));
		check(&sum, weighted[i].sum);
	}
}

/* 2^40 records, more than 10^12, of 15 digits; and 2^63 of the largest that there are. */
static void test_many_records_fit(void **state)
{
	static const struct {
		const char *value, *sum;
		int doublings;
	} many[] = {
		{ "999999999999999", "1099511627775998900488372224", 40 },
		{ "0.999999999999999", "1099511627775.998900488372224", 40 },
		{ "-99999999.9999999", "-109951162777599890048.8372224", 40 },
		{ "999999999999999999", "9223372036854775798776627963145224192", 63 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(many); i++) {
		struct kg_sum sum = { 0 };

		kg_sum_add(&sum, decimal(many[i].value));
		for (int j = 0; j < many[i].doublings; j++)
			kg_sum_merge(&sum, &sum);
		check(&sum, many[i].sum);
	}
}

/* 2^63 products of -2^127 and -2^127 at 72 digits and as many of -2^127 and 2^127 - 1, with what they lack of each other. */
static void test_the_largest_there_are_fit(void **state)
{
	struct kg_decimal least = { INT128_MIN, KG_SCALE_MAX }, most = { INT128_MAX, KG_SCALE_MAX }, unit = { 1, KG_SCALE_MAX };
	struct kg_sum squares = { 0 }, all = { 0 }, nothing = { .scale = 2 * KG_SCALE_MAX };

	(void)state;
	kg_sum_add_product(&squares, (struct kg_decimal){ INT128_MIN, 0 }, (struct kg_decimal){ INT128_MIN, 0 });
	kg_sum_add_product(&squares, least, least);
	all = squares;
	kg_sum_add_product(&all, (struct kg_decimal){ INT128_MIN, 0 }, (struct kg_decimal){ INT128_MAX, 0 });
	kg_sum_add(&all, (struct kg_decimal){ INT128_MIN, 0 });
	kg_sum_add_product(&all, least, most);
	kg_sum_add_product(&all, unit, least);
	assert_same(&all, &nothing);
	all = squares;
	for (int i = 0; i < 62; i++)
		kg_sum_merge(&all, &all);
	check(&all, NULL);
	assert_true(all.limbs[KG_SUM_LIMBS - 1] >> 63 == 0);
	for (int i = 0; i < 62; i++) {
		struct kg_sum half = squares;

		for (int j = 0; j < 61 - i; j++)
			kg_sum_merge(&half, &half);
		for (int j = 0; j < KG_SUM_LIMBS; j++)
			half.limbs[j] = ~half.limbs[j];
		kg_sum_add_product(&half, unit, unit);
		kg_sum_merge(&all, &half);
	}
	assert_same(&all, &squares);
}

static uint64_t next(uint64_t *seed)
{
	return (*seed = *seed * 6364136223846793005 + 1442695040888963407) >> 17;
}

/* Of any size and sign; every seventh has all of its 128 bits. */
static struct kg_decimal any(uint64_t *seed)
{
	kg_int128 units = (int64_t)(next(seed) << 17 ^ next(seed));

	units >>= next(seed) % 60;
	if (next(seed) % 7 == 0)
		units = (kg_int128)((kgi_uint128)units << 70 ^ next(seed));
	return (struct kg_decimal){ units, (unsigned)(next(seed) % (KG_SCALE_MAX + 1)) };
}

enum { VALUES = 300, ORDERS = 200, WORKERS = 7 };

static void shuffle(struct kg_decimal (*values)[2], uint64_t *seed)
{
	for (size_t i = VALUES; i > 1; i--) {
		size_t j = next(seed) % i;
		struct kg_decimal swap[2];

		memcpy(swap, values[i - 1], sizeof swap);
		memcpy(values[i - 1], values[j], sizeof swap);
		memcpy(values[j], swap, sizeof swap);
	}
}

/* Values in a random order go to workers at random, whose sums are merged at random. */
static void test_no_order_and_no_merge_shows(void **state)
{
	static struct kg_decimal values[VALUES][2];
	struct kg_sum sum = { 0 }, products = { 0 };
	uint64_t seed = 4;

	(void)state;
	for (size_t i = 0; i < VALUES; i++) {
		values[i][0] = any(&seed);
		values[i][1] = any(&seed);
		kg_sum_add(&sum, values[i][0]);
		kg_sum_add_product(&products, values[i][0], values[i][1]);
	}
	for (int order = 0; order < ORDERS; order++) {
		struct kg_sum sums[WORKERS] = { { { 0 }, 0 } }, weighted[WORKERS] = { { { 0 }, 0 } };

		shuffle(values, &seed);
		for (size_t i = 0; i < VALUES; i++) {
			size_t worker = next(&seed) % WORKERS;

			kg_sum_add(&sums[worker], values[i][0]);
			kg_sum_add_product(&weighted[worker], values[i][0], values[i][1]);
		}
		for (size_t left = WORKERS; left > 1; left--) {
			size_t into = next(&seed) % (left - 1);

			kg_sum_merge(&sums[into], &sums[left - 1]);
			kg_sum_merge(&weighted[into], &weighted[left - 1]);
		}
		assert_same(&sums[0], &sum);
		assert_same(&weighted[0], &products);
	}
}

static int sign_of(const struct kg_sum *sum)
{
	uint64_t all = 0;

	for (int i = 0; i < KG_SUM_LIMBS; i++)
		all |= sum->limbs[i];
	return sum->limbs[KG_SUM_LIMBS - 1] >> 63 ? -1 : all != 0;
}

/* Decimals add up and compare as their sums do, whichever way is taken for them. */
static void test_decimals_agree(void **state)
{
	uint64_t seed = 9;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		struct kg_decimal a = any(&seed), b = any(&seed), added, exact;
		struct kg_sum sum = { 0 }, difference = { 0 };
		bool fits;

		if (next(&seed) % 2)
			b.scale = a.scale;
		added = a;
		kg_sum_add(&sum, a);
		kg_sum_add(&difference, a);
		kg_sum_add(&sum, b);
		kg_sum_add_product(&difference, b, kg_whole(-1));
		assert_int_equal(kg_compare(a, b), sign_of(&difference));
		fits = kg_sum_decimal(&sum, &exact) && exact.scale == sum.scale;
		if (kg_add(&added, b))
			assert_true(fits && added.units == exact.units && added.scale == exact.scale);
		else	/* what does not fit at the scale of both may still come near 0 */
			assert_false(fits && kg_sign(a) == kg_sign(b));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_weighted_sums),
		cmocka_unit_test(test_many_records_fit),
		cmocka_unit_test(test_the_largest_there_are_fit),
		cmocka_unit_test(test_no_order_and_no_merge_shows),
		cmocka_unit_test(test_decimals_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
