/* repeat_test - what is remembered, what is counted, and when it is not worth while. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "repeat.h"

static const struct kg_place here = { .file = 1, .offset = 7, .line = 3 };

/* As a reader does: counts the record, or remembers it. */
static struct kgi_repeat *see(struct kgi_repeats *repeats, const char *a, const char *b)
{
	const struct kg_slice cells[] = { kg_slice(a), kg_slice(b) };
	struct kgi_repeat *known = kgi_repeats_find(repeats, cells, 2);

	if (known)
		known->times++;
	else
		assert_true(kgi_repeats_remember(repeats, cells, 2, here, true));
	return known;
}

/* How often the cells came again, asked of the end; every one is given once. */
static uint64_t times_of(struct kgi_repeats repeats, const char *a, const char *b)
{
	struct kg_slice cells[2];
	uint64_t times = 0;

	for (const struct kgi_repeat *repeat; (repeat = kgi_repeats_next(&repeats, cells, 2));) {
		assert_int_equal(kg_place_compare(repeat->place, here), 0);
		assert_true(repeat->times > 0);
		if (kg_slice_same(cells[0], kg_slice(a)) && kg_slice_same(cells[1], kg_slice(b)))
			times += repeat->times;
	}
	return times;
}

static void test_the_same_cells_are_counted(void **state)
{
	struct kgi_repeats repeats = { 0 };

	(void)state;
	assert_null(see(&repeats, "導入", "東"));
	assert_null(see(&repeats, "", "導入東"));	/* cells end where they end */
	assert_null(see(&repeats, "導入東", ""));
	assert_null(see(&repeats, "once", "only"));
	assert_non_null(see(&repeats, "導入東", ""));
	assert_non_null(see(&repeats, "導入", "東"));
	assert_non_null(see(&repeats, "導入", "東"));
	assert_int_equal(times_of(repeats, "導入", "東"), 2);
	assert_int_equal(times_of(repeats, "導入東", ""), 1);
	assert_int_equal(times_of(repeats, "once", "only"), 0);
	kgi_repeats_fini(&repeats);
}

static void test_many_are_found_again(void **state)
{
	enum { DIFFERENT = 9000, TIMES = 3 };
	struct kgi_repeats repeats = { 0 };
	char cell[16];

	(void)state;
	for (int time = 0; time < TIMES; time++) {
		for (int i = 0; i < DIFFERENT; i++) {
			sprintf(cell, "%d", i);
			assert_int_equal(see(&repeats, cell, "x") != NULL, time > 0);
		}
	}
	for (int i = 0; i < DIFFERENT; i += 1000) {
		sprintf(cell, "%d", i);
		assert_int_equal(times_of(repeats, cell, "x"), TIMES - 1);
	}
	kgi_repeats_fini(&repeats);
}

/* Cells of each length, and with each byte changed. */
static void test_every_byte_counts(void **state)
{
	enum { LENGTHS = 70 };
	struct kgi_repeats repeats = { 0 };
	char cell[LENGTHS + 1];

	(void)state;
	for (int time = 0; time < 2; time++) {
		for (int len = 0; len <= LENGTHS; len++) {
			memset(cell, 'x', sizeof cell);
			cell[len] = '\0';
			assert_int_equal(see(&repeats, cell, "y") != NULL, time);
			for (int i = 0; i < len; i++) {
				cell[i] = 'z';
				assert_int_equal(see(&repeats, cell, "y") != NULL, time);
				cell[i] = 'x';
			}
		}
	}
	kgi_repeats_fini(&repeats);
}

/* Many at once, of a table that is no longer small, up to the first that has to be looked at. */
static void test_many_are_counted_at_once(void **state)
{
	enum { DIFFERENT = 5000, ONE = 1234 };
	const struct kg_slice cells[] = { kg_slice("1000"), kg_slice("x"), kg_slice("4999"), kg_slice("x"),
					  kg_slice("5000"), kg_slice("x"), kg_slice("1234"), kg_slice("x"),
					  kg_slice(""), kg_slice("") };
	struct kgi_repeats repeats = { 0 };
	struct kgi_repeat *next;
	uint32_t hashes[5];
	char cell[16];

	(void)state;
	assert_true(kgi_repeats_find(&repeats, cells + 8, 2) == NULL && kgi_repeats_remember(&repeats, cells + 8, 2, here, false));
	for (int i = 0; i < DIFFERENT; i++) {
		sprintf(cell, "%d", i);
		see(&repeats, cell, "x");
		if (i == ONE)
			kgi_repeats_forget(&repeats);
	}
	kgi_repeats_ask(&repeats, cells, 2, 5, hashes);
	assert_int_equal(kgi_repeats_count(&repeats, cells, 2, 2, hashes, &next), 2);
	assert_int_equal(kgi_repeats_count(&repeats, cells, 2, 5, hashes, &next), 2);
	assert_null(next);
	assert_true(kgi_repeats_remember(&repeats, cells + 4, 2, here, true));
	assert_int_equal(kgi_repeats_count(&repeats, cells, 2, 5, hashes, &next), 3);
	assert_true(next && next->alone);
	assert_int_equal(kgi_repeats_count(&repeats, cells + 8, 2, 1, hashes + 4, &next), 0);
	assert_true(next && !next->content);
	assert_int_equal(times_of(repeats, "1000", "x"), 3);
	assert_int_equal(times_of(repeats, "5000", "x"), 1);
	assert_int_equal(times_of(repeats, "1234", "x"), 0);
	kgi_repeats_fini(&repeats);
}

static void test_where_all_differ_nothing_is_looked_up(void **state)
{
	struct kgi_repeats repeats = { 0 };
	char cell[16];
	int seen = 0;

	(void)state;
	for (; !repeats.off && seen < 100000; seen++) {
		sprintf(cell, "%d", seen);
		assert_null(see(&repeats, cell, ""));
	}
	assert_true(repeats.off && seen > 10000);
	assert_true(repeats.bytes < 2 * 1024 * 1024);
	kgi_repeats_fini(&repeats);
}

static void test_a_bad_one_stands_alone(void **state)
{
	const struct kg_slice good[] = { kg_slice("good"), kg_slice("") }, bad[] = { kg_slice("bad"), kg_slice("") };
	struct kgi_repeats repeats = { 0 };

	(void)state;
	assert_null(see(&repeats, "good", ""));
	repeats.fresh = NULL;		/* another record is read */
	kgi_repeats_forget(&repeats);
	assert_null(see(&repeats, "bad", ""));
	kgi_repeats_forget(&repeats);
	assert_false(kgi_repeats_find(&repeats, good, 2)->alone);
	assert_true(kgi_repeats_find(&repeats, bad, 2)->alone);
	kgi_repeats_fini(&repeats);
}

static void test_what_is_long_is_not_remembered(void **state)
{
	struct kgi_repeats repeats = { 0 };
	char text[300] = { 0 };

	(void)state;
	memset(text, 'a', sizeof text - 1);
	assert_null(see(&repeats, text, ""));
	assert_null(see(&repeats, text, ""));
	kgi_repeats_forget(&repeats);
	assert_int_equal(repeats.index.count, 0);
	kgi_repeats_fini(&repeats);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_cells_are_counted),
		cmocka_unit_test(test_many_are_found_again),
		cmocka_unit_test(test_every_byte_counts),
		cmocka_unit_test(test_many_are_counted_at_once),
		cmocka_unit_test(test_where_all_differ_nothing_is_looked_up),
		cmocka_unit_test(test_a_bad_one_stands_alone),
		cmocka_unit_test(test_what_is_long_is_not_remembered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
