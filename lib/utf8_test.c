/* utf8_test - texts of all kinds at all places of a block, as kg_utf8_valid() judges them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "utf8.h"

enum { BLOCK = 32 };

static void assert_judged_alike(struct kg_slice text)
{
	if (kgi_is_utf8(text) != (kg_utf8_valid(text) == text.len))
		fail_msg("%zu bytes, up to %zu UTF-8", text.len, kg_utf8_valid(text));
}

/* Every first and second byte, behind and before others that matter, within and across blocks and at the end. */
static void test_neighbours(void **state)
{
	static const char *const around[][2] = {
		{ "", "" }, { "a", "\x80" }, { "", "\x80\x80" }, { "\xE3\x81", "a" }, { "\xF0\x9F", "\xBF" },
	};
	char text[3 * BLOCK];

	(void)state;
	for (unsigned pair = 0; pair < 0x10000; pair++) {
		for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
			size_t at = i % 2 ? BLOCK - 1 - strlen(around[i][0]) : pair % BLOCK, len = at;

			memset(text, 'a', at);
			len += (size_t)sprintf(text + len, "%s", around[i][0]);
			text[len++] = (char)(pair >> 8);
			text[len++] = (char)pair;
			len += (size_t)sprintf(text + len, "%s", around[i][1]);
			assert_judged_alike((struct kg_slice){ text, len });
		}
	}
}

/* Characters at the borders of what there is, cut off everywhere, at each place of a block. */
static void test_borders(void **state)
{
	static const char *const borders[] = {
		"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
		"\xF4\x8F\xBF\xBF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80", "\xF8\x88\x80\x80", "\xFF", "\x80",
	};
	char text[4 * BLOCK];

	(void)state;
	for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
		for (size_t at = 0; at < 2 * BLOCK; at++) {
			size_t len = strlen(borders[i]);

			memset(text, 'a', sizeof text);
			memcpy(text + at, borders[i], len);
			for (size_t end = at; end <= at + len; end++)
				assert_judged_alike((struct kg_slice){ text, end });
			for (size_t gone = 0; gone < len; gone++) {
				memset(text + at + gone, 'a', len - gone);
				assert_judged_alike((struct kg_slice){ text, sizeof text });
			}
		}
	}
}

static void test_japanese_is_utf8(void **state)
{
	const struct kg_slice text = kg_slice("{\"圏域\":\"北部\",\"導入機器\":\"見守り;インカム\",\"意見\":\"夜勤の負担が減った 𠮷\"}");

	(void)state;
	assert_true(kgi_is_utf8(text));
	for (size_t len = 0; len < text.len; len++)
		assert_judged_alike((struct kg_slice){ text.at, len });
	assert_false(kgi_is_utf8(kg_slice_from(text, 3)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_neighbours),
		cmocka_unit_test(test_borders),
		cmocka_unit_test(test_japanese_is_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
