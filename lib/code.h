/* code - check digits of the field's codes. Codes are text: their zeros count. */
#ifndef KG_CODE_H
#define KG_CODE_H

#include "text.h"

enum kg_code {
	KG_CODE_OTHER,	/* not of the form */
	KG_CODE_GOOD,
	KG_CODE_BAD,	/* of the form, with another check digit */
};

/* 介護保険事業所番号: ten characters, the third may be a capital letter without I, O, Q; modulus 10, weights 2 1 from the
 * right over the first nine. `code` is folded and trimmed. */
enum kg_code kg_code_office(struct kg_slice code);

/* What may be wrong with an office's number as it is written, in any width. */
enum kg_code_fault {
	KG_CODE_SOUND,
	KG_CODE_CHECK_DIGIT,	/* another than its own */
	KG_CODE_LOST_ZERO,	/* right with a zero before it */
	KG_CODE_FAULTS,
};

enum kg_code_fault kg_code_office_fault(struct kg_slice label);

#endif
