/* finding - what is wrong with input, found in any order and told in the input's.
 *
 *	struct kg_findings findings = { 0 };
 *	struct kg_finding finding = { .place = record->place, .column = name, .code = "weekday", .value = cell };
 *
 *	if (!kg_findings_add(&findings, finding, _("'%.*s' was a Wednesday"), KG_SLICE_ARG(cell)))
 *		return kg_error_memory(err);
 *	...
 *	kg_findings_sort(&findings);
 *	for (size_t i = 0; i < findings.count; i++)
 *		put(&findings.items[i]);
 */
#ifndef KG_FINDING_H
#define KG_FINDING_H

#include "arena.h"
#include "error.h"
#include "text.h"

struct kg_finding {
	struct kg_place place;
	size_t position;		/* of the column among the input's, from 1; 0 without one */
	struct kg_slice column;		/* its name; empty without one */
	const char *code;		/* what it is in a word; not copied */
	bool error;			/* else a warning */
	struct kg_slice value;		/* what it is about; empty where that says nothing */
	struct kg_slice message;
};

struct kg_findings {
	struct kg_finding *items;
	size_t count, room;
	uint64_t errors, warnings;	/* of all that were added */
	size_t crowd;			/* more of them are worth looking through for some that are not kept */
	struct kg_arena arena;
};

void kg_findings_fini(struct kg_findings *);

/* Adds one with a message, which is formatted; texts are copied, and a value that is a JSON array is written with ; between its
 * elements. False when memory is short. */
bool kg_findings_add(struct kg_findings *, struct kg_finding, const char *format, ...) KG_PRINTF(3, 4);

/* Moves all of `from` to `into`. */
bool kg_findings_merge(struct kg_findings *into, struct kg_findings *from);

/* By place, then position, code, value and message: the order does not depend on that in which they were added. */
void kg_findings_sort(struct kg_findings *);

/* Keeps the first `limit` of each code and column; they must be sorted. The counts of errors and warnings stay. */
bool kg_findings_limit(struct kg_findings *, size_t limit);

/* The same now and then, where it saves memory, while findings are still added or merged: in the end the same ones are kept. A
 * limit of 0 keeps all. False when memory is short. */
bool kg_findings_bound(struct kg_findings *, size_t limit);

#endif
