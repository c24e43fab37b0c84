/* record - one record's cells, asked for by field.
 *
 *	enum { AREA, DEVICE };
 *	static const struct kg_field fields[] = {
 *		[AREA] = { .id = "area" },				// 圏域, 地域 and others, by alias.h
 *		[DEVICE] = { .id = "device", .names = "機器|機器名", .flags = KG_NEEDED },
 *		{ 0 }
 *	};
 *	...
 *	struct kg_slice cell = kg_get(record, DEVICE);		// as in the input, blanks and all
 *
 * A field is what a command asks for; a column is what a file has. The driver binds one to the other by the columns' names
 * before the first record, and reads no other column. A record and its cells die when `record` returns.
 */
#ifndef KG_RECORD_H
#define KG_RECORD_H

#include "code.h"
#include "codebook.h"
#include "date.h"
#include "error.h"
#include "number.h"
#include "text.h"

enum kg_field_flag {
	KG_NEEDED = 1,		/* input without such a column is rejected */
	KG_MANY = 2,		/* any number of columns; the option may hold patterns */
	KG_GROUPED = 4,		/* the columns that -g names; --total comes with it: struct kg_common of filter.h */
	KG_ARRAYS = 8,		/* a JSON array is an answer here: kg_array_next() of text.h */
	KG_OR_NUMBER = 16,	/* the option may hold a number, and then there is no column */
	KG_EVERY = 32,		/* every column there is, in the input's order; with KG_MANY */
	KG_SINGLES = 64,	/* without its option: the codebook's questions with one answer */
	KG_MULTIPLES = 128,	/* and those with several; the columns of a choice each have its label as kg_match_at() */
	KG_OWN = 256,		/* the record's own, as numbers and names are: kg_kind() of kind.h does not compare them */
};

struct kg_field {
	const char *id;		/* the English name, one of its names, after those of alias.h; NULL ends a table */
	const char *names;	/* names of this command alone, separated by |, before all others; in any width and case */
	unsigned flags;
	size_t option;		/* KG_ARG() of the option that names the column (const char *, struct kg_condition) or columns
				 * (struct kg_list, KG_MANY), instead of `names` */
	size_t when, or_when;	/* KG_ARG() of options one of which must be given for this field to be bound */
	size_t unless;		/* and of one that must not */
	const char *instead;	/* not needed where the field with this id has a column */
};

/* One column of a field in this input. */
struct kg_bound_column {
	uint32_t cell;			/* its place among a record's cells */
	uint32_t item;			/* the option's value that named it */
	const char *given;		/* that value, NULL for the field's own names */
	struct kg_slice match;		/* what * stood for; at is NULL without a pattern */
};

struct kg_bound_columns {
	struct kg_bound_column *columns;
	size_t count, room;
	struct kg_slice passed;		/* what kg_passed_over() returns */
};

struct kg_record {
	const struct kg_binding *binding;
	const struct kg_bound_columns *bound;	/* by field */
	const struct kg_slice *cells, *raw;	/* as the codebook reads them, and as they were read */
	const struct kg_slice *written;		/* with the blanks that pad labels, 北 海 道, which `raw` is without */
	const unsigned char *missing;		/* enum kg_missing, by cell; NULL without a codebook */
	bool plain;				/* `raw` lies in a line without quotes: between neighbours is a delimiter, in none is one */
	struct kg_place place;
	uint64_t times;			/* how many records alike it stands for, of which it is the first: KG_REPEATS of filter.h */
};

/* A field with several columns: how many there are so far, the i-th one's cell and name. Their order never changes; with
 * JSON more may come. A name is the header's, trimmed; it lives as long as the run. */
static inline size_t kg_width(const struct kg_record *record, int field)
{
	return record->bound[field].count;
}

static inline struct kg_slice kg_get_at(const struct kg_record *record, int field, size_t i)
{
	return record->cells[record->bound[field].columns[i].cell];
}

