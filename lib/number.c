#include "number.h"

#include <uchar.h>

/* Characters that are no other way of writing an ASCII one. */
enum {
	DASH = 0x100,	/* joins; is no sign */
	TRIANGLE,	/* a minus, but joins nothing */
};

/* A character as the ASCII one it stands for, or as one of the above; 0 is any other. */
struct glyph {
	int as;
	size_t bytes;
};

/* Beside the full-width forms, which are ASCII in order. */
static const struct {
	char32_t code;
	int as;
} doubles[] = {
	{ U'\u00a0', ' ' },
	{ U'\u3000', ' ' },
	{ U'〜', '~' },
	{ U'−', '-' },
	{ U'▲', TRIANGLE },
	{ U'△', TRIANGLE },
	{ U'‐', DASH },
	{ U'–', DASH },
	{ U'—', DASH },
	{ U'―', DASH },
	{ U'ー', DASH },
};

enum { DOUBLES = sizeof doubles / sizeof *doubles };

static int ascii_for(char32_t code)
{
	if (code > U'ー')	/* the last of the doubles; most ideographs are behind it */
		return code >= U'！' && code <= U'～' ? (int)(code - U'！') + '!' : 0;
	for (size_t i = 0; i < DOUBLES; i++)
		if (doubles[i].code == code)
			return doubles[i].as;
	return 0;
}

/* A character that is not ASCII. None that matters takes four bytes. */
static struct glyph peek_wide(struct kg_slice text)
{
	const unsigned char *at = (const unsigned char *)text.at;

	if (at[0] >= 0xc2 && at[0] < 0xe0 && text.len >= 2)
		return (struct glyph){ ascii_for((at[0] & 0x1fu) << 6 | (at[1] & 0x3fu)), 2 };
	if (at[0] >= 0xe0 && at[0] < 0xf0 && text.len >= 3)
		return (struct glyph){ ascii_for((at[0] & 0xfu) << 12 | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu)), 3 };
	return (struct glyph){ 0, 1 };
}

/* The first character; none ({ 0, 0 }) at the end. */
static inline struct glyph peek(struct kg_slice text)
{
	if (text.len == 0)
		return (struct glyph){ 0, 0 };
	return (unsigned char)text.at[0] < 0x80 ? (struct glyph){ text.at[0], 1 } : peek_wide(text);
}

static void skip(struct kg_slice *text, size_t bytes)
{
	text->at += bytes;
	text->len -= bytes;
}

static bool is_digit(int as)
{
	return as >= '0' && as <= '9';
}

static bool is_dash(int as)
{
	return as == '-' || as == DASH;
}

static bool is_sign(int as)
{
	return as == '+' || as == '-' || as == TRIANGLE;
}

/* Too many signs, or a dash for one, begin a number as well: one that cannot be read. */
static bool begins_number(struct kg_slice text)
{
	struct glyph glyph = peek(text);

	for (; is_sign(glyph.as) || glyph.as == DASH; glyph = peek(text)) {
		skip(&text, glyph.bytes);
		text = kg_trim(text);
	}
	if (glyph.as == '.') {
		skip(&text, glyph.bytes);
		glyph = peek(text);
	}
	return is_digit(glyph.as);
}

/* Units that reach it have more than KG_DIGITS_MAX digits, and take no more. */
#define UNITS_END UINT64_C(1000000000000000000)

/* Takes digits off `text`, and returns how many. */
static size_t take_run(struct kg_slice *text, uint64_t *units)
{
	struct kg_slice rest = *text;
	uint64_t value = *units;
	size_t run = 0;

	for (struct glyph glyph = peek(rest); is_digit(glyph.as); glyph = peek(rest), run++) {
		if (value < UNITS_END)
			value = value * 10 + (uint64_t)(glyph.as - '0');
		skip(&rest, glyph.bytes);
	}
	*text = rest;
	*units = value;
	return run;
}

static bool take(struct kg_slice *text, int as)
{
	struct glyph glyph = peek(*text);

	if (glyph.as == as)
		skip(text, glyph.bytes);
	return glyph.as == as;
}

/* Takes groups of three off, with their separators. The first group has one to three digits and does not begin with 0. */
static bool take_groups(struct kg_slice *text, size_t first, uint64_t *units)
{
	static const uint64_t least[] = { 1, 1, 10, 100 };
	bool good = first <= 3 && *units >= least[first];

	while (good && take(text, ','))
		good = take_run(text, units) == 3;
	return good;
}

/* Takes digits, separators and a point off `text`. */
static bool read_digits(struct kg_slice *text, struct kg_decimal *value)
{
	uint64_t units = 0;
	size_t run = take_run(text, &units), scale = 0;

	if (peek(*text).as == ',' && !take_groups(text, run, &units))
		return false;
	if (take(text, '.'))
		scale = run = take_run(text, &units);
	*value = (struct kg_decimal){ (kg_int128)units, (unsigned)scale };
	return run > 0 && scale <= KG_SCALE_MAX && units < UNITS_END;
}

