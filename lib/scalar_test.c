/* scalar_test - JSON scalars as texts: reals as the shortest decimal that reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scalar.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *json, *text;
} scalars[] = {
	{ "\"導入\"", "導入" },
	{ "\"\"", "" },
	{ "true", "true" },
	{ "false", "false" },
	{ "null", "" },
	{ "0", "0" },
	{ "-0", "0" },
	{ "9223372036854775807", "9223372036854775807" },
	{ "-9223372036854775808", "-9223372036854775808" },
	{ "0.0", "0" },
	{ "-0.0", "0" },
	{ "149.10", "149.1" },
	{ "-12.50", "-12.5" },
	{ "1e3", "1000" },
	{ "0.000001", "0.000001" },
	{ "0.0000015", "0.0000015" },
	{ "0.30000000000000004", "0.30000000000000004" },
	{ "33.333333333333336", "33.333333333333336" },
	{ "999999999999999.0", "999999999999999" },
	{ "1e15", "1000000000000000" },
	{ "9007199254740993.0", "9007199254740992" },
	{ "123456789012.345678", "123456789012.34567" },
	{ "1e22", "10000000000000000000000" },
};

static void assert_text(const json_t *value, const char *text)
{
	char room[KGI_SCALAR_ROOM];
	struct kg_slice got = kgi_scalar(value, room);

	if (!kg_slice_same(got, kg_slice(text)))
		fail_msg("%.*s, not %s", KG_SLICE_ARG(got), text);
}

static void test_scalars(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(scalars); i++) {
		json_t *value = json_loads(scalars[i].json, JSON_DECODE_ANY, NULL);

		assert_text(value, scalars[i].text);
		json_decref(value);
	}
}

/* What a shortest decimal is, word by word. */
static void print_plainly(double real, char *text)
{
	int digits = 1, exponent;

	do
		snprintf(text, KGI_SCALAR_ROOM, "%.*e", digits - 1, real);
	while (strtod(text, NULL) != real && ++digits <= 17);
	exponent = atoi(strchr(text, 'e') + 1);
	snprintf(text, KGI_SCALAR_ROOM, "%.*f", digits - 1 > exponent ? digits - 1 - exponent : 0, real);
}

static void assert_shortest(double real)
{
	char text[KGI_SCALAR_ROOM];
	json_t *value = json_real(real);

	print_plainly(real, text);
	assert_text(value, text);
	json_decref(value);
}

static uint64_t next_random(uint64_t *seed)
{
	return *seed = *seed * 6364136223846793005u + 1442695040888963407u;
}

static void test_reals_are_the_shortest_that_read_back(void **state)
{
	static const double powers[] = { 1, 10, 1e3, 1e6, 1e7, 1e11 };
	uint64_t seed = 1, bits;
	double any;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		double units = (double)(next_random(&seed) >> (11 + i % 50)), power = powers[i % COUNT(powers)];

		assert_shortest(units != 0 ? units / power : 1);
		assert_shortest(units != 0 ? -units / power / 3 : 1);
		bits = next_random(&seed) & ~(UINT64_C(1) << 62);	/* no infinity */
		memcpy(&any, &bits, sizeof any);
		assert_shortest(any);
	}
	assert_shortest(5e-324);
	assert_shortest(2.2250738585072014e-308);
	assert_shortest(1.7976931348623157e308);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scalars),
		cmocka_unit_test(test_reals_are_the_shortest_that_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
