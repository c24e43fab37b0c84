/* cleaning - a cell as it is to be written: one that a machine reads, and means the same.
 *
 *	struct kg_cleaner cleaner;
 *	struct kg_slice cell = kg_slice(" １，０００円");
 *	const struct kg_cleaned *cleaned;
 *
 *	kg_cleaner_init(&cleaner, &(struct kg_clean_column){ .name = kg_slice("補助額") });
 *	cleaned = kg_clean(&cleaner, &(struct kg_written){ .whole = cell, .cell = cell });
 *	if (!cleaned)
 *		return kg_error_memory(err);
 *	cleaned->text		// 1000円
 *	cleaned->unit		// 円
 *	cleaned->how		// KG_CLEAN_NUMBER
 *	...
 *	kg_cleaner_fini(&cleaner);
 *
 * A distinct cell of a column is cleaned once, and remembered; of cells without end only the first.
 *
 * Blanks around a cell go, and it is tidied (kg_tidy). If it then is nothing but one of these, it becomes
 *	a date, its own weekday behind it or not: 2024-09-30. Without separators (20240930, R060930), or as a spreadsheet counts
 *		it, only where the codebook or the column's name says that the column has days; never one before 1873
 *	a number with a known unit or none: 1000, -5, 50.0%, 90人/年, and ￥1,000 as 1000円. Never one that begins with a 0 and a
 *		digit, nor one with commas where the column's name says that it has several answers (1,200,300)
 *	a category's value: its label
 *	a code that lost its zero: 0170102313, where the check digit proves it
 * Anything else stays: a date or a number with a remark, a range, 3/4, a time, a mark for a missing answer; but the signs － ． ： ／
 * between digits become those of half width, as the digits do: 026-235-7111. In a cell with several answers this is done to each,
 * and what stands between them stays. Cleaning a result again changes nothing.
 */
#ifndef KG_CLEANING_H
#define KG_CLEANING_H

#include "codebook.h"
#include "index.h"

/* What was done to a cell. */
enum kg_cleaning {
	KG_CLEAN_STRIPPED, KG_CLEAN_TIDIED, KG_CLEAN_DATE, KG_CLEAN_NUMBER, KG_CLEAN_LABEL, KG_CLEAN_CODE,
	KG_CLEANINGS,
};

/* What is known of a column. */
struct kg_clean_column {
	struct kg_slice name;
	const struct kg_book_field *book;	/* NULL without one */
	const char *separator;			/* of several answers; NULL for one. An array (kg_is_array) needs none */
	bool serials;				/* days may be numbers, as spreadsheets count them: 45565 */
	bool choices;				/* which of the codebook's categories a cell has is asked for */
};

/* A cell as it was read. */
struct kg_written {
	struct kg_slice whole;			/* as it stands in the file */
	struct kg_slice cell;			/* without the blanks that pad it, which follows from that */
	bool missing;				/* a mark for no answer; so does this */
};

/* Borrowed from the cell and the cleaner, until that is used again. */
struct kg_cleaned {
	struct kg_slice stripped;		/* without blanks around */
	struct kg_slice text;			/* cleaned */
	struct kg_slice unit;			/* the end of the text that is a number's unit; empty without one */
	const bool *taken;			/* [category]; an answer that is none is that of others, if there is one. NULL for a
						 * cell without an answer, or if nobody asked */
	enum kg_cleaning how;			/* what made the text of `stripped`; KG_CLEAN_STRIPPED when they are the same */
	bool left;				/* in a column of days: what looks like one, and is not written as all are */
};

/* What cleans the cells of one column. */
struct kg_cleaner {
	struct kg_clean_column column;
	bool listed, days;			/* the column has categories, or days, */
	bool several;				/* or perhaps several answers, by its name */
	enum kg_code_kind code;			/* or codes */
	struct kg_cleaned cleaned;		/* of a cell that is not remembered */
	char *tidied, *made;
	bool *taken;
	size_t tidied_room, made_room, taken_room;
	struct kg_known_cell **known;		/* those that are */
	size_t known_room, known_bytes;
	struct kg_index index;
};

/* What the column points to must outlive the cleaner. */
void kg_cleaner_init(struct kg_cleaner *, const struct kg_clean_column *);
void kg_cleaner_fini(struct kg_cleaner *);

/* What is known without looking at anything but the cell; NULL for nothing. */
const struct kg_cleaned *kg_clean_known(struct kg_cleaner *, struct kg_slice whole);

/* NULL when memory is short. */
const struct kg_cleaned *kg_clean(struct kg_cleaner *, const struct kg_written *);

#endif
