#include "uptake.h"

#include <stdio.h>

enum { LONGEST = 64 };	/* bytes; no word is longer, however wide it is written */

/* Not yet, or not at all; as kg_fold() leaves them. */
static const char *const noes[] = {
	"検討中", "検討", "導入検討中", "導入を検討", "導入を検討中", "導入を検討している", "予定", "導入予定", "予定なし", "導入予定なし", "未定",
	"準備中", "調整中", "協議中", "申請中", "未実施", "未着手", "未利用", "未加入", "導入しない",
};

enum kg_mark kg_uptake_read(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(LONGEST)];
	enum kg_mark mark = kg_mark_read(cell);
	struct kg_slice folded = { text, 0 };

	cell = kg_trim(cell);
	if (mark != KG_MARK_OTHER || cell.len > LONGEST)
		return mark;
	folded.len = kg_fold(cell, KG_FOLD_CASE, text);
	for (size_t i = 0; i < sizeof noes / sizeof *noes; i++)
		if (kg_slice_same(folded, kg_slice(noes[i])))
			return KG_MARK_NO;
	return KG_MARK_OTHER;
}

void kg_uptake_words(enum kg_mark mark, char text[KG_UPTAKE_WORDS_ROOM])
{
	size_t len = kg_mark_words(mark, text);

	for (size_t i = 0; i < sizeof noes / sizeof *noes && mark == KG_MARK_NO; i++) {
		text[len++] = ' ';
		len += (size_t)sprintf(text + len, "%s", noes[i]);
	}
}
