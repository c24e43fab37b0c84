/* binding_test - which columns of a file a command's fields are. What is bound is written down as `field=column` with the
 * cells of a record that holds the numbers of its columns: `area=1`, several as `q=2,3`, none as `area=`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "binding.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { COLUMNS_MAX = 12 };

struct args {
	struct kg_list questions;
	const char *weight;
	bool ci;
};

static const struct kg_option options[] = {
	{ .letter = 'q', .name = "question", .type = KG_OPTION_LIST, .arg = KG_ARG(struct args, questions) },
	{ .name = "weight", .type = KG_OPTION_TEXT, .arg = KG_ARG(struct args, weight) },
	{ .name = "ci", .type = KG_OPTION_FLAG, .arg = KG_ARG(struct args, ci) },
	{ 0 }
};

enum { AREA, ADOPTED, GROUP, QUESTIONS, WEIGHT, WITH_CI, WITHOUT_CI, FIELDS };
static const struct kg_field fields[] = {
	[AREA] = { .id = "area", .names = "圏域|地域|地区" },
	[ADOPTED] = { .id = "adopted", .names = "導入日|導入", .flags = KG_NEEDED, .instead = "area" },
	[GROUP] = { .id = "group", .flags = KG_GROUPED },
	[QUESTIONS] = { .id = "questions", .flags = KG_MANY, .option = KG_ARG(struct args, questions) },
	[WEIGHT] = { .id = "weight", .flags = KG_OR_NUMBER, .option = KG_ARG(struct args, weight) },
	[WITH_CI] = { .id = "with", .flags = KG_NEEDED, .when = KG_ARG(struct args, ci) },
	[WITHOUT_CI] = { .id = "without", .unless = KG_ARG(struct args, ci) },
	{ 0 }
};

struct fixture {
	struct kg_error err;
	struct kg_binding binding;
	struct args args;
	struct kg_slice cells[COLUMNS_MAX];
	char numbers[COLUMNS_MAX][8];
	int status;
};

/* Splits "a,b" into items of a list; `text` is written to. */
static struct kg_list split(char *text, char **items)
{
	struct kg_list list = { items, 0 };

	for (char *item = strtok(text, ","); item; item = strtok(NULL, ","))
		items[list.count++] = item;
	return list;
}

/* Binds with -q, -g and --column as given, each a list with commas or NULL. The list's memory is static. */
static void begin(struct fixture *f, const char *questions, const char *groups, const char *renames, const struct args *args)
{
	static char texts[3][200], *items[3][COLUMNS_MAX];
	struct kg_list lists[3];
	const char *const given[] = { questions, groups, renames };

	for (size_t i = 0; i < 3; i++) {
		snprintf(texts[i], sizeof texts[i], "%s", given[i] ? given[i] : "");
		lists[i] = split(texts[i], items[i]);
	}
	*f = (struct fixture){ .args = args ? *args : (struct args){ .weight = NULL } };
	f->args.questions = lists[0];
	kg_error_init(&f->err, "tool");
	kg_error_file(&f->err, "in.csv");
	assert_int_equal(kgi_binding_init(&f->binding, fields, options, &f->args, &lists[1], &lists[2], NULL, &f->err), KG_OK);
}

static void end(struct fixture *f)
{
	kgi_binding_fini(&f->binding);
	kg_error_fini(&f->err);
}

/* Offers columns; the cells of a record then hold their numbers, from `first` on. */
static void offer(struct fixture *f, const char *header, size_t first)
{
	static const struct kg_place place = { .file = 1, .line = 1 };
	char text[200], *items[COLUMNS_MAX];
	struct kg_slice names[COLUMNS_MAX];
	int cell[COLUMNS_MAX];

	snprintf(text, sizeof text, "%s", header);

	struct kg_list list = split(text, items);

	for (size_t i = 0; i < list.count; i++)
		names[i] = kg_slice(items[i]);
	f->status = kgi_binding_offer(&f->binding, names, list.count, cell, &f->err);
	for (size_t i = 0; i < list.count && f->status == KG_OK; i++) {
		snprintf(f->numbers[first + i], sizeof f->numbers[0], "%zu", first + i);
		if (cell[i] != KGI_UNWANTED)
			f->cells[cell[i]] = kg_slice(f->numbers[first + i]);
	}
	kgi_binding_copy(&f->binding, f->cells);
	if (f->status == KG_OK)
		f->status = kgi_binding_check(&f->binding, place, &f->err);
}

