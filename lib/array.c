#include "array.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

bool kg_grow_room(void *array, size_t *room, size_t count, size_t size)
{
	size_t wanted = *room ? *room * 2 : 8;

	if (wanted < count)
		wanted = count;

	char *old, *grown;

	memcpy(&old, array, sizeof old);
	if (wanted > SIZE_MAX / size || !(grown = realloc(old, wanted * size)))
		return false;
	memset(grown + *room * size, 0, (wanted - *room) * size);
	memcpy(array, &grown, sizeof grown);
	*room = wanted;
	return true;
}

bool kg_append(void *array, size_t *count, size_t *room, const void *from, size_t more, size_t size)
{
	char *items;

	if (more > SIZE_MAX - *count || !kg_grow(array, room, *count + more, size))
		return false;
	memcpy(&items, array, sizeof items);
	if (more)
		memcpy(items + *count * size, from, more * size);
	*count += more;
	return true;
}

struct kg_arena_block {
	struct kg_arena_block *next;
	alignas(max_align_t) char bytes[];
};

enum { BLOCK = 16 * 1024 };

void *kg_arena_take(struct kg_arena *arena, size_t size)
{
	size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);

	if (rounded < size)
		return NULL;
	if (!arena->blocks || arena->room - arena->used < rounded) {
		size_t room = rounded > BLOCK ? rounded : BLOCK;
		struct kg_arena_block *block = malloc(sizeof *block + room);

		if (!block)
			return NULL;
		block->next = arena->blocks;
		arena->blocks = block;
		arena->used = 0;
		arena->room = room;
	}

	void *taken = arena->blocks->bytes + arena->used;

	arena->used += rounded;
	return taken;
}

struct kg_slice kg_arena_copy(struct kg_arena *arena, struct kg_slice text)
{
	char *copy = kg_arena_take(arena, text.len + 1);

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
	char *longer = kg_arena_take(arena, list.len + gap + item.len + 1);

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
