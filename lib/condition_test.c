/* condition_test - of which cells a condition is true, with a codebook and without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "binding.h"
#include "condition.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { AREA, NOWHERE };

static const struct kg_field fields[] = { [AREA] = { .id = "area" }, [NOWHERE] = { .id = "nowhere" }, { 0 } };

struct fixture {
	struct kg_error err;
	struct kg_codebook book;
	struct kg_binding binding;
	struct kg_categories cells;
};

/* Binds the column; a schema says what its cells mean. */
static void init(struct fixture *f, const char *schema)
{
	static const struct kg_list none;
	const struct kg_slice name = kg_slice("area");
	int at;

	*f = (struct fixture){ 0 };
	kg_error_init(&f->err, "test");
	if (schema)
		assert_int_equal(kg_codebook_read(&f->book, kg_slice(schema), 1, &f->err), KG_OK);
	assert_int_equal(kgi_binding_init(&f->binding, fields, NULL, NULL, &none, &none, schema ? &f->book : NULL, &f->err), KG_OK);
	kgi_binding_file(&f->binding);
	assert_int_equal(kgi_binding_offer(&f->binding, &name, 1, &at, &f->err), KG_OK);
	assert_int_equal(at, 0);
}

static void fini(struct fixture *f)
{
	kg_categories_fini(&f->cells);
	kgi_binding_fini(&f->binding);
	kg_codebook_fini(&f->book);
	kg_error_fini(&f->err);
}

static bool holds(struct fixture *f, const struct kg_condition *condition, int field, const char *cell)
{
	struct kg_slice cells[] = { kg_slice(cell) };
	struct kg_record record = { .binding = &f->binding, .bound = f->binding.lists, .cells = cells, .raw = cells };
	bool holds;

	assert_true(kg_condition_holds(condition, &f->cells, &record, field, &holds));
	return holds;
}

struct given {
	const char *value, *cell;
	bool equal;
};

/* Each twice, as what was seen is remembered; and the opposite. */
static void check(const char *schema, int field, const struct given *given, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int unequal = 0; unequal < 2; unequal++) {
			struct kg_condition condition = { .column = "area", .value = given[i].value, .unequal = unequal };
			struct fixture f;

			init(&f, schema);
			assert_true(kg_condition_begin(&condition, &f.cells));
			for (int again = 0; again < 2; again++) {
				if (holds(&f, &condition, field, given[i].cell) != (given[i].equal != unequal))
					fail_msg("'%s' and '%s', %d", given[i].value, given[i].cell, unequal);
				holds(&f, &condition, field, "another");
			}
			fini(&f);
		}
}

static void cells_in_any_writing(void **state)
{
	static const struct given given[] = {
		{ "北", "北", true }, { "北", " 北　", true }, { "第1圏域", "第１圏域", true }, { "北", "南", false }, { "北", "", false },
		{ "", "", true }, { "", " ", true }, { "", "北", false },
	};

	(void)state;
	check(NULL, AREA, given, COUNT(given));
}

static void a_column_that_is_not_there_is_blank(void **state)
{
	static const struct given given[] = { { "", "北", true }, { "北", "北", false } };

	(void)state;
	check(NULL, NOWHERE, given, COUNT(given));
}

static void codes_and_labels(void **state)
{
	static const char schema[] = "{ \"fields\": [ { \"name\": \"area\", \"categories\": [ { \"value\": \"1\", \"label\": \"北\" }, "
				     "{ \"value\": \"2\", \"label\": \"南\" } ] } ] }";
	static const struct given given[] = {
		{ "北", "1", true }, { "1", "1", true }, { "1", "北", true }, { "１", "1", true }, { "北", "2", false }, { "2", "北", false },
		{ "3", "1", false },
	};

	(void)state;
	check(schema, AREA, given, COUNT(given));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_in_any_writing),
		cmocka_unit_test(a_column_that_is_not_there_is_blank),
		cmocka_unit_test(codes_and_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