/* A file with this header. */
static void read_header(struct fixture *f, const char *header)
{
	memset(f->cells, 0, sizeof f->cells);
	kgi_binding_file(&f->binding);
	offer(f, header, 1);
}

static void assert_field(struct fixture *f, const char *what, int field, const char *expected)
{
	struct kg_record record = { .binding = &f->binding, .bound = f->binding.lists, .cells = f->cells, .raw = f->cells, .place = { 0 } };
	char text[200] = "", *to = text;

	for (size_t i = 0; i < kg_width(&record, field); i++) {
		struct kg_slice cell = kg_get_at(&record, field, i);

		to += sprintf(to, "%s%.*s", i ? "," : "", (int)cell.len, cell.len ? cell.at : "");
	}
	if (strcmp(text, expected) != 0)
		fail_msg("%s: field %d is bound to '%s', not '%s'", what, field, text, expected);
}

static const struct {
	const char *header, *questions, *groups, *renames;
	int field;
	const char *bound;
} bindings[] = {
	/* by one of the field's names, the best first */
	{ "x,area,adopted", NULL, NULL, NULL, AREA, "2" },
	{ "地区,地域,圏域,導入", NULL, NULL, NULL, AREA, "3" },
	{ "地区,地域,導入", NULL, NULL, NULL, AREA, "2" },
	{ "　ＡＲＥＡ ,導入", NULL, NULL, NULL, AREA, "1" },
	{ "圏域名,導入", NULL, NULL, NULL, AREA, "" },
	{ "圏域,圏域 名,圏域名", NULL, NULL, NULL, AREA, "1" },
	/* by --column */
	{ "x,圏域,導入", NULL, NULL, "area=x", AREA, "1" },
	{ "x,圏域,導入", NULL, NULL, "area=#2", AREA, "2" },
	{ "x,y,導入", NULL, NULL, "area=x,area=y", AREA, "2" },
	/* by position, name and alias */
	{ "圏域,x,y", NULL, "#2", NULL, GROUP, "2" },
	{ "圏域,x,y", NULL, "y,x", NULL, GROUP, "3,2" },
	{ "地域,x,y", NULL, "area", NULL, GROUP, "1" },
	{ "地域,x,y", NULL, "圏域", NULL, GROUP, "1" },
	{ "地区,area", NULL, "地区", NULL, GROUP, "1" },
	{ "圏域,x", NULL, "#1,#2,x", NULL, GROUP, "1,2,2" },
	{ "圏域,#1", NULL, "#1", NULL, GROUP, "1" },
	{ "圏域,x*,xy", NULL, "x*", NULL, GROUP, "2" },
	/* patterns */
	{ "圏域,q1,q2,r", "q*", NULL, NULL, QUESTIONS, "2,3" },
	{ "圏域,q1,q2,q10", "q?", NULL, NULL, QUESTIONS, "2,3" },
	{ "圏域,q2,q1", "q1,q*", NULL, NULL, QUESTIONS, "3,2" },
	{ "圏域,q*,q1", "q*", NULL, NULL, QUESTIONS, "2" },
	{ "圏域,Ｑ１,ｑ２", "q*", NULL, NULL, QUESTIONS, "2,3" },
	{ "圏域,Q1,q2", "Ｑ*", NULL, NULL, QUESTIONS, "2,3" },
	{ "圏域,x", "*", NULL, NULL, QUESTIONS, "1,2" },
};

static void test_bindings(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bindings); i++) {
		struct fixture f;

		begin(&f, bindings[i].questions, bindings[i].groups, bindings[i].renames, NULL);
		read_header(&f, bindings[i].header);
		if (f.status != KG_OK)
			fail_msg("%s: status %d, %s", bindings[i].header, f.status, f.err.kept[0].text);
		assert_field(&f, bindings[i].header, bindings[i].field, bindings[i].bound);
		end(&f);
	}
}

static const struct {
	const char *header, *questions, *groups, *renames;
	int status;
	const char *says;
} complaints[] = {
	{ "x,y", NULL, NULL, NULL, KG_INPUT, "the columns are: x, y" },
	{ "圏域,y", NULL, "z", NULL, KG_USAGE, "the columns are: 圏域, y" },
	{ "圏域;y", NULL, "z", NULL, KG_USAGE, "the columns are: 圏域;y; perhaps the delimiter is another: -d ';'" },
	{ "x|y", NULL, NULL, NULL, KG_INPUT, "-d '|'" },
	{ "圏域,y", "z*", NULL, NULL, KG_USAGE, "'z*'" },
	{ "圏域,y", NULL, "#3", NULL, KG_USAGE, "'#3'" },
	{ "圏域,y", NULL, "#0", NULL, KG_USAGE, "'#0'" },
	{ "圏域,y", NULL, NULL, "area=z", KG_USAGE, "'z'" },
};

