#include "direction.h"

enum { LONGEST = 64 };	/* bytes; no word is longer, however wide it is written */

/* As kg_fold() leaves them. */
static const struct {
	const char *word;
	enum kg_direction direction;
} words[] = {
	{ "up", KG_UP },
	{ "増", KG_UP },
	{ "増加", KG_UP },
	{ "上昇", KG_UP },
	{ "向上", KG_UP },
	{ "以上", KG_UP },
	{ "高い", KG_UP },
	{ "↑", KG_UP },
	{ "down", KG_DOWN },
	{ "減", KG_DOWN },
	{ "減少", KG_DOWN },
	{ "削減", KG_DOWN },
	{ "低下", KG_DOWN },
	{ "以下", KG_DOWN },
	{ "低い", KG_DOWN },
	{ "↓", KG_DOWN },
};

bool kg_direction_read(struct kg_slice cell, enum kg_direction *direction)
{
	char text[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice word = kg_trim(cell);

	*direction = KG_UNDIRECTED;
	if (kg_is_nothing(word))
		return true;
	if (word.len > LONGEST)
		return false;
	word = (struct kg_slice){ text, kg_fold(word, KG_FOLD_CASE, text) };
	for (size_t i = 0; i < sizeof words / sizeof *words && *direction == KG_UNDIRECTED; i++)
		if (kg_slice_same(word, kg_slice(words[i].word)))
			*direction = words[i].direction;
	return *direction != KG_UNDIRECTED;
}

const char *kg_direction_word(enum kg_direction direction)
{
	static const char *const ids[] = { [KG_UNDIRECTED] = "", [KG_UP] = "up", [KG_DOWN] = "down" };

	return ids[direction];
}
