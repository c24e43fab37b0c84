/* The pairs of a test in order of place, as they are and once halves are joined. */
#ifndef KGI_PAIR_FIXTURE_H
#define KGI_PAIR_FIXTURE_H

#include <stdlib.h>

#include "pair.h"

/* What is found among them. */
struct pair_search {
	const struct kg_pair *than;	/* behind which it stands; NULL: the first */
	struct kg_pair *found;
	size_t count;
};

static inline void search_pair(void *state, struct kg_bundled *item)
{
	struct pair_search *search = state;
	struct kg_pair *pair = (struct kg_pair *)item;

	if (pair->joined)
		return;
	search->count++;
	if ((!search->than || kg_bundled_compare(item, &search->than->subject.bundled) > 0) &&
	    (!search->found || kg_bundled_compare(item, &search->found->subject.bundled) < 0))
		search->found = pair;
}

static inline size_t count_pairs(struct kg_pairs *pairs)
{
	struct pair_search search = { 0 };

	kg_bundles_items(&pairs->items, search_pair, &search);
	return search.count;
}

/* The first pair behind the other; the very first for NULL. NULL at the end. */
static inline struct kg_pair *next_pair(struct kg_pairs *pairs, const struct kg_pair *than)
{
	struct pair_search search = { .than = than };

	kg_bundles_items(&pairs->items, search_pair, &search);
	return search.found;
}

#endif
