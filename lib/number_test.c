/* number_test - cells as they stand in the field's tables: numbers, ranges, words, and what is none of these. */
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "number.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const kinds[] = { "blank", "number", "range", "words", "malformed" };

/* The cell ends where its memory does, so that a sanitizer sees a read beyond. */
static struct kg_number read_in(const char *cell, const char *unit, char **copy)
{
	size_t len = strlen(cell);

	*copy = malloc(len + 1);
	assert_non_null(*copy);
	memcpy(*copy + 1, cell, len);
	return kg_number_read_in((struct kg_slice){ *copy + 1, len }, kg_slice(unit));
}

static void check(const char *cell, const char *given, enum kg_number_kind kind, const char *value, const char *unit)
{
	char text[KG_DECIMAL_ROOM], *copy;
	struct kg_number n = read_in(cell, given, &copy);

	kg_decimal_print(n.value, text);
	if (n.kind != kind)
		fail_msg("'%s' is %s, not %s", cell, kinds[n.kind], kinds[kind]);
	if (strcmp(text, value) != 0)
		fail_msg("'%s' is %s, not %s", cell, text, value);
	if (!kg_slice_same(n.unit, kg_slice(unit)))
		fail_msg("'%s' has the unit '%.*s', not '%s'", cell, KG_SLICE_ARG(n.unit), unit);
	if (n.unit.len > 0 && (n.unit.at <= copy || n.unit.at > copy + strlen(cell)))
		fail_msg("the unit of '%s' does not borrow from it", cell);
	if (!*given)
		assert_int_equal(kg_is_number(kg_slice(cell)), kind == KG_NUMBER);
	free(copy);
}

static const struct {
	const char *cell, *value, *unit;
} numbers[] = {
	{ "0", "0", "" },
	{ "350", "350", "" },
	{ "0123", "123", "" },
	{ "３５０", "350", "" },
	{ "3５0", "350", "" },
	{ "0.18", "0.18", "" },
	{ "２．８６", "2.86", "" },
	{ "85.0", "85.0", "" },
	{ ".5", "0.5", "" },
	{ "999999999999999999", "999999999999999999", "" },
	{ "000000999999999999999999", "999999999999999999", "" },
	{ "0.000000000000000000000000000000000001", "0.000000000000000000000000000000000001", "" },

	/* signs */
	{ "+0.18", "0.18", "" },
	{ "＋5", "5", "" },
	{ "-5", "-5", "" },
	{ "−5", "-5", "" },
	{ "－５", "-5", "" },
	{ "▲5", "-5", "" },
	{ "△5", "-5", "" },
	{ "▲ 1,234", "-1234", "" },
	{ "-0", "0", "" },
	{ "-0.00", "0.00", "" },

	/* separators */
	{ "14,149", "14149", "" },
	{ "1,234,567.50", "1234567.50", "" },
	{ "１，０００万円", "1000", "万円" },
	{ "４４６,818千円（内示額）", "446818", "千円" },

	/* units */
	{ "１５０分", "150", "分" },
	{ "50.0％", "50.0", "％" },
	{ "95%", "95", "%" },
	{ "446,818千円", "446818", "千円" },
	{ "２団体", "2", "団体" },
	{ "　600人", "600", "人" },
	{ "14,149 歩", "14149", "歩" },
	{ "90人／年", "90", "人／年" },
	{ "90 名 / 年", "90", "名 / 年" },
	{ "3か所", "3", "か所" },
	{ "50ﾊﾟｰｾﾝﾄ", "50", "ﾊﾟｰｾﾝﾄ" },
	{ "５㎏", "5", "㎏" },
	{ "3⽇", "3", "⽇" },		/* U+2F47, a radical */
	{ "+10.1ポイント", "10.1", "ポイント" },
	{ "４割", "4", "割" },

	/* remarks */
	{ "304人（体験者31人）", "304", "人" },
	{ "85.0％（2023.12）", "85.0", "％" },
	{ "114名（ 〃 ）", "114", "名" },
	{ "71名 (※オンライン含む) ", "71", "名" },
	{ "14（70%）", "14", "" },
	{ "5人（うち（新規）2人）（再掲）", "5", "人" },
	{ "300人（9月～10月）", "300", "人" },
};

static void test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++)
		check(numbers[i].cell, "", KG_NUMBER, numbers[i].value, numbers[i].unit);
}

