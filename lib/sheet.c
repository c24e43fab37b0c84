#include "sheet.h"
#include "listing.h"
#include "sum.h"

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

static struct kg_count blank_of(const struct kg_sheet *s, uint32_t slot)
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
	return s->has_unclear && row == s->answers ? kg_question_answered(s->q, slot)->unclear : blank_of(s, slot);
}

static struct kg_decimal group_base(const struct kg_sheet *s, size_t group)
{
	const struct kg_sheet_form *form = s->form;
	uint32_t slot = s->slots[group];
	struct kg_decimal sum = kg_whole(0);

	if (!form->counted)
		return value(s, form->answered ? kg_question_answered(s->q, slot)->answered : asked_of(s, slot));
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
			t->counts[kg_crosstab_at(t, group, i)] = value(s, count_of(s, s->slots[group], first + i));
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

/* What else stands between answers; not ・ and the like, which stand in them. */
static const char *const separators[] = { ";", "；", ",", "，", "、", "/", "／" };

enum { SEPARATORS = sizeof separators / sizeof *separators, MANY = 5 };	/* one in five */

/* No cell had several answers: were they parted by the wrong separator? The codebook's list parts its own. */
static bool note_separator(const struct kg_sheet *s, struct kg_table *table)
{
	uint64_t with[SEPARATORS] = { 0 }, answers = 0, answered = 0;
	struct kg_slice list = { "", 0 };
	struct kg_arena arena = { 0 };

	if (!s->q->in_cells || s->q->ids)
		return true;
	for (uint32_t slot = 0; slot < s->survey->groups.count; slot++)
		answered += kg_question_answered(s->q, slot)->answered.raw;
	for (size_t i = 0; i < s->answers; i++) {
		struct kg_slice label = kg_category_label(&s->q->tally.answers, s->order[i]);
		uint64_t count = all_groups(s, s->order[i]).raw;

		answers += count;
		for (size_t j = 0; j < SEPARATORS; j++)
			with[j] += kg_slice_find(label, kg_slice(separators[j])) < label.len ? count : 0;
	}
	for (size_t j = 0; j < SEPARATORS && list.at; j++) {
		char quoted[8];

		snprintf(quoted, sizeof quoted, "'%s'", separators[j]);
		if (answers == answered && with[j] && with[j] * MANY >= answered)
			list = kg_arena_list(&arena, list, kg_slice(quoted));
	}
	if (list.len)
		kg_table_note(table, _("Many cells of '%.*s' hold %.*s, and none was taken for several answers; --separator says what "
				       "stands between them."), KG_SLICE_ARG(s->q->name), KG_SLICE_ARG(list));
	kg_arena_fini(&arena);
	return list.at != NULL;
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
		if (!kg_add(&with_blank, value(s, blank_of(s, s->slots[group]))) ||
		    !kg_add(&with_blank, value(s, kg_question_answered(s->q, s->slots[group])->unclear)))
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

/* The mean of a scale, of a slot or of KG_ALL_GROUPS, and the sum of the counts that it rests on. False when there are none, or the
 * digits do not fit. */
static bool mean_of(const struct kg_sheet *s, uint32_t slot, struct kg_decimal *mean, struct kg_decimal *n)
{
	const struct kg_book_field *book = s->q->book;
	struct kg_sum scores = { 0 }, counts = { 0 };
	struct kg_decimal sum;
	unsigned scale = 1;		/* whole scores have two digits, too */

	for (size_t i = 0; i < book->category_count; i++) {
		const struct kg_book_category *category = &book->categories[i];
		uint32_t id = s->q->ids[i];
		struct kg_decimal count;

		if (!category->scored || id == KG_NO_ID)
			continue;
		count = value(s, slot == KG_ALL_GROUPS ? all_groups(s, id) : kg_tally_count(&s->q->tally, slot, id));
		scale = category->score.scale > scale ? category->score.scale : scale;
		kg_sum_add_product(&scores, category->score, count);
		kg_sum_add(&counts, count);
	}
	return kg_sum_decimal(&scores, &sum) && kg_sum_decimal(&counts, n) &&
	       kg_divide(sum, *n, scale + 1, s->form->common->round, mean);
}

enum { GROUPS_NAMED = 10 };	/* with their means, in a note */

/* "label mean (n = ...)", if the group has one. False when memory is short. */
static bool list_mean(const struct kg_sheet *s, uint32_t slot, struct kg_arena *arena, struct kg_listing *list)
{
	struct kg_slice of = { "", 0 };
	struct kg_decimal mean, n;
	char mean_text[KG_DECIMAL_ROOM], n_text[KG_DECIMAL_ROOM], *item;
	size_t room;

	if (!mean_of(s, slot, &mean, &n))
		return true;
	for (size_t i = 0; i < s->survey->groups.width && of.at; i++)
		of = kg_arena_list(arena, of, kg_group_label(&s->survey->groups, slot, i));
	room = of.len + 2 * KG_DECIMAL_ROOM + 16;
	item = of.at ? kg_arena_take(arena, room) : NULL;
	if (!item)
		return false;
	kg_decimal_print(mean, mean_text);
	snprintf(item, room, "%.*s %s (n = %s)", KG_SLICE_ARG(of), mean_text, plain(n, n_text));
	return kg_listing_add(list, arena, kg_slice(item));
}

static bool note_group_means(const struct kg_sheet *s, struct kg_table *table)
{
	struct kg_listing list = { .most = GROUPS_NAMED };
	struct kg_arena arena = { 0 };
	struct kg_slice text;
	bool ok = true;

	for (size_t i = 0; i < s->counts.groups && ok; i++)
		ok = list_mean(s, s->slots[i], &arena, &list);
	ok = ok && kg_listing_end(&list, &arena, &text);
	if (ok && list.count)
		kg_table_note(table, _("Mean of '%.*s' by its scale, by group: %.*s."), KG_SLICE_ARG(s->q->name),
			      KG_SLICE_ARG(text));
	kg_arena_fini(&arena);
	return ok;
}

static bool note_mean(const struct kg_sheet *s, struct kg_table *table)
{
	char mean_text[KG_DECIMAL_ROOM], n_text[KG_DECIMAL_ROOM];
	struct kg_decimal mean, n;

	if (!s->q->ids || s->q->multiple || !mean_of(s, KG_ALL_GROUPS, &mean, &n))
		return true;
	kg_decimal_print(mean, mean_text);
	kg_table_note(table, _("Mean of '%.*s' by its scale: %s (n = %s)."), KG_SLICE_ARG(s->q->name), mean_text, plain(n, n_text));
	return s->survey->groups.width == 0 || note_group_means(s, table);
}

/* Records, or what the rows of counted input count. */
static void note_not_asked(const struct kg_sheet *s, struct kg_table *table)
{
	struct kg_count count = { 0 };
	char text[KG_DECIMAL_ROOM];

	for (uint32_t slot = 0; slot < s->survey->groups.count; slot++)
		kg_count_merge(&count, &kg_question_answered(s->q, slot)->not_asked);
	if (count.raw)
		kg_table_note(table, _("Not asked (非該当) in '%.*s', in no base: %s records; answers they gave all the same, not "
				       "counted: %llu."), KG_SLICE_ARG(s->q->name),
			      plain(s->form->counted ? count.weighted : kg_whole((int64_t)count.raw), text),
			      (unsigned long long)s->q->unasked_answers);
}

static void note_outside(const struct kg_sheet *s, struct kg_table *table)
{
	const struct kg_book_field *book = s->q->book;
	unsigned long long count = s->q->outside;

	if (count && book->other >= 0)
		kg_table_note(table, _("Answers of '%.*s' outside its list, counted as %.*s: %llu."), KG_SLICE_ARG(s->q->name),
			      KG_SLICE_ARG(book->categories[book->other].label), count);
	else if (count)
		kg_table_note(table, _("Answers of '%.*s' outside its list: %llu."), KG_SLICE_ARG(s->q->name), count);
}

/* By label, which is the same in whatever order states met. */
static bool note_contradictions(const struct kg_sheet *s, struct kg_table *table)
{
	const struct kg_tally *tally = &s->q->contradictions;
	uint32_t *ids = malloc((tally->answers.count + 1) * sizeof *ids);
	bool ok = ids && kg_categories_order(&tally->answers, KG_ORDER_LABEL, ids);

	for (size_t i = 0; i < tally->answers.count && ok; i++)
		kg_table_note(table, _("Records of '%.*s' with '%.*s' and other answers: %llu."), KG_SLICE_ARG(s->q->name),
			      KG_SLICE_ARG(kg_category_label(&tally->answers, ids[i])),
			      (unsigned long long)kg_tally_count(tally, 0, ids[i]).raw);
	free(ids);
	return ok;
}

bool kg_sheet_notes(const struct kg_sheet *s, struct kg_table *table)
{
	note_uneven(s, table);
	note_answers(s, table);
	note_printed(s, table);
	note_not_asked(s, table);
	note_outside(s, table);
	return note_separator(s, table) && note_mean(s, table) && note_contradictions(s, table);
}
