/* question - a survey question, and who gave which answer to it in which group.
 *
 *	struct kg_question q = { .name = name, .choices.separator = ";" };
 *	struct kg_entry entry = { .slot = slot, .place = record->place, .times = record->times };
 *
 *	kg_question_answer(&q, &entry, cell);		// one answer in the cell
 *	kg_question_answers(&q, &entry, cell);		// or several
 *	...
 *	kg_tally_count(&q.tally, slot, answer).raw
 *	kg_question_answered(&q, slot)->answered.raw
 *
 * Whoever gave no answer is not counted: it is whoever was asked and did not answer. Whose answer cannot be read (不明) and who was
 * not asked (非該当) are counted apart:
 *
 *	kg_question_unclear(&q, &entry);
 *	kg_question_not_asked(&q, &entry, false);
 *
 * With the field of a codebook, `.book = field` and kg_question_declare(), all its categories are answers from the beginning, and
 * its nets are counted. Functions that return bool are false when memory is short or the digits of a sum do not fit.
 */
#ifndef KG_QUESTION_H
#define KG_QUESTION_H

#include "choice.h"
#include "tally.h"

/* One respondent, or one row of counted input; or as many that are alike. */
struct kg_entry {
	uint32_t slot;				/* the group */
	struct kg_place place;			/* the first one's */
	uint64_t times;
	const struct kg_decimal *weight;	/* its weight or its count; NULL counts 1 */
	const struct kg_decimal *respondents;	/* the base that a row of counted input gives, or NULL */
};

/* What is known of a question in one group. */
struct kg_respondents {
	struct kg_count answered;	/* with an answer, or a mark */
	struct kg_count unclear, not_asked;
	struct kg_decimal printed;	/* the total that counted input gives itself, if has_printed, first at `printed_place` */
	struct kg_decimal given;	/* the base that it gives, if has_given, first at `place` */
	struct kg_place printed_place, place;
	struct kg_place other;		/* the first row with another base, if `differs` */
	bool has_printed, has_given;
	bool totals_differ, differs;	/* two rows gave different totals, or bases */
};

struct kg_question {
	struct kg_slice name;			/* borrowed */
	bool multiple;
	struct kg_tally tally;
	struct kg_choices choices;
	bool in_cells;				/* answers stood together in cells */
	struct kg_respondents *groups;		/* by slot */
	size_t room;
	const struct kg_book_field *book;	/* borrowed; NULL without one */
	uint32_t *ids;				/* answers, by category of the book; KG_NONE for a reason for no answer */
	struct kg_tally nets;			/* respondents with one answer of a net or more, in the book's order */
	struct kg_tally contradictions;		/* respondents with an answer that should stand alone and others, in slot 0 */
	uint64_t outside;			/* answers that are none of the book's */
	uint64_t unasked_answers;		/* respondents who were not asked and answered */
};

/* Declares the book's categories and nets, if there is one with any. */
bool kg_question_declare(struct kg_question *);

void kg_question_fini(struct kg_question *);

/* A cell with one answer, or none. */
bool kg_question_answer(struct kg_question *, const struct kg_entry *, struct kg_slice cell);

/* A cell with any number of answers. */
bool kg_question_answers(struct kg_question *, const struct kg_entry *, struct kg_slice cell);

/* An answer with a column of its own, the i-th, is there from this record on. Whoever marks it has given it, unless it is
 * blank (kg_category_blank); after all of a respondent's marks tell that there was one. */
bool kg_question_column(struct kg_question *, struct kg_place record, struct kg_slice answer, size_t i, uint32_t *id);
bool kg_question_mark(struct kg_question *, const struct kg_entry *, uint32_t answer);
bool kg_question_marked(struct kg_question *, const struct kg_entry *);

/* The respondent's answer cannot be read. */
bool kg_question_unclear(struct kg_question *, const struct kg_entry *);

/* The respondent was not asked, and answered all the same or not. */
bool kg_question_not_asked(struct kg_question *, const struct kg_entry *, bool answered);

/* The respondent gave this answer, which should stand alone, and others. */
bool kg_question_contradicted(struct kg_question *, const struct kg_entry *, struct kg_slice answer);

/* A row of counted input: an answer with its count; or a total (total.h), which is no answer: one of all is kept apart, one of
 * some is nothing. */
bool kg_question_row(struct kg_question *, const struct kg_entry *, struct kg_slice cell);

/* Adds `from`, whose slots are `slots[slot]` here. */
bool kg_question_merge(struct kg_question *, const struct kg_question *from, const uint32_t *slots);

/* All zero for a group where nobody answered. */
const struct kg_respondents *kg_question_answered(const struct kg_question *, uint32_t slot);

#endif
