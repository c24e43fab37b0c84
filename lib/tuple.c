#include "tuple.h"
#include "array.h"

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

static bool add(struct kg_tuples *tuples, const uint32_t *numbers, uint32_t hash)
{
	size_t used = tuples->count * tuples->width;

	if (!kg_append(&tuples->numbers, &used, &tuples->number_room, numbers, tuples->width, sizeof *numbers) ||
	    !kg_index_add(&tuples->index, hash, (uint32_t)tuples->count))
		return false;
	tuples->count++;
	return true;
}

bool kg_tuple(struct kg_tuples *tuples, const uint32_t *numbers, uint32_t *id)
{
	uint32_t hash = (uint32_t)XXH3_64bits(numbers, tuples->width * sizeof *numbers);
	struct kg_index_look look = kg_index_look(&tuples->index, hash);

	while (kg_index_next(&look, id))
		if (is_same(kg_tuple_at(tuples, *id), numbers, tuples->width))
			return true;
	*id = (uint32_t)tuples->count;
	return add(tuples, numbers, hash);
}

void kg_tuples_fini(struct kg_tuples *tuples)
{
	free(tuples->numbers);
	kg_index_fini(&tuples->index);
	*tuples = (struct kg_tuples){ .width = tuples->width };
}
