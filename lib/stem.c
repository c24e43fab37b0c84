#include "stem.h"
#include "array.h"
#include "tuple.h"

#include <stdlib.h>

/* Where names of columns of one question part: 設問［選択肢］, Q5_1. The second is what ends the choice. */
static const char *const joints[][2] = {
	{ "［", "］" }, { "[", "]" }, { "（", "）" }, { "(", ")" }, { "【", "】" }, { "_", "" }, { "＿", "" },
	{ "：", "" }, { ":", "" },
	{ "／", "" }, { "/", "" }, { "-", "" }, { "－", "" }, { ".", "" }, { "．", "" }, { " ", "" }, { "　", "" },
};

/* The name's parts around the joint at `at`; false where there is none, or a part is empty. */
static bool part_name(struct kg_slice name, size_t at, struct kg_slice *question, struct kg_slice *choice)
{
	struct kg_slice rest = kg_slice_from(name, at);

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

/* Beginnings of names, each known by its number: 0 is the empty one, and one byte more makes another one of it. */
struct beginnings {
	struct kg_tuples longer;
	struct beginning {
		size_t column;			/* the first with marks of whose name it is the question + 1 */
		bool several;			/* there are others */
		size_t filled;			/* columns that have it for their question */
	} *at;
	size_t room;
	uint32_t *path;				/* by length: the beginnings of one name */
	size_t path_room;
};

/* Finds the beginnings of the name up to `len` bytes. */
static bool walk(struct beginnings *all, struct kg_slice name, size_t len)
{
	if (!kg_grow(&all->path, &all->path_room, len + 1, sizeof *all->path))
		return false;
	all->path[0] = 0;
	for (size_t i = 0; i < len; i++) {
		if (!kg_tuple(&all->longer, (const uint32_t[]){ all->path[i], (unsigned char)name.at[i] }, &all->path[i + 1]))
			return false;
		all->path[i + 1]++;
	}
	return kg_grow(&all->at, &all->room, all->longer.count + 1, sizeof *all->at);
}

/* Enters what may be the question of the column. */
static bool enter(struct beginnings *all, const struct kgi_stem *column, size_t i)
{
	enum { BLANKS = 3 };	/* between the question and what follows */
	struct kg_slice question, choice;

	if (!walk(all, column->name, column->name.len))
		return false;
	for (size_t at = 1; at < column->name.len; at++) {
		if (!part_name(column->name, at, &question, &choice) || at - question.len > BLANKS)
			continue;

		struct beginning *beginning = &all->at[all->path[question.len]];

		if (!beginning->column)
			beginning->column = i + 1;
		beginning->several |= beginning->column != i + 1;
	}
	return true;
}

/* The longest beginning that the column's name has in common with another one's. */
static bool find_stem(struct beginnings *all, struct kgi_stem *column, size_t i)
{
	if (!walk(all, column->name, column->marked ? column->name.len : 0))
		return false;
	for (size_t at = column->marked ? column->name.len : 0; at-- > 1;) {
		if (!part_name(column->name, at, &column->question, &column->choice))
			continue;

		struct beginning *beginning = &all->at[all->path[column->question.len]];

		if (beginning->several || (beginning->column && beginning->column != i + 1)) {
			beginning->filled += column->filled;
			column->beginning = all->path[column->question.len];
			return true;
		}
	}
	column->question = column->choice = (struct kg_slice){ 0 };
	return true;
}

bool kgi_stems_find(struct kgi_stem *columns, size_t count)
{
	struct beginnings all = { .longer.width = 2 };
	bool ok = true;

	for (size_t i = 0; i < count && ok; i++)
		ok = !columns[i].marked || enter(&all, &columns[i], i);
	for (size_t i = 0; i < count && ok; i++)
		ok = find_stem(&all, &columns[i], i);
	for (size_t i = 0; i < count && ok; i++)
		if (columns[i].question.len && all.at[columns[i].beginning].filled < 2)
			columns[i].question = columns[i].choice = (struct kg_slice){ 0 };
	kg_tuples_fini(&all.longer);
	free(all.at);
	free(all.path);
	return ok;
}
