#include "kind.h"
#include "array.h"
#include "binding.h"

#include <stdlib.h>

/* Lists the cells of fields without KG_OWN, of each column one. False when memory is short. */
static bool list_compared(struct kg_kinds *kinds, const struct kg_binding *binding)
{
	bool *compared = calloc(binding->cell_count + 1, sizeof *compared);

	if (!compared || !kg_grow(&kinds->compared, &kinds->compared_room, binding->cell_count, sizeof *kinds->compared) ||
	    !kg_grow(&kinds->cells, &kinds->cell_room, binding->cell_count, sizeof *kinds->cells)) {
		free(compared);
		return false;
	}
	for (size_t f = 0; f < binding->own_count; f++)
		for (size_t i = 0; !(binding->fields[f].flags & KG_OWN) && i < binding->lists[f].count; i++)
			compared[binding->lists[f].columns[i].cell] = true;
	for (size_t i = 0; i < binding->copy_count; i++)
		if (compared[binding->copies[i].from])
			compared[binding->copies[i].to] = false;
	kinds->count = 0;
	for (size_t i = 0; i < binding->cell_count; i++)
		if (compared[i])
			kinds->compared[kinds->count++] = (uint32_t)i;
	free(compared);
	return true;
}

/* Other columns, or another file: its cells are not compared with those of before. */
static bool begin(struct kg_kinds *kinds, const struct kg_binding *binding)
{
	kinds->first += (uint32_t)kinds->seen.count;
	kinds->shape = binding->shape;
	kg_combinations_fini(&kinds->seen);
	return list_compared(kinds, binding);
}

bool kg_kind(struct kg_kinds *kinds, const struct kg_record *record, uint32_t *kind)
{
	if (kinds->shape != record->binding->shape && !begin(kinds, record->binding))
		return false;
	for (size_t i = 0; i < kinds->count; i++)
		kinds->cells[i] = record->raw[kinds->compared[i]];
	if (!kg_combination(&kinds->seen, kinds->cells, kinds->count, kind))
		return false;
	*kind += kinds->first;
	return true;
}

void kg_kinds_fini(struct kg_kinds *kinds)
{
	kg_combinations_fini(&kinds->seen);
	free(kinds->compared);
	free(kinds->cells);
	*kinds = (struct kg_kinds){ 0 };
}
