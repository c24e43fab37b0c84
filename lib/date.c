/* date - days, calendar and wareki.
 *
 * A cell is folded first, so that only half-width digits, - / . ( ) and plain blanks are left to look for.
 */
#include <stdio.h>

#include "date.h"

enum {
	CELL_MAX = 64,		/* bytes that are looked at; a date is shorter, a remark behind it may be longer */
	DAYS_TO_1970 = 719468,	/* from 0000-03-01 */
	DAYS_IN_400_YEARS = 146097,
	GREGORIAN = -35428,	/* 明治6年1月1日, the first day of the calendar in Japan */
	SERIAL_0 = -25569,	/* 1899-12-30 */
	SERIAL_FIRST = 61,	/* 1900-03-01: before it spreadsheets disagree about a 1900-02-29 */
	SERIAL_LAST = 109574,	/* 2199-12-31 */
};

struct calendar {
	int year, month, day;
	int before;		/* of the era that it is written in, see below; 0 for none */
};

/* Longer names first. */
static const struct {
	const char *name;
	int before;		/* the year before its first */
} eras[] = {
	{ "明治", 1867 }, { "明", 1867 }, { "m", 1867 },
	{ "大正", 1911 }, { "大", 1911 }, { "t", 1911 },
	{ "昭和", 1925 }, { "昭", 1925 }, { "s", 1925 },
	{ "平成", 1988 }, { "平", 1988 }, { "h", 1988 },
	{ "令和", 2018 }, { "令", 2018 }, { "r", 2018 },
};

/* The first day and the last of each era. Two of them have their first in common with the last of the one before. */
static const struct {
	int before;
	struct calendar first, last;
} spans[] = {
	{ 1867, { .year = 1868, .month = 1, .day = 25 }, { .year = 1912, .month = 7, .day = 30 } },
	{ 1911, { .year = 1912, .month = 7, .day = 30 }, { .year = 1926, .month = 12, .day = 25 } },
	{ 1925, { .year = 1926, .month = 12, .day = 25 }, { .year = 1989, .month = 1, .day = 7 } },
	{ 1988, { .year = 1989, .month = 1, .day = 8 }, { .year = 2019, .month = 4, .day = 30 } },
	{ 2018, { .year = 2019, .month = 5, .day = 1 }, { .year = 9999, .month = 12, .day = 31 } },
};

static const struct {
	const char *year, *month, *day;		/* what stands behind each number */
} layouts[] = {
	{ "年", "月", "日" }, { "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" },
};

/* Behind a date these lead on to another one: the cell holds a range or a list. ASCII signs need no row. */
static const char *const joiners[] = { "から", "より", "及び", "、", "・", "→", "⇒", "➡", "‐", "–", "―" };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const weekdays[] = { "日", "月", "火", "水", "木", "金", "土" };

static const char *const weekday_words[] = { "曜日", "曜" };
static const char *const holidays[] = { "祝", "休", "振替" };
static const char *const commas[] = { "・", "、", ",", "/" };

static const struct {
	const char *open, *close;
} brackets[] = { { "(", ")" }, { "[", "]" }, { "【", "】" }, { "〔", "〕" } };

/* What is left of a cell is a slice; to take something is to go on behind it. */
static inline bool take(struct kg_slice *left, const char *word)
{
	size_t len = strlen(word);

	if (len > left->len || memcmp(left->at, word, len) != 0)
		return false;
	left->at += len;
	left->len -= len;
	return true;
}

static bool take_blanks(struct kg_slice *left)
{
	size_t len = left->len;

	*left = kg_trim(*left);
	return left->len < len;
}

static bool at_digit(struct kg_slice left)
{
	return left.len && kg_is_digit(left.at[0]);
}

/* Takes all digits there are: at least `least` and at most `most`, else false. */
static bool take_number(struct kg_slice *left, int least, int most, int *number)
{
	int digits = 0;

	for (*number = 0; at_digit(*left) && digits <= most; left->at++, left->len--, digits++)
		*number = *number * 10 + (left->at[0] - '0');
	return digits >= least && digits <= most;
}

static bool take_era(struct kg_slice *left, int *before)
{
	*before = 0;
	for (size_t i = 0; !at_digit(*left) && i < COUNT(eras); i++)
		if (take(left, eras[i].name)) {
			*before = eras[i].before;
			return true;
		}
	return false;
}

