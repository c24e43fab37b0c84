/* alias_test - names of columns are found in any width and case, and every name is one that can be found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <cmocka.h>

#include "alias.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void test_names_are_found(void **state)
{
	static const struct {
		const char *id, *column;
		bool has;
	} cases[] = {
		{ "office", "事業所番号", true }, { "office", " 介護保険事業所番号　", true }, { "office", "ＯＦＦＩＣＥ_ID", true },
		{ "office", "事業所", false }, { "office", "", false }, { "office", "事業所番号|介護保険事業所番号", false },
		{ "service", "サービスの種類", true }, { "service", "提供サービス", true }, { "service", "提供ｻｰﾋﾞｽ", true },
		{ "service", "実施サービス", true },
		{ "area", "市区町村名", true }, { "area", "所在地_市区町村", true },
		/* both names of the first column of jigyosho_*.csv, and those of the recommended data sets */
		{ "municipality", "市区町村コード", true }, { "municipality", "都道府県コード又は市町村コード", true },
		{ "municipality", "都道府県コード又は市区町村コード", true }, { "municipality", "全国地方公共団体ｺｰﾄﾞ", true },
		{ "corporate", "法人番号", true }, { "corporate", "法人の名称", false },
		{ "no such field", "事業所番号", false }, { "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (kg_alias_has(cases[i].id, kg_slice(cases[i].column)) != cases[i].has)
			fail_msg("%s: '%s'", cases[i].id, cases[i].column);
}

static void test_a_field_without_names(void **state)
{
	(void)state;
	assert_null(kg_alias_names("no such field"));
	assert_null(kg_alias_names(""));
	assert_non_null(kg_alias_names("area"));
}

/* One too long to be a name is none, whatever it begins with. */
static void test_a_long_column(void **state)
{
	char column[1000];

	(void)state;
	memset(column, ' ', sizeof column);
	memcpy(column, "事業所番号", strlen("事業所番号"));
	assert_false(kg_alias_has("office", (struct kg_slice){ column, sizeof column }));
	assert_true(kg_alias_has("office", (struct kg_slice){ column, 100 }));
}

static const struct {
	const char *id, *names;
} aliases[] = {
#define ALIAS(id, names) { id, names },
#include "alias.def"
};

/* No id stands twice, no name is empty or stands twice in its list: the second could never be found. */
static void test_the_table_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(aliases); i++) {
		struct kg_slice seen[32];
		size_t count = 0;

		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(aliases[k].id, aliases[i].id);
		for (const char *at = aliases[i].names; count < COUNT(seen); at++) {
			struct kg_slice name = { at, strcspn(at, "|") };

			if (name.len == 0 || kg_trim(name).len != name.len || !kg_alias_has(aliases[i].id, name))
				fail_msg("%s: '%.*s'", aliases[i].id, KG_SLICE_ARG(name));
			for (size_t k = 0; k < count; k++)
				if (kg_text_same(seen[k], name))
					fail_msg("%s: '%.*s' stands twice", aliases[i].id, KG_SLICE_ARG(name));
			seen[count++] = name;
			at += name.len;
			if (!*at)
				break;
		}
		assert_true(count < COUNT(seen));
	}
}

/* So that finding one folds the column's name alone. */
static void test_names_are_folded_but_for_capitals(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
		struct kg_folded folded;

		assert_true(kg_folded_init(&folded, kg_slice(aliases[i].names), KG_FOLD_CASE));
		if (folded.text.len != strlen(aliases[i].names) ||
		    strncasecmp(folded.text.at, aliases[i].names, folded.text.len) != 0)
			fail_msg("%s: %s", aliases[i].id, aliases[i].names);
		kg_folded_fini(&folded);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_found),
		cmocka_unit_test(test_a_field_without_names),
		cmocka_unit_test(test_a_long_column),
		cmocka_unit_test(test_the_table_is_sound),
		cmocka_unit_test(test_names_are_folded_but_for_capitals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
