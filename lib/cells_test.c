/* cells_test - cells that are kept are known again, and no others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cells.h"

enum { LONGEST = 200 };

/* Copies cells to where a sanitizer sees what is read beyond. */
static void copy(struct kg_slice *to, const struct kg_slice *from, size_t width)
{
	for (size_t i = 0; i < width; i++) {
		char *text = malloc(from[i].len ? from[i].len : 1);

		assert_non_null(text);
		memcpy(text, from[i].at, from[i].len);
		to[i] = (struct kg_slice){ text, from[i].len };
	}
}

static void drop(struct kg_slice *cells, size_t width)
{
	for (size_t i = 0; i < width; i++)
		free((char *)cells[i].at);
}

static uint32_t *keep(const struct kg_slice *cells, size_t width)
{
	uint32_t *kept = malloc((kgi_cells_size(cells, width) + 1) * sizeof *kept);

	assert_non_null(kept);
	kgi_cells_keep(kept, cells, width);
	return kept;
}

static void test_each_length_is_known_again_and_each_byte_counts(void **state)
{
	char text[LONGEST];

	(void)state;
	for (size_t i = 0; i < LONGEST; i++)
		text[i] = (char)('a' + i % 26);
	for (size_t len = 0; len <= LONGEST; len++) {
		const struct kg_slice cell = { text, len };
		struct kg_slice other;
		uint32_t *kept = keep(&cell, 1);

		copy(&other, &cell, 1);
		assert_true(kgi_cells_same(kept, &other, 1));
		assert_true(kgi_cells_hash(&cell, 1) == kgi_cells_hash(&other, 1));
		for (size_t i = 0; i < len; i++) {
			((char *)other.at)[i] ^= 0x20;
			assert_false(kgi_cells_same(kept, &other, 1));
			assert_true(kgi_cells_hash(&cell, 1) != kgi_cells_hash(&other, 1));
			((char *)other.at)[i] ^= 0x20;
		}
		drop(&other, 1);
		free(kept);
	}
}

static void test_cells_end_where_they_end(void **state)
{
	const struct kg_slice one[] = { { "ab", 2 }, { "c", 1 }, { "", 0 } }, other[] = { { "a", 1 }, { "bc", 2 }, { NULL, 0 } };
	struct kg_slice again[3];
	uint32_t *kept = keep(one, 3);

	(void)state;
	assert_true(kgi_cells_same(kept, one, 3));
	assert_false(kgi_cells_same(kept, other, 3));
	assert_true(kgi_cells_hash(one, 3) != kgi_cells_hash(other, 3));
	assert_int_equal(kgi_cells_kept(kept, again, 3), kgi_cells_size(one, 3));
	for (size_t i = 0; i < 3; i++)
		assert_true(kg_slice_same(again[i], one[i]));
	free(kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_length_is_known_again_and_each_byte_counts),
		cmocka_unit_test(test_cells_end_where_they_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
