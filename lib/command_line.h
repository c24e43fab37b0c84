/* command_line - the options that commands have in common: which of them one has, and what was asked with them.
 *
 *	status = kgi_command_line_parse(&common, filter, args, argc, argv, &operands, &arena, &err);
 *	if (status == KG_OK)
 *		status = kgi_command_line_check(&common, filter, &input, &err);
 */
#ifndef KGI_COMMAND_LINE_H
#define KGI_COMMAND_LINE_H

#include "filter.h"
#include "output.h"
#include "reader.h"

struct kgi_command_line {
	struct kg_common seen;		/* what filters may know */
	unsigned from, to, row_to, jobs, round, language, color, encode, header_rows;
	const char *delimiter, *records, *encoding, *schema, *skip_rows, *output, *reject, *log;
	struct kg_list where, columns;
	struct kgi_encoding decode;	/* what --encoding names */
	struct kgi_output_to form;
	bool no_header, substitute, safe_cells, skip_bad, quiet, help, version;
};

/* What --lang says, NULL without one: asked for before all is parsed, so that complaints about the rest are in the right
 * language, too. */
const char *kgi_command_line_language(const struct kg_filter *, int argc, char **argv, struct kg_arena *);

/* Parses the command line: the filter's options into `args`, and those that a filter of its kind has besides into the struct. */
int kgi_command_line_parse(struct kgi_command_line *, const struct kg_filter *, void *args, int argc, char **argv,
			   int *operands, struct kg_arena *, struct kg_error *);

/* Checks what the table cannot and fills in `seen` and *input. */
int kgi_command_line_check(struct kgi_command_line *, const struct kg_filter *, struct kgi_input *, struct kg_error *);

/* The options of a filter: its own, and those that mean something to one of its kind. */
enum { KGI_OPTION_SETS = 13 };

void kgi_command_line_sets(const struct kg_filter *, void *args, struct kgi_command_line *, struct kgi_option_set[KGI_OPTION_SETS]);

/* Is it found by names that it has of its own? Then --column can give it another. */
bool kgi_is_named(const struct kg_field *);

#endif
