#include "total.h"
#include "word.h"

/* Without blanks. */
static const struct {
	const char *word;
	unsigned says;
	bool ending;		/* whatever stands before it */
} words[] = {
	{ "合計", KG_TOTAL | KG_TOTAL_OF_ALL | KG_TOTAL_ONLY, false },
	{ "総計", KG_TOTAL | KG_TOTAL_OF_ALL | KG_TOTAL_ONLY, false },
	{ "総合計", KG_TOTAL | KG_TOTAL_OF_ALL | KG_TOTAL_ONLY, false },
	{ "grandtotal", KG_TOTAL | KG_TOTAL_OF_ALL | KG_TOTAL_ONLY, false },
	{ "計", KG_TOTAL | KG_TOTAL_OF_ALL, false },
	{ "総数", KG_TOTAL | KG_TOTAL_OF_ALL, false },
	{ "全体", KG_TOTAL | KG_TOTAL_OF_ALL, false },
	{ "職員全体", KG_TOTAL | KG_TOTAL_OF_ALL, false },
	{ "total", KG_TOTAL | KG_TOTAL_OF_ALL, false },
	{ "小計", KG_TOTAL | KG_TOTAL_ONLY, false },
	{ "中計", KG_TOTAL | KG_TOTAL_ONLY, false },
	{ "subtotal", KG_TOTAL | KG_TOTAL_ONLY, false },
	{ "sub-total", KG_TOTAL | KG_TOTAL_ONLY, false },
	{ "累計", KG_TOTAL, true },
	{ "合計", KG_TOTAL, true },
	{ "総計", KG_TOTAL, true },
	{ "小計", KG_TOTAL, true },
	{ "中計", KG_TOTAL, true },
	{ "道計", KG_TOTAL, true },
	{ "府計", KG_TOTAL, true },
	{ "県計", KG_TOTAL, true },
	{ "市計", KG_TOTAL, true },
	{ "区計", KG_TOTAL, true },
	{ "町計", KG_TOTAL, true },
	{ "村計", KG_TOTAL, true },
	{ "郡計", KG_TOTAL, true },
	{ "域計", KG_TOTAL, true },
	{ "圏計", KG_TOTAL, true },
	{ "国計", KG_TOTAL, true },
	{ "男女計", KG_TOTAL, true },
	{ "年計", KG_TOTAL, true },
	{ "年度計", KG_TOTAL, true },
	{ "期計", KG_TOTAL, true },
	{ "subtotal", KG_TOTAL, true },
	{ "sub-total", KG_TOTAL, true },
};

/* Folding has made ( ) [ ] of the wide ones. */
static const struct {
	const char *opening, *closing;
} brackets[] = { { "(", ")" }, { "[", "]" }, { "【", "】" }, { "〔", "〕" }, { "「", "」" }, { "〈", "〉" }, { "《", "》" }, { "<", ">" } };

/* Without brackets around it, and without remarks in brackets behind it. */
static struct kg_slice without_brackets(struct kg_slice text)
{
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets;) {
		struct kg_slice opening = kg_slice(brackets[i].opening), closing = kg_slice(brackets[i].closing);
		size_t at = kg_slice_ends(text, closing.at) ? text.len - closing.len : 0;

		while (at > 0 && memcmp(text.at + at, opening.at, opening.len) != 0)
			at--;
		if (at > 0)
			text.len = at;
		else if (kg_slice_starts(text, opening.at) && kg_slice_ends(text, closing.at))
			text = (struct kg_slice){ text.at + opening.len, text.len - opening.len - closing.len };
		else {
			i++;
			continue;
		}
		text = kg_trim(text);
		i = 0;
	}
	return text;
}

/* A name, a blank and 計: 育成 計. One character and 計, or a word spread by blanks, may be any word: 会 計. */
static bool is_behind_a_name(struct kg_slice text)
{
	size_t tail = strlen(" 計"), one = strlen("計");

	return kg_slice_ends(text, " 計") && text.len - tail > one && !memchr(text.at, ' ', text.len - tail);
}

static struct kg_slice without_blanks(struct kg_slice text, char *word)
{
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] != ' ')
			word[len++] = text.at[i];
	return (struct kg_slice){ word, len };
}

unsigned kg_total_read(struct kg_slice label)
{
	char room[KG_WORD_ROOM], word[KG_WORD_ROOM];
	struct kg_slice text = kg_word_fold(label, room);

	if (text.len == 0)
		return 0;
	text = without_brackets(text);
	if (is_behind_a_name(text))
		return KG_TOTAL;
	text = without_blanks(text, word);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].ending ? kg_slice_ends(text, words[i].word) : kg_slice_same(text, kg_slice(words[i].word)))
			return words[i].says;
	return 0;
}

bool kg_label_is_total(struct kg_slice label)
{
	return kg_total_read(label) != 0;
}
