/* census - how many offices of a roster took part on a day.
 *
 *	struct kg_snapshots shots = { 0 };
 *	struct kg_census census;
 *
 *	status = kg_census_take(&roster, NULL, days, 2, &shots, &census, err);
 *	shots.at[1].adopted		// on days[1], of shots.at[1].offices; shots.at[1].joined of them had not on days[0]
 *
 * What is counted is an office, or with by_service an office's service. All records of one are a union: it takes part on a
 * day when one of its periods has the day, it is in every group that a record puts it in, and it counts once in each and
 * once in all of them.
 */
#ifndef KG_CENSUS_H
#define KG_CENSUS_H

#include "roster.h"
#include "snapshot.h"

struct kg_census {
	uint64_t offices, added;	/* how many there are, and to how many those of all groups add */
	uint64_t unlisted;		/* offices of the roster that the list has, but with no record that counts */
};

/* Adds a snapshot of every group, and one of KG_ALL_GROUPS, on each day; the days ascend. With a `list`, the offices and
 * their groups are the list's, and the roster has only periods for them. The roster is used up. Reports an office in two
 * areas and one that is not in the list: KG_INPUT; or KG_SYSTEM. */
int kg_census_take(struct kg_roster *, const struct kg_roster *list, const int32_t *days, size_t day_count,
		   struct kg_snapshots *, struct kg_census *, struct kg_error *);

#endif
