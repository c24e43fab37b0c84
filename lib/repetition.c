#include "repetition.h"
#include "array.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct kg_key {
	size_t set;
	struct kg_slice text;		/* folded cells, each ended by a unit separator */
	struct kg_place place;
};

void kg_keys_fini(struct kg_keys *keys)
{
	free(keys->items);
	kg_arena_fini(&keys->arena);
	*keys = (struct kg_keys){ 0 };
}

enum { SEPARATOR = 0x1f };

bool kg_keys_add(struct kg_keys *keys, size_t set, const struct kg_slice *cells, size_t count, struct kg_place place, bool *blank)
{
	size_t size = count, len = 0;

	for (size_t i = 0; i < count; i++)
		size += KG_FOLD_ROOM(cells[i].len);

	char *text = malloc(size + 1);

	if (!text)
		return false;
	for (size_t i = 0; i < count; i++) {
		len += kg_fold(cells[i], KG_FOLD_WIDTH, text + len);
		len -= kg_is_array(cells[i]);
		for (char *end; kg_is_array(cells[i]) && (end = memchr(text, '\xff', len));)
			*end = ';';
		text[len++] = SEPARATOR;
	}
	*blank = len == count;

	bool ok = *blank || kg_grow(&keys->items, &keys->room, keys->count + 1, sizeof *keys->items);

	if (ok && !*blank) {
		struct kg_key *key = &keys->items[keys->count];

		*key = (struct kg_key){ set, kg_arena_copy(&keys->arena, (struct kg_slice){ text, len }), place };
		ok = key->text.at != NULL;
		keys->count += ok;
	}
	free(text);
	return ok;
}

bool kg_keys_merge(struct kg_keys *into, struct kg_keys *from)
{
	if (!kg_append(&into->items, &into->count, &into->room, from->items, from->count, sizeof *from->items))
		return false;
	kg_arena_merge(&into->arena, &from->arena);
	from->count = 0;
	return true;
}

static int by_text(const struct kg_key *x, const struct kg_key *y)
{
	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	return kg_slice_compare(x->text, y->text);
}

static int by_key(const void *a, const void *b)
{
	const struct kg_key *x = a, *y = b;
	int order = by_text(x, y);

	return order ? order : kg_place_compare(x->place, y->place);
}

static int by_repeat(const void *a, const void *b)
{
	const struct kg_repeat *x = a, *y = b;

	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	return kg_place_compare(x->place, y->place);
}

/* The key for people. */
static struct kg_slice text_of(struct kg_keys *keys, const struct kg_key *key)
{
	struct kg_slice rest = key->text, text = kg_slice("");

	while (rest.len && text.at) {
		const char *end = memchr(rest.at, SEPARATOR, rest.len);
		struct kg_slice cell = { rest.at, (size_t)(end - rest.at) };

		text = rest.at == key->text.at ? kg_arena_copy(&keys->arena, cell) : kg_arena_list(&keys->arena, text, cell);
		rest = (struct kg_slice){ end + 1, rest.len - cell.len - 1 };
	}
	return text;
}

bool kg_keys_repeated(struct kg_keys *keys, struct kg_repeat **repeats, size_t *count)
{
	size_t room = 0, first = 0;

	*repeats = NULL;
	*count = 0;
	if (keys->count == 0)
		return true;
	qsort(keys->items, keys->count, sizeof *keys->items, by_key);
	for (size_t i = 1; i < keys->count; i++) {
		if (by_text(&keys->items[first], &keys->items[i]) != 0) {
			first = i;
			continue;
		}

		struct kg_slice text = text_of(keys, &keys->items[i]);

		if (!text.at || !kg_grow(repeats, &room, *count + 1, sizeof **repeats))
			return false;
		(*repeats)[(*count)++] = (struct kg_repeat){ keys->items[i].set, text, keys->items[i].place,
							     keys->items[first].place };
	}
	if (*count)
		qsort(*repeats, *count, sizeof **repeats, by_repeat);
	return true;
}

struct kg_sequence_item {
	struct kg_place place;
	uint64_t hash;
};

