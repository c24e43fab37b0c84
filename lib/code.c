/* code - check digits. */
#include "code.h"

enum { OFFICE_LEN = 10, OFFICE_LETTER = 2 };

/* A character's value is its place here. Letters that look like digits are left out. */
static const char values[] = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

/* The value of `c`, -1 when it has none. */
static int value_of(char c, bool letter_allowed)
{
	const char *at = c ? strchr(values, c) : NULL;
	int value = at ? (int)(at - values) : -1;

	return value < 10 || letter_allowed ? value : -1;
}

/* A product's digits are added one by one. */
static int weighted(int value, int weight)
{
	int product = value * weight;

	return product / 10 + product % 10;
}

enum kg_code kg_code_office(struct kg_slice code)
{
	int sum = 0;

	if (code.len != OFFICE_LEN)
		return KG_CODE_OTHER;
	for (size_t i = 0; i < OFFICE_LEN; i++) {
		int value = value_of(code.at[i], i == OFFICE_LETTER);

		if (value < 0)
			return KG_CODE_OTHER;
		/* weights 2 1 2 ... from the ninth leftwards, so 2 for every even place; the check digit has 1 */
		sum += weighted(value, i % 2 == 0 ? 2 : 1);
	}
	return sum % 10 == 0 ? KG_CODE_GOOD : KG_CODE_BAD;
}

enum kg_code_fault kg_code_office_fault(struct kg_slice label)
{
	enum { LONGEST = 30 };		/* ten characters of any width */
	char text[1 + KG_FOLD_ROOM(LONGEST)] = "0";
	struct kg_slice folded = { text + 1, label.len <= LONGEST ? kg_fold(label, KG_FOLD_WIDTH, text + 1) : 0 };

	if (kg_code_office(folded) == KG_CODE_BAD)
		return KG_CODE_CHECK_DIGIT;
	return kg_code_office((struct kg_slice){ text, folded.len + 1 }) == KG_CODE_GOOD ? KG_CODE_LOST_ZERO : KG_CODE_SOUND;
}
