#include "meaning.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum {
	PLACES = 4096,
	FEW = 32,		/* places at first */
	STEP = 8,		/* times as many, each time that they are too few */
	LONGEST = 58,		/* bytes of a cell that is remembered */
};

struct kg_meant_cell {
	int says;
	unsigned char taken, len;
	char cell[LONGEST];
};

/* Makes room for more cells, if there may be more, and forgets those that are there. */
static void widen(struct kg_meanings *all)
{
	size_t most = all->places ? all->places : PLACES, room = all->room ? all->room * STEP : FEW;
	struct kg_meant_cell *known = all->room < most ? calloc(room < most ? room : most, sizeof *known) : NULL;

	if (!known)
		return;
	free(all->known);
	all->known = known;
	all->room = room < most ? room : most;
	all->learned = 0;
}

static struct kg_meant_cell *place_for(struct kg_meanings *all, struct kg_slice cell)
{
	if (cell.len > LONGEST)
		return NULL;
	if (!all->known)
		widen(all);
	return all->known ? &all->known[XXH3_64bits(cell.at, cell.len) & (all->room - 1)] : NULL;
}

int kg_meaning(struct kg_meanings *all, kg_meaning_read *read, struct kg_slice cell)
{
	struct kg_meant_cell *known = place_for(all, cell);

	if (known && known->taken && kg_slice_same((struct kg_slice){ known->cell, known->len }, cell))
		return known->says;

	int says = read(cell);

	if (known) {
		*known = (struct kg_meant_cell){ .says = says, .taken = true, .len = (unsigned char)cell.len };
		if (cell.len)
			memcpy(known->cell, cell.at, cell.len);
		if (all->learned++ == all->room)
			widen(all);
	}
	return says;
}

void kg_meanings_fini(struct kg_meanings *all)
{
	free(all->known);
	all->known = NULL;
	all->room = 0;
}
