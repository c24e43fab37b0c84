/* rate - proportions and their intervals.
 *
 *	kg_percent(kg_whole(111), kg_whole(336), 1, KG_HALF_UP, &percent);	// 33.0
 *	kg_wilson(111, 336, 0.95, &low, &high);					// 0.282 0.382
 */
#ifndef KG_RATE_H
#define KG_RATE_H

#include "decimal.h"

/* part / whole in percent, rounded once from the exact values. False when whole is 0 or the digits do not fit. */
bool kg_percent(struct kg_decimal part, struct kg_decimal whole, unsigned digits, enum kg_round, struct kg_decimal *percent);

/* part / whole - part0 / whole0 in percentage points, rounded once from the exact values. False as above. */
bool kg_points(struct kg_decimal part, struct kg_decimal whole, struct kg_decimal part0, struct kg_decimal whole0,
	       unsigned digits, enum kg_round, struct kg_decimal *points);

/* Percents of `count` parts that add to exactly 100, by largest remainders (Hamilton's method): each is rounded down
 * to `digits`, and what is missing goes to the largest remainders, among equals to the earlier part. The parts are not
 * negative. False when they add to 0, the digits do not fit, or memory is short. */
bool kg_percents_of_whole(const struct kg_decimal *parts, size_t count, unsigned digits, struct kg_decimal *percents);

/* How the parts of one whole become percents. */
struct kg_parts {
	const struct kg_decimal *parts;
	size_t count;
	struct kg_decimal whole;	/* the denominator; the sum of the parts unless a part may be in several */
	unsigned digits;
	enum kg_round round;
	bool largest_remainder;		/* by kg_percents_of_whole(); the parts must add to the whole */
};

/* Every part in percent. *sum is what the rounded percents add to. False as above. */
bool kg_percents(const struct kg_parts *, struct kg_decimal *percents, struct kg_decimal *sum);

/* Wilson's score interval for `x` of `n` (Wilson 1927, without continuity correction), as proportions, clipped to 0..1.
 * `n` > 0, `confidence` in (0, 1). */
void kg_wilson(double x, double n, double confidence, double *low, double *high);

#endif
