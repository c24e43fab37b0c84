#include "comparison.h"
#include "error.h"
#include "number.h"
#include "unit.h"

enum { LONGEST = 96 };	/* bytes of a target; more is none */

bool kg_comparison_of(const struct kg_decimal values[2], const struct kg_decimal bases[2], struct kg_comparison *c)
{
	struct kg_comparison result = { .before = values[KG_BEFORE], .after = values[KG_AFTER], .base = bases[KG_BEFORE] };

	if (kg_sign(bases[KG_BEFORE]) <= 0 || kg_sign(bases[KG_AFTER]) <= 0)
		return false;
	if (kg_compare(bases[KG_BEFORE], bases[KG_AFTER]) != 0 &&
	    (!kg_multiply(values[KG_BEFORE], bases[KG_AFTER], &result.before) ||
	     !kg_multiply(values[KG_AFTER], bases[KG_BEFORE], &result.after) ||
	     !kg_multiply(bases[KG_BEFORE], bases[KG_AFTER], &result.base)))
		return false;
	result.change = result.after;
	if (!kg_subtract(&result.change, result.before))
		return false;
	*c = result;
	return true;
}

/* False when the cell is too long for `text`, which has KG_FOLD_ROOM(LONGEST) bytes. */
static bool fold(struct kg_slice cell, char *text, struct kg_slice *folded)
{
	cell = kg_trim(cell);
	if (cell.len > LONGEST)
		return false;
	*folded = (struct kg_slice){ text, kg_fold(cell, KG_FOLD_CASE, text) };
	return true;
}

const char *kg_verdict(const struct kg_comparison *c, enum kg_direction better)
{
	static const char *const words[][3] = {
		[KG_UNDIRECTED] = { N_("decreased"), N_("unchanged"), N_("increased") },
		[KG_UP] = { N_("worse"), N_("unchanged"), N_("improved") },
		[KG_DOWN] = { N_("improved"), N_("unchanged"), N_("worse") },
	};

	return words[better][kg_sign(c->change) + 1];
}

/* The longer of two that begin, or end, alike stands first. */
static const struct {
	const char *before, *behind;
	enum kg_aim aim;
} aims[] = {
	{ "<=", "", KG_AT_MOST },
	{ "≦", "", KG_AT_MOST },
	{ "≤", "", KG_AT_MOST },
	{ ">=", "", KG_AT_LEAST },
	{ "≧", "", KG_AT_LEAST },
	{ "≥", "", KG_AT_LEAST },
	{ "<", "", KG_BELOW },
	{ ">", "", KG_ABOVE },
	{ "", "以下", KG_AT_MOST },
	{ "", "以上", KG_AT_LEAST },
	{ "", "未満", KG_BELOW },
	{ "", "超", KG_ABOVE },
	{ "", "削減", KG_FALL },
	{ "", "減少", KG_FALL },
	{ "", "低減", KG_FALL },
	{ "", "低下", KG_FALL },
	{ "", "軽減", KG_FALL },
	{ "", "短縮", KG_FALL },
	{ "", "減", KG_FALL },
	{ "", "増加", KG_RISE },
	{ "", "向上", KG_RISE },
	{ "", "上昇", KG_RISE },
	{ "", "増", KG_RISE },
	{ "-", "", KG_FALL },
	{ "▲", "", KG_FALL },
	{ "△", "", KG_FALL },
	{ "+", "", KG_RISE },
};

/* 30%以上の削減 is 30%削減: more is better. */
static struct kg_slice without_at_least(struct kg_slice amount)
{
	static const char *const ends[] = { "の", "以上" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (kg_slice_ends(amount, ends[i]))
			amount.len -= strlen(ends[i]);
	return amount;
}

static bool read_amount(struct kg_slice amount, struct kg_slice unit, struct kg_target *target)
{
	bool change = target->aim <= KG_RISE, percents = kg_unit_kind(unit) == KG_UNIT_PERCENT;
	struct kg_number n = kg_number_read(amount);

	if (n.kind != KG_NUMBER)
		n = kg_number_read_in(amount, unit);
	if (n.kind != KG_NUMBER || (change && kg_digit_run(kg_trim(amount)) == 0))
		return false;
	target->value = n.value;
	target->relative = change && kg_unit_kind(n.unit) == KG_UNIT_PERCENT;
	if (target->relative)
		return true;
	if (change && percents)
		return kg_unit_same(n.unit, kg_slice("pt"));
	return n.unit.len == 0 || unit.len == 0 || kg_unit_same(n.unit, unit);
}

bool kg_target_read(struct kg_slice cell, struct kg_slice unit, struct kg_target *target)
{
	char text[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice amount;

	if (!fold(cell, text, &amount))
		return false;
	for (size_t i = 0; i < sizeof aims / sizeof *aims; i++) {
		size_t before = strlen(aims[i].before), behind = strlen(aims[i].behind);

		if (!kg_slice_starts(amount, aims[i].before) || !kg_slice_ends(amount, aims[i].behind))
			continue;
		target->aim = aims[i].aim;
		amount.at += before;
		amount.len -= before + behind;
		if (target->aim <= KG_RISE && behind)
			amount = without_at_least(amount);
		return read_amount(amount, kg_trim(unit), target);
	}
	return false;
}

bool kg_target_met(const struct kg_target *target, const struct kg_comparison *c, bool *met)
{
	bool change = target->aim <= KG_RISE;
	struct kg_decimal reached = change ? c->change : c->after, wanted;

	/* change / before against value / 100, or reached / base against value: without dividing */
	if (target->relative && (kg_sign(c->before) <= 0 || !kg_multiply(reached, kg_whole(100), &reached)))
		return false;
	if (!kg_multiply(target->value, target->relative ? c->before : c->base, &wanted))
		return false;
	if (target->aim == KG_FALL)
		wanted.units = -wanted.units;

	static const struct { bool less, equal, more; } met_when[] = {
		[KG_FALL] = { true, true, false },
		[KG_RISE] = { false, true, true },
		[KG_AT_MOST] = { true, true, false },
		[KG_AT_LEAST] = { false, true, true },
		[KG_BELOW] = { true, false, false },
		[KG_ABOVE] = { false, false, true },
	};
	int order = kg_compare(reached, wanted);

	*met = order < 0 ? met_when[target->aim].less : order > 0 ? met_when[target->aim].more : met_when[target->aim].equal;
	return true;
}
