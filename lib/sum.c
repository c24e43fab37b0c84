#include "sum.h"
#include "wide.h"

enum { STEP = 18 };			/* 10^STEP fits one limb with its sign */

static void add_wide(struct kg_sum *sum, const struct kgi_wide *size, bool negative)
{
	uint64_t carry = negative;

	for (unsigned i = 0; i < KG_SUM_LIMBS; i++)
		carry = kgi_add_limb(&sum->limbs[i], negative ? ~size->limbs[i] : size->limbs[i], carry);
}

/* The scale grows to `scale`, the value stays. */
static void rescale(struct kg_sum *sum, unsigned scale)
{
	struct kg_sum result = { .scale = scale };
	struct kgi_wide size;
	bool negative = kgi_wide_set(&size, sum->limbs, KG_SUM_LIMBS);

	kgi_wide_scale(&size, scale - sum->scale);
	add_wide(&result, &size, negative);
	*sum = result;
}

static void add_scaled(struct kg_sum *sum, struct kgi_wide *size, bool negative, unsigned scale)
{
	if (scale > sum->scale)
		rescale(sum, scale);
	kgi_wide_scale(size, sum->scale - scale);
	add_wide(sum, size, negative);
}

/* units * 10^digits; false when two limbs are too few. */
static bool scaled(kg_int128 units, unsigned digits, kg_int128 *result)
{
	int64_t power = 1;

	*result = units;
	if (digits == 0)
		return true;
	if (digits > STEP)
		return false;
	while (digits-- > 0)
		power *= 10;
	return !__builtin_mul_overflow(units, (kg_int128)power, result);
}

static bool set(struct kgi_wide *size, kg_int128 units)
{
	return kgi_wide_set(size, (const uint64_t[]){ (uint64_t)units, (uint64_t)((kgi_uint128)units >> KGI_LIMB_BITS) }, 2);
}

/* *sum += a * b / 10^scale, whatever their size. */
static void add_product(struct kg_sum *sum, kg_int128 a, kg_int128 b, unsigned scale)
{
	struct kgi_wide sizes[2], product;
	bool negative = set(&sizes[0], a) != set(&sizes[1], b);

	product = kgi_wide_product(&sizes[0], &sizes[1]);
	add_scaled(sum, &product, negative, scale);
}

void kg_sum_add_any(struct kg_sum *sum, struct kg_decimal a, struct kg_decimal b)
{
	unsigned scale = a.scale + b.scale;
	kg_int128 product, units;

	if (scale <= sum->scale && !__builtin_mul_overflow(a.units, b.units, &product) &&
	    scaled(product, sum->scale - scale, &units))
		kg_sum_add_units(sum, units);
	else
		add_product(sum, a.units, b.units, scale);
}

void kg_sum_merge(struct kg_sum *sum, const struct kg_sum *from)
{
	struct kgi_wide size;
	bool negative = kgi_wide_set(&size, from->limbs, KG_SUM_LIMBS);

	add_scaled(sum, &size, negative, from->scale);
}

static bool fits(const struct kgi_wide *size, unsigned scale)
{
	bool more = size->limbs[1] >> (KGI_LIMB_BITS - 1);

	for (unsigned i = 2; i < KGI_WIDE_LIMBS; i++)
		more |= size->limbs[i] != 0;
	return !more && scale <= KG_SCALE_MAX;
}

static kg_int128 units_of(const uint64_t *limbs)
{
	return (kg_int128)((kgi_uint128)limbs[1] << KGI_LIMB_BITS | limbs[0]);
}

/* Do two limbs have it all? */
static bool is_short(const struct kg_sum *sum)
{
	uint64_t sign = units_of(sum->limbs) < 0 ? UINT64_MAX : 0, more = 0;

	for (unsigned i = 2; i < KG_SUM_LIMBS; i++)
		more |= sum->limbs[i] ^ sign;
	return more == 0 && sum->scale <= KG_SCALE_MAX;
}

/* What is not short loses zeros until it is. */
static bool shorten(const struct kg_sum *sum, struct kg_decimal *d)
{
	struct kgi_wide size;
	bool negative = kgi_wide_set(&size, sum->limbs, KG_SUM_LIMBS);
	unsigned scale = sum->scale;

	while (!fits(&size, scale))
		if (scale-- == 0 || kgi_wide_cut(&size) != 0)
			return false;
	*d = (struct kg_decimal){ negative ? -units_of(size.limbs) : units_of(size.limbs), scale };
	return true;
}

bool kg_sum_decimal(const struct kg_sum *sum, struct kg_decimal *d)
{
	if (!is_short(sum))
		return shorten(sum, d);
	*d = (struct kg_decimal){ units_of(sum->limbs), sum->scale };
	return true;
}
