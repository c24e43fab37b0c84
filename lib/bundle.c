#include "bundle.h"
#include "array.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { PART_BITS = 8, PARTS = 1 << PART_BITS, FIRST = 256, LARGEST = 32 * 1024, FEW = 16 * 1024 };

struct chunk {
	struct chunk *next;
	char *end;		/* behind its last item, if another one follows */
	size_t room;
	alignas(struct kg_bundled) char bytes[];
};

/* In the order in which items came. What an item is added by is here, and not in the chunk: that would be one more place of memory
 * to wait for. */
struct kg_bundle_part {
	struct chunk *first, *last;
	char *at;		/* behind the last item */
	size_t left, count;	/* bytes in the last chunk, items */
};

static struct kg_bundle_part *part_of(struct kg_bundles *bundles, uint32_t hash)
{
	return &bundles->parts[hash >> (32 - PART_BITS)];
}

static bool make_parts(struct kg_bundles *bundles)
{
	if (!bundles->parts)
		bundles->parts = calloc(PARTS, sizeof *bundles->parts);
	return bundles->parts != NULL;
}

/* Puts chunks behind those that are there. */
static void append(struct kg_bundle_part *part, const struct kg_bundle_part *more)
{
	if (part->last) {
		part->last->next = more->first;
		part->last->end = part->at;
	} else {
		part->first = more->first;
	}
	part->last = more->last;
	part->at = more->at;
	part->left = more->left;
	part->count += more->count;
}

/* Items of few keys are few: a part begins small. */
static bool add_chunk(struct kg_arena *arena, struct kg_bundle_part *part, size_t size)
{
	size_t room = !part->last ? FIRST : part->last->room < LARGEST ? part->last->room * 2 : LARGEST;
	struct chunk *chunk;

	if (room < size)
		room = size;
	chunk = room <= SIZE_MAX - sizeof *chunk ? kg_arena_take(arena, sizeof *chunk + room) : NULL;
	if (!chunk)
		return false;
	*chunk = (struct chunk){ .room = room };
	append(part, &(struct kg_bundle_part){ chunk, chunk, chunk->bytes, room, 0 });
	return true;
}

static size_t size_of(const struct kg_bundles *bundles, size_t key)
{
	return (bundles->size + key + alignof(struct kg_bundled) - 1) & ~(alignof(struct kg_bundled) - 1);
}

struct kg_bundled *kg_bundle_add(struct kg_bundles *bundles, struct kg_slice key, struct kg_place place)
{
	uint32_t hash = (uint32_t)XXH3_64bits(key.at, key.len);
	size_t size = size_of(bundles, key.len);

	if (key.len > UINT32_MAX || !make_parts(bundles))
		return NULL;

	struct kg_bundle_part *part = part_of(bundles, hash);

	if (part->left < size && !add_chunk(&bundles->arena, part, size))
		return NULL;

	struct kg_bundled *item = (void *)part->at;

	part->at += size;
	part->left -= size;
	/* where the part's next item ends will be far from the processor, and is asked for in good time */
	if (part->left >= size)
		__builtin_prefetch(part->at + size - 1, 1);
	part->count++;
	bundles->count++;
	*item = (struct kg_bundled){ NULL, place, hash, (uint32_t)key.len };
	if (key.len)
		memcpy((char *)item + bundles->size, key.at, key.len);
	return item;
}

bool kg_bundles_merge(struct kg_bundles *into, struct kg_bundles *from)
{
	if (!make_parts(into))
		return false;
	for (size_t i = 0; i < PARTS && from->parts; i++)
		if (from->parts[i].first)
			append(&into->parts[i], &from->parts[i]);
	kg_arena_merge(&into->arena, &from->arena);
	into->count += from->count;
	free(from->parts);
	from->parts = NULL;
	from->count = 0;
	return true;
}

static const char *end_of(const struct kg_bundle_part *part, const struct chunk *chunk)
{
	return chunk == part->last ? part->at : chunk->end;
}

/* The item that stands there, which becomes where the next does. */
static struct kg_bundled *next_item(const struct kg_bundles *bundles, char **at)
{
	struct kg_bundled *item = (void *)*at;

	*at += size_of(bundles, item->len);
	return item;
}

void kg_bundles_items(struct kg_bundles *bundles, kg_bundle_visit *visit, void *state)
{
	for (size_t i = 0; i < PARTS && bundles->parts; i++) {
		const struct kg_bundle_part *part = &bundles->parts[i];

		for (struct chunk *chunk = part->first; chunk; chunk = chunk->next)
			for (char *at = chunk->bytes; at < end_of(part, chunk);)
				visit(state, next_item(bundles, &at));
	}
}

static bool is_after(const struct kg_bundled *a, const struct kg_bundled *b)
{
	return kg_place_compare(a->place, b->place) > 0;
}

