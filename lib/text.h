/* text - slices of UTF-8, and folding for matching.
 *
 *	struct kg_slice cell = kg_trim(kg_slice("　600人 "));	// 600人
 *
 *	if (kg_slice_same(cell, kg_slice("600人")))
 *		...
 *
 * A slice points into bytes that somebody else owns and is not ended by a NUL.
 */
#ifndef KG_TEXT_H
#define KG_TEXT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct kg_slice {
	const char *at;
	size_t len;		/* bytes */
};

/* For printf's "%.*s", which is told of 2 GB at most. */
#define KG_SLICE_ARG(slice) (int)((slice).len < INT_MAX ? (slice).len : INT_MAX), (slice).at

static inline struct kg_slice kg_slice(const char *text)
{
	return (struct kg_slice){ text, strlen(text) };
}

/* Most are cells, which are so short that a call would take longer. */
static inline bool kg_slice_same(struct kg_slice a, struct kg_slice b)
{
	uint64_t x = 0, y = 0;
	size_t i = 0;

	if (a.len != b.len)
		return false;
	if (a.len < sizeof x) {
		while (i < a.len && a.at[i] == b.at[i])
			i++;
		return i == a.len;
	}
	for (; i + sizeof x < a.len && x == y; i += sizeof x) {
		memcpy(&x, a.at + i, sizeof x);
		memcpy(&y, b.at + i, sizeof y);
	}
	return x == y && memcmp(a.at + a.len - sizeof x, b.at + a.len - sizeof x, sizeof x) == 0;
}

/* Bytewise order, a prefix first: code point order for UTF-8. */
int kg_slice_compare(struct kg_slice, struct kg_slice);

static inline bool kg_slice_starts(struct kg_slice text, const char *prefix)
{
	size_t len = strlen(prefix);

	return len <= text.len && (len == 0 || memcmp(text.at, prefix, len) == 0);
}

static inline bool kg_slice_ends(struct kg_slice text, const char *suffix)
{
	size_t len = strlen(suffix);

	return len <= text.len && (len == 0 || memcmp(text.at + text.len - len, suffix, len) == 0);
}

/* What stands from a byte on, which is in the text or its end. */
static inline struct kg_slice kg_slice_from(struct kg_slice text, size_t at)
{
	return (struct kg_slice){ text.at + at, text.len - at };
}

/* Where `part` begins; text.len where it does not, and for an empty one. */
size_t kg_slice_find(struct kg_slice text, struct kg_slice part);

/* An ASCII digit; and how many of them the text begins with. */
static inline bool kg_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline size_t kg_digit_run(struct kg_slice text)
{
	size_t count = 0;

	while (count < text.len && kg_is_digit(text.at[count]))
		count++;
	return count;
}

/* What kg_trim() does with a text that may begin or end with a blank. */
struct kg_slice kg_trim_blanks(struct kg_slice);

/* Without the blanks (space, tab, line breaks, U+00A0, U+3000) at both ends. Borrows. */
static inline struct kg_slice kg_trim(struct kg_slice text)
{
	if (text.len == 0)
		return text;

	unsigned char first = (unsigned char)text.at[0], last = (unsigned char)text.at[text.len - 1];

	/* no wide blank begins or ends with other bytes than these */
	if (first > ' ' && first != 0xC2 && first != 0xE3 && last > ' ' && last != 0x80 && last != 0xA0)
		return text;
	return kg_trim_blanks(text);
}

/* And without a separator at its end, or its ink: "; " is what a form writes between answers, and ";" behind the last one. */
struct kg_slice kg_trim_list(struct kg_slice cell, struct kg_slice separator);

/* What kg_is_nothing() does with a trimmed cell that is as short as a mark. */
bool kg_is_mark_for_nothing(struct kg_slice);

/* Does the cell hold nothing: blanks only, or a mark for nothing alone, - － − ‐ – — ― ー … ? */
static inline bool kg_is_nothing(struct kg_slice cell)
{
	cell = kg_trim(cell);
	return cell.len <= 3 && kg_is_mark_for_nothing(cell);
}

/* The offset of the first byte that is not UTF-8; `len` when all of it is. */
size_t kg_utf8_valid(struct kg_slice);

/* How many bytes it begins with are ASCII. */
size_t kg_ascii_run(struct kg_slice);

