/* outcome_test - rows and totals of pairs and of persons, with figures that were published. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "outcome.h"

static const struct kg_outcome_rule totals = { .workers = 1, .total = true, .digits = 1, .confidence = 0.95 };
static const struct kg_outcome_rule of_persons = {
	.matching = KG_PERSONS, .workers = 2, .total = true, .digits = 1, .confidence = 0.95,
};

/* Adds a pair of decimals, or blanks; its site is its id, and its group, too, if there are groups. `made` is of its series what the
 * other arguments do not say. */
static struct kg_pair *add_to(struct kg_pairs *pairs, struct kg_series made, const char *site, const char *unit, const char *before,
			      const char *after, const char *target)
{
	uint32_t line = (uint32_t)pairs->items.count + 1;
	struct kg_place place = { line, 1, line };
	const char *const cells[2] = { before, after };
	struct kg_series *series;
	struct kg_pair *pair;

	made.said = KG_NONE;
	assert_true(kg_pairs_category(&pairs->sites, kg_slice(site), place, &made.site));
	assert_true(kg_pairs_category(&pairs->metrics, kg_slice("指標"), place, &made.metric));
	assert_true(kg_pairs_target(pairs, kg_slice(target), place, &made.target));
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		made.range |= kg_number_read(kg_slice(cells[side])).kind == KG_RANGE;
		assert_true(kg_pairs_unit(pairs, kg_slice(unit), place, &made.units[side]));
	}
	kg_pairs_settle(pairs, &made);
	series = kg_series_keep(&pairs->series, &made);
	assert_non_null(series);
	pair = kg_pairs_add(pairs, series, kg_slice(site), place);
	assert_non_null(pair);
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		struct kg_number n = kg_number_read(kg_slice(cells[side]));

		pair->values.units[side] = (int64_t)n.value.units;
		pair->values.readings[side] = (struct kg_reading){ (uint8_t)n.value.scale, n.kind & 15, kg_mark_read(kg_slice(cells[side])) & 7, true };
	}
	return pair;
}

static struct kg_pair *add(struct kg_pairs *pairs, const char *site, const char *unit, const char *before, const char *after,
			   const char *target)
{
	return add_to(pairs, (struct kg_series){ .better = KG_DOWN }, site, unit, before, after, target);
}

static int make(struct kg_outcomes *rows, struct kg_pairs *pairs, const struct kg_outcome_rule *rule)
{
	struct kg_error err;
	int status;

	kg_error_init(&err, "test");
	*rows = (struct kg_outcomes){ .pairs = pairs, .rule = rule };
	status = kg_outcomes_make(rows, &err);
	kg_error_fini(&err);
	return status;
}

static void fini(struct kg_outcomes *rows)
{
	kg_pairs_fini(rows->pairs);
	kg_outcomes_fini(rows);
}

static void assert_decimal(struct kg_decimal d, const char *expected)
{
	char text[KG_DECIMAL_ROOM];

	kg_decimal_print(d, text);
	assert_string_equal(text, expected);
}

static void assert_name(struct kg_outcomes *rows, size_t i, const char *expected)
{
	assert_true(kg_slice_same(kg_outcome_name(rows, &rows->items[i]), kg_slice(expected)));
}

/* 訪室回数 of two floors, 山梨県. */
static void test_counts_have_a_sum(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	add(&pairs, "3階", "回", "78", "49", "-30%");
	add(&pairs, "2階", "回", "250", "131", "-30%");
	assert_int_equal(make(&rows, &pairs, &totals), KG_OK);
	assert_int_equal(rows.count, 3);
	assert_string_equal(rows.items[0].verdict, "improved");
	assert_true(rows.items[2].total);
	assert_decimal(rows.items[2].effect.change, "-148");
	assert_string_equal(rows.items[2].met, "yes");
	assert_false(rows.items[2].bad);
	assert_name(&rows, 0, "3階, 指標");
	assert_name(&rows, 2, "指標");
	fini(&rows);
}

/* The input's own total stands for the one that is made of its parts, if there is one, and may differ from it. */
static const struct {
	const char *after[2], *overall;
	bool differs;
} printed[] = {
	{ { "49", "131" }, "180", false },
	{ { "49", "131" }, "180.0", false },
	{ { "49", "131" }, "181", true },
	{ { "49", "" }, "180", false },
	{ { "49", "1～2" }, "50", false },
};

