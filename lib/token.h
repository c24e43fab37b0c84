/* token - a JSON value, cut where it lies.
 *
 *	struct kgi_token token;
 *	const char *behind = kgi_token_end(at, end, &token);
 *
 *	if (behind && token.plain)
 *		text = kgi_token_text(token.raw, room);	// 149.10 is 149.1, and "\u570f\u57df" is 圏域
 *
 * What is taken for JSON here, jansson takes for the same; it has to judge all else.
 */
#ifndef KGI_TOKEN_H
#define KGI_TOKEN_H

#include "text.h"

struct kgi_token {
	struct kg_slice raw;	/* as it lies there, a string in its quotes; a number without zeros that end its decimals; null is
				 * empty */
	bool plain;		/* what kgi_scalar() makes of it, or of each of its elements, can be told */
};

enum { KGI_ARRAY_END = '\xff' };	/* behind each element of an array that is a text, see kg_is_array() */

/* Where the value that begins here ends; NULL if it is not certain to be a string, a number, a word or an array of these. A
 * string's bytes are not looked at for UTF-8. */
const char *kgi_token_end(const char *at, const char *end, struct kgi_token *);

/* Is there certainly more in it than blanks? */
bool kgi_token_has_content(struct kg_slice raw);

/* The text of a plain value: borrows from it, or is in `room`, of as many bytes. */
struct kg_slice kgi_token_text(struct kg_slice raw, char *room);

/* Behind blanks. */
const char *kgi_pass_blanks(const char *at, const char *end);

#endif
