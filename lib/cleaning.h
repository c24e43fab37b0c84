/* cleaning - a cell as it is to be written: one that a machine reads, and means the same.
 *
 *	struct kg_cleaner cleaner = { 0 };
 *	struct kg_written written = { .cell = kg_slice(" １，０００円"), .column = kg_slice("補助額") };
 *	struct kg_cleaned cleaned;
 *
 *	if (!kg_clean(&cleaner, &written, &cleaned))
 *		return kg_error_memory(err);
 *	cleaned.text		// 1000円
 *	cleaned.unit		// 円
 *	cleaned.how		// KG_CLEAN_NUMBER
 *	...
 *	kg_cleaner_fini(&cleaner);
 *
 * Blanks around a cell go, and it is tidied (kg_tidy). If it then is nothing but one of these, it becomes
 *	a date, its own weekday behind it or not: 2024-09-30. Without separators (20240930, R060930), or as a spreadsheet counts
 *		it, only where the codebook or the column's name says that the column has days; never one before 1873
 *	a number with a known unit or none: 1000, -5, 50.0%, 90人/年. Never one that begins with a 0 and a digit
 *	a category's value: its label
 *	a code that lost its zero: 0170102313, where the check digit proves it
 * Anything else stays: a date or a number with a remark, a range, 3/4, a time, a mark for a missing answer. In a cell with
 * several answers this is done to each, and what stands between them stays. Cleaning a result again changes nothing.
 */
#ifndef KG_CLEANING_H
#define KG_CLEANING_H

#include "codebook.h"

/* What was done to a cell. */
enum kg_cleaning {
	KG_CLEAN_STRIPPED, KG_CLEAN_TIDIED, KG_CLEAN_DATE, KG_CLEAN_NUMBER, KG_CLEAN_LABEL, KG_CLEAN_CODE,
	KG_CLEANINGS,
};

/* A cell as it was read, and what is known of it. */
struct kg_written {
	struct kg_slice cell, column;		/* the column's name */
	const struct kg_book_field *book;	/* of the column; NULL without one */
	const char *separator;			/* of several answers; NULL for one. An array (kg_is_array) needs none */
	bool missing;				/* a mark for no answer */
	bool serials;				/* days may be numbers, as spreadsheets count them: 45565 */
};

/* Borrowed from the cell, the codebook and the cleaner, until it is used again. */
struct kg_cleaned {
	struct kg_slice stripped;		/* without blanks around */
	struct kg_slice text;			/* cleaned */
	struct kg_slice unit;			/* the end of the text that is a number's unit; empty without one */
	enum kg_cleaning how;			/* when the text is another than `stripped` */
};

/* Memory for results. All zero is an empty one. */
struct kg_cleaner {
	char *tidied, *made;
	bool *taken;
	size_t tidied_room, made_room, taken_room;
};

void kg_cleaner_fini(struct kg_cleaner *);

/* False when memory is short. */
bool kg_clean(struct kg_cleaner *, const struct kg_written *, struct kg_cleaned *);

/* Which of the codebook's categories the cell has: (*taken)[category]; an answer that is none is that of others, if there is one.
 * NULL for a cell without an answer. False when memory is short. */
bool kg_clean_choices(struct kg_cleaner *, const struct kg_written *, const bool **taken);

#endif
