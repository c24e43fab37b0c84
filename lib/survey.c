#include "survey.h"
#include "array.h"
#include "mark.h"

#include <stdlib.h>

enum { SINGLE, MULTIPLE };

static int field_of(const struct kg_survey_form *form, int kind)
{
	return kind == SINGLE ? form->single : form->multiple;
}

/* Does the i-th column of `multiple` hold one answer, marked or not? */
static bool is_one_hot(const struct kg_survey_form *form, const struct kg_record *record, size_t i)
{
	return kg_match_at(record, form->multiple, i).at != NULL;
}

enum { MANY_CELLS = 4096 };

static bool read_mark(struct kg_survey_marks *marks, struct kg_slice cell, enum kg_mark *mark)
{
	size_t known = marks->cells.count;
	uint32_t id;

	*mark = KG_MARK_BLANK;
	if (kg_trim(cell).len == 0)
		return true;
	if (marks->cells.index.count >= MANY_CELLS) {	/* there is no end of them */
		*mark = kg_mark_read(cell);
		return true;
	}
	marks->cells.key = kg_as_written;
	if (!kg_category(&marks->cells, cell, (struct kg_place){ 0 }, &id) ||
	    !kg_grow(&marks->known, &marks->known_room, marks->cells.count, sizeof *marks->known))
		return false;
	if (id >= known)
		marks->known[id] = (unsigned char)kg_mark_read(cell);
	*mark = (enum kg_mark)marks->known[id];
	return true;
}

int kg_survey_check(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
		    struct kg_error *err)
{
	struct kg_survey_marks *marks = &survey->marks;
	size_t width = kg_width(record, form->multiple);

	if (width == 0)
		return KG_OK;
	if (!kg_grow(&marks->at, &marks->room, width, sizeof *marks->at))
		return kg_error_memory(err);
	for (size_t i = 0; i < width; i++) {
		struct kg_slice cell = kg_get_at(record, form->multiple, i);
		enum kg_mark mark;

		if (!is_one_hot(form, record, i))
			continue;
		if (form->counted)
			return kg_error_usage(err, _("counted input has one answer in a record; name a column, not a pattern"));
		if (!read_mark(marks, cell, &mark))
			return kg_error_memory(err);
		if (mark == KG_MARK_OTHER)
			return kg_error_at(err, record->place, kg_name_at(record, form->multiple, i).at,
					   _("'%.*s' is neither a mark (1, ○, TRUE) nor none (0, blank, FALSE)"), KG_SLICE_ARG(cell));
		marks->at[i] = (unsigned char)mark;
	}
	return KG_OK;
}

static bool is_blank_answer(struct kg_slice answer)
{
	struct kg_slice label = kg_trim(answer);

	return label.len == 0 || kg_slice_same(label, kg_slice(KG_BLANK_LABEL));
}

size_t kg_survey_answers(const struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < kg_width(record, form->single); i++)
		count += kg_trim(kg_get_at(record, form->single, i)).len > 0;
	for (size_t i = 0; i < kg_width(record, form->multiple); i++)
		count += is_one_hot(form, record, i) ?
			 survey->marks.at[i] == KG_MARK_YES && !is_blank_answer(kg_match_at(record, form->multiple, i)) :
			 kg_trim(kg_get_at(record, form->multiple, i)).len > 0;
	return count;
}

/* The question that came last of those with this name or one that is like it; 0 for none, else 1 more than its place. */
static size_t last_named(const struct kg_survey *survey, struct kg_slice name)
{
	uint32_t id;

	return kg_category_find(&survey->names, name, &id) ? survey->named[id] : 0;
}

static struct kg_survey_question *find(const struct kg_survey *survey, const struct kg_survey_question *like)
{
	for (size_t at = last_named(survey, like->is.name); at; at = survey->questions[at - 1].next) {
		struct kg_survey_question *q = &survey->questions[at - 1];

		if (q->is.multiple == like->is.multiple && q->item == like->item && kg_slice_same(q->is.name, like->is.name))
			return q;
	}
	return NULL;
}

/* An item of a codebook is one question, whatever its name. */
static struct kg_survey_question *find_item(const struct kg_survey *survey, int kind, size_t item)
{
	const struct kg_survey_columns *columns = &survey->columns[kind];

	return item < columns->item_room && columns->of_item[item] ? &survey->questions[columns->of_item[item] - 1] : NULL;
}

