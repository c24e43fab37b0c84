/* series_test - the same meaning is one series, merged or not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "series.h"

static void test_a_meaning_is_kept_once(void **state)
{
	struct kg_series_set set = { .first = 5 };
	struct kg_series *one = kg_series_keep(&set, &(struct kg_series){ .slot = 1 });
	struct kg_series *other = kg_series_keep(&set, &(struct kg_series){ .slot = 1, .overall = true });

	(void)state;
	assert_true(one && other);
	assert_int_equal(one->number, 5);
	assert_int_equal(other->number, 6);
	assert_ptr_equal(kg_series_keep(&set, &(struct kg_series){ .slot = 1, .number = 9, .contradicts = true }), one);
	assert_ptr_equal(one->terms.series, one);
	assert_false(one->contradicts);
	kg_series_fini(&set);
}

/* They stay where they are. */
static void test_sets_merge(void **state)
{
	struct kg_series_set set = { 0 }, from = { 0 };
	struct kg_series *a = kg_series_keep(&set, &(struct kg_series){ .metric = 1 });
	struct kg_series *b = kg_series_keep(&from, &(struct kg_series){ .metric = 2 });
	struct kg_series *again = kg_series_keep(&from, &(struct kg_series){ .metric = 1 });

	(void)state;
	assert_true(a && b && again);
	assert_true(kg_series_merge(&set, &from));
	kg_series_fini(&from);
	assert_int_equal(set.meanings.count, 2);
	assert_int_equal(set.count, 3);
	assert_int_equal(again->number, a->number);
	assert_int_equal(b->number, 1);
	assert_ptr_equal(set.items[0], a);
	assert_ptr_equal(set.items[1], b);
	kg_series_fini(&set);
}

static void test_keys(void **state)
{
	const struct kg_series a = { .metric = 1, .better = 1 }, same = { .metric = 1, .unit = 3 }, b = { .metric = 2 };

	(void)state;
	assert_int_equal(kg_series_compare_keys(&a, &same), 0);
	assert_int_not_equal(kg_series_compare_keys(&a, &b), 0);
	assert_int_equal(kg_series_compare_keys(&a, &b), -kg_series_compare_keys(&b, &a));
}

static void test_agreement(void **state)
{
	struct kg_series series = { .target = KG_NONE };

	(void)state;
	assert_true(kg_series_agree(&series, &(struct kg_series){ .better = 1, .target = KG_NONE }));
	assert_true(kg_series_agree(&series, &(struct kg_series){ .target = 4 }));
	assert_true(series.better == 1 && series.target == 4);
	assert_false(kg_series_agree(&series, &(struct kg_series){ .better = 2, .target = KG_NONE }));
	assert_false(kg_series_agree(&series, &(struct kg_series){ .target = 5 }));
	assert_true(series.better == 1 && series.target == 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_meaning_is_kept_once),
		cmocka_unit_test(test_sets_merge),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_agreement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
