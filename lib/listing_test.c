/* listing_test - names in a row, all of them or the first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "listing.h"

static void test_the_first_are_told(void **state)
{
	static const struct {
		const char *names[5], *text;
		size_t most;
	} cases[] = {
		{ { NULL }, "", 2 },
		{ { "A" }, "A", 2 },
		{ { "A", "設問, 2" }, "A, 設問, 2", 2 },
		{ { "A", "B", "C" }, "A, B and 1 more", 2 },
		{ { "A", "B", "C", "D" }, "A and 3 more", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kg_listing listing = { .most = cases[i].most };
		struct kg_arena arena = { 0 };
		struct kg_slice text;

		for (size_t j = 0; cases[i].names[j]; j++)
			assert_true(kg_listing_add(&listing, &arena, kg_slice(cases[i].names[j])));
		assert_true(kg_listing_end(&listing, &arena, &text));
		assert_string_equal(text.at, cases[i].text);
		assert_int_equal(text.len, strlen(cases[i].text));
		kg_arena_fini(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
