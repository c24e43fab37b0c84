/* What a CSV file begins with: how its lines end, sep=, titles, a header of one row or several, and which columns are wanted. */
#include "csv_reader.h"
#include "export.h"
#include "heading.h"
#include "listing.h"

#include <stdlib.h>
#include <strings.h>

/* The cells of the record that kgi_csv_record() has put together, in UTF-8. */
static int take_row(struct kgi_csv *csv, struct kgi_heading_row *row, struct kg_place place, struct kg_arena *arena,
		    struct kg_error *err)
{
	struct kgi_reader *reader = csv->reader;

	*row = (struct kgi_heading_row){ .cells = kg_arena_take(arena, (csv->fields + 1) * sizeof *row->cells), .count = csv->fields };
	if (!row->cells)
		return kg_error_memory(err);
	for (size_t i = 0; i < row->count; i++) {
		struct kg_slice raw = { reader->text + csv->spans[i].at, csv->spans[i].len }, text;
		bool good;
		int status = kgi_reader_decode(reader, raw, &text, &good, err);

		if (status != KG_OK)
			return status;
		if (!good)
			return kg_error_fault(err, place, NULL, "undecodable",
					      _("the name of column %zu is not %s; --encoding=NAME says what the file is in"), i + 1,
					      reader->source.encoding.name);
		row->cells[i] = kg_arena_copy(arena, text);
		if (!row->cells[i].at)
			return kg_error_memory(err);
		row->filled += kg_trim(text).len > 0;
	}
	return KG_OK;
}

/* Takes one row, and leaves it to be passed. */
static int next_row(struct kgi_csv *csv, struct kgi_heading_row *row, bool *ended, struct kg_arena *arena, struct kg_error *err)
{
	int status = kgi_csv_place(csv, false, ended, err);
	struct kg_place place = csv->reader->source.place;

	csv->reader->text_len = 0;
	if (status == KG_OK && !*ended)
		status = kgi_csv_record(csv, place, err);
	return status || *ended ? status : take_row(csv, row, place, arena, err);
}

/* The first line that ends outside quotes tells how lines end. */
static int find_line_end(struct kgi_csv *csv, struct kg_error *err)
{
	enum { FAR = 64 * 1024 };
	struct kgi_source *source = &csv->reader->source;
	bool quoted = false;
	int status = KG_OK;

	for (size_t at = 0; status == KG_OK && at < FAR; at++) {
		status = kgi_source_hold(source, at + 2, err);
		if (status != KG_OK || at >= kgi_source_held(source))
			break;

		const char *c = kgi_source_at(source, at);
		bool last = at + 1 == kgi_source_held(source);

		quoted ^= *c == '"';
		if (quoted || (*c == '\r' && !last && c[1] == '\r'))
			continue;
		if (*c == '\r' && (last || c[1] != '\n'))
			source->line_end = '\r';
		if (*c == '\n' || *c == '\r')
			break;
	}
	return status;
}

/* Excel's own first line, sep=; or "sep=;", says what stands between cells. */
static int read_sep(struct kgi_csv *csv, struct kg_error *err)
{
	struct kgi_reader *reader = csv->reader;
	size_t len;
	int status = kgi_source_line(&reader->source, 0, &len, err);
	struct kg_slice line;

	if (status != KG_OK)
		return status;
	line.at = kgi_source_at(&reader->source, 0);
	line.len = len - kgi_csv_line_end(&reader->source, line.at, len);
	if (line.len == 7 && line.at[0] == '"' && line.at[6] == '"')
		line = (struct kg_slice){ line.at + 1, 5 };
	if (line.len != 5 || strncasecmp(line.at, "sep=", 4) != 0)
		return KG_OK;
	if (!reader->delimiter_given)
		reader->input.delimiter = line.at[4];
	kgi_source_pass(&reader->source, len);
	status = reader->input.delimiter >= '@' ? kgi_source_decode(&reader->source, err) : KG_OK;
	return status == KG_OK && !kgi_csv_begin(csv) ? kg_error_memory(err) : status;
}

static void begin_again(struct kgi_csv *csv)
{
	csv->record_len = csv->fields = csv->span_count = 0;
	csv->reader->text_len = 0;
}

