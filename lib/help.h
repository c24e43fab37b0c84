/* help - what a command prints about itself, from its tables: options, the fields of a record, the columns of the result. */
#ifndef KGI_HELP_H
#define KGI_HELP_H

#include "filter.h"

/* --help and --version, on `out`. */
void kgi_print_help(const struct kg_filter *, FILE *out);
void kgi_print_version(const struct kg_filter *, FILE *out);

#endif
