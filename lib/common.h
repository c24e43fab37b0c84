/* common - the options that every command has. */
#ifndef KGI_COMMON_H
#define KGI_COMMON_H

#include "filter.h"
#include "output.h"
#include "reader.h"

struct kgi_common {
	struct kg_common seen;		/* what filters may know */
	unsigned from, to, row_to, jobs, round, language, color, encode, header_rows;
	const char *delimiter, *records, *encoding, *schema, *skip_rows, *output, *reject, *log;
	struct kg_list where, columns;
	struct kgi_encoding decode;	/* what --encoding names */
	struct kgi_output_to form;
	bool no_header, substitute, safe_cells, skip_bad, quiet, help, version;
};

/* Parses the command line: the filter's options into `args`, and those that a filter of its kind has besides into the struct. */
int kgi_common_parse(struct kgi_common *, const struct kg_filter *, void *args, int argc, char **argv, int *operands,
		     struct kg_arena *, struct kg_error *);

/* The words of messages and headings are in Japanese if --lang or KAIGO_LANG say so. Looks at argv before it is parsed, so
 * that complaints about it are in the right language, too. */
void kgi_set_language(int argc, char **argv);

/* Checks what the table cannot and fills in `seen` and *input. */
int kgi_common_check(struct kgi_common *, const struct kg_filter *, struct kgi_input *, struct kg_error *);

/* --help and --version, on `out`. */
void kgi_print_help(const struct kg_filter *, FILE *out);
void kgi_print_version(const struct kg_filter *, FILE *out);

#endif
