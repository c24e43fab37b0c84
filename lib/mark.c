/* mark - the words for yes and no. */
#include "mark.h"
#include "word.h"

#include <stdio.h>

static const struct kg_word words[] = {
	{ "", KG_MARK_BLANK },	/* also of blanks that kg_trim() does not know */
	{ "0", KG_MARK_NO },
	{ "×", KG_MARK_NO },
	{ "✕", KG_MARK_NO },
	{ "☐", KG_MARK_NO },
	{ "false", KG_MARK_NO },
	{ "no", KG_MARK_NO },
	{ "n", KG_MARK_NO },
	{ "いいえ", KG_MARK_NO },
	{ "無", KG_MARK_NO },
	{ "なし", KG_MARK_NO },
	{ "未", KG_MARK_NO },
	{ "未導入", KG_MARK_NO },
	{ "導入していない", KG_MARK_NO },
	{ "1", KG_MARK_YES },
	{ "○", KG_MARK_YES },	/* U+25CB, as CP932 has it */
	{ "〇", KG_MARK_YES },	/* U+3007, the numeral zero that is typed for it */
	{ "◯", KG_MARK_YES },	/* U+25EF */
	{ "●", KG_MARK_YES },
	{ "◎", KG_MARK_YES },
	{ "✓", KG_MARK_YES },
	{ "✔", KG_MARK_YES },
	{ "レ", KG_MARK_YES },
	{ "☑", KG_MARK_YES },
	{ "true", KG_MARK_YES },
	{ "yes", KG_MARK_YES },
	{ "y", KG_MARK_YES },
	{ "はい", KG_MARK_YES },
	{ "有", KG_MARK_YES },
	{ "あり", KG_MARK_YES },
	{ "済", KG_MARK_YES },
	{ "導入", KG_MARK_YES },
	{ "導入済", KG_MARK_YES },
	{ "導入済み", KG_MARK_YES },
	{ "導入している", KG_MARK_YES },
};

enum kg_mark kg_mark_read(struct kg_slice cell)
{
	char room[KG_WORD_ROOM];

	if (kg_is_nothing(cell))
		return KG_MARK_BLANK;
	if (kg_trim(cell).len > KG_WORD_LONGEST)
		return KG_MARK_OTHER;
	return (enum kg_mark)kg_word_means(kg_word_fold(cell, room), words, sizeof words / sizeof *words, KG_MARK_OTHER);
}

size_t kg_mark_words(enum kg_mark mark, char text[KG_MARK_WORDS_ROOM])
{
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].means == (int)mark)
			len += (size_t)sprintf(text + len, "%s%s", len ? " " : "", words[i].text);
	return len;
}
