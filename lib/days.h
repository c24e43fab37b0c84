/* days - a column of dates, and the cells in it that cannot be meant as they are written.
 *
 *	struct kg_days days = { 0 };
 *
 *	for each cell that is not blank:
 *		kg_days_add(&days, cell, kg_day_look(cell), record->place);
 *	...
 *	kg_days_tell(&days, kg_naming_day(name), about, &findings);
 *
 * Which cells are wrong is known only at the end: 2024/9 is where the others are dates, and 45597 is a number where they are not.
 * States merge in any order. Functions that return bool return false when memory is short.
 */
#ifndef KG_DAYS_H
#define KG_DAYS_H

#include "arena.h"
#include "date.h"
#include "finding.h"

/* What a cell would be in a column of dates. */
enum kg_day_look {
	KG_DAY_NONE,		/* nothing: a word, a number */
	KG_DAY,
	KG_DAY_OUTSIDE_ERA,	/* a date of an era that was not then: 平成31年5月1日 */
	KG_DAY_IMPOSSIBLE,	/* there is no such day: 2024/9/31 */
	KG_DAY_SERIAL,		/* five digits, as spreadsheets count days: 45597 */
	KG_DAY_PART,		/* written like a date, and none: 2024/9, 9/30, 令和6年4月〜9月 */
};

enum kg_day_look kg_day_look(struct kg_slice trimmed);

struct kg_days {
	uint64_t filled, dates;		/* cells */
	struct kg_day_doubt {
		struct kg_slice cell;
		enum kg_day_look look;
		struct kg_place place;
	} *doubts;			/* cells that may be wrong, the first ten thousand */
	size_t count, room;
	struct kg_arena arena;
};

void kg_days_fini(struct kg_days *);

/* Adds a cell. Cells come in the order of the input. */
bool kg_days_add(struct kg_days *, struct kg_slice trimmed, enum kg_day_look, struct kg_place);

/* Moves all of `from` to `into`. */
bool kg_days_merge(struct kg_days *into, struct kg_days *from);

/* Adds a finding for each doubt, if the column has dates: its name says so (`named`), or they are more than half of its cells.
 * `serials`: a count of days is one (kg_has_serials). */
bool kg_days_tell(struct kg_days *, bool named, bool serials, struct kg_finding about, struct kg_findings *);

#endif
