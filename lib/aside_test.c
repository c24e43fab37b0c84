/* aside_test - rows of lists that are no records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "aside.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { WIDTH = 3 };

static const struct {
	const char *cells[WIDTH];
	bool keys[WIDTH];
	enum kg_aside aside;
	size_t at;
} rows[] = {
	{ { "合計", "", "3" }, { true }, KG_ASIDE_TOTAL, 0 },
	{ { " 合 計 ", "", "3" }, { true }, KG_ASIDE_TOTAL, 0 },
	{ { "計", "WHO5", "30" }, { true }, KG_ASIDE_TOTAL, 0 },
	{ { "平均", "WHO5", "10" }, { true }, KG_ASIDE_TOTAL, 0 },
	{ { "Average", "", "" }, { true }, KG_ASIDE_TOTAL, 0 },
	{ { "", "合計", "3" }, { true }, KG_ASIDE_TOTAL, 1 },
	{ { "合計", "", "3" }, { false, true }, KG_ASIDE_TOTAL, 0 },
	{ { "合計", "", "3" }, { false }, KG_ASIDE_NONE, 0 },		/* a table of figures */
	{ { "合計", "0170102313", "3" }, { false, true }, KG_ASIDE_NONE, 0 },
	{ { "0170102313", "合計", "3" }, { true }, KG_ASIDE_NONE, 0 },
	{ { "0170102313", "", "合計" }, { true, true }, KG_ASIDE_NONE, 0 },
	{ { "合計特殊出生率", "", "3" }, { true }, KG_ASIDE_NONE, 0 },
	{ { "※令和7年3月末現在", "", "" }, { true }, KG_ASIDE_FOOTNOTE, 0 },
	{ { "", "＊速報値", " " }, { false }, KG_ASIDE_FOOTNOTE, 1 },
	{ { "（出典：市調査）", "", "" }, { false }, KG_ASIDE_FOOTNOTE, 0 },
	{ { "注１）抜粋", "", "" }, { false }, KG_ASIDE_FOOTNOTE, 0 },
	{ { "資料：市", "", "" }, { false }, KG_ASIDE_FOOTNOTE, 0 },
	{ { "資料", "", "" }, { false }, KG_ASIDE_NONE, 0 },
	{ { "注射", "", "" }, { false }, KG_ASIDE_NONE, 0 },
	{ { "※要確認", "", "3" }, { true }, KG_ASIDE_NONE, 0 },
	{ { "1", "", "" }, { true }, KG_ASIDE_NONE, 0 },
	{ { "", "", "" }, { true }, KG_ASIDE_NONE, 0 },
};

static void rows_that_are_no_records(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct kg_slice cells[WIDTH];
		enum kg_aside aside;
		size_t at;

		for (size_t c = 0; c < WIDTH; c++)
			cells[c] = kg_slice(rows[i].cells[c]);
		aside = kg_aside_of(cells, rows[i].keys, WIDTH, &at);
		if (aside != rows[i].aside || (aside != KG_ASIDE_NONE && at != rows[i].at))
			fail_msg("row %zu is %d at %zu", i, (int)aside, at);
	}
}

static void a_single_column_has_no_footnotes(void **state)
{
	struct kg_slice cell = kg_slice("※");
	size_t at;

	(void)state;
	assert_int_equal(kg_aside_of(&cell, &(bool){ false }, 1, &at), KG_ASIDE_NONE);
	assert_int_equal(kg_aside_of(&cell, &(bool){ false }, 0, &at), KG_ASIDE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_that_are_no_records),
		cmocka_unit_test(a_single_column_has_no_footnotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
