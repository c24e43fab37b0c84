#include "bundle.h"
#include "array.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { PART_BITS = 8, PARTS = 1 << PART_BITS, FIRST = 256, LARGEST = 32 * 1024, FEW = 16 * 1024 };

_Static_assert(KG_FILES_MAX < UINT64_C(1) << (64 - KG_OFFSET_BITS), "a file's number has no room in an item");

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

static uint32_t hash_of(struct kg_slice key)
{
	return (uint32_t)XXH3_64bits(key.at, key.len);
}

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
	size_t size = bundles->size + 1 + (key < KG_BUNDLE_LONG ? 0 : sizeof(uint32_t)) + key;

	return (size + alignof(struct kg_bundled) - 1) & ~(alignof(struct kg_bundled) - 1);
}

/* Copies a text that mostly is a number: to call memcpy() takes longer than to copy it. */
static inline void copy_text(char *to, struct kg_slice text)
{
	enum { FOUR = 4, EIGHT = 8 };

	if (text.len >= EIGHT && text.len <= 2 * EIGHT) {
		memcpy(to, text.at, EIGHT);
		memcpy(to + text.len - EIGHT, text.at + text.len - EIGHT, EIGHT);
	} else if (text.len >= FOUR && text.len < EIGHT) {
		memcpy(to, text.at, FOUR);
		memcpy(to + text.len - FOUR, text.at + text.len - FOUR, FOUR);
	} else if (text.len) {
		memcpy(to, text.at, text.len);
	}
}

static inline void write_key(char *behind, struct kg_slice key)
{
	uint32_t len = (uint32_t)key.len;

	*behind++ = (char)(len < KG_BUNDLE_LONG ? len : KG_BUNDLE_LONG);
	if (len >= KG_BUNDLE_LONG) {
		memcpy(behind, &len, sizeof len);
		behind += sizeof len;
	}
	copy_text(behind, key);
}

struct kg_bundled *kg_bundle_add(struct kg_bundles *bundles, struct kg_slice key, struct kg_place place)
{
	size_t size = size_of(bundles, key.len);

	if (key.len > UINT32_MAX || !make_parts(bundles))
		return NULL;

	struct kg_bundle_part *part = part_of(bundles, hash_of(key));

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
	*item = (struct kg_bundled){ (uint64_t)place.file << KG_OFFSET_BITS | (place.offset < KG_FURTHEST ? place.offset : KG_FURTHEST),
				     place.line };
	write_key((char *)item + bundles->size, key);
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
	if (from->count)
		into->size = from->size;
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

	*at += size_of(bundles, kg_bundle_key(bundles, item).len);
	return item;
}

void kg_bundles_items(struct kg_bundles *bundles, kg_bundled_visit *visit, void *state)
{
	for (size_t i = 0; i < PARTS && bundles->parts; i++) {
		const struct kg_bundle_part *part = &bundles->parts[i];

		for (struct chunk *chunk = part->first; chunk; chunk = chunk->next)
			for (char *at = chunk->bytes; at < end_of(part, chunk);)
				visit(state, next_item(bundles, &at));
	}
}

/* What the threads share. */
struct work {
	const struct kg_bundles *bundles;
	size_t least;
	kg_bundle_visit *visit;
	atomic_size_t next;		/* part */
	atomic_bool failed;
};

/* An item of a part. Numbers are in the order in which items came, from 1; 0 is none. */
struct arrival {
	struct kg_bundled *item;
	uint32_t before;		/* number of the last one before it that has its key */
	bool outdated;			/* another came */
};

/* The last item of a key. */
struct newest {
	uint32_t hash, number;
};

struct worker {
	struct work *work;
	void *state;
	struct newest *table;
	struct arrival *arrivals;
	struct kg_bundled **bundle;
	size_t table_room, arrival_room, bundle_room;
	pthread_t thread;
	bool started;
};

