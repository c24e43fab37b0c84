/* comparison - a value before and a value after: what changed, whether that is better, and whether it meets a target.
 *
 *	struct kg_decimal values[2] = { kg_whole(78), kg_whole(49) }, one[2] = { kg_whole(1), kg_whole(1) };
 *	struct kg_comparison c;
 *	struct kg_target target;
 *	bool met;
 *
 *	if (!kg_comparison_of(values, one, &c))
 *		return too_many_digits;
 *	kg_verdict(&c, KG_DOWN);					// improved
 *	if (kg_target_read(kg_slice("-30%"), kg_slice("回"), &target) && kg_target_met(&target, &c, &met))
 *		...						// met: 49 is 37.2 % less than 78
 *
 * All is exact: a mean is a sum and what it is divided by, and nothing is rounded before it is printed.
 */
#ifndef KG_COMPARISON_H
#define KG_COMPARISON_H

#include "decimal.h"
#include "direction.h"

enum { KG_BEFORE, KG_AFTER };

struct kg_comparison {
	struct kg_decimal before, after, change;	/* each over `base` */
	struct kg_decimal base;				/* above 0 */
};

/* Compares values[i] / bases[i]. False when a base is not above 0 or the digits do not fit. */
bool kg_comparison_of(const struct kg_decimal values[2], const struct kg_decimal bases[2], struct kg_comparison *);

/* improved, worse, unchanged; increased, decreased, unchanged where it is unknown what is better. */
const char *kg_verdict(const struct kg_comparison *, enum kg_direction better);

enum kg_aim { KG_FALL, KG_RISE, KG_AT_MOST, KG_AT_LEAST, KG_BELOW, KG_ABOVE };

struct kg_target {
	enum kg_aim aim;
	struct kg_decimal value;
	bool relative;		/* a fall or a rise in percent of the value before */
};

/* Reads a change, -30% (of the value before), -20pt (only of percents), -5回 (in `unit`, which may be left out but for percents,
 * where it could mean either), each with + for a rise, or as 30%削減, 5回増, 30%以上の削減; or a level, <=65, >=80, <, >, 65分以下, 以上, 未満,
 * 超. With an empty `unit` any known unit will do. False for anything else. */
bool kg_target_read(struct kg_slice cell, struct kg_slice unit, struct kg_target *);

/* Does the change, or the value after, meet the target? False when that cannot be said: a relative change from a value
 * that is not above 0, or digits that do not fit. */
bool kg_target_met(const struct kg_target *, const struct kg_comparison *, bool *met);

#endif
