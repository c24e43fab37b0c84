/* lexical_test - the oddities of the field's documents and files, one by one, and what the library makes of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "date.h"
#include "number.h"
#include "text.h"
#include "unit.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { ROOM = 512 };

static struct kg_slice half(const char *pair, bool second)
{
	size_t len = strcspn(pair, "=");

	return second ? kg_slice(pair + len + 1) : (struct kg_slice){ pair, len };
}

static void as_number(const char *item, char *text)
{
	static const char *const kinds[] = { "blank", "number", "range", "words", "malformed" };
	struct kg_number n = kg_number_read(kg_slice(item));
	char value[KG_DECIMAL_ROOM];

	kg_decimal_print(n.value, value);
	if (n.kind == KG_NUMBER)
		snprintf(text, ROOM, "%s %.*s", value, KG_SLICE_ARG(n.unit));
	else
		snprintf(text, ROOM, "%s", kinds[n.kind]);
}

static void as_date(const char *item, char *text)
{
	static const char *const kinds[] = { "blank", "date", "words", "malformed" };
	int32_t day;
	enum kg_date_kind kind = kg_date_read(kg_slice(item), &day);

	if (kind == KG_DATE)
		kg_date_print(day, text);
	else
		snprintf(text, ROOM, "%s", kinds[kind]);
}

static void as_year(const char *item, char *text)
{
	int year = 0;

	if (kg_year_read(kg_slice(item), &year))
		snprintf(text, ROOM, "%d", year);
	else
		snprintf(text, ROOM, "none");
}

static void as_weekday(const char *item, char *text)
{
	int named = 0, true_one = 0;

	if (kg_date_wrong_weekday(kg_slice(item), &named, &true_one))
		snprintf(text, ROOM, "%d is %d", named, true_one);
	else
		snprintf(text, ROOM, "right");
}

static void as_match(const char *item, char *text)
{
	text[kg_fold(kg_slice(item), KG_FOLD_WIDTH, text)] = '\0';
}

static void as_output(const char *item, char *text)
{
	text[kg_tidy(kg_slice(item), text)] = '\0';
}

static void as_nothing(const char *item, char *text)
{
	snprintf(text, ROOM, "%s", kg_is_nothing(kg_slice(item)) ? "nothing" : "something");
}

/* Two units with = between them. */
static void as_units(const char *item, char *text)
{
	snprintf(text, ROOM, "%s", kg_unit_same(half(item, false), half(item, true)) ? "same" : "other");
}

static void as_kind_of_unit(const char *item, char *text)
{
	static const char *const kinds[] = { "unknown", "counting", "percent", "rate", "measure" };

	snprintf(text, ROOM, "%s", kinds[kg_unit_kind(kg_slice(item))]);
}

/* Two labels with = between them. */
static void as_labels(const char *item, char *text)
{
	char folded[2][ROOM];
	struct kg_slice first = { folded[0], kg_fold(half(item, false), KG_FOLD_CASE, folded[0]) };
	struct kg_slice second = { folded[1], kg_fold(half(item, true), KG_FOLD_CASE, folded[1]) };

	snprintf(text, ROOM, "%s", kg_slice_same(first, second) ? "same" : "other");
}

static void as_lookalike(const char *item, char *text)
{
	struct kg_slice found;
	const char *meant;

	if (kg_lookalike(kg_slice(item), 0, &found, &meant))
		snprintf(text, ROOM, "%.*s is %s", KG_SLICE_ARG(found), meant);
	else
		snprintf(text, ROOM, "none");
}

