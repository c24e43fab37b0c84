/* decimal_test - exact sums, quotients rounded once, printing. Values are written as text and compared as printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "decimal.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* 2^127 - 1, the largest units */
#define LARGEST "170141183460469231731687303715884105727"

static struct kg_decimal decimal(const char *text)
{
	struct kg_decimal d = kg_whole(0);
	int sign = *text == '-' ? -1 : 1, fraction = 0;

	for (text += *text == '-'; *text; text++) {
		if (*text == '.') {
			fraction = 1;
			continue;
		}
		d.units = d.units * 10 + sign * (*text - '0');
		d.scale += (unsigned)fraction;
	}
	return d;
}

/* `expected` is NULL where there must be no result; `got` then must be untouched, and is compared with `before`. */
static void check(const char *what, bool good, struct kg_decimal got, const char *expected, const char *before)
{
	char text[KG_DECIMAL_ROOM];
	size_t len = kg_decimal_print(got, text);

	if (good != (expected != NULL))
		fail_msg("%s: result %s", what, good ? text : "missing");
	assert_string_equal(text, expected ? expected : before);
	assert_int_equal(len, strlen(text));
}

static const struct {
	const char *a, *b, *sum, *difference, *product;
} sums[] = {
	{ "0", "0", "0", "0", "0" },
	{ "0.1", "0.2", "0.3", "-0.1", "0.02" },
	{ "0.10", "0.2", "0.30", "-0.10", "0.020" },
	{ "-5", "5.00", "0.00", "-10.00", "-25.00" },
	{ "2.86", "0.18", "3.04", "2.68", "0.5148" },
	{ "999999999999999999", "0.000000000000000001", "999999999999999999.000000000000000001",
	  "999999999999999998.999999999999999999", "0.999999999999999999" },
	{ "999999999999999999", "-999999999999999999", "0", "1999999999999999998", "-999999999999999998000000000000000001" },
	{ LARGEST, "1", NULL, "170141183460469231731687303715884105726", LARGEST },
	{ "-" LARGEST, "-1", "-170141183460469231731687303715884105728", "-170141183460469231731687303715884105726",
	  LARGEST },
	{ LARGEST, "0.1", NULL, NULL, "17014118346046923173168730371588410572.7" },
	{ "100000000000000000000", "200000000000000000000", "300000000000000000000", "-100000000000000000000", NULL },
	{ "999999999999999999", "0.000000000000000000000000000000000001", NULL, NULL,
	  "0.000000000000000000999999999999999999" },
	/* zeros at the ends make room */
	{ "0.0000000000000000000000000000", "0.2500000000", "0.2500000000000000000000000000",
	  "-0.2500000000000000000000000000", "0.00" },
	{ "1.00000000000000000000", "1.00000000000000000000", "2.00000000000000000000", "0.00000000000000000000", "1" },
};

static void test_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sums); i++) {
		struct kg_decimal a = decimal(sums[i].a), b = decimal(sums[i].b), sum = a, difference = a, product = a;
		bool summed = kg_add(&sum, b), taken = kg_subtract(&difference, b), multiplied = kg_multiply(a, b, &product);

		check("sum", summed, sum, sums[i].sum, sums[i].a);
		check("difference", taken, difference, sums[i].difference, sums[i].a);
		check("product", multiplied, product, sums[i].product, sums[i].a);
	}
}

static const struct {
	const char *numerator, *denominator;
	unsigned digits;
	const char *half_up, *half_even;
} quotients[] = {
	{ "1", "3", 4, "0.3333", "0.3333" },
	{ "2", "3", 4, "0.6667", "0.6667" },
	{ "1", "8", 2, "0.13", "0.12" },
	{ "3", "8", 2, "0.38", "0.38" },
	{ "-1", "8", 2, "-0.13", "-0.12" },
	{ "1", "-8", 2, "-0.13", "-0.12" },
	{ "-1", "-8", 2, "0.13", "0.12" },
	{ "1", "2", 0, "1", "0" },
	{ "3", "2", 0, "2", "2" },
	{ "1", "3", 0, "0", "0" },
	{ "-1", "3", 0, "0", "0" },			/* no -0 */
	{ "6.070", "2", 2, "3.04", "3.04" },		/* UWES, (3.47 + 2.60) / 2 */
	{ "446818", "110", 0, "4062", "4062" },
	{ "0", "7", 3, "0.000", "0.000" },
	{ "0.125", "1", 2, "0.13", "0.12" },
	{ "0.1250000000000000000000000000000001", "1", 2, "0.13", "0.13" },
	{ "0.37500", "3.0000", 2, "0.13", "0.12" },
	{ "0.250", "2", 1, "0.1", "0.1" },
	{ "0.5", "7", 0, "0", "0" },
	{ "3.5", "7", 0, "1", "0" },
	{ "1", "0.0001", 0, "10000", "10000" },
	{ "1", "7", 36, "0.142857142857142857142857142857142857", "0.142857142857142857142857142857142857" },
	{ LARGEST, LARGEST, 36, "1.000000000000000000000000000000000000", "1.000000000000000000000000000000000000" },
	/* ten times the remainder fits no word: 2/3 of the largest */
	{ "113427455640312821154458202477256070484", LARGEST, 20, "0.66666666666666666667", "0.66666666666666666667" },
	{ "-" LARGEST, "0.1", 0, NULL, NULL },
	{ LARGEST, "1", 1, NULL, NULL },
	{ "1", "0", 2, NULL, NULL },
	{ "1", "0.00", 2, NULL, NULL },
	{ "1", "3", KG_SCALE_MAX + 1, NULL, NULL },
};

