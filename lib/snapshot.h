/* snapshot - how many of a group's offices had adopted something on a day (時点).
 *
 *	struct kg_snapshots shots = { 0 };
 *	size_t incomplete, added;
 *
 *	kg_snapshots_add(&shots, (struct kg_snapshot){ .slot = slot, .day = day, .adopted = kg_whole(77), .offices = kg_whole(336) });
 *	...
 *	kg_snapshots_total(&shots, groups.count, &incomplete, &added);
 *	kg_snapshots_order(&shots, &groups, KG_ORDER_GIVEN);
 *	for (size_t i = 0; i < shots.count; i++)
 *		shots.at[i]			// shots.at[i - 1] is the group's day before, if it has the same slot
 */
#ifndef KG_SNAPSHOT_H
#define KG_SNAPSHOT_H

#include "decimal.h"
#include "group.h"

struct kg_snapshot {
	uint32_t slot, rank;
	int32_t day;
	struct kg_decimal adopted, offices;	/* whole */
	uint64_t joined, left;			/* since the group's day before, where that is known */
};

struct kg_snapshots {
	struct kg_snapshot *at;
	size_t count, room;
};

void kg_snapshots_fini(struct kg_snapshots *);

/* These are false when memory is short. */
bool kg_snapshots_add(struct kg_snapshots *, struct kg_snapshot);

/* Adds all of `from`, whose slots are `slots[slot]` here. */
bool kg_snapshots_merge(struct kg_snapshots *, const struct kg_snapshots *from, const uint32_t *slots);

/* Makes one of those that have group and day in common, and adds one of KG_ALL_GROUPS for each day that all groups have;
 * *incomplete is how many days they have not, and *added how many had group and day in common with another. */
bool kg_snapshots_total(struct kg_snapshots *, size_t groups, size_t *incomplete, size_t *added);

/* Groups in order, KG_ALL_GROUPS last; each by day. */
bool kg_snapshots_order(struct kg_snapshots *, const struct kg_groups *, enum kg_order);

#endif
