/* measurement - what a record says was measured before, after, or both.
 *
 *	static const struct kg_measurement_form form = { .values = { F_BEFORE, F_AFTER }, .change = F_CHANGE, ... };
 *
 *	if ((status = kg_measurement_add(&pairs, &form, record, KG_BOTH, err)) != KG_OK)
 *		return status;
 *	...
 *	kg_value(&pair->values, KG_AFTER)		// 49, from a cell 49回, or from 78回→49回
 */
#ifndef KG_MEASUREMENT_H
#define KG_MEASUREMENT_H

#include "pair.h"
#include "record.h"

/* The fields that records have it in, and what may be in them. */
struct kg_measurement_form {
	int group, site, metric, unit, better, target, id;
	int values[2], change, ns[2], exposures[2];	/* of records with both sides; change is looked at where values are blank */
	int value;		/* of records with one side; its name is the metric where that has no column */
	bool persons;		/* there must be an id */
	bool summed;		/* records have both sides of a person, and only sums are asked for: kg_pairs_sum() */
	bool marks;		/* where there is no unit, ○ and × are values */
};

enum { KG_BOTH = 2 };		/* instead of KG_BEFORE or KG_AFTER */

/* Adds the record's pair, or its half that is of `side`, unless its id says that it is of no person, or reports what is wrong
 * with it: no id, no number, no or two arrows, an n or an exposure that cannot be, a direction that is none, a target that is
 * none or does not fit. Returns KG_OK, KG_INPUT or KG_SYSTEM. */
int kg_measurement_add(struct kg_pairs *, const struct kg_measurement_form *, const struct kg_record *, int side, struct kg_error *);

#endif
