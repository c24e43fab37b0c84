#include "heading.h"
#include "array.h"
#include "category.h"
#include "date.h"
#include "encoding.h"
#include "listing.h"
#include "number.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_dated(const struct kgi_heading_row *row)
{
	int32_t day;
	bool named = false, dated = false;

	for (size_t i = 0; i < row->count && !named; i++)
		named = kg_slice_starts(kg_trim(row->cells[i]), "【");
	for (size_t i = 0; i < row->count && named && !dated; i++)
		dated = kg_date_read(kg_trim(row->cells[i]), &day) == KG_DATE;
	return dated;
}

bool kgi_heading_doubtful(const struct kgi_heading_row *first)
{
	return first->filled < 2 || is_dated(first);
}

static bool is_figure(struct kg_slice cell)
{
	return kg_is_nothing(cell) || kg_is_number(cell) || kg_slice_same(cell, kg_slice("x"));
}

/* Is it a row of figures, with a label or a few before them? */
static bool has_figures(const struct kgi_heading_row *row)
{
	size_t figures = 0, labels = 0;

	for (size_t i = 0; i < row->count; i++) {
		struct kg_slice cell = kg_trim(row->cells[i]);

		if (cell.len == 0)
			continue;
		if (is_figure(cell))
			figures++;
		else if (figures == 0)
			labels++;
		else
			return false;
	}
	return labels > 0 && figures >= labels;
}

static const struct kgi_heading plain = { .rows = 1 };

/* A first row as wide as the figures is the header itself, whatever stands in it. */
static struct kgi_heading stacked(const struct kgi_heading_row *rows, size_t count)
{
	size_t at = 1;

	while (at < count && !has_figures(&rows[at]))
		at++;
	if (at == 1 || at >= count || rows[0].filled == rows[at].count)
		return plain;
	return (struct kgi_heading){ 1, at - 1, true };
}

/* Is the cell a figure, or like one below it: the same, or a figure in the same unit? 4月 above 12 is not. */
static bool is_like_below(const struct kgi_heading_row *rows, size_t at, size_t count, size_t column)
{
	struct kg_slice cell = kg_trim(rows[at].cells[column]);
	struct kg_number number = kg_number_read(cell);
	int year;

	if (kg_is_nothing(cell) || (number.kind == KG_NUMBER && number.unit.len == 0))
		return !kg_year_read(cell, &year);
	for (size_t below = at + 1; below < count; below++) {
		struct kg_slice other = kg_trim(rows[below].cells[column]);

		if (kg_slice_same(cell, other) || (number.unit.len && kg_slice_same(number.unit, kg_number_read(other).unit)))
			return true;
	}
	return false;
}

static bool can_be_header(const struct kgi_heading_row *rows, size_t at, size_t count)
{
	const struct kgi_heading_row *row = &rows[at];

	for (size_t i = 0; i < row->count; i++)
		if (kg_trim(row->cells[i]).len && is_like_below(rows, at, count, i))
			return false;
	return row->filled * 2 >= row->count;
}

struct kgi_heading kgi_heading_of(const struct kgi_heading_row *rows, size_t count)
{
	size_t header = 0;

	if (count && is_dated(&rows[0]))
		return stacked(rows, count);
	while (header < count && rows[header].filled < 2)
		header++;
	/* something must follow, and all of it must be as wide */
	if (header == 0 || header + 1 >= count)
		return plain;
	for (size_t i = header + 1; i < count; i++)
		if (rows[i].count != rows[header].count)
			return plain;
	for (size_t i = 0; i < header; i++)
		if (rows[i].count != 1 && rows[i].count != rows[header].count)
			return plain;
	return can_be_header(rows, header, count) ? (struct kgi_heading){ .titles = header, .rows = 1 } : plain;
}

/* One character, of those that labels are padded between. */
static size_t ideograph_len(struct kg_slice text)
{
	struct kg_slice c = kgi_first_character(text);

	return kgi_point(c) >= 0x2E80 && kgi_point(c) != 0xFFFD && !kg_slice_same(c, kg_slice("\u3000")) ? c.len : 0;
}

static size_t blank_len(struct kg_slice text)
{
	return kg_slice_starts(text, "\u3000") ? strlen("\u3000") : kg_slice_starts(text, " ");
}

size_t kgi_heading_unpad(struct kg_slice label, char *plain_label)
{
	struct kg_slice rest = label = kg_trim(label);
	size_t len = 0;
	bool padded = label.len > 0;

	/* one character, then blanks, throughout */
	while (padded && rest.len) {
		size_t c = ideograph_len(rest), blanks = 0, one;

		if (c)
			memcpy(plain_label + len, rest.at, c);
		len += c;
		rest.at += c;
		rest.len -= c;
		while (rest.len && (one = blank_len(rest)) > 0) {
			rest.at += one;
			rest.len -= one;
			blanks++;
		}
		padded = c && (blanks || rest.len == 0);
	}
	if (!padded && label.len) {
		memcpy(plain_label, label.at, label.len);
		len = label.len;
	}
	return len;
}

