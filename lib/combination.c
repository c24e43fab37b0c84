#include "combination.h"
#include "array.h"
#include "cells.h"

#include <stdlib.h>

struct combination {
	uint32_t id, width;
	uint32_t cells[];
};

static struct combination *kept_at(const struct kg_combinations *set, size_t at)
{
	return (struct combination *)(set->kept + at);
}

/* Writes a new one behind those that are kept. Returns how many elements it takes; 0 when memory is short. */
static size_t write(struct kg_combinations *set, const struct kg_slice *cells, size_t width)
{
	size_t size = kgi_cells_size(cells, width), head = sizeof(struct combination) / sizeof *set->kept;
	struct combination *kept;

	if (set->used + head + size > UINT32_MAX || !kg_grow(&set->kept, &set->room, set->used + head + size, sizeof *set->kept))
		return 0;
	kept = kept_at(set, set->used);
	*kept = (struct combination){ (uint32_t)set->count, (uint32_t)width };
	kgi_cells_keep(kept->cells, cells, width);
	return head + size;
}

KGI_INLINE bool look(struct kg_combinations *set, const struct kg_slice *cells, size_t width, uint32_t *id)
{
	uint32_t hash = (uint32_t)kgi_cells_hash(cells, width), at;
	struct kg_index_look look = kg_index_look(&set->index, hash);
	size_t size;

	while (kg_index_next(&look, &at))
		if (kept_at(set, at)->width == width && kgi_cells_same(kept_at(set, at)->cells, cells, width)) {
			*id = kept_at(set, at)->id;
			return true;
		}
	size = write(set, cells, width);
	if (size == 0 || !kg_index_add(&set->index, hash, (uint32_t)set->used))
		return false;
	set->used += size;
	*id = (uint32_t)set->count++;
	return true;
}

/* One cell is looked for without loops. */
bool kg_combination(struct kg_combinations *set, const struct kg_slice *cells, size_t width, uint32_t *id)
{
	return width == 1 ? look(set, cells, 1, id) : look(set, cells, width, id);
}

void kg_combinations_fini(struct kg_combinations *set)
{
	free(set->kept);
	kg_index_fini(&set->index);
	*set = (struct kg_combinations){ 0 };
}
