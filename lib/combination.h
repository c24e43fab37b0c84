/* combination - several cells of a record taken together: records that have the same ones are known by one number.
 *
 *	struct kg_combinations seen = { 0 };
 *	uint32_t id;
 *
 *	if (!kg_combination(&seen, cells, 4, &id))
 *		return kg_error_memory(err);
 *	if (id == meant)
 *		meanings[meant++] = ...;	// the first record with these cells says what they mean
 *	... meanings[id] ...
 *
 * Ids count from 0, in the order in which combinations are first seen. Cells are raw bytes: what is written in two ways is two
 * combinations, which may mean the same.
 */
#ifndef KG_COMBINATION_H
#define KG_COMBINATION_H

#include "index.h"
#include "text.h"

struct kg_combinations {
	uint32_t *kept;			/* one behind the other */
	size_t used, room;		/* of its elements */
	size_t count;
	struct kg_index index;		/* of where one is kept */
};

void kg_combinations_fini(struct kg_combinations *);

/* The id of the combination of so many cells. False when memory is short. */
bool kg_combination(struct kg_combinations *, const struct kg_slice *cells, size_t width, uint32_t *id);

#endif
