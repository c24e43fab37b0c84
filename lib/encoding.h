/* encoding - which one bytes are in, and from there to UTF-8.
 *
 *	struct kgi_encoding from;
 *	struct kgi_decoder decoder = { 0 };
 *	struct kg_slice text;
 *	size_t bad;
 *
 *	if (!kgi_encoding_find("sjis", &from))
 *		... iconv knows no such encoding ...
 *	status = kgi_decoder_open(&decoder, &from, err);
 *	if (!kgi_decode(&decoder, cell, &text, &bad)) ... the byte at `bad` is undecodable; text.at is NULL: memory is short ...
 *	kgi_decoder_close(&decoder);
 *
 * Encodings are iconv's. CP932 is Microsoft's: sjis, shift_jis, shift-jis, ms932 and windows-31j mean it, too, since iconv's own
 * SHIFT_JIS has a yen sign for \ and no ①. euc-jp means EUC-JP-MS for the like reason. Names are found in any case, with _ for -.
 */
#ifndef KGI_ENCODING_H
#define KGI_ENCODING_H

#include <iconv.h>
#include "character.h"
#include "error.h"
#include "misread.h"

enum kgi_encoding_kind {
	KGI_UTF8,
	KGI_BY_CELL,	/* bytes under 0x40 are ASCII wherever they stand: CSV can be cut before it is decoded (CP932, EUC-JP) */
	KGI_WHOLE,	/* decoded before anything is looked for (UTF-16, ISO-2022-JP, and any that is not known better) */
};

struct kgi_encoding {
	char name[32];			/* iconv's, upper case */
	enum kgi_encoding_kind kind;
	unsigned char unit;		/* bytes of the smallest character: 2 for UTF-16, 4 for UTF-32, else 1 */
	bool either;			/* of two byte orders, which the file tells */
};

extern const struct kgi_encoding kgi_utf8, kgi_cp932;

/* Is it this name, in any case and with _ for -? */
bool kgi_encoding_named(const char *name, const char *known);

/* False when there is no such encoding. utf-16 is UTF-16LE until a mark or kgi_encoding_order() says otherwise, and utf-32
 * likewise. utf-8-bom, the output's name, is UTF-8. */
bool kgi_encoding_find(const char *name, struct kgi_encoding *);

/* The byte-order mark that the bytes begin with: of UTF-8, UTF-16 or UTF-32 (so show four bytes, if there are). Returns its
 * length; 0 without one, and the encoding is left alone. */
size_t kgi_encoding_mark(struct kg_slice bytes, struct kgi_encoding *);

/* UTF-16 or UTF-32, `either`, without a mark: which of its orders, by where the NULs of its ASCII characters stand. Where there
 * are none to see, the encoding is left alone, and so is one whose order is known. */
void kgi_encoding_order(struct kg_slice bytes, struct kgi_encoding *);

/* UTF-8 or CP932, decided on bytes that begin with one above 0x7f. A character that is cut by the end is no fault unless
 * `whole`. UTF-8 when all of it is, or when it is damaged UTF-8: more sequences of three or four bytes than bytes that fit
 * nowhere, which text in CP932 never has. What no rule can know: a window whose half-width kana all come in pairs like ﾊｲ is
 * UTF-8, too. */
const struct kgi_encoding *kgi_encoding_guess(struct kg_slice window, bool whole);

/* What comes out of iconv. */
struct kgi_converted {
	char *bytes;
	size_t used, room;
};

enum kgi_conversion { KGI_CONVERTED, KGI_NOT_CONVERTED, KGI_NO_MEMORY };

/* Conversions that the C library knows come from files of its own. KG_SYSTEM where one is not there. */
int kgi_conversion_open(const char *to, const char *from, iconv_t *, struct kg_error *);

/* Appends `from` to what came before; without any `from.at`, what the shift state keeps. *read is how much of it was taken. */
enum kgi_conversion kgi_convert(iconv_t, struct kg_slice from, struct kgi_converted *, size_t *read);

/* A stream to UTF-8. The text stays until the next call. */
struct kgi_decoder {
	iconv_t iconv;
	bool open;
	struct kgi_converted text;
};

/* Closing one that is not open does nothing. */
int kgi_decoder_open(struct kgi_decoder *, const struct kgi_encoding *, struct kg_error *);
void kgi_decoder_close(struct kgi_decoder *);

/* Decodes `raw` as a text of its own, from the initial shift state; *bad is its length. False: a character that begins at *bad
 * does not decode, or is cut by the end (then the text is what was decoded before it), or memory is short (text.at is NULL). A
 * byte-order mark is a character like any other here. */
bool kgi_decode(struct kgi_decoder *, struct kg_slice raw, struct kg_slice *text, size_t *bad);

#endif
