#include "survey.h"
#include "mark.h"

#include <stdlib.h>

enum { SINGLE, MULTIPLE };

static int field_of(const struct kg_survey_form *form, int kind)
{
	return kind == SINGLE ? form->single : form->multiple;
}

bool kg_survey_one_hot(const struct kg_survey_form *form, const struct kg_record *record, size_t i)
{
	return kg_match_at(record, form->multiple, i).at != NULL;
}

bool kg_survey_of_total(const struct kg_survey_form *form, const struct kg_record *record)
{
	for (size_t i = 0; i < kg_width(record, form->group); i++)
		if (kg_label_is_total(kg_get_at(record, form->group, i)))
			return true;
	return false;
}

enum { MANY_CELLS = 4096 };

static bool read_mark(struct kg_survey_marks *marks, struct kg_slice cell, enum kg_mark *mark)
{
	size_t known = marks->cells.count;
	uint32_t id;

	*mark = KG_MARK_BLANK;
	if (kg_trim(cell).len == 0)
		return true;
	if (marks->cells.entry_count >= MANY_CELLS) {	/* there is no end of them */
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

	if (!kg_grow(&marks->at, &marks->room, width, sizeof *marks->at))
		return kg_error_memory(err);
	for (size_t i = 0; i < width; i++) {
		struct kg_slice cell = kg_get_at(record, form->multiple, i);
		enum kg_mark mark;

		if (!kg_survey_one_hot(form, record, i))
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
		count += kg_survey_one_hot(form, record, i) ?
			 survey->marks.at[i] == KG_MARK_YES && !is_blank_answer(kg_match_at(record, form->multiple, i)) :
			 kg_trim(kg_get_at(record, form->multiple, i)).len > 0;
	return count;
}

static struct kg_survey_question *find(struct kg_survey *survey, const struct kg_survey_form *form, bool multiple, size_t item,
				       struct kg_slice name, size_t column)
{
	struct kg_survey_question *q = survey->questions;

	for (size_t i = 0; i < survey->count; i++, q++)
		if (q->is.multiple == multiple && q->item == item && kg_slice_same(q->is.name, name))
			return q;
	if (!kg_grow(&survey->questions, &survey->room, survey->count + 1, sizeof *survey->questions))
		return NULL;
	q = &survey->questions[survey->count];
	*q = (struct kg_survey_question){ .item = item, .first = column };
	q->is = (struct kg_question){ .name = kg_arena_copy(&survey->arena, name), .multiple = multiple,
				      .choices.separator = form->separator };
	if (!q->is.name.at)
		return NULL;
	survey->count++;
	return q;
}

static bool is_name_taken(const struct kg_survey *survey, const struct kg_survey_question *by)
{
	for (size_t i = 0; i < survey->count; i++)
		if (&survey->questions[i] != by && kg_slice_same(survey->questions[i].is.name, by->is.name))
			return true;
	return false;
}

static int know_column(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record, int kind,
		       size_t i, struct kg_error *err)
{
	struct kg_survey_columns *columns = &survey->columns[kind];
	struct kg_survey_column column = { 0 };
	int field = field_of(form, kind);
	bool one_hot = kind == MULTIPLE && kg_survey_one_hot(form, record, i);
	struct kg_slice name = one_hot ? kg_given_at(record, field, i) : kg_name_at(record, field, i);
	size_t known = survey->count;
	struct kg_survey_question *q = find(survey, form, kind == MULTIPLE, kg_item_at(record, field, i), name, i);

	if (!q || !kg_grow(&columns->at, &columns->room, i + 1, sizeof *columns->at))
		return kg_error_memory(err);
	if (survey->count > known && is_name_taken(survey, q))
		return kg_error_usage(err, _("'%.*s' is asked for twice"), KG_SLICE_ARG(name));
	column.question = (size_t)(q - survey->questions);
	if (one_hot) {
		if (!kg_question_column(&q->is, record->place, kg_match_at(record, field, i), i, &column.answer))
			return kg_error_memory(err);
		column.blank = kg_category_blank(&q->is.tally.answers, column.answer);
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

static bool count_single(const struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			 const struct kg_entry *entry, size_t i)
{
	struct kg_question *q = &question_at(survey, SINGLE, i)->is;
	struct kg_slice cell = kg_get_at(record, form->single, i);

	if (!form->counted)
		return kg_question_answer(q, entry, cell);
	/* a row has a column of its own question; the other columns of a pattern may be those of other files */
	if (kg_match_at(record, form->single, i).at && kg_trim(cell).len == 0)
		return true;
	return kg_question_row(q, entry, cell);
}

static bool count_mark(const struct kg_survey *survey, const struct kg_entry *entry, size_t i)
{
	const struct kg_survey_column *column = &survey->columns[MULTIPLE].at[i];
	struct kg_survey_question *q = &survey->questions[column->question];

	if (survey->marks.at[i] != KG_MARK_YES || column->blank)
		return true;
	q->marked = true;
	return kg_question_mark(&q->is, entry, column->answer);
}

static bool count_record(const struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
			 const struct kg_entry *entry)
{
	bool ok = true;

	for (size_t i = 0; i < kg_width(record, form->single) && ok; i++)
		ok = count_single(survey, form, record, entry, i);
	for (size_t i = 0; i < kg_width(record, form->multiple) && ok; i++)
		ok = kg_survey_one_hot(form, record, i) ? count_mark(survey, entry, i) :
		     (form->counted ? kg_question_row : kg_question_answers)(&question_at(survey, MULTIPLE, i)->is, entry,
									     kg_get_at(record, form->multiple, i));
	for (size_t i = 0; i < survey->count && ok; i++) {
		struct kg_survey_question *q = &survey->questions[i];

		ok = !q->marked || kg_question_marked(&q->is, entry);
		q->marked = false;
	}
	return ok;
}

int kg_survey_add(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_record *record,
		  struct kg_entry entry, struct kg_error *err)
{
	if (entry.weight && !kg_add(&survey->weights, *entry.weight))
		return kg_error_at(err, record->place, kg_field_name(record, form->weight),
				   _("the sum up to this record has too many digits"));

	int status = know_columns(survey, form, record, err);

	if (status == KG_OK)
		status = kg_group(&survey->groups, record, form->group, &entry.slot, err);
	if (status != KG_OK)
		return status;
	entry.place = record->place;
	if (!kg_grow(&survey->asked, &survey->asked_room, entry.slot + 1, sizeof *survey->asked) ||
	    !kg_count_add(&survey->asked[entry.slot], entry.weight) || !count_record(survey, form, record, &entry))
		return kg_error_memory(err);
	return KG_OK;
}

int kg_survey_merge(struct kg_survey *survey, const struct kg_survey_form *form, const struct kg_survey *from, struct kg_error *err)
{
	uint32_t *slots = NULL;
	bool ok = kg_groups_merge(&survey->groups, &from->groups, &slots) &&
		  kg_grow(&survey->asked, &survey->asked_room, survey->groups.count, sizeof *survey->asked);
	int status = KG_OK;

	if (ok && !kg_add(&survey->weights, from->weights))
		status = kg_error_input(err, _("the sum over all files has too many digits"));
	for (uint32_t slot = 0; slot < from->groups.count && ok && status == KG_OK; slot++)
		ok = kg_count_merge(&survey->asked[slots[slot]], &from->asked[slot]);
	for (size_t i = 0; i < from->count && ok && status == KG_OK; i++) {
		const struct kg_survey_question *q = &from->questions[i];
		struct kg_survey_question *into = find(survey, form, q->is.multiple, q->item, q->is.name, q->first);

		ok = into && kg_question_merge(&into->is, &q->is, slots);
	}
	free(slots);
	return ok ? status : kg_error_memory(err);
}

static int by_order(const void *a, const void *b)
{
	const struct kg_survey_question *x = a, *y = b;

	if (x->is.multiple != y->is.multiple)
		return x->is.multiple - y->is.multiple;
	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

void kg_survey_sort(struct kg_survey *survey)
{
	if (survey->count)
		qsort(survey->questions, survey->count, sizeof *survey->questions, by_order);
}

void kg_survey_fini(struct kg_survey *survey)
{
	for (size_t i = 0; i < survey->count; i++)
		kg_question_fini(&survey->questions[i].is);
	free(survey->questions);
	free(survey->asked);
	free(survey->columns[SINGLE].at);
	free(survey->columns[MULTIPLE].at);
	kg_categories_fini(&survey->marks.cells);
	free(survey->marks.known);
	free(survey->marks.at);
	kg_groups_fini(&survey->groups);
	kg_arena_fini(&survey->arena);
}
