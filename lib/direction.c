#include "direction.h"
#include "word.h"

static const struct kg_word words[] = {
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
	char room[KG_WORD_ROOM];
	int means = kg_word_means(kg_word_fold(cell, room), words, sizeof words / sizeof *words, KG_UNDIRECTED);

	*direction = (enum kg_direction)means;
	return means != KG_UNDIRECTED || kg_is_nothing(cell);
}

const char *kg_direction_word(enum kg_direction direction)
{
	static const char *const ids[] = { [KG_UNDIRECTED] = "", [KG_UP] = "up", [KG_DOWN] = "down" };

	return ids[direction];
}