static void test_complaints(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(complaints); i++) {
		struct fixture f;

		begin(&f, complaints[i].questions, complaints[i].groups, complaints[i].renames, NULL);
		read_header(&f, complaints[i].header);
		assert_int_equal(f.status, complaints[i].status);
		if (!strstr(f.err.kept[0].text, complaints[i].says))
			fail_msg("'%s' does not say '%s'", f.err.kept[0].text, complaints[i].says);
		end(&f);
	}
}

static void test_duplicates_that_nobody_wants_are_no_matter(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, NULL, "#3", NULL, NULL);
	read_header(&f, "圏域,y,y,y");
	assert_int_equal(f.status, KG_OK);
	assert_field(&f, "#3", GROUP, "3");
	end(&f);
}

static void test_a_needed_field_may_be_replaced_by_another(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, NULL, NULL, NULL, NULL);
	read_header(&f, "地域");
	assert_int_equal(f.status, KG_OK);
	read_header(&f, "導入");
	assert_int_equal(f.status, KG_OK);
	end(&f);
}

static void test_options_put_fields_in_force(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, NULL, NULL, NULL, NULL);
	read_header(&f, "圏域,with,without");
	assert_field(&f, "off", WITH_CI, "");
	assert_field(&f, "off", WITHOUT_CI, "3");
	end(&f);
	begin(&f, NULL, NULL, NULL, &(struct args){ .ci = true });
	read_header(&f, "圏域,with,without");
	assert_field(&f, "on", WITH_CI, "2");
	assert_field(&f, "on", WITHOUT_CI, "");
	read_header(&f, "圏域,without");
	assert_int_equal(f.status, KG_INPUT);
	end(&f);
}

static void test_an_option_may_hold_a_number_instead(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, NULL, NULL, NULL, &(struct args){ .weight = "1.5" });
	read_header(&f, "圏域,1.5");
	assert_int_equal(f.status, KG_OK);
	assert_field(&f, "number", WEIGHT, "");
	end(&f);
	begin(&f, NULL, NULL, NULL, &(struct args){ .weight = "重み" });
	read_header(&f, "圏域,重み");
	assert_field(&f, "column", WEIGHT, "2");
	end(&f);
}

static void test_every_file_has_its_own_header(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, NULL, "b,#1", NULL, NULL);
	read_header(&f, "圏域,a,b");
	assert_field(&f, "first", AREA, "1");
	assert_field(&f, "first", GROUP, "3,1");
	read_header(&f, "b,x,圏域");
	assert_field(&f, "second", AREA, "3");
	assert_field(&f, "second", GROUP, "1,1");
	read_header(&f, "x,b,地区");
	assert_int_equal(f.status, KG_OK);
	assert_field(&f, "another name", AREA, "3");
	assert_field(&f, "third", GROUP, "2,1");
	read_header(&f, "導入,b");
	assert_field(&f, "none", AREA, "");
	end(&f);
}

/* Of each file; by a name of its own only, and not one of the same name. */
static void test_what_was_passed_over_is_known(void **state)
{
	static const struct { const char *header, *renames, *passed; } files[] = {
		{ "圏域,地区,導入", NULL, "地区" },
		{ "地区,圏域,導入", NULL, "地区" },
		{ "地区,導入", NULL, "" },
		{ "地区,地区,導入", NULL, "" },
		{ "地区,圏域,導入", "area=圏域", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		struct fixture f;
		struct kg_record record = { .binding = &f.binding };

		begin(&f, NULL, NULL, files[i].renames, NULL);
		for (int again = 0; again < 2; again++) {
			read_header(&f, files[i].header);
			record.bound = f.binding.lists;
			assert_true(kg_slice_same(kg_passed_over(&record, AREA), kg_slice(files[i].passed)));
		}
		read_header(&f, "圏域,導入");
		assert_int_equal(kg_passed_over(&record, AREA).len, 0);
		end(&f);
	}
}

static void test_a_name_in_another_file_does_not_take_a_fields_place(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, NULL, "地区", NULL, NULL);
	read_header(&f, "地区,x");
	assert_field(&f, "first", AREA, "1");
	read_header(&f, "圏域,地区");
	assert_field(&f, "second", AREA, "1");
	assert_field(&f, "second", GROUP, "2");
	end(&f);
}

