#include "shape.h"
#include "array.h"
#include "utf8.h"

#include <float.h>
#include <stdlib.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* What stands before a value, and the value's cell; behind the last one, the rest of the line. */
struct kgi_shape_slot {
	size_t len;
	int cell;
};

/* 0x80 in the first byte that is a quote, a backslash or a control character, perhaps in others behind it, and in none before. */
static inline uint64_t find_stop(uint64_t eight)
{
	static const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);
	uint64_t quotes = eight ^ ones * '"', backslashes = eight ^ ones * '\\';

	return (((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes) | ((eight - ones * ' ') & ~eight)) & highs;
}

/* Up to eight bytes, the first lowest, and NULs behind them. */
static inline uint64_t load(const char *at, const char *end)
{
	uint64_t eight = 0;

	if (end - at >= (ptrdiff_t)sizeof eight)
		memcpy(&eight, at, sizeof eight);
	else
		memcpy(&eight, at, (size_t)(end - at));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	return eight;
}

/* The first quote, backslash or control character; `end` if there is none. */
static inline const char *stop_of(const char *at, const char *end)
{
	uint64_t stop;

#if defined(__SSE2__)
	for (; end - at >= (ptrdiff_t)sizeof(__m128i); at += sizeof(__m128i)) {
		__m128i some = _mm_loadu_si128((const void *)at), controls = _mm_min_epu8(some, _mm_set1_epi8(' ' - 1));
		__m128i stops = _mm_or_si128(_mm_cmpeq_epi8(some, controls), _mm_or_si128(_mm_cmpeq_epi8(some, _mm_set1_epi8('"')),
											  _mm_cmpeq_epi8(some, _mm_set1_epi8('\\'))));
		unsigned mask = (unsigned)_mm_movemask_epi8(stops);

		if (mask)
			return at + __builtin_ctz(mask);
	}
#endif
	while (!(stop = find_stop(load(at, end))))
		at += sizeof stop;
	return at + __builtin_ctzll(stop) / 8;
}

static const char escapes[] = "\"\\/bfnrt", escaped[] = "\"\\/\b\f\n\r\t";

/* The character of \uXXXX; below 0 when the digits are none. */
static inline int code_of(const char *escape)
{
	int code = 0;

	for (int i = 2; i < 6; i++) {
		int c = escape[i], letter = c | 0x20;
		int digit = c >= '0' && c <= '9' ? c - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;

		if (digit < 0)
			return digit;
		code = code << 4 | digit;
	}
	return code;
}

/* Behind the escapes and what stands between them; `end` when one is none, or half of a character. */
static const char *pass_escapes(const char *at, const char *end)
{
	enum { LEN = 6, SURROGATES = 0xD800, BEHIND_SURROGATES = 0xE000 };

	while (at < end && *at == '\\') {
		bool is_code = at + 1 < end && at[1] == 'u';
		int code = is_code && end - at > LEN ? code_of(at) : 0;

		if (is_code ? code <= 0 || (code >= SURROGATES && code < BEHIND_SURROGATES) :
			      end - at < 2 || !memchr(escapes, at[1], sizeof escapes - 1))
			return end;
		at = stop_of(at + (is_code ? LEN : 2), end);
	}
	return at;
}

/* These find the end of what begins at `at`, and what the value is; NULL when it is not what is expected, or cannot be told. */
static inline const char *string_end(const char *at, const char *end, struct kg_slice *raw)
{
	const char *stop = stop_of(at + 1, end);

	if (stop < end && *stop == '\\')
		stop = pass_escapes(stop, end);
	if (stop == end || *stop != '"')
		return NULL;
	*raw = (struct kg_slice){ at, (size_t)(stop + 1 - at) };
	return stop + 1;
}

static inline const char *digits_end(const char *at, const char *end)
{
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at;
}

/* A number's text ends before the zeros that end its decimals. More digits than a double keeps are jansson's matter, and so is -0. */
static inline const char *number_end(const char *at, const char *end, struct kg_slice *raw)
{
	enum { LONGEST = 18 };
	const char *first = at + (at < end && *at == '-'), *point = digits_end(first, end), *behind = point, *last = point;
	ptrdiff_t most = LONGEST;

	if (point == first || (*first == '0' && point > first + 1))
		return NULL;
	if (point < end && *point == '.') {
		last = behind = digits_end(point + 1, end);
		if (behind == point + 1)
			return NULL;
		while (last[-1] == '0')
			last--;
		last -= last[-1] == '.';
		most = DBL_DIG + (last > point);
	}
	*raw = (struct kg_slice){ at, (size_t)(last - at) };
	return last - first > most || (first > at && *first == '0' && last == point) ? NULL : behind;
}

