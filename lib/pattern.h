/* pattern - the regular expressions of a Table Schema, for whole cells.
 *
 *	struct kg_pattern *pattern;
 *
 *	if ((status = kg_pattern_make(kg_slice("\d{3}-\d{4}"), &arena, &pattern)) != KG_OK)
 *		return status;
 *	kg_pattern_fits(pattern, kg_slice("990-0021"))		// true
 *	kg_pattern_fini(pattern);
 *
 * Of characters, not bytes, and the same in every locale. What XML Schema and the C library's extended regular expressions have
 * in common, and of the rest: \d \w \s \D \W \S, and a backslash in a class.
 */
#ifndef KG_PATTERN_H
#define KG_PATTERN_H

#include "arena.h"

struct kg_pattern;

/* The text is ended by a NUL. *made lies in `arena`. KG_OK, KG_INPUT for what is no pattern or not understood, KG_SYSTEM with errno
 * when memory is short or, ENOENT, the machine has no locale C.UTF-8. */
int kg_pattern_make(struct kg_slice text, struct kg_arena *, struct kg_pattern **made);
void kg_pattern_fini(struct kg_pattern *);

bool kg_pattern_fits(const struct kg_pattern *, struct kg_slice cell);

#endif
