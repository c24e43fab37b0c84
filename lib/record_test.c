/* record_test - what a command asks a record for: cells, names, numbers, dates, elements of arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "binding.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { COLUMNS_MAX = 8 };

struct args {
	struct kg_list questions;
};

enum { VALUE, NOWHERE, QUESTIONS };
static const struct kg_field fields[] = {
	[VALUE] = { .id = "value", .names = "値|数" },
	[NOWHERE] = { .id = "nowhere" },
	[QUESTIONS] = { .id = "questions", .flags = KG_MANY, .option = KG_ARG(struct args, questions) },
	{ 0 }
};

struct fixture {
	struct kg_error err;
	struct kg_binding binding;
	struct kg_slice cells[COLUMNS_MAX];
	struct kg_record record;
};

static int setup(void **state)
{
	static char one[] = "r", pattern[] = "機器_*_有", *items[] = { one, pattern };
	static const struct args args = { { items, 2 } };
	static const struct kg_list none;
	static const struct kg_place place = { .file = 1, .offset = 70, .line = 4 };
	static struct fixture f;
	const struct kg_slice names[] = {
		kg_slice(" 数　"), kg_slice("機器_インカム_有"), kg_slice("r"), kg_slice("機器＿ｾﾝｻｰ＿有 "), kg_slice("x"),
	};
	int cell[COUNT(names)];

	f = (struct fixture){ .record = { .binding = &f.binding, .cells = f.cells, .raw = f.cells, .place = place } };
	kg_error_init(&f.err, "tool");
	*state = &f;
	if (kgi_binding_init(&f.binding, fields, NULL, &args, &none, &none, NULL, &f.err) != KG_OK)
		return -1;
	f.record.bound = f.binding.lists;
	kgi_binding_file(&f.binding);
	if (kgi_binding_offer(&f.binding, names, COUNT(names), cell, &f.err) != KG_OK)
		return -1;
	for (size_t i = 0; i < COUNT(names); i++)
		if (cell[i] != KGI_UNWANTED)
			f.cells[cell[i]] = names[i];
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	kgi_binding_fini(&f->binding);
	kg_error_fini(&f->err);
	return 0;
}

/* The cell of VALUE. */
static void put(struct fixture *f, const char *text)
{
	f->cells[f->binding.lists[VALUE].columns[0].cell] = kg_slice(text);
}

static void assert_text(struct kg_slice slice, const char *expected)
{
	assert_int_equal(slice.len, strlen(expected));
	assert_memory_equal(slice.at, expected, slice.len);
}

static void test_a_cell_is_as_in_the_input(void **state)
{
	struct fixture *f = *state;

	assert_text(kg_get(&f->record, VALUE), " 数　");
	assert_text(kg_get(&f->record, NOWHERE), "");
	assert_int_equal(kg_width(&f->record, NOWHERE), 0);
}

static void test_names_are_the_headers_trimmed(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(kg_field_name(&f->record, VALUE), "数");
	assert_string_equal(kg_field_name(&f->record, NOWHERE), "nowhere");
	assert_text(kg_name_at(&f->record, QUESTIONS, 2), "機器＿ｾﾝｻｰ＿有");
}

static void test_what_a_star_stood_for_and_who_named_the_column(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(kg_width(&f->record, QUESTIONS), 3);
	assert_text(kg_get_at(&f->record, QUESTIONS, 0), "r");
	assert_int_equal(kg_item_at(&f->record, QUESTIONS, 0), 0);
	assert_null(kg_match_at(&f->record, QUESTIONS, 0).at);
	assert_int_equal(kg_item_at(&f->record, QUESTIONS, 1), 1);
	assert_text(kg_match_at(&f->record, QUESTIONS, 1), "インカム");
	assert_text(kg_match_at(&f->record, QUESTIONS, 2), "センサー");
}

static const struct {
	const char *cell, *unit;
	unsigned kinds;
	enum kg_number_kind kind;
	const char *says;		/* NULL where nothing is said */
} numbers[] = {
	{ " 1,200人 ", NULL, 1 << KG_NUMBER, KG_NUMBER, NULL },
	{ "12", "人", 1 << KG_NUMBER, KG_NUMBER, NULL },
	{ "12件", "人", 1 << KG_NUMBER, KG_MALFORMED, "column '数': '12件'" },
	{ "", NULL, 1 << KG_NUMBER | 1 << KG_BLANK, KG_BLANK, NULL },
	{ "-", NULL, 1 << KG_NUMBER, KG_BLANK, "column '数': " },
	{ "1～2", NULL, 1 << KG_NUMBER, KG_RANGE, "'1～2'" },
	{ "1～2", NULL, 1 << KG_NUMBER | 1 << KG_RANGE, KG_RANGE, NULL },
	{ "なし", NULL, 1 << KG_NUMBER, KG_WORDS, "'なし'" },
	{ " 12O ", NULL, 1 << KG_NUMBER | 1 << KG_WORDS, KG_MALFORMED, "'12O'" },
};

