/* shape_test - which lines match the shape of one before, and what their values are. jansson and scalar.h must agree: what they would
 * not read so never matches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scalar.h"
#include "shape.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The values of the line, after each its cell; "-" if it does not match. */
static void describe(struct kgi_shapes *shapes, struct kg_slice line, char *text)
{
	size_t len = 0;

	if (!kgi_shapes_match(shapes, line)) {
		strcpy(text, "-");
		return;
	}
	text[0] = '\0';
	for (size_t i = 0; i < shapes->count; i++) {
		const struct kgi_shape_value *value = &shapes->values[i];

		len += (size_t)sprintf(text + len, "%.*s@%d ", KG_SLICE_ARG(value->raw), value->cell);
	}
	strcpy(text + len, shapes->content ? "" : "blank");
}

static const int cells[] = { 2, -1, 0 };

static const struct {
	const char *learned;
	size_t count;		/* of values, or what is taken for it */
	const char *line, *values;
} lines[] = {
	{ "{\"a\":1,\"b\":2,\"c\":3}\n", 3, "{\"a\":\"x\",\"b\":true,\"c\":\"圏 域\"}\n", "\"x\"@2 \"圏 域\"@0 " },
	{ "{\"a\":1,\"b\":2,\"c\":3}\n", 3, "{\"a\":null,\"b\":\"\",\"c\":\" \xE3\x80\x80\"}\n", "@2 \" \xE3\x80\x80\"@0 blank" },
	{ "{\"a\":1,\"b\":2,\"c\":3}\n", 3, "{\"a\":null,\"b\":0,\"c\":\"\"}\n", "@2 \"\"@0 " },
	{ " { \"a\" :\t1 }\r\n", 1, " { \"a\" :\t2 }\r\n", "2@2 " },
	{ " { \"a\" :\t1 }\r\n", 1, " { \"a\" :\t2}\r\n", "-" },
	{ "{\"a\":1}\r\n", 1, "{\"a\":1}\n", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":1}", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":1}\n\n", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":\"1", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":", "-" },
	{ "{\"a\":1}\n", 1, "{\"b\":1}\n", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":{}}\n", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":[]}\n", "-" },
	/* names that look like values, values that look like names, objects within */
	{ "{\"a\\\"}:1\" : \"b\\\":\",\"[\":{},\"t\":{\"-1\":null}}\n", 2, "{\"a\\\"}:1\" : \"[c]\",\"[\":{},\"t\":{\"-1\":7}}\n",
	  "\"[c]\"@2 " },
	{ "{\"a\":\"\\\\\",\"b\":1}\n", 2, "{\"a\":\"x\",\"b\":2}\n", "\"x\"@2 " },
	{ "{}\n", 0, "{}\n", "blank" },
	/* whether what is escaped is blank matters where all else is */
	{ "{\"a\":1}\n", 1, "{\"a\":\"\\u3042\"}\n", "\"\\u3042\"@2 " },
	{ "{\"a\":1}\n", 1, "{\"a\":\" \\u3000\"}\n", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":\"\\u00a0\"}\n", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":\"\\nx\"}\n", "-" },
	{ "{\"a\":1,\"b\":2}\n", 2, "{\"a\":\"\\n\",\"b\":1}\n", "\"\\n\"@2 " },
	/* no shape: arrays, other counts of values, two values for a cell */
	{ "{\"a\":[1]}\n", 1, "{\"a\":[1]}\n", "-" },
	{ "{\"a\":1,\"b\":[]}\n", 2, "{\"a\":1,\"b\":[]}\n", "-" },
	{ "{\"a\":1,\"b\":2}\n", 1, "{\"a\":1,\"b\":2}\n", "-" },
	{ "{\"a\":1}\n", 2, "{\"a\":1}\n", "-" },
};

static void test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct kgi_shapes shapes = { 0 };
		char text[100];

		assert_true(kgi_shapes_learn(&shapes, kg_slice(lines[i].learned), cells, lines[i].count));
		describe(&shapes, kg_slice(lines[i].line), text);
		if (strcmp(text, lines[i].values) != 0)
			fail_msg("%sis %s, not %s", lines[i].line, text, lines[i].values);
		kgi_shapes_fini(&shapes);
	}
}

static void test_two_values_for_one_cell_have_no_shape(void **state)
{
	const struct kg_slice line = kg_slice("{\"a\":1,\"b\":2,\"c\":3}");
	const int twins[] = { 1, -1, 1 }, others[] = { -1, -1, 1 };
	struct kgi_shapes shapes = { 0 };

	(void)state;
	assert_true(kgi_shapes_learn(&shapes, line, twins, 3));
	assert_false(kgi_shapes_match(&shapes, line));
	assert_true(kgi_shapes_learn(&shapes, line, others, 3));
	assert_true(kgi_shapes_match(&shapes, line));
	kgi_shapes_fini(&shapes);
}

/* The i-th of many shapes. */
static struct kg_slice line_of(char *room, size_t i)
{
	return (struct kg_slice){ room, (size_t)sprintf(room, "{\"%zu\":0}", i) };
}

