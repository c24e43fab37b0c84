/* snapshot_test - counts of groups on days: added, totalled, in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "snapshot.h"

static struct kg_snapshot shot(uint32_t slot, int32_t day, int64_t adopted, int64_t offices)
{
	return (struct kg_snapshot){ .slot = slot, .day = day, .adopted = kg_whole(adopted), .offices = kg_whole(offices) };
}

static void assert_shot(const struct kg_snapshot *is, uint32_t slot, int32_t day, int64_t adopted, int64_t offices)
{
	assert_int_equal(is->slot, slot);
	assert_int_equal(is->day, day);
	assert_int_equal(kg_compare(is->adopted, kg_whole(adopted)), 0);
	assert_int_equal(kg_compare(is->offices, kg_whole(offices)), 0);
}

/* Two groups, the second slot first in the input. Day 20 has only one of them. */
static void test_total(void **state)
{
	struct kg_place places[] = { { .file = 1, .offset = 9 }, { .file = 1, .offset = 1 } };
	uint32_t keys[] = { 0, 1 };
	struct kg_categories column = { 0 };
	struct kg_groups groups = { .columns = &column, .width = 1, .keys = { .width = 1, .numbers = keys, .count = 2 }, .places = places, .count = 2 };
	const struct kg_snapshot given[] = { shot(1, 30, 5, 9), shot(0, 10, 1, 4), shot(1, 10, 2, 6), shot(0, 30, 3, 4),
					     shot(1, 20, 4, 8), shot(0, 10, 1, 0) };
	uint32_t same[] = { 0, 1 };
	size_t incomplete, added;

	(void)state;
	for (size_t cut = 0; cut <= 6; cut++) {
		struct kg_snapshots a = { 0 }, b = { 0 };

		for (size_t i = 0; i < 6; i++)
			assert_true(kg_snapshots_add(i < cut ? &a : &b, given[i]));
		assert_true(kg_snapshots_merge(&b, &a, same));
		assert_true(kg_snapshots_total(&b, groups.count, &incomplete, &added));
		assert_true(kg_snapshots_order(&b, &groups, KG_ORDER_GIVEN));
		assert_int_equal(incomplete, 1);
		assert_int_equal(added, 2);
		assert_int_equal(b.count, 7);
		assert_shot(&b.at[0], 1, 10, 2, 6);
		assert_shot(&b.at[1], 1, 20, 4, 8);
		assert_shot(&b.at[2], 1, 30, 5, 9);
		assert_shot(&b.at[3], 0, 10, 2, 4);
		assert_shot(&b.at[4], 0, 30, 3, 4);
		assert_shot(&b.at[5], KG_ALL_GROUPS, 10, 4, 10);
		assert_shot(&b.at[6], KG_ALL_GROUPS, 30, 8, 13);
		kg_snapshots_fini(&a);
		kg_snapshots_fini(&b);
	}
}

static void test_nothing(void **state)
{
	struct kg_snapshots none = { 0 };
	struct kg_groups groups = { 0 };
	size_t incomplete = 7, added = 7;

	(void)state;
	assert_true(kg_snapshots_total(&none, 0, &incomplete, &added));
	assert_true(kg_snapshots_order(&none, &groups, KG_ORDER_GIVEN));
	assert_int_equal(incomplete, 0);
	assert_int_equal(added, 0);
	assert_int_equal(none.count, 0);
	kg_snapshots_fini(&none);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_total), cmocka_unit_test(test_nothing) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
