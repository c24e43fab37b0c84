#include "progress.h"
#include "error.h"
#include "word.h"

/* The first of each kind is printed. */
static const struct kg_word words[] = {
	{ N_("done"), KG_PROGRESS_DONE },
	{ "completed", KG_PROGRESS_DONE },
	{ "実施済", KG_PROGRESS_DONE },
	{ "実施済み", KG_PROGRESS_DONE },
	{ "完了", KG_PROGRESS_DONE },
	{ "達成", KG_PROGRESS_DONE },
	{ "済", KG_PROGRESS_DONE },
	{ N_("in_progress"), KG_PROGRESS_RUNNING },
	{ "in progress", KG_PROGRESS_RUNNING },
	{ "取組中", KG_PROGRESS_RUNNING },
	{ "取り組み中", KG_PROGRESS_RUNNING },
	{ "実施中", KG_PROGRESS_RUNNING },
	{ "継続", KG_PROGRESS_RUNNING },
	{ "継続中", KG_PROGRESS_RUNNING },
	{ "進行中", KG_PROGRESS_RUNNING },
	{ N_("in_discussion"), KG_PROGRESS_DISCUSSED },
	{ "in discussion", KG_PROGRESS_DISCUSSED },
	{ "協議中", KG_PROGRESS_DISCUSSED },
	{ "検討中", KG_PROGRESS_DISCUSSED },
	{ "調整中", KG_PROGRESS_DISCUSSED },
	{ "準備中", KG_PROGRESS_DISCUSSED },
	{ N_("planned"), KG_PROGRESS_PLANNED },
	{ "未実施", KG_PROGRESS_PLANNED },
	{ "未着手", KG_PROGRESS_PLANNED },
	{ "予定", KG_PROGRESS_PLANNED },
	{ "計画", KG_PROGRESS_PLANNED },
	{ N_("cancelled"), KG_PROGRESS_CANCELLED },
	{ "canceled", KG_PROGRESS_CANCELLED },
	{ "中止", KG_PROGRESS_CANCELLED },
	{ "廃止", KG_PROGRESS_CANCELLED },
	{ "取りやめ", KG_PROGRESS_CANCELLED },
	{ N_("other"), KG_PROGRESS_OTHER },
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
	char room[KG_WORD_ROOM];
	struct kg_slice word = without_brackets(kg_word_fold(cell, room));

	return (enum kg_progress)kg_word_means(word, words, sizeof words / sizeof *words, KG_PROGRESS_OTHER);
}

const char *kg_progress_word(enum kg_progress progress)
{
	size_t i = 0;

	while (words[i].means != (int)progress)
		i++;
	return words[i].text;
}
