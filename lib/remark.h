/* remark - what is to be said about the input or the result, beside it. */
#ifndef KGI_REMARK_H
#define KGI_REMARK_H

#include <stdarg.h>
#include "arena.h"
#include "error.h"

/* All zero is an empty list. */
struct kgi_remarks {
	struct kg_slice *items;
	size_t count, room;
	struct kg_arena arena;
};

/* False when memory is short: it is not made. */
bool kgi_remark(struct kgi_remarks *, const char *format, ...) KG_PRINTF(2, 3);
bool kgi_remark_list(struct kgi_remarks *, const char *format, va_list) KG_PRINTF(2, 0);
void kgi_remarks_fini(struct kgi_remarks *);

#endif
