/* naming_test - what names and labels say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "naming.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { KEY = 1, ROW = 2, CODE = 4, STAMP = 8, YEAR = 16, MEASURE = 32, EXCLUSIVE = 64, DAY = 128, SEVERAL = 256 };

static bool is_code(struct kg_slice name)
{
	return kg_naming_code(name) != KG_CODE_NONE;
}

static const struct {
	unsigned says;
	bool (*is)(struct kg_slice);
} all[] = {
	{ KEY, kg_naming_key }, { ROW, kg_naming_row }, { CODE, is_code }, { STAMP, kg_naming_stamp },
	{ YEAR, kg_naming_year }, { MEASURE, kg_naming_measure }, { EXCLUSIVE, kg_naming_exclusive },
	{ DAY, kg_naming_day }, { SEVERAL, kg_naming_several },
};

static void test_names_say_so(void **state)
{
	static const struct {
		const char *name;
		unsigned says;
	} cases[] = {
		{ "ID", KEY },
		{ "ＩＤ", KEY },
		{ " 回答者ID", KEY },
		{ "record_id", KEY },
		{ "paid", 0 },
		{ "No", KEY | ROW },
		{ "№", KEY | ROW },
		{ "受付番号", KEY },
		{ "電話番号", 0 },
		{ "事業所番号", KEY | CODE },
		{ "法人番号", CODE },
		{ "市区町村コード", CODE },
		{ "タイムスタンプ", STAMP },
		{ "Completion time", STAMP },
		{ "開設年", YEAR | MEASURE },
		{ "年度", YEAR | MEASURE },
		{ "導入日", MEASURE | DAY },
		{ "日付", DAY },
		{ "生年月日（西暦）", DAY },
		{ "Start Date", DAY },
		{ "update", 0 },
		{ "Ｑ２ 機器（複数回答）", SEVERAL },
		{ "問3（ＭＡ）", SEVERAL },
		{ "困っていることをすべて選んでください", SEVERAL },
		{ "複数の事業所", 0 },
		{ "職員数", MEASURE },
		{ "残業（分）", MEASURE },
		{ "残業時間（1日あたり）", 0 },
		{ "age", MEASURE },
		{ "language", 0 },
		{ "満足度", 0 },
		{ "特になし", EXCLUSIVE },
		{ "なし", EXCLUSIVE },
		{ "いずれも利用していない", EXCLUSIVE },
		{ "補助金なし", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t j = 0; j < COUNT(all); j++)
			if (all[j].is(kg_slice(cases[i].name)) != ((cases[i].says & all[j].says) != 0))
				fail_msg("'%s', %u", cases[i].name, all[j].says);
}

static void test_names_tell_codes_apart(void **state)
{
	(void)state;
	assert_int_equal(kg_naming_code(kg_slice("指定事業所番号")), KG_CODE_OFFICE);
	assert_int_equal(kg_naming_code(kg_slice("市区町村コード")), KG_CODE_MUNICIPALITY);
	assert_int_equal(kg_naming_code(kg_slice("保険者番号")), KG_CODE_INSURER);
	assert_int_equal(kg_naming_code(kg_slice(" 法人番号")), KG_CODE_CORPORATE);
	assert_int_equal(kg_naming_code(kg_slice("電話番号")), KG_CODE_NONE);
}

static void test_a_long_text_says_nothing(void **state)
{
	char text[301];

	(void)state;
	memset(text, 'x', sizeof text);
	memcpy(text + 297, " id", 4);
	for (size_t j = 0; j < COUNT(all); j++)
		assert_false(all[j].is(kg_slice(text)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_say_so),
		cmocka_unit_test(test_names_tell_codes_apart),
		cmocka_unit_test(test_a_long_text_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
