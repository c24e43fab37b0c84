/* listing - names told in a row, of which there may be too many: "A, B and 3 more".
 *
 *	struct kg_listing offices = { .most = 5 };
 *	struct kg_slice text;
 *
 *	if (!kg_listing_add(&offices, &arena, name))
 *		return kg_error_memory(err);
 *	...
 *	if (offices.count && !kg_listing_end(&offices, &arena, &text))
 *		return kg_error_memory(err);
 */
#ifndef KG_LISTING_H
#define KG_LISTING_H

#include "arena.h"

enum { KG_LISTING_COLUMNS = 10 };	/* columns, or cells above them, that a note names */

struct kg_listing {
	size_t most;			/* names that are told; a few */
	size_t count;			/* names there are */
	struct kg_slice names;		/* those that are told, in the arena */
};

/* Adds a name. False when memory is short. */
bool kg_listing_add(struct kg_listing *, struct kg_arena *, struct kg_slice name);

/* What there is to be said, in the arena and with a NUL behind: the names told, and how many more there are. False when memory is
 * short. */
bool kg_listing_end(const struct kg_listing *, struct kg_arena *, struct kg_slice *text);

#endif
