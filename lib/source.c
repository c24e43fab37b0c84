#include "source.h"
#include "array.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, PIECE = 2 * BLOCK, MARK = 4 };

/* A decoded line: how long it is, and how long it was. */
struct kgi_source_line {
	size_t len, raw_len;
};

static bool is_decoded(const struct kgi_source *source)
{
	return source->decided && source->encoding.kind != KGI_UTF8 && (source->whole || source->encoding.kind == KGI_WHOLE);
}

/* Room behind the held bytes for `more`: moves them to the front, or takes a larger buffer. */
static bool make_room(char **bytes, size_t *begin, size_t *end, size_t *room, size_t more)
{
	size_t held = *end - *begin, larger = *room ? *room : 4 * BLOCK;

	if (*room - *end >= more)
		return true;
	if (*begin >= held && *room - held >= more) {
		memcpy(*bytes, *bytes + *begin, held);
	} else {
		while (larger - held < more || larger == *room)
			larger *= 2;

		char *moved = malloc(larger);

		if (!moved)
			return false;
		if (held)
			memcpy(moved, *bytes + *begin, held);
		free(*bytes);
		*bytes = moved;
		*room = larger;
	}
	*begin = 0;
	*end = held;
	return true;
}

static int read_some(struct kgi_source *source, char *at, size_t room, size_t *got, struct kg_error *err)
{
	ssize_t count;

	do
		count = read(source->fd, at, room);
	while (count < 0 && errno == EINTR);
	if (count < 0)
		return kg_error_system(err, kg_error_file_name(err, source->place.file), errno);
	source->ended = count == 0;
	*got = (size_t)count;
	return KG_OK;
}

static bool put(struct kgi_source *source, const char *text, size_t len)
{
	if (!make_room(&source->bytes, &source->begin, &source->end, &source->room, len))
		return false;
	if (len)
		memcpy(source->bytes + source->end, text, len);
	source->end += len;
	return true;
}

/* Behind the character at `bad` that does not decode. */
static struct kg_slice behind_bad(const struct kgi_source *source, struct kg_slice raw, size_t bad)
{
	size_t unit = source->encoding.unit;

	bad += bad + unit <= raw.len ? unit : raw.len - bad;
	return kg_slice_from(raw, bad);
}

/* Decodes one line. A character that does not decode becomes 0xff, which no UTF-8 has: whoever uses the cell finds it. */
static bool decode_line(struct kgi_source *source, struct kg_slice raw)
{
	struct kgi_source_line line = { 0, raw.len };
	struct kg_slice text;
	size_t bad;

	while (raw.len) {
		bool done = kgi_decode(&source->decoder, raw, &text, &bad);

		if (!text.at || !put(source, text.at, text.len))
			return false;
		line.len += text.len;
		if (done)
			break;
		if (!put(source, "\xff", 1))
			return false;
		line.len++;
		raw = behind_bad(source, raw, bad);
	}
	if (source->line_first > 1024 && source->line_first * 2 > source->line_count) {
		source->line_count -= source->line_first;
		memmove(source->lines, source->lines + source->line_first, source->line_count * sizeof *source->lines);
		source->line_first = 0;
	}
	if (!kg_grow(&source->lines, &source->line_room, source->line_count + 1, sizeof *source->lines))
		return false;
	source->lines[source->line_count++] = line;
	return true;
}

/* Is this character of the encoding a line feed or a carriage return? U+0A00 passes for one of the other byte order, which does
 * no harm: lines are cut here only to be decoded. */
static bool is_end(const char *at, size_t unit)
{
	size_t zeros = 0, ends = 0;

	for (size_t i = 0; i < unit; i++) {
		zeros += at[i] == 0;
		ends += (i == 0 || i == unit - 1) && (at[i] == '\n' || at[i] == '\r');
	}
	return ends == 1 && zeros == unit - 1;
}

/* Decodes the lines that are there as a whole; at the end of the file, all. */
static int decode_lines(struct kgi_source *source, struct kg_error *err)
{
	size_t unit = source->encoding.unit, at = source->raw_decoded;

	for (; at + unit <= source->raw_end; at += unit) {
		if (!is_end(source->raw + at, unit))
			continue;
		if (!decode_line(source, (struct kg_slice){ source->raw + source->raw_decoded, at + unit - source->raw_decoded }))
			return kg_error_memory(err);
		source->raw_decoded = at + unit;
	}
	if (source->ended && source->raw_decoded < source->raw_end) {
		if (!decode_line(source, (struct kg_slice){ source->raw + source->raw_decoded, source->raw_end - source->raw_decoded }))
			return kg_error_memory(err);
		source->raw_decoded = source->raw_end;
	}
	return KG_OK;
}

