#include "question.h"
#include "array.h"
#include "total.h"

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
	return kg_tally_add(&q->tally, entry->slot, answer, entry->weight, entry->times);
}

bool kg_question_marked(struct kg_question *q, const struct kg_entry *entry)
{
	struct kg_respondents *r = respondents(q, entry->slot);

	return r && kg_count_add(&r->answered, entry->weight, entry->times);
}

bool kg_question_unclear(struct kg_question *q, const struct kg_entry *entry)
{
	struct kg_respondents *r = respondents(q, entry->slot);

	return r && kg_count_add(&r->unclear, entry->weight, entry->times);
}

bool kg_question_not_asked(struct kg_question *q, const struct kg_entry *entry, bool answered)
{
	struct kg_respondents *r = respondents(q, entry->slot);

	q->unasked_answers += answered ? entry->times : 0;
	return r && kg_count_add(&r->not_asked, entry->weight, entry->times);
}

bool kg_question_contradicted(struct kg_question *q, const struct kg_entry *entry, struct kg_slice answer)
{
	uint32_t id;

	return kg_category(&q->contradictions.answers, answer, entry->place, &id) &&
	       kg_tally_add(&q->contradictions, 0, id, NULL, entry->times);
}

bool kg_question_declare(struct kg_question *q)
{
	const struct kg_book_field *book = q->book;
	bool ok = true;
	uint32_t id;

	if (!book || !book->category_count || q->ids)
		return true;
	q->ids = malloc(book->category_count * sizeof *q->ids);
	if (!q->ids)
		return false;
	for (size_t i = 0; i < book->category_count && ok; i++) {
		q->ids[i] = KG_NONE;
		ok = book->categories[i].missing != KG_PRESENT ||
		     kg_category_declare(&q->tally.answers, book->categories[i].label, (struct kg_slice){ 0 }, &q->ids[i]);
	}
	for (size_t i = 0; i < book->net_count && ok; i++)
		ok = kg_category_declare(&q->nets.answers, book->nets[i].label, (struct kg_slice){ 0 }, &id);
	return ok;
}

static bool is_in_net(const struct kg_question *q, const struct kg_book_net *net, const uint32_t *answers, size_t count)
{
	for (size_t i = 0; i < net->count; i++)
		for (size_t j = 0; j < count; j++)
			if (q->ids[net->categories[i]] == answers[j])
				return true;
	return false;
}

static bool count_nets(struct kg_question *q, const struct kg_entry *entry, const uint32_t *answers, size_t count_of_them)
{
	size_t nets = q->ids ? q->book->net_count : 0;
	bool ok = true;

	for (size_t i = 0; i < nets && ok; i++)
		if (is_in_net(q, &q->book->nets[i], answers, count_of_them))
			ok = kg_tally_add(&q->nets, entry->slot, (uint32_t)i, entry->weight, entry->times);
	return ok;
}

/* A mark for nothing alone is a blank cell, unless the codebook lists it. */
static struct kg_slice answer_in(const struct kg_question *q, struct kg_slice cell)
{
	return !q->ids && kg_is_nothing(cell) ? kg_slice("") : cell;
}

bool kg_question_answer(struct kg_question *q, const struct kg_entry *entry, struct kg_slice cell)
{
	uint32_t answer;

	cell = answer_in(q, cell);
	if (!kg_category(&q->tally.answers, cell, entry->place, &answer))
		return false;
	return kg_category_blank(&q->tally.answers, answer) ||
	       (count(q, entry, answer) && count_nets(q, entry, &answer, 1) && kg_question_marked(q, entry));
}

/* What the book says of a cell with several answers. */
static bool count_listed(struct kg_question *q, const struct kg_entry *entry, const struct kg_choice *choice)
{
	if (!count_nets(q, entry, choice->answers, choice->count))
		return false;
	q->outside += choice->outside_count * entry->times;
	return !choice->exclusive_with_others ||
	       kg_question_contradicted(q, entry, q->book->categories[choice->exclusive].label);
}

bool kg_question_answers(struct kg_question *q, const struct kg_entry *entry, struct kg_slice cell)
{
	const struct kg_choice *choice;

	q->in_cells = true;
	if (!kg_choices_of(&q->choices, &q->tally.answers, cell, entry->place, &choice))
		return false;
	for (size_t i = 0; i < choice->count; i++)
		if (!count(q, entry, choice->answers[i]))
			return false;
	if (q->ids && !count_listed(q, entry, choice))
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

static void take_other(struct kg_respondents *r, struct kg_place place)
{
	if (!r->differs || kg_place_compare(place, r->other) < 0)
		r->other = place;
	r->differs = true;
}

static void take_base(struct kg_respondents *r, struct kg_decimal base, struct kg_place place)
{
	bool first = !r->has_given || kg_place_compare(place, r->place) < 0;

	if (r->has_given && kg_compare(r->given, base) != 0)
		take_other(r, first ? r->place : place);
	if (first) {
		r->given = base;
		r->place = place;
	}
	r->has_given = true;
}

static void take_bases(struct kg_respondents *r, const struct kg_respondents *from)
{
	take_base(r, from->given, from->place);
	if (from->differs && kg_compare(from->given, r->given) == 0)
		take_other(r, from->other);
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
	unsigned total = kg_total_read(cell);
	uint32_t answer;

	if (!r)
		return false;
	if (entry->respondents)
		take_base(r, *entry->respondents, entry->place);
	if (total & KG_TOTAL_OF_ALL)
		take_printed(r, entry->weight ? *entry->weight : kg_whole(1), entry->place);
	if (total)
		return true;
	cell = answer_in(q, cell);
	if (!kg_category(&q->tally.answers, cell, entry->place, &answer) || !count(q, entry, answer) ||
	    (!q->multiple && !count_nets(q, entry, &answer, 1)))
		return false;
	return kg_category_blank(&q->tally.answers, answer) || kg_question_marked(q, entry);
}

bool kg_question_merge(struct kg_question *q, const struct kg_question *from, const uint32_t *slots)
{
	static const uint32_t same[] = { 0 };
	bool ok = kg_tally_merge(&q->tally, &from->tally, slots) && kg_tally_merge(&q->nets, &from->nets, slots) &&
		  kg_tally_merge(&q->contradictions, &from->contradictions, same);

	q->in_cells |= from->in_cells;
	q->outside += from->outside;
	q->unasked_answers += from->unasked_answers;
	for (uint32_t slot = 0; slot < from->room && ok; slot++) {
		const struct kg_respondents *add = &from->groups[slot];
		struct kg_respondents *r;

		if (!(add->answered.raw || add->unclear.raw || add->not_asked.raw || add->has_printed || add->has_given))
			continue;
		r = respondents(q, slots[slot]);
		ok = r && kg_count_merge(&r->answered, &add->answered) && kg_count_merge(&r->unclear, &add->unclear) &&
		     kg_count_merge(&r->not_asked, &add->not_asked);
		if (ok && add->has_printed)
			take_printed(r, add->printed, add->printed_place);
		if (ok && add->has_given)
			take_bases(r, add);
		if (ok)
			r->totals_differ |= add->totals_differ;
	}
	return ok;
}

void kg_question_fini(struct kg_question *q)
{
	kg_tally_fini(&q->tally);
	kg_tally_fini(&q->nets);
	kg_tally_fini(&q->contradictions);
	free(q->ids);
	kg_choices_fini(&q->choices);
	free(q->groups);
}
