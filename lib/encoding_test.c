/* encoding_test - names, marks, guesses, and what the C library makes of bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "encoding.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* With bytes of any kind, NUL too. */
#define BYTES(literal) { literal, sizeof(literal) - 1 }

static void test_names(void **state)
{
	static const struct {
		const char *name, *found;	/* NULL: there is none */
		enum kgi_encoding_kind kind;
		unsigned char unit;
	} cases[] = {
		{ "utf-8", "UTF-8", KGI_UTF8, 1 }, { "UTF8", "UTF-8", KGI_UTF8, 1 }, { "utf_8_bom", "UTF-8", KGI_UTF8, 1 },
		{ "cp932", "CP932", KGI_BY_CELL, 1 }, { "sjis", "CP932", KGI_BY_CELL, 1 },
		{ "Shift_JIS", "CP932", KGI_BY_CELL, 1 },
		{ "shift-jis", "CP932", KGI_BY_CELL, 1 }, { "MS932", "CP932", KGI_BY_CELL, 1 },
		{ "Windows-31J", "CP932", KGI_BY_CELL, 1 }, { "windows_31j", "CP932", KGI_BY_CELL, 1 },
		{ "euc-jp", "EUC-JP-MS", KGI_BY_CELL, 1 }, { "EUC_JP", "EUC-JP-MS", KGI_BY_CELL, 1 },
		{ "utf-16", "UTF-16LE", KGI_WHOLE, 2 }, { "utf-16le", "UTF-16LE", KGI_WHOLE, 2 },
		{ "UTF_16BE", "UTF-16BE", KGI_WHOLE, 2 },
		{ "utf-32", "UTF-32LE", KGI_WHOLE, 4 }, { "ucs-2be", "UCS-2BE", KGI_WHOLE, 2 },
		{ "ucs-4", "UCS-4", KGI_WHOLE, 4 },
		{ "unicode", "UNICODE", KGI_WHOLE, 2 },
		{ "iso-2022-jp", "ISO-2022-JP", KGI_WHOLE, 1 }, { "iso_2022_jp", "ISO-2022-JP", KGI_WHOLE, 1 },
		{ "latin1", "LATIN1", KGI_WHOLE, 1 }, { "iso_8859-15", "ISO_8859-15", KGI_WHOLE, 1 },
		{ "cp1252", "CP1252", KGI_WHOLE, 1 },
		{ "", NULL, 0, 0 }, { "cp93", NULL, 0, 0 }, { "cp9320", NULL, 0, 0 }, { "no-such", NULL, 0, 0 },
		{ "utf-", NULL, 0, 0 },
		{ "latin1//TRANSLIT", NULL, 0, 0 }, { "latin1//IGNORE", NULL, 0, 0 }, { "/", NULL, 0, 0 },
		{ "a-name-that-is-much-longer-than-any-encoding-has", NULL, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kgi_encoding found = { .name = "untouched", .kind = KGI_UTF8, .unit = 9 };
		bool is = kgi_encoding_find(cases[i].name, &found);

		if (is != (cases[i].found != NULL))
			fail_msg("%s is %s", cases[i].name, is ? found.name : "not found");
		assert_string_equal(found.name, is ? cases[i].found : "untouched");
		assert_int_equal(found.unit, is ? cases[i].unit : 9);
		if (is)
			assert_int_equal(found.kind, cases[i].kind);
	}
}

static void test_marks(void **state)
{
	static const struct {
		struct kg_slice bytes;
		size_t len;
		const char *of;
	} cases[] = {
		{ BYTES("\xEF\xBB\xBF" "a"), 3, "UTF-8" }, { BYTES("\xEF\xBB\xBF"), 3, "UTF-8" },
		{ BYTES("\xFF\xFE" "a\0"), 2, "UTF-16LE" }, { BYTES("\xFE\xFF\0a"), 2, "UTF-16BE" },
		{ BYTES("\xFF\xFE"), 2, "UTF-16LE" },
		{ BYTES("\xFF\xFE\0\0a\0\0\0"), 4, "UTF-32LE" }, { BYTES("\0\0\xFE\xFF\0\0\0a"), 4, "UTF-32BE" },
		{ BYTES(""), 0, NULL }, { BYTES("\xEF\xBB"), 0, NULL }, { BYTES("\xFF"), 0, NULL },
		{ BYTES("a\xEF\xBB\xBF"), 0, NULL },
		{ BYTES("\xEF\xBB\xBE"), 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kgi_encoding found = { .name = "untouched", .kind = KGI_UTF8, .unit = 1 };

		assert_int_equal(kgi_encoding_mark(cases[i].bytes, &found), cases[i].len);
		assert_string_equal(found.name, cases[i].of ? cases[i].of : "untouched");
	}
}

static void test_orders(void **state)
{
	static const struct {
		const char *name;
		struct kg_slice bytes;
		const char *is;
	} cases[] = {
		{ "utf-16", BYTES("a\0,\0b\0\n\0"), "UTF-16LE" }, { "utf-16", BYTES("\0a\0,\0b\0\n"), "UTF-16BE" },
		/* 圏域,導入 */
		{ "utf-16", BYTES("\x0F\x57\xDF\x57,\0\x0E\x5C\x65\x51"), "UTF-16LE" },
		{ "utf-16", BYTES("\x57\x0F\x57\xDF\0,\x5C\x0E\x51\x65"), "UTF-16BE" },
		{ "utf-16", BYTES("\x57\x0F\x57\xDF"), "UTF-16LE" }, { "utf-16", BYTES(""), "UTF-16LE" },
		{ "utf-16", BYTES("a"), "UTF-16LE" },
		/* 一　一,3: the first three are N, 0, N in the other order */
		{ "utf-16", BYTES("\0N\0" "0\0N,\0" "3\0"), "UTF-16LE" }, { "utf-16", BYTES("N\0" "0\0N\0\0,\0" "3"), "UTF-16BE" },
		{ "utf-16be", BYTES("\0"), "UTF-16BE" }, { "utf-16be", BYTES("a\0,\0"), "UTF-16BE" },
		{ "utf-32", BYTES("\0\0\0a"), "UTF-32BE" }, { "utf-32", BYTES("a\0\0\0"), "UTF-32LE" },
		{ "cp932", BYTES("\0a\0b"), "CP932" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kgi_encoding encoding;

		assert_true(kgi_encoding_find(cases[i].name, &encoding));
		kgi_encoding_order(cases[i].bytes, &encoding);
		assert_string_equal(encoding.name, cases[i].is);
	}
}

#define WINDOW_CP932 "\x8C\x97\x88\xE6,\x93\xB1\x93\xFC\x93\xFA\n\x96\x6B\x95\x94,2024/04/01\n"	/* 圏域,導入日 北部 */
#define HALF_WIDTH "\xB9\xB1\xCC\xDF\xD7\xDD"		/* ｹｱﾌﾟﾗﾝ in CP932 */

static const struct {
	struct kg_slice window;
	bool whole, utf8;
} guesses[] = {
	{ BYTES(""), true, true }, { BYTES(""), false, true },
	{ BYTES("圏域,導入日\n北部,2024/04/01\n"), true, true },
	{ BYTES("é,ü\n"), true, true },
	{ BYTES("𠮷野\n"), true, true },
	{ BYTES(WINDOW_CP932), true, false }, { BYTES(WINDOW_CP932), false, false },
	{ BYTES(HALF_WIDTH), true, false }, { BYTES(HALF_WIDTH), false, false },
	{ BYTES(HALF_WIDTH ",a\n" HALF_WIDTH ",b\n"), true, false },
	{ BYTES("\xCA\xDF\xB0\xC4\n"), true, false },			/* ﾊﾟｰﾄ */
	{ BYTES("\xB1"), true, false }, { BYTES("\xB1"), false, false },
	{ BYTES("\x87\x40 \x90\x6C\x8C\xFB\n"), true, false },		/* ① 人口 */
	/* letters of level 2, whose lead bytes are those of UTF-8's kana and ideographs */
	{ BYTES("\xE1\x40\xE3\x4A\xE8\xE1\n\xEA\x9D\n"), true, false },
	/* bytes of neither */
	{ BYTES("\x80"), true, false }, { BYTES("\x80"), false, false }, { BYTES("\xFF"), false, false },
	/* damaged UTF-8 */
	{ BYTES("圏域,導\xFF入日\n北部,2024/04/01\n"), true, true },
	{ BYTES("圏域,導\xFF入日\n北部,2024/04/01\n"), false, true },
	{ BYTES("\xFF圏域\n"), true, true },
	{ BYTES("圏\xE5\x9F\n北部\n"), true, true },				/* 域 lost its last byte */
	{ BYTES("\xFF" "a\n"), true, false },
	{ BYTES("\xFF圏"), true, false },
	/* cut by the end */
	{ BYTES("\xE5"), false, true }, { BYTES("\xE5"), true, false }, { BYTES("\xE5\x9C"), false, true },
	{ BYTES("\xE5\x9C"), true, false },
	{ BYTES("\xC3"), false, true }, { BYTES("\xED"), false, true }, { BYTES("\xF4"), false, true },
	{ BYTES("\xE0"), false, true }, { BYTES("\xE0\xA0"), false, true },
	{ BYTES("\xE0\x80"), false, false },
	{ BYTES("\xED\x9F"), false, true }, { BYTES("\xED\xA0"), false, false },
	{ BYTES("\xF0"), false, true }, { BYTES("\xF0\xA0\xAE"), false, true }, { BYTES("\xF4\x8F"), false, true },
	{ BYTES("\xF4\x90"), false, false }, { BYTES("\xF5"), false, false }, { BYTES("\xC0"), false, false },
};

static void test_guess(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(guesses); i++) {
		const struct kgi_encoding *is = kgi_encoding_guess(guesses[i].window, guesses[i].whole);

		if (is != (guesses[i].utf8 ? &kgi_utf8 : &kgi_cp932))
			fail_msg("guess %zu is %s", i, is->name);
	}
}

/* Wherever a window ends, its text is in the same encoding. */
static void test_guess_at_every_cut(void **state)
{
	static const char utf8[] = "圏域,導入日,𠮷é\n北部,2024/04/01\n", cp932[] = WINDOW_CP932;

	(void)state;
	for (size_t len = 1; len < sizeof utf8; len++)
		assert_ptr_equal(kgi_encoding_guess((struct kg_slice){ utf8, len }, false), &kgi_utf8);
	for (size_t len = 1; len < sizeof cp932; len++)
		assert_ptr_equal(kgi_encoding_guess((struct kg_slice){ cp932, len }, false), &kgi_cp932);
}

static void test_decode(void **state)
{
	static const struct {
		const char *from;
		struct kg_slice raw, text;
		size_t bad;		/* of the raw bytes, whose length it is when all is well */
	} cases[] = {
		{ "cp932", BYTES(""), BYTES(""), 0 },
		{ "cp932", BYTES("a\\b~c\0d"), BYTES("a\\b~c\0d"), 7 },
		{ "cp932", BYTES("\x87\x40\x87\x8A\xEE\xE0\xFB\xFC\x87\x54\x87\x58"), BYTES("①㈱髙髙ⅠⅤ"), 12 },
		{ "cp932", BYTES("\x81\x60\x81\x7C\x81\x5C\x81\x61"), BYTES("\uFF5E\uFF0D\u2015\u2225"), 8 },
		{ "cp932", BYTES("\xB6\xDE\xB0\xA1\xDF"), BYTES("ｶﾞｰ｡ﾟ"), 5 },
		{ "cp932", BYTES("\x95\x5C\x94\x5C\x97\x5C\x8F\x5C\x83\x5C"), BYTES("表能予十ソ"), 10 },
		{ "cp932", BYTES("\xF0\x40"), BYTES("\uE000"), 2 },
		{ "cp932", BYTES("\x80"), BYTES(""), 0 }, { "cp932", BYTES("ab\xFF" "c"), BYTES("ab"), 2 },
		{ "cp932", BYTES("\x95\x94\xA0"), BYTES("部"), 2 },
		{ "cp932", BYTES("\x95\x94\x95"), BYTES("部"), 2 },	/* half a character */
		{ "cp932", BYTES("a\x95\n"), BYTES("a"), 1 },
		{ "sjis", BYTES("\x87\x40"), BYTES("①"), 2 },
		{ "euc-jp", BYTES("\xAD\xA1\xA1\xC1\x8E\xB1\xB4\xEB~\\"), BYTES("①～ｱ企~\\"), 10 },
		{ "euc-jp", BYTES("\xF5\xA1\x8F\xF3\xF3"), BYTES("\uE000ⅰ"), 5 },
		{ "euc-jp", BYTES("a\xAD"), BYTES("a"), 1 },
		{ "utf-16", BYTES("\x0F\x57\n\0"), BYTES("圏\n"), 4 }, { "utf-16be", BYTES("\x57\x0F\0\n"), BYTES("圏\n"), 4 },
		{ "utf-16le", BYTES("\x42\xD8\xB7\xDF"), BYTES("𠮷"), 4 }, { "utf-16le", BYTES("a\0\x42\xD8"), BYTES("a"), 2 },
		{ "utf-16le", BYTES("a\0\xB7\xDF"), BYTES("a"), 2 }, { "utf-16le", BYTES("a\0b"), BYTES("a"), 2 },
		{ "iso-2022-jp", BYTES("a\x1B$B7wOB"), BYTES("a圏和"), 8 },
		{ "iso-2022-jp", BYTES("7w"), BYTES("7w"), 2 },		/* what came before has no effect */
		{ "latin1", BYTES("caf\xE9"), BYTES("café"), 4 },
		{ "utf-8", BYTES("圏\xFF域"), BYTES("圏"), 3 }, { "utf-8", BYTES("圏\xED\xA0\x80"), BYTES("圏"), 3 },
		/* base and mark, and a base whose mark does not come */
		{ "euc-jisx0213", BYTES("\xA4\xF7"), BYTES("か\u309A"), 2 },
		{ "euc-jisx0213", BYTES("\xA4\xAB"), BYTES("か"), 2 },
	};
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "tool");
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kgi_encoding from;
		struct kgi_decoder decoder;
		struct kg_slice text;
		size_t bad;

		assert_true(kgi_encoding_find(cases[i].from, &from));
		assert_int_equal(kgi_decoder_open(&decoder, &from, &err), KG_OK);
		/* twice: each is a text of its own */
		for (int again = 0; again < 2; again++) {
			bool done = kgi_decode(&decoder, cases[i].raw, &text, &bad);

			if (done != (cases[i].bad == cases[i].raw.len) || bad != cases[i].bad || !text.at ||
			    !kg_slice_same(text, cases[i].text))
				fail_msg("case %zu: '%.*s', bad byte %zu", i, KG_SLICE_ARG(text), bad);
		}
		kgi_decoder_close(&decoder);
		kgi_decoder_close(&decoder);
	}
	kg_error_fini(&err);
}