static int read_decoded(struct kgi_source *source, struct kg_error *err)
{
	size_t undecoded = source->raw_decoded - source->raw_begin, got;

	if (!make_room(&source->raw, &source->raw_begin, &source->raw_end, &source->raw_room, BLOCK))
		return kg_error_memory(err);
	source->raw_decoded = source->raw_begin + undecoded;

	int status = read_some(source, source->raw + source->raw_end, source->raw_room - source->raw_end, &got, err);

	if (status != KG_OK)
		return status;
	source->raw_end += got;
	return decode_lines(source, err);
}

/* Reads as much as there is room for, but no more than `most`. */
static int read_plain(struct kgi_source *source, size_t most, struct kg_error *err)
{
	size_t got, room;

	if (!make_room(&source->bytes, &source->begin, &source->end, &source->room, BLOCK))
		return kg_error_memory(err);
	room = source->room - source->end;

	int status = read_some(source, source->bytes + source->end, room < most ? room : most, &got, err);

	source->end += status == KG_OK ? got : 0;
	return status;
}

/* What is held and begins at `at` is decoded after all. It begins a line, or else only ASCII is before it in its line. */
static int begin_decoding(struct kgi_source *source, struct kg_error *err)
{
	size_t held = kgi_source_held(source);
	int status = kgi_decoder_open(&source->decoder, &source->encoding, err);

	if (status != KG_OK)
		return status;
	if (!make_room(&source->raw, &source->raw_begin, &source->raw_end, &source->raw_room, held))
		return kg_error_memory(err);
	if (held)
		memcpy(source->raw, kgi_source_at(source, 0), held);
	source->raw_end = held;
	source->end = source->begin;
	return decode_lines(source, err);
}

static int decide(struct kgi_source *source, const struct kgi_encoding *encoding, struct kg_error *err)
{
	source->encoding = *encoding;
	source->decided = true;
	return is_decoded(source) ? begin_decoding(source, err) : KG_OK;
}

/* The first byte above 0x7f is held: it and the 64 KiB behind it tell. */
static int guess(struct kgi_source *source, size_t first, struct kg_error *err)
{
	int status = KG_OK;

	first -= source->begin;
	while (status == KG_OK && !source->ended && kgi_source_held(source) - first < BLOCK)
		status = read_plain(source, BLOCK, err);
	if (status != KG_OK)
		return status;

	size_t left = kgi_source_held(source) - first;
	struct kg_slice window = { kgi_source_at(source, first), left < BLOCK ? left : BLOCK };

	source->guessed = true;
	return decide(source, kgi_encoding_guess(window, source->ended && left <= BLOCK), err);
}

static int read_block(struct kgi_source *source, size_t most, struct kg_error *err)
{
	if (is_decoded(source))
		return read_decoded(source, err);

	size_t behind = kgi_source_held(source);
	int status = read_plain(source, most, err);

	if (status != KG_OK || source->decided)
		return status;

	struct kg_slice fresh = { kgi_source_at(source, behind), kgi_source_held(source) - behind };
	size_t ascii = kg_ascii_run(fresh);

	return ascii < fresh.len ? guess(source, source->begin + behind + ascii, err) : KG_OK;
}

/* Without a mark the first characters tell. */
static int decide_order(struct kgi_source *source, struct kgi_encoding *encoding, struct kg_error *err)
{
	enum { WINDOW = 4096 };
	int status = KG_OK;

	while (status == KG_OK && !source->ended && kgi_source_held(source) < WINDOW)
		status = read_plain(source, BLOCK, err);

	size_t held = kgi_source_held(source);

	kgi_encoding_order((struct kg_slice){ kgi_source_at(source, 0), held < WINDOW ? held : WINDOW }, encoding);
	return status ? status : decide(source, encoding, err);
}

