/* The CSV reader: libcsv decides what a record is (csv_record.c). What is regular leaves nothing to decide: it is found by
 * kgi_scan() and cut where it lies. */
#include "csv_reader.h"
#include "array.h"
#include "utf8.h"

#include <stdlib.h>

static bool make_cells(struct kgi_csv *csv)
{
	bool ahead = csv->reader->input.repeats;

	if (ahead)
		csv->ahead.cells = calloc(KGI_CSV_AHEAD * (csv->reader->binding->cell_count + 1), sizeof *csv->ahead.cells);
	return (csv->ahead.cells || !ahead) && kgi_reader_clear(csv->reader);
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
	return csv->column_of && make_cells(csv);
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

/* Does the record begin with a letter or a digit, or what may not begin a wide blank, in quotes or without? Then nothing needs to
 * be looked for. */
static inline bool has_content(const char *record)
{
	unsigned char c = (unsigned char)record[*record == '"'];

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0x80 && c != 0xC2 && c != 0xE3) ||
	       (c == 0xE3 && record[1 + (*record == '"')] != '\x80');
}

/* Where the line begins in the scanned bytes, and they themselves, as long as it has not been passed. */
static inline uint32_t line_at(const struct kgi_csv *csv)
{
	return (csv->scan.ends + csv->end)[-1] + 1;
}

static inline const char *scanned(const struct kgi_csv *csv)
{
	return kgi_source_at(&csv->reader->source, 0) - line_at(csv);
}

/* A line: where its cells end, the number of the last one, and the CR that may stand behind that. */
struct line {
	const char *bytes;		/* that were scanned */
	const uint32_t *ends;
	size_t last;
	uint32_t cr;
};

static inline struct line line_of(const struct kgi_csv *csv, const char *bytes, size_t number, size_t end)
{
	const uint32_t *ends = csv->scan.ends + end;
	size_t last = csv->scan.lines[number] - end;
	bool cr = csv->scan.pairs && ends[last] > (ends + last)[-1] + 1 && bytes[ends[last] - 1] == '\r';

	return (struct line){ bytes, ends, last, cr };
}

/* What is between two ends: the cell in this column, and behind the last one the CR. */
static inline struct kg_slice between(struct line line, size_t column)
{
	uint32_t from = (line.ends + column)[-1] + 1;

	return (struct kg_slice){ line.bytes + from, line.ends[column] - from };
}

/* The cell in this column, as it lies there. */
static inline struct kg_slice lying(struct line line, size_t column)
{
	struct kg_slice cell = between(line, column);

	cell.len -= column == line.last ? line.cr : 0;
	return cell;
}

static bool is_blank(struct kg_slice lying)
{
	if (lying.len && lying.at[0] == '"')
		lying = (struct kg_slice){ lying.at + 1, lying.len - 2 };
	return kg_trim(lying).len == 0;
}

static bool is_blank_record(struct line line)
{
	for (size_t column = 0; column <= line.last; column++)
		if (!is_blank(lying(line, column)))
			return false;
	return true;
}

