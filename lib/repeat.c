#include "repeat.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { MANY = 32 * 1024, LONG = 256, FULL = 1536 * 1024 };	/* records, bytes of one, bytes of all */

static const char *cells_of(const struct kgi_repeat *repeat, size_t width)
{
	return (const char *)(repeat->lens + width);
}

static bool is_it(const struct kgi_repeat *repeat, const struct kg_slice *cells, size_t width)
{
	const char *at = cells_of(repeat, width);

	for (size_t i = 0; i < width; at += cells[i++].len)
		if (!kg_slice_same((struct kg_slice){ at, repeat->lens[i] }, cells[i]))
			return false;
	return true;
}

static uint32_t hash_of(const struct kg_slice *cells, size_t width)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < width; i++)
		hash = XXH3_64bits_withSeed(cells[i].at, cells[i].len, hash);
	return (uint32_t)hash;
}

struct kgi_repeat *kgi_repeats_find(struct kgi_repeats *repeats, const struct kg_slice *cells, size_t width)
{
	size_t mask = repeats->room - 1;

	repeats->hash = hash_of(cells, width);
	for (size_t i = repeats->hash & mask; repeats->room && repeats->table[i]; i = (i + 1) & mask) {
		struct kgi_repeat *repeat = repeats->table[i];

		if (repeat->hash == repeats->hash && is_it(repeat, cells, width)) {
			repeats->known++;
			return repeat;
		}
	}
	/* where most are new, to look is lost labour */
	repeats->off = ++repeats->unknown >= MANY && repeats->known < repeats->unknown;
	return NULL;
}

static void enter(struct kgi_repeat **table, size_t room, struct kgi_repeat *repeat)
{
	size_t i = repeat->hash & (room - 1);

	while (table[i])
		i = (i + 1) & (room - 1);
	table[i] = repeat;
}

static bool make_room(struct kgi_repeats *repeats)
{
	if (repeats->count * 2 < repeats->room)
		return true;

	size_t room = repeats->room ? repeats->room * 2 : 32;
	struct kgi_repeat **table = calloc(room, sizeof *table);

	if (!table)
		return false;
	for (size_t i = 0; i < repeats->room; i++)
		if (repeats->table[i])
			enter(table, room, repeats->table[i]);
	free(repeats->table);
	repeats->table = table;
	repeats->room = room;
	return true;
}

bool kgi_repeats_remember(struct kgi_repeats *repeats, const struct kg_slice *cells, size_t width, struct kg_place place, bool content)
{
	size_t len = 0, size = sizeof(struct kgi_repeat) + width * sizeof *repeats->fresh->lens;

	for (size_t i = 0; i < width; i++)
		len += cells[i].len;
	if (repeats->off || len > LONG || repeats->count >= MANY || repeats->bytes + size + len > FULL)
		return true;

	struct kgi_repeat *repeat = make_room(repeats) ? kg_arena_take(&repeats->arena, size + len) : NULL;

	if (!repeat)
		return false;
	*repeat = (struct kgi_repeat){ .hash = repeats->hash, .place = place, .content = content };
	for (size_t i = 0, at = 0; i < width; at += cells[i++].len) {
		repeat->lens[i] = (uint32_t)cells[i].len;
		memcpy((char *)(repeat->lens + width) + at, cells[i].at, cells[i].len);
	}
	enter(repeats->table, repeats->room, repeat);
	repeats->bytes += size + len;
	repeats->count++;
	repeats->fresh = repeat;
	return true;
}

void kgi_repeats_forget(struct kgi_repeats *repeats)
{
	if (repeats->fresh)
		repeats->fresh->alone = true;
}

const struct kgi_repeat *kgi_repeats_next(struct kgi_repeats *repeats, struct kg_slice *cells, size_t width)
{
	const struct kgi_repeat *repeat = NULL;

	while (!repeat && repeats->given < repeats->room) {
		repeat = repeats->table[repeats->given++];
		repeat = repeat && repeat->times ? repeat : NULL;
	}
	if (!repeat)
		return NULL;

	const char *at = cells_of(repeat, width);

	for (size_t i = 0; i < width; at += cells[i++].len)
		cells[i] = (struct kg_slice){ at, repeat->lens[i] };
	return repeat;
}

void kgi_repeats_fini(struct kgi_repeats *repeats)
{
	free(repeats->table);
	kg_arena_fini(&repeats->arena);
	*repeats = (struct kgi_repeats){ 0 };
}
