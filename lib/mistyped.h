/* mistyped - offices whose numbers look mistyped: how many, and the first of them.
 *
 *	struct kg_mistyped by_fault[KG_CODE_FAULTS] = { 0 }, twins = { 0 };
 *
 *	kg_mistyped_add(&by_fault[kg_code_fault(KG_CODE_OFFICE, label)], stay);		// for each office
 *	...
 *	if (!kg_mistyped_note(by_fault, &twins, &roster, table))
 *		return kg_error_memory(err);
 *
 * What is added in any order, or merged, is the same.
 */
#ifndef KG_MISTYPED_H
#define KG_MISTYPED_H

#include "code.h"
#include "roster.h"
#include "table.h"

enum { KG_MISTYPED_FIRST = 3 };

/* Offices whose numbers have the same fault, as their first records have them. */
struct kg_mistyped {
	uint64_t count;
	const struct kg_stay *first[KG_MISTYPED_FIRST];	/* by place; as many as there are; the roster's */
};

/* Adds an office by its first record, which is borrowed. */
void kg_mistyped_add(struct kg_mistyped *, const struct kg_stay *);

/* Adds all of `from`. */
void kg_mistyped_merge(struct kg_mistyped *into, const struct kg_mistyped *from);

/* Notes how many numbers have which fault, and the first of them; `twins` are those of a lost zero that are there with it, too.
 * Where no number has the form of an office's, they are others, and their form is no fault. False when memory is short. */
bool kg_mistyped_note(const struct kg_mistyped by_fault[KG_CODE_FAULTS], const struct kg_mistyped *twins, const struct kg_roster *,
		      struct kg_table *);

#endif
