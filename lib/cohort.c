#include "cohort.h"

static void see_first(struct kg_place *first, struct kg_place place)
{
	if (place.file && (!first->file || kg_place_compare(place, *first) < 0))
		*first = place;
}

static void add_complete(struct kg_cohort *cohort, const struct kg_values *values)
{
	bool before = values->readings[KG_BEFORE].mark == KG_MARK_YES, after = values->readings[KG_AFTER].mark == KG_MARK_YES;
	struct kg_decimal change = kg_value(values, KG_AFTER);

	if (!kg_subtract(&change, kg_value(values, KG_BEFORE))) {
		cohort->too_long = true;
		return;
	}
	cohort->n++;
	kg_sum_add(&cohort->before, kg_value(values, KG_BEFORE));
	kg_moments_add(&cohort->changes, change);
	if (change.scale > cohort->scale)
		cohort->scale = change.scale;
	cohort->yes += before;
	if (before != after)
		*(before ? &cohort->lost : &cohort->gained) += 1;
}

bool kg_cohort_add(struct kg_cohort *cohort, const struct kg_values *values, bool differ, struct kg_place place)
{
	bool complete = !differ && kg_values_complete(values);

	cohort->persons++;
	see_first(&cohort->first, place);
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		const struct kg_reading *reading = &values->readings[side];

		if (reading->mark != KG_MARK_YES && reading->mark != KG_MARK_NO)
			cohort->numbers |= reading->kind != KG_BLANK;
		else if (reading->kind != KG_NUMBER)
			see_first(&cohort->word, place);
	}
	if (complete)
		add_complete(cohort, values);
	return complete;
}

void kg_cohort_merge(struct kg_cohort *cohort, const struct kg_cohort *from)
{
	see_first(&cohort->first, from->first);
	see_first(&cohort->word, from->word);
	cohort->persons += from->persons;
	cohort->n += from->n;
	kg_sum_merge(&cohort->before, &from->before);
	kg_moments_merge(&cohort->changes, &from->changes);
	cohort->yes += from->yes;
	cohort->gained += from->gained;
	cohort->lost += from->lost;
	if (from->scale > cohort->scale)
		cohort->scale = from->scale;
	cohort->numbers |= from->numbers;
	cohort->too_long |= from->too_long;
}
