/* encoder_test - what is written for readers that know no UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "encoder.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define BYTES(literal) { literal, sizeof(literal) - 1 }

/* What is replaced is an error without --substitute. */
static const struct {
	const char *text;
	struct kg_slice bytes;
	unsigned substituted;
} cases[] = {
	{ "", BYTES(""), 0 }, { "a,\\~\n", BYTES("a,\\~\n"), 0 },
	{ "圏域,導入\n", BYTES("\x8C\x97\x88\xE6,\x93\xB1\x93\xFC\n"), 0 },
	{ "表能ソ", BYTES("\x95\x5C\x94\x5C\x83\x5C"), 0 },
	{ "①㈱髙ⅠⅤ№", BYTES("\x87\x40\x87\x8A\xFB\xFC\x87\x54\x87\x58\x87\x82"), 0 },
	{ "ｱ。｡", BYTES("\xB1\x81\x42\xA1"), 0 },
	/* both of two characters for one sign */
	{ "\u301C\uFF5E", BYTES("\x81\x60\x81\x60"), 0 }, { "\u2212\uFF0D", BYTES("\x81\x7C\x81\x7C"), 0 },
	{ "\u2014\u2015", BYTES("\x81\x5C\x81\x5C"), 0 }, { "\u2016\u2225", BYTES("\x81\x61\x81\x61"), 0 },
	{ "\u00A5￥", BYTES("\x81\x8F\x81\x8F"), 0 }, { "\u203E￣", BYTES("\x81\x50\x81\x50"), 0 },
	{ "a\u00A5b\u00A5", BYTES("a\x81\x8F" "b\x81\x8F"), 0 },

	/* the characters of published documents that CP932 lacks */
	{ "➡", BYTES("\x81\xA8"), 1 }, { "︕", BYTES("\x81\x49"), 1 }, { "•", BYTES("\x81\x45"), 1 },
	{ "✓", BYTES("\x83\x8C"), 1 },
	{ "➢", BYTES("\x81\x84"), 1 }, { "☞", BYTES("\x81\xA8"), 1 }, { "⻑野", BYTES("\x92\xB7\x96\xEC"), 1 },
	{ "⽀援", BYTES("\x8E\x78\x89\x87"), 1 },
	{ "市⺠", BYTES("\x8E\x73\x96\xAF"), 1 },
	{ "a➡b\u00A5➡➡c", BYTES("a\x81\xA8" "b\x81\x8F\x81\xA8\x81\xA8" "c"), 3 },
	/* NFKC, of several characters, too */
	{ "㎥", BYTES("m3"), 1 }, { "㏊", BYTES("ha"), 1 }, { "½", BYTES("1/2"), 1 }, { "™", BYTES("TM"), 1 },
	{ "㎧", BYTES("m/s"), 1 },
	/* signs that only choose a form, and blanks */
	{ "→\uFE0F", BYTES("\x81\xA8"), 1 }, { "葛\U000E0100", BYTES("\x8A\x8B"), 1 }, { "a\u00A0b", BYTES("a b"), 1 },
	{ "a\u200Bb", BYTES("ab"), 1 },
	{ "か\u3099", BYTES("\x82\xA9\x81\x4A"), 1 }, { "𠮟", BYTES("\x8E\xB6"), 1 }, { "❿", BYTES("\x87\x49"), 1 },
	/* nothing is near */
	{ "ẚ", BYTES("\x81\xAC"), 1 },			/* a, and what is not there */
	{ "é", BYTES("\x81\xAC"), 1 }, { "😀", BYTES("\x81\xAC"), 1 }, { "\xC2\x85", BYTES("\x81\xAC"), 1 },
	{ "\xFF", BYTES("\x81\xAC"), 1 },
	{ "\xE5\x9C", BYTES("\x81\xAC\x81\xAC"), 2 },
};

