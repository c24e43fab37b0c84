/* csv_line - regular lines of a CSV file, as kgi_scan() found them.
 *
 *	struct kgi_line line = kgi_line_of(csv, kgi_line_bytes(csv), csv->line, csv->end);
 *
 *	kgi_line_cell(line, 0)		// the first cell, with its quotes
 */
#ifndef KGI_CSV_LINE_H
#define KGI_CSV_LINE_H

#include "csv_reader.h"

/* A line: where its cells end, the number of the last one, and the CR that may stand behind that. */
struct kgi_line {
	const char *bytes;		/* that were scanned */
	const uint32_t *ends;
	size_t last;
	uint32_t cr;
};

static inline struct kgi_line kgi_line_of(const struct kgi_csv *csv, const char *bytes, size_t number, size_t end)
{
	const uint32_t *ends = csv->scan.ends + end;
	size_t last = csv->scan.lines[number] - end;
	bool cr = csv->scan.pairs && ends[last] > (ends + last)[-1] + 1 && bytes[ends[last] - 1] == '\r';

	return (struct kgi_line){ bytes, ends, last, cr };
}

/* What is between two ends: the cells in these columns, and behind the last one the CR. */
static inline struct kg_slice kgi_line_text(struct kgi_line line, size_t first, size_t last)
{
	uint32_t from = (line.ends + first)[-1] + 1;

	return (struct kg_slice){ line.bytes + from, line.ends[last] - from };
}

/* The cell in this column, as it lies there. */
static inline struct kg_slice kgi_line_cell(struct kgi_line line, size_t column)
{
	struct kg_slice cell = kgi_line_text(line, column, column);

	cell.len -= column == line.last ? line.cr : 0;
	return cell;
}

/* Is there nothing in a cell that lies there? */
static inline bool kgi_cell_is_blank(struct kg_slice cell)
{
	if (cell.len && cell.at[0] == '"')
		cell = (struct kg_slice){ cell.at + 1, cell.len - 2 };
	return kg_trim(cell).len == 0;
}

/* Does the record begin with a letter or a digit, or what may not begin a wide blank, in quotes or without? Then nothing needs to
 * be looked for. */
static inline bool kgi_line_has_content(const char *record)
{
	unsigned char c = (unsigned char)record[*record == '"'];

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0x80 && c != 0xC2 && c != 0xE3) ||
	       (c == 0xE3 && record[1 + (*record == '"')] != '\x80');
}

/* Where the line begins in the scanned bytes, and they themselves, as long as it has not been passed. */
static inline uint32_t kgi_line_at(const struct kgi_csv *csv)
{
	return (csv->scan.ends + csv->end)[-1] + 1;
}

static inline const char *kgi_line_bytes(const struct kgi_csv *csv)
{
	return kgi_source_at(&csv->reader->source, 0) - kgi_line_at(csv);
}

#endif
