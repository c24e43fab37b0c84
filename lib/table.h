/* table - a command's result: tidy rows, how to lay them out for reading, and notes.
 *
 *	enum { AREA, ADOPTED, OFFICES, RATE };
 *	...
 *	kg_table_row(table);
 *	kg_set_group(table, AREA, groups, slot);
 *	kg_set_count(table, ADOPTED, 111);
 *	kg_set_count(table, OFFICES, 336);
 *	kg_set_percent(table, RATE, kg_whole(111), kg_whole(336));
 *	kg_table_note(table, _("%zu offices left"), left);
 *
 * A cell that is not set is undefined: empty in csv, null in json, - for reading. Setters copy. Memory that is short is
 * remembered and reported by the driver, so setters return nothing.
 */
#ifndef KG_TABLE_H
#define KG_TABLE_H

#include "error.h"
#include "group.h"
#include "rate.h"

enum kg_column_type {
	KG_TEXT,
	KG_WORD,		/* one of a few, the same in every language: readable forms say beneath what it is in another */
	KG_FIGURE,		/* a number */
	KG_CHANGE,		/* a number that readable forms give a sign */
	KG_PERCENT,		/* readable: 33.0%; this and the next two bring --digits and --round */
	KG_PERCENT_CHANGE,	/* +44.2% */
	KG_POINTS,		/* +10.1pt */
	KG_GROUPS,		/* stands for the columns that -g names */
};

struct kg_column {
	const char *id;		/* NULL ends a table */
	const char *heading;	/* for reading, translated */
	enum kg_column_type type;
	const char *help;	/* what it holds */
	const char *unit;	/* the id of the column with its unit, which readable forms put behind the figure */
	size_t when, unless;	/* KG_ARG() of a bool option with which, or without which, there is such a column */
};

/* How rows are laid out for reading: ids of columns, separated by commas. `<groups>` stands for all of -g. */
struct kg_layout {
	const char *title;	/* rows that agree in these are a block with a title */
	const char *side;	/* what a line begins with */
	const char *head;	/* turned into columns, one per distinct value; NULL: every cell has its own column */
	const char *cells;	/* with a head, the cells stand together as `first (second)` */
};

struct kg_table;

/* Begins a row; the setters below fill it. */
void kg_table_row(struct kg_table *);
void kg_set_text(struct kg_table *, int column, struct kg_slice);
void kg_set_word(struct kg_table *, int column, const char *);
void kg_set_count(struct kg_table *, int column, uint64_t);
void kg_set_figure(struct kg_table *, int column, struct kg_decimal);
/* A figure computed in binary, printed with `digits` significant ones; NaN is undefined. */
void kg_set_real(struct kg_table *, int column, double, int digits);
/* part / whole in percent, with the digits and rounding the user asked for; undefined when whole is 0. */
void kg_set_percent(struct kg_table *, int column, struct kg_decimal part, struct kg_decimal whole);
/* part / whole - part0 / whole0 in percentage points, rounded likewise, once; undefined when a whole is 0. */
void kg_set_points(struct kg_table *, int column, struct kg_decimal part, struct kg_decimal whole, struct kg_decimal part0,
		   struct kg_decimal whole0);
/* part / whole as it is, a mean or what there should be of something, rounded once, as the user asked for, to `digits`: one more than
 * the parts have. Undefined when whole is 0. */
void kg_set_quotient(struct kg_table *, int column, struct kg_decimal part, struct kg_decimal whole, unsigned digits);
/* Wilson's interval of part / whole in percent, rounded likewise; `confidence` is in percent. */
void kg_set_wilson(struct kg_table *, int low, int high, struct kg_decimal part, struct kg_decimal whole,
		   struct kg_decimal confidence);
/* The groups' values; every group column of it. KG_ALL_GROUPS writes 全体. */
void kg_set_group(struct kg_table *, int column, const struct kg_groups *, uint32_t slot);
/* Marks the figure in the cell with * in readable forms. */
void kg_table_mark(struct kg_table *, int column);

/* The layout for reading; the strings must outlive the table. An id that is no column of the filter, or is there twice, ends the
 * program by an assertion. A column that is not shown is no fault. */
void kg_table_layout(struct kg_table *, struct kg_layout);
/* A title for blocks that have no title column. Copied. */
void kg_table_title(struct kg_table *, const char *);
void kg_table_note(struct kg_table *, const char *format, ...) KG_PRINTF(2, 3);
/* What does not belong in a report, like a list of ids: on standard error in every form. */
void kg_table_remark(struct kg_table *, const char *format, ...) KG_PRINTF(2, 3);
/* The whole result is this text, printed as it is: for a filter with KG_DOCUMENT. Copied. */
void kg_table_document(struct kg_table *, struct kg_slice);
/* What --check looks at: does something not hold? */
void kg_table_verdict(struct kg_table *, bool bad);

#endif
