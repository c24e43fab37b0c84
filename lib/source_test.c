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

/* A source of these bytes, in an encoding that iconv knows; NULL: what they look like. */
static struct kgi_source *source_in(struct fixture *f, const char *name, const char *bytes, size_t len)
{
	struct kgi_encoding encoding;

	assert_true(!name || kgi_encoding_find(name, &encoding));
	fwrite(bytes, 1, len, f->file);
	fflush(f->file);
	dup2(fileno(f->file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	assert_int_equal(kgi_source_open(&f->source, "-", name ? &encoding : NULL, &f->err), KG_OK);
	return &f->source;
}

static struct kgi_source *source_of(struct fixture *f, const char *bytes, size_t len)
{
	return source_in(f, NULL, bytes, len);
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
	assert_int_equal(kgi_source_open(&f->source, "-", NULL, &f->err), KG_OK);
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
	assert_int_equal(kgi_source_open(&f->source, "-", NULL, &f->err), KG_OK);
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

	assert_int_equal(kgi_source_open(&f->source, "/no/such/file", NULL, &f->err), KG_SYSTEM);
	kgi_source_close(&f->source);
	assert_int_equal(kgi_source_open(&f->source, "/", NULL, &f->err), KG_SYSTEM);
	assert_int_equal(f->err.count, 2);
}

#define BYTES(literal) literal, sizeof(literal) - 1
#define WORDS_CP932 "\x93\xB1\x93\xFC"		/* 導入 */

static void test_plain_ascii_stays_undecided_and_utf8_is_known(void **state)
{
	struct kgi_source *source = source_of(*state, BYTES("a\nb\n"));

	assert_line(*state, BYTES("a\n"));
	assert_false(source->decided);
	teardown(state);
	assert_int_equal(setup(state), 0);
	source = source_of(*state, BYTES("導入\n"));
	assert_true(source->decided && source->guessed);
	assert_string_equal(source->encoding.name, "UTF-8");
	assert_line(*state, BYTES("導入\n"));
}

/* CP932 is cut before it is decoded, so its bytes come as they are. */
static void test_cp932_is_recognised_and_left_as_it_is(void **state)
{
	struct kgi_source *source = source_of(*state, BYTES("a\n" WORDS_CP932 "\n"));

	assert_line(*state, BYTES("a\n"));
	assert_line(*state, BYTES(WORDS_CP932 "\n"));
	assert_string_equal(source->encoding.name, "CP932");
	assert_true(source->guessed);
}

static void test_cp932_is_decoded_where_that_is_asked_for(void **state)
{
	struct fixture *f = *state;
	struct kgi_source *source = source_of(f, BYTES(WORDS_CP932 "\n" WORDS_CP932));

	assert_int_equal(kgi_source_decode(source, &f->err), KG_OK);
	assert_line(f, BYTES("導入\n"));
	assert_int_equal(source->offset, 5);
	assert_line(f, BYTES("導入"));
	assert_int_equal(source->offset, 9);
}

/* The same where it is decided later than asked. */
static void test_a_far_byte_decides_also_what_is_decoded(void **state)
{
	enum { FAR = 5 * BLOCK };
	struct fixture *f = *state;
	char *text = malloc(FAR + 5);
	size_t len;

	memset(text, 'x', FAR);
	for (size_t i = 99; i < FAR; i += 100)
		text[i] = '\n';
	memcpy(text + FAR, WORDS_CP932 "\n", 5);

	struct kgi_source *source = source_of(f, text, FAR + 5);

	assert_int_equal(kgi_source_decode(source, &f->err), KG_OK);
	for (size_t at = 0; at < FAR / 100 * 100; at += 100)
		assert_line(f, text + at, 100);
	assert_int_equal(kgi_source_line(source, 0, &len, &f->err), KG_OK);
	assert_int_equal(len, FAR % 100 + strlen("導入\n"));
	assert_memory_equal(kgi_source_at(source, FAR % 100), "導入\n", strlen("導入\n"));
	assert_int_equal(kgi_source_verbatim(source, len).len, FAR % 100 + 5);
	free(text);
}

static const struct {
	const char *what, *name, *bytes;
	size_t len, offset, last;		/* where the first line begins, and the second, `b` */
} encoded[] = {
	{ "a mark, little", NULL, BYTES("\xFF\xFE\x0E\x5C\n\0b\0"), 2, 6 },
	{ "a mark, big", NULL, BYTES("\xFE\xFF\x5C\x0E\0\n\0b"), 2, 6 },
	{ "a mark against the name", "utf-16le", BYTES("\xFE\xFF\x5C\x0E\0\n\0b"), 2, 6 },
	{ "no mark, little", "utf-16", BYTES("\x0E\x5C\n\0b\0"), 0, 4 },
	{ "no mark, big", "utf-16", BYTES("\x5C\x0E\0\n\0b"), 0, 4 },
	{ "a name with its order", "utf-16be", BYTES("\x5C\x0E\0\n\0b"), 0, 4 },
	{ "utf-32", NULL, BYTES("\xFF\xFE\0\0\x0E\x5C\0\0\n\0\0\0b\0\0\0"), 4, 12 },
	{ "utf-32, big", "utf-32", BYTES("\0\0\x5C\x0E\0\0\0\n\0\0\0b"), 0, 8 },
	{ "ucs-4, which is big", "ucs-4", BYTES("\0\0\x5C\x0E\0\0\0\n\0\0\0b"), 0, 8 },
	{ "iso-2022-jp", "iso-2022-jp", BYTES("\x1B$BF3\x1B(B\nb"), 0, 9 },
};

static void test_files_that_are_decoded(void **state)
{
	for (size_t i = 0; i < sizeof encoded / sizeof *encoded; i++) {
		struct kgi_source *source = source_in(*state, encoded[i].name, encoded[i].bytes, encoded[i].len);
		struct fixture *f = *state;
		size_t len;

		print_message("%s\n", encoded[i].what);
		assert_int_equal(source->offset, encoded[i].offset);
		assert_int_equal(kgi_source_line(source, 0, &len, &f->err), KG_OK);
		assert_int_equal(len, strlen("導\n"));
		assert_memory_equal(kgi_source_at(source, 0), "導\n", len);
		assert_int_equal(kgi_source_verbatim(source, len).len, encoded[i].last - encoded[i].offset);
		assert_memory_equal(kgi_source_verbatim(source, len).at, encoded[i].bytes + encoded[i].offset, 2);
		kgi_source_pass(source, len);
		assert_int_equal(source->offset, encoded[i].last);
		assert_int_equal(source->place.line, 2);
		assert_line(f, BYTES("b"));
		assert_int_equal(source->offset, encoded[i].len);
		teardown(state);
		assert_int_equal(setup(state), 0);
	}
}

/* U+0A00 and U+0D00 are no ends of lines, though in the other order they would be. */
static void test_a_character_like_a_line_feed(void **state)
{
	source_in(*state, "utf-16le", BYTES("a\0\0\x0A\0\x0D" "b\0\n\0"));
	assert_line(*state, BYTES("a\xE0\xA8\x80\xE0\xB4\x80" "b\n"));
}

/* What does not decode is 0xff, and where it stands in the file is known. */
static void test_offsets_of_bytes_that_do_not_decode(void **state)
{
	struct fixture *f = *state;
	struct kgi_source *source = source_in(f, "utf-16le", BYTES("\x0E\x5C\n\0" "a\0\0\xD8" "b\0\0\xDC" "\n\0\0"));
	size_t len;

	assert_line(f, BYTES("導\n"));
	assert_int_equal(kgi_source_line(source, 0, &len, &f->err), KG_OK);
	assert_int_equal(len, 5);
	assert_memory_equal(kgi_source_at(source, 0), "a\xFF" "b\xFF\n", len);
	assert_int_equal(kgi_source_offset(source, 0), 4);
	assert_int_equal(kgi_source_offset(source, 1), 6);
	assert_int_equal(kgi_source_offset(source, 3), 10);
	/* half a character at the end */
	assert_int_equal(kgi_source_hold(source, 6, &f->err), KG_OK);
	assert_int_equal(kgi_source_held(source), 6);
	assert_int_equal(kgi_source_offset(source, 5), 14);
	kgi_source_pass(source, 5);
	assert_int_equal(kgi_source_offset(source, 0), 14);
}

static void test_offsets_of_what_is_not_decoded(void **state)
{
	struct kgi_source *source = source_of(*state, BYTES("\xEF\xBB\xBF" "ab\nc"));

	assert_int_equal(kgi_source_offset(source, 1), 4);
	kgi_source_pass(source, 3);
	assert_int_equal(kgi_source_offset(source, 0), 6);
}

static void test_the_end_of_a_line_in_the_file(void **state)
{
	static const struct {
		const char *name, *bytes;
		size_t len;
	} cases[] = {
		{ "utf-8", BYTES("\n") }, { "cp932", BYTES("\n") }, { "iso-2022-jp", BYTES("\n") },
		{ "utf-16le", BYTES("\n\0") }, { "utf-16be", BYTES("\0\n") }, { "utf-32le", BYTES("\n\0\0\0") },
		{ "utf-32be", BYTES("\0\0\0\n") },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kgi_source *source = source_in(*state, cases[i].name, cases[i].bytes, cases[i].len);
		struct kg_slice end = kgi_source_line_end(source);

		assert_int_equal(end.len, cases[i].len);
		assert_memory_equal(end.at, cases[i].bytes, end.len);
		source->line_end = '\r';
		assert_non_null(memchr(kgi_source_line_end(source).at, '\r', end.len));
		teardown(state);
		assert_int_equal(setup(state), 0);
	}
}

/* A reader that finds out tells the source how lines end. */
static void test_lines_that_end_with_carriage_returns(void **state)
{
	struct kgi_source *source = source_of(*state, BYTES("a\rb\nc\rd"));

	source->line_end = '\r';
	assert_line(*state, BYTES("a\r"));
	assert_line(*state, BYTES("b\nc\r"));
	assert_int_equal(source->place.line, 3);
	assert_line(*state, BYTES("d"));
}

static void test_no_more_is_held_than_is_needed(void **state)
{
	enum { LEN = 300000, NEED = 100001 };
	struct fixture *f = *state;
	char *text = malloc(LEN);

	memset(text, 'x', LEN);

	struct kgi_source *source = source_of(f, text, LEN);

	assert_int_equal(kgi_source_hold_just(source, NEED, &f->err), KG_OK);
	assert_int_equal(kgi_source_held(source), NEED);
	assert_int_equal(kgi_source_hold_just(source, LEN + 1, &f->err), KG_OK);
	assert_int_equal(kgi_source_held(source), LEN);
	free(text);
}

static void test_the_memory_of_a_part_serves_another(void **state)
{
	struct kgi_source *source = source_of(*state, BYTES("a\nb\nc\nd\n"));
	struct kgi_source_part parts[2];

	assert_true(kgi_source_take(source, 2, 1, &parts[0]));

	char *memory = parts[0].memory;

	kgi_source_leave(source, &parts[0]);
	assert_null(parts[0].memory);
	assert_true(kgi_source_take(source, 2, 1, &parts[1]));
	assert_ptr_equal(parts[1].memory, memory);
	assert_memory_equal(parts[1].bytes.at, "b\n", 2);
	kgi_source_leave(source, &parts[1]);
	assert_line(*state, BYTES("c\n"));
}

/* Parts of several lengths, taken and given back, the last first. */
static void test_parts_that_are_taken_can_be_given_back(void **state)
{
	static const struct { size_t len; uint32_t lines; } cuts[] = { { 2, 1 }, { 6, 2 }, { 2, 1 } };
	struct kgi_source *source = source_of(*state, BYTES("a\nbc\nde\nf\n"));
	struct kgi_source_part parts[sizeof cuts / sizeof *cuts];

	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
		assert_true(kgi_source_take(source, cuts[i].len, cuts[i].lines, &parts[i]));
	assert_int_equal(kgi_source_held(source), 0);
	assert_int_equal(source->place.line, 5);
	assert_int_equal(source->place.offset, 10);
	assert_memory_equal(parts[1].bytes.at, "bc\nde\n", 6);
	assert_int_equal(parts[1].place.line, 2);
	assert_int_equal(parts[1].place.offset, 2);
	assert_int_equal(parts[1].offset, 2);
	for (size_t i = sizeof cuts / sizeof *cuts; i-- > 0;) {
		assert_true(kgi_source_return(source, &parts[i]));
		free(parts[i].memory);
	}
	assert_int_equal(source->place.line, 1);
	assert_line(*state, BYTES("a\n"));
	assert_line(*state, BYTES("bc\n"));
	assert_line(*state, BYTES("de\n"));
	assert_line(*state, BYTES("f\n"));
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
		TEST(test_plain_ascii_stays_undecided_and_utf8_is_known),
		TEST(test_cp932_is_recognised_and_left_as_it_is),
		TEST(test_cp932_is_decoded_where_that_is_asked_for),
		TEST(test_a_far_byte_decides_also_what_is_decoded),
		TEST(test_files_that_are_decoded),
		TEST(test_a_character_like_a_line_feed),
		TEST(test_offsets_of_bytes_that_do_not_decode),
		TEST(test_offsets_of_what_is_not_decoded),
		TEST(test_lines_that_end_with_carriage_returns),
		TEST(test_the_end_of_a_line_in_the_file),
		TEST(test_no_more_is_held_than_is_needed),
		TEST(test_the_memory_of_a_part_serves_another),
		TEST(test_parts_that_are_taken_can_be_given_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
