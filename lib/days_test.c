/* days_test - columns of dates, and what in them is none, however the input was cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "days.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void cells_look_like_days(void **state)
{
	static const struct {
		const char *cell;
		enum kg_day_look look;
	} cases[] = {
		{ "2024-09-30", KG_DAY },
		{ "2024/9/3", KG_DAY },
		{ "20240930", KG_DAY },
		{ "2024年9月30日", KG_DAY },
		{ "R6.9.30", KG_DAY },
		{ "令和６年９月３０日（月）", KG_DAY },
		{ "㋿6年5月1日", KG_DAY },
		{ "２０２４／９／３０", KG_DAY },
		{ "2024-09-30T00:00:00Z", KG_DAY },
		{ "平成31年5月1日", KG_DAY_OUTSIDE_ERA },
		{ "H310501", KG_DAY_OUTSIDE_ERA },
		{ "2024/9/31", KG_DAY_IMPOSSIBLE },
		{ "2025-02-29", KG_DAY_IMPOSSIBLE },
		{ "20241301", KG_DAY_IMPOSSIBLE },
		{ "令和6年9月31日（火）", KG_DAY_IMPOSSIBLE },
		{ "45597", KG_DAY_SERIAL },
		{ "2024/9", KG_DAY_PART },
		{ "9/30", KG_DAY_PART },
		{ "令和6年9月", KG_DAY_PART },
		{ "R6.9.1〜R6.9.30", KG_DAY_PART },
		{ "24-9-30", KG_DAY_PART },
		{ "01234", KG_DAY_NONE },
		{ "455970", KG_DAY_NONE },
		{ "12.5", KG_DAY_NONE },
		{ "1,200", KG_DAY_NONE },
		{ "45%", KG_DAY_NONE },
		{ "304人", KG_DAY_NONE },
		{ "9:30", KG_DAY_NONE },
		{ "026-235-7111", KG_DAY_NONE },
		{ "0263-35-7111", KG_DAY_NONE },
		{ "未定", KG_DAY_NONE },
		{ "令和", KG_DAY_NONE },
		{ "-", KG_DAY_NONE },
		{ "T", KG_DAY_NONE },
		{ "\xe4", KG_DAY_NONE },
		{ "", KG_DAY_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (kg_day_look(kg_slice(cases[i].cell)) != cases[i].look)
			fail_msg("'%s' looks like %d", cases[i].cell, (int)kg_day_look(kg_slice(cases[i].cell)));
}

static void add(struct kg_days *days, const char *cell, uint32_t line)
{
	assert_true(kg_days_add(days, kg_slice(cell), kg_day_look(kg_slice(cell)), (struct kg_place){ line, 1, line }));
}

/* Expected: the cells that are told, each followed by a blank. */
static void expect(struct kg_days *days, bool named, bool serials, const char *cells)
{
	struct kg_findings findings = { 0 };
	char told[256] = "";

	assert_true(kg_days_tell(days, named, serials, (struct kg_finding){ .position = 1, .column = kg_slice("日") }, &findings));
	for (size_t i = 0; i < findings.count; i++)
		sprintf(told + strlen(told), "%.*s ", KG_SLICE_ARG(findings.items[i].value));
	assert_string_equal(told, cells);
	kg_findings_fini(&findings);
}

static void columns_of_dates_are_told_of(void **state)
{
	static const char *const cells[] = { "2024/9/31", "45597", "R6年9月", "H31.5.1", "未定" };
	struct kg_days days = { 0 };

	(void)state;
	for (uint32_t i = 0; i < COUNT(cells); i++)
		add(&days, cells[i], i + 2);
	expect(&days, false, false, "");
	expect(&days, true, false, "2024/9/31 45597 H31.5.1 ");
	expect(&days, true, true, "2024/9/31 H31.5.1 ");
	for (uint32_t i = 0; i < COUNT(cells); i++)
		add(&days, "2024-09-30", i + 10);
	expect(&days, false, false, "2024/9/31 45597 R6年9月 H31.5.1 ");
	kg_days_fini(&days);
}

static void states_merge_in_any_order(void **state)
{
	struct kg_days one = { 0 }, other = { 0 };

	(void)state;
	add(&one, "2024/9/31", 9);
	add(&other, "2024/6/31", 2);
	add(&other, "2024/6/30", 3);
	add(&other, "2024/6/29", 4);
	add(&other, "2024/6/28", 5);
	assert_true(kg_days_merge(&one, &other));
	kg_days_fini(&other);
	expect(&one, false, false, "2024/6/31 2024/9/31 ");
	kg_days_fini(&one);
}

/* There may be no end of cells that look like dates; the first ones are kept. */
static void memory_has_a_bound(void **state)
{
	struct kg_days days = { 0 };
	struct kg_findings findings = { 0 };

	(void)state;
	for (uint32_t line = 2; line < 20000; line++)
		add(&days, "2024/9/31", line);
	assert_int_equal(days.count, 10000);
	assert_true(kg_days_tell(&days, true, false, (struct kg_finding){ 0 }, &findings));
	assert_int_equal(findings.count, 10000);
	kg_findings_fini(&findings);
	kg_days_fini(&days);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_look_like_days),
		cmocka_unit_test(columns_of_dates_are_told_of),
		cmocka_unit_test(states_merge_in_any_order),
		cmocka_unit_test(memory_has_a_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
