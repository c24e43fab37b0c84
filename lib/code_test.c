/* code_test - codes and their check digits. The first numbers are real ones, from public lists of offices; the municipalities are
 * those of 全国地方公共団体コード. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "code.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const faults[KG_CODE_FAULTS] = { "sound", "check digit", "lost zero", "form" };

static const struct {
	enum kg_code_kind kind;
	const char *label;
	enum kg_code_fault fault;
	const char *repaired;
} labels[] = {
	{ KG_CODE_OFFICE, "0170102313", KG_CODE_SOUND, "0170102313" },
	{ KG_CODE_OFFICE, "0170101950", KG_CODE_SOUND, "0170101950" },
	{ KG_CODE_OFFICE, "2794900205", KG_CODE_SOUND, "2794900205" },
	{ KG_CODE_OFFICE, "1271500942", KG_CODE_SOUND, "1271500942" },
	{ KG_CODE_OFFICE, "1270501180", KG_CODE_SOUND, "1270501180" },
	{ KG_CODE_OFFICE, "2360690339", KG_CODE_SOUND, "2360690339" },
	{ KG_CODE_OFFICE, "2875104529", KG_CODE_SOUND, "2875104529" },
	{ KG_CODE_OFFICE, "3450219724", KG_CODE_SOUND, "3450219724" },
	{ KG_CODE_OFFICE, "2873010983", KG_CODE_SOUND, "2873010983" },
	{ KG_CODE_OFFICE, "2815102534", KG_CODE_SOUND, "2815102534" },
	{ KG_CODE_OFFICE, "2372100034", KG_CODE_CHECK_DIGIT, "" },	/* in use all the same */

	/* letters: A is 10, and I, O, Q are none */
	{ KG_CODE_OFFICE, "06A0100018", KG_CODE_SOUND, "06A0100018" },
	{ KG_CODE_OFFICE, "06A0100017", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_OFFICE, "06B0100016", KG_CODE_SOUND, "06B0100016" },	/* 11: 4 for 22 */
	{ KG_CODE_OFFICE, "06H0100013", KG_CODE_SOUND, "06H0100013" },	/* 17: 7 for 34 */
	{ KG_CODE_OFFICE, "06J0100011", KG_CODE_SOUND, "06J0100011" },	/* 18: 9 for 36 */
	{ KG_CODE_OFFICE, "06Z0100010", KG_CODE_SOUND, "06Z0100010" },	/* 32: 10 for 64 */
	{ KG_CODE_OFFICE, "06I0100018", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "06O0100018", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "06Q0100018", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "06a0100018", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "0A70102313", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "017010231A", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "６A0100018", KG_CODE_LOST_ZERO, "06A0100018" },

	{ KG_CODE_OFFICE, "0170102312", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_OFFICE, "1070102313", KG_CODE_CHECK_DIGIT, "" },	/* the first two changed places */
	{ KG_CODE_OFFICE, "9999999999", KG_CODE_SOUND, "9999999999" },	/* none, in registers; the digit cannot tell */
	{ KG_CODE_OFFICE, "170102313", KG_CODE_LOST_ZERO, "0170102313" },
	{ KG_CODE_OFFICE, "170102312", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "70102313", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "000000000", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "00170102313", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "01-0102313", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "0170102 13", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "1.70102E+08", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "なし", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "\xFF", KG_CODE_FORM, "" },
	{ KG_CODE_OFFICE, "0170102312と、ほかのとても長い番号がここに並んでいる", KG_CODE_FORM, "" },

	/* widths and blanks */
	{ KG_CODE_OFFICE, "０１７０１０２３１３", KG_CODE_SOUND, "0170102313" },
	{ KG_CODE_OFFICE, "０１７０１０２３１２", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_OFFICE, "０６Ａ０１０００１８", KG_CODE_SOUND, "06A0100018" },
	{ KG_CODE_OFFICE, "　 １70102313\t", KG_CODE_LOST_ZERO, "0170102313" },
	{ KG_CODE_OFFICE, "①170102313", KG_CODE_FORM, "" },

	{ KG_CODE_OFFICE, "", KG_CODE_SOUND, "" },
	{ KG_CODE_OFFICE, "　", KG_CODE_SOUND, "" },
	{ KG_CODE_OFFICE, "－", KG_CODE_SOUND, "" },

	{ KG_CODE_MUNICIPALITY, "062014", KG_CODE_SOUND, "062014" },	/* 山形市 */
	{ KG_CODE_MUNICIPALITY, "312029", KG_CODE_SOUND, "312029" },	/* 米子市 */
	{ KG_CODE_MUNICIPALITY, "272035", KG_CODE_SOUND, "272035" },	/* 豊中市 */
	{ KG_CODE_MUNICIPALITY, "202011", KG_CODE_SOUND, "202011" },	/* 長野市: nothing left over gives 1 */
	{ KG_CODE_MUNICIPALITY, "083640", KG_CODE_SOUND, "083640" },	/* 大子町: 1 left over gives 0 */
	{ KG_CODE_MUNICIPALITY, "435074", KG_CODE_SOUND, "435074" },	/* 水上村 */
	{ KG_CODE_MUNICIPALITY, "011002", KG_CODE_SOUND, "011002" },	/* 札幌市 */
	{ KG_CODE_MUNICIPALITY, "011011", KG_CODE_SOUND, "011011" },	/* 札幌市中央区 */
	{ KG_CODE_MUNICIPALITY, "200000", KG_CODE_SOUND, "200000" },	/* 長野県 */
	{ KG_CODE_MUNICIPALITY, "060003", KG_CODE_SOUND, "060003" },
	{ KG_CODE_MUNICIPALITY, "310000", KG_CODE_SOUND, "310000" },
	{ KG_CODE_MUNICIPALITY, "130001", KG_CODE_SOUND, "130001" },
	{ KG_CODE_MUNICIPALITY, "270008", KG_CODE_SOUND, "270008" },
	{ KG_CODE_MUNICIPALITY, "452025", KG_CODE_SOUND, "452025" },	/* 都城市 */
	{ KG_CODE_MUNICIPALITY, "４３５０７４", KG_CODE_SOUND, "435074" },
	{ KG_CODE_MUNICIPALITY, "435073", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_MUNICIPALITY, "202010", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_MUNICIPALITY, "083641", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_MUNICIPALITY, "480001", KG_CODE_FORM, "" },
	{ KG_CODE_MUNICIPALITY, "000001", KG_CODE_FORM, "" },
	{ KG_CODE_MUNICIPALITY, "06A014", KG_CODE_FORM, "" },
	{ KG_CODE_MUNICIPALITY, "0620145", KG_CODE_FORM, "" },

	/* five digits: without the check digit, or without the zero */
	{ KG_CODE_MUNICIPALITY, "20201", KG_CODE_SOUND, "20201" },
	{ KG_CODE_MUNICIPALITY, "06201", KG_CODE_SOUND, "06201" },
	{ KG_CODE_MUNICIPALITY, "０９２０１", KG_CODE_SOUND, "09201" },
	{ KG_CODE_MUNICIPALITY, "92011", KG_CODE_LOST_ZERO, "092011" },	/* 宇都宮市, as in a published file */
	{ KG_CODE_MUNICIPALITY, "９２０１１", KG_CODE_LOST_ZERO, "092011" },
	{ KG_CODE_MUNICIPALITY, "92012", KG_CODE_FORM, "" },
	{ KG_CODE_MUNICIPALITY, "62014", KG_CODE_LOST_ZERO, "062014" },
	{ KG_CODE_MUNICIPALITY, "11002", KG_CODE_SOUND, "11002" },	/* 札幌市's 011002, or an 11002 in 埼玉県 */
	{ KG_CODE_MUNICIPALITY, "00000", KG_CODE_FORM, "" },
	{ KG_CODE_MUNICIPALITY, "1100", KG_CODE_FORM, "" },		/* nothing proves 01100 */

	{ KG_CODE_INSURER, "435073", KG_CODE_SOUND, "435073" },		/* 水上村 */
	{ KG_CODE_INSURER, "435074", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_INSURER, "４３５０７３", KG_CODE_SOUND, "435073" },
	{ KG_CODE_INSURER, "092015", KG_CODE_SOUND, "092015" },
	{ KG_CODE_INSURER, "92015", KG_CODE_LOST_ZERO, "092015" },
	{ KG_CODE_INSURER, "43507", KG_CODE_FORM, "" },
	{ KG_CODE_INSURER, "992016", KG_CODE_FORM, "" },

	{ KG_CODE_CORPORATE, "7123456789012", KG_CODE_SOUND, "7123456789012" },
	{ KG_CODE_CORPORATE, "７１２３４５６７８９０１２", KG_CODE_SOUND, "7123456789012" },
	{ KG_CODE_CORPORATE, "1123456789012", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_CORPORATE, "1234567890123", KG_CODE_CHECK_DIGIT, "" },
	{ KG_CODE_CORPORATE, "123456789012", KG_CODE_FORM, "" },
	{ KG_CODE_CORPORATE, "7123456789012.0", KG_CODE_FORM, "" },
	{ KG_CODE_CORPORATE, "71234567890123", KG_CODE_FORM, "" },
	{ KG_CODE_CORPORATE, "0000000000000", KG_CODE_CHECK_DIGIT, "" },	/* never 0, so that no zero is lost */

	{ KG_CODE_NONE, "0170102312", KG_CODE_SOUND, "" },
};

