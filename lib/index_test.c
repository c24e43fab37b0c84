/* index_test - every id is found by its hash, and none by another, however many there are and however alike they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "index.h"

/* How many ids are found by the hash, and their sum. */
static size_t look(const struct kg_index *index, uint32_t hash, uint64_t *sum)
{
	struct kg_index_look look = kg_index_look(index, hash);
	size_t count = 0;
	uint32_t id;

	*sum = 0;
	for (; kg_index_next(&look, &id); count++)
		*sum += id;
	return count;
}

static void test_nothing(void **state)
{
	struct kg_index index = { 0 };
	uint64_t sum;

	(void)state;
	assert_int_equal(look(&index, 0, &sum), 0);
	assert_int_equal(kg_index_begin(&index, UINT32_MAX)->number, 0);
	kg_index_fini(&index);
}

static void test_many(void **state)
{
	enum { MANY = 10000, STEP = 977 };	/* no power of two: all hashes differ, and many fall on one place */
	struct kg_index index = { 0 };
	uint64_t sum;

	(void)state;
	for (uint32_t i = 0; i < MANY; i++)
		assert_true(kg_index_add(&index, i * STEP, i));
	assert_int_equal(index.count, MANY);
	for (uint32_t i = 0; i < MANY; i++) {
		assert_int_equal(look(&index, i * STEP, &sum), 1);
		assert_int_equal(sum, i);
		assert_int_equal(look(&index, i * STEP + 1, &sum), 0);
	}
	kg_index_fini(&index);
}

/* Where the table ends, a walk goes on at its beginning. */
static void test_same_hash(void **state)
{
	enum { MANY = 1000 };
	struct kg_index index = { 0 };
	uint64_t sum;

	(void)state;
	assert_true(kg_index_add(&index, UINT32_MAX - 16, 7));
	for (uint32_t i = 0; i < MANY; i++) {
		assert_true(kg_index_add(&index, UINT32_MAX, i));
		assert_int_equal(look(&index, UINT32_MAX, &sum), i + 1);
		assert_int_equal(sum, (uint64_t)i * (i + 1) / 2);
	}
	assert_int_equal(look(&index, UINT32_MAX - 16, &sum), 1);
	assert_int_equal(look(&index, 15, &sum), 0);
	kg_index_fini(&index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_same_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
