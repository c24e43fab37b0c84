#include "stem.h"

/* Where names of columns of one question part: 設問［選択肢］, Q5_1. The second is what ends the choice. */
static const char *const joints[][2] = {
	{ "［", "］" }, { "[", "]" }, { "（", "）" }, { "(", ")" }, { "【", "】" }, { "_", "" }, { "＿", "" },
	{ "：", "" }, { ":", "" },
	{ "／", "" }, { "/", "" }, { "-", "" }, { "－", "" }, { ".", "" }, { "．", "" }, { " ", "" }, { "　", "" },
};

/* The name's parts around the joint at `at`; false where there is none, or a part is empty. */
static bool part_name(struct kg_slice name, size_t at, struct kg_slice *question, struct kg_slice *choice)
{
	struct kg_slice rest = { name.at + at, name.len - at };

	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t taken = strlen(joints[i][0]) + strlen(joints[i][1]);

		if (!kg_slice_starts(rest, joints[i][0]) || !kg_slice_ends(rest, joints[i][1]) || rest.len <= taken)
			continue;
		*question = kg_trim((struct kg_slice){ name.at, at });
		*choice = kg_trim((struct kg_slice){ rest.at + strlen(joints[i][0]), rest.len - taken });
		return question->len && choice->len;
	}
	return false;
}

static bool is_of(struct kg_slice name, struct kg_slice question)
{
	enum { BLANKS = 3 };	/* between the question and what follows */
	struct kg_slice same, choice;

	if (name.len < question.len || memcmp(name.at, question.at, question.len) != 0)
		return false;
	for (size_t at = question.len; at < name.len && at <= question.len + BLANKS; at++)
		if (part_name(name, at, &same, &choice) && kg_slice_same(same, question))
			return true;
	return false;
}

/* The longest beginning that the column's name has in common with another one's. */
static void find_stem(struct kgi_stem *columns, size_t count, struct kgi_stem *column)
{
	for (size_t at = column->marked ? column->name.len : 0; at-- > 1;) {
		if (!part_name(column->name, at, &column->question, &column->choice))
			continue;
		for (size_t i = 0; i < count; i++)
			if (&columns[i] != column && columns[i].marked && is_of(columns[i].name, column->question))
				return;
	}
	column->question = column->choice = (struct kg_slice){ 0 };
}

static bool is_question(const struct kgi_stem *columns, size_t count, struct kg_slice question)
{
	size_t filled = 0;

	for (size_t i = 0; i < count && question.len; i++)
		filled += kg_slice_same(columns[i].question, question) && columns[i].filled;
	return filled > 1;
}

void kgi_stems_find(struct kgi_stem *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		find_stem(columns, count, &columns[i]);
	for (size_t i = 0; i < count; i++)
		if (!is_question(columns, count, columns[i].question))
			columns[i].question = columns[i].choice = (struct kg_slice){ 0 };
}
