/* initiative_test - sums of initiatives. How records are read is seen in testdata/kpi-sum/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "initiative.h"

static void check(const struct kg_sum *sum, kg_int128 units, unsigned scale)
{
	struct kg_decimal d;

	assert_true(kg_sum_decimal(sum, &d) && d.units == units && d.scale == scale);
}

/* Into nothing, and in either order. */
static void adds_sums(void **state)
{
	static const struct kg_place first = { .file = 1, .offset = 700, .line = 9 }, second = { .file = 2, .offset = 30, .line = 2 };
	struct kg_initiative_sum of[2] = { { .place = second }, { .place = first } };

	(void)state;
	for (int i = 0; i < KG_COUNTED_KINDS; i++) {
		of[0].counts[i] = (uint64_t)i;
		of[1].counts[i] = 100;
	}
	kg_sum_add(&of[0].target, kg_whole(350));
	kg_sum_add(&of[1].target, (struct kg_decimal){ 405, 1 });
	kg_sum_add(&of[1].actual, kg_whole(304));
	kg_sum_add(&of[0].remaining, (struct kg_decimal){ 25, 2 });
	for (int i = 0; i < 2; i++) {
		struct kg_initiative_sum sum = { 0 };

		kg_initiative_sum_add(&sum, &of[i]);
		assert_int_equal(kg_place_compare(sum.place, of[i].place), 0);
		kg_initiative_sum_add(&sum, &of[1 - i]);
		assert_int_equal(kg_place_compare(sum.place, first), 0);
		for (int kind = 0; kind < KG_COUNTED_KINDS; kind++)
			assert_int_equal(sum.counts[kind], 100 + kind);
		check(&sum.target, 3905, 1);
		check(&sum.actual, 304, 0);
		check(&sum.remaining, 25, 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(adds_sums) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
