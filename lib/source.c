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

/* Reads as much as there is room for, but no more than `most`. */
static int read_into(struct kgi_source *source, struct kgi_queue *queue, size_t most, struct kg_error *err)
{
	ssize_t got;

	if (!kgi_queue_room(queue, BLOCK))
		return kg_error_memory(err);

	size_t room = queue->room - queue->end;

	do
		got = read(source->fd, queue->bytes + queue->end, room < most ? room : most);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return kg_error_system(err, kg_error_file_name(err, source->place.file), errno);
	source->ended = got == 0;
	queue->end += (size_t)got;
	return KG_OK;
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

		if (!text.at || !kgi_queue_put(&source->held, text))
			return false;
		line.len += text.len;
		if (done)
			break;
		if (!kgi_queue_put(&source->held, kg_slice("\xff")))
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

/* Decodes what is there of the file up to `end`. */
static int decode_to(struct kgi_source *source, size_t end, struct kg_error *err)
{
	struct kg_slice raw = kgi_queue_held(&source->raw);

	if (!decode_line(source, (struct kg_slice){ raw.at + source->decoded, end - source->decoded }))
		return kg_error_memory(err);
	source->decoded = end;
	return KG_OK;
}

/* Decodes the lines that are there as a whole; at the end of the file, all. */
static int decode_lines(struct kgi_source *source, struct kg_error *err)
{
	struct kg_slice raw = kgi_queue_held(&source->raw);
	size_t unit = source->encoding.unit;

	for (size_t at = source->decoded; at + unit <= raw.len; at += unit) {
		int status = is_end(raw.at + at, unit) ? decode_to(source, at + unit, err) : KG_OK;

		if (status != KG_OK)
			return status;
	}
	return source->ended && source->decoded < raw.len ? decode_to(source, raw.len, err) : KG_OK;
}

/* What is held is decoded after all. It begins a line, or else only ASCII is before it in its line. */
static int begin_decoding(struct kgi_source *source, struct kg_error *err)
{
	int status = kgi_decoder_open(&source->decoder, &source->encoding, err);

	if (status != KG_OK)
		return status;
	if (!kgi_queue_put(&source->raw, kgi_queue_held(&source->held)))
		return kg_error_memory(err);
	source->held.end = source->held.begin;
	return decode_lines(source, err);
}

static int decide(struct kgi_source *source, const struct kgi_encoding *encoding, struct kg_error *err)
{
	source->encoding = *encoding;
	source->decided = true;
	return is_decoded(source) ? begin_decoding(source, err) : KG_OK;
}

/* The first byte above 0x7f is held, `first` bytes ahead: it and the 64 KiB behind it tell. */
static int guess(struct kgi_source *source, size_t first, struct kg_error *err)
{
	int status = KG_OK;

	while (status == KG_OK && !source->ended && kgi_source_held(source) - first < BLOCK)
		status = read_into(source, &source->held, BLOCK, err);
	if (status != KG_OK)
		return status;

	size_t left = kgi_source_held(source) - first;
	struct kg_slice window = { kgi_source_at(source, first), left < BLOCK ? left : BLOCK };

	source->guessed = true;
	return decide(source, kgi_encoding_guess(window, source->ended && left <= BLOCK), err);
}

static int read_block(struct kgi_source *source, size_t most, struct kg_error *err)
{
	bool decoded = is_decoded(source);
	size_t behind = kgi_source_held(source);
	int status = decoded ? read_into(source, &source->raw, SIZE_MAX, err) : read_into(source, &source->held, most, err);

	if (status == KG_OK && decoded)
		return decode_lines(source, err);
	if (status != KG_OK || source->decided)
		return status;

	struct kg_slice fresh = { kgi_source_at(source, behind), kgi_source_held(source) - behind };
	size_t ascii = kg_ascii_run(fresh);

	return ascii < fresh.len ? guess(source, behind + ascii, err) : KG_OK;
}

/* Without a mark the first characters tell. */
static int decide_order(struct kgi_source *source, struct kgi_encoding *encoding, struct kg_error *err)
{
	enum { WINDOW = 4096 };
	int status = KG_OK;

	while (status == KG_OK && !source->ended && kgi_source_held(source) < WINDOW)
		status = read_into(source, &source->held, BLOCK, err);

	size_t held = kgi_source_held(source);

	kgi_encoding_order((struct kg_slice){ kgi_source_at(source, 0), held < WINDOW ? held : WINDOW }, encoding);
	return status ? status : decide(source, encoding, err);
}

int kgi_source_open(struct kgi_source *source, const char *path, const struct kgi_encoding *encoding, struct kg_error *err)
{
	bool standard = strcmp(path, "-") == 0;
	struct kgi_encoding marked;
	size_t mark;
	int status = KG_OK;

	*source = (struct kgi_source){ .fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC), .line_end = '\n',
				       .encoding = kgi_utf8 };
	if (source->fd < 0)
		return kg_error_system(err, path, errno);
	source->place = (struct kg_place){ .file = kg_error_file(err, path), .line = 1 };
	if (source->place.file == 0)
		return kg_error_memory(err);
	while (status == KG_OK && !source->ended && kgi_source_held(source) < MARK)
		status = read_into(source, &source->held, BLOCK, err);
	if (status != KG_OK)
		return status;

	struct kg_slice held = kgi_queue_held(&source->held);

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
	kgi_queue_fini(&source->held);
	kgi_queue_fini(&source->raw);
	free(source->spare);
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
	return (struct kg_slice){ kgi_queue_held(&source->raw).at, raw_len(source, len) };
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

	const char *line = kgi_queue_held(&source->raw).at + (offset - source->offset);
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
	source->held.begin += len;
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
		source->raw.begin += line->raw_len;
		source->decoded -= line->raw_len;
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
	size_t begin = (size_t)(part->bytes.at - part->memory), end = begin + part->bytes.len;

	source->held = (struct kgi_queue){ part->memory, begin, end, end };
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
	*part = (struct kgi_source_part){ small ? bytes : source->held.bytes, small ? room : source->held.room,
					  { small ? bytes : kgi_source_at(source, 0), len }, lines,
					  source->place, source->offset, source->encoding, source->guessed };
	if (small) {
		memcpy(bytes, kgi_source_at(source, 0), len);
		source->held.begin += len;
	} else {
		if (rest)
			memcpy(bytes, kgi_source_at(source, len), rest);
		source->held = (struct kgi_queue){ bytes, 0, rest, room };
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
	kgi_queue_fini(&source->held);
	source->held = (struct kgi_queue){ bytes, 0, part->bytes.len + held, room };
	source->place = part->place;
	source->offset = part->offset;
	return true;
}
