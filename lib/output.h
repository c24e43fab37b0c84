/* output - where a result goes: standard output, or a file that is there whole or not at all; in UTF-8, or another encoding.
 *
 *	static const struct kgi_output_to to = { "cp932", .substitute = true };
 *
 *	status = kgi_output_open(&output, path, &to, err);
 *	if (status == KG_OK)
 *		fputs(text, output.stream);
 *	closed = kgi_output_close(&output, status == KG_OK, err);
 *	... output.substituted characters were replaced ...
 *
 * In another encoding `stream` is memory, which kgi_output_pass() and kgi_output_close() encode. A result that is written by
 * close alone is there whole or not at all on standard output, too.
 */
#ifndef KGI_OUTPUT_H
#define KGI_OUTPUT_H

#include <stdbool.h>
#include "encoder.h"

/* How it is encoded: "utf-8", "utf-8-bom" or "cp932"; and are characters replaced that the encoding lacks? */
struct kgi_output_to {
	const char *encoding;
	bool substitute;
};

struct kgi_output {
	FILE *stream;			/* what printers write to */
	FILE *file;			/* where it goes: the same, when nothing is encoded */
	const char *path;		/* as the user named it; NULL for standard output */
	char *target;			/* the file behind the path */
	struct kgi_temporary *aside;	/* what is written and then renamed; NULL where the path is no regular file */
	struct kgi_encoder encoder;
	char *text;			/* of the memory; freed by close */
	size_t len;
	uint64_t substituted;		/* characters that were replaced; stays after close */
};

/* Without `to` it is plain UTF-8. Whatever the status, kgi_output_close() has to follow. */
int kgi_output_open(struct kgi_output *, const char *path, const struct kgi_output_to *to, struct kg_error *);

/* For output without an end, now and then, where a line ends: encodes and writes what is there so far. A character that the
 * encoding lacks is an error, and then nothing since the last call is written. KG_SYSTEM without a word when writing has failed:
 * close has it. */
int kgi_output_pass(struct kgi_output *, struct kg_error *);

/* Writes the rest and gives the file its name, if `keep`; else what was not written yet never is. Checks that all was written. */
int kgi_output_close(struct kgi_output *, bool keep, struct kg_error *);

#endif
