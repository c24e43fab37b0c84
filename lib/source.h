/* source - the bytes of one input file, in order, with their offsets and lines.
 *
 *	struct kgi_source source;
 *	size_t len;
 *
 *	status = kgi_source_open(&source, "-", NULL, err);
 *	while ((status = kgi_source_line(&source, 0, &len, err)) == KG_OK && len > 0) {
 *		... kgi_source_at(&source, 0), len bytes ...
 *		kgi_source_pass(&source, len);
 *	}
 *	kgi_source_close(&source);
 *
 * Bytes that were asked for stay in one piece until they are passed; their address may change at every question. They are those
 * of the file, in source.encoding, unless the file is decoded as a whole: then they are UTF-8, with a byte 0xff for each that did
 * not decode.
 */
#ifndef KGI_SOURCE_H
#define KGI_SOURCE_H

#include "encoding.h"
#include "error.h"
#include "queue.h"

struct kgi_source {
	int fd;
	bool ended;		/* the file has no more than what is held */
	char line_end;		/* '\n', or '\r' where a reader found that lines end so */
	struct kgi_queue held;
	char *spare;		/* memory of a part that is done with */
	size_t spare_room;
	struct kg_place place;	/* of the first byte that is held */
	uint64_t offset;	/* of the same, in the file as it is */

	struct kgi_encoding encoding;	/* UTF-8 until decided, which is before a byte above 0x7f is held */
	bool decided, guessed;
	bool whole;		/* decode all, whatever the encoding */
	struct kgi_decoder decoder;
	struct kgi_queue raw;	/* of a file that is decoded: what is held, as it is in the file, and behind it what is not decoded yet */
	size_t decoded;		/* bytes of `raw` */
	struct kgi_source_line *lines;	/* that are decoded and held */
	size_t line_first, line_count, line_room;
};

/* Opens `path`, "-" for standard input, and passes over a byte-order mark. Without an encoding the mark decides, or else the 64 KiB
 * from the first byte above 0x7f on, when it comes: UTF-8 or CP932. */
int kgi_source_open(struct kgi_source *, const char *path, const struct kgi_encoding *, struct kg_error *);
void kgi_source_close(struct kgi_source *);

/* From here on all is UTF-8, whatever the encoding: for what cannot be cut before it is decoded. */
int kgi_source_decode(struct kgi_source *, struct kg_error *);

/* Holds at least `need` bytes, or all there are; the second reads no more than that. */
int kgi_source_hold(struct kgi_source *, size_t need, struct kg_error *);
int kgi_source_hold_just(struct kgi_source *, size_t need, struct kg_error *);

static inline size_t kgi_source_held(const struct kgi_source *source)
{
	return source->held.end - source->held.begin;
}

static inline const char *kgi_source_at(const struct kgi_source *source, size_t from)
{
	return source->held.bytes + source->held.begin + from;
}

/* The length of the line that begins `from` bytes ahead, its end included; 0 at the end. Holds all up to there. */
int kgi_source_line(struct kgi_source *, size_t from, size_t *len, struct kg_error *);

/* Lines that are cut out of a file, and how they are to be read. */
struct kgi_source_part {
	char *memory;			/* for free(), or kgi_source_leave() */
	size_t room;			/* of it */
	struct kg_slice bytes;		/* in it */
	uint32_t lines;
	struct kg_place place;		/* of the first byte */
	uint64_t offset;
	struct kgi_encoding encoding;
	bool guessed;
};

/* Can parts be cut out: are the bytes those of the file, whatever comes? */
bool kgi_source_has_parts(const struct kgi_source *);

/* Takes the next `len` held bytes, `lines` lines, out of such a source, and copies either them or what is held behind them,
 * whichever is less. And gives them back, copied, when nothing of what came behind them has been passed. False when memory is
 * short. */
bool kgi_source_take(struct kgi_source *, size_t len, uint32_t lines, struct kgi_source_part *);
bool kgi_source_return(struct kgi_source *, const struct kgi_source_part *);

/* The part is done with: its memory is for another one. */
void kgi_source_leave(struct kgi_source *, struct kgi_source_part *);

/* Makes the source one of the part's bytes alone, which are borrowed. */
void kgi_source_borrow(struct kgi_source *, const struct kgi_source_part *);

/* The next `len` held bytes, whole lines, as they are in the file. */
struct kg_slice kgi_source_verbatim(const struct kgi_source *, size_t len);

/* What ends a line of the file, in the file's own bytes. Lives on. */
struct kg_slice kgi_source_line_end(const struct kgi_source *);

/* Where the byte that is `from` bytes ahead stands in the file; of a file that is decoded, a 0xff. */
uint64_t kgi_source_offset(struct kgi_source *, size_t from);

/* Leaves `len` held bytes behind; the second knows how many lines they are. */
void kgi_source_pass(struct kgi_source *, size_t len);
void kgi_source_pass_lines(struct kgi_source *, size_t len, uint32_t lines);

#endif