/* Enters the question that came last. */
static bool enter(struct kg_survey *survey, struct kg_survey_question *q)
{
	struct kg_survey_columns *columns = &survey->columns[q->is.multiple ? MULTIPLE : SINGLE];
	uint32_t id;

	survey->names.key = kg_as_written;
	if (!kg_category(&survey->names, q->is.name, (struct kg_place){ 0 }, &id) ||
	    !kg_grow(&survey->named, &survey->named_room, survey->names.count, sizeof *survey->named) ||
	    !kg_grow(&columns->of_item, &columns->item_room, q->item + 1, sizeof *columns->of_item))
		return false;
	q->next = survey->named[id];
	survey->named[id] = survey->count;
	if (!columns->of_item[q->item])
		columns->of_item[q->item] = survey->count;
	return true;
}

/* A question like this one, which nobody has answered yet. */
static struct kg_survey_question *add_question(struct kg_survey *survey, const struct kg_survey_question *like)
{
	struct kg_survey_question *q;

	if (!kg_grow(&survey->questions, &survey->room, survey->count + 1, sizeof *survey->questions))
		return NULL;
	q = &survey->questions[survey->count];
	*q = (struct kg_survey_question){ .item = like->item, .first = like->first };
	q->is = (struct kg_question){ .name = kg_arena_copy(&survey->arena, like->is.name), .multiple = like->is.multiple,
				      .choices = { .separator = like->is.choices.separator, .book = like->is.book },
				      .book = like->is.book };
	survey->count++;
	return q->is.name.at && enter(survey, q) && kg_question_declare(&q->is) ? q : NULL;
}

static bool is_name_taken(const struct kg_survey *survey, struct kg_slice name)
{
	for (size_t at = last_named(survey, name); at; at = survey->questions[at - 1].next)
		if (kg_slice_same(survey->questions[at - 1].is.name, name))
			return true;
	return false;
}

static const char *separator_of(const struct kg_survey_form *form, const struct kg_record *record, size_t i)
{
	const char *known = form->separator ? form->separator : kg_separator_at(record, form->multiple, i);

	return known ? known : ";";
}

/* Two questions of a codebook may have one title; then the column tells them apart. */
static struct kg_slice with_column(struct kg_survey *survey, struct kg_slice title, struct kg_slice column)
{
	struct kg_slice both = { NULL, title.len + column.len + 3 };
	char *text = kg_arena_take(&survey->arena, both.len + 1);

	if (text)
		snprintf(text, both.len + 1, "%.*s (%.*s)", KG_SLICE_ARG(title), KG_SLICE_ARG(column));
	both.at = text;
	return both;
}

static int new_question(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			struct kg_survey_question *like, size_t i, struct kg_error *err)
{
	int field = field_of(form, like->is.multiple);
	struct kg_slice column = kg_name_at(record, field, i);

	if (is_name_taken(survey, like->is.name)) {
		if (!form->questionnaire)
			return kg_error_usage(err, _("'%.*s' is asked for twice"), KG_SLICE_ARG(like->is.name));
		like->is.name = with_column(survey, like->is.name, column);
		if (!like->is.name.at)
			return kg_error_memory(err);
	}
	like->first = i;
	if (!like->is.multiple || !is_one_hot(form, record, i))
		like->is.book = kg_book_at(record, field, i);
	if (like->is.multiple)
		like->is.choices.separator = separator_of(form, record, i);
	return add_question(survey, like) ? KG_OK : kg_error_memory(err);
}

static int know_column(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record, int kind,
		       size_t i, struct kg_error *err)
{
	struct kg_survey_columns *columns = &survey->columns[kind];
	struct kg_survey_column column = { 0 };
	int field = field_of(form, kind), status;
	bool one_hot = kind == MULTIPLE && is_one_hot(form, record, i);
	const struct kg_book_field *book = kg_book_at(record, field, i);
	struct kg_survey_question like = { .item = kg_item_at(record, field, i), .is.multiple = kind == MULTIPLE }, *q;

	like.is.name = one_hot || form->questionnaire ? kg_given_at(record, field, i) : kg_name_at(record, field, i);
	q = form->questionnaire ? find_item(survey, kind, like.item) : find(survey, &like);
	if (!q) {
		status = new_question(survey, form, record, &like, i, err);
		if (status != KG_OK)
			return status;
		q = &survey->questions[survey->count - 1];
	}
	if (!kg_grow(&columns->at, &columns->room, i + 1, sizeof *columns->at))
		return kg_error_memory(err);
	column.question = (size_t)(q - survey->questions);
	if (one_hot) {
		/* a choice of the codebook has its label, whatever stands for * in the column's name */
		struct kg_slice answer = book && book->choice.len ? book->choice : kg_match_at(record, field, i);

		if (!kg_question_column(&q->is, record->place, answer, i, &column.answer))
			return kg_error_memory(err);
		column.blank = kg_category_blank(&q->is.tally.answers, column.answer);
		column.alone = book && book->exclusive;
	}
	columns->at[i] = column;
	columns->count = i + 1;
	return KG_OK;
}

