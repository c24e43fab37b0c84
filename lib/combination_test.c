/* combination_test - the same cells are one combination; others, also those that read alike when put together, are another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "combination.h"

enum { WIDTH = 2 };

static uint32_t id_of(struct kg_combinations *set, const char *first, const char *second)
{
	const struct kg_slice cells[WIDTH] = { kg_slice(first), kg_slice(second) };
	uint32_t id = UINT32_MAX;

	assert_true(kg_combination(set, cells, WIDTH, &id));
	return id;
}

static void test_ids_count_from_0(void **state)
{
	static const char *const cells[][WIDTH] = { { "", "" }, { "ab", "" }, { "a", "b" }, { "", "ab" }, { "第1圏域", "訪問介護" } };
	struct kg_combinations set = { 0 };

	(void)state;
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < sizeof cells / sizeof *cells; i++)
			assert_int_equal(id_of(&set, cells[i][0], cells[i][1]), i);
	kg_combinations_fini(&set);
}

/* Fewer cells are others, also where what there is of them reads alike. */
static void test_widths(void **state)
{
	const struct kg_slice cells[] = { kg_slice("a"), kg_slice(""), kg_slice("") };
	struct kg_combinations set = { 0 };
	uint32_t id;

	(void)state;
	for (int round = 0; round < 2; round++)
		for (uint32_t width = 0; width <= 3; width++) {
			assert_true(kg_combination(&set, cells, width, &id));
			assert_int_equal(id, width);
		}
	kg_combinations_fini(&set);
}

static void test_many(void **state)
{
	enum { SIDE = 100 };
	struct kg_combinations set = { 0 };

	(void)state;
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < SIDE * SIDE; i++) {
			char first[8], second[8];

			snprintf(first, sizeof first, "%u", i / SIDE);
			snprintf(second, sizeof second, "%u", i % SIDE);
			assert_int_equal(id_of(&set, first, second), i);
		}
	assert_int_equal(set.count, SIDE * SIDE);
	kg_combinations_fini(&set);
}

/* Where in a long text one cell ends and the other begins. */
static void test_long(void **state)
{
	enum { LONG = 600 };
	struct kg_combinations set = { 0 };
	char text[LONG];

	(void)state;
	memset(text, 'a', sizeof text);
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i <= LONG; i++) {
			const struct kg_slice cells[WIDTH] = { { text, i }, { text + i, LONG - i } };
			uint32_t id;

			assert_true(kg_combination(&set, cells, WIDTH, &id));
			assert_int_equal(id, i);
		}
	kg_combinations_fini(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids_count_from_0),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
