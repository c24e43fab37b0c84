/* handful - a few short texts, each with the record that it stands for.
 *
 *	struct kgi_handful handful = { 0 };
 *
 *	kgi_handful_add(&handful, text, repeat);	// unless it is there
 *	...
 *	repeat = kgi_handful_find(&handful, text);	// NULL where it is not
 *
 * Where one column is counted, nearly all lines have one of ten texts or so, of at most 32 bytes. Such a one is found without a
 * branch that depends on its length: it always is four words, and what they have behind its end becomes NULs. As no text has a NUL,
 * these words are no other text's.
 */
#ifndef KGI_HANDFUL_H
#define KGI_HANDFUL_H

#include "cells.h"

struct kgi_repeat;

enum { KGI_HANDFUL = 32, KGI_HANDFUL_ROOM = 4 * KGI_HANDFUL };

/* All zero is an empty one. */
struct kgi_handful {
	struct kgi_handful_entry {
		struct kgi_piece text;
		struct kgi_repeat *repeat;	/* NULL where the entry is free */
	} entries[KGI_HANDFUL_ROOM];
	size_t count;				/* of short texts that came, also of those that there was no room for */
};

/* Adds a text without NULs that has not been added, if there is room and it is short. */
void kgi_handful_add(struct kgi_handful *, struct kg_slice text, struct kgi_repeat *);

/* Is it worth while to look for a text? No longer when there are more than there is room for. */
static inline bool kgi_handful_is_few(const struct kgi_handful *handful)
{
	return handful->count <= KGI_HANDFUL;
}

/* The text's bytes, behind them NULs; KGI_PIECE bytes may be read, and it has no more. */
KGI_INLINE struct kgi_piece kgi_handful_piece(struct kg_slice text)
{
	static const uint64_t masks[8] = { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX };
	const char *mask = (const char *)(masks + 4) - text.len;
	struct kgi_piece piece;

	for (size_t i = 0; i < 4; i++)
		piece.words[i] = kgi_eight(text.at + 8 * i) & kgi_eight(mask + 8 * i);
	return piece;
}

/* Where a text is looked for first: one product, where kgi_piece_hash() takes two, is enough to keep a few apart. */
KGI_INLINE size_t kgi_handful_begin(struct kgi_piece text)
{
	const uint64_t *words = text.words;

	return kgi_piece_mix(words[0] ^ words[2] ^ 0x6A09E667F3BCC908, words[1] ^ words[3] ^ 0xBB67AE8584CAA73B) % KGI_HANDFUL_ROOM;
}

/* What stands for this text without NULs, of which KGI_PIECE bytes may be read, and which has no more. */
KGI_INLINE struct kgi_repeat *kgi_handful_find(const struct kgi_handful *handful, struct kg_slice text)
{
	struct kgi_piece piece = kgi_handful_piece(text);
	const struct kgi_handful_entry *entry;
	size_t at = kgi_handful_begin(piece);

	while ((entry = &handful->entries[at])->repeat && !kgi_piece_same(entry->text, piece))
		at = (at + 1) % KGI_HANDFUL_ROOM;
	return entry->repeat;
}

#endif
