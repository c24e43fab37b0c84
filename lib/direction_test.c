/* direction_test - the words for which way is better. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "direction.h"

static void test_words(void **state)
{
	static const struct {
		const char *cell, *word;
	} cases[] = {
		{ "up", "up" }, { "ＵＰ", "up" }, { " 増", "up" }, { "増加", "up" }, { "上昇", "up" }, { "向上", "up" },
		{ "以上", "up" }, { "高い", "up" }, { "↑", "up" },
		{ " ＤＯＷＮ　", "down" }, { "減", "down" }, { "減少", "down" }, { "削減", "down" }, { "低下", "down" },
		{ "以下", "down" }, { "低い", "down" }, { "↓", "down" },
		{ "", "" }, { "　", "" }, { "－", "" },
	};
	enum kg_direction direction;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(kg_direction_read(kg_slice(cases[i].cell), &direction));
		assert_string_equal(kg_direction_word(direction), cases[i].word);
	}
}

static void test_anything_else(void **state)
{
	enum kg_direction direction;

	(void)state;
	assert_false(kg_direction_read(kg_slice("改善"), &direction));
	assert_false(kg_direction_read(kg_slice("sideways"), &direction));
	assert_false(kg_direction_read(kg_slice("増やすことが望ましいが、増えすぎても困るので、様子を見ながら進める"), &direction));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_anything_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