static const struct {
	void (*reading)(const char *, char *);
	const char *item, *made;
} items[] = {
	/* digits: full width, mixed, kanji, circled, № */
	{ as_number, "１５０分", "150 分" },
	{ as_number, "２２％", "22 ％" },
	{ as_number, "１１０万円", "110 万円" },
	{ as_date, "令和６年８月23日〜９月20日", "malformed" },
	{ as_number, "令和６年８月23日〜９月20日", "range" },
	{ as_match, "令和６年８月23日〜９月20日", "令和6年8月23日~9月20日" },
	{ as_output, "令和６年８月23日〜９月20日", "令和6年8月23日〜9月20日" },
	{ as_date, "二千二十五年", "words" },
	{ as_year, "二千二十五年", "none" },
	{ as_number, "二千二十五年", "words" },
	{ as_match, "二千二十五年", "二千二十五年" },
	{ as_number, "①", "words" },
	{ as_match, "①", "1" },
	{ as_output, "①", "①" },
	{ as_match, "№", "No" },
	{ as_output, "№", "№" },

	/* thousands */
	{ as_number, "14,149歩", "14149 歩" },
	{ as_number, "446,818千円", "446818 千円" },
	{ as_number, "１，０００万円", "1000 万円" },

	/* units */
	{ as_units, "人=名", "same" },
	{ as_units, "万円=千円", "other" },
	{ as_units, "千円=円", "other" },
	{ as_units, "件=回", "other" },
	{ as_units, "事業所=団体", "other" },
	{ as_units, "％=%", "same" },
	{ as_kind_of_unit, "万円", "measure" },
	{ as_kind_of_unit, "千円", "measure" },
	{ as_kind_of_unit, "円", "measure" },
	{ as_kind_of_unit, "人", "counting" },
	{ as_kind_of_unit, "名", "counting" },
	{ as_kind_of_unit, "件", "counting" },
	{ as_kind_of_unit, "回", "counting" },
	{ as_kind_of_unit, "歩", "measure" },
	{ as_kind_of_unit, "分", "measure" },
	{ as_kind_of_unit, "事業所", "counting" },
	{ as_kind_of_unit, "団体", "counting" },
	{ as_kind_of_unit, "モデル", "counting" },
	{ as_kind_of_unit, "床", "counting" },
	{ as_kind_of_unit, "％", "percent" },
	{ as_kind_of_unit, "割", "rate" },

	/* tildes and dashes: U+FF5E, U+301C, ASCII, U+FF0D; ranges with an open end */
	{ as_labels, "１～２名=１〜２名", "same" },
	{ as_labels, "１～２名=1~2名", "same" },
	{ as_labels, "資料２－１=資料2-1", "same" },
	{ as_labels, "資料２−１=資料2-1", "same" },
	{ as_number, "資料２－１", "words" },
	{ as_output, "資料２－１", "資料2－1" },
	{ as_nothing, "－", "nothing" },
	{ as_number, "3か月～", "range" },
	{ as_number, "１～２名", "range" },
	{ as_number, "〜４月頃", "range" },
	{ as_date, "〜４月頃", "words" },
	{ as_date, "3か月～", "malformed" },

	/* arrows and bullets are characters like others */
	{ as_match, "→➡⇒", "→➡⇒" },
	{ as_number, "14,149歩→13,219歩", "malformed" },
	{ as_number, "14,149歩➡13,219歩", "malformed" },
	{ as_number, "14,149歩⇒13,219歩", "malformed" },
	{ as_match, "•✓➢☞", "•✓➢☞" },
	{ as_number, "• 5人", "words" },
	{ as_nothing, "✓", "something" },

	/* half-width kana; 髙, which JIS X 0208 lacks */
	{ as_labels, "霞城ｾﾝﾄﾗﾙｱﾄﾘｳﾑ=霞城セントラルアトリウム", "same" },
	{ as_output, "霞城ｾﾝﾄﾗﾙｱﾄﾘｳﾑ", "霞城セントラルアトリウム" },
	{ as_output, "髙橋", "髙橋" },
	{ as_labels, "髙橋=高橋", "other" },

	/* what CP932 lacks */
	{ as_match, "︕", "!" },
	{ as_output, "➡︕•✓➢☞", "➡︕•✓➢☞" },
	{ as_output, "⻑⽀⺠", "長支民" },

	/* dates */
	{ as_date, "令和６年９月３０日（月）", "2024-09-30" },
	{ as_weekday, "令和６年９月３０日（月）", "right" },
	{ as_weekday, "令和7年3月19日（木）", "4 is 3" },
	{ as_date, "R6", "malformed" },
	{ as_year, "R6", "2024" },
	{ as_date, "9月30日", "malformed" },
	{ as_year, "9月30日", "none" },
	{ as_date, "8/27", "malformed" },
	{ as_number, "8/27", "malformed" },
	{ as_date, "2023.12", "malformed" },
	{ as_year, "2023.12", "none" },
	{ as_number, "2023.12", "2023.12 " },
	{ as_date, "2024年(令和6年) 4月", "malformed" },
	{ as_year, "2024年(令和6年) 4月", "none" },
	{ as_year, "2024年(令和6年)", "2024" },
	{ as_date, "R７アンケート", "malformed" },
	{ as_year, "R７アンケート", "none" },
	{ as_match, "R７アンケート", "R7アンケート" },
	{ as_date, "令和7年（予定）", "malformed" },
	{ as_year, "令和7年（予定）", "none" },
	{ as_year, "平成13年", "2001" },
	{ as_date, "平成13年", "malformed" },

	/* two readings of one name: never guessed */
	{ as_labels, "ケアプランデータ連携システム=ケアプランナー連携システム", "other" },

	/* radicals: NFKC knows ⽀, not ⻑ ⺠ ⻄ */
	{ as_labels, "⻑野県=長野県", "same" },
	{ as_labels, "⽀援=支援", "same" },
	{ as_labels, "市⺠=市民", "same" },
	{ as_labels, "⻄部=西部", "same" },
	{ as_lookalike, "⻑野県", "⻑ is 長" },
	{ as_lookalike, "⽀援", "⽀ is 支" },
	{ as_lookalike, "市⺠", "⺠ is 民" },
	{ as_lookalike, "長野県の支援と市民", "none" },

	/* numbers and what is none */
	{ as_number, "▲5", "-5 " },
	{ as_number, "△5", "-5 " },
	{ as_number, "−5", "-5 " },
	{ as_number, "50.0％", "50.0 ％" },
	{ as_number, "4割", "4 割" },
	{ as_number, "3/4", "malformed" },
	{ as_date, "3/4", "malformed" },
	{ as_number, "10／10", "malformed" },
	{ as_number, "-", "blank" },
	{ as_number, "－", "blank" },
	{ as_number, "―", "blank" },
	{ as_number, "…", "blank" },
	{ as_number, "x", "words" },
	{ as_nothing, "-", "nothing" },
	{ as_nothing, "－", "nothing" },
	{ as_nothing, "―", "nothing" },
	{ as_nothing, "…", "nothing" },
	{ as_nothing, "x", "something" },
	{ as_nothing, "0", "something" },
	{ as_number, "304人（体験者31人）", "304 人" },

	/* timestamps of forms, time codes of e-Stat, padded names of prefectures */
	{ as_date, "2020/07/27 3:15:06 午後 GMT+9", "2020-07-27" },
	{ as_date, "2020/07/27 午後 3:15:06 GMT+9", "2020-07-27" },
	{ as_date, "2024/01/07 19:41:41", "2024-01-07" },
	{ as_date, "午前12時", "words" },
	{ as_date, "2023001010", "malformed" },
	{ as_year, "2020000000", "none" },
	{ as_year, "2020100000", "none" },
	{ as_number, "2023001010", "2023001010 " },
	{ as_match, "    北　海　道", "北 海 道" },
	{ as_labels, "全国地方公共団体ｺｰﾄﾞ=全国地方公共団体コード", "same" },
	{ as_labels, "名称_ｶﾅ=名称_カナ", "same" },
	{ as_labels, "卜ヨタ=トヨタ", "other" },
	{ as_lookalike, "卜ヨタ", "卜 is ト" },
};

static void test_items(void **state)
{
	char made[ROOM];
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(items); i++) {
		items[i].reading(items[i].item, made);
		if (strcmp(made, items[i].made) == 0)
			continue;
		print_error("'%s' is made '%s', not '%s'\n", items[i].item, made, items[i].made);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_items) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
