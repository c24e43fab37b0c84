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

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct kg_slice {
	const char *at;
	size_t len;		/* bytes */
};

/* For printf's "%.*s". */
#define KG_SLICE_ARG(slice) (int)(slice).len, (slice).at

static inline struct kg_slice kg_slice(const char *text)
{
	return (struct kg_slice){ text, strlen(text) };
}

static inline bool kg_slice_same(struct kg_slice a, struct kg_slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* Bytewise order, a prefix first: code point order for UTF-8. */
int kg_slice_compare(struct kg_slice, struct kg_slice);

bool kg_slice_starts(struct kg_slice, const char *prefix);
bool kg_slice_ends(struct kg_slice, const char *suffix);

/* Without the blanks (space, tab, line breaks, U+00A0, U+3000) at both ends. Borrows. */
struct kg_slice kg_trim(struct kg_slice);

/* Does the cell hold nothing: blanks only, or a mark for nothing alone, - － − ‐ – — ― ー … ? */
bool kg_is_nothing(struct kg_slice);

/* The offset of the first byte that is not UTF-8; `len` when all of it is. */
size_t kg_utf8_valid(struct kg_slice);

/* How much `folded` must hold for kg_fold() of `len` bytes. */
#define KG_FOLD_ROOM(len) ((len) * 18 + 1)

enum kg_fold {
	KG_FOLD_WIDTH = 0,	/* widths, compatibility forms, radicals, the doubles of dash and tilde */
	KG_FOLD_CASE = 1,	/* capital letters, too */
};

/* Writes the form of `text` by which it is matched: trimmed; NFKC; CJK radicals that NFKC leaves alone as the ideographs
 * they stand for (Unicode's EquivalentUnifiedIdeograph); U+301C, U+2212, U+2014, U+2016 like their CP932 doubles.
 * Never for output. Folding a folded text changes nothing. Returns the length written, no NUL; text that is not UTF-8
 * is copied as it is, and so is a long one (over 512 characters, taken apart) when memory is short. `folded` has
 * KG_FOLD_ROOM(text.len) bytes and is not the text itself. */
size_t kg_fold(struct kg_slice text, enum kg_fold, char *folded);

/* Does `name` match `pattern`, in which * stands for any characters and ? for one? Both as given, no folding. */
bool kg_glob(struct kg_slice pattern, struct kg_slice name);

#endif
