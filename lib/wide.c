#include "wide.h"

#include <math.h>

enum {
	STEP = 19,			/* 10^STEP fits one limb */
	QUOTIENT_BITS = 56,		/* more than a double has, by enough to round it */
};

bool kgi_wide_set(struct kgi_wide *w, const uint64_t *limbs, unsigned count)
{
	bool negative = limbs[count - 1] >> (KGI_LIMB_BITS - 1);
	uint64_t carry = negative;

	*w = (struct kgi_wide){ { 0 } };
	for (unsigned i = 0; i < count; i++)
		carry = kgi_add_limb(&w->limbs[i], negative ? ~limbs[i] : limbs[i], carry);
	return negative;
}

void kgi_wide_multiply(struct kgi_wide *w, uint64_t factor)
{
	uint64_t carry = 0;

	for (unsigned i = 0; i < KGI_WIDE_LIMBS; i++) {
		kgi_uint128 product = (kgi_uint128)w->limbs[i] * factor + carry;

		w->limbs[i] = (uint64_t)product;
		carry = (uint64_t)(product >> KGI_LIMB_BITS);
	}
}

struct kgi_wide kgi_wide_product(const struct kgi_wide *a, const struct kgi_wide *b)
{
	struct kgi_wide product = { { 0 } };

	for (unsigned i = 0; i < KGI_WIDE_LIMBS; i++) {
		struct kgi_wide part = *b;
		uint64_t carry = 0;

		if (a->limbs[i] == 0)
			continue;
		kgi_wide_multiply(&part, a->limbs[i]);
		for (unsigned to = i; to < KGI_WIDE_LIMBS; to++)
			carry = kgi_add_limb(&product.limbs[to], part.limbs[to - i], carry);
	}
	return product;
}

void kgi_wide_scale(struct kgi_wide *w, unsigned digits)
{
	while (digits > 0) {
		uint64_t power = 1;

		for (unsigned step = digits < STEP ? digits : STEP; step > 0; step--, digits--)
			power *= 10;
		kgi_wide_multiply(w, power);
	}
}

unsigned kgi_wide_cut(struct kgi_wide *w)
{
	uint64_t rest = 0;

	for (unsigned i = KGI_WIDE_LIMBS; i-- > 0;) {
		kgi_uint128 part = (kgi_uint128)rest << KGI_LIMB_BITS | w->limbs[i];

		w->limbs[i] = (uint64_t)(part / 10);
		rest = (uint64_t)(part % 10);
	}
	return (unsigned)rest;
}

void kgi_wide_subtract(struct kgi_wide *from, const struct kgi_wide *taken)
{
	uint64_t carry = 1;

	for (unsigned i = 0; i < KGI_WIDE_LIMBS; i++)
		carry = kgi_add_limb(&from->limbs[i], ~taken->limbs[i], carry);
}

static bool is_less(const struct kgi_wide *a, const struct kgi_wide *b)
{
	unsigned i = KGI_WIDE_LIMBS - 1;

	while (i > 0 && a->limbs[i] == b->limbs[i])
		i--;
	return a->limbs[i] < b->limbs[i];
}

/* How many bits the number has; 0 for 0. */
static unsigned length(const struct kgi_wide *w)
{
	unsigned bits = KGI_WIDE_LIMBS * KGI_LIMB_BITS;

	for (; bits > 0 && w->limbs[(bits - 1) / KGI_LIMB_BITS] == 0; bits -= KGI_LIMB_BITS)
		;
	while (bits > 0 && !(w->limbs[(bits - 1) / KGI_LIMB_BITS] >> (bits - 1) % KGI_LIMB_BITS & 1))
		bits--;
	return bits;
}

static void shift(struct kgi_wide *w, unsigned bits)
{
	unsigned limbs = bits / KGI_LIMB_BITS, rest = bits % KGI_LIMB_BITS;

	for (unsigned i = KGI_WIDE_LIMBS; i-- > 0;) {
		uint64_t high = i >= limbs ? w->limbs[i - limbs] : 0, low = i > limbs ? w->limbs[i - limbs - 1] : 0;

		w->limbs[i] = rest ? high << rest | low >> (KGI_LIMB_BITS - rest) : high;
	}
}

/* Both made equally long, their quotient is between 1/2 and 2. It gets more bits than a double has, of which the last one also
 * says that something is left; so only the conversion rounds. */
double kgi_wide_ratio(struct kgi_wide part, struct kgi_wide whole)
{
	unsigned part_bits = length(&part), whole_bits = length(&whole);
	uint64_t quotient = 0;

	if (part_bits == 0)
		return 0;
	shift(&part, whole_bits > part_bits ? whole_bits - part_bits : 0);
	shift(&whole, part_bits > whole_bits ? part_bits - whole_bits : 0);
	for (int i = 0; i < QUOTIENT_BITS; i++) {
		bool bit = !is_less(&part, &whole);

		if (bit)
			kgi_wide_subtract(&part, &whole);
		quotient = quotient << 1 | bit;
		shift(&part, 1);
	}
	quotient |= length(&part) > 0;
	return ldexp((double)quotient, (int)part_bits - (int)whole_bits - (QUOTIENT_BITS - 1));
}
