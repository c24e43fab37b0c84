/* heading - what stands above the records of a CSV file: titles, and a header of one row or several.
 *
 * The first rows are looked at as they are; nothing is passed.
 */
#ifndef KGI_HEADING_H
#define KGI_HEADING_H

#include "arena.h"

/* A row above the records, or among the first of them. */
struct kgi_heading_row {
	struct kg_slice *cells;
	size_t count, filled;		/* cells; those that are not blank */
};

struct kgi_heading {
	size_t titles;			/* rows to leave out, blank ones among them */
	size_t rows;			/* of the header */
	bool padded;			/* labels have blanks between their characters, 北 海 道 */
};

enum { KGI_HEADING_ROWS = 12 };		/* that are looked at */

/* Could the first row be something else than the header? If not, there is nothing to look at. */
bool kgi_heading_doubtful(const struct kgi_heading_row *first);

/* Finds titles and stacked headers. Titles are rows of one cell or none above rows that have more, all as wide, the first of which
 * can be a header: none of its cells is a figure, unless it is a year, or like a cell below it. e-Stat's tables begin with a row
 * that has a date and a 【name】 and is not as wide as the others, and then the header is all above the first row of figures. */
struct kgi_heading kgi_heading_of(const struct kgi_heading_row *rows, size_t count);

/* One name for each column from `count` rows of a header: merged cells, which leave blanks to their right, are filled from the
 * left, and what stands above each other is joined by " / ". False when memory is short. */
bool kgi_heading_join(const struct kgi_heading_row *rows, size_t count, struct kg_slice *names, size_t columns, struct kg_arena *);

/* Writes a label without the blanks that pad it, around it and between its characters: 北 海 道. Blanks between words stay. `plain`
 * has room for label.len bytes. Returns the length. */
size_t kgi_heading_unpad(struct kg_slice label, char *plain);

/* Makes the names distinct: one without a name is called #N, its position, and one that another column has (in any width and
 * case) gets " (2)" behind it. *renamed lists them, "#3, Q1 (2)", or the first of many; it is empty if there are none. False when
 * memory is short. */
bool kgi_heading_distinguish(struct kg_slice *names, size_t columns, struct kg_slice *renamed, struct kg_arena *);

#endif
