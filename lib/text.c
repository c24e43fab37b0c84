/* text - slices, UTF-8, folding, globs. */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <uchar.h>
#include <utf8proc.h>

#include "character.h"

/* More than any word or name needs, so that folding one takes no memory. */
enum { POINTS_FEW = 512 };

/* Characters that are decoded differently from the same bytes (CP932, JIS X 0208) or the same sight. */
static const struct {
	char32_t from, to;
} doubles[] = {
	{ 0x301C, '~' },	/* 〜 as U+FF5E ～, which NFKC makes ~ */
	{ 0x2212, '-' },	/* − as U+FF0D －, which NFKC makes - */
	{ 0x2014, 0x2015 },	/* — ― */
	{ 0x2016, 0x2225 },	/* ‖ ∥ */
	{ U'戶', U'戸' },	/* what NFKC makes of ⼾ */
	{ U'黑', U'黒' },	/* and of ⿊ */
};

/* U+FF61 to U+FF9F, in full width. */
static const char32_t full_width_kana[] = U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

enum {
	KANA_FIRST = 0xFF61,
	KANA_COUNT = sizeof(full_width_kana) / sizeof(*full_width_kana) - 1,
	VOICED_MARK = 0xFF9E,		/* ﾞ */
	SEMIVOICED_MARK = 0xFF9F,	/* ﾟ */
	VOICED_COMBINING = 0x3099,
};

/* What a lead byte demands of the sequence it opens. The commonest in Japanese come first. */
static const struct {
	unsigned char lead_low, lead_high, len, second_low, second_high;
} sequences[] = {
	{ 0xE1, 0xEC, 3, 0x80, 0xBF },
	{ 0xEE, 0xEF, 3, 0x80, 0xBF },
	{ 0xC2, 0xDF, 2, 0x80, 0xBF },
	{ 0xE0, 0xE0, 3, 0xA0, 0xBF },	/* no longer than needed */
	{ 0xED, 0xED, 3, 0x80, 0x9F },	/* no surrogates */
	{ 0xF0, 0xF0, 4, 0x90, 0xBF },	/* no longer than needed */
	{ 0xF1, 0xF3, 4, 0x80, 0xBF },
	{ 0xF4, 0xF4, 4, 0x80, 0x8F },	/* nothing above U+10FFFF */
};

#define FIXED_BLANK "\u00A0"
#define WIDE_BLANK "\u3000"

