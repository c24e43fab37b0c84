/* total - words that say that a row, or a column, adds up others.
 *
 *	if (kg_label_is_total(cell))				// 合　計, 【小計】, 町村計, 合計（人）
 *		...
 *	if (kg_total_read(cell) & KG_TOTAL_OF_ALL)		// 合計, but not 小計
 *		...
 */
#ifndef KG_TOTAL_H
#define KG_TOTAL_H

#include "text.h"

enum kg_total {
	KG_TOTAL = 1,		/* of any kind; all others have it, too */
	KG_TOTAL_OF_ALL = 2,	/* 合計, 総数, 全体: of everything, not of some or so far (小計, 町村計, 累計) */
	KG_TOTAL_ONLY = 4,	/* 合計, 小計: never the name of something; all people are a group (全体), 参加者合計 is a figure */
};

/* What the label says, as a sum of enum kg_total; 0 for no total. In any width and case; blanks in a word (合　計), brackets around
 * it (【合計】) and remarks in brackets behind it (合計（人）) are nothing. 計 alone, behind a name and a blank (育成 計), and
 * behind what places, years and people are called (町村計) is a total; 会計, 設計, 統計 are none. */
unsigned kg_total_read(struct kg_slice label);

/* Is it a total of any kind? */
bool kg_label_is_total(struct kg_slice label);

#endif
