/* addition - printed totals, held against the numbers they are the totals of.
 *
 *	for each new column: kg_additions_column(&additions, i, name, true);
 *	kg_additions_record(&additions, cells, record->place);	// in the order of the file
 *	kg_additions_gap(&additions, place);				// where a record is that cannot be read
 *	...
 *	kg_additions_tell(&additions, &columns, &findings);
 *	kg_additions_note(&additions, &columns, table);
 *
 * A row is a total when one of the cells before its first number says so (合計, 総数, 小計, 町村計). It is right when it is the sum of the
 * rows above it since the total before, or since the beginning of the file. A column is a total when its name says so, and right
 * when it is the sum of the numbers at its left, as far as they go. A mark for nothing, -, is 0.
 *
 * A total is only called wrong when nothing speaks for it: not where a part is blank or no number; where units differ; in columns
 * of rates, means, codes or years; where totals stand above their parts; nor by less than rounded parts may be off; nor when most
 * totals of the column do not add up, which then are something else.
 *
 * A state is fed records that follow each other; states merge in any order. Functions that return bool return false when memory
 * is short.
 */
#ifndef KG_ADDITION_H
#define KG_ADDITION_H

#include "columns.h"
#include "decimal.h"
#include "finding.h"
#include "table.h"

struct kg_wrong_total {
	struct kg_place place;		/* of its record */
	size_t column;
	struct kg_decimal total, sum;
	size_t parts;
	bool across;			/* the parts are cells at its left, not rows above it */
	size_t first, last;		/* across: their columns */
	struct kg_place from, to;	/* else: the rows */
};

struct kg_additions {
	struct kg_addition_column *columns;
	size_t width, column_room;
	struct kg_wrong_total *across;	/* that may be wrong */
	size_t across_count, across_room;
	size_t totals;			/* rows */
	struct kgi_subtotals *subtotals;
	struct kgi_labels *labels;
};

void kg_additions_fini(struct kg_additions *);

/* Tells of the i-th column: its name, and whether its numbers may count something; codes of answers do not. Columns come in
 * order. */
bool kg_additions_column(struct kg_additions *, size_t i, struct kg_slice name, bool counts);

/* A record's cells, one for each column that was told. */
bool kg_additions_record(struct kg_additions *, const struct kg_slice *cells, struct kg_place);

/* A record of unknown content stands here. */
bool kg_additions_gap(struct kg_additions *, struct kg_place);

/* Takes all that `from` knows. */
bool kg_additions_merge(struct kg_additions *into, struct kg_additions *from);

/* The totals that are wrong, in no order. The caller frees *wrong. */
bool kg_additions_wrong(struct kg_additions *, struct kg_wrong_total **wrong, size_t *count);

/* Adds a finding for each of them. */
bool kg_additions_tell(struct kg_additions *, const struct kg_columns *, struct kg_findings *);

/* Notes what is not told: rows and columns with so many totals, right or wrong, that they are something else. */
void kg_additions_note(const struct kg_additions *, const struct kg_columns *, struct kg_table *);

#endif
