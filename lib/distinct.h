/* distinct - do the cells of a column all differ, as those of a key do?
 *
 *	struct kg_distinct ids = { 0 };
 *
 *	if (!kg_distinct_add(&ids, kg_trim(cell)))
 *		return kg_error_memory(err);
 *	...
 *	if (kg_distinct_all(&ids))
 *		is_key = true;
 *
 * Texts are kept as hashes of 64 bits, up to KG_DISTINCT_MAX of them: the answer needs eight to sixteen bytes a record. More
 * texts than that are not known to differ.
 */
#ifndef KG_DISTINCT_H
#define KG_DISTINCT_H

#include <stdint.h>
#include "text.h"

enum { KG_DISTINCT_MAX = 1 << 20 };

struct kg_distinct {
	uint64_t *hashes;	/* an open hash table; 0 is a free place */
	size_t count, room;
	bool unsure;		/* two were alike, or there were too many */
};

/* Adds a text, which is equal to another in any width. False when memory is short. */
bool kg_distinct_add(struct kg_distinct *, struct kg_slice text);

/* Adds all of `from`. False when memory is short. */
bool kg_distinct_merge(struct kg_distinct *, const struct kg_distinct *from);

/* Was there a text, and none like another? */
bool kg_distinct_all(const struct kg_distinct *);

void kg_distinct_fini(struct kg_distinct *);

#endif
