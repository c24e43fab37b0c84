/* inspection - what looks wrong in the cells of a column, whatever records they are in. Each distinct cell is looked at once.
 *
 *	struct kg_inspection column = { .book = book, .code = KG_CODE_OFFICE };
 *	unsigned flaws;
 *
 *	if (!kg_inspect(&column, cell, record->place, &flaws) ||
 *	    (flaws && !kg_flaws_tell(&column, flaws, cell, finding, &findings)))
 *		return kg_error_memory(err);
 *	...
 *	kg_inspection_tell(&column, finding, &findings);	// what only all cells of the column show
 */
#ifndef KG_INSPECTION_H
#define KG_INSPECTION_H

#include "category.h"
#include "codebook.h"
#include "days.h"
#include "finding.h"
#include "shares.h"

/* A flaw of a cell, as 1 << of it; in the order in which they are told. */
enum kg_flaw {
	KG_FLAW_CHECK_DIGIT,
	KG_FLAW_CODE_FORM,
	KG_FLAW_EXCLUSIVE,	/* an answer that stands alone is given with others */
	KG_FLAW_LOOKALIKE,
	KG_FLAW_LOST_ZERO,
	KG_FLAW_OUTSIDE,	/* an answer that is not in the codebook's list */
	KG_FLAW_WEEKDAY,
	KG_FLAWS,
};

struct kg_inspection {
	const struct kg_book_field *book;	/* of the column; NULL without one */
	enum kg_code_kind code;			/* what its cells are */
	bool serials;				/* days may be numbers, as spreadsheets count them */
	struct kg_categories cells;
	struct kg_inspection_sight *sights;	/* by cell */
	size_t room;
	struct kg_days days;
	struct kg_shares shares;
	bool many;				/* there are more distinct cells than are kept */
};

void kg_inspection_fini(struct kg_inspection *);

/* Looks at a cell, of a column's in the order of the input: *flaws is a sum of 1 << enum kg_flaw. False when memory is short. */
bool kg_inspect(struct kg_inspection *, struct kg_slice cell, struct kg_place, unsigned *flaws);

/* Adds a finding for each of the flaws; `about` has its place and column. False when memory is short. */
bool kg_flaws_tell(const struct kg_inspection *, unsigned flaws, struct kg_slice cell, struct kg_finding about,
		   struct kg_findings *);

/* Takes the cells that `from` has seen. */
bool kg_inspection_merge(struct kg_inspection *into, struct kg_inspection *from);

/* Adds what shows when all cells have been seen: that they were decoded wrongly, at the first of them, not where too many are
 * distinct; those that are no dates, or no good ones, in a column of dates; shares that are written in several ways. `about` has
 * the column and where it is first. */
bool kg_inspection_tell(struct kg_inspection *, struct kg_finding about, struct kg_findings *);

/* Adds the finding that this label shows that it was decoded wrongly once (@ A B for ①②③, T U V for ⅠⅡⅢ). False when memory is
 * short. */
bool kg_misread_tell(struct kg_slice label, struct kg_finding about, struct kg_findings *);

#endif
