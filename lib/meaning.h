/* meaning - what the cells of a column say, each distinct one understood once.
 *
 *	static int mark_of(struct kg_slice cell)
 *	{
 *		return kg_mark_read(cell);
 *	}
 *
 *	struct kg_meanings marks = { 0 };
 *
 *	if (kg_meaning(&marks, mark_of, cell) == KG_MARK_YES)
 *		...
 *	kg_meanings_fini(&marks);
 *
 * For columns of a few words, of which some may be anything: what there is room for is remembered, the last of those that would
 * stand in one place. There is little room for a few cells and more for many. Nothing else depends on that, so there is no end of
 * cells and no failure.
 */
#ifndef KG_MEANING_H
#define KG_MEANING_H

#include "text.h"

/* Understands a cell; depends on nothing but its bytes. */
typedef int kg_meaning_read(struct kg_slice cell);

struct kg_meanings {
	size_t places;			/* for cells that are remembered, a power of 2; 0: 4096 */
	size_t room, learned;		/* of them that there are; cells that were read since then */
	struct kg_meant_cell *known;
};

/* read(cell), or what it was; always the same `read`. */
int kg_meaning(struct kg_meanings *, kg_meaning_read *read, struct kg_slice cell);

void kg_meanings_fini(struct kg_meanings *);

#endif
