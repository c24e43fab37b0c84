/* aside - rows of a list that are no records of it: totals, means and footnotes, as they stand below the lists of spreadsheets.
 *
 *	bool keys[] = { true, false };			// 事業所番号,導入日
 *	struct kg_slice cells[] = { kg_slice("合計"), kg_slice("12") };
 *	size_t at;
 *
 *	kg_aside_of(cells, keys, 2, &at)		// KG_ASIDE_TOTAL, at 0
 *
 * Totals belong in a table of figures. A list of records is known by a column that tells its records apart, an office's number or a
 * respondent's: there a total has its label instead, or nothing.
 */
#ifndef KG_ASIDE_H
#define KG_ASIDE_H

#include "text.h"

enum kg_aside {
	KG_ASIDE_NONE,		/* a record */
	KG_ASIDE_TOTAL,		/* 合計, 平均 */
	KG_ASIDE_FOOTNOTE,	/* ※ 注) 出典, with nothing beside it */
};

/* What the row is; keys[i] tells that the i-th column tells records apart, as kg_naming_key() knows by its name. *at is the
 * column that says so. */
enum kg_aside kg_aside_of(const struct kg_slice *cells, const bool *keys, size_t count, size_t *at);

#endif
