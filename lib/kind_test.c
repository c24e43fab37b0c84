/* kind_test - records of one kind: whose cells are the same but for those of their own, in one file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "binding.h"
#include "kind.h"

enum { ID, AREA, SERVICE, WIDTH };

static const struct kg_field fields[] = {
	[ID] = { .id = "id", .flags = KG_OWN },
	[AREA] = { .id = "area" },
	[SERVICE] = { .id = "service" },
	{ 0 }
};

/* Binds the columns of a file to the fields. */
static void begin_file(struct kg_binding *binding, const char *const columns[WIDTH], int at[WIDTH])
{
	struct kg_slice names[WIDTH];
	struct kg_error err;

	kg_error_init(&err, "test");
	for (size_t i = 0; i < WIDTH; i++)
		names[i] = kg_slice(columns[i]);
	kgi_binding_file(binding);
	assert_int_equal(kgi_binding_offer(binding, names, WIDTH, at, &err), KG_OK);
	kg_error_fini(&err);
}

static void init(struct kg_binding *binding, const struct kg_field *of, struct kg_list groups)
{
	struct kg_list none = { 0 };
	struct kg_error err;

	kg_error_init(&err, "test");
	assert_int_equal(kgi_binding_init(binding, of, NULL, NULL, &groups, &none, NULL, &err), KG_OK);
	kg_error_fini(&err);
}

/* The kind of a record with these texts in the columns, all of which a codebook calls missing, and makes empty. */
static uint32_t kind_of_texts(struct kg_kinds *kinds, const struct kg_binding *binding, const int at[WIDTH],
			      const struct kg_slice texts[WIDTH], bool plain)
{
	enum { ROOM = 2 * WIDTH };
	struct kg_slice raw[ROOM] = { { 0 } }, cells[ROOM] = { { 0 } };
	uint32_t kind = UINT32_MAX;

	assert_true(binding->cell_count <= ROOM);
	for (size_t i = 0; i < WIDTH; i++)
		if (at[i] != KGI_UNWANTED)
			raw[at[i]] = texts[i];
	kgi_binding_copy(binding, raw);

	struct kg_record record = { .binding = binding, .bound = binding->lists, .cells = cells, .raw = raw, .plain = plain };

	assert_true(kg_kind(kinds, &record, &kind));
	return kind;
}

/* Of one with these cells. */
static uint32_t kind_of(struct kg_kinds *kinds, const struct kg_binding *binding, const int at[WIDTH], const char *const line[WIDTH])
{
	struct kg_slice texts[WIDTH];

	for (size_t i = 0; i < WIDTH; i++)
		texts[i] = kg_slice(line[i]);
	return kind_of_texts(kinds, binding, at, texts, false);
}

/* Of one that is a line of a file. */
static uint32_t kind_of_line(struct kg_kinds *kinds, const struct kg_binding *binding, const int at[WIDTH], const char *line)
{
	struct kg_slice texts[WIDTH];

	for (size_t i = 0; i < WIDTH; i++, line++) {
		texts[i] = (struct kg_slice){ line, strcspn(line, ",") };
		line += texts[i].len;
	}
	return kind_of_texts(kinds, binding, at, texts, true);
}

static const char *const usual[WIDTH] = { "id", "area", "service" };
static const struct kg_list ungrouped;

static void test_own_cells_do_not_count(void **state)
{
	static const char *const lines[][WIDTH] = {
		{ "1", "北", "訪問介護" }, { "2", "北", "訪問介護" }, { "1", "南", "訪問介護" }, { "", "北", "" }, { "3", "北", "訪問介護" },
	};
	static const uint32_t kinds_of[] = { 0, 0, 1, 2, 0 };
	struct kg_binding binding;
	struct kg_kinds kinds = { 0 };
	int at[WIDTH];

	(void)state;
	init(&binding, fields, ungrouped);
	begin_file(&binding, usual, at);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_int_equal(kind_of(&kinds, &binding, at, lines[i]), kinds_of[i]);
	kg_kinds_fini(&kinds);
	kgi_binding_fini(&binding);
}

/* The same cells in other columns mean something else. */
static void test_files_have_their_own(void **state)
{
	static const char *const other[WIDTH] = { "service", "id", "area" };
	static const char *const line[WIDTH] = { "北", "北", "北" };
	struct kg_binding binding;
	struct kg_kinds kinds = { 0 };
	int at[WIDTH];

	(void)state;
	init(&binding, fields, ungrouped);
	for (uint32_t file = 0; file < 4; file++) {
		begin_file(&binding, file % 2 ? other : usual, at);
		for (int round = 0; round < 2; round++)
			assert_int_equal(kind_of(&kinds, &binding, at, line), file);
	}
	kg_kinds_fini(&kinds);
	kgi_binding_fini(&binding);
}

