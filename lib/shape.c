#include "shape.h"
#include "array.h"
#include "token.h"
#include "utf8.h"

#include <stdlib.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* What stands before a value, and the value's cell; behind the last one, the rest of the line. */
struct kgi_shape_slot {
	size_t len;
	int cell;
};

enum { NEAR = 32 };		/* bytes that are compared at once */

/* Does the text begin with what the frame begins with? Both have NEAR bytes. */
static inline bool begins_near(const char *at, const char *frame, size_t len)
{
#if defined(__SSE2__)
	__m128i low = _mm_cmpeq_epi8(_mm_loadu_si128((const void *)at), _mm_loadu_si128((const void *)frame));
	__m128i high = _mm_cmpeq_epi8(_mm_loadu_si128((const void *)(at + 16)), _mm_loadu_si128((const void *)(frame + 16)));
	uint64_t same = (uint64_t)(unsigned)_mm_movemask_epi8(high) << 16 | (unsigned)_mm_movemask_epi8(low);

	return (~same & ((UINT64_C(1) << len) - 1)) == 0;
#else
	return kg_slice_same((struct kg_slice){ at, len }, (struct kg_slice){ frame, len });
#endif
}

static inline bool begins(const char *at, const char *end, const char *frame, size_t len)
{
	if (len <= NEAR && end - at >= NEAR)
		return begins_near(at, frame, len);
	return len <= (size_t)(end - at) && kg_slice_same((struct kg_slice){ at, len }, (struct kg_slice){ frame, len });
}

/* Where the string that begins here ends; NULL if none does, or one with escapes. */
static inline const char *string_end(const struct kgi_stops *stops, const char *at, const char *end)
{
	if (at == end || *at != '"')
		return NULL;

	const char *stop = kgi_stops_next(stops, at + 1);

	return stop < end && *stop == '"' ? stop + 1 : NULL;
}

/* Where any other value ends. Only an array could end behind its line. */
static const char *other_end(const char *at, const char *end, struct kgi_token *token)
{
	const char *feed = at < end && *at == '[' ? memchr(at, '\n', (size_t)(end - at)) : NULL;

	return kgi_token_end(at, feed ? feed : end, token);
}

/* Behind the line that begins at `line`, if it has this shape. */
static const char *match(struct kgi_shapes *shapes, const struct kgi_shape *shape, const struct kgi_stops *stops, const char *line)
{
	const struct kgi_shape_slot *slot = shape->slots, *last = slot + shape->slot_count - 1;
	const char *at = line, *end = stops->text.at + stops->text.len, *frame = shape->frame;
	struct kgi_shape_value *value = shapes->values;
	bool content = false;

	for (; begins(at, end, frame, slot->len); slot++) {
		at += slot->len;
		frame += slot->len;
		if (slot == last) {
			shapes->count = (size_t)(value - shapes->values);
			shapes->content = content;
			return (at == end || at[-1] == '\n') && (content || !memchr(line, '\\', (size_t)(at - line))) ? at : NULL;
		}

		const char *behind = string_end(stops, at, end);
		struct kg_slice raw = { at, (size_t)(behind - at) };

		if (!behind) {
			struct kgi_token token;

			behind = other_end(at, end, &token);
			if (!behind || (slot->cell >= 0 && !token.plain))
				return NULL;
			raw = token.raw;
		}
		at = behind;
		content = content || kgi_token_has_content(raw);
		if (slot->cell >= 0)
			*value++ = (struct kgi_shape_value){ raw, slot->cell };
	}
	return NULL;
}

static void move_to_front(struct kgi_shapes *shapes, size_t i)
{
	struct kgi_shape moved = shapes->kept[i];

	memmove(shapes->kept + 1, shapes->kept, i * sizeof moved);
	shapes->kept[0] = moved;
}

size_t kgi_shapes_match(struct kgi_shapes *shapes, const struct kgi_stops *stops, const char *line)
{
	for (size_t i = 0; i < shapes->kept_count; i++) {
		const char *behind = match(shapes, &shapes->kept[i], stops, line);

		if (!behind || (!stops->utf8 && !kgi_is_utf8((struct kg_slice){ line, (size_t)(behind - line) })))
			continue;
		if (i > 0)
			move_to_front(shapes, i);
		return (size_t)(behind - line);
	}
	return 0;
}

static bool add_slot(struct kgi_shape *shape, const char *from, const char *to, int cell)
{
	struct kgi_shape_slot slot = { (size_t)(to - from), cell };

	return kg_append(&shape->frame, &shape->frame_len, &shape->frame_room, from, slot.len, 1) &&
	       kg_append(&shape->slots, &shape->slot_count, &shape->slot_room, &slot, 1, sizeof slot);
}

/* *fits: it can be told where the line's values are, and how many. */
static bool make_shape(struct kgi_shape *shape, struct kg_slice line, const int *cells, size_t count, bool *fits)
{
	const char *at = line.at, *from = at, *end = at + line.len, *behind;
	struct kgi_token token;
	bool ok = true;

	shape->frame_len = shape->slot_count = 0;
	for (*fits = true; at < end && *fits && ok; at = behind) {
		behind = at + 1;
		if (memchr("{}:, \t\r\n", *at, 8))
			continue;
		behind = kgi_token_end(at, end, &token);
		*fits = behind && shape->slot_count < count;
		/* a name is none */
		if (!*fits || *kgi_pass_blanks(behind, end) == ':')
			continue;
		ok = add_slot(shape, from, at, cells[shape->slot_count]);
		from = behind;
	}
	*fits = *fits && shape->slot_count == count;
	return ok && add_slot(shape, from, end, -1) && kg_grow(&shape->frame, &shape->frame_room, shape->frame_len + NEAR, 1);
}

static bool is_same(const struct kgi_shape *a, const struct kgi_shape *b)
{
	if (a->slot_count != b->slot_count || a->frame_len != b->frame_len || memcmp(a->frame, b->frame, a->frame_len) != 0)
		return false;
	for (size_t i = 0; i < a->slot_count; i++)
		if (a->slots[i].len != b->slots[i].len || a->slots[i].cell != b->slots[i].cell)
			return false;
	return true;
}

static bool is_kept(const struct kgi_shapes *shapes, const struct kgi_shape *shape)
{
	for (size_t i = 0; i < shapes->kept_count; i++)
		if (is_same(&shapes->kept[i], shape))
			return true;
	return false;
}

static bool has_twins(const int *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i && cells[i] >= 0; j++)
			if (cells[i] == cells[j])
				return true;
	return false;
}

bool kgi_shapes_learn(struct kgi_shapes *shapes, struct kg_slice line, const int *cells, size_t count)
{
	struct kgi_shape *shape = &shapes->kept[shapes->kept_count];
	bool fits;

	if (!make_shape(shape, line, cells, count, &fits) ||
	    !kg_grow(&shapes->values, &shapes->room, count + 1, sizeof *shapes->values))
		return false;
	if (!fits || is_kept(shapes, shape) || has_twins(cells, count))
		return true;
	move_to_front(shapes, shapes->kept_count);
	shapes->kept_count += shapes->kept_count < KGI_SHAPES;
	return true;
}

void kgi_shapes_fini(struct kgi_shapes *shapes)
{
	for (size_t i = 0; i <= KGI_SHAPES; i++) {
		free(shapes->kept[i].frame);
		free(shapes->kept[i].slots);
	}
	free(shapes->values);
	*shapes = (struct kgi_shapes){ 0 };
}
