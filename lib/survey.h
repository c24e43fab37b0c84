/* survey - respondents in groups, and the questions they were asked.
 *
 *	static const struct kg_survey_form form = { .group = F_GROUP, .single = F_QUESTION, .multiple = F_MULTIPLE };
 *
 *	if ((status = kg_survey_check(&survey, &form, record, err)) == KG_OK)
 *		status = kg_survey_add(&survey, &form, record, (struct kg_entry){ 0 }, err);
 *	...
 *	survey.asked[slot].raw		// respondents of a group
 *
 * Where a codebook says who was asked what (kaigo:asked), which cells are no answers and which answers there are, each question
 * counts by it.
 */
#ifndef KG_SURVEY_H
#define KG_SURVEY_H

#include "arena.h"
#include "group.h"
#include "question.h"

/* Where a command's records have what, and how answers are written. */
struct kg_survey_form {
	int group, single, multiple;		/* fields: of groups, of questions with one answer, and with several */
	const char *separator;			/* between the answers in a cell; NULL: kg_separator_at(), else a semicolon */
	bool counted;				/* a record is an answer with its count, not a respondent */
	bool questionnaire;			/* the questions are the codebook's, in its order, named by their titles */
};

struct kg_survey_question {
	struct kg_question is;
	size_t item;				/* which of the option's values named it, or its place in the codebook */
	size_t first;				/* its first column among those of its field */
	size_t next;				/* another one of such a name + 1 */
	/* What this respondent's columns with one answer each say of it. */
	struct kg_survey_marked {
		size_t marks;
		bool not_asked, unclear, has_alone;
		uint32_t alone;			/* an answer that should stand alone */
	} now;
};

struct kg_survey_column {
	size_t question;
	uint32_t answer;			/* the one it is for, if it is for one */
	bool blank;				/* and that is no answer */
	bool alone;				/* and that should stand alone */
};

/* Cells of columns that are marked or not, each distinct one understood once. */
struct kg_survey_marks {
	struct kg_categories cells;
	unsigned char *known;			/* enum kg_mark, by cell */
	unsigned char *at;			/* of the record that was checked last, by column */
	size_t known_room, room;
};

struct kg_survey {
	struct kg_groups groups;
	struct kg_count *asked;			/* by slot */
	size_t asked_room;
	struct kg_survey_question *questions;
	size_t count, room;
	struct kg_categories names;		/* of questions, which may differ by blanks around */
	size_t *named;				/* by name: the question that came last + 1 */
	size_t named_room;
	struct kg_survey_columns {
		struct kg_survey_column *at;	/* of the field's i-th column */
		size_t count, room;
		size_t *of_item;		/* by item: its first question + 1 */
		size_t item_room;
	} columns[2];				/* of single and of multiple */
	struct kg_survey_marks marks;
	bool too_long;				/* the digits of a group's weights did not fit: nothing more is counted */
	struct kg_arena arena;
};

void kg_survey_fini(struct kg_survey *);

/* Reports a cell that is neither marked nor not, in a column of `multiple` for one answer, and counted input with such columns.
 * The functions below are for the record that was checked last. */
int kg_survey_check(struct kg_survey *, const struct kg_survey_form *, const struct kg_record *, struct kg_error *);

/* How many questions the record answers. */
size_t kg_survey_answers(const struct kg_survey *, const struct kg_survey_form *, const struct kg_record *);

/* Counts the record, wholly or not at all. `numbers` has its weight or count, which is not negative, and the base it gives; its
 * slot, place and times are filled in here. Reports two questions of one name. */
int kg_survey_add(struct kg_survey *, const struct kg_survey_form *, const struct kg_record *, struct kg_entry numbers,
		  struct kg_error *);

/* Adds `from`. */
int kg_survey_merge(struct kg_survey *, const struct kg_survey *from, struct kg_error *);

/* Do the digits of all weights' sum fit? If not, whatever the order, then what was counted is not complete. */
bool kg_survey_fits(const struct kg_survey *);

/* Puts the questions in order: single ones before multiple ones, each as they were named; or as the questionnaire has them. After
 * this there is nothing more to be added. */
void kg_survey_sort(struct kg_survey *, const struct kg_survey_form *);

#endif
