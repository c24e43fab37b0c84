/* addition_test - totals that do not add up are found, others are left in peace, wherever input was cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "addition.h"
#include "subtotal.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { WIDTH_MAX = 8, ROWS_MAX = 24, PIECES = 3 };

/* Rows are separated by newlines, cells by |; the first row has the names. A row of ! cannot be read. Expected, for each wrong
 * total: row:column total/sum, > for a total across. Rows count from 1. */
static const struct {
	const char *what, *rows, *expected;
} cases[] = {
	{ "a printed total", "回答|件数\n導入している|166\n検討|85\n導入していない|164\n合計|416", "4:1 416/415" },
	{ "a right one", "回答|件数\nはい|4\nいいえ|6\n合計|10", "" },
	{ "several questions", "設問|回答|件数\na|x|1\na|y|2\na|合計|3\nb|x|4\nb|y|5\nb|合計|8", "6:2 8/9" },
	{ "a question without a total", "設問|回答|件数\na|x|1\na|y|2\nb|x|4\nb|y|5\nb|合計|9", "" },
	{ "merged cells", "設問|回答|件数\na|x|1\n|y|2\n|合計|4\nb|x|4\n|y|5\n|合計|9", "3:2 4/3" },
	{ "a total over all groups", "地域|市|件数\n北|x|1\n北|y|2\n南|z|4\n|合計|8", "4:2 8/7" },
	{ "subtotals", "市|件数\na|1\nb|2\n小計|3\nc|4\nd|5\n小計|9\n合計|12", "" },
	{ "subtotals, and rows outside them", "市|件数\na|1\nb|2\n市計|3\nc|4\nd|5\n合計|12", "" },
	{ "a wrong grand total", "市|件数\na|1\nb|2\n小計|3\nc|4\nd|5\n小計|9\n総数|13", "7:1 13/12" },
	{ "a wrong subtotal", "市|件数\na|1\nb|2\n市計|4\nc|4\nd|5\n町村計|9\n合計|12", "3:1 4/3" },
	{ "totals above their parts", "区分|件数\n総数|100\n男|40\n女|60\n総数|50\n男|20\n女|31", "" },
	{ "a mean over all", "区分|前\n管理職|3.20\n一般職|2.52\n職員全体|2.86", "" },
	{ "in columns of rates", "市|件数|割合\na|1|50.0\nb|2|50.0\n合計|3|90.0", "" },
	{ "percents", "市|件数|結果\na|1|50%\nb|2|60%\n合計|3|55%", "" },
	{ "rounded parts", "市|額\na|1.3\nb|1.4\nc|1.4\n合計|4.0\n", "" },
	{ "more than rounding", "市|額\na|1.3\nb|1.4\nc|1.4\n合計|5.0\n", "4:1 5.0/4.1" },
	{ "thousands of yen are rounded", "市|額（千円）\na|1,300\nb|1,400\n合計|2,701", "" },
	{ "yen are not", "市|額\na|1,300円\nb|1,400円\n合計|2,701円", "3:1 2701/2700" },
	{ "a blank part", "市|件数\na|1\nb|\nc|3\n合計|9", "" },
	{ "a part kept secret", "市|件数\na|1\nb|x\nc|3\n合計|9", "" },
	{ "a part not known", "市|件数\na|1\nb|…\nc|3\n合計|9", "" },
	{ "a dash is 0", "市|件数\na|1\nb|-\nc|3\n合計|9", "4:1 9/4" },
	{ "a blank total", "市|件数|人\na|1|1\nb|2|2\n合計||4", "3:2 4/3" },
	{ "two units", "市|件数\na|1件\nb|2人\n合計|9件", "" },
	{ "another unit", "市|件数\na|1件\nb|2件\n合計|9人", "" },
	{ "parts of parts", "市|件数\na|10\nうち北|4\nb|2\n合計|12", "" },
	{ "what looks like a part of a part", "件|件数\n平均以下|10\n平均以上|4\n他|2\n他2|1\n合計|17", "" },
	{ "one part", "市|件数\na|10\n合計|12", "" },
	{ "a row that cannot be read", "市|件数\na|10\n!\nb|4\n合計|17", "" },
	{ "after it all is well", "市|件数\na|10\n!\nb|4\n合計|17\nc|1\nd|2\n合計|4", "7:1 4/3" },
	{ "codes before the label", "団体コード|市|件数\n062014|a|1\n062022|b|2\n060003|県計|4", "3:2 4/3" },
	{ "words that are answers", "番号|範囲|人数\n1|一部|3\n2|一部|4\n3|全体|20\n4|一部|4", "" },
	{ "names that end like totals", "部署|人数\n会計|3\n統計|4\n設計|20", "" },
	{ "mostly wrong is something else", "市|件数\na|1\nb|2\n計|8\na|1\nb|2\n計|8\na|1\nb|2\n計|8", "" },
	{ "wrong now and then", "市|件数\na|1\nb|2\n計|3\na|1\nb|2\n計|9\na|1\nb|2\n計|3", "6:1 9/3" },
	{ "full width, spread", "市|件数\na|１，０００\nb|５００人\n合　計|１，６００人", "3:1 1600/1500" },
	{ "a column's name, spread", "市|男|女|合　計\na|1|2|3\nb|4|5|10", "2:3>10/9" },
	{ "across", "市|男|女|計\na|1|2|3\nb|4|5|10", "2:3>10/9" },
	{ "across and down", "市|男|女|計\na|1|2|3\nb|4|5|10\n合計|5|7|12", "2:3>10/9 3:3 12/13" },
	{ "across, years are no parts", "年度|男|女|計\n2024|1|2|3\n2025|4|5|10", "2:3>10/9" },
	{ "across, numbers before the parts", "市|定員|男|女|計\na|90|1|2|3\nb|80|4|5|9\nc|70|1|1|3", "3:4>3/72" },
	{ "across, one part left out is no suffix", "市|男|女|計\na|40|60|60\nb|1|2|3", "1:3>60/100" },
	{ "across, codes of answers are no parts", "市|問1|男|女|計\na|1|4|5|10\nb|2|1|2|3", "1:4>10/9" },
	{ "across, a blank part", "市|男|女|計\na|1||3\nb|4|5|9", "" },
	{ "across, all wrong", "市|満足|不満|計\na|1|2|9\nb|4|5|8\nc|4|5|7", "" },
	{ "across, no numbers", "市|男|女|計\na|x|y|z\nb|||\n", "" },
	{ "across, one part", "市|男|計\na|1|3", "" },
	{ "across, two totals", "市|男|女|計|男|女|計\na|1|2|3|4|5|9\nb|1|2|3|4|5|8", "2:6>8/9" },
	{ "a column that comes late", "市|件数\na|1\nb|2|5\n合計|3|9", "" },
};

