/* measurement_test - records of both sides, and of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "binding.h"
#include "match.h"
#include "measurement.h"
#include "pair_fixture.h"

enum { METRIC, UNIT, BEFORE, AFTER, CHANGE, BETTER, TARGET, N_BEFORE, N_AFTER, TIME_BEFORE, TIME_AFTER, ID, VALUE, WIDTH, GROUP = WIDTH,
       SITE };

static const struct kg_field fields[] = {
	[METRIC] = { .id = "metric" }, [UNIT] = { .id = "unit" }, [BETTER] = { .id = "better" }, [TARGET] = { .id = "target" },
	[GROUP] = { .id = "group" }, [SITE] = { .id = "site" },
	[BEFORE] = { .id = "before", .flags = KG_OWN }, [AFTER] = { .id = "after", .flags = KG_OWN },
	[CHANGE] = { .id = "change", .flags = KG_OWN }, [ID] = { .id = "id", .flags = KG_OWN },
	[VALUE] = { .id = "value", .flags = KG_OWN },
	[N_BEFORE] = { .id = "n_before", .flags = KG_OWN }, [N_AFTER] = { .id = "n_after", .flags = KG_OWN },
	[TIME_BEFORE] = { .id = "exposure_before", .flags = KG_OWN }, [TIME_AFTER] = { .id = "exposure_after", .flags = KG_OWN },
	[SITE + 1] = { 0 }
};

static const struct kg_measurement_form usual = {
	.group = GROUP, .site = SITE, .metric = METRIC, .unit = UNIT, .better = BETTER, .target = TARGET, .id = ID,
	.values = { BEFORE, AFTER }, .change = CHANGE, .ns = { N_BEFORE, N_AFTER }, .exposures = { TIME_BEFORE, TIME_AFTER },
	.value = VALUE,
};

/* Adds a record that has the columns with a cell. */
static int add(struct kg_pairs *pairs, const struct kg_measurement_form *form, const char *const line[WIDTH], int side)
{
	struct kg_slice names[WIDTH], cells[WIDTH + 1];
	struct kg_list none = { 0 };
	struct kg_place place = { .file = 1, .offset = pairs->items.count, .line = (uint32_t)pairs->items.count + 1 };
	struct kg_binding binding;
	struct kg_error err;
	int at[WIDTH], status;
	uint32_t columns = 1u << WIDTH;
	size_t count = 0;

	kg_error_init(&err, "test");
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, NULL, &none, &none, NULL, &err), KG_OK);
	kgi_binding_file(&binding);
	for (size_t i = 0; i < WIDTH; i++)
		if (line[i]) {
			names[count++] = kg_slice(fields[i].id);
			columns |= 1u << i;
		}
	assert_int_equal(kgi_binding_offer(&binding, names, count, at, &err), KG_OK);
	binding.shape = columns;	/* records that have the same are as of one file */
	count = 0;
	for (size_t i = 0; i < WIDTH; i++)
		if (line[i])
			cells[at[count++]] = kg_slice(line[i]);
	kgi_binding_copy(&binding, cells);

	struct kg_record record = { .binding = &binding, .bound = binding.lists, .cells = cells, .raw = cells, .place = place };

	status = kg_measurement_add(pairs, form, &record, side, &err);
	kgi_binding_fini(&binding);
	kg_error_fini(&err);
	return status;
}

static void test_good_records(void **state)
{
	static const char *const lines[][WIDTH] = {
		{ [BEFORE] = "78回", [AFTER] = "49", [BETTER] = "減", [TARGET] = "-30%" },
		{ [CHANGE] = "78回→49回", [BETTER] = "削減", [TARGET] = "-30%" },
		{ [BEFORE] = "", [AFTER] = "　", [CHANGE] = "78回➡\xef\xb8\x8f" "49回", [BETTER] = "↓", [TARGET] = "-30%" },
		{ [CHANGE] = "78⇒49", [UNIT] = "回", [BETTER] = "down", [TARGET] = "-30%" },
		{ [CHANGE] = "78->49回", [BETTER] = "低い", [TARGET] = "-30%" },
	};
	struct kg_pairs pairs = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_int_equal(add(&pairs, &usual, lines[i], KG_BOTH), KG_OK);
	for (const struct kg_pair *pair = NULL; (pair = next_pair(&pairs, pair));) {
		const struct kg_series *series = pair->subject.terms->series;

		assert_int_equal(pair->values.units[KG_BEFORE], 78);
		assert_int_equal(pair->values.units[KG_AFTER], 49);
		assert_int_equal(series->better, KG_DOWN);
		assert_string_equal(kg_pairs_label(&pairs.units, series->unit).at, "回");
		assert_string_equal(kg_pairs_label(&pairs.targets, series->target).at, "-30%");
		assert_false(pair->subject.terms->backing->extents[KG_AFTER].has_n);
	}
	kg_pairs_fini(&pairs);
}

