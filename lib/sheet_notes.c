/* What is said beneath a sheet. */
#include "listing.h"
#include "sheet_counts.h"
#include "sum.h"

#include <stdio.h>
#include <stdlib.h>

static void note_uneven(const struct kg_sheet *s, struct kg_table *table)
{
	const struct kg_crosstab *t = &s->counts;
	char sum[KG_DECIMAL_ROOM];

	if (t->uneven == 0)
		return;
	kgi_sheet_plain(t->uneven_sum, sum);
	if (t->wholes == 1)
		kg_table_note(table, _("%.*s: the percentages shown add up to %s, not 100."), KG_SLICE_ARG(s->q->name), sum);
	else
		kg_table_note(table, _("%.*s: in %zu of %zu groups the percentages shown do not add up to 100 (the first: %s)."),
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
		      KG_SLICE_ARG(s->q->name), kgi_sheet_plain(sum, texts[0]), kgi_sheet_plain(base, texts[1]), texts[2], texts[3]);
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
		uint64_t count = kgi_sheet_all_groups(s, s->order[i]).raw;

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
		if (!kg_add(&with_blank, kgi_sheet_value(s, kgi_sheet_blank(s, s->slots[group]))) ||
		    !kg_add(&with_blank, kgi_sheet_value(s, kg_question_answered(s->q, s->slots[group])->unclear)))
			continue;
		if (r->totals_differ)
			kg_table_note(table, _("%.*s: the input gives different totals; the first is %s."), KG_SLICE_ARG(of),
				      kgi_sheet_plain(r->printed, printed));
		if (kg_compare(r->printed, sum) != 0 && kg_compare(r->printed, with_blank) != 0 &&
		    !(s->q->multiple && kg_compare(r->printed, t->row_bases[group]) == 0))
			kg_table_note(table, _("%.*s: the total in the input is %s, its parts add up to %s; the parts are used."),
				      KG_SLICE_ARG(of), kgi_sheet_plain(r->printed, printed),
				      kgi_sheet_plain(s->has_blank ? with_blank : sum, parts));
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

		if (!category->scored || id == KG_NONE)
			continue;
		count = kgi_sheet_value(s, slot == KG_ALL_GROUPS ? kgi_sheet_all_groups(s, id) :
								   kg_tally_count(&s->q->tally, slot, id));
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
	snprintf(item, room, "%.*s %s (n = %s)", KG_SLICE_ARG(of), mean_text, kgi_sheet_plain(n, n_text));
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
	kg_table_note(table, _("Mean of '%.*s' by its scale: %s (n = %s)."), KG_SLICE_ARG(s->q->name), mean_text,
		      kgi_sheet_plain(n, n_text));
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
			      kgi_sheet_plain(s->form->counted ? count.weighted : kg_whole((int64_t)count.raw), text),
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
