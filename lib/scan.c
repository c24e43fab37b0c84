/* A kernel turns 64 bytes into bit masks, one for each letter that means something; the rest is the same for all, works on masks
 * and is compiled for each. Two ideas are of others. That what is quoted is a prefix sum of the quotes modulo two, which a
 * carry-less multiplication finds, and that bits become offsets eight at a time: G. Langdale and D. Lemire, "Parsing gigabytes of
 * JSON per second", VLDB Journal 28 (2019); by compression, sixteen at a time: their simdjson. That the parity of quotes alone tells
 * what is quoted in well-formed CSV, a doubled quote closing and opening again, and which bytes beside a quote show that it is
 * not well-formed: C. Ge, Y. Li, E. Eilebrecht, B. Chandramouli and D. Kossmann, "Speculative distributed CSV data parsing for
 * big data analytics", SIGMOD 2019. */
#include "scan.h"
#include "processor.h"

#include <stdlib.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

enum { BLOCK = 64 };

static const size_t far = UINT32_MAX / BLOCK * BLOCK;

struct letters {
	unsigned char delimiter, line_end, other_end;
	uint64_t pairs;			/* all ones when the other end may stand before a line end */
};

/* The lowest bit is the first byte's. */
struct masks {
	uint64_t quotes, delimiters, line_ends, other_ends, nuls;
};

/* What is known between two blocks. */
struct pass {
	uint32_t *ends, *lines;
	size_t end_count, line_count, at;
	uint64_t quoted;		/* all ones while a quote is open */
	size_t inner;			/* how many line ends were inside quotes */
	uint64_t quotes, pairs;		/* have bits when there was one, when two bytes ended a line */
	uint64_t begins, closed;	/* 1 when a cell may begin here, when the byte before closed a quote */
	bool stopped;			/* `at` is irregular */
};

struct kernel {
	const char *name;
	bool (*exists)(void);
	/* may look at the byte behind the last block */
	void (*run)(struct pass *, const char *bytes, size_t blocks, struct letters);
	struct kgi_scan_counts (*count)(const char *bytes, size_t blocks, char line_end);
};

/* What kernels differ in: where a letter is in a block; for each of its bytes, whether the quotes up to it and with it are odd; and
 * writing where bits are, from `at` on, perhaps more than there are, but no more than BLOCK. */
typedef uint64_t find_letter(const char *block, unsigned char letter);
typedef uint64_t find_parity(uint64_t quotes);
typedef void put_ends(uint32_t *to, uint32_t at, uint64_t bits);

/* The last one's place where there is none, which no branch has to be guessed for. */
INLINE unsigned first_bit(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits | UINT64_C(1) << (BLOCK - 1));
}

/* Bits up to the lowest that is set; all when none is. */
INLINE uint64_t below_first(uint64_t bits)
{
	return ~bits & (bits - 1);
}

INLINE void put_end(uint32_t *to, uint32_t at, uint64_t *bits)
{
	*to = at + first_bit(*bits);
	*bits &= *bits - 1;
}

/* Writes eight whether there are as many or not: no branch to guess for each. */
INLINE void put_by_eights(uint32_t *to, uint32_t at, uint64_t bits)
{
	do {
		put_end(&to[0], at, &bits);
		put_end(&to[1], at, &bits);
		put_end(&to[2], at, &bits);
		put_end(&to[3], at, &bits);
		put_end(&to[4], at, &bits);
		put_end(&to[5], at, &bits);
		put_end(&to[6], at, &bits);
		put_end(&to[7], at, &bits);
		to += 8;
	} while (bits);
}

/* Lines are seldom shorter than a block, so the first is written without asking. */
INLINE void put_lines(struct pass *pass, uint64_t ends, uint64_t line_ends)
{
	do {
		size_t place = pass->end_count + (size_t)__builtin_popcountll(ends & below_first(line_ends));

		pass->lines[pass->line_count] = (uint32_t)place;
		pass->line_count += line_ends != 0;
		line_ends &= line_ends - 1;
	} while (line_ends);
}

