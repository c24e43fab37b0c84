/* mark - the words for yes and no. */
#include "mark.h"

#include <stdio.h>

enum { LONGEST = 64 };	/* bytes; no word is longer, however wide it is written */

/* As kg_fold() leaves them. */
static const struct {
	const char *word;
	enum kg_mark mark;
} words[] = {
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
	struct kg_slice inner = kg_trim(cell), folded;
	char text[KG_FOLD_ROOM(LONGEST)];

	if (kg_is_nothing(inner))
		return KG_MARK_BLANK;
	if (inner.len > LONGEST)
		return KG_MARK_OTHER;
	folded = (struct kg_slice){ text, kg_fold(inner, KG_FOLD_CASE, text) };
	if (folded.len == 0)
		return KG_MARK_BLANK;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (kg_slice_same(folded, kg_slice(words[i].word)))
			return words[i].mark;
	return KG_MARK_OTHER;
}

size_t kg_mark_words(enum kg_mark mark, char text[KG_MARK_WORDS_ROOM])
{
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words[i].mark == mark)
			len += (size_t)sprintf(text + len, "%s%s", len ? " " : "", words[i].word);
	return len;
}
