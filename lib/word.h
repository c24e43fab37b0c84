/* word - cells and names that are one of a few words, in any width and case.
 *
 *	static const struct kg_word words[] = { { "済", DONE }, { "done", DONE }, { "未", PLANNED } };
 *	char room[KG_WORD_ROOM];
 *
 *	kg_word_means(kg_word_fold(cell, room), words, 3, OTHER)
 *
 * Words in lists are written as kg_fold() leaves them.
 */
#ifndef KG_WORD_H
#define KG_WORD_H

#include "text.h"

enum {
	KG_WORD_LONGEST = 64,	/* bytes; no word is longer, however wide it is written */
	KG_WORD_ROOM = KG_FOLD_ROOM(KG_WORD_LONGEST),
};

struct kg_word {
	const char *text;
	int means;
};

/* The cell trimmed and folded, capital letters, too; empty if it is longer than any word. Lies in `room`. */
struct kg_slice kg_word_fold(struct kg_slice cell, char room[KG_WORD_ROOM]);

/* What the folded text means by the first of the words that it is; `otherwise` if it is none. */
int kg_word_means(struct kg_slice folded, const struct kg_word *words, size_t count, int otherwise);

bool kg_word_is_one_of(struct kg_slice folded, const char *const *words, size_t count);

#endif
