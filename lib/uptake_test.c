/* uptake_test - words for having adopted something, or not yet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "uptake.h"

static const struct {
	const char *cell;
	enum kg_mark mark;
} cells[] = {
	{ "導入済", KG_MARK_YES }, { "○", KG_MARK_YES }, { "", KG_MARK_BLANK }, { "-", KG_MARK_BLANK }, { "未導入", KG_MARK_NO },
	{ "検討中", KG_MARK_NO }, { "　導入予定 ", KG_MARK_NO }, { "未定", KG_MARK_NO }, { "予定", KG_MARK_NO }, { "2", KG_MARK_OTHER },
	{ "退会", KG_MARK_OTHER }, { "導入を検討しているが、費用の負担が大きく、職員の理解も得られていない", KG_MARK_OTHER },
};

static void test_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (kg_uptake_read(kg_slice(cells[i].cell)) != cells[i].mark)
			fail_msg("'%s'", cells[i].cell);
}

/* Every word is read as what it is listed for. */
static void test_words(void **state)
{
	static const enum kg_mark marks[] = { KG_MARK_YES, KG_MARK_NO };
	char text[KG_UPTAKE_WORDS_ROOM];

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		kg_uptake_words(marks[i], text);
		assert_true(strlen(text) + 1 < sizeof text);
		for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
			assert_int_equal(kg_uptake_read(kg_slice(word)), marks[i]);
	}
	kg_uptake_words(KG_MARK_NO, text);
	assert_non_null(strstr(text, "検討中"));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_read), cmocka_unit_test(test_words) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
