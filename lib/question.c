#include "question.h"

#include <stdlib.h>

static struct kg_respondents *respondents(struct kg_question *q, uint32_t slot)
{
	return kg_grow(&q->groups, &q->room, slot + 1, sizeof *q->groups) ? &q->groups[slot] : NULL;
}

const struct kg_respondents *kg_question_answered(const struct kg_question *q, uint32_t slot)
{
	static const struct kg_respondents nobody;

	return slot < q->room ? &q->groups[slot] : &nobody;
}

static bool count(struct kg_question *q, const struct kg_entry *entry, uint32_t answer)
{
	return kg_tally_add(&q->tally, entry->slot, answer, entry->weight);
}

bool kg_question_marked(struct kg_question *q, const struct kg_entry *entry)
{
	struct kg_respondents *r = respondents(q, entry->slot);

	return r && kg_count_add(&r->answered, entry->weight);
}

bool kg_question_answer(struct kg_question *q, const struct kg_entry *entry, struct kg_slice cell)
{
	uint32_t answer;

	if (!kg_category(&q->tally.answers, cell, entry->place, &answer))
		return false;
	return kg_category_blank(&q->tally.answers, answer) || (count(q, entry, answer) && kg_question_marked(q, entry));
}

bool kg_question_answers(struct kg_question *q, const struct kg_entry *entry, struct kg_slice cell)
{
	const struct kg_choice *choice;

	if (!kg_choices_of(&q->choices, &q->tally.answers, cell, entry->place, &choice))
		return false;
	for (size_t i = 0; i < choice->count; i++)
		if (!count(q, entry, choice->answers[i]))
			return false;
	return choice->count == 0 || kg_question_marked(q, entry);
}

bool kg_question_column(struct kg_question *q, struct kg_place record, struct kg_slice answer, size_t i, uint32_t *id)
{
	return kg_category(&q->tally.answers, answer, kg_place_within(record, i), id);
}

bool kg_question_mark(struct kg_question *q, const struct kg_entry *entry, uint32_t answer)
{
	return count(q, entry, answer);
}

static void take_base(struct kg_respondents *r, struct kg_decimal base, struct kg_place place)
{
	r->differs |= r->has_given && kg_compare(r->given, base) != 0;
	if (!r->has_given || kg_place_compare(place, r->place) > 0) {
		r->given = base;
		r->place = place;
	}
	r->has_given = true;
}

static void take_printed(struct kg_respondents *r, struct kg_decimal total, struct kg_place place)
{
	r->totals_differ |= r->has_printed && kg_compare(r->printed, total) != 0;
	if (!r->has_printed || kg_place_compare(place, r->printed_place) < 0) {
		r->printed = total;
		r->printed_place = place;
	}
	r->has_printed = true;
}

bool kg_question_row(struct kg_question *q, const struct kg_entry *entry, struct kg_slice cell)
{
	struct kg_respondents *r = respondents(q, entry->slot);
	uint32_t answer;

	if (!r)
		return false;
	if (entry->respondents)
		take_base(r, *entry->respondents, entry->place);
	if (kg_label_is_total(cell)) {
		take_printed(r, entry->weight ? *entry->weight : kg_whole(1), entry->place);
		return true;
	}
	if (!kg_category(&q->tally.answers, cell, entry->place, &answer) || !count(q, entry, answer))
		return false;
	return kg_category_blank(&q->tally.answers, answer) || kg_question_marked(q, entry);
}

bool kg_question_merge(struct kg_question *q, const struct kg_question *from, const uint32_t *slots)
{
	bool ok = kg_tally_merge(&q->tally, &from->tally, slots);

	for (uint32_t slot = 0; slot < from->room && ok; slot++) {
		const struct kg_respondents *add = &from->groups[slot];
		struct kg_respondents *r;

		if (add->answered.raw == 0 && !add->has_printed && !add->has_given)
			continue;
		r = respondents(q, slots[slot]);
		ok = r && kg_count_merge(&r->answered, &add->answered);
		if (ok && add->has_printed)
			take_printed(r, add->printed, add->printed_place);
		if (ok && add->has_given)
			take_base(r, add->given, add->place);
		if (ok) {
			r->totals_differ |= add->totals_differ;
			r->differs |= add->differs;
		}
	}
	return ok;
}

void kg_question_fini(struct kg_question *q)
{
	kg_tally_fini(&q->tally);
	kg_choices_fini(&q->choices);
	free(q->groups);
}