static void test_a_printed_total(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
		struct kg_pairs pairs = { 0 };
		struct kg_outcomes rows;

		add(&pairs, "全体", "回", "328", printed[i].overall, "-50%");
		add(&pairs, "3階", "回", "78", printed[i].after[0], "");
		add(&pairs, "2階", "回", "250", printed[i].after[1], "");
		assert_int_equal(make(&rows, &pairs, &totals), KG_OK);
		assert_int_equal(rows.count, 3);
		assert_true(rows.items[0].series.overall && !rows.items[0].total);
		assert_int_equal(rows.items[0].differs, printed[i].differs);
		if (printed[i].differs)
			assert_decimal(rows.items[0].parts[KG_AFTER], "180");
		assert_false(rows.items[0].weighted);
		fini(&rows);
	}
}

/* What is printed with one digit is not known better: 5.5 may be 5.6, and not 5.7. */
static void test_a_printed_mean(void **state)
{
	static const char *const means[] = { "5.4", "5.5", "5.6", "5.7" };
	struct kg_extent ten = { kg_whole(10), kg_whole(0), true, false }, thirty = { kg_whole(30), kg_whole(0), true, false };
	struct kg_backing tens = { .extents = { ten, ten } }, thirties = { .extents = { thirty, thirty } };

	(void)state;
	for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
		struct kg_pairs pairs = { 0 };
		struct kg_outcomes rows;

		for (size_t part = 0; part < 2; part++) {
			struct kg_pair *pair = add(&pairs, part ? "乙" : "甲", "点", part ? "6.0" : "4.0", part ? "6.0" : "4.0", "");
			struct kg_terms *own = kg_pairs_own_terms(&pairs, &pair->subject);

			assert_non_null(own);
			own->backing = part ? &thirties : &tens;
		}
		add(&pairs, "全体", "点", "5.5", means[i], "");
		assert_int_equal(make(&rows, &pairs, &totals), KG_OK);
		assert_int_equal(rows.count, 3);
		assert_int_equal(rows.items[2].differs, i == 3);
		assert_true(rows.items[2].weighted);
		assert_decimal(rows.items[2].parts[KG_AFTER], "5.50");
		fini(&rows);
	}
}

/* 5 less of each is not 5 less of the sum. */
static void test_a_sum_has_relative_targets_only(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	add(&pairs, "甲", "回", "10", "5", "-5");
	add(&pairs, "乙", "回", "10", "4", "-5");
	assert_int_equal(make(&rows, &pairs, &totals), KG_OK);
	assert_string_equal(rows.items[1].met, "yes");
	assert_int_equal(rows.items[2].target.len, 0);
	assert_string_equal(rows.items[2].met, "");
	fini(&rows);
}

/* UWES-9, 御所苑: 職員全体 is the plain mean of both, and no total can be made without n. */
static void test_a_printed_overall(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	add(&pairs, "職員全体", "", "2.86", "3.04", "");
	add(&pairs, "管理職", "", "3.20", "3.47", "");
	add(&pairs, "一般職", "", "2.52", "2.60", "");
	add(&pairs, "合計", "", "2.86", "3.03", "");
	assert_int_equal(make(&rows, &pairs, &totals), KG_OK);
	assert_int_equal(rows.count, 4);
	assert_int_equal(rows.no_totals, 1);
	assert_true(rows.items[0].plain_mean);
	assert_false(rows.items[1].plain_mean || rows.items[2].plain_mean || rows.items[3].plain_mean);
	assert_string_equal(rows.items[0].verdict, "worse");
	fini(&rows);
}

static void add_group(struct kg_pairs *pairs, const char *const labels[2], const char *before, const char *after)
{
	struct kg_groups *groups = &pairs->groups;
	uint32_t key[2], slot;

	if (!groups->columns)
		groups->columns = calloc(2, sizeof *groups->columns);
	groups->width = groups->keys.width = 2;
	for (size_t i = 0; i < 2; i++)
		assert_true(kg_category(&groups->columns[i], kg_slice(labels[i]), (struct kg_place){ 0 }, &key[i]));
	assert_true(kg_tuple(&groups->keys, key, &slot));
	groups->count = groups->keys.count;
	add_to(pairs, (struct kg_series){ .slot = slot, .better = KG_DOWN }, "", "点", before, after, "");
}

/* Each office has an overall of its own. */
static void test_overalls_of_groups(void **state)
{
	static const struct {
		const char *labels[2], *before, *after;
		bool plain;
	} lines[] = {
		{ { "甲", "全体" }, "3", "5", true }, { { "甲", "昼" }, "2", "4", false }, { { "甲", "夜" }, "4", "6", false },
		{ { "乙", "全体" }, "3", "5", false }, { { "乙", "昼" }, "20", "40", false }, { { "乙", "夜" }, "40", "60", false },
		{ { "全体", "昼" }, "11", "22", true },
	};
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		add_group(&pairs, lines[i].labels, lines[i].before, lines[i].after);
	assert_int_equal(make(&rows, &pairs, &totals), KG_OK);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_int_equal(rows.items[i].plain_mean, lines[i].plain);
	assert_name(&rows, 0, "甲, 全体, 指標");
	fini(&rows);
}

