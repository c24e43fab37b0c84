#include "listing.h"
#include "error.h"

#include <stdio.h>
#include <stdlib.h>

bool kg_listing_add(struct kg_listing *listing, struct kg_arena *arena, struct kg_slice name)
{
	if (listing->count++ < listing->most)
		listing->names = kg_arena_list(arena, listing->names, name);
	return listing->names.at;
}

bool kg_listing_end(const struct kg_listing *listing, struct kg_arena *arena, struct kg_slice *text)
{
	char *longer = NULL;
	size_t size;
	FILE *out;

	*text = listing->count ? listing->names : kg_slice("");
	if (listing->count <= listing->most || !text->at)
		return text->at;
	out = open_memstream(&longer, &size);
	if (!out)
		return false;
	fprintf(out, _("%.*s and %zu more"), KG_SLICE_ARG(*text), listing->count - listing->most);
	*text = fclose(out) == 0 ? kg_arena_copy(arena, kg_slice(longer)) : (struct kg_slice){ 0 };
	free(longer);
	return text->at;
}
