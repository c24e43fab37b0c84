/* foot_test - rows below a list that are none of its records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "foot.h"

enum { ID, AREA, DAY, WIDTH };

/* Of a file in which the ids' column has this name. */
static bool takes(struct kg_foot *foot, const char *name, const char *const *line, uint32_t number)
{
	static const int fields[] = { ID, AREA, DAY };
	const struct kg_field wanted[] = { { .id = "id", .names = name }, { .id = "area" }, { .id = "day" }, { 0 } };
	struct kg_slice names[] = { kg_slice(name), kg_slice("area"), kg_slice("day") }, cells[WIDTH];
	struct kg_list none = { 0 };
	struct kg_binding binding;
	struct kg_error err;
	int at[WIDTH];
	bool taken;

	kg_error_init(&err, "test");
	assert_int_equal(kgi_binding_init(&binding, wanted, NULL, NULL, &none, &none, NULL, &err), KG_OK);
	kgi_binding_file(&binding);
	assert_int_equal(kgi_binding_offer(&binding, names, WIDTH, at, &err), KG_OK);
	for (size_t i = 0; i < WIDTH; i++)
		cells[at[i]] = kg_slice(line[i]);

	struct kg_record record = { .binding = &binding, .bound = binding.lists, .cells = cells, .raw = cells,
				    .place = { .file = 1, .offset = 100 * number, .line = number } };

	taken = kg_foot_may_hold(kg_get(&record, ID)) && kg_foot_takes(foot, &record, fields, WIDTH);
	kgi_binding_fini(&binding);
	kg_error_fini(&err);
	return taken;
}

static const struct {
	const char *name, *line[WIDTH];
	bool taken;
} rows[] = {
	{ "事業所番号", { "0170102313", "東", "R6.4.1" }, false },
	{ "事業所番号", { "合計", "", "3" }, true },
	{ "事業所番号", { "合　計", "東", "3" }, true },
	{ "事業所番号", { "東部小計", "", "" }, true },
	{ "事業所番号", { "平均", "", "0.5" }, true },
	{ "事業所番号", { "", "合計", "3" }, true },
	{ "事業所番号", { "", "東", "R6.4.1" }, false },
	{ "事業所番号", { "", "", "" }, false },
	{ "事業所番号", { "※令和7年3月末", "", "" }, true },
	{ "事業所番号", { "*1", "", "" }, true },
	{ "事業所番号", { "※", "東", "" }, false },
	{ "ID", { "Total", "", "" }, true },
	{ "ID", { "P001", "", "" }, false },
	{ "ID", { "山田 計", "東", "" }, true },
	{ "氏名", { "山田 計", "東", "" }, false },
	{ "氏名", { "合計", "東", "" }, true },
	{ "氏名", { "全体", "東", "" }, true },
	{ "氏名", { "平均", "東", "" }, true },
};

static void test_rows(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kg_foot foot = { 0 };

		if (takes(&foot, rows[i].name, rows[i].line, i + 2) != rows[i].taken || foot.rows != rows[i].taken)
			fail_msg("row %u: %s", (unsigned)i, rows[i].line[0]);
	}
}

static void test_merge(void **state)
{
	static const char *const total[] = { "合計", "", "" };

	(void)state;
	for (int turned = 0; turned < 2; turned++) {
		struct kg_foot feet[3] = { 0 };

		takes(&feet[turned], "ID", total, 7);
		takes(&feet[turned], "ID", total, 9);
		takes(&feet[!turned], "ID", total, 4);
		kg_foot_merge(&feet[0], &feet[1]);
		kg_foot_merge(&feet[0], &feet[2]);
		assert_int_equal(feet[0].rows, 3);
		assert_int_equal(feet[0].first.line, 4);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_merge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