static void test_the_most_recent_shapes_are_kept(void **state)
{
	struct kgi_shapes shapes = { 0 };
	char room[40];

	(void)state;
	for (size_t i = 0; i < 3 * KGI_SHAPES; i++) {
		assert_true(kgi_shapes_learn(&shapes, line_of(room, i), cells, 1));
		assert_true(kgi_shapes_learn(&shapes, line_of(room, i), cells, 1));	/* once more changes nothing */
		assert_true(kgi_shapes_match(&shapes, line_of(room, 0)));	/* which keeps it */
	}
	assert_false(kgi_shapes_match(&shapes, line_of(room, 2 * KGI_SHAPES)));
	for (size_t i = 2 * KGI_SHAPES + 1; i < 3 * KGI_SHAPES; i++)
		assert_true(kgi_shapes_match(&shapes, line_of(room, i)));
	kgi_shapes_fini(&shapes);
}

/* What matches must be what jansson and scalar.h make of it; what they make something of need not match, unless it is usual. */
static const struct {
	const char *json;
	bool matches;
} values[] = {
	{ "0", true }, { "7", true }, { "-7", true }, { "10", true }, { "123456789012345678", true }, { "-123456789012345678", true },
	{ "9223372036854775808", false }, { "1234567890123456789", false }, { "-0", false }, { "00", false }, { "01", false },
	{ "-01", false }, { "+1", false }, { "-", false }, { "--1", false }, { "1-", false }, { "1 2", false },
	{ "0.5", true }, { "-0.5", true }, { "149.1", true }, { "149.10", true }, { "149.0", true }, { "100.00", true }, { "0.0", true },
	{ "-0.0", false }, { "-0.00", false }, { "-1.0", true }, { "0.000001", true }, { "0.00000000000001", true }, { "1.", false },
	{ ".5", false }, { "-.5", false }, { "1.5.", false }, { "1..5", false }, { "01.5", false }, { "1e3", false }, { "1.5e3", false },
	{ "1E3", false }, { "1e", false }, { "1.5e+", false }, { "123456789012.345", true }, { "123456789012.3456", false },
	{ "999999999999999.0", true }, { "9999999999999999.0", false }, { "99999999999999.9", true }, { "0.1000000000000000000", true },
	{ "0.30000000000000004", false }, { "33.333333333333336", false }, { "8.41", true }, { "1.005", true },
	{ "true", true }, { "false", true }, { "null", true }, { "True", false }, { "tru", false }, { "truex", false }, { "nul", false },
	{ "NaN", false }, { "Infinity", false }, { "", false }, { " 1", false }, { "1 ", false },
	{ "\"\"", true }, { "\"x\"", true }, { "\"12345678\"", true }, { "\"1234567\"", true }, { "\"導入している\"", true },
	{ "\"a\x7F\"", true }, { "\"x\\n x\"", true }, { "\"x\\\\\"", true }, { "\"12345678\\u570f\"", true },
	{ "\"x\\u00E9\\u570F\\u0041\\uFFFF\\/\\\"\\b\\f\\n\\r\\tx\"", true }, { "\"\\u0000\"", false }, { "\"\\ud83d\\ude00\"", false },
	{ "\"\\udfff\"", false }, { "\"\\x\"", false }, { "\"\\\"", false }, { "\"\\u123\"", false }, { "\"\\u12g4\"", false }, { "\"\\u 123\"", false },
	{ "\"\\U1234\"", false }, { "\"\t\"", false },
	{ "\"1234567\x1F\"", false }, { "\"x", false }, { "x\"", false }, { "\"x\"y\"", false }, { "'x'", false },
	{ "\"\xFF\"", false }, { "\"圏\xE5\x9F\"", false }, { "\"\xC0\x80\"", false }, { "\"\xED\xA0\x80\"", false },
	{ "\"\xF4\x90\x80\x80\"", false }, { "\"\xEF\xBF\xBF\"", true }, { "\"\xF0\xA0\xAE\xB7\"", true }, { "\"12345\xE3\x80\x80\"", true },
	{ "\"\xC3\xA9\"", true }, { "\"\xF5\x80\x80\x80\"", false }, { "\"\xE0\x80\x80\"", false }, { "\"\x80\"", false },
};

static void assert_value(const char *json, const struct kgi_shape_value *value)
{
	json_t *read = json_loads(json, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
	struct kg_slice raw = value->raw;
	char room[KGI_SCALAR_ROOM], unescaped[100];

	if (raw.len && raw.at[0] == '"')
		raw = kgi_shape_text(raw, unescaped);
	if (!read || !kg_slice_same(raw, kgi_scalar(read, room)))
		fail_msg("%s matches as %.*s", json, KG_SLICE_ARG(value->raw));
	json_decref(read);
}

static void test_values(void **state)
{
	struct kgi_shapes shapes = { 0 };
	char line[100];

	(void)state;
	assert_true(kgi_shapes_learn(&shapes, kg_slice("{\"a\":1}\n"), cells, 1));
	for (size_t i = 0; i < COUNT(values); i++) {
		sprintf(line, "{\"a\":%s}\n", values[i].json);
		if (kgi_shapes_match(&shapes, kg_slice(line)) != values[i].matches)
			fail_msg("%s matches: %d", values[i].json, !values[i].matches);
		if (values[i].matches)
			assert_value(values[i].json, &shapes.values[0]);
	}
	kgi_shapes_fini(&shapes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_two_values_for_one_cell_have_no_shape),
		cmocka_unit_test(test_the_most_recent_shapes_are_kept),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
