/* subtotal_test - what rows up to a total add up to, wherever input was cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "subtotal.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { WIDTH = 3, TEXT_MAX = 2048, PIECES = 3 };

enum kind { PART, EXTRA, TOTAL, GAP };

struct row {
	uint32_t file;
	enum kind kind;
	const char *cells[WIDTH];	/* NULL: a column that is not known yet */
};

/* Feeds rows `from` to before `to`. */
static void feed(struct kgi_subtotals *subtotals, const struct row *rows, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct kg_place place = { .file = rows[i].file, .offset = i, .line = (uint32_t)i + 1 };
		struct kg_slice cells[WIDTH];
		size_t width = 0;

		for (; width < WIDTH && rows[i].cells[width]; width++)
			cells[width] = kg_slice(rows[i].cells[width]);
		if (rows[i].kind == GAP)
			assert_true(kgi_subtotals_gap(subtotals, place));
		else if (rows[i].kind == TOTAL)
			assert_true(kgi_subtotals_total(subtotals, cells, width, 0, place));
		else
			assert_true(kgi_subtotals_row(subtotals, cells, width, rows[i].kind == EXTRA, place));
	}
}

/* For each: file:first-last line, ! for a gap; of each column the sum, ~ where it has several labels, ? where it is not known, and = with
 * what the total says. */
static void describe(const struct kgi_subtotals *subtotals, char text[TEXT_MAX])
{
	char number[KG_DECIMAL_ROOM];

	*text = '\0';
	for (size_t i = 0; i < subtotals->count; i++) {
		const struct kgi_subtotal *s = &subtotals->at[i];

		text += sprintf(text, "%s%u:%u-%u%s", i ? "; " : "", (unsigned)s->from.file, (unsigned)s->from.line, (unsigned)s->to.line,
				s->gap ? "!" : "");
		for (size_t c = 0; c < s->width; c++) {
			kg_decimal_print(s->parts[c].sum, number);
			text += sprintf(text, " %s%s", s->parts[c].unknown ? "?" : number, s->parts[c].varied ? "~" : "");
			if (!s->has_total || !s->stated[c].number)
				continue;
			kg_decimal_print(s->stated[c].value, number);
			text += sprintf(text, "=%s", number);
		}
	}
}

static void check(struct kgi_subtotals *subtotals, const char *expected)
{
	char text[TEXT_MAX];

	assert_true(kgi_subtotals_join(subtotals));
	describe(subtotals, text);
	assert_string_equal(text, expected);
	kgi_subtotals_fini(subtotals);
}

/* Rows as they come, and cut in two places, the pieces in another order. */
static void check_rows(const struct row *rows, size_t count, const char *expected)
{
	struct kgi_subtotals whole = { 0 };

	feed(&whole, rows, 0, count);
	check(&whole, expected);
	for (size_t one = 0; one <= count; one++)
		for (size_t other = one; other <= count; other++) {
			struct kgi_subtotals pieces[PIECES] = { { 0 } };

			feed(&pieces[0], rows, 0, one);
			feed(&pieces[1], rows, one, other);
			feed(&pieces[2], rows, other, count);
			assert_true(kgi_subtotals_merge(&pieces[2], &pieces[0]));
			assert_true(kgi_subtotals_merge(&pieces[2], &pieces[1]));
			assert_int_equal(pieces[0].count + pieces[1].count, 0);
			check(&pieces[2], expected);
			kgi_subtotals_fini(&pieces[0]);
			kgi_subtotals_fini(&pieces[1]);
		}
}

static void rows_up_to_totals(void **state)
{
	static const struct row rows[] = {
		{ 1, PART, { "北", "１，０００", "1.5" } }, { 1, PART, { "南", "-", "2" } }, { 1, TOTAL, { "合計", "1001", "3.5" } },
		{ 1, TOTAL, { "総計", "7", "x" } }, { 1, PART, { "東", "4", "" } }, { 1, PART, { "東", "5", "6" } },
	};

	(void)state;
	check_rows(rows, COUNT(rows), "1:1-2 ?~ 1000~=1001 3.5~=3.5; 1:4-4 0 0=7 0; 1:5-6 ? 9~ ?");
}

static void files_are_apart(void **state)
{
	static const struct row rows[] = {
		{ 1, PART, { "1", "2", "3" } }, { 2, PART, { "4", "5", "6" } }, { 2, TOTAL, { "4", "5", "6" } }, { 3, TOTAL, { "1", "", "" } },
	};

	(void)state;
	check_rows(rows, COUNT(rows), "1:1-1 1 2 3; 2:2-2 4=4 5=5 6=6; 3:4-4 0=1 0 0");
}

