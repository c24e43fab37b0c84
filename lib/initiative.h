/* initiative - initiatives (取組) with their indicators, read from records and added up.
 *
 *	static const struct kg_initiative_form form = { .target = F_TARGET, .actual = F_ACTUAL, ... };
 *	struct kg_initiatives all = { 0 };
 *
 *	if ((status = kg_initiatives_add(&all, &form, record, err)) != KG_OK)	// for each record
 *		return status;
 *	...
 *	if (!kg_initiatives_sort(&all, KG_ORDER_GIVEN))
 *		return kg_error_memory(err);
 *	all.sums[0].counts[KG_COUNTED_MET]
 *
 * Sums are kept by group, unit and year, so they are few. The initiatives themselves are kept only where they are wanted:
 *
 *	all.items[0].indicator.target		// 350
 */
#ifndef KG_INITIATIVE_H
#define KG_INITIATIVE_H

#include "arena.h"
#include "group.h"
#include "indicator.h"
#include "meaning.h"
#include "progress.h"
#include "record.h"
#include "sum.h"
#include "tuple.h"

/* The fields that records have it in, and how it is judged. */
struct kg_initiative_form {
	int theme, programme, indicator, unit, target, actual, baseline, direction, status, repeated, year, group;
	const int32_t *day;	/* judged on this day, in the year that the record names or, if none, that has the day */
	int year_start;		/* the month in which years begin; with a day */
	bool rows;		/* keep each initiative, with label, target, actual and unit as they are written */
};

enum kg_initiative_kind {
	KG_MEASURED,		/* by figures, or not yet */
	KG_MILESTONE,		/* target or actual is in words */
	KG_REPEATED,		/* 再掲: its figures stand elsewhere and are not kept here */
};

struct kg_initiative {
	struct kg_place place;
	uint32_t slot, unit;			/* of the groups and units below */
	uint32_t rank;				/* of the group, after sorting by label; 0 otherwise */
	uint32_t year;				/* of the years below; KG_NONE */
	enum kg_initiative_kind kind;
	enum kg_progress progress;
	bool addable;				/* upward and no rate */
	struct kg_indicator indicator;
	struct kg_term term;			/* with a day: what it is judged by */
	struct kg_slice label, target, actual;	/* label: the indicator, else the programme, else the theme; target and actual
						 * of a milestone, where they are words */
	struct kg_slice written;		/* the unit as the record has it */
};

/* What is counted of them. */
enum kg_counted {
	KG_COUNTED_ALL,
	KG_COUNTED_PROGRESS,			/* and the others of enum kg_progress behind it */
	KG_COUNTED_TARGETS = KG_COUNTED_PROGRESS + KG_PROGRESS_COUNT,
	KG_COUNTED_REPORTED,			/* kg_initiative_reported() */
	KG_COUNTED_MET,
	KG_COUNTED_BAD,				/* missed or behind */
	KG_COUNTED_MILESTONES,
	KG_COUNTED_REPEATED,
	KG_COUNTED_ADDED,			/* reported, of which those that can be added are */
	KG_COUNTED_APART,			/* and the others are not */
	KG_COUNTED_ASKEW,			/* kg_indicator_askew() */
	KG_COUNTED_BASED,			/* with a baseline */
	KG_COUNTED_KINDS
};

/* Those of one group, unit and year. */
struct kg_initiative_sum {
	struct kg_place place;			/* of the first */
	uint32_t slot, unit, year;		/* as above */
	uint32_t rank;				/* of the group, in order; after sorting */
	uint64_t counts[KG_COUNTED_KINDS];
	struct kg_sum target, actual, remaining;	/* of those that are added */
};

struct kg_initiatives {
	struct kg_groups groups;
	struct kg_categories units, years;
	struct kg_categories unknown;		/* statuses that are no progress */
	struct kg_categories rough;		/* milestones that are a number but for a word before it: 約50人 */
	struct kg_tuples keys;			/* slot, unit and year of each sum */
	struct kg_initiative_sum *sums;
	size_t sum_room;
	struct kg_initiative *items;		/* with kg_initiative_form.rows */
	size_t count, room;
	uint64_t totals;			/* rows that add up others, which are left out */
	uint64_t named_totals;			/* records with a label like 全体 that are none */
	struct kg_meanings are_totals, kinds, directions, repeats, statuses, terms;	/* what cells say */
	struct kg_arena arena;
};

void kg_initiatives_fini(struct kg_initiatives *);

/* Adds what the record says, or reports all that is wrong with it: figures that cannot be read or are in different units, a year,
 * a direction or a mark that is none. Returns KG_OK, KG_INPUT or KG_SYSTEM. */
int kg_initiatives_add(struct kg_initiatives *, const struct kg_initiative_form *, const struct kg_record *, struct kg_error *);

/* Adds all of `from`, which gives up its words. False when memory is short. */
bool kg_initiatives_merge(struct kg_initiatives *, struct kg_initiatives *from);

/* Adds the counts and figures of `more`. */
void kg_initiative_sum_add(struct kg_initiative_sum *, const struct kg_initiative_sum *more);

/* Ranks the groups of sums in order, and puts items in that of the input, or by the labels of their groups. Then nothing more
 * can be added. False when memory is short. */
bool kg_initiatives_sort(struct kg_initiatives *, enum kg_order);

/* Is it measured, with a target and an actual? */
bool kg_initiative_reported(const struct kg_initiative *);

#endif
