#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>

__extension__ typedef unsigned __int128 magnitude;

#define MAGNITUDE_MAX ((magnitude)-1)
#define UNITS_MAX ((kg_int128)(MAGNITUDE_MAX >> 1))

static const uint64_t tens[] = {
	1u,
	10u,
	100u,
	1000u,
	10000u,
	100000u,
	1000000u,
	10000000u,
	100000000u,
	1000000000u,
	10000000000u,
	100000000000u,
	1000000000000u,
	10000000000000u,
	100000000000000u,
	1000000000000000u,
	10000000000000000u,
	100000000000000000u,
	1000000000000000000u,
	10000000000000000000u,
};

enum {
	TENS = sizeof tens / sizeof *tens,
	TENS_LAST = TENS - 1,		/* the digits that one 64-bit word is sure to hold */
	POWER_MAX = 2 * TENS_LAST,
	DOUBLE_BITS = 53,		/* whole numbers of so many bits are exact as doubles */
};

/* 10^n, n up to POWER_MAX; this still fits the signed type. */
static magnitude power(unsigned n)
{
	return n < TENS ? tens[n] : (magnitude)tens[TENS_LAST] * tens[n - TENS_LAST];
}

static magnitude size_of(kg_int128 units)
{
	return units < 0 ? -(magnitude)units : (magnitude)units;
}

/* The scale grows to `scale`, the value stays. */
static bool rescale(struct kg_decimal *d, unsigned scale)
{
	kg_int128 units = 0;

	if (scale - d->scale > POWER_MAX)
		return false;
	if (__builtin_mul_overflow(d->units, (kg_int128)power(scale - d->scale), &units))
		return false;
	*d = (struct kg_decimal){ units, scale };
	return true;
}

static bool align(struct kg_decimal *a, struct kg_decimal *b)
{
	if (a->scale == b->scale)
		return true;
	return a->scale < b->scale ? rescale(a, b->scale) : rescale(b, a->scale);
}

bool kg_add_any(struct kg_decimal *sum, struct kg_decimal addend)
{
	struct kg_decimal result = *sum;

	if (!align(&result, &addend) || !kg_add(&result, addend))
		return false;
	*sum = result;
	return true;
}

bool kg_subtract_any(struct kg_decimal *from, struct kg_decimal taken)
{
	struct kg_decimal result = *from;

	if (!align(&result, &taken) || !kg_subtract(&result, taken))
		return false;
	*from = result;
	return true;
}

static bool multiply(struct kg_decimal a, struct kg_decimal b, struct kg_decimal *product)
{
	struct kg_decimal result = { .scale = a.scale + b.scale };

	if (result.scale > KG_SCALE_MAX || __builtin_mul_overflow(a.units, b.units, &result.units))
		return false;
	*product = result;
	return true;
}

bool kg_multiply(struct kg_decimal a, struct kg_decimal b, struct kg_decimal *product)
{
	return multiply(a, b, product) || multiply(kg_plain(a), kg_plain(b), product);
}

/* One more digit of a quotient: 10 * *rest / divisor, of which *rest becomes the remainder. *rest < divisor. */
static unsigned next_digit(magnitude *rest, magnitude divisor)
{
	magnitude sum = 0;
	unsigned digit = 0;

	if (*rest <= MAGNITUDE_MAX / 10) {
		digit = (unsigned)(*rest * 10 / divisor);
		*rest = *rest * 10 - digit * divisor;
		return digit;
	}
	for (int i = 0; i < 10; i++) {
		if (sum >= divisor - *rest) {
			sum -= divisor - *rest;
			digit++;
		} else {
			sum += *rest;
		}
	}
	*rest = sum;
	return digit;
}

/* `half` says how what is cut off compares with one half: -1, 0, 1. */
static magnitude round_up(magnitude kept, int half, enum kg_round round)
{
	return kept + (half > 0 || (half == 0 && (round == KG_HALF_UP || kept % 2 == 1)));
}

/* *quotient = dividend / divisor * 10^shift. */
static bool divide_up(magnitude dividend, magnitude divisor, unsigned shift, enum kg_round round, magnitude *quotient)
{
	magnitude kept = dividend / divisor, rest = dividend % divisor;

	for (; shift > 0; shift--) {
		unsigned digit = next_digit(&rest, divisor);

		if (kept > (magnitude)UNITS_MAX / 10)
			return false;
		kept = kept * 10 + digit;
	}
	*quotient = round_up(kept, (rest > divisor - rest) - (rest < divisor - rest), round);
	return true;
}

