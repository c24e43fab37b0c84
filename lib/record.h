/* record - one record's cells, asked for by field.
 *
 *	enum { AREA, ADOPTED };
 *	static const struct kg_field fields[] = {
 *		[AREA] = { .id = "area", .names = "圏域|地域|地区" },
 *		[ADOPTED] = { .id = "adopted", .names = "導入日|導入", .flags = KG_NEEDED },
 *		{ 0 }
 *	};
 *	...
 *	struct kg_slice cell = kg_get(record, ADOPTED);		// as in the input, blanks and all
 *
 * A field is what a command asks for; a column is what a file has. The driver binds one to the other by the columns' names
 * before the first record, and reads no other column. A record and its cells die when `record` returns.
 */
#ifndef KG_RECORD_H
#define KG_RECORD_H

#include "date.h"
#include "error.h"
#include "number.h"
#include "text.h"

enum kg_field_flag {
	KG_NEEDED = 1,		/* input without such a column is rejected */
	KG_MANY = 2,		/* any number of columns; the option may hold patterns */
	KG_GROUPED = 4,		/* the columns that -g names */
	KG_ARRAYS = 8,		/* a JSON array is an answer here: kg_array_next() */
	KG_OR_NUMBER = 16,	/* the option may hold a number, and then there is no column */
};

struct kg_field {
	const char *id;		/* the English name, one of its names; NULL ends a table */
	const char *names;	/* further names, separated by |, found in any width and case */
	unsigned flags;
	size_t option;		/* KG_ARG() of the option that names the column (const char *, struct kg_condition) or columns
				 * (struct kg_list, KG_MANY), instead of `names` */
	size_t when, or_when;	/* KG_ARG() of options one of which must be given for this field to be bound */
	size_t unless;		/* and of one that must not */
	const char *instead;	/* not needed where the field with this id has a column */
};

struct kg_record {
	const struct kg_binding *binding;
	const struct kg_slice *cells;
	struct kg_place place;
};

/* The cell of the field's first column; empty where there is no such column. */
struct kg_slice kg_get(const struct kg_record *, int field);

/* A field with several columns: how many there are so far, the i-th one's cell and name. Their order never changes; with
 * JSON more may come. A name is the header's, trimmed; it lives as long as the run. */
size_t kg_width(const struct kg_record *, int field);
struct kg_slice kg_get_at(const struct kg_record *, int field, size_t i);
struct kg_slice kg_name_at(const struct kg_record *, int field, size_t i);

/* Which of the option's values named the i-th column, and what * stood for in its name; at is NULL if it was named whole. */
size_t kg_item_at(const struct kg_record *, int field, size_t i);
struct kg_slice kg_match_at(const struct kg_record *, int field, size_t i);
/* That value, as the user wrote it. */
struct kg_slice kg_given_at(const struct kg_record *, int field, size_t i);

/* The name of the field's first column, for diagnostics; the field's id where it has none. */
const char *kg_field_name(const struct kg_record *, int field);

/* The cell as a number in `unit` (NULL: any known unit). Blank, range and words are returned as they are; what is malformed
 * is reported, and so is any kind that is not in `kinds`, a sum of 1 << kg_number_kind. Returns KG_OK or KG_INPUT. */
int kg_get_number(const struct kg_record *, int field, const struct kg_slice *unit, unsigned kinds, struct kg_number *,
		  struct kg_error *);

/* The cell as a date; *blank tells that there is none. Anything else is reported. */
int kg_get_date(const struct kg_record *, int field, int32_t *day, bool *blank, struct kg_error *);

#endif
