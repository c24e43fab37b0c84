/* row_printer - a pass-through's rows as they are held, and the forms they can be written in. */
#ifndef KGI_ROW_PRINTER_H
#define KGI_ROW_PRINTER_H

#include "filter.h"

struct kg_row {
	struct kgi_row_cell {
		size_t at, len;		/* in text */
		bool number;
		size_t array;		/* bytes of an array right before it, of which it is the text; 0 for none */
	} *cells;
	size_t count, room;
	char *text;
	size_t text_len, text_room;
	bool failed;			/* memory was short */

	const struct kg_change *changes;
	uint64_t *counts;		/* by kind of change */
	FILE *log;			/* --log; NULL without it */
	const char *file;		/* of the record */
	struct kg_place place;
};

static inline struct kg_slice kgi_row_cell(const struct kg_row *row, size_t i)
{
	return (struct kg_slice){ row->text + row->cells[i].at, row->cells[i].len };
}

/* Makes the row empty, for the next record. */
void kgi_row_clear(struct kg_row *);
void kgi_row_fini(struct kg_row *);

/* The first line of --log. */
void kgi_row_log_header(FILE *log);

struct kgi_row_printer {
	const char *name;
	bool fixed;			/* all rows have the columns of the first */
	void (*begin)(const struct kg_row *names, bool safe, FILE *);
	void (*row)(const struct kg_row *names, const struct kg_row *, bool first, bool safe, FILE *);
	void (*end)(FILE *);
};

extern const struct kgi_row_printer kgi_row_printers[];	/* in the order of --to's choices */
#define KGI_ROW_PRINTER_CHOICES "csv|tsv|json|jsonl"

#endif
