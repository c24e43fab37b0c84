/* comparison_test - changes, verdicts and targets, with figures that 山梨県 and 山形市 printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "comparison.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static struct kg_comparison compared(int64_t before, int64_t after)
{
	const struct kg_decimal values[2] = { kg_whole(before), kg_whole(after) }, one[2] = { kg_whole(1), kg_whole(1) };
	struct kg_comparison c;

	assert_true(kg_comparison_of(values, one, &c));
	return c;
}

static void test_means_are_compared_exactly(void **state)
{
	/* 10 / 3 and 7 / 2: 20 / 6 and 21 / 6 */
	const struct kg_decimal values[2] = { kg_whole(10), kg_whole(7) }, bases[2] = { kg_whole(3), kg_whole(2) };
	struct kg_comparison c;

	(void)state;
	assert_true(kg_comparison_of(values, bases, &c));
	assert_int_equal(kg_compare(c.change, kg_whole(1)), 0);
	assert_int_equal(kg_compare(c.base, kg_whole(6)), 0);
}

static void test_no_base_and_too_many_digits(void **state)
{
	const struct kg_decimal values[2] = { kg_whole(1), { .units = 1, .scale = 36 } };
	const struct kg_decimal nothing[2] = { kg_whole(1), kg_whole(0) }, one[2] = { kg_whole(1), kg_whole(1) };
	const struct kg_decimal large[2] = { kg_whole(INT64_MAX), { .units = 1, .scale = 36 } };
	struct kg_comparison c;

	(void)state;
	assert_false(kg_comparison_of(values, nothing, &c));
	assert_true(kg_comparison_of(values, one, &c));
	assert_false(kg_comparison_of(large, one, &c));
}

static void test_verdicts(void **state)
{
	static const struct {
		int64_t before, after;
		enum kg_direction better;
		const char *verdict;
	} cases[] = {
		{ 14149, 13219, KG_DOWN, "improved" },
		{ 43, 71, KG_UP, "improved" },
		{ 5, 6, KG_DOWN, "worse" },
		{ 6, 5, KG_UP, "worse" },
		{ 5, 5, KG_UP, "unchanged" },
		{ 5, 6, KG_UNDIRECTED, "increased" },
		{ 6, 5, KG_UNDIRECTED, "decreased" },
		{ 5, 5, KG_UNDIRECTED, "unchanged" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_comparison c = compared(cases[i].before, cases[i].after);

		assert_string_equal(kg_verdict(&c, cases[i].better), cases[i].verdict);
	}
}

enum { YES, NO, UNKNOWN, BAD };

static const struct {
	const char *target, *unit;
	int64_t before, after;
	int met;
} targets[] = {
	{ "-30%", "件", 5, 2, YES },
	{ "-30%", "回", 78, 49, YES },
	{ "−３０％", "回", 250, 131, YES },
	{ "▲30%", "回", 100, 70, YES },
	{ "-30%", "回", 100, 71, NO },
	{ "+300%", "人", 10, 40, YES },
	{ "+301%", "人", 10, 40, NO },
	{ "-30%", "回", 0, 0, UNKNOWN },
	{ "-30%", "円", -10, -20, UNKNOWN },
	{ "-22pt", "%", 95, 73, YES },
	{ "-22.1ポイント", "%", 95, 73, NO },
	{ "-22%", "%", 95, 73, YES },
	{ "-24%", "%", 95, 73, NO },
	{ "-20", "%", 95, 73, BAD },
	{ "-20分", "%", 95, 73, BAD },
	{ "-20pt", "回", 95, 73, BAD },
	{ "-85", "分", 150, 65, YES },
	{ "-86分", "分", 150, 65, NO },
	{ "-85回", "分", 150, 65, BAD },
	{ "+5枚", "枚", 1, 6, YES },
	{ "+5枚", "", 1, 6, BAD },
	{ "-85分", "", 150, 65, YES },
	{ "<=65", "分", 150, 65, YES },
	{ "<65", "分", 150, 65, NO },
	{ "＜＝６５分", "分", 150, 65, YES },
	{ ">=-5", "円", 0, -5, YES },
	{ ">65", "分", 0, 65, NO },
	{ "≦65", "分", 150, 66, NO },
	{ "65分以下", "分", 150, 65, YES },
	{ "65分未満", "分", 150, 65, NO },
	{ "80％以上", "%", 60, 80, YES },
	{ "80超", "%", 60, 80, NO },
	{ "80回以上", "%", 60, 80, BAD },
	{ "30%", "件", 5, 2, BAD },
	{ "30%削減", "回", 78, 49, YES },
	{ "３０％　削減", "回", 100, 71, NO },
	{ "30%以上の削減", "回", 100, 70, YES },
	{ "30%以上削減", "回", 100, 71, NO },
	{ "20pt低下", "%", 80, 60, YES },
	{ "5回減", "回", 10, 6, NO },
	{ "5増", "回", 10, 15, YES },
	{ "10%増加", "回", 10, 11, YES },
	{ "-30%削減", "件", 5, 2, BAD },
	{ "30%以下の削減", "件", 5, 2, BAD },
	{ "削減", "件", 5, 2, BAD },
	{ "30%改善", "件", 5, 2, BAD },
	{ "--30%", "件", 5, 2, BAD },
	{ "-", "件", 5, 2, BAD },
	{ "", "件", 5, 2, BAD },
	{ "以上", "件", 5, 2, BAD },
	{ "-5～-3件", "件", 5, 2, BAD },
};

static void test_targets(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(targets); i++) {
		struct kg_comparison c = compared(targets[i].before, targets[i].after);
		struct kg_target target;
		bool met;
		int found = BAD;

		if (kg_target_read(kg_slice(targets[i].target), kg_slice(targets[i].unit), &target))
			found = !kg_target_met(&target, &c, &met) ? UNKNOWN : met ? YES : NO;
		if (found != targets[i].met)
			fail_msg("'%s' in '%s': %d", targets[i].target, targets[i].unit, found);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_means_are_compared_exactly),
		cmocka_unit_test(test_no_base_and_too_many_digits),
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_targets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
