/* values - what was measured of one before and after, as small as it can be: there may be one for every person.
 *
 *	struct kg_values values = { .units = { 2564, 2634 }, .readings = { { 1, KG_NUMBER, KG_MARK_OTHER, true }, ... } };
 *
 *	kg_value(&values, KG_AFTER)		// 263.4
 */
#ifndef KG_VALUES_H
#define KG_VALUES_H

#include "bundle.h"
#include "comparison.h"
#include "mark.h"
#include "number.h"

struct kg_reading {
	uint8_t scale;
	uint8_t kind : 4, mark : 3;		/* enum kg_number_kind, enum kg_mark */
	bool there : 1;				/* a record was there for it */
};

struct kg_values {
	int64_t units[2];			/* of the numbers, KG_BEFORE and KG_AFTER; KG_DIGITS_MAX digits fit */
	struct kg_reading readings[2];
} KG_ITEM;

/* Is there something on both sides, a number or a mark? */
static inline bool kg_values_complete(const struct kg_values *values)
{
	return values->readings[KG_BEFORE].kind != KG_BLANK && values->readings[KG_AFTER].kind != KG_BLANK;
}

static inline struct kg_decimal kg_value(const struct kg_values *values, int side)
{
	return (struct kg_decimal){ values->units[side], values->readings[side].scale };
}

#endif
