/* date - the only way from a cell to a date.
 *
 *	int32_t day;
 *
 *	if (kg_date_read(kg_slice("令和６年９月３０日（月）"), &day) == KG_DATE)
 *		kg_date_print(day, text);	// 2024-09-30
 *
 * Days are those of calendar.h.
 */
#ifndef KG_DATE_H
#define KG_DATE_H

#include "calendar.h"
#include "text.h"

enum kg_date_kind {
	KG_DATE_BLANK,
	KG_DATE,
	KG_DATE_WORDS,		/* begins neither with a digit nor with a year of an era: 未定, 第1回, 令和 */
	KG_DATE_MALFORMED,	/* begins so and is no date: 2024-02-30, 令和6年, 3/4, 304人, or more than one: 8月23日〜9月20日 */
};

/* Understood, in half or full width, blanks around and between the parts allowed: 2024-09-30, 2024/9/30, 2024.9.30,
 * 2024年9月30日, 20240930; 令和6年9月30日, 令6.9.30, R6.9.30, R06/09/30, R060930, ㋿6年…, 元年 for the first year, the eras
 * M T S H R 明治 大正 昭和 平成 令和; a year's other name in brackets, 2024年（令和6年）9月30日, if both agree. A remark behind
 * is dropped: a bracket, （月）, a word, 現在, or a time behind a blank, T, 日 or a bracket; but not one that leads on to
 * another date (〜 から 、 →). A day outside its era (平成31年5月1日) is converted by arithmetic; so is one before 明治6年, when
 * the calendar was another. Only the first 64 bytes are looked at. *day is set for KG_DATE alone. */
enum kg_date_kind kg_date_read(struct kg_slice cell, int32_t *day);

/* What cannot be right in a cell with a year, a month and a day: there is no such day (2024-02-30, 令和6年13月1日), or its era was not
 * then (平成31年5月1日, 昭和64年1月8日); kg_date_read() takes only the latter for a date. SOUND for all else. */
enum kg_date_flaw {
	KG_DATE_SOUND,
	KG_DATE_NO_DAY,
	KG_DATE_OUTSIDE_ERA,
};

enum kg_date_flaw kg_date_flaw(struct kg_slice cell);

/* Is it a year and a month, and no date for want of a day: 令和6年4月, R7.4, 2024.3, 2024-03? */
bool kg_date_lacks_day(struct kg_slice cell);

/* Does a cell that is a date name another weekday than that day's: 令和7年3月19日（木）? Known in a bracket, （木） ［木・祝］, or as 木曜,
 * 木曜日. *named and *true_one are 0 for 日 to 6, and left alone if not. False for no weekday, for several (土・日), for the right
 * one, and for days before 明治6年. */
bool kg_date_wrong_weekday(struct kg_slice cell, int *named, int *true_one);

/* A day as spreadsheets count it from 1899-12-30: 45565, or 45565.75 with a time, which is dropped. From 1900-03-01 to
 * 2199-12-31; *day is left alone for anything else. The caller knows that the column holds days: 304 people look the same. */
bool kg_date_read_serial(struct kg_slice cell, int32_t *day);

/* Is it a date, and written yyyy-mm-dd? */
bool kg_date_is_iso(struct kg_slice cell);

/* Reads a year: 2024, 2024年, 2024年度, 令和6年度, R6, 令和元年度, 令和6（2024）年度, in either width. Anything more, a month
 * or a remark, makes it none, and *year is left alone. */
bool kg_year_read(struct kg_slice cell, int *year);

/* The form by which years are compared: R6, 令和6年度 and 2024年度 are 2024. A cell that is no year is its own folded form. Writes at
 * most KG_FOLD_ROOM(cell.len) bytes, no NUL; returns the length. */
size_t kg_year_fold(struct kg_slice cell, char *text);

#endif