static void test_quotients(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(quotients); i++) {
		struct kg_decimal a = decimal(quotients[i].numerator), b = decimal(quotients[i].denominator);
		struct kg_decimal up = kg_whole(7), even = kg_whole(7);
		bool good_up = kg_divide(a, b, quotients[i].digits, KG_HALF_UP, &up);
		bool good_even = kg_divide(a, b, quotients[i].digits, KG_HALF_EVEN, &even);

		check("half up", good_up, up, quotients[i].half_up, "7");
		check("half even", good_even, even, quotients[i].half_even, "7");
	}
}

static const struct {
	const char *d;
	unsigned digits;
	const char *half_up, *half_even;
} rounded[] = {
	{ "46.472", 0, "46", "46" },		/* and not 47 by way of 46.5 */
	{ "6.25", 1, "6.3", "6.2" },
	{ "1.25", 1, "1.3", "1.2" },
	{ "-1.25", 1, "-1.3", "-1.2" },
	{ "0.5", 0, "1", "0" },
	{ "1.5", 0, "2", "2" },
	{ "-0.4", 0, "0", "0" },
	{ "9.99", 1, "10.0", "10.0" },
	{ "5", 2, "5.00", "5.00" },
	{ "0.18", 2, "0.18", "0.18" },
	{ "0.000000000000000000000000000000000001", 0, "0", "0" },
	{ "999999999999999999", 36, "999999999999999999", "999999999999999999" },	/* does not fit */
};

static void test_rounded(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rounded); i++) {
		struct kg_decimal d = decimal(rounded[i].d);

		check("half up", true, kg_rounded(d, rounded[i].digits, KG_HALF_UP), rounded[i].half_up, "");
		check("half even", true, kg_rounded(d, rounded[i].digits, KG_HALF_EVEN), rounded[i].half_even, "");
	}
}

static const struct {
	const char *a, *b;
	int order;
} orders[] = {
	{ "0", "0.000", 0 },
	{ "1.50", "1.5", 0 },
	{ "1.5", "1.49999", 1 },
	{ "-1.5", "-1.49999", -1 },
	{ "-0.001", "0", -1 },
	{ "-1", "1.000", -1 },
	{ "2", "10", -1 },
	{ "999999999999999999", "0.000000000000000000000000000000000001", 1 },
	{ "-999999999999999999", "-0.000000000000000000000000000000000001", -1 },
	{ "0.000000000000000000999999999999999999", "0.000000000000000001", -1 },
	{ LARGEST, "17014118346046923173168730371588410572.7", 1 },
};

static void test_compare(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(orders); i++) {
		assert_int_equal(kg_compare(decimal(orders[i].a), decimal(orders[i].b)), orders[i].order);
		assert_int_equal(kg_compare(decimal(orders[i].b), decimal(orders[i].a)), -orders[i].order);
	}
}

static const struct {
	const char *d, *plain;
	bool whole;
	double nearest;
} forms[] = {
	{ "0", "0", true, 0 },
	{ "0.000", "0", true, 0 },
	{ "-12.500", "-12.5", false, -12.5 },
	{ "100", "100", true, 100 },
	{ "100.00", "100", true, 100 },
	{ "0.1", "0.1", false, 0.1 },
	{ "0.18", "0.18", false, 0.18 },
	{ "14149", "14149", true, 14149 },
	{ "123456789.012345678", "123456789.012345678", false, 123456789.012345678 },
	{ "0.123456789012345678", "0.123456789012345678", false, 0.123456789012345678 },
	{ "0.000000000000000000000000000000000001", "0.000000000000000000000000000000000001", false, 1e-36 },
	{ LARGEST, LARGEST, true, 0x1p127 },
	{ "-9007199254740993", "-9007199254740993", true, -9007199254740992.0 },	/* 2^53 + 1: a tie, to even */
};

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct kg_decimal d = decimal(forms[i].d);
		double nearest = kg_double(d);

		check("as it is", true, d, forms[i].d, "");
		check("plain", true, kg_plain(d), forms[i].plain, "");
		assert_int_equal(kg_is_whole(d), forms[i].whole);
		assert_memory_equal(&nearest, &forms[i].nearest, sizeof nearest);
		assert_int_equal(kg_sign(d), (forms[i].nearest > 0) - (forms[i].nearest < 0));
	}
}

/* The sum of the same numbers is the same in any order; with doubles it is not. */
static void test_order(void **state)
{
	struct kg_decimal up = kg_whole(0), down = kg_whole(0);

	(void)state;
	for (int i = 1; i <= 1000; i++) {
		assert_true(kg_add(&up, (struct kg_decimal){ i, (unsigned)i % 19 }));
		assert_true(kg_add(&down, (struct kg_decimal){ 1001 - i, (unsigned)(1001 - i) % 19 }));
	}
	assert_int_equal(kg_compare(up, down), 0);
	assert_int_equal(up.scale, down.scale);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_quotients),
		cmocka_unit_test(test_rounded),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
