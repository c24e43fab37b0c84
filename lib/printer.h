/* printer - a table's rows as they are held, and the forms they can be printed in. A form is a row in kgi_printers. */
#ifndef KGI_PRINTER_H
#define KGI_PRINTER_H

#include "arena.h"
#include "filter.h"
#include "buffer.h"
#include "remark.h"

struct kgi_value {
	enum { KGI_UNDEFINED, KGI_WORDS, KGI_DECIMAL, KGI_REAL } kind;
	bool marked;
	int digits;			/* significant ones of a real */
	union {
		struct kg_slice words;
		struct kg_decimal decimal;
		double real;
	};
};

struct kgi_table_column {
	const struct kg_column *is;
	struct kg_slice id;		/* the group column's name in the input, or is->id */
	bool grouped;
};

struct kg_table {
	const struct kg_context *context;
	const struct kg_column *declared;	/* the filter's, shown or not */
	struct kgi_table_column *columns;
	size_t width;
	int *first;			/* by the filter's column: its place in columns, -1 if there is none */
	struct kgi_value *values;	/* width a row */
	size_t rows, room;
	struct kg_layout layout;
	struct kg_slice title;
	struct kgi_remarks notes, remarks;
	struct kg_slice document;	/* instead of rows; at is NULL without one */
	bool bad, failed;		/* the verdict; memory was short */
	bool safe_cells;		/* --safe-cells: no text is a formula to a spreadsheet */
	struct kg_arena arena;
};

/* `groups` are the names of the columns that stand in <groups>' place. */
int kgi_table_init(struct kg_table *, const struct kg_filter *, const struct kg_context *, const struct kg_slice *groups,
		   size_t group_count, struct kg_error *);
void kgi_table_fini(struct kg_table *);

/* Takes the first id off a list of a layout; false at its end, which is NULL. */
static inline bool kgi_layout_next(const char **ids, struct kg_slice *id)
{
	if (!*ids)
		return false;
	*id = (struct kg_slice){ *ids, strcspn(*ids, ",") };
	*ids = id->at[id->len] ? id->at + id->len + 1 : NULL;
	return true;
}

/* Is each id of the layout one of these columns, and there once? */
bool kgi_layout_fits(const struct kg_layout *, const struct kg_column *);

static inline const struct kgi_value *kgi_value(const struct kg_table *table, size_t row, size_t column)
{
	return &table->values[row * table->width + column];
}

enum { KGI_VALUE_ROOM = 64 };

/* A value's plain text, as machine forms have it; words are borrowed, figures are written to `room`. */
struct kg_slice kgi_value_text(const struct kgi_value *, char room[KGI_VALUE_ROOM]);

/* A cell of csv or tsv. With `safe` a text that begins with = + - @, a tab or a carriage return gets ' before it, unless it is a
 * plain number; for figures there is nothing to be safe from. */
void kgi_put_cell(struct kg_slice text, char separator, bool safe, struct kgi_buffer *);

struct kgi_printer {
	const char *name;
	bool readable;			/* prints the layout and the notes; the others print the rows */
	int (*print)(const struct kg_table *, FILE *, bool color);	/* 0, or ENOMEM */
};

extern const struct kgi_printer kgi_printers[];	/* in the order of --to's choices */
#define KGI_PRINTER_CHOICES "text|csv|tsv|json|jsonl|markdown"

/* A JSON string. */
void kgi_put_string(struct kg_slice, struct kgi_buffer *);

int kgi_print_text(const struct kg_table *, FILE *, bool color);
int kgi_print_csv(const struct kg_table *, FILE *, bool color);
int kgi_print_tsv(const struct kg_table *, FILE *, bool color);
int kgi_print_json(const struct kg_table *, FILE *, bool color);
int kgi_print_jsonl(const struct kg_table *, FILE *, bool color);
int kgi_print_markdown(const struct kg_table *, FILE *, bool color);

#endif
