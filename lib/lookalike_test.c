/* lookalike_test - characters that pass for another one, and the words that only seem to have one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The text with every one found in brackets, before what it looks like: サ[一ー]ビス. The text ends where its memory does, so that a
 * sanitizer sees a look beyond. */
static void mark(const char *text, char *marked)
{
	size_t len = strlen(text), from = 0;
	char *copy = malloc(len + 1);
	struct kg_slice found;
	const char *meant;

	assert_non_null(copy);
	memcpy(copy, text, len);
	copy = realloc(copy, len ? len : 1);
	assert_non_null(copy);
	while (kg_lookalike((struct kg_slice){ copy, len }, from, &found, &meant)) {
		size_t at = (size_t)(found.at - copy);

		assert_true(at >= from && at + found.len <= len);
		marked += sprintf(marked, "%.*s[%.*s%s]", (int)(at - from), copy + from, KG_SLICE_ARG(found), meant);
		from = at + found.len;
	}
	sprintf(marked, "%.*s", (int)(len - from), copy + from);
	free(copy);
}

static const char *const marks[][2] = {
	{ "⻑野県", "[⻑長]野県" },
	{ "⽀援と市⺠と神⼾", "[⽀支]援と市[⺠民]と神[⼾戸]" },
	{ "⻑", "[⻑長]" },

	{ "ロボッ卜", "ロボッ[卜ト]" },
	{ "ソフ卜導入", "ソフ[卜ト]導入" },
	{ "卜イレ", "[卜ト]イレ" },
	{ "アパー卜", "アパー[卜ト]" },
	{ "シヨー卜ステイ（短期）", "シヨー[卜ト]ステイ（短期）" },

	{ "サ一ビス", "サ[一ー]ビス" },
	{ "デイサービスと訪問サ一ビス", "デイサービスと訪問サ[一ー]ビス" },
	{ "グル一プホーム", "グル[一ー]プホーム" },
	{ "リハビリテ一ション", "リハビリテ[一ー]ション" },
	{ "コミュニケ一ション", "コミュニケ[一ー]ション" },
	{ "支援センタ一", "支援センタ[一ー]" },
	{ "ヘルパ一の数", "ヘルパ[一ー]の数" },
	{ "二ーズ", "[二ニ]ーズ" },
	{ "二ュース", "[二ニ]ュース" },
	{ "モ二ター", "モ[二ニ]ター" },
	{ "マ二ュアル", "マ[二ニ]ュアル" },
	{ "クリ二ック", "クリ[二ニ]ック" },
	{ "ユ二ット型", "ユ[二ニ]ット型" },
	{ "三ーティング", "[三ミ]ーティング" },
	{ "八ード", "[八ハ]ード" },
	{ "千ェック", "[千チ]ェック" },
	{ "力ード", "[力カ]ード" },
	{ "イン力ム", "イン[力カ]ム" },
	{ "メ力ニズム", "メ[力カ]ニズム" },
	{ "口ーカル", "[口ロ]ーカル" },
	{ "プ口グラム", "プ[口ロ]グラム" },
	{ "フ口ー", "フ[口ロ]ー" },
	{ "コ口ナ", "コ[口ロ]ナ" },
	{ "工ーザイ", "[工エ]ーザイ" },
	{ "ス夕ッフ", "ス[夕タ]ッフ" },
	{ "セン夕ー", "セン[夕タ]ー" },
	{ "ケアプランデー夕連携システム", "ケアプランデー[夕タ]連携システム" },
	{ "デー夕", "デー[夕タ]" },
	{ "へルパー", "[へヘ]ルパー" },
	{ "ホームへルパー", "ホーム[へヘ]ルパー" },
	{ "べッド", "[べベ]ッド" },
	{ "ぺースト", "[ぺペ]ースト" },

	{ "人ロ", "人[ロ口]" },
	{ "総人ロに占める", "総人[ロ口]に占める" },
	{ "窓ロ相談", "窓[ロ口]相談" },
	{ "入カ項目", "入[カ力]項目" },
	{ "努カする", "努[カ力]する" },
	{ "能カ", "能[カ力]" },
	{ "加エ", "加[エ工]" },
	{ "人エ知能", "人[エ工]知能" },
	{ "タ方", "[タ夕]方" },
	{ "朝食・タ食", "朝食・[タ夕]食" },

	{ "12O", "12[O0]" },
	{ "1O5人", "1[O0]5人" },
	{ "1,2O0", "1,2[O0]0" },
	{ "1,O00円", "1,[O0]00円" },
	{ "06O0100018", "06[O0]0100018" },
	{ "3l5", "3[l1]5" },
	{ "2I3", "2[I1]3" },
	{ "l23", "[l1]23" },
	{ "令和6年1O5件とセン夕ー", "令和6年1[O0]5件とセン[夕タ]ー" },
};

