#include "overall.h"
#include "total.h"

/* What a printed overall is of. */
struct parts {
	uint32_t slot;			/* the overall's */
	size_t n;
	struct kg_decimal sums[2];
	bool fit;			/* the sums' digits */
};

/* Is the row one of them? Its groups are the same but for the columns in `all`, a bit for each, in which the overall says 全体. */
static bool is_part(const struct kg_groups *groups, const struct kg_outcome *row, uint32_t slot, uint64_t all)
{
	bool part = row->effect.complete && !row->series.overall;

	for (size_t i = 0; i < groups->width && part; i++)
		part = (i < 64 && all >> i & 1) || kg_group_label(groups, row->series.slot, i).at == kg_group_label(groups, slot, i).at;
	return part;
}

/* A bit for each column in which the group says that it is all of them. */
static uint64_t totals_of(const struct kg_groups *groups, uint32_t slot)
{
	uint64_t all = 0;

	for (size_t i = 0; i < groups->width && i < 64; i++)
		all |= (uint64_t)kg_label_is_total(kg_group_label(groups, slot, i)) << i;
	return all;
}

static struct parts parts_of(const struct kg_groups *groups, const struct kg_outcome *begin, const struct kg_outcome *end,
			     uint32_t slot)
{
	struct parts parts = { .slot = slot, .fit = true };
	uint64_t all = totals_of(groups, slot);

	for (const struct kg_outcome *row = begin; row < end; row++) {
		if (!is_part(groups, row, slot, all))
			continue;
		parts.n++;
		for (int side = KG_BEFORE; side <= KG_AFTER; side++)
			parts.fit &= kg_add(&parts.sums[side], row->effect.values[side]);
	}
	return parts;
}

void kgi_overalls_plain_means(const struct kg_outcomes *all, struct kg_outcome *begin, struct kg_outcome *end)
{
	struct parts parts = { .slot = KG_ALL_GROUPS };

	for (struct kg_outcome *row = begin; row < end; row++) {
		if (!row->series.overall || !row->effect.complete)
			continue;
		/* those of a group stand together */
		if (parts.slot != row->series.slot)
			parts = parts_of(&all->pairs->groups, begin, end, row->series.slot);
		row->plain_mean = parts.fit && parts.n > 1;
		for (int side = KG_BEFORE; side <= KG_AFTER && row->plain_mean; side++) {
			struct kg_decimal value = row->effect.values[side], mean;

			row->plain_mean = kg_divide(parts.sums[side], kg_whole((int64_t)parts.n), value.scale, all->rule->round,
						    &mean) &&
					  kg_compare(mean, value) == 0;
		}
	}
}

/* Is everything in the series a part of this overall? */
static bool is_whole(const struct kg_groups *groups, const struct kg_outcome *begin, const struct kg_outcome *end, uint32_t slot)
{
	uint64_t all = totals_of(groups, slot);
	bool whole = true;

	for (const struct kg_outcome *row = begin; row < end && whole; row++)
		whole = row->series.overall || !row->effect.complete || is_part(groups, row, slot, all);
	return whole;
}

/* Weighted means are only as good as the digits of their parts. */
static bool agree(const struct kg_outcomes *all, const struct kg_effect *parts, struct kg_decimal made, struct kg_decimal value)
{
	struct kg_decimal more = made, less = value;
	unsigned scale = value.scale < parts->scale ? value.scale : parts->scale;

	if (!parts->mean || kgi_outcomes_of_persons(all))
		return kg_compare(made, value) == 0;
	if (kg_compare(more, less) < 0) {
		more = value;
		less = made;
	}
	return kg_subtract(&more, less) && kg_compare(more, (struct kg_decimal){ 1, scale }) <= 0;
}

/* What the parts make of a side of the row, with so many digits more. False when they do not fit. */
static bool make_part(const struct kg_outcomes *all, const struct kg_effect *parts, const struct kg_outcome *row, int side,
		      unsigned more, struct kg_decimal *made)
{
	const struct kg_comparison *c = &parts->c;
	unsigned scale = row->effect.values[side].scale + more;

	return kg_divide(side == KG_BEFORE ? c->before : c->after, c->base, scale, all->rule->round, made);
}

static void compare_parts(const struct kg_outcomes *all, const struct kg_effect *parts, struct kg_outcome *row)
{
	bool differs = false;

	row->weighted = parts->mean && !kgi_outcomes_of_persons(all);
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		struct kg_decimal made;

		if (!make_part(all, parts, row, side, 0, &made) || !make_part(all, parts, row, side, row->weighted, &row->parts[side]))
			return;
		differs |= !agree(all, parts, made, row->effect.values[side]);
	}
	row->differs = differs;
}

/* Does the input say that this is all of something, not only some (小計)? */
static bool is_of_all(const struct kg_pairs *pairs, const struct kg_series *overall)
{
	bool all = pairs->groups.width > 0 || kg_total_read(kg_pairs_label(&pairs->sites, overall->site)) & KG_TOTAL_OF_ALL;

	for (size_t i = 0; i < pairs->groups.width && all; i++) {
		unsigned says = kg_total_read(kg_group_label(&pairs->groups, overall->slot, i));

		all = !says || says & KG_TOTAL_OF_ALL;
	}
	return all;
}

bool kgi_overalls_find(const struct kg_outcomes *all, struct kg_outcome *begin, struct kg_outcome *end,
		       const struct kg_effect *parts)
{
	uint32_t slot = KG_ALL_GROUPS;
	bool found = false, whole = false;

	for (struct kg_outcome *row = begin; row < end; row++) {
		if (!row->series.overall || !row->effect.complete || !is_of_all(all->pairs, &row->series))
			continue;
		if (slot != row->series.slot)
			whole = is_whole(&all->pairs->groups, begin, end, row->series.slot);
		slot = row->series.slot;
		found |= whole;
		if (whole && parts)
			compare_parts(all, parts, row);
	}
	return found;
}
