#include "lens.h"
#include "date.h"
#include "heading.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { MANY = 2048, LONG = 512 };	/* cells of a column that are kept, and how long they may be */

struct kgi_lens_entry {
	struct kg_slice cell;		/* at is NULL where the entry is free */
	uint64_t hash;
	struct kgi_view view;
};

static struct kgi_lens_entry *entry_for(const struct kgi_lens *lens, struct kg_slice cell, uint64_t hash)
{
	size_t mask = lens->room - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct kgi_lens_entry *entry = &lens->entries[i];

		if (!entry->cell.at || (entry->hash == hash && kg_slice_same(entry->cell, cell)))
			return entry;
	}
}

static bool make_room(struct kgi_lens *lens)
{
	if (lens->count * 2 < lens->room)
		return true;

	struct kgi_lens larger = *lens;

	larger.room = lens->room ? lens->room * 2 : 16;
	larger.entries = calloc(larger.room, sizeof *larger.entries);
	if (!larger.entries)
		return false;
	for (size_t i = 0; i < lens->room; i++)
		if (lens->entries[i].cell.at)
			*entry_for(&larger, lens->entries[i].cell, lens->entries[i].hash) = lens->entries[i];
	free(lens->entries);
	*lens = larger;
	return true;
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

const struct kgi_view *kgi_lens_look(struct kgi_lens *lens, struct kg_slice cell, struct kgi_decoder *decoder,
				     const struct kg_book_field *field)
{
	uint64_t hash = XXH3_64bits(cell.at, cell.len);
	struct kgi_view view;

	if (lens->room) {
		const struct kgi_lens_entry *known = entry_for(lens, cell, hash);

		if (known->cell.at)
			return &known->view;
	}
	if (lens->count >= MANY || cell.len > LONG)
		return look_once(lens, cell, decoder, field);

	struct kg_slice copy = kg_arena_copy(&lens->arena, cell);

	if (!copy.at || !make_room(lens) || !decode(copy, decoder, &view))
		return NULL;
	if (view.written.at != copy.at)
		view.written = kg_arena_copy(&lens->arena, view.written);
	if (!view.written.at)
		return NULL;

	size_t needed = room_for(lens, view.written.len);
	char *room = needed ? kg_arena_take(&lens->arena, needed) : NULL;

	if (needed && !room)
		return NULL;
	understand(lens, &view, field, room);

	struct kgi_lens_entry *entry = entry_for(lens, copy, hash);

	*entry = (struct kgi_lens_entry){ copy, hash, view };
	lens->count++;
	return &entry->view;
}

void kgi_lens_fini(struct kgi_lens *lens)
{
	free(lens->entries);
	free(lens->text);
	kg_arena_fini(&lens->arena);
	*lens = (struct kgi_lens){ 0 };
}
