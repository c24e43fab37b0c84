/* pattern_test - patterns for whole cells. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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
	{ ".{3}", "あいう", true },
	{ ".{3}", "あ", false },
	{ "[^あ]", "い", true },
	{ "[^あ]", "あ", false },
	{ "[あ-ん]+", "かい", true },
	{ "[あ-ん]+", "カイ", false },
	{ "[^あ-んー]", "ー", false },
	{ "[^あ-んー]", "ア", true },
	{ "[ァ-ヶー・]+", "カ・ー", true },
	{ "[一-龠々]{2,3}", "佐々木", true },
	{ "[ -ん]+", "a ん~", true },
	{ "[ -ん]+", "ア", false },
	{ "[\U00020000-\U0002FFFF]", "𠮷", true },
	{ "あ?い", "い", true },
	{ "\\あ+", "ああ", true },
	{ "\\w+", "山田ー", true },
	{ "\\w", "、", false },
	{ "\\W", "、", true },
	{ "\\d", "１", false },
	{ "a\\sb", "a\u3000b", true },
	{ "\\S", "\u3000", false },
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

static void test_the_locale_does_not_matter(void **state)
{
	struct kg_arena arena = { 0 };
	struct kg_pattern *pattern;

	(void)state;
	assert_int_equal(kg_pattern_make(kg_slice("\\w{2}"), &arena, &pattern), KG_OK);
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	assert_true(kg_pattern_fits(pattern, kg_slice("山田")));
	assert_non_null(setlocale(LC_ALL, "C"));
	assert_true(kg_pattern_fits(pattern, kg_slice("山田")));
	assert_int_equal(MB_CUR_MAX, 1);	/* nor is it changed */
	kg_pattern_fini(pattern);
	kg_arena_fini(&arena);
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
	static const char *const patterns[] = { "(", "[a", "\\p{L}", "(?=x)", "a\\", "[\\D]", "[\\]]", "\\1", "[ん-あ]", "[あ-" };

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
		cmocka_unit_test(test_the_locale_does_not_matter),
		cmocka_unit_test(test_a_cell_is_not_read_beyond_its_end),
		cmocka_unit_test(test_what_is_not_understood_is_no_pattern),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
