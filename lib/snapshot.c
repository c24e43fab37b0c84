#include "snapshot.h"
#include "array.h"

#include <stdlib.h>

void kg_snapshots_fini(struct kg_snapshots *shots)
{
	free(shots->at);
}

bool kg_snapshots_add(struct kg_snapshots *shots, struct kg_snapshot shot)
{
	if (!kg_grow(&shots->at, &shots->room, shots->count + 1, sizeof *shots->at))
		return false;
	shots->at[shots->count++] = shot;
	return true;
}

bool kg_snapshots_merge(struct kg_snapshots *shots, const struct kg_snapshots *from, const uint32_t *slots)
{
	for (size_t i = 0; i < from->count; i++) {
		struct kg_snapshot shot = from->at[i];

		shot.slot = slots[shot.slot];
		if (!kg_snapshots_add(shots, shot))
			return false;
	}
	return true;
}

static int by_day(const void *a, const void *b)
{
	const struct kg_snapshot *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->slot > y->slot) - (x->slot < y->slot);
}

static int by_rank(const void *a, const void *b)
{
	const struct kg_snapshot *x = a, *y = b;

	return x->rank == y->rank ? by_day(a, b) : x->rank < y->rank ? -1 : 1;
}

static void sort(struct kg_snapshots *shots, int (*compare)(const void *, const void *))
{
	if (shots->count)
		qsort(shots->at, shots->count, sizeof *shots->at, compare);
}

/* A count that is read has 18 digits at most: no input is long enough for a sum that does not fit. */
static void add_counts(struct kg_snapshot *shot, const struct kg_snapshot *more)
{
	kg_add(&shot->adopted, more->adopted);
	kg_add(&shot->offices, more->offices);
}

bool kg_snapshots_total(struct kg_snapshots *shots, size_t groups, size_t *incomplete, size_t *added)
{
	size_t kept = 0, alike = 0;

	sort(shots, by_day);
	*added = 0;
	for (size_t i = 0; i < shots->count; i++) {
		if (kept && by_day(&shots->at[kept - 1], &shots->at[i]) == 0) {
			add_counts(&shots->at[kept - 1], &shots->at[i]);
			*added += ++alike == 1 ? 2 : 1;
		} else {
			shots->at[kept++] = shots->at[i];
			alike = 0;
		}
	}
	shots->count = kept;
	*incomplete = 0;
	for (size_t begin = 0, i = 0; begin < kept; begin = i) {
		struct kg_snapshot all = { .slot = KG_ALL_GROUPS, .day = shots->at[begin].day };

		for (; i < kept && shots->at[i].day == all.day; i++)
			add_counts(&all, &shots->at[i]);
		if (i - begin < groups)
			++*incomplete;
		else if (!kg_snapshots_add(shots, all))
			return false;
	}
	return true;
}

bool kg_snapshots_order(struct kg_snapshots *shots, const struct kg_groups *groups, enum kg_order order)
{
	uint32_t *ranks = malloc((groups->count + 1) * sizeof *ranks);
	bool ok = ranks && kg_groups_rank(groups, order, ranks);

	for (size_t i = 0; i < shots->count && ok; i++)
		shots->at[i].rank = shots->at[i].slot == KG_ALL_GROUPS ? UINT32_MAX : ranks[shots->at[i].slot];
	if (ok)
		sort(shots, by_rank);
	free(ranks);
	return ok;
}