void kg_sequence_fini(struct kg_sequence *sequence)
{
	free(sequence->items);
	*sequence = (struct kg_sequence){ 0 };
}

void kg_sequence_cell(struct kg_sequence *sequence, struct kg_slice column, struct kg_slice cell)
{
	/* a sum does not know the order, so each cell brings its column with it */
	if (cell.len)
		sequence->hash += XXH3_64bits_withSeed(cell.at, cell.len, XXH3_64bits(column.at, column.len));
}

bool kg_sequence_record(struct kg_sequence *sequence, struct kg_place place)
{
	uint64_t hash = sequence->hash;

	sequence->hash = 0;
	if (!kg_grow(&sequence->items, &sequence->room, sequence->count + 1, sizeof *sequence->items))
		return false;
	sequence->items[sequence->count++] = (struct kg_sequence_item){ place, hash };
	return true;
}

bool kg_sequence_merge(struct kg_sequence *into, const struct kg_sequence *from)
{
	return kg_append(&into->items, &into->count, &into->room, from->items, from->count, sizeof *from->items);
}

static int by_place(const void *a, const void *b)
{
	const struct kg_sequence_item *x = a, *y = b;

	return kg_place_compare(x->place, y->place);
}

/* A record by its content, to find those that are alike. */
struct alike {
	uint64_t hash;
	size_t at;
	uint32_t file;
};

static int by_hash(const void *a, const void *b)
{
	const struct alike *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static bool are_alike(const struct alike *x, const struct alike *y)
{
	return x->file == y->file && x->hash == y->hash;
}

#define ALONE SIZE_MAX

/* earlier[i] becomes the only other record like the i-th, where that comes before it; else ALONE. */
static bool pair_up(const struct kg_sequence *sequence, size_t *earlier)
{
	struct alike *all = malloc(sequence->count * sizeof *all);

	if (!all)
		return false;
	for (size_t i = 0; i < sequence->count; i++) {
		all[i] = (struct alike){ sequence->items[i].hash, i, sequence->items[i].place.file };
		earlier[i] = ALONE;
	}
	qsort(all, sequence->count, sizeof *all, by_hash);
	for (size_t i = 0, next; i < sequence->count; i = next) {
		for (next = i + 1; next < sequence->count && are_alike(&all[i], &all[next]); next++)
			;
		if (next - i == 2)
			earlier[all[i + 1].at] = all[i].at;
	}
	free(all);
	return true;
}

bool kg_sequence_blocks(struct kg_sequence *sequence, struct kg_block **blocks, size_t *count)
{
	const struct kg_sequence_item *items = sequence->items;
	size_t *earlier = malloc((sequence->count + 1) * sizeof *earlier), room = 0;
	bool ok = earlier != NULL;

	*blocks = NULL;
	*count = 0;
	if (ok && sequence->count) {
		qsort(sequence->items, sequence->count, sizeof *sequence->items, by_place);
		ok = pair_up(sequence, earlier);
	}
	for (size_t i = 0, next; i < sequence->count && ok; i = next) {
		next = i + 1;
		while (earlier[i] != ALONE && next < sequence->count && earlier[next] == earlier[i] + (next - i))
			next++;
		if (next - i < KG_BLOCK_MIN)
			continue;
		ok = kg_grow(blocks, &room, *count + 1, sizeof **blocks);
		if (ok)
			(*blocks)[(*count)++] = (struct kg_block){ items[i].place, items[next - 1].place, items[earlier[i]].place,
								   items[earlier[next - 1]].place, next - i };
	}
	free(earlier);
	return ok;
}

bool kg_sequence_tell(struct kg_sequence *sequence, struct kg_findings *to)
{
	struct kg_block *blocks;
	size_t count;
	bool ok = kg_sequence_blocks(sequence, &blocks, &count);

	for (size_t i = 0; i < count && ok; i++) {
		const struct kg_block *block = &blocks[i];

		ok = kg_findings_add(to, (struct kg_finding){ .place = block->from, .code = "repeated-block" },
				     _("the %zu records of lines %u to %u are those of lines %u to %u again"), block->records,
				     block->from.line, block->to.line, block->first_from.line, block->first_to.line);
	}
	free(blocks);
	return ok;
}
