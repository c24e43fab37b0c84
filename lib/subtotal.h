/* subtotal - rows of a table up to a printed total: what their columns add up to, and what the total says.
 *
 *	struct kgi_subtotals subtotals = { 0 };
 *
 *	kgi_subtotals_row(&subtotals, cells, width, false, place);	// 北 | 3, in the order of the file
 *	kgi_subtotals_row(&subtotals, cells, width, false, place);	// 南 | 4
 *	kgi_subtotals_total(&subtotals, cells, width, 0, place);	// 合計 | 8
 *	...
 *	kgi_subtotals_join(&subtotals);
 *	subtotals.at[0].parts[1].sum		// 7
 *	subtotals.at[0].stated[1].value		// 8
 *
 * A state is fed rows that follow each other; states merge in any order. Whether a total is right is not asked here. Functions that
 * return bool return false when memory is short.
 */
#ifndef KGI_SUBTOTAL_H
#define KGI_SUBTOTAL_H

#include "decimal.h"
#include "error.h"
#include "text.h"

/* A column's numbers in the rows. */
struct kgi_parts {
	struct kg_decimal sum, extra;	/* extra: of rows that may be parts of others (再掲, うち) */
	struct kg_decimal low, high;	/* where there are numbers */
	uint64_t label, unit;		/* the first of them, hashes of addend.h; 0 for none */
	uint32_t numbers;
	unsigned scale;			/* digits after the point */
	bool varied;			/* has several labels */
	bool unknown;			/* some cell is no number, or its unit another: the rest is not to be relied on */
};

/* A column's cell in the row of a total. */
struct kgi_stated {
	struct kg_decimal value;	/* of a number */
	uint64_t label, unit;		/* hashes of addend.h */
	bool number;
};

/* Rows that follow each other in a file up to a total, and that; the last of a file may have none. */
struct kgi_subtotal {
	struct kg_place from, to;	/* of the first row and the last, or of a gap */
	size_t rows;
	struct kgi_parts *parts;	/* by column */
	size_t width;
	bool gap, has_total;		/* gap: among the rows is one of unknown content */
	struct kg_place place;		/* of the total */
	size_t label;			/* the column that says that it is one */
	struct kgi_stated *stated;	/* by column */
};

/* Frees what it has of its own. */
void kgi_subtotal_fini(struct kgi_subtotal *);

/* Adds the rows of `from`, which come later, and not its total. */
bool kgi_subtotal_add(struct kgi_subtotal *into, const struct kgi_subtotal *from);

struct kgi_subtotals {
	struct kgi_subtotal *at;
	size_t count, room;
};

void kgi_subtotals_fini(struct kgi_subtotals *);

/* A row that is part of a total; an `extra` one may be a part of another row. There may be more columns than before, which in the rows
 * before had nothing that is known. */
bool kgi_subtotals_row(struct kgi_subtotals *, const struct kg_slice *cells, size_t width, bool extra, struct kg_place);

/* A row that is a total, as its cell in column `label` says. */
bool kgi_subtotals_total(struct kgi_subtotals *, const struct kg_slice *cells, size_t width, size_t label, struct kg_place);

/* A row of unknown content. */
bool kgi_subtotals_gap(struct kgi_subtotals *, struct kg_place);

/* Takes all that `from` has, which is empty then. */
bool kgi_subtotals_merge(struct kgi_subtotals *into, struct kgi_subtotals *from);

/* When all are there: puts them in the order of the files, and those together that only the end of a state has parted. */
bool kgi_subtotals_join(struct kgi_subtotals *);

#endif
