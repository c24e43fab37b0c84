/* firsts_test - the first items, in whatever order they come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "firsts.h"

enum { ITEMS = 25 };

static void init(struct kg_bundled items[ITEMS])
{
	for (uint32_t i = 0; i < ITEMS; i++)
		items[i] = (struct kg_bundled){ 10 * i, i + 1 };
}

static void assert_first(const struct kg_firsts *firsts, const struct kg_bundled *items, size_t count)
{
	assert_int_equal(firsts->count, count);
	assert_int_equal(kg_firsts_known(firsts, 3), count < 3 ? count : 3);
	assert_int_equal(kg_firsts_known(firsts, ITEMS), count < KG_FIRSTS ? count : KG_FIRSTS);
	for (size_t i = 0; i < kg_firsts_known(firsts, KG_FIRSTS); i++)
		assert_ptr_equal(firsts->items[i], &items[i]);
}

/* A step through all of them that is another order each time; and cut anywhere, as workers do. */
static void test_orders_and_cuts(void **state)
{
	struct kg_bundled items[ITEMS];

	(void)state;
	init(items);
	for (size_t step = 1; step < ITEMS; step++)
		for (size_t cut = 0; step % 5 && cut <= ITEMS; cut++) {
			struct kg_firsts found[2] = { 0 };

			for (size_t i = 0; i < ITEMS; i++)
				kg_firsts_add(&found[i >= cut], &items[i * step % ITEMS]);
			kg_firsts_merge(&found[1], &found[0]);
			assert_first(&found[1], items, ITEMS);
		}
}

static void test_few(void **state)
{
	struct kg_bundled items[ITEMS];
	struct kg_firsts firsts = { 0 };

	(void)state;
	init(items);
	assert_first(&firsts, items, 0);
	for (size_t i = 0; i < ITEMS; i++) {
		kg_firsts_add(&firsts, &items[i]);
		assert_first(&firsts, items, i + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_orders_and_cuts),
		cmocka_unit_test(test_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
