/* unit - what the number in a cell counts or measures.
 *
 *	kg_unit_same(kg_slice("名"), kg_slice("人"))		// true
 *	kg_unit_same(kg_slice("事業所"), kg_slice("法人"))	// false
 *	kg_unit_kind(kg_slice("％"))				// KG_UNIT_PERCENT
 *
 * The known units and their spellings stand in unit.def. A known unit with /年 /月 /週 /日 behind it, in either width, is known,
 * too, of the same kind, and another unit: 90人／年 cannot be added to 90人. Blanks around a unit are nothing.
 */
#ifndef KG_UNIT_H
#define KG_UNIT_H

#include "text.h"

enum kg_unit_kind {
	KG_UNIT_OTHER,		/* not known */
	KG_UNIT_COUNTING,	/* of things that can be added: 人 件 回 事業所 */
	KG_UNIT_PERCENT,	/* % */
	KG_UNIT_RATE,		/* other rates, which cannot be added either: 割 pt 倍 */
	KG_UNIT_MEASURE,	/* 分 時間 歩 円 */
};

/* A unit's one name by which units are compared: 名 is 人, ％ is %. A unit that is not known is its own folded form.
 * Writes at most KG_FOLD_ROOM(unit.len) bytes, no NUL; returns the length. */
size_t kg_unit_fold(struct kg_slice unit, char *name);

/* Have they one name? Two units that are not known and longer than 256 bytes must be equal byte by byte. */
bool kg_unit_same(struct kg_slice, struct kg_slice);

bool kg_unit_known(struct kg_slice);
enum kg_unit_kind kg_unit_kind(struct kg_slice);

#endif
