/* handful_test - each text is found again, whatever stands behind it, and no other is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "handful.h"

/* The `i`th of some records that nobody looks at. */
static struct kgi_repeat *repeat(size_t i)
{
	static uint64_t memory[KGI_HANDFUL + 1];

	return (struct kgi_repeat *)(void *)&memory[i];
}

/* A text and what stands behind it in its line. */
static struct kgi_repeat *find(const struct kgi_handful *handful, const char *text, char behind)
{
	char bytes[2 * KGI_PIECE];
	size_t len = strlen(text);

	memset(bytes, behind, sizeof bytes);
	memcpy(bytes, text, len);
	return kgi_handful_find(handful, (struct kg_slice){ bytes, len });
}

static void test_a_text_of_each_length_is_found_and_each_byte_counts(void **state)
{
	struct kgi_handful handful = { 0 };
	char text[KGI_PIECE + 1] = "";

	(void)state;
	for (size_t len = 1; len <= KGI_PIECE; len++) {
		text[len - 1] = 'x';
		assert_null(find(&handful, text, 'x'));
		kgi_handful_add(&handful, kg_slice(text), repeat(len - 1));
		assert_true(kgi_handful_is_few(&handful));
	}
	for (size_t len = KGI_PIECE; len > 0; len--) {
		assert_ptr_equal(find(&handful, text, 'x'), repeat(len - 1));
		assert_ptr_equal(find(&handful, text, ','), repeat(len - 1));
		for (size_t i = 0; i < len; i++) {
			text[i] = 'y';
			assert_null(find(&handful, text, 'x'));
			text[i] = 'x';
		}
		text[len - 1] = '\0';
	}
	assert_null(find(&handful, "", 'x'));
}

static void test_nothing_is_a_text_too(void **state)
{
	struct kgi_handful handful = { 0 };

	(void)state;
	kgi_handful_add(&handful, (struct kg_slice){ NULL, 0 }, repeat(0));
	assert_ptr_equal(find(&handful, "", ','), repeat(0));
	assert_null(find(&handful, ",", ','));
}

static void test_there_is_room_for_so_many_and_no_long_ones(void **state)
{
	struct kgi_handful handful = { 0 };
	char text[KGI_PIECE + 2] = "";

	(void)state;
	memset(text, 'x', KGI_PIECE + 1);
	kgi_handful_add(&handful, kg_slice(text), repeat(0));
	assert_int_equal(handful.count, 0);
	for (size_t i = 0; i <= KGI_HANDFUL; i++) {
		assert_true(kgi_handful_is_few(&handful));
		snprintf(text, sizeof text, "%zu", i);
		kgi_handful_add(&handful, kg_slice(text), repeat(i));
	}
	assert_false(kgi_handful_is_few(&handful));
	for (size_t i = 0; i <= KGI_HANDFUL; i++) {
		snprintf(text, sizeof text, "%zu", i);
		assert_ptr_equal(find(&handful, text, '\n'), i < KGI_HANDFUL ? repeat(i) : NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_text_of_each_length_is_found_and_each_byte_counts),
		cmocka_unit_test(test_nothing_is_a_text_too),
		cmocka_unit_test(test_there_is_room_for_so_many_and_no_long_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
