/* code - check digits. */
#include "code.h"
#include "cells.h"

enum {
	PREFECTURES = 47,
	LONGEST = KG_CODE_ROOM - 2,	/* leaves room for a lost zero and a NUL */
	WIDEST = 3,			/* bytes of a character in full width */
};

struct form {
	const char *name;
	size_t len;			/* with the check digit */
	size_t check;			/* where that stands */
	unsigned char weights[KG_CODE_ROOM];	/* of the others; below 3 where there are eight digits */
	unsigned modulus;
	unsigned carry;			/* is taken off for each ten of a product: 9 where its digits are added one by one */
	bool regional;			/* begins with a prefecture; offices do, too, but registers fill in 9999999999 for none */
	bool body_sound;		/* is also used without the check digit */
	size_t letter;			/* where a letter may stand; 0 nowhere */
};

static const struct form forms[KG_CODE_KINDS] = {
	[KG_CODE_OFFICE] = { .name = "office", .len = 10, .check = 9, .weights = { 2, 1, 2, 1, 2, 1, 2, 1, 2 }, .modulus = 10,
			     .carry = 9, .letter = 2 },
	[KG_CODE_MUNICIPALITY] = { .name = "municipality", .len = 6, .check = 5, .weights = { 6, 5, 4, 3, 2 }, .modulus = 11,
				   .regional = true, .body_sound = true },
	[KG_CODE_INSURER] = { .name = "insurer", .len = 6, .check = 5, .weights = { 2, 1, 2, 1, 2 }, .modulus = 10, .carry = 9,
			      .regional = true },
	[KG_CODE_CORPORATE] = { .name = "corporate", .len = 13, .check = 0, .weights = { 0, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1 },
				.modulus = 9 },
};

/* A character's value is its place here. Letters that look like digits are left out. */
static const char values[] = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

/* A code in half width, with a zero before it that is not part of it. */
struct written {
	char zero_and_text[KG_CODE_ROOM];
	size_t len;
};

static const struct form *form_of(enum kg_code_kind kind)
{
	return kind > KG_CODE_NONE && kind < KG_CODE_KINDS ? &forms[kind] : NULL;
}

enum kg_code_kind kg_code_kind(struct kg_slice name)
{
	for (enum kg_code_kind kind = KG_CODE_NONE + 1; kind < KG_CODE_KINDS; kind++)
		if (kg_slice_same(name, kg_slice(forms[kind].name)))
			return kind;
	return KG_CODE_NONE;
}

const char *kg_code_name(enum kg_code_kind kind)
{
	const struct form *form = form_of(kind);

	return form ? form->name : "";
}

/* The value of a letter; 0 when it has none. */
static unsigned char value_of(char c)
{
	const char *at = c ? strchr(values, c) : NULL;

	return at ? (unsigned char)(at - values) : 0;
}

/* Eight such bytes. */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Weighs the first eight digits at once, bit by bit of the weights. False if not all are digits. */
static bool weigh_eight(const struct form *form, const char *code, unsigned *sum)
{
	uint64_t digits = kgi_eight(code) ^ EACH('0'), weights = kgi_eight(form->weights), products = 0, tens = 0;

	if ((digits | (digits + EACH(0x80 - 10))) & EACH(0x80))
		return false;
	for (unsigned bit = 0; bit < 2; bit++)
		products += (digits & (weights >> bit & EACH(1)) * 0xFF) << bit;
	if (form->carry)
		tens = (products + EACH(0x80 - 10)) >> 7 & EACH(1);
	*sum = (unsigned)((products - tens * form->carry) * EACH(1) >> 56);
	return true;
}

/* The check digit of a code, whatever stands in its place; 0 when it is not of the form. */
static char check_digit(const struct form *form, const char *code)
{
	unsigned sum = 0;

	for (size_t i = form->len >= 8 && weigh_eight(form, code, &sum) ? 8 : 0; i < form->len; i++) {
		unsigned value = (unsigned char)(code[i] - '0'), product;

		if (i == form->check)
			continue;
		if (value > 9 && (i == 0 || i != form->letter || (value = value_of(code[i])) == 0))
			return 0;
		product = value * form->weights[i];
		sum += product - product / 10 * form->carry;
	}
	return (char)('0' + (form->modulus - sum % form->modulus) % 10);
}

char kg_code_check_digit(enum kg_code_kind kind, struct kg_slice body)
{
	const struct form *form = form_of(kind);
	char code[KG_CODE_ROOM] = "";

	if (!form || body.len != form->len - 1)
		return 0;
	memcpy(code, body.at, form->check);
	memcpy(code + form->check + 1, body.at + form->check, body.len - form->check);
	return check_digit(form, code);
}

