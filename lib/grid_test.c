/* grid_test - tables laid out for reading, and the forms that draw them. */
#include "table_fixture.h"

static void test_printers_are_in_the_order_of_the_choices(void **state)
{
	char names[100] = "", *to = names;

	(void)state;
	for (size_t i = 0; i < 6; i++)
		to += sprintf(to, "%s%s", i ? "|" : "", kgi_printers[i].name);
	assert_string_equal(names, KGI_PRINTER_CHOICES);
}

static void test_a_table_without_rows_is_its_header(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_layout(table, (struct kg_layout){ .title = "question", .side = "<groups>,answer", .cells = "n,percent" });
	assert_csv(table, "");
	assert_printed(table, "json", false, "[\n]\n");
	assert_printed(table, "jsonl", false, "");
	assert_printed(table, "text", false, "圏域  Answer  N  %\n");
	assert_printed(table, "markdown", false, "| 圏域 | Answer | N | % |\n| --- | --- | ---: | ---: |\n");
}

static void test_markdown_escapes_what_would_end_a_cell(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_row(table);
	kg_set_word(table, ANSWER, "a|b\\c\nd");
	kg_table_title(table, "T|1");
	kg_table_layout(table, (struct kg_layout){ .side = "answer" });
	assert_printed(table, "markdown", false, "**T\\|1**\n\n| Answer |\n| --- |\n| a\\|b\\\\c d |\n");
}

static void test_markdown_takes_text_as_text(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;
	static const char any[] = "a_b*`c` ~d~ [e](f) <g> &amp; #1\033[1m\n\302\233\302\240é";

#define SHOWN "a\\_b\\*\\`c\\` \\~d\\~ \\[e](f) \\<g> \\&amp; #1 \\[1m  \302\240é"
	kg_table_row(table);
	kg_set_word(table, ANSWER, any);
	kg_table_title(table, any);
	kg_table_note(table, "%s", any);
	kg_table_layout(table, (struct kg_layout){ .side = "answer" });
	assert_printed(table, "markdown", false, "**" SHOWN "**\n\n| Answer |\n| --- |\n| " SHOWN " |\n\n- Note: " SHOWN "\n");
#undef SHOWN
}

static void test_notes_stand_beneath(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;
	char long_note[400];

	memset(long_note, 'x', sizeof long_note - 1);
	long_note[sizeof long_note - 1] = '\0';
	kg_table_row(table);
	kg_set_word(table, ANSWER, "a");
	kg_table_note(table, "%zu offices", (size_t)3);
	kg_table_note(table, "%s", long_note);
	kg_table_layout(table, (struct kg_layout){ .side = "answer" });

	char expected[900];

	snprintf(expected, sizeof expected, "Answer\na\n\nNote: 3 offices\nNote: %s\n", long_note);
	assert_printed(table, "text", false, expected);
	snprintf(expected, sizeof expected, "| Answer |\n| --- |\n| a |\n\n- Note: 3 offices\n- Note: %s\n", long_note);
	assert_printed(table, "markdown", false, expected);
	assert_csv(table, ",,a,,,,,,\n");
}

static void test_titles_are_bold_with_color(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_row(table);
	kg_set_word(table, ANSWER, "a");
	kg_table_title(table, "T");
	kg_table_layout(table, (struct kg_layout){ .side = "answer" });
	assert_printed(table, "text", true, "\033[1mT\033[0m\nAnswer\na\n");
}

/* 北 and 南, answers はい and いいえ, with a percent for the first only. */
static void fill_crossed(struct kg_table *table, const char *question)
{
	static const char *const areas[] = { "北", "南" }, *const answers[] = { "はい", "いいえ" };

	for (int i = 0; i < 4; i++) {
		kg_table_row(table);
		kg_set_word(table, QUESTION, question);
		kg_set_word(table, PLAIN, areas[i / 2]);
		kg_set_word(table, ANSWER, answers[i % 2]);
		kg_set_count(table, N, (uint64_t)i * 1000);
		if (i == 0)
			kg_set_percent(table, PERCENT, kg_whole(1), kg_whole(4));
	}
}

static void test_a_head_becomes_columns(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	fill_crossed(table, "問1");
	fill_crossed(table, "問2");
	kg_table_layout(table, (struct kg_layout){ "question", "plain", "answer", "n,percent" });
	assert_printed(table, "text", false,
		       "問1\nplain       はい     いいえ\n北     0 (25.0%)  1,000 (-)\n南     2,000 (-)  3,000 (-)\n\n"
		       "問2\nplain       はい     いいえ\n北     0 (25.0%)  1,000 (-)\n南     2,000 (-)  3,000 (-)\n");
}

