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
	return (const struct combination *)(const void *)(set->kept + at);
}

static bool is_it(const struct combination *known, const struct kg_slice *cells, size_t width)
{
	const char *at = (const char *)(known->lens + width);

	if (known->width != width)
		return false;
	for (size_t i = 0; i < width; at += cells[i++].len)
		if (known->lens[i] != cells[i].len || !kgi_cell_same(at, cells[i]))
			return false;
	return true;
}

/* Keeps one that is new behind the others. False when memory is short. */
static bool keep(struct kg_combinations *set, const struct kg_slice *cells, size_t width)
{
	struct combination *kept;
	size_t size = sizeof *kept + width * sizeof *kept->lens;
	char *at;

	for (size_t i = 0; i < width; i++)
		size += cells[i].len;
	size = (size + sizeof *set->kept - 1) / sizeof *set->kept;
	if (set->used + size > UINT32_MAX || !kg_grow(&set->kept, &set->room, set->used + size, sizeof *set->kept))
		return false;
	kept = (struct combination *)(void *)(set->kept + set->used);
	kept->id = (uint32_t)set->count++;
	kept->width = (uint32_t)width;
	at = (char *)(kept->lens + width);
	for (size_t i = 0; i < width; at += cells[i++].len) {
		kept->lens[i] = (uint32_t)cells[i].len;
		if (cells[i].len)
			memcpy(at, cells[i].at, cells[i].len);
	}
	set->used += size;
	return true;
}

bool kg_combination(struct kg_combinations *set, const struct kg_slice *cells, size_t width, uint32_t *id)
{
	uint32_t hash = (uint32_t)kgi_cells_hash(cells, width), at;
	struct kg_index_look look = kg_index_look(&set->index, hash);

	while (kg_index_next(&look, &at))
		if (is_it(kept_at(set, at), cells, width)) {
			*id = kept_at(set, at)->id;
			return true;
		}
	at = (uint32_t)set->used;
	*id = (uint32_t)set->count;
	return keep(set, cells, width) && kg_index_add(&set->index, hash, at);
}

void kg_combinations_fini(struct kg_combinations *set)
{
	free(set->kept);
	kg_index_fini(&set->index);
	*set = (struct kg_combinations){ 0 };
}