/* Takes 2024, 令和6, R06 or 令和元. */
static bool take_year(struct kg_slice *left, int *year)
{
	int before, number = 1;
	bool era = take_era(left, &before), known;

	take_blanks(left);
	known = (era && take(left, "元")) || take_number(left, era ? 1 : 4, era ? 3 : 4, &number);
	*year = before + number;
	return known && number > 0;
}

/* Takes a bracket with what is in it, which is *inner. One that is never closed reaches to the end. */
static bool take_enclosed(struct kg_slice *left, const char *open, const char *close, struct kg_slice *inner)
{
	if (!take(left, open))
		return false;
	for (*inner = (struct kg_slice){ left->at, 0 }; left->len && !take(left, close); left->at++, left->len--)
		inner->len++;
	return true;
}

static bool take_bracket(struct kg_slice *left, struct kg_slice *inner)
{
	return take_enclosed(left, "(", ")", inner);
}

static bool take_year_word(struct kg_slice *left)
{
	take_blanks(left);
	return take(left, "年度") || take(left, "年");
}

/* A year may be followed by its other name in brackets: 2024年(令和6年), 令和6(2024)年度. False when that is another year. */
static bool agrees_in_brackets(struct kg_slice *left, int year)
{
	struct kg_slice inner;
	int other;

	take_blanks(left);
	if (!take_bracket(left, &inner))
		return true;
	take_blanks(&inner);
	if (!take_year(&inner, &other) || other != year)
		return false;
	take_year_word(&inner);
	take_blanks(left);
	return kg_trim(inner).len == 0;
}

/* Takes 2024-9, and what stands between its parts is that of layouts[*i]. */
static bool take_year_and_month(struct kg_slice *left, struct calendar *date, size_t *i)
{
	*i = 0;
	if (!take_year(left, &date->year) || !agrees_in_brackets(left, date->year))
		return false;
	while (!take(left, layouts[*i].year))
		if (++*i == COUNT(layouts))
			return false;
	if (!agrees_in_brackets(left, date->year) || !take_number(left, 1, 2, &date->month))
		return false;
	take_blanks(left);
	return true;
}

/* Takes 2024-9-30 and all that is written with something between the numbers. */
static bool take_parts(struct kg_slice *left, struct calendar *date)
{
	size_t i;

	if (!take_year_and_month(left, date, &i) || !take(left, layouts[i].month))
		return false;
	take_blanks(left);
	if (!take_number(left, 1, 2, &date->day))
		return false;
	if (*layouts[i].day)
		take_blanks(left);
	return take(left, layouts[i].day);
}

/* Takes 20240930 or R060930. */
static bool take_packed(struct kg_slice *left, struct calendar *date)
{
	int before, number, digits = take_era(left, &before) ? 6 : 8;

	take_blanks(left);
	if (!take_number(left, digits, digits, &number))
		return false;
	date->year = before + number / 10000;
	date->month = number / 100 % 100;
	date->day = number % 100;
	return number >= 10000;
}

static bool take_date(struct kg_slice *left, struct calendar *date)
{
	struct kg_slice packed = *left, era = *left;

	take_era(&era, &date->before);
	if (!take_packed(&packed, date))
		return take_parts(left, date);
	*left = packed;
	return true;
}

/* 9:30 or 9時; what follows is seconds, zones or words. */
static bool is_time(struct kg_slice left)
{
	int hour, minute = 0;

	return take_number(&left, 1, 2, &hour) && hour <= 24 &&
	       (take(&left, ":") ? take_number(&left, 2, 2, &minute) && minute < 60 : take(&left, "時"));
}

/* Takes one of `count` words; false if none is there. */
static bool take_one(struct kg_slice *left, const char *const *list, size_t count, size_t *which)
{
	for (*which = 0; *which < count; ++*which)
		if (take(left, list[*which]))
			return true;
	return false;
}

static bool at_joiner(struct kg_slice left)
{
	size_t which;

	return take_one(&left, joiners, COUNT(joiners), &which);
}

/* May this stand behind a date: nothing, a bracket, a time, a word? */
static bool is_remark(struct kg_slice left)
{
	struct kg_slice inner;
	bool blank;

	do
		blank = take_blanks(&left);
	while (take_bracket(&left, &inner));
	if (left.len == 0)
		return true;
	if (at_digit(left) || (!blank && take(&left, "t")))
		return is_time(left);
	if (left.at[0] >= 'a' && left.at[0] <= 'z')
		return blank;
	return left.at[0] == '[' || ((unsigned char)left.at[0] >= 0x80 && !at_joiner(left));
}

