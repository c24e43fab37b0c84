#include "cleaner.h"
#include "array.h"
#include "days.h"
#include "number.h"

enum {
	EIGHT_DIGITS = 8,	/* 20240930 */
	PACKED_DIGITS = 6,	/* at the end of that and of R060930 */
	CODE_SHORTEST = 5,
	CODE_LONGEST = 13,
	PHONE_DIGITS = 9,	/* +81312345678 is no number */
	FIRST_YEAR = 1873,	/* of the present calendar, 明治6年 */
	CONVERTED_MAX = 128,	/* bytes; no date, number or code is longer */
	CONVERTED_ROOM = KG_DECIMAL_ROOM + KG_FOLD_ROOM(CONVERTED_MAX),
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const weekdays[] = { "日", "月", "火", "水", "木", "金", "土" };

/* Around a weekday; the longer ones first. */
static const struct {
	const char *before, *behind;
} weekday_forms[] = {
	{ "(", "曜日)" }, { "(", "曜)" }, { "(", ")" }, { "（", "曜日）" }, { "（", "曜）" }, { "（", "）" }, { "", "曜日" },
	{ "", "曜" },
};

/* With a time it is no date alone. */
static const char *const time_marks[] = { ":", "：", "時" };

static const char *const eras[] = { "明", "大", "昭", "平", "令", "㋿", "㍻", "㍼", "㍽", "㍾" };

static const char *const commas[] = { ",", "，" };

static const char *const yens[] = { "￥", "¥" };

/* Between digits these are written in half width, like the digits; not ，, which may stand between answers: 1，その他. */
static const struct {
	const char *wide;
	char narrow;
} joints[] = { { "－", '-' }, { "．", '.' }, { "：", ':' }, { "／", '/' } };

static const char *const signs[] = { "＋", "－", "−", "▲", "△", "．" };

static bool holds(struct kg_slice text, const char *const *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (kg_slice_find(text, kg_slice(parts[i])) < text.len)
			return true;
	return false;
}

static size_t count_digits(struct kg_slice text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += kg_is_digit(text.at[i]);
	return count;
}

static struct kg_slice without_end(struct kg_slice text, size_t bytes)
{
	text.len -= bytes;
	return text;
}

static struct kg_slice without_last(struct kg_slice text)
{
	size_t bytes = 1;

