/* rival_test - the first column that was read where another one has a name of its field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "rival.h"

enum { DAY };

static const struct kg_field fields[] = { [DAY] = { .id = "day", .names = "導入日|導入状況" }, { 0 } };

/* A record at the line, of a file with the two columns. */
static void look(struct kg_rivals *rivals, const struct kg_binding *binding, uint32_t line)
{
	struct kg_record record = { .binding = binding, .bound = binding->lists,
				    .place = { .file = 1, .offset = 10 * line, .line = line } };

	kg_rivals_look(rivals, &record, (const int[]){ DAY }, 1);
}

static void test_rivals(void **state)
{
	const struct kg_slice both[] = { kg_slice("導入状況"), kg_slice("導入日") };
	struct kg_list none = { 0 };
	struct kg_binding binding;
	struct kg_error err;
	int at[2];

	(void)state;
	kg_error_init(&err, "test");
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, NULL, &none, &none, NULL, &err), KG_OK);
	for (size_t columns = 1; columns <= 2; columns++) {
		struct kg_rivals rivals[2] = { 0 };

		kgi_binding_file(&binding);
		assert_int_equal(kgi_binding_offer(&binding, both, columns, at, &err), KG_OK);
		look(&rivals[0], &binding, 5);
		look(&rivals[1], &binding, 3);
		kg_rivals_merge(&rivals[0], &rivals[1]);
		assert_int_equal(rivals[0].items[0].place.line, columns == 1 ? 0 : 3);
		if (columns == 1)
			continue;
		kg_rivals_merge(&rivals[1], &rivals[0]);
		assert_int_equal(rivals[1].items[0].place.line, 3);
		assert_true(kg_slice_same(rivals[0].items[0].read, both[1]));
		assert_true(kg_slice_same(rivals[0].items[0].other, both[0]));
		assert_string_equal(rivals[0].items[0].field, "day");
	}
	kgi_binding_fini(&binding);
	kg_error_fini(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rivals) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
