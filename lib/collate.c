#include "collate.h"

enum { WIDE = 3 };	/* bytes of a digit in full width */

/* The digit that the text begins with, as one in half width, and the bytes that it has; '\0' for none. */
static char digit_at(struct kg_slice text, size_t *len)
{
	bool wide = kg_slice_starts(text, "\xef\xbc") && text.len >= WIDE;
	char c = wide ? (char)(text.at[WIDE - 1] - '\x90' + '0') : text.len ? text.at[0] : '\0';

	*len = wide ? WIDE : 1;
	return kg_is_digit(c) ? c : '\0';
}

static void skip_zeros(struct kg_slice *text)
{
	size_t len;

	while (digit_at(*text, &len) == '0')
		*text = kg_slice_from(*text, len);
}

/* Takes a run of digits off both: the longer one without its zeros is larger, or else the one with the first larger digit. */
static int compare_numbers(struct kg_slice *a, struct kg_slice *b)
{
	int order = 0;

	skip_zeros(a);
	skip_zeros(b);
	for (;;) {
		size_t len_a, len_b;
		char x = digit_at(*a, &len_a), y = digit_at(*b, &len_b);

		if (!x || !y)
			return x ? 1 : y ? -1 : order;
		if (!order)
			order = (x > y) - (x < y);
		*a = kg_slice_from(*a, len_a);
		*b = kg_slice_from(*b, len_b);
	}
}

/* A byte of each; a digit is what it is in half width. */
static int compare_bytes(struct kg_slice *a, struct kg_slice *b)
{
	size_t len_a, len_b;
	char x = digit_at(*a, &len_a), y = digit_at(*b, &len_b);
	unsigned char of_a = (unsigned char)(x ? x : a->at[0]), of_b = (unsigned char)(y ? y : b->at[0]);

	/* these are of different characters, or else the same: no digit is taken apart */
	*a = kg_slice_from(*a, 1);
	*b = kg_slice_from(*b, 1);
	return (of_a > of_b) - (of_a < of_b);
}

int kg_label_compare(struct kg_slice a, struct kg_slice b)
{
	struct kg_slice x = a, y = b;
	int order = 0;

	while (order == 0 && x.len && y.len) {
		size_t len;

		order = digit_at(x, &len) && digit_at(y, &len) ? compare_numbers(&x, &y) : compare_bytes(&x, &y);
	}
	if (order == 0)
		order = (x.len > 0) - (y.len > 0);
	return order ? order : kg_slice_compare(a, b);
}
