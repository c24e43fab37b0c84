/* lookalike - characters that pass for another one.
 *
 * 力 among katakana may be カ, and may be 力: サポート力アップ. A character is told only where words do not have it: a missed one
 * costs less than a wrong one.
 */
#include "character.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* A character with its neighbours; KGI_NO_CHARACTER beyond the text. */
struct spot {
	struct kg_slice left, right;	/* the text before it and behind it */
	char32_t before2, before, self, after, after2;
};

/* Where a character stands in words for another one. What follows is not katakana, and is none of `unless`. */
static const struct word {
	char32_t self;
	const char *before, *after, *unless;
} words[] = {
	{ U'夕', "デー", "", "方食刻暮" },
	{ U'一', "センタ", "", "部覧般方定" }, { U'一', "ヘルパ", "", "部覧般方定" },
	{ U'一', "グル", "プ", "" }, { U'一', "テ", "ション", "" }, { U'一', "ケ", "ション", "" },
	{ U'へ', "", "ルパ", "" },
	{ U'ロ', "人", "", "" }, { U'ロ', "入", "", "" }, { U'ロ', "出", "", "" }, { U'ロ', "窓", "", "" },
	{ U'カ', "入", "", "所月年国条" }, { U'カ', "能", "", "所月年国条" }, { U'カ', "努", "", "所月年国条" },
	{ U'カ', "体", "", "所月年国条" }, { U'カ', "協", "", "所月年国条" }, { U'カ', "効", "", "所月年国条" },
	{ U'エ', "加", "", "" }, { U'エ', "施", "", "" }, { U'エ', "竣", "", "" }, { U'エ', "人", "知能", "" },
	{ U'タ', "", "方", "" }, { U'タ', "", "食", "" }, { U'タ', "", "刻", "" },
};

static bool is_one_of(const char *set, char32_t c)
{
	struct kg_slice left = kg_slice(set);
	size_t bytes;

	for (size_t i = 0; i < left.len; i += bytes)
		if (kgi_character(left, i, &bytes) == c)
			return true;
	return false;
}

static bool in_word(const struct spot *spot)
{
	for (const struct word *word = words; word < words + COUNT(words); word++) {
		char32_t next = spot->after;

		if (word->self != spot->self || !kg_slice_ends(spot->left, word->before) ||
		    !kg_slice_starts(spot->right, word->after))
			continue;
		if (!*word->before && kgi_is_katakana(spot->self) && kgi_is_katakana(spot->before))
			continue;
		if (*word->after || (!kgi_is_katakana(next) && !is_one_of(word->unless, next)))
			return true;
	}
	return false;
}

/* What no word begins with, but the second half of one. ッ alone follows numbers: 三ッ矢. */
static bool before_middle(const struct spot *spot)
{
	return is_one_of("ァィゥェォャュョッー", spot->after) && kgi_is_katakana(spot->after2);
}

/* One katakana alone, before or behind: no word. But many a place has a particle: 溝ノ口, 市ヶ谷. */
static bool splits_word(const struct spot *spot)
{
	bool first = !kgi_is_katakana(spot->before2) &&
		     !(kgi_is_ideograph(spot->before2) && is_one_of("ノツッヶケガヵカ", spot->before));
	bool last = !kgi_is_katakana(spot->after2);

	return kgi_is_katakana(spot->before) && kgi_is_katakana(spot->after) && (first || last);
}

static bool is_ideograph_in_katakana(const struct spot *spot)
{
	return !kgi_is_ideograph(spot->before) && (before_middle(spot) || splits_word(spot));
}

/* A number has counters behind it, and a dash: 二カ国, 三ツ, 二ー三. */
static bool is_number_in_katakana(const struct spot *spot)
{
	return !kgi_is_ideograph(spot->before) &&
	       (before_middle(spot) || (splits_word(spot) && !is_one_of("カヵケヶツッノー", spot->after)));
}

static bool is_long_vowel(const struct spot *spot)
{
	return splits_word(spot) && !is_one_of("カヵケヶツッノー", spot->after) && !is_one_of("ーッ", spot->before);
}

/* 卜 is in hardly a word: 占卜, 卜部. */
static bool is_to(const struct spot *spot)
{
	return (kgi_is_katakana(spot->before) && spot->after != U'部') ||
	       (kgi_is_katakana(spot->after) && !kgi_is_ideograph(spot->before));
}

static bool is_hiragana_in_katakana(const struct spot *spot)
{
	return is_one_of("ッー", spot->after) && kgi_is_katakana(spot->after2);
}

