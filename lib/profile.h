/* profile - what the cells of one column look like, whatever the column is called.
 *
 *	struct kg_profile profile = { .limit = 80 };
 *
 *	if (!kg_profile_add(&profile, cell, record->place))
 *		return kg_error_memory(err);
 *	...
 *	if (!kg_profile_settle(&profile))
 *		return kg_error_memory(err);
 *	if (kg_profile_all(&profile, KG_TRAIT_DATE))
 *		type = KG_BOOK_DATE;
 *
 * Profiles merge in any order. A profile's memory has a bound: labels are kept up to `limit` of them, and long texts not at all.
 */
#ifndef KG_PROFILE_H
#define KG_PROFILE_H

#include "category.h"
#include "codebook.h"
#include "distinct.h"

/* What can be said of a single cell. */
enum kg_trait {
	KG_TRAIT_INTEGER = 1,		/* digits alone with a sign or not, no zero before them */
	KG_TRAIT_NUMBER = 2,		/* kg_number_read() takes it for one */
	KG_TRAIT_ZEROS = 4,		/* digits with a zero before them: 007 */
	KG_TRAIT_SIGN = 8,		/* a mark that is no word: 1 0 ○ × TRUE FALSE */
	KG_TRAIT_YES_NO = 16,		/* such a mark, or yes, no */
	KG_TRAIT_DATE = 32,
	KG_TRAIT_TIME = 64,		/* a date with a time of day */
	KG_TRAIT_SERIAL = 128,		/* a day as spreadsheets count it */
	KG_TRAIT_YEAR = 256,		/* of this or the last century where it is digits alone */
	KG_TRAIT_YEAR_NAMED = 512,	/* with 年 or an era */
	KG_TRAIT_ARRAY = 1024,		/* a JSON array */
};

/* Labels with the number of cells that hold each. */
struct kg_answers {
	struct kg_categories labels;
	struct kg_answer {
		uint64_t cells, alone;	/* alone: nothing else in the cell */
	} *counts;
	size_t room;
	uint64_t several;		/* cells with more than one */
	uint64_t ended;			/* cells with a separator at their end */
	bool too_many;			/* labels, or one too long; none is kept then */
};

/* The ways in which cells may be several answers. The first takes a cell as a whole. */
enum { KG_SPLITS = 9, KG_LABEL_LONGEST = 300 };

struct kg_profile {
	size_t limit;			/* to be set: how many labels are kept */
	bool keyed;			/* to be set: find out whether all cells differ */
	bool coded;			/* to be set: find out which cells have the form of a code */
	uint64_t present, blank;	/* cells; further ones are missing */
	struct kg_categories missing;	/* marks for no answer: 無回答, 不明, - */
	unsigned has, lacks;		/* enum kg_trait: of one cell, not of one cell */
	uint64_t formed[KG_CODE_KINDS];	/* cells of the form of a code */
	unsigned unproved;		/* kinds of codes whose check digit is not right in every cell */
	struct kg_answers plain;	/* cells in which no separator stands */
	struct kg_answers split[KG_SPLITS];	/* the others */
	struct kg_distinct distinct;
	struct kg_categories cells;	/* that are remembered, and counted only at last */
	struct kg_profile_look *looks;
	size_t look_room, cell_bytes;
};

/* Adds a cell. False when memory is short. */
bool kg_profile_add(struct kg_profile *, struct kg_slice cell, struct kg_place);

/* Counts the cells that were remembered: before anything is asked of the profile. More may be added. False when memory is
 * short. */
bool kg_profile_settle(struct kg_profile *);

/* Settles both, and adds all of `from`. False when memory is short. */
bool kg_profile_merge(struct kg_profile *, struct kg_profile *from);
void kg_profile_fini(struct kg_profile *);

/* Is it so of each cell that is present, of which there is one at least? Of any? (ZEROS only means something where all cells are
 * numbers, TIME where all are dates, YEAR_NAMED where all are years.) */
bool kg_profile_all(const struct kg_profile *, enum kg_trait);
bool kg_profile_any(const struct kg_profile *, enum kg_trait);

/* The column's answers when cells are taken apart in this way, in `answers`, which is empty before. False when memory is
 * short. */
bool kg_profile_answers(const struct kg_profile *, size_t split, struct kg_answers *answers);

/* What stands between answers; *in_text tells that sentences have it, too. "" for whole cells. */
const char *kg_profile_separator(size_t split, bool *in_text);

void kg_answers_fini(struct kg_answers *);

#endif
