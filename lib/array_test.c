/* array_test - arrays that grow keep what they hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "array.h"

static void test_growing_keeps_what_is_there_and_zeroes_the_rest(void **state)
{
	uint32_t *numbers = NULL;
	size_t room = 0;

	(void)state;
	for (uint32_t i = 0; i < 1000; i++) {
		assert_true(kg_grow(&numbers, &room, i + 1, sizeof *numbers));
		assert_true(room > i);
		assert_int_equal(numbers[i], 0);
		numbers[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	for (size_t i = 1000; i < room; i++)
		assert_int_equal(numbers[i], 0);
	free(numbers);
}

static void test_growing_by_a_leap_zeroes_what_is_leapt_over(void **state)
{
	char *bytes = NULL;
	size_t room = 0;

	(void)state;
	assert_true(kg_grow(&bytes, &room, 12345, 1));
	assert_true(room >= 12345);
	for (size_t i = 0; i < room; i++)
		assert_int_equal(bytes[i], 0);
	free(bytes);
}

static void test_appended_elements_are_copied(void **state)
{
	static const int more[] = { 1, 2, 3 };
	int *numbers = NULL;
	size_t count = 0, room = 0;

	(void)state;
	assert_true(kg_append(&numbers, &count, &room, NULL, 0, sizeof *numbers));
	assert_int_equal(count, 0);
	for (size_t i = 0; i < 10; i++)
		assert_true(kg_append(&numbers, &count, &room, more, 3, sizeof *numbers));
	assert_int_equal(count, 30);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(numbers[i], more[i % 3]);
	assert_false(kg_append(&numbers, &count, &room, more, SIZE_MAX, sizeof *numbers));
	assert_int_equal(count, 30);
	free(numbers);
}

static void test_room_that_is_there_is_not_moved(void **state)
{
	int *numbers = NULL;
	size_t room = 0;

	(void)state;
	assert_true(kg_grow(&numbers, &room, 3, sizeof *numbers));

	int *before = numbers;
	size_t room_before = room;

	assert_true(kg_grow(&numbers, &room, room, sizeof *numbers));
	assert_true(kg_grow(&numbers, &room, 0, sizeof *numbers));
	assert_ptr_equal(numbers, before);
	assert_int_equal(room, room_before);
	free(numbers);
}

static void test_an_impossible_size_leaves_the_array_as_it_was(void **state)
{
	uint64_t *numbers = NULL;
	size_t room = 0;

	(void)state;
	assert_true(kg_grow(&numbers, &room, 1, sizeof *numbers));
	numbers[0] = 42;

	uint64_t *before = numbers;
	size_t room_before = room;

	assert_false(kg_grow(&numbers, &room, SIZE_MAX / 2, sizeof *numbers));
	assert_ptr_equal(numbers, before);
	assert_int_equal(room, room_before);
	assert_int_equal(numbers[0], 42);
	free(numbers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_growing_keeps_what_is_there_and_zeroes_the_rest),
		cmocka_unit_test(test_growing_by_a_leap_zeroes_what_is_leapt_over),
		cmocka_unit_test(test_appended_elements_are_copied),
		cmocka_unit_test(test_room_that_is_there_is_not_moved),
		cmocka_unit_test(test_an_impossible_size_leaves_the_array_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
