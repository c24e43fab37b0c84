/* foot - rows at the foot of a list of offices or persons that are none of them: totals, means, footnotes. They are left out and
 * counted.
 *
 *	static const int fields[] = { F_ID, F_AREA, F_ADOPTED };
 *	struct kg_foot foot = { 0 };
 *
 *	if (kg_foot_may_hold(kg_get(record, F_ID)) && kg_foot_takes(&foot, record, fields, 3))	// 合計,,5
 *		return KG_OK;
 *	...
 *	kg_foot_note(&foot, table, err);
 *
 * States merge in any order.
 */
#ifndef KG_FOOT_H
#define KG_FOOT_H

#include "record.h"
#include "table.h"

struct kg_foot {
	uint64_t rows;
	struct kg_place first;		/* if there are any */
};

/* May an id be such a label? Most are numbers, or end in one: P001. */
static inline bool kg_foot_may_hold(struct kg_slice id)
{
	return id.len == 0 || (unsigned char)id.at[0] >= 0x80 || id.at[0] <= '*' || !kg_is_digit(id.at[id.len - 1]);
}

/* Is the record one of these rows, as the first of the fields says, the id, or where that is blank another one? Then it is
 * counted. The fields are all of which a footnote has nothing: 8 at most. A name may end like a total (山田 計): where the id's
 * column is not called number or ID, only words that are nothing but totals are. */
bool kg_foot_takes(struct kg_foot *, const struct kg_record *, const int *fields, size_t count);

void kg_foot_merge(struct kg_foot *into, const struct kg_foot *from);

/* Notes how many there are, and where the first is; nothing if there are none. `files` knows the names of places' files. */
void kg_foot_note(const struct kg_foot *, struct kg_table *, const struct kg_error *files);

#endif
