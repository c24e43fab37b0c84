/* columns - which columns the input has, where each of them came first, and what is wrong with their names.
 *
 *	for (size_t i = columns.count; i < kg_width(header, F_ALL); i++)
 *		kg_columns_add(&columns, kg_name_at(header, F_ALL, i), kg_book_at(header, F_ALL, i), header->place);
 *	...
 *	kg_columns_check(&columns, book, &findings);
 *
 * Functions that return bool return false when memory is short. Names are borrowed.
 */
#ifndef KG_COLUMNS_H
#define KG_COLUMNS_H

#include "codebook.h"
#include "finding.h"

struct kg_columns {
	struct kg_columns_item {
		struct kg_slice name;
		const struct kg_book_field *book;	/* NULL without one */
		struct kg_place first;			/* the first header, or JSON record, that has it */
		bool word;				/* in the first record it has a word */
	} *items;
	size_t count, room;
	struct kg_place record;				/* the first; no place before there is one */
	bool number;					/* it has a number somewhere */
};

void kg_columns_fini(struct kg_columns *);

/* Tells of the next column. */
bool kg_columns_add(struct kg_columns *, struct kg_slice name, const struct kg_book_field *, struct kg_place);

/* Tells of a record, of which the first may be the second row of a header. */
void kg_columns_record(struct kg_columns *, const struct kg_slice *cells, size_t count, struct kg_place);

bool kg_columns_merge(struct kg_columns *into, const struct kg_columns *from);

/* The column with this name; `count` where there is none. */
size_t kg_columns_find(const struct kg_columns *, struct kg_slice name);

/* A finding about the i-th column at this place. */
struct kg_finding kg_columns_about(const struct kg_columns *, size_t i, struct kg_place);

/* Adds what is wrong with the names: those that are missing, perhaps because the header has two rows, come twice, hold characters
 * that pass for others, or were decoded wrongly; with a codebook, columns it does not know, and fields that no column is for.
 * Where there was no column, there is nothing to say. */
bool kg_columns_check(const struct kg_columns *, const struct kg_codebook *, struct kg_findings *);

#endif