/* A shift state, or half a character, ends with its text. */
static void test_texts_are_apart(void **state)
{
	static const struct kg_slice shifted = BYTES("\x1B$B7w"), plain = BYTES("7w"), half = BYTES("\x95"), whole = BYTES("\\");
	struct kgi_encoding from;
	struct kgi_decoder decoder;
	struct kg_error err;
	struct kg_slice text;
	size_t bad;

	(void)state;
	kg_error_init(&err, "tool");
	assert_true(kgi_encoding_find("iso-2022-jp", &from));
	assert_int_equal(kgi_decoder_open(&decoder, &from, &err), KG_OK);
	assert_true(kgi_decode(&decoder, shifted, &text, &bad));
	assert_true(kg_slice_same(text, kg_slice("圏")));
	assert_true(kgi_decode(&decoder, plain, &text, &bad));
	assert_true(kg_slice_same(text, plain));
	kgi_decoder_close(&decoder);
	assert_int_equal(kgi_decoder_open(&decoder, &kgi_cp932, &err), KG_OK);
	assert_false(kgi_decode(&decoder, half, &text, &bad));
	assert_true(kgi_decode(&decoder, whole, &text, &bad));
	assert_true(kg_slice_same(text, whole));
	kgi_decoder_close(&decoder);
	kg_error_fini(&err);
}