struct table {
	struct kg_slice cells[ROWS_MAX][WIDTH_MAX];
	size_t widths[ROWS_MAX], rows;
};

static void cut(const char *text, struct table *table)
{
	*table = (struct table){ 0 };
	for (; *text; table->rows++) {
		size_t len = strcspn(text, "\n");
		const char *end = text + len;

		for (const char *at = text; at <= end; table->widths[table->rows]++) {
			size_t cell = strcspn(at, "|\n");

			table->cells[table->rows][table->widths[table->rows]] = (struct kg_slice){ at, cell };
			at += cell + 1;
		}
		text = end + (*end == '\n');
	}
}

/* Feeds rows `from` to before `to`; a row is as wide as the widest so far, like a record of JSON. */
static void feed(struct kg_additions *a, const struct table *table, size_t from, size_t to)
{
	size_t width = table->widths[0];

	for (size_t i = 0; i < width; i++)
		assert_true(kg_additions_column(a, i, table->cells[0][i], !kg_slice_starts(table->cells[0][i], "問")));
	for (size_t i = from; i < to; i++) {
		struct kg_place place = { .file = 1, .offset = i * 10, .line = (uint32_t)i };
		struct kg_slice cells[WIDTH_MAX];

		if (kg_slice_same(table->cells[i][0], kg_slice("!"))) {
			assert_true(kg_additions_gap(a, place));
			continue;
		}
		for (; width < table->widths[i]; width++)
			assert_true(kg_additions_column(a, width, kg_slice("後"), true));
		for (size_t c = 0; c < WIDTH_MAX; c++)
			cells[c] = table->cells[i][c].at ? table->cells[i][c] : kg_slice("");
		assert_true(kg_additions_record(a, cells, place));
	}
}

static int by_place(const void *a, const void *b)
{
	const struct kg_wrong_total *x = a, *y = b;
	int order = kg_place_compare(x->place, y->place);

	return order ? order : (x->column > y->column) - (x->column < y->column);
}

