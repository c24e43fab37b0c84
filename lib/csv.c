/* The CSV reader: libcsv decides what a record is, fed with one physical line at a time, so that a record's first line, its
 * own bytes and where it breaks are known here. A line without a quote leaves nothing to decide, and is cut where it lies. */
#include "reader.h"

#include <csv.h>
#include <stdlib.h>

struct csv {
	struct csv_parser parser;
	bool begun;			/* the parser is initialised */
	int *cell_of;			/* by column of the file */
	size_t columns;			/* of the header */
	size_t record_len;		/* bytes of the record before, not passed yet */
	size_t line_len;		/* of the line that comes next */

	/* The record that is being put together. */
	struct kgi_reader *reader;
	struct { size_t at, len; } *spans;	/* of cells in reader->text; the header keeps all of its cells */
	size_t span_count, span_room;
	size_t fields, rows;
	bool header, content, failed;
};

static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* libcsv begins anew: after an error its state says nothing. */
static bool begin_parser(struct csv *csv)
{
	if (csv->begun)
		csv_free(&csv->parser);
	csv->begun = csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
	if (!csv->begun)
		return false;
	csv_set_delim(&csv->parser, (unsigned char)csv->reader->input.delimiter);
	csv_set_space_func(&csv->parser, no_space);
	return true;
}

static void on_field(void *at, size_t len, void *data)
{
	struct csv *csv = data;
	size_t column = csv->fields++;
	struct kgi_reader *reader = csv->reader;

	if (len && !csv->content)
		csv->content = kg_trim((struct kg_slice){ at, len }).len > 0;

	size_t span = csv->span_count;

	if (!csv->header) {
		if (column >= csv->columns || csv->cell_of[column] == KGI_UNWANTED)
			return;
		span = (size_t)csv->cell_of[column];
	}
	if (!kg_grow(&csv->spans, &csv->span_room, span + 1, sizeof *csv->spans)) {
		csv->failed = true;
		return;
	}
	csv->span_count = csv->header ? span + 1 : csv->span_count;
	csv->spans[span].at = reader->text_len;
	csv->spans[span].len = len;
	csv->failed |= !kgi_reader_text(reader, at, len);
}

static void on_row(int end, void *data)
{
	struct csv *csv = data;

	(void)end;
	csv->rows++;
}

/* The bytes of the line's end, LF or CRLF; 0 where the file ends without one. */
static size_t line_end(const char *at, size_t len)
{
	if (len == 0 || at[len - 1] != '\n')
		return 0;
	return len > 1 && at[len - 2] == '\r' ? 2 : 1;
}

static bool is_blank_line(const char *at, size_t len)
{
	return len == line_end(at, len);
}

/* Feeds lines until a record is whole. csv->record_len says how far it reached. */
static int take_record(struct csv *csv, struct kg_place place, struct kg_error *err)
{
	struct kgi_source *source = &csv->reader->source;
	struct csv_parser *parser = &csv->parser;
	bool nul = false;
	size_t len;

	csv->record_len = csv->fields = csv->rows = csv->span_count = 0;
	csv->content = false;
	for (;;) {
		int status = kgi_source_line(source, csv->record_len, &len, err);

		if (status != KG_OK)
			return status;
		if (len == 0)
			break;

		const char *line = kgi_source_at(source, csv->record_len);

		csv->record_len += len;
		if (csv->record_len == len && is_blank_line(line, len)) {
			on_field(NULL, 0, csv);	/* libcsv passes over it; here it is a record of one empty cell */
			on_row('\n', csv);
			break;
		}
		nul |= memchr(line, '\0', len) != NULL;

		size_t end = line_end(line, len), text = len - end;

		/* a record that ends before its line does was ended by a carriage return; at its beginning libcsv drops one */
		if (csv_parse(parser, line, text, on_field, on_row, csv) == text &&
		    (csv->rows > 0 || (csv->record_len == len && line[0] == '\r'))) {
			if (!begin_parser(csv))
				return kg_error_memory(err);
			return kg_error_at(err, place, NULL, _("a carriage return stands without a line feed"));
		}
		if (csv_error(parser) != CSV_SUCCESS || csv_parse(parser, line + text, end, on_field, on_row, csv) != end) {
			if (csv_error(parser) != CSV_EPARSE || !begin_parser(csv))
				return kg_error_memory(err);
			return kg_error_at(err, place, NULL,
					   _("a quote stands inside a cell; cells with quotes are quoted whole, \"like \"\"this\"\"\""));
		}
		if (csv->rows == 1)
			break;
	}
	if (csv->rows == 0 && csv_fini(parser, on_field, on_row, csv) != 0) {
		if (!begin_parser(csv))
			return kg_error_memory(err);
		return kg_error_at(err, place, NULL, _("a quote is opened here and not closed before the end of the file"));
	}
	if (csv->failed)
		return kg_error_memory(err);
	return nul ? kg_error_at(err, place, NULL, _("there is a NUL byte in the record; a file in UTF-16 is to be saved as UTF-8")) : KG_OK;
}

