#include "subtotal.h"
#include "addend.h"
#include "array.h"

#include <stdlib.h>

void kgi_subtotal_fini(struct kgi_subtotal *subtotal)
{
	free(subtotal->parts);
	free(subtotal->stated);
}

void kgi_subtotals_fini(struct kgi_subtotals *subtotals)
{
	for (size_t i = 0; i < subtotals->count; i++)
		kgi_subtotal_fini(&subtotals->at[i]);
	free(subtotals->at);
	*subtotals = (struct kgi_subtotals){ 0 };
}

/* The one that the next row belongs to; NULL when memory is short. */
static struct kgi_subtotal *open_last(struct kgi_subtotals *subtotals, struct kg_place place)
{
	struct kgi_subtotal *last = subtotals->count ? &subtotals->at[subtotals->count - 1] : NULL;

	if (last && !last->has_total && last->to.file == place.file && kg_place_compare(last->to, place) < 0)
		return last;
	if (!kg_grow(&subtotals->at, &subtotals->room, subtotals->count + 1, sizeof *subtotals->at))
		return NULL;
	last = &subtotals->at[subtotals->count++];
	*last = (struct kgi_subtotal){ .from = place, .to = place };
	return last;
}

/* A column that is new has no numbers in the rows before. */
static bool widen(struct kgi_subtotal *subtotal, size_t width)
{
	size_t room = subtotal->width, stated_room = subtotal->width;

	if (width <= subtotal->width)
		return true;
	if (!kg_grow(&subtotal->parts, &room, width, sizeof *subtotal->parts) ||
	    (subtotal->has_total && !kg_grow(&subtotal->stated, &stated_room, width, sizeof *subtotal->stated)))
		return false;
	for (size_t i = subtotal->width; i < width; i++)
		subtotal->parts[i].unknown = subtotal->rows > 0;
	subtotal->width = width;
	return true;
}

static void see_label(struct kgi_parts *parts, uint64_t label)
{
	parts->varied |= parts->label && label && parts->label != label;
	if (!parts->label)
		parts->label = label;
}

static void see_unit(struct kgi_parts *parts, uint64_t unit)
{
	parts->unknown |= parts->unit && unit && parts->unit != unit;
	if (!parts->unit)
		parts->unit = unit;
}

/* So many numbers, of that scale at most. */
static void see_numbers(struct kgi_parts *parts, struct kg_decimal low, struct kg_decimal high, uint32_t numbers, unsigned scale)
{
	if (parts->numbers == 0 || kg_compare(low, parts->low) < 0)
		parts->low = low;
	if (parts->numbers == 0 || kg_compare(high, parts->high) > 0)
		parts->high = high;
	parts->numbers += numbers;
	parts->scale = scale > parts->scale ? scale : parts->scale;
}

static void add_cell(struct kgi_parts *parts, struct kg_slice cell, bool extra)
{
	struct kg_number number;

	if (parts->unknown)
		return;
	if (!kgi_addend(cell, &number) || !kg_add(extra ? &parts->extra : &parts->sum, number.value)) {
		parts->unknown = true;
		return;
	}
	see_unit(parts, kgi_unit_hash(number.unit));
	if (number.kind != KG_BLANK)
		see_numbers(parts, number.value, number.value, 1, number.value.scale);
}

bool kgi_subtotals_row(struct kgi_subtotals *subtotals, const struct kg_slice *cells, size_t width, bool extra, struct kg_place place)
{
	struct kgi_subtotal *last = open_last(subtotals, place);

	if (!last || !widen(last, width))
		return false;
	for (size_t i = 0; i < width; i++) {
		if (!last->parts[i].varied)
			see_label(&last->parts[i], kgi_label_hash(cells[i]));
		add_cell(&last->parts[i], cells[i], extra);
	}
	if (last->rows++ == 0)
		last->from = place;
	last->to = place;
	return true;
}

bool kgi_subtotals_total(struct kgi_subtotals *subtotals, const struct kg_slice *cells, size_t width, size_t label,
			 struct kg_place place)
{
	struct kgi_subtotal *last = open_last(subtotals, place);

	if (!last || !widen(last, width) || !(last->stated = calloc(last->width + 1, sizeof *last->stated)))
		return false;
	last->has_total = true;
	last->label = label;
	last->place = place;
	for (size_t i = 0; i < width; i++) {
		struct kg_number number;

		last->stated[i].label = kgi_label_hash(cells[i]);
		last->stated[i].number = kgi_addend(cells[i], &number) && number.kind == KG_NUMBER;
		if (!last->stated[i].number)
			continue;
		last->stated[i].value = number.value;
		last->stated[i].unit = kgi_unit_hash(number.unit);
	}
	return true;
}

bool kgi_subtotals_gap(struct kgi_subtotals *subtotals, struct kg_place place)
{
	struct kgi_subtotal *last = open_last(subtotals, place);

	if (last) {
		last->gap = true;
		last->to = place;
	}
	return last != NULL;
}

bool kgi_subtotals_merge(struct kgi_subtotals *into, struct kgi_subtotals *from)
{
	if (!kg_append(&into->at, &into->count, &into->room, from->at, from->count, sizeof *from->at))
		return false;
	from->count = 0;
	return true;
}

bool kgi_subtotal_add(struct kgi_subtotal *into, const struct kgi_subtotal *from)
{
	if (!widen(into, from->width))
		return false;
	for (size_t i = 0; i < into->width; i++) {
		struct kgi_parts *parts = &into->parts[i];
		const struct kgi_parts *more = &from->parts[i];

		if (i >= from->width) {
			parts->unknown |= from->rows > 0;
			continue;
		}
		see_label(parts, more->label);
		see_unit(parts, more->unit);
		parts->varied |= more->varied;
		parts->unknown |= more->unknown || !kg_add(&parts->sum, more->sum) || !kg_add(&parts->extra, more->extra);
		if (more->numbers)
			see_numbers(parts, more->low, more->high, more->numbers, more->scale);
	}
	into->gap |= from->gap;
	if (into->rows == 0)
		into->from = from->from;
	if (from->rows)
		into->to = from->to;
	into->rows += from->rows;
	return true;
}

static struct kg_place start_of(const struct kgi_subtotal *subtotal)
{
	return subtotal->has_total && kg_place_compare(subtotal->place, subtotal->from) < 0 ? subtotal->place : subtotal->from;
}

static int by_start(const void *a, const void *b)
{
	return kg_place_compare(start_of(a), start_of(b));
}

/* Moves the total to the rows before it, which have as many columns at least. */
static bool move_total(struct kgi_subtotal *to, struct kgi_subtotal *from)
{
	size_t room = from->width;

	to->has_total = true;
	to->label = from->label;
	to->place = from->place;
	to->stated = from->stated;
	from->stated = NULL;
	return kg_grow(&to->stated, &room, to->width, sizeof *to->stated);
}

bool kgi_subtotals_join(struct kgi_subtotals *subtotals)
{
	size_t kept = 0;
	bool ok = true;

	if (subtotals->count)
		qsort(subtotals->at, subtotals->count, sizeof *subtotals->at, by_start);
	for (size_t i = 0; i < subtotals->count; i++) {
		struct kgi_subtotal *before = kept ? &subtotals->at[kept - 1] : NULL, next = subtotals->at[i];

		if (!ok || !before || before->has_total || before->from.file != next.from.file) {
			subtotals->at[kept++] = next;
			continue;
		}
		ok = kgi_subtotal_add(before, &next) && (!next.has_total || move_total(before, &next));
		kgi_subtotal_fini(&next);
	}
	subtotals->count = kept;
	return ok;
}
