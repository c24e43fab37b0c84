/* heading_test - what is a title, what is the header, and what its columns are called. Rows are written with | between cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "heading.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { CELLS = 16 };

struct rows {
	struct kgi_heading_row rows[KGI_HEADING_ROWS];
	struct kg_slice cells[KGI_HEADING_ROWS][CELLS];
	size_t count;
};

static void split(const char *line, struct kg_slice *cells, size_t *count)
{
	*count = 0;
	for (const char *at = line;; at++) {
		size_t len = strcspn(at, "|");

		cells[(*count)++] = (struct kg_slice){ at, len };
		at += len;
		if (!*at)
			return;
	}
}

static void rows_of(const char *const *lines, struct rows *rows)
{
	*rows = (struct rows){ 0 };
	for (; lines[rows->count]; rows->count++) {
		struct kgi_heading_row *row = &rows->rows[rows->count];

		row->cells = rows->cells[rows->count];
		split(lines[rows->count], row->cells, &row->count);
		for (size_t i = 0; i < row->count; i++)
			row->filled += kg_trim(row->cells[i]).len > 0;
	}
}

#define DATED "平成30年|介護サービス施設・事業所調査|平成30年10月1日| 【詳細票】"

static const struct {
	const char *what, *lines[KGI_HEADING_ROWS];
	bool doubtful;
	size_t titles, rows;
	bool padded;
} headings[] = {
	{ "a header", { "回答|件数", "はい|3", "いいえ|4" }, false, 0, 1, false },
	{ "a title of one cell", { "集計表", "回答|件数", "はい|3" }, true, 1, 1, false },
	{ "a title as wide as the table", { "集計表|", "回答|件数", "はい|3" }, true, 1, 1, false },
	{ "two titles", { "集計表||", "（速報）", "回答|件数|備考", "はい|3|" }, true, 2, 1, false },
	{ "rows without content are titles", { "集計表|", "|", "回答|件数", "はい|3" }, true, 2, 1, false },
	{ "also alone", { "|", "回答|件数", "はい|3" }, true, 1, 1, false },
	{ "a header with a blank name", { "表", "回答||件数", "はい||3" }, true, 1, 1, false },
	{ "years are names", { "表", "区分|2023|令和6年度", "通所|1|2" }, true, 1, 1, false },
	{ "months are names", { "表", "区分|4月|5月", "通所|1|2" }, true, 1, 1, false },

	{ "one column", { "回答", "はい", "いいえ" }, true, 0, 1, false },
	{ "one column of two, the other without a name", { "回答|", "はい|1", "いいえ|2" }, true, 0, 1, false },
	{ "answers that come again", { "回答|", "はい|よい", "いいえ|よい" }, true, 0, 1, false },
	{ "two names alike", { "集計表|", "設問|設問", "はい|", "いいえ|" }, true, 1, 1, false },
	{ "figures in one unit", { "回答|", "はい|10人", "いいえ|5人" }, true, 0, 1, false },
	{ "a dash", { "回答|", "はい|-", "いいえ|あり" }, true, 0, 1, false },
	{ "nothing follows", { "表", "回答|件数" }, true, 0, 1, false },
	{ "what follows is not as wide", { "表", "回答|件数", "はい|3|" }, true, 0, 1, false },
	{ "a title that is wider", { "表||", "回答|件数", "はい|3" }, true, 0, 1, false },
	{ "mostly blank", { "表||||", "回答|件数|||", "はい|3|||" }, true, 0, 1, false },
	{ "blank throughout", { "|", "|" }, true, 0, 1, false },
	{ "no rows at all", { NULL }, false, 0, 1, false },

	{ "e-Stat", { DATED "||", "|総数|||", "|事業所数|定員|休止|計", "　北 海 道|1|-|2|x" }, true, 1, 2, true },
	{ "e-Stat, one row", { DATED, "地域|事業所数|定員", "全国|1|2" }, true, 1, 1, true },
	{ "a header with a day and a 【name】", { "事業所|【機器】|2024-10-01", "A|見守り|あり", "B|-|3" }, true, 0, 1, false },
	{ "as wide as the figures", { DATED, "A|見守り|あり|", "B|3|4|5" }, true, 0, 1, false },
	{ "no figures", { DATED, "A|見守り", "B|インカム" }, true, 0, 1, false },
	{ "figures at once", { DATED, "A|1|2", "B|3|4" }, true, 0, 1, false },
	{ "a day alone makes no e-Stat", { "事業所|2024-10-01", "A|あり", "B|3" }, false, 0, 1, false },
};

static void test_headings(void **state)
{
	struct rows rows;

	(void)state;
	for (size_t i = 0; i < COUNT(headings); i++) {
		rows_of(headings[i].lines, &rows);

		struct kgi_heading found = kgi_heading_of(rows.rows, rows.count);

		if (found.titles != headings[i].titles || found.rows != headings[i].rows || found.padded != headings[i].padded)
			fail_msg("%s: %zu titles, %zu rows, %d", headings[i].what, found.titles, found.rows, found.padded);
		if (rows.count && kgi_heading_doubtful(&rows.rows[0]) != headings[i].doubtful)
			fail_msg("%s: is it doubtful?", headings[i].what);
	}
}

static void put_names(const struct kg_slice *names, size_t count, char *text, size_t room)
{
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < count && len < room; i++)
		len += (size_t)snprintf(text + len, room - len, "%s%.*s", i ? "|" : "", KG_SLICE_ARG(names[i]));
}

static const struct {
	const char *lines[4], *names;
} joined[] = {
	{ { " 回答 |件数" }, "回答|件数" },
	{ { "区分|令和5年度||令和6年度|", "|通所|訪問|通所|訪問" },
	  "区分|令和5年度 / 通所|令和5年度 / 訪問|令和6年度 / 通所|令和6年度 / 訪問" },
	{ { "区分|利用||||備考", "|令和5年度||令和6年度||", "|通所|訪問|通所|訪問|" },
	  "区分|利用 / 令和5年度 / 通所|利用 / 令和5年度 / 訪問|利用 / 令和6年度 / 通所|利用 / 令和6年度 / 訪問|備考" },
	{ { "計|計", "計|男" }, "計|計 / 男" },
	{ { "A", "|b|c" }, "A|A / b|A / c" },
	{ { "||", "a||b" }, "a||b" },
	/* what is blank in the last row is no merged cell */
	{ { "A|", "a|" }, "A / a|A" },
};

