/* stem_test - columns that belong together by their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "stem.h"

enum { MANY = 6 };

/* Names with + for marks, . for a marked column that nobody took, - for a column of other cells; what they become. */
static const struct {
	const char *names[MANY], *found[MANY];
} cases[] = {
	{ { "+困りごと［人手］", "+困りごと［費用］", "-年齢" }, { "困りごと|人手", "困りごと|費用", "|" } },
	{ { "+Q5_1", "+Q5_2", ".Q5_3" }, { "Q5|1", "Q5|2", "Q5|3" } },
	{ { "+Q5_1", ".Q5_2" }, { "|", "|" } },
	{ { "+Q5_1", "-Q5_2" }, { "|", "|" } },
	{ { "+Q5_1_1", "+Q5_1_2", "+Q5_2_1", "+Q5_2_2" }, { "Q5_1|1", "Q5_1|2", "Q5_2|1", "Q5_2|2" } },
	{ { "+困りごと (人手)", "+困りごと(費用)" }, { "困りごと|人手", "困りごと|費用" } },
	{ { "+_1", "+_2" }, { "|", "|" } },
	/* two places of one name are one column; another column may begin with what a longer name begins with */
	{ { "+Q5 _1", "+Q6" }, { "|", "|" } },
	{ { "+Q5_a_1", "+Q5_b", "+Q5_a" }, { "Q5|a_1", "Q5|b", "Q5|a" } },
	{ { "+Q5\t\t\t_1", "+Q5_2" }, { "Q5|1", "Q5|2" } },
	{ { "+Q5\t\t\t\t_1", "+Q5_2" }, { "|", "|" } },
	{ { "+Q5", "+Q6" }, { "|", "|" } },
	{ { "+", "+" }, { "|", "|" } },
};

static void test_stems(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kgi_stem columns[MANY];
		size_t count = 0;

		for (; count < MANY && cases[i].names[count]; count++) {
			const char *name = cases[i].names[count];

			columns[count] = (struct kgi_stem){ .name = kg_slice(name + 1), .marked = *name != '-', .filled = *name != '.' };
		}
		kgi_stems_find(columns, count);
		for (size_t j = 0; j < count; j++) {
			char found[64];

			snprintf(found, sizeof found, "%.*s|%.*s", KG_SLICE_ARG(columns[j].question), KG_SLICE_ARG(columns[j].choice));
			if (strcmp(found, cases[i].found[j]) != 0)
				fail_msg("case %zu: %s: %s", i, cases[i].names[j], found);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
