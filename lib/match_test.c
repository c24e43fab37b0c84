/* match_test - halves that are matched in any order, by any number of workers, and who is left over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "match.h"
#include "pair_fixture.h"

/* A half: a number of a person. */
struct half {
	const char *id, *metric, *unit;
	int side;
	int64_t value;
	uint32_t line;
	enum kg_direction better;
};

static struct kg_pair *add(struct kg_pairs *pairs, struct half half)
{
	struct kg_place place = { half.line, 1, half.line };
	struct kg_series made = { .site = KG_NONE, .said = KG_NONE, .target = KG_NONE, .units = { KG_NONE, KG_NONE },
				  .better = (uint8_t)half.better }, *series;
	struct kg_pair *pair;

	pairs->groups.count = 1;
	assert_true(kg_pairs_category(&pairs->metrics, kg_slice(half.metric ? half.metric : ""), place, &made.metric));
	assert_true(kg_pairs_unit(pairs, kg_slice(half.unit ? half.unit : ""), place, &made.units[half.side]));
	kg_pairs_settle(pairs, &made);
	series = kg_series_keep(&pairs->series, &made);
	assert_non_null(series);
	pair = kg_pairs_add(pairs, series, kg_slice(half.id), place);
	assert_non_null(pair);
	pair->values.units[half.side] = half.value;
	pair->values.readings[half.side] = (struct kg_reading){ .kind = KG_NUMBER, .mark = KG_MARK_OTHER, .there = true };
	return pair;
}

/* What is wrong is left in `err`. */
static struct kg_matches match_in(struct kg_pairs *pairs, enum kg_matching matching, struct kg_error *err)
{
	struct kg_matches matches = { 0 };
	int status;

	kg_error_init(err, "test");
	status = kg_matches_make(&matches, pairs, matching, 2, err);
	assert_int_equal(status, err->status);
	return matches;
}

static struct kg_matches match(struct kg_pairs *pairs)
{
	struct kg_error err;
	struct kg_matches matches = match_in(pairs, KG_PERSONS, &err);

	assert_int_equal(err.status, KG_OK);
	kg_error_fini(&err);
	return matches;
}

static const struct kg_cohort *cohort_of(const struct kg_matches *matches, const struct kg_pair *pair)
{
	return matches->cohorts.items[pair->subject.terms->series->number];
}

static void test_halves_are_joined(void **state)
{
	struct kg_pairs pairs = { 0 };
	const struct kg_pair *first, *second;
	struct kg_matches matches;

	(void)state;
	add(&pairs, (struct half){ "2", .side = KG_AFTER, .value = 65, .line = 1 });
	add(&pairs, (struct half){ "1", .unit = "名", .side = KG_BEFORE, .value = 10, .line = 2 });
	add(&pairs, (struct half){ "１", .unit = "人", .side = KG_AFTER, .value = 40, .line = 3 });
	matches = match(&pairs);
	assert_int_equal(count_pairs(&pairs), 2);
	first = next_pair(&pairs, NULL);
	second = next_pair(&pairs, first);
	assert_false(kg_pair_complete(first));
	assert_true(kg_pair_complete(second));
	assert_int_equal(second->subject.bundled.line, 2);
	assert_int_equal(second->values.units[KG_AFTER], 40);
	assert_string_equal(kg_pairs_label(&pairs.units, second->subject.terms->series->unit).at, "名");
	assert_int_equal(cohort_of(&matches, second)->n, 1);
	assert_int_equal(matches.unpaired.count, 1);
	assert_ptr_equal(matches.unpaired.items[0], &first->subject.bundled);
	kg_matches_fini(&matches);
	kg_pairs_fini(&pairs);
}