static bool in_prefecture(const struct form *form, struct kg_slice code)
{
	int number = (code.at[0] - '0') * 10 + code.at[1] - '0';

	return !form->regional || (number >= 1 && number <= PREFECTURES);
}

/* What is wrong with a code that has its check digit and has lost nothing. */
static enum kg_code_fault fault_of_whole(const struct form *form, struct kg_slice code)
{
	char digit;

	if (code.len != form->len || !kg_is_digit(code.at[form->check]))
		return KG_CODE_FORM;
	digit = check_digit(form, code.at);
	if (digit == 0 || !in_prefecture(form, code))
		return KG_CODE_FORM;
	return digit == code.at[form->check] ? KG_CODE_SOUND : KG_CODE_CHECK_DIGIT;
}

/* Five digits may be a municipality without its check digit, or a whole code without its zero: 92011 would be in a prefecture
 * that does not exist. */
static bool is_body_alone(enum kg_code_kind kind, struct kg_slice code)
{
	const struct form *form = form_of(kind);

	return form->body_sound && kg_code_check_digit(kind, code) && in_prefecture(form, code);
}

/* A zero before a zero was not lost: there is no prefecture 00. */
static bool has_lost_zero(const struct form *form, const struct written *written)
{
	return written->zero_and_text[1] != '0' &&
	       fault_of_whole(form, (struct kg_slice){ written->zero_and_text, written->len + 1 }) == KG_CODE_SOUND;
}

static enum kg_code_fault read(enum kg_code_kind kind, struct kg_slice label, struct written *written)
{
	char text[KG_FOLD_ROOM(LONGEST * WIDEST)];
	struct kg_slice code = { written->zero_and_text + 1, 0 };
	const struct form *form = form_of(kind);
	enum kg_code_fault fault;

	label = kg_trim(label);
	*written = (struct written){ .zero_and_text = "0" };
	if (!form || kg_is_nothing(label))
		return KG_CODE_SOUND;
	code.len = label.len <= LONGEST * WIDEST ? kg_tidy(label, text) : 0;
	if (code.len == 0 || code.len > LONGEST)
		return KG_CODE_FORM;
	memcpy(written->zero_and_text + 1, text, code.len);
	written->len = code.len;
	fault = fault_of_whole(form, code);
	if (fault == KG_CODE_FORM && is_body_alone(kind, code))
		return KG_CODE_SOUND;
	return fault == KG_CODE_FORM && has_lost_zero(form, written) ? KG_CODE_LOST_ZERO : fault;
}

enum kg_code_fault kg_code_fault(enum kg_code_kind kind, struct kg_slice label)
{
	const struct form *form = form_of(kind);
	struct written written;
	enum kg_code_fault fault = form ? fault_of_whole(form, kg_trim(label)) : KG_CODE_SOUND;

	/* most are whole, and in half width; what is not may still be sound */
	return fault == KG_CODE_FORM ? read(kind, label, &written) : fault;
}

size_t kg_code_repair(enum kg_code_kind kind, struct kg_slice label, char repaired[KG_CODE_ROOM])
{
	struct written written;
	enum kg_code_fault fault = read(kind, label, &written);
	size_t lost = fault == KG_CODE_LOST_ZERO;
	size_t len = fault == KG_CODE_SOUND || lost ? written.len + lost : 0;

	memcpy(repaired, written.zero_and_text + 1 - lost, len);
	repaired[len] = '\0';
	return len;
}

size_t kg_code_twin(enum kg_code_kind kind, struct kg_slice label, char twin[KG_CODE_ROOM])
{
	enum kg_code_fault fault = kg_code_fault(kind, label);
	size_t len = fault == KG_CODE_LOST_ZERO ? kg_code_repair(kind, label, twin) : 0;

	if (fault == KG_CODE_SOUND && label.len > 1 && label.len < KG_CODE_ROOM && label.at[0] == '0') {
		len = label.len - 1;
		memcpy(twin, label.at + 1, len);
	}
	twin[len] = '\0';
	return len;
}

bool kg_code_has_exponent(struct kg_slice label)
{
	size_t digits = kg_digit_run(label);
	struct kg_slice rest = kg_slice_from(label, digits);

	if (digits == 0)
		return false;
	if (kg_slice_starts(rest, "."))
		rest = kg_slice_from(rest, 1 + kg_digit_run(kg_slice_from(rest, 1)));
	if (!kg_slice_starts(rest, "E+") && !kg_slice_starts(rest, "e+"))
		return false;
	rest = kg_slice_from(rest, strlen("E+"));
	return rest.len > 0 && kg_digit_run(rest) == rest.len;
}