/* The cell of the field's first column; empty where there is no such column. */
static inline struct kg_slice kg_get(const struct kg_record *record, int field)
{
	return kg_width(record, field) ? kg_get_at(record, field, 0) : (struct kg_slice){ "", 0 };
}

struct kg_slice kg_name_at(const struct kg_record *, int field, size_t i);

/* The name of a column of this file that the field would have if there were not one with a better of its names; empty if there is
 * none. It lives as long as the run. */
static inline struct kg_slice kg_passed_over(const struct kg_record *record, int field)
{
	return record->bound[field].passed;
}

/* Which of the option's values named the i-th column, and what * stood for in its name; at is NULL if it was named whole. */
size_t kg_item_at(const struct kg_record *, int field, size_t i);
struct kg_slice kg_match_at(const struct kg_record *, int field, size_t i);
/* That value, as the user wrote it. */
struct kg_slice kg_given_at(const struct kg_record *, int field, size_t i);

/* The cell as it was read, before the codebook: a code where kg_get_at() gives its label, a mark for missing where that
 * is empty. */
struct kg_slice kg_raw_at(const struct kg_record *, int field, size_t i);

/* The same as it stands in the file: tables of e-Stat pad labels with blanks, 北 海 道, that no other function returns. */
struct kg_slice kg_written_at(const struct kg_record *, int field, size_t i);

/* Is the file an export in which days may be numbers, as spreadsheets count them? */
bool kg_has_serials(const struct kg_record *);

/* What the codebook says of the i-th column; NULL without a codebook, or if it says nothing. With KG_SINGLES and KG_MULTIPLES
 * kg_item_at() is the place of its question's first field in the codebook, and kg_given_at() the question's title. */
const struct kg_book_field *kg_book_at(const struct kg_record *, int field, size_t i);

/* Why the i-th column's cell is empty: what the codebook says of its missing values; KG_NO_ANSWER for a blank cell. */
enum kg_missing kg_missing_at(const struct kg_record *, int field, size_t i);

/* Was this respondent asked what the i-th column holds: does one of its conditions hold (kaigo:asked)? True without any. */
bool kg_asked_at(const struct kg_record *, int field, size_t i);

/* What stands between several answers in the i-th column's cells, as the codebook says or else the known export the file is;
 * NULL when neither does. */
const char *kg_separator_at(const struct kg_record *, int field, size_t i);

/* The name of the field's first column, for diagnostics; the field's id where it has none. */
const char *kg_field_name(const struct kg_record *, int field);

/* The cell as a number in `unit` (NULL: any known unit). Blank, range and words are returned as they are; what is malformed
 * is reported, and so is any kind that is not in `kinds`, a sum of 1 << kg_number_kind. Returns KG_OK or KG_INPUT. */
int kg_get_number(const struct kg_record *, int field, const struct kg_slice *unit, unsigned kinds, struct kg_number *,
		  struct kg_error *);

/* What kg_office_check() does with a number that is none. */
int kg_office_complain(const struct kg_record *, int field, struct kg_slice number, struct kg_error *);

/* Is the cell, trimmed, the number of an office? Any text is, but for an empty cell and a number that a spreadsheet has rounded
 * (1.70102E+08), which are reported. Returns KG_OK or KG_INPUT. Which numbers are the same tells kg_category_fold(). */
static inline int kg_office_check(const struct kg_record *record, int field, struct kg_slice number, struct kg_error *err)
{
	return number.len && !kg_code_is_rounded(number) ? KG_OK : kg_office_complain(record, field, number, err);
}

/* What the cell is as a date: also a spreadsheet's count of days, in exports that have such. Nothing is reported. */
enum kg_date_kind kg_date_at(const struct kg_record *, int field, int32_t *day);

/* The cell as a date; *blank tells that there is none. Anything else is reported. */
int kg_get_date(const struct kg_record *, int field, int32_t *day, bool *blank, struct kg_error *);

#endif
