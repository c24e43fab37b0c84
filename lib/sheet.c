#include "sheet_counts.h"

#include <stdlib.h>

struct kg_decimal kgi_sheet_value(const struct kg_sheet *s, struct kg_count count)
{
	return s->form->weighted || s->form->counted ? kg_plain(count.weighted) : kg_whole((int64_t)count.raw);
}

struct kg_count kgi_sheet_all_groups(const struct kg_sheet *s, uint32_t answer)
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
		ranked[i] = (struct ranked){ kgi_sheet_value(s, kgi_sheet_all_groups(s, s->order[i])), i, s->order[i] };
	qsort(ranked, s->answers, sizeof *ranked, by_count);
	for (size_t i = 0; i < s->answers; i++)
		s->order[i] = ranked[i].answer;
	free(ranked);
	return true;
}

static bool is_any_unclear(const struct kg_sheet *s)
{
	for (uint32_t slot = 0; slot < s->survey->groups.count; slot++)
		if (kg_question_answered(s->q, slot)->unclear.raw)
			return true;
	return false;
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
	s->has_unclear = !s->form->answered && is_any_unclear(s);
	s->has_blank = !s->form->answered && (!s->form->counted || blank_seen);
	/* a counted row has one answer, so nobody knows who gave several */
	s->nets = s->form->counted && s->q->multiple ? 0 : s->q->nets.answers.count;
	return !s->form->by_count || sort_by_count(s);
}

/* What is left of a count without those of a part of it. Fits. */
static void leave_out(struct kg_count *count, const struct kg_count *part)
{
	count->raw -= part->raw;
	kg_subtract(&count->weighted, part->weighted);
}

static struct kg_count asked_of(const struct kg_sheet *s, uint32_t slot)
{
	struct kg_count count = s->survey->asked[slot];

	leave_out(&count, &kg_question_answered(s->q, slot)->not_asked);
	return count;
}

struct kg_count kgi_sheet_blank(const struct kg_sheet *s, uint32_t slot)
{
	const struct kg_respondents *r = kg_question_answered(s->q, slot);
	struct kg_count count = asked_of(s, slot);
	uint32_t blank;

	if (s->form->counted)
		return kg_category_find(&s->q->tally.answers, kg_slice(KG_BLANK_LABEL), &blank) ?
			kg_tally_count(&s->q->tally, slot, blank) : (struct kg_count){ 0 };
	leave_out(&count, &r->answered);
	leave_out(&count, &r->unclear);
	return count;
}

/* The count of a row in a group. */
static struct kg_count count_of(const struct kg_sheet *s, uint32_t slot, size_t row)
{
	if (row >= s->counts.answers)
		return kg_tally_count(&s->q->nets, slot, (uint32_t)(row - s->counts.answers));
	if (row < s->answers)
		return kg_tally_count(&s->q->tally, slot, s->order[row]);
	return s->has_unclear && row == s->answers ? kg_question_answered(s->q, slot)->unclear : kgi_sheet_blank(s, slot);
}

static struct kg_decimal group_base(const struct kg_sheet *s, size_t group)
{
	const struct kg_sheet_form *form = s->form;
	uint32_t slot = s->slots[group];
	struct kg_decimal sum = kg_whole(0);

	if (!form->counted)
		return kgi_sheet_value(s, form->answered ? kg_question_answered(s->q, slot)->answered : asked_of(s, slot));
	if (s->q->multiple && kg_question_answered(s->q, slot)->has_given)
		return kg_question_answered(s->q, slot)->given;
	if (s->q->multiple)
		return kg_number_read(kg_slice(form->respondents)).value;
	for (size_t i = 0; i < s->counts.answers; i++)
		kg_add(&sum, s->counts.counts[kg_crosstab_at(&s->counts, group, i)]);
	return kg_plain(sum);
}

static bool fill_counts(const struct kg_sheet *s, struct kg_crosstab *t, size_t first)
{
	for (size_t group = 0; group < t->groups; group++)
		for (size_t i = 0; i < t->answers; i++)
			t->counts[kg_crosstab_at(t, group, i)] = kgi_sheet_value(s, count_of(s, s->slots[group], first + i));
	return kg_crosstab_total(t);
}