static void gaps(void **state)
{
	static const struct row rows[] = {
		{ 1, PART, { "1", "2", "3" } }, { 1, GAP, { "" } }, { 1, PART, { "1", "2", "3" } }, { 1, TOTAL, { "2", "4", "6" } },
		{ 1, PART, { "1", "2", "3" } },
	};

	(void)state;
	check_rows(rows, COUNT(rows), "1:1-3! 2=2 4=4 6=6; 1:5-5 1 2 3");
}

/* What a new column had in the rows before, nobody knows. */
static void columns_that_come_late(void **state)
{
	static const struct row rows[] = {
		{ 1, PART, { "1" } }, { 1, PART, { "1", "2" } }, { 1, TOTAL, { "2", "2" } }, { 1, TOTAL, { "3" } },
		{ 1, PART, { "4", "5", "6" } }, { 1, TOTAL, { "4", "5", "6" } },
	};

	(void)state;
	check_rows(rows, COUNT(rows), "1:1-2 2=2 ?=2; 1:4-4 0=3; 1:5-5 4=4 5=5 6=6");
}

/* Columns that end as the total begins are as many for it. */
static void a_total_of_fewer_columns(void **state)
{
	static const struct row rows[] = { { 1, PART, { "1", "2", "3" } }, { 1, TOTAL, { "1" } } };

	(void)state;
	check_rows(rows, COUNT(rows), "1:1-1 1=1 2 3");
}

static void numbers_of_a_column(void **state)
{
	static const struct row rows[] = {
		{ 1, PART, { "5人", "1件", "-" } }, { 1, PART, { "▲2.25名", "2人", "-" } }, { 1, EXTRA, { "3.5", "3件", "-" } },
	};
	struct kgi_subtotals subtotals = { 0 };
	const struct kgi_parts *parts;

	(void)state;
	feed(&subtotals, rows, 0, COUNT(rows));
	assert_int_equal(subtotals.count, 1);
	assert_false(subtotals.at[0].has_total);
	parts = subtotals.at[0].parts;
	assert_int_equal(kg_compare(parts[0].sum, (struct kg_decimal){ 275, 2 }), 0);
	assert_int_equal(kg_compare(parts[0].extra, (struct kg_decimal){ 35, 1 }), 0);
	assert_int_equal(kg_compare(parts[0].low, (struct kg_decimal){ -225, 2 }), 0);
	assert_int_equal(kg_compare(parts[0].high, kg_whole(5)), 0);
	assert_int_equal(parts[0].numbers, 3);
	assert_int_equal(parts[0].scale, 2);
	assert_false(parts[0].unknown);
	assert_true(parts[1].unknown);
	assert_false(parts[2].unknown || parts[2].varied);
	assert_int_equal(parts[2].numbers, 0);
	kgi_subtotals_fini(&subtotals);
}

/* All rows of a file, total after total. */
static void sums_over_totals(void **state)
{
	static const struct row rows[] = {
		{ 1, PART, { "1", "2", "3" } }, { 1, TOTAL, { "1", "2", "3" } }, { 1, PART, { "10", "x", "1" } }, { 1, GAP, { "" } },
	};
	struct kgi_subtotals subtotals = { 0 };
	struct kgi_subtotal all = { 0 };

	(void)state;
	feed(&subtotals, rows, 0, COUNT(rows));
	for (size_t i = 0; i < subtotals.count; i++)
		assert_true(kgi_subtotal_add(&all, &subtotals.at[i]));
	assert_int_equal(all.rows, 2);
	assert_true(all.gap && all.parts[1].unknown && !all.has_total);
	assert_int_equal(all.from.line, 1);
	assert_int_equal(all.to.line, 4);
	assert_int_equal(kg_compare(all.parts[0].sum, kg_whole(11)), 0);
	assert_int_equal(kg_compare(all.parts[2].sum, kg_whole(4)), 0);
	kgi_subtotal_fini(&all);
	kgi_subtotals_fini(&subtotals);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_up_to_totals),
		cmocka_unit_test(files_are_apart),
		cmocka_unit_test(gaps),
		cmocka_unit_test(columns_that_come_late),
		cmocka_unit_test(a_total_of_fewer_columns),
		cmocka_unit_test(numbers_of_a_column),
		cmocka_unit_test(sums_over_totals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
