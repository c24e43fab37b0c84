/* binding - which columns of the input a command's fields are.
 *
 *	kgi_binding_init(&binding, fields, options, args, groups, renames, book, err);
 *	for each file:
 *		kgi_binding_file(&binding);
 *		kgi_binding_offer(&binding, names, count, places_of_cells, err);	// a CSV header; JSON keys as they appear
 *		kgi_binding_check(&binding, place, err);
 *
 * Only columns that somebody wants get a cell; readers skip the others.
 */
#ifndef KGI_BINDING_H
#define KGI_BINDING_H

#include "arena.h"
#include "category.h"
#include "option.h"
#include "record.h"
#include "tuple.h"

struct kgi_want {
	int field;
	uint32_t item;			/* which of the option's values it is */
	const char *given;		/* as the user wrote it; NULL when the field's own names are wanted */
	const struct kg_book_field *book;	/* the codebook's question that it is wanted for; `given` is its title */
	struct kg_slice *names;		/* folded, the best first */
	size_t name_count;
	size_t position;		/* from #N, else 0 */
	uint32_t cell;			/* if has_cell: kept for it whatever its column is called */
	bool has_cell, named;
	bool pattern, every;		/* with * or ?; every column there is */
	bool found, literal;		/* in this file; a pattern that is a column's very name is that column */
	size_t best, rank;		/* of the columns offered now, the one with the best of its names + 1; which name that is */
	size_t passed;			/* and one with another of its names + 1; 0 if there is none */
};

struct kgi_cell {
	struct kg_slice name, folded;
	bool arrays, single;	/* some field takes an array here, some takes one value only */
	const struct kg_book_field *book;
	int *asked;		/* the fields of the conditions of book->asked */
};

/* A name of a want; there may be others that are the same. */
struct kgi_want_name {
	uint32_t want, rank;
	size_t next;				/* its place in want_names + 1 */
};

struct kg_binding {
	const struct kg_field *fields;
	size_t own_count, field_count;		/* of `fields`, and with what kgi_binding_want() added */
	struct kg_bound_columns *lists;		/* by field */
	size_t list_room;
	struct kg_tuples listed;		/* fields and cells */
	size_t *listed_at;			/* where in the field's list the cell is, or was in an earlier file */
	size_t listed_room;
	struct kgi_want *wants;
	size_t want_count, want_room;
	struct kg_categories names;		/* of wants, folded */
	size_t *name_first;			/* by name: the first of want_names + 1 */
	struct kgi_want_name *want_names;
	size_t name_room, want_name_count, want_name_room, entered;
	uint32_t *always, *due;			/* wants that look at all columns; those that look at the ones offered now */
	size_t always_count, always_room, due_count, due_room;
	struct kgi_cell *cells;
	size_t cell_count, cell_room;
	struct kg_index index;			/* of the cells, by `folded` */
	struct { uint32_t from, to; } *copies;	/* cells that are the same column of this file */
	size_t copy_count, copy_room;
	uint32_t shape;				/* another one whenever columns are offered, as they are in each file */
	size_t offered;				/* columns of this file so far */
	struct kg_slice *found;			/* their names */
	size_t found_room;
	const struct kg_option *options;
	const void *args;
	const struct kg_codebook *book;		/* NULL without one */
	struct kg_categories routers;		/* folded names of columns that tell who was asked */
	int *router_fields;			/* by name */
	size_t router_room;
	const struct kgi_export *export;	/* the known export that this file is; NULL for none */
	bool padded;				/* its form pads labels, 北 海 道 */
	struct kg_arena arena;
};

enum { KGI_UNWANTED = -1 };

/* Binds the fields as the options say. `renames` are --column's FIELD=COL. */
int kgi_binding_init(struct kg_binding *, const struct kg_field *, const struct kg_option *, const void *args,
		     const struct kg_list *groups, const struct kg_list *renames, const struct kg_codebook *book,
		     struct kg_error *);
void kgi_binding_fini(struct kg_binding *);

/* Wants one more column, named by the user; *field is what to ask the record for. */
int kgi_binding_want(struct kg_binding *, const char *name, int *field, struct kg_error *);

void kgi_binding_file(struct kg_binding *);

/* Tells the names of further columns; cell[i] becomes the i-th one's place in a record's cells, or KGI_UNWANTED. */
int kgi_binding_offer(struct kg_binding *, const struct kg_slice *names, size_t count, int *cell, struct kg_error *);

/* Have all needed columns of this file been offered? `place` is of its header or first record. */
int kgi_binding_check(const struct kg_binding *, struct kg_place, struct kg_error *);

/* For want.c. A name as it is matched, in `arena`. Is the field bound, by the options given? The cell of this name, made if
 * there is none. The cell is one of the want's field; `match` is what * stood for. */
struct kg_slice kgi_folded_name(struct kg_arena *, struct kg_slice name);
bool kgi_binding_asks(const struct kg_binding *, const struct kg_field *);
bool kgi_binding_cell(struct kg_binding *, struct kg_slice name, struct kg_slice folded, uint32_t *cell);
bool kgi_binding_list(struct kg_binding *, const struct kgi_want *, uint32_t cell, struct kg_slice match);

/* The cell that this one is a copy of, or itself. */
static inline size_t kgi_binding_original(const struct kg_binding *binding, size_t cell)
{
	for (size_t i = 0; i < binding->copy_count; i++)
		if (binding->copies[i].to == cell)
			return binding->copies[i].from;
	return cell;
}

/* Completes a record's cells: a column that is wanted under two names. */
static inline void kgi_binding_copy(const struct kg_binding *binding, struct kg_slice *cells)
{
	for (size_t i = 0; i < binding->copy_count; i++)
		cells[binding->copies[i].to] = cells[binding->copies[i].from];
}

#endif
