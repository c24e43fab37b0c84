/* draft - a codebook made from what columns look like.
 *
 *	struct kg_profile profile = { .limit = kg_draft_limit(20), .keyed = kg_naming_key(name), .coded = kg_naming_code(name) };
 *	...
 *	struct kg_draft_column column = { name, &profile };
 *	struct kg_codebook book;
 *
 *	if (!kg_draft(&book, &column, 1, 20))
 *		return kg_error_memory(err);
 *
 * The cells that were seen have no fault in it. Where it is not certain what a column is, it is text: nothing is made up that
 * a reader would have to take out again.
 */
#ifndef KG_DRAFT_H
#define KG_DRAFT_H

#include "profile.h"

struct kg_draft_column {
	struct kg_slice name;
	const struct kg_profile *profile;
};

/* How many labels a profile must keep for so many categories: further answers may be what somebody wrote in. */
size_t kg_draft_limit(size_t max_categories);

/* Makes the codebook of the columns, whose names all differ and whose profiles are settled; to be freed with kg_codebook_fini().
 * It borrows nothing. False when memory is short; there is nothing to be freed then. */
bool kg_draft(struct kg_codebook *, const struct kg_draft_column *columns, size_t count, size_t max_categories);

#endif
