#include "progress.h"

enum { LONGEST = 64 };	/* bytes; no word is longer, however wide it is written */

/* As kg_fold() leaves them; the first of each kind is printed. */
static const struct {
	const char *word;
	enum kg_progress progress;
} words[] = {
	{ "done", KG_PROGRESS_DONE },
	{ "completed", KG_PROGRESS_DONE },
	{ "実施済", KG_PROGRESS_DONE },
	{ "実施済み", KG_PROGRESS_DONE },
	{ "完了", KG_PROGRESS_DONE },
	{ "達成", KG_PROGRESS_DONE },
	{ "済", KG_PROGRESS_DONE },
	{ "in_progress", KG_PROGRESS_RUNNING },
	{ "in progress", KG_PROGRESS_RUNNING },
	{ "取組中", KG_PROGRESS_RUNNING },
	{ "取り組み中", KG_PROGRESS_RUNNING },
	{ "実施中", KG_PROGRESS_RUNNING },
	{ "継続", KG_PROGRESS_RUNNING },
	{ "継続中", KG_PROGRESS_RUNNING },
	{ "進行中", KG_PROGRESS_RUNNING },
	{ "in_discussion", KG_PROGRESS_DISCUSSED },
	{ "in discussion", KG_PROGRESS_DISCUSSED },
	{ "協議中", KG_PROGRESS_DISCUSSED },
	{ "検討中", KG_PROGRESS_DISCUSSED },
	{ "調整中", KG_PROGRESS_DISCUSSED },
	{ "準備中", KG_PROGRESS_DISCUSSED },
	{ "planned", KG_PROGRESS_PLANNED },
	{ "未実施", KG_PROGRESS_PLANNED },
	{ "未着手", KG_PROGRESS_PLANNED },
	{ "予定", KG_PROGRESS_PLANNED },
	{ "計画", KG_PROGRESS_PLANNED },
	{ "cancelled", KG_PROGRESS_CANCELLED },
	{ "canceled", KG_PROGRESS_CANCELLED },
	{ "中止", KG_PROGRESS_CANCELLED },
	{ "廃止", KG_PROGRESS_CANCELLED },
	{ "取りやめ", KG_PROGRESS_CANCELLED },
	{ "other", KG_PROGRESS_OTHER },
};

/* Decoration. Folding has made [ ] of ［ ］. */
static const struct {
	const char *opening, *closing;
} brackets[] = { { "【", "】" }, { "〔", "〕" }, { "[", "]" } };

static struct kg_slice without_brackets(struct kg_slice text)
{
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		size_t open = strlen(brackets[i].opening), close = strlen(brackets[i].closing);

		if (text.len >= open + close && kg_slice_starts(text, brackets[i].opening) &&
		    kg_slice_ends(text, brackets[i].closing))
			return kg_trim((struct kg_slice){ text.at + open, text.len - open - close });
	}
	return text;
}

enum kg_progress kg_progress_read(struct kg_slice cell)
{
	char room[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice word = kg_trim(cell);

	if (word.len > LONGEST)
		return KG_PROGRESS_OTHER;
	word = without_brackets((struct kg_slice){ room, kg_fold(word, KG_FOLD_CASE, room) });
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kg_slice_same(word, kg_slice(words[i].word)))
			return words[i].progress;
	return KG_PROGRESS_OTHER;
}

const char *kg_progress_word(enum kg_progress progress)
{
	size_t i = 0;

	while (words[i].progress != progress)
		i++;
	return words[i].word;
}
