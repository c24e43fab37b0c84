/* Lines with a record like one that was read before are counted. What of a line is looked for are its texts: where cells are
 * neighbours, they are one. */
#include "csv_line.h"

#include <stdlib.h>

bool kgi_csv_list_texts(struct kgi_csv *csv)
{
	bool goes_on = false;

	csv->texts = calloc(csv->columns + 1, sizeof *csv->texts);
	for (size_t i = 0; csv->texts && i < csv->columns; i++) {
		bool taken = csv->cell_of[i] != KGI_UNWANTED && csv->column_of[csv->cell_of[i]] == (int)i;

		if (taken && goes_on)
			csv->texts[csv->text_count - 1].last = i;
		else if (taken)
			csv->texts[csv->text_count++] = (struct kgi_columns){ i, i };
		goes_on = taken;
	}
	return csv->texts;
}

bool kgi_csv_look_ahead(struct kgi_csv *csv)
{
	bool single = csv->text_count == 1;

	csv->ahead.texts = calloc(KGI_CSV_AHEAD * (csv->text_count + 1), sizeof *csv->ahead.texts);
	csv->handful = single ? calloc(1, sizeof *csv->handful) : NULL;
	return csv->ahead.texts && (csv->handful || !single);
}

/* A line's text as it lies there. */
static inline struct kg_slice text_of(struct kgi_line line, struct kgi_columns columns)
{
	struct kg_slice text = kgi_line_text(line, columns.first, columns.last);

	if (line.cr && columns.last == line.last)
		text.len--;
	return text;
}

/* Makes cells of texts as they lie there. */
static void split_texts(const struct kgi_csv *csv, const struct kg_slice *texts, struct kg_slice *cells)
{
	for (size_t i = 0; i < csv->text_count; i++) {
		const char *at = texts[i].at, *end = at + texts[i].len;

		for (size_t column = csv->texts[i].first; column <= csv->texts[i].last; column++, at++) {
			struct kg_slice *cell = &cells[csv->cell_of[column]];
			bool quoted = false;

			cell->at = at;
			for (; at < end && (quoted || *at != csv->reader->input.delimiter); at++)
				quoted ^= *at == '"';
			cell->len = (size_t)(at - cell->at);
		}
	}
}

/* Asks for the line and some that follow, as far as they have all their cells. */
static void ask_ahead(struct kgi_csv *csv, const char *bytes)
{
	size_t left = csv->scan.line_count - csv->line, most = left < KGI_CSV_AHEAD ? left : KGI_CSV_AHEAD, count = 0;
	struct kg_slice *text = csv->ahead.texts;

	for (size_t end = csv->end; count < most; count++, end += csv->columns) {
		struct kgi_line line = kgi_line_of(csv, bytes, csv->line + count, end);

		if (line.last + 1 != csv->columns)
			break;
		for (size_t i = 0; i < csv->text_count; i++)
			*text++ = text_of(line, csv->texts[i]);
	}
	csv->ahead.line = csv->line;
	csv->ahead.count = count;
	kgi_repeats_ask(&csv->reader->repeats, csv->ahead.texts, csv->text_count, count, csv->ahead.hashes);
}

/* The texts of a line of which is known what to ask for. */
static const struct kg_slice *ahead_of(const struct kgi_csv *csv, size_t line)
{
	return csv->ahead.texts + (line - csv->ahead.line) * csv->text_count;
}

/* Is the line one more of this record, and nothing to be looked at? */
static inline bool is_one_more(const struct kgi_repeat *repeat, struct kgi_line line)
{
	return repeat && !repeat->alone && (repeat->content || kgi_line_has_content(kgi_line_text(line, 0, 0).at));
}

/* Counts lines whose only text is one of a handful, up to the first whose is not. The last lines are none of them, for bytes are read
 * behind a text. */