/* A person has a pair for each metric, whatever stands between its halves. */
static void test_several_metrics(void **state)
{
	static const char *const metrics[] = { "睡眠", "残業", "満足" };
	struct kg_pairs pairs = { 0 };
	struct kg_matches matches;
	const struct kg_pair *pair = NULL;
	uint32_t line = 0;

	(void)state;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		for (int i = 0; i < 3; i++)
			add(&pairs, (struct half){ "1", metrics[side ? 2 - i : i], "分", side, 10 * (side ? 2 - i : i) + side, ++line, KG_UP });
	matches = match(&pairs);
	assert_int_equal(count_pairs(&pairs), 3);
	for (int i = 0; i < 3; i++) {
		pair = next_pair(&pairs, pair);
		assert_true(kg_pair_complete(pair));
		assert_string_equal(kg_pairs_label(&pairs.metrics, pair->subject.terms->series->metric).at, metrics[i]);
		assert_int_equal(pair->values.units[KG_BEFORE], 10 * i);
		assert_int_equal(pair->values.units[KG_AFTER], 10 * i + 1);
		assert_int_equal(cohort_of(&matches, pair)->persons, 1);
	}
	kg_matches_fini(&matches);
	kg_pairs_fini(&pairs);
}

/* Halves of more persons than one worker takes alone, read by two, who take lines by turns, and merged in either order. */
static void test_many_are_joined(void **state)
{
	enum { MANY = 20000 };

	(void)state;
	for (int order = 0; order < 2; order++) {
		struct kg_pairs states[2] = { 0 }, *pairs = &states[order];
		struct kg_matches matches;
		const struct kg_cohort *cohort;
		struct kg_decimal sum;

		for (uint32_t i = 0; i < 2 * MANY; i++) {
			char id[8];

			snprintf(id, sizeof id, "%u", i < MANY ? i : 2 * MANY - 1 - i);
			add(&states[i / 100 % 2], (struct half){ id, "時間", "分", i >= MANY, i < MANY ? i : 2 * (2 * MANY - 1 - i), i + 1, KG_UP });
		}
		assert_true(kg_pairs_merge(pairs, &states[!order]));
		matches = match(pairs);
		assert_int_equal(count_pairs(pairs), MANY);
		assert_int_equal(pairs->series.meanings.count, 3);		/* before, after, both */
		cohort = cohort_of(&matches, next_pair(pairs, NULL));
		assert_int_equal(cohort->persons, MANY);
		assert_int_equal(cohort->n, MANY);
		assert_int_equal(cohort->first.line, 1);
		assert_true(kg_sum_decimal(&cohort->before, &sum) && sum.units == (kg_int128)MANY * (MANY - 1) / 2);
		assert_true(kg_sum_decimal(&cohort->changes.sum, &sum) && sum.units == (kg_int128)MANY * (MANY - 1) / 2);
		kg_matches_fini(&matches);
		for (size_t i = 0; i < 2; i++)
			kg_pairs_fini(&states[i]);
	}
}

/* A person whose record has both values, or one alone. */
static void sum(struct kg_pairs *pairs, const char *id, const char *metric, struct kg_values values, uint32_t line)
{
	struct kg_place place = { line, 1, line };
	struct kg_series made = { .site = KG_NONE, .said = KG_NONE, .target = KG_NONE, .units = { KG_NONE, KG_NONE } }, *series;

	pairs->groups.count = 1;
	assert_true(kg_pairs_category(&pairs->metrics, kg_slice(metric), place, &made.metric));
	kg_pairs_settle(pairs, &made);
	series = kg_series_keep(&pairs->series, &made);
	assert_non_null(series);
	assert_true(kg_pairs_sum(pairs, series, kg_slice(id), &values, place));
}

