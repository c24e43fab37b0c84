/* finding_test - findings in the order of the input, whatever the order in which they were found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "finding.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct kg_finding cases[] = {	/* in order */
	{ .place = { 0, 1, 1 }, .position = 2, .column = { "b", 1 }, .code = "unknown-column" },
	{ .place = { 20, 1, 2 }, .code = "ragged", .error = true },
	{ .place = { 20, 1, 2 }, .position = 1, .column = { "a", 1 }, .code = "lookalike" },
	{ .place = { 20, 1, 2 }, .position = 1, .column = { "a", 1 }, .code = "type", .error = true, .value = { "x", 1 } },
	{ .place = { 20, 1, 2 }, .position = 1, .column = { "a", 1 }, .code = "type", .error = true, .value = { "y", 1 } },
	{ .place = { 20, 1, 2 }, .position = 2, .column = { "b", 1 }, .code = "category", .error = true },
	{ .place = { 40, 1, 3 }, .position = 1, .column = { "a", 1 }, .code = "type", .error = true },
	{ .place = { 10, 2, 2 }, .position = 1, .column = { "a", 1 }, .code = "type", .error = true },
};

static void add(struct kg_findings *findings, size_t i)
{
	assert_true(kg_findings_add(findings, cases[i], "case %zu", i));
}

static void expect_order(const struct kg_findings *findings, const char *order)
{
	char text[16];

	assert_int_equal(findings->count, strlen(order));
	for (size_t i = 0; i < findings->count; i++) {
		snprintf(text, sizeof text, "case %c", order[i]);
		assert_string_equal(findings->items[i].message.at, text);
	}
}

static void order_is_that_of_the_input(void **state)
{
	(void)state;
	for (size_t step = 1; step < COUNT(cases); step += 2) {	/* odd steps reach all of the eight */
		struct kg_findings one = { 0 }, other = { 0 };

		for (size_t i = 0; i < COUNT(cases); i++)
			add(i % 2 ? &one : &other, i * step % COUNT(cases));
		assert_true(kg_findings_merge(&one, &other));
		kg_findings_sort(&one);
		expect_order(&one, "01234567");
		assert_int_equal(one.errors, 6);
		assert_int_equal(one.warnings, 2);
		kg_findings_fini(&other);
		kg_findings_fini(&one);
	}
}

static void a_limit_is_for_each_code_and_column(void **state)
{
	static const struct { size_t limit; const char *kept; } limits[] = { { 1, "01235" }, { 2, "012345" }, { 4, "01234567" } };

	(void)state;
	for (size_t n = 0; n < COUNT(limits); n++) {
		struct kg_findings findings = { 0 };

		for (size_t i = COUNT(cases); i-- > 0;)
			add(&findings, i);
		kg_findings_sort(&findings);
		assert_true(kg_findings_limit(&findings, limits[n].limit));
		expect_order(&findings, limits[n].kept);
		assert_int_equal(findings.errors + findings.warnings, COUNT(cases));
		kg_findings_fini(&findings);
	}
}

/* However often they are looked through, and in whatever order they come, the same ones are kept. */
static void bounds_keep_what_a_limit_keeps(void **state)
{
	enum { MANY = 20000, LIMIT = 3, KINDS = 5 };
	struct kg_findings bound = { 0 }, whole = { 0 };

	(void)state;
	for (uint32_t i = 0; i < MANY; i++) {
		struct kg_finding finding = { .place = { .file = 1, .offset = i * 7919 % MANY, .line = i }, .code = "x" };
		char column[2] = { (char)('a' + i % KINDS), '\0' };

		finding.column = kg_slice(column);
		assert_true(kg_findings_add(&bound, finding, "%u", i) && kg_findings_add(&whole, finding, "%u", i));
		assert_true(kg_findings_bound(&bound, LIMIT) && kg_findings_bound(&whole, 0));
		assert_true(bound.count < MANY / 2);
	}
	assert_int_equal(whole.count, MANY);
	kg_findings_sort(&whole);
	kg_findings_sort(&bound);
	assert_true(kg_findings_limit(&whole, LIMIT) && kg_findings_limit(&bound, LIMIT));
	assert_int_equal(whole.count, LIMIT * KINDS);
	assert_int_equal(bound.count, whole.count);
	assert_int_equal(bound.warnings, MANY);
	for (size_t i = 0; i < whole.count; i++)
		assert_true(kg_slice_same(bound.items[i].message, whole.items[i].message));
	kg_findings_fini(&whole);
	kg_findings_fini(&bound);
}

static void texts_are_copied(void **state)
{
	struct kg_findings findings = { 0 };
	char column[] = "設問", value[] = "a\xff" "bc\xff", long_text[2000];

	(void)state;
	memset(long_text, 'm', sizeof long_text);
	long_text[sizeof long_text - 1] = '\0';

	struct kg_finding finding = { .column = kg_slice(column), .code = "x", .value = kg_slice(value) };

	assert_true(kg_findings_add(&findings, finding, "%s", long_text));
	column[0] = value[0] = '?';
	assert_string_equal(findings.items[0].column.at, "設問");
	assert_true(kg_slice_same(findings.items[0].value, kg_slice("a;bc")));
	assert_true(kg_slice_same(findings.items[0].message, kg_slice(long_text)));
	kg_findings_fini(&findings);
}

static void none_at_all(void **state)
{
	struct kg_findings one = { 0 }, other = { 0 };

	(void)state;
	assert_true(kg_findings_merge(&one, &other));
	kg_findings_sort(&one);
	assert_true(kg_findings_limit(&one, 1));
	assert_int_equal(one.count, 0);
	kg_findings_fini(&one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_is_that_of_the_input),
		cmocka_unit_test(a_limit_is_for_each_code_and_column),
		cmocka_unit_test(bounds_keep_what_a_limit_keeps),
		cmocka_unit_test(texts_are_copied),
		cmocka_unit_test(none_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