/* The line's cells as they lie there. */
static inline void take_cells(const int *column_of, struct line line, struct kg_slice *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cells[i] = column_of[i] == KGI_UNWANTED ? (struct kg_slice){ "", 0 } : between(line, (size_t)column_of[i]);
	for (size_t i = 0; line.cr && i < count; i++)
		cells[i].len -= column_of[i] == (int)line.last;
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

/* Looks at the line that comes next where it lies. */
static void take_line(struct kgi_csv *csv)
{
	struct line line = line_of(csv, scanned(csv), csv->line, csv->end);

	csv->fields = line.last + 1;
	csv->record_len = line.ends[line.last] - line.ends[-1];
	csv->indexed = true;
	csv->content = has_content(kgi_source_at(&csv->reader->source, 0)) || !is_blank_record(line);
	if (csv->fields == csv->columns)
		take_cells(csv->column_of, line, csv->reader->cells, csv->reader->binding->cell_count);
}

/* Asks for the line and some that follow, as far as they have all their cells. */
static void ask_ahead(struct kgi_csv *csv, const char *bytes, size_t width)
{
	struct kg_slice *cells = csv->ahead.cells;
	size_t left = csv->scan.line_count - csv->line, most = left < KGI_CSV_AHEAD ? left : KGI_CSV_AHEAD, count = 0;

	for (size_t end = csv->end; count < most; count++, end += csv->columns) {
		struct line line = line_of(csv, bytes, csv->line + count, end);

		if (line.last + 1 != csv->columns)
			break;
		take_cells(csv->column_of, line, cells + count * width, width);
	}
	csv->ahead.line = csv->line;
	csv->ahead.count = count;
	kgi_repeats_ask(&csv->reader->repeats, cells, width, count, csv->ahead.hashes);
}

/* Counts the lines that are one more of a record that was read before, up to the first that is not. */
static void count_lines(struct kgi_csv *csv, const char *bytes)
{
	size_t width = csv->reader->binding->cell_count;

	while (csv->line < csv->scan.line_count) {
		size_t i = csv->line - csv->ahead.line, counted;
		struct kgi_repeat *next = NULL;

		if (i >= csv->ahead.count) {
			ask_ahead(csv, bytes, width);
			i = 0;
		}
		csv->asked = csv->ahead.count > 0;
		if (!csv->asked)
			return;
		counted = kgi_repeats_count(&csv->reader->repeats, csv->ahead.cells + i * width, width, csv->ahead.count - i,
					    csv->ahead.hashes + i, &next);
		csv->line += counted;
		csv->end += counted * csv->columns;
		if (i + counted == csv->ahead.count)
			continue;
		csv->known = next;
		if (!next || next->alone || !has_content(bytes + line_at(csv)))
			return;
		next->times++;
		csv->line++;
		csv->end += csv->columns;
	}
}

static void count_repeats(struct kgi_csv *csv)
{
	struct kgi_source *source = &csv->reader->source;
	const char *bytes = scanned(csv);
	uint32_t from = line_at(csv);
	size_t line = csv->line;

	count_lines(csv, bytes);

	size_t len = line_at(csv) - from, lines = csv->line - line;

	if (csv->scan.inner)
		lines = kgi_scan_count(bytes + from, len, source->line_end).lines;
	kgi_source_pass_lines(source, len, (uint32_t)lines);
}

/* The line's record may come again. */
static bool remember(struct kgi_csv *csv, struct kg_place place)
{
	struct kgi_reader *reader = csv->reader;
	size_t count = reader->binding->cell_count;
	bool content = csv->columns == 1;

	for (size_t i = 0; i < count && !content; i++)
		content = !is_blank(reader->cells[i]);
	return kgi_repeats_remember(&reader->repeats, reader->cells, count, place, content);
}

/* A record of what was taken. False when memory is short. */
static bool make_record(struct kgi_csv *csv, struct kg_place place)
{
	if (csv->asked && !csv->known && !remember(csv, place))
		return false;
	return !csv->scan.quotes || unquote_cells(csv->reader);
}

/* At the end, a record that came again. */
static int give_repeat(struct kgi_csv *csv, struct kg_place *place, struct kg_error *err)
{
	struct kgi_reader *reader = csv->reader;

	reader->text_len = 0;
	if (!kgi_reader_again(reader, reader->cells, reader->binding->cell_count, place))
		return KG_OK;
	return unquote_cells(reader) ? KG_OK : kg_error_memory(err);
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

	struct line line = line_of(csv, scanned(csv), csv->line, csv->end);

	if (line.last + 1 != csv->columns || !has_content(line.bytes + line_at(csv)))
		return false;
	take_cells(csv->column_of, line, reader->cells, reader->binding->cell_count);
	*place = reader->source.place;
	reader->record_len = csv->record_len = line.ends[line.last] - line.ends[-1];
	reader->sound = csv->sound;
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
			count_repeats(csv);
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
		free(csv->cell_of);
	}
	free(csv->ahead.cells);
	free(csv->spans);
	free(csv);
}

const struct kgi_reader_kind kgi_csv = {
	.open = open_csv, .next = next_csv, .close = close_csv, .offset = offset_csv,
	.settle = settle_csv, .lend = lend_csv, .part = part_csv, .part_size = 256 * 1024, .quotes = true,
};