static const struct {
	enum kg_number_kind kind;
	const char *cell;
} others[] = {
	{ KG_BLANK, "" },
	{ KG_BLANK, "　 \t" },
	{ KG_BLANK, "-" },
	{ KG_BLANK, " － " },
	{ KG_BLANK, "−" },
	{ KG_BLANK, "―" },
	{ KG_BLANK, "–" },
	{ KG_BLANK, "—" },
	{ KG_BLANK, "‐" },
	{ KG_BLANK, "ー" },
	{ KG_BLANK, "…" },

	{ KG_WORDS, "更新申請のみ" },
	{ KG_WORDS, "第１回開催（9月30日）" },
	{ KG_WORDS, "第１回開催（9月1日～9月30日）" },
	{ KG_WORDS, "約550事業所" },
	{ KG_WORDS, "R4:更新申請のみ" },
	{ KG_WORDS, "資料２－１" },
	{ KG_WORDS, "R4〜R6" },
	{ KG_WORDS, "二団体" },
	{ KG_WORDS, "①" },
	{ KG_WORDS, "(5)" },
	{ KG_WORDS, "＋α" },
	{ KG_WORDS, "▲" },
	{ KG_WORDS, "～" },
	{ KG_WORDS, "x" },
	{ KG_WORDS, "--" },

	{ KG_RANGE, "１～２名" },
	{ KG_RANGE, "月に１～２名" },
	{ KG_RANGE, "月に１～２名が離職" },
	{ KG_RANGE, "3か月～" },
	{ KG_RANGE, "3か月～（予定）" },
	{ KG_RANGE, "3か月～1年" },
	{ KG_RANGE, "〜４月頃" },
	{ KG_RANGE, "5〜10件" },
	{ KG_RANGE, "5~10" },
	{ KG_RANGE, "-5 ～ 5" },
	{ KG_RANGE, "8月23日〜９月20日" },
	{ KG_RANGE, "3-5名" },
	{ KG_RANGE, "３－５名" },
	{ KG_RANGE, "3ー5名" },
	{ KG_RANGE, "3名 – 5名（見込み）" },
	{ KG_RANGE, "50パーセント-60パーセント" },

	{ KG_MALFORMED, "12O" },
	{ KG_MALFORMED, "1,23" },
	{ KG_MALFORMED, "1,2345" },
	{ KG_MALFORMED, "1234,567" },
	{ KG_MALFORMED, "0,123" },
	{ KG_MALFORMED, "1,234," },
	{ KG_MALFORMED, "1.234,5" },
	{ KG_MALFORMED, "1.2.3" },
	{ KG_MALFORMED, "5." },
	{ KG_MALFORMED, "3/4" },
	{ KG_MALFORMED, "10／10" },
	{ KG_MALFORMED, "2024/9/30" },
	{ KG_MALFORMED, "2024-09-30" },
	{ KG_MALFORMED, "1e5" },
	{ KG_MALFORMED, "1 000" },
	{ KG_MALFORMED, "15事業所17名" },
	{ KG_MALFORMED, "10人以上" },
	{ KG_MALFORMED, "5人／年度" },
	{ KG_MALFORMED, "14,149歩→13,219歩" },
	{ KG_MALFORMED, "5人（見込み" },
	{ KG_MALFORMED, "5人（見込み）ほか" },
	{ KG_MALFORMED, "5）" },
	{ KG_MALFORMED, "5メートル" },
	{ KG_MALFORMED, "10～程度" },
	{ KG_MALFORMED, "3-" },
	{ KG_MALFORMED, "–5" },
	{ KG_MALFORMED, "--5" },
	{ KG_MALFORMED, "▲-5" },
	{ KG_MALFORMED, "1234567890123456789" },
	{ KG_MALFORMED, "0.0000000000000000000000000000000000001" },
	{ KG_MALFORMED, "5\xe4\xba" },		/* not UTF-8 */
};

static void test_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(others); i++)
		check(others[i].cell, "", others[i].kind, "0", "");
}

static const struct {
	const char *cell, *given;
	enum kg_number_kind kind;
	const char *value, *unit;
} given[] = {
	{ "304", "人", KG_NUMBER, "304", "" },
	{ "304人", "人", KG_NUMBER, "304", "人" },
	{ "304名（うち新規5名）", "人", KG_NUMBER, "304", "名" },
	{ "50.0％", "%", KG_NUMBER, "50.0", "％" },
	{ "3件", "人", KG_MALFORMED, "0", "" },
	{ "15事業所", "法人", KG_MALFORMED, "0", "" },
	{ "90人／年", "人", KG_MALFORMED, "0", "" },
	{ "90人／年", "名/年", KG_NUMBER, "90", "人／年" },
	{ "5匹", "匹", KG_NUMBER, "5", "匹" },
	{ "5匹", "人", KG_MALFORMED, "0", "" },
	{ "5ＭＷｈ", "MWh", KG_NUMBER, "5", "ＭＷｈ" },
	{ "5人（延べ）", "人（延べ）", KG_NUMBER, "5", "人（延べ）" },
	{ "5人", "　", KG_NUMBER, "5", "人" },
	{ "1～2匹", "匹", KG_RANGE, "0", "" },
	{ "1匹～2匹", "匹", KG_RANGE, "0", "" },
	{ "1匹-2匹", "匹", KG_RANGE, "0", "" },
	{ "1匹-2匹", "人", KG_MALFORMED, "0", "" },
	{ "-", "人", KG_BLANK, "0", "" },
	{ "検討中", "人", KG_WORDS, "0", "" },
};