/* What the quotes of a block say: the bytes that are inside, from the opening quote up to the closing one, which is outside; the
 * quotes that close; what stands where it must not. */
struct quotes {
	uint64_t inside, closing, wrong;
};

INLINE struct quotes judge_quotes(const struct pass *pass, const struct masks *found, uint64_t parity)
{
	uint64_t inside = parity ^ pass->quoted, opening = found->quotes & inside, closing = found->quotes & ~inside;
	uint64_t ends = found->delimiters | found->line_ends;	/* beside an opening or a closing quote they are outside */
	uint64_t begins = (ends | closing) << 1 | pass->begins, closed = closing << 1 | pass->closed;

	return (struct quotes){ inside, closing,
				(opening & ~begins) | (closed & ~(ends | found->quotes | found->other_ends)) };
}

/* The other ends that stand where they must not: outside quotes, and before no line end. `next` is the byte behind the block. */
INLINE uint64_t judge_other_ends(const struct masks *found, uint64_t inside, char next, const struct letters *letters)
{
	uint64_t before_end = found->line_ends >> 1 | (uint64_t)((unsigned char)next == letters->line_end) << (BLOCK - 1);

	return found->other_ends & ~inside & ~(before_end & letters->pairs);
}

INLINE void take_block(struct pass *pass, const struct masks *found, uint64_t parity, char next, const struct letters *letters,
		       put_ends *put)
{
	struct quotes quotes = { 0 };
	size_t good = BLOCK;

	/* a quarter faster where there are none, and hardly slower where some are */
	if (__builtin_expect((found->quotes | pass->quoted | pass->closed) != 0, 1)) {
		quotes = judge_quotes(pass, found, parity);
		pass->quotes |= found->quotes;
		pass->inner += (size_t)__builtin_popcountll(found->line_ends & quotes.inside);
	}

	uint64_t line_ends = found->line_ends & ~quotes.inside, ends = (found->delimiters & ~quotes.inside) | line_ends;
	uint64_t wrong = quotes.wrong | found->nuls;

	/* a file has some in every line, or none */
	if (found->other_ends) {
		wrong |= judge_other_ends(found, quotes.inside, next, letters);
		pass->pairs |= found->other_ends & letters->pairs;
	}
	pass->begins = (ends | quotes.closing) >> (BLOCK - 1);
	pass->closed = quotes.closing >> (BLOCK - 1);
	if (__builtin_expect(wrong != 0, 0)) {
		good = first_bit(wrong);
		ends &= below_first(wrong);
		line_ends &= below_first(wrong);
		pass->inner -= (size_t)__builtin_popcountll(found->line_ends & quotes.inside & ~below_first(wrong));
		pass->quoted = good == 0 ? pass->quoted : 0 - (quotes.inside >> (good - 1) & 1);
		pass->stopped = true;
	} else {
		pass->quoted = 0 - (quotes.inside >> (BLOCK - 1));
	}
	put_lines(pass, ends, line_ends);
	put(pass->ends + pass->end_count, (uint32_t)pass->at, ends);
	pass->end_count += (size_t)__builtin_popcountll(ends);
	pass->at += good;
}

/* Scans up to the end, or to what is irregular. */
INLINE void run_blocks(struct pass *pass, const char *bytes, size_t blocks, struct letters letters, find_letter *find,
		       find_parity *parity, put_ends *put)
{
	struct pass now = *pass;

	for (; blocks > 0 && !now.stopped; blocks--, bytes += BLOCK) {
		struct masks found = { find(bytes, '"'), find(bytes, letters.delimiter), find(bytes, letters.line_end),
				       find(bytes, letters.other_end), find(bytes, 0) };

		take_block(&now, &found, parity(found.quotes), bytes[BLOCK], &letters, put);
	}
	*pass = now;
}

