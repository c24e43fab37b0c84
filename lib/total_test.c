/* total_test - which labels are totals, and of what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "total.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum {
	NONE = 0,
	SOME = KG_TOTAL,
	SUB = KG_TOTAL | KG_TOTAL_ONLY,
	GROUP = KG_TOTAL | KG_TOTAL_OF_ALL,
	WHOLE = KG_TOTAL | KG_TOTAL_OF_ALL | KG_TOTAL_ONLY,
};

static void labels(void **state)
{
	static const struct { const char *label; unsigned says; } cases[] = {
		{ "合計", WHOLE }, { "合　計", WHOLE }, { "合 計", WHOLE }, { "総計", WHOLE }, { "総合計", WHOLE }, { "合計（人）", WHOLE },
		{ "合計(件)", WHOLE }, { "合計（人）（再掲）", WHOLE }, { "【合計】", WHOLE }, { "＜合　計＞", WHOLE }, { "Grand Total", WHOLE },
		{ "計", GROUP }, { "（計）", GROUP }, { "計（人）", GROUP }, { "　計", GROUP }, { "総　数", GROUP }, { "全体", GROUP },
		{ "全体（n=416）", GROUP }, { "職員全体", GROUP }, { " TOTAL ", GROUP }, { "Ｔｏｔａｌ", GROUP },
		{ "小計", SUB }, { "小　計", SUB }, { "【小計】", SUB }, { "中計", SUB }, { "Sub-total", SUB }, { "subtotal", SUB },
		{ "累計", SOME }, { "町村計", SOME }, { "市町村計", SOME }, { "市計", SOME }, { "県計", SOME }, { "圏域計", SOME },
		{ "男女計", SOME }, { "令和６年度計", SOME }, { "上期計", SOME }, { "支出合計", SOME }, { "東部小計", SOME },
		{ "育成 計", SOME }, { "育成　計", SOME }, { "育成 計（人）", SOME },
		{ "", NONE }, { "　", NONE }, { "（）", NONE }, { "会計", NONE }, { "会 計", NONE }, { "設計", NONE }, { "統計", NONE },
		{ "計画", NONE }, { "家計", NONE }, { "時計", NONE }, { "血圧計", NONE }, { "血 圧 計", NONE }, { "推計", NONE },
		{ "合計額", NONE }, { "全体会議", NONE }, { "東部", NONE }, { "totals", NONE }, { "（東部", NONE }, { "合計（", NONE },
		{ "合計合計合計合計合計合計合計合計合計合計合計", NONE }, { "\xE5\x90", NONE }, { "）", NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		unsigned says = kg_total_read(kg_slice(cases[i].label));

		if (says != cases[i].says || kg_label_is_total(kg_slice(cases[i].label)) != (says != 0))
			fail_msg("'%s' says %u", cases[i].label, says);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(labels) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
