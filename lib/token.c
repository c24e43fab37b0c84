#include "token.h"

#include <float.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static inline bool is_stop(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < ' ';
}

/* The first quote, backslash or control character; `end` if there is none. */
static inline const char *stop_of(const char *at, const char *end)
{
#if defined(__SSE2__)
	for (; end - at >= (ptrdiff_t)sizeof(__m128i); at += sizeof(__m128i)) {
		__m128i some = _mm_loadu_si128((const void *)at);
		__m128i controls = _mm_cmpeq_epi8(some, _mm_min_epu8(some, _mm_set1_epi8(' ' - 1)));
		__m128i signs = _mm_or_si128(_mm_cmpeq_epi8(some, _mm_set1_epi8('"')), _mm_cmpeq_epi8(some, _mm_set1_epi8('\\')));
		unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(controls, signs));

		if (mask)
			return at + __builtin_ctz(mask);
	}
#endif
	while (at < end && !is_stop(*at))
		at++;
	return at;
}

static const char escapes[] = "\"\\/bfnrt", escaped[] = "\"\\/\b\f\n\r\t";

enum { DIGIT = 16 };

/* What a hexadecimal digit says, and that it is one. */
static const unsigned char digit_of[256] = {
	['0'] = DIGIT, DIGIT | 1, DIGIT | 2, DIGIT | 3, DIGIT | 4, DIGIT | 5, DIGIT | 6, DIGIT | 7, DIGIT | 8, DIGIT | 9,
	['A'] = DIGIT | 10, DIGIT | 11, DIGIT | 12, DIGIT | 13, DIGIT | 14, DIGIT | 15,
	['a'] = DIGIT | 10, DIGIT | 11, DIGIT | 12, DIGIT | 13, DIGIT | 14, DIGIT | 15,
};

/* The character of \uXXXX; below 0 when the digits are none. */
static inline int code_of(const char *escape)
{
	const unsigned char *at = (const unsigned char *)escape + 2;
	int a = digit_of[at[0]], b = digit_of[at[1]], c = digit_of[at[2]], d = digit_of[at[3]];

	return a & b & c & d & DIGIT ? (a & 15) << 12 | (b & 15) << 8 | (c & 15) << 4 | (d & 15) : -1;
}

/* Behind the escapes and what stands between them; `end` when one is none, or half of a character. */
__attribute__((noinline)) static const char *pass_escapes(const char *at, const char *end)
{
	enum { LEN = 6, SURROGATES = 0xD800, BEHIND_SURROGATES = 0xE000 };

	while (at < end && *at == '\\') {
		bool is_code = at + 1 < end && at[1] == 'u';
		int code = is_code && end - at > LEN ? code_of(at) : 0;

		if (is_code ? code <= 0 || (code >= SURROGATES && code < BEHIND_SURROGATES) :
			      end - at < 2 || !memchr(escapes, at[1], sizeof escapes - 1))
			return end;
		at += is_code ? LEN : 2;
		/* a word of Japanese is one after the other */
		if (at == end || *at != '\\')
			at = stop_of(at, end);
	}
	return at;
}

/* These find where what begins at `at` ends; NULL when it is not what is expected, or not certain to be. */
static inline const char *string_end(const char *at, const char *end)
{
	const char *stop = stop_of(at + 1, end);

	if (stop < end && *stop == '\\')
		stop = pass_escapes(stop, end);
	return stop < end && *stop == '"' ? stop + 1 : NULL;
}

static inline const char *digits_end(const char *at, const char *end)
{
	while (at < end && kg_is_digit(*at))
		at++;
	return at;
}

/* Of a power that overflows nothing. */
static const char *power_end(const char *at, const char *end)
{
	enum { LONGEST = 2 };
	const char *first = at + 1 + (at + 1 < end && (at[1] == '+' || at[1] == '-')), *behind = digits_end(first, end);

	return first < end && behind > first && behind - first <= LONGEST ? behind : NULL;
}

/* Most numbers: plain as they are, with few digits, without a sign or a power or a zero at the end of decimals. */
static inline const char *short_number_end(const char *at, const char *end, struct kgi_token *token)
{
#if defined(__SSE2__)
	if (end - at < (ptrdiff_t)sizeof(__m128i))
		return NULL;

	__m128i digits = _mm_sub_epi8(_mm_loadu_si128((const void *)at), _mm_set1_epi8('0'));
	unsigned is_digit = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(digits, _mm_min_epu8(digits, _mm_set1_epi8(9))));
	unsigned others = ~is_digit, len = (unsigned)__builtin_ctz(others), point = len;

	if (point == 0 || point == sizeof digits || (at[0] == '0' && point > 1))
		return NULL;
	if (at[point] == '.') {
		len = (unsigned)__builtin_ctz(others & (others - 1));
		if (len == point + 1 || at[len - 1] == '0')
			return NULL;
	}
	if (len >= sizeof digits || (at[len] | 0x20) == 'e')
		return NULL;
	*token = (struct kgi_token){ { at, len }, true };
	return at + len;
#else
	return NULL;
#endif
}

