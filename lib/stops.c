#include "stops.h"
#include "array.h"
#include "processor.h"
#include "utf8.h"

#include <stdlib.h>

enum { BLOCK = 64 };

/* Eight bytes in a word: 0x80 in each that is zero. */
static inline uint64_t zeros(uint64_t word)
{
	static const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;

	return ~(((word & low) + low) | word | low);
}

/* The bits of eight bytes; a multiplication brings them together. */
static inline unsigned char stops_of_word(const char *at)
{
	static const uint64_t ones = 0x0101010101010101u, gather = 0x0102040810204080u;
	uint64_t word = kgi_stops_word(at);

	word = zeros(word ^ ones * '"') | zeros(word ^ ones * '\\') | zeros(word & ones * 0xE0);
	return (unsigned char)((word >> 7) * gather >> 56);
}

static void find_plain(unsigned char *bits, const char *at, size_t blocks)
{
	for (; blocks > 0; blocks--, at += BLOCK, bits += BLOCK / 8)
		for (unsigned i = 0; i < BLOCK / 8; i++)
			bits[i] = stops_of_word(at + 8 * i);
}

#if defined(__x86_64__)

#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2")))

WITH_AVX2 static void find_avx2(unsigned char *bits, const char *at, size_t blocks)
{
	for (const char *end = at + blocks * BLOCK; at < end; at += 32, bits += 4) {
		__m256i some = _mm256_loadu_si256((const void *)at);
		__m256i controls = _mm256_cmpeq_epi8(some, _mm256_min_epu8(some, _mm256_set1_epi8(' ' - 1)));
		__m256i signs = _mm256_or_si256(_mm256_cmpeq_epi8(some, _mm256_set1_epi8('"')),
						_mm256_cmpeq_epi8(some, _mm256_set1_epi8('\\')));
		int found = _mm256_movemask_epi8(_mm256_or_si256(controls, signs));

		memcpy(bits, &found, sizeof found);
	}
}

static void find(unsigned char *bits, const char *at, size_t blocks)
{
	(KGI_PROCESSOR_HAS(AVX2, "avx2") ? find_avx2 : find_plain)(bits, at, blocks);
}

#else

static void find(unsigned char *bits, const char *at, size_t blocks)
{
	find_plain(bits, at, blocks);
}

#endif

/* The last block is looked at in a copy, in which NULs follow the text. */
bool kgi_stops_find(struct kgi_stops *stops, struct kg_slice text)
{
	size_t whole = text.len / BLOCK;
	char last[BLOCK] = { 0 };

	/* one block more, which is read where the last is */
	if (!kg_grow(&stops->bits, &stops->room, (whole + 2) * (BLOCK / 8), 1))
		return false;
	find(stops->bits, text.at, whole);
	if (text.len > whole * BLOCK)
		memcpy(last, text.at + whole * BLOCK, text.len - whole * BLOCK);
	find(stops->bits + whole * (BLOCK / 8), last, 1);
	stops->text = text;
	stops->utf8 = kgi_is_utf8(text);
	return true;
}

void kgi_stops_fini(struct kgi_stops *stops)
{
	free(stops->bits);
	*stops = (struct kgi_stops){ 0 };
}
