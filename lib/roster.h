/* roster - offices, the groups they are in, and the days on which they take part in something.
 *
 *	static const struct kg_roster_rule rule = {
 *		.office = F_ID, .service = F_SERVICE, .area = F_AREA, .group = F_GROUP,
 *		.since = F_ADOPTED, .until = F_LEFT, .period = read_period,
 *	};
 *	struct kg_roster roster = { 0 };
 *
 *	status = kg_roster_add(&roster, &rule, record, err);	// for each record
 *
 * What records come to is counted by census.h, when all are there: an office may be in many, and they are brought together then.
 * Until then a record is the office's number, a period and what else it says, both of which are understood once: many say the same.
 */
#ifndef KG_ROSTER_H
#define KG_ROSTER_H

#include "arena.h"
#include "bundle.h"
#include "combination.h"
#include "foot.h"
#include "group.h"
#include "kind.h"
#include "option.h"
#include "record.h"

#define KG_DAY_FIRST INT32_MIN
#define KG_DAY_END INT32_MAX
#define KG_NEVER { KG_DAY_END, KG_DAY_END }

/* All days with from <= day < until. */
struct kg_period {
	int32_t from, until;
};

/* Reads it from a record, and from the cells of `since` and `until` alone, or reports why not: returns KG_OK or KG_INPUT. */
typedef int kg_read_period(const void *args, const struct kg_record *, struct kg_period *, struct kg_error *);

/* How records are read. */
struct kg_roster_rule {
	int office, service, area, group;	/* fields; one without a column is blank, and blank is no area */
	int since, until;
	kg_read_period *period;			/* NULL: never */
	const void *args;			/* of that */
	bool adopters;				/* they only say when an office takes part; others have the office, and one that never
						 * does says nothing */
	bool by_service;
	struct kg_list eligible;		/* services; records of others are left out. None: all count */
};

/* What a record does to its office. */
enum kg_role { KG_COUNTS, KG_LEFT_OUT, KG_ADOPTS };

/* What records say of an office, but for its period. Service, area and group are KG_NONE where there is none, as in records that
 * do not count. */
struct kg_said {
	struct kg_said *next;		/* of the roster's */
	struct kg_slice label;		/* the number as it is written; at is NULL where that is the key */
	uint32_t service, area, group;
	enum kg_role role;
};

/* A record. */
struct kg_stay {
	struct kg_bundled bundled;	/* by the number's key */
	const struct kg_said *said;
	struct kg_period period;
} KG_ITEM;

/* What cells of dates mean. */
struct kg_dated {
	struct kg_period period;
	bool known;
};

struct kg_roster {
	struct kg_categories services, areas;	/* the first services are the eligible ones */
	size_t eligible;
	bool *seen;				/* by eligible service: has a record it? */
	struct kg_groups groups;
	struct kg_bundles stays;
	struct kg_kinds kinds;
	struct kg_said **meant;			/* by kind; NULL where it is not known yet */
	struct kg_combinations dates;
	struct kg_dated *dated, undated;	/* by combination; of blank cells */
	size_t meant_room, dated_room;
	struct kg_said *said;			/* all there are */
	struct kg_foot foot;			/* records that are of no office */
	struct kg_arena arena;
};

void kg_roster_fini(struct kg_roster *);

/* Adds a record; a roster has one rule. Reports an office without a number, or with a rounded one. Returns KG_OK, KG_INPUT or
 * KG_SYSTEM. */
int kg_roster_add(struct kg_roster *, const struct kg_roster_rule *, const struct kg_record *, struct kg_error *);

/* Has a record this eligible service? */
bool kg_roster_has_service(const struct kg_roster *, struct kg_slice service);

/* The office's number as the record has it, trimmed. */
struct kg_slice kg_roster_label(const struct kg_roster *, const struct kg_stay *);

/* Adds all of `from`, which is empty then; its rule may be another one. False when memory is short. */
bool kg_roster_merge(struct kg_roster *into, struct kg_roster *from);

#endif
