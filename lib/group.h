/* group - combinations of categories that were seen, and slots for what is counted about them.
 *
 *	struct kg_groups groups = { 0 };
 *	uint32_t slot;
 *
 *	if ((status = kg_group(&groups, record, GROUP, &slot, err)) != KG_OK)
 *		return status;
 *	counts[slot]++;
 *
 * A group's key is the cells of the field's columns (-g A,B), each a category. Without columns there is one group, slot 0. What the
 * codebook says is no answer is 無回答, 非該当 or 不明. In a column that was asked for as 年度 or the like R6 and 令和6年度 are one year.
 */
#ifndef KG_GROUP_H
#define KG_GROUP_H

#include "category.h"
#include "record.h"
#include "tuple.h"

#define KG_ALL_GROUPS UINT32_MAX	/* --total's slot */

struct kg_groups {
	struct kg_categories *columns;
	size_t width;
	struct kg_tuples keys;		/* by slot: width category ids */
	struct kg_place *places;
	size_t count, place_room;
};

void kg_groups_fini(struct kg_groups *);

/* What the record has in the i-th column: the cell, or the reason why there is none. Its group depends on nothing else. */
struct kg_slice kg_group_value(const struct kg_record *, int field, size_t i);

/* Does the record say in one of the columns that it adds up others: 合計, 小計, 町村計? Where records are added up it is no group of
 * its own, and is left out before kg_group() makes it one. False without columns. */
bool kg_group_is_total(const struct kg_record *, int field);

/* The slot of the record's group. Returns KG_OK or KG_SYSTEM. */
int kg_group(struct kg_groups *, const struct kg_record *, int field, uint32_t *slot, struct kg_error *);

/* The value of a group in its i-th column. KG_ALL_GROUPS is 全体. */
struct kg_slice kg_group_label(const struct kg_groups *, uint32_t slot, size_t i);

/* Adds all of `from`; *map, which the caller frees, has the slot in `into` for each in `from`. False when memory is short, with
 * nothing to be freed then. */
bool kg_groups_merge(struct kg_groups *into, const struct kg_groups *from, uint32_t **map);

/* Writes all slots in order: of first appearance, or of labels. Where the codebook has the categories of a column, the first is
 * column by column, those of the codebook in its order. False when memory is short. */
bool kg_groups_order(const struct kg_groups *, enum kg_order, uint32_t *slots);

/* The other way round: ranks[slot] is the slot's place in that order, from 0. False when memory is short. */
bool kg_groups_rank(const struct kg_groups *, enum kg_order, uint32_t *ranks);

#endif
