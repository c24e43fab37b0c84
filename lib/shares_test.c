/* shares_test - the ways in which shares are written in a column, however the input was cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "shares.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void cells_look_like_shares(void **state)
{
	static const struct {
		const char *cell;
		enum kg_share_look look;
	} cases[] = {
		{ "45%", KG_SHARE_PERCENT }, { "50.0％", KG_SHARE_PERCENT }, { "５０．０％", KG_SHARE_PERCENT },
		{ "-3.5%", KG_SHARE_PERCENT }, { "▲3%", KG_SHARE_PERCENT }, { "4割", KG_SHARE_TENTHS },
		{ "45ポイント", KG_SHARE_POINTS }, { "3pt", KG_SHARE_POINTS }, { "0.45", KG_SHARE_FRACTION },
		{ ".5", KG_SHARE_FRACTION }, { "-0.05", KG_SHARE_FRACTION }, { "０．４５", KG_SHARE_FRACTION },
		{ "304人", KG_SHARE_OTHER }, { "14,149歩", KG_SHARE_OTHER },
		{ ".5", KG_SHARE_FRACTION }, { "-5", KG_SHARE_NONE }, { "1.5", KG_SHARE_NONE }, { "0.0", KG_SHARE_NONE },
		{ "0", KG_SHARE_NONE }, { "割合", KG_SHARE_NONE }, { "約4割", KG_SHARE_NONE }, { "3/4", KG_SHARE_NONE },
		{ "-", KG_SHARE_NONE }, { "%", KG_SHARE_NONE }, { "", KG_SHARE_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (kg_share_look(kg_slice(cases[i].cell)) != cases[i].look)
			fail_msg("'%s' looks like %d", cases[i].cell, (int)kg_share_look(kg_slice(cases[i].cell)));
}

enum { CELLS = 5 };

static const struct {
	const char *cells[CELLS], *told;	/* in order of their kinds */
} mixes[] = {
	{ { "45%", "0.45", "45ポイント", "4割", "50%" }, "4割 45ポイント 0.45 " },
	{ { "0.45", "0.5", "45%", "46%", "1" }, "45% " },
	{ { "50", "80%", "5割", "", "" }, "5割 " },
	{ { "45%", "50%", "60", "", "" }, "" },
	{ { "0.45", "0.5", "1.2", "", "" }, "" },
	{ { "45%", "0.45", "304人", "", "" }, "" },
};

static void add(struct kg_shares *shares, const char *cell, uint32_t line)
{
	assert_true(kg_shares_add(shares, kg_slice(cell), kg_share_look(kg_slice(cell)), (struct kg_place){ line, 1, line }));
}

static void ways_of_writing_are_told(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT(mixes) * (CELLS + 1); n++) {
		const char *const *cells = mixes[n / (CELLS + 1)].cells;
		struct kg_shares early = { 0 }, late = { 0 };
		struct kg_findings findings = { 0 };
		char told[256] = "";

		/* cut behind each cell; what comes later is merged first */
		for (size_t i = 0; i < CELLS; i++)
			add(i < n % (CELLS + 1) ? &early : &late, cells[i], (uint32_t)i + 2);
		kg_shares_merge(&late, &early);
		assert_true(kg_shares_tell(&late, (struct kg_finding){ .column = kg_slice("割合") }, &findings));
		for (size_t i = 0; i < findings.count; i++) {
			strncat(told, findings.items[i].value.at, findings.items[i].value.len);
			strcat(told, " ");
			assert_string_equal(cells[findings.items[i].place.line - 2], findings.items[i].value.at);
		}
		assert_string_equal(told, mixes[n / (CELLS + 1)].told);
		kg_findings_fini(&findings);
		kg_shares_fini(&early);
		kg_shares_fini(&late);
	}
}

static void pairs_of_a_record_are_alike(void **state)
{
	static const char *const names[] = { "指標", "実績", "目標", "基準値" };
	static const struct {
		const char *actual, *target, *baseline;
		size_t told;
	} rows[] = {
		{ "0.45", "50%", "", 1 }, { "0.45", "50%", "4割", 2 }, { "45%", "50%", "40％", 0 }, { "3pt", "5ポイント", "", 0 },
		{ "45", "50%", "", 0 }, { "0.5人", "50%", "", 0 }, { "未定", "50%", "", 0 },
	};

	(void)state;
	for (size_t n = 0; n < COUNT(rows); n++) {
		struct kg_slice cells[] = { kg_slice("利用率"), kg_slice(rows[n].actual), kg_slice(rows[n].target),
					    kg_slice(rows[n].baseline) };
		struct kg_columns columns = { 0 };
		struct kg_share_pairs pairs = { 0 };
		struct kg_findings findings = { 0 };

		for (size_t i = 0; i < COUNT(names); i++) {
			assert_true(kg_columns_add(&columns, kg_slice(names[i]), NULL, (struct kg_place){ 0 }));
			kg_share_pairs_column(&pairs, i, kg_slice(names[i]));
		}
		assert_true(kg_share_pairs_tell(&pairs, &columns, cells, (struct kg_place){ 0 }, &findings));
		if (findings.count != rows[n].told)
			fail_msg("row %zu: %zu findings", n, findings.count);
		for (size_t i = 0; i < findings.count; i++)
			assert_int_equal(findings.items[i].position, 2);
		kg_findings_fini(&findings);
		kg_columns_fini(&columns);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_look_like_shares),
		cmocka_unit_test(ways_of_writing_are_told),
		cmocka_unit_test(pairs_of_a_record_are_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
