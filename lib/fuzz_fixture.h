/* fuzz_fixture - random CSV and changes of it and of JSON, for scan's test and the fuzz programs, and what such a program is. */
#ifndef KGI_FUZZ_FIXTURE_H
#define KGI_FUZZ_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A fuzz program defines this, fuzz_main.c has the rest: what two ways of reading the input differ in; NULL when they agree. An
 * input is one byte, which says how to read it, and the CSV or JSON. */
const char *kgi_fuzz(const unsigned char *input, size_t size);

struct form {
	char delimiter, line_end;
};

static inline uint32_t draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*seed >> 32) * below >> 32);
}

/* Those of CSV, and behind them some of JSON. */
static const char *const letters[] = {
	"a", ",", "\"", "\r", "\n", "あ", ";", "\r\n", "\"\"", "\",\"", "a", "" /* NUL */,
	"{", "}", "[", "]", ":", "\\", "\\u304", "0", ".0", "-", "e", "null", " ", "\x1F", "\xE3\x81", "\xFF", "{}", "\n\n",
};

enum { LETTERS = 12, ALL_LETTERS = sizeof letters / sizeof letters[0], LONGEST = 7 };

static inline size_t put_letter(char *to, size_t letter)
{
	size_t len = *letters[letter] ? strlen(letters[letter]) : 1;

	memcpy(to, letters[letter], len);
	return len;
}

/* One cell with what may stand in it, and what ends it. */
static inline size_t put_regular_cell(char *to, struct form form, uint64_t *seed)
{
	static const char *const quoted[] = { "a", ",", "\"\"", "\r", "\n", "あ", ";", "\r\n" };
	static const char *const plain[] = { "a", "あ", "bc", " " };
	bool in_quotes = draw(seed, 2);
	size_t len = 0;

	if (in_quotes)
		to[len++] = '"';
	for (uint32_t i = draw(seed, draw(seed, 8) ? 6 : 40); i > 0; i--) {
		const char *letter = in_quotes ? quoted[draw(seed, 8)] : plain[draw(seed, 4)];

		memcpy(to + len, letter, strlen(letter));
		len += strlen(letter);
	}
	if (in_quotes)
		to[len++] = '"';
	if (draw(seed, 4)) {
		to[len++] = form.delimiter;
	} else {
		if (form.line_end == '\n' && draw(seed, 2))
			to[len++] = '\r';
		to[len++] = form.line_end;
	}
	return len;
}

/* Writes `len` bytes: letters as they come, or cells that are regular. */
static inline void put_random(char *to, size_t len, struct form form, uint64_t *seed)
{
	char piece[256];
	bool cells = draw(seed, 4);
	uint32_t kinds = draw(seed, 2) ? LETTERS : LETTERS - 1;

	for (size_t at = 0, some; at < len; at += some) {
		some = cells ? put_regular_cell(piece, form, seed) : put_letter(piece, draw(seed, kinds));
		some = some < len - at ? some : len - at;
		memcpy(to + at, piece, some);
	}
}

/* Puts a letter somewhere over what stands there. */
static inline void mutate(char *bytes, size_t len, uint64_t *seed)
{
	char piece[LONGEST];
	size_t some = put_letter(piece, draw(seed, ALL_LETTERS));

	if (some <= len)
		memcpy(bytes + draw(seed, (uint32_t)(len - some + 1)), piece, some);
}

/* The form that an input's first byte says. */
static inline struct form form_of(unsigned char byte)
{
	return (struct form){ ",;\t|"[byte & 3], byte & 4 ? '\r' : '\n' };
}

#endif
