#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

struct kg_arena_block {
	struct kg_arena_block *next;
	alignas(max_align_t) char bytes[];
};

enum { BLOCK = 16 * 1024 };

static void *take(struct kg_arena *arena, size_t size, size_t alignment)
{
	size_t begin = (arena->used + alignment - 1) & ~(alignment - 1);

	if (!arena->blocks || begin > arena->room || arena->room - begin < size) {
		size_t room = size > BLOCK ? size : BLOCK;
		struct kg_arena_block *block = room <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + room) : NULL;

		if (!block)
			return NULL;
		block->next = arena->blocks;
		arena->blocks = block;
		arena->room = room;
		begin = 0;
	}
	arena->used = begin + size;
	return arena->blocks->bytes + begin;
}

void *kg_arena_take(struct kg_arena *arena, size_t size)
{
	return take(arena, size, alignof(max_align_t));
}

struct kg_slice kg_arena_copy(struct kg_arena *arena, struct kg_slice text)
{
	char *copy = take(arena, text.len + 1, 1);

	if (!copy)
		return (struct kg_slice){ 0 };
	if (text.len)
		memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return (struct kg_slice){ copy, text.len };
}

struct kg_slice kg_arena_list(struct kg_arena *arena, struct kg_slice list, struct kg_slice item)
{
	size_t gap = list.len ? 2 : 0;
	char *longer = take(arena, list.len + gap + item.len + 1, 1);

	if (!longer)
		return (struct kg_slice){ 0 };
	if (list.len)
		memcpy(longer, list.at, list.len);
	memcpy(longer + list.len, ", ", gap);
	if (item.len)
		memcpy(longer + list.len + gap, item.at, item.len);
	longer[list.len + gap + item.len] = '\0';
	return (struct kg_slice){ longer, list.len + gap + item.len };
}

void kg_arena_merge(struct kg_arena *into, struct kg_arena *from)
{
	struct kg_arena_block **end = &from->blocks;

	while (*end)
		end = &(*end)->next;
	*end = into->blocks;
	if (from->blocks != into->blocks)
		*into = *from;
	*from = (struct kg_arena){ 0 };
}

void kg_arena_fini(struct kg_arena *arena)
{
	while (arena->blocks) {
		struct kg_arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
	*arena = (struct kg_arena){ 0 };
}