static void test_numbers_of_other_kinds_are_reported(void **state)
{
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct fixture *f = *state;
		struct kg_slice unit = kg_slice(numbers[i].unit ? numbers[i].unit : "");
		struct kg_number number;
		uint64_t before = f->err.count;

		put(f, numbers[i].cell);

		int status = kg_get_number(&f->record, VALUE, numbers[i].unit ? &unit : NULL, numbers[i].kinds, &number, &f->err);

		assert_int_equal(number.kind, numbers[i].kind);
		assert_int_equal(status, numbers[i].says ? KG_INPUT : KG_OK);
		assert_int_equal(f->err.count - before, numbers[i].says != NULL);
		if (numbers[i].says && !strstr(f->err.kept[before].text, numbers[i].says))
			fail_msg("'%s' does not say '%s'", f->err.kept[before].text, numbers[i].says);
	}
}

static const struct {
	const char *cell;
	bool blank, good;
	int32_t day;
} dates[] = {
	{ " 1970-01-02 ", false, true, 1 },
	{ "　", true, true, 0 },
	{ "2024-02-30", false, false, 0 },
	{ "未定", false, false, 0 },
};

static void test_what_is_no_date_is_reported(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(dates); i++) {
		int32_t day = 0;
		bool blank;

		put(f, dates[i].cell);
		assert_int_equal(kg_get_date(&f->record, VALUE, &day, &blank, &f->err), dates[i].good ? KG_OK : KG_INPUT);
		assert_int_equal(blank, dates[i].blank);
		assert_int_equal(day, dates[i].day);
	}
	assert_int_equal(f->err.count, 2);
	assert_int_equal(f->err.kept[0].place.line, 4);
}

static const struct {
	const char *cell, *says;	/* the latter NULL where nothing is said */
} offices[] = {
	{ "0170102313", NULL },
	{ " 第1号　", NULL },
	{ "合計", NULL },
	{ "　", "column '数': an office number is needed here" },
	{ "", "column '数': an office number is needed here" },
	{ " 1.70102E+08 ", "column '数': '1.70102E+08' is a number that a spreadsheet has rounded" },
};

static void test_what_is_no_office_number_is_reported(void **state)
{
	for (size_t i = 0; i < COUNT(offices); i++) {
		struct fixture *f = *state;
		uint64_t before = f->err.count;

		put(f, offices[i].cell);
		assert_int_equal(kg_office_check(&f->record, VALUE, kg_trim(kg_get(&f->record, VALUE)), &f->err),
				 offices[i].says ? KG_INPUT : KG_OK);
		assert_int_equal(f->err.count - before, offices[i].says != NULL);
		if (offices[i].says && !strstr(f->err.kept[before].text, offices[i].says))
			fail_msg("'%s' does not say '%s'", f->err.kept[before].text, offices[i].says);
	}
}

static void test_a_text_is_no_array(void **state)
{
	struct kg_slice cell = kg_slice("a;b"), element;

	(void)state;
	assert_false(kg_is_array(cell));
	assert_false(kg_array_next(&cell, &element));
	assert_text(cell, "a;b");
	assert_false(kg_is_array(kg_slice("")));
}

static void test_an_array_ends(void **state)
{
	struct kg_slice cell = kg_slice("a\xff\xff" "b;c\xff"), element;
	static const char *const elements[] = { "a", "", "b;c" };

	(void)state;
	assert_true(kg_is_array(cell));
	for (size_t i = 0; i < COUNT(elements); i++) {
		assert_true(kg_array_next(&cell, &element));
		assert_text(element, elements[i]);
	}
	assert_false(kg_array_next(&cell, &element));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_cell_is_as_in_the_input),
		TEST(test_names_are_the_headers_trimmed),
		TEST(test_what_a_star_stood_for_and_who_named_the_column),
		TEST(test_numbers_of_other_kinds_are_reported),
		TEST(test_what_is_no_date_is_reported),
		TEST(test_what_is_no_office_number_is_reported),
		cmocka_unit_test(test_a_text_is_no_array),
		cmocka_unit_test(test_an_array_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
