/* cohorts_test - persons of series that get other numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cohorts.h"

static void add(struct kg_cohorts *cohorts, uint32_t number, size_t persons)
{
	struct kg_cohort *cohort = kg_cohort_of(cohorts, number);

	assert_non_null(cohort);
	assert_ptr_equal(kg_cohort_of(cohorts, number), cohort);
	cohort->persons += persons;
}

static size_t persons_of(const struct kg_cohorts *cohorts, size_t number)
{
	return number < cohorts->room && cohorts->items[number] ? cohorts->items[number]->persons : 0;
}

/* The first two series are of another set; those behind them are the fifth and the first now. */
static void test_merge(void **state)
{
	struct kg_series fifth = { .number = 4 }, first = { .number = 0 }, *items[] = { &fifth, &first };
	struct kg_series_set set = { .first = 2, .items = items };
	struct kg_cohorts into = { 0 }, from = { 0 };

	(void)state;
	add(&into, 0, 1);
	add(&into, 3, 10);
	add(&from, 1, 100);
	add(&from, 2, 1000);
	add(&from, 3, 10000);
	assert_true(kg_cohorts_merge(&into, &from, &set));
	assert_int_equal(from.room, 0);
	assert_int_equal(persons_of(&into, 0), 10001);
	assert_int_equal(persons_of(&into, 1), 100);
	assert_int_equal(persons_of(&into, 2), 0);
	assert_int_equal(persons_of(&into, 3), 10);
	assert_int_equal(persons_of(&into, 4), 1000);
	kg_cohorts_fini(&from);
	kg_cohorts_fini(&into);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_merge) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
