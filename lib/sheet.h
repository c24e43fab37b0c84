/* sheet - one question's figures: its answers in order, with counts, bases and percents by group, and the notes about them.
 *
 *	struct kg_sheet sheet;
 *	int status = kg_sheet_init(&sheet, &form, &survey, &survey.questions[i].is, slots, err);
 *
 *	for (size_t row = 0; row < kg_sheet_rows(&sheet) && status == KG_OK; row++)
 *		kg_sheet_row(&sheet, group, row).percent ...
 *	kg_sheet_fini(&sheet);
 *
 * Groups are those of `slots`, in order, behind the last one all of them. Rows are the answers; 不明 if there is any; 無回答 if it
 * has a row; the codebook's nets, which are parts of no whole.
 */
#ifndef KG_SHEET_H
#define KG_SHEET_H

#include "crosstab.h"
#include "filter.h"
#include "survey.h"

#define KG_UNCLEAR_LABEL "不明"

enum { KG_SMALL_BASE = 30 };		/* a base under it is for reference only */

struct kg_sheet_form {
	bool weighted, counted;
	bool answered;			/* the base is who answered; else all who were asked, and 無回答 has a row */
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
	size_t answers, nets;		/* the answers without 不明 and 無回答 */
	bool has_unclear, has_blank;
	struct kg_crosstab counts, net_counts;
};

struct kg_sheet_row {
	struct kg_slice answer;
	struct kg_decimal count, base, percent;
	bool has_percent;		/* not where the base is 0 */
	bool is_small;			/* the base is under KG_SMALL_BASE, without weights */
	uint64_t raw;			/* the count without weights */
};

/* Works the figures out. What is given stays borrowed. Reports counts that cannot be. */
int kg_sheet_init(struct kg_sheet *, const struct kg_sheet_form *, const struct kg_survey *, const struct kg_question *,
		  const uint32_t *slots, struct kg_error *);
void kg_sheet_fini(struct kg_sheet *);

size_t kg_sheet_rows(const struct kg_sheet *);
struct kg_sheet_row kg_sheet_row(const struct kg_sheet *, size_t group, size_t row);

/* Percents that do not add to 100, the answers per respondent, a separator that may be wrong, the mean of a scale, totals of the
 * input that are not those of its parts, and what the codebook kept out of the counts. False when memory is short. */
bool kg_sheet_notes(const struct kg_sheet *, struct kg_table *);

#endif
