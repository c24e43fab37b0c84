#include "aside.h"
#include "category.h"
#include "total.h"
#include "word.h"

enum { LONGEST = 64 };	/* bytes of a label, and of a footnote's beginning */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Folded, as all that follow. */
static const char *const means[] = {
	"平均", "平均値", "全体平均", "中央値", "標準偏差", "最大", "最大値", "最小", "最小値", "average", "mean", "median",
};

static const char *const marks[] = { "※", "*", "(注", "(出典", "(資料", "(出所" };

/* Before a number, a blank or a sign. */
static const char *const words[] = { "注", "出典", "資料", "出所", "注釈", "備考", "note", "source" };

static struct kg_slice fold(struct kg_slice text, char folded[KG_FOLD_ROOM(LONGEST)])
{
	if (text.len > LONGEST) {
		text.len = LONGEST;
		text.len = kg_utf8_valid(text);
	}
	return (struct kg_slice){ folded, kg_fold(text, KG_FOLD_CASE, folded) };
}

static bool is_mean(struct kg_slice label)
{
	char text[KG_FOLD_ROOM(LONGEST)];

	return kg_word_is_one_of(fold(label, text), means, COUNT(means));
}

static bool begins_footnote(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice folded = fold(cell, text);

	for (size_t i = 0; i < COUNT(marks); i++)
		if (kg_slice_starts(folded, marks[i]))
			return true;
	for (size_t i = 0; i < COUNT(words); i++) {
		size_t len = strlen(words[i]);

		if (kg_slice_starts(folded, words[i]) && folded.len > len && strchr(" :)].0123456789", folded.at[len]))
			return true;
	}
	return false;
}

/* The first column from `from` on that is filled. */
static size_t next_filled(const struct kg_slice *cells, size_t from, size_t count)
{
	while (from < count && kg_trim(cells[from]).len == 0)
		from++;
	return from;
}

/* Does the label stand in a column that tells records apart, or is one of these blank? */
static bool is_in_place_of_key(const struct kg_slice *cells, const bool *keys, size_t count, size_t at)
{
	for (size_t i = 0; i < count; i++)
		if (keys[i] && (i == at || kg_trim(cells[i]).len == 0))
			return true;
	return false;
}

enum kg_aside kg_aside_of(const struct kg_slice *cells, const bool *keys, size_t count, size_t *at)
{
	struct kg_slice label;

	*at = next_filled(cells, 0, count);
	if (*at == count)
		return KG_ASIDE_NONE;
	label = kg_trim(cells[*at]);
	if (kg_is_digit(*label.at))
		return KG_ASIDE_NONE;
	if (is_in_place_of_key(cells, keys, count, *at) && (kg_label_is_total(label) || is_mean(label)))
		return KG_ASIDE_TOTAL;
	if (count > 1 && next_filled(cells, *at + 1, count) == count && begins_footnote(label))
		return KG_ASIDE_FOOTNOTE;
	return KG_ASIDE_NONE;
}
