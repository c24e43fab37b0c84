/* What libcsv makes of lines. It is fed with one physical line at a time, so that a record's first line, its own bytes and where it
 * breaks are known here. */
#include "csv_reader.h"
#include "array.h"

static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

bool kgi_csv_begin(struct kgi_csv *csv)
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
	struct kgi_csv *csv = data;
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
	struct kgi_csv *csv = data;

	(void)end;
	csv->rows++;
}

size_t kgi_csv_line_end(const struct kgi_source *source, const char *at, size_t len)
{
	if (len == 0 || at[len - 1] != source->line_end)
		return 0;
	return source->line_end == '\n' && len > 1 && at[len - 2] == '\r' ? 2 : 1;
}

bool kgi_csv_is_blank(const struct kgi_source *source, const char *at, size_t len)
{
	return len == kgi_csv_line_end(source, at, len);
}

/* Feeds lines until a record is whole. csv->record_len says how far it reached. */
int kgi_csv_record(struct kgi_csv *csv, struct kg_place place, struct kg_error *err)
{
	struct kgi_source *source = &csv->reader->source;
	struct csv_parser *parser = &csv->parser;
	bool nul = false;
	size_t len;

	csv->record_len = csv->fields = csv->rows = csv->span_count = 0;
	csv->content = false;
	for (;;) {
		int status = kgi_source_line(source, csv->record_from + csv->record_len, &len, err);

		if (status != KG_OK)
			return status;
		if (len == 0)
			break;

		const char *line = kgi_source_at(source, csv->record_from + csv->record_len);

		csv->record_len += len;
		if (csv->record_len == len && kgi_csv_is_blank(source, line, len)) {
			on_field(NULL, 0, csv);	/* libcsv passes over it; here it is a record of one empty cell */
			on_row('\n', csv);
			break;
		}
		nul |= memchr(line, '\0', len) != NULL;

		size_t end = kgi_csv_line_end(source, line, len), text = len - end;

		/* a record that ends before its line does was ended by a carriage return; at its beginning libcsv drops one */
		if (csv_parse(parser, line, text, on_field, on_row, csv) == text &&
		    (csv->rows > 0 || (csv->record_len == len && memchr("\r\n", line[0], 2)))) {
			if (!kgi_csv_begin(csv))
				return kg_error_memory(err);
			return kg_error_fault(err, place, NULL, "line-end", source->line_end == '\n' ?
					      _("a carriage return stands without a line feed") :
					      _("a line feed stands where lines end with carriage returns"));
		}
		if (csv_error(parser) != CSV_SUCCESS || csv_parse(parser, line + text, end, on_field, on_row, csv) != end) {
			if (csv_error(parser) != CSV_EPARSE || !kgi_csv_begin(csv))
				return kg_error_memory(err);
			return kg_error_fault(err, place, NULL, "quote",
					   _("a quote stands inside a cell; cells with quotes are quoted whole, \"like \"\"this\"\"\""));
		}
		if (csv->rows == 1)
			break;
	}
	if (csv->rows == 0 && csv_fini(parser, on_field, on_row, csv) != 0) {
		if (!kgi_csv_begin(csv))
			return kg_error_memory(err);
		return kg_error_fault(err, place, NULL, "quote", _("a quote is opened here and not closed before the end of the file"));
	}
	if (csv->failed)
		return kg_error_memory(err);
	return nul ? kg_error_fault(err, place, NULL, "nul",
				    _("there is a NUL byte in the record; --encoding=utf-16 reads a file in UTF-16")) : KG_OK;
}

/* Passes the record before, and blank lines unless they are records; *ended at the end of the file. */
int kgi_csv_place(struct kgi_csv *csv, bool one_column, bool *ended, struct kg_error *err)
{
	struct kgi_source *source = &csv->reader->source;
	size_t len;

	kgi_source_pass(source, csv->record_len);
	csv->record_len = 0;
	for (;;) {
		int status = kgi_source_line(source, 0, &len, err);

		*ended = len == 0;
		if (status != KG_OK || *ended || one_column || !kgi_csv_is_blank(source, kgi_source_at(source, 0), len))
			return status;
		kgi_source_pass(source, len);
	}
}
