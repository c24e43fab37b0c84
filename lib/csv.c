/* The CSV reader: libcsv decides what a record is (csv_record.c). What is regular leaves nothing to decide: it is found by
 * kgi_scan() and cut where it lies. */
#include "csv_line.h"
#include "array.h"
#include "utf8.h"

#include <stdlib.h>

static bool make_cells(struct kgi_csv *csv)
{
	return (!csv->reader->input.repeats || kgi_csv_look_ahead(csv)) && kgi_reader_clear(csv->reader);
}

/* Of columns that are one cell the last, as libcsv's cells follow one another. */
static bool list_columns(struct kgi_csv *csv)
{
	size_t cells = csv->reader->binding->cell_count;

	csv->column_of = calloc(cells + 1, sizeof *csv->column_of);
	for (size_t i = 0; csv->column_of && i < cells; i++)
		csv->column_of[i] = KGI_UNWANTED;
	for (size_t i = 0; csv->column_of && i < csv->columns; i++)
		if (csv->cell_of[i] != KGI_UNWANTED)
			csv->column_of[csv->cell_of[i]] = (int)i;
	return csv->column_of && kgi_csv_list_texts(csv) && make_cells(csv);
}

static int open_csv(struct kgi_reader *reader, struct kg_error *err)
{
	struct kgi_csv *csv = calloc(1, sizeof *csv);
	struct kg_arena arena = { 0 };

	reader->own = csv;
	if (!csv)
		return kg_error_memory(err);
	csv->reader = reader;
	if (!kgi_csv_begin(csv))
		return kg_error_memory(err);

	int status = kgi_csv_header(csv, &arena, err);

	if (status == KG_OK && !list_columns(csv))
		status = kg_error_memory(err);
	kg_arena_fini(&arena);
	if (reader->input.no_header)
		csv->record_len = 0;	/* the first record is read again, as a record */
	return status;
}

/* Passes the record before. */
static inline void pass_record(struct kgi_csv *csv)
{
	struct kgi_source *source = &csv->reader->source;

	if (csv->indexed && !csv->scan.inner)
		kgi_source_pass_lines(source, csv->record_len, 1);
	else
		kgi_source_pass(source, csv->record_len);
	if (csv->indexed)
		csv->end = csv->scan.lines[csv->line++] + 1;
	csv->record_len = 0;
	csv->indexed = false;
}

/* How many of the scanned bytes are lines. */
static size_t lines_len(const struct kgi_scan *scan)
{
	return scan->line_count ? scan->ends[scan->lines[scan->line_count - 1]] + (size_t)1 : 0;
}

/* Scans what comes next. That all of it is UTF-8 is found out at once, unless few of its cells are wanted, or few are made
 * records of, or they are to be decoded. A delimiter that is not ASCII may cut a character in two. False when memory is short. */
static bool scan(struct kgi_csv *csv, size_t len)
{
	struct kgi_reader *reader = csv->reader;
	struct kg_slice bytes = { kgi_source_at(&reader->source, 0), len };
	bool dense = reader->binding->cell_count * 4 >= csv->columns && (!reader->input.repeats || reader->repeats.off);

	csv->line = csv->end = csv->ahead.count = 0;
	if (!kgi_scan(&csv->scan, bytes.at, bytes.len, reader->input.delimiter, reader->source.line_end))
		return false;
	bytes.len = lines_len(&csv->scan);
	csv->plain = !csv->scan.quotes && (!reader->input.repeats || reader->repeats.off);
	csv->sound = dense && bytes.len && reader->source.encoding.kind != KGI_BY_CELL &&
		     (unsigned char)reader->input.delimiter < 0x80 && kgi_is_utf8(bytes);
	return true;
}

enum { WINDOW = 128 * 1024 };	/* bytes that are scanned at once: what the processor keeps near */

/* Makes sure that a line of the scan comes next. *irregular: it is for libcsv to read what does. */
static int look(struct kgi_csv *csv, bool *irregular, struct kg_error *err)
{
	struct kgi_source *source = &csv->reader->source;
	int status = KG_OK;

	*irregular = csv->reader->by_library;
	for (size_t window = WINDOW; !*irregular && csv->line >= csv->scan.line_count;) {
		size_t held = kgi_source_held(source), len = held < window ? held : window;

		if (!scan(csv, len))
			return kg_error_memory(err);
		if (csv->scan.line_count)
			break;
		/* the last byte alone may be irregular for want of the next */
		*irregular = (len == held && source->ended) || csv->scan.regular + 1 < len;
		if (*irregular)
			break;
		/* what comes in small pieces is looked at as it comes, what is long not again and again */
		if (len == held)
			status = kgi_source_hold(source, held < WINDOW ? held + 1 : 2 * held, err);
		if (len == window)
			window *= 2;
		if (status != KG_OK)
			return status;
	}
	return status;
}