/* Finds out whose columns these are. With JSON there may be new ones at any record. */
static int know_columns(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			struct kg_error *err)
{
	int status = KG_OK;

	for (int kind = SINGLE; kind <= MULTIPLE; kind++)
		for (size_t i = survey->columns[kind].count; i < kg_width(record, field_of(form, kind)) && status == KG_OK; i++)
			status = know_column(survey, form, record, kind, i, err);
	return status;
}

static struct kg_survey_question *question_at(const struct kg_survey *survey, int kind, size_t i)
{
	return &survey->questions[survey->columns[kind].at[i].question];
}

/* Who was asked, of whom there is an answer in the cell? */
enum said { ANSWERED, UNCLEAR, NOT_ASKED, NOT_ASKED_BUT_ANSWERED };

static enum said said_at(const struct kg_survey_form *form, const struct kg_record *record, int field, size_t i)
{
	if (!kg_book_at(record, field, i))
		return ANSWERED;

	enum kg_missing missing = kg_missing_at(record, field, i);

	/* a row of counted input has no other columns that tell */
	if (!form->counted && !kg_asked_at(record, field, i))
		return missing == KG_PRESENT ? NOT_ASKED_BUT_ANSWERED : NOT_ASKED;
	return missing == KG_NOT_ASKED ? NOT_ASKED : missing == KG_UNCLEAR ? UNCLEAR : ANSWERED;
}

static bool count_missing(struct kg_question *q, const struct kg_entry *entry, enum said said)
{
	return said == UNCLEAR ? kg_question_unclear(q, entry) : kg_question_not_asked(q, entry, said == NOT_ASKED_BUT_ANSWERED);
}

/* A text that the codebook took for その他. */
static bool is_outside(const struct kg_question *q, const struct kg_record *record, int field, size_t i)
{
	const struct kg_book_field *book = q->book;

	return book && book->other >= 0 && kg_slice_same(kg_get_at(record, field, i), book->categories[book->other].label) &&
	       kg_book_category(book, kg_raw_at(record, field, i)) < 0;
}

static bool count_single(const struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			 const struct kg_entry *entry, size_t i)
{
	struct kg_question *q = &question_at(survey, SINGLE, i)->is;
	struct kg_slice cell = kg_get_at(record, form->single, i);
	enum said said = said_at(form, record, form->single, i);

	if (said != ANSWERED)
		return count_missing(q, entry, said);
	q->outside += is_outside(q, record, form->single, i) ? entry->times : 0;
	if (!form->counted)
		return kg_question_answer(q, entry, cell);
	/* a row has a column of its own question; the other columns of a pattern may be those of other files */
	if (kg_match_at(record, form->single, i).at && kg_trim(cell).len == 0)
		return true;
	return kg_question_row(q, entry, cell);
}

static bool count_several(const struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			  const struct kg_entry *entry, size_t i)
{
	struct kg_question *q = &question_at(survey, MULTIPLE, i)->is;
	struct kg_slice cell = kg_get_at(record, form->multiple, i);
	enum said said = said_at(form, record, form->multiple, i);
	const char *separator = separator_of(form, record, i);

	if (said != ANSWERED)
		return count_missing(q, entry, said);
	if (form->counted)
		return kg_question_row(q, entry, cell);
	if (strcmp(separator, q->choices.separator) != 0) {	/* another file, another export */
		kg_choices_fini(&q->choices);
		q->choices = (struct kg_choices){ .separator = separator, .book = q->book };
	}
	return kg_question_answers(q, entry, cell);
}

/* What a column of one answer says of its question; its mark counts only when all of them are known. */
static void look_at_mark(const struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			 size_t i)
{
	const struct kg_survey_column *column = &survey->columns[MULTIPLE].at[i];
	struct kg_survey_marked *now = &survey->questions[column->question].now;
	enum said said = said_at(form, record, form->multiple, i);
	bool marked = survey->marks.at[i] == KG_MARK_YES && !column->blank;

	now->marks += marked;
	now->not_asked |= said == NOT_ASKED || said == NOT_ASKED_BUT_ANSWERED;
	now->unclear |= said == UNCLEAR;
	if (marked && column->alone && !now->has_alone) {
		now->has_alone = true;
		now->alone = column->answer;
	}
}

static bool count_mark(const struct kg_survey *survey, const struct kg_entry *entry, size_t i)
{
	const struct kg_survey_column *column = &survey->columns[MULTIPLE].at[i];
	struct kg_survey_question *q = &survey->questions[column->question];

	if (survey->marks.at[i] != KG_MARK_YES || column->blank || q->now.not_asked)
		return true;
	return kg_question_mark(&q->is, entry, column->answer);
}