static void fill_bases(const struct kg_sheet *s, struct kg_crosstab *t)
{
	/* fits, as the sum of all weights does; respondents that are given have 18 digits and no point */
	t->row_bases[t->groups] = kg_whole(0);
	for (size_t group = 0; group < t->groups; group++) {
		t->row_bases[group] = group_base(s, group);
		kg_add(&t->row_bases[t->groups], t->row_bases[group]);
	}
	/* one number of respondents, given for everything, is everybody */
	if (t->groups && s->form->respondents && !kg_question_answered(s->q, s->slots[0])->has_given && s->q->multiple)
		t->row_bases[t->groups] = t->row_bases[0];
}

static bool fill(struct kg_sheet *s)
{
	const struct kg_common *common = s->form->common;
	size_t groups = s->survey->groups.count;
	struct kg_crosstab_how how = {
		.digits = common->digits, .round = common->round, .wholes = !s->q->multiple,
		.largest_remainder = common->largest_remainder, .total_shown = common->total && common->groups.count,
	};

	if (!order_answers(s) || !kg_crosstab_init(&s->counts, groups, s->answers + s->has_unclear + s->has_blank) ||
	    !kg_crosstab_init(&s->net_counts, groups, s->nets) || !fill_counts(s, &s->counts, 0) ||
	    !fill_counts(s, &s->net_counts, s->counts.answers))
		return false;
	fill_bases(s, &s->counts);
	fill_bases(s, &s->net_counts);
	if (!kg_crosstab_percents(&s->counts, s->form->of, &how))
		return false;
	how.wholes = how.largest_remainder = false;	/* a net is part of the others */
	return kg_crosstab_percents(&s->net_counts, s->form->of, &how);
}

const char *kgi_sheet_plain(struct kg_decimal decimal, char text[KG_DECIMAL_ROOM])
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
				KG_SLICE_ARG(label),
				kgi_sheet_plain(s->counts.counts[kg_crosstab_at(&s->counts, group, answer)], count),
				kgi_sheet_plain(s->counts.row_bases[group], base));
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
			status = kg_error_at(err, r->other, form->respondents, _("the rows of one question give different bases"));
		for (size_t i = 0; i < s->answers && !r->differs; i++)
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
	kg_crosstab_fini(&s->net_counts);
	free(s->order);
}

static uint64_t raw_of(const struct kg_sheet *s, uint32_t slot, size_t row)
{
	uint64_t raw = 0;

	if (slot != KG_ALL_GROUPS)
		return count_of(s, slot, row).raw;
	for (uint32_t i = 0; i < s->survey->groups.count; i++)
		raw += count_of(s, i, row).raw;
	return raw;
}

/* How many respondents a base has, without their weights. */
static uint64_t raw_base(const struct kg_sheet *s, uint32_t slot, size_t row)
{
	const struct kg_sheet_form *form = s->form;
	uint64_t raw = 0;

	if (form->of == KG_OF_ANSWER)
		return raw_of(s, KG_ALL_GROUPS, row);
	for (uint32_t i = 0; i < s->survey->groups.count; i++)
		if (form->of == KG_OF_TOTAL || slot == KG_ALL_GROUPS || slot == i)
			raw += form->answered ? kg_question_answered(s->q, i)->answered.raw : asked_of(s, i).raw;
	return raw;
}

static struct kg_slice label_of(const struct kg_sheet *s, size_t row)
{
	if (row >= s->counts.answers)
		return kg_category_label(&s->q->nets.answers, (uint32_t)(row - s->counts.answers));
	if (row < s->answers)
		return kg_category_label(&s->q->tally.answers, s->order[row]);
	return kg_slice(s->has_unclear && row == s->answers ? KG_UNCLEAR_LABEL : KG_BLANK_LABEL);
}

size_t kg_sheet_rows(const struct kg_sheet *s)
{
	return s->counts.answers + s->nets;
}

struct kg_sheet_row kg_sheet_row(const struct kg_sheet *s, size_t group, size_t row)
{
	bool net = row >= s->counts.answers;
	const struct kg_crosstab *t = net ? &s->net_counts : &s->counts;
	size_t at = kg_crosstab_at(t, group, net ? row - s->counts.answers : row);
	uint32_t slot = group < t->groups ? s->slots[group] : KG_ALL_GROUPS;

	return (struct kg_sheet_row){
		.answer = label_of(s, row), .count = kg_plain(t->counts[at]), .base = kg_plain(t->bases[at]),
		.percent = t->percents[at], .has_percent = t->defined[at], .raw = raw_of(s, slot, row),
		.is_small = s->form->weighted ? raw_base(s, slot, row) < KG_SMALL_BASE :
			    kg_compare(t->bases[at], kg_whole(KG_SMALL_BASE)) < 0,
	};
}
