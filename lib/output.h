/* output - where a result goes: standard output, or a file that is there whole or not at all. */
#ifndef KGI_OUTPUT_H
#define KGI_OUTPUT_H

#include <stdbool.h>
#include "error.h"

struct kgi_output {
	FILE *stream;
	const char *path;		/* as the user named it; NULL for standard output */
	char *target;			/* the file behind the path */
	char *aside;			/* what is written and then renamed; NULL where the path is no regular file */
};

int kgi_output_open(struct kgi_output *, const char *path, struct kg_error *);

/* Checks that all was written, and gives the file its name if `keep`. */
int kgi_output_close(struct kgi_output *, bool keep, struct kg_error *);

#endif
