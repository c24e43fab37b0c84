#include "addend.h"
#include "array.h"
#include "total.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum {
	LABEL_LONGEST = 64,	/* bytes */
	NAME_LONGEST = 256,
	MANY_LABELS = 4096,
};

/* The text as it is matched, without the blanks that spread a word (合　計), with a NUL; empty when it is too long to be a name or
 * a label. */
static const char *fold(struct kg_slice text, size_t longest, char *folded)
{
	size_t len = text.len <= longest ? kg_fold(text, KG_FOLD_CASE, folded) : 0, kept = 0;

	for (size_t i = 0; i < len; i++)
		if (folded[i] != ' ')
			folded[kept++] = folded[i];
	folded[kept] = '\0';
	return folded;
}

typedef bool fits(const char *text, const char *word);

static bool holds(const char *text, const char *word)
{
	return strstr(text, word) != NULL;
}

static bool is(const char *text, const char *word)
{
	return strcmp(text, word) == 0;
}

static bool any(const char *text, fits *fit, const char *const *words)
{
	while (*words && !fit(text, *words))
		words++;
	return *words != NULL;
}

enum kgi_column kgi_column_of(struct kg_slice name, bool *coarse)
{
	static const char *const thousands[] = { "千円", "万円", "億円", "千人", "万人", NULL };
	static const char *const codes[] = { "コード", "code", NULL };
	static const char *const others[] = {
		"率", "割合", "平均", "比", "%", "中央値", "最大", "最小", "偏差", "単価", "指数", "年齢", "順位", "番号",
		"緯度", "経度", "電話", "fax", "年度", "西暦", "rate", "percent", "mean", "average", "ratio", "median", NULL
	};
	static const char *const wholes[] = { "年", "月", "日", "no", "no.", "id", "year", "month", "day", "#", NULL };
	char text[KG_FOLD_ROOM(NAME_LONGEST) + 1];

	fold(name, NAME_LONGEST, text);
	*coarse = any(text, holds, thousands);
	if (any(text, holds, codes))
		return KGI_COLUMN_CODE;
	if (any(text, holds, others) || any(text, is, wholes))
		return KGI_COLUMN_LABEL;
	return kg_total_read(name) & KG_TOTAL_OF_ALL ? KGI_COLUMN_TOTAL : KGI_COLUMN_NUMBERS;
}

static enum kgi_label read_label(struct kg_slice label)
{
	static const char *const extras[] = { "再掲", "内数", "うち", "累計", "平均", "割合", "構成比", "前年", "前回", NULL };
	char text[KG_FOLD_ROOM(LABEL_LONGEST) + 1];

	fold(label, LABEL_LONGEST, text);
	if (any(text, holds, extras))
		return KGI_LABEL_EXTRA;
	return kg_label_is_total(label) ? KGI_LABEL_TOTAL : KGI_LABEL_PART;
}

void kgi_labels_fini(struct kgi_labels *labels)
{
	kg_categories_fini(&labels->seen);
	free(labels->kinds);
}

bool kgi_label_of(struct kgi_labels *labels, struct kg_slice cell, enum kgi_label *kind)
{
	size_t known = labels->seen.count;
	uint32_t id;

	*kind = KGI_LABEL_PART;
	if (cell.len > LABEL_LONGEST)
		return true;
	if (known >= MANY_LABELS) {	/* there is no end of them */
		*kind = read_label(cell);
		return true;
	}
	labels->seen.key = kg_as_written;
	if (!kg_category(&labels->seen, cell, (struct kg_place){ 0 }, &id) ||
	    !kg_grow(&labels->kinds, &labels->room, labels->seen.count, sizeof *labels->kinds))
		return false;
	if (id >= known)
		labels->kinds[id] = (unsigned char)read_label(cell);
	*kind = (enum kgi_label)labels->kinds[id];
	return true;
}

static uint64_t hash_of(struct kg_slice text)
{
	uint64_t hash = XXH3_64bits(text.at, text.len);

	return hash ? hash : 1;
}

uint64_t kgi_label_hash(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(LABEL_LONGEST)];
	struct kg_slice label = kg_trim(cell);

	if (label.len == 0)
		return 0;
	if (label.len > LABEL_LONGEST)
		return hash_of(label);
	return hash_of((struct kg_slice){ text, kg_fold(label, KG_FOLD_WIDTH, text) });
}

uint64_t kgi_unit_hash(struct kg_slice unit)
{
	char text[KG_FOLD_ROOM(LABEL_LONGEST)];

	if (unit.len == 0 || unit.len > LABEL_LONGEST)
		return unit.len > 0;
	return hash_of((struct kg_slice){ text, kg_unit_fold(unit, text) });
}

bool kgi_addend(struct kg_slice cell, struct kg_number *number)
{
	struct kg_slice text = kg_trim(cell);

	*number = kg_number_read(text);
	if (number->kind == KG_BLANK)
		return text.len > 0 && !kg_slice_same(text, kg_slice("…"));
	if (number->kind != KG_NUMBER)
		return false;

	enum kg_unit_kind kind = kg_unit_kind(number->unit);

	return number->unit.len == 0 || (kind != KG_UNIT_PERCENT && kind != KG_UNIT_RATE);
}
