/* token_test - JSON values that are told from the bytes alone, as jansson and scalar.h have them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scalar.h"
#include "token.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* How a value is told: not at all, where it ends, or also what its text is, which then is that of scalar.h. */
enum told { NOT, END, PLAIN };

static const struct {
	const char *json;
	enum told told;
} values[] = {
	{ "123456789012345", PLAIN }, { "1234567890123456", PLAIN }, { "1234567890123.5", PLAIN }, { "12345678901234.5", PLAIN },
	{ "12345678901234.", NOT }, { "123456789012345.", NOT }, { "0123456789012345", NOT }, { "1.2.3", NOT }, { "1234567890123e1", END },
	{ "0", PLAIN }, { "7", PLAIN }, { "-7", PLAIN }, { "10", PLAIN }, { "123456789012345678", PLAIN },
	{ "-123456789012345678", PLAIN },
	{ "9223372036854775808", NOT }, { "1234567890123456789", NOT }, { "-0", END }, { "00", NOT }, { "01", NOT },
	{ "-01", NOT }, { "+1", NOT }, { "-", NOT }, { "--1", NOT }, { "1-", NOT }, { "1 2", NOT },
	{ "0.5", PLAIN }, { "-0.5", PLAIN }, { "149.1", PLAIN }, { "149.10", PLAIN }, { "149.0", PLAIN }, { "100.00", PLAIN },
	{ "0.0", PLAIN },
	{ "-0.0", END }, { "-0.00", END }, { "-1.0", PLAIN }, { "0.000001", PLAIN }, { "0.00000000000001", PLAIN }, { "1.", NOT },
	{ ".5", NOT }, { "-.5", NOT }, { "1.5.", NOT }, { "1..5", NOT }, { "01.5", NOT }, { "1e3", END }, { "1.5e3", END },
	{ "1E3", END }, { "1e", NOT }, { "1.5e+", NOT }, { "123456789012.345", PLAIN }, { "123456789012.3456", END },
	{ "999999999999999.0", PLAIN }, { "9999999999999999.0", END }, { "99999999999999.9", PLAIN },
	{ "0.1000000000000000000", PLAIN },
	{ "0.30000000000000004", END }, { "33.333333333333336", END }, { "8.41", PLAIN }, { "1.005", PLAIN },
	{ "true", PLAIN }, { "false", PLAIN }, { "null", PLAIN }, { "True", NOT }, { "tru", NOT }, { "truex", NOT },
	{ "nul", NOT },
	{ "NaN", NOT }, { "Infinity", NOT }, { "", NOT }, { " 1", NOT }, { "1 ", NOT },
	{ "\"\"", PLAIN }, { "\"x\"", PLAIN }, { "\"12345678\"", PLAIN }, { "\"1234567\"", PLAIN }, { "\"導入している\"", PLAIN },
	{ "\"a\x7F\"", PLAIN }, { "\"x\\n x\"", PLAIN }, { "\"x\\\\\"", PLAIN }, { "\"12345678\\u570f\"", PLAIN },
	{ "\"x\\u00E9\\u570F\\u0041\\uFFFF\\/\\\"\\b\\f\\n\\r\\tx\"", PLAIN }, { "\"\\u0000\"", NOT },
	{ "\"\\ud83d\\ude00\"", NOT },
	{ "\"\\udfff\"", NOT }, { "\"\\x\"", NOT }, { "\"\\\"", NOT }, { "\"\\u123\"", NOT }, { "\"\\u12g4\"", NOT },
	{ "\"\\u 123\"", NOT },
	{ "\"\\U1234\"", NOT }, { "\"\t\"", NOT },
	{ "\"1234567\x1F\"", NOT }, { "\"x", NOT }, { "x\"", NOT }, { "\"x\"y\"", NOT }, { "'x'", NOT },
	
	{ "\"\xEF\xBF\xBF\"", PLAIN }, { "\"\xF0\xA0\xAE\xB7\"", PLAIN }, { "\"12345\xE3\x80\x80\"", PLAIN },
	{ "\"\xC3\xA9\"", PLAIN }, 
	{ "1e99", END }, { "1.5E+05", END }, { "-2e-12", END }, { "1e100", NOT }, { "1e+", NOT }, { "1e-", NOT }, { "1e 5", NOT },
	{ "1e5.0", NOT },
	{ "[]", PLAIN }, { "[ ]", PLAIN }, { "[1]", PLAIN }, { "[\"a\",2.5, true ,null\t]", PLAIN }, { "[1,0.30000000000000004,\"\"]", END }, { "[1,]", NOT }, { "[,1]", NOT },
	{ "[1 2]", NOT },
	{ "[[1]]", NOT }, { "[{}]", NOT }, { "[", NOT }, { "[1", NOT }, { "[1,", NOT }, { "[\"", NOT }, { "]", NOT },
	{ "{}", NOT },
};

static void assert_text(const char *json, struct kg_slice text, const json_t *read)
{
	char room[KGI_SCALAR_ROOM];

	if (!kg_slice_same(text, kgi_scalar(read, room)))
		fail_msg("%s is told as %.*s", json, KG_SLICE_ARG(text));
}

static void assert_plain(const char *json, struct kg_slice raw, const json_t *read)
{
	char *room = malloc(raw.len ? raw.len : 1);	/* no byte more than there must be */
	struct kg_slice text = kgi_token_text(raw, room), element;

	if (!json_is_array(read))
		assert_text(json, text, read);
	for (size_t i = 0; i < json_array_size(read); i++) {
		assert_true(kg_array_next(&text, &element));
		assert_text(json, element, json_array_get(read, i));
	}
	assert_true(!json_is_array(read) || text.len == 0);
	free(room);
}

/* Told or not is the same before a comma and at the end of all bytes, and jansson takes what is told. */
static void test_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		const char *json = values[i].json;
		size_t len = strlen(json);
		char *exact = malloc(len + 1), line[120];
		json_t *read = json_loads(json, JSON_DECODE_ANY, NULL);
		struct kgi_token token, inner;

		memcpy(exact, json, len);
		sprintf(line, "%s,\"behind it\":12345", json);

		const char *behind = kgi_token_end(line, line + strlen(line), &inner);
		const char *end = kgi_token_end(exact, exact + len, &token);
		enum told told = behind != line + len ? NOT : inner.plain ? PLAIN : END;

		if (told != values[i].told || (end == exact + len) != (told != NOT) || (told && token.plain != inner.plain))
			fail_msg("%s is told: %d", json, told);
		if (told && !read)
			fail_msg("%s is no JSON", json);
		if (told == PLAIN)
			assert_plain(json, token.raw, read);
		json_decref(read);
		free(exact);
	}
}

static const struct {
	const char *raw;
	bool content;
} contents[] = {
	{ "", false }, { "0", true }, { "false", true }, { "\"\"", false }, { "\" \xE3\x80\x80\"", false }, { "\" x\"", true },
	{ "[]", false },
	{ "[ \t]", false }, { "[\"\"]", true }, { "\"\\u570f\"", true }, { "\" \\u3000\"", false }, { "\"\\n\"", false },
	{ "\"x\\n\"", true },
	{ "\"\\u00a0\"", false }, { "\"\\\\\"", false /* not certainly */ },
};

static void test_content(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(contents); i++)
		if (kgi_token_has_content(kg_slice(contents[i].raw)) != contents[i].content)
			fail_msg("%s has content: %d", contents[i].raw, !contents[i].content);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_content),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
