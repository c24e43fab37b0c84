/* uptake - has an office adopted something, as a cell says in words: 導入済, ○, 検討中, 未導入.
 *
 *	kg_uptake_read(kg_slice("導入予定"))	// KG_MARK_NO: not yet
 *
 * These are the words for yes and no of mark.h, and words for what may come.
 */
#ifndef KG_UPTAKE_H
#define KG_UPTAKE_H

#include "mark.h"

enum { KG_UPTAKE_WORDS_ROOM = KG_MARK_WORDS_ROOM + 512 };

enum kg_mark kg_uptake_read(struct kg_slice cell);

/* Writes all words for the mark, blanks between them, with a NUL. */
void kg_uptake_words(enum kg_mark, char text[KG_UPTAKE_WORDS_ROOM]);

#endif