/* Takes a number with its sign off `text`, and the blanks behind it. */
static bool read_value(struct kg_slice *text, struct kg_decimal *value)
{
	struct glyph sign = peek(*text);

	if (is_sign(sign.as)) {
		skip(text, sign.bytes);
		*text = kg_trim(*text);
	}
	if (!read_digits(text, value))
		return false;
	if (sign.as == '-' || sign.as == TRIANGLE)
		value->units = -value->units;
	*text = kg_trim(*text);
	return true;
}

/* `text` without the bracketed remarks at its end; all of it if the last bracket is not its end. */
static struct kg_slice without_remarks(struct kg_slice text)
{
	struct kg_slice rest = text, bare = text;
	struct glyph glyph = peek(rest);
	int depth = 0;

	for (; glyph.bytes > 0 && glyph.as != '('; glyph = peek(rest))
		skip(&rest, glyph.bytes);
	bare.len -= rest.len;
	for (; glyph.bytes > 0; glyph = peek(rest)) {
		depth += (glyph.as == '(') - (glyph.as == ')');
		skip(&rest, glyph.bytes);
		if (depth > 0)
			continue;
		rest = kg_trim(rest);
		if (rest.len > 0 && peek(rest).as != '(')
			return text;
	}
	return depth == 0 ? kg_trim(bare) : text;
}

static bool fits(struct kg_slice unit, struct kg_slice given)
{
	if (unit.len == 0)
		return true;
	return given.len > 0 ? kg_unit_same(unit, given) : kg_unit_known(unit);
}

/* A given unit may have brackets of its own, so the whole is tried as well. */
static bool read_unit(struct kg_slice text, struct kg_slice given, struct kg_slice *unit)
{
	*unit = without_remarks(text);
	if (fits(*unit, given))
		return true;
	*unit = text;
	return given.len > 0 && kg_unit_same(text, given);
}

static bool read_whole(struct kg_slice cell, struct kg_slice given, struct kg_number *n)
{
	if (!read_value(&cell, &n->value))
		return false;
	n->unit = cell;
	return cell.len == 0 || read_unit(cell, given, &n->unit);
}

/* Two numbers with a dash between them and nothing else. A unit may hold ー, so each one is tried. */
static bool is_dashed(struct kg_slice cell, struct kg_slice given)
{
	struct kg_slice unit;
	struct glyph glyph;
	struct kg_number n;

	if (!read_value(&cell, &n.value))
		return false;
	unit = cell;
	for (glyph = peek(cell); glyph.bytes > 0; glyph = peek(cell)) {
		unit.len = (size_t)(cell.at - unit.at);
		skip(&cell, glyph.bytes);
		if (is_dash(glyph.as) && fits(kg_trim(unit), given) && is_digit(peek(kg_trim(cell)).as))
			return read_whole(kg_trim(cell), given, &n);
	}
	return false;
}

/* Is a tilde between these two the middle or the end of a range? `before` is what stands between the last digit and
 * the tilde. */
static bool joins(struct kg_slice before, struct kg_slice after, struct kg_slice given)
{
	after = kg_trim(after);
	if (after.len > 0 && peek(after).as != '(' && !begins_number(after))
		return false;
	before = kg_trim(before);
	return fits(before, given) || kg_unit_known(before);
}

/* A tilde counts anywhere but in brackets. */
static bool has_range(struct kg_slice cell, struct kg_slice given)
{
	struct kg_slice rest = cell, behind_digit = { NULL, 0 };
	struct glyph glyph = peek(cell);
	int depth = 0;

	if (glyph.as == '~') {
		skip(&rest, glyph.bytes);
		if (begins_number(kg_trim(rest)))
			return true;
		glyph = peek(rest);
	}
	for (; glyph.bytes > 0; glyph = peek(rest)) {
		struct kg_slice before = behind_digit;

		before.len -= behind_digit.at ? rest.len : 0;
		skip(&rest, glyph.bytes);
		if (glyph.as == '(')
			depth++;
		else if (glyph.as == ')')
			depth -= depth > 0;
		else if (depth == 0 && is_digit(glyph.as))
			behind_digit = rest;
		else if (depth == 0 && glyph.as == '~' && before.at && joins(before, rest, given))
			return true;
	}
	return false;
}

struct kg_number kg_number_read_in(struct kg_slice cell, struct kg_slice unit)
{
	struct kg_number n = { .kind = KG_NUMBER }, nothing = { .unit = { cell.at, 0 } };

	if (kg_number_plain(cell, &n.value)) {
		n.unit = (struct kg_slice){ cell.at + cell.len, 0 };
		return n;
	}
	cell = kg_trim(cell);
	unit = kg_trim(unit);
	if (read_whole(cell, unit, &n))
		return n;
	if (kg_is_nothing(cell))
		nothing.kind = KG_BLANK;
	else if (is_dashed(cell, unit) || has_range(cell, unit))
		nothing.kind = KG_RANGE;
	else
		nothing.kind = begins_number(cell) ? KG_MALFORMED : KG_WORDS;
	return nothing;
}

struct kg_number kg_number_read(struct kg_slice cell)
{
	return kg_number_read_in(cell, (struct kg_slice){ NULL, 0 });
}

bool kg_is_number(struct kg_slice cell)
{
	struct kg_number n;

	return kg_number_plain(cell, &n.value) || read_whole(kg_trim(cell), (struct kg_slice){ NULL, 0 }, &n);
}
