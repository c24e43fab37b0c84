#include "outcome.h"

#include <math.h>
#include <stdlib.h>

void kg_outcomes_fini(struct kg_outcomes *all)
{
	kg_arena_fini(&all->arena);
	free(all->items);
}

static struct kg_outcome *add_row(struct kg_outcomes *all, const struct kg_pair *pair, bool total, struct kg_error *err)
{
	struct kg_outcome *row;

	if (!kg_grow(&all->items, &all->room, all->count + 1, sizeof *all->items)) {
		kg_error_memory(err);
		return NULL;
	}
	row = &all->items[all->count++];
	*row = (struct kg_outcome){ .pair = *pair, .total = total, .met = "", .adjusted = NAN };
	row->effect.unit = kg_pairs_label(&all->pairs->units, pair->unit);
	return row;
}

static void too_long(const struct kg_outcome *row, struct kg_error *err)
{
	kg_error_at(err, row->pair.place, NULL, _("the numbers have too many digits to be compared"));
}

static void add_pair(struct kg_outcomes *all, const struct kg_pair *pair, struct kg_error *err)
{
	struct kg_outcome *row = add_row(all, pair, false, err);

	if (!row)
		return;
	kg_effect_pair(&row->effect, pair);
	if (all->rule->equal_exposure) {
		row->effect.exposures[KG_BEFORE] = row->effect.exposures[KG_AFTER] = kg_whole(1);
		row->effect.has_exposures = true;
	}
}

/* Is this person in the row? */
static bool counts_in(const struct kg_outcome *row, const struct kg_pair *pair)
{
	return kg_pair_complete(pair) && !(row->total && pair->overall);
}

/* For signed ranks, in units of the last digit: what is equal as decimals is then equal as doubles. */
static double *differences(struct kg_outcomes *all, const struct kg_outcome *row, const struct kg_pair *begin,
			   const struct kg_pair *end, struct kg_error *err)
{
	double *taken = kg_arena_take(&all->arena, row->effect.persons.n * sizeof *taken);
	size_t n = 0;

	if (!taken)
		kg_error_memory(err);
	for (const struct kg_pair *pair = begin; pair < end && taken; pair++) {
		struct kg_decimal difference = kg_reading_value(&pair->readings[KG_AFTER]);

		if (counts_in(row, pair) && kg_subtract(&difference, kg_reading_value(&pair->readings[KG_BEFORE])))
			taken[n++] = (double)kg_rounded(difference, row->effect.scale, KG_HALF_UP).units;
	}
	return taken;
}

/* The means of the persons from `begin` to `end`. */
static struct kg_outcome *add_persons(struct kg_outcomes *all, const struct kg_pair *begin, const struct kg_pair *end, bool marks,
				      bool total, struct kg_error *err)
{
	struct kg_outcome *row = add_row(all, begin, total, err);

	if (!row)
		return NULL;
	row->effect.marks = marks;
	row->effect.has_n[KG_BEFORE] = row->effect.has_n[KG_AFTER] = true;
	if (marks)
		row->effect.unit = kg_slice("%");
	for (const struct kg_pair *pair = begin; pair < end; pair++) {
		if (!total && !kg_pair_agree(&row->pair, pair))
			kg_error_at(err, pair->place, NULL, _("another direction or target than others have in its row"));
		if (counts_in(row, pair) && !kg_effect_person(&row->effect, pair)) {
			too_long(row, err);
			return row;
		}
	}
	if (all->rule->ranks && row->effect.complete)
		row->effect.differences = differences(all, row, begin, end, err);
	return row;
}

/* The total of the rows from `first`. */
static struct kg_outcome *add_total(struct kg_outcomes *all, size_t first, struct kg_error *err)
{
	struct kg_pair pair = all->items[first].pair;
	struct kg_outcome *total = add_row(all, &pair, true, err);

	if (!total)
		return NULL;
	for (const struct kg_outcome *row = all->items + first; row < total; row++)
		if (!row->pair.overall && row->effect.complete && !kg_effect_add(&total->effect, &row->effect)) {
			too_long(total, err);
			break;
		}
	all->no_totals += total->effect.parts > 0 && !total->effect.complete;
	return total;
}

