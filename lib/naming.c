#include "naming.h"
#include "alias.h"
#include "unit.h"
#include "word.h"

struct words {
	const char *const *at;
	size_t count;
};

#define WORDS(array) (struct words){ array, sizeof(array) / sizeof *(array) }

static const char *const key_names[] = {
	"id", "整理番号", "管理番号", "受付番号", "受付no", "受付no.", "回答番号", "回答者番号", "調査票番号",
	"個票番号", "職員番号", "社員番号", "利用者番号", "被保険者番号", "事業所番号", "施設番号", "respondent",
	"response id", "record id",
};
/* What may number the rows of a file and nothing else. */
static const char *const row_names[] = { "no", "no.", "番号", "連番", "通し番号" };
static const char *const key_ends[] = { "id" };
static const char *const stamp_names[] = {
	"タイムスタンプ", "開始時刻", "完了時刻", "開始日時", "完了日時", "送信日時", "回答日時", "受付日時", "登録日時",
	"更新日時", "timestamp", "start time", "completion time",
};
/* What ends in these is counted or measured, and its numbers are no codes. */
static const char *const measure_ends[] = {
	"数", "額", "率", "割合", "%", "時間", "年齢", "年", "年度", "月", "日", "得点", "スコア", "定員", "ウェイト", "合計",
	"age", "score", "count", "weight", "number", "minutes", "hours", "total",
};
static const char *const year_ends[] = { "年", "年度", "year" };
static const char *const day_ends[] = { "日", " date", "_date" };
static const char *const day_words[] = { "日付", "年月日" };
/* Anywhere in the name. */
static const char *const several_words[] = {
	"複数回答", "複数選択", "複数可", "いくつでも", "すべて選", "全て選", "あてはまるもの", "当てはまるもの", "(ma)", "multiple",
	"all that apply",
};
static const char *const exclusive_words[] = {
	"特になし", "特にない", "とくになし", "とくにない", "なし", "ない", "無し", "無い", "該当なし", "該当するものはない",
	"あてはまるものはない", "当てはまるものはない", "この中にはない", "わからない", "分からない", "none", "none of the above",
};
static const char *const exclusive_starts[] = { "いずれも", "いずれにも", "どれも", "どれにも" };

static bool is_one_of(struct kg_slice text, struct words words)
{
	char room[KG_WORD_ROOM];

	return kg_word_is_one_of(kg_word_fold(text, room), words.at, words.count);
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A word of letters begins where no letter stands before it: 回答者ID and record_id, not paid. */
static bool ends_in(struct kg_slice text, struct words words)
{
	char room[KG_WORD_ROOM];
	struct kg_slice folded = kg_word_fold(text, room);

	for (size_t i = 0; i < words.count; i++) {
		size_t len = strlen(words.at[i]);

		if (kg_slice_ends(folded, words.at[i]) &&
		    !(is_letter(*words.at[i]) && folded.len > len && is_letter(folded.at[folded.len - len - 1])))
			return true;
	}
	return false;
}

/* 残業時間（分） */
static bool ends_in_unit(struct kg_slice name)
{
	char room[KG_WORD_ROOM];
	struct kg_slice folded = kg_word_fold(name, room);

	for (size_t at = folded.len; kg_slice_ends(folded, ")") && at-- > 0;)
		if (folded.at[at] == '(')
			return kg_unit_known((struct kg_slice){ folded.at + at + 1, folded.len - at - 2 });
	return false;
}

bool kg_naming_exclusive(struct kg_slice label)
{
	char room[KG_WORD_ROOM];
	struct kg_slice folded = kg_word_fold(label, room);

	if (is_one_of(label, WORDS(exclusive_words)))
		return true;
	for (size_t i = 0; i < sizeof exclusive_starts / sizeof *exclusive_starts; i++)
		if (kg_slice_starts(folded, exclusive_starts[i]))
			return true;
	return false;
}

bool kg_naming_key(struct kg_slice name)
{
	return is_one_of(name, WORDS(key_names)) || is_one_of(name, WORDS(row_names)) || ends_in(name, WORDS(key_ends)) ||
	       kg_alias_has("office", name);
}

enum kg_code_kind kg_naming_code(struct kg_slice name)
{
	for (enum kg_code_kind kind = KG_CODE_NONE + 1; kind < KG_CODE_KINDS; kind++)
		if (kg_alias_has(kg_code_name(kind), name))
			return kind;
	return KG_CODE_NONE;
}

bool kg_naming_row(struct kg_slice name)
{
	return is_one_of(name, WORDS(row_names));
}

bool kg_naming_stamp(struct kg_slice name)
{
	return is_one_of(name, WORDS(stamp_names));
}

bool kg_naming_year(struct kg_slice name)
{
	return ends_in(name, WORDS(year_ends));
}

enum { LONGEST_NAME = 256 };	/* bytes of one that words are looked for in */

static bool holds(struct kg_slice folded, struct words words)
{
	bool found = false;

	for (size_t i = 0; i < words.count && !found; i++)
		found = kg_slice_find(folded, kg_slice(words.at[i])) < folded.len;
	return found;
}

static struct kg_slice fold_name(struct kg_slice name, char folded[KG_FOLD_ROOM(LONGEST_NAME)])
{
	return (struct kg_slice){ folded, name.len <= LONGEST_NAME ? kg_fold(name, KG_FOLD_NAME, folded) : 0 };
}

bool kg_naming_day(struct kg_slice name)
{
	char text[KG_FOLD_ROOM(LONGEST_NAME)];
	struct kg_slice folded = fold_name(name, text);
	bool day = kg_slice_same(folded, kg_slice("date")) || holds(folded, WORDS(day_words));

	for (size_t i = 0; i < sizeof day_ends / sizeof *day_ends && !day; i++)
		day = kg_slice_ends(folded, day_ends[i]);
	return day;
}

bool kg_naming_several(struct kg_slice name)
{
	char text[KG_FOLD_ROOM(LONGEST_NAME)];

	return holds(fold_name(name, text), WORDS(several_words));
}

bool kg_naming_measure(struct kg_slice name)
{
	return ends_in(name, WORDS(measure_ends)) || ends_in_unit(name);
}
