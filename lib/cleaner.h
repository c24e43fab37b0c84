/* cleaner - for cleaner.c, which remembers: a cell that was not seen before. */
#ifndef KGI_CLEANER_H
#define KGI_CLEANER_H

#include "cleaning.h"

/* Borrowed as kg_clean() says. False when memory is short. */
bool kgi_clean(struct kg_cleaner *, const struct kg_written *, struct kg_cleaned *);

#endif
