/* census - how many offices of a roster took part on a day.
 *
 *	struct kg_snapshots shots = { 0 };
 *	struct kg_census census;
 *
 *	status = kg_census_take(&roster, days, 2, workers, &shots, &census, err);
 *	shots.at[1].adopted		// on days[1], of shots.at[1].offices; shots.at[1].joined of them had not on days[0]
 *
 * What is counted is an office, or with by_service an office's service. All records of one are a union: it takes part on a
 * day when one of its periods has the day, it is in every group that a record puts it in, and it counts once in each and
 * once in all of them. Records of adopters are periods of each of its services.
 */
#ifndef KG_CENSUS_H
#define KG_CENSUS_H

#include "firsts.h"
#include "roster.h"
#include "snapshot.h"

struct kg_census {
	uint64_t offices, added;	/* how many there are, and to how many those of all groups add */
	uint64_t left_out;		/* records that do not count */
	uint64_t unlisted;		/* offices of adopters that have records, but none that counts */
	struct kg_firsts mistyped[KG_CODE_FAULTS];	/* offices that count */
	struct kg_firsts twins;	/* those of a lost zero that are there with it, too */
};

/* Adds a snapshot of every group, and one of KG_ALL_GROUPS, on each day; the days ascend. Uses as many threads as there are
 * `workers`. Reports adopters that have no other record, or else offices in two areas: KG_INPUT; or KG_SYSTEM. */
int kg_census_take(struct kg_roster *, const int32_t *days, size_t day_count, size_t workers, struct kg_snapshots *,
		   struct kg_census *, struct kg_error *);

#endif