/* Each has been measured in two ways, which workers, who take lines by turns, see in either order first. */
static void test_persons_are_summed(void **state)
{
	enum { MANY = 20000, BLANKS = 20 };
	static const char *const metrics[] = { "時間", "体重" };

	(void)state;
	for (int order = 0; order < 2; order++) {
		struct kg_pairs states[2] = { 0 }, *pairs = &states[order];
		struct kg_matches matches;

		for (uint32_t i = 0; i < 2 * MANY; i++) {
			struct kg_values values = { { i / 2, 3 * (i / 2) }, { { 0, KG_NUMBER, KG_MARK_OTHER, true }, { 0, KG_NUMBER, KG_MARK_OTHER, true } } };
			char id[8];

			if (i % (2 * MANY / BLANKS) == 0)
				values.readings[KG_AFTER] = (struct kg_reading){ .kind = KG_BLANK, .mark = KG_MARK_BLANK, .there = true };
			snprintf(id, sizeof id, "%u", i / 2);
			sum(&states[i / 101 % 2], id, metrics[i % 2], values, i + 1);
		}
		assert_true(kg_pairs_merge(pairs, &states[!order]));
		matches = match(pairs);
		assert_int_equal(matches.unpaired.count, BLANKS);
		for (uint32_t i = 0; i < KG_FIRSTS; i++)
			assert_int_equal(matches.unpaired.items[i]->line, i * (2 * MANY / BLANKS) + 1);
		for (size_t i = 0; i < 2; i++) {
			const struct kg_series *series = pairs->series.items[i];
			const struct kg_cohort *cohort = matches.cohorts.items[series->number];
			bool first = strcmp(kg_pairs_label(&pairs->metrics, series->metric).at, metrics[0]) == 0;
			struct kg_decimal changes;

			assert_int_equal(cohort->persons, MANY);
			assert_int_equal(cohort->n, first ? MANY - BLANKS : MANY);
			assert_int_equal(cohort->first.line, first ? 1 : 2);
			assert_true(kg_sum_decimal(&cohort->changes.sum, &changes));
			assert_true(changes.units == (kg_int128)MANY * (MANY - 1) - (first ? (kg_int128)MANY * (BLANKS - 1) : 0));
		}
		kg_matches_fini(&matches);
		for (size_t i = 0; i < 2; i++)
			kg_pairs_fini(&states[i]);
	}
}

/* Lines where '1' comes again, and those where it came first. */
static void assert_seconds(const struct kg_error *err, const unsigned (*lines)[2], size_t count)
{
	assert_int_equal(err->status, KG_INPUT);
	assert_int_equal(err->count, count);
	for (size_t i = 0; i < count; i++) {
		char said[64];

		snprintf(said, sizeof said, "for '1', the first is at -:%u;", lines[i][1]);
		assert_int_equal(err->kept[i].place.line, lines[i][0]);
		assert_non_null(strstr(err->kept[i].text, said));
	}
}

static void test_who_is_summed_twice_is_reported(void **state)
{
	static const struct kg_values values = { .readings = { { .there = true }, { .there = true } } };
	struct kg_pairs pairs = { 0 };
	struct kg_error err;
	struct kg_matches matches;

	(void)state;
	sum(&pairs, "1", "時間", values, 7);
	sum(&pairs, "１", "時間", values, 3);
	sum(&pairs, "1", "体重", values, 4);
	sum(&pairs, "2", "時間", values, 5);
	sum(&pairs, "1", "時間", values, 9);
	matches = match_in(&pairs, KG_PERSONS, &err);
	assert_seconds(&err, (const unsigned[][2]){ { 7, 3 }, { 9, 7 } }, 2);
	kg_error_fini(&err);
	kg_matches_fini(&matches);
	kg_pairs_fini(&pairs);
}

static void test_twice_is_reported(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_error err;
	struct kg_matches matches;

	(void)state;
	add(&pairs, (struct half){ "1", .side = KG_BEFORE, .value = 5, .line = 7 });
	add(&pairs, (struct half){ "1", .side = KG_BEFORE, .value = 6, .line = 3 });
	add(&pairs, (struct half){ "1", "他", .side = KG_BEFORE, .value = 6, .line = 4 });
	add(&pairs, (struct half){ "1", .side = KG_AFTER, .value = 7, .line = 9 });
	add(&pairs, (struct half){ "1", .side = KG_AFTER, .value = 7, .line = 11 });
	matches = match_in(&pairs, KG_PERSONS, &err);
	assert_seconds(&err, (const unsigned[][2]){ { 7, 3 }, { 11, 9 } }, 2);
	assert_int_equal(next_pair(&pairs, NULL)->values.units[KG_BEFORE], 6);
	assert_int_equal(next_pair(&pairs, NULL)->values.units[KG_AFTER], 7);
	kg_error_fini(&err);
	kg_matches_fini(&matches);
	kg_pairs_fini(&pairs);
}

