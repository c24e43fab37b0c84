/* export - files that known programs write, recognised by their headers. They are rows of export.def. */
#ifndef KGI_EXPORT_H
#define KGI_EXPORT_H

#include "text.h"

struct kgi_export {
	const char *name;
	const char *header;	/* names that all stand in the header, separated by | */
	const char *separator;	/* between several answers; NULL when the file says nothing of it */
	const char *several;	/* the one column that has several answers; NULL when any may */
	const char *first;	/* a glob for the first record's cell below the first of these names; NULL for anything */
	bool serials;		/* dates may be days as spreadsheets count them */
};

/* The export with this header and this first record, whose cells may be in any encoding that keeps ASCII; NULL for none of them. */
const struct kgi_export *kgi_export_of(const struct kg_slice *names, size_t count, const struct kg_slice *first,
				       size_t first_count);

#endif
