/* mark - cells that say yes or no: 1/0, ○/×, TRUE/FALSE, 導入済/未導入, a blank. */
#ifndef KG_MARK_H
#define KG_MARK_H

#include "text.h"

enum kg_mark {
	KG_MARK_BLANK,
	KG_MARK_NO,	/* 0 × ✕ ☐ false no n いいえ 無 なし 未 未導入 導入していない */
	KG_MARK_YES,	/* 1 ○ 〇 ◯ ● ◎ ✓ ✔ レ ☑ true yes y はい 有 あり 済 導入 導入済 導入済み 導入している */
	KG_MARK_OTHER,	/* anything else */
};

enum kg_mark kg_mark_read(struct kg_slice cell);

enum { KG_MARK_WORDS_ROOM = 512 };

/* Writes all words for yes, or for no, blanks between them, with a NUL. Returns the length. */
size_t kg_mark_words(enum kg_mark, char text[KG_MARK_WORDS_ROOM]);

#endif