static inline const char *word_end(const char *at, const char *end, const char *word, size_t len, struct kg_slice *raw)
{
	*raw = (struct kg_slice){ at, len };
	return (size_t)(end - at) >= len && memcmp(at, word, len) == 0 ? at + len : NULL;
}

static inline const char *value_end(const char *at, const char *end, struct kg_slice *raw)
{
	if (at < end && *at == '"')	/* most are strings */
		return string_end(at, end, raw);
	switch (at < end ? *at : '\0') {
	case 't':
		return word_end(at, end, "true", 4, raw);
	case 'f':
		return word_end(at, end, "false", 5, raw);
	case 'n':
		at = word_end(at, end, "null", 4, raw);
		raw->len = 0;
		return at;
	default:
		return number_end(at, end, raw);
	}
}

static inline struct kg_slice inner_of(struct kg_slice raw)
{
	return (struct kg_slice){ raw.at + 1, raw.len - 2 };
}

/* Some escapes may be blanks. */
static bool has_content(struct kg_slice raw)
{
	if (!raw.len || raw.at[0] != '"')
		return raw.len > 0;

	struct kg_slice text = kg_trim(inner_of(raw));

	if (!text.len || text.at[0] != '\\')
		return text.len > 0;
	return text.at[1] == 'u' && !kg_slice_starts(text, "\\u00") && !kg_slice_starts(text, "\\u3000");
}

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


		struct kg_slice raw;

		at = value_end(at, end, &raw);
		if (!at)
			return false;
		content = content || has_content(raw);
		if (slot->cell >= 0)
			*value++ = (struct kgi_shape_value){ raw, slot->cell };
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

static size_t put_character(char *to, int code)
{
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;

	for (size_t i = len; i-- > 1; code >>= 6)
		to[i] = (char)(0x80 | (code & 0x3F));
	to[0] = (char)((len == 1 ? 0 : len == 2 ? 0xC0 : 0xE0) | code);
	return len;
}

struct kg_slice kgi_shape_text(struct kg_slice raw, char *room)
{
	struct kg_slice text = inner_of(raw);
	const char *at = text.at, *end = at + text.len;
	char *to = room;

	if (!memchr(at, '\\', text.len))
		return text;
	for (; at < end; at++) {
		if (*at != '\\') {
			*to++ = *at;
		} else if (*++at == 'u') {
			to += put_character(to, code_of(at - 1));
			at += 4;
		} else {
			*to++ = escaped[(const char *)memchr(escapes, *at, sizeof escapes - 1) - escapes];
		}
	}
	return (struct kg_slice){ room, (size_t)(to - room) };
}

/* These walk over JSON: behind the string, behind the number or word, behind blanks. */
static const char *pass_string(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		at += *at == '\\';
	return at < end ? at + 1 : end;
}

static const char *pass_word(const char *at, const char *end)
{
	while (at < end && !memchr(",} \t\r\n", *at, 6))
		at++;
	return at;
}

static const char *pass_blanks(const char *at, const char *end)
{
	while (at < end && memchr(" \t\r\n", *at, 4))
		at++;
	return at;
}

/* The next value of a line, in which names and brackets are no values; empty behind the last, and where an array begins. */
static struct kg_slice next_value(const char *at, const char *end)
{
	while (at < end && *at != '[') {
		const char *behind = *at == '"' ? pass_string(at, end) : memchr("-0123456789tfn", *at, 14) ? pass_word(at, end) : at;
		const char *colon = *at == '"' ? pass_blanks(behind, end) : end;

		if (behind > at && (colon == end || *colon != ':'))
			return (struct kg_slice){ at, (size_t)(behind - at) };
		at = behind > at ? behind : at + 1;
	}
	return (struct kg_slice){ at, 0 };
}

static bool add_slot(struct kgi_shape *shape, const char *from, const char *to, int cell)
{
	struct kgi_shape_slot slot = { (size_t)(to - from), cell };

	return kg_append(&shape->frame, &shape->frame_len, &shape->frame_room, from, slot.len, 1) &&
	       kg_append(&shape->slots, &shape->slot_count, &shape->slot_room, &slot, 1, sizeof slot);
}

/* *fits: the line has this many values and no array. */
static bool make_shape(struct kgi_shape *shape, struct kg_slice line, const int *cells, size_t count, bool *fits)
{
	const char *at = line.at, *end = at + line.len;
	struct kg_slice value = next_value(at, end);

	shape->frame_len = shape->slot_count = 0;
	for (; value.len && shape->slot_count < count; value = next_value(at, end)) {
		if (!add_slot(shape, at, value.at, cells[shape->slot_count]))
			return false;
		at = value.at + value.len;
	}
	*fits = value.at == end && shape->slot_count == count;
	return add_slot(shape, at, end, -1);
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
