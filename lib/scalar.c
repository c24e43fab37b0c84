#include "scalar.h"
#include "decimal.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* The shortest decimal of nearly every real: two of up to 15 digits are never read as one double. False when it has more
 * digits, or too many behind its point. */
static bool is_short(double real, struct kg_decimal *decimal)
{
	enum { PLACES = 6 };
	double power = 1;

	for (unsigned scale = 0; scale <= PLACES; scale++, power *= 10) {
		double units = nearbyint(real * power);

		if (!(fabs(units) < 1e15))
			break;
		*decimal = (struct kg_decimal){ (kg_int128)units, scale };
		if (units / power == real)
			return true;
	}
	return false;
}

static bool reads_back(double real, int digits, char *room)
{
	snprintf(room, KGI_SCALAR_ROOM, "%.*e", digits - 1, real);
	return strtod(room, NULL) == real;
}

static struct kg_slice print_long(double real, char *room)
{
	int digits = reads_back(real, DBL_DIG, room) ? 1 : DBL_DIG + 1;

	while (!reads_back(real, digits, room))
		digits++;

	int exponent = atoi(strchr(room, 'e') + 1);

	snprintf(room, KGI_SCALAR_ROOM, "%.*f", digits - 1 > exponent ? digits - 1 - exponent : 0, real);
	return kg_slice(room);
}

struct kg_slice kgi_scalar(const json_t *value, char room[KGI_SCALAR_ROOM])
{
	struct kg_decimal decimal = kg_whole(json_integer_value(value));

	if (json_is_string(value))
		return (struct kg_slice){ json_string_value(value), json_string_length(value) };
	if (json_is_true(value))
		return kg_slice("true");
	if (json_is_false(value))
		return kg_slice("false");
	if (json_is_null(value))
		return kg_slice("");
	if (json_is_real(value) && !is_short(json_real_value(value), &decimal))
		return print_long(json_real_value(value), room);
	return (struct kg_slice){ room, kg_decimal_print(decimal, room) };
}
