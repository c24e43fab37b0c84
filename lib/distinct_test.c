/* distinct_test - whether texts all differ, as far as that can be told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "distinct.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void add(struct kg_distinct *set, const char *text)
{
	assert_true(kg_distinct_add(set, kg_slice(text)));
}

static void test_texts_differ_or_not(void **state)
{
	static const struct {
		const char *texts[4];
		bool all;
	} cases[] = {
		{ { NULL }, false },
		{ { "1" }, true },
		{ { "1", "2", "01" }, true },
		{ { "1", "2", "1" }, false },
		{ { "A1", "Ａ１" }, false },	/* in any width */
		{ { "a", "A" }, true },
		{ { "", "x" }, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_distinct set = { 0 };

		for (size_t j = 0; j < 4 && cases[i].texts[j]; j++)
			add(&set, cases[i].texts[j]);
		assert_int_equal(kg_distinct_all(&set), cases[i].all);
		kg_distinct_fini(&set);
	}
}

static void test_a_merge_finds_what_both_have(void **state)
{
	struct kg_distinct a = { 0 }, b = { 0 }, c = { 0 };

	(void)state;
	add(&a, "1");
	add(&b, "2");
	add(&c, "1");
	assert_true(kg_distinct_merge(&b, &a));
	assert_true(kg_distinct_all(&b));
	assert_true(kg_distinct_merge(&b, &c));
	assert_false(kg_distinct_all(&b));
	assert_true(kg_distinct_merge(&a, &b));	/* and is not forgotten again */
	assert_false(kg_distinct_all(&a));
	kg_distinct_fini(&a);
	kg_distinct_fini(&b);
	kg_distinct_fini(&c);
}

static void test_too_many_are_not_known_to_differ(void **state)
{
	struct kg_distinct set = { 0 };
	char text[16];

	(void)state;
	for (int i = 0; i < KG_DISTINCT_MAX; i++) {
		snprintf(text, sizeof text, "%d", i);
		add(&set, text);
	}
	assert_true(kg_distinct_all(&set));
	add(&set, "one more");
	assert_false(kg_distinct_all(&set));
	assert_null(set.hashes);
	kg_distinct_fini(&set);
}

static void test_a_long_text_is_held(void **state)
{
	struct kg_distinct set = { 0 };
	char text[5000];

	(void)state;
	memset(text, 'a', sizeof text);
	assert_true(kg_distinct_add(&set, (struct kg_slice){ text, sizeof text }));
	assert_true(kg_distinct_add(&set, (struct kg_slice){ text, sizeof text - 1 }));
	assert_true(kg_distinct_all(&set));
	assert_true(kg_distinct_add(&set, (struct kg_slice){ text, sizeof text }));
	assert_false(kg_distinct_all(&set));
	kg_distinct_fini(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_differ_or_not),
		cmocka_unit_test(test_a_merge_finds_what_both_have),
		cmocka_unit_test(test_too_many_are_not_known_to_differ),
		cmocka_unit_test(test_a_long_text_is_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