/* What number a letter belongs to, if all else are digits and separators. What is longer is no number. */
static bool in_number(const struct spot *spot)
{
	enum { LONGEST = 64 };
	const char *self = spot->right.at - 1, *first = self, *last = self + 1;
	const char *start = spot->left.at, *end = spot->right.at + spot->right.len;
	static const char parts[] = "0123456789,OlI", others[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz_";
	size_t digits = 0;
	bool before, after;

	while (first > start && last - first <= LONGEST && first[-1] && strchr(parts, first[-1]))
		first--;
	while (last < end && last - first <= LONGEST && *last && strchr(parts, *last))
		last++;
	if (last - first > LONGEST || (first > start && first[-1] && strchr(others, first[-1])) ||
	    (last < end && *last && strchr(others, *last)))
		return false;
	for (const char *at = first; at < last; at++)
		digits += kg_is_digit(*at);
	before = self > first && kg_is_digit(self[self - first > 1 && self[-1] == ',' ? -2 : -1]);
	after = last - self > 1 && kg_is_digit(self[last - self > 2 && self[1] == ',' ? 2 : 1]);
	if (before && after)
		return true;
	/* 12O and l23; but O157, 5l, the I10 of ICD-10 */
	return digits > 1 && ((spot->self == 'O' && before) || (spot->self == 'l' && after && self == first));
}

static const struct {
	char32_t self;
	const char *meant;
	bool (*passes)(const struct spot *);
} doubles[] = {
	{ U'O', "0", in_number }, { U'l', "1", in_number }, { U'I', "1", in_number },
	{ U'卜', "ト", is_to },
	{ U'二', "ニ", is_number_in_katakana }, { U'三', "ミ", is_number_in_katakana }, { U'八', "ハ", is_number_in_katakana },
	{ U'千', "チ", is_number_in_katakana }, { U'一', "ー", is_long_vowel }, { U'一', "ー", in_word },
	{ U'力', "カ", is_ideograph_in_katakana }, { U'口', "ロ", is_ideograph_in_katakana },
	{ U'工', "エ", is_ideograph_in_katakana }, { U'才', "オ", is_ideograph_in_katakana },
	{ U'夕', "タ", is_ideograph_in_katakana }, { U'夕', "タ", in_word },
	{ U'へ', "ヘ", is_hiragana_in_katakana }, { U'へ', "ヘ", in_word },
	{ U'べ', "ベ", is_hiragana_in_katakana }, { U'ぺ', "ペ", is_hiragana_in_katakana },
	{ U'ロ', "口", in_word }, { U'カ', "力", in_word }, { U'エ', "工", in_word }, { U'タ', "夕", in_word },
};

static char32_t last_of(struct kg_slice text, size_t end)
{
	size_t bytes;

	return end > 0 ? kgi_character(text, kgi_character_before(text, end), &bytes) : KGI_NO_CHARACTER;
}

static struct spot spot_at(struct kg_slice text, size_t at, size_t bytes)
{
	struct spot spot = {
		.left = { text.at, at }, .right = { text.at + at + bytes, text.len - at - bytes },
		.after = KGI_NO_CHARACTER, .after2 = KGI_NO_CHARACTER,
	};
	size_t next;

	spot.self = kgi_character(text, at, &bytes);
	spot.before = last_of(text, at);
	spot.before2 = last_of(text, kgi_character_before(text, at));
	if (spot.right.len)
		spot.after = kgi_character(spot.right, 0, &next);
	if (spot.right.len && spot.right.len > next)
		spot.after2 = kgi_character(spot.right, next, &bytes);
	return spot;
}

static const char *meant_by(struct kg_slice text, size_t at, char32_t c, size_t bytes)
{
	const char *meant = kgi_radical(c);
	struct spot spot;

	for (size_t i = 0; i < COUNT(doubles) && !meant; i++) {
		if (doubles[i].self != c)
			continue;
		spot = spot_at(text, at, bytes);
		if (doubles[i].passes(&spot))
			meant = doubles[i].meant;
	}
	return meant;
}

bool kg_lookalike(struct kg_slice text, size_t from, struct kg_slice *found, const char **meant)
{
	for (size_t i = from, bytes; i < text.len; i += bytes) {
		char32_t c = kgi_character(text, i, &bytes);
		const char *other = meant_by(text, i, c, bytes);

		if (other) {
			*found = (struct kg_slice){ text.at + i, bytes };
			*meant = other;
			return true;
		}
	}
	return false;
}