/* Half-width kana take three bytes for one: the buffer grows, and is used again. */
static void test_decode_grows(void **state)
{
	enum { MANY = 100000 };
	struct kgi_decoder decoder;
	struct kg_error err;
	struct kg_slice text;
	size_t bad;
	char *raw = malloc(MANY);

	(void)state;
	assert_non_null(raw);
	memset(raw, 0xB1, MANY);
	kg_error_init(&err, "tool");
	assert_int_equal(kgi_decoder_open(&decoder, &kgi_cp932, &err), KG_OK);
	for (size_t len = 1; len <= MANY; len = len < MANY / 3 ? len * 3 : len + MANY) {
		assert_true(kgi_decode(&decoder, (struct kg_slice){ raw, len }, &text, &bad));
		assert_int_equal(text.len, len * 3);
		for (size_t i = 0; i < text.len; i += 3)
			assert_memory_equal(text.at + i, "ｱ", 3);
	}
	raw[MANY - 1] = (char)0xFF;
	assert_false(kgi_decode(&decoder, (struct kg_slice){ raw, MANY }, &text, &bad));
	assert_int_equal(bad, MANY - 1);
	assert_int_equal(text.len, (MANY - 1) * 3);
	kgi_decoder_close(&decoder);
	kg_error_fini(&err);
	free(raw);
}

static void test_an_encoding_that_is_not_there(void **state)
{
	static const struct kgi_encoding none = { .name = "NO-SUCH", .kind = KGI_WHOLE, .unit = 1 };
	struct kgi_decoder decoder;
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "tool");
	assert_int_equal(kgi_decoder_open(&decoder, &none, &err), KG_SYSTEM);
	assert_int_equal(err.count, 1);
	assert_string_equal(err.kept[0].text, "conversion of NO-SUCH to UTF-8: Package not installed");
	kgi_decoder_close(&decoder);
	kg_error_fini(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_guess),
		cmocka_unit_test(test_guess_at_every_cut),
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_texts_are_apart),
		cmocka_unit_test(test_decode_grows),
		cmocka_unit_test(test_an_encoding_that_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