/* A column that some other field wants as well does count, once; one that only a condition asks for does not. */
static void test_who_wants_a_column(void **state)
{
	static const struct kg_field both[] = {
		{ .id = "id", .flags = KG_OWN }, { .id = "group", .names = "id" }, { .id = "area" }, { 0 }
	};
	static const char *const first[WIDTH] = { "1", "北", "訪問介護" }, *const second[WIDTH] = { "2", "北", "訪問介護" },
		   *const third[WIDTH] = { "1", "北", "通所介護" };
	struct kg_binding binding;
	struct kg_kinds kinds = { 0 };
	struct kg_error err;
	int at[WIDTH], field;

	(void)state;
	kg_error_init(&err, "test");
	init(&binding, both, ungrouped);
	assert_int_equal(kgi_binding_want(&binding, "service", &field, &err), KG_OK);
	begin_file(&binding, usual, at);
	assert_true(at[2] != KGI_UNWANTED);
	assert_int_equal(kind_of(&kinds, &binding, at, first), 0);
	assert_int_equal(kind_of(&kinds, &binding, at, second), 1);
	assert_int_equal(kind_of(&kinds, &binding, at, third), 0);
	assert_int_equal(kinds.count, 2);
	kg_kinds_fini(&kinds);
	kgi_binding_fini(&binding);
	kg_error_fini(&err);
}

/* One that is asked for by its place as well is two cells, of which one is a copy. */
static void test_columns_by_their_place(void **state)
{
	static char first[] = "#1", second[] = "#2", *places[] = { first, second };
	static const struct kg_field grouped[] = {
		{ .id = "id", .flags = KG_OWN }, { .id = "group", .flags = KG_GROUPED }, { .id = "area" }, { 0 }
	};
	static const char *const lines[][WIDTH] = { { "1", "北", "" }, { "2", "北", "" }, { "1", "南", "" }, { "1", "北", "" } };
	static const uint32_t kinds_of[] = { 0, 1, 2, 0 };
	struct kg_binding binding;
	struct kg_kinds kinds = { 0 };
	int at[WIDTH];

	(void)state;
	init(&binding, grouped, (struct kg_list){ places, 2 });
	begin_file(&binding, usual, at);
	assert_int_equal(binding.copy_count, 2);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_int_equal(kind_of(&kinds, &binding, at, lines[i]), kinds_of[i]);
	assert_int_equal(kinds.count, 2);
	kg_kinds_fini(&kinds);
	kgi_binding_fini(&binding);
}

/* Of a line, neighbours are compared as one text; other records are compared cell by cell. */
static void test_lines(void **state)
{
	static const char *const orders[][WIDTH] = { { "id", "area", "service" }, { "area", "id", "service" }, { "service", "area", "id" } };
	static const char *const lines[][4] = {
		{ "1,北,訪問", "2,北,訪問", "1,北訪,問", "1,北,訪問" },
		{ "北,1,訪問", "北,2,訪問", "北訪,1,問", "北,1,訪問" },
		{ "訪問,北,1", "訪問,北,2", "問,北訪,1", "訪問,北,1" },
	};
	static const uint32_t kinds_of[] = { 0, 0, 1, 0 };
	static const char *const cells[WIDTH] = { ",", "1,", "" }, *const others[WIDTH] = { ",1", ",", "" };

	(void)state;
	for (size_t order = 0; order < sizeof orders / sizeof *orders; order++) {
		struct kg_binding binding;
		struct kg_kinds kinds = { 0 };
		uint32_t kind;
		int at[WIDTH];

		init(&binding, fields, ungrouped);
		begin_file(&binding, orders[order], at);
		for (size_t i = 0; i < 4; i++)
			assert_int_equal(kind_of_line(&kinds, &binding, at, lines[order][i]), kinds_of[i]);
		kind = kind_of(&kinds, &binding, at, cells);
		assert_true(kind > 1);
		assert_int_equal(kind_of(&kinds, &binding, at, cells), kind);
		assert_int_equal(kind_of_line(&kinds, &binding, at, lines[order][0]), 0);
		assert_true(kind_of(&kinds, &binding, at, others) > kind);
		kg_kinds_fini(&kinds);
		kgi_binding_fini(&binding);
	}
}

/* A column that comes later, as with JSON, makes other kinds. */
static void test_columns_that_come_later(void **state)
{
	static const char *const line[WIDTH] = { "1", "北", "訪問介護" };
	struct kg_slice first[] = { kg_slice("id"), kg_slice("area") }, more[] = { kg_slice("service") };
	struct kg_binding binding;
	struct kg_kinds kinds = { 0 };
	struct kg_error err;
	int at[WIDTH] = { KGI_UNWANTED, KGI_UNWANTED, KGI_UNWANTED };

	(void)state;
	kg_error_init(&err, "test");
	init(&binding, fields, ungrouped);
	kgi_binding_file(&binding);
	assert_int_equal(kgi_binding_offer(&binding, first, 2, at, &err), KG_OK);
	assert_int_equal(kind_of(&kinds, &binding, at, line), 0);
	assert_int_equal(kgi_binding_offer(&binding, more, 1, at + 2, &err), KG_OK);
	assert_int_equal(kind_of(&kinds, &binding, at, line), 1);
	assert_int_equal(kind_of(&kinds, &binding, at, line), 1);
	kg_kinds_fini(&kinds);
	kgi_binding_fini(&binding);
	kg_error_fini(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_cells_do_not_count),
		cmocka_unit_test(test_files_have_their_own),
		cmocka_unit_test(test_who_wants_a_column),
		cmocka_unit_test(test_columns_by_their_place),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_columns_that_come_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
