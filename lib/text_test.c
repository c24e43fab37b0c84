/* text_test - trimming, UTF-8, folding, globs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* With bytes of any kind, NUL too. */
#define BYTES(literal) { literal, sizeof(literal) - 1 }

static const struct {
	const char *text, *folded, *lower;	/* NULL for the same as folded */
} folds[] = {
	{ "", "", NULL },
	{ " \t\r\n", "", NULL },
	{ "600", "600", NULL },
	{ " A b\t", "A b", "a b" },
	{ "　600人", "600人", NULL },
	{ "\u00A0人\u3000\u00A0", "人", NULL },
	{ "北　海　道", "北 海 道", NULL },

	{ "１５０分", "150分", NULL },
	{ "２２％", "22%", NULL },
	{ "１１０万円", "110万円", NULL },
	{ "１，０００万円", "1,000万円", NULL },
	{ "（再掲）", "(再掲)", NULL },
	{ "ＫＡｉＧＯ", "KAiGO", "kaigo" },
	{ "①", "1", NULL },
	{ "№３", "No3", "no3" },
	{ "㈱", "(株)", NULL },
	{ "Ⅱ", "II", "ii" },
	{ "㋿６年", "令和6年", NULL },
	{ "㍻", "平成", NULL },
	{ "︕", "!", NULL },
	{ "二千二十五年", "二千二十五年", NULL },
	{ "髙橋", "髙橋", NULL },
	{ "→➡⇒•✓➢☞", "→➡⇒•✓➢☞", NULL },
	{ "éÉ", "éÉ", "éé" },

	{ "霞城ｾﾝﾄﾗﾙｱﾄﾘｳﾑ", "霞城セントラルアトリウム", NULL },
	{ "全国地方公共団体ｺｰﾄﾞ", "全国地方公共団体コード", NULL },
	{ "名称_ｶﾅ", "名称_カナ", NULL },
	{ "ｶﾞｷﾞｳﾞﾊﾟﾎﾟ｡､･｢｣", "ガギヴパポ。、・「」", NULL },
	{ "か\u3099は\u309A", "がぱ", NULL },

	/* the seeds' radicals, those NFKC knows (⽀ ⽉) and those it does not */
	{ "⻑野県", "長野県", NULL },
	{ "市⺠", "市民", NULL },
	{ "⽀援", "支援", NULL },
	{ "⻄", "西", NULL },
	{ "⽉⽇", "月日", NULL },
	{ "神⼾", "神戸", NULL },
	{ "神戶目黑", "神戸目黒", NULL },
	{ "⽬⿊", "目黒", NULL },
	{ "⻘⻩⻤⻨⻭⻯⻲⺟⻳", "青黄鬼麦歯竜亀母龟", NULL },
	{ "⺀\u2E9A", "⺀\u2E9A", NULL },
	{ "⼀⿕", "一龠", NULL },

	{ "〜", "~", NULL },
	{ "～", "~", NULL },
	{ "3か月～", "3か月~", NULL },
	{ "１〜２名", "1~2名", NULL },
	{ "−５", "-5", NULL },
	{ "－５", "-5", NULL },
	{ "資料２－１", "資料2-1", NULL },
	{ "—", "―", NULL },
	{ "―", "―", NULL },
	{ "︱", "―", NULL },
	{ "‖", "∥", NULL },
	{ "∥", "∥", NULL },
	{ "‖\u0338", "∦", NULL },

	/* blanks that only NFKC makes */
	{ "\u2003人\u2003", "人", NULL },
	{ "人゛", "人 \u3099", NULL },
};

static void test_fold(void **state)
{
	char folded[1024];

	(void)state;
	for (size_t i = 0; i < COUNT(folds); i++) {
		struct kg_slice text = kg_slice(folds[i].text);
		const char *lower = folds[i].lower ? folds[i].lower : folds[i].folded;

		folded[kg_fold(text, KG_FOLD_WIDTH, folded)] = '\0';
		assert_string_equal(folded, folds[i].folded);
		folded[kg_fold(text, KG_FOLD_CASE, folded)] = '\0';
		assert_string_equal(folded, lower);
	}
}

