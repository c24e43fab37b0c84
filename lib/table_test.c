/* table_test - rows of facts, and the forms that machines read. */
#include "table_fixture.h"

static void test_what_is_not_set_is_undefined(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_row(table);
	kg_set_percent(table, PERCENT, kg_whole(0), kg_whole(0));
	kg_set_points(table, POINTS, kg_whole(1), kg_whole(2), kg_whole(0), kg_whole(0));
	kg_set_quotient(table, N, kg_whole(1), kg_whole(0), 1);
	kg_set_real(table, CHANGE, NAN, 4);
	kg_set_text(table, ANSWER, kg_slice(""));
	assert_csv(table, ",,,,,,,,\n");
	assert_printed(table, "jsonl", false,
		       "{\"question\":null,\"圏域\":null,\"answer\":null,\"n\":null,\"unit\":null,\"change\":null,\"percent\":null,"
		       "\"points\":null,\"plain\":null}\n");
	kg_table_layout(table, (struct kg_layout){ .side = "answer,n" });
	assert_printed(table, "markdown", false, "| Answer | N |\n| --- | ---: |\n|  | - |\n");
}

static void test_setters_copy(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;
	char word[] = "はい", title[] = "Title";

	kg_table_row(table);
	kg_set_word(table, ANSWER, word);
	kg_table_title(table, title);
	kg_table_note(table, "%s", word);
	memset(word, 'x', sizeof word - 1);
	memset(title, 'x', sizeof title - 1);
	kg_table_layout(table, (struct kg_layout){ .side = "answer" });
	assert_printed(table, "text", false, "Title\nAnswer\nはい\n\nNote: はい\n");
}

static void test_machine_figures_are_plain(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_row(table);
	kg_set_count(table, N, 1234567);
	kg_set_figure(table, CHANGE, (struct kg_decimal){ -150, 2 });
	kg_set_percent(table, PERCENT, kg_whole(111), kg_whole(336));
	kg_set_real(table, POINTS, -0.0, 4);
	kg_table_mark(table, N);
	assert_csv(table, ",,,1234567,,-1.50,33.0,0,\n");
	kg_table_row(table);
	kg_set_real(table, POINTS, 0.000123456, 4);
	kg_set_count(table, N, 0);
	assert_csv(table, ",,,1234567,,-1.50,33.0,0,\n,,,0,,,,0.0001235,\n");
}

static void test_percents_follow_digits_and_rounding(void **state)
{
	struct fixture *f = *state;

	f->common.digits = 0;
	kg_table_row(&f->table);
	kg_set_percent(&f->table, PERCENT, kg_whole(1), kg_whole(8));
	kg_set_points(&f->table, POINTS, kg_whole(1), kg_whole(2), kg_whole(3), kg_whole(8));
	f->common.round = KG_HALF_EVEN;
	kg_table_row(&f->table);
	kg_set_percent(&f->table, PERCENT, kg_whole(1), kg_whole(8));
	kg_set_points(&f->table, POINTS, kg_whole(1), kg_whole(2), kg_whole(3), kg_whole(8));
	assert_csv(&f->table, ",,,,,,13,13,\n,,,,,,12,12,\n");
}

static void test_quotients_have_their_own_digits(void **state)
{
	struct fixture *f = *state;

	f->common.digits = 0;
	kg_table_row(&f->table);
	kg_set_quotient(&f->table, N, (struct kg_decimal){ 105, 1 }, kg_whole(4), 2);
	f->common.round = KG_HALF_EVEN;
	kg_table_row(&f->table);
	kg_set_quotient(&f->table, N, (struct kg_decimal){ 105, 1 }, kg_whole(4), 2);
	assert_csv(&f->table, ",,,2.63,,,,,\n,,,2.62,,,,,\n");
}

static int setup_ci(void **state)
{
	if (setup(state) != 0)
		return -1;
	((struct fixture *)*state)->args.ci = true;
	kgi_table_fini(&((struct fixture *)*state)->table);
	return setup(state);
}

