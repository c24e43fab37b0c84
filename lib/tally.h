/* tally - answers to one question, counted by group.
 *
 *	struct kg_tally tally = { 0 };
 *	uint32_t answer;
 *
 *	kg_category(&tally.answers, cell, place, &answer);
 *	kg_tally_add(&tally, slot, answer, NULL, 1);
 *	...
 *	kg_tally_count(&tally, slot, answer).raw
 *
 * An answer may have an exact weight; without weights only the raw numbers count.
 */
#ifndef KG_TALLY_H
#define KG_TALLY_H

#include "category.h"
#include "decimal.h"

struct kg_count {
	struct kg_decimal weighted;	/* 0 where nothing was weighted */
	uint64_t raw;
};

struct kg_tally {
	struct kg_categories answers;
	struct kg_tally_group *groups;	/* by slot */
	size_t room;
};

/* Counts 1, or the weight, so many times. False when the digits do not fit. */
bool kg_count_add(struct kg_count *, const struct kg_decimal *weight, uint64_t times);
bool kg_count_merge(struct kg_count *, const struct kg_count *);

/* Counts the answer in the group. False when memory is short or the digits do not fit. */
bool kg_tally_add(struct kg_tally *, uint32_t slot, uint32_t answer, const struct kg_decimal *weight, uint64_t times);

/* All zero for a group or an answer that was not counted. */
struct kg_count kg_tally_count(const struct kg_tally *, uint32_t slot, uint32_t answer);

/* Adds `from`, whose slots are `slots[slot]` here. */
bool kg_tally_merge(struct kg_tally *, const struct kg_tally *from, const uint32_t *slots);

void kg_tally_fini(struct kg_tally *);

#endif
