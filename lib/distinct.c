#include "distinct.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* The place of this hash, or the free one where it belongs. The table is never full. */
static uint64_t *place_for(const struct kg_distinct *set, uint64_t hash)
{
	size_t mask = set->room - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask)
		if (set->hashes[i] == 0 || set->hashes[i] == hash)
			return &set->hashes[i];
}

static bool make_room(struct kg_distinct *set)
{
	struct kg_distinct larger = *set;

	if (set->count * 4 < set->room * 3)
		return true;
	larger.room = set->room ? set->room * 2 : 16;
	larger.hashes = calloc(larger.room, sizeof *larger.hashes);
	if (!larger.hashes)
		return false;
	for (size_t i = 0; i < set->room; i++)
		if (set->hashes[i])
			*place_for(&larger, set->hashes[i]) = set->hashes[i];
	free(set->hashes);
	*set = larger;
	return true;
}

static void give_up(struct kg_distinct *set)
{
	kg_distinct_fini(set);
	set->unsure = true;
}

static bool add_hash(struct kg_distinct *set, uint64_t hash)
{
	if (set->unsure)
		return true;
	if (!make_room(set))
		return false;

	uint64_t *place = place_for(set, hash);

	if (*place || set->count == KG_DISTINCT_MAX) {
		give_up(set);
		return true;
	}
	*place = hash;
	set->count++;
	return true;
}

bool kg_distinct_add(struct kg_distinct *set, struct kg_slice text)
{
	struct kg_folded key;

	if (set->unsure)
		return true;
	if (!kg_folded_init(&key, text, KG_FOLD_WIDTH))
		return false;

	uint64_t hash = XXH3_64bits(key.text.at, key.text.len);

	kg_folded_fini(&key);
	return add_hash(set, hash ? hash : 1);
}

bool kg_distinct_merge(struct kg_distinct *set, const struct kg_distinct *from)
{
	if (from->unsure)
		give_up(set);
	for (size_t i = 0; i < from->room; i++)
		if (from->hashes[i] && !add_hash(set, from->hashes[i]))
			return false;
	return true;
}

bool kg_distinct_all(const struct kg_distinct *set)
{
	return !set->unsure && set->count > 0;
}

void kg_distinct_fini(struct kg_distinct *set)
{
	free(set->hashes);
	*set = (struct kg_distinct){ 0 };
}
