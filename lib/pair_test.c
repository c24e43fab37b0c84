/* pair_test - halves that are matched in any order, and merged states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "pair.h"

/* Adds a half: a number of a person. */
static void add(struct kg_pairs *pairs, const char *id, const char *unit, int side, int64_t value, uint32_t line)
{
	struct kg_pair pair = kg_pair_at((struct kg_place){ line, 1, line });

	pair.sides = (uint8_t)(1u << side);
	pair.readings[side].units = value;
	pair.readings[side].kind = KG_NUMBER;
	pairs->groups.count = 1;
	assert_true(kg_pairs_unit(pairs, kg_slice(unit), pair.place, &pair.readings[side].unit));
	assert_true(kg_pairs_category(&pairs->ids, kg_slice(id), pair.place, &pair.id));
	assert_true(kg_pairs_add(pairs, &pair));
}

static void settle(struct kg_pairs *pairs)
{
	struct kg_error err;

	kg_error_init(&err, "test");
	assert_int_equal(kg_pairs_join(pairs, &err), KG_OK);
	kg_error_fini(&err);
	kg_pairs_settle(pairs);
}

static void test_halves_are_joined(void **state)
{
	struct kg_pairs pairs = { 0 };

	(void)state;
	add(&pairs, "2", "", KG_AFTER, 65, 1);
	add(&pairs, "1", "名", KG_BEFORE, 10, 2);
	add(&pairs, "１", "人", KG_AFTER, 40, 3);
	settle(&pairs);
	assert_int_equal(pairs.count, 2);
	assert_false(kg_pair_complete(&pairs.items[0]));
	assert_true(kg_pair_complete(&pairs.items[1]));
	assert_int_equal(pairs.items[1].place.line, 2);
	assert_int_equal(pairs.items[1].readings[KG_AFTER].units, 40);
	assert_string_equal(kg_pairs_label(&pairs.units, pairs.items[1].unit).at, "名");
	kg_pairs_fini(&pairs);
}

static void test_states_merge(void **state)
{
	struct kg_pairs pairs = { 0 }, other = { 0 };

	(void)state;
	add(&pairs, "b", "分", KG_AFTER, 65, 3);
	add(&other, "a", "回", KG_BEFORE, 78, 1);
	add(&other, "b", "", KG_BEFORE, 150, 2);
	assert_true(kg_pairs_merge(&pairs, &other));
	kg_pairs_fini(&other);
	settle(&pairs);
	assert_int_equal(pairs.count, 2);
	assert_string_equal(kg_pairs_label(&pairs.ids, pairs.items[0].id).at, "a");
	assert_true(kg_pair_complete(&pairs.items[1]));
	assert_int_equal(pairs.items[1].readings[KG_BEFORE].units, 150);
	kg_pairs_fini(&pairs);
}

static void test_two_units_are_not_comparable(void **state)
{
	struct kg_pairs pairs = { 0 };

	(void)state;
	add(&pairs, "1", "件", KG_BEFORE, 5, 1);
	add(&pairs, "1", "%", KG_AFTER, 3, 2);
	settle(&pairs);
	assert_true(pairs.items[0].differs);
	assert_false(kg_pair_complete(&pairs.items[0]));
	kg_pairs_fini(&pairs);
}

static void test_twice_is_reported(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "test");
	add(&pairs, "1", "", KG_BEFORE, 5, 7);
	add(&pairs, "1", "", KG_BEFORE, 5, 3);
	assert_int_equal(kg_pairs_join(&pairs, &err), KG_INPUT);
	assert_int_equal(err.kept[0].place.line, 7);
	kg_error_fini(&err);
	kg_pairs_fini(&pairs);
}

static void test_targets_stay_as_written(void **state)
{
	struct kg_pairs pairs = { 0 };
	uint32_t narrow, wide;

	(void)state;
	assert_true(kg_pairs_target(&pairs, kg_slice(" -30%"), (struct kg_place){ 0 }, &narrow));
	assert_true(kg_pairs_target(&pairs, kg_slice("－30％"), (struct kg_place){ 0 }, &wide));
	assert_string_equal(kg_pairs_label(&pairs.targets, narrow).at, "-30%");
	assert_string_equal(kg_pairs_label(&pairs.targets, wide).at, "－30％");
	kg_pairs_fini(&pairs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_halves_are_joined),
		cmocka_unit_test(test_states_merge),
		cmocka_unit_test(test_two_units_are_not_comparable),
		cmocka_unit_test(test_twice_is_reported),
		cmocka_unit_test(test_targets_stay_as_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
