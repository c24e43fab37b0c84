/* scan - where the cells and lines of CSV end, found 64 bytes at a time.
 *
 *	struct kgi_scan scan = { 0 };
 *
 *	if (!kgi_scan(&scan, bytes, len, ',', '\n'))
 *		return kg_error_memory(err);
 *	for (size_t line = 0, end = 0; line < scan.line_count; line++)
 *		for (; end <= scan.lines[line]; end++)
 *			...	// a cell ends before bytes[scan.ends[end]], the next begins behind it
 *	kgi_scan_fini(&scan);
 *
 * A cell is as it lies there: in its quotes, those within doubled, and before an LF perhaps with the CR of CRLF behind it. What
 * is regular, libcsv (CSV_STRICT) reads alike; what stands behind it must be given to libcsv, from the last line's end on. */
#ifndef KGI_SCAN_H
#define KGI_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is an empty one. It is used again for one piece after the other, and grows to what the largest needs. */
struct kgi_scan {
	uint32_t *memory;
	uint32_t *ends;			/* offsets of delimiters and line ends outside quotes, ascending; of CRLF, the LF's.
					 * ends[-1] is UINT32_MAX: the first cell, too, begins behind what stands before */
	size_t end_count;
	uint32_t *lines;		/* the places in `ends` of the line ends */
	size_t line_count;
	size_t regular;			/* how many bytes are regular: all, or up to the first thing that only libcsv can judge */
	bool quoted;			/* is a quote open at the end of the regular bytes? */
	size_t inner;			/* line ends in cells, of the regular bytes */
	bool quotes;			/* is there any quote? */
	bool pairs;			/* does a CR stand before any LF that ends a line? */
	size_t room;			/* of ends and of lines, each */
};

/* Scans bytes that begin where a record begins; the line end is '\n', which CR may stand before, or '\r'. False when memory is
 * short.
 *
 * Irregular are: a quote inside a cell, anything but a delimiter, a line end or a quote behind a closing quote, CR outside
 * quotes that no LF follows (LF, where lines end with CR), a NUL anywhere; the regular bytes end before it. They also end before
 * a CR that comes last, for the next byte is unknown, and short of 4 GiB, which offsets cannot pass. A quote that comes last
 * and can close does: where more bytes follow, that record is to be scanned again with them. Nothing is regular when the
 * delimiter is a quote, CR, LF or NUL. */
bool kgi_scan(struct kgi_scan *, const char *bytes, size_t len, char delimiter, char line_end);
void kgi_scan_fini(struct kgi_scan *);

/* How many of the two bytes there are. */
struct kgi_scan_counts {
	size_t quotes, lines;
};

struct kgi_scan_counts kgi_scan_count(const char *bytes, size_t len, char line_end);

/* For tests: the ways of scanning that this processor has, the fastest first, which kgi_scan() takes. All find the same. */
const char *kgi_scan_kernel(size_t kernel);	/* its name; NULL behind the last */
bool kgi_scan_with(size_t kernel, struct kgi_scan *, const char *bytes, size_t len, char delimiter, char line_end);
struct kgi_scan_counts kgi_scan_count_with(size_t kernel, const char *bytes, size_t len, char line_end);

#endif
