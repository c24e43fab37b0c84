/* sheet - one question's figures: its answers in order, with counts, bases and percents by group, and the notes about them.
 *
 *	struct kg_sheet sheet;
 *	int status = kg_sheet_init(&sheet, &form, &survey, &survey.questions[i].is, slots, err);
 *
 *	if (status == KG_OK)
 *		sheet.counts.percents[kg_crosstab_at(&sheet.counts, group, answer)] ...
 *	kg_sheet_fini(&sheet);
 *
 * Groups are those of the crosstab, in order, behind the last one all of them; answers likewise, behind the last one 無回答 if
 * it has a column.
 */
#ifndef KG_SHEET_H
#define KG_SHEET_H

#include "crosstab.h"
#include "filter.h"
#include "survey.h"

enum { KG_SMALL_BASE = 30 };		/* a base under it is for reference only */

struct kg_sheet_form {
	bool weighted, counted;
	bool answered;			/* the base is who answered; else all who were asked, and 無回答 has a column */
	bool by_count;			/* answers with the largest count first */
	enum kg_order order;		/* else, and where counts are equal */
	enum kg_percent_of of;
	const char *respondents;	/* the base of counted multiple answers: a number, or the column that has it */
	const struct kg_common *common;
};

struct kg_sheet {
	const struct kg_sheet_form *form;
	const struct kg_survey *survey;
	const struct kg_question *q;
	const uint32_t *slots;		/* of the crosstab's groups */
	uint32_t *order;		/* categories of the answers */
	size_t answers;			/* without 無回答 */
	bool has_blank;
	struct kg_crosstab counts;
};

/* Works the figures out. What is given stays borrowed. Reports counts that cannot be. */
int kg_sheet_init(struct kg_sheet *, const struct kg_sheet_form *, const struct kg_survey *, const struct kg_question *,
		  const uint32_t *slots, struct kg_error *);
void kg_sheet_fini(struct kg_sheet *);

struct kg_slice kg_sheet_label(const struct kg_sheet *, size_t answer);

/* The count without weights; of a slot, or of KG_ALL_GROUPS. */
uint64_t kg_sheet_raw(const struct kg_sheet *, uint32_t slot, size_t answer);

/* Is the cell's base under KG_SMALL_BASE, without weights? */
bool kg_sheet_is_small(const struct kg_sheet *, size_t group, size_t answer);

/* Percents that do not add to 100, the answers per respondent, and totals of the input that are not those of its parts. */
void kg_sheet_notes(const struct kg_sheet *, struct kg_table *);

#endif