/* Words as they stand in surveys, names of offices and of places. */
static const char *const words[] = {
	"", "-", "長野県", "支援", "市民", "髙橋", "第1回",

	/* numbers */
	"二ヶ月", "二カ月", "三カ所", "三ヵ年", "八ケ岳", "一ノ瀬", "三ツ矢", "三ツ星", "三ッ沢", "八ッ場ダム",
	"二ツ井", "千ヶ瀬", "千ケ崎", "一ツ橋",
	"二ユニット", "一サービスあたり", "三ミリ", "八ミリ", "千キロ", "二グループ", "三セット", "一クラス", "二フロア", "一人", "一部",
	"デイサービス二カ所", "ケアハウス三ヶ所", "グループホーム一ユニット", "センター一カ所", "ベッド二ツ", "デイサービス二フロア",
	"ケア一サービス",
	"ランク一", "ステップ一", "レベル二", "フェーズ三", "ベスト八", "ナンバー二", "サービス一覧", "センター一覧", "センタ一覧", "ヘルパ一部",
	"データ一覧", "チーム一般", "二ー三日", "三ー五人", "レベル二ー三", "モデル一・二", "パート一", "システム一式",

	/* strength, mouths, evenings, works */
	"入力フォーム", "出力データ", "人口ピラミッド", "口腔ケア", "口コミ", "ネット口コミ", "窓口サービス", "溝ノ口デイサービス", "山ノ口ケアセンター",
	"出入口ドア", "コミュニケーション力", "サポート力アップ", "チーム力チェック", "マネジメント力", "ケア力向上", "力ワザ", "力アップ体操",
	"夕ケア", "朝ケア夕ケア", "モーニング・夕", "センター夕食", "デイケアー夕方", "データ夕方", "夕食サービス", "人工エネルギー", "大工センター",
	"リフォーム工事", "施工エリア", "三十才", "天才バカボン", "才ケ谷",

	/* divination */
	"占卜", "卜部", "ケアマネ卜部", "占卜ツール",

	/* the particle */
	"チームへサポート", "デイサービスへシフト", "支援センターへ", "ベンダーへ繋ぐ", "コミュニティへ", "ケアマネへルールを説明", "食べホーダイ", "食べログ",

	/* katakana after ideographs */
	"購入カ所", "導入カ所数", "導入カメラ", "購入ロボット", "貸出ロボット", "個人ロッカー", "搬入カート", "全体カタログ", "入力カード", "加エリア",
	"施設ロ", "加算イ・ロ", "同号ロ", "第二号ニ", "イ・ロ・ハ", "ウ・エ事業所", "エ事業所", "人エ", "データ方式", "ヘルスデータ方式", "データ食事",
	"スタッフ食堂", "スター食品", "センター方式", "マスタ刻印", "データ刻み",

	/* letters in codes, units, names */
	"O157", "CO2", "H2O", "SpO2", "SpO2 98", "I10", "E11", "L10", "5l", "500l", "2.5l", "ICT", "IoT", "I", "O", "l", "Olive",
	"OS11", "1OS", "00000000000000000000000000000000000000000000000000000000000000001O0", "No.1", "06A0100018", "B01IO22", "x1O2", "1O2x",
	"_1O2", "iPhone12", "Office365", "LIFE", "AI", "20XX年", "3I", "3O", "O",
	"l2", "10:00", "０１２", "UWES-9", "K6", "SRS-18",
};

static void test_found(void **state)
{
	char marked[256];

	(void)state;
	for (size_t i = 0; i < COUNT(marks); i++) {
		mark(marks[i][0], marked);
		assert_string_equal(marked, marks[i][1]);
	}
}

static void test_words(void **state)
{
	char marked[256];

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		mark(words[i], marked);
		assert_string_equal(marked, words[i]);
	}
}

/* What stands before `from` still counts as a neighbour. */
static void test_from(void **state)
{
	static const char text[] = "サ一ビス⻑";
	struct kg_slice found = { NULL, 0 };
	const char *meant = NULL;

	(void)state;
	assert_true(kg_lookalike(kg_slice(text), strlen("サ"), &found, &meant));
	assert_ptr_equal(found.at, text + strlen("サ"));
	assert_string_equal(meant, "ー");
	assert_true(kg_lookalike(kg_slice(text), strlen("サ一"), &found, &meant));
	assert_ptr_equal(found.at, text + strlen("サ一ビス"));
	assert_string_equal(meant, "長");
	assert_false(kg_lookalike(kg_slice(text), strlen(text), &found, &meant));
	assert_false(kg_lookalike((struct kg_slice){ NULL, 0 }, 0, &found, &meant));
}

/* Every radical but the two that stand for themselves. */
static void test_radicals(void **state)
{
	char text[4] = "", fold[KG_FOLD_ROOM(3)];
	struct kg_slice found;
	const char *meant;
	size_t count = 0;

	(void)state;
	for (uint32_t point = 0x2E80; point <= 0x2FDF; point++) {
		text[0] = (char)0xE2;
		text[1] = (char)(0x80 | (point >> 6 & 0x3F));
		text[2] = (char)(0x80 | (point & 0x3F));
		if (!kg_lookalike(kg_slice(text), 0, &found, &meant))
			continue;
		count++;
		fold[kg_fold(kg_slice(text), KG_FOLD_WIDTH, fold)] = '\0';
		assert_string_equal(fold, meant);
	}
	assert_int_equal(count, 114 + 214);
}

/* No character, whatever its neighbours, is looked at beyond the text. */
static void test_other_bytes(void **state)
{
	static const struct kg_slice texts[] = {
		{ "\xE5\x8D", 2 }, { "\xE5\x8D\x9C\xE3", 4 }, { "\x83\xE5\x8D\x9C\x83", 5 }, { "1O\xFF", 3 }, { "\0O\0", 3 },
		{ "1O\0", 3 }, { "\x80\x80\x80\x80\x80\xE4\xB8\x80", 8 },
	};
	struct kg_slice found;
	const char *meant;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		char *copy = malloc(texts[i].len);

		assert_non_null(copy);
		memcpy(copy, texts[i].at, texts[i].len);
		assert_false(kg_lookalike((struct kg_slice){ copy, texts[i].len }, 0, &found, &meant));
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found), cmocka_unit_test(test_words), cmocka_unit_test(test_from),
		cmocka_unit_test(test_radicals), cmocka_unit_test(test_other_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
