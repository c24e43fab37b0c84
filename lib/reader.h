/* reader - records from one input file, whatever form it is written in.
 *
 *	status = kgi_reader_open(&reader, path, &form, &binding, err);
 *	while (status == KG_OK && (status = kgi_reader_next(&reader, &record, err)) == KG_OK && !reader.ended)
 *		... record, reader.verbatim ...
 *	kgi_reader_close(&reader);
 *
 * A form is a row of three functions: csv.c and json.c have one each.
 */
#ifndef KGI_READER_H
#define KGI_READER_H

#include "binding.h"
#include "source.h"

enum kgi_form { KGI_AUTO, KGI_CSV, KGI_TSV, KGI_JSON, KGI_JSONL };

struct kgi_input {
	enum kgi_form form;
	char delimiter;			/* 0: what the form says */
	bool no_header;
	const char *records;		/* a JSON pointer, or NULL */
};

struct kgi_reader {
	const struct kgi_reader_kind *kind;
	struct kgi_input input;
	struct kgi_source source;
	struct kg_binding *binding;
	void *own;			/* the kind's */

	struct kg_slice *cells;		/* of the record, by the binding's cells */
	size_t cell_room;
	char *text;			/* what cells point into */
	size_t text_len, text_room;

	struct kg_slice verbatim;	/* the record's own bytes, also of a bad one */
	bool ended;
	uint64_t blank_rows;		/* passed over, since all their cells are empty */
};

struct kgi_reader_kind {
	int (*open)(struct kgi_reader *, struct kg_error *);
	/* The next record into reader->cells. KG_INPUT: a bad one, which is reported, left behind and in `verbatim`. */
	int (*next)(struct kgi_reader *, struct kg_place *, struct kg_error *);
	void (*close)(struct kgi_reader *);
};

extern const struct kgi_reader_kind kgi_csv, kgi_json;

int kgi_reader_open(struct kgi_reader *, const char *path, const struct kgi_input *, struct kg_binding *, struct kg_error *);
int kgi_reader_next(struct kgi_reader *, struct kg_record *, struct kg_error *);
void kgi_reader_close(struct kgi_reader *);

/* For the kinds. Appends to reader->text; false when memory is short. Makes every cell empty. */
bool kgi_reader_text(struct kgi_reader *, const char *, size_t);
bool kgi_reader_clear(struct kgi_reader *);

#endif
