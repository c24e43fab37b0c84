/* arena - bytes that stay until all are freed together.
 *
 *	struct kg_arena arena = { 0 };
 *	struct kg_slice kept = kg_arena_copy(&arena, cell);	// kept.at is NULL when memory is short
 *	kg_arena_fini(&arena);
 */
#ifndef KG_ARENA_H
#define KG_ARENA_H

#include "text.h"

/* All zero is an empty one. */
struct kg_arena {
	struct kg_arena_block *blocks;
	size_t used, room;		/* of the newest block */
	size_t held;			/* by all */
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
