/* calendar_test - days, years, months and weekdays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "calendar.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void test_days(void **state)
{
	static const struct {
		int year, month, day_of_month;
		int32_t day;
	} known[] = {
		{ 1970, 1, 1, 0 },	   { 1969, 12, 31, -1 },   { 2000, 3, 1, 11017 }, { 1868, 10, 23, -36959 },
		{ 1600, 2, 29, -135081 },  { 1, 1, 1, -719162 },   { 0, 3, 1, -719468 },  { -1, 12, 31, -719529 },
		{ 9999, 12, 31, 2932896 },
	};
	int32_t day = kg_date_of(-401, 1, 1), last = kg_date_of(2500, 1, 1);
	int month = 1, year = -401;

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++)
		assert_int_equal(kg_date_of(known[i].year, known[i].month, known[i].day_of_month), known[i].day);
	for (; day < last; month = month % 12 + 1, year += month == 1) {
		int32_t next = kg_date_of(year + month / 12, month % 12 + 1, 1);

		assert_in_range(next - day, 28, 31);
		for (; day < next; day++) {
			assert_int_equal(kg_date_year_from(day, month), year);
			assert_int_equal(kg_date_year_from(day, month % 12 + 1), month == 12 ? year : year - 1);

			struct kg_calendar date = kg_calendar_of(day);

			assert_true(kg_calendar_exists(&date));
			assert_int_equal(kg_date_of(date.year, date.month, date.day), day);
		}
	}
}

static void test_year_from(void **state)
{
	static const struct {
		struct kg_calendar date;
		int april, october, january;
	} days[] = {
		{ { 2024, 4, 1 }, 2024, 2023, 2024 },  { { 2025, 3, 31 }, 2024, 2024, 2025 }, { { 2025, 3, 7 }, 2024, 2024, 2025 },
		{ { 2024, 9, 30 }, 2024, 2023, 2024 }, { { 2024, 3, 31 }, 2023, 2023, 2024 }, { { 2024, 10, 1 }, 2024, 2024, 2024 },
		{ { 2019, 4, 1 }, 2019, 2018, 2019 },  { { 2019, 5, 1 }, 2019, 2018, 2019 },  { { 1989, 1, 7 }, 1988, 1988, 1989 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		int32_t day = kg_date_of(days[i].date.year, days[i].date.month, days[i].date.day);

		assert_int_equal(kg_date_year_from(day, 4), days[i].april);
		assert_int_equal(kg_date_year_from(day, 10), days[i].october);
		assert_int_equal(kg_date_year_from(day, 1), days[i].january);
	}
}

static void test_days_that_are_none(void **state)
{
	static const struct kg_calendar none[] = {
		{ 2023, 2, 29 }, { 1900, 2, 29 }, { 2024, 2, 30 }, { 2024, 4, 31 }, { 2024, 12, 32 }, { 2024, 1, 0 }, { 2024, 0, 1 },
		{ 2024, 13, 1 }, { 2024, -1, 1 }, { 2024, 1, -1 },
	}, some[] = { { 2024, 2, 29 }, { 2000, 2, 29 }, { 2024, 12, 31 }, { 1, 1, 1 } };

	(void)state;
	for (size_t i = 0; i < COUNT(none); i++)
		assert_false(kg_calendar_exists(&none[i]));
	for (size_t i = 0; i < COUNT(some); i++)
		assert_true(kg_calendar_exists(&some[i]));
}

static void test_weekdays(void **state)
{
	(void)state;
	assert_int_equal(kg_weekday_of(kg_date_of(1970, 1, 1)), 4);
	assert_int_equal(kg_weekday_of(kg_date_of(2024, 9, 30)), 1);
	assert_int_equal(kg_weekday_of(kg_date_of(1873, 1, 1)), 3);
	for (int32_t day = -1000; day < 1000; day++)
		assert_int_equal(kg_weekday_of(day + 1), (kg_weekday_of(day) + 1) % 7);
	assert_in_range(kg_weekday_of(INT32_MIN), 0, 6);
	assert_in_range(kg_weekday_of(INT32_MAX), 0, 6);
}

static void test_print(void **state)
{
	static const struct {
		int32_t day;
		const char *text;
	} days[] = { { 0, "1970-01-01" }, { 19996, "2024-09-30" }, { -719162, "0001-01-01" }, { 2932896, "9999-12-31" } };
	char text[KG_DATE_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		assert_int_equal(kg_date_print(days[i].day, text), 10);
		assert_string_equal(text, days[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_year_from),
		cmocka_unit_test(test_days_that_are_none),
		cmocka_unit_test(test_weekdays),
		cmocka_unit_test(test_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
