#include "unit.h"

enum {
	SPELLINGS = 8,
	SPELLING_ROOM = 16,
	KNOWN_MAX = 48,		/* bytes of the longest known unit before folding: half-width kana, a blank or two, ／年 */
	UNKNOWN_MAX = 256,	/* bytes that kg_unit_same() folds */
};

/* A spelling ends with NULs, so that two are compared as blocks of one size. */
struct unit {
	enum kg_unit_kind kind;
	char spellings[SPELLINGS][SPELLING_ROOM];	/* the first is the name */
};

static const struct unit units[] = {
#define UNIT(kind, ...) { KG_UNIT_##kind, { __VA_ARGS__ } },
#include "unit.def"
#undef UNIT
};

enum { UNITS = sizeof units / sizeof *units };

static const char *const periods[] = { "年", "月", "週", "日" };

enum { PERIODS = sizeof periods / sizeof *periods };

struct known {
	const struct unit *unit;
	const char *period;	/* NULL: none */
};

static const struct unit *find(struct kg_slice text)
{
	char key[SPELLING_ROOM] = "";

	if (text.len == 0 || text.len >= sizeof key || text.at[text.len - 1] == '\0')
		return NULL;
	memcpy(key, text.at, text.len);
	for (const struct unit *unit = units; unit < units + UNITS; unit++)
		for (int i = 0; i < SPELLINGS && unit->spellings[i][0]; i++)
			if (memcmp(unit->spellings[i], key, sizeof key) == 0)
				return unit;
	return NULL;
}

/* Cuts /年 or the like off `text`; NULL when there is none. */
static const char *cut_period(struct kg_slice *text)
{
	size_t slash = text->len;
	struct kg_slice behind;

	while (slash > 0 && text->at[slash - 1] != '/')
		slash--;
	if (slash == 0)
		return NULL;
	behind = kg_trim(kg_slice_from(*text, slash));
	for (int i = 0; i < PERIODS; i++) {
		if (kg_slice_same(behind, kg_slice(periods[i]))) {
			*text = kg_trim((struct kg_slice){ text->at, slash - 1 });
			return periods[i];
		}
	}
	return NULL;
}

static bool look_up(struct kg_slice text, struct known *known)
{
	known->period = cut_period(&text);
	known->unit = find(text);
	return known->unit != NULL;
}

/* As written first: most cells need no folding. */
static bool recognise(struct kg_slice text, struct known *known)
{
	char folded[KG_FOLD_ROOM(KNOWN_MAX)];

	text = kg_trim(text);
	if (text.len == 0 || text.len > KNOWN_MAX)
		return false;
	if (look_up(text, known))
		return true;
	return look_up((struct kg_slice){ folded, kg_fold(text, KG_FOLD_WIDTH, folded) }, known);
}

static size_t append(char *name, size_t len, const char *text)
{
	memcpy(name + len, text, strlen(text));
	return len + strlen(text);
}

size_t kg_unit_fold(struct kg_slice unit, char *name)
{
	struct known known;
	size_t len = 0;

	if (!recognise(unit, &known))
		return kg_fold(unit, KG_FOLD_WIDTH, name);
	len = append(name, len, known.unit->spellings[0]);
	if (known.period) {
		len = append(name, len, "/");
		len = append(name, len, known.period);
	}
	return len;
}

static bool same_folded(struct kg_slice a, struct kg_slice b)
{
	char a_folded[KG_FOLD_ROOM(UNKNOWN_MAX)], b_folded[KG_FOLD_ROOM(UNKNOWN_MAX)];

	if (a.len > UNKNOWN_MAX || b.len > UNKNOWN_MAX)
		return false;
	a = (struct kg_slice){ a_folded, kg_fold(a, KG_FOLD_WIDTH, a_folded) };
	b = (struct kg_slice){ b_folded, kg_fold(b, KG_FOLD_WIDTH, b_folded) };
	return kg_slice_same(a, b);
}

bool kg_unit_same(struct kg_slice a, struct kg_slice b)
{
	struct known a_known, b_known;
	bool known;

	a = kg_trim(a);
	b = kg_trim(b);
	if (kg_slice_same(a, b))
		return true;
	known = recognise(a, &a_known);
	if (known != recognise(b, &b_known))
		return false;
	return known ? a_known.unit == b_known.unit && a_known.period == b_known.period : same_folded(a, b);
}

bool kg_unit_known(struct kg_slice unit)
{
	struct known known;

	return recognise(unit, &known);
}

enum kg_unit_kind kg_unit_kind(struct kg_slice unit)
{
	struct known known;

	return recognise(unit, &known) ? known.unit->kind : KG_UNIT_OTHER;
}
