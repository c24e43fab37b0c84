/* row_printer - a pass-through's row as it is written, and the forms it can be written in. */
#ifndef KGI_ROW_PRINTER_H
#define KGI_ROW_PRINTER_H

#include "filter.h"
#include "buffer.h"

/* Cells that were left as they are. */
struct kgi_left {
	uint64_t count;
	struct kg_place place;		/* of the first */
	struct kgi_buffer cell;
};

/* A row, or the names of its columns, which are no row themselves. */
struct kg_row {
	const struct kgi_row_printer *printer;
	const struct kg_row *names;	/* of the columns; NULL in a row of names */
	bool safe;			/* --safe-cells */
	struct kgi_buffer line;		/* what is written so far */
	size_t count;			/* cells in it */
	size_t *ends, room;		/* of names, in the line */
	struct kgi_buffer list;		/* an array's elements, while they are put together */

	const struct kg_change *changes;
	uint64_t *counts;		/* by kind of change */
	struct kgi_left left;
	bool logs;			/* --log */
	struct kgi_buffer log;		/* what it says of the row */
	const char *file;		/* of the record */
	struct kg_place place;
};

static inline struct kg_slice kgi_row_name(const struct kg_row *names, size_t i)
{
	size_t from = i ? names->ends[i - 1] : 0;

	return (struct kg_slice){ names->line.at + from, names->ends[i] - from };
}

static inline bool kgi_row_failed(const struct kg_row *row)
{
	return row->line.failed || row->list.failed || row->log.failed || row->left.cell.failed;
}

/* Makes the row empty, for the next record. */
void kgi_row_clear(struct kg_row *);

/* What stands above all rows. */
void kgi_row_begin(struct kg_row *);

/* Ends the row: the line is complete. */
void kgi_row_end(struct kg_row *);
void kgi_row_fini(struct kg_row *);

/* Adds what another row has counted: its changes, of so many kinds, and what it left. */
void kgi_row_merge(struct kg_row *, const struct kg_row *from, size_t kinds);

#define KGI_ROW_LOG_HEADER "file,line,column,change,before,after\n"

struct kgi_row_printer {
	const char *name;
	bool fixed;			/* all rows have the columns of the first, and a header tells them; else each tells its own */
	char separator;			/* between cells */
	const char *begin, *between, *end;	/* above, between and beneath rows */
	const char *before, *behind;	/* around the cells of each */
};

extern const struct kgi_row_printer kgi_row_printers[];	/* in the order of --to's choices */
#define KGI_ROW_PRINTER_CHOICES "csv|tsv|json|jsonl"

#endif