static bool begins_like_date(struct kg_slice left)
{
	int before;
	bool era = take_era(&left, &before);

	take_blanks(&left);
	return at_digit(left) || (era && take(&left, "元"));
}

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

static struct calendar calendar_of(int32_t day)
{
	int64_t shifted = (int64_t)day + DAYS_TO_1970;
	int cycle = (int)((shifted >= 0 ? shifted : shifted - (DAYS_IN_400_YEARS - 1)) / DAYS_IN_400_YEARS);
	int day_of_cycle = (int)(shifted - (int64_t)cycle * DAYS_IN_400_YEARS);
	int year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
	int day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;
	int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

	return (struct calendar){
		.year = cycle * 400 + year_of_cycle + (month <= 2),
		.month = month,
		.day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
	};
}

size_t kg_date_print(int32_t day, char text[KG_DATE_ROOM])
{
	struct calendar date = calendar_of(day);
	int len = snprintf(text, KG_DATE_ROOM, "%04d-%02d-%02d", date.year, date.month, date.day);

	return len > 0 ? (size_t)len : 0;
}

/* 0 is a Sunday; 1970-01-01 was a Thursday. */
static int weekday_of(int32_t day)
{
	return (int)(((int64_t)day % 7 + 7 + 4) % 7);
}

int kg_date_year_from(int32_t day, int month)
{
	struct calendar date = calendar_of(day);

	return date.month >= month ? date.year : date.year - 1;
}

static bool exists(const struct calendar *date)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = date->year % 4 == 0 && (date->year % 100 != 0 || date->year % 400 == 0);

	return date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= days[date->month - 1] &&
	       (date->month != 2 || date->day < 29 || leap);
}

/* The beginning of a cell, CELL_MAX bytes at most, without half a character at its end. */
static struct kg_slice beginning(struct kg_slice cell)
{
	if (cell.len > CELL_MAX) {
		cell.len = CELL_MAX;
		if (kg_utf8_valid(cell) > CELL_MAX - 4)
			cell.len = kg_utf8_valid(cell);
	}
	return cell;
}

/* Reads a folded cell; *left is what stands behind the date. */
static enum kg_date_kind read_folded(struct kg_slice *left, struct calendar *date)
{
	if (!begins_like_date(*left))
		return KG_DATE_WORDS;
	return take_date(left, date) && exists(date) && is_remark(*left) ? KG_DATE : KG_DATE_MALFORMED;
}

/* The number that these digits are; -1 if they are none. */
static int number_of(const char *digits, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count; i++) {
		if (!kg_is_digit(digits[i]))
			return -1;
		number = number * 10 + (digits[i] - '0');
	}
	return number;
}

/* 2024-09-30 or 2024/9/3, as most are written: in nothing that has to be folded. */
static bool read_plain(struct kg_slice cell, struct calendar *date)
{
	bool fits = cell.len >= strlen("2024/9/3") && cell.len <= strlen("2024-09-30");
	char mark = fits ? cell.at[4] : '\0';
	size_t month = fits && cell.at[6] == mark ? 1 : 2, day = cell.len - month - strlen("2024//");

	if ((mark != '-' && mark != '/') || cell.at[5 + month] != mark || day > 2)
		return false;
	*date = (struct calendar){ number_of(cell.at, 4), number_of(cell.at + 5, month), number_of(cell.at + 6 + month, day), 0 };
	return date->year > 0 && exists(date);
}

bool kg_date_is_iso(struct kg_slice cell)
{
	struct calendar date;

	return cell.len == strlen("2024-09-30") && cell.at[4] == '-' && read_plain(cell, &date);
}

static enum kg_date_kind read_any(struct kg_slice cell, struct calendar *date)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice left = { text, 0 };

	if (kg_is_nothing(cell))
		return KG_DATE_BLANK;
	left.len = kg_fold(beginning(cell), KG_FOLD_CASE, text);
	return left.len ? read_folded(&left, date) : KG_DATE_BLANK;
}

enum kg_date_kind kg_date_read(struct kg_slice cell, int32_t *day)
{
	struct calendar date;
	enum kg_date_kind kind;

	cell = kg_trim(cell);
	if (cell.len == 0)
		return KG_DATE_BLANK;
	kind = read_plain(cell, &date) ? KG_DATE : read_any(cell, &date);
	if (kind == KG_DATE)
		*day = kg_date_of(date.year, date.month, date.day);
	return kind;
}

static bool is_before(const struct calendar *a, const struct calendar *b)
{
	return a->year != b->year ? a->year < b->year : a->month != b->month ? a->month < b->month : a->day < b->day;
}

