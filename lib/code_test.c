/* code_test - check digits. The first numbers are real ones, from public lists of offices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "code.h"

static const struct {
	const char *code;
	enum kg_code kind;
} offices[] = {
	{ "0170102313", KG_CODE_GOOD },
	{ "0170101950", KG_CODE_GOOD },
	{ "2794900205", KG_CODE_GOOD },
	{ "1271500942", KG_CODE_GOOD },
	{ "1270501180", KG_CODE_GOOD },
	{ "2360690339", KG_CODE_GOOD },
	{ "2875104529", KG_CODE_GOOD },
	{ "3450219724", KG_CODE_GOOD },
	{ "2873010983", KG_CODE_GOOD },
	{ "2815102534", KG_CODE_GOOD },
	{ "2372100034", KG_CODE_BAD },	/* in use all the same */

	{ "06A0100018", KG_CODE_GOOD },
	{ "06A0100017", KG_CODE_BAD },
	{ "06B0100016", KG_CODE_GOOD },	/* B = 11: 4 for 22 */
	{ "06H0100013", KG_CODE_GOOD },	/* H = 17: 7 for 34 */
	{ "06J0100011", KG_CODE_GOOD },	/* J = 18, I is left out: 9 for 36 */
	{ "06Z0100010", KG_CODE_GOOD },	/* Z = 32: 10 for 64 */
	{ "0170102312", KG_CODE_BAD },
	{ "1070102313", KG_CODE_BAD },	/* the first two changed places */
	{ "9999999999", KG_CODE_GOOD },	/* stands for none in registers, and the digit cannot tell */
	{ "0000000000", KG_CODE_GOOD },

	{ "", KG_CODE_OTHER },
	{ "170102313", KG_CODE_OTHER },	/* its zero is lost */
	{ "00170102313", KG_CODE_OTHER },
	{ "06I0100018", KG_CODE_OTHER },
	{ "06O0100018", KG_CODE_OTHER },
	{ "06Q0100018", KG_CODE_OTHER },
	{ "06a0100018", KG_CODE_OTHER },
	{ "0A70102313", KG_CODE_OTHER },
	{ "017010231A", KG_CODE_OTHER },
	{ "01-0102313", KG_CODE_OTHER },
	{ "0170102 13", KG_CODE_OTHER },
};

static void test_office(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(offices) / sizeof(*offices); i++)
		if (kg_code_office(kg_slice(offices[i].code)) != offices[i].kind)
			fail_msg("%s", offices[i].code);
	assert_int_equal(kg_code_office((struct kg_slice){ "01\0" "0102313", 10 }), KG_CODE_OTHER);
	assert_int_equal(kg_code_office((struct kg_slice){ NULL, 0 }), KG_CODE_OTHER);
}

static void test_fault(void **state)
{
	(void)state;
	assert_int_equal(kg_code_office_fault(kg_slice("0170102313")), KG_CODE_SOUND);
	assert_int_equal(kg_code_office_fault(kg_slice("０１７０１０２３１３")), KG_CODE_SOUND);
	assert_int_equal(kg_code_office_fault(kg_slice("０１７０１０２３１２")), KG_CODE_CHECK_DIGIT);
	assert_int_equal(kg_code_office_fault(kg_slice("170102313")), KG_CODE_LOST_ZERO);
	assert_int_equal(kg_code_office_fault(kg_slice("170102312")), KG_CODE_SOUND);
	assert_int_equal(kg_code_office_fault(kg_slice("")), KG_CODE_SOUND);
	assert_int_equal(kg_code_office_fault(kg_slice("0170102312と、ほかのとても長い番号")), KG_CODE_SOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_office), cmocka_unit_test(test_fault) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