/* Passes the record before, and blank lines unless they are records; *ended at the end of the file. */
static int next_place(struct csv *csv, bool one_column, bool *ended, struct kg_error *err)
{
	struct kgi_source *source = &csv->reader->source;
	size_t len;

	kgi_source_pass(source, csv->record_len);
	csv->record_len = 0;
	for (;;) {
		int status = kgi_source_line(source, 0, &len, err);

		csv->line_len = len;
		*ended = len == 0;
		if (status != KG_OK || *ended || one_column || !is_blank_line(kgi_source_at(source, 0), len))
			return status;
		kgi_source_pass(source, len);
	}
}

/* Names for the columns of a file without a header: #1, #2, ... */
static bool number_columns(struct csv *csv, struct kg_slice *names, struct kg_arena *arena)
{
	char name[24];

	for (size_t i = 0; i < csv->columns; i++) {
		snprintf(name, sizeof name, "#%zu", i + 1);
		names[i] = kg_arena_copy(arena, kg_slice(name));
		if (!names[i].at)
			return false;
	}
	return true;
}

static int check_header(const struct kg_slice *names, size_t count, struct kg_place place, struct kg_error *err)
{
	for (size_t i = 0; i < count; i++)
		if (kg_utf8_valid(names[i]) < names[i].len)
			return kg_error_at(err, place, NULL, _("the name of column %zu is not UTF-8; a file in CP932 is to be saved as UTF-8"), i + 1);
	return KG_OK;
}

static int bind_header(struct csv *csv, struct kg_place place, struct kg_error *err)
{
	struct kgi_reader *reader = csv->reader;
	struct kg_arena arena = { 0 };

	csv->columns = csv->fields;
	csv->cell_of = calloc(csv->columns + 1, sizeof *csv->cell_of);

	struct kg_slice *names = kg_arena_take(&arena, (csv->columns + 1) * sizeof *names);
	int status = csv->cell_of && names ? KG_OK : kg_error_memory(err);

	for (size_t i = 0; status == KG_OK && i < csv->columns; i++)
		names[i] = (struct kg_slice){ reader->text + csv->spans[i].at, csv->spans[i].len };
	if (status == KG_OK && reader->input.no_header && !number_columns(csv, names, &arena))
		status = kg_error_memory(err);
	if (status == KG_OK)
		status = check_header(names, csv->columns, place, err);
	if (status == KG_OK)
		status = kgi_binding_offer(reader->binding, names, csv->columns, csv->cell_of, place, err);
	if (status == KG_OK)
		status = kgi_binding_check(reader->binding, place, err);
	kg_arena_fini(&arena);
	return status;
}

static int open_csv(struct kgi_reader *reader, struct kg_error *err)
{
	struct csv *csv = calloc(1, sizeof *csv);
	bool ended;

	reader->own = csv;
	if (!csv)
		return kg_error_memory(err);
	csv->reader = reader;
	csv->header = true;
	if (!begin_parser(csv))
		return kg_error_memory(err);

	int status = next_place(csv, false, &ended, err);
	struct kg_place place = reader->source.place;

	if (status == KG_OK && ended)
		return kg_error_at(err, place, NULL, _("there is no header, only blank lines"));
	if (status == KG_OK)
		status = take_record(csv, place, err);
	if (status == KG_OK)
		status = bind_header(csv, place, err);
	csv->header = false;
	if (reader->input.no_header)
		csv->record_len = 0;	/* the first record is read again, as a record */
	return status;
}

