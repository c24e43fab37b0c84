#include "tuple.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

static bool is_same(const uint32_t *a, const uint32_t *b, size_t width)
{
	for (size_t i = 0; i < width; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

/* The table's place for a tuple: where it stands, or the free one where it belongs. */
static uint32_t *entry_for(const struct kg_tuples *tuples, const uint32_t *numbers)
{
	size_t mask = tuples->table_room - 1;

	for (size_t i = XXH3_64bits(numbers, tuples->width * sizeof *numbers) & mask;; i = (i + 1) & mask) {
		uint32_t *entry = &tuples->table[i];

		if (*entry == 0 || is_same(kg_tuple_at(tuples, *entry - 1), numbers, tuples->width))
			return entry;
	}
}

static bool make_room(struct kg_tuples *tuples)
{
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

static bool add(struct kg_tuples *tuples, const uint32_t *numbers, uint32_t *id)
{
	size_t used = tuples->count * tuples->width;

	if (tuples->count * 4 >= tuples->table_room * 3 && !make_room(tuples))
		return false;
	if (!kg_append(&tuples->numbers, &used, &tuples->number_room, numbers, tuples->width, sizeof *numbers))
		return false;
	*id = (uint32_t)tuples->count++;
	*entry_for(tuples, numbers) = *id + 1;
	return true;
}

bool kg_tuple(struct kg_tuples *tuples, const uint32_t *numbers, uint32_t *id)
{
	uint32_t known = tuples->count ? *entry_for(tuples, numbers) : 0;

	*id = known - 1;
	return known || add(tuples, numbers, id);
}

void kg_tuples_fini(struct kg_tuples *tuples)
{
	free(tuples->numbers);
	free(tuples->table);
	*tuples = (struct kg_tuples){ .width = tuples->width };
}