	while (bytes < text.len && ((unsigned char)text.at[text.len - bytes] & 0xC0) == 0x80)
		bytes++;
	return without_end(text, bytes);
}

static bool ends_with(struct kg_slice *text, const char *end)
{
	if (!kg_slice_ends(*text, end))
		return false;
	text->len -= strlen(end);
	return true;
}

static struct kg_slice without_weekday(struct kg_slice text)
{
	if (kg_is_digit(text.at[text.len - 1]))
		return text;
	for (size_t form = 0; form < COUNT(weekday_forms); form++)
		for (size_t day = 0; day < COUNT(weekdays); day++) {
			struct kg_slice bare = text;

			if (ends_with(&bare, weekday_forms[form].behind) && ends_with(&bare, weekdays[day]) &&
			    ends_with(&bare, weekday_forms[form].before))
				return kg_trim(bare);
		}
	return text;
}

static bool is_day(struct kg_slice text, int32_t day)
{
	int32_t other;

	return kg_date_read(text, &other) == KG_DATE && other == day;
}

/* A date and nothing more: kg_date_read() passes over what stands behind one, and then the last character does not matter. */
static bool is_date_alone(struct kg_slice text, struct kg_slice bare, int32_t *day)
{
	int named, true_one;

	return kg_date_read(text, day) == KG_DATE && *day >= kg_date_of(FIRST_YEAR, 1, 1) && is_day(bare, *day) &&
	       !is_day(without_last(bare), *day) && !holds(text, time_marks, COUNT(time_marks)) &&
	       !kg_date_wrong_weekday(text, &named, &true_one);
}

/* No separator is so near the end of a date that has any. */
static bool is_packed(struct kg_slice bare)
{
	return bare.len >= PACKED_DIGITS &&
	       count_digits((struct kg_slice){ bare.at + bare.len - PACKED_DIGITS, PACKED_DIGITS }) == PACKED_DIGITS;
}

static bool begins_with(struct kg_slice text, const char *ascii, const char *const *others, size_t count)
{
	bool any = text.len && strchr(ascii, text.at[0]) && text.at[0];

	for (size_t i = 0; i < count && !any; i++)
		any = kg_slice_starts(text, others[i]);
	return any;
}

/* Writes the date as 2024-09-30; returns its length, 0 for anything else. */
static size_t put_date(const struct kg_cleaner *cleaner, struct kg_slice text, char *out)
{
	bool iso = text.len == 10 && text.at[4] == '-' && text.at[7] == '-';
	bool number = count_digits(text) == text.len && text.len != EIGHT_DIGITS;
	struct kg_slice bare;
	int32_t day;

	if (number && cleaner->column.serials && cleaner->days && kg_date_read_serial(text, &day))
		return kg_date_print(day, out);
	/* most cells are none, or one already */
	if (iso || number || !begins_with(text, "0123456789MTSHRmtshr", eras, COUNT(eras)))
		return 0;
	bare = without_weekday(text);
	if (!is_date_alone(text, bare, &day) || (is_packed(bare) && !cleaner->days))
		return 0;
	return kg_date_print(day, out);
}

/* 007 is no number, and neither is +81312345678. */
static bool is_number_alone(struct kg_slice text, const struct kg_number *n)
{
	size_t first = 0;

	if (n->kind != KG_NUMBER || n->unit.at + n->unit.len != text.at + text.len)
		return false;
	while (first < text.len && !kg_is_digit(text.at[first]))
		first++;
	if (first + 1 < text.len && text.at[first] == '0' && kg_is_digit(text.at[first + 1]))
		return false;
	return !(kg_slice_starts(text, "+") || kg_slice_starts(text, "＋")) || count_digits(text) < PHONE_DIGITS;
}

static bool take_yen(struct kg_slice *text)
{
	for (size_t i = 0; i < COUNT(yens); i++)
		if (kg_slice_starts(*text, yens[i])) {
			size_t len = strlen(yens[i]);

			*text = kg_trim(kg_slice_from(*text, len));
			return true;
		}
	return false;
}

/* Writes a number and its unit, ￥1,000 as 1000円; returns its length, 0 for anything else. */
static size_t put_number(struct kg_slice text, char *out, size_t *unit)
{
	struct kg_number n = { .kind = KG_WORDS };
	char digits[KG_DECIMAL_ROOM];
	bool yen = take_yen(&text);
	size_t len;

	if (begins_with(text, "0123456789+-.", signs, COUNT(signs)))
		n = kg_number_read(text);
	if (!is_number_alone(text, &n) || (yen && n.unit.len))
		return 0;
	if (yen)
		n.unit = kg_slice("円");
	len = kg_decimal_print(n.value, digits);
	memcpy(out, digits, len);
	*unit = kg_fold(n.unit, KG_FOLD_WIDTH, out + len);
	return len + *unit;
}

/* Writes a code with the zero that it lost; returns its length, 0 for anything else. */
static size_t put_code(const struct kg_cleaner *cleaner, struct kg_slice text, char *out)
{
	size_t len;

	if (!cleaner->code || text.len < CODE_SHORTEST || text.len > CODE_LONGEST || count_digits(text) + 1 < text.len)
		return 0;
	len = kg_code_repair(cleaner->code, text, out);
	return len > text.len ? len : 0;
}

/* May the column's cells be dates and numbers? */
static bool is_plain(const struct kg_book_field *book)
{
	return !book || (!book->choice.len && book->type != KG_BOOK_BOOLEAN && book->type != KG_BOOK_YEAR);
}

/* What is made of a cell, or of one of its answers. */
struct made {
	size_t len, unit;		/* nothing: 0 */
	enum kg_cleaning how;
};

/* Understands a tidied text that is a date, a number or a code; `out` has room for what is made of it. */
static struct made convert(const struct kg_cleaner *cleaner, struct kg_slice text, char *out)
{
	size_t digits = text.len <= CONVERTED_MAX ? count_digits(text) : 0;
	struct made made = { 0 };

