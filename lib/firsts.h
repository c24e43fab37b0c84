/* firsts - how many items there are of a kind, and the first of them, which a note names.
 *
 *	struct kg_firsts wrong = { 0 };
 *
 *	kg_firsts_add(&wrong, &stay->bundled);		// in any order
 *	kg_firsts_merge(&wrong, &of_another_worker);
 *	...
 *	wrong.count					// 17
 *	for (size_t i = 0; i < kg_firsts_known(&wrong, 3); i++)
 *		... wrong.items[i] ...			// in order of place
 *
 * What is added in any order, or merged, is the same.
 */
#ifndef KG_FIRSTS_H
#define KG_FIRSTS_H

#include "bundle.h"

enum { KG_FIRSTS = 10 };

struct kg_firsts {
	size_t count;
	const struct kg_bundled *items[KG_FIRSTS];	/* borrowed; as many as there are */
};

/* What kg_firsts_add() does with one that is among the first. */
void kg_firsts_insert(struct kg_firsts *, const struct kg_bundled *);

/* Adds an item, which is borrowed. */
static inline void kg_firsts_add(struct kg_firsts *firsts, const struct kg_bundled *item)
{
	if (firsts->count < KG_FIRSTS || kg_bundled_compare(item, firsts->items[KG_FIRSTS - 1]) < 0)
		kg_firsts_insert(firsts, item);
	firsts->count++;
}

/* How many of the first `most` are there. */
static inline size_t kg_firsts_known(const struct kg_firsts *firsts, size_t most)
{
	most = most < KG_FIRSTS ? most : KG_FIRSTS;
	return firsts->count < most ? firsts->count : most;
}

/* Adds all of `from`. */
void kg_firsts_merge(struct kg_firsts *into, const struct kg_firsts *from);

#endif