static struct kg_slice target_of(const struct kg_outcomes *all, const struct kg_outcome *row)
{
	return kg_pairs_label(&all->pairs->targets, row->pair.target);
}

/* What all rows of a total say is said of it, too; but a change that is wanted of each is not the one wanted of a sum. */
static void carry_over(const struct kg_outcomes *all, const struct kg_outcome *rows, struct kg_outcome *total)
{
	const struct kg_pair *first = NULL;
	struct kg_target target;

	total->pair.overall = total->pair.differs = false;
	for (const struct kg_outcome *row = rows; row < total; row++) {
		if (kg_place_compare(row->pair.place, total->pair.place) < 0)
			total->pair.place = row->pair.place;
		if (row->pair.overall || !row->effect.complete)
			continue;
		if (!first) {
			first = &row->pair;
			total->pair.better = first->better;
			total->pair.target = first->target;
		}
		if (row->pair.better != first->better)
			total->pair.better = KG_UNDIRECTED;
		if (row->pair.target != first->target)
			total->pair.target = KG_NONE;
	}
	if (!total->effect.mean && !(kg_target_read(target_of(all, total), total->effect.unit, &target) && target.relative))
		total->pair.target = KG_NONE;
}

/* A target may fit the unit that a record names, and not the one that its row has. */
static void judge(struct kg_outcome *row, struct kg_error *err)
{
	struct kg_target target;
	bool met;

	row->verdict = kg_verdict(&row->effect.c, row->pair.better);
	row->bad = strcmp(row->verdict, "worse") == 0;
	if (!row->target.len)
		return;
	/* what is wrong with a total's is said of its rows */
	if (kg_target_read(row->target, row->effect.unit, &target)) {
		if (kg_target_met(&target, &row->effect.c, &met)) {
			row->met = met ? "yes" : "no";
			row->bad |= !met;
		}
	} else if (!row->total) {
		kg_error_at(err, row->pair.place, NULL, _("the target '%.*s' does not fit values in '%.*s'"), KG_SLICE_ARG(row->target),
			    KG_SLICE_ARG(row->effect.unit));
	}
}

static void conclude(struct kg_outcomes *all, struct kg_outcome *row, struct kg_error *err)
{
	const struct kg_outcome_rule *rule = all->rule;

	row->target = target_of(all, row);
	if (!kg_effect_settle(&row->effect, rule->digits, rule->round)) {
		too_long(row, err);
		return;
	}
	if (row->effect.complete)
		judge(row, err);
	else if (row->pair.differs && !rule->persons)
		row->verdict = "not_comparable";
	if (!rule->untested)
		kg_effect_test(&row->effect, rule->confidence);
	all->tests += row->effect.method != NULL;
}

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
	bool part = row->effect.complete && !row->pair.overall;

	for (size_t i = 0; i < groups->width && part; i++)
		part = (i < 64 && all >> i & 1) || kg_group_label(groups, row->pair.slot, i).at == kg_group_label(groups, slot, i).at;
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

static struct parts parts_of(const struct kg_groups *groups, const struct kg_outcome *begin, const struct kg_outcome *end, uint32_t slot)
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

