/* common - the options that every command has. */
#ifndef KGI_COMMON_H
#define KGI_COMMON_H

#include "filter.h"
#include "reader.h"

struct kgi_common {
	struct kg_common seen;		/* what filters may know */
	unsigned from, to, round, language, color;
	const char *delimiter, *records, *output, *reject;
	struct kg_list where, columns;
	bool no_header, skip_bad, quiet, help, version;
};

extern const struct kg_option kgi_common_options[], kgi_check_option[];

/* The words of messages and headings are in Japanese if --lang or KAIGO_LANG say so. Looks at argv before it is parsed, so
 * that complaints about it are in the right language, too. */
void kgi_set_language(int argc, char **argv);

/* Checks what the table cannot and fills in `seen` and *input. */
int kgi_common_check(struct kgi_common *, const struct kg_filter *, struct kgi_input *, struct kg_error *);

/* --help and --version, on `out`. */
void kgi_print_help(const struct kg_filter *, FILE *out);
void kgi_print_version(const struct kg_filter *, FILE *out);

#endif
