/* source_test - bytes in order, with their offsets and lines, however they arrive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "source.h"

enum { BLOCK = 64 * 1024 };

struct fixture {
	struct kg_error err;
	struct kgi_source source;
	FILE *file;
};

static int setup(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ .source.fd = -1, .file = tmpfile() };
	kg_error_init(&fixture.err, "tool");
	*state = &fixture;
	return fixture.file ? 0 : -1;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	kgi_source_close(&f->source);
	kg_error_fini(&f->err);
	fclose(f->file);
	return 0;
}

/* A source of these bytes. */
static struct kgi_source *source_of(struct fixture *f, const char *bytes, size_t len)
{

	fwrite(bytes, 1, len, f->file);
	fflush(f->file);
	dup2(fileno(f->file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	assert_int_equal(kgi_source_open(&f->source, "-", &f->err), KG_OK);
	return &f->source;
}

/* The next line must be `expected`; it is passed. */
static void assert_line(struct fixture *f, const char *expected, size_t expected_len)
{
	size_t len;

	assert_int_equal(kgi_source_line(&f->source, 0, &len, &f->err), KG_OK);
	assert_int_equal(len, expected_len);
	assert_memory_equal(kgi_source_at(&f->source, 0), expected, len);
	kgi_source_pass(&f->source, len);
}

static void test_an_empty_file_ends_at_once(void **state)
{
	struct kgi_source *source = source_of(*state, "", 0);

	assert_int_equal(kgi_source_held(source), 0);
	assert_line(*state, "", 0);
	assert_line(*state, "", 0);
}

static void test_lines_come_with_their_line_feeds(void **state)
{
	source_of(*state, "a\n\nb\r\nc", 7);
	assert_line(*state, "a\n", 2);
	assert_line(*state, "\n", 1);
	assert_line(*state, "b\r\n", 3);
	assert_line(*state, "c", 1);
	assert_line(*state, "", 0);
}

static void test_places_count_bytes_and_line_feeds(void **state)
{
	struct kgi_source *source = source_of(*state, "ab\nc\nd", 6);

	assert_int_equal(source->place.file, 1);
	assert_int_equal(source->place.line, 1);
	assert_int_equal(source->place.offset, 0);
	kgi_source_pass(source, 2);
	assert_int_equal(source->place.line, 1);
	kgi_source_pass(source, 1);
	assert_int_equal(source->place.line, 2);
	kgi_source_pass(source, 3);
	assert_int_equal(source->place.line, 3);
	assert_int_equal(source->place.offset, 6);
}

static void test_a_byte_order_mark_is_passed_over_and_counted(void **state)
{
	struct kgi_source *source = source_of(*state, "\xEF\xBB\xBF" "a\n", 5);

	assert_int_equal(source->place.offset, 3);
	assert_int_equal(source->place.line, 1);
	assert_line(*state, "a\n", 2);
}

static void test_only_the_first_mark_is_one(void **state)
{
	source_of(*state, "\xEF\xBB\xBF\xEF\xBB\xBF" "a", 7);
	assert_line(*state, "\xEF\xBB\xBF" "a", 4);
}

static void test_a_part_of_a_mark_is_content(void **state)
{
	source_of(*state, "\xEF\xBB", 2);
	assert_line(*state, "\xEF\xBB", 2);
}

static void test_nul_is_a_byte_like_any_other(void **state)
{
	source_of(*state, "a\0b\nc", 5);
	assert_line(*state, "a\0b\n", 4);
	assert_line(*state, "c", 1);
}

static void test_lines_ahead_stay_held(void **state)
{
	struct kgi_source *source = source_of(*state, "one\ntwo\nthree", 13);
	struct fixture *f = *state;
	size_t len;

	assert_int_equal(kgi_source_line(source, 0, &len, &f->err), KG_OK);
	assert_int_equal(len, 4);
	assert_int_equal(kgi_source_line(source, 4, &len, &f->err), KG_OK);
	assert_int_equal(len, 4);
	assert_int_equal(kgi_source_line(source, 8, &len, &f->err), KG_OK);
	assert_int_equal(len, 5);
	assert_int_equal(kgi_source_line(source, 13, &len, &f->err), KG_OK);
	assert_int_equal(len, 0);
	assert_memory_equal(kgi_source_at(source, 0), "one\ntwo\nthree", 13);
	assert_int_equal(source->place.offset, 0);
}

/* Lines of 0, 1, 2, ... bytes, so that a block ends at every distance from a line feed. */
static void test_lines_that_straddle_blocks_are_whole(void **state)
{
	enum { LINES = 1500 };
	struct fixture *f = *state;
	char *text = calloc(LINES, LINES), *at = text;

	for (int i = 0; i < LINES; at += i++ + 1) {
		memset(at, 'a' + i % 26, (size_t)i);
		at[i] = '\n';
	}
	source_of(f, text, (size_t)(at - text));
	at = text;
	for (size_t i = 0; i < LINES; at += i++ + 1) {
		assert_int_equal(f->source.place.line, i + 1);
		assert_int_equal(f->source.place.offset, at - text);
		assert_line(f, at, i + 1);
	}
	assert_line(f, "", 0);
	free(text);
}

static void test_a_line_of_many_blocks_is_one_piece(void **state)
{
	size_t len = 10 * BLOCK + 7;
	char *text = malloc(len);

	memset(text, 'x', len);
	text[len - 3] = '\n';
	source_of(*state, text, len);
	assert_line(*state, text, len - 2);
	assert_line(*state, "xx", 2);
	free(text);
}

static void test_a_line_feed_on_the_border_of_a_block_ends_the_line(void **state)
{
	for (size_t len = 4 * BLOCK - 2; len <= 4 * BLOCK + 2; len++) {
		char *text = malloc(len + 1);

		memset(text, 'x', len);
		text[len - 1] = '\n';
		text[len] = 'y';
		source_of(*state, text, len + 1);
		assert_line(*state, text, len);
		assert_line(*state, "y", 1);
		assert_line(*state, "", 0);
		free(text);
		teardown(state);
		assert_int_equal(setup(state), 0);
	}
}

static void test_hold_gets_what_is_asked_for_or_all_there_is(void **state)
{
	struct fixture *f = *state;
	size_t len = 3 * BLOCK;
	char *text = malloc(len);

	memset(text, 'x', len);
	source_of(f, text, len);
	assert_int_equal(kgi_source_hold(&f->source, 2 * BLOCK, &f->err), KG_OK);
	assert_true(kgi_source_held(&f->source) >= 2 * BLOCK);
	assert_int_equal(kgi_source_hold(&f->source, 9 * BLOCK, &f->err), KG_OK);
	assert_int_equal(kgi_source_held(&f->source), len);
	assert_memory_equal(kgi_source_at(&f->source, 0), text, len);
	free(text);
}

static void test_dash_is_standard_input(void **state)
{
	struct fixture *f = *state;
	int ends[2], kept = dup(STDIN_FILENO);

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a\nb", 3), 3);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_int_equal(kgi_source_open(&f->source, "-", &f->err), KG_OK);
	assert_line(f, "a\n", 2);
	assert_line(f, "b", 1);
	assert_line(f, "", 0);
	assert_string_equal(kg_error_file_name(&f->err, f->source.place.file), "-");
	dup2(kept, STDIN_FILENO);
	close(kept);
}

static void test_closing_leaves_standard_input_open(void **state)
{
	struct fixture *f = *state;
	int copy, kept = dup(STDIN_FILENO);

	dup2(fileno(f->file), STDIN_FILENO);
	assert_int_equal(kgi_source_open(&f->source, "-", &f->err), KG_OK);
	kgi_source_close(&f->source);
	copy = dup(STDIN_FILENO);
	assert_true(copy >= 0);
	close(copy);
	dup2(kept, STDIN_FILENO);
	close(kept);
}

static void test_a_missing_file_and_a_folder_are_system_failures(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(kgi_source_open(&f->source, "/no/such/file", &f->err), KG_SYSTEM);
	kgi_source_close(&f->source);
	assert_int_equal(kgi_source_open(&f->source, "/", &f->err), KG_SYSTEM);
	assert_int_equal(f->err.count, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_empty_file_ends_at_once),
		TEST(test_lines_come_with_their_line_feeds),
		TEST(test_places_count_bytes_and_line_feeds),
		TEST(test_a_byte_order_mark_is_passed_over_and_counted),
		TEST(test_only_the_first_mark_is_one),
		TEST(test_a_part_of_a_mark_is_content),
		TEST(test_nul_is_a_byte_like_any_other),
		TEST(test_lines_ahead_stay_held),
		TEST(test_lines_that_straddle_blocks_are_whole),
		TEST(test_a_line_of_many_blocks_is_one_piece),
		TEST(test_a_line_feed_on_the_border_of_a_block_ends_the_line),
		TEST(test_hold_gets_what_is_asked_for_or_all_there_is),
		TEST(test_dash_is_standard_input),
		TEST(test_closing_leaves_standard_input_open),
		TEST(test_a_missing_file_and_a_folder_are_system_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
