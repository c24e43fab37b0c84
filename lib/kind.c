#include "kind.h"
#include "array.h"
#include "binding.h"

#include <stdlib.h>

/* Other columns, or another file: its cells are not compared with those of before. */
static bool begin(struct kg_kinds *kinds, const struct kg_binding *binding)
{
	kinds->first += (uint32_t)kinds->seen.count;
	kinds->shape = binding->shape;
	kg_combinations_fini(&kinds->seen);
	return kg_grow(&kinds->cells, &kinds->room, binding->shared_count, sizeof *kinds->cells);
}

bool kg_kind(struct kg_kinds *kinds, const struct kg_record *record, uint32_t *kind)
{
	const struct kg_binding *binding = record->binding;

	if (kinds->shape != binding->shape && !begin(kinds, binding))
		return false;
	for (size_t i = 0; i < binding->shared_count; i++)
		kinds->cells[i] = record->raw[binding->shared[i]];
	if (!kg_combination(&kinds->seen, kinds->cells, binding->shared_count, kind))
		return false;
	*kind += kinds->first;
	return true;
}

void kg_kinds_fini(struct kg_kinds *kinds)
{
	kg_combinations_fini(&kinds->seen);
	free(kinds->cells);
	*kinds = (struct kg_kinds){ 0 };
}
