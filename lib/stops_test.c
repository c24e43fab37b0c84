/* stops_test - every place of a text is asked for the next stop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "stops.h"

static bool is_stop(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < ' ';
}

/* In memory of its own, for the sanitizers. */
static void check(struct kgi_stops *stops, const char *from, size_t len)
{
	char *text = malloc(len + !len);

	memcpy(text, from, len);
	assert_true(kgi_stops_find(stops, (struct kg_slice){ text, len }));
	assert_int_equal(stops->utf8, kg_utf8_valid(stops->text) == len);
	for (size_t at = 0; at <= len; at++) {
		size_t next = at;

		while (next < len && !is_stop(text[next]))
			next++;
		assert_int_equal(kgi_stops_next(stops, text + at) - text, next);
	}
	free(text);
}

static void test_texts_of_every_length_with_one_stop(void **state)
{
	enum { LONGEST = 300 };
	static const char signs[] = { '"', '\\', 0, '\n', 31 };
	struct kgi_stops stops = { 0 };
	char text[LONGEST];

	(void)state;
	for (size_t len = 0; len <= LONGEST; len++)
		for (size_t place = len % 7; place <= len; place += 13) {
			memset(text, 'a', sizeof text);
			if (place < len)
				text[place] = signs[place % sizeof signs];
			check(&stops, text, len);
		}
	kgi_stops_fini(&stops);
}

static void test_every_byte(void **state)
{
	struct kgi_stops stops = { 0 };
	char text[2 * 256 + 3];

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)(i * 89);
	check(&stops, text, sizeof text);
	kgi_stops_fini(&stops);
}

static void test_words_of_japanese_are_utf8(void **state)
{
	struct kgi_stops stops = { 0 };

	(void)state;
	check(&stops, "{\"圏域\":\"第5圏域\",\"提供時間\":149.1}\n", sizeof "{\"圏域\":\"第5圏域\",\"提供時間\":149.1}\n" - 1);
	assert_true(stops.utf8);
	kgi_stops_fini(&stops);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_of_every_length_with_one_stop),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_words_of_japanese_are_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