/* A number's text is plain if a double keeps all digits, or it is an integer; but not -0. */
static const char *number_end(const char *at, const char *end, struct kgi_token *token)
{
	enum { LONGEST = 18 };
	const char *first = at + (at < end && *at == '-'), *point = digits_end(first, end), *behind = point, *last = point;

	if (point == first || point - first > LONGEST || (*first == '0' && point > first + 1))
		return NULL;
	if (point < end && *point == '.') {
		last = behind = digits_end(point + 1, end);
		if (behind == point + 1)
			return NULL;
		while (last[-1] == '0')
			last--;
		last -= last[-1] == '.';
		token->plain = last - first - (last > point) <= DBL_DIG;
	}
	token->plain = token->plain && !(first > at && *first == '0' && last == point);
	token->raw = (struct kg_slice){ at, (size_t)(last - at) };
	if (behind == end || (*behind | 0x20) != 'e')
		return behind;
	token->plain = false;
	return power_end(behind, end);
}

static const char *word_end(const char *at, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - at) >= len && memcmp(at, word, len) == 0 ? at + len : NULL;
}

const char *kgi_pass_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	return at;
}

static const char *array_end(const char *at, const char *end, struct kgi_token *token)
{
	struct kgi_token element;

	at = kgi_pass_blanks(at + 1, end);
	if (at < end && *at == ']')
		return at + 1;
	while (at < end && *at != '[' && (at = kgi_token_end(at, end, &element))) {
		token->plain = token->plain && element.plain;
		at = kgi_pass_blanks(at, end);
		if (at < end && *at == ']')
			return at + 1;
		if (at == end || *at != ',')
			return NULL;
		at = kgi_pass_blanks(at + 1, end);
	}
	return NULL;
}

__attribute__((noinline)) static const char *other_end(const char *at, const char *end, struct kgi_token *token)
{
	const char *behind = short_number_end(at, end, token);

	if (behind)
		return behind;
	*token = (struct kgi_token){ { at, 0 }, true };
	switch (at < end ? *at : '\0') {
	case '[':
		behind = array_end(at, end, token);
		break;
	case 't':
		behind = word_end(at, end, "true");
		break;
	case 'f':
		behind = word_end(at, end, "false");
		break;
	case 'n':
		return word_end(at, end, "null");
	default:
		return number_end(at, end, token);
	}
	token->raw.len = behind ? (size_t)(behind - at) : 0;
	return behind;
}

const char *kgi_token_end(const char *at, const char *end, struct kgi_token *token)
{
	if (at == end || *at != '"')
		return other_end(at, end, token);

	const char *behind = string_end(at, end);

	*token = (struct kgi_token){ { at, behind ? (size_t)(behind - at) : 0 }, true };
	return behind;
}

static struct kg_slice inner_of(struct kg_slice raw)
{
	return (struct kg_slice){ raw.at + 1, raw.len - 2 };
}

bool kgi_token_has_content(struct kg_slice raw)
{
	if (raw.len && raw.at[0] == '[')
		return *kgi_pass_blanks(raw.at + 1, raw.at + raw.len) != ']';
	if (!raw.len || raw.at[0] != '"')
		return raw.len > 0;

	struct kg_slice text = kg_trim(inner_of(raw));

	if (!text.len || text.at[0] != '\\')
		return text.len > 0;
	return text.at[1] == 'u' && !kg_slice_starts(text, "\\u00") && !kg_slice_starts(text, "\\u3000");
}

static size_t put_character(char *to, int code)
{
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;

	for (size_t i = len; i-- > 1; code >>= 6)
		to[i] = (char)(0x80 | (code & 0x3F));
	to[0] = (char)((len == 1 ? 0 : len == 2 ? 0xC0 : 0xE0) | code);
	return len;
}

static struct kg_slice array_text(struct kg_slice raw, char *room)
{
	const char *end = raw.at + raw.len, *at = kgi_pass_blanks(raw.at + 1, end);
	struct kgi_token element;
	char *to = room;

	while (*at != ']') {
		at = kgi_pass_blanks(kgi_token_end(at, end, &element), end);
		at = *at == ',' ? kgi_pass_blanks(at + 1, end) : at;

		struct kg_slice text = kgi_token_text(element.raw, to);

		memmove(to, text.at, text.len);
		to += text.len;
		*to++ = KGI_ARRAY_END;
	}
	return (struct kg_slice){ room, (size_t)(to - room) };
}

struct kg_slice kgi_token_text(struct kg_slice raw, char *room)
{
	if (raw.len && raw.at[0] == '[')
		return array_text(raw, room);
	if (!raw.len || raw.at[0] != '"')
		return raw;

	struct kg_slice text = inner_of(raw);
	const char *at = text.at, *end = at + text.len;
	char *to = room;

	if (!memchr(at, '\\', text.len))
		return text;
	for (; at < end; at++) {
		if (*at != '\\') {
			*to++ = *at;
		} else if (*++at == 'u') {
			to += put_character(to, code_of(at - 1));
			at += 4;
		} else {
			*to++ = escaped[(const char *)memchr(escapes, *at, sizeof escapes - 1) - escapes];
		}
	}
	return (struct kg_slice){ room, (size_t)(to - room) };
}
