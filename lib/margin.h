/* margin - totals among records that are counted already, in columns that nobody asked for.
 *
 *	struct kg_margins margins = { 0 };
 *
 *	if (!kg_margins_add(&margins, record, F_EVERY))		// for each record that counts
 *		return kg_error_memory(err);
 *	...
 *	if (!kg_margins_note(&margins, table))
 *		return kg_error_memory(err);
 *
 * Rows of 東部, 西部 and 合計 count twice where their column is not asked for. Which rows are meant only the user knows, so this is
 * said and nothing is left out. A column of which all records are totals, or none, is in order. States merge in any order.
 */
#ifndef KG_MARGIN_H
#define KG_MARGIN_H

#include "meaning.h"
#include "record.h"
#include "table.h"
#include "tally.h"

struct kg_margins {
	struct kg_tally totals;		/* records with one, by the column's name */
	uint64_t records;
	struct kg_meanings cells;	/* what they say */
};

void kg_margins_fini(struct kg_margins *);

/* Adds a record. `every` is the last of its fields, with all columns (KG_EVERY); those that another field has are asked for. False
 * when memory is short. */
bool kg_margins_add(struct kg_margins *, const struct kg_record *, int every);

/* Adds all of `from`. False when memory is short. */
bool kg_margins_merge(struct kg_margins *, const struct kg_margins *from);

/* Notes each column in which some records are totals and others are not. False when memory is short. */
bool kg_margins_note(const struct kg_margins *, struct kg_table *);

#endif
