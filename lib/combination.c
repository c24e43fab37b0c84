#include "combination.h"
#include "cells.h"

#include <stdlib.h>

/* What is kept of one; its cells stand behind the lengths. */
struct combination {
	uint32_t id, width;
	uint32_t lens[];
};

struct kg_combination_entry {
	uint64_t hash;
	struct combination *is;		/* NULL where the entry is free */
};

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

static struct combination *keep(struct kg_arena *arena, const struct kg_slice *cells, size_t width, uint32_t id)
{
	struct combination *kept;
	size_t size = sizeof *kept + width * sizeof *kept->lens, at = size;

	for (size_t i = 0; i < width; i++)
		size += cells[i].len;
	kept = kg_arena_take(arena, size);
	if (!kept)
		return NULL;
	kept->id = id;
	kept->width = (uint32_t)width;
	for (size_t i = 0; i < width; at += cells[i++].len) {
		kept->lens[i] = (uint32_t)cells[i].len;
		if (cells[i].len)
			memcpy((char *)kept + at, cells[i].at, cells[i].len);
	}
	return kept;
}

static void enter(struct kg_combination_entry *table, size_t room, struct kg_combination_entry entry)
{
	size_t i = entry.hash & (room - 1);

	while (table[i].is)
		i = (i + 1) & (room - 1);
	table[i] = entry;
}

static bool make_room(struct kg_combinations *set)
{
	if (set->count * 4 < set->room * 3)
		return true;

	size_t room = set->room ? set->room * 2 : 16;
	struct kg_combination_entry *table = calloc(room, sizeof *table);

	if (!table)
		return false;
	for (size_t i = 0; i < set->room; i++)
		if (set->table[i].is)
			enter(table, room, set->table[i]);
	free(set->table);
	set->table = table;
	set->room = room;
	return true;
}

bool kg_combination(struct kg_combinations *set, const struct kg_slice *cells, size_t width, uint32_t *id)
{
	uint64_t hash = kgi_cells_hash(cells, width);
	size_t mask = set->room - 1;

	for (size_t i = hash & mask; set->room && set->table[i].is; i = (i + 1) & mask)
		if (set->table[i].hash == hash && is_it(set->table[i].is, cells, width)) {
			*id = set->table[i].is->id;
			return true;
		}
	if (set->count >= UINT32_MAX || width > UINT32_MAX || !make_room(set))
		return false;

	struct combination *is = keep(&set->arena, cells, width, (uint32_t)set->count);

	if (!is)
		return false;
	enter(set->table, set->room, (struct kg_combination_entry){ hash, is });
	*id = (uint32_t)set->count++;
	return true;
}

void kg_combinations_fini(struct kg_combinations *set)
{
	free(set->table);
	kg_arena_fini(&set->arena);
	*set = (struct kg_combinations){ 0 };
}