int kgi_source_open(struct kgi_source *source, const char *path, const struct kgi_encoding *encoding, struct kg_error *err)
{
	bool standard = strcmp(path, "-") == 0;
	struct kgi_encoding marked;
	size_t got = 1, mark;
	int status = KG_OK;

	*source = (struct kgi_source){ .fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC), .line_end = '\n',
				       .encoding = kgi_utf8 };
	if (source->fd < 0)
		return kg_error_system(err, path, errno);
	source->place = (struct kg_place){ .file = kg_error_file(err, path), .line = 1 };
	if (source->place.file == 0 || !make_room(&source->bytes, &source->begin, &source->end, &source->room, BLOCK))
		return kg_error_memory(err);
	for (; status == KG_OK && source->end < MARK && got; source->end += status == KG_OK ? got : 0)
		status = read_some(source, source->bytes + source->end, BLOCK, &got, err);
	if (status != KG_OK)
		return status;

	struct kg_slice held = { source->bytes, source->end };

	mark = kgi_encoding_mark(held, &marked);
	/* a mark of another encoding than the one that is asked for is none */
	if (mark && encoding && strncmp(marked.name, encoding->name, 6) != 0)
		mark = 0;
	kgi_source_pass(source, mark);
	if (mark)
		return decide(source, &marked, err);
	if (encoding) {
		marked = *encoding;
		return encoding->either ? decide_order(source, &marked, err) : decide(source, &marked, err);
	}

	size_t ascii = kg_ascii_run(held);

	return ascii < held.len ? guess(source, ascii, err) : KG_OK;
}

void kgi_source_close(struct kgi_source *source)
{
	if (source->fd > STDIN_FILENO)
		close(source->fd);
	kgi_decoder_close(&source->decoder);
	free(source->bytes);
	free(source->spare);
	free(source->raw);
	free(source->lines);
	*source = (struct kgi_source){ .fd = -1 };
}

int kgi_source_decode(struct kgi_source *source, struct kg_error *err)
{
	bool before = is_decoded(source);

	source->whole = true;
	return is_decoded(source) && !before ? begin_decoding(source, err) : KG_OK;
}

int kgi_source_hold(struct kgi_source *source, size_t need, struct kg_error *err)
{
	int status = KG_OK;

	while (status == KG_OK && !source->ended && kgi_source_held(source) < need)
		status = read_block(source, SIZE_MAX, err);
	return status;
}

int kgi_source_hold_just(struct kgi_source *source, size_t need, struct kg_error *err)
{
	int status = KG_OK;

	while (status == KG_OK && !source->ended && kgi_source_held(source) < need)
		status = read_block(source, need - kgi_source_held(source), err);
	return status;
}

int kgi_source_line(struct kgi_source *source, size_t from, size_t *len, struct kg_error *err)
{
	size_t seen = from;

	for (;;) {
		size_t held = kgi_source_held(source);
		const char *feed = held > seen ? memchr(kgi_source_at(source, seen), source->line_end, held - seen) : NULL;

		if (feed || source->ended) {
			*len = feed ? (size_t)(feed + 1 - kgi_source_at(source, from)) : held - from;
			return KG_OK;
		}
		seen = held;

		int status = read_block(source, SIZE_MAX, err);

		if (status != KG_OK)
			return status;
		if (kgi_source_held(source) < seen)
			seen = from;	/* what was held has been decoded */
	}
}

/* How much of the file the next `len` decoded bytes are. */
static size_t raw_len(const struct kgi_source *source, size_t len)
{
	size_t raw = 0;

	for (size_t i = source->line_first; i < source->line_count && len >= source->lines[i].len; i++) {
		len -= source->lines[i].len;
		raw += source->lines[i].raw_len;
	}
	return raw;
}

struct kg_slice kgi_source_verbatim(const struct kgi_source *source, size_t len)
{
	if (!is_decoded(source))
		return (struct kg_slice){ kgi_source_at(source, 0), len };
	return (struct kg_slice){ source->raw + source->raw_begin, raw_len(source, len) };
}

struct kg_slice kgi_source_line_end(const struct kgi_source *source)
{
	static const char little[][4] = { "\n", "\r" }, big[][4] = { { 0, 0, 0, '\n' }, { 0, 0, 0, '\r' } };
	size_t unit = is_decoded(source) ? source->encoding.unit : 1, which = source->line_end == '\r';

	if (unit > 1 && kg_slice_ends(kg_slice(source->encoding.name), "BE"))
		return (struct kg_slice){ big[which] + 4 - unit, unit };
	return (struct kg_slice){ little[which], unit };
}

