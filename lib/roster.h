/* roster - offices, the groups they are in, and the days on which they take part in something.
 *
 *	static const struct kg_roster_rule rule = { .office = F_ID, .service = F_SERVICE, .area = F_AREA, .group = F_GROUP };
 *	struct kg_roster roster = { 0 };
 *
 *	status = kg_roster_add(&roster, &rule, record, (struct kg_period){ from, KG_DAY_END }, err);	// for each record
 *
 * What they come to is counted by census.h.
 */
#ifndef KG_ROSTER_H
#define KG_ROSTER_H

#include "code.h"
#include "group.h"
#include "option.h"
#include "record.h"

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

/* The numbers of a stay's terms. */
enum { KG_TERM_SERVICE, KG_TERM_AREA, KG_TERM_GROUP, KG_TERM_FROM, KG_TERM_UNTIL, KG_TERMS };

#define KG_ANY_SERVICE UINT32_MAX
#define KG_NO_AREA UINT32_MAX

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
	struct kg_tuples terms;				/* KG_TERMS numbers: what many records have in common */
	struct kg_stay *stays;				/* one for each record that counts */
	size_t count, room;
	uint64_t left_out;				/* records that do not */
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

#endif
