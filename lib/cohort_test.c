/* cohort_test - persons summed as numbers and as marks, in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cohort.h"

/* Persons by their cells: ○ and × are marks, 1 is a number and a mark. */
static const struct {
	const char *cells[2];
	bool range;
} persons[] = {
	{ { "256.4", "263.45" }, false },
	{ { "", "12" }, false },
	{ { "1", "1" }, false },
	{ { "×", "○" }, false },
	{ { "○", "×" }, false },
	{ { "×", "はい" }, false },
	{ { "3", "1～2" }, true },
};

enum { PERSONS = sizeof persons / sizeof *persons };

static void add(struct kg_cohort *cohort, size_t i)
{
	struct kg_place place = { i, 1, (uint32_t)i + 1 };
	struct kg_values values = { 0 };

	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		struct kg_slice cell = kg_slice(persons[i].cells[side]);
		struct kg_number n = kg_number_read(cell);

		values.units[side] = (int64_t)n.value.units;
		values.readings[side].scale = (uint8_t)n.value.scale;
		values.readings[side].kind = n.kind & 15;
		values.readings[side].mark = kg_mark_read(cell) & 7;
	}
	kg_cohort_add(cohort, &values, persons[i].range, place);
}

static void assert_sum(const struct kg_sum *sum, const char *expected)
{
	struct kg_decimal value;
	char text[KG_DECIMAL_ROOM];

	assert_true(kg_sum_decimal(sum, &value));
	kg_decimal_print(value, text);
	assert_string_equal(text, expected);
}

static void test_numbers_and_marks(void **state)
{
	struct kg_cohort cohort = { 0 };

	(void)state;
	for (size_t i = 0; i < PERSONS; i++)
		add(&cohort, i);
	assert_int_equal(cohort.persons, 7);
	assert_int_equal(cohort.n, 5);
	assert_sum(&cohort.before, "257.4");
	assert_sum(&cohort.changes.sum, "7.05");
	assert_int_equal(cohort.scale, 2);
	assert_int_equal(cohort.yes, 2);
	assert_int_equal(cohort.gained, 2);
	assert_int_equal(cohort.lost, 1);
	assert_true(cohort.numbers && !cohort.too_long);
	assert_int_equal(cohort.first.line, 1);
	assert_int_equal(cohort.word.line, 4);
}

static void test_marks_alone(void **state)
{
	struct kg_cohort cohort = { 0 };

	(void)state;
	for (size_t i = 2; i < 6; i++)
		add(&cohort, i);
	assert_false(cohort.numbers);
	assert_int_equal(cohort.n, 4);
}

/* However they are cut, and whichever comes first. */
static void test_merges(void **state)
{
	struct kg_cohort whole = { 0 };

	(void)state;
	for (size_t i = 0; i < PERSONS; i++)
		add(&whole, i);
	for (size_t cut = 0; cut <= PERSONS; cut++) {
		struct kg_cohort head = { 0 }, tail = { 0 };

		for (size_t i = 0; i < PERSONS; i++)
			add(i < cut ? &head : &tail, i);
		kg_cohort_merge(&tail, &head);
		assert_memory_equal(&tail, &whole, sizeof whole);
	}
}

static void test_any_order(void **state)
{
	struct kg_cohort whole = { 0 }, backwards = { 0 };

	(void)state;
	for (size_t i = 0; i < PERSONS; i++) {
		add(&whole, i);
		add(&backwards, PERSONS - 1 - i);
	}
	assert_memory_equal(&backwards, &whole, sizeof whole);
}

static void test_too_long(void **state)
{
	struct kg_values values = { { 999999999999999999, 1 }, { { 0, KG_NUMBER, 0, true }, { 36, KG_NUMBER, 0, true } } };
	struct kg_cohort cohort = { 0 };

	(void)state;
	kg_cohort_add(&cohort, &values, false, (struct kg_place){ 0 });
	assert_true(cohort.too_long);
	assert_int_equal(cohort.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_and_marks),
		cmocka_unit_test(test_marks_alone),
		cmocka_unit_test(test_merges),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