INLINE struct kgi_scan_counts count_blocks(const char *bytes, size_t blocks, char line_end, find_letter *find)
{
	struct kgi_scan_counts counts = { 0 };

	for (; blocks > 0; blocks--, bytes += BLOCK) {
		counts.quotes += (size_t)__builtin_popcountll(find(bytes, '"'));
		counts.lines += (size_t)__builtin_popcountll(find(bytes, (unsigned char)line_end));
	}
	return counts;
}

INLINE uint64_t parity_by_shifts(uint64_t bits)
{
	for (unsigned by = 1; by < BLOCK; by *= 2)
		bits ^= bits << by;
	return bits;
}

/* Plain C: eight bytes in a word, 0x80 in each that is the letter, and the multiplication brings these bits together. */
INLINE uint64_t find_in_words(const char *block, unsigned char letter)
{
	static const uint64_t ones = 0x0101010101010101u, low = 0x7F7F7F7F7F7F7F7Fu, gather = 0x0102040810204080u;
	uint64_t words[8], mask = 0;

	memcpy(words, block, sizeof words);
	for (unsigned i = 0; i < 8; i++) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		words[i] = __builtin_bswap64(words[i]);
#endif
		uint64_t differs = words[i] ^ ones * letter, equal = ~(((differs & low) + low) | differs | low);

		mask |= ((equal >> 7) * gather >> 56) << (8 * i);
	}
	return mask;
}

static void run_plain(struct pass *pass, const char *bytes, size_t blocks, struct letters letters)
{
	run_blocks(pass, bytes, blocks, letters, find_in_words, parity_by_shifts, put_by_eights);
}

static struct kgi_scan_counts count_plain(const char *bytes, size_t blocks, char line_end)
{
	return count_blocks(bytes, blocks, line_end, find_in_words);
}

static bool exists_always(void)
{
	return true;
}

#if defined(__x86_64__)

#include <immintrin.h>

#define QUARTERS "sse2"

/* Four times 16 bytes; SSE2 is part of the architecture. */
INLINE uint64_t find_in_quarters(const char *block, unsigned char letter)
{
	__m128i wanted = _mm_set1_epi8((char)letter);
	uint64_t mask = 0;

	for (unsigned i = 0; i < 4; i++) {
		__m128i quarter = _mm_loadu_si128((const void *)(block + 16 * i));

		mask |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(quarter, wanted)) << (16 * i);
	}
	return mask;
}

#elif defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

#include <arm_neon.h>

#define QUARTERS "neon"

/* NEON, too, is part of its architecture. Each byte that is the letter keeps the bit of its place, and sums of neighbours bring
 * eight of them together. */
INLINE uint64_t find_in_quarters(const char *block, unsigned char letter)
{
	uint8x16_t wanted = vdupq_n_u8(letter), places = vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201u)), bits[4];

	for (unsigned i = 0; i < 4; i++)
		bits[i] = vandq_u8(vceqq_u8(vld1q_u8((const uint8_t *)block + 16 * i), wanted), places);

	uint8x16_t pairs = vpaddq_u8(vpaddq_u8(bits[0], bits[1]), vpaddq_u8(bits[2], bits[3]));

	return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(pairs, pairs)), 0);
}

#endif

#if defined(QUARTERS)

static void run_quarters(struct pass *pass, const char *bytes, size_t blocks, struct letters letters)
{
	run_blocks(pass, bytes, blocks, letters, find_in_quarters, parity_by_shifts, put_by_eights);
}

static struct kgi_scan_counts count_quarters(const char *bytes, size_t blocks, char line_end)
{
	return count_blocks(bytes, blocks, line_end, find_in_quarters);
}

#endif

#if defined(__x86_64__)

#define WITH_AVX2 __attribute__((target("avx2,pclmul,bmi,popcnt")))

