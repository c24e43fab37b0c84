#include "word.h"

struct kg_slice kg_word_fold(struct kg_slice cell, char room[KG_WORD_ROOM])
{
	cell = kg_trim(cell);
	return (struct kg_slice){ room, cell.len <= KG_WORD_LONGEST ? kg_fold(cell, KG_FOLD_CASE, room) : 0 };
}

int kg_word_means(struct kg_slice folded, const struct kg_word *words, size_t count, int otherwise)
{
	for (size_t i = 0; i < count; i++)
		if (kg_slice_same(folded, kg_slice(words[i].text)))
			return words[i].means;
	return otherwise;
}

bool kg_word_is_one_of(struct kg_slice folded, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (kg_slice_same(folded, kg_slice(words[i])))
			return true;
	return false;
}
