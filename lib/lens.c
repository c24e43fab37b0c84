#include "lens.h"
#include "array.h"
#include "date.h"
#include "heading.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { MANY = 2048, LONG = 512 };	/* cells of a column that are kept, and how long they may be */

struct kgi_lens_cell {
	struct kg_slice cell;
	struct kgi_view view;
};

/* NULL if it is not kept. */
static const struct kgi_view *find(const struct kgi_lens *lens, struct kg_slice cell, uint32_t hash)
{
	struct kg_index_look look = kg_index_look(&lens->index, hash);
	uint32_t i;

	while (kg_index_next(&look, &i))
		if (kg_slice_same(lens->cells[i].cell, cell))
			return &lens->cells[i].view;
	return NULL;
}

/* The cell decoded, in the decoder's memory or the cell's own. */
static bool decode(struct kg_slice cell, struct kgi_decoder *decoder, struct kgi_view *view)
{
	*view = (struct kgi_view){ .written = cell };
	if (!decoder || kg_is_ascii(cell))
		return true;
	view->undecodable = !kgi_decode(decoder, cell, &view->written, &view->bad);
	return view->written.at != NULL;
}

/* What understand() needs of memory for a cell of this length. */
static size_t room_for(const struct kgi_lens *lens, size_t len)
{
	return lens->padded ? len + 1 : lens->serials ? KG_DATE_ROOM : 0;
}

/* A label that is padded is the same without, and a day that a spreadsheet counted is that day where one is wanted. */
static void understand(const struct kgi_lens *lens, struct kgi_view *view, const struct kg_book_field *field, char *room)
{
	int32_t day;

	if (view->undecodable)
		view->written = (struct kg_slice){ "", 0 };
	view->raw = view->written;
	if (lens->padded)
		view->raw = (struct kg_slice){ room, kgi_heading_unpad(view->written, room) };
	view->meaning = (struct kg_meaning){ .text = view->raw };
	if (!field || view->undecodable)
		return;
	view->meaning = kg_book_meaning(field, view->raw);
	if (lens->serials && view->meaning.fault && field->type == KG_BOOK_DATE && kg_date_read_serial(view->raw, &day))
		view->meaning = kg_book_meaning(field, (struct kg_slice){ room, kg_date_print(day, room) });
}

static const struct kgi_view *look_once(struct kgi_lens *lens, struct kg_slice cell, struct kgi_decoder *decoder,
					const struct kg_book_field *field)
{
	if (!decode(cell, decoder, &lens->odd))
		return NULL;

	size_t len = lens->odd.written.len;

	if (!kg_grow(&lens->text, &lens->text_room, len + room_for(lens, len) + 1, 1))
		return NULL;
	if (len)
		memcpy(lens->text, lens->odd.written.at, len);
	lens->odd.written.at = lens->text;
	understand(lens, &lens->odd, field, lens->text + len);
	return &lens->odd;
}

/* Keeps the cell. NULL when memory is short. */
static const struct kgi_view *keep(struct kgi_lens *lens, struct kg_slice cell, uint32_t hash, struct kgi_decoder *decoder,
				   const struct kg_book_field *field)
{
	size_t count = lens->index.count;
	struct kgi_lens_cell made = { .cell = kg_arena_copy(&lens->arena, cell) };

	if (!made.cell.at || !decode(made.cell, decoder, &made.view))
		return NULL;
	if (made.view.written.at != made.cell.at)
		made.view.written = kg_arena_copy(&lens->arena, made.view.written);
	if (!made.view.written.at)
		return NULL;

	size_t needed = room_for(lens, made.view.written.len);
	char *room = needed ? kg_arena_take(&lens->arena, needed) : NULL;

	if ((needed && !room) || !kg_grow(&lens->cells, &lens->room, count + 1, sizeof *lens->cells) ||
	    !kg_index_add(&lens->index, hash, (uint32_t)count))
		return NULL;
	understand(lens, &made.view, field, room);
	lens->cells[count] = made;
	return &lens->cells[count].view;
}

const struct kgi_view *kgi_lens_look(struct kgi_lens *lens, struct kg_slice cell, struct kgi_decoder *decoder,
				     const struct kg_book_field *field)
{
	uint32_t hash = (uint32_t)XXH3_64bits(cell.at, cell.len);
	const struct kgi_view *known = find(lens, cell, hash);

	if (known)
		return known;
	if (lens->index.count >= MANY || cell.len > LONG)
		return look_once(lens, cell, decoder, field);
	return keep(lens, cell, hash, decoder, field);
}

void kgi_lens_fini(struct kgi_lens *lens)
{
	free(lens->cells);
	kg_index_fini(&lens->index);
	free(lens->text);
	kg_arena_fini(&lens->arena);
	*lens = (struct kgi_lens){ 0 };
}
