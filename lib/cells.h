/* cells - cells as they lie there, hashed and compared without loops that the processor cannot foresee.
 *
 *	uint64_t hash = kgi_cells_hash(cells, width);
 *	...
 *	if (known->len == cell.len && kgi_cell_same(known->at, cell))
 *
 * Most cells are short, and each has another length than the one before: what goes through them byte by byte, or calls memcmp(),
 * mostly waits for a branch that was guessed wrong. Up to 32 bytes are four words here, which may overlap, so that texts of one
 * length are the same if their words are. The hash is the product of words, both halves of it; bytes that collide on purpose only
 * cost time.
 */
#ifndef KGI_CELLS_H
#define KGI_CELLS_H

#include "text.h"
#include "wide.h"

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
static inline uint64_t kgi_piece_hash(uint64_t hash, const char *at, size_t len)
{
	struct kgi_piece piece = kgi_piece_of(at, len);

	return kgi_piece_mix(piece.words[0] ^ 0x6A09E667F3BCC908 ^ hash, piece.words[1] ^ 0xBB67AE8584CAA73B) ^
	       kgi_piece_mix(piece.words[2] ^ 0x3C6EF372FE94F82B, piece.words[3] ^ 0xA54FF53A5F1D36F1 ^ hash);
}

/* The hash of so many cells, each with its length. */
static inline uint64_t kgi_cells_hash(const struct kg_slice *cells, size_t width)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < width; i++) {
		struct kg_slice cell = cells[i];

		hash ^= cell.len * 0x510E527FADE682D1;
		for (; cell.len > KGI_PIECE; cell = kg_slice_from(cell, KGI_PIECE))
			hash = kgi_piece_hash(hash, cell.at, KGI_PIECE);
		hash = kgi_piece_hash(hash, cell.at, cell.len);
	}
	return hash ^ hash >> 32;
}

static inline bool kgi_piece_same(const char *a, const char *b, size_t len)
{
	struct kgi_piece x = kgi_piece_of(a, len), y = kgi_piece_of(b, len);

	return ((x.words[0] ^ y.words[0]) | (x.words[1] ^ y.words[1]) | (x.words[2] ^ y.words[2]) | (x.words[3] ^ y.words[3])) == 0;
}

/* Are the cell's bytes those at `at`? */
static inline bool kgi_cell_same(const char *at, struct kg_slice cell)
{
	for (; cell.len > KGI_PIECE; at += KGI_PIECE, cell = kg_slice_from(cell, KGI_PIECE))
		if (!kgi_piece_same(at, cell.at, KGI_PIECE))
			return false;
	return kgi_piece_same(at, cell.at, cell.len);
}

#endif
