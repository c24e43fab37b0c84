/* unit_test - the one name of a unit, and which units are the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "unit.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *unit, *name;
	enum kg_unit_kind kind;
} units[] = {
	{ "人", "人", KG_UNIT_COUNTING },
	{ "名", "人", KG_UNIT_COUNTING },
	{ "　名 ", "人", KG_UNIT_COUNTING },
	{ "事業所", "事業所", KG_UNIT_COUNTING },
	{ "団体", "団体", KG_UNIT_COUNTING },
	{ "か所", "か所", KG_UNIT_COUNTING },
	{ "ヶ所", "か所", KG_UNIT_COUNTING },
	{ "カ所", "か所", KG_UNIT_COUNTING },
	{ "ケ所", "か所", KG_UNIT_COUNTING },
	{ "箇所", "か所", KG_UNIT_COUNTING },
	{ "ﾓﾃﾞﾙ", "モデル", KG_UNIT_COUNTING },
	{ "%", "%", KG_UNIT_PERCENT },
	{ "％", "%", KG_UNIT_PERCENT },
	{ "パーセント", "%", KG_UNIT_PERCENT },
	{ "ﾊﾟｰｾﾝﾄ", "%", KG_UNIT_PERCENT },
	{ "㌫", "%", KG_UNIT_PERCENT },
	{ "ポイント", "pt", KG_UNIT_RATE },
	{ "ｐｔ", "pt", KG_UNIT_RATE },
	{ "割", "割", KG_UNIT_RATE },
	{ "倍", "倍", KG_UNIT_RATE },
	{ "㎏", "kg", KG_UNIT_MEASURE },
	{ "⽇", "日", KG_UNIT_MEASURE },		/* U+2F47, a radical */
	{ "月", "か月", KG_UNIT_MEASURE },
	{ "ヶ月", "か月", KG_UNIT_MEASURE },
	{ "カ月", "か月", KG_UNIT_MEASURE },
	{ "千円", "千円", KG_UNIT_MEASURE },
	{ "人日", "人日", KG_UNIT_MEASURE },
	{ "人／年", "人/年", KG_UNIT_COUNTING },
	{ "名/年", "人/年", KG_UNIT_COUNTING },
	{ "名 ／ 月", "人/月", KG_UNIT_COUNTING },
	{ "回/週", "回/週", KG_UNIT_COUNTING },
	{ "ｐｔ／日", "pt/日", KG_UNIT_RATE },
	{ "m", "m", KG_UNIT_MEASURE },

	{ "", "", KG_UNIT_OTHER },
	{ "匹", "匹", KG_UNIT_OTHER },
	{ "ＭＷｈ", "MWh", KG_UNIT_OTHER },
	{ "人年", "人年", KG_UNIT_OTHER },
	{ "人/", "人/", KG_UNIT_OTHER },
	{ "／年", "/年", KG_UNIT_OTHER },
	{ "人／年／月", "人/年/月", KG_UNIT_OTHER },
	{ "匹／年", "匹/年", KG_UNIT_OTHER },
	{ "事業所17名", "事業所17名", KG_UNIT_OTHER },
};

static void test_names(void **state)
{
	char name[KG_FOLD_ROOM(64)];

	(void)state;
	for (size_t i = 0; i < COUNT(units); i++) {
		struct kg_slice unit = kg_slice(units[i].unit), folded = { name, kg_unit_fold(unit, name) };

		assert_true(folded.len <= KG_FOLD_ROOM(unit.len));
		if (!kg_slice_same(folded, kg_slice(units[i].name)))
			fail_msg("'%s' is '%.*s'", units[i].unit, KG_SLICE_ARG(folded));
		if (kg_unit_kind(unit) != units[i].kind || kg_unit_known(unit) != (units[i].kind != KG_UNIT_OTHER))
			fail_msg("'%s' is of another kind", units[i].unit);
		assert_true(kg_unit_same(unit, folded));
	}
}

/* A text that ends with NUL is no spelling. */
static void test_nul(void **state)
{
	(void)state;
	assert_false(kg_unit_known((struct kg_slice){ "m\0", 2 }));
	assert_false(kg_unit_known((struct kg_slice){ NULL, 0 }));
}

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
	{ "人", "名", true },
	{ "人／年", "名/年", true },
	{ "％", "パーセント", true },
	{ "", " ", true },
	{ "匹", " 匹", true },
	{ "ＭＷｈ", "MWh", true },
	{ "匹／年", "匹/年", true },
	{ "人／年", "人", false },
	{ "人／年", "人／月", false },
	{ "人／年", "件／年", false },
	{ "MWh", "mWh", false },
	{ "匹", "人", false },
	{ "人", "", false },
	{ "事業所", "法人", false },
	{ "事業所", "団体", false },
	{ "事業所", "施設", false },
	{ "法人", "団体", false },
	{ "施設", "法人", false },
	{ "%", "pt", false },
	{ "円", "千円", false },
};

static void test_pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct kg_slice a = kg_slice(pairs[i].a), b = kg_slice(pairs[i].b);

		if (kg_unit_same(a, b) != pairs[i].same || kg_unit_same(b, a) != pairs[i].same)
			fail_msg("'%s' and '%s'", pairs[i].a, pairs[i].b);
	}
}

/* The rows themselves: every spelling finds its own row, so none stands twice. */
static const char *const rows[][8] = {
#define UNIT(kind, ...) { __VA_ARGS__ },
#include "unit.def"
#undef UNIT
};

static void test_rows(void **state)
{
	char name[KG_FOLD_ROOM(64)];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t j = 0; j < COUNT(rows[i]) && rows[i][j]; j++) {
			struct kg_slice folded = { name, kg_unit_fold(kg_slice(rows[i][j]), name) };

			if (!kg_slice_same(folded, kg_slice(rows[i][0])))
				fail_msg("'%s' is '%.*s'", rows[i][j], KG_SLICE_ARG(folded));
			assert_true(folded.len <= KG_FOLD_ROOM(strlen(rows[i][j])));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