/* Where the last item of the key is, or belongs. */
static struct kg_bundled **bundle_for(const struct kg_bundles *bundles, struct kg_bundled **table, size_t room,
				      const struct kg_bundled *item)
{
	for (size_t i = item->hash & (room - 1);; i = (i + 1) & (room - 1)) {
		const struct kg_bundled *known = table[i];

		if (!known || (known->hash == item->hash && kg_slice_same(kg_bundle_key(bundles, known), kg_bundle_key(bundles, item))))
			return &table[i];
	}
}

/* Items in order, from two lists that are. */
static struct kg_bundled *merge_lists(struct kg_bundled *a, struct kg_bundled *b)
{
	struct kg_bundled *first = NULL, **end = &first;

	while (a && b) {
		struct kg_bundled **from = is_after(a, b) ? &b : &a;

		*end = *from;
		*from = (*from)->next;
		end = &(*end)->next;
	}
	*end = a ? a : b;
	return first;
}

/* Takes the items off that are in order already. */
static struct kg_bundled *take_run(struct kg_bundled **rest)
{
	struct kg_bundled *first = *rest, *last = first;

	while (last->next && !is_after(last, last->next))
		last = last->next;
	*rest = last->next;
	last->next = NULL;
	return first;
}

/* As they came they mostly are, or in a few runs: workers take parts of the input by turns. */
static struct kg_bundled *in_order(struct kg_bundled *items)
{
	struct kg_bundled *all = take_run(&items), *runs[64];	/* runs[i]: of 2^i that were there */
	size_t count = 0;

	for (; items; count++) {
		struct kg_bundled *run = take_run(&items);
		size_t i = 0;

		for (; count >> i & 1; i++)
			run = merge_lists(runs[i], run);
		runs[i] = run;
	}
	for (size_t i = 0; count >> i; i++)
		if (count >> i & 1)
			all = merge_lists(runs[i], all);
	return all;
}

/* What the threads share. */
struct work {
	const struct kg_bundles *bundles;
	kg_bundle_visit *visit;
	atomic_size_t next;		/* part */
	atomic_bool failed;
};

struct worker {
	struct work *work;
	void *state;
	struct kg_bundled **table;	/* of the last item of each key in a part, whose next one is the first */
	size_t room;
	pthread_t thread;
	bool started;
};

static void bundle_part(struct worker *worker, const struct kg_bundle_part *part, size_t room)
{
	const struct kg_bundles *bundles = worker->work->bundles;
	struct kg_bundled **table = worker->table;

	memset(table, 0, room * sizeof *table);
	for (struct chunk *chunk = part->first; chunk; chunk = chunk->next)
		for (char *at = chunk->bytes; at < end_of(part, chunk);) {
			struct kg_bundled *item = next_item(bundles, &at), **last = bundle_for(bundles, table, room, item);

			item->next = *last ? (*last)->next : item;
			if (*last)
				(*last)->next = item;
			*last = item;
		}
	for (size_t i = 0; i < room; i++)
		if (table[i]) {
			struct kg_bundled *first = table[i]->next;

			table[i]->next = NULL;
			worker->work->visit(worker->state, first->next ? in_order(first) : first);
		}
}

static void *work(void *data)
{
	struct worker *worker = data;
	size_t i;

	while (!worker->work->failed && (i = worker->work->next++) < PARTS) {
		const struct kg_bundle_part *part = &worker->work->bundles->parts[i];
		size_t room = 16;

		while (room * 3 < part->count * 4)
			room *= 2;
		if (kg_grow(&worker->table, &worker->room, room, sizeof *worker->table))
			bundle_part(worker, part, room);
		else
			worker->work->failed = true;
	}
	return NULL;
}

bool kg_bundles_each(struct kg_bundles *bundles, kg_bundle_visit *visit, void *states, size_t size, size_t count)
{
	struct work of = { .bundles = bundles, .visit = visit };
	size_t workers = bundles->count < FEW ? 1 : count;
	struct worker *all = calloc(workers, sizeof *all);

	if (!bundles->parts || !all) {
		free(all);
		return !bundles->parts;
	}
	/* the first is this thread */
	for (size_t i = workers; i-- > 0;) {
		all[i] = (struct worker){ .work = &of, .state = (char *)states + i * size };
		all[i].started = i > 0 && pthread_create(&all[i].thread, NULL, work, &all[i]) == 0;
	}
	work(&all[0]);
	for (size_t i = 0; i < workers; i++) {
		if (all[i].started)
			pthread_join(all[i].thread, NULL);
		free(all[i].table);
	}
	free(all);
	return !of.failed;
}

void kg_bundles_fini(struct kg_bundles *bundles)
{
	kg_arena_fini(&bundles->arena);
	free(bundles->parts);
	*bundles = (struct kg_bundles){ .size = bundles->size };
}
