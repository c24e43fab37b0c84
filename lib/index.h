/* index - ids found by the hash of what they stand for: an open table that only grows.
 *
 *	struct kg_index index = { 0 };
 *	struct kg_index_look look = kg_index_look(&index, hash);
 *	uint32_t id;
 *
 *	while (kg_index_next(&look, &id))
 *		if (is_same(all[id], wanted))
 *			return id;
 *	...
 *	if (!kg_index_add(&index, hash, new_id))
 *		return kg_error_memory(err);
 *
 * What stands behind an id is its owner's business, and so is whether two are the same: the index knows 32 bits of hash of each, and is
 * never asked for anything else, not even to grow.
 */
#ifndef KG_INDEX_H
#define KG_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kg_index_entry {
	uint32_t hash;
	uint32_t number;		/* the id + 1; 0 where the entry is free */
};

struct kg_index {
	struct kg_index_entry *entries;
	size_t count, room;		/* room: a power of two, and never full */
};

void kg_index_fini(struct kg_index *);

/* Adds an id below UINT32_MAX. False when memory is short; the index is as it was. */
bool kg_index_add(struct kg_index *, uint32_t hash, uint32_t id);

/* A walk through the ids with a hash. It ends when one is added. */
struct kg_index_look {
	const struct kg_index_entry *entries;
	size_t at, mask;		/* at: beyond the end it begins anew */
	uint32_t hash;
};

static inline struct kg_index_look kg_index_look(const struct kg_index *index, uint32_t hash)
{
	static const struct kg_index_entry none;
	size_t mask = index->room ? index->room - 1 : 0;

	return (struct kg_index_look){ index->room ? index->entries : &none, hash, mask, hash };
}

/* False when there are no more. */
static inline bool kg_index_next(struct kg_index_look *look, uint32_t *id)
{
	const struct kg_index_entry *entry;

	while ((entry = &look->entries[look->at++ & look->mask])->number)
		if (entry->hash == look->hash) {
			*id = entry->number - 1;
			return true;
		}
	return false;
}

/* Where a walk begins: to be brought near before it does, when the index is large. */
static inline const struct kg_index_entry *kg_index_begin(const struct kg_index *index, uint32_t hash)
{
	struct kg_index_look look = kg_index_look(index, hash);

	return &look.entries[look.at & look.mask];
}

#endif
