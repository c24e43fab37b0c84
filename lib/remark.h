/* remark - what is to be said about the input once it is read, on standard error. */
#ifndef KGI_REMARK_H
#define KGI_REMARK_H

#include "array.h"
#include "error.h"

/* All zero is an empty list. One that there is no memory for is not made. */
struct kgi_remarks {
	struct kg_slice *items;
	size_t count, room;
	struct kg_arena arena;
};

void kgi_remark(struct kgi_remarks *, const char *format, ...) KG_PRINTF(2, 3);
void kgi_remarks_fini(struct kgi_remarks *);

#endif
