/* arena_test - arenas give bytes that stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "arena.h"

/* More than any block of an arena. */
enum { LARGE = 5 * 1000 * 1000 };

static void test_taken_bytes_are_aligned_for_any_object(void **state)
{
	struct kg_arena arena = { 0 };

	(void)state;
	for (size_t size = 0; size < 100; size++) {
		char *taken = kg_arena_take(&arena, size);

		assert_non_null(taken);
		assert_int_equal((uintptr_t)taken % alignof(max_align_t), 0);
		memset(taken, 0xff, size);
	}
	kg_arena_fini(&arena);
}

static void test_taken_bytes_do_not_overlap(void **state)
{
	struct kg_arena arena = { 0 };
	unsigned char *taken[700];	/* of blocks of all sizes */

	(void)state;
	for (size_t i = 0; i < 700; i++) {
		taken[i] = kg_arena_take(&arena, 37 * i + 1);
		memset(taken[i], (int)i, 37 * i + 1);
	}
	for (size_t i = 0; i < 700; i++)
		for (size_t j = 0; j < 37 * i + 1; j++)
			assert_int_equal(taken[i][j], i & 0xff);
	kg_arena_fini(&arena);
}

static void test_more_than_a_block_is_one_piece(void **state)
{
	struct kg_arena arena = { 0 };
	char *large = kg_arena_take(&arena, LARGE), *small = kg_arena_take(&arena, 8);

	(void)state;
	assert_non_null(large);
	memset(large, 'a', LARGE);
	memset(small, 'b', 8);
	assert_int_equal(large[LARGE - 1], 'a');
	kg_arena_fini(&arena);
}

static void test_an_impossible_piece_is_refused(void **state)
{
	struct kg_arena arena = { 0 };

	(void)state;
	assert_null(kg_arena_take(&arena, SIZE_MAX));
	kg_arena_fini(&arena);
}

static void test_a_copy_outlives_its_text_and_ends_with_nul(void **state)
{
	struct kg_arena arena = { 0 };
	char text[] = "見守り機器, 導入済";
	struct kg_slice copy = kg_arena_copy(&arena, (struct kg_slice){ text, strlen("見守り機器") });

	(void)state;
	memset(text, 'x', sizeof text - 1);
	assert_int_equal(copy.len, strlen("見守り機器"));
	assert_string_equal(copy.at, "見守り機器");
	kg_arena_fini(&arena);
}

static void test_a_copy_of_nothing_is_an_empty_text(void **state)
{
	struct kg_arena arena = { 0 };
	struct kg_slice copy = kg_arena_copy(&arena, (struct kg_slice){ NULL, 0 });

	(void)state;
	assert_non_null(copy.at);
	assert_int_equal(copy.len, 0);
	assert_string_equal(copy.at, "");
	kg_arena_fini(&arena);
}

static void test_merged_arenas_keep_the_texts_of_both(void **state)
{
	struct kg_arena into = { 0 }, from = { 0 };
	struct kg_slice a = kg_arena_copy(&into, kg_slice("a")), b = kg_arena_copy(&from, kg_slice("b"));

	(void)state;
	assert_non_null(kg_arena_take(&from, LARGE));
	kg_arena_merge(&into, &from);
	assert_null(from.blocks);
	kg_arena_fini(&from);

	struct kg_slice c = kg_arena_copy(&into, kg_slice("c"));

	assert_string_equal(a.at, "a");
	assert_string_equal(b.at, "b");
	assert_string_equal(c.at, "c");
	kg_arena_fini(&into);
}

static void test_an_empty_arena_merges_either_way(void **state)
{
	struct kg_arena full = { 0 }, empty = { 0 };
	struct kg_slice a = kg_arena_copy(&full, kg_slice("a"));

	(void)state;
	kg_arena_merge(&full, &empty);
	assert_string_equal(a.at, "a");
	kg_arena_merge(&empty, &full);
	assert_string_equal(a.at, "a");
	assert_null(full.blocks);
	kg_arena_fini(&empty);
}

static void test_an_emptied_arena_can_be_used_again(void **state)
{
	struct kg_arena arena = { 0 };

	(void)state;
	kg_arena_fini(&arena);
	kg_arena_copy(&arena, kg_slice("a"));
	kg_arena_fini(&arena);
	assert_string_equal(kg_arena_copy(&arena, kg_slice("b")).at, "b");
	kg_arena_fini(&arena);
}

static void test_a_list_has_commas_between_its_items(void **state)
{
	struct kg_arena arena = { 0 };
	struct kg_slice list = { 0 };

	(void)state;
	list = kg_arena_list(&arena, list, kg_slice("訪問介護"));
	assert_string_equal(list.at, "訪問介護");
	list = kg_arena_list(&arena, list, kg_slice("通所介護"));
	assert_string_equal(list.at, "訪問介護, 通所介護");
	assert_int_equal(list.len, strlen(list.at));
	kg_arena_fini(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken_bytes_are_aligned_for_any_object),
		cmocka_unit_test(test_taken_bytes_do_not_overlap),
		cmocka_unit_test(test_more_than_a_block_is_one_piece),
		cmocka_unit_test(test_an_impossible_piece_is_refused),
		cmocka_unit_test(test_a_copy_outlives_its_text_and_ends_with_nul),
		cmocka_unit_test(test_a_copy_of_nothing_is_an_empty_text),
		cmocka_unit_test(test_merged_arenas_keep_the_texts_of_both),
		cmocka_unit_test(test_an_empty_arena_merges_either_way),
		cmocka_unit_test(test_an_emptied_arena_can_be_used_again),
		cmocka_unit_test(test_a_list_has_commas_between_its_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
