#include "combination.h"
#include "array.h"
#include "cells.h"

#include <stdlib.h>

/* Its cells stand behind the lengths. */
struct combination {
	uint32_t id, width;
	uint32_t lens[];
};

static const struct combination *kept_at(const struct kg_combinations *set, uint32_t at)
{
	return (const struct combination *)(set->kept + at);
}

static bool is_it(const struct combination *known, const struct kg_slice *cells, size_t width)
{
	const char *at;

	if (known->width != width)
		return false;
	at = (const char *)(known->lens + width);
	for (size_t i = 0; i < width; at += cells[i++].len)
		if (known->lens[i] != cells[i].len || !kgi_cell_same(at, cells[i]))
			return false;
	return true;
}

/* Writes a new one behind those that are kept. Returns how many elements it takes; 0 when memory is short. */
static size_t write(struct kg_combinations *set, const struct kg_slice *cells, size_t width)
{
	struct combination *kept;
	size_t size = sizeof *kept + width * sizeof *kept->lens;
	char *at;

	for (size_t i = 0; i < width; i++)
		size += cells[i].len;
	size = (size + sizeof *set->kept - 1) / sizeof *set->kept;
	if (set->used + size > UINT32_MAX || !kg_grow(&set->kept, &set->room, set->used + size, sizeof *set->kept))
		return 0;
	kept = (struct combination *)(set->kept + set->used);
	kept->id = (uint32_t)set->count;
	kept->width = (uint32_t)width;
	at = (char *)(kept->lens + width);
	for (size_t i = 0; i < width; at += cells[i++].len) {
		kept->lens[i] = (uint32_t)cells[i].len;
		if (cells[i].len)
			memcpy(at, cells[i].at, cells[i].len);
	}
	return size;
}

bool kg_combination(struct kg_combinations *set, const struct kg_slice *cells, size_t width, uint32_t *id)
{
	uint32_t hash = (uint32_t)kgi_cells_hash(cells, width), at;
	struct kg_index_look look = kg_index_look(&set->index, hash);
	size_t size;

	while (kg_index_next(&look, &at))
		if (is_it(kept_at(set, at), cells, width)) {
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

void kg_combinations_fini(struct kg_combinations *set)
{
	free(set->kept);
	kg_index_fini(&set->index);
	*set = (struct kg_combinations){ 0 };
}