static void check(size_t n, struct kg_additions *a)
{
	struct kg_wrong_total *wrong;
	size_t count;
	char found[256] = "", total[KG_DECIMAL_ROOM], sum[KG_DECIMAL_ROOM];

	assert_true(kg_additions_wrong(a, &wrong, &count));
	if (count)
		qsort(wrong, count, sizeof *wrong, by_place);
	for (size_t i = 0; i < count; i++) {
		kg_decimal_print(wrong[i].total, total);
		kg_decimal_print(wrong[i].sum, sum);
		sprintf(found + strlen(found), "%s%d:%zu%s%s/%s", i ? " " : "", (int)wrong[i].place.line, wrong[i].column,
			wrong[i].across ? ">" : " ", total, sum);
	}
	if (strcmp(found, cases[n].expected) != 0)
		fail_msg("%s: '%s', not '%s'", cases[n].what, found, cases[n].expected);
	free(wrong);
}

static void totals(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT(cases); n++) {
		struct kg_additions a = { 0 };
		struct table table;

		cut(cases[n].rows, &table);
		feed(&a, &table, 1, table.rows);
		check(n, &a);
		kg_additions_fini(&a);
	}
}

static void cut_anywhere(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT(cases); n++) {
		struct table table;

		cut(cases[n].rows, &table);
		for (size_t one = 1; one <= table.rows; one++)
			for (size_t other = one; other <= table.rows; other++) {
				struct kg_additions pieces[PIECES] = { { 0 } };

				feed(&pieces[0], &table, 1, one);
				feed(&pieces[1], &table, one, other);
				feed(&pieces[2], &table, other, table.rows);
				assert_true(kg_additions_merge(&pieces[2], &pieces[0]));
				assert_true(kg_additions_merge(&pieces[2], &pieces[1]));
				check(n, &pieces[2]);
				for (size_t i = 0; i < PIECES; i++)
					kg_additions_fini(&pieces[i]);
			}
	}
}

static void places_of_the_parts(void **state)
{
	struct kg_additions a = { 0 };
	struct kg_wrong_total *wrong;
	struct table table;
	size_t count;

	(void)state;
	cut("市|男|女|計\na|1|2|3\nb|3|4|7\n計|4|6|11", &table);
	feed(&a, &table, 1, table.rows);
	assert_true(kg_additions_wrong(&a, &wrong, &count));
	assert_int_equal(count, 2);
	assert_false(wrong[0].across);
	assert_int_equal(wrong[0].from.line, 1);
	assert_int_equal(wrong[0].to.line, 2);
	assert_int_equal(wrong[0].parts, 2);
	assert_true(wrong[1].across);
	assert_int_equal(wrong[1].first, 1);
	assert_int_equal(wrong[1].last, 2);
	assert_int_equal(wrong[1].parts, 2);
	free(wrong);
	kg_additions_fini(&a);
}

static void files_are_apart(void **state)
{
	struct kg_additions a = { 0 };
	struct kg_wrong_total *wrong;
	size_t count;

	(void)state;
	assert_true(kg_additions_column(&a, 0, kg_slice("市"), true) && kg_additions_column(&a, 1, kg_slice("件数"), true));
	for (uint32_t i = 0; i < 6; i++) {
		struct kg_slice cells[] = { kg_slice(i % 3 == 2 ? "合計" : "市"), kg_slice(i == 5 ? "3" : i % 3 == 2 ? "2" : "1") };

		assert_true(kg_additions_record(&a, cells, (struct kg_place){ .file = 1 + i / 3, .offset = i % 3, .line = i }));
	}
	assert_true(kg_additions_wrong(&a, &wrong, &count));
	assert_int_equal(count, 1);
	assert_int_equal(wrong[0].place.line, 5);
	assert_int_equal(wrong[0].sum.units, 2);
	free(wrong);
	kg_additions_fini(&a);
}

/* A column of words that stand for everything is no table of totals, and costs no memory for each of them. */
static void many_totals(void **state)
{
	struct kg_additions a = { 0 };
	struct kg_wrong_total *wrong;
	size_t count;

	(void)state;
	assert_true(kg_additions_column(&a, 0, kg_slice("範囲"), true) && kg_additions_column(&a, 1, kg_slice("人数"), true));
	for (uint32_t i = 0; i < 20000; i++) {
		struct kg_slice cells[] = { kg_slice(i % 3 == 2 ? "全体" : "一部"), kg_slice("2") };

		assert_true(kg_additions_record(&a, cells, (struct kg_place){ .file = 1, .offset = i, .line = i }));
	}
	assert_in_range(a.totals, 4097, 20000);
	assert_int_equal(a.subtotals->count, 0);
	assert_true(kg_additions_wrong(&a, &wrong, &count));
	assert_int_equal(count, 0);
	free(wrong);
	kg_additions_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals),
		cmocka_unit_test(cut_anywhere),
		cmocka_unit_test(places_of_the_parts),
		cmocka_unit_test(files_are_apart),
		cmocka_unit_test(many_totals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
