/* stops - where strings of JSON may end, found for many lines at once.
 *
 *	struct kgi_stops stops = { 0 };
 *
 *	if (!kgi_stops_find(&stops, text))
 *		return kg_error_memory(err);
 *	const char *stop = kgi_stops_next(&stops, quote + 1);	// behind an opening quote
 *
 *	if (stop < text.at + text.len && *stop == '"')
 *		...	// the string ends here, with no escape in it
 *	kgi_stops_fini(&stops);
 *
 * A stop is a quote, a backslash or a control character, thus the end of a line, too. */
#ifndef KGI_STOPS_H
#define KGI_STOPS_H

#include "cells.h"
#include "text.h"

/* All zero is of no text. It is used again for one text after the other. */
struct kgi_stops {
	struct kg_slice text;		/* which it borrows; text.at is to be set again when it has moved */
	bool utf8;			/* all of it is UTF-8 */
	unsigned char *bits;		/* one for each byte, the lowest first; behind the last byte there is a stop, too */
	size_t room;
};

/* Finds the stops of the text. False when memory is short. */
bool kgi_stops_find(struct kgi_stops *, struct kg_slice text);

/* Eight bytes, the first lowest. */
static inline uint64_t kgi_stops_word(const void *at)
{
	uint64_t word = kgi_eight(at);

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* The first stop at `at`, which is in the text or its end, or behind it; else the text's end. */
static inline const char *kgi_stops_next(const struct kgi_stops *stops, const char *at)
{
	size_t place = (size_t)(at - stops->text.at);

	for (;; place = place / 8 * 8 + 64) {
		uint64_t bits = kgi_stops_word(stops->bits + place / 8) >> place % 8;

		if (bits)
			return stops->text.at + place + __builtin_ctzll(bits);
	}
}

void kgi_stops_fini(struct kgi_stops *);

#endif
