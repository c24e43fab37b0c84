/* initiative_test - words for how far an initiative has come, and sums. How records are read is seen in testdata/kpi-sum/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "initiative.h"

static const struct {
	const char *cell;
	enum kg_progress progress;
} cells[] = {
	{ "実施済", KG_PROGRESS_DONE },
	{ "【実施済】", KG_PROGRESS_DONE },
	{ " 【 実施済み 】　", KG_PROGRESS_DONE },
	{ "［完了］", KG_PROGRESS_DONE },
	{ "ＤＯＮＥ", KG_PROGRESS_DONE },
	{ "【取組中】", KG_PROGRESS_RUNNING },
	{ "In Progress", KG_PROGRESS_RUNNING },
	{ "〔継続〕", KG_PROGRESS_RUNNING },
	{ "[協議中]", KG_PROGRESS_DISCUSSED },
	{ "準備中", KG_PROGRESS_DISCUSSED },
	{ "未着手", KG_PROGRESS_PLANNED },
	{ "取りやめ", KG_PROGRESS_CANCELLED },
	{ "", KG_PROGRESS_OTHER },
	{ "【】", KG_PROGRESS_OTHER },
	{ "【", KG_PROGRESS_OTHER },
	{ "【実施済", KG_PROGRESS_OTHER },
	{ "【実施済]", KG_PROGRESS_OTHER },
	{ "未実施済", KG_PROGRESS_OTHER },
	{ "保留", KG_PROGRESS_OTHER },
	{ "実施済だが、参加者が少なく、来年度にもう一度同じ内容で行うことを検討している", KG_PROGRESS_OTHER },
};

static void reads_progress(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (kg_progress_read(kg_slice(cells[i].cell)) != cells[i].progress)
			fail_msg("%s", cells[i].cell);
}

/* What is printed can be read again. */
static void reads_its_own_words(void **state)
{
	(void)state;
	for (int i = 0; i < KG_PROGRESS_COUNT; i++)
		assert_int_equal(kg_progress_read(kg_slice(kg_progress_word((enum kg_progress)i))), i);
}

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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_progress),
		cmocka_unit_test(reads_its_own_words),
		cmocka_unit_test(adds_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