uint64_t kgi_source_offset(struct kgi_source *source, size_t from)
{
	uint64_t offset = source->offset;
	size_t i = source->line_first, bad;
	struct kg_slice text;

	if (!is_decoded(source))
		return offset + from;
	for (; i < source->line_count && from >= source->lines[i].len; i++) {
		from -= source->lines[i].len;
		offset += source->lines[i].raw_len;
	}
	if (i == source->line_count)
		return offset;

	const char *line = source->raw + source->raw_begin + (offset - source->offset);
	struct kg_slice rest = { line, source->lines[i].raw_len };

	while (rest.len && !kgi_decode(&source->decoder, rest, &text, &bad) && text.at && from >= text.len) {
		if (from == text.len)
			return offset + (uint64_t)(rest.at - line) + bad;
		from -= text.len + 1;
		rest = behind_bad(source, rest, bad);
	}
	return offset;
}

void kgi_source_pass(struct kgi_source *source, size_t len)
{
	const char *at = kgi_source_at(source, 0), *end = at + len;
	uint32_t lines = 0;

	for (const char *feed; at < end && (feed = memchr(at, source->line_end, (size_t)(end - at))); at = feed + 1)
		lines++;
	kgi_source_pass_lines(source, len, lines);
}

void kgi_source_pass_lines(struct kgi_source *source, size_t len, uint32_t lines)
{
	source->place.line += lines;
	source->begin += len;
	source->place.offset += len;
	if (!is_decoded(source)) {
		source->offset += len;
		return;
	}
	/* lines that are passed are done with; a part of one is counted off, and its bytes with its last */
	while (len && source->line_first < source->line_count) {
		struct kgi_source_line *line = &source->lines[source->line_first];

		if (len < line->len) {
			line->len -= len;
			break;
		}
		len -= line->len;
		source->offset += line->raw_len;
		source->raw_begin += line->raw_len;
		source->line_first++;
	}
}

bool kgi_source_has_parts(const struct kgi_source *source)
{
	/* one that is decoded as a whole may begin to be when its encoding is decided */
	return !is_decoded(source) && (source->decided || !source->whole);
}

void kgi_source_borrow(struct kgi_source *source, const struct kgi_source_part *part)
{
	source->bytes = part->memory;
	source->begin = (size_t)(part->bytes.at - part->memory);
	source->end = source->room = source->begin + part->bytes.len;
	source->place = part->place;
	source->offset = part->offset;
	source->encoding = part->encoding;
	source->guessed = part->guessed;
}

/* Memory of at least so many bytes: a spare piece, if it is large enough. */
static char *take_memory(struct kgi_source *source, size_t *room)
{
	char *memory = source->spare;

	if (!memory || source->spare_room < *room)
		return malloc(*room);
	*room = source->spare_room;
	source->spare = NULL;
	return memory;
}

bool kgi_source_take(struct kgi_source *source, size_t len, uint32_t lines, struct kgi_source_part *part)
{
	size_t rest = kgi_source_held(source) - len;
	bool small = len < rest;
	/* one that is as long, and not quite read, has room in it, too */
	size_t room = ((small ? len : len + BLOCK) / PIECE + 1) * PIECE;
	char *bytes = take_memory(source, &room);

	if (!bytes)
		return false;
	*part = (struct kgi_source_part){ small ? bytes : source->bytes, small ? room : source->room,
					  { small ? bytes : kgi_source_at(source, 0), len }, lines,
					  source->place, source->offset, source->encoding, source->guessed };
	if (small) {
		memcpy(bytes, kgi_source_at(source, 0), len);
		source->begin += len;
	} else {
		if (rest)
			memcpy(bytes, kgi_source_at(source, len), rest);
		source->bytes = bytes;
		source->room = room;
		source->begin = 0;
		source->end = rest;
	}
	source->place.offset += len;
	source->place.line += lines;
	source->offset += len;
	return true;
}

void kgi_source_leave(struct kgi_source *source, struct kgi_source_part *part)
{
	free(source->spare);
	source->spare = part->memory;
	source->spare_room = part->room;
	part->memory = NULL;
}

bool kgi_source_return(struct kgi_source *source, const struct kgi_source_part *part)
{
	size_t held = kgi_source_held(source), room = part->bytes.len + held + BLOCK;
	char *bytes = malloc(room);

	if (!bytes)
		return false;
	memcpy(bytes, part->bytes.at, part->bytes.len);
	if (held)
		memcpy(bytes + part->bytes.len, kgi_source_at(source, 0), held);
	free(source->bytes);
	source->bytes = bytes;
	source->begin = 0;
	source->end = part->bytes.len + held;
	source->room = room;
	source->place = part->place;
	source->offset = part->offset;
	return true;
}
