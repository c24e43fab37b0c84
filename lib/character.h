/* character - one character of UTF-8 at a time.
 *
 *	for (size_t i = 0, bytes; i < text.len; i += bytes)
 *		count += kgi_is_katakana(kgi_character(text, i, &bytes));
 */
#ifndef KGI_CHARACTER_H
#define KGI_CHARACTER_H

#include <stdint.h>
#include <uchar.h>
#include "text.h"

/* What a byte that is no UTF-8 is. */
#define KGI_NO_CHARACTER UINT32_C(0xFFFFFFFF)

/* The character at offset `i`, which is within `text`, and how many bytes it takes: 1 for KGI_NO_CHARACTER. */
char32_t kgi_character(struct kg_slice text, size_t i, size_t *bytes);

/* The offset of the character that ends at `i`; 0 for 0. */
size_t kgi_character_before(struct kg_slice text, size_t i);

/* The first character of a text that is not empty; one byte, where it is not UTF-8. */
struct kg_slice kgi_first_character(struct kg_slice text);

/* A character's code point; U+FFFD for a byte that is none. */
char32_t kgi_point(struct kg_slice character);

enum { KGI_CHARACTER_ROOM = 4 };	/* bytes of one at most */

/* Writes a code point in UTF-8; no NUL. Returns how many bytes it takes: 0 for one beyond Unicode. */
size_t kgi_character_write(char32_t, char text[KGI_CHARACTER_ROOM]);

/* How many columns of a terminal it takes: 2 in full width, 0 for what is put on the character before it. */
unsigned kgi_character_width(char32_t);

/* The ideograph that a CJK or Kangxi radical (U+2E80 to U+2FD5) stands for; NULL for any other character. */
const char *kgi_radical(char32_t);

/* In full width; ー is one. */
bool kgi_is_katakana(char32_t);
bool kgi_is_kana(char32_t);		/* hiragana, too */
bool kgi_is_ideograph(char32_t);	/* radicals, too */

#endif
