#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

int kgi_source_open(struct kgi_source *source, const char *path, struct kg_error *err)
{
	bool standard = strcmp(path, "-") == 0;

	*source = (struct kgi_source){ .fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC) };
	if (source->fd < 0)
		return kg_error_system(err, path, errno);
	source->place = (struct kg_place){ .file = kg_error_file(err, path), .line = 1 };
	if (source->place.file == 0)
		return kg_error_memory(err);

	int status = kgi_source_hold(source, 3, err);

	if (status == KG_OK && kgi_source_held(source) >= 3 && memcmp(kgi_source_at(source, 0), "\xEF\xBB\xBF", 3) == 0)
		kgi_source_pass(source, 3);
	return status;
}

void kgi_source_close(struct kgi_source *source)
{
	if (source->fd > STDIN_FILENO)
		close(source->fd);
	free(source->bytes);
	*source = (struct kgi_source){ .fd = -1 };
}

/* Room behind the held bytes for another block: moves them to the front, or takes a larger buffer. */
static bool make_room(struct kgi_source *source)
{
	size_t held = kgi_source_held(source);

	if (source->room - source->end >= BLOCK)
		return true;
	if (source->begin >= held && source->room - held >= BLOCK) {
		memcpy(source->bytes, source->bytes + source->begin, held);
	} else {
		size_t room = source->room ? source->room * 2 : 4 * BLOCK;
		char *bytes = malloc(room);

		if (!bytes)
			return false;
		if (held)
			memcpy(bytes, source->bytes + source->begin, held);
		free(source->bytes);
		source->bytes = bytes;
		source->room = room;
	}
	source->begin = 0;
	source->end = held;
	return true;
}

static int read_block(struct kgi_source *source, struct kg_error *err)
{
	ssize_t got;

	if (!make_room(source))
		return kg_error_memory(err);
	do
		got = read(source->fd, source->bytes + source->end, source->room - source->end);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return kg_error_system(err, kg_error_file_name(err, source->place.file), errno);
	source->ended = got == 0;
	source->end += (size_t)got;
	return KG_OK;
}

int kgi_source_hold(struct kgi_source *source, size_t need, struct kg_error *err)
{
	int status = KG_OK;

	while (status == KG_OK && !source->ended && kgi_source_held(source) < need)
		status = read_block(source, err);
	return status;
}

int kgi_source_line(struct kgi_source *source, size_t from, size_t *len, struct kg_error *err)
{
	size_t seen = from;

	for (;;) {
		size_t held = kgi_source_held(source);
		const char *feed = held > seen ? memchr(kgi_source_at(source, seen), '\n', held - seen) : NULL;

		if (feed || source->ended) {
			*len = feed ? (size_t)(feed + 1 - kgi_source_at(source, from)) : held - from;
			return KG_OK;
		}
		seen = held;

		int status = read_block(source, err);

		if (status != KG_OK)
			return status;
	}
}

void kgi_source_pass(struct kgi_source *source, size_t len)
{
	const char *at = kgi_source_at(source, 0), *end = at + len;

	for (const char *feed; at < end && (feed = memchr(at, '\n', (size_t)(end - at))); at = feed + 1)
		source->place.line++;
	source->begin += len;
	source->place.offset += len;
}
