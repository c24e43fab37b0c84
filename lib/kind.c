#include "kind.h"
#include "array.h"
#include "binding.h"

#include <stdlib.h>

/* Lists the cells of fields without KG_OWN, of each column one. False when memory is short. */
static bool list_compared(struct kg_kinds *kinds, const struct kg_binding *binding)
{
	bool *compared = calloc(binding->cell_count + 1, sizeof *compared);

	if (!compared || !kg_grow(&kinds->compared, &kinds->compared_room, binding->cell_count, sizeof *kinds->compared) ||
	    !kg_grow(&kinds->texts, &kinds->text_room, binding->cell_count, sizeof *kinds->texts) ||
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
	kinds->count = kinds->text_count = 0;
	for (uint32_t i = 0; i < binding->cell_count; i++)
		if (compared[i])
			kinds->compared[kinds->count++] = (struct kg_neighbours){ i, i };
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

/* The compared cell on the other side of the delimiter; KG_NONE if there is none. */
static uint32_t beside(const struct kg_kinds *kinds, const struct kg_slice *raw, uint32_t cell, bool right)
{
	for (size_t i = 0; i < kinds->count; i++) {
		uint32_t other = kinds->compared[i].first, left = right ? cell : other;

		if ((uintptr_t)raw[left].at + raw[left].len + 1 == (uintptr_t)raw[right ? other : cell].at)
			return other;
	}
	return KG_NONE;
}

/* Finds out which cells are neighbours. */
static void list_texts(struct kg_kinds *kinds, const struct kg_slice *raw)
{
	for (size_t i = 0; i < kinds->count; i++) {
		struct kg_neighbours text = kinds->compared[i];

		if (beside(kinds, raw, text.first, false) != KG_NONE)
			continue;
		for (uint32_t next; (next = beside(kinds, raw, text.last, true)) != KG_NONE;)
			text.last = next;
		kinds->texts[kinds->text_count++] = text;
	}
}

/* The texts of a plain record, or else its cells. Plain texts differ if their cells do. Returns how many there are. */
static size_t take(struct kg_kinds *kinds, const struct kg_record *record)
{
	const struct kg_neighbours *taken = record->plain ? kinds->texts : kinds->compared;
	size_t count = record->plain ? kinds->text_count : kinds->count;

	for (size_t i = 0; i < count; i++) {
		const struct kg_slice *first = &record->raw[taken[i].first], *last = &record->raw[taken[i].last];

		kinds->cells[i] = (struct kg_slice){ first->at, (size_t)(last->at - first->at) + last->len };
	}
	return count;
}

bool kg_kind(struct kg_kinds *kinds, const struct kg_record *record, uint32_t *kind)
{
	if (kinds->shape != record->binding->shape && !begin(kinds, record->binding))
		return false;
	if (record->plain && !kinds->text_count)
		list_texts(kinds, record->raw);
	if (!kg_combination(&kinds->seen, kinds->cells, take(kinds, record), kind))
		return false;
	*kind += kinds->first;
	return true;
}

void kg_kinds_fini(struct kg_kinds *kinds)
{
	kg_combinations_fini(&kinds->seen);
	free(kinds->compared);
	free(kinds->texts);
	free(kinds->cells);
	*kinds = (struct kg_kinds){ 0 };
}
