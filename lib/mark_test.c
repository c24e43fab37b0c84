/* mark_test - yes, no, blank and the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "mark.h"

static const char *const blanks[] = { "", " ", "　", "\t", "\u00A0", "\u2003", "-", "－", "―", "…" };

static const char *const noes[] = {
	"0", "０", "×", "✕", "☐", "false", "FALSE", "False", "ＦＡＬＳＥ", "no", "No", "n", "Ｎ", "いいえ", "無", "なし", "未",
	"未導入", " 未導入　", "導入していない",
};

static const char *const yeses[] = {
	"1", "１", "○", "〇", "◯", "●", "◎", "✓", "✔", "レ", "ﾚ", "☑", "true", "TRUE", "ｔｒｕｅ", "yes", "Yes", "y", "Ｙ",
	"はい", "有", "あり", "済", "導入", "導入済", "導入済み", "導入している", "　○ ", "\u2003あり",
};

static const char *const others[] = {
	"2", "10", "01", "1.0", "△", "無回答", "非該当", "導入予定", "検討中", "未定", "はいはい",
	"○○", "yes no", "○（一部）",
	"導入を検討しているが、費用の負担が大きく、職員の理解も得られていないため、まだ決めていない",
};

static void assert_all(const char *const *cells, size_t count, enum kg_mark mark)
{
	for (size_t i = 0; i < count; i++)
		if (kg_mark_read(kg_slice(cells[i])) != mark)
			fail_msg("'%s' is read as %d, not %d", cells[i], (int)kg_mark_read(kg_slice(cells[i])), (int)mark);
}

static void test_read(void **state)
{
	(void)state;
	assert_all(blanks, sizeof(blanks) / sizeof(*blanks), KG_MARK_BLANK);
	assert_all(noes, sizeof(noes) / sizeof(*noes), KG_MARK_NO);
	assert_all(yeses, sizeof(yeses) / sizeof(*yeses), KG_MARK_YES);
	assert_all(others, sizeof(others) / sizeof(*others), KG_MARK_OTHER);
	assert_int_equal(kg_mark_read((struct kg_slice){ NULL, 0 }), KG_MARK_BLANK);
	assert_int_equal(kg_mark_read((struct kg_slice){ "\x81\x9B", 2 }), KG_MARK_OTHER);
}

/* Every word is read as what it is listed for. */
static void test_words(void **state)
{
	static const enum kg_mark marks[] = { KG_MARK_YES, KG_MARK_NO };

	(void)state;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		char text[KG_MARK_WORDS_ROOM];
		size_t len = kg_mark_words(marks[i], text);

		assert_int_equal(len, strlen(text));
		for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
			assert_int_equal(kg_mark_read(kg_slice(word)), marks[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_read), cmocka_unit_test(test_words) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
