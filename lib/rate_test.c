/* rate_test - percents, points, largest remainders, Wilson's interval, with figures that towns and statisticians printed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rate.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#define BILLIARD INT64_C(1000000000000000)

static const char *printed(bool good, struct kg_decimal d, char text[KG_DECIMAL_ROOM])
{
	if (!good)
		return "none";
	kg_decimal_print(d, text);
	return text;
}

static const struct {
	int64_t part, whole;
	unsigned digits;
	const char *half_up, *half_even;
} percents[] = {
	{ 77, 336, 1, "22.9", "22.9" },		/* 米子市, ケアプランデータ連携, R6.9.30 */
	{ 111, 336, 1, "33.0", "33.0" },	/* R7.3.7 */
	{ 304, 350, 1, "86.9", "86.9" },	/* 山形市 */
	{ 42960, 143203, 1, "30.0", "30.0" },	/* 米子市, 29.9994 */
	{ 17, 18, 1, "94.4", "94.4" },		/* 大分県 */
	{ 191, 411, 0, "46", "46" },		/* 46.472: 47 only by rounding twice */
	{ 1, 16, 1, "6.3", "6.2" },
	{ 1, 80, 1, "1.3", "1.2" },
	{ -1, 80, 1, "-1.3", "-1.2" },
	{ 40, 10, 0, "400", "400" },
	{ 0, 5, 1, "0.0", "0.0" },
	{ -1, 3000, 1, "0.0", "0.0" },
	{ 1, 3, 34, "33.3333333333333333333333333333333333", "33.3333333333333333333333333333333333" },
	{ 1, 3, 35, "none", "none" },
	{ 1, 0, 1, "none", "none" },
};

static void test_percent(void **state)
{
	char text[KG_DECIMAL_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(percents); i++) {
		struct kg_decimal part = kg_whole(percents[i].part), whole = kg_whole(percents[i].whole), percent;
		bool good = kg_percent(part, whole, percents[i].digits, KG_HALF_UP, &percent);

		assert_string_equal(printed(good, percent, text), percents[i].half_up);
		good = kg_percent(part, whole, percents[i].digits, KG_HALF_EVEN, &percent);
		assert_string_equal(printed(good, percent, text), percents[i].half_even);
	}
}

static const struct {
	int64_t part, whole, part0, whole0;
	unsigned digits;
	const char *points;
} points[] = {
	{ 111, 336, 77, 336, 1, "10.1" },	/* 米子市 */
	{ 73, 100, 95, 100, 0, "-22" },		/* 山形市, printed as 22％減少 */
	{ 71, 100, 43, 100, 0, "28" },
	{ 1, 3, 1, 3, 1, "0.0" },
	{ 1, 16, 0, 7, 1, "6.3" },		/* a tie, away from zero */
	{ 0, 7, 1, 16, 1, "-6.3" },
	{ 4, 9, 1, 9, 0, "33" },
	{ 5, 9, 2, 7, 0, "27" },		/* 26.98; the rounded ones: 56 - 29 */
	{ 2, 3, 1, 3, 0, "33" },		/* and not 67 - 33 */
	{ 999 * BILLIARD, 999 * BILLIARD, 0, 999 * BILLIARD, 0, "100" },
	{ 1, 0, 1, 2, 1, "none" },
	{ 1, 2, 1, 0, 1, "none" },
};

static void test_points(void **state)
{
	char text[KG_DECIMAL_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(points); i++) {
		struct kg_decimal got;
		bool good = kg_points(kg_whole(points[i].part), kg_whole(points[i].whole), kg_whole(points[i].part0),
				      kg_whole(points[i].whole0), points[i].digits, KG_HALF_UP, &got);

		assert_string_equal(printed(good, got, text), points[i].points);
	}
}

enum { PARTS = 7 };

