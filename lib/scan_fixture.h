/* scan_fixture - what libcsv makes of bytes, to hold scan against; for its test and its fuzz program.
 *
 * libcsv is as lib/csv.c has it, but gets one byte at a time, so that where it stops is known to the byte. Both sides write down
 * what they read: every cell, and where every line ends. */
#ifndef KGI_SCAN_FIXTURE_H
#define KGI_SCAN_FIXTURE_H

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "fuzz_fixture.h"
#include "scan.h"

struct reading {
	char *text;		/* a cell is C, its length and itself; a line is L and the offset of its last byte */
	size_t len, room;
	size_t stop;		/* the first byte that is irregular, or the length */
	size_t rows;
	bool quoted;
};

static void put(struct reading *reading, char kind, size_t number, const char *text, size_t len)
{
	char head[1 + sizeof number];

	head[0] = kind;
	memcpy(head + 1, &number, sizeof number);
	if (!kg_grow(&reading->text, &reading->room, reading->len + sizeof head + len, 1))
		abort();
	memcpy(reading->text + reading->len, head, sizeof head);
	if (len)
		memcpy(reading->text + reading->len + sizeof head, text, len);
	reading->len += sizeof head + len;
}

static void on_cell(void *text, size_t len, void *data)
{
	put(data, 'C', len, text, len);
}

static void on_row(int end, void *data)
{
	struct reading *reading = data;

	(void)end;
	reading->rows++;
}

static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* The length of the line end that stands at `at`: LF, CRLF or CR; 0 for any other thing. */
static size_t line_end_at(const char *bytes, size_t len, size_t at, char line_end)
{
	if (bytes[at] == line_end)
		return 1;
	return line_end == '\n' && bytes[at] == '\r' && at + 1 < len && bytes[at + 1] == '\n' ? 2 : 0;
}

/* Gives libcsv the byte at `at`, and minds what lib/csv.c does beyond. Returns the bytes read, 0 for one that is irregular. */
static size_t feed(struct csv_parser *parser, struct reading *reading, const char *bytes, size_t len, size_t at, bool begins,
		   char line_end)
{
	size_t rows = reading->rows, end = line_end_at(bytes, len, at, line_end);
	char c = bytes[at];

	if (c == '\0' || (begins && end == 0 && (c == '\r' || c == '\n')))
		return 0;
	if (begins && end) {
		put(reading, 'C', 0, NULL, 0);	/* libcsv passes over an empty line; here it is a record of one empty cell */
		reading->rows++;
	} else if (csv_parse(parser, &c, 1, on_cell, on_row, reading) != 1) {
		return 0;
	}
	if (rows == reading->rows)
		return 1;
	if (end)
		put(reading, 'L', at + end - 1, NULL, 0);
	return end;
}

static struct reading read_with_libcsv(const char *bytes, size_t len, struct form form)
{
	struct reading reading = { 0 };
	struct csv_parser parser;
	size_t rows = 1, fed = 1;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort();
	csv_set_delim(&parser, (unsigned char)form.delimiter);
	csv_set_space_func(&parser, no_space);
	reading.rows = 1;
	for (bool begins = true; reading.stop < len && fed; reading.stop += fed) {
		fed = feed(&parser, &reading, bytes, len, reading.stop, begins, form.line_end);
		begins = rows != reading.rows;
		rows = reading.rows;
	}
	if (reading.stop == len)
		reading.quoted = csv_fini(&parser, on_cell, on_row, &reading) != 0;
	csv_free(&parser);
	return reading;
}

/* The text of a cell as it lies there, without its quotes. */
static void put_cell(struct reading *reading, const char *at, size_t len)
{
	char *text = malloc(len + 1);
	size_t kept = 0;

	if (!text)
		abort();
	if (len > 1 && at[0] == '"') {
		for (size_t i = 1; i + 1 < len; i += at[i] == '"' ? 2 : 1)
			text[kept++] = at[i];
	} else if (len) {
		memcpy(text, at, kept = len);
	}
	put(reading, 'C', kept, text, kept);
	free(text);
}