	if (digits == 0 || !is_plain(cleaner->column.book))
		return made;
	made = (struct made){ .len = put_code(cleaner, text, out), .how = KG_CLEAN_CODE };
	if (made.len == 0)
		made = (struct made){ .len = put_date(cleaner, text, out), .how = KG_CLEAN_DATE };
	if (made.len || digits == text.len)
		return made;
	if (cleaner->several && holds(text, commas, COUNT(commas)))
		return made;
	made.how = KG_CLEAN_NUMBER;
	made.len = put_number(text, out, &made.unit);
	if (made.len && !kg_slice_same((struct kg_slice){ out, made.len }, text) && (cleaner->code || cleaner->days))
		return (struct made){ 0 };
	return made;
}

/* What ends the elements of an array, see kg_is_array(). */
static struct kg_slice separator_of(const struct kg_cleaner *cleaner, struct kg_slice cell)
{
	if (kg_is_array(cell))
		return kg_slice("\xff");
	return kg_slice(cleaner->column.separator ? cleaner->column.separator : "");
}

static struct kg_slice tidy_into(struct kg_cleaner *cleaner, struct kg_slice text)
{
	return (struct kg_slice){ cleaner->tidied, kg_tidy(text, cleaner->tidied) };
}

/* A cell's answers, of which `left` is still to be read. */
struct answers {
	const struct kg_book_field *book;
	struct kg_slice left, end;	/* the end is the separator behind the last answer, perhaps without its blanks */
	struct kg_slice separator;	/* empty where there is one answer */
	size_t most;			/* pieces that a choice, which may hold the separator, can have */
	bool tidied, array;
};

/* Tidies the whole cell, so that what it is taken for does not change with its width; not where that would change what stands
 * between its answers. */
static bool tidy(struct kg_cleaner *cleaner, struct kg_slice separator, struct kg_slice *cell, bool *tidied)
{
	size_t longest = cell->len > separator.len ? cell->len : separator.len;

	if (!kg_grow(&cleaner->tidied, &cleaner->tidied_room, KG_FOLD_ROOM(longest), 1))
		return false;
	*tidied = !kg_is_array(*cell) && kg_slice_same(separator, tidy_into(cleaner, separator));
	if (*tidied)
		*cell = tidy_into(cleaner, *cell);
	return true;
}

/* A separator is told of all columns of most exports, so it means something only where it is. */
static bool take_apart(struct kg_cleaner *cleaner, struct kg_slice cell, struct answers *answers)
{
	const struct kg_book_field *book = cleaner->column.book;
	struct kg_slice separator = separator_of(cleaner, cell);

	*answers = (struct answers){ .book = book, .array = kg_is_array(cell) };
	if (!tidy(cleaner, separator, &cell, &answers->tidied))
		return false;
	answers->left = kg_trim_list(cell, separator);
	answers->end = kg_slice_from(cell, answers->left.len);
	if (answers->end.len || kg_slice_find(cell, separator) < cell.len)
		answers->separator = separator;
	answers->most = book ? kg_book_longest(book, answers->separator) : 1;
	return true;
}

/* Takes the next answer with the blanks around it. */
static bool take_answer(struct answers *answers, struct kg_slice *answer, int *category)
{
	struct kg_slice left = answers->left, separator = answers->separator;
	size_t len;

	if (left.len == 0)
		return false;
	*category = -1;
	len = answers->book ? kg_book_first(answers->book, separator, answers->most, left, category) : kg_slice_find(left, separator);
	*answer = (struct kg_slice){ left.at, len };
	len += len < left.len ? separator.len : 0;
	answers->left = kg_slice_from(left, len);
	return true;
}

static bool append(struct kg_cleaner *cleaner, size_t *len, struct kg_slice text)
{
	if (!kg_grow(&cleaner->made, &cleaner->made_room, *len + text.len + 1, 1))
		return false;
	memcpy(cleaner->made + *len, text.at, text.len);
	*len += text.len;
	return true;
}

/* The sign in half width that is to stand for the one that `text` begins with, behind a digit; 0 for none. */
static char narrow_sign(struct kg_slice text)
{
	for (size_t i = 0; i < COUNT(joints); i++)
		if (kg_slice_starts(text, joints[i].wide) && text.len > strlen(joints[i].wide) &&
		    kg_is_digit(text.at[strlen(joints[i].wide)]))
			return joints[i].narrow;
	return '\0';
}

/* Writes signs between digits in half width, 026-235-7111, and returns the new length. */
static size_t narrow_signs(char *text, size_t len)
{
	enum { LEAD = 0xef, BYTES = 3 };	/* of each such sign */
	size_t kept = 0;

	if (!memchr(text, LEAD, len))
		return len;
	for (size_t at = 0; at < len;) {
		bool may = at > 0 && (unsigned char)text[at] == LEAD && kg_is_digit(text[at - 1]);
		char sign = may ? narrow_sign((struct kg_slice){ text + at, len - at }) : '\0';

		text[kept++] = sign ? sign : text[at];
		at += sign ? BYTES : 1;
	}
	return kept;
}

/* Appends a tidied text, with half-width signs between its digits; not where that made two answers of one. */
static bool append_tidied(struct kg_cleaner *cleaner, size_t *len, struct kg_slice text)
{
	struct kg_slice separator = kg_slice(cleaner->column.separator ? cleaner->column.separator : "");
	size_t from = *len;

	if (!append(cleaner, len, text))
		return false;

	struct kg_slice written = { cleaner->made + from, narrow_signs(cleaner->made + from, text.len) };

	*len = from + written.len;
	if (separator.len == 0 || kg_slice_find(written, separator) == written.len || kg_slice_find(text, separator) < text.len)
		return true;
	*len = from;
	return append(cleaner, len, text);
}

/* Writes an answer as its label, or as what it is converted to, or tidied. */
static bool append_answer(struct kg_cleaner *cleaner, size_t *len, const struct kg_written *written, struct kg_slice tidied,
			  int category, struct kg_cleaned *cleaned)
{
	const struct kg_book_field *book = cleaner->column.book;
	struct made made = { 0 };

	if (category >= 0 && !written->missing) {
		struct kg_slice label = book->categories[category].label;

		if (!kg_slice_same(label, tidied))
			cleaned->how = KG_CLEAN_LABEL;
		return append(cleaner, len, label);
	}
	if (!kg_grow(&cleaner->made, &cleaner->made_room, *len + CONVERTED_ROOM, 1))
		return false;
	if (!cleaner->listed && !written->missing)
		made = convert(cleaner, tidied, cleaner->made + *len);
	if (made.len == 0)
		return cleaner->listed ? append(cleaner, len, tidied) : append_tidied(cleaner, len, tidied);
	if (!kg_slice_same(tidied, (struct kg_slice){ cleaner->made + *len, made.len }))
		cleaned->how = made.how;
	cleaned->unit.len = made.unit;
	*len += made.len;
	return true;
}

/* What stands between answers: as it is, but in an array blanks are no part of that. */
static bool append_between(struct kg_cleaner *cleaner, size_t *len, struct kg_slice between, const struct answers *answers)
{
	bool ok = answers->array || append(cleaner, len, between);

	for (size_t i = 0; answers->array && ok && i < between.len; i++)
		ok = between.at[i] != *answers->separator.at || append(cleaner, len, answers->separator);
	return ok;
}

/* In a column of days, what looks like one, and is not written as all are. */
static bool is_left(const struct kg_cleaner *cleaner, struct kg_slice text)
{
	enum kg_day_look look = cleaner->days && !cleaner->listed ? kg_day_look(text) : KG_DAY_NONE;

	return look != KG_DAY_NONE && !(look == KG_DAY && kg_date_is_iso(text));
}

/* Writes the answers anew, and what stands around them as it is. */
static bool write_anew(struct kg_cleaner *cleaner, const struct kg_written *written, struct kg_cleaned *cleaned)
{
	struct kg_slice stripped = kg_trim(written->cell), answer;
	struct answers answers;
	const char *at, *end;
	size_t len = 0;
	int category;
	bool ok = true;

	*cleaned = (struct kg_cleaned){ .stripped = stripped, .how = KG_CLEAN_TIDIED };
	if (!take_apart(cleaner, stripped, &answers))
		return false;
	at = answers.left.at;
	end = answers.end.at + answers.end.len;
	while (ok && take_answer(&answers, &answer, &category)) {
		struct kg_slice words = kg_trim(answer);

		ok = append_between(cleaner, &len, (struct kg_slice){ at, (size_t)(words.at - at) }, &answers);
		at = words.at + words.len;
		if (!answers.tidied)
			words = tidy_into(cleaner, words);
		ok = ok && append_answer(cleaner, &len, written, words, category, cleaned);
	}
	ok = ok && append_between(cleaner, &len, (struct kg_slice){ at, (size_t)(end - at) }, &answers);
	cleaned->text = (struct kg_slice){ len ? cleaner->made : "", len };
	cleaned->unit.len = answers.separator.len ? 0 : cleaned->unit.len;
	cleaned->unit.at = cleaned->text.at + len - cleaned->unit.len;
	if (kg_slice_same(cleaned->text, stripped))
		cleaned->how = KG_CLEAN_STRIPPED;
	cleaned->left = is_left(cleaner, cleaned->text);
	return ok;
}

/* Which of the choices the answers are. */
static bool choose(struct kg_cleaner *cleaner, const struct kg_written *written, struct kg_cleaned *cleaned)
{
	const struct kg_book_field *book = cleaner->column.book;
	struct kg_slice answer;
	struct answers answers;
	int category;

	if (!kg_grow(&cleaner->taken, &cleaner->taken_room, book->category_count + 1, sizeof *cleaner->taken) ||
	    !take_apart(cleaner, kg_trim(written->cell), &answers))
		return false;
	memset(cleaner->taken, 0, cleaner->taken_room * sizeof *cleaner->taken);
	while (!written->missing && take_answer(&answers, &answer, &category)) {
		if (kg_trim(answer).len == 0)
			continue;
		if (category < 0)
			category = book->other;
		if (category >= 0)
			cleaner->taken[category] = true;
		cleaned->taken = cleaner->taken;
	}
	return true;
}

bool kgi_clean(struct kg_cleaner *cleaner, const struct kg_written *written, struct kg_cleaned *cleaned)
{
	return write_anew(cleaner, written, cleaned) && (!cleaner->column.choices || choose(cleaner, written, cleaned));
}
