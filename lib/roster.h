/* roster - offices, the groups they are in, and the days on which they take part in something.
 *
 *	static const struct kg_roster_rule rule = { .office = F_ID, .service = F_SERVICE, .area = F_AREA, .group = F_GROUP };
 *	struct kg_roster roster = { 0 };
 *	struct kg_snapshots shots = { 0 };
 *	struct kg_census census;
 *
 *	status = kg_roster_add(&roster, &rule, record, (struct kg_period){ from, KG_DAY_END }, err);	// for each record
 *	...
 *	status = kg_roster_count(&roster, NULL, days, 2, &shots, &census, err);
 *	shots.at[1].adopted		// on days[1], of shots.at[1].offices; shots.at[1].joined of them had not on days[0]
 *
 * What is counted is an office, or with by_service an office's service. All records of one are a union: it takes part on a
 * day when one of its periods has the day, it is in every group that a record puts it in, and it counts once in each and
 * once in all of them.
 */
#ifndef KG_ROSTER_H
#define KG_ROSTER_H

#include "code.h"
#include "group.h"
#include "option.h"
#include "record.h"
#include "snapshot.h"

#define KG_DAY_FIRST INT32_MIN
#define KG_DAY_END INT32_MAX
#define KG_NEVER { KG_DAY_END, KG_DAY_END }

/* All days with from <= day < until. */
struct kg_period {
	int32_t from, until;
};

/* How records are read. */
struct kg_roster_rule {
	int office, service, area, group;	/* fields; one without a column is blank, and blank is no area */
	bool by_service;
	struct kg_list eligible;		/* services; records of others are left out. None: all count */
};

struct kg_stay {
	uint32_t office, terms;
	struct kg_place place;
};

struct kg_roster {
	struct kg_categories offices, services, areas;	/* the first services are the eligible ones */
	unsigned char *faults;				/* by office: enum kg_code_fault of its number */
	size_t fault_room, eligible;
	bool *seen;					/* by eligible service: has a record it? */
	struct kg_groups groups;
	struct kg_tuples terms;				/* service, area, group and period: what many records have in common */
	struct kg_stay *stays;				/* one for each record that counts */
	size_t count, room;
	uint64_t left_out;				/* records that do not */
};

struct kg_census {
	uint64_t offices, added;	/* how many there are, and to how many those of all groups add */
	uint64_t unlisted;		/* offices of the roster that the list has, but with no record that counts */
};

void kg_roster_fini(struct kg_roster *);

/* Adds a record, or counts it as left out. Returns KG_OK or KG_SYSTEM. */
int kg_roster_add(struct kg_roster *, const struct kg_roster_rule *, const struct kg_record *, struct kg_period, struct kg_error *);

/* Has a record this eligible service? */
bool kg_roster_has_service(const struct kg_roster *, struct kg_slice service);

/* By office: has it a record that counts? The caller frees it; NULL when memory is short. */
bool *kg_roster_counted(const struct kg_roster *);

/* Adds all of `from`, which may get what was in `into`. False when memory is short. */
bool kg_roster_merge(struct kg_roster *into, struct kg_roster *from);

/* Adds a snapshot of every group, and one of KG_ALL_GROUPS, on each day; the days ascend. With a `list`, the offices and
 * their groups are the list's, and the roster has only periods for them. The roster is used up. Reports an office in two
 * areas and one that is not in the list: KG_INPUT; or KG_SYSTEM. */
int kg_roster_count(struct kg_roster *, const struct kg_roster *list, const int32_t *days, size_t day_count,
		    struct kg_snapshots *, struct kg_census *, struct kg_error *);

#endif