/* Looks at the rows that come first without passing them: a parser of its own, and what it cannot read is no title. */
static int look_ahead(struct kgi_csv *csv, struct kgi_heading *heading, struct kg_arena *arena, struct kg_error *err)
{
	struct kgi_heading_row rows[KGI_HEADING_ROWS] = { 0 };
	struct kgi_source *source = &csv->reader->source;
	struct kg_error unread;
	size_t count = 0, at = 0, len;
	int status = KG_OK;

	kg_error_init(&unread, err->tool);
	while (count < KGI_HEADING_ROWS && status == KG_OK) {
		status = kgi_source_line(source, at, &len, err);
		if (status != KG_OK || len == 0)
			break;

		if (!kgi_csv_is_blank(source, kgi_source_at(source, at), len)) {
			csv->reader->text_len = 0;
			csv->record_from = at;
			status = kgi_csv_record(csv, source->place, &unread);
			len = csv->record_len;
			if (status == KG_OK)
				status = take_row(csv, &rows[count], source->place, arena, &unread);
			if (status != KG_OK || (++count == 1 && !kgi_heading_doubtful(&rows[0])))
				break;
		}
		at += len;
	}
	csv->record_from = 0;
	begin_again(csv);
	if (status == KG_SYSTEM)
		kg_error_merge(err, &unread);
	kg_error_fini(&unread);
	*heading = kgi_heading_of(rows, count);
	return status == KG_INPUT ? KG_OK : status;
}

/* Passes rows above the header: as many lines as asked for, or those that are no header. */
static int pass_titles(struct kgi_csv *csv, struct kgi_heading *heading, struct kg_arena *arena, struct kg_error *err)
{
	const struct kgi_input *input = &csv->reader->input;
	struct kgi_source *source = &csv->reader->source;
	struct kgi_heading_row row = { 0 };
	struct kg_listing listing = { .most = KG_LISTING_COLUMNS };
	struct kg_slice titles;
	bool ended = false;
	int status = KG_OK;
	size_t len;

	if (input->no_header)
		return KG_OK;
	if (!input->skip_given)
		status = look_ahead(csv, heading, arena, err);
	for (unsigned i = 0; i < input->skip_rows && status == KG_OK; i++) {
		status = kgi_source_line(source, 0, &len, err);
		if (status == KG_OK && !kgi_csv_is_blank(source, kgi_source_at(source, 0), len)) {
			status = kgi_csv_record(csv, source->place, err);
			len = csv->record_len;
		}
		if (status == KG_OK)
			kgi_source_pass(source, len);
		begin_again(csv);
	}
	for (size_t i = 0; i < heading->titles && status == KG_OK; i++) {
		status = next_row(csv, &row, &ended, arena, err);
		for (size_t c = 0; c < row.count && status == KG_OK; c++)
			if (kg_trim(row.cells[c]).len && !kg_listing_add(&listing, arena, kg_trim(row.cells[c])))
				status = kg_error_memory(err);
	}
	if (status == KG_OK && !kg_listing_end(&listing, arena, &titles))
		status = kg_error_memory(err);
	if (status == KG_OK && titles.len && input->remarks)
		kgi_remark(input->remarks, _("%s: rows above the header, left out: %zu (%s); --skip-rows says otherwise."),
			   kg_error_file_name(err, source->place.file), heading->titles, titles.at);
	return status;
}

/* Is there a sound record `from` bytes ahead? *len is what it takes, or another one; 0 at the end. */
static bool is_sound_ahead(struct kgi_csv *csv, size_t from, size_t *len, struct kg_error *unread)
{
	begin_again(csv);
	csv->record_from = from;

	bool sound = kgi_csv_record(csv, csv->reader->source.place, unread) == KG_OK && csv->fields == csv->columns && csv->content;

	*len = csv->record_len;
	return sound;
}

/* The cells of the first sound record behind the header, as they are in the file; none, if there is none near. */
static int first_cells(struct kgi_csv *csv, struct kgi_heading_row *row, struct kg_arena *arena, struct kg_error *err)
{
	struct kgi_reader *reader = csv->reader;
	struct kg_error unread;
	size_t header_len = csv->record_len, at = header_len, len = 1;
	bool found = false;

	*row = (struct kgi_heading_row){ 0 };
	kg_error_init(&unread, err->tool);
	for (int i = 0; i < KGI_HEADING_ROWS && len && !found; i++, at += len)
		found = is_sound_ahead(csv, at, &len, &unread);
	kg_error_fini(&unread);
	if (found) {
		row->cells = kg_arena_take(arena, (csv->span_count + 1) * sizeof *row->cells);
		row->count = row->cells ? csv->span_count : 0;
	}
	for (size_t i = 0; i < row->count; i++)
		row->cells[i] = (struct kg_slice){ reader->text + csv->spans[i].at, csv->spans[i].len };
	begin_again(csv);
	csv->record_from = 0;
	csv->record_len = header_len;
	return found && !row->cells ? kg_error_memory(err) : KG_OK;
}

