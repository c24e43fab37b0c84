/* indicator_test - what follows from target, actual and baseline. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "indicator.h"
#include "number.h"

/* 令和6年度, looked at on 2024-09-30: 183 of 365 days. */
static struct kg_term half_year(void)
{
	return (struct kg_term){ kg_date_of(2024, 4, 1), kg_date_of(2025, 4, 1) - 1, kg_date_of(2024, 9, 30) };
}

/* From three cells; a blank one is none. */
static struct kg_indicator indicator(const char *target, const char *actual, const char *baseline, bool down)
{
	struct kg_number t = kg_number_read(kg_slice(target)), a = kg_number_read(kg_slice(actual)),
			 b = kg_number_read(kg_slice(baseline));

	return (struct kg_indicator){ t.value, a.value, b.value, t.kind == KG_NUMBER, a.kind == KG_NUMBER, b.kind == KG_NUMBER, down };
}

static void assert_decimal(struct kg_decimal is, const char *expected)
{
	char text[KG_DECIMAL_ROOM];

	kg_decimal_print(is, text);
	assert_string_equal(text, expected);
}

/* The percent, "-" where it is undefined. */
static void assert_share(struct kg_share share, const char *expected)
{
	struct kg_decimal quotient;

	share.part.units *= 100;
	if (kg_divide(share.part, share.whole, 1, KG_HALF_UP, &quotient))
		assert_decimal(quotient, expected);
	else
		assert_string_equal("-", expected);
}

static void judges(void **state)
{
	static const struct {
		const char *target, *actual, *baseline;
		bool down, term;
		const char *word, *remaining, *rate;
	} rows[] = {
		{ "350", "304", "", false, false, "missed", "46", "86.9" },
		{ "100", "120", "", false, false, "met", "0", "120.0" },
		{ "100", "100", "", false, true, "met", "0", "100.0" },
		{ "100", "", "", false, false, "not_reported", "0", "-" },
		{ "", "17", "", false, false, "", "0", "-" },
		{ "0", "5", "", false, false, "met", "0", "-" },
		{ "-5", "-3", "", false, false, "met", "0", "-" },
		{ "100", "50", "", false, true, "behind", "50", "50.0" },
		{ "100", "50.2", "", false, true, "on_track", "49.8", "50.2" },
		{ "365", "183", "", false, true, "on_track", "182", "50.1" },
		{ "365", "182.9999999", "", false, true, "behind", "182.0000001", "50.1" },
		{ "80", "70", "60", false, false, "missed", "10", "50.0" },
		{ "60", "60", "60", false, false, "met", "0", "-" },
		{ "10", "15", "", true, false, "missed", "5", "-" },
		{ "10", "10", "", true, false, "met", "0", "-" },
		{ "10", "15", "", true, true, "behind", "5", "-" },
		{ "10", "15", "20", true, true, "behind", "5", "50.0" },
		{ "10", "14.9", "20", true, true, "on_track", "4.9", "51.0" },
		{ "10", "25", "20", true, false, "missed", "15", "-50.0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kg_indicator is = indicator(rows[i].target, rows[i].actual, rows[i].baseline, rows[i].down);
		struct kg_term term = half_year();
		struct kg_judgement judgement;

		print_message("%s %s %s\n", rows[i].target, rows[i].actual, rows[i].baseline);
		assert_true(kg_indicator_judge(&is, rows[i].term ? &term : NULL, &judgement));
		assert_string_equal(kg_indicator_word(judgement.standing), rows[i].word);
		assert_decimal(judgement.remaining, rows[i].remaining);
		assert_share(judgement.rate, rows[i].rate);
	}
}

static void expects(void **state)
{
	static const struct {
		int32_t year;
		bool down;
		const char *baseline, *expected, *word;
	} rows[] = {
		{ 2024, false, "", "5013.7", "behind" },
		{ 2024, false, "200", "5013.7", "behind" },	/* upward always from 0 */
		{ 2025, false, "", "0.0", "on_track" },
		{ 2023, false, "", "10000.0", "missed" },
		{ 2024, true, "200", "14986.3", "behind" },
		{ 2024, true, "", "-", "behind" },
		{ 2023, true, "", "-", "missed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kg_indicator is = indicator("100", rows[i].down ? "160" : "40", rows[i].baseline, rows[i].down);
		struct kg_term term = { kg_date_of(rows[i].year, 4, 1), kg_date_of(rows[i].year + 1, 4, 1) - 1, half_year().day };
		struct kg_judgement judgement;

		print_message("%d\n", rows[i].year);
		assert_true(kg_indicator_judge(&is, &term, &judgement));
		assert_share(judgement.expected, rows[i].expected);
		assert_string_equal(kg_indicator_word(judgement.standing), rows[i].word);
	}
}

/* An actual is not needed to expect one. */
static void expects_without_actual(void **state)
{
	struct kg_indicator is = indicator("100", "", "", false);
	struct kg_term term = half_year();
	struct kg_judgement judgement;

	(void)state;
	assert_true(kg_indicator_judge(&is, &term, &judgement));
	assert_share(judgement.expected, "5013.7");
}

static void refuses_too_many_digits(void **state)
{
	struct kg_indicator is = indicator("100000000000000000", "0.000000000000000000000000000000000001", "", false);
	struct kg_judgement judgement;

	(void)state;
	assert_false(kg_indicator_judge(&is, NULL, &judgement));
}

static void finds_wrong_sides(void **state)
{
	struct kg_indicator below = indicator("40", "", "50", false), above = indicator("60", "", "50", false),
			    none = indicator("-1", "", "", false);

	(void)state;
	assert_true(kg_indicator_askew(&below));
	assert_false(kg_indicator_askew(&above));
	assert_false(kg_indicator_askew(&none));
	below.down = above.down = true;
	assert_false(kg_indicator_askew(&below));
	assert_true(kg_indicator_askew(&above));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges),
		cmocka_unit_test(expects),
		cmocka_unit_test(expects_without_actual),
		cmocka_unit_test(refuses_too_many_digits),
		cmocka_unit_test(finds_wrong_sides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
