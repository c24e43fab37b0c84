/* number - the only way from a cell to a number.
 *
 *	struct kg_number n = kg_number_read(kg_slice("４４６,818千円（内示額）"));
 *
 *	n.kind		// KG_NUMBER
 *	n.value		// 446818
 *	n.unit		// 千円
 *
 * Understood: full and half width; thousands separators in groups of three; one of + ＋ - − － ▲ △ before the digits; a unit
 * after them; remarks in brackets, ( ) or （ ）, at the end. Blanks around each of these are nothing.
 */
#ifndef KG_NUMBER_H
#define KG_NUMBER_H

#include "decimal.h"
#include "text.h"
#include "unit.h"

enum kg_number_kind {
	KG_BLANK,	/* nothing, or a mark for nothing alone: - － − ― – — ‐ ー … */
	KG_NUMBER,
	KG_RANGE,	/* numbers joined by ～ 〜 ~, an end may be open, words before them or not: １～２名, 月に１～２名, 3か月～;
			 * or just two numbers joined by one of the dashes above: 3-5名 */
	KG_WORDS,	/* does not begin with a number */
	KG_MALFORMED,	/* begins with a number and is none: 12O, 1,23, 3/4, 15事業所17名, more than KG_DIGITS_MAX digits */
};

struct kg_number {
	enum kg_number_kind kind;
	struct kg_decimal value;	/* with the digits after the point that were written; 0 if not a number */
	struct kg_slice unit;		/* as written, trimmed, empty if none; borrows from the cell */
};

/* Passes ASCII digits and appends them to the units. */
static inline const char *kg_number_digits(const char *at, const char *end, uint64_t *units)
{
	for (unsigned digit; at < end && (digit = (unsigned char)*at - (unsigned)'0') <= 9; at++)
		*units = *units * 10 + digit;
	return at;
}

/* Is the cell nothing but up to KG_DIGITS_MAX ASCII digits, with a point among them or before them, or without one? Most cells of
 * most columns are, and are read here without a call; what is not is no less a number. */
static inline bool kg_number_plain(struct kg_slice cell, struct kg_decimal *value)
{
	uint64_t units = 0;

	if (cell.len == 0 || cell.len > KG_DIGITS_MAX)
		return false;

	const char *end = cell.at + cell.len, *behind = end;	/* the point */
	const char *at = kg_number_digits(cell.at, end, &units);

	if (end - at > 1 && *at == '.')
		at = kg_number_digits(behind = at + 1, end, &units);
	*value = (struct kg_decimal){ (kg_int128)units, (unsigned)(end - behind) };
	return at == end;
}

/* Reads a cell that may carry any known unit (kg_unit_known). Other letters behind the digits make it malformed. */
struct kg_number kg_number_read(struct kg_slice cell);

/* Is it a KG_NUMBER? What is none is not looked through for what it is. */
bool kg_is_number(struct kg_slice cell);

/* Reads a cell of a record whose unit is given: the cell's unit must equal it (kg_unit_same) or be absent, else it is
 * malformed. A given unit need not be a known one. An empty `unit` means kg_number_read(). */
struct kg_number kg_number_read_in(struct kg_slice cell, struct kg_slice unit);

#endif