static void test_fold_names(void **state)
{
	static const struct {
		const char *name, *folded;
	} names[] = {
		{ "導入\n状況", "導入状況" }, { "導入 \r\n　状況", "導入状況" }, { "Ｑ１\n導入", "q1導入" }, { "Start\ntime", "start time" },
		{ "Start \r\n time", "start time" }, { "導入 状況", "導入 状況" }, { "\n導入\n", "導入" }, { "a b", "a b" }, { "\n", "" },
		{ "機器\nICT\n\n等", "機器ict等" },
	};
	char folded[256];

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		folded[kg_fold(kg_slice(names[i].name), KG_FOLD_NAME, folded)] = '\0';
		assert_string_equal(folded, names[i].folded);
		folded[kg_fold(kg_slice(names[i].folded), KG_FOLD_NAME, folded)] = '\0';
		assert_string_equal(folded, names[i].folded);
	}
}

/* Blanks without a line break among them stay; to look at all of them again for each would take hours. */
static void test_fold_name_of_many_blanks(void **state)
{
	enum { BLANKS = 4 * 1024 * 1024 };
	char *name = malloc(BLANKS + 8), *folded = malloc(KG_FOLD_ROOM(BLANKS + 8));

	(void)state;
	assert_non_null(name);
	assert_non_null(folded);
	memset(name, ' ', BLANKS + 8);
	memcpy(name, "a\nb", 3);
	memcpy(name + BLANKS, "c \n d", 5);
	assert_int_equal(kg_fold((struct kg_slice){ name, BLANKS + 5 }, KG_FOLD_NAME, folded), BLANKS + 3);
	assert_memory_equal(folded, "a b  ", 5);
	assert_memory_equal(folded + BLANKS, "c d", 3);
	free(name);
	free(folded);
}

static void assert_fold_settles(struct kg_slice text, enum kg_fold fold)
{
	char once[1024], twice[1024];
	struct kg_slice first = { once, kg_fold(text, fold, once) };
	struct kg_slice second = { twice, kg_fold(first, fold, twice) };

	assert_true(first.len < KG_FOLD_ROOM(text.len));
	if (!kg_slice_same(first, second))
		fail_msg("%.*s is folded to %.*s, then to %.*s", KG_SLICE_ARG(text), KG_SLICE_ARG(first),
			 KG_SLICE_ARG(second));
}

static size_t encode(uint32_t point, char *at)
{
	static const unsigned char leads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t len = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;

	for (size_t i = len; i-- > 1; point >>= 6)
		at[i] = (char)(0x80 | (point & 0x3F));
	at[0] = (char)(leads[len] | point);
	return len;
}

/* Every character, alone and where it can join a neighbour. */
static void test_fold_of_fold(void **state)
{
	static const char *const frames[][2] = { { "", "" }, { "A", "\u0338" }, { "か", "\u3099" }, { "\u0345", "\u0301" } };
	char text[16];

	(void)state;
	for (size_t i = 0; i < COUNT(folds); i++) {
		assert_fold_settles(kg_slice(folds[i].text), KG_FOLD_WIDTH);
		assert_fold_settles(kg_slice(folds[i].text), KG_FOLD_CASE);
	}
	for (uint32_t point = 0; point <= 0x10FFFF; point++) {
		if (point >= 0xD800 && point <= 0xDFFF)
			continue;
		/* beyond the second plane there are tags and private characters */
		for (size_t i = 0; i < (point < 0x30000 ? COUNT(frames) : 1); i++) {
			size_t before = strlen(frames[i][0]), len = before;

			memcpy(text, frames[i][0], before);
			len += encode(point, text + len);
			memcpy(text + len, frames[i][1], strlen(frames[i][1]));
			len += strlen(frames[i][1]);
			assert_fold_settles((struct kg_slice){ text, len }, KG_FOLD_WIDTH);
			assert_fold_settles((struct kg_slice){ text, len }, KG_FOLD_CASE);
		}
	}
}