/* Finds the overalls of a series whose values are both the plain means of their parts, as precisely as they are printed. */
static void find_plain_means(const struct kg_outcomes *all, struct kg_outcome *begin, struct kg_outcome *end)
{
	struct parts parts = { .slot = KG_ALL_GROUPS };

	for (struct kg_outcome *row = begin; row < end; row++) {
		if (!row->pair.overall || !row->effect.complete)
			continue;
		/* those of a group stand together */
		if (parts.slot != row->pair.slot)
			parts = parts_of(&all->pairs->groups, begin, end, row->pair.slot);
		row->plain_mean = parts.fit && parts.n > 1;
		for (int side = KG_BEFORE; side <= KG_AFTER && row->plain_mean; side++) {
			struct kg_decimal value = row->effect.values[side], mean;

			row->plain_mean = kg_divide(parts.sums[side], kg_whole((int64_t)parts.n), value.scale, all->rule->round, &mean) &&
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
		whole = row->pair.overall || !row->effect.complete || is_part(groups, row, slot, all);
	return whole;
}

/* Is a part of the series not known? A range has no unit where the unit has no column, so it stands behind the metric's units. */
static bool lacks_parts(const struct kg_outcomes *all, const struct kg_outcome *begin, const struct kg_outcome *end,
			const struct kg_pair *behind)
{
	bool lacks = false;

	for (const struct kg_outcome *row = begin; row < end && !lacks; row++)
		lacks = !row->pair.overall && !row->effect.complete;
	for (; behind < all->pairs->items + all->pairs->count && behind->metric == begin->pair.metric && !lacks; behind++)
		lacks = behind->unit == KG_NONE && !behind->overall && !kg_pair_complete(behind);
	return lacks;
}

/* Weighted means are only as good as the digits of their parts. */
static bool agree(const struct kg_outcomes *all, const struct kg_effect *parts, struct kg_decimal made, struct kg_decimal value)
{
	struct kg_decimal more = made, less = value;
	unsigned scale = value.scale < parts->scale ? value.scale : parts->scale;

	if (!parts->mean || all->rule->persons)
		return kg_compare(made, value) == 0;
	if (kg_compare(more, less) < 0) {
		more = value;
		less = made;
	}
	return kg_subtract(&more, less) && kg_compare(more, (struct kg_decimal){ 1, scale }) <= 0;
}

static void compare_parts(const struct kg_outcomes *all, const struct kg_effect *parts, struct kg_outcome *row)
{
	const struct kg_comparison *c = &parts->c;
	bool differs = false;

	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		struct kg_decimal value = row->effect.values[side];

		if (!kg_divide(side == KG_BEFORE ? c->before : c->after, c->base, value.scale, all->rule->round, &row->parts[side]))
			return;
		differs |= !agree(all, parts, row->parts[side], value);
	}
	row->differs = differs;
}

/* Finds the overalls of the whole series, which need no total; `parts` is that, or NULL if it is not known. */
static bool find_overalls(const struct kg_outcomes *all, struct kg_outcome *begin, struct kg_outcome *end,
			  const struct kg_effect *parts)
{
	uint32_t slot = KG_ALL_GROUPS;
	bool found = false, whole = false;

	for (struct kg_outcome *row = begin; row < end; row++) {
		if (!row->pair.overall || !row->effect.complete)
			continue;
		if (slot != row->pair.slot)
			whole = is_whole(&all->pairs->groups, begin, end, row->pair.slot);
		slot = row->pair.slot;
		found |= whole;
		if (whole && parts)
			compare_parts(all, parts, row);
	}
	return found;
}

/* Are all cells of a metric marks? Reports a mark that stands among numbers. */
static bool are_marks(const struct kg_pair *begin, const struct kg_pair *end, struct kg_error *err)
{
	const struct kg_pair *word = NULL;
	bool marks = true;

	for (const struct kg_pair *pair = begin; pair < end; pair++)
		for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
			const struct kg_reading *reading = &pair->readings[side];
			bool mark = reading->mark == KG_MARK_YES || reading->mark == KG_MARK_NO;

			marks &= mark || reading->kind == KG_BLANK;
			if (mark && reading->kind != KG_NUMBER && (!word || kg_place_compare(pair->place, word->place) < 0))
				word = pair;
		}
	if (!marks && word)
		kg_error_at(err, word->place, NULL, _("a mark stands among numbers of the same metric"));
	return marks;
}

/* The pairs from `begin` to `end` are those of one metric and unit: their rows, and the total of these. */
static void add_series(struct kg_outcomes *all, const struct kg_pair *begin, const struct kg_pair *end, struct kg_error *err)
{
	bool persons = all->rule->persons, marks = persons && are_marks(begin, end, err);
	size_t first = all->count, last;
	struct kg_outcome *total = NULL;
	struct kg_effect parts;
	bool known;

	for (const struct kg_pair *pair = begin, *next; pair < end; pair = next) {
		for (next = pair + 1; persons && next < end && next->slot == pair->slot;)
			next++;
		if (persons)
			add_persons(all, pair, next, marks, false, err);
		else
			add_pair(all, pair, err);
	}
	last = all->count;
	if (last == first)
		return;
	if (all->rule->total)
		total = persons ? add_persons(all, begin, end, marks, true, err) : add_total(all, first, err);
	known = total && total->effect.complete;
	if (known)
		parts = total->effect;
	if (known && !find_overalls(all, all->items + first, total, NULL))
		carry_over(all, all->items + first, total);
	else
		all->count = last;
	for (size_t i = first; i < all->count; i++)
		conclude(all, &all->items[i], err);
	find_plain_means(all, all->items + first, all->items + last);
	if (known && !lacks_parts(all, all->items + first, all->items + last, end) &&
	    kg_effect_settle(&parts, all->rule->digits, all->rule->round))
		find_overalls(all, all->items + first, all->items + last, &parts);
}