static void test_a_cell_that_no_row_fills_is_empty(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;
	static const char *const rows[][2] = { { "北", "はい" }, { "南", "いいえ" } };

	for (size_t i = 0; i < COUNT(rows); i++) {
		kg_table_row(table);
		kg_set_word(table, PLAIN, rows[i][0]);
		kg_set_word(table, ANSWER, rows[i][1]);
		kg_set_count(table, N, i + 1);
	}
	kg_table_layout(table, (struct kg_layout){ .side = "plain", .head = "answer", .cells = "n" });
	assert_printed(table, "markdown", false,
		       "| plain | はい | いいえ |\n| --- | ---: | ---: |\n| 北 | 1 |  |\n| 南 |  | 2 |\n");
}

static void test_flat_columns_that_are_empty_are_dropped(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	fill_crossed(table, "問1");
	kg_table_layout(table, (struct kg_layout){ .title = "question", .side = "plain,answer", .cells = "n,change,percent,unit" });
	assert_printed(table, "markdown", false,
		       "**問1**\n\n| plain | Answer | N | % |\n| --- | --- | ---: | ---: |\n| 北 | はい | 0 | 25.0% |\n"
		       "| 北 | いいえ | 1,000 | - |\n| 南 | はい | 2,000 | - |\n| 南 | いいえ | 3,000 | - |\n");
}

static const struct {
	int column;
	long units;
	unsigned scale;
	const char *unit;
	bool marked;
	const char *shown;
} figures[] = {
	{ N, 0, 0, "", false, "0" },
	{ N, 999, 0, "", false, "999" },
	{ N, 1000, 0, "", false, "1,000" },
	{ N, -1000, 0, "", false, "-1,000" },
	{ N, -100, 0, "", false, "-100" },
	{ N, -123456, 0, "", false, "-123,456" },
	{ N, 1234567, 0, "", false, "1,234,567" },
	{ N, 12345678, 4, "", false, "1,234.5678" },
	{ N, 446818, 0, "千円", false, "446,818千円" },
	{ N, 5, 0, "人", true, "5人*" },
	{ CHANGE, 18, 2, "", false, "+0.18" },
	{ CHANGE, -18, 2, "", false, "-0.18" },
	{ CHANGE, 0, 2, "", false, "0.00" },
	{ CHANGE, 12000, 0, "", true, "+12,000*" },
	{ PERCENT, 330, 1, "", false, "33.0%" },
	{ PERCENT, 330, 1, "", true, "33.0%*" },
	{ POINTS, 101, 1, "", false, "+10.1pt" },
	{ POINTS, -101, 1, "", false, "-10.1pt" },
	{ POINTS, 0, 1, "", false, "0.0pt" },
};

static void test_readable_figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(figures); i++) {
		struct kgi_grid grid;
		void *fixture;

		assert_int_equal(setup(&fixture), 0);

		struct kg_table *table = &((struct fixture *)fixture)->table;

		kg_table_row(table);
		kg_set_figure(table, figures[i].column, (struct kg_decimal){ figures[i].units, figures[i].scale });
		kg_set_word(table, UNIT, figures[i].unit);
		if (figures[i].marked)
			kg_table_mark(table, figures[i].column);
		kg_table_layout(table, (struct kg_layout){ .cells = "n,change,percent,points" });
		assert_true(kgi_grid_init(&grid, table));
		assert_int_equal(grid.block_count, 1);
		assert_int_equal(grid.blocks[0].columns, 1);
		assert_true(grid.blocks[0].figures[0]);
		assert_string_equal(grid.blocks[0].lines[0].cells[0], figures[i].shown);
		kgi_grid_fini(&grid);
		teardown(&fixture);
	}
}

static void test_text_is_aligned_by_display_width(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;
	static const char *const words[] = { "a", "見守り機器", "ｶｲｺﾞ", "か\u3099き", "\033[1mz" };

	for (size_t i = 0; i < COUNT(words); i++) {
		kg_table_row(table);
		kg_set_word(table, ANSWER, words[i]);
		kg_set_count(table, N, i * 50);
	}
	kg_table_layout(table, (struct kg_layout){ .side = "answer", .cells = "n" });
	assert_printed(table, "text", false, "Answer        N\na             0\n見守り機器   50\nｶｲｺﾞ        100\n"
		       "か\u3099き        150\n\\x1b[1mz    200\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_printers_are_in_the_order_of_the_choices),
		TEST(test_a_table_without_rows_is_its_header),
		TEST(test_markdown_escapes_what_would_end_a_cell),
		TEST(test_markdown_takes_text_as_text),
		TEST(test_notes_stand_beneath),
		TEST(test_titles_are_bold_with_color),
		TEST(test_a_head_becomes_columns),
		TEST(test_a_cell_that_no_row_fills_is_empty),
		TEST(test_flat_columns_that_are_empty_are_dropped),
		cmocka_unit_test(test_readable_figures),
		TEST(test_text_is_aligned_by_display_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
