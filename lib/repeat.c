#include "repeat.h"
#include "cells.h"

#include <stdlib.h>

enum { MANY = 32 * 1024, LONG = 64, FULL = 1536 * 1024 };	/* records, elements of one's texts, bytes of all */

static struct kgi_repeat *record_at(const struct kgi_repeats *repeats, uint32_t at)
{
	return (struct kgi_repeat *)(void *)(repeats->records + at);
}

/* The record with these cells, NULL if there was none. */
KGI_INLINE struct kgi_repeat *look(const struct kgi_repeats *repeats, uint32_t hash, const struct kg_slice *cells, size_t width)
{
	struct kg_index_look look = kg_index_look(&repeats->index, hash);
	uint32_t at;

	while (kg_index_next(&look, &at))
		if (kgi_cells_same(record_at(repeats, at)->cells, cells, width))
			return record_at(repeats, at);
	return NULL;
}

/* Remembers what was asked for last, and whether that came before. Where most are new, to look is lost labour. */
static void judge(struct kgi_repeats *repeats, uint32_t hash, const struct kgi_repeat *repeat)
{
	repeats->hash = hash;
	repeats->known += repeat != NULL;
	repeats->unknown += repeat == NULL;
	repeats->off = repeats->unknown >= MANY && repeats->known < repeats->unknown;
}

struct kgi_repeat *kgi_repeats_find(struct kgi_repeats *repeats, const struct kg_slice *cells, size_t width)
{
	uint32_t hash = (uint32_t)kgi_cells_hash(cells, width);
	struct kgi_repeat *repeat = look(repeats, hash, cells, width);

	judge(repeats, hash, repeat);
	return repeat;
}

void kgi_repeats_ask(const struct kgi_repeats *repeats, const struct kg_slice *cells, size_t width, size_t count, uint32_t *hashes)
{
	enum { SMALL = 4096 };		/* such a table is near in any case */

	for (size_t i = 0; i < count; i++)
		hashes[i] = (uint32_t)kgi_cells_hash(cells + i * width, width);
	if (repeats->index.room < SMALL)
		return;
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(kg_index_begin(&repeats->index, hashes[i]));
	for (size_t i = 0; i < count; i++) {
		uint32_t number = kg_index_begin(&repeats->index, hashes[i])->number;

		if (number)
			__builtin_prefetch(record_at(repeats, number - 1), 1);
	}
}

size_t kgi_repeats_count(struct kgi_repeats *repeats, const struct kg_slice *cells, size_t width, size_t count, const uint32_t *hashes,
			 struct kgi_repeat **next)
{
	for (size_t i = 0; i < count; i++, cells += width) {
		struct kgi_repeat *repeat = look(repeats, hashes[i], cells, width);

		if (!repeat || repeat->alone || !repeat->content) {
			repeats->known += i;
			judge(repeats, hashes[i], repeat);
			*next = repeat;
			return i;
		}
		repeat->times++;
	}
	repeats->known += count;
	return count;
}

/* Of a record whose cells take so many elements; another one can stand behind. */
static size_t size_of(size_t cells)
{
	size_t align = _Alignof(struct kgi_repeat), size = sizeof(struct kgi_repeat) + cells * sizeof(uint32_t);

	return (size + align - 1) / align * align;
}

bool kgi_repeats_remember(struct kgi_repeats *repeats, const struct kg_slice *cells, size_t width, struct kg_place place, bool content)
{
	size_t size = kgi_cells_size(cells, width);

	if (repeats->off || size - width > LONG || repeats->index.count >= MANY || repeats->bytes + size_of(size) > FULL)
		return true;
	/* what is never written to costs no memory */
	if ((!repeats->records && !(repeats->records = malloc(FULL))) ||
	    !kg_index_add(&repeats->index, repeats->hash, (uint32_t)repeats->bytes))
		return false;

	struct kgi_repeat *repeat = record_at(repeats, (uint32_t)repeats->bytes);

	*repeat = (struct kgi_repeat){ .place = place, .content = content };
	kgi_cells_keep(repeat->cells, cells, width);
	repeats->bytes += size_of(size);
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
	while (repeats->given < repeats->bytes) {
		const struct kgi_repeat *repeat = record_at(repeats, (uint32_t)repeats->given);

		repeats->given += size_of(kgi_cells_kept(repeat->cells, cells, width));
		if (repeat->times)
			return repeat;
	}
	return NULL;
}

void kgi_repeats_fini(struct kgi_repeats *repeats)
{
	kg_index_fini(&repeats->index);
	free(repeats->records);
	*repeats = (struct kgi_repeats){ 0 };
}
