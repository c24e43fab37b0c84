/* crosstab_test - bases and percents of tables of counts. A table is written down row by row, the row of all groups last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "crosstab.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { GROUPS_MAX = 3, ANSWERS_MAX = 3 };

/* Bases that are not given are the sums of the rows. */
static void fill(struct kg_crosstab *t, size_t groups, size_t answers, const int *counts, const int *bases)
{
	int all = 0;

	assert_true(kg_crosstab_init(t, groups, answers));
	for (size_t g = 0; g < groups; g++) {
		int sum = 0;

		for (size_t a = 0; a < answers; a++) {
			t->counts[kg_crosstab_at(t, g, a)] = kg_whole(counts[g * answers + a]);
			sum += counts[g * answers + a];
		}
		t->row_bases[g] = kg_whole(bases[0] ? bases[g] : sum);
		all += bases[0] ? bases[g] : sum;
	}
	t->row_bases[groups] = kg_whole(all);
	assert_true(kg_crosstab_total(t));
}

static void write_down(const struct kg_crosstab *t, char *to)
{
	char text[KG_DECIMAL_ROOM];

	for (size_t g = 0; g <= t->groups; g++) {
		for (size_t a = 0; a < t->answers; a++) {
			size_t at = kg_crosstab_at(t, g, a);

			strcpy(text, "-");
			if (t->defined[at])
				kg_decimal_print(t->percents[at], text);
			to += sprintf(to, "%s%s", a ? " " : g ? " / " : "", text);
		}
	}
	*to = '\0';
}

static const struct {
	const char *what;
	size_t groups, answers;
	int counts[GROUPS_MAX * ANSWERS_MAX], bases[GROUPS_MAX];
	enum kg_percent_of of;
	struct kg_crosstab_how how;
	const char *percents;
	size_t wholes, uneven;
	const char *uneven_sum;
} tables[] = {
	{ "of the group", 2, 2, { 1, 3, 1, 1 }, { 0 }, KG_OF_GROUP, { 1, KG_HALF_UP, true, false, true },
	  "25.0 75.0 / 50.0 50.0 / 33.3 66.7", 3, 0, NULL },
	{ "the total is no whole unless it is shown", 2, 2, { 1, 3, 1, 1 }, { 0 }, KG_OF_GROUP, { 1, KG_HALF_UP, true, false, false },
	  "25.0 75.0 / 50.0 50.0 / 33.3 66.7", 2, 0, NULL },
	{ "of the answer", 2, 2, { 1, 3, 1, 1 }, { 0 }, KG_OF_ANSWER, { 0, KG_HALF_UP, true, false, true },
	  "50 75 / 50 25 / 100 100", 2, 0, NULL },
	{ "of everything", 2, 2, { 1, 3, 1, 1 }, { 0 }, KG_OF_TOTAL, { 1, KG_HALF_UP, true, false, true },
	  "16.7 50.0 / 16.7 16.7 / 33.3 66.7", 1, 1, "100.1" },
	{ "thirds", 1, 3, { 1, 1, 1 }, { 0 }, KG_OF_GROUP, { 1, KG_HALF_UP, true, false, false },
	  "33.3 33.3 33.3 / 33.3 33.3 33.3", 1, 1, "99.9" },
	{ "thirds by largest remainder", 1, 3, { 1, 1, 1 }, { 0 }, KG_OF_GROUP, { 1, KG_HALF_UP, true, true, true },
	  "33.4 33.3 33.3 / 33.4 33.3 33.3", 2, 0, NULL },
	{ "of everything by largest remainder", 3, 2, { 1, 1, 1, 1, 1, 2 }, { 0 }, KG_OF_TOTAL, { 0, KG_HALF_UP, true, true, true },
	  "15 14 / 14 14 / 14 29 / 43 57", 1, 0, NULL },
	{ "half even", 1, 2, { 1, 7 }, { 0 }, KG_OF_GROUP, { 0, KG_HALF_EVEN, true, false, false }, "12 88 / 12 88", 1, 0, NULL },
	{ "half up", 1, 2, { 1, 7 }, { 0 }, KG_OF_GROUP, { 0, KG_HALF_UP, true, false, false }, "13 88 / 13 88", 1, 1, "101" },
	{ "nobody in a group", 2, 2, { 0, 0, 1, 1 }, { 0 }, KG_OF_GROUP, { 1, KG_HALF_UP, true, false, true },
	  "- - / 50.0 50.0 / 50.0 50.0", 2, 0, NULL },
	{ "an answer nobody gave", 2, 2, { 0, 2, 0, 2 }, { 0 }, KG_OF_ANSWER, { 0, KG_HALF_UP, true, false, true },
	  "- 50 / - 50 / - 100", 1, 0, NULL },
	{ "nobody at all", 1, 2, { 0, 0 }, { 0 }, KG_OF_TOTAL, { 1, KG_HALF_UP, true, true, true }, "- - / - -", 0, 0, NULL },
	{ "several answers are no whole", 2, 2, { 3, 4, 1, 2 }, { 4, 2 }, KG_OF_GROUP, { 1, KG_HALF_UP, false, false, true },
	  "75.0 100.0 / 50.0 100.0 / 66.7 100.0", 0, 0, NULL },
	{ "several answers of everything", 2, 2, { 3, 4, 1, 2 }, { 4, 2 }, KG_OF_TOTAL, { 0, KG_HALF_UP, false, false, true },
	  "50 67 / 17 33 / 67 100", 0, 0, NULL },
	{ "two uneven, the first is told", 2, 3, { 1, 1, 1, 2, 2, 3 }, { 0 }, KG_OF_GROUP, { 0, KG_HALF_UP, true, false, false },
	  "33 33 33 / 29 29 43 / 30 30 40", 2, 2, "99" },
	{ "no groups", 0, 2, { 0 }, { 0 }, KG_OF_GROUP, { 1, KG_HALF_UP, true, false, true }, "- -", 0, 0, NULL },
	{ "no answers", 2, 0, { 0 }, { 3, 4 }, KG_OF_GROUP, { 1, KG_HALF_UP, true, false, true }, "", 0, 0, NULL },
};

