/* calendar - days as numbers, and as years, months and days of the Gregorian calendar.
 *
 *	int32_t day = kg_date_of(2024, 9, 30);
 *	char text[KG_DATE_ROOM];
 *
 *	kg_date_print(day, text);		// 2024-09-30
 *	kg_weekday_of(day)			// 1: a Monday
 *	kg_date_year_from(day, 4)		// 2024
 *
 * A day is the number of days since 1970-01-01; there are no hours and no zones. The calendar goes on before it was there, and before
 * the year 1. No function looks at the clock, and none can fail.
 */
#ifndef KG_CALENDAR_H
#define KG_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KG_DATE_ROOM = 16 };

struct kg_calendar {
	int year, month, day;	/* months and days count from 1 */
};

/* Is there such a day? */
bool kg_calendar_exists(const struct kg_calendar *);

struct kg_calendar kg_calendar_of(int32_t day);

int32_t kg_date_of(int year, int month, int day_of_month);	/* no check: month 1 to 12 */

/* ISO 8601, yyyy-mm-dd. Returns the length; `text` gets a NUL. */
size_t kg_date_print(int32_t day, char text[KG_DATE_ROOM]);

/* The year, named by the calendar year it begins in, that `day` belongs to when years begin with `month` (4 for
 * the Japanese fiscal year). */
int kg_date_year_from(int32_t day, int month);

/* 0 is a Sunday, 6 a Saturday. */
int kg_weekday_of(int32_t day);

#endif