static void test_rows_of_a_header_are_joined(void **state)
{
	struct rows rows;
	struct kg_slice names[CELLS];
	char text[512];

	(void)state;
	for (size_t i = 0; i < COUNT(joined); i++) {
		struct kg_arena arena = { 0 };
		size_t columns = 0;

		rows_of(joined[i].lines, &rows);
		for (size_t r = 0; r < rows.count; r++)
			columns = rows.rows[r].count > columns ? rows.rows[r].count : columns;
		assert_true(kgi_heading_join(rows.rows, rows.count, names, columns, &arena));
		put_names(names, columns, text, sizeof text);
		assert_string_equal(text, joined[i].names);
		kg_arena_fini(&arena);
	}
}

static const struct {
	const char *names, *distinct, *renamed;
} twins[] = {
	{ "A|B", "A|B", "" },
	{ "A|A", "A|A (2)", "A (2)" },
	{ "A|ａ|A", "A|ａ (2)|A (3)", "ａ (2), A (3)" },
	{ "|B| ", "#1|B|#3", "#1, #3" },
	/* a name that is there stays its column's */
	{ "A|A|A (2)", "A|A (3)|A (2)", "A (3)" },
	{ "|#1", "#1 (2)|#1", "#1 (2)" },
	{ "A (2)|A|A", "A (2)|A|A (3)", "A (3)" },
	/* numbers go on, also behind those that are there already */
	{ "A|A (4)|A|B|Ａ|a|B|A", "A|A (4)|A (2)|B|Ａ (3)|a (5)|B (2)|A (6)", "A (2), Ａ (3), a (5), B (2), A (6)" },
	{ "A|A (2)|A (2)|A", "A|A (2)|A (2) (2)|A (3)", "A (2) (2), A (3)" },
	{ "||#2|#2 (2)|#2", "#1|#2 (3)|#2|#2 (2)|#2 (4)", "#1, #2 (3), #2 (4)" },
	{ "||||||||||", "#1|#2|#3|#4|#5|#6|#7|#8|#9|#10|#11", "#1, #2, #3, #4, #5, #6, #7, #8, #9, #10 and 1 more" },
};

static void test_names_become_distinct(void **state)
{
	struct kg_slice names[CELLS], renamed;
	char text[512];
	size_t count;

	(void)state;
	for (size_t i = 0; i < COUNT(twins); i++) {
		struct kg_arena arena = { 0 };

		split(twins[i].names, names, &count);
		assert_true(kgi_heading_distinguish(names, count, &renamed, &arena));
		put_names(names, count, text, sizeof text);
		assert_string_equal(text, twins[i].distinct);
		assert_int_equal(renamed.len, strlen(twins[i].renamed));
		assert_memory_equal(renamed.at, twins[i].renamed, renamed.len);
		kg_arena_fini(&arena);
	}
}

static void test_padded_labels(void **state)
{
	static const struct {
		const char *label, *plain;
	} cases[] = {
		{ "　　北 海 道", "北海道" }, { "全　　国", "全国" }, { "青　森　", "青森" }, { "北海道", "北海道" }, { "　計", "計" },
		/* blanks between words */
		{ "特別養護 老人ホーム", "特別養護 老人ホーム" }, { "北 海道", "北 海道" }, { "その他 計", "その他 計" }, { "A B C", "A B C" },
		{ "01 北 海 道", "01 北 海 道" }, { "", "" }, { "　", "" }, { "\xFF 北", "\xFF 北" }, { "北 \xE5", "北 \xE5" },
	};
	char plain[64];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t len = kgi_heading_unpad(kg_slice(cases[i].label), plain);

		if (len != strlen(cases[i].plain) || memcmp(plain, cases[i].plain, len) != 0)
			fail_msg("'%s' is '%.*s'", cases[i].label, (int)len, plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_rows_of_a_header_are_joined),
		cmocka_unit_test(test_names_become_distinct),
		cmocka_unit_test(test_padded_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