static void test_halves_complete_each_other(void **state)
{
	enum kg_direction before[] = { KG_UNDIRECTED, KG_UP };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct kg_pairs pairs = { 0 };
		struct kg_error err;
		struct kg_matches matches;

		add(&pairs, (struct half){ "1", .side = KG_BEFORE, .value = 5, .line = 1, .better = before[i] });
		add(&pairs, (struct half){ "1", .unit = "分", .side = KG_AFTER, .value = 3, .line = 2, .better = KG_DOWN });
		matches = match_in(&pairs, KG_PERSONS, &err);
		assert_int_equal(err.status, i ? KG_INPUT : KG_OK);
		if (i)
			assert_int_equal(err.kept[0].place.line, 2);
		else
			assert_int_equal(next_pair(&pairs, NULL)->subject.terms->series->better, KG_DOWN);
		kg_error_fini(&err);
		kg_matches_fini(&matches);
		kg_pairs_fini(&pairs);
	}
}

/* The first are listed, in order of place, whichever is looked at first. */
static void test_those_left_over(void **state)
{
	enum { LEFT = 25 };
	struct kg_pairs pairs = { 0 };
	struct kg_matches matches;

	(void)state;
	for (uint32_t i = 0; i < LEFT; i++) {
		char id[8];

		snprintf(id, sizeof id, "%u", i);
		add(&pairs, (struct half){ id, .side = KG_AFTER, .value = 1, .line = (7 * i) % LEFT + 1 });
	}
	matches = match(&pairs);
	assert_int_equal(matches.unpaired.count, LEFT);
	for (uint32_t i = 0; i < KG_FIRSTS; i++)
		assert_int_equal(matches.unpaired.items[i]->line, i + 1);
	kg_matches_fini(&matches);
	kg_pairs_fini(&pairs);
}

/* What is nobody's has its cells beside it, those of both halves in the end; and is nobody's sum. */
static void test_not_of_persons(void **state)
{
	static const enum kg_matching ways[] = { KG_RECORDS, KG_HALVES };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct kg_backing backings[2] = { { .written[KG_AFTER] = "40" }, { .written[KG_BEFORE] = "10" } };
		struct kg_pairs pairs = { 0 };
		struct kg_error err;
		struct kg_matches matches;

		for (uint32_t half = 0; half < 2; half++) {
			struct kg_pair *pair = add(&pairs, (struct half){ "", "転倒", "件", half ? KG_BEFORE : KG_AFTER, 1, half + 1, KG_DOWN });
			struct kg_terms *own = kg_pairs_own_terms(&pairs, &pair->subject);

			assert_non_null(own);
			own->backing = &backings[half];
		}
		matches = match_in(&pairs, ways[i], &err);
		assert_int_equal(err.status, KG_OK);
		assert_int_equal(count_pairs(&pairs), ways[i] == KG_RECORDS ? 2 : 1);
		if (ways[i] == KG_HALVES)
			assert_string_equal(next_pair(&pairs, NULL)->subject.terms->backing->written[KG_BEFORE], "10");
		assert_int_equal(matches.cohorts.room, 0);
		kg_error_fini(&err);
		kg_matches_fini(&matches);
		kg_pairs_fini(&pairs);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_halves_are_joined),
		cmocka_unit_test(test_several_metrics),
		cmocka_unit_test(test_many_are_joined),
		cmocka_unit_test(test_persons_are_summed),
		cmocka_unit_test(test_who_is_summed_twice_is_reported),
		cmocka_unit_test(test_twice_is_reported),
		cmocka_unit_test(test_halves_complete_each_other),
		cmocka_unit_test(test_those_left_over),
		cmocka_unit_test(test_not_of_persons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