static void test_persons(void **state)
{
	static const char *const twelve[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l" };
	struct kg_outcome_rule ranks = of_persons;
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	ranks.ranks = true;
	ranks.adjust = kg_adjust_holm;
	add(&pairs, "1", "分", "150", "65", "-30%");
	for (size_t i = 0; i < 12; i++)
		add(&pairs, twelve[i], "分", i % 2 ? "150" : "", "", "-30%");
	add(&pairs, "2", "分", "90", "60", "");
	assert_int_equal(make(&rows, &pairs, &ranks), KG_OK);
	assert_int_equal(rows.count, 2);
	assert_decimal(rows.items[0].effect.values[KG_BEFORE], "120.0");
	assert_decimal(rows.items[1].effect.change, "-57.5");
	assert_string_equal(rows.items[1].met, "yes");
	assert_ptr_equal(rows.items[0].effect.method, kg_method(KG_SIGNED_RANK));
	assert_int_equal(rows.tests, 2);
	assert_true(rows.items[0].effect.result.p == 0.5 && rows.items[0].adjusted == 1);
	assert_int_equal(rows.matches.unpaired.count, 12);
	assert_true(kg_slice_same(rows.unpaired_ids, kg_slice("a, b, c, d, e, f, g, h, i, j")));
	fini(&rows);
}

static void test_marks_of_persons(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	add(&pairs, "1", "", "1", "0", "");
	add(&pairs, "2", "", "はい", "いいえ", "");
	add(&pairs, "3", "", "○", "○", "");
	assert_int_equal(make(&rows, &pairs, &of_persons), KG_OK);
	assert_decimal(rows.items[0].effect.values[KG_AFTER], "33.3");
	assert_true(kg_slice_same(rows.items[0].effect.unit, kg_slice("%")));
	assert_ptr_equal(rows.items[0].effect.method, kg_method(KG_MCNEMAR));
	fini(&rows);
}

static void test_what_is_wrong(void **state)
{
	struct kg_pairs mixed = { 0 }, directions = { 0 }, unfit = { 0 };
	struct kg_outcomes rows;

	(void)state;
	add(&mixed, "1", "", "12", "3", "");
	add(&mixed, "2", "", "○", "×", "");
	assert_int_equal(make(&rows, &mixed, &of_persons), KG_INPUT);
	fini(&rows);
	add(&directions, "1", "", "12", "3", "");
	add_to(&directions, (struct kg_series){ .better = KG_UP }, "2", "", "12", "3", "");
	assert_int_equal(make(&rows, &directions, &of_persons), KG_INPUT);
	fini(&rows);
	add(&unfit, "1", "分", "12", "3", "-5回");
	assert_int_equal(make(&rows, &unfit, &totals), KG_INPUT);
	fini(&rows);
}

static void test_nothing(void **state)
{
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	assert_int_equal(make(&rows, &pairs, &totals), KG_OK);
	assert_int_equal(rows.count, 0);
	fini(&rows);
}

static void test_what_cannot_be_compared(void **state)
{
	struct kg_outcome_rule untested = totals;
	struct kg_pairs pairs = { 0 };
	struct kg_outcomes rows;

	(void)state;
	untested.untested = untested.equal_exposure = true;
	add(&pairs, "1", "件", "1～2", "1", "");
	add(&pairs, "2", "件", "5", "", "");
	add(&pairs, "3", "件", "5", "2", "");
	assert_int_equal(make(&rows, &pairs, &untested), KG_OK);
	assert_string_equal(rows.items[0].verdict, "not_comparable");
	assert_null(rows.items[1].verdict);
	assert_decimal(rows.items[3].effect.change, "-3");
	assert_int_equal(rows.tests, 0);
	fini(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts_have_a_sum),
		cmocka_unit_test(test_a_sum_has_relative_targets_only),
		cmocka_unit_test(test_a_printed_total),
		cmocka_unit_test(test_a_printed_mean),
		cmocka_unit_test(test_a_printed_overall),
		cmocka_unit_test(test_overalls_of_groups),
		cmocka_unit_test(test_persons),
		cmocka_unit_test(test_marks_of_persons),
		cmocka_unit_test(test_what_is_wrong),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_what_cannot_be_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