static void encode(const char *name, bool substitute, const char *text, struct kg_slice expected, unsigned substituted,
		   int expected_status)
{
	struct kgi_encoder encoder;
	struct kg_error err;
	struct kg_slice bytes;

	kg_error_init(&err, "tool");
	assert_int_equal(kgi_encoder_open(&encoder, name, substitute, &err), KG_OK);

	int status = kgi_encode(&encoder, kg_slice(text), &bytes, &err);

	if (status != expected_status || !kg_slice_same(bytes, expected) || encoder.substituted != substituted)
		fail_msg("'%s': status %d, %zu bytes, %u replaced", text, status, bytes.len, (unsigned)encoder.substituted);
	assert_int_equal(err.count, status != KG_OK);
	kgi_encoder_close(&encoder);
	assert_int_equal(encoder.substituted, substituted);
	kgi_encoder_close(&encoder);
	kg_error_fini(&err);
}

static void test_cp932(void **state)
{
	static const struct kg_slice none = { "", 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool there = cases[i].substituted == 0;

		encode("cp932", true, cases[i].text, cases[i].bytes, cases[i].substituted, KG_OK);
		encode("CP932", false, cases[i].text, there ? cases[i].bytes : none, 0, there ? KG_OK : KG_INPUT);
	}
}

/* All of CP932 is read and written again; of two codes for one character (NEC's and IBM's) the one that Windows writes. */
static void test_cp932_there_and_back(void **state)
{
	struct kgi_decoder decoder;
	struct kgi_encoder encoder;
	struct kg_error err;
	struct kg_slice text, bytes, again;
	size_t bad, characters = 0, doubled = 0;

	(void)state;
	kg_error_init(&err, "tool");
	assert_int_equal(kgi_decoder_open(&decoder, &kgi_cp932, &err), KG_OK);
	assert_int_equal(kgi_encoder_open(&encoder, "cp932", false, &err), KG_OK);
	for (unsigned code = 0x8140; code <= 0xFCFC; code++) {
		char pair[] = { (char)(code >> 8), (char)(code & 0xFF) }, first[8];

		if ((code >> 8 >= 0xA0 && code >> 8 < 0xE0) || !kgi_decode(&decoder, (struct kg_slice){ pair, 2 }, &text, &bad))
			continue;
		assert_int_equal(kgi_encode(&encoder, text, &bytes, &err), KG_OK);
		characters++;
		doubled += bytes.len != 2 || memcmp(bytes.at, pair, 2) != 0;
		assert_in_range(text.len, 1, sizeof first);
		memcpy(first, text.at, text.len);
		assert_true(kgi_decode(&decoder, bytes, &again, &bad));
		assert_true(again.len == text.len && memcmp(again.at, first, text.len) == 0);
	}
	/* Microsoft's table: 7,724 of two bytes beside 1,880 for users; 398 of them a second time */
	assert_int_equal(characters, 7724 + 1880);
	assert_int_equal(doubled, 398);
	kgi_encoder_close(&encoder);
	kgi_decoder_close(&decoder);
	kg_error_fini(&err);
}

