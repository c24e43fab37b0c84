/* pattern_test - patterns for whole cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "error.h"
#include "pattern.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *pattern, *cell;
	bool fits;
} cells[] = {
	{ "[A-Z]\\d{3}", "A123", true },
	{ "[A-Z]\\d{3}", "A1234", false },
	{ "[A-Z]\\d{3}", "xA123", false },
	{ "a|bc", "bc", true },
	{ "a|bc", "abc", false },	/* the choice is the whole cell's */
	{ "(?:ab)+", "abab", true },
	{ "[\\d\\-]+", "990-0021", true },
	{ "[\\-\\d]+", "990-0021", true },
	{ "[\\d\\-]+", "990,0021", false },
	{ "\\d{3}-\\d{4}", "990-0021", true },
	{ "[^\\s]+", "a b", false },
	{ "[^\\s]+", "ab", true },
	{ "\\S+", "a\tb", false },
	{ "\\D", "1", false },
	{ "a\\.b", "a.b", true },
	{ "a\\.b", "axb", false },
	{ "\\w+", "a_1", true },
	{ "", "", true },
	{ ".*", "", true },
};

static void test_cells_fit_or_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct kg_arena arena = { 0 };
		struct kg_pattern *pattern;

		assert_int_equal(kg_pattern_make(kg_slice(cells[i].pattern), &arena, &pattern), KG_OK);
		if (kg_pattern_fits(pattern, kg_slice(cells[i].cell)) != cells[i].fits)
			fail_msg("%s and '%s'", cells[i].pattern, cells[i].cell);
		kg_pattern_fini(pattern);
		kg_arena_fini(&arena);
	}
}

static void test_a_cell_is_not_read_beyond_its_end(void **state)
{
	struct kg_arena arena = { 0 };
	struct kg_pattern *pattern;

	(void)state;
	assert_int_equal(kg_pattern_make(kg_slice("\\d{3}"), &arena, &pattern), KG_OK);
	assert_true(kg_pattern_fits(pattern, (struct kg_slice){ "1234", 3 }));
	assert_false(kg_pattern_fits(pattern, (struct kg_slice){ "1234", 2 }));
	kg_pattern_fini(pattern);
	kg_arena_fini(&arena);
}

static void test_what_is_not_understood_is_no_pattern(void **state)
{
	static const char *const patterns[] = { "(", "[a", "\\p{L}", "(?=x)", "a\\", "[\\D]", "[\\]]", "\\1" };

	(void)state;
	for (size_t i = 0; i < COUNT(patterns); i++) {
		struct kg_arena arena = { 0 };
		struct kg_pattern *pattern;

		if (kg_pattern_make(kg_slice(patterns[i]), &arena, &pattern) != KG_INPUT)
			fail_msg("%s", patterns[i]);
		assert_null(pattern);
		kg_arena_fini(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_fit_or_not),
		cmocka_unit_test(test_a_cell_is_not_read_beyond_its_end),
		cmocka_unit_test(test_what_is_not_understood_is_no_pattern),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
