/* effect_test - means, totals and tests of rows, with figures that were published. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "effect.h"

static struct kg_series comparable;
static struct kg_terms unbacked = { .series = &comparable };

static struct kg_pair numbers(int64_t before, int64_t after, unsigned scale)
{
	struct kg_pair pair = { .subject.terms = &unbacked, .values.units = { before, after } };

	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		pair.values.readings[side].scale = (uint8_t)scale;
		pair.values.readings[side].kind = KG_NUMBER;
	}
	return pair;
}

static struct kg_effect effect_of(const char *unit, struct kg_pair pair)
{
	struct kg_effect e = { .unit = kg_slice(unit) };

	kg_effect_pair(&e, &pair);
	assert_true(kg_effect_settle(&e, 1, KG_HALF_UP));
	return e;
}

static void assert_decimal(struct kg_decimal d, const char *expected)
{
	char text[KG_DECIMAL_ROOM];

	kg_decimal_print(d, text);
	assert_string_equal(text, expected);
}

static void test_a_pair_keeps_its_digits(void **state)
{
	struct kg_effect e = effect_of("", numbers(286, 304, 2));	/* UWES-9, 御所苑 */

	(void)state;
	assert_decimal(e.values[KG_BEFORE], "2.86");
	assert_decimal(e.change, "0.18");
	kg_effect_test(&e, 0.95);
	assert_null(e.method);
}

/* 訪室回数 of two floors, 山梨県: 328 to 180. */
static void test_counts_are_summed(void **state)
{
	struct kg_effect total = { .unit = kg_slice("回") }, third = effect_of("回", numbers(78, 49, 0));
	struct kg_effect second = effect_of("回", numbers(250, 131, 0));

	(void)state;
	assert_true(kg_effect_add(&total, &third) && kg_effect_add(&total, &second));
	assert_true(kg_effect_settle(&total, 1, KG_HALF_UP));
	assert_decimal(total.values[KG_BEFORE], "328");
	assert_decimal(total.change, "-148");
}

static void test_means_need_n_for_a_total(void **state)
{
	struct kg_extent ten = { .n = { .units = 10 }, .has_n = true }, thirty = { .n = { .units = 30 }, .has_n = true };
	struct kg_backing tens = { .extents = { ten, ten } }, thirties = { .extents = { thirty, thirty } };
	struct kg_terms of_tens = { .series = &comparable, .backing = &tens }, of_thirties = { .series = &comparable, .backing = &thirties };
	struct kg_pair small = numbers(32, 35, 1), large = numbers(25, 26, 1);
	struct kg_effect total = { .unit = kg_slice("点") }, none = total, a = effect_of("点", small), b;

	(void)state;
	assert_true(kg_effect_add(&none, &a));
	assert_false(none.complete);
	small.subject.terms = &of_tens;
	large.subject.terms = &of_thirties;
	a = effect_of("点", small);
	b = effect_of("点", large);
	assert_true(kg_effect_add(&total, &a) && kg_effect_add(&total, &b));
	assert_true(kg_effect_settle(&total, 1, KG_HALF_UP));
	assert_decimal(total.values[KG_BEFORE], "2.68");	/* 2.675 */
	assert_decimal(total.values[KG_AFTER], "2.83");		/* 2.825 */
	assert_decimal(total.change, "0.15");
}

/* R's sleep data: t = -4.0621, df = 9, p = 0.002833. */
static void test_persons_have_student_s_t(void **state)
{
	static const int first[] = { 7, -16, -2, -12, -1, 34, 37, 8, 0, 20 }, second[] = { 19, 8, 11, 1, -1, 44, 55, 16, 46, 34 };
	struct kg_effect e = { .unit = kg_slice("") };
	struct kg_cohort cohort = { 0 };

	(void)state;
	for (int i = 0; i < 10; i++) {
		struct kg_pair pair = numbers(second[i], first[i], 1);

		kg_cohort_add(&cohort, &pair.values, false, (struct kg_place){ 0 });
	}
	kg_effect_persons(&e, &cohort, false);
	assert_true(kg_effect_settle(&e, 1, KG_HALF_UP));
	assert_decimal(e.change, "-1.58");
	kg_effect_test(&e, 0.95);
	assert_ptr_equal(e.method, kg_method(KG_PAIRED_T));
	assert_true(fabs(e.result.p - 0.002833) < 5e-7);
}

/* Newcombe (1998), table II: 56 of 70 and 48 of 80, 0.0524 to 0.3339. */
static void test_percents_with_n(void **state)
{
	struct kg_backing counted = { .extents = { { .n = kg_whole(80), .has_n = true }, { .n = kg_whole(70), .has_n = true } } };
	struct kg_terms terms = { .series = &comparable, .backing = &counted };
	struct kg_pair pair = numbers(60, 80, 0), odd = numbers(61, 80, 0);
	struct kg_effect e;

	(void)state;
	pair.subject.terms = odd.subject.terms = &terms;
	e = effect_of("%", pair);
	kg_effect_test(&e, 0.95);
	assert_ptr_equal(e.method, kg_method(KG_NEWCOMBE));
	assert_true(fabs(e.result.low - 5.24) < 0.005 && fabs(e.result.high - 33.39) < 0.005);
	assert_true(effect_of("%", numbers(60, 80, 0)).complete);
	assert_false(effect_of("%", odd).odd_counts);	/* 49 of 80 are 61.25 % */
	odd.values.units[KG_BEFORE] = 62;
	assert_true(effect_of("%", odd).odd_counts);	/* 62.5 % are 63 % */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_pair_keeps_its_digits),
		cmocka_unit_test(test_counts_are_summed),
		cmocka_unit_test(test_means_need_n_for_a_total),
		cmocka_unit_test(test_persons_have_student_s_t),
		cmocka_unit_test(test_percents_with_n),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
