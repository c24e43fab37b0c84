/* collate_test - labels in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "collate.h"

/* Each is less than all below it. */
static const char *const sorted[] = {
	"", "!", "0", "00", "1", "1a", "１ｂ", "2", "２", "02a", "3-2", "3-10", "10", "29人以下", "30～49人", "100人以上", "１０1",
	"18446744073709551615", "18446744073709551616", "A１", "A2", "A10", "R5", "R6.4", "R6.10", "a", "a2", "あ", "第1", "第２", "第2回",
	"第０２回目", "第10", "西", "！",
};

enum { COUNT = sizeof sorted / sizeof *sorted };

static void test_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < COUNT; j++) {
			int found = kg_label_compare(kg_slice(sorted[i]), kg_slice(sorted[j])), order = (found > 0) - (found < 0);

			if (order != (i > j) - (i < j))
				fail_msg("'%s' and '%s': %d", sorted[i], sorted[j], order);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_order) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
