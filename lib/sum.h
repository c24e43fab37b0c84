/* sum - exact sums of decimals and of their products: however many, the same in any order, and never too long.
 *
 *	struct kg_sum sum = { 0 };
 *	struct kg_decimal weighted;
 *
 *	kg_sum_add_product(&sum, value, weight);	// for each record
 *	kg_sum_merge(&sum, &of_another_worker);
 *	if (!kg_sum_decimal(&sum, &weighted))
 *		return too_many_digits;
 *
 * A sum is a long accumulator (Kulisch and Miranker 1986, The arithmetic of the digital computer: a new approach, SIAM Review 28,
 * 1-40), here of decimals: a whole number of 576 bits in units of the last digit. A product of two decimals has less than 2^254
 * units and at most 72 digits after the point, so 2^64 of them stay below 2^254 * 10^72 * 2^64 < 2^558. Nothing is rounded, so
 * the order does not matter: equal sums are equal bit by bit.
 */
#ifndef KG_SUM_H
#define KG_SUM_H

#include "decimal.h"

enum { KG_SUM_LIMBS = 9 };

struct kg_sum {
	uint64_t limbs[KG_SUM_LIMBS];	/* two's complement, the lowest first */
	unsigned scale;			/* digits after the point, the most of all that was added; up to 2 * KG_SCALE_MAX */
};

/* Adds units of the sum. Above their two limbs stands the sign, and a carry: mostly these are 0 in all. */
static inline void kg_sum_add_units(struct kg_sum *sum, kg_int128 units)
{
	uint64_t sign = units < 0 ? UINT64_MAX : 0, high = (uint64_t)(units >> 64);
	uint64_t carry = __builtin_add_overflow(sum->limbs[0], (uint64_t)units, &sum->limbs[0]);

	if (high + carry == 0)
		return;		/* most: nothing is carried up, or borrowed */
	carry = __builtin_add_overflow(high, carry, &high);
	carry |= __builtin_add_overflow(sum->limbs[1], high, &sum->limbs[1]);
	for (unsigned i = 2; i < KG_SUM_LIMBS && carry + sign != 0; i++) {
		uint64_t addend = sign;

		carry = __builtin_add_overflow(addend, carry, &addend);
		carry |= __builtin_add_overflow(sum->limbs[i], addend, &sum->limbs[i]);
	}
}

/* Adds a product of any size and scale. */
void kg_sum_add_any(struct kg_sum *, struct kg_decimal, struct kg_decimal);

/* Values of one column mostly have one scale. */
static inline void kg_sum_add(struct kg_sum *sum, struct kg_decimal d)
{
	if (d.scale == sum->scale)
		kg_sum_add_units(sum, d.units);
	else
		kg_sum_add_any(sum, d, kg_whole(1));
}

static inline void kg_sum_add_product(struct kg_sum *sum, struct kg_decimal a, struct kg_decimal b)
{
	int64_t x = (int64_t)a.units, y = (int64_t)b.units;

	if (a.scale + b.scale == sum->scale && x == a.units && y == b.units)
		kg_sum_add_units(sum, (kg_int128)x * y);
	else
		kg_sum_add_any(sum, a, b);
}

void kg_sum_merge(struct kg_sum *, const struct kg_sum *);

/* The sum with all digits after the point that were added; without zeros at their end where all do not fit. False when the rest
 * does not either: what has up to 38 digits always does, and of these KG_SCALE_MAX may stand after the point. */
bool kg_sum_decimal(const struct kg_sum *, struct kg_decimal *);

#endif
