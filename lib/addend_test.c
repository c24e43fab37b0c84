/* addend_test - which columns, rows and cells of a table can be added. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "addend.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void names_of_columns(void **state)
{
	static const struct { const char *name; enum kgi_column kind; bool coarse; } cases[] = {
		{ "件数", KGI_COLUMN_NUMBERS, false }, { "男", KGI_COLUMN_NUMBERS, false }, { "年間件数", KGI_COLUMN_NUMBERS, false },
		{ "", KGI_COLUMN_NUMBERS, false }, { "予算額（千円）", KGI_COLUMN_NUMBERS, true }, { "金額(百万円)", KGI_COLUMN_NUMBERS, true },
		{ "計", KGI_COLUMN_TOTAL, false }, { "合　計", KGI_COLUMN_TOTAL, false }, { "Total", KGI_COLUMN_TOTAL, false },
		{ "時計", KGI_COLUMN_NUMBERS, false }, { "団体コード", KGI_COLUMN_CODE, false }, { "ｺｰﾄﾞ", KGI_COLUMN_CODE, false },
		{ "構成比", KGI_COLUMN_LABEL, false }, { "割合（％）", KGI_COLUMN_LABEL, false }, { "平均年齢", KGI_COLUMN_LABEL, false },
		{ "年度", KGI_COLUMN_LABEL, false }, { "年", KGI_COLUMN_LABEL, false }, { "Ｎｏ．", KGI_COLUMN_LABEL, false },
		{ "ID", KGI_COLUMN_LABEL, false }, { "電話番号", KGI_COLUMN_LABEL, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool coarse;
		enum kgi_column kind = kgi_column_of(kg_slice(cases[i].name), &coarse);

		if (kind != cases[i].kind || coarse != cases[i].coarse)
			fail_msg("'%s' is %d, %d", cases[i].name, kind, coarse);
	}
}

static void labels_of_rows(void **state)
{
	static const struct { const char *label; enum kgi_label kind; } cases[] = {
		{ "北", KGI_LABEL_PART }, { "", KGI_LABEL_PART }, { "会計", KGI_LABEL_PART }, { "血圧計", KGI_LABEL_PART },
		{ "合計", KGI_LABEL_TOTAL }, { "計", KGI_LABEL_TOTAL }, { "総　数", KGI_LABEL_TOTAL }, { "小計", KGI_LABEL_TOTAL },
		{ "町村計", KGI_LABEL_TOTAL }, { "支出合計", KGI_LABEL_TOTAL }, { "上期計", KGI_LABEL_TOTAL }, { "ＴＯＴＡＬ", KGI_LABEL_TOTAL },
		{ "うち女性", KGI_LABEL_EXTRA }, { "おしごとひろば（再掲）", KGI_LABEL_EXTRA }, { "累計", KGI_LABEL_EXTRA },
		{ "平均", KGI_LABEL_EXTRA },
	};
	struct kgi_labels labels = { 0 };
	char text[32];
	enum kgi_label kind;

	(void)state;
	for (int again = 0; again < 2; again++)
		for (size_t i = 0; i < COUNT(cases); i++) {
			assert_true(kgi_label_of(&labels, kg_slice(cases[i].label), &kind));
			if (kind != cases[i].kind)
				fail_msg("'%s' is %d", cases[i].label, kind);
		}
	/* there is no end of labels, but of memory */
	for (unsigned i = 0; i < 20000; i++) {
		snprintf(text, sizeof text, i % 2 ? "地区%u" : "地区%u合計", i);
		assert_true(kgi_label_of(&labels, kg_slice(text), &kind));
		assert_int_equal(kind, i % 2 ? KGI_LABEL_PART : KGI_LABEL_TOTAL);
	}
	assert_in_range(labels.seen.count, 1, 4096);
	kgi_labels_fini(&labels);
}

static void labels_and_units_are_compared(void **state)
{
	(void)state;
	assert_int_equal(kgi_label_hash(kg_slice("　")), 0);
	assert_true(kgi_label_hash(kg_slice("北")) == kgi_label_hash(kg_slice(" 北　")));
	assert_true(kgi_label_hash(kg_slice("第１")) == kgi_label_hash(kg_slice("第1")));
	assert_true(kgi_label_hash(kg_slice("北")) != kgi_label_hash(kg_slice("南")));
	assert_int_equal(kgi_unit_hash(kg_slice("")), 0);
	assert_true(kgi_unit_hash(kg_slice("名")) == kgi_unit_hash(kg_slice("人")));
	assert_true(kgi_unit_hash(kg_slice("件")) != kgi_unit_hash(kg_slice("人")));
}

static void numbers(void **state)
{
	static const struct { const char *cell; bool added; int64_t value; } cases[] = {
		{ "12", true, 12 }, { "１，０００人", true, 1000 }, { "▲5", true, -5 }, { "-", true, 0 }, { "－", true, 0 }, { "", false, 0 },
		{ "　", false, 0 }, { "…", false, 0 }, { "x", false, 0 }, { "50%", false, 0 }, { "4割", false, 0 }, { "3～5", false, 0 },
		{ "12O", false, 0 }, { "2024-09-30", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_number number;
		bool added = kgi_addend(kg_slice(cases[i].cell), &number);

		if (added != cases[i].added || (added && kg_compare(number.value, kg_whole(cases[i].value)) != 0))
			fail_msg("'%s'", cases[i].cell);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_columns),
		cmocka_unit_test(labels_of_rows),
		cmocka_unit_test(labels_and_units_are_compared),
		cmocka_unit_test(numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
