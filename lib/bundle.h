/* bundle - items with the same key, brought together once all are there.
 *
 *	struct stay {
 *		struct kg_bundled bundled;		// comes first
 *		uint32_t terms;
 *	} KG_ITEM;
 *	struct kg_bundles stays = { .size = sizeof(struct stay) };
 *	struct stay *stay = (struct stay *)kg_bundle_add(&stays, office, place);	// for each record
 *	...
 *	kg_bundles_merge(&stays, &of_another_worker);
 *	...
 *	static void visit(void *state, struct kg_bundled **items, size_t count)	// for each office
 *	{
 *		for (size_t i = 0; i < count; i++)
 *			... ((struct stay *)items[i])->terms ...
 *	}
 *	if (!kg_bundles_each(&stays, 1, visit, states, sizeof *states, workers))
 *		return kg_error_memory(err);
 *
 * A hash table of millions of keys is far from the processor, and each look-up waits for memory. Here an item is only written behind
 * others with the same few bits of hash. Once all are there, each such part is small enough to be near, and is bundled alone, in as
 * many threads as there are states: the radix join of Manegold, Boncz and Kersten, "Optimizing main-memory join on modern hardware"
 * (IEEE TKDE 14, 2002). Memory is what the items take, and for each thread a table and two arrays of one part.
 */
#ifndef KG_BUNDLE_H
#define KG_BUNDLE_H

#include "arena.h"
#include "error.h"

/* There are as many items as records: they are packed. Behind each stands its key: the length in one byte, or in four more where that
 * is KG_BUNDLE_LONG, then the text. */
#define KG_ITEM __attribute__((packed, aligned(4)))

/* What an item begins with: the place of its record. Those behind 16 TB of a file are one. */
struct kg_bundled {
	uint64_t where;			/* the file's number, and in the lower KG_OFFSET_BITS the offset */
	uint32_t line;
} KG_ITEM;

enum { KG_OFFSET_BITS = 44, KG_BUNDLE_LONG = 255 };

#define KG_FURTHEST ((UINT64_C(1) << KG_OFFSET_BITS) - 1)

struct kg_bundles {
	size_t size;			/* of an item without its key */
	size_t count;
	struct kg_bundle_part *parts;
	struct kg_arena arena;		/* of what the parts are made of */
};

static inline struct kg_place kg_bundled_place(const struct kg_bundled *item)
{
	return (struct kg_place){ item->where & KG_FURTHEST, (uint32_t)(item->where >> KG_OFFSET_BITS), item->line };
}

/* -1, 0, 1: by place. */
static inline int kg_bundled_compare(const struct kg_bundled *a, const struct kg_bundled *b)
{
	return (a->where > b->where) - (a->where < b->where);
}

/* Is told the items of a key, at least one, in order of place, those of the same place in any. They may be put in another order. */
typedef void kg_bundle_visit(void *state, struct kg_bundled **items, size_t count);

/* Is told one item. */
typedef void kg_bundled_visit(void *state, struct kg_bundled *);

void kg_bundles_fini(struct kg_bundles *);

/* Adds an item with a copy of the key; what is behind `bundled` is the caller's to fill in. It does not move. NULL when memory is
 * short. */
struct kg_bundled *kg_bundle_add(struct kg_bundles *, struct kg_slice key, struct kg_place);

static inline struct kg_slice kg_bundle_key(const struct kg_bundles *bundles, const struct kg_bundled *item)
{
	const char *behind = (const char *)item + bundles->size;
	uint32_t len = (unsigned char)*behind++;

	if (len == KG_BUNDLE_LONG) {
		memcpy(&len, behind, sizeof len);
		behind += sizeof len;
	}
	return (struct kg_slice){ behind, len };
}

/* Moves all items of `from`, whose size they have if there are any, into `into`. False when memory is short; then nothing is moved. */
bool kg_bundles_merge(struct kg_bundles *into, struct kg_bundles *from);

/* Visits each item alone, in no order. */
void kg_bundles_items(struct kg_bundles *, kg_bundled_visit *visit, void *state);

/* Bundles all items and visits each bundle of at least so many, 1 or 2, in no order. `states` are `count` of `size` bytes; each is used
 * by one thread, few items by one alone. What they are in the end must not depend on who visited what. False when memory is short. */
bool kg_bundles_each(struct kg_bundles *, size_t least, kg_bundle_visit *visit, void *states, size_t size, size_t count);

#endif