static void test_fold_long(void **state)
{
	enum { TIMES = 3000 };
	static const char wide[] = "Ａ長", narrow[] = "A長";
	char *text = malloc(TIMES * strlen(wide)), *folded = malloc(KG_FOLD_ROOM(TIMES * strlen(wide)));
	size_t step = strlen(narrow), len;

	(void)state;
	assert_non_null(text);
	assert_non_null(folded);
	for (size_t i = 0; i < TIMES; i++)
		memcpy(text + i * strlen(wide), wide, strlen(wide));
	len = kg_fold((struct kg_slice){ text, TIMES * strlen(wide) }, KG_FOLD_WIDTH, folded);
	assert_int_equal(len, TIMES * step);
	for (size_t i = 0; i < len; i += step)
		assert_memory_equal(folded + i, narrow, step);
	free(text);
	free(folded);
}

static void test_fold_other_bytes(void **state)
{
	static const struct kg_slice texts[] = {
		BYTES(" \x8F\x5C "), BYTES("\xE3\x80"), BYTES("人\xFF"), BYTES("a\0人"), BYTES("\0"),
	};
	char folded[256];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		assert_int_equal(kg_fold(texts[i], KG_FOLD_CASE, folded), texts[i].len);
		assert_memory_equal(folded, texts[i].at, texts[i].len);
	}
	assert_int_equal(kg_fold((struct kg_slice){ NULL, 0 }, KG_FOLD_WIDTH, folded), 0);
}