static int bind_header(struct kgi_csv *csv, struct kg_slice *names, struct kg_place place, struct kg_arena *arena,
		       struct kg_error *err)
{
	struct kgi_reader *reader = csv->reader;
	struct kg_slice renamed = { "", 0 };
	struct kgi_heading_row first;
	int status = first_cells(csv, &first, arena, err);

	csv->cell_of = calloc(csv->columns + 1, sizeof *csv->cell_of);
	if (!csv->cell_of)
		return kg_error_memory(err);
	/* without a header there are no names, and columns are called by their positions */
	for (size_t i = 0; reader->input.no_header && i < csv->columns; i++)
		names[i] = kg_slice("");
	if (!kgi_heading_distinguish(names, csv->columns, &renamed, arena))
		return kg_error_memory(err);
	if (renamed.len && !reader->input.no_header && reader->input.remarks)
		kgi_remark(reader->input.remarks, _("%s: columns without a name, or with that of another one, are called: %s"),
			   kg_error_file_name(err, place.file), renamed.at);
	reader->header = place;
	reader->binding->export = kgi_export_of(names, csv->columns, first.cells, first.count);
	if (status == KG_OK)
		status = kgi_binding_offer(reader->binding, names, csv->columns, csv->cell_of, err);
	return status ? status : kgi_binding_check(reader->binding, place, err);
}

static bool unpad(struct kgi_heading_row *row, struct kg_arena *arena)
{
	for (size_t i = 0; i < row->count; i++) {
		char *plain = kg_arena_take(arena, row->cells[i].len + 1);

		if (!plain)
			return false;
		row->cells[i] = (struct kg_slice){ plain, kgi_heading_unpad(row->cells[i], plain) };
	}
	return true;
}

/* The rows of the header, and one name for each column from them. */
static int read_header(struct kgi_csv *csv, size_t rows, struct kg_arena *arena, struct kg_error *err)
{
	struct kgi_heading_row *row = kg_arena_take(arena, rows * sizeof *row);
	struct kg_place place = { 0 };
	struct kg_slice *names;
	bool ended = false;
	int status = row ? KG_OK : kg_error_memory(err);

	for (size_t i = 0; i < rows && status == KG_OK && !ended; i++) {
		status = next_row(csv, &row[i], &ended, arena, err);
		if (i == 0)
			place = csv->reader->source.place;
		if (status == KG_OK && !ended && csv->reader->binding->padded && !unpad(&row[i], arena))
			status = kg_error_memory(err);
		if (status == KG_OK && !ended && row[i].count > csv->columns)
			csv->columns = row[i].count;
	}
	if (status == KG_OK && ended)
		return kg_error_at(err, csv->reader->source.place, NULL, rows > 1 || csv->reader->input.skip_rows ?
				   _("the file ends before its header does; see --skip-rows and --header-rows") :
				   _("there is no header, only blank lines"));
	names = status == KG_OK ? kg_arena_take(arena, (csv->columns + 1) * sizeof *names) : NULL;
	if (status == KG_OK && (!names || !kgi_heading_join(row, rows, names, csv->columns, arena)))
		status = kg_error_memory(err);
	return status ? status : bind_header(csv, names, place, arena, err);
}

int kgi_csv_header(struct kgi_csv *csv, struct kg_arena *arena, struct kg_error *err)
{
	struct kgi_heading heading = { .rows = 1 };
	const struct kgi_input *input = &csv->reader->input;
	int status = find_line_end(csv, err);

	csv->header = true;
	if (status == KG_OK)
		status = read_sep(csv, err);
	if (status == KG_OK)
		status = pass_titles(csv, &heading, arena, err);
	csv->reader->binding->padded = heading.padded;
	if (status == KG_OK)
		status = read_header(csv, input->stack_given ? input->header_rows : heading.rows, arena, err);
	csv->header = false;
	return status;
}