WITH_AVX2 static inline uint64_t find_in_halves(const char *block, unsigned char letter)
{
	__m256i low = _mm256_loadu_si256((const void *)block), high = _mm256_loadu_si256((const void *)(block + 32));
	__m256i wanted = _mm256_set1_epi8((char)letter);

	return (uint64_t)(unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)) |
	       (uint64_t)(unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

/* A carry-less product with all ones has in each bit the parity of those up to it. */
WITH_AVX2 static inline uint64_t parity_by_product(uint64_t bits)
{
	__m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8(-1), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

WITH_AVX2 static void run_avx2(struct pass *pass, const char *bytes, size_t blocks, struct letters letters)
{
	run_blocks(pass, bytes, blocks, letters, find_in_halves, parity_by_product, put_by_eights);
}

WITH_AVX2 static struct kgi_scan_counts count_avx2(const char *bytes, size_t blocks, char line_end)
{
	return count_blocks(bytes, blocks, line_end, find_in_halves);
}

#define WITH_AVX512 __attribute__((target("avx512bw,avx512vbmi2,pclmul,bmi,popcnt")))

WITH_AVX512 static inline void put_sixteen(uint32_t *to, uint32_t at, __m128i places)
{
	_mm512_storeu_si512(to, _mm512_add_epi32(_mm512_cvtepu8_epi32(places), _mm512_set1_epi32((int)at)));
}

/* Of the places of all 64 bytes those without a bit are left out, and the others move together. */
WITH_AVX512 static inline void put_compressed(uint32_t *to, uint32_t at, uint64_t bits)
{
	__m512i all = _mm512_set_epi64(0x3F3E3D3C3B3A3938, 0x3736353433323130, 0x2F2E2D2C2B2A2928, 0x2726252423222120,
				       0x1F1E1D1C1B1A1918, 0x1716151413121110, 0x0F0E0D0C0B0A0908, 0x0706050403020100);
	__m512i places = _mm512_maskz_compress_epi8(bits, all);
	int count = __builtin_popcountll(bits);

	put_sixteen(to, at, _mm512_castsi512_si128(places));
	if (count > 16)
		put_sixteen(to + 16, at, _mm512_extracti32x4_epi32(places, 1));
	if (count > 32) {
		put_sixteen(to + 32, at, _mm512_extracti32x4_epi32(places, 2));
		put_sixteen(to + 48, at, _mm512_extracti32x4_epi32(places, 3));
	}
}

WITH_AVX512 static inline uint64_t find_in_block(const char *block, unsigned char letter)
{
	return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(block), _mm512_set1_epi8((char)letter));
}

WITH_AVX512 static void run_avx512(struct pass *pass, const char *bytes, size_t blocks, struct letters letters)
{
	run_blocks(pass, bytes, blocks, letters, find_in_block, parity_by_product, put_compressed);
}

WITH_AVX512 static struct kgi_scan_counts count_avx512(const char *bytes, size_t blocks, char line_end)
{
	return count_blocks(bytes, blocks, line_end, find_in_block);
}

static bool exists_avx2(void)
{
	return KGI_PROCESSOR_HAS(AVX2, "avx2") && KGI_PROCESSOR_HAS(PCLMULQDQ, "pclmul") && KGI_PROCESSOR_HAS(BMI1, "bmi") &&
	       KGI_PROCESSOR_HAS(POPCNT, "popcnt");
}

static bool exists_avx512(void)
{
	return exists_avx2() && KGI_PROCESSOR_HAS(AVX512BW, "avx512bw") && KGI_PROCESSOR_HAS(AVX512_VBMI2, "avx512vbmi2");
}

#endif

static const struct kernel kernels[] = {
#if defined(__x86_64__)
	{ "avx512", exists_avx512, run_avx512, count_avx512 },
	{ "avx2", exists_avx2, run_avx2, count_avx2 },
#endif
#if defined(QUARTERS)
	{ QUARTERS, exists_always, run_quarters, count_quarters },
#endif
	{ "plain", exists_always, run_plain, count_plain },
};

/* The processor's `place`th kernel. */
static const struct kernel *find_kernel(size_t place)
{
	for (size_t i = 0; i < sizeof kernels / sizeof kernels[0]; i++)
		if (kernels[i].exists() && place-- == 0)
			return &kernels[i];
	return NULL;
}

const char *kgi_scan_kernel(size_t place)
{
	const struct kernel *kernel = find_kernel(place);

	return kernel ? kernel->name : NULL;
}

/* Room for all that `len` bytes may hold. What is never written to costs no memory, and none is cleared. */
static bool make_room(struct kgi_scan *scan, size_t len)
{
	size_t room = len + BLOCK;

	if (room <= scan->room)
		return true;
	kgi_scan_fini(scan);
	scan->memory = malloc((1 + 2 * room) * sizeof *scan->memory);
	if (!scan->memory)
		return false;
	scan->memory[0] = UINT32_MAX;
	scan->ends = scan->memory + 1;
	scan->lines = scan->ends + room;
	scan->room = room;
	return true;
}

/* The last block is run in a copy, whose byte behind the last is a NUL: that stops the pass there, and stands for the byte that
 * is not known when the piece ends with its block. */
static void run_all(const struct kernel *kernel, struct pass *pass, const char *bytes, size_t len, struct letters letters)
{
	size_t whole = (len - 1) / BLOCK;
	char last[BLOCK + 1] = { 0 };

	kernel->run(pass, bytes, whole, letters);
	memcpy(last, bytes + whole * BLOCK, len - whole * BLOCK);
	if (!pass->stopped)
		kernel->run(pass, last, 1, letters);
}

bool kgi_scan_with(size_t place, struct kgi_scan *scan, const char *bytes, size_t len, char delimiter, char line_end)
{
	struct letters letters = {
		.delimiter = (unsigned char)delimiter, .line_end = (unsigned char)line_end,
		.other_end = line_end == '\n' ? '\r' : '\n', .pairs = line_end == '\n' ? UINT64_MAX : 0,
	};

	scan->end_count = scan->line_count = scan->regular = scan->inner = 0;
	scan->quoted = scan->quotes = scan->pairs = false;
	if (len == 0 || memchr("\"\r\n", delimiter, 4))
		return true;
	len = len < far ? len : far;
	if (!make_room(scan, len))
		return false;

	struct pass pass = { .ends = scan->ends, .lines = scan->lines, .begins = 1 };

	run_all(find_kernel(place), &pass, bytes, len, letters);
	scan->end_count = pass.end_count;
	scan->line_count = pass.line_count;
	scan->regular = pass.at;
	scan->quoted = pass.quoted;
	scan->inner = pass.inner;
	scan->quotes = pass.quotes;
	scan->pairs = pass.pairs;
	return true;
}

bool kgi_scan(struct kgi_scan *scan, const char *bytes, size_t len, char delimiter, char line_end)
{
	return kgi_scan_with(0, scan, bytes, len, delimiter, line_end);
}

struct kgi_scan_counts kgi_scan_count_with(size_t place, const char *bytes, size_t len, char line_end)
{
	const struct kernel *kernel = find_kernel(place);
	size_t rest = len % BLOCK;
	char last[BLOCK] = { 0 };

	if (rest)
		memcpy(last, bytes + len - rest, rest);

	struct kgi_scan_counts counts = kernel->count(bytes, len / BLOCK, line_end), more = kernel->count(last, 1, line_end);

	return (struct kgi_scan_counts){ counts.quotes + more.quotes, counts.lines + more.lines };
}

struct kgi_scan_counts kgi_scan_count(const char *bytes, size_t len, char line_end)
{
	return kgi_scan_count_with(0, bytes, len, line_end);
}

void kgi_scan_fini(struct kgi_scan *scan)
{
	free(scan->memory);
	*scan = (struct kgi_scan){ 0 };
}
