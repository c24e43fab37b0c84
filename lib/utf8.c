/* Whether two neighbours go together is looked up by three of their four halves, as sets of what may be wrong: an error is in all
 * three. What is then left is whether third and fourth bytes stand where they must. J. Keiser and D. Lemire, "Validating UTF-8 in
 * less than one instruction per byte", Software: Practice and Experience 51 (2021). */
#include "utf8.h"
#include "processor.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2")))

enum { BLOCK = 32 };

enum wrong {
	SHORT = 1,		/* a lead byte, and no byte that follows one */
	LONG = 2,		/* ASCII, and a byte that follows */
	OVERLONG_3 = 4,		/* E0 80..9F */
	LARGE = 8,		/* F4 90.. and above */
	SURROGATE = 16,		/* ED A0..BF */
	OVERLONG_2 = 32,	/* C0, C1 */
	OVERLONG_4 = 64,	/* F0 80..8F; F5.. 80..8F, too */
	FOLLOWING = 128,	/* two that follow: right where they are third or fourth */
	ANY = SHORT | LONG | FOLLOWING,
};

/* By the first byte's high half, its low half, and the second byte's high half. */
static const unsigned char first_high[16] = {
	LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, FOLLOWING, FOLLOWING, FOLLOWING, FOLLOWING,
	SHORT | OVERLONG_2, SHORT, SHORT | OVERLONG_3 | SURROGATE, SHORT | LARGE | OVERLONG_4,
};
static const unsigned char first_low[16] = {
	ANY | OVERLONG_2 | OVERLONG_3 | OVERLONG_4, ANY | OVERLONG_2, ANY, ANY, ANY | LARGE,
	ANY | LARGE | OVERLONG_4, ANY | LARGE | OVERLONG_4, ANY | LARGE | OVERLONG_4, ANY | LARGE | OVERLONG_4,
	ANY | LARGE | OVERLONG_4, ANY | LARGE | OVERLONG_4, ANY | LARGE | OVERLONG_4, ANY | LARGE | OVERLONG_4,
	ANY | LARGE | OVERLONG_4 | SURROGATE, ANY | LARGE | OVERLONG_4, ANY | LARGE | OVERLONG_4,
};
static const unsigned char second_high[16] = {
	SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
	LONG | FOLLOWING | OVERLONG_2 | OVERLONG_3 | OVERLONG_4, LONG | FOLLOWING | OVERLONG_2 | OVERLONG_3 | LARGE,
	LONG | FOLLOWING | OVERLONG_2 | SURROGATE | LARGE, LONG | FOLLOWING | OVERLONG_2 | SURROGATE | LARGE,
	SHORT, SHORT, SHORT, SHORT,
};

WITH_AVX2 static inline __m256i look_up(const unsigned char table[16], __m256i halves)
{
	__m256i both = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)table));

	return _mm256_shuffle_epi8(both, halves);
}

WITH_AVX2 static inline __m256i high_half(__m256i bytes)
{
	return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* What is wrong in a block, given the one before. */
WITH_AVX2 static inline __m256i judge(__m256i now, __m256i before)
{
	__m256i across = _mm256_permute2x128_si256(before, now, 0x21);
	__m256i first = _mm256_alignr_epi8(now, across, 15), second = _mm256_alignr_epi8(now, across, 14),
		third = _mm256_alignr_epi8(now, across, 13);
	__m256i low = _mm256_and_si256(first, _mm256_set1_epi8(0x0F));
	__m256i wrong = _mm256_and_si256(_mm256_and_si256(look_up(first_high, high_half(first)), look_up(first_low, low)),
					 look_up(second_high, high_half(now)));
	/* 0x80 where a lead byte two or three before says that one must follow here */
	__m256i three = _mm256_subs_epu8(second, _mm256_set1_epi8(0xE0 - 0x80)),
		four = _mm256_subs_epu8(third, _mm256_set1_epi8(0xF0 - 0x80));
	__m256i must = _mm256_and_si256(_mm256_or_si256(three, four), _mm256_set1_epi8((char)0x80));

	return _mm256_xor_si256(must, wrong);
}

/* The last block is run in a copy, which at least one NUL ends: no character may end behind it. */
WITH_AVX2 static bool is_utf8(struct kg_slice text)
{
	__m256i before = _mm256_setzero_si256(), wrong = before, now;
	char last[BLOCK] = { 0 };

	for (; text.len >= BLOCK; text = kg_slice_from(text, BLOCK)) {
		now = _mm256_loadu_si256((const void *)text.at);
		wrong = _mm256_or_si256(wrong, judge(now, before));
		before = now;
	}
	if (text.len)
		memcpy(last, text.at, text.len);
	now = _mm256_loadu_si256((const void *)last);
	wrong = _mm256_or_si256(wrong, judge(now, before));
	return _mm256_testz_si256(wrong, wrong);
}

bool kgi_is_utf8(struct kg_slice text)
{
	return KGI_PROCESSOR_HAS(AVX2, "avx2") ? is_utf8(text) : kg_utf8_valid(text) == text.len;
}

#else

bool kgi_is_utf8(struct kg_slice text)
{
	return kg_utf8_valid(text) == text.len;
}

#endif