static void test_given(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(given); i++)
		check(given[i].cell, given[i].given, given[i].kind, given[i].value, given[i].unit);
}

/* A long cell is told by its beginning. */
static void test_long(void **state)
{
	enum { LEN = 100000 };
	char *cell = malloc(LEN);

	(void)state;
	assert_non_null(cell);
	memset(cell, 'x', LEN);
	assert_int_equal(kg_number_read((struct kg_slice){ cell, LEN }).kind, KG_WORDS);
	cell[0] = '5';
	assert_int_equal(kg_number_read((struct kg_slice){ cell, LEN }).kind, KG_MALFORMED);
	memset(cell, '5', LEN);
	assert_int_equal(kg_number_read((struct kg_slice){ cell, LEN }).kind, KG_MALFORMED);
	assert_int_equal(kg_number_read((struct kg_slice){ NULL, 0 }).kind, KG_BLANK);
	free(cell);
}

static uint64_t next(uint64_t *seed)
{
	return (*seed = *seed * 6364136223846793005 + 1442695040888963407) >> 33;
}

enum { ROOM = 64, GENERATED = 200000 };

/* Mostly digits, some of them none of a number's. */
static void generate(char *cell, uint64_t *seed)
{
	static const char alphabet[] = "0000011122334567899..,-+";
	size_t len = 0, longest = 1 + next(seed) % (next(seed) % 8 == 0 ? 44 : 9);

	while (len < longest)
		cell[len++] = alphabet[next(seed) % (sizeof alphabet - 1)];
	cell[len] = '\0';
}

#define NUMBER_FORM "^[-+]?(([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?|\\.[0-9]+)$"

/* What is a number, said in another way. */
static bool expect(const regex_t *form, const char *cell, struct kg_decimal *value)
{
	size_t digits = 0;
	bool fraction = false;

	*value = kg_whole(0);
	if (regexec(form, cell, 0, NULL, 0) != 0)
		return false;
	for (const char *at = cell; *at; at++) {
		fraction |= *at == '.';
		if (*at < '0' || *at > '9')
			continue;
		digits += digits > 0 || *at > '0';
		value->scale += fraction;
		if (digits <= KG_DIGITS_MAX)
			value->units = value->units * 10 + (*at - '0');
	}
	value->units *= *cell == '-' ? -1 : 1;
	return digits <= KG_DIGITS_MAX && value->scale <= KG_SCALE_MAX;
}

/* In full width, which is nothing to be quick about. */
static void widen(const char *cell, char *wide)
{
	for (; *cell; cell++) {
		*wide++ = '\xef';
		*wide++ = '\xbc';
		*wide++ = (char)(*cell - '!' + 0x81);
	}
	*wide = '\0';
}

static void check_same(const char *cell, const struct kg_number *n, const char *other)
{
	char *copy;
	struct kg_number twin = read_in(other, "", &copy);

	if (twin.kind != n->kind || twin.value.units != n->value.units || twin.value.scale != n->value.scale ||
	    twin.unit.len != n->unit.len)
		fail_msg("'%s' is read differently from '%s'", other, cell);
	free(copy);
}

static void test_generated(void **state)
{
	char cell[ROOM], wide[3 * ROOM], blank[ROOM + 1], *copy;
	uint64_t seed = 1;
	regex_t form;
	int found = 0;

	(void)state;
	assert_int_equal(regcomp(&form, NUMBER_FORM, REG_EXTENDED | REG_NOSUB), 0);
	for (int i = 0; i < GENERATED; i++) {
		struct kg_decimal value;
		struct kg_number n;

		generate(cell, &seed);
		n = read_in(cell, "", &copy);
		free(copy);
		if (expect(&form, cell, &value) != (n.kind == KG_NUMBER))
			fail_msg("'%s' is %s", cell, kinds[n.kind]);
		assert_int_equal(kg_is_number(kg_slice(cell)), n.kind == KG_NUMBER);
		found += n.kind == KG_NUMBER;
		if (n.kind == KG_NUMBER && (n.value.units != value.units || n.value.scale != value.scale || n.unit.len != 0))
			fail_msg("'%s' has another value", cell);
		widen(cell, wide);
		check_same(cell, &n, wide);
		snprintf(blank, sizeof blank, "%s ", cell);
		check_same(cell, &n, blank);
	}
	assert_true(found > GENERATED / 10);
	regfree(&form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_given),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_generated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