static void test_columns_come_and_go_with_options(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_row(table);
	kg_set_wilson(table, LOW, HIGH, kg_whole(111), kg_whole(336), kg_whole(95));
	kg_set_word(table, PLAIN, "not shown");
	kg_table_row(table);
	kg_set_wilson(table, LOW, HIGH, kg_whole(0), kg_whole(0), kg_whole(95));
	assert_printed(table, "csv", false,
		       "question,圏域,answer,n,unit,change,percent,points,low,high\n,,,,,,,,28.2,38.2\n,,,,,,,,,\n");
}

static void test_csv_quotes_only_where_needed(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_row(table);
	kg_set_word(table, QUESTION, "a,b");
	kg_set_word(table, ANSWER, "say \"hi\"");
	kg_set_word(table, UNIT, "two\nlines");
	kg_set_word(table, PLAIN, " a\tb; ");
	assert_csv(table, "\"a,b\",,\"say \"\"hi\"\"\",,\"two\nlines\",,,, a\tb; \n");
	assert_printed(table, "tsv", false,
		       "question\t圏域\tanswer\tn\tunit\tchange\tpercent\tpoints\tplain\n"
		       "a,b\t\t\"say \"\"hi\"\"\"\t\t\"two\nlines\"\t\t\t\t\" a\tb; \"\n");
}

static void test_json_escapes_what_it_must(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	kg_table_row(table);
	kg_set_word(table, QUESTION, "\"\\/\n\t\r\x01\x1f\x7f圏");
	kg_set_count(table, N, 5);
	kg_table_row(table);
	assert_printed(table, "json", false,
		       "[\n{\"question\":\"\\\"\\\\/\\n\\t\\r\\u0001\\u001f\x7f圏\",\"圏域\":null,\"answer\":null,\"n\":5,\"unit\":null,"
		       "\"change\":null,\"percent\":null,\"points\":null,\"plain\":null},\n"
		       "{\"question\":null,\"圏域\":null,\"answer\":null,\"n\":null,\"unit\":null,"
		       "\"change\":null,\"percent\":null,\"points\":null,\"plain\":null}\n]\n");
}

static void test_group_columns_have_their_names(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;
	struct kg_groups groups = { 0 };

	kg_table_row(table);
	kg_set_group(table, GROUPS, &groups, KG_ALL_GROUPS);
	kg_set_count(table, N, 2);
	assert_csv(table, ",全体,,2,,,,,\n");
	kg_table_layout(table, (struct kg_layout){ .side = "<groups>", .cells = "n" });
	assert_printed(table, "text", false, "圏域  N\n全体  2\n");
}

static void test_one_bad_fact_is_a_bad_verdict(void **state)
{
	struct kg_table *table = &((struct fixture *)*state)->table;

	assert_false(table->bad);
	kg_table_verdict(table, false);
	kg_table_verdict(table, true);
	kg_table_verdict(table, false);
	assert_true(table->bad);
}

static void test_a_layout_names_columns_once(void **state)
{
	static const struct {
		struct kg_layout layout;
		bool fits;
	} cases[] = {
		{ { .side = "<groups>,answer", .cells = "n,percent" }, true },
		{ { "question", "plain", "answer", "low" }, true },
		{ { 0 }, true },
		{ { .side = "answer", .cells = "n,percents" }, false },
		{ { .side = "answer", .cells = "n,per" }, false },
		{ { .side = "answer,", .cells = "n" }, false },
		{ { .side = "" }, false },
		{ { .cells = "n,answer,n" }, false },
		{ { .side = "answer", .head = "answer", .cells = "n" }, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(kgi_layout_fits(&cases[i].layout, columns), cases[i].fits);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_not_set_is_undefined),
		TEST(test_setters_copy),
		TEST(test_machine_figures_are_plain),
		TEST(test_percents_follow_digits_and_rounding),
		TEST(test_quotients_have_their_own_digits),
		cmocka_unit_test_setup_teardown(test_columns_come_and_go_with_options, setup_ci, teardown),
		TEST(test_csv_quotes_only_where_needed),
		TEST(test_json_escapes_what_it_must),
		TEST(test_group_columns_have_their_names),
		TEST(test_one_bad_fact_is_a_bad_verdict),
		cmocka_unit_test(test_a_layout_names_columns_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
