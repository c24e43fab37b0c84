/* date - dates as they are written.
 *
 * A cell is folded first, so that only half-width digits, - / . ( ) and plain blanks are left to look for.
 */
#include "date.h"

#include <stdio.h>

enum {
	CELL_MAX = 64,		/* bytes that are looked at; a date is shorter, a remark behind it may be longer */
	GREGORIAN = -35428,	/* 明治6年1月1日, the first day of the calendar in Japan */
	SERIAL_0 = -25569,	/* 1899-12-30 */
	SERIAL_FIRST = 61,	/* 1900-03-01: before it spreadsheets disagree about a 1900-02-29 */
	SERIAL_LAST = 109574,	/* 2199-12-31 */
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
	struct kg_calendar first, last;
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

static int32_t day_of(const struct kg_calendar *date)
{
	return kg_date_of(date->year, date->month, date->day);
}

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
static bool take_year_and_month(struct kg_slice *left, struct kg_calendar *date, size_t *i)
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
static bool take_parts(struct kg_slice *left, struct kg_calendar *date)
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
static bool take_packed(struct kg_slice *left, struct kg_calendar *date)
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

static bool take_date(struct kg_slice *left, struct kg_calendar *date)
{
	struct kg_slice packed = *left;

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
static enum kg_date_kind read_folded(struct kg_slice *left, struct kg_calendar *date)
{
	if (!begins_like_date(*left))
		return KG_DATE_WORDS;
	return take_date(left, date) && kg_calendar_exists(date) && is_remark(*left) ? KG_DATE : KG_DATE_MALFORMED;
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
static bool read_plain(struct kg_slice cell, struct kg_calendar *date)
{
	bool fits = cell.len >= strlen("2024/9/3") && cell.len <= strlen("2024-09-30");
	char mark = fits ? cell.at[4] : '\0';
	size_t month = fits && cell.at[6] == mark ? 1 : 2, day = cell.len - month - strlen("2024//");

	if ((mark != '-' && mark != '/') || cell.at[5 + month] != mark || day > 2)
		return false;
	*date = (struct kg_calendar){ number_of(cell.at, 4), number_of(cell.at + 5, month), number_of(cell.at + 6 + month, day) };
	return date->year > 0 && kg_calendar_exists(date);
}

bool kg_date_is_iso(struct kg_slice cell)
{
	struct kg_calendar date;

	return cell.len == strlen("2024-09-30") && cell.at[4] == '-' && read_plain(cell, &date);
}

static enum kg_date_kind read_any(struct kg_slice cell, struct kg_calendar *date)
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
	struct kg_calendar date;
	enum kg_date_kind kind;

	cell = kg_trim(cell);
	if (cell.len == 0)
		return KG_DATE_BLANK;
	kind = read_plain(cell, &date) ? KG_DATE : read_any(cell, &date);
	if (kind == KG_DATE)
		*day = day_of(&date);
	return kind;
}

/* Was the day, which there is, in the era that its cell begins with? Without one it is in none. */
static bool is_outside_era(struct kg_slice cell, const struct kg_calendar *date)
{
	int32_t day = day_of(date);
	size_t era = 0;
	int before;

	take_era(&cell, &before);
	while (era < COUNT(spans) && spans[era].before != before)
		era++;
	return era < COUNT(spans) && (day < day_of(&spans[era].first) || day_of(&spans[era].last) < day);
}

enum kg_date_flaw kg_date_flaw(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice whole = { text, kg_fold(beginning(kg_trim(cell)), KG_FOLD_CASE, text) }, left = whole;
	struct kg_calendar date;

	if (!begins_like_date(left) || !take_date(&left, &date) || !is_remark(left))
		return KG_DATE_SOUND;
	if (!kg_calendar_exists(&date))
		return KG_DATE_NO_DAY;
	return is_outside_era(whole, &date) ? KG_DATE_OUTSIDE_ERA : KG_DATE_SOUND;
}

bool kg_date_lacks_day(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(CELL_MAX)];
	struct kg_slice left = { text, kg_fold(beginning(kg_trim(cell)), KG_FOLD_CASE, text) };
	struct kg_calendar date = { .day = 1 };
	size_t i;

	if (!begins_like_date(left) || !take_year_and_month(&left, &date, &i))
		return false;
	take(&left, "月");
	return kg_calendar_exists(&date) && is_remark(left);
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
	struct kg_calendar date;
	size_t weekday;
	int32_t day;
	int right;

	if (read_folded(&left, &date) != KG_DATE || !find_weekday(left, &weekday))
		return false;
	day = day_of(&date);
	right = kg_weekday_of(day);
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