static void test_percents(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(tables); i++) {
		struct kg_crosstab t;
		char text[500] = "", sum[KG_DECIMAL_ROOM];

		fill(&t, tables[i].groups, tables[i].answers, tables[i].counts, tables[i].bases);
		assert_true(kg_crosstab_percents(&t, tables[i].of, &tables[i].how));
		if (tables[i].answers)
			write_down(&t, text);
		if (strcmp(text, tables[i].percents) != 0)
			fail_msg("%s: %s", tables[i].what, text);
		if (t.wholes != tables[i].wholes || t.uneven != tables[i].uneven)
			fail_msg("%s: %zu wholes, %zu uneven", tables[i].what, t.wholes, t.uneven);
		if (tables[i].uneven_sum) {
			kg_decimal_print(t.uneven_sum, sum);
			assert_string_equal(sum, tables[i].uneven_sum);
		}
		kg_crosstab_fini(&t);
	}
}

static void test_the_last_row_is_the_sum_of_all(void **state)
{
	static const int counts[] = { 1, 2, 3, 4, 5, 6 }, bases[] = { 0 };
	struct kg_crosstab t;

	(void)state;
	fill(&t, 3, 2, counts, bases);
	assert_int_equal(kg_compare(t.counts[kg_crosstab_at(&t, 3, 0)], kg_whole(9)), 0);
	assert_int_equal(kg_compare(t.counts[kg_crosstab_at(&t, 3, 1)], kg_whole(12)), 0);
	kg_crosstab_fini(&t);
}

static void test_every_cell_has_the_base_of_its_percent(void **state)
{
	static const int counts[] = { 1, 3, 1, 1 }, bases[] = { 0 };
	static const struct {
		enum kg_percent_of of;
		int bases[6];
	} expected[] = {
		{ KG_OF_GROUP, { 4, 4, 2, 2, 6, 6 } },
		{ KG_OF_ANSWER, { 2, 4, 2, 4, 2, 4 } },
		{ KG_OF_TOTAL, { 6, 6, 6, 6, 6, 6 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		struct kg_crosstab t;

		fill(&t, 2, 2, counts, bases);
		assert_true(kg_crosstab_percents(&t, expected[i].of, &(struct kg_crosstab_how){ .digits = 1 }));
		for (size_t cell = 0; cell < 6; cell++)
			assert_int_equal(kg_compare(t.bases[cell], kg_whole(expected[i].bases[cell])), 0);
		kg_crosstab_fini(&t);
	}
}

static void test_weighted_counts_are_exact(void **state)
{
	struct kg_crosstab t;
	char text[200];

	(void)state;
	assert_true(kg_crosstab_init(&t, 1, 2));
	t.counts[0] = (struct kg_decimal){ 5, 1 };
	t.counts[1] = (struct kg_decimal){ 1500, 3 };
	t.row_bases[0] = t.row_bases[1] = kg_whole(2);
	assert_true(kg_crosstab_total(&t));
	assert_true(kg_crosstab_percents(&t, KG_OF_GROUP, &(struct kg_crosstab_how){ 2, KG_HALF_UP, true, false, true }));
	write_down(&t, text);
	assert_string_equal(text, "25.00 75.00 / 25.00 75.00");
	assert_int_equal(t.uneven, 0);
	kg_crosstab_fini(&t);
}

static void test_a_total_that_does_not_fit_is_refused(void **state)
{
	struct kg_crosstab t;

	(void)state;
	assert_true(kg_crosstab_init(&t, 2, 1));
	t.counts[0].units = ((((kg_int128)1 << 126) - 1) << 1) + 1;
	t.counts[1] = kg_whole(1);
	assert_false(kg_crosstab_total(&t));
	kg_crosstab_fini(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_percents),
		cmocka_unit_test(test_the_last_row_is_the_sum_of_all),
		cmocka_unit_test(test_every_cell_has_the_base_of_its_percent),
		cmocka_unit_test(test_weighted_counts_are_exact),
		cmocka_unit_test(test_a_total_that_does_not_fit_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
