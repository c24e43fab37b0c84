/* want - which columns a field wants: those that its option names, or its own names, or the codebook's questions. */
#ifndef KGI_WANT_H
#define KGI_WANT_H

#include "binding.h"

/* What the field's option says, or --column, or its own names. `renames` are --column's FIELD=COL. These functions return false
 * when memory is short. */
bool kgi_want_field(struct kg_binding *, int field, const struct kg_list *groups, const struct kg_list *renames);

/* A column the user named: by header, by one of a field's names, or by position. */
bool kgi_want_given(struct kg_binding *, int field, size_t item, const char *name, bool patterns);

/* Columns that tell who was asked are wanted, if they are there. */
bool kgi_want_routers(struct kg_binding *);

/* Columns with these folded names are offered: the wants that they may be for are due, in order, and each is told the column with
 * the best of its names. */
bool kgi_wants_call(struct kg_binding *, const struct kg_slice *keys, size_t count);

#endif