int kg_slice_compare(struct kg_slice a, struct kg_slice b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_blank(char32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t blank_at_start(struct kg_slice text)
{
	unsigned char first = text.len ? (unsigned char)text.at[0] : 0;

	if (first < 0x80)
		return is_blank(first);
	if (kg_slice_starts(text, WIDE_BLANK))
		return strlen(WIDE_BLANK);
	return kg_slice_starts(text, FIXED_BLANK) ? strlen(FIXED_BLANK) : 0;
}

static size_t blank_at_end(struct kg_slice text)
{
	unsigned char last = text.len ? (unsigned char)text.at[text.len - 1] : 0;

	if (last < 0x80)
		return is_blank(last);
	if (kg_slice_ends(text, WIDE_BLANK))
		return strlen(WIDE_BLANK);
	return kg_slice_ends(text, FIXED_BLANK) ? strlen(FIXED_BLANK) : 0;
}

struct kg_slice kg_trim_blanks(struct kg_slice text)
{
	size_t blank;

	while ((blank = blank_at_start(text)) > 0) {
		text.at += blank;
		text.len -= blank;
	}
	while ((blank = blank_at_end(text)) > 0)
		text.len -= blank;
	return text;
}

size_t kg_slice_find(struct kg_slice text, struct kg_slice part)
{
	for (size_t at = 0; part.len && at + part.len <= text.len; at++)
		if (text.at[at] == part.at[0] && memcmp(text.at + at, part.at, part.len) == 0)
			return at;
	return text.len;
}

struct kg_slice kg_trim_list(struct kg_slice cell, struct kg_slice separator)
{
	struct kg_slice ink = kg_trim(separator);

	cell = kg_trim(cell);
	if (ink.len && ink.len <= cell.len && memcmp(cell.at + cell.len - ink.len, ink.at, ink.len) == 0)
		cell.len -= ink.len;
	return cell;
}

bool kg_is_array(struct kg_slice cell)
{
	return cell.len > 0 && cell.at[cell.len - 1] == '\xff';
}

bool kg_array_next(struct kg_slice *cell, struct kg_slice *element)
{
	if (!kg_is_array(*cell))
		return false;

	const char *end = memchr(cell->at, '\xff', cell->len);

	*element = (struct kg_slice){ cell->at, (size_t)(end - cell->at) };
	cell->len -= element->len + 1;
	cell->at = end + 1;
	return true;
}

/* How many bytes from `from` on are ASCII. */
static size_t ascii_run(struct kg_slice text, size_t from)
{
	size_t i = from;
	uint64_t eight;

	for (; text.len - i >= sizeof(eight); i += sizeof(eight)) {
		memcpy(&eight, text.at + i, sizeof(eight));
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < text.len && (unsigned char)text.at[i] < 0x80)
		i++;
	return i - from;
}

size_t kg_ascii_run(struct kg_slice text)
{
	return ascii_run(text, 0);
}

/* The length of the sequence at `at`, which is not ASCII; 0 when it is none. */
static size_t sequence_len(const unsigned char *at, size_t left)
{
	size_t row = 0, len;

	while (at[0] < sequences[row].lead_low || at[0] > sequences[row].lead_high)
		if (++row == sizeof(sequences) / sizeof(*sequences))
			return 0;
	len = sequences[row].len;
	if (left < len || at[1] < sequences[row].second_low || at[1] > sequences[row].second_high)
		return 0;
	for (size_t i = 2; i < len; i++)
		if ((at[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

bool kg_is_mark_for_nothing(struct kg_slice cell)
{
	static const char *const marks[] = { "", "-", "－", "−", "‐", "–", "—", "―", "ー", "…" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (kg_slice_same(cell, kg_slice(marks[i])))
			return true;
	return false;
}

/* How many bytes from `from` on are ASCII and sequences of three bytes like nearly all of Japanese, which can be told from
 * four bytes taken as one number. Leaves what is rarer, and the last bytes. */
static size_t usual_run(struct kg_slice text, size_t from)
{
	const unsigned char *begin = (const unsigned char *)text.at + from, *at = begin, *end = begin + (text.len - from);

	while (end - at >= 4) {
		uint32_t four = (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];

		if ((four & 0xC0C0F0) == 0x8080E0 && (four & 0x0F) != 0x00 && (four & 0x0F) != 0x0D)
			at += 3;
		else if ((four & 0x80808080) == 0)
			at += 4;
		else if ((four & 0x80) == 0)
			at++;
		else
			break;
	}
	return (size_t)(at - begin);
}

size_t kg_utf8_valid(struct kg_slice text)
{
	size_t i = 0, len;

	for (;;) {
		i += usual_run(text, i);
		i += ascii_run(text, i);
		if (i == text.len)
			return i;
		len = sequence_len((const unsigned char *)text.at + i, text.len - i);
		if (len == 0)
			return i;
		i += len;
	}
}

static size_t fold_ascii(struct kg_slice text, enum kg_fold fold, char *folded)
{
	if (text.len == 0)
		return 0;
	memcpy(folded, text.at, text.len);
	if (fold != KG_FOLD_WIDTH)
		for (size_t i = 0; i < text.len; i++)
			if (folded[i] >= 'A' && folded[i] <= 'Z')
				folded[i] = (char)(folded[i] + ('a' - 'A'));
	return text.len;
}

static utf8proc_int32_t fold_point(utf8proc_int32_t point)
{
	char32_t c = (char32_t)point;
	const char *ideograph = kgi_radical(c);

	if (ideograph)
		utf8proc_iterate((const utf8proc_uint8_t *)ideograph, -1, &point);
	for (size_t i = 0; i < sizeof(doubles) / sizeof(*doubles); i++)
		if (c == doubles[i].from)
			return (utf8proc_int32_t)doubles[i].to;
	return point;
}

/* Folds decomposed `points`, with room for one more behind them, in place. Our own characters are put in before the marks are
 * composed: so composing is the last step, and undoing it the first of the next fold. Returns the bytes, which begin at
 * *first. */
static utf8proc_ssize_t fold_points(utf8proc_int32_t *points, utf8proc_ssize_t count, utf8proc_option_t options,
				    utf8proc_int32_t **first)
{
	/* NFKC makes blanks of characters that are none to kg_trim() */
	while (count > 0 && is_blank((char32_t)points[count - 1]))
		count--;
	for (; count > 0 && is_blank((char32_t)points[0]); count--)
		points++;
	for (utf8proc_ssize_t i = 0; i < count; i++)
		points[i] = fold_point(points[i]);
	*first = points;
	return utf8proc_reencode(points, count, options);
}

/* Returns the length written, or a negative number: not UTF-8, or memory is short. */
static utf8proc_ssize_t fold_unicode(struct kg_slice text, enum kg_fold fold, char *folded)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.at;
	utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE;
	utf8proc_int32_t few[POINTS_FEW + 1], *points = few, *first;
	utf8proc_ssize_t len = (utf8proc_ssize_t)text.len, count;

	if (fold != KG_FOLD_WIDTH)
		options |= UTF8PROC_CASEFOLD;
	count = utf8proc_decompose(bytes, len, few, POINTS_FEW, options);
	if (count > POINTS_FEW) {
		points = malloc(((size_t)count + 1) * sizeof(*points));
		if (!points)
			return UTF8PROC_ERROR_NOMEM;
		count = utf8proc_decompose(bytes, len, points, count, options);
	}
	if (count >= 0)
		count = fold_points(points, count, options, &first);
	if (count > 0)
		memcpy(folded, first, (size_t)count);
	if (points != few)
		free(points);
	return count;
}

/* Takes line breaks out of a folded text, which neither begins nor ends with one. Returns its length. */
static size_t join_lines(char *folded, size_t len)
{
	size_t kept = 0;

	for (size_t i = 0, run; i < len; i += run) {
		size_t blanks = 0;
		bool broken = false;

		for (; i + blanks < len && folded[i + blanks] && strchr(" \t\r\n", folded[i + blanks]); blanks++)
			broken |= folded[i + blanks] == '\r' || folded[i + blanks] == '\n';
		run = blanks ? blanks : 1;
		if (!broken) {
			memmove(folded + kept, folded + i, run);
			kept += run;
		} else if (!((unsigned char)folded[kept - 1] & 0x80) && !((unsigned char)folded[i + run] & 0x80)) {
			folded[kept++] = ' ';
		}
	}
	return kept;
}

size_t kg_fold(struct kg_slice text, enum kg_fold fold, char *folded)
{
	struct kg_slice inner = kg_trim(text);
	utf8proc_ssize_t len;

	if (ascii_run(inner, 0) == inner.len)
		len = (utf8proc_ssize_t)fold_ascii(inner, fold, folded);
	else
		len = fold_unicode(inner, fold, folded);
	if (len >= 0) {
		bool lines = fold == KG_FOLD_NAME && len && (memchr(folded, '\n', (size_t)len) || memchr(folded, '\r', (size_t)len));

		return lines ? join_lines(folded, (size_t)len) : (size_t)len;
	}
	memcpy(folded, text.at, text.len);
	return text.len;
}

char *kg_folded_room(struct kg_folded *folded, size_t len)
{
	size_t room = KG_FOLD_ROOM(len);

	folded->large = room > sizeof(folded->small) ? malloc(room) : NULL;
	return room > sizeof(folded->small) ? folded->large : folded->small;
}

bool kg_folded_init(struct kg_folded *folded, struct kg_slice text, enum kg_fold fold)
{
	char *room = kg_folded_room(folded, text.len);

	if (room)
		folded->text = (struct kg_slice){ room, kg_fold(text, fold, room) };
	return room != NULL;
}

void kg_folded_fini(struct kg_folded *folded)
{
	free(folded->large);
}

static char32_t tidy_point(char32_t c)
{
	if ((c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ'))
		return c - U'０' + '0';
	if (c >= KANA_FIRST && c - KANA_FIRST < KANA_COUNT)
		return full_width_kana[c - KANA_FIRST];
	return c == U'\u3000' ? U' ' : c;
}

/* The kana that `base` and a half-width mark make together; 0 for none. */
static char32_t voiced(char32_t base, char32_t mark)
{
	utf8proc_int32_t points[] = { (utf8proc_int32_t)base, (utf8proc_int32_t)(mark - VOICED_MARK + VOICED_COMBINING) };

	if ((mark != VOICED_MARK && mark != SEMIVOICED_MARK) || !kgi_is_kana(base))
		return 0;
	return utf8proc_normalize_utf32(points, 2, UTF8PROC_COMPOSE | UTF8PROC_STABLE) == 1 ? (char32_t)points[0] : 0;
}

size_t kg_tidy(struct kg_slice text, char *tidy)
{
	size_t len = ascii_run(text, 0), last = 0;	/* where the last character was written */
	char32_t base = 0;				/* that character */

	if (len)
		memcpy(tidy, text.at, len);
	for (size_t i = len, bytes; i < text.len; i += bytes) {
		char32_t c = kgi_character(text, i, &bytes), joint = voiced(base, c);
		const char *ideograph = kgi_radical(c);

		len = joint ? last : len;
		base = joint ? joint : tidy_point(c);
		last = len;
		if (ideograph)
			len += strlen(strcpy(tidy + len, ideograph));
		else if (base == KGI_NO_CHARACTER)
			tidy[len++] = text.at[i];
		else
			len += kgi_character_write(base, tidy + len);
	}
	return len;
}

/* The offset of the character behind the one at `i`. */
static size_t next_character(struct kg_slice text, size_t i)
{
	do
		i++;
	while (i < text.len && ((unsigned char)text.at[i] & 0xC0) == 0x80);
	return i;
}

/* When a match fails, only the last * need take one character more: whatever the stars before it take, it can take, too. */
bool kg_glob(struct kg_slice pattern, struct kg_slice name)
{
	enum { NOTHING = CHAR_MAX + 1 };
	size_t p = 0, n = 0, behind_star = 0, star_end = 0;

	while (n < name.len) {
		int want = p < pattern.len ? pattern.at[p] : NOTHING;

		if (want == '*') {
			behind_star = ++p;
			star_end = n;
		} else if (want == '?') {
			p++;
			n = next_character(name, n);
		} else if (want == name.at[n]) {
			p++;
			n++;
		} else if (behind_star) {
			p = behind_star;
			n = star_end = next_character(name, star_end);
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == '*')
		p++;
	return p == pattern.len;
}

bool kg_text_same(struct kg_slice a, struct kg_slice b)
{
	struct kg_folded x, y;

	if (kg_slice_same(a, b))
		return true;
	if (!kg_folded_init(&x, a, KG_FOLD_WIDTH))
		return false;

	bool same = kg_folded_init(&y, b, KG_FOLD_WIDTH) && kg_slice_same(x.text, y.text);

	kg_folded_fini(&x);
	kg_folded_fini(&y);
	return same;
}