/* Is the line that comes next a record whatever stands in it? */
static bool is_plain(const struct csv *csv)
{
	const char *line = kgi_source_at(&csv->reader->source, 0);
	size_t text = csv->line_len - line_end(line, csv->line_len);

	return text > 0 && !memchr(line, '"', text) && !memchr(line, '\r', text) && !memchr(line, '\0', text);
}

static void take_plain(struct csv *csv)
{
	const char *at = kgi_source_at(&csv->reader->source, 0), *end = at + csv->line_len - line_end(at, csv->line_len);
	const char *stop;

	csv->record_len = csv->line_len;
	csv->fields = 0;
	csv->content = false;
	do {
		size_t column = csv->fields++;

		stop = memchr(at, csv->reader->input.delimiter, (size_t)(end - at));

		struct kg_slice cell = { at, (size_t)((stop ? stop : end) - at) };

		if (!csv->content)
			csv->content = kg_trim(cell).len > 0;
		if (column < csv->columns && csv->cell_of[column] != KGI_UNWANTED)
			csv->reader->cells[csv->cell_of[column]] = cell;
		at = stop ? stop + 1 : end;
	} while (stop);
}

/* What take_record() has put together. */
static bool fill_cells(struct csv *csv)
{
	struct kgi_reader *reader = csv->reader;

	if (!reader->text && !kgi_reader_text(reader, "", 0))
		return false;
	for (size_t i = 0; i < csv->columns; i++) {
		int cell = csv->cell_of[i];

		if (cell != KGI_UNWANTED)
			reader->cells[cell] = (struct kg_slice){ reader->text + csv->spans[cell].at, csv->spans[cell].len };
	}
	return true;
}

static int check_cells(const struct kgi_reader *reader, struct kg_place place, struct kg_error *err)
{
	for (size_t i = 0; i < reader->binding->cell_count; i++) {
		struct kg_slice cell = reader->cells[i];
		size_t valid = kg_utf8_valid(cell);

		if (valid < cell.len)
			return kg_error_at(err, place, reader->binding->cells[i].name.at,
					   _("byte %zu of the cell, 0x%02x, is not UTF-8; a file in CP932 is to be saved as UTF-8"), valid + 1,
					   (unsigned char)cell.at[valid]);
	}
	return KG_OK;
}

static int next_csv(struct kgi_reader *reader, struct kg_place *place, struct kg_error *err)
{
	struct csv *csv = reader->own;

	for (;;) {
		int status = next_place(csv, csv->columns == 1, &reader->ended, err);

		if (status != KG_OK || reader->ended)
			return status;
		*place = reader->source.place;
		if (!kgi_reader_clear(reader))
			return kg_error_memory(err);

		bool plain = is_plain(csv);

		if (plain)
			take_plain(csv);
		else
			status = take_record(csv, *place, err);
		reader->verbatim = (struct kg_slice){ kgi_source_at(&reader->source, 0), csv->record_len };
		if (status != KG_OK)
			return status;
		if (csv->fields != csv->columns)
			return kg_error_at(err, *place, NULL, _("cells in this record: %zu, in the header: %zu"), csv->fields,
					   csv->columns);
		if (csv->content || csv->columns == 1)
			return plain || fill_cells(csv) ? check_cells(reader, *place, err) : kg_error_memory(err);
		reader->blank_rows++;
	}
}

static void close_csv(struct kgi_reader *reader)
{
	struct csv *csv = reader->own;

	if (!csv)
		return;
	if (csv->begun)
		csv_free(&csv->parser);
	free(csv->cell_of);
	free(csv->spans);
	free(csv);
}

const struct kgi_reader_kind kgi_csv = { open_csv, next_csv, close_csv };
