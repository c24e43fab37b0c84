/* shares - whether the cells of a column write shares in one way: 45%, 0.45, 4割 and 45ポイント are different numbers, and cannot be
 * compared or averaged.
 *
 *	struct kg_shares shares = { 0 };
 *
 *	for each cell that is not blank:
 *		kg_shares_add(&shares, cell, kg_share_look(cell), record->place);
 *	...
 *	kg_shares_tell(&shares, about, &findings);
 *
 * In a column that has other units, 304人, each row is another indicator, and nothing is said.
 * There it is the cells of one record that have to be alike, those of its target and what was reached:
 *
 *	for each new column: kg_share_pairs_column(&pairs, i, name);
 *	kg_share_pairs_tell(&pairs, &columns, cells, record->place, &findings);
 *
 * States merge in any order. Functions that return bool return false when memory is short.
 */
#ifndef KG_SHARES_H
#define KG_SHARES_H

#include "arena.h"
#include "columns.h"

/* What a cell would be in a column of shares. */
enum kg_share_look {
	KG_SHARE_NONE,		/* nothing: a word, a number without a unit */
	KG_SHARE_PERCENT,	/* 45% */
	KG_SHARE_TENTHS,	/* 4割 */
	KG_SHARE_POINTS,	/* 45ポイント */
	KG_SHARE_FRACTION,	/* 0.45 */
	KG_SHARE_OTHER,		/* a number in any other unit */
	KG_SHARE_LOOKS,
};

enum kg_share_look kg_share_look(struct kg_slice trimmed);

struct kg_shares {
	struct {
		struct kg_slice cell;
		struct kg_place place;		/* no place: there is none */
	} first[KG_SHARE_LOOKS];
	struct kg_arena arena;
};

void kg_shares_fini(struct kg_shares *);

/* Adds a cell. Cells come in the order of the input. */
bool kg_shares_add(struct kg_shares *, struct kg_slice trimmed, enum kg_share_look, struct kg_place);

/* Adds all of `from`, which is emptied. */
void kg_shares_merge(struct kg_shares *into, struct kg_shares *from);

/* Adds a finding for each way of writing but the first, at its first cell. */
bool kg_shares_tell(const struct kg_shares *, struct kg_finding about, struct kg_findings *);

enum { KG_SHARE_PAIRS = 3 };

/* Columns that are compared: their numbers, from 1; 0 for none. */
struct kg_share_pairs {
	size_t columns[KG_SHARE_PAIRS][2];
};

/* Tells of the i-th column: 目標 and 実績, 基準 and 実績, 前 and 後 (alias.def) are compared. */
void kg_share_pairs_column(struct kg_share_pairs *, size_t i, struct kg_slice name);

/* Adds a finding where the cells of a pair are shares and written in different ways. */
bool kg_share_pairs_tell(const struct kg_share_pairs *, const struct kg_columns *, const struct kg_slice *cells, struct kg_place,
			 struct kg_findings *);

#endif