/* After all of a respondent's marks. */
static bool count_marked(struct kg_survey_question *q, const struct kg_entry *entry)
{
	struct kg_survey_marked now = q->now;

	q->now = (struct kg_survey_marked){ 0 };
	if (now.not_asked)
		return kg_question_not_asked(&q->is, entry, now.marks > 0);
	if (now.marks == 0)
		return !now.unclear || kg_question_unclear(&q->is, entry);
	if (now.has_alone && now.marks > 1 &&
	    !kg_question_contradicted(&q->is, entry, kg_category_label(&q->is.tally.answers, now.alone)))
		return false;
	return kg_question_marked(&q->is, entry);
}

static bool count_record(const struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			 const struct kg_entry *entry)
{
	size_t singles = kg_width(record, form->single), multiples = kg_width(record, form->multiple);
	bool ok = true;

	for (size_t i = 0; i < singles && ok; i++)
		ok = count_single(survey, form, record, entry, i);
	for (size_t i = 0; i < multiples && ok; i++)
		if (is_one_hot(form, record, i))
			look_at_mark(survey, form, record, i);
		else
			ok = count_several(survey, form, record, entry, i);
	for (size_t i = 0; i < multiples && ok; i++)
		ok = !is_one_hot(form, record, i) || count_mark(survey, entry, i);
	for (size_t i = 0; i < survey->count && ok; i++)
		ok = count_marked(&survey->questions[i], entry);
	return ok;
}

bool kg_survey_fits(const struct kg_survey *survey)
{
	struct kg_decimal sum = kg_whole(0);
	bool fits = !survey->too_long;

	for (uint32_t slot = 0; slot < survey->groups.count && fits; slot++)
		fits = kg_add(&sum, survey->asked[slot].weighted);
	return fits;
}

int kg_survey_add(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
		  struct kg_entry entry, struct kg_error *err)
{
	int status = know_columns(survey, form, record, err);

	if (status == KG_OK)
		status = kg_group(&survey->groups, record, form->group, &entry.slot, err);
	if (status != KG_OK)
		return status;
	entry.place = record->place;
	entry.times = record->times;
	if (!kg_grow(&survey->asked, &survey->asked_room, entry.slot + 1, sizeof *survey->asked))
		return kg_error_memory(err);
	/* weights are not negative: what does not fit now never will, and no other count of the group has more digits */
	survey->too_long |= !kg_count_add(&survey->asked[entry.slot], entry.weight, entry.times);
	return survey->too_long || count_record(survey, form, record, &entry) ? KG_OK : kg_error_memory(err);
}

int kg_survey_merge(struct kg_survey *survey, const struct kg_survey *from, struct kg_error *err)
{
	uint32_t *slots = NULL;
	bool ok = kg_groups_merge(&survey->groups, &from->groups, &slots) &&
		  kg_grow(&survey->asked, &survey->asked_room, survey->groups.count, sizeof *survey->asked);

	survey->too_long |= from->too_long;
	for (uint32_t slot = 0; slot < from->groups.count && ok; slot++)
		survey->too_long |= !kg_count_merge(&survey->asked[slots[slot]], &from->asked[slot]);
	for (size_t i = 0; i < from->count && ok && !survey->too_long; i++) {
		const struct kg_survey_question *q = &from->questions[i];
		struct kg_survey_question *into = find(survey, q);

		into = into ? into : add_question(survey, q);
		ok = into && kg_question_merge(&into->is, &q->is, slots);
	}
	free(slots);
	return ok ? KG_OK : kg_error_memory(err);
}

static int by_item(const void *a, const void *b)
{
	const struct kg_survey_question *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

static int by_kind(const void *a, const void *b)
{
	const struct kg_survey_question *x = a, *y = b;

	return x->is.multiple != y->is.multiple ? x->is.multiple - y->is.multiple : by_item(a, b);
}

void kg_survey_sort(struct kg_survey *survey, const struct kg_survey_form *form)
{
	if (survey->count)
		qsort(survey->questions, survey->count, sizeof *survey->questions, form->questionnaire ? by_item : by_kind);
}

void kg_survey_fini(struct kg_survey *survey)
{
	for (size_t i = 0; i < survey->count; i++)
		kg_question_fini(&survey->questions[i].is);
	free(survey->questions);
	kg_categories_fini(&survey->names);
	free(survey->named);
	free(survey->asked);
	for (int kind = SINGLE; kind <= MULTIPLE; kind++) {
		free(survey->columns[kind].at);
		free(survey->columns[kind].of_item);
	}
	kg_categories_fini(&survey->marks.cells);
	free(survey->marks.known);
	free(survey->marks.at);
	kg_groups_fini(&survey->groups);
	kg_arena_fini(&survey->arena);
}