static bool is_outside_era(const struct calendar *date)
{
	size_t era = 0;

	while (era < COUNT(spans) && spans[era].before != date->before)
		era++;
	return era < COUNT(spans) && (is_before(date, &spans[era].first) || is_before(&spans[era].last, date));
}

enum kg_date_flaw kg_date_flaw(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice left = { text, kg_fold(beginning(kg_trim(cell)), KG_FOLD_CASE, text) };
	struct calendar date;

	if (!begins_like_date(left) || !take_date(&left, &date) || !is_remark(left))
		return KG_DATE_SOUND;
	if (!exists(&date))
		return KG_DATE_NO_DAY;
	return is_outside_era(&date) ? KG_DATE_OUTSIDE_ERA : KG_DATE_SOUND;
}

bool kg_date_lacks_day(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice left = { text, kg_fold(beginning(kg_trim(cell)), KG_FOLD_CASE, text) };
	struct calendar date = { .day = 1 };
	size_t i;

	if (!begins_like_date(left) || !take_year_and_month(&left, &date, &i))
		return false;
	take(&left, "月");
	return exists(&date) && is_remark(left);
}

/* A weekday and what may follow it in a bracket: 月・祝, 月祝, 月曜日; not 土・日 or 月末. */
static bool is_weekday(struct kg_slice text, size_t *weekday)
{
	size_t which;

	text = kg_trim(text);
	if (!take_one(&text, weekdays, COUNT(weekdays), weekday))
		return false;
	take_one(&text, weekday_words, COUNT(weekday_words), &which);
	take_blanks(&text);
	if (take_one(&text, commas, COUNT(commas), &which))
		take_blanks(&text);
	return text.len == 0 || take_one(&text, holidays, COUNT(holidays), &which);
}

/* Finds the weekday in a bracket behind a date, or without one as 月曜日: 日 alone may be the day's. */
static bool find_weekday(struct kg_slice left, size_t *weekday)
{
	struct kg_slice inner;
	size_t which;

	for (bool more = true; more;) {
		more = false;
		take_blanks(&left);
		for (size_t i = 0; i < COUNT(brackets) && !more; i++)
			more = take_enclosed(&left, brackets[i].open, brackets[i].close, &inner);
		if (more && is_weekday(inner, weekday))
			return true;
	}
	return take_one(&left, weekdays, COUNT(weekdays), weekday) &&
	       take_one(&left, weekday_words, COUNT(weekday_words), &which);
}

bool kg_date_wrong_weekday(struct kg_slice cell, int *named, int *true_one)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice left = { text, kg_fold(beginning(kg_trim(cell)), KG_FOLD_CASE, text) };
	struct calendar date;
	size_t weekday;
	int32_t day;
	int right;

	if (read_folded(&left, &date) != KG_DATE || !find_weekday(left, &weekday))
		return false;
	day = kg_date_of(date.year, date.month, date.day);
	right = weekday_of(day);
	if (day < GREGORIAN || right == (int)weekday)
		return false;
	*named = (int)weekday;
	*true_one = right;
	return true;
}

bool kg_date_read_serial(struct kg_slice cell, int32_t *day)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice left = { .at = text };
	int number;

	cell = kg_trim(cell);
	if (cell.len == 0 || cell.len > CELL_MAX)
		return false;
	left.len = kg_fold(cell, KG_FOLD_WIDTH, text);
	if (kg_slice_starts(left, "0") || !take_number(&left, 2, 6, &number) || number < SERIAL_FIRST || number > SERIAL_LAST)
		return false;
	if (take(&left, ".") && left.len == 0)
		return false;
	for (; at_digit(left); left.at++)
		left.len--;
	if (left.len)
		return false;
	*day = SERIAL_0 + number;
	return true;
}

bool kg_year_read(struct kg_slice cell, int *year)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice whole = kg_trim(cell), left = { .at = text };
	int number;

	if (whole.len > CELL_MAX)
		return false;
	left.len = kg_fold(whole, KG_FOLD_CASE, text);
	if (!take_year(&left, &number) || !agrees_in_brackets(&left, number))
		return false;
	take_year_word(&left);
	if (!agrees_in_brackets(&left, number) || left.len)
		return false;
	*year = number;
	return true;
}

size_t kg_year_fold(struct kg_slice cell, char *text)
{
	int year;

	return kg_year_read(cell, &year) ? (size_t)sprintf(text, "%d", year) : kg_fold(cell, KG_FOLD_WIDTH, text);
}
