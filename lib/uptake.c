#include "uptake.h"
#include "word.h"

#include <stdio.h>

/* Not yet, or not at all. */
static const char *const noes[] = {
	"検討中", "検討", "導入検討中", "導入を検討", "導入を検討中", "導入を検討している", "予定", "導入予定", "予定なし", "導入予定なし", "未定",
	"準備中", "調整中", "協議中", "申請中", "未実施", "未着手", "未利用", "未加入", "導入しない",
};

enum kg_mark kg_uptake_read(struct kg_slice cell)
{
	char room[KG_WORD_ROOM];
	enum kg_mark mark = kg_mark_read(cell);

	if (mark == KG_MARK_OTHER && kg_word_is_one_of(kg_word_fold(cell, room), noes, sizeof noes / sizeof *noes))
		return KG_MARK_NO;
	return mark;
}

void kg_uptake_words(enum kg_mark mark, char text[KG_UPTAKE_WORDS_ROOM])
{
	size_t len = kg_mark_words(mark, text);

	for (size_t i = 0; i < sizeof noes / sizeof *noes && mark == KG_MARK_NO; i++) {
		text[len++] = ' ';
		len += (size_t)sprintf(text + len, "%s", noes[i]);
	}
}
