/* code - the field's codes and their check digits. Codes are text: their zeros count.
 *
 *	kg_code_fault(KG_CODE_OFFICE, kg_slice("170102313"))	// KG_CODE_LOST_ZERO: it was 0170102313
 *	kg_code_check_digit(KG_CODE_MUNICIPALITY, kg_slice("06201"))	// '4': 山形市 is 062014
 */
#ifndef KG_CODE_H
#define KG_CODE_H

#include "text.h"

enum kg_code_kind {
	KG_CODE_NONE,
	KG_CODE_OFFICE,		/* 介護保険事業所番号: ten characters, the third may be a capital letter without I, O, Q;
				 * modulus 10, weights 2 1 from the right over the first nine, products' digits added */
	KG_CODE_MUNICIPALITY,	/* 全国地方公共団体コード: 5 + 1 digits; modulus 11, weights 6 5 4 3 2. The five alone are
				 * sound, too */
	KG_CODE_INSURER,	/* 介護保険者番号: 5 + 1 digits; modulus 10, weights 2 1 from the right, products' digits added */
	KG_CODE_CORPORATE,	/* 法人番号: 13 digits, the first is the check digit; modulus 9, weights 1 2 from the right */
	KG_CODE_KINDS,
};

enum { KG_CODE_ROOM = 16 };

/* "office", "municipality", "insurer", "corporate"; KG_CODE_NONE for any other name, and its name is "". */
enum kg_code_kind kg_code_kind(struct kg_slice name);
const char *kg_code_name(enum kg_code_kind);

/* The check digit of a code without it, which is folded and trimmed; 0 when it is not of the form. */
char kg_code_check_digit(enum kg_code_kind, struct kg_slice body);

/* What may be wrong with a code as it is written, in any width, blanks around it. */
enum kg_code_fault {
	KG_CODE_SOUND,		/* right, or nothing that could be wrong: a blank cell, a mark for nothing, KG_CODE_NONE */
	KG_CODE_CHECK_DIGIT,	/* another than its own */
	KG_CODE_LOST_ZERO,	/* right with a zero before it, and in no other reading */
	KG_CODE_FORM,		/* not of the form; a municipality or an insurer in no prefecture (01 to 47) */
	KG_CODE_FAULTS,
};

enum kg_code_fault kg_code_fault(enum kg_code_kind, struct kg_slice label);

/* Writes the code in half width, and with the zero that it lost where its check digit proves it, with a NUL. Returns its
 * length; 0 for a code with another fault, and for nothing. A municipality's five digits stay five. */
size_t kg_code_repair(enum kg_code_kind, struct kg_slice label, char repaired[KG_CODE_ROOM]);

/* Writes a trimmed code as it is with its lost zero, or without the zero it begins with, with a NUL: the other way in which a
 * spreadsheet may have left it. Returns its length; 0 for a code of which there is none, and for one in full width. */
size_t kg_code_twin(enum kg_code_kind, struct kg_slice label, char twin[KG_CODE_ROOM]);

/* What kg_code_is_rounded() does with a label that may end in an exponent. */
bool kg_code_has_exponent(struct kg_slice label);

/* Has a spreadsheet taken the trimmed code for a number, and rounded it: 1.70102E+08? Then nobody knows what it was. The exponent has
 * two digits, as spreadsheets write it. */
static inline bool kg_code_is_rounded(struct kg_slice label)
{
	enum { EXPONENT = 3 };	/* +08, which few labels end like */

	return label.len > EXPONENT && label.at[label.len - EXPONENT] == '+' && kg_code_has_exponent(label);
}

#endif
