/* text - slices, UTF-8, folding, globs. */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <uchar.h>
#include <utf8proc.h>

#include "text.h"

/* More than any word or name needs, so that folding one takes no memory. */
enum { POINTS_FEW = 512 };

/* The ideographs that the CJK radicals from U+2E80 stand for: Unicode 14.0, EquivalentUnifiedIdeograph.txt. Those without one
 * stand for themselves. Kangxi radicals (U+2F00) are left to NFKC. */
static const char32_t radicals[] =
	/* 2E80 */ U"\u2E80厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣"
	/* 2E90 */ U"尢𡯂巳幺彑彐忄心扌攵\u2E9A旡日月歺母"
	/* 2EA0 */ U"民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹"
	/* 2EB0 */ U"纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹"
	/* 2EC0 */ U"艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
	/* 2ED0 */ U"钅長镸长门𨸏阝雨青韦页风飞食𩙿飠"
	/* 2EE0 */ U"饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜"
	/* 2EF0 */ U"龙龜亀龟";

enum { RADICALS_FIRST = 0x2E80, RADICALS_COUNT = sizeof(radicals) / sizeof(*radicals) - 1 };

/* Characters that CP932 and JIS X 0208 decoders choose differently for the same bytes. */
static const struct {
	char32_t from, to;
} doubles[] = {
	{ 0x301C, '~' },	/* 〜 as U+FF5E ～, which NFKC makes ~ */
	{ 0x2212, '-' },	/* − as U+FF0D －, which NFKC makes - */
	{ 0x2014, 0x2015 },	/* — ― */
	{ 0x2016, 0x2225 },	/* ‖ ∥ */
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

static const char *const wide_blanks[] = { "\u00A0", "\u3000" };

int kg_slice_compare(struct kg_slice a, struct kg_slice b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool kg_slice_starts(struct kg_slice text, const char *prefix)
{
	size_t len = strlen(prefix);

	return len == 0 || (len <= text.len && memcmp(text.at, prefix, len) == 0);
}

bool kg_slice_ends(struct kg_slice text, const char *suffix)
{
	size_t len = strlen(suffix);

	return len == 0 || (len <= text.len && memcmp(text.at + text.len - len, suffix, len) == 0);
}

static bool is_blank(char32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t blank_at_start(struct kg_slice text)
{
	if (text.len && is_blank((unsigned char)text.at[0]))
		return 1;
	for (size_t i = 0; i < sizeof(wide_blanks) / sizeof(*wide_blanks); i++)
		if (kg_slice_starts(text, wide_blanks[i]))
			return strlen(wide_blanks[i]);
	return 0;
}

static size_t blank_at_end(struct kg_slice text)
{
	if (text.len && is_blank((unsigned char)text.at[text.len - 1]))
		return 1;
	for (size_t i = 0; i < sizeof(wide_blanks) / sizeof(*wide_blanks); i++)
		if (kg_slice_ends(text, wide_blanks[i]))
			return strlen(wide_blanks[i]);
	return 0;
}

struct kg_slice kg_trim(struct kg_slice text)
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

bool kg_is_nothing(struct kg_slice cell)
{
	static const char *const marks[] = { "", "-", "－", "−", "‐", "–", "—", "―", "ー", "…" };

	cell = kg_trim(cell);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (kg_slice_same(cell, kg_slice(marks[i])))
			return true;
	return false;
}

size_t kg_utf8_valid(struct kg_slice text)
{
	size_t i = 0, len;

	for (;;) {
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
	if (fold == KG_FOLD_CASE)
		for (size_t i = 0; i < text.len; i++)
			if (folded[i] >= 'A' && folded[i] <= 'Z')
				folded[i] = (char)(folded[i] + ('a' - 'A'));
	return text.len;
}

static utf8proc_int32_t fold_point(utf8proc_int32_t point)
{
	char32_t c = (char32_t)point;

	if (c >= RADICALS_FIRST && c - RADICALS_FIRST < RADICALS_COUNT)
		return (utf8proc_int32_t)radicals[c - RADICALS_FIRST];
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

	if (fold == KG_FOLD_CASE)
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

size_t kg_fold(struct kg_slice text, enum kg_fold fold, char *folded)
{
	struct kg_slice inner = kg_trim(text);
	utf8proc_ssize_t len;

	if (ascii_run(inner, 0) == inner.len)
		return fold_ascii(inner, fold, folded);
	len = fold_unicode(inner, fold, folded);
	if (len >= 0)
		return (size_t)len;
	memcpy(folded, text.at, text.len);
	return text.len;
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