static void test_fault(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(labels); i++) {
		enum kg_code_fault fault = kg_code_fault(labels[i].kind, kg_slice(labels[i].label));

		if (fault != labels[i].fault)
			fail_msg("%s '%s' is %s, not %s", kg_code_name(labels[i].kind), labels[i].label, faults[fault],
				 faults[labels[i].fault]);
	}
	assert_int_equal(kg_code_fault(KG_CODE_OFFICE, (struct kg_slice){ "01\0" "0102313", 10 }), KG_CODE_FORM);
	assert_int_equal(kg_code_fault(KG_CODE_OFFICE, (struct kg_slice){ NULL, 0 }), KG_CODE_SOUND);
}

static void test_repair(void **state)
{
	char repaired[KG_CODE_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(labels); i++) {
		memset(repaired, 'x', sizeof repaired);
		assert_int_equal(kg_code_repair(labels[i].kind, kg_slice(labels[i].label), repaired), strlen(labels[i].repaired));
		assert_string_equal(repaired, labels[i].repaired);
		if (*repaired)
			assert_int_equal(kg_code_fault(labels[i].kind, kg_slice(repaired)), KG_CODE_SOUND);
	}
}

/* Of all the digits that a code could have, one is right: the one that is computed. */
static void test_check_digit(void **state)
{
	static const struct {
		enum kg_code_kind kind;
		const char *body;
		char digit;
		size_t at;
	} bodies[] = {
		{ KG_CODE_OFFICE, "017010231", '3', 9 },     { KG_CODE_OFFICE, "06A010001", '8', 9 },
		{ KG_CODE_OFFICE, "237210003", '8', 9 },     { KG_CODE_OFFICE, "999999999", '9', 9 },
		{ KG_CODE_MUNICIPALITY, "06201", '4', 5 },   { KG_CODE_MUNICIPALITY, "20201", '1', 5 },
		{ KG_CODE_MUNICIPALITY, "08364", '0', 5 },   { KG_CODE_MUNICIPALITY, "43507", '4', 5 },
		{ KG_CODE_MUNICIPALITY, "20000", '0', 5 },   { KG_CODE_INSURER, "43507", '3', 5 },
		{ KG_CODE_INSURER, "06201", '8', 5 },	     { KG_CODE_CORPORATE, "123456789012", '7', 0 },
	};
	char code[KG_CODE_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		size_t len = strlen(bodies[i].body), at = bodies[i].at;

		assert_int_equal(kg_code_check_digit(bodies[i].kind, kg_slice(bodies[i].body)), bodies[i].digit);
		memcpy(code, bodies[i].body, at);
		memcpy(code + at + 1, bodies[i].body + at, len - at + 1);
		for (char digit = '0'; digit <= '9'; digit++) {
			code[at] = digit;
			assert_int_equal(kg_code_fault(bodies[i].kind, kg_slice(code)),
					 digit == bodies[i].digit ? KG_CODE_SOUND : KG_CODE_CHECK_DIGIT);
		}
	}
}