/* What means the same is one series, in whatever words; a bad record is of none. */
static void test_series(void **state)
{
	enum { BAD = 99 };
	static const struct {
		const char *cells[WIDTH];
		uint32_t series;
	} lines[] = {
		{ { [METRIC] = "転倒", [BEFORE] = "5", [AFTER] = "2", [BETTER] = "減" }, 0 },
		{ { [METRIC] = "転倒", [BEFORE] = "8", [AFTER] = "8", [BETTER] = "減" }, 0 },
		{ { [METRIC] = "転倒", [BEFORE] = "8", [AFTER] = "8", [BETTER] = "横" }, BAD },
		{ { [METRIC] = "転倒", [BEFORE] = "8", [AFTER] = "8", [BETTER] = "横" }, BAD },
		{ { [METRIC] = "転倒 ", [BEFORE] = "8", [AFTER] = "8", [BETTER] = "↓" }, 0 },
		{ { [METRIC] = "転倒", [BEFORE] = "8件", [AFTER] = "8", [BETTER] = "減" }, 1 },
		{ { [METRIC] = "転倒", [BEFORE] = "8", [AFTER] = "8件", [BETTER] = "減" }, 2 },
		{ { [METRIC] = "転倒", [BEFORE] = "8", [AFTER] = "7～8", [BETTER] = "減" }, 3 },
		{ { [METRIC] = "転", [UNIT] = "倒", [BEFORE] = "8", [AFTER] = "8", [BETTER] = "減" }, 4 },
		{ { [METRIC] = "転倒", [BEFORE] = "1", [AFTER] = "0", [BETTER] = "減" }, 0 },
		{ { [METRIC] = "転倒", [BEFORE] = "8人", [AFTER] = "8", [BETTER] = "減" }, 5 },
		{ { [METRIC] = "転倒", [BEFORE] = "8", [AFTER] = "8人", [BETTER] = "減" }, 6 },
		{ { [METRIC] = "転倒", [BEFORE] = "8人", [AFTER] = "8件", [BETTER] = "減" }, 7 },
		{ { [METRIC] = "転倒", [BEFORE] = "8人", [AFTER] = "7～8件", [BETTER] = "減" }, 8 },
		{ { [METRIC] = "転倒", [BEFORE] = "8人", [AFTER] = "", [BETTER] = "減" }, 5 },
		{ { [METRIC] = "転倒", [BEFORE] = "8件", [AFTER] = "8", [BETTER] = "減" }, 1 },
		{ { [METRIC] = "離職", [BEFORE] = "8人", [AFTER] = "8", [BETTER] = "減" }, 9 },
	};
	const struct kg_pair *last = NULL;
	struct kg_pairs pairs = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		bool bad = lines[i].series == BAD;

		assert_int_equal(add(&pairs, &usual, lines[i].cells, KG_BOTH), bad ? KG_INPUT : KG_OK);
		if (!bad)
			assert_int_equal((last = next_pair(&pairs, last))->subject.terms->series->number, lines[i].series);
	}
	assert_int_equal(pairs.metrics.count, 3);
	assert_true(pairs.series.items[3]->differs && !pairs.series.items[0]->differs);
	kg_pairs_fini(&pairs);
}

static void test_bad_records(void **state)
{
	static const char *const lines[][WIDTH] = {
		{ [BEFORE] = "○", [AFTER] = "×" },			/* marks are not wanted */
		{ [BEFORE] = "78回", [AFTER] = "49", [UNIT] = "分" },
		{ [BEFORE] = "78", [AFTER] = "49", [BETTER] = "横ばい" },
		{ [BEFORE] = "78", [AFTER] = "49", [TARGET] = "30%改善" },
		{ [CHANGE] = "78" },
		{ [CHANGE] = "78→49→40" },
		{ [BEFORE] = "78", [AFTER] = "49", [N_BEFORE] = "0" },
		{ [BEFORE] = "78", [AFTER] = "49", [N_AFTER] = "1.5" },
		{ [BEFORE] = "78", [AFTER] = "49", [TIME_BEFORE] = "-1" },
		{ [BEFORE] = "78", [AFTER] = "49", [TIME_BEFORE] = "1日", [TIME_AFTER] = "2月" },
	};
	struct kg_pairs pairs = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (add(&pairs, &usual, lines[i], KG_BOTH) != KG_INPUT)
			fail_msg("%zu", i);
	assert_int_equal(pairs.items.count, 0);
	kg_pairs_fini(&pairs);
}