static const struct {
	int count;
	int64_t parts[PARTS];
	unsigned digits;
	const char *percents;
} wholes[] = {
	/* 長野県, survey of R6.8.23 to 9.20: all five tables as printed */
	{ 3, { 166, 85, 164 }, 0, "40 20 40" },
	{ 3, { 183, 206, 26 }, 0, "44 50 6" },
	{ 3, { 191, 195, 25 }, 0, "47 47 6" },
	{ 3, { 171, 185, 49 }, 0, "42 46 12" },
	{ 3, { 133, 238, 39 }, 0, "32 58 10" },

	{ 3, { 7, 7, 7 }, 0, "34 33 33" },
	{ 3, { 7, 7, 7 }, 1, "33.4 33.3 33.3" },
	{ 7, { 1, 1, 1, 1, 1, 1, 1 }, 0, "15 15 14 14 14 14 14" },
	{ 7, { 0, 0, 1, 0, 1, 0, 1 }, 0, "0 0 34 0 33 0 33" },
	{ 1, { 5 }, 2, "100.00" },
	{ 2, { 1, 2 }, 34, "33.3333333333333333333333333333333333 66.6666666666666666666666666666666667" },
	{ 2, { 1, 2 }, 35, "none" },
	{ 2, { 999 * BILLIARD, 999 * BILLIARD }, 20, "none" },
	{ 2, { 0, 0 }, 0, "none" },
	{ 2, { -1, 3 }, 0, "none" },
	{ 0, { 0 }, 0, "none" },
};

static void test_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(wholes); i++) {
		struct kg_decimal parts[PARTS], got[PARTS];
		char all[PARTS * KG_DECIMAL_ROOM] = "", text[KG_DECIMAL_ROOM];
		int count = wholes[i].count;

		for (int j = 0; j < count; j++)
			parts[j] = kg_whole(wholes[i].parts[j]);
		if (!kg_percents_of_whole(parts, (size_t)count, wholes[i].digits, got)) {
			assert_string_equal("none", wholes[i].percents);
			continue;
		}
		for (int j = 0; j < count; j++) {
			kg_decimal_print(got[j], text);
			strcat(strcat(all, j ? " " : ""), text);
		}
		assert_string_equal(all, wholes[i].percents);
	}
}

/* Weighted counts have fractions, and not all of the same length: 54.4 + 67.25 + 73.600 = 195.25. */
static void test_weighted(void **state)
{
	const struct kg_decimal parts[] = { { 544, 1 }, { 6725, 2 }, { 73600, 3 } };
	struct kg_decimal got[3], percent, apart;

	(void)state;
	assert_true(kg_percents_of_whole(parts, 3, 1, got));
	assert_int_equal(got[0].units, 279);	/* 27.862 */
	assert_int_equal(got[1].units, 344);	/* 34.443 */
	assert_int_equal(got[2].units, 377);	/* 37.695 */
	assert_true(kg_percent(parts[0], parts[2], 1, KG_HALF_UP, &percent));
	assert_int_equal(percent.units, 739);	/* 73.913 */
	assert_true(kg_points(parts[0], parts[2], parts[1], parts[2], 1, KG_HALF_UP, &apart));
	assert_int_equal(apart.units, -175);	/* 73.913 - 91.372 = -17.459 */
}

/* The first four: Newcombe, Statistics in Medicine 17 (1998) 857-872, method 3. The fifth: 28.2 to 38.2 % for
 * 米子市's 111 of 336. */
static const struct {
	double x, n, low, high;
} intervals[] = {
	{ 81, 263, 0.2553, 0.3662 },
	{ 15, 148, 0.0624, 0.1605 },
	{ 0, 20, 0, 0.1611 },
	{ 1, 29, 0.0061, 0.1718 },
	{ 111, 336, 0.2822, 0.3823 },
	{ 20, 20, 0.8389, 1 },
};

static void test_wilson(void **state)
{
	double low, high;

	(void)state;
	for (size_t i = 0; i < COUNT(intervals); i++) {
		kg_wilson(intervals[i].x, intervals[i].n, 0.95, &low, &high);
		if (fabs(low - intervals[i].low) > 0.00005 || fabs(high - intervals[i].high) > 0.00005)
			fail_msg("%g of %g: %.4f to %.4f", intervals[i].x, intervals[i].n, low, high);
		assert_true(low >= 0 && high <= 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_weighted),
		cmocka_unit_test(test_wilson),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
