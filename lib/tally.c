#include "tally.h"
#include "array.h"

#include <stdlib.h>

struct kg_tally_group {
	struct kg_count *counts;	/* by answer */
	size_t room;
};

bool kg_count_add(struct kg_count *count, const struct kg_decimal *weight, uint64_t times)
{
	struct kg_decimal all = weight ? *weight : kg_whole(0);

	/* a product that lost zeros would fit in one order and not in another */
	if (weight && times != 1 && !(kg_multiply(*weight, kg_whole((int64_t)times), &all) && all.scale == weight->scale))
		return false;
	if (weight && !kg_add(&count->weighted, all))
		return false;
	count->raw += times;
	return true;
}

bool kg_count_merge(struct kg_count *count, const struct kg_count *from)
{
	if (!kg_add(&count->weighted, from->weighted))
		return false;
	count->raw += from->raw;
	return true;
}

static struct kg_count *count_at(struct kg_tally *tally, uint32_t slot, uint32_t answer)
{
	if (!kg_grow(&tally->groups, &tally->room, slot + 1, sizeof *tally->groups))
		return NULL;

	struct kg_tally_group *group = &tally->groups[slot];

	return kg_grow(&group->counts, &group->room, answer + 1, sizeof *group->counts) ? &group->counts[answer] : NULL;
}

bool kg_tally_add(struct kg_tally *tally, uint32_t slot, uint32_t answer, const struct kg_decimal *weight, uint64_t times)
{
	struct kg_count *count = count_at(tally, slot, answer);

	return count && kg_count_add(count, weight, times);
}

struct kg_count kg_tally_count(const struct kg_tally *tally, uint32_t slot, uint32_t answer)
{
	if (slot >= tally->room || answer >= tally->groups[slot].room)
		return (struct kg_count){ 0 };
	return tally->groups[slot].counts[answer];
}

bool kg_tally_merge(struct kg_tally *tally, const struct kg_tally *from, const uint32_t *slots)
{
	uint32_t *answers = kg_categories_map(&tally->answers, &from->answers);
	bool ok = answers;

	for (uint32_t slot = 0; slot < from->room && ok; slot++) {
		for (uint32_t answer = 0; answer < from->answers.count && ok; answer++) {
			struct kg_count count = kg_tally_count(from, slot, answer), *into;

			if (count.raw == 0)
				continue;
			into = count_at(tally, slots[slot], answers[answer]);
			ok = into && kg_count_merge(into, &count);
		}
	}
	free(answers);
	return ok;
}

void kg_tally_fini(struct kg_tally *tally)
{
	for (size_t slot = 0; slot < tally->room; slot++)
		free(tally->groups[slot].counts);
	free(tally->groups);
	kg_categories_fini(&tally->answers);
}
