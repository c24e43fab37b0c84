#include "scalar.h"

#include <stdlib.h>

struct kg_slice kgi_scalar(const json_t *value, char room[KGI_SCALAR_ROOM])
{
	if (json_is_string(value))
		return (struct kg_slice){ json_string_value(value), json_string_length(value) };
	if (json_is_true(value))
		return kg_slice("true");
	if (json_is_false(value))
		return kg_slice("false");
	if (json_is_null(value))
		return kg_slice("");
	if (json_is_integer(value)) {
		snprintf(room, KGI_SCALAR_ROOM, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return kg_slice(room);
	}

	double real = json_real_value(value);
	int digits = 1;

	do
		snprintf(room, KGI_SCALAR_ROOM, "%.*e", digits - 1, real);
	while (strtod(room, NULL) != real && ++digits <= 17);

	int exponent = atoi(strchr(room, 'e') + 1);

	snprintf(room, KGI_SCALAR_ROOM, "%.*f", digits - 1 > exponent ? digits - 1 - exponent : 0, real);
	return kg_slice(room);
}