static const struct {
	struct kg_slice text;
	size_t valid;
} encodings[] = {
	{ BYTES(""), 0 },
	{ BYTES("plain, and longer than eight"), 28 },
	{ BYTES("\0\x7F"), 2 },
	{ BYTES("長野県é𠮟"), 15 },
	{ BYTES("\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), 24 },
	{ BYTES("12345678\x80"), 8 },		/* a follower alone */
	{ BYTES("1234567\xE9\x95"), 7 },	/* cut short */
	{ BYTES("\xC0\x80"), 0 },		/* longer than needed */
	{ BYTES("\xC1\xBF"), 0 },
	{ BYTES("\xE0\x9F\xBF"), 0 },
	{ BYTES("\xF0\x8F\xBF\xBF"), 0 },
	{ BYTES("a\xED\xA0\x80"), 1 },		/* surrogates */
	{ BYTES("a\xED\xBF\xBF"), 1 },
	{ BYTES("\xF4\x90\x80\x80"), 0 },	/* above U+10FFFF */
	{ BYTES("\xF5\x80\x80\x80"), 0 },
	{ BYTES("\xE9\x95""7"), 0 },
	{ BYTES("\xF0\x90\x80""7"), 0 },
	{ BYTES("人\x8F\x5C"), 3 },		/* CP932 */
};

static void test_utf8_valid(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(encodings); i++)
		assert_int_equal(kg_utf8_valid(encodings[i].text), encodings[i].valid);
}

static void test_trim(void **state)
{
	static const char *const texts[][2] = {
		{ "", "" }, { " \u3000\u00A0\t\r\n", "" }, { "　600人 ", "600人" }, { "a b", "a b" },
		{ "\r\n人　間\u00A0\n", "人　間" }, { "\u2003a", "\u2003a" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_true(kg_slice_same(kg_trim(kg_slice(texts[i][0])), kg_slice(texts[i][1])));
	assert_int_equal(kg_trim((struct kg_slice){ NULL, 0 }).len, 0);
}

static void test_compare(void **state)
{
	static const char *const sorted[] = { "", "A", "AB", "B", "a", "人", "人員", "𠮟" };
	struct kg_slice none = { NULL, 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(sorted); i++)
		for (size_t j = 0; j < COUNT(sorted); j++) {
			int order = kg_slice_compare(kg_slice(sorted[i]), kg_slice(sorted[j]));

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	assert_int_equal(kg_slice_compare(none, kg_slice("")), 0);
	assert_true(kg_slice_starts(kg_slice("令和6年"), "令和"));
	assert_true(kg_slice_starts(none, ""));
	assert_false(kg_slice_starts(kg_slice("令"), "令和"));
	assert_true(kg_slice_ends(kg_slice("令和6年"), "年"));
	assert_true(kg_slice_ends(none, ""));
	assert_false(kg_slice_ends(kg_slice("年"), "令和6年"));
}

static const struct {
	const char *pattern, *name;
	bool match;
} globs[] = {
	{ "", "", true }, { "", "a", false }, { "*", "", true }, { "**", "問", true }, { "?", "", false },
	{ "?", "問", true }, { "??", "問", false }, { "問?", "問1", true }, { "問*", "問1_機器", true },
	{ "*_機器", "問1_機器", true }, { "*_機器", "問1_機器2", false }, { "問*_?器", "問1_2_機器", true },
	{ "a*b*c", "aXbXbXc", true }, { "a*b*c", "aXbXbX", false }, { "*問", "問問", true }, { "A", "a", false },
	{ "*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false }, { "*", "*", true }, { "?*?", "長", false },
};

static void test_glob(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(globs); i++)
		assert_int_equal(kg_glob(kg_slice(globs[i].pattern), kg_slice(globs[i].name)), globs[i].match);
}

static const char *const tidied[][2] = {
	{ "", "" },
	{ "600人", "600人" },
	{ " A b\t", " A b\t" },
	{ "１５０分", "150分" },
	{ "令和６年９月３０日（月）", "令和6年9月30日（月）" },
	{ "ＡＺａｚ０９", "AZaz09" },
	{ "＠［｀｛／：", "＠［｀｛／：" },		/* what stands beside them */
	{ "１，０００万円", "1，000万円" },
	{ "２２％", "22％" },
	{ "▲５．０", "▲5．0" },
	{ "－５", "－5" },
	{ "１～２名", "1～2名" },
	{ "ＴＥＬ：０２３－０００", "TEL：023－000" },
	{ "　北　海　道　", " 北 海 道 " },
	{ "\u00A0a\u2003", "\u00A0a\u2003" },
	{ "①№㈱Ⅱ㋿㎡", "①№㈱Ⅱ㋿㎡" },
	{ "〜−—‖→➡•✓➢☞︕", "〜−—‖→➡•✓➢☞︕" },
	{ "髙橋﨑", "髙橋﨑" },
	{ "￥ﾡ￠", "￥ﾡ￠" },

	{ "霞城ｾﾝﾄﾗﾙｱﾄﾘｳﾑ", "霞城セントラルアトリウム" },
	{ "全国地方公共団体ｺｰﾄﾞ", "全国地方公共団体コード" },
	{ "ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞｾﾞｿﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ" },
	{ "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞﾜﾞｦﾞ", "パピプペポヴヷヺ" },
	{ "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ",
	  "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン" },
	{ "ﾞﾟ", "゛゜" },
	{ "ｱﾞｶﾟﾊﾞﾟ", "ア゛カ゜バ゜" },
	{ "人ﾞAﾞ", "人゛A゛" },
	{ "カﾞかﾞはﾟ", "ガがぱ" },
	{ "か\u3099", "か\u3099" },

	{ "⻑野県⽀援市⺠", "長野県支援市民" },
	{ "神⼾⽬⿊⻄⽇⼀⿕", "神戸目黒西日一龠" },
	{ "⺄⺮⺋", "乙𥫗㔾" },
	{ "⺀\u2E9A\u2EF4\u2FD6", "⺀\u2E9A\u2EF4\u2FD6" },
};

static struct kg_slice tidy(struct kg_slice text, char *room)
{
	struct kg_slice first = { room, kg_tidy(text, room) };
	char *twice = malloc(KG_FOLD_ROOM(first.len));

	assert_non_null(twice);
	assert_true(first.len < KG_FOLD_ROOM(text.len));
	if (!kg_slice_same(first, (struct kg_slice){ twice, kg_tidy(first, twice) }))
		fail_msg("'%.*s' is not settled", KG_SLICE_ARG(first));
	free(twice);
	return first;
}

static void test_tidy(void **state)
{
	char room[4096];

	(void)state;
	for (size_t i = 0; i < COUNT(tidied); i++) {
		struct kg_slice written = tidy(kg_slice(tidied[i][0]), room);

		if (!kg_slice_same(written, kg_slice(tidied[i][1])))
			fail_msg("'%s' is written '%.*s'", tidied[i][0], KG_SLICE_ARG(written));
	}
	assert_int_equal(kg_tidy((struct kg_slice){ NULL, 0 }, room), 0);
}

/* Whatever changes has one of the reasons, and is still the same when matched. */
static void test_tidy_every_character(void **state)
{
	char text[8], room[KG_FOLD_ROOM(8)], folded[2][KG_FOLD_ROOM(8)];

	(void)state;
	for (uint32_t point = 0; point <= 0x10FFFF; point++) {
		struct kg_slice whole = { text, 0 }, written;
		bool changes = (point >= 0xFF10 && point <= 0xFF19) || (point >= 0xFF21 && point <= 0xFF3A) ||
			       (point >= 0xFF41 && point <= 0xFF5A) || (point >= 0xFF61 && point <= 0xFF9F) ||
			       point == 0x3000 || (point >= 0x2E81 && point <= 0x2EF3 && point != 0x2E9A) ||
			       (point >= 0x2F00 && point <= 0x2FD5);

		if (point >= 0xD800 && point <= 0xDFFF)
			continue;
		whole.len = encode(point, text);
		written = tidy(whole, room);
		if (kg_slice_same(written, whole) == changes)
			fail_msg("U+%04X is written '%.*s'", (unsigned)point, KG_SLICE_ARG(written));
		if (point == 0xFF9E || point == 0xFF9F)	/* alone they are combining marks to NFKC */
			continue;
		assert_true(kg_slice_same((struct kg_slice){ folded[0], kg_fold(whole, KG_FOLD_WIDTH, folded[0]) },
					  (struct kg_slice){ folded[1], kg_fold(written, KG_FOLD_WIDTH, folded[1]) }));
	}
}

/* Runs of characters that meet each other, and of bytes that are no characters. */
static void test_tidy_random(void **state)
{
	enum { TEXTS = 20000, CHARACTERS = 12 };
	static const uint32_t blocks[][2] = {
		{ 0x20, 0x5F }, { 0x3000, 0xFF }, { 0xFF00, 0xFF }, { 0xFF61, 0x3F }, { 0x2E80, 0x1FF }, { 0x4E00, 0x3FFF },
		{ 0x20000, 0xFFFF },
	};
	char text[CHARACTERS * 4], room[KG_FOLD_ROOM(sizeof text)];
	uint32_t seed = 1;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		size_t len = 0;

		for (size_t j = 0; j < CHARACTERS; j++) {
			const uint32_t *block = blocks[(seed >> 16) % COUNT(blocks)];

			seed = seed * UINT32_C(1103515245) + 12345;
			len += encode(block[0] + ((seed >> 8) & block[1]), text + len);
			seed = seed * UINT32_C(1103515245) + 12345;
		}
		tidy((struct kg_slice){ text, len }, room);
		text[(seed >> 8) % len] = (char)(seed >> 16);
		tidy((struct kg_slice){ text, len }, room);
	}
}

static void test_tidy_other_bytes(void **state)
{
	static const struct kg_slice texts[] = {
		BYTES("\x8F\x5C"), BYTES("\xE3\x80"), BYTES("人\xFF"), BYTES("a\0人"), BYTES("\xED\xA0\x80"), BYTES("\xEF\xBC"),
	};
	char room[256];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_true(kg_slice_same(tidy(texts[i], room), texts[i]));
}

static void test_find(void **state)
{
	(void)state;
	assert_int_equal(kg_slice_find(kg_slice("見守り; インカム"), kg_slice("; ")), strlen("見守り"));
	assert_int_equal(kg_slice_find(kg_slice("aab"), kg_slice("ab")), 1);
	assert_int_equal(kg_slice_find(kg_slice("aab"), kg_slice("ba")), 3);
	assert_int_equal(kg_slice_find(kg_slice("a"), kg_slice("aa")), 1);
	assert_int_equal(kg_slice_find(kg_slice("a"), kg_slice("")), 1);
	assert_int_equal(kg_slice_find((struct kg_slice){ NULL, 0 }, kg_slice("a")), 0);
}

static void test_trim_list(void **state)
{
	static const char *const lists[][3] = {		/* a cell, its separator, what is left */
		{ " a; b;　", "; ", "a; b" }, { "a; b; ", "; ", "a; b" }, { "a;b", ";", "a;b" }, { ";", ";", "" }, { "", ";", "" },
		{ "a b ", " ", "a b" }, { "a", "", "a" }, { "a;;", ";", "a;" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct kg_slice left = kg_trim_list(kg_slice(lists[i][0]), kg_slice(lists[i][1]));

		if (!kg_slice_same(left, kg_slice(lists[i][2])))
			fail_msg("'%s' by '%s': '%.*s'", lists[i][0], lists[i][1], KG_SLICE_ARG(left));
	}
}

static void test_same_of_any_length(void **state)
{
	enum { MANY = 1000 };
	char wide[MANY * 3 + 1] = "", narrow[MANY + 1] = "";

	(void)state;
	assert_true(kg_text_same(kg_slice("　１０人"), kg_slice("10人")));
	assert_false(kg_text_same(kg_slice("10人"), kg_slice("11人")));
	for (size_t i = 0; i < MANY; i++) {
		memcpy(wide + 3 * i, "Ａ", 4);
		memcpy(narrow + i, "A", 2);
	}
	assert_true(kg_text_same(kg_slice(wide), kg_slice(narrow)));
	narrow[MANY - 1] = 'B';
	assert_false(kg_text_same(kg_slice(wide), kg_slice(narrow)));
}

static void test_one_byte_makes_it_no_ascii(void **state)
{
	char text[20];

	(void)state;
	memset(text, 'a', sizeof text);
	for (size_t len = 0; len <= sizeof text; len++) {
		assert_true(kg_is_ascii((struct kg_slice){ text, len }));
		for (size_t i = 0; i < len; i++) {
			text[i] = '\x80';
			assert_false(kg_is_ascii((struct kg_slice){ text, len }));
			text[i] = 'a';
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find), cmocka_unit_test(test_trim_list), cmocka_unit_test(test_same_of_any_length),
		cmocka_unit_test(test_fold), cmocka_unit_test(test_fold_names), cmocka_unit_test(test_fold_name_of_many_blanks), cmocka_unit_test(test_fold_of_fold), cmocka_unit_test(test_fold_long),
		cmocka_unit_test(test_fold_other_bytes), cmocka_unit_test(test_utf8_valid), cmocka_unit_test(test_trim),
		cmocka_unit_test(test_compare), cmocka_unit_test(test_glob), cmocka_unit_test(test_tidy),
		cmocka_unit_test(test_tidy_every_character), cmocka_unit_test(test_tidy_random),
		cmocka_unit_test(test_tidy_other_bytes),
		cmocka_unit_test(test_one_byte_makes_it_no_ascii),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
