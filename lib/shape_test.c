/* shape_test - which lines match the shape of one before, and what their values are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "shape.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Of a text that is one line: is all of it one with a known shape? */
static bool matches(struct kgi_shapes *shapes, struct kg_slice line)
{
	struct kgi_stops stops = { 0 };

	assert_true(kgi_stops_find(&stops, line));

	size_t len = kgi_shapes_match(shapes, &stops, line.at);

	kgi_stops_fini(&stops);
	return len == line.len;
}

/* The values of the line, after each its cell; "-" if it does not match. */
static void describe(struct kgi_shapes *shapes, struct kg_slice line, char *text)
{
	size_t len = 0;

	if (!matches(shapes, line)) {
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
	{ "{\"a\":1}\n", 1, "{\"a\":[]}\n", "[]@2 blank" },
	{ "{\"a\":1}\n", 1, "{\"a\":[\"x\", 2]}\n", "[\"x\", 2]@2 " },
	{ "{\"a\":1}\n", 1, "{\"a\":[1e5]}\n", "-" },
	{ "{\"a\":1}\n", 1, "{\"a\":\"\xFF\"}\n", "-" },
	/* what is not wanted need not be plain */
	{ "{\"a\":1,\"b\":2,\"c\":3}\n", 3, "{\"a\":1,\"b\":1.5e-7,\"c\":3}\n", "1@2 3@0 " },
	{ "{\"a\":1,\"b\":2,\"c\":3}\n", 3, "{\"a\":1.5e-7,\"b\":2,\"c\":3}\n", "-" },
	{ "{\"a\":\"\",\"b\":[1,\"x\"],\"c\":\"\"}\n", 3, "{\"a\":\"\",\"b\":[ ],\"c\":\"\"}\n", "\"\"@2 \"\"@0 blank" },
	{ "{\"a\":\"\",\"b\":[],\"c\":\"\"}\n", 3, "{\"a\":\"\",\"b\":[\"\"],\"c\":\"\"}\n", "\"\"@2 \"\"@0 " },
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
	/* no shape: what is not certain, other counts of values */
	{ "{\"a\":[[1]]}\n", 1, "{\"a\":1}\n", "-" },
	{ "{\"a\":1e300}\n", 1, "{\"a\":1}\n", "-" },
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

/* Each line of a text ends where it does, whatever follows. */
static void test_lines_of_a_text_are_matched_one_by_one(void **state)
{
	static const struct { const char *text; size_t len; } texts[] = {
		{ "{\"a\":12}\n{\"a\":3}\n", 9 }, { "{\"a\":1}\n", 8 }, { "{\"a\":1}\n\n", 8 }, { "{\"a\":[1,\n2]}\n", 0 },
		{ "{\"a\":\"x\ny\"}\n", 0 }, { "{\"a\":\n1}\n", 0 }, { "{\"a\":1\n}\n", 0 }, { "{\"a\":[1,2]}\n[]", 12 },
		{ "{\"a\":\"\"}\n{\"a\":\"\\n\"}\n", 9 }, { "{\"a\":1}\n\xFF\n", 8 }, { "{\"a\":\"\xFF\"}\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct kgi_shapes shapes = { 0 };
		struct kgi_stops stops = { 0 };

		assert_true(kgi_shapes_learn(&shapes, kg_slice("{\"a\":1}\n"), cells, 1));
		assert_true(kgi_stops_find(&stops, kg_slice(texts[i].text)));
		assert_int_equal(kgi_shapes_match(&shapes, &stops, stops.text.at), texts[i].len);
		kgi_stops_fini(&stops);
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
	assert_false(matches(&shapes, line));
	assert_true(kgi_shapes_learn(&shapes, line, others, 3));
	assert_true(matches(&shapes, line));
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
		assert_true(matches(&shapes, line_of(room, 0)));	/* which keeps it */
	}
	assert_false(matches(&shapes, line_of(room, 2 * KGI_SHAPES)));
	for (size_t i = 2 * KGI_SHAPES + 1; i < 3 * KGI_SHAPES; i++)
		assert_true(matches(&shapes, line_of(room, i)));
	kgi_shapes_fini(&shapes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_lines_of_a_text_are_matched_one_by_one),
		cmocka_unit_test(test_two_values_for_one_cell_have_no_shape),
		cmocka_unit_test(test_the_most_recent_shapes_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
