/* lens_test - a cell is decoded and understood, however many others were before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "lens.h"

/* 導入日 in CP932, and its first half */
#define WORDS "\x93\xB1\x93\xFC\x93\xFA"
#define HALF "\x93\xB1\x93"

struct fixture {
	struct kg_error err;
	struct kgi_decoder decoder;
	struct kgi_lens lens;
};

static int setup(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ 0 };
	kg_error_init(&fixture.err, "tool");
	*state = &fixture;
	return kgi_decoder_open(&fixture.decoder, &kgi_cp932, &fixture.err);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	kgi_lens_fini(&f->lens);
	kgi_decoder_close(&f->decoder);
	kg_error_fini(&f->err);
	return 0;
}

static void assert_looks(struct fixture *f, const char *cell, size_t len, const char *text)
{
	const struct kgi_view *view = kgi_lens_look(&f->lens, (struct kg_slice){ cell, len }, &f->decoder, NULL);

	assert_non_null(view);
	assert_false(view->undecodable);
	assert_int_equal(view->meaning.text.len, strlen(text));
	assert_memory_equal(view->meaning.text.at, text, strlen(text));
}

static void test_cells_are_decoded(void **state)
{
	for (int again = 0; again < 3; again++) {
		assert_looks(*state, WORDS, 6, "導入日");
		assert_looks(*state, "", 0, "");
		assert_looks(*state, "abc", 3, "abc");
		assert_looks(*state, WORDS, 2, "導");
	}
}

/* The cell's own memory dies with its record. */
static void test_what_is_kept_is_a_copy(void **state)
{
	char cell[] = WORDS;

	assert_looks(*state, cell, 6, "導入日");
	memset(cell, 'x', 6);
	assert_looks(*state, WORDS, 6, "導入日");
	assert_looks(*state, cell, 6, "xxxxxx");
}

static void test_a_cell_that_does_not_decode_says_where(void **state)
{
	struct fixture *f = *state;

	for (int again = 0; again < 2; again++) {
		const struct kgi_view *view = kgi_lens_look(&f->lens, (struct kg_slice){ HALF, 3 }, &f->decoder, NULL);

		assert_non_null(view);
		assert_true(view->undecodable);
		assert_int_equal(view->bad, 2);
		assert_int_equal(view->meaning.text.len, 0);
	}
}

static void test_cells_without_end_and_long_cells(void **state)
{
	char cell[16], wide[3000], text[sizeof(wide) / 2 * 3 + 1] = "";

	for (unsigned i = 0; i < 10000; i++) {
		int len = snprintf(cell, sizeof cell, "%u", i);

		assert_looks(*state, cell, (size_t)len, cell);
	}
	assert_looks(*state, "9999", 4, "9999");
	assert_looks(*state, "0", 1, "0");
	for (size_t i = 0; i < sizeof wide; i += 2) {
		memcpy(wide + i, WORDS, 2);
		memcpy(text + i / 2 * 3, "導", 4);
	}
	assert_looks(*state, wide, sizeof wide, text);
	assert_looks(*state, wide, sizeof wide, text);
}

static void test_padded_labels_are_plain(void **state)
{
	struct fixture *f = *state;

	f->lens.padded = true;
	for (int again = 0; again < 2; again++) {
		const struct kgi_view *view = kgi_lens_look(&f->lens, kg_slice("　北 海 道"), NULL, NULL);

		assert_int_equal(view->meaning.text.len, strlen("北海道"));
		assert_memory_equal(view->meaning.text.at, "北海道", strlen("北海道"));
		/* what was read is there, too */
		assert_memory_equal(view->written.at, "　北 海 道", strlen("　北 海 道"));
	}
}

static void test_a_long_padded_label(void **state)
{
	struct fixture *f = *state;
	char label[1200], plain[900];

	for (size_t i = 0; i < 300; i++) {
		memcpy(label + i * 4, "道 ", 4);
		memcpy(plain + i * 3, "道", 3);
	}
	f->lens.padded = true;

	const struct kgi_view *view = kgi_lens_look(&f->lens, (struct kg_slice){ label, sizeof label }, NULL, NULL);

	assert_int_equal(view->meaning.text.len, sizeof plain);
	assert_memory_equal(view->meaning.text.at, plain, sizeof plain);
	assert_memory_equal(view->written.at, label, sizeof label);
}

#define BOOK \
	"{\"fields\":[{\"name\":\"q\",\"categories\":[{\"value\":1,\"label\":\"\xE5\xB0\x8E\"},\"北海道\"],\"missingValues\":[{\"value\":\"9\",\"label\":\"不明\"}]}]}"

static void test_a_codebook_tells_what_cells_mean(void **state)
{
	struct fixture *f = *state;
	struct kg_codebook book = { 0 };

	assert_int_equal(kg_codebook_read(&book, kg_slice(BOOK), kg_error_file(&f->err, "book"), &f->err), KG_OK);
	f->lens.padded = true;
	for (int again = 0; again < 2; again++) {
		const struct kgi_view *view = kgi_lens_look(&f->lens, kg_slice("1"), &f->decoder, &book.fields[0]);

		assert_memory_equal(view->meaning.text.at, "導", 3);
		assert_memory_equal(view->raw.at, "1", 1);
		view = kgi_lens_look(&f->lens, kg_slice("9"), &f->decoder, &book.fields[0]);
		assert_int_equal(view->meaning.text.len, 0);
		assert_int_equal(view->meaning.missing, KG_UNCLEAR);
		/* 北 海 道 in CP932 */
		view = kgi_lens_look(&f->lens, kg_slice("\x96\x6B \x8A\x43 \x93\xB9"), &f->decoder, &book.fields[0]);
		assert_null(view->meaning.fault);
		assert_memory_equal(view->meaning.text.at, "北海道", 9);
		/* half a character has no meaning, and no fault of the codebook's */
		view = kgi_lens_look(&f->lens, kg_slice(HALF), &f->decoder, &book.fields[0]);
		assert_true(view->undecodable);
		assert_null(view->meaning.fault);
	}
	kg_codebook_fini(&book);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_cells_are_decoded),
		TEST(test_what_is_kept_is_a_copy),
		TEST(test_a_cell_that_does_not_decode_says_where),
		TEST(test_cells_without_end_and_long_cells),
		TEST(test_padded_labels_are_plain),
		TEST(test_a_long_padded_label),
		TEST(test_a_codebook_tells_what_cells_mean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
