/* progress_test - words for how far an initiative has come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "progress.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(reads_progress), cmocka_unit_test(reads_its_own_words) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
