/* repetition_test - keys and blocks that come again, found whatever the order of merges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "repetition.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static struct kg_place place_of(size_t i)
{
	return (struct kg_place){ .file = 1, .offset = i * 10, .line = (uint32_t)i + 2 };
}

/* Which state of three a record goes to, in each of three ways to cut input. */
static size_t piece_of(size_t way, size_t i, size_t count)
{
	return way == 0 ? 0 : way == 1 ? i * 3 / count : i % 3;
}

enum { PIECES = 3 };

/* A letter is a record's key; a blank stands for none. Expected: "later<first" by the records' numbers. */
static const struct {
	const char *keys, *expected;
} key_cases[] = {
	{ "", "" },
	{ "abc", "" },
	{ "aba", "2<0" },
	{ "abab", "2<0 3<1" },
	{ "aaa", "1<0 2<0" },
	{ "  a a", "4<2" },
};

static void check_keys(size_t n, size_t way, bool backwards)
{
	struct kg_keys pieces[PIECES] = { { 0 } }, *all = &pieces[backwards ? PIECES - 1 : 0];
	const char *text = key_cases[n].keys;
	struct kg_repeat *repeats;
	char found[64] = "";
	size_t count;

	for (size_t i = 0; text[i]; i++) {
		/* the second cell is the same in all; widths and blanks make no difference */
		struct kg_slice cells[] = { { text + i, 1 }, kg_slice(text[i] == ' ' ? "　" : i % 2 ? "１ " : "1") };
		bool blank;

		assert_true(kg_keys_add(&pieces[piece_of(way, i, strlen(text))], 0, cells, COUNT(cells), place_of(i), &blank));
		assert_int_equal(blank, text[i] == ' ');
	}
	for (size_t i = 1; i < PIECES; i++)
		assert_true(kg_keys_merge(all, &pieces[backwards ? PIECES - 1 - i : i]));
	assert_true(kg_keys_repeated(all, &repeats, &count));
	for (size_t i = 0; i < count; i++) {
		char key[] = { text[repeats[i].place.line - 2], ',', ' ', '1', '\0' };

		sprintf(found + strlen(found), "%s%d<%d", i ? " " : "", (int)repeats[i].place.line - 2, (int)repeats[i].first.line - 2);
		assert_true(kg_slice_same(repeats[i].text, kg_slice(key)));
	}
	assert_string_equal(found, key_cases[n].expected);
	free(repeats);
	for (size_t i = 0; i < PIECES; i++)
		kg_keys_fini(&pieces[i]);
}

static void keys_that_come_again(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT(key_cases); n++)
		for (size_t way = 0; way < PIECES; way++) {
			check_keys(n, way, false);
			check_keys(n, way, true);
		}
}

static void cells_of_a_key_are_apart(void **state)
{
	static const struct kg_slice one[] = { { "ab", 2 }, { "c", 1 } }, other[] = { { "a", 1 }, { "bc", 2 } };
	struct kg_keys keys = { 0 };
	struct kg_repeat *repeats;
	size_t count;
	bool blank;

	(void)state;
	assert_true(kg_keys_add(&keys, 0, one, 2, place_of(0), &blank));
	assert_true(kg_keys_add(&keys, 0, other, 2, place_of(1), &blank));
	assert_true(kg_keys_add(&keys, 1, one, 2, place_of(2), &blank));	/* the same in another set */
	assert_true(kg_keys_repeated(&keys, &repeats, &count));
	assert_int_equal(count, 0);
	free(repeats);
	kg_keys_fini(&keys);
}

/* A letter is a record's content. Expected: "from-to<from-to". */
static const struct {
	const char *records, *expected;
} block_cases[] = {
	{ "", "" },
	{ "abcabc", "3-5<0-2" },
	{ "abab", "" },			/* two are chance */
	{ "xabcyabcz", "5-7<1-3" },
	{ "abcab", "" },
	{ "abcacb", "" },		/* in another order */
	{ "abcdabxcd", "" },
	{ "abcabcabc", "" },		/* each is there three times */
	{ "abcdeabcde", "5-9<0-4" },
	{ "abcadefabc", "" },		/* a is there three times, and b and c alone are two */
	{ "abcdefdefabc", "6-8<3-5 9-11<0-2" },
	{ "aabbcc", "" },
	{ "aaa", "" },
};

static void check_blocks(size_t n, size_t way, bool backwards)
{
	struct kg_sequence pieces[PIECES] = { { 0 } }, *all = &pieces[backwards ? PIECES - 1 : 0];
	const char *text = block_cases[n].records;
	struct kg_block *blocks;
	char found[64] = "";
	size_t count;

	for (size_t i = 0; text[i]; i++) {
		struct kg_sequence *piece = &pieces[piece_of(way, i, strlen(text))];
		struct kg_slice letter = { text + i, 1 };

		/* columns in any order */
		for (size_t c = 0; c < 2; c++)
			kg_sequence_cell(piece, kg_slice((c + i) % 2 ? "設問" : "回答"), (c + i) % 2 ? letter : kg_slice("はい"));
		assert_true(kg_sequence_record(piece, place_of(i)));
	}
	for (size_t i = 1; i < PIECES; i++)
		assert_true(kg_sequence_merge(all, &pieces[backwards ? PIECES - 1 - i : i]));
	assert_true(kg_sequence_blocks(all, &blocks, &count));
	for (size_t i = 0; i < count; i++) {
		sprintf(found + strlen(found), "%s%d-%d<%d-%d", i ? " " : "", (int)blocks[i].from.line - 2, (int)blocks[i].to.line - 2,
			(int)blocks[i].first_from.line - 2, (int)blocks[i].first_to.line - 2);
		assert_int_equal(blocks[i].records, blocks[i].to.line - blocks[i].from.line + 1);
	}
	assert_string_equal(found, block_cases[n].expected);
	free(blocks);
	for (size_t i = 0; i < PIECES; i++)
		kg_sequence_fini(&pieces[i]);
}

static void blocks_that_come_again(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT(block_cases); n++)
		for (size_t way = 0; way < PIECES; way++) {
			check_blocks(n, way, false);
			check_blocks(n, way, true);
		}
}

static void a_cell_belongs_to_its_column(void **state)
{
	struct kg_sequence sequence = { 0 };
	struct kg_block *blocks;
	size_t count;

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		char text[] = { (char)('a' + i % 3), '\0' };

		kg_sequence_cell(&sequence, kg_slice(i < 3 ? "前" : "後"), kg_slice(text));
		assert_true(kg_sequence_record(&sequence, place_of(i)));
	}
	assert_true(kg_sequence_blocks(&sequence, &blocks, &count));
	assert_int_equal(count, 0);
	free(blocks);
	kg_sequence_fini(&sequence);
}

static void files_are_apart(void **state)
{
	struct kg_sequence sequence = { 0 };
	struct kg_block *blocks;
	size_t count;

	(void)state;
	for (uint32_t i = 0; i < 6; i++) {
		char text[] = { (char)('a' + i % 3), '\0' };

		kg_sequence_cell(&sequence, kg_slice("前"), kg_slice(text));
		assert_true(kg_sequence_record(&sequence, (struct kg_place){ .file = 1 + i / 3, .offset = i }));
	}
	assert_true(kg_sequence_blocks(&sequence, &blocks, &count));
	assert_int_equal(count, 0);
	free(blocks);
	kg_sequence_fini(&sequence);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_that_come_again),
		cmocka_unit_test(cells_of_a_key_are_apart),
		cmocka_unit_test(blocks_that_come_again),
		cmocka_unit_test(a_cell_belongs_to_its_column),
		cmocka_unit_test(files_are_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
