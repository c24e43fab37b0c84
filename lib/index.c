#include "index.h"

#include <stdlib.h>
#include <string.h>

static void enter(struct kg_index *index, struct kg_index_entry entry)
{
	size_t mask = index->room - 1, i = entry.hash & mask;

	while (index->entries[i].number)
		i = (i + 1) & mask;
	index->entries[i] = entry;
}

/* A table that is read before it is written would cost two faults for each page, and a word to the other processors. */
static bool grow(struct kg_index *index)
{
	enum { FIRST = 16 };
	struct kg_index larger = { .count = index->count, .room = index->room ? index->room * 2 : FIRST };

	larger.entries = malloc(larger.room * sizeof *larger.entries);
	if (!larger.entries)
		return false;
	memset(larger.entries, 0, larger.room * sizeof *larger.entries);
	for (size_t i = 0; i < index->room; i++)
		if (index->entries[i].number)
			enter(&larger, index->entries[i]);
	free(index->entries);
	*index = larger;
	return true;
}

bool kg_index_add(struct kg_index *index, uint32_t hash, uint32_t id)
{
	if (index->count * 2 >= index->room && !grow(index))
		return false;
	enter(index, (struct kg_index_entry){ hash, id + 1 });
	index->count++;
	return true;
}

void kg_index_fini(struct kg_index *index)
{
	free(index->entries);
	*index = (struct kg_index){ 0 };
}
