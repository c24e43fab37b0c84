/* inspection - what looks wrong in one cell, whatever record it is in. Each distinct cell of a column is looked at once.
 *
 *	struct kg_inspection column = { .book = book, .code = KG_CODE_OFFICE };
 *	unsigned flaws;
 *
 *	if (!kg_inspect(&column, cell, record->place, &flaws) ||
 *	    (flaws && !kg_flaws_tell(&column, flaws, cell, finding, &findings)))
 *		return kg_error_memory(err);
 */
#ifndef KG_INSPECTION_H
#define KG_INSPECTION_H

#include "category.h"
#include "codebook.h"
#include "finding.h"

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
	struct kg_categories cells;
	unsigned char *flaws;			/* by cell */
	size_t room;
	bool many;				/* there are more distinct cells than are kept */
};

void kg_inspection_fini(struct kg_inspection *);

/* Looks at a cell: *flaws is a sum of 1 << enum kg_flaw. False when memory is short. */
bool kg_inspect(struct kg_inspection *, struct kg_slice cell, struct kg_place, unsigned *flaws);

/* Adds a finding for each of the flaws; `about` has its place and column. False when memory is short. */
bool kg_flaws_tell(const struct kg_inspection *, unsigned flaws, struct kg_slice cell, struct kg_finding about,
		   struct kg_findings *);

/* Takes the cells that `from` has seen. */
bool kg_inspection_merge(struct kg_inspection *into, const struct kg_inspection *from);

/* Adds a finding when the column's cells were decoded wrongly, at the first of them; not where too many are distinct. */
bool kg_inspection_misread(const struct kg_inspection *, struct kg_finding about, struct kg_findings *);

/* Adds the finding that this label shows that it was decoded wrongly once (@ A B for ①②③, T U V for ⅠⅡⅢ). False when memory is
 * short. */
bool kg_misread_tell(struct kg_slice label, struct kg_finding about, struct kg_findings *);

#endif