/* A cell as libcsv gives it: without its quotes, those within single. */
static bool unquote(struct kgi_reader *reader, struct kg_slice *cell)
{
	const char *at = cell->at + 1, *end = cell->at + cell->len - 1, *quote;

	*cell = (struct kg_slice){ at, (size_t)(end - at) };
	if (!memchr(at, '"', cell->len))
		return true;

	size_t from = reader->text_len;

	while ((quote = memchr(at, '"', (size_t)(end - at)))) {
		if (!kgi_reader_text(reader, at, (size_t)(quote + 1 - at)))
			return false;
		at = quote + 2;
	}
	if (!kgi_reader_text(reader, at, (size_t)(end - at)))
		return false;
	*cell = (struct kg_slice){ reader->text + from, reader->text_len - from };
	return true;
}

static bool is_blank_record(struct kgi_line line)
{
	for (size_t column = 0; column <= line.last; column++)
		if (!kgi_cell_is_blank(kgi_line_cell(line, column)))
			return false;
	return true;
}

/* Makes texts of cells as they lie there. False when memory is short. */
static bool unquote_cells(struct kgi_reader *reader)
{
	struct kg_slice *cells = reader->cells;
	size_t len = 1;

	for (size_t i = 0; i < reader->binding->cell_count; i++)
		len += cells[i].len;
	/* texts that are put together must not move */
	if (!kg_grow(&reader->text, &reader->text_room, len, 1))
		return false;
	for (size_t i = 0; i < reader->binding->cell_count; i++)
		if (cells[i].len && cells[i].at[0] == '"' && !unquote(reader, &cells[i]))
			return false;
	return true;
}

/* The line's cells as they lie there. A cell of no column may be a copy of another, which is the record before's. */
static inline void take_cells(const struct kgi_csv *csv, struct kgi_line line)
{
	struct kg_slice *cell = csv->reader->cells, *end = cell + csv->reader->binding->cell_count;

	for (const int *column = csv->column_of; cell < end; cell++, column++)
		*cell = *column == KGI_UNWANTED ? (struct kg_slice){ "", 0 } : kgi_line_text(line, (size_t)*column, (size_t)*column);
	if (line.cr && csv->cell_of[line.last] != KGI_UNWANTED)
		csv->reader->cells[csv->cell_of[line.last]].len--;
}

/* Looks at the line that comes next where it lies. */
static void take_line(struct kgi_csv *csv)
{
	struct kgi_line line = kgi_line_of(csv, kgi_line_bytes(csv), csv->line, csv->end);

	csv->fields = line.last + 1;
	csv->record_len = line.ends[line.last] - line.ends[-1];
	csv->indexed = true;
	csv->content = kgi_line_has_content(kgi_source_at(&csv->reader->source, 0)) || !is_blank_record(line);
	if (csv->fields == csv->columns)
		take_cells(csv, line);
}

/* A record of what was taken. False when memory is short. */
static bool make_record(struct kgi_csv *csv, struct kg_place place)
{
	if (csv->asked && !csv->known && !kgi_csv_remember(csv, place))
		return false;
	return !csv->scan.quotes || unquote_cells(csv->reader);
}

/* At the end, a record that came again. */
static int give_repeat(struct kgi_csv *csv, struct kg_place *place, struct kg_error *err)
{
	return !kgi_csv_again(csv, place) || unquote_cells(csv->reader) ? KG_OK : kg_error_memory(err);
}

/* What kgi_csv_record() has put together. */
static bool fill_cells(struct kgi_csv *csv)
{
	struct kgi_reader *reader = csv->reader;

	if (!reader->text && !kgi_reader_text(reader, "", 0))
		return false;
	for (size_t i = 0; i < reader->binding->cell_count; i++)
		reader->cells[i] = csv->column_of[i] == KGI_UNWANTED ? (struct kg_slice){ "", 0 } :
				   (struct kg_slice){ reader->text + csv->spans[i].at, csv->spans[i].len };
	return true;
}

/* Finds the cell again in the record's own bytes, where a quote within quotes is two. */
static uint64_t offset_csv(struct kgi_reader *reader, size_t cell, size_t byte)
{
	const struct kgi_csv *csv = reader->own;
	const char *at = kgi_source_at(&reader->source, 0), *begin = at, *end = at + csv->record_len;
	size_t column = 0;
	bool quoted = false;

	cell = kgi_binding_original(reader->binding, cell);
	while (column + 1 < csv->columns && csv->cell_of[column] != (int)cell)
		column++;
	for (; at < end && column > 0; at++) {
		quoted ^= *at == '"';
		column -= !quoted && *at == reader->input.delimiter;
	}
	if (at < end && *at == '"')
		for (at++; at < end && byte > 0; byte--)
			at += at[0] == '"' && at + 1 < end ? 2 : 1;
	return kgi_source_offset(&reader->source, (size_t)(at - begin) + byte);
}