/* Every digit in every place, one by one: what is worked out eight at a time is the same. */
static void test_digits_one_by_one(void **state)
{
	char office[] = "000000000", corporate[] = "000000000000";

	(void)state;
	for (unsigned i = 0; i < 1000; i++) {
		unsigned of_office = 0, of_corporate = 0;

		for (unsigned at = 0; at < 9; at++) {
			unsigned digit = (i * 7 + at * at * 3 + i / 10 * at) % 10, twice = digit * 2;

			office[at] = (char)('0' + digit);
			of_office += at % 2 ? digit : twice / 10 + twice % 10;
		}
		for (unsigned at = 0; at < 12; at++) {
			unsigned digit = (i + at * i / 3 + at * 7) % 10;

			corporate[at] = (char)('0' + digit);
			of_corporate += digit * (at % 2 ? 1 : 2);
		}
		assert_int_equal(kg_code_check_digit(KG_CODE_OFFICE, kg_slice(office)), '0' + (10 - of_office % 10) % 10);
		assert_int_equal(kg_code_check_digit(KG_CODE_CORPORATE, kg_slice(corporate)), '0' + 9 - of_corporate % 9);
	}
}

static void test_check_digit_of_nothing(void **state)
{
	static const struct {
		enum kg_code_kind kind;
		const char *body;
	} bodies[] = {
		{ KG_CODE_OFFICE, "" }, { KG_CODE_OFFICE, "0170102313" }, { KG_CODE_OFFICE, "06I010001" },
		{ KG_CODE_OFFICE, "A62010001" }, { KG_CODE_MUNICIPALITY, "0620" }, { KG_CODE_MUNICIPALITY, "06A01" },
		{ KG_CODE_MUNICIPALITY, "A6201" }, { KG_CODE_INSURER, "4350７" },
		{ KG_CODE_CORPORATE, "7123456789012" }, { KG_CODE_NONE, "06201" }, { KG_CODE_KINDS, "06201" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++)
		assert_int_equal(kg_code_check_digit(bodies[i].kind, kg_slice(bodies[i].body)), 0);
}

/* Any other byte in any place but that of the check digit makes it none. */
static void test_no_digit(void **state)
{
	static const struct {
		enum kg_code_kind kind;
		const char *body;
		size_t letter;
	} bodies[] = {
		{ KG_CODE_OFFICE, "017010231", 2 }, { KG_CODE_MUNICIPALITY, "06201", 0 }, { KG_CODE_INSURER, "43507", 0 },
		{ KG_CODE_CORPORATE, "123456789012", 0 },
	};
	char body[KG_CODE_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++)
		for (size_t at = 0; at < strlen(bodies[i].body); at++)
			for (int byte = 0; byte <= 255; byte++) {
				bool letter = at == bodies[i].letter && at && byte >= 'A' && byte <= 'Z' && !strchr("IOQ", byte);
				bool digit = byte >= '0' && byte <= '9';
				struct kg_slice changed = { body, strlen(bodies[i].body) };

				strcpy(body, bodies[i].body);
				body[at] = (char)byte;
				assert_int_equal(kg_code_check_digit(bodies[i].kind, changed) != 0, digit || letter);
			}
}

static void test_twin(void **state)
{
	static const struct { const char *label, *twin; } offices[] = {
		{ "170102313", "0170102313" }, { "0170102313", "170102313" }, { "170102312", "" }, { "2794900205", "" }, { "", "" },
		{ "０１７０１０２３１３", "" }, { "-", "" }, { "0", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(offices); i++) {
		char twin[KG_CODE_ROOM];

		assert_int_equal(kg_code_twin(KG_CODE_OFFICE, kg_slice(offices[i].label), twin), strlen(offices[i].twin));
		assert_string_equal(twin, offices[i].twin);
	}
}

static void test_rounded(void **state)
{
	static const char *const rounded[] = { "1.70102E+08", "2E+09", "2.e+09" };
	static const char *const whole[] = { "170102313", "06E0100018", "E+08", ".1E+08", "1.7E+", "1.7E+0x", "1.7E+0", "2E+9", "1.7", "+08", "" };

	(void)state;
	for (size_t i = 0; i < COUNT(rounded); i++)
		assert_true(kg_code_is_rounded(kg_slice(rounded[i])));
	for (size_t i = 0; i < COUNT(whole); i++)
		assert_false(kg_code_is_rounded(kg_slice(whole[i])));
}

static void test_names(void **state)
{
	(void)state;
	for (enum kg_code_kind kind = KG_CODE_NONE; kind < KG_CODE_KINDS; kind++)
		assert_int_equal(kg_code_kind(kg_slice(kg_code_name(kind))), kind);
	assert_string_equal(kg_code_name(KG_CODE_INSURER), "insurer");
	assert_int_equal(kg_code_kind(kg_slice("Office")), KG_CODE_NONE);
	assert_int_equal(kg_code_kind(kg_slice("offices")), KG_CODE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fault), cmocka_unit_test(test_repair), cmocka_unit_test(test_check_digit),
		cmocka_unit_test(test_digits_one_by_one), cmocka_unit_test(test_check_digit_of_nothing), cmocka_unit_test(test_no_digit),
		cmocka_unit_test(test_twin), cmocka_unit_test(test_rounded), cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