/* *quotient = dividend / divisor / 10^shift, without multiplying the divisor, which might overflow. */
static magnitude divide_down(magnitude dividend, magnitude divisor, unsigned shift, enum kg_round round)
{
	magnitude whole = dividend / divisor;
	magnitude kept = whole / power(shift), cut = whole % power(shift), half = power(shift) / 2;
	int side = (cut > half) - (cut < half);

	if (side == 0 && dividend % divisor)
		side = 1;
	return round_up(kept, side, round);
}

bool kg_divide(struct kg_decimal numerator, struct kg_decimal denominator, unsigned digits, enum kg_round round,
	       struct kg_decimal *quotient)
{
	unsigned up = digits + denominator.scale, down = numerator.scale;
	magnitude n = size_of(numerator.units), d = size_of(denominator.units), result = 0;

	if (d == 0 || digits > KG_SCALE_MAX)
		return false;
	if (up < down)
		result = divide_down(n, d, down - up, round);
	else if (!divide_up(n, d, up - down, round, &result))
		return false;
	if (result > (magnitude)UNITS_MAX)
		return false;
	*quotient = (struct kg_decimal){ (kg_int128)result, digits };
	if ((numerator.units < 0) != (denominator.units < 0))
		quotient->units = -quotient->units;
	return true;
}

static int compare(kg_int128 a, kg_int128 b)
{
	return (a > b) - (a < b);
}

/* Whole parts first; the fractions then fit at any common scale. */
static int compare_parts(struct kg_decimal a, struct kg_decimal b)
{
	kg_int128 a_power = (kg_int128)power(a.scale), b_power = (kg_int128)power(b.scale);
	struct kg_decimal a_rest = { a.units % a_power, a.scale }, b_rest = { b.units % b_power, b.scale };
	int order = compare(a.units / a_power, b.units / b_power);

	return order == 0 && align(&a_rest, &b_rest) ? compare(a_rest.units, b_rest.units) : order;
}

int kg_compare(struct kg_decimal a, struct kg_decimal b)
{
	return align(&a, &b) ? compare(a.units, b.units) : compare_parts(a, b);
}

struct kg_decimal kg_rounded(struct kg_decimal d, unsigned digits, enum kg_round round)
{
	magnitude result = 0;

	if (digits >= d.scale) {
		rescale(&d, digits < KG_SCALE_MAX ? digits : KG_SCALE_MAX);
		return d;
	}
	result = divide_down(size_of(d.units), 1, d.scale - digits, round);
	return (struct kg_decimal){ d.units < 0 ? -(kg_int128)result : (kg_int128)result, digits };
}

struct kg_decimal kg_plain(struct kg_decimal d)
{
	if (d.units == 0)
		d.scale = 0;
	for (; d.scale > 0 && d.units % 10 == 0; d.scale--)
		d.units /= 10;
	return d;
}

bool kg_is_whole(struct kg_decimal d)
{
	return d.units % (kg_int128)power(d.scale) == 0;
}

double kg_double(struct kg_decimal d)
{
	char text[KG_DECIMAL_ROOM];
	size_t len = 0;

	/* One operation on two exact doubles rounds once. */
	if (d.scale == 0)
		return (double)d.units;
	if (d.scale < TENS && size_of(d.units) >> DOUBLE_BITS == 0)
		return (double)d.units / (double)tens[d.scale];
	/* Without a point, so that no locale can mistake it. */
	len = kg_decimal_print((struct kg_decimal){ .units = d.units }, text);
	snprintf(text + len, sizeof text - len, "e-%u", d.scale);
	return strtod(text, NULL);
}

/* Writes backwards, at least `count` digits; returns the first one. */
static char *put_digits(char *end, uint64_t n, unsigned count)
{
	for (; n > 0 || count > 0; n /= 10) {
		*--end = (char)('0' + n % 10);
		count -= count > 0;
	}
	return end;
}

size_t kg_decimal_print(struct kg_decimal d, char text[KG_DECIMAL_ROOM])
{
	char digits[KG_DECIMAL_ROOM], *end = digits + sizeof digits, *from = end, *to = text;
	magnitude rest = size_of(d.units);

	for (; rest > UINT64_MAX; rest /= tens[TENS_LAST])
		from = put_digits(from, (uint64_t)(rest % tens[TENS_LAST]), TENS_LAST);
	from = put_digits(from, (uint64_t)rest, 1);
	while (end - from <= (ptrdiff_t)d.scale)
		*--from = '0';
	if (d.units < 0)
		*to++ = '-';
	while (from < end) {
		if (end - from == (ptrdiff_t)d.scale)
			*to++ = '.';
		*to++ = *from++;
	}
	*to = '\0';
	return (size_t)(to - text);
}