static void test_columns_of_a_pattern_keep_their_order(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "q*", NULL, NULL, NULL);
	read_header(&f, "圏域,q1,q2");
	read_header(&f, "q3,q2,圏域");
	assert_field(&f, "second", QUESTIONS, ",2,1");
	end(&f);
}

/* A thousand names that are wanted, in a header and one by one; and one that is wanted and does not come. */
static void test_many_columns_are_wanted_by_name(void **state)
{
	enum { MANY = 1000 };
	static char given[MANY + 1][8];
	static char *items[MANY + 1];
	struct fixture f;
	struct kg_slice names[MANY];
	int cell[MANY], late[MANY];

	(void)state;
	begin(&f, NULL, NULL, NULL, NULL);
	kgi_binding_fini(&f.binding);
	for (size_t i = 0; i <= MANY; i++)
		snprintf(items[i] = given[i], sizeof given[i], "q%zu", i);
	f.args.questions = (struct kg_list){ items, MANY + 1 };
	assert_int_equal(kgi_binding_init(&f.binding, fields, options, &f.args, &(struct kg_list){ 0 }, &(struct kg_list){ 0 }, NULL,
					  &f.err), KG_OK);
	for (size_t i = 0; i < MANY; i++)
		names[i] = kg_slice(given[MANY - 1 - i]);
	kgi_binding_file(&f.binding);
	assert_int_equal(kgi_binding_offer(&f.binding, names, MANY, cell, &f.err), KG_OK);
	kgi_binding_file(&f.binding);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(kgi_binding_offer(&f.binding, &names[i], 1, &late[i], &f.err), KG_OK);
	assert_int_equal(f.binding.lists[QUESTIONS].count, MANY + 1);
	for (size_t i = 0; i < MANY; i++) {
		assert_int_equal(cell[i], f.binding.lists[QUESTIONS].columns[MANY - 1 - i].cell);
		assert_int_equal(late[i], cell[i]);
	}
	assert_int_equal(kgi_binding_check(&f.binding, (struct kg_place){ 1, 1, 0 }, &f.err), KG_USAGE);
	end(&f);
}

static void test_names_may_come_one_by_one(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "q*", "b,a", NULL, NULL);
	kgi_binding_file(&f.binding);
	offer(&f, "a", 1);
	assert_int_equal(f.status, KG_USAGE);
	offer(&f, "q1", 2);
	offer(&f, "b,圏域", 3);
	offer(&f, "q2", 5);
	assert_int_equal(f.status, KG_OK);
	assert_field(&f, "late", GROUP, "3,1");
	assert_field(&f, "late", QUESTIONS, "2,5");
	assert_field(&f, "late", AREA, "4");
	end(&f);
}

static void test_a_further_column_is_wanted_by_name(void **state)
{
	struct fixture f;
	int field;

	(void)state;
	begin(&f, NULL, "x", NULL, NULL);
	assert_int_equal(kgi_binding_want(&f.binding, "地域", &field, &f.err), KG_OK);
	read_header(&f, "x,圏域");
	assert_field(&f, "--where", field, "2");
	assert_field(&f, "--where", AREA, "2");
	read_header(&f, "x,導入");
	assert_int_equal(f.status, KG_USAGE);
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bindings),
		cmocka_unit_test(test_complaints),
		cmocka_unit_test(test_duplicates_that_nobody_wants_are_no_matter),
		cmocka_unit_test(test_a_needed_field_may_be_replaced_by_another),
		cmocka_unit_test(test_options_put_fields_in_force),
		cmocka_unit_test(test_an_option_may_hold_a_number_instead),
		cmocka_unit_test(test_every_file_has_its_own_header),
		cmocka_unit_test(test_what_was_passed_over_is_known),
		cmocka_unit_test(test_a_name_in_another_file_does_not_take_a_fields_place),
		cmocka_unit_test(test_columns_of_a_pattern_keep_their_order),
		cmocka_unit_test(test_many_columns_are_wanted_by_name),
		cmocka_unit_test(test_names_may_come_one_by_one),
		cmocka_unit_test(test_a_further_column_is_wanted_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
