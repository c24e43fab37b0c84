/* mistyped - notes of offices whose numbers look mistyped: how many, and the first of them.
 *
 *	struct kg_firsts by_fault[KG_CODE_FAULTS] = { 0 }, twins = { 0 };
 *
 *	kg_firsts_add(&by_fault[kg_code_fault(KG_CODE_OFFICE, label)], &stay->bundled);	// for each office, its first record
 *	...
 *	if (!kg_mistyped_note(by_fault, &twins, &roster, table))
 *		return kg_error_memory(err);
 */
#ifndef KG_MISTYPED_H
#define KG_MISTYPED_H

#include "code.h"
#include "firsts.h"
#include "roster.h"
#include "table.h"

/* Notes how many numbers have which fault, and the first of them; `twins` are those of a lost zero that are there with it, too.
 * Where no number has the form of an office's, they are others, and their form is no fault. False when memory is short. */
bool kg_mistyped_note(const struct kg_firsts by_fault[KG_CODE_FAULTS], const struct kg_firsts *twins, const struct kg_roster *,
		      struct kg_table *);

#endif
