/* error_test - diagnostics in the order of the input, whoever found them first; one printable line each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <cmocka.h>

#include "error.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static int setup(void **state)
{
	static struct kg_error err;

	kg_error_init(&err, "tool");
	*state = &err;
	return 0;
}

static int teardown(void **state)
{
	kg_error_fini(*state);
	return 0;
}

static struct kg_place place(uint32_t file, uint64_t offset, uint32_t line)
{
	return (struct kg_place){ .file = file, .offset = offset, .line = line };
}

/* What is printed must be `expected`. */
static void assert_printed(const struct kg_error *err, const char *expected)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_int_equal(kg_error_print(err, out), err->status);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static void test_nothing_reported_is_done_and_prints_nothing(void **state)
{
	assert_printed(*state, "");
	assert_int_equal(((struct kg_error *)*state)->status, KG_OK);
}

static void test_every_report_returns_the_status_it_stands_for(void **state)
{
	assert_int_equal(kg_error_usage(*state, "u"), KG_USAGE);
	assert_int_equal(kg_error_at(*state, place(1, 0, 1), NULL, "at"), KG_INPUT);
	assert_int_equal(kg_error_input(*state, "i"), KG_INPUT);
	assert_int_equal(kg_error_system(*state, "f", ENOENT), KG_SYSTEM);
	assert_int_equal(kg_error_memory(*state), KG_SYSTEM);
}

static void test_short_memory_is_told_without_any(void **state)
{
	struct kg_error *err = *state;

	assert_int_equal(kg_error_memory(err), KG_SYSTEM);
	assert_int_equal(err->kept_count, 1);
	assert_null(err->kept[0].text);
	assert_printed(err, "tool: out of memory\n");
}

static void test_the_gravest_status_stays(void **state)
{
	struct kg_error *err = *state;

	kg_error_usage(err, "u");
	assert_int_equal(err->status, KG_USAGE);
	kg_error_system(err, "f", EIO);
	kg_error_input(err, "i");
	assert_int_equal(err->status, KG_SYSTEM);
}

static void test_a_place_is_printed_as_file_and_line(void **state)
{
	uint32_t a = kg_error_file(*state, "a.csv"), b = kg_error_file(*state, "b.csv");

	assert_int_equal(a, 1);
	assert_int_equal(b, 2);
	kg_error_at(*state, place(b, 70, 4), "導入状況", "'%s' is no date", "未定");
	kg_error_at(*state, place(a, 9, 2), NULL, "%d cells", 3);
	assert_printed(*state, "tool: a.csv:2: 3 cells\ntool: b.csv:4: column '導入状況': '未定' is no date\n");
}

static void test_no_line_and_no_place_are_left_out(void **state)
{
	kg_error_file(*state, "a.json");
	kg_error_at(*state, place(1, 5, 0), NULL, "no line");
	kg_error_at(*state, place(0, 0, 0), NULL, "no place");
	kg_error_usage(*state, "usage");
	assert_printed(*state, "tool: no place\ntool: usage\ntool: a.json: no line\n");
}

static void test_a_system_failure_names_its_reason(void **state)
{
	char expected[200];

	kg_error_system(*state, "out.csv", ENOSPC);
	snprintf(expected, sizeof expected, "tool: out.csv: %s\n", strerror(ENOSPC));
	assert_printed(*state, expected);
}

static void test_unknown_files_are_called_dash(void **state)
{
	char name[] = "a.csv";

	kg_error_file(*state, name);
	name[0] = 'x';
	assert_string_equal(kg_error_file_name(*state, 1), "a.csv");
	assert_string_equal(kg_error_file_name(*state, 0), "-");
	assert_string_equal(kg_error_file_name(*state, 2), "-");
}

static const struct {
	struct kg_place a, b;
	int order;
} orders[] = {
	{ { 5, 1, 1 }, { 5, 1, 1 }, 0 },
	{ { 5, 1, 1 }, { 5, 1, 9 }, 0 },		/* lines are not looked at */
	{ { 5, 1, 2 }, { 6, 1, 1 }, -1 },
	{ { 9, 1, 9 }, { 0, 2, 1 }, -1 },
	{ { 0, 0, 0 }, { 0, 1, 1 }, -1 },
	{ { UINT64_MAX, 1, 0 }, { 0, UINT32_MAX, 0 }, -1 },
	{ { UINT64_MAX, 1, 0 }, { 1, 1, 0 }, 1 },
};

static void test_places_are_ordered_by_file_then_offset(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(orders); i++) {
		assert_int_equal(kg_place_compare(orders[i].a, orders[i].b), orders[i].order);
		assert_int_equal(kg_place_compare(orders[i].b, orders[i].a), -orders[i].order);
	}
}

static const char *const ten =
	"tool: f:1: 1\ntool: f:2: 2\ntool: f:3: 3\ntool: f:4: 4\ntool: f:5: 5\n"
	"tool: f:6: 6\ntool: f:7: 7\ntool: f:8: 8\ntool: f:9: 9\ntool: f:10: 10\n";

static void test_ten_are_printed_without_a_count(void **state)
{
	kg_error_file(*state, "f");
	for (uint32_t i = 10; i > 0; i--)
		kg_error_at(*state, place(1, i * 10, i), NULL, "%u", i);
	assert_printed(*state, ten);
}

