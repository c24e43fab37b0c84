#include "tuple.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* The table's place for a tuple: where it stands, or the free one where it belongs. */
static uint32_t *entry_for(const struct kg_tuples *tuples, const uint32_t *numbers)
{
	size_t size = tuples->width * sizeof *numbers, mask = tuples->table_room - 1;

	for (size_t i = XXH3_64bits(numbers, size) & mask;; i = (i + 1) & mask) {
		uint32_t *entry = &tuples->table[i];

		if (*entry == 0 || memcmp(kg_tuple_at(tuples, *entry - 1), numbers, size) == 0)
			return entry;
	}
}

static bool make_room(struct kg_tuples *tuples)
{
	if (tuples->count * 4 < tuples->table_room * 3)
		return true;

	size_t room = tuples->table_room ? tuples->table_room * 2 : 16;
	uint32_t *table = calloc(room, sizeof *table);

	if (!table)
		return false;
	free(tuples->table);
	tuples->table = table;
	tuples->table_room = room;
	for (uint32_t id = 0; id < tuples->count; id++)
		*entry_for(tuples, kg_tuple_at(tuples, id)) = id + 1;
	return true;
}

bool kg_tuple(struct kg_tuples *tuples, const uint32_t *numbers, uint32_t *id)
{
	size_t used = tuples->count * tuples->width;

	if (!make_room(tuples))
		return false;

	uint32_t *entry = entry_for(tuples, numbers);

	if (*entry == 0) {
		if (!kg_append(&tuples->numbers, &used, &tuples->number_room, numbers, tuples->width, sizeof *numbers))
			return false;
		*entry = (uint32_t)++tuples->count;
	}
	*id = *entry - 1;
	return true;
}

void kg_tuples_fini(struct kg_tuples *tuples)
{
	free(tuples->numbers);
	free(tuples->table);
	*tuples = (struct kg_tuples){ .width = tuples->width };
}
