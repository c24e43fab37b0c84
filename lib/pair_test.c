/* pair_test - pairs, what they have in common, and merged states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "pair_fixture.h"

/* The series of a number in this unit, or without one. */
static struct kg_series *series_in(struct kg_pairs *pairs, const char *unit, int side, struct kg_place place)
{
	struct kg_series **series, made = { .site = KG_NONE, .metric = KG_NONE, .said = KG_NONE, .target = KG_NONE,
					    .units = { KG_NONE, KG_NONE } };
	struct kg_reading_form form = { 0 };

	form.units[side] = kg_slice(unit);
	series = kg_pairs_of_form(pairs, 0, &form);
	assert_non_null(series);
	if (!*series) {
		assert_true(kg_pairs_unit(pairs, kg_slice(unit), place, &made.units[side]));
		kg_pairs_settle(pairs, &made);
		*series = kg_series_keep(&pairs->series, &made);
		assert_non_null(*series);
	}
	return *series;
}

/* Adds a half: a number of a person. */
static struct kg_pair *add(struct kg_pairs *pairs, const char *id, const char *unit, int side, int64_t value, uint32_t line)
{
	struct kg_place place = { line, 1, line };
	struct kg_pair *pair = kg_pairs_add(pairs, series_in(pairs, unit, side, place), kg_slice(id), place);

	assert_non_null(pair);
	pairs->groups.count = 1;
	pair->values.units[side] = value;
	pair->values.readings[side] = (struct kg_reading){ .kind = KG_NUMBER, .there = true };
	return pair;
}

static const char *unit_of(const struct kg_pairs *pairs, const struct kg_pair *pair)
{
	return kg_pairs_label(&pairs->units, pair->subject.terms->series->unit).at;
}

static void assert_id(const struct kg_pairs *pairs, const struct kg_pair *pair, const char *expected)
{
	assert_true(kg_slice_same(kg_subject_id(pairs, &pair->subject), kg_slice(expected)));
}

/* Compared in any width, and kept as they are. */
static void test_ids(void **state)
{
	struct kg_pairs pairs = { 0 };
	const struct kg_pair *narrow = add(&pairs, "1", "分", KG_BEFORE, 1, 1), *wide = add(&pairs, "１", "分", KG_BEFORE, 2, 2);
	const struct kg_pair *name = add(&pairs, "職員1", "分", KG_BEFORE, 3, 3);

	(void)state;
	assert_true(kg_slice_same(kg_bundle_key(&pairs.items, &narrow->subject.bundled), kg_bundle_key(&pairs.items, &wide->subject.bundled)));
	assert_id(&pairs, narrow, "1");
	assert_id(&pairs, wide, "１");
	assert_id(&pairs, name, "職員1");
	assert_ptr_equal(narrow->subject.terms, name->subject.terms);
	assert_ptr_equal(narrow->subject.terms->series, wide->subject.terms->series);
	kg_pairs_fini(&pairs);
}

/* Whatever was merged before: what pairs point to is told its number and its units. */
static void test_states_merge(void **state)
{
	static const char *const units[] = { "分", "回", "名", "分" };
	struct kg_pairs states[4] = { 0 };
	const struct kg_pair *pairs[4], *first;

	(void)state;
	for (uint32_t i = 0; i < 4; i++)
		pairs[i] = add(&states[i], "a", units[i], KG_BEFORE, i, i + 1);
	assert_true(kg_pairs_merge(&states[2], &states[3]) && kg_pairs_merge(&states[1], &states[0]) &&
		    kg_pairs_merge(&states[1], &states[2]));
	assert_int_equal(count_pairs(&states[1]), 4);
	for (uint32_t i = 0; i < 4; i++)
		assert_string_equal(unit_of(&states[1], pairs[i]), units[i]);
	assert_int_equal(states[1].series.meanings.count, 3);
	assert_int_equal(pairs[0]->subject.terms->series->number, pairs[3]->subject.terms->series->number);
	assert_int_not_equal(pairs[1]->subject.terms->series->number, pairs[2]->subject.terms->series->number);
	first = next_pair(&states[1], NULL);
	assert_ptr_equal(first, pairs[0]);
	assert_ptr_equal(next_pair(&states[1], first), pairs[1]);
	for (size_t i = 0; i < 4; i++)
		kg_pairs_fini(&states[i]);
}

static void test_two_units_are_not_comparable(void **state)
{
	struct kg_series series = { .said = KG_NONE, .site = KG_NONE, .units = { 0, 1 } };
	struct kg_pairs pairs = { 0 };

	(void)state;
	kg_pairs_settle(&pairs, &series);
	assert_true(series.differs && series.unit == KG_NONE);
	series.units[KG_AFTER] = KG_NONE;
	kg_pairs_settle(&pairs, &series);
	assert_true(!series.differs && series.unit == 0);
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
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_states_merge),
		cmocka_unit_test(test_two_units_are_not_comparable),
		cmocka_unit_test(test_targets_stay_as_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
