#include "calendar.h"

#include <stdio.h>

enum {
	DAYS_TO_1970 = 719468,	/* from 0000-03-01 */
	DAYS_IN_400_YEARS = 146097,
};

/* Years are counted from March here, so that the leap day is a year's last. The algorithms are Howard Hinnant's
 * days_from_civil and civil_from_days. */
int32_t kg_date_of(int year, int month, int day_of_month)
{
	int from_march = month <= 2 ? year - 1 : year;
	int cycle = (from_march >= 0 ? from_march : from_march - 399) / 400;
	int year_of_cycle = from_march - cycle * 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day_of_month - 1;
	int day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;

	return cycle * DAYS_IN_400_YEARS + day_of_cycle - DAYS_TO_1970;
}

struct kg_calendar kg_calendar_of(int32_t day)
{
	int64_t shifted = (int64_t)day + DAYS_TO_1970;
	int cycle = (int)((shifted >= 0 ? shifted : shifted - (DAYS_IN_400_YEARS - 1)) / DAYS_IN_400_YEARS);
	int day_of_cycle = (int)(shifted - (int64_t)cycle * DAYS_IN_400_YEARS);
	int year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
	int day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;
	int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

	return (struct kg_calendar){
		.year = cycle * 400 + year_of_cycle + (month <= 2),
		.month = month,
		.day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
	};
}

size_t kg_date_print(int32_t day, char text[KG_DATE_ROOM])
{
	struct kg_calendar date = kg_calendar_of(day);
	int len = snprintf(text, KG_DATE_ROOM, "%04d-%02d-%02d", date.year, date.month, date.day);

	return len > 0 ? (size_t)len : 0;
}

/* 1970-01-01 was a Thursday. */
int kg_weekday_of(int32_t day)
{
	return (int)(((int64_t)day % 7 + 7 + 4) % 7);
}

int kg_date_year_from(int32_t day, int month)
{
	struct kg_calendar date = kg_calendar_of(day);

	return date.month >= month ? date.year : date.year - 1;
}

bool kg_calendar_exists(const struct kg_calendar *date)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = date->year % 4 == 0 && (date->year % 100 != 0 || date->year % 400 == 0);

	return date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= days[date->month - 1] &&
	       (date->month != 2 || date->day < 29 || leap);
}
