/* margin_test - totals in columns that nobody asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "binding.h"
#include "margin.h"

enum { ANSWER, EVERY, COLUMNS = 3 };

static const struct kg_option options[] = { { 0 } };

static const struct kg_field fields[] = {
	[ANSWER] = { .id = "answer" },
	[EVERY] = { .id = "columns", .flags = KG_MANY | KG_EVERY },
	{ 0 }
};

static struct kg_binding *bind(struct kg_error *err)
{
	static const struct kg_list none;
	const struct kg_slice header[COLUMNS] = { kg_slice("area"), kg_slice("answer"), kg_slice("sex") };
	struct kg_binding *binding = calloc(1, sizeof *binding);
	int cells[COLUMNS];

	assert_non_null(binding);
	assert_int_equal(kgi_binding_init(binding, fields, options, NULL, &none, &none, NULL, err), KG_OK);
	kgi_binding_file(binding);
	assert_int_equal(kgi_binding_offer(binding, header, COLUMNS, cells, err), KG_OK);
	return binding;
}

/* The cells are those of the header, whatever order the binding has them in. */
static void add(struct kg_margins *margins, const struct kg_binding *binding, const char *area, const char *answer, const char *sex)
{
	const char *const by_name[][2] = { { "area", area }, { "answer", answer }, { "sex", sex } };
	struct kg_slice cells[COLUMNS] = { { 0 } };
	struct kg_record record = { .binding = binding, .bound = binding->lists, .cells = cells, .raw = cells, .written = cells,
				    .place = { 1, 1, 1 }, .times = 2 };

	for (size_t i = 0; i < binding->cell_count; i++)
		for (size_t j = 0; j < COLUMNS; j++)
			if (kg_slice_same(binding->cells[i].name, kg_slice(by_name[j][0])))
				cells[i] = kg_slice(by_name[j][1]);
	assert_true(kg_margins_add(margins, &record, EVERY));
}

static uint64_t totals_in(const struct kg_margins *margins, const char *column)
{
	uint32_t id;

	return kg_category_find(&margins->totals.answers, kg_slice(column), &id) ? kg_tally_count(&margins->totals, 0, id).raw : 0;
}

static void totals_by_column(void **state)
{
	struct kg_margins margins = { 0 }, more = { 0 };
	struct kg_error err;
	struct kg_binding *binding;

	(void)state;
	kg_error_init(&err, "test");
	binding = bind(&err);
	add(&margins, binding, "東部", "はい", "全体");
	add(&margins, binding, "東部", "合計", "全体");	/* the answer is asked for */
	add(&more, binding, "合　計", "はい", "全体");
	assert_true(kg_margins_merge(&margins, &more));
	assert_int_equal(margins.records, 6);
	assert_int_equal(totals_in(&margins, "area"), 2);
	assert_int_equal(totals_in(&margins, "answer"), 0);
	assert_int_equal(totals_in(&margins, "sex"), 6);
	kg_margins_fini(&margins);
	kg_margins_fini(&more);
	kgi_binding_fini(binding);
	free(binding);
	kg_error_fini(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(totals_by_column) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