/* 7 has no common divisor with 25: all lines from 1 to 25, in a strange order. */
static void report_25(struct kg_error *err, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++) {
		uint32_t line = i * 7 % 25 + 1;

		kg_error_at(err, place(1, line * 10, line), NULL, "%u", line);
	}
}

static void assert_printed_ten_of_25(const struct kg_error *err)
{
	char expected[400];

	snprintf(expected, sizeof expected, "%stool: 25 errors; the 10 earliest are shown\n", ten);
	assert_int_equal(err->count, 25);
	assert_printed(err, expected);
}

static void test_the_ten_earliest_are_kept_in_order(void **state)
{
	kg_error_file(*state, "f");
	report_25(*state, 0, 25);
	assert_printed_ten_of_25(*state);
}

static void test_at_one_place_the_first_report_comes_first(void **state)
{
	kg_error_file(*state, "f");
	kg_error_at(*state, place(1, 5, 2), NULL, "first");
	kg_error_at(*state, place(1, 5, 2), NULL, "second");
	kg_error_at(*state, place(1, 0, 1), NULL, "before");
	assert_printed(*state, "tool: f:1: before\ntool: f:2: first\ntool: f:2: second\n");
}

static void test_merging_is_like_reporting_there(void **state)
{
	for (uint32_t cut = 0; cut <= 25; cut++) {
		struct kg_error other;

		kg_error_init(*state, "tool");
		kg_error_init(&other, "tool");
		kg_error_file(*state, "f");
		report_25(*state, 0, cut);
		report_25(&other, cut, 25);
		kg_error_merge(*state, &other);
		assert_printed_ten_of_25(*state);
		assert_int_equal(((struct kg_error *)*state)->status, KG_INPUT);
		assert_int_equal(other.count, 0);
		assert_int_equal(other.status, KG_OK);
		kg_error_fini(&other);
		kg_error_fini(*state);
	}
}

static void test_merging_takes_the_graver_status(void **state)
{
	struct kg_error *err = *state, other;

	kg_error_init(&other, "tool");
	kg_error_system(&other, "f", EIO);
	kg_error_usage(err, "u");
	kg_error_merge(err, &other);
	assert_int_equal(err->status, KG_SYSTEM);
	kg_error_input(&other, "i");
	kg_error_merge(err, &other);
	assert_int_equal(err->status, KG_SYSTEM);
	assert_int_equal(err->count, 3);
	kg_error_fini(&other);
}

static const struct {
	const char *text, *printed;
} escapes[] = {
	{ "", "" },
	{ "圏域 ok", "圏域 ok" },
	{ "a\nb\tc\rd", "a\\nb\\tc\\x0dd" },
	{ "\x1b[31mred", "\\x1b[31mred" },
	{ "\x7f", "\\x7f" },
	{ "\xc2\x80\xc2\x9f|", "\\x80\\x9f|" },		/* U+0080, U+009F */
	{ "\xc2\xa0", "\xc2\xa0" },
	{ "\xff", "\\xff" },
	{ "あ\x82\xa0い", "あ\\x82\\xa0い" },
	{ "\xe5\x9c", "\\xe5\\x9c" },			/* cut off */
	{ "\xc2", "\\xc2" },
	{ "圏\xe5\x9c", "圏\\xe5\\x9c" },
	{ "\xff\n\xfe", "\\xff\\n\\xfe" },
};

static void test_what_a_terminal_might_obey_is_escaped(void **state)
{
	for (size_t i = 0; i < COUNT(escapes); i++) {
		char expected[200];

		kg_error_init(*state, "tool");
		kg_error_input(*state, "%s", escapes[i].text);
		snprintf(expected, sizeof expected, "tool: %s\n", escapes[i].printed);
		assert_printed(*state, expected);
		kg_error_fini(*state);
	}
}

static void test_control_characters_in_file_names_are_escaped(void **state)
{
	kg_error_file(*state, "a\nb\x1b");
	kg_error_at(*state, place(1, 0, 1), NULL, "bad");
	assert_printed(*state, "tool: a\\nb\\x1b:1: bad\n");
}

static void test_long_texts_are_whole(void **state)
{
	char *text = calloc(1, 10001), *expected = calloc(1, 10100);

	memset(text, 'a', 10000);
	kg_error_input(*state, "%s", text);
	sprintf(expected, "tool: %s\n", text);
	assert_printed(*state, expected);
	free(text);
	free(expected);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_reported_is_done_and_prints_nothing),
		TEST(test_every_report_returns_the_status_it_stands_for),
		TEST(test_short_memory_is_told_without_any),
		TEST(test_the_gravest_status_stays),
		TEST(test_a_place_is_printed_as_file_and_line),
		TEST(test_no_line_and_no_place_are_left_out),
		TEST(test_a_system_failure_names_its_reason),
		TEST(test_unknown_files_are_called_dash),
		TEST(test_places_are_ordered_by_file_then_offset),
		TEST(test_ten_are_printed_without_a_count),
		TEST(test_the_ten_earliest_are_kept_in_order),
		TEST(test_at_one_place_the_first_report_comes_first),
		TEST(test_merging_is_like_reporting_there),
		TEST(test_merging_takes_the_graver_status),
		TEST(test_what_a_terminal_might_obey_is_escaped),
		TEST(test_control_characters_in_file_names_are_escaped),
		TEST(test_long_texts_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
