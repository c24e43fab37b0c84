/* csv_reader - the CSV reader's own state: csv.c reads records, csv_repeat.c counts those that come again, csv_record.c reads those
 * that are not regular, csv_header.c what stands above them. */
#ifndef KGI_CSV_READER_H
#define KGI_CSV_READER_H

#include "handful.h"
#include "reader.h"
#include "scan.h"

#include <csv.h>

enum { KGI_CSV_AHEAD = 16 };

struct kgi_csv {
	struct csv_parser parser;
	bool begun;			/* the parser is initialised */
	int *cell_of;			/* by column of the file */
	size_t columns;			/* of the header */
	size_t record_from;		/* where the record begins that is looked at ahead of its time */
	size_t record_len;		/* bytes of the record before, not passed yet */

	/* The lane of what is regular. */
	struct kgi_scan scan;		/* of bytes that were held when the index was made */
	size_t line, end;		/* in the scan: the record's line, and its first cell's end */
	bool indexed;			/* the record before is of the scan */
	bool plain;			/* no line of the scan has quotes, or may come as one with others */
	bool sound;			/* all lines of the scan are known to be UTF-8, and so is every cell */
	int *column_of;			/* by cell; KGI_UNWANTED where this file has none */
	struct kgi_columns { size_t first, last; } *texts;	/* columns that are cells, neighbours together */
	size_t text_count;
	struct kgi_handful *handful;	/* of the repeats, where lines have one text; or NULL */
	const struct kgi_repeat *known;	/* the line's, if it was asked for */
	bool asked;
	struct {
		size_t line, count;	/* of the scan: those of which is known already what to ask for */
		uint32_t hashes[KGI_CSV_AHEAD];
		struct kg_slice *texts;	/* of all of them, as they lie there; NULL where no records come as one */
	} ahead;

	/* The record that is being put together. */
	struct kgi_reader *reader;
	struct { size_t at, len; } *spans;	/* of cells in reader->text; the header keeps all of its cells */
	size_t span_count, span_room;
	size_t fields, rows;
	bool header, content, failed;
	bool lent;			/* cell_of, column_of and texts are another reader's */
};

/* libcsv begins anew: after an error its state says nothing. False when memory is short. */
bool kgi_csv_begin(struct kgi_csv *);

/* The bytes of the line's end, LF or CRLF, or CR; 0 where the file ends without one. */
size_t kgi_csv_line_end(const struct kgi_source *, const char *line, size_t len);
bool kgi_csv_is_blank(const struct kgi_source *, const char *line, size_t len);

/* Feeds lines until a record is whole. csv->record_len says how far it reached. */
int kgi_csv_record(struct kgi_csv *, struct kg_place, struct kg_error *);

/* Passes the record before, and blank lines unless they are records; *ended at the end of the file. */
int kgi_csv_place(struct kgi_csv *, bool one_column, bool *ended, struct kg_error *);

/* Reads all that stands above the records, and binds the columns. */
int kgi_csv_header(struct kgi_csv *, struct kg_arena *, struct kg_error *);

/* Finds out which columns are read as one text. Makes room to look ahead, for records that may come again. False when memory is
 * short. */
bool kgi_csv_list_texts(struct kgi_csv *);
bool kgi_csv_look_ahead(struct kgi_csv *);

/* Passes and counts lines of the scan up to one that is to be read. */
void kgi_csv_count(struct kgi_csv *);

/* The record of the line, which was asked for, may come again. False when memory is short. */
bool kgi_csv_remember(struct kgi_csv *, struct kg_place);

/* The next that came again, its cells as they lay there. False when there is none. */
bool kgi_csv_again(struct kgi_csv *, struct kg_place *);

#endif
