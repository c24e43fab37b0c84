#include "combination.h"
#include "array.h"
#include "cells.h"

#include <stdlib.h>

/* Its cells stand behind the lengths. */
struct kg_combination {
	size_t width;
	uint32_t lens[];
};

static bool is_it(const struct kg_combination *known, const struct kg_slice *cells, size_t width)
{
	const char *at = (const char *)(known->lens + width);

	if (known->width != width)
		return false;
	for (size_t i = 0; i < width; at += cells[i++].len)
		if (known->lens[i] != cells[i].len || !kgi_cell_same(at, cells[i]))
			return false;
	return true;
}

static struct kg_combination *keep(struct kg_arena *arena, const struct kg_slice *cells, size_t width)
{
	struct kg_combination *kept;
	size_t size = sizeof *kept + width * sizeof *kept->lens, at = size;

	for (size_t i = 0; i < width; i++)
		size += cells[i].len;
	kept = kg_arena_take(arena, size);
	if (!kept)
		return NULL;
	kept->width = width;
	for (size_t i = 0; i < width; at += cells[i++].len) {
		kept->lens[i] = (uint32_t)cells[i].len;
		if (cells[i].len)
			memcpy((char *)kept + at, cells[i].at, cells[i].len);
	}
	return kept;
}

bool kg_combination(struct kg_combinations *set, const struct kg_slice *cells, size_t width, uint32_t *id)
{
	uint32_t hash = (uint32_t)kgi_cells_hash(cells, width);
	struct kg_index_look look = kg_index_look(&set->index, hash);

	while (kg_index_next(&look, id))
		if (is_it(set->all[*id], cells, width))
			return true;
	*id = (uint32_t)set->count;
	if (set->count >= UINT32_MAX || !kg_grow(&set->all, &set->room, set->count + 1, sizeof(struct kg_combination *)) ||
	    !(set->all[*id] = keep(&set->arena, cells, width)) || !kg_index_add(&set->index, hash, *id))
		return false;
	set->count++;
	return true;
}

void kg_combinations_fini(struct kg_combinations *set)
{
	free(set->all);
	kg_index_fini(&set->index);
	kg_arena_fini(&set->arena);
	*set = (struct kg_combinations){ 0 };
}
