/* tuple - combinations of a few numbers, each known by one number.
 *
 *	struct kg_tuples pairs = { .width = 2 };
 *	uint32_t id;
 *
 *	if (!kg_tuple(&pairs, (const uint32_t[]){ area, service }, &id))
 *		return kg_error_memory(err);
 *	counts[id]++;
 *	...
 *	kg_tuple_at(&pairs, id)[1]		// service
 *
 * Ids count from 0, in the order in which combinations are first seen.
 */
#ifndef KG_TUPLE_H
#define KG_TUPLE_H

#include "index.h"

#include <stdint.h>

struct kg_tuples {
	size_t width;			/* numbers a tuple, at least 1 */
	uint32_t *numbers;
	size_t count, number_room;
	struct kg_index index;
};

void kg_tuples_fini(struct kg_tuples *);

/* The id of the combination. False when memory is short. */
bool kg_tuple(struct kg_tuples *, const uint32_t *numbers, uint32_t *id);

/* Its numbers; they may move when another one is added. */
static inline const uint32_t *kg_tuple_at(const struct kg_tuples *tuples, uint32_t id)
{
	return tuples->numbers + id * tuples->width;
}

#endif