static void test_extents(void **state)
{
	static const char *const line[WIDTH] = { [BEFORE] = "5件", [AFTER] = "2件", [N_BEFORE] = "10人", [TIME_BEFORE] = "30日",
						 [TIME_AFTER] = "31日" };
	const struct kg_backing *backing;
	struct kg_pairs pairs = { 0 };

	(void)state;
	assert_int_equal(add(&pairs, &usual, line, KG_BOTH), KG_OK);
	backing = next_pair(&pairs, NULL)->subject.terms->backing;
	assert_true(backing->extents[KG_BEFORE].has_n && backing->extents[KG_BEFORE].has_exposure);
	assert_false(backing->extents[KG_AFTER].has_n);
	assert_int_equal(kg_compare(backing->extents[KG_AFTER].exposure, kg_whole(31)), 0);
	kg_pairs_fini(&pairs);
}

/* A computed difference beside 前 and 後 is not looked at. */
static void test_a_difference_is_no_arrow(void **state)
{
	static const char *const line[WIDTH] = { [BEFORE] = "", [AFTER] = "", [CHANGE] = "-29" };
	struct kg_pairs pairs = { 0 };

	(void)state;
	assert_int_equal(add(&pairs, &usual, line, KG_BOTH), KG_OK);
	assert_false(kg_pair_complete(next_pair(&pairs, NULL)));
	kg_pairs_fini(&pairs);
}

static void test_persons(void **state)
{
	static const char *const lines[][WIDTH] = {
		{ [ID] = "1", [VALUE] = "はい" }, { [ID] = "１", [VALUE] = "いいえ" }, { [ID] = " ", [VALUE] = "1" },
	};
	struct kg_measurement_form form = usual;
	struct kg_matches matches = { 0 };
	struct kg_pairs pairs = { 0 };
	const struct kg_pair *pair;
	struct kg_error err;

	(void)state;
	form.persons = form.marks = true;
	assert_int_equal(add(&pairs, &form, lines[0], KG_AFTER), KG_OK);
	assert_int_equal(add(&pairs, &form, lines[1], KG_BEFORE), KG_OK);
	assert_int_equal(add(&pairs, &form, lines[2], KG_BEFORE), KG_INPUT);
	kg_error_init(&err, "test");
	assert_int_equal(kg_matches_make(&matches, &pairs, KG_PERSONS, 1, &err), KG_OK);
	kg_matches_fini(&matches);
	kg_error_fini(&err);
	assert_int_equal(count_pairs(&pairs), 1);
	pair = next_pair(&pairs, NULL);
	assert_int_equal(pair->values.readings[KG_BEFORE].mark, KG_MARK_NO);
	assert_int_equal(pair->values.readings[KG_AFTER].mark, KG_MARK_YES);
	assert_string_equal(kg_pairs_label(&pairs.metrics, pair->subject.terms->series->metric).at, "value");
	kg_pairs_fini(&pairs);
}

/* Words are understood once, numbers are read each time. */
static void test_marks(void **state)
{
	static const struct {
		const char *cell;
		enum kg_number_kind kind;
		enum kg_mark mark;
		int64_t units;
	} cells[] = {
		{ "○", KG_WORDS, KG_MARK_YES, 0 }, { "×", KG_WORDS, KG_MARK_NO, 0 }, { "1", KG_NUMBER, KG_MARK_YES, 1 },
		{ "１", KG_NUMBER, KG_MARK_YES, 1 }, { "0", KG_NUMBER, KG_MARK_NO, 0 }, { "-1", KG_NUMBER, KG_MARK_OTHER, -1 },
		{ "12", KG_NUMBER, KG_MARK_OTHER, 12 }, { "１２", KG_NUMBER, KG_MARK_OTHER, 12 }, { "1点", KG_NUMBER, KG_MARK_OTHER, 1 },
		{ "1～2", KG_RANGE, KG_MARK_OTHER, 0 }, { "", KG_BLANK, KG_MARK_BLANK, 0 }, { "-", KG_BLANK, KG_MARK_BLANK, 0 },
	};
	struct kg_measurement_form form = usual;
	const struct kg_pair *pair = NULL;
	struct kg_pairs pairs = { 0 };

	(void)state;
	form.persons = form.marks = true;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
			const char *const line[WIDTH] = { [ID] = "1", [VALUE] = cells[i].cell };
			const struct kg_reading *reading;

			assert_int_equal(add(&pairs, &form, line, KG_AFTER), KG_OK);
			pair = next_pair(&pairs, pair);
			reading = &pair->values.readings[KG_AFTER];
			assert_int_equal(reading->kind, cells[i].kind);
			assert_int_equal(reading->mark, cells[i].mark);
			assert_int_equal(pair->values.units[KG_AFTER], cells[i].units);
			assert_int_equal(pair->subject.terms->series->range, cells[i].kind == KG_RANGE);
		}
	assert_int_equal(pairs.units.count, 1);
	kg_pairs_fini(&pairs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_records),
		cmocka_unit_test(test_series),
		cmocka_unit_test(test_bad_records),
		cmocka_unit_test(test_extents),
		cmocka_unit_test(test_a_difference_is_no_arrow),
		cmocka_unit_test(test_persons),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
