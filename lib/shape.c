#include "shape.h"
#include "array.h"
#include "token.h"
#include "utf8.h"

#include <stdlib.h>

/* What stands before a value, and the value's cell; behind the last one, the rest of the line. */
struct kgi_shape_slot {
	size_t len;
	int cell;
};

static bool match(struct kgi_shapes *shapes, const struct kgi_shape *shape, struct kg_slice line)
{
	const struct kgi_shape_slot *slot = shape->slots, *last = slot + shape->slot_count - 1;
	const char *at = line.at, *end = at + line.len, *frame = shape->frame;
	struct kgi_shape_value *value = shapes->values;
	bool content = false;

	for (;; slot++) {
		if (slot->len > (size_t)(end - at) ||
		    !kg_slice_same((struct kg_slice){ at, slot->len }, (struct kg_slice){ frame, slot->len }))
			return false;
		at += slot->len;
		frame += slot->len;
		if (slot == last)
			break;

		struct kgi_token token;

		at = kgi_token_end(at, end, &token);
		if (!at || (slot->cell >= 0 && !token.plain))
			return false;
		content = content || kgi_token_has_content(token.raw);
		if (slot->cell >= 0)
			*value++ = (struct kgi_shape_value){ token.raw, slot->cell };
	}
	shapes->count = (size_t)(value - shapes->values);
	shapes->content = content;
	return at == end && (content || !memchr(line.at, '\\', line.len));
}

static void move_to_front(struct kgi_shapes *shapes, size_t i)
{
	struct kgi_shape moved = shapes->kept[i];

	memmove(shapes->kept + 1, shapes->kept, i * sizeof moved);
	shapes->kept[0] = moved;
}

bool kgi_shapes_match(struct kgi_shapes *shapes, struct kg_slice line)
{
	for (size_t i = 0; i < shapes->kept_count; i++) {
		if (!match(shapes, &shapes->kept[i], line) || !kgi_is_utf8(line))
			continue;
		if (i > 0)
			move_to_front(shapes, i);
		return true;
	}
	return false;
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
	return ok && add_slot(shape, from, end, -1);
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