static bool is_blank_line(const struct kgi_csv *csv)
{
	return kgi_csv_is_blank(&csv->reader->source, kgi_source_at(&csv->reader->source, 0), csv->record_len);
}

/* Takes the line that comes next if it is like most: it was scanned, has all its cells, quotes around none, and something in the
 * first. */
static inline bool take_plain(struct kgi_csv *csv, struct kg_place *place)
{
	struct kgi_reader *reader = csv->reader;

	if (!csv->plain || csv->line >= csv->scan.line_count)
		return false;

	struct kgi_line line = kgi_line_of(csv, kgi_line_bytes(csv), csv->line, csv->end);

	if (line.last + 1 != csv->columns || !kgi_line_has_content(line.bytes + kgi_line_at(csv)))
		return false;
	take_cells(csv, line);
	*place = reader->source.place;
	reader->record_len = csv->record_len = line.ends[line.last] - line.ends[-1];
	reader->sound = csv->sound;
	reader->plain = true;
	csv->indexed = true;
	return true;
}

static int next_any(struct kgi_csv *csv, struct kg_place *place, struct kg_error *err)
{
	struct kgi_reader *reader = csv->reader;
	bool irregular;

	for (;; pass_record(csv)) {
		int status = look(csv, &irregular, err);

		if (status == KG_OK && irregular && reader->piece) {
			reader->ended = true;
			return KG_OK;
		}
		if (status == KG_OK && irregular) {
			csv->line = csv->scan.line_count = 0;
			status = kgi_csv_place(csv, csv->columns == 1, &reader->ended, err);
			if (status == KG_OK && reader->ended)
				return give_repeat(csv, place, err);
		}
		if (status != KG_OK)
			return status;
		csv->asked = false;
		if (!irregular && reader->input.repeats && !reader->repeats.off) {
			reader->record_len = 0;
			kgi_csv_count(csv);
			if (csv->line == csv->scan.line_count && kgi_reader_pauses(reader))
				return KG_OK;
			if (csv->line == csv->scan.line_count)
				continue;
		}
		*place = reader->source.place;
		reader->text_len = 0;
		if (irregular)
			status = kgi_csv_record(csv, *place, err);
		else
			take_line(csv);
		reader->sound = !irregular && csv->sound;
		reader->record_len = csv->record_len;
		if (status != KG_OK)
			return status;
		if (!irregular && csv->fields == 1 && !csv->content && csv->columns != 1 && is_blank_line(csv))
			continue;
		if (csv->fields != csv->columns)
			return kg_error_fault(err, *place, NULL, "ragged", _("cells in this record: %zu, in the header: %zu"), csv->fields,
					   csv->columns);
		if (csv->content || csv->columns == 1)
			return (irregular ? fill_cells(csv) : make_record(csv, *place)) ? KG_OK : kg_error_memory(err);
		reader->blank_rows++;
	}
}

static int next_csv(struct kgi_reader *reader, struct kg_place *place, struct kg_error *err)
{
	struct kgi_csv *csv = reader->own;

	pass_record(csv);
	return take_plain(csv, place) ? KG_OK : next_any(csv, place, err);
}

static bool lend_csv(struct kgi_reader *part, const struct kgi_reader *of)
{
	const struct kgi_csv *lender = of->own;
	struct kgi_csv *csv = part->own = calloc(1, sizeof *csv);

	if (!csv)
		return false;
	csv->reader = part;
	csv->lent = true;
	csv->columns = lender->columns;
	csv->cell_of = lender->cell_of;
	csv->column_of = lender->column_of;
	csv->texts = lender->texts;
	csv->text_count = lender->text_count;
	return make_cells(csv);
}

static bool settle_csv(struct kgi_reader *reader)
{
	struct kgi_csv *csv = reader->own;

	pass_record(csv);
	csv->line = csv->scan.line_count = 0;
	return kgi_source_has_parts(&reader->source);
}

static bool part_csv(struct kgi_reader *reader)
{
	struct kgi_csv *csv = reader->own;
	size_t len = kgi_source_held(&reader->source);

	csv->record_len = 0;
	csv->indexed = false;
	if (!scan(csv, len))
		return false;
	reader->irregular = lines_len(&csv->scan) < len;
	return true;
}

static void close_csv(struct kgi_reader *reader)
{
	struct kgi_csv *csv = reader->own;

	if (!csv)
		return;
	if (csv->begun)
		csv_free(&csv->parser);
	kgi_scan_fini(&csv->scan);
	if (!csv->lent) {
		free(csv->column_of);
		free(csv->texts);
		free(csv->cell_of);
	}
	free(csv->ahead.texts);
	free(csv->handful);
	free(csv->spans);
	free(csv);
}

const struct kgi_reader_kind kgi_csv = {
	.open = open_csv, .next = next_csv, .close = close_csv, .offset = offset_csv,
	.settle = settle_csv, .lend = lend_csv, .part = part_csv, .part_size = 256 * 1024, .quotes = true,
};
