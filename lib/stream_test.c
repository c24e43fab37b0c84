/* stream_test - what is owed goes between, into memory and into files, and is not lost when something cannot be written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "stream.h"

struct fixture {
	struct kg_error err;
	char path[32];
};

static int setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){ .path = "/tmp/stream-XXXXXX" };
	kg_error_init(&f.err, "tool");
	*state = &f;

	int fd = mkstemp(f.path);

	return fd < 0 ? -1 : close(fd);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	kg_error_fini(&f->err);
	return unlink(f->path);
}

static int put(struct kgi_stream *stream, const char *bytes, const char *owed, struct fixture *f)
{
	return kgi_stream_write(stream, kg_slice(bytes), kg_slice(owed), &f->err);
}

static void assert_memory(const struct kgi_stream *stream, const char *expected)
{
	assert_int_equal(stream->memory.len, strlen(expected));
	if (*expected)
		assert_memory_equal(stream->memory.at, expected, strlen(expected));
}

static void test_owed_goes_between(void **state)
{
	struct kgi_stream rows = { .open = true, .owed = kg_slice("[") };

	assert_int_equal(put(&rows, "", "?", *state), KG_OK);
	assert_false(rows.begun);
	assert_memory(&rows, "");
	assert_int_equal(put(&rows, "1", ",", *state), KG_OK);
	assert_true(rows.begun);
	assert_int_equal(put(&rows, "2", ",", *state), KG_OK);
	assert_int_equal(put(&rows, "", "?", *state), KG_OK);
	assert_int_equal(put(&rows, "3", "", *state), KG_OK);
	assert_int_equal(put(&rows, "4", ",", *state), KG_OK);
	assert_memory(&rows, "[1,2,34");
	kgi_buffer_fini(&rows.memory);
}

static void test_nothing_is_written_where_nothing_is_open(void **state)
{
	struct kgi_stream log = { .owed = kg_slice("[") };

	assert_int_equal(put(&log, "1", ",", *state), KG_OK);
	assert_false(log.begun);
	assert_memory(&log, "");
}

/* Parts are written one behind the other as if there were one. */
static void test_parts(void **state)
{
	static const struct { const char *rows[2]; } parts[] = { { { "a", "b" } }, { { "", "" } }, { { "c", "" } }, { { "", "d" } } };
	struct kgi_stream whole = { .open = true, .owed = kg_slice("[") }, joined = whole;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct kgi_stream part = { .open = true };

		for (size_t j = 0; j < 2; j++) {
			assert_int_equal(put(&whole, parts[i].rows[j], ",", *state), KG_OK);
			assert_int_equal(put(&part, parts[i].rows[j], ",", *state), KG_OK);
		}

		struct kg_slice bytes = { part.memory.at, part.memory.len };

		assert_int_equal(kgi_stream_write(&joined, bytes, part.owed, &((struct fixture *)*state)->err), KG_OK);
		kgi_buffer_fini(&part.memory);
	}
	assert_memory(&whole, "[a,b,c,d");
	assert_memory(&joined, "[a,b,c,d");
	kgi_buffer_fini(&whole.memory);
	kgi_buffer_fini(&joined.memory);
}

/* What an encoding lacks is left out, and what was owed before it is owed still; lines are counted as they are written. */
static void test_a_row_that_cannot_be_written(void **state)
{
	static const struct kgi_output_to cp932 = { "cp932", false };
	struct fixture *f = *state;
	struct kgi_output output;
	char text[32] = "";

	assert_int_equal(kgi_output_open(&output, f->path, &cp932, &f->err), KG_OK);

	struct kgi_stream rows = { .open = true, .file = output.stream, .output = &output, .owed = kg_slice("head\n") };

	assert_int_equal(put(&rows, "\U0001F3E0\n", ",", f), KG_INPUT);
	assert_false(rows.begun);
	assert_int_equal(put(&rows, "a\n", ",", f), KG_OK);
	assert_int_equal(put(&rows, "b\U0001F3E0\n", "", f), KG_INPUT);
	assert_int_equal(put(&rows, "c\n", "", f), KG_OK);
	assert_int_equal(kgi_output_close(&output, true, &f->err), KG_OK);
	assert_int_equal(f->err.count, 2);
	assert_non_null(strstr(f->err.kept[0].text, "line 2 "));
	assert_non_null(strstr(f->err.kept[1].text, "line 3 "));

	FILE *file = fopen(f->path, "r");

	assert_non_null(file);
	assert_true(fread(text, 1, sizeof text - 1, file) > 0);
	fclose(file);
	assert_string_equal(text, "head\na\n,c\n");
}

static void test_a_full_disk(void **state)
{
	struct fixture *f = *state;
	struct kgi_output output;
	int status = kgi_output_open(&output, "/dev/full", NULL, &f->err);
	struct kgi_stream rows = { .open = true, .file = output.stream, .output = &output };

	assert_int_equal(status, KG_OK);
	for (int i = 0; i < 100000 && status == KG_OK; i++)
		status = put(&rows, "row\n", "", f);
	assert_int_equal(status, KG_SYSTEM);
	assert_int_equal(kgi_output_close(&output, false, &f->err), KG_SYSTEM);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_owed_goes_between),
		TEST(test_nothing_is_written_where_nothing_is_open),
		TEST(test_parts),
		TEST(test_a_row_that_cannot_be_written),
		TEST(test_a_full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
