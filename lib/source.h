/* source - the bytes of one input file, in order, with their offsets and lines.
 *
 *	struct kgi_source source;
 *	size_t len;
 *
 *	status = kgi_source_open(&source, "-", err);
 *	while ((status = kgi_source_line(&source, 0, &len, err)) == KG_OK && len > 0) {
 *		... kgi_source_at(&source, 0), len bytes ...
 *		kgi_source_pass(&source, len);
 *	}
 *	kgi_source_close(&source);
 *
 * Bytes that were asked for stay in one piece until they are passed; their address may change at every question.
 */
#ifndef KGI_SOURCE_H
#define KGI_SOURCE_H

#include "error.h"
#include "text.h"

struct kgi_source {
	int fd;
	bool ended;		/* the file has no more than what is held */
	char *bytes;
	size_t begin, end, room;
	struct kg_place place;	/* of bytes[begin] */
};

/* Opens `path`, "-" for standard input, and passes over a byte-order mark. */
int kgi_source_open(struct kgi_source *, const char *path, struct kg_error *);
void kgi_source_close(struct kgi_source *);

/* Holds at least `need` bytes, or all there are. */
int kgi_source_hold(struct kgi_source *, size_t need, struct kg_error *);

static inline size_t kgi_source_held(const struct kgi_source *source)
{
	return source->end - source->begin;
}

static inline const char *kgi_source_at(const struct kgi_source *source, size_t from)
{
	return source->bytes + source->begin + from;
}

/* The length of the line that begins `from` bytes ahead, its line feed included; 0 at the end. Holds all up to there. */
int kgi_source_line(struct kgi_source *, size_t from, size_t *len, struct kg_error *);

/* Leaves `len` held bytes behind. */
void kgi_source_pass(struct kgi_source *, size_t len);

#endif