static void count_handful(struct kgi_csv *csv, const char *bytes)
{
	struct kgi_columns columns = csv->texts[0];
	size_t line = csv->line, end = csv->end;

	for (; line < csv->scan.line_count; line++, end += csv->columns) {
		struct kgi_line now = kgi_line_of(csv, bytes, line, end);

		if (now.last + 1 != csv->columns)
			break;

		struct kg_slice text = text_of(now, columns);

		if (text.len > KGI_PIECE || (size_t)(text.at - bytes) + KGI_PIECE > csv->scan.regular)
			break;

		struct kgi_repeat *repeat = kgi_handful_find(csv->handful, text);

		if (!is_one_more(repeat, now))
			break;
		repeat->times++;
	}
	csv->reader->repeats.known += line - csv->line;
	csv->line = line;
	csv->end = end;
}

/* Counts the lines that are one more of a record that was read before, up to the first that is not. */
static void count_lines(struct kgi_csv *csv, const char *bytes)
{
	while (csv->line < csv->scan.line_count) {
		size_t i = csv->line - csv->ahead.line, counted;
		struct kgi_repeat *next = NULL;

		if (i >= csv->ahead.count) {
			if (csv->handful && kgi_handful_is_few(csv->handful))
				count_handful(csv, bytes);
			if (csv->line == csv->scan.line_count)
				return;
			ask_ahead(csv, bytes);
			i = 0;
		}
		csv->asked = csv->ahead.count > 0;
		if (!csv->asked)
			return;
		counted = kgi_repeats_count(&csv->reader->repeats, ahead_of(csv, csv->line), csv->text_count, csv->ahead.count - i,
					    csv->ahead.hashes + i, &next);
		csv->line += counted;
		csv->end += counted * csv->columns;
		if (i + counted == csv->ahead.count)
			continue;
		csv->known = next;
		if (!is_one_more(next, kgi_line_of(csv, bytes, csv->line, csv->end)))
			return;
		next->times++;
		csv->line++;
		csv->end += csv->columns;
	}
}

/* How many lines of the file so many lines of the scan are, which begin at `from`: line ends in cells make more of them. If they are all
 * of the scan, what stands behind them is short: part of a record, whose line ends are in a cell. */
static size_t count_in_file(const struct kgi_csv *csv, const char *bytes, uint32_t from, size_t lines)
{
	const struct kgi_scan *scan = &csv->scan;
	char line_end = csv->reader->source.line_end;
	uint32_t to = kgi_line_at(csv);

	if (!scan->inner)
		return lines;
	if (lines < scan->line_count)
		return kgi_scan_count(bytes + from, to - from, line_end).lines;
	return lines + scan->inner - kgi_scan_count(bytes + to, scan->regular - to, line_end).lines;
}

void kgi_csv_count(struct kgi_csv *csv)
{
	const char *bytes = kgi_line_bytes(csv);
	uint32_t from = kgi_line_at(csv);
	size_t line = csv->line;

	count_lines(csv, bytes);
	kgi_source_pass_lines(&csv->reader->source, kgi_line_at(csv) - from,
			      (uint32_t)count_in_file(csv, bytes, from, csv->line - line));
}

bool kgi_csv_remember(struct kgi_csv *csv, struct kg_place place)
{
	struct kgi_reader *reader = csv->reader;
	size_t count = reader->binding->cell_count;
	bool content = csv->columns == 1;

	for (size_t i = 0; i < count && !content; i++)
		content = !kgi_cell_is_blank(reader->cells[i]);
	if (!kgi_repeats_remember(&reader->repeats, ahead_of(csv, csv->line), csv->text_count, place, content))
		return false;
	if (csv->handful && reader->repeats.fresh)
		kgi_handful_add(csv->handful, *ahead_of(csv, csv->line), reader->repeats.fresh);
	return true;
}

bool kgi_csv_again(struct kgi_csv *csv, struct kg_place *place)
{
	struct kgi_reader *reader = csv->reader;

	if (!kgi_reader_again(reader, csv->ahead.texts, csv->text_count, place))
		return false;
	kgi_reader_empty(reader);
	split_texts(csv, csv->ahead.texts, reader->cells);
	return true;
}
