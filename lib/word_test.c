/* word_test - words in any width and case, and what is too long to be one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "word.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { DONE, PLANNED, OTHER };

static const struct kg_word words[] = { { "済", DONE }, { "done", DONE }, { "未", PLANNED }, { "done", PLANNED } };

static void test_means(void **state)
{
	static const struct { const char *cell; int means; } cells[] = {
		{ "済", DONE }, { "done", DONE }, { "　ＤＯＮＥ ", DONE }, { "未", PLANNED }, { "", OTHER }, { "未済", OTHER }, { "do", OTHER },
	};
	char room[KG_WORD_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++)
		if (kg_word_means(kg_word_fold(kg_slice(cells[i].cell), room), words, COUNT(words), OTHER) != cells[i].means)
			fail_msg("'%s'", cells[i].cell);
}

static void test_is_one_of(void **state)
{
	static const char *const list[] = { "合計", "total" };
	char room[KG_WORD_ROOM];

	(void)state;
	assert_true(kg_word_is_one_of(kg_word_fold(kg_slice("合計"), room), list, COUNT(list)));
	assert_true(kg_word_is_one_of(kg_word_fold(kg_slice("Total"), room), list, COUNT(list)));
	assert_false(kg_word_is_one_of(kg_word_fold(kg_slice("subtotal"), room), list, COUNT(list)));
	assert_false(kg_word_is_one_of(kg_word_fold(kg_slice(""), room), list, COUNT(list)));
}

/* Blanks around it are no part of a word. */
static void test_fold_long(void **state)
{
	char cell[KG_WORD_LONGEST + 2], room[KG_WORD_ROOM];

	(void)state;
	memset(cell, 'A', sizeof cell);
	assert_int_equal(kg_word_fold((struct kg_slice){ cell, KG_WORD_LONGEST }, room).len, KG_WORD_LONGEST);
	assert_int_equal(kg_word_fold((struct kg_slice){ cell, KG_WORD_LONGEST + 1 }, room).len, 0);
	cell[0] = cell[KG_WORD_LONGEST + 1] = ' ';
	assert_int_equal(kg_word_fold((struct kg_slice){ cell, sizeof cell }, room).len, KG_WORD_LONGEST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_means), cmocka_unit_test(test_is_one_of), cmocka_unit_test(test_fold_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
