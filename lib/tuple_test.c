/* tuple_test - the same numbers are one tuple, others are another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tuple.h"

enum { SIDE = 60, WIDEST = 5 };

/* The id of a tuple that differs from the others in its first and last number. */
static uint32_t id_of(struct kg_tuples *tuples, uint32_t first, uint32_t last)
{
	uint32_t numbers[WIDEST] = { 0 }, id = UINT32_MAX;

	numbers[0] = first;
	numbers[tuples->width - 1] = last;
	assert_true(kg_tuple(tuples, numbers, &id));
	return id;
}

static void test_ids_count_from_0(void **state)
{
	(void)state;
	for (size_t width = 2; width <= WIDEST; width++) {
		struct kg_tuples tuples = { .width = width };

		for (uint32_t round = 0; round < 2; round++)
			for (uint32_t i = 0; i < SIDE * SIDE; i++)
				assert_int_equal(id_of(&tuples, i / SIDE, i % SIDE), i);
		assert_int_equal(tuples.count, SIDE * SIDE);
		for (uint32_t i = 0; i < SIDE * SIDE; i++) {
			assert_int_equal(kg_tuple_at(&tuples, i)[0], i / SIDE);
			assert_int_equal(kg_tuple_at(&tuples, i)[width - 1], i % SIDE);
		}
		kg_tuples_fini(&tuples);
	}
}

static void test_one_number(void **state)
{
	static const uint32_t numbers[] = { 7, UINT32_MAX, 0, 7 }, ids[] = { 0, 1, 2, 0 };
	struct kg_tuples tuples = { .width = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		assert_int_equal(id_of(&tuples, numbers[i], numbers[i]), ids[i]);
	kg_tuples_fini(&tuples);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_ids_count_from_0), cmocka_unit_test(test_one_number) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
