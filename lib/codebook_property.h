/* codebook_property - how the properties of a Table Schema are read: each is a row with how. codebook_standard.c has the
 * standard's rows, codebook_own.c ours, codebook_read.c reads a schema by them.
 *
 *	static const struct kgi_property properties[] = {
 *		{ "title", .text = KGI_MEMBER(title) },
 *		{ "kaigo:asked", .read = read_asked },
 *		{ 0 }
 *	};
 *
 *	status = kgi_reading_properties(&reading, properties, object);
 *
 * All functions return KG_OK, KG_INPUT or KG_SYSTEM, and report what is wrong with the property that is being read.
 */
#ifndef KGI_CODEBOOK_PROPERTY_H
#define KGI_CODEBOOK_PROPERTY_H

#include "codebook.h"
#include "scalar.h"

#include <stddef.h>

#define KGI_OWN "kaigo:"		/* what the names of ours begin with */

struct kgi_reading {
	struct kg_codebook *book;
	struct kg_book_field *field;	/* NULL outside fields */
	const json_t *json;		/* the field's object */
	const char *property;		/* that is being read */
	struct kg_place place;
	struct kg_error *err;
};

/* Its value goes where one of these says. */
struct kgi_property {
	const char *name;		/* NULL ends a table */
	int (*read)(struct kgi_reading *, const json_t *);
	size_t text, flag;		/* a struct kg_slice or a bool of the field; 0 for none */
};

#define KGI_MEMBER(name) offsetof(struct kg_book_field, name)

/* Those of the Table Schema are read first, for all fields: ours refer to them. */
extern const struct kgi_property kgi_properties_standard[], kgi_properties_own[];

/* Reads those properties that the object has, in the table's order. */
int kgi_reading_properties(struct kgi_reading *, const struct kgi_property *, const json_t *object);

/* The name of the field, for diagnostics; NULL outside fields. */
const char *kgi_reading_column(const struct kgi_reading *);

/* KG_INPUT; `needed` says what the property's value must be. */
int kgi_reading_wrong(struct kgi_reading *, const char *needed);

/* Copies bytes, a text that is not blank, a flag, or a text or number as a cell would have it. What is kept lives as long as the
 * book. */
int kgi_reading_keep(struct kgi_reading *, const char *at, size_t len, struct kg_slice *kept);
int kgi_reading_text(struct kgi_reading *, const json_t *, struct kg_slice *kept);
int kgi_reading_flag(struct kgi_reading *, const json_t *, bool *flag);
int kgi_reading_scalar(struct kgi_reading *, const json_t *, struct kg_slice *kept);

/* Makes an array of as many zero elements of `size` bytes as the JSON array has; `array` is a pointer to any object pointer. */
int kgi_reading_array(struct kgi_reading *, const json_t *, size_t size, void *array, size_t *count);

/* What both tables, or fields and the schema, have. */
int kgi_reading_separator(struct kgi_reading *, const json_t *);
int kgi_reading_missing(struct kgi_reading *, const json_t *, struct kg_book_missing **, size_t *count);

#endif
