/* decimal - exact decimal numbers: sums that do not depend on their order, quotients rounded once.
 *
 *	struct kg_decimal sum = kg_whole(0), tenth = { .units = 1, .scale = 1 };
 *	char text[KG_DECIMAL_ROOM];
 *
 *	for (int i = 0; i < 3; i++)
 *		if (!kg_add(&sum, tenth))
 *			return overflow;
 *	kg_decimal_print(sum, text);		// 0.3
 *
 * The value is units / 10^scale. Functions that can overflow return false and leave their result alone.
 */
#ifndef KG_DECIMAL_H
#define KG_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 kg_int128;

struct kg_decimal {
	kg_int128 units;
	unsigned scale;		/* digits after the point, up to KG_SCALE_MAX */
};

enum {
	KG_DIGITS_MAX = 18,	/* significant digits that are read */
	KG_SCALE_MAX = 36,
	KG_DECIMAL_ROOM = 48,	/* bytes for any printed decimal */
};

enum kg_round { KG_HALF_UP, KG_HALF_EVEN };	/* half-up is away from zero */

static inline struct kg_decimal kg_whole(int64_t n)
{
	return (struct kg_decimal){ .units = n };
}

static inline int kg_sign(struct kg_decimal d)
{
	return (d.units > 0) - (d.units < 0);
}

/* What the next two do with two scales. */
bool kg_add_any(struct kg_decimal *sum, struct kg_decimal addend);
bool kg_subtract_any(struct kg_decimal *from, struct kg_decimal taken);

/* *sum += addend, *from -= taken. The scale becomes the larger one. */
static inline bool kg_add(struct kg_decimal *sum, struct kg_decimal addend)
{
	kg_int128 units;

	if (sum->scale != addend.scale)
		return kg_add_any(sum, addend);
	if (__builtin_add_overflow(sum->units, addend.units, &units))
		return false;
	sum->units = units;
	return true;
}

static inline bool kg_subtract(struct kg_decimal *from, struct kg_decimal taken)
{
	kg_int128 units;

	if (from->scale != taken.scale)
		return kg_subtract_any(from, taken);
	if (__builtin_sub_overflow(from->units, taken.units, &units))
		return false;
	from->units = units;
	return true;
}

/* The scale becomes the sum of both; where that is too much for the scale or the units, zeros at the ends of the fractions
 * are left out first. */
bool kg_multiply(struct kg_decimal, struct kg_decimal, struct kg_decimal *product);

/* numerator / denominator, rounded once to `digits` after the point. False also when the denominator is 0. */
bool kg_divide(struct kg_decimal numerator, struct kg_decimal denominator, unsigned digits, enum kg_round,
	       struct kg_decimal *quotient);

/* -1, 0, 1. Exact. */
int kg_compare(struct kg_decimal, struct kg_decimal);

/* Rounded to `digits` after the point; a shorter number is filled up with zeros, if they fit, else it is
 * returned as it is. */
struct kg_decimal kg_rounded(struct kg_decimal, unsigned digits, enum kg_round);

/* Without zeros at the end of its fraction. */
struct kg_decimal kg_plain(struct kg_decimal);

bool kg_is_whole(struct kg_decimal);

/* The nearest double. */
double kg_double(struct kg_decimal);

/* Plain digits: ASCII minus, no plus, never -0, all `scale` digits. Returns the length; `text` gets a NUL. */
size_t kg_decimal_print(struct kg_decimal, char text[KG_DECIMAL_ROOM]);

#endif