static int by_series(const void *a, const void *b)
{
	const struct kg_pair *x = a, *y = b;

	if (x->metric != y->metric)
		return x->metric < y->metric ? -1 : 1;
	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->slot != y->slot)
		return x->slot < y->slot ? -1 : 1;
	return kg_place_compare(x->place, y->place);
}

static int by_place(const void *a, const void *b)
{
	const struct kg_outcome *x = a, *y = b;

	return x->total != y->total ? x->total - y->total : kg_place_compare(x->pair.place, y->pair.place);
}

static void adjust(struct kg_outcomes *all, struct kg_error *err)
{
	double *p = kg_arena_take(&all->arena, (all->count + 1) * sizeof *p);

	for (size_t i = 0; i < all->count && p; i++)
		p[i] = all->items[i].effect.method ? all->items[i].effect.result.p : NAN;
	if (!p || !all->rule->adjust(p, all->count))
		kg_error_memory(err);
	for (size_t i = 0; i < all->count && p; i++)
		all->items[i].adjusted = p[i];
}

/* As much of the list as memory allows. */
static void list(struct kg_arena *arena, struct kg_slice *text, struct kg_slice item)
{
	struct kg_slice longer = kg_arena_list(arena, *text, item);

	if (longer.at)
		*text = longer;
}

/* Settled pairs are in order of place. */
static void find_unpaired(struct kg_outcomes *all)
{
	const struct kg_pairs *pairs = all->pairs;

	all->unpaired_ids = kg_slice("");
	for (const struct kg_pair *pair = pairs->items; pair < pairs->items + pairs->count; pair++)
		if (all->rule->persons && !kg_pair_complete(pair) && all->unpaired++ < KG_UNPAIRED_MAX)
			list(&all->arena, &all->unpaired_ids, kg_pairs_label(&pairs->ids, pair->id));
}

struct kg_slice kg_outcome_name(struct kg_outcomes *all, const struct kg_outcome *row)
{
	const struct kg_pairs *pairs = all->pairs;
	struct kg_slice name = kg_slice("");

	for (size_t i = 0; i < pairs->groups.width; i++)
		list(&all->arena, &name, kg_group_label(&pairs->groups, row->total ? KG_ALL_GROUPS : row->pair.slot, i));
	if (pairs->groups.width == 0 && !all->rule->persons && !row->total && row->pair.site != KG_NONE)
		list(&all->arena, &name, kg_pairs_label(&pairs->sites, row->pair.site));
	if (row->pair.metric != KG_NONE)
		list(&all->arena, &name, kg_pairs_label(&pairs->metrics, row->pair.metric));
	return name;
}

/* Everything that is wrong is found before anything is said of it: in which order metrics come here depends on merges. */
int kg_outcomes_make(struct kg_outcomes *all, struct kg_error *err)
{
	struct kg_pair *pairs = all->pairs->items, *end;

	if (all->pairs->count == 0)
		return err->status;
	end = pairs + all->pairs->count;
	find_unpaired(all);
	qsort(pairs, all->pairs->count, sizeof *pairs, by_series);
	for (const struct kg_pair *pair = pairs, *next; pair < end; pair = next) {
		for (next = pair + 1; next < end && next->metric == pair->metric && next->unit == pair->unit;)
			next++;
		add_series(all, pair, next, err);
	}
	if (all->count)
		qsort(all->items, all->count, sizeof *all->items, by_place);
	if (all->rule->adjust)
		adjust(all, err);
	return err->status;
}
