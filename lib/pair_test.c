/* pair_test - halves that are matched in any order, and merged states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "pair.h"

/* Adds a half: a number of a person. */
static void add(struct kg_pairs *pairs, const char *id, const char *unit, int side, int64_t value, uint32_t line)
{
	struct kg_pair pair = { .place = { line, 1, line }, .id = id };
	struct kg_series *series;

	pair.units[side] = value;
	pair.readings[side] = (struct kg_reading){ .kind = KG_NUMBER, .there = true };
	pairs->groups.count = 1;
	kg_pairs_line(pairs);
	assert_true(kg_pairs_cell(pairs, kg_slice(unit)) && kg_pairs_cell(pairs, kg_slice(side == KG_BEFORE ? "" : unit)));
	series = kg_pairs_series(pairs, pair.place, &pair.series);
	assert_non_null(series);
	if (!series->known) {
		*series = (struct kg_series){ .site = KG_NONE, .metric = KG_NONE, .said = KG_NONE, .target = KG_NONE,
					      .units = { KG_NONE, KG_NONE } };
		assert_true(kg_pairs_unit(pairs, kg_slice(unit), pair.place, &series->units[side]));
		kg_pairs_settle(pairs, series);
	}
	assert_true(kg_pairs_add(pairs, &pair));
}

static const struct kg_series *series_of(const struct kg_pairs *pairs, size_t i)
{
	return &pairs->series[pairs->items[i].series];
}

static bool is_complete(const struct kg_pairs *pairs, size_t i)
{
	return kg_pair_complete(&pairs->items[i], series_of(pairs, i));
}

static void join(struct kg_pairs *pairs)
{
	struct kg_error err;

	kg_error_init(&err, "test");
	assert_int_equal(kg_pairs_join(pairs, true, &err), KG_OK);
	kg_error_fini(&err);
}

static void test_halves_are_joined(void **state)
{
	struct kg_pairs pairs = { 0 };

	(void)state;
	add(&pairs, "2", "", KG_AFTER, 65, 1);
	add(&pairs, "1", "名", KG_BEFORE, 10, 2);
	add(&pairs, "１", "人", KG_AFTER, 40, 3);
	join(&pairs);
	assert_int_equal(pairs.count, 2);
	assert_false(is_complete(&pairs, 0));
	assert_true(is_complete(&pairs, 1));
	assert_int_equal(pairs.items[1].place.line, 2);
	assert_int_equal(pairs.items[1].units[KG_AFTER], 40);
	assert_string_equal(kg_pairs_label(&pairs.units, series_of(&pairs, 1)->unit).at, "名");
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
	join(&pairs);
	assert_int_equal(pairs.count, 2);
	assert_string_equal(pairs.items[0].id, "a");
	assert_true(is_complete(&pairs, 1));
	assert_int_equal(pairs.items[1].units[KG_BEFORE], 150);
	kg_pairs_fini(&pairs);
}

static void test_two_units_are_not_comparable(void **state)
{
	struct kg_pairs pairs = { 0 };

	(void)state;
	add(&pairs, "1", "件", KG_BEFORE, 5, 1);
	add(&pairs, "1", "%", KG_AFTER, 3, 2);
	join(&pairs);
	assert_true(series_of(&pairs, 0)->differs);
	assert_false(is_complete(&pairs, 0));
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
	assert_int_equal(kg_pairs_join(&pairs, true, &err), KG_INPUT);
	assert_int_equal(err.kept[0].place.line, 7);
	kg_error_fini(&err);
	kg_pairs_fini(&pairs);
}

/* Halves that are far apart, of more persons than a small table has room for. */
static void test_many_are_joined(void **state)
{
	enum { MANY = 1000 };
	static char ids[MANY][8];
	struct kg_pairs pairs = { 0 };

	(void)state;
	for (uint32_t i = 0; i < MANY; i++) {
		snprintf(ids[i], sizeof ids[i], "%u", i);
		add(&pairs, ids[i], "分", KG_BEFORE, i, i + 1);
	}
	for (uint32_t i = MANY; i-- > 0;)
		add(&pairs, ids[i], "分", KG_AFTER, 2 * i, 2 * MANY - i);
	join(&pairs);
	assert_int_equal(pairs.count, MANY);
	for (uint32_t i = 0; i < MANY; i++) {
		assert_true(is_complete(&pairs, i));
		assert_int_equal(pairs.items[i].place.line, i + 1);
		assert_int_equal(pairs.items[i].units[KG_AFTER], 2 * pairs.items[i].units[KG_BEFORE]);
	}
	assert_int_equal(pairs.lines.count, 3);		/* before, after, both */
	kg_pairs_fini(&pairs);
}

static void test_halves_complete_each_other(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_error err;

	(void)state;
	add(&pairs, "1", "", KG_BEFORE, 5, 1);
	add(&pairs, "1", "分", KG_AFTER, 3, 2);
	pairs.series[pairs.items[1].series].better = KG_DOWN;
	join(&pairs);
	assert_int_equal(series_of(&pairs, 0)->better, KG_DOWN);
	kg_pairs_fini(&pairs);

	pairs = (struct kg_pairs){ 0 };
	kg_error_init(&err, "test");
	add(&pairs, "1", "", KG_BEFORE, 5, 1);
	pairs.series[0].better = KG_UP;
	add(&pairs, "1", "分", KG_AFTER, 3, 2);
	pairs.series[1].better = KG_DOWN;
	assert_int_equal(kg_pairs_join(&pairs, true, &err), KG_INPUT);
	assert_int_equal(err.kept[0].place.line, 2);
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
		cmocka_unit_test(test_many_are_joined),
		cmocka_unit_test(test_halves_complete_each_other),
		cmocka_unit_test(test_targets_stay_as_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
