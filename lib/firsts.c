#include "firsts.h"

void kg_firsts_insert(struct kg_firsts *firsts, const struct kg_bundled *item)
{
	size_t at = kg_firsts_known(firsts, KG_FIRSTS - 1);

	for (; at > 0 && kg_bundled_compare(item, firsts->items[at - 1]) < 0; at--)
		firsts->items[at] = firsts->items[at - 1];
	firsts->items[at] = item;
}

void kg_firsts_merge(struct kg_firsts *into, const struct kg_firsts *from)
{
	size_t known = kg_firsts_known(from, KG_FIRSTS);

	for (size_t i = 0; i < known; i++)
		kg_firsts_add(into, from->items[i]);
	into->count += from->count - known;
}
