#include "series.h"
#include "array.h"

#include <stdlib.h>

enum { KEY_BYTES = offsetof(struct kg_series, units), MEANING_BYTES = offsetof(struct kg_series, number) };

void kg_series_fini(struct kg_series_set *set)
{
	kg_combinations_fini(&set->meanings);
	kg_arena_fini(&set->arena);
	free(set->items);
	free(set->all);
}

/* The id of a meaning, with room for a series that has it. */
static bool find(struct kg_series_set *set, const struct kg_series *meaning, uint32_t *id)
{
	return kg_combination(&set->meanings, &(struct kg_slice){ (const char *)meaning, MEANING_BYTES }, 1, id) &&
	       kg_grow(&set->items, &set->item_room, set->meanings.count, sizeof(struct kg_series *)) &&
	       kg_grow(&set->all, &set->room, set->count + 1, sizeof(struct kg_series *));
}

static void enter(struct kg_series_set *set, struct kg_series *series, uint32_t id)
{
	series->number = set->first + id;
	set->all[set->count++] = series;
	if (!set->items[id])
		set->items[id] = series;
}

struct kg_series *kg_series_keep(struct kg_series_set *set, const struct kg_series *meaning)
{
	struct kg_series *kept;
	uint32_t id;

	if (!find(set, meaning, &id))
		return NULL;
	if (set->items[id])
		return set->items[id];
	kept = kg_arena_take(&set->arena, sizeof *kept);
	if (!kept)
		return NULL;
	*kept = *meaning;
	kept->contradicts = false;
	kept->terms = (struct kg_terms){ .series = kept };
	enter(set, kept, id);
	return kept;
}

bool kg_series_merge(struct kg_series_set *into, struct kg_series_set *from)
{
	uint32_t id;

	for (size_t i = 0; i < from->count; i++) {
		if (!find(into, from->all[i], &id))
			return false;
		enter(into, from->all[i], id);
	}
	from->count = 0;
	kg_arena_merge(&into->arena, &from->arena);
	return true;
}

void kg_series_settle(struct kg_series *series)
{
	uint32_t before = series->units[KG_BEFORE], after = series->units[KG_AFTER];

	series->differs = series->range || (before != after && before != KG_NONE && after != KG_NONE);
	series->unit = series->said;
	if (series->unit == KG_NONE && !series->differs)
		series->unit = before == KG_NONE ? after : before;
}

int kg_series_compare_keys(const struct kg_series *a, const struct kg_series *b)
{
	int order = memcmp(a, b, KEY_BYTES);

	return (order > 0) - (order < 0);
}

bool kg_series_agree(struct kg_series *series, const struct kg_series *add)
{
	if ((series->better && add->better && series->better != add->better) ||
	    (series->target != KG_NONE && add->target != KG_NONE && series->target != add->target))
		return false;
	if (add->better)
		series->better = add->better;
	if (add->target != KG_NONE)
		series->target = add->target;
	return true;
}
