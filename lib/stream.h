/* stream - what a run writes of one kind, in the order of its input: into a file, or of a part of the input into memory first.
 *
 *	struct kgi_stream rows = { .open = true, .file = stdout };
 *
 *	status = kgi_stream_write(&rows, row, kg_slice(","), err);	// a comma goes before the next, if there is one
 */
#ifndef KGI_STREAM_H
#define KGI_STREAM_H

#include "buffer.h"
#include "output.h"

struct kgi_stream {
	bool open;			/* else nothing is written */
	bool begun;			/* something is */
	FILE *file;			/* NULL: what is written is kept in `memory` */
	struct kgi_output *output;	/* that the file belongs to; NULL for none */
	struct kgi_buffer memory;
	struct kg_slice owed;		/* goes before what is written next */
};

/* Writes the bytes, if there are any, and before them what is owed; then `owed` is, which must live on. Where that fails, what was
 * owed still is. */
int kgi_stream_write(struct kgi_stream *, struct kg_slice bytes, struct kg_slice owed, struct kg_error *);

#endif
