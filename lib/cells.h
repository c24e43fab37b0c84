/* cells - cells as they lie there, hashed, kept and compared without loops that the processor cannot foresee.
 *
 *	uint64_t hash = kgi_cells_hash(cells, width);
 *	...
 *	if (kgi_cells_same(kept, cells, width))
 *		...				// these were seen before
 *	...
 *	kgi_cells_keep(kept, cells, width);	// kgi_cells_size() elements
 *
 * Most cells are short, and each has another length than the one before: what goes through them byte by byte, or calls memcmp(),
 * mostly waits for a branch that was guessed wrong. Up to 32 bytes are four words here, which may overlap, so that texts of one
 * length are the same if their words are; of longer ones the last 32 bytes overlap those before. The hash is the product of words,
 * both halves of it; bytes that collide on purpose only cost time.
 */
#ifndef KGI_CELLS_H
#define KGI_CELLS_H

#include "text.h"
#include "wide.h"

#define KGI_INLINE static inline __attribute__((always_inline))

enum { KGI_PIECE = 32 };

struct kgi_piece {
	uint64_t words[4];
};

/* Eight bytes as they lie there. */
static inline uint64_t kgi_eight(const void *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return word;
}

static inline uint64_t kgi_piece_half(const char *at)
{
	uint16_t half;

	memcpy(&half, at, sizeof half);
	return half;
}

/* Of at most KGI_PIECE bytes. */
static inline struct kgi_piece kgi_piece_of(const char *at, size_t len)
{
	if (len >= 8) {
		size_t last = len - 8;

		return (struct kgi_piece){ { kgi_eight(at), kgi_eight(at + (last < 8 ? last : 8)),
					     kgi_eight(at + (last < 16 ? last : 16)), kgi_eight(at + last) } };
	}
	if (len >= 2) {
		size_t last = len - 2;

		return (struct kgi_piece){ { kgi_piece_half(at) | kgi_piece_half(at + (last < 2 ? last : 2)) << 16 |
					     kgi_piece_half(at + (last < 4 ? last : 4)) << 32 | kgi_piece_half(at + last) << 48 } };
	}
	return (struct kgi_piece){ { len ? (unsigned char)*at : 0 } };
}

static inline uint64_t kgi_piece_mix(uint64_t a, uint64_t b)
{
	kgi_uint128 product = (kgi_uint128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The constants are bits at random: the fractions of the square roots of 2, 3, 5, 7 and, below, 11. */
static inline uint64_t kgi_piece_hash(uint64_t hash, struct kgi_piece piece)
{
	return kgi_piece_mix(piece.words[0] ^ 0x6A09E667F3BCC908 ^ hash, piece.words[1] ^ 0xBB67AE8584CAA73B) ^
	       kgi_piece_mix(piece.words[2] ^ 0x3C6EF372FE94F82B, piece.words[3] ^ 0xA54FF53A5F1D36F1 ^ hash);
}

static inline bool kgi_piece_same(struct kgi_piece x, struct kgi_piece y)
{
	return ((x.words[0] ^ y.words[0]) | (x.words[1] ^ y.words[1]) | (x.words[2] ^ y.words[2]) | (x.words[3] ^ y.words[3])) == 0;
}

static inline uint64_t kgi_text_hash(uint64_t hash, struct kg_slice text)
{
	hash ^= text.len * 0x510E527FADE682D1;
	if (text.len <= KGI_PIECE)
		return kgi_piece_hash(hash, kgi_piece_of(text.at, text.len));
	for (; text.len > KGI_PIECE; text = kg_slice_from(text, KGI_PIECE))
		hash = kgi_piece_hash(hash, kgi_piece_of(text.at, KGI_PIECE));
	return kgi_piece_hash(hash, kgi_piece_of(text.at + text.len - KGI_PIECE, KGI_PIECE));
}

/* Are the text's bytes those at `at`? */
KGI_INLINE bool kgi_text_same(const char *at, struct kg_slice text)
{
	if (text.len <= KGI_PIECE)
		return kgi_piece_same(kgi_piece_of(at, text.len), kgi_piece_of(text.at, text.len));
	for (; text.len > KGI_PIECE; at += KGI_PIECE, text = kg_slice_from(text, KGI_PIECE))
		if (!kgi_piece_same(kgi_piece_of(at, KGI_PIECE), kgi_piece_of(text.at, KGI_PIECE)))
			return false;
	at += text.len - KGI_PIECE;
	return kgi_piece_same(kgi_piece_of(at, KGI_PIECE), kgi_piece_of(text.at + text.len - KGI_PIECE, KGI_PIECE));
}

/* The hash of so many cells, each with its length. */
static inline uint64_t kgi_cells_hash(const struct kg_slice *cells, size_t width)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < width; i++)
		hash = kgi_text_hash(hash, cells[i]);
	return hash ^ hash >> 32;
}

/* Cells are kept as their lengths, and behind the last of these their texts. */
KGI_INLINE bool kgi_cells_same(const uint32_t *kept, const struct kg_slice *cells, size_t width)
{
	const char *at = (const char *)(kept + width);

	for (size_t i = 0; i < width; at += cells[i++].len)
		if (kept[i] != cells[i].len || !kgi_text_same(at, cells[i]))
			return false;
	return true;
}

/* How many elements so many cells take that are kept. */
size_t kgi_cells_size(const struct kg_slice *cells, size_t width);

/* Keeps cells of less than 4 GB. */
void kgi_cells_keep(uint32_t *kept, const struct kg_slice *cells, size_t width);

/* The cells that are kept there. Returns how many elements they take. */
size_t kgi_cells_kept(const uint32_t *kept, struct kg_slice *cells, size_t width);

#endif