static void test_what_cp932_lacks_is_named(void **state)
{
	static const struct {
		const char *pieces[2], *text;
	} errors[] = {
		{ { "圏域\n導入 ➡ 継続\n" }, "line 2 of the output: CP932 has no '➡' (U+27A1)" },
		{ { "⻑" }, "line 1 of the output: CP932 has no '⻑' (U+2ED1)" },
		{ { "a\n\nb\n", "c\n,✓" }, "line 5 of the output: CP932 has no '✓' (U+2713)" },
		{ { "\u00A5\n\u00A5\n", "\u00A5😀" }, "line 3 of the output: CP932 has no '😀' (U+1F600)" },
		{ { "é" }, "line 1 of the output: CP932 has no 'é' (U+00E9)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(errors); i++) {
		struct kgi_encoder encoder;
		struct kg_error err;
		struct kg_slice bytes;
		char text[200];
		int status = KG_OK;

		kg_error_init(&err, "tool");
		assert_int_equal(kgi_encoder_open(&encoder, "cp932", false, &err), KG_OK);
		for (size_t j = 0; j < 2 && errors[i].pieces[j]; j++) {
			assert_int_equal(status, KG_OK);
			status = kgi_encode(&encoder, kg_slice(errors[i].pieces[j]), &bytes, &err);
		}
		assert_int_equal(status, KG_INPUT);
		assert_int_equal(bytes.len, 0);
		assert_int_equal(err.count, 1);
		snprintf(text, sizeof text, "%s; --substitute writes the nearest one, or 〓", errors[i].text);
		assert_string_equal(err.kept[0].text, text);
		kgi_encoder_close(&encoder);
		kg_error_fini(&err);
	}
}

static void test_the_mark_is_at_the_beginning_only(void **state)
{
	struct kgi_encoder encoder;
	struct kg_error err;
	struct kg_slice bytes;

	(void)state;
	encode("utf-8-bom", false, "", (struct kg_slice){ "", 0 }, 0, KG_OK);
	encode("utf-8-bom", false, "圏➡\n", kg_slice("\xEF\xBB\xBF圏➡\n"), 0, KG_OK);
	encode("utf-8", false, "圏➡\n", kg_slice("圏➡\n"), 0, KG_OK);
	kg_error_init(&err, "tool");
	assert_int_equal(kgi_encoder_open(&encoder, "utf-8-bom", false, &err), KG_OK);
	assert_int_equal(kgi_encode(&encoder, kg_slice(""), &bytes, &err), KG_OK);
	assert_int_equal(bytes.len, 0);
	assert_int_equal(kgi_encode(&encoder, kg_slice("a\n"), &bytes, &err), KG_OK);
	assert_true(kg_slice_same(bytes, kg_slice("\xEF\xBB\xBF" "a\n")));
	assert_int_equal(kgi_encode(&encoder, kg_slice("b\n"), &bytes, &err), KG_OK);
	assert_true(kg_slice_same(bytes, kg_slice("b\n")));
	kgi_encoder_close(&encoder);
	kg_error_fini(&err);
}

static void test_other_encodings_are_not_written(void **state)
{
	struct kgi_encoder encoder;
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "tool");
	assert_int_equal(kgi_encoder_open(&encoder, "latin1", false, &err), KG_USAGE);
	assert_string_equal(err.kept[0].text, "there is no output in the encoding 'latin1'");
	kgi_encoder_close(&encoder);
	kg_error_fini(&err);
}

/* A long text, in which every so many characters are ➡; all are written. */
static void check_much(size_t every)
{
	enum { MANY = 100000 };
	struct kgi_encoder encoder;
	struct kg_error err;
	struct kg_slice bytes;
	char *text = malloc(3 * MANY);
	size_t replaced = 0;

	assert_non_null(text);
	for (size_t i = 0; i < MANY; i++)
		memcpy(text + 3 * i, i % every == every - 1 ? "➡" : "域", 3);
	kg_error_init(&err, "tool");
	assert_int_equal(kgi_encoder_open(&encoder, "cp932", every <= MANY, &err), KG_OK);
	assert_int_equal(kgi_encode(&encoder, (struct kg_slice){ text, 3 * MANY }, &bytes, &err), KG_OK);
	assert_int_equal(bytes.len, 2 * MANY);
	for (size_t i = 0; i < MANY; i++) {
		bool was = i % every == every - 1;

		assert_memory_equal(bytes.at + 2 * i, was ? "\x81\xA8" : "\x88\xE6", 2);
		replaced += was;
	}
	assert_int_equal(encoder.substituted, replaced);
	kgi_encoder_close(&encoder);
	kg_error_fini(&err);
	free(text);
}

static void test_much(void **state)
{
	(void)state;
	check_much(SIZE_MAX);
	check_much(1);
	check_much(2);
	check_much(1001);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cp932),
		cmocka_unit_test(test_cp932_there_and_back),
		cmocka_unit_test(test_what_cp932_lacks_is_named),
		cmocka_unit_test(test_the_mark_is_at_the_beginning_only),
		cmocka_unit_test(test_other_encodings_are_not_written),
		cmocka_unit_test(test_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
