/* wide - whole numbers of 768 bits, not negative: what exact sums are made into figures with.
 *
 *	struct kgi_wide part, whole;
 *
 *	kgi_wide_set(&part, (const uint64_t[]){ 1 }, 1);
 *	kgi_wide_set(&whole, (const uint64_t[]){ 3 }, 1);
 *	kgi_wide_scale(&whole, 72);			// 3 * 10^72
 *	kgi_wide_ratio(part, whole)			// 3.333...e-73, rounded once
 *
 * Nothing here looks for numbers that do not fit: the callers say why theirs do.
 */
#ifndef KGI_WIDE_H
#define KGI_WIDE_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef unsigned __int128 kgi_uint128;

enum { KGI_LIMB_BITS = 64, KGI_WIDE_LIMBS = 12 };

struct kgi_wide {
	uint64_t limbs[KGI_WIDE_LIMBS];		/* the lowest first */
};

/* *to += addend + carry. Returns the carry. */
static inline uint64_t kgi_add_limb(uint64_t *to, uint64_t addend, uint64_t carry)
{
	kgi_uint128 sum = (kgi_uint128)*to + addend + carry;

	*to = (uint64_t)sum;
	return (uint64_t)(sum >> KGI_LIMB_BITS);
}

/* The size of a number of `count` limbs in two's complement. True if it is negative. */
bool kgi_wide_set(struct kgi_wide *, const uint64_t *limbs, unsigned count);

void kgi_wide_multiply(struct kgi_wide *, uint64_t factor);
struct kgi_wide kgi_wide_product(const struct kgi_wide *, const struct kgi_wide *);

/* Multiplies by 10^digits. */
void kgi_wide_scale(struct kgi_wide *, unsigned digits);

/* Divides by 10, rounding down. Returns the remainder. */
unsigned kgi_wide_cut(struct kgi_wide *);

/* *from -= taken, which is not more. */
void kgi_wide_subtract(struct kgi_wide *from, const struct kgi_wide *taken);

/* The double nearest to part / whole, of two that are as near the even one. `whole` is above 0; both have a bit to spare. */
double kgi_wide_ratio(struct kgi_wide part, struct kgi_wide whole);

#endif
