/* reader - records from one input file, whatever form it is written in.
 *
 *	status = kgi_reader_open(&reader, path, &form, &binding, err);
 *	while (status == KG_OK && (status = kgi_reader_next(&reader, &record, err)) == KG_OK && !reader.ended)
 *		... record ...
 *	kgi_reader_close(&reader);
 *
 * A form is a row of three functions: csv.c and json.c have one each.
 */
#ifndef KGI_READER_H
#define KGI_READER_H

#include "binding.h"
#include "lens.h"
#include "meaning.h"
#include "remark.h"
#include "repeat.h"
#include "source.h"

enum kgi_form { KGI_AUTO, KGI_CSV, KGI_TSV, KGI_JSON, KGI_JSONL };

struct kgi_input {
	enum kgi_form form;
	char delimiter;			/* 0: what the form says */
	bool no_header;
	const char *records;		/* a JSON pointer, or NULL */
	const struct kgi_encoding *encoding;	/* NULL: what the bytes look like */
	bool skip_given, stack_given;
	unsigned skip_rows;		/* above the header; if not given, titles are recognised */
	unsigned header_rows;		/* that make up the header; if not given one, or what a known form has */
	struct kgi_remarks *remarks;	/* what is to be said about the file */
	bool repeats;			/* records alike may come as one */
};

struct kgi_reader {
	const char *path;
	const struct kgi_reader_kind *kind;
	struct kgi_input input;
	bool delimiter_given;
	struct kgi_source source;
	struct kg_binding *binding;
	void *own;			/* the kind's */

	struct kg_slice *cells, *raw, *written;	/* of the record, by the binding's cells: see struct kg_record */
	unsigned char *missing;		/* enum kg_missing */
	struct kgi_lens *lenses;
	struct kg_meanings *recent;	/* cells that were found to be UTF-8 or not, by the binding's cells */
	size_t cell_room, raw_room, written_room, missing_room, lens_room, recent_room;
	struct kgi_decoder decoder;	/* of cells */
	char *text;			/* what cells point into */
	size_t text_len, text_room;

	struct kgi_repeats repeats;
	uint64_t times;			/* how many records the one that was read stands for */
	struct kg_place header;		/* where it stands; no place at all if there is none */
	size_t record_len;		/* of the record, also of a bad one */
	struct kg_slice verbatim;	/* its bytes, after kgi_reader_verbatim() */
	bool by_library;		/* for tests: libcsv or jansson reads all, nothing is regular */
	bool lent;			/* by another one */
	bool piece;			/* a part of a file, and others follow */
	bool irregular;			/* and not only regular records */
	bool unended;			/* which do not end with the end of a line */
	bool sound;			/* the record's cells are known to be UTF-8 */
	bool plain;			/* and they lie in a line without quotes */
	bool whole;			/* the bad record has all its cells: what is wrong is in them */
	bool ended;
	uint64_t until;			/* an offset where it ends for now, and then is 0 */
	uint64_t blank_rows;		/* passed over, since all their cells are empty */
};

struct kgi_reader_kind {
	int (*open)(struct kgi_reader *, struct kg_error *);
	/* The next record into reader->cells. KG_INPUT: a bad one, which is reported and left behind. Both tell
	 * reader->record_len. */
	int (*next)(struct kgi_reader *, struct kg_place *, struct kg_error *);
	void (*close)(struct kgi_reader *);
	/* Where the byte of the record's cell stands in the file; NULL for a form whose cells are UTF-8 in any case. */
	uint64_t (*offset)(struct kgi_reader *, size_t cell, size_t byte);

	/* For the functions that are called so below. A form that is not read in parts has none of this. */
	bool (*settle)(struct kgi_reader *);
	bool (*lend)(struct kgi_reader *part, const struct kgi_reader *of);
	bool (*part)(struct kgi_reader *);
	size_t part_size;		/* in bytes, about */
	bool quotes;			/* a line may end within them */
};

extern const struct kgi_reader_kind kgi_csv, kgi_json, kgi_jsonl;

int kgi_reader_open(struct kgi_reader *, const char *path, const struct kgi_input *, struct kg_binding *, struct kg_error *);
int kgi_reader_next(struct kgi_reader *, struct kg_record *, struct kg_error *);
void kgi_reader_close(struct kgi_reader *);

/* The record that was read last is bad: it is not one of several alike. */
void kgi_reader_forget(struct kgi_reader *);

/* Finds the bytes of the record that was read last, as they are in the file: reader->verbatim. */
void kgi_reader_verbatim(struct kgi_reader *);

/* Passes what has been read. False when parts cannot be cut out of what comes next. */
bool kgi_reader_settle(struct kgi_reader *);

/* Where the last line in `len` held bytes ends outside quotes, if all is regular; 0 if there is none. *lines: how many end up to
 * there. */
size_t kgi_reader_cut(const struct kgi_reader *, size_t len, size_t *lines);

/* A reader for parts of a file that another one has opened and settled, which must outlive it. Each part is whole records, and
 * borrowed; reader.irregular tells that it is not, or that only the file's own reader can read it. False when memory is short. */
bool kgi_reader_lend(struct kgi_reader *part, const struct kgi_reader *of);
bool kgi_reader_part(struct kgi_reader *, const struct kgi_source_part *);

/* After the last part: the records that stand for others in all parts come next. */
void kgi_reader_parted(struct kgi_reader *);

/* For the kinds. Has the reader come to where it ends for now? It has ended then. */
static inline bool kgi_reader_pauses(struct kgi_reader *reader)
{
	if (!reader->until || reader->source.place.offset + reader->record_len < reader->until)
		return false;
	reader->until = 0;
	reader->ended = true;
	return true;
}

/* Of the records that came again the next, with the cells, or texts of cells, that were remembered; false when there is none. */
bool kgi_reader_again(struct kgi_reader *, struct kg_slice *cells, size_t width, struct kg_place *);

/* A text of the file in UTF-8, *bad is the byte that is not; it stays until the next call. KG_OK, or KG_SYSTEM. */
int kgi_reader_decode(struct kgi_reader *, struct kg_slice raw, struct kg_slice *text, bool *good, struct kg_error *);

/* Appends to reader->text; false when memory is short. */
bool kgi_reader_text(struct kgi_reader *, const char *, size_t);

/* Makes room for the cells, false when memory is short, and every cell empty; or that alone where there is room. */
bool kgi_reader_clear(struct kgi_reader *);
void kgi_reader_empty(struct kgi_reader *);

#endif