/* What a reader cuts out by the ends; what stands behind the last one is a cell if it is whole. */
static struct reading read_with_scan(const struct kgi_scan *scan, const char *bytes, struct form form)
{
	struct reading reading = { .stop = scan->regular, .quoted = scan->quoted };
	size_t from = 0, line = 0;
	bool begins = true;

	for (size_t i = 0; i < scan->end_count; i++) {
		size_t end = scan->ends[i], len = end - from;

		begins = line < scan->line_count && scan->lines[line] == i;
		len -= begins && form.line_end == '\n' && len && bytes[end - 1] == '\r';
		put_cell(&reading, bytes + from, len);
		if (begins) {
			put(&reading, 'L', end, NULL, 0);
			line++;
		}
		from = end + 1;
	}
	if (!scan->quoted && (!begins || from < scan->regular))
		put_cell(&reading, bytes + from, scan->regular - from);
	if (line != scan->line_count)
		put(&reading, '?', line, NULL, 0);
	return reading;
}

/* How a kernel's reading differs from libcsv's; NULL when it does not. */
static const char *difference(const struct reading *scan, const struct reading *libcsv)
{
	if (scan->stop != libcsv->stop)
		return "the regular bytes";
	if (scan->quoted != libcsv->quoted)
		return "whether a quote is open";
	return scan->len != libcsv->len || (scan->len && memcmp(scan->text, libcsv->text, scan->len) != 0) ? "cells and lines" : NULL;
}

static struct kgi_scan_counts count_bytes(const char *bytes, size_t len, char line_end)
{
	struct kgi_scan_counts counts = { 0 };

	for (size_t i = 0; i < len; i++) {
		counts.quotes += bytes[i] == '"';
		counts.lines += bytes[i] == line_end;
	}
	return counts;
}

/* How what was counted differs from what is there. */
static const char *miscount(size_t kernel, const struct kgi_scan *scan, const char *bytes, size_t len, struct form form)
{
	struct kgi_scan_counts found = kgi_scan_count_with(kernel, bytes, len, form.line_end);
	struct kgi_scan_counts counts = count_bytes(bytes, len, form.line_end);

	if (scan->line_count + scan->inner != count_bytes(bytes, scan->regular, form.line_end).lines)
		return "line ends in cells";
	return found.quotes != counts.quotes || found.lines != counts.lines ? "how many quotes and line ends there are" : NULL;
}

/* Scans a copy that begins `shift` bytes behind an allocation's beginning and ends where that ends. Returns how a kernel, *name,
 * differs from libcsv, or NULL. */
static const char *hold_against_libcsv(struct kgi_scan *scan, const char *bytes, size_t len, struct form form, size_t shift,
				       const char **name)
{
	struct reading libcsv = read_with_libcsv(bytes, len, form);
	char *copy = malloc(shift + len + !len);
	const char *differs = NULL;

	if (!copy)
		abort();
	if (len)
		memcpy(copy + shift, bytes, len);
	if (libcsv.stop < len) {
		/* the cell that was being read, and the state of quotes, are those of the bytes before */
		free(libcsv.text);
		libcsv = read_with_libcsv(bytes, libcsv.stop, form);
	}
	for (size_t kernel = 0; !differs && (*name = kgi_scan_kernel(kernel)); kernel++) {
		if (!kgi_scan_with(kernel, scan, copy + shift, len, form.delimiter, form.line_end))
			abort();

		struct reading reading = read_with_scan(scan, copy + shift, form);

		differs = difference(&reading, &libcsv);
		if (!differs)
			differs = miscount(kernel, scan, copy + shift, len, form);
		free(reading.text);
	}
	free(libcsv.text);
	free(copy);
	return differs;
}

#endif
