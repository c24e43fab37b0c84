/* queue_test - bytes that come in at the end and are done with at the beginning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "queue.h"

static void assert_held(const struct kgi_queue *queue, const char *expected)
{
	struct kg_slice held = kgi_queue_held(queue);

	assert_int_equal(held.len, strlen(expected));
	assert_memory_equal(held.at, expected, held.len);
}

static void test_what_came_first_goes_first(void **state)
{
	struct kgi_queue queue = { 0 };

	(void)state;
	assert_true(kgi_queue_put(&queue, (struct kg_slice){ NULL, 0 }));
	assert_true(kgi_queue_put(&queue, kg_slice("abc")));
	queue.begin += 2;
	assert_true(kgi_queue_put(&queue, kg_slice("de")));
	assert_held(&queue, "cde");
	queue.begin += 3;
	assert_true(kgi_queue_put(&queue, kg_slice("f")));
	assert_held(&queue, "f");
	kgi_queue_fini(&queue);
}

/* Where much is done with, what is left moves to the front; else there is more memory. */
static void test_room(void **state)
{
	struct kgi_queue queue = { 0 };

	(void)state;
	assert_true(kgi_queue_room(&queue, 1));

	size_t room = queue.room;
	char *bytes = queue.bytes;

	assert_true(kgi_queue_room(&queue, room));
	assert_int_equal(queue.room, room);
	memset(queue.bytes, 'x', room);
	queue.end = room;
	queue.begin = room - 3;
	assert_true(kgi_queue_room(&queue, room - 3));
	assert_ptr_equal(queue.bytes, bytes);
	assert_int_equal(queue.room, room);
	assert_int_equal(queue.begin, 0);
	assert_held(&queue, "xxx");
	assert_true(kgi_queue_room(&queue, room - 2));
	assert_true(queue.room - queue.end >= room - 2);
	assert_held(&queue, "xxx");
	kgi_queue_fini(&queue);
	assert_null(queue.bytes);
}

/* Whatever comes and goes, in pieces of whatever length. */
static void test_any_lengths(void **state)
{
	enum { ROUNDS = 3000, STEP = 251 };
	struct kgi_queue queue = { 0 };
	char piece[STEP * 2];
	uint8_t in = 0, out = 0;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		size_t more = i * 7 % sizeof piece, less = i * 5 % STEP;

		for (size_t j = 0; j < more; j++)
			piece[j] = (char)in++;
		assert_true(kgi_queue_put(&queue, (struct kg_slice){ piece, more }));
		for (size_t j = 0; j < less && queue.begin < queue.end; j++)
			assert_int_equal((uint8_t)queue.bytes[queue.begin++], out++);
	}
	while (queue.begin < queue.end)
		assert_int_equal((uint8_t)queue.bytes[queue.begin++], out++);
	assert_int_equal(in, out);
	kgi_queue_fini(&queue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_came_first_goes_first),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_any_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
