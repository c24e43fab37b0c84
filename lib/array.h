/* array - arrays that grow, and bytes that stay.
 *
 *	struct row *rows = NULL;
 *	size_t count = 0, room = 0;
 *
 *	if (!kg_grow(&rows, &room, count + 1, sizeof *rows))
 *		return kg_error_memory(err);
 *	rows[count++] = row;
 *
 *	struct kg_arena arena = { 0 };
 *	struct kg_slice kept = kg_arena_copy(&arena, cell);	// kept.at is NULL when memory is short
 *	kg_arena_fini(&arena);
 */
#ifndef KG_ARRAY_H
#define KG_ARRAY_H

#include "text.h"

/* What kg_grow() does when there is not enough room. */
bool kg_grow_room(void *array, size_t *room, size_t count, size_t size);

/* Makes room for `count` elements of `size` bytes in the array that `array` points to (a pointer to any object pointer).
 * New elements are zero. False when memory is short; the array is as it was. */
static inline bool kg_grow(void *array, size_t *room, size_t count, size_t size)
{
	return count <= *room || kg_grow_room(array, room, count, size);
}

/* Adds copies of `more` elements at the end of an array of `count`. False when memory is short; all is as it was. */
bool kg_append(void *array, size_t *count, size_t *room, const void *from, size_t more, size_t size);

/* Bytes that are freed together. All zero is an empty one. */
struct kg_arena {
	struct kg_arena_block *blocks;
	size_t used, room;		/* of the newest block */
};

void kg_arena_fini(struct kg_arena *);

/* `size` bytes, aligned for any object, not cleared; NULL when memory is short. They live as long as the arena. */
void *kg_arena_take(struct kg_arena *, size_t size);

/* A copy of the text, with a NUL behind it. */
struct kg_slice kg_arena_copy(struct kg_arena *, struct kg_slice);

/* The list with the item behind it, ", " between them, and a NUL behind; an empty list becomes the item. For lists of a few. */
struct kg_slice kg_arena_list(struct kg_arena *, struct kg_slice list, struct kg_slice item);

/* Moves all that `from` holds into `into`. */
void kg_arena_merge(struct kg_arena *into, struct kg_arena *from);

#endif