/* The cell of the header's row, or the one it is merged with: to the left, as far as nothing new begins above. */
static struct kg_slice merged(const struct kgi_heading_row *rows, size_t row, bool last, size_t column)
{
	for (size_t i = column;; i--) {
		struct kg_slice cell = i < rows[row].count ? kg_trim(rows[row].cells[i]) : (struct kg_slice){ "", 0 };

		if (cell.len || last || i == 0)
			return cell;
		for (size_t above = 0; above < row; above++)
			if (i < rows[above].count && kg_trim(rows[above].cells[i]).len)
				return cell;
	}
}

bool kgi_heading_join(const struct kgi_heading_row *rows, size_t count, struct kg_slice *names, size_t columns, struct kg_arena *arena)
{
	static const char between[] = " / ";

	for (size_t column = 0; column < columns; column++) {
		struct kg_slice before = { "", 0 };
		size_t room = 1;

		for (size_t row = 0; row < count; row++)
			room += sizeof between + merged(rows, row, row + 1 == count, column).len;

		char *name = kg_arena_take(arena, room);
		size_t len = 0;

		if (!name)
			return false;
		for (size_t row = 0; row < count; row++) {
			struct kg_slice part = merged(rows, row, row + 1 == count, column);

			if (part.len == 0 || kg_slice_same(part, before))
				continue;
			if (len) {
				memcpy(name + len, between, sizeof between - 1);
				len += sizeof between - 1;
			}
			memcpy(name + len, part.at, part.len);
			len += part.len;
			before = part;
		}
		name[len] = '\0';
		names[column] = (struct kg_slice){ name, len };
	}
	return true;
}

/* Names that columns have. */
struct taken {
	struct kg_categories names;
	size_t *last;		/* by the first new name of some name, A (2): the last number that was given to such a one, or 0 */
	size_t room;
};

/* #N or NAME (2), of which there are others by number. */
static size_t write_name(struct kg_slice given, size_t column, size_t number, char *text, size_t room)
{
	if (given.len)
		return (size_t)snprintf(text, room, "%.*s (%zu)", KG_SLICE_ARG(given), number);
	return (size_t)snprintf(text, room, number == 1 ? "#%zu" : "#%zu (%zu)", column + 1, number);
}

/* A name that nobody has. */
static bool name_anew(struct taken *taken, struct kg_slice *name, size_t column, struct kg_arena *arena)
{
	struct kg_slice given = kg_trim(*name);
	size_t room = given.len + 48, number = given.len ? 2 : 1;
	char *other = kg_arena_take(arena, room);
	uint32_t first, id;

	if (!other)
		return false;
	*name = (struct kg_slice){ other, write_name(given, column, number, other, room) };
	if (kg_category_find(&taken->names, *name, &first)) {
		if (!kg_grow(&taken->last, &taken->room, taken->names.count, sizeof *taken->last))
			return false;
		if (taken->last[first] > number)
			number = taken->last[first];
		do
			name->len = write_name(given, column, ++number, other, room);
		while (kg_category_find(&taken->names, *name, &id));
		taken->last[first] = number;
	}
	return kg_category(&taken->names, *name, (struct kg_place){ 0 }, &id);
}

bool kgi_heading_distinguish(struct kg_slice *names, size_t columns, struct kg_slice *renamed, struct kg_arena *arena)
{
	struct taken taken = { .names.key = kg_name_key };
	struct kg_listing listing = { .most = KG_LISTING_COLUMNS };
	bool *unnamed = kg_arena_take(arena, columns * sizeof *unnamed + 1), ok = unnamed;
	uint32_t id;

	/* a name that is there is its column's, so that no other one gets it before */
	for (size_t i = 0; i < columns && ok; i++) {
		unnamed[i] = kg_trim(names[i]).len == 0 || kg_category_find(&taken.names, kg_trim(names[i]), &id);
		ok = unnamed[i] || kg_category(&taken.names, kg_trim(names[i]), (struct kg_place){ 0 }, &id);
	}
	for (size_t i = 0; i < columns && ok; i++)
		if (unnamed[i])
			ok = name_anew(&taken, &names[i], i, arena) && kg_listing_add(&listing, arena, names[i]);
	kg_categories_fini(&taken.names);
	free(taken.last);
	return ok && kg_listing_end(&listing, arena, renamed);
}
