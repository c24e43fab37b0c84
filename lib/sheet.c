#include "sheet.h"

#include <stdlib.h>

/* No sum of weights here is more than that of all of them, which was found to fit (struct kg_survey); only the answers of a
 * multiple question may add to more. */
static struct kg_decimal value(const struct kg_sheet *s, struct kg_count count)
{
	return s->form->weighted || s->form->counted ? kg_plain(count.weighted) : kg_whole((int64_t)count.raw);
}

static struct kg_count all_groups(const struct kg_sheet *s, uint32_t answer)
{
	struct kg_count sum = { 0 };

	for (uint32_t slot = 0; slot < s->survey->groups.count; slot++) {
		struct kg_count count = kg_tally_count(&s->q->tally, slot, answer);

		kg_count_merge(&sum, &count);
	}
	return sum;
}

struct ranked {
	struct kg_decimal count;
	size_t at;
	uint32_t answer;
};

/* Largest first; answers that are equal stay in the order they have. */
static int by_count(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int order = kg_compare(y->count, x->count);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static bool sort_by_count(struct kg_sheet *s)
{
	struct ranked *ranked = malloc((s->answers + 1) * sizeof *ranked);

	if (!ranked)
		return false;
	for (size_t i = 0; i < s->answers; i++)
		ranked[i] = (struct ranked){ value(s, all_groups(s, s->order[i])), i, s->order[i] };
	qsort(ranked, s->answers, sizeof *ranked, by_count);
	for (size_t i = 0; i < s->answers; i++)
		s->order[i] = ranked[i].answer;
	free(ranked);
	return true;
}

/* Orders the answers. Counted input has no answer only if it says so. */
static bool order_answers(struct kg_sheet *s)
{
	const struct kg_categories *answers = &s->q->tally.answers;
	bool blank_seen = false;

	s->order = malloc((answers->count + 1) * sizeof *s->order);
	if (!s->order || !kg_categories_order(answers, s->form->order, s->order))
		return false;
	for (uint32_t i = 0; i < answers->count; i++) {
		bool blank = kg_category_blank(answers, s->order[i]);

		blank_seen |= blank;
		if (!blank)
			s->order[s->answers++] = s->order[i];
	}
	s->has_blank = !s->form->answered && (!s->form->counted || blank_seen);
	return !s->form->by_count || sort_by_count(s);
}

/* The count of an answer in a group; behind the last answer that of no answer. */
static struct kg_count count_of(const struct kg_sheet *s, uint32_t slot, size_t answer)
{
	const struct kg_count *answered = &kg_question_answered(s->q, slot)->answered;
	struct kg_count count = s->survey->asked[slot];
	uint32_t blank;

	if (answer < s->answers)
		return kg_tally_count(&s->q->tally, slot, s->order[answer]);
	if (s->form->counted)
		return kg_category_find(&s->q->tally.answers, kg_slice(KG_BLANK_LABEL), &blank) ?
			kg_tally_count(&s->q->tally, slot, blank) : (struct kg_count){ 0 };
	count.raw -= answered->raw;
	/* fits: who answered was asked */
	kg_subtract(&count.weighted, answered->weighted);
	return count;
}

static struct kg_decimal group_base(const struct kg_sheet *s, size_t group)
{
	const struct kg_sheet_form *form = s->form;
	uint32_t slot = s->slots[group];
	struct kg_decimal sum = kg_whole(0);

	if (!form->counted)
		return value(s, form->answered ? kg_question_answered(s->q, slot)->answered : s->survey->asked[slot]);
	if (s->q->multiple && kg_question_answered(s->q, slot)->has_given)
		return kg_question_answered(s->q, slot)->given;
	if (s->q->multiple)
		return kg_number_read(kg_slice(form->respondents)).value;
	for (size_t i = 0; i < s->counts.answers; i++)
		kg_add(&sum, s->counts.counts[kg_crosstab_at(&s->counts, group, i)]);
	return kg_plain(sum);
}

static bool fill(struct kg_sheet *s)
{
	const struct kg_common *common = s->form->common;
	struct kg_crosstab *t = &s->counts;
	struct kg_crosstab_how how = {
		.digits = common->digits, .round = common->round, .wholes = !s->q->multiple,
		.largest_remainder = common->largest_remainder, .total_shown = common->total && common->groups.count,
	};

	if (!order_answers(s) || !kg_crosstab_init(t, s->survey->groups.count, s->answers + s->has_blank))
		return false;
	for (size_t group = 0; group < t->groups; group++)
		for (size_t i = 0; i < t->answers; i++)
			t->counts[kg_crosstab_at(t, group, i)] = value(s, count_of(s, s->slots[group], i));
	if (!kg_crosstab_total(t))
		return false;
	/* fits, as the sum of all weights does; respondents that are given have 18 digits and no point */
	t->row_bases[t->groups] = kg_whole(0);
	for (size_t group = 0; group < t->groups; group++) {
		t->row_bases[group] = group_base(s, group);
		kg_add(&t->row_bases[t->groups], t->row_bases[group]);
	}
	/* one number of respondents, given for everything, is everybody */
	if (t->groups && s->form->respondents && !kg_question_answered(s->q, s->slots[0])->has_given && s->q->multiple)
		t->row_bases[t->groups] = t->row_bases[0];
	return kg_crosstab_percents(t, s->form->of, &how);
}

static const char *plain(struct kg_decimal decimal, char text[KG_DECIMAL_ROOM])
{
	kg_decimal_print(kg_plain(decimal), text);
	return text;
}

/* More answers of a kind than respondents. Their rows may be many: it is the group and the answer that are named. */
static int too_many(const struct kg_sheet *s, size_t group, size_t answer, struct kg_error *err)
{
	const struct kg_groups *groups = &s->survey->groups;
	struct kg_slice label = kg_category_label(&s->q->tally.answers, s->order[answer]);
	char count[KG_DECIMAL_ROOM], base[KG_DECIMAL_ROOM];
	struct kg_arena arena = { 0 };
	struct kg_slice of = s->q->name;
	int status;

	for (size_t i = 0; i < groups->width && of.at; i++)
		of = kg_arena_list(&arena, of, kg_group_label(groups, s->slots[group], i));
	status = !of.at ? kg_error_memory(err) :
		 kg_error_input(err, _("%.*s: '%.*s' has %s answers, more than the respondents, %s"), KG_SLICE_ARG(of),
				KG_SLICE_ARG(label), plain(s->counts.counts[kg_crosstab_at(&s->counts, group, answer)], count),
				plain(s->counts.row_bases[group], base));
	kg_arena_fini(&arena);
	return status;
}

/* Counts that cannot be: more answers of a kind than respondents, or two numbers of respondents. */
static int check_counted(const struct kg_sheet *s, struct kg_error *err)
{
	const struct kg_sheet_form *form = s->form;
	const struct kg_crosstab *t = &s->counts;
	int status = KG_OK;

	for (size_t group = 0; form->counted && s->q->multiple && group < t->groups; group++) {
		const struct kg_respondents *r = kg_question_answered(s->q, s->slots[group]);

		if (r->differs)
			status = kg_error_at(err, r->place, form->respondents, _("the rows of one question give different bases"));
		for (size_t i = 0; i < s->answers; i++)
			if (kg_compare(t->counts[kg_crosstab_at(t, group, i)], t->row_bases[group]) > 0)
				status = too_many(s, group, i, err);
	}
	return status;
}

int kg_sheet_init(struct kg_sheet *s, const struct kg_sheet_form *form, const struct kg_survey *survey, const struct kg_question *q,
		  const uint32_t *slots, struct kg_error *err)
{
	*s = (struct kg_sheet){ .form = form, .survey = survey, .q = q, .slots = slots };
	return fill(s) ? check_counted(s, err) : kg_error_memory(err);
}

void kg_sheet_fini(struct kg_sheet *s)
{
	kg_crosstab_fini(&s->counts);
	free(s->order);
}

uint64_t kg_sheet_raw(const struct kg_sheet *s, uint32_t slot, size_t answer)
{
	uint64_t raw = 0;

	if (slot != KG_ALL_GROUPS)
		return count_of(s, slot, answer).raw;
	for (uint32_t i = 0; i < s->survey->groups.count; i++)
		raw += count_of(s, i, answer).raw;
	return raw;
}

/* How many respondents a base has, without their weights. */
static uint64_t raw_base(const struct kg_sheet *s, uint32_t slot, size_t answer)
{
	const struct kg_sheet_form *form = s->form;
	uint64_t raw = 0;

	if (form->of == KG_OF_ANSWER)
		return kg_sheet_raw(s, KG_ALL_GROUPS, answer);
	for (uint32_t i = 0; i < s->survey->groups.count; i++)
		if (form->of == KG_OF_TOTAL || slot == KG_ALL_GROUPS || slot == i)
			raw += form->answered ? kg_question_answered(s->q, i)->answered.raw : s->survey->asked[i].raw;
	return raw;
}

bool kg_sheet_is_small(const struct kg_sheet *s, size_t group, size_t answer)
{
	uint32_t slot = group < s->counts.groups ? s->slots[group] : KG_ALL_GROUPS;

	if (s->form->weighted)
		return raw_base(s, slot, answer) < KG_SMALL_BASE;
	return kg_compare(s->counts.bases[kg_crosstab_at(&s->counts, group, answer)], kg_whole(KG_SMALL_BASE)) < 0;
}

struct kg_slice kg_sheet_label(const struct kg_sheet *s, size_t answer)
{
	return answer < s->answers ? kg_category_label(&s->q->tally.answers, s->order[answer]) : kg_slice(KG_BLANK_LABEL);
}

static void note_uneven(const struct kg_sheet *s, struct kg_table *table)
{
	const struct kg_crosstab *t = &s->counts;
	char sum[KG_DECIMAL_ROOM];

	if (t->uneven == 0)
		return;
	plain(t->uneven_sum, sum);
	if (t->wholes == 1)
		kg_table_note(table, _("%.*s: the percents shown add to %s, not 100."), KG_SLICE_ARG(s->q->name), sum);
	else
		kg_table_note(table, _("%.*s: in %zu of %zu groups the percents shown do not add to 100 (the first: %s)."),
			      KG_SLICE_ARG(s->q->name), t->uneven, t->wholes, sum);
}

/* The sum of a group's answers. False when it has too many digits. */
static bool add_answers(const struct kg_sheet *s, size_t group, struct kg_decimal *sum)
{
	bool ok = true;

	*sum = kg_whole(0);
	for (size_t i = 0; i < s->answers && ok; i++)
		ok = kg_add(sum, s->counts.counts[kg_crosstab_at(&s->counts, group, i)]);
	return ok;
}

/* M.T.: the answers per respondent of a multiple-response question. */
static void note_answers(const struct kg_sheet *s, struct kg_table *table)
{
	const struct kg_common *common = s->form->common;
	const struct kg_crosstab *t = &s->counts;
	struct kg_decimal base = t->row_bases[t->groups], sum, percent, mean;
	char texts[4][KG_DECIMAL_ROOM];

	if (!s->q->multiple || !add_answers(s, t->groups, &sum) ||
	    !kg_percent(sum, base, common->digits, common->round, &percent) ||
	    !kg_divide(sum, base, 2, common->round, &mean))
		return;
	kg_decimal_print(percent, texts[2]);
	kg_decimal_print(mean, texts[3]);
	kg_table_note(table, _("%.*s: multiple response; M.T. (answers / respondents) %s / %s = %s%%, %s answers per respondent."),
		      KG_SLICE_ARG(s->q->name), plain(sum, texts[0]), plain(base, texts[1]), texts[2], texts[3]);
}

/* A total that the input gives itself is never trusted, only compared: with or without no answer, or with the respondents. */
static void note_printed(const struct kg_sheet *s, struct kg_table *table)
{
	const struct kg_crosstab *t = &s->counts;
	const struct kg_groups *groups = &s->survey->groups;

	for (size_t group = 0; group < t->groups; group++) {
		const struct kg_respondents *r = kg_question_answered(s->q, s->slots[group]);
		struct kg_slice of = groups->width ? kg_group_label(groups, s->slots[group], 0) : s->q->name;
		char printed[KG_DECIMAL_ROOM], parts[KG_DECIMAL_ROOM];
		struct kg_decimal sum, with_blank;

		if (!r->has_printed || !add_answers(s, group, &sum))
			continue;
		with_blank = sum;
		if (!kg_add(&with_blank, value(s, count_of(s, s->slots[group], s->answers))))
			continue;
		if (r->totals_differ)
			kg_table_note(table, _("%.*s: the input gives different totals; the first is %s."), KG_SLICE_ARG(of),
				      plain(r->printed, printed));
		if (kg_compare(r->printed, sum) != 0 && kg_compare(r->printed, with_blank) != 0 &&
		    !(s->q->multiple && kg_compare(r->printed, t->row_bases[group]) == 0))
			kg_table_note(table, _("%.*s: the total in the input is %s, its parts add to %s; the parts are used."),
				      KG_SLICE_ARG(of), plain(r->printed, printed), plain(s->has_blank ? with_blank : sum, parts));
	}
}

void kg_sheet_notes(const struct kg_sheet *s, struct kg_table *table)
{
	note_uneven(s, table);
	note_answers(s, table);
	note_printed(s, table);
}