/* Where the newest item of the key is, or belongs. */
static struct newest *newest_of(const struct worker *worker, size_t mask, struct kg_slice key, uint32_t hash)
{
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct newest *newest = &worker->table[i];
		const struct kg_bundled *known = newest->number ? worker->arrivals[newest->number - 1].item : NULL;

		if (!known || (newest->hash == hash && kg_slice_same(kg_bundle_key(worker->work->bundles, known), key)))
			return newest;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct kg_bundled *x = *(struct kg_bundled *const *)a, *y = *(struct kg_bundled *const *)b;

	return kg_bundled_compare(x, y);
}

/* Visits the bundle of the last item of a key. As they came, items mostly are in order. */
static void visit_bundle(const struct worker *worker, const struct arrival *last)
{
	struct kg_bundled **end = worker->bundle + worker->bundle_room, **first = end;
	bool sorted = true;

	*--first = last->item;
	for (uint32_t number = last->before; number; number = worker->arrivals[number - 1].before) {
		*--first = worker->arrivals[number - 1].item;
		sorted &= by_place(first, first + 1) <= 0;
	}
	if (!sorted)
		qsort(first, (size_t)(end - first), sizeof *first, by_place);
	worker->work->visit(worker->state, first, (size_t)(end - first));
}

static void bundle_part(struct worker *worker, const struct kg_bundle_part *part, size_t room)
{
	uint32_t count = 0;
	bool all = worker->work->least == 1, again = false;

	memset(worker->table, 0, room * sizeof *worker->table);
	for (struct chunk *chunk = part->first; chunk; chunk = chunk->next)
		for (char *at = chunk->bytes; at < end_of(part, chunk);) {
			struct kg_bundled *item = next_item(worker->work->bundles, &at);
			struct kg_slice key = kg_bundle_key(worker->work->bundles, item);
			uint32_t hash = hash_of(key);
			struct newest *newest = newest_of(worker, room - 1, key, hash);

			if (newest->number) {
				worker->arrivals[newest->number - 1].outdated = true;
				again = true;
			}
			worker->arrivals[count] = (struct arrival){ item, newest->number, false };
			*newest = (struct newest){ hash, ++count };
		}
	for (uint32_t i = 0; i < count && (all || again); i++)
		if (!worker->arrivals[i].outdated && (all || worker->arrivals[i].before))
			visit_bundle(worker, &worker->arrivals[i]);
}

/* False when memory is short. */
static bool make_room(struct worker *worker, size_t items, size_t room)
{
	return items < UINT32_MAX && kg_grow(&worker->table, &worker->table_room, room, sizeof *worker->table) &&
	       kg_grow(&worker->arrivals, &worker->arrival_room, items, sizeof *worker->arrivals) &&
	       kg_grow(&worker->bundle, &worker->bundle_room, items, sizeof *worker->bundle);
}

static void *work(void *data)
{
	struct worker *worker = data;
	size_t i;

	while (!worker->work->failed && (i = worker->work->next++) < PARTS) {
		const struct kg_bundle_part *part = &worker->work->bundles->parts[i];
		size_t room = 16;

		while (room < part->count * 2)
			room *= 2;
		if (make_room(worker, part->count, room))
			bundle_part(worker, part, room);
		else
			worker->work->failed = true;
	}
	free(worker->table);
	free(worker->arrivals);
	free(worker->bundle);
	return NULL;
}

bool kg_bundles_each(struct kg_bundles *bundles, size_t least, kg_bundle_visit *visit, void *states, size_t size, size_t count)
{
	struct work of = { .bundles = bundles, .least = least, .visit = visit };
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
	for (size_t i = 0; i < workers; i++)
		if (all[i].started)
			pthread_join(all[i].thread, NULL);
	free(all);
	return !of.failed;
}

void kg_bundles_fini(struct kg_bundles *bundles)
{
	kg_arena_fini(&bundles->arena);
	free(bundles->parts);
	*bundles = (struct kg_bundles){ .size = bundles->size };
}