/* Are all? Looks at eight or four at a time, the last ones perhaps twice. */
static inline bool kg_is_ascii(struct kg_slice text)
{
	uint64_t seen = 0, eight;
	uint32_t four, last;

	if (text.len < sizeof four) {
		for (size_t i = 0; i < text.len; i++)
			seen |= (uint64_t)(unsigned char)text.at[i];
		return seen < 0x80;
	}
	if (text.len < sizeof eight) {
		memcpy(&four, text.at, sizeof four);
		memcpy(&last, text.at + text.len - sizeof last, sizeof last);
		return ((four | last) & UINT32_C(0x80808080)) == 0;
	}
	for (size_t i = 0; i + sizeof eight < text.len; i += sizeof eight) {
		memcpy(&eight, text.at + i, sizeof eight);
		seen |= eight;
	}
	memcpy(&eight, text.at + text.len - sizeof eight, sizeof eight);
	return ((seen | eight) & UINT64_C(0x8080808080808080)) == 0;
}

/* How much `folded` must hold for kg_fold() of `len` bytes. */
#define KG_FOLD_ROOM(len) ((len) * 18 + 1)

enum kg_fold {
	KG_FOLD_WIDTH = 0,	/* widths, compatibility forms, radicals, the doubles of dash and tilde */
	KG_FOLD_CASE = 1,	/* capital letters, too */
	KG_FOLD_NAME = 2,	/* of columns: and line breaks with the blanks around, which are a blank between ASCII, else nothing */
};

/* Writes the form of `text` by which it is matched: trimmed; NFKC; CJK radicals that NFKC leaves alone as the ideographs
 * they stand for (Unicode's EquivalentUnifiedIdeograph); U+301C, U+2212, U+2014, U+2016 like their CP932 doubles;
 * 戶 and 黑, which NFKC makes of ⼾ and ⿊, as 戸 and 黒.
 * Never for output. Folding a folded text changes nothing. Returns the length written, no NUL; text that is not UTF-8
 * is copied as it is, and so is a long one (over 512 characters, taken apart) when memory is short. `folded` has
 * KG_FOLD_ROOM(text.len) bytes and is not the text itself. */
size_t kg_fold(struct kg_slice text, enum kg_fold, char *folded);

/* A text folded, in memory of its own if it is long. */
struct kg_folded {
	char small[2048], *large;
	struct kg_slice text;
};

/* Room for the folded form of `len` bytes, for whoever writes it and sets `text`. NULL when memory is short, with nothing to be
 * freed then. */
char *kg_folded_room(struct kg_folded *, size_t len);

/* False when memory is short, with nothing to be freed then. */
bool kg_folded_init(struct kg_folded *, struct kg_slice text, enum kg_fold);
void kg_folded_fini(struct kg_folded *);

/* A cell that was a JSON array: its elements, each ended by a byte that is in no UTF-8. kg_array_next() takes the first off; false
 * at the end, and for other cells. */
bool kg_is_array(struct kg_slice cell);
bool kg_array_next(struct kg_slice *cell, struct kg_slice *element);

/* Are they matched: the same, or folded the same? When memory is short only those that are the same. */
bool kg_text_same(struct kg_slice, struct kg_slice);

/* Writes `text` as it is to be written: Latin letters and digits in half width, katakana and ｡｢｣､･ in full width (ｶﾞ as ガ),
 * U+3000 as a blank, radicals (U+2E80 to U+2FD5) as the ideographs they stand for. All else stays: signs, circled digits,
 * blanks at the ends, bytes that are not UTF-8. Writing a result again changes nothing. `tidy` has KG_FOLD_ROOM(text.len)
 * bytes and is not the text itself; returns the length, no NUL. */
size_t kg_tidy(struct kg_slice text, char *tidy);

/* A character that passes for another one: a radical (⻑ for 長), an ideograph among katakana (卜 for ト), へ for ヘ, a katakana
 * in a few words for an ideograph (人ロ), a letter among ASCII digits (O for 0, l and I for 1). Only where it is certain:
 * サポート力アップ and 口コミ are words. Finds the first from the offset `from` on, where a character begins; what stands before
 * is looked at, too. *found borrows, *meant is what it looks like and lives on. False without one. */
bool kg_lookalike(struct kg_slice text, size_t from, struct kg_slice *found, const char **meant);

/* Does `name` match `pattern`, in which * stands for any characters and ? for one? Both as given, no folding. */
bool kg_glob(struct kg_slice pattern, struct kg_slice name);

#endif
