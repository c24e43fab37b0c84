#include "array.h"
#include "overall.h"

#include <math.h>
#include <stdlib.h>

void kg_outcomes_fini(struct kg_outcomes *all)
{
	kg_matches_fini(&all->matches);
	kg_arena_fini(&all->arena);
	free(all->items);
}

/* What rows are made of: a pair, or all persons of a series. */
struct member {
	struct kg_series *series;
	struct kg_place place;
	const struct kg_pair *pair;		/* NULL: persons, */
	const struct kg_cohort *cohort;		/* who are these, */
	const struct kg_pair **persons;		/* and for ranks also one by one; */
	size_t listed;				/* so many stand there */
};

static struct kg_outcome *add_row(struct kg_outcomes *all, const struct member *member, bool total, struct kg_error *err)
{
	struct kg_outcome *row;

	if (!kg_grow(&all->items, &all->room, all->count + 1, sizeof *all->items)) {
		kg_error_memory(err);
		return NULL;
	}
	row = &all->items[all->count++];
	*row = (struct kg_outcome){ .place = member->place, .series = *member->series, .total = total, .met = "", .adjusted = NAN };
	row->effect.unit = kg_pairs_label(&all->pairs->units, member->series->unit);
	return row;
}

static void too_long(const struct kg_outcome *row, struct kg_error *err)
{
	kg_error_at(err, row->place, NULL, _("the numbers have too many digits to be compared"));
}

static void add_pair(struct kg_outcomes *all, const struct member *member, struct kg_error *err)
{
	struct kg_outcome *row = add_row(all, member, false, err);

	if (!row)
		return;
	kg_effect_pair(&row->effect, member->pair);
	if (member->series->differs && member->pair->subject.terms->backing)
		memcpy(row->written, member->pair->subject.terms->backing->written, sizeof row->written);
	if (all->rule->equal_exposure) {
		row->effect.exposures[KG_BEFORE] = row->effect.exposures[KG_AFTER] = kg_whole(1);
		row->effect.has_exposures = true;
	}
}

/* Are these persons in the row? */
static bool counts_in(const struct kg_outcome *row, const struct member *member)
{
	return !(row->total && member->series->overall);
}

/* For signed ranks, in units of the last digit: what is equal as decimals is then equal as doubles. */
static double *differences(struct kg_outcomes *all, const struct kg_outcome *row, const struct member *begin,
			   const struct member *end, struct kg_error *err)
{
	double *taken = kg_arena_take(&all->arena, row->effect.persons.n * sizeof *taken);
	size_t n = 0;

	if (!taken)
		kg_error_memory(err);
	for (const struct member *member = begin; member < end && taken; member++)
		for (size_t i = 0; i < member->listed && counts_in(row, member); i++) {
			const struct kg_pair *pair = member->persons[i];
			struct kg_decimal difference = kg_value(&pair->values, KG_AFTER);

			if (kg_pair_complete(pair) && kg_subtract(&difference, kg_value(&pair->values, KG_BEFORE)))
				taken[n++] = (double)kg_rounded(difference, row->effect.scale, KG_HALF_UP).units;
		}
	return taken;
}

/* The means of the persons from `begin` to `end`. */
static struct kg_outcome *add_persons(struct kg_outcomes *all, const struct member *begin, const struct member *end, bool marks,
				      bool total, struct kg_error *err)
{
	struct kg_outcome *row = add_row(all, begin, total, err);
	struct kg_cohort sum = { 0 };

	if (!row)
		return NULL;
	for (const struct member *member = begin; member < end; member++) {
		if (!total && !kg_series_agree(&row->series, member->series))
			all->contradictions = member->series->contradicts = true;
		if (counts_in(row, member))
			kg_cohort_merge(&sum, member->cohort);
	}
	if (sum.too_long)
		too_long(row, err);
	kg_effect_persons(&row->effect, &sum, marks);
	if (marks)
		row->effect.unit = kg_slice("%");
	if (all->rule->ranks && row->effect.complete)
		row->effect.differences = differences(all, row, begin, end, err);
	return row;
}

/* The total of the rows from `first`. */
static struct kg_outcome *add_total(struct kg_outcomes *all, size_t first, struct kg_error *err)
{
	struct kg_series series = all->items[first].series;
	struct kg_outcome *total = add_row(all, &(struct member){ .series = &series, .place = all->items[first].place }, true, err);

	if (!total)
		return NULL;
	for (const struct kg_outcome *row = all->items + first; row < total; row++)
		if (!row->series.overall && row->effect.complete && !kg_effect_add(&total->effect, &row->effect)) {
			too_long(total, err);
			break;
		}
	all->no_totals += total->effect.parts > 0 && !total->effect.complete;
	return total;
}

static struct kg_slice target_of(const struct kg_outcomes *all, const struct kg_outcome *row)
{
	return kg_pairs_label(&all->pairs->targets, row->series.target);
}

/* What all rows of a total say is said of it, too; but a change that is wanted of each is not the one wanted of a sum. */
static void carry_over(const struct kg_outcomes *all, const struct kg_outcome *rows, struct kg_outcome *total)
{
	const struct kg_series *first = NULL;
	struct kg_target target;

	total->series.overall = total->series.differs = false;
	for (const struct kg_outcome *row = rows; row < total; row++) {
		if (kg_place_compare(row->place, total->place) < 0)
			total->place = row->place;
		if (row->series.overall || !row->effect.complete)
			continue;
		if (!first) {
			first = &row->series;
			total->series.better = first->better;
			total->series.target = first->target;
		}
		if (row->series.better != first->better)
			total->series.better = KG_UNDIRECTED;
		if (row->series.target != first->target)
			total->series.target = KG_NONE;
	}
	if (!total->effect.mean && !(kg_target_read(target_of(all, total), total->effect.unit, &target) && target.relative))
		total->series.target = KG_NONE;
}

/* A target may fit the unit that a record names, and not the one that its row has. */
static void judge(struct kg_outcome *row, struct kg_error *err)
{
	struct kg_target target;
	bool met;

	row->verdict = kg_verdict(&row->effect.c, row->series.better);
	row->bad = strcmp(row->verdict, "worse") == 0;
	if (!row->target.len)
		return;
	/* what is wrong with a total's is said of its rows */
	if (kg_target_read(row->target, row->effect.unit, &target)) {
		if (kg_target_met(&target, &row->effect.c, &met)) {
			row->met = met ? N_("yes") : N_("no");
			row->bad |= !met;
		}
	} else if (!row->total) {
		kg_error_at(err, row->place, NULL, _("the target '%.*s' does not fit values in '%.*s'"), KG_SLICE_ARG(row->target),
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
	else if (row->series.differs && !kgi_outcomes_of_persons(all))
		row->verdict = N_("not_comparable");
	if (!rule->untested)
		kg_effect_test(&row->effect, rule->confidence);
	all->tests += row->effect.method != NULL;
}

static bool is_complete(const struct member *member)
{
	return member->cohort ? member->cohort->n == member->cohort->persons : kg_pair_complete(member->pair);
}

/* Is a part of the series not known? A range has no unit where the unit has no column, so it stands behind the metric's units. */
static bool lacks_parts(const struct kg_outcome *begin, const struct kg_outcome *end, const struct member *behind,
			const struct member *last)
{
	bool lacks = false;

	for (const struct kg_outcome *row = begin; row < end && !lacks; row++)
		lacks = !row->series.overall && !row->effect.complete;
	for (; behind < last && behind->series->metric == begin->series.metric && !lacks; behind++)
		lacks = behind->series->unit == KG_NONE && !behind->series->overall && !is_complete(behind);
	return lacks;
}

/* Are all cells of a metric marks? Reports a mark that stands among numbers. */
static bool are_marks(const struct member *begin, const struct member *end, struct kg_error *err)
{
	struct kg_cohort sum = { 0 };

	for (const struct member *member = begin; member < end; member++)
		kg_cohort_merge(&sum, member->cohort);
	if (sum.numbers && sum.word.file)
		kg_error_at(err, sum.word, NULL, _("a mark stands among numbers of the same metric"));
	return !sum.numbers;
}

/* The parts from `begin` to `end` are those of one metric and unit: their rows, and the total of these. */
static void add_series(struct kg_outcomes *all, const struct member *begin, const struct member *end, const struct member *last,
		       struct kg_error *err)
{
	bool persons = kgi_outcomes_of_persons(all), marks = persons && are_marks(begin, end, err);
	size_t first = all->count, behind;
	struct kg_outcome *total = NULL;
	struct kg_effect parts;
	bool known;

	for (const struct member *member = begin, *next; member < end; member = next) {
		for (next = member + 1; persons && next < end && next->series->slot == member->series->slot;)
			next++;
		if (persons)
			add_persons(all, member, next, marks, false, err);
		else
			add_pair(all, member, err);
	}
	behind = all->count;
	if (behind == first)
		return;
	if (all->rule->total)
		total = persons ? add_persons(all, begin, end, marks, true, err) : add_total(all, first, err);
	known = total && total->effect.complete;
	if (known)
		parts = total->effect;
	if (known && !kgi_overalls_find(all, all->items + first, total, NULL))
		carry_over(all, all->items + first, total);
	else
		all->count = behind;
	for (size_t i = first; i < all->count; i++)
		conclude(all, &all->items[i], err);
	kgi_overalls_plain_means(all, all->items + first, all->items + behind);
	if (known && !lacks_parts(all->items + first, all->items + behind, end, last) &&
	    kg_effect_settle(&parts, all->rule->digits, all->rule->round))
		kgi_overalls_find(all, all->items + first, all->items + behind, &parts);
}

static int by_series(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	const struct kg_series *s = x->series, *t = y->series;

	if (s->metric != t->metric)
		return s->metric < t->metric ? -1 : 1;
	if (s->unit != t->unit)
		return s->unit < t->unit ? -1 : 1;
	if (s->slot != t->slot)
		return s->slot < t->slot ? -1 : 1;
	return kg_place_compare(x->place, y->place);
}

static int by_rank(const void *a, const void *b)
{
	const struct kg_outcome *x = a, *y = b;

	return x->total != y->total ? x->total - y->total :
	       x->rank != y->rank ? (x->rank > y->rank ? 1 : -1) : kg_place_compare(x->place, y->place);
}

static void rank_by_label(struct kg_outcomes *all, struct kg_error *err)
{
	const struct kg_groups *groups = &all->pairs->groups;
	uint32_t *ranks = kg_arena_take(&all->arena, (groups->count + 1) * sizeof *ranks);

	if (!ranks || !kg_groups_rank(groups, KG_ORDER_LABEL, ranks)) {
		kg_error_memory(err);
		return;
	}
	for (size_t i = 0; i < all->count; i++)
		all->items[i].rank = all->items[i].total ? 0 : ranks[all->items[i].series.slot];
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

struct kg_slice kg_outcome_name(struct kg_outcomes *all, const struct kg_outcome *row)
{
	const struct kg_pairs *pairs = all->pairs;
	struct kg_slice name = kg_slice("");

	for (size_t i = 0; i < pairs->groups.width; i++)
		list(&all->arena, &name, kg_group_label(&pairs->groups, row->total ? KG_ALL_GROUPS : row->series.slot, i));
	if (pairs->groups.width == 0 && !kgi_outcomes_of_persons(all) && !row->total && row->series.site != KG_NONE)
		list(&all->arena, &name, kg_pairs_label(&pairs->sites, row->series.site));
	if (row->series.metric != KG_NONE)
		list(&all->arena, &name, kg_pairs_label(&pairs->metrics, row->series.metric));
	return name;
}

/* What goes through all pairs, in no order. */
struct walk {
	const struct kg_pairs *pairs;
	struct member *members;		/* of persons, by number of their series */
	size_t count;
	struct kg_error *err;
};

static struct kg_series *series_of(const struct walk *walk, const struct kg_bundled *item)
{
	return walk->pairs->series.items[((const struct kg_subject *)item)->terms->series->number];
}

/* Each pair is a member. */
static void take_pair(void *state, struct kg_bundled *item)
{
	const struct kg_pair *pair = (const struct kg_pair *)item;
	struct walk *walk = state;

	if (!pair->joined)
		walk->members[walk->count++] = (struct member){ .series = series_of(walk, item), .place = kg_bundled_place(item), .pair = pair };
}

static void list_person(void *state, struct kg_bundled *item)
{
	const struct kg_pair *pair = (const struct kg_pair *)item;
	struct walk *walk = state;
	struct member *member = &walk->members[pair->subject.terms->series->number];

	if (!pair->joined)
		member->persons[member->listed++] = pair;
}

static void report_contradiction(void *state, struct kg_bundled *item)
{
	struct walk *walk = state;

	if (!kg_pairs_joined(walk->pairs, item) && series_of(walk, item)->contradicts)
		kg_error_at(walk->err, kg_bundled_place(item), NULL, _("another direction or target than others have in its row"));
}

/* The persons of each series are a member, and for ranks stand together. */
static void take_persons(struct kg_outcomes *all, struct walk *walk)
{
	struct kg_pairs *pairs = all->pairs;
	const struct kg_matches *matches = &all->matches;
	const struct kg_pair **persons = NULL;

	if (all->rule->ranks && !(persons = kg_arena_take(&all->arena, pairs->items.count * sizeof *persons))) {
		kg_error_memory(walk->err);
		return;
	}
	for (size_t i = 0; i < matches->cohorts.room; i++)
		if (matches->cohorts.items[i]) {
			struct kg_cohort *cohort = matches->cohorts.items[i];

			walk->members[i] = (struct member){ walk->pairs->series.items[i], cohort->first, NULL, cohort, persons, 0 };
			persons += persons ? cohort->persons : 0;
		}
	if (persons)
		kg_bundles_items(&pairs->items, list_person, walk);
	for (size_t i = 0; i < matches->cohorts.room; i++)
		if (matches->cohorts.items[i])
			walk->members[walk->count++] = walk->members[i];
}

static void list_unpaired(struct kg_outcomes *all)
{
	const struct kg_firsts *unpaired = &all->matches.unpaired;

	all->unpaired_ids = kg_slice("");
	for (size_t i = 0; i < kg_firsts_known(unpaired, KG_FIRSTS); i++)
		list(&all->arena, &all->unpaired_ids, kg_subject_id(all->pairs, (const struct kg_subject *)unpaired->items[i]));
}

static void make_rows(struct kg_outcomes *all, struct walk *walk)
{
	const struct member *last = walk->members + walk->count;

	qsort(walk->members, walk->count, sizeof *walk->members, by_series);
	for (const struct member *member = walk->members, *next; member < last; member = next) {
		const struct kg_series *series = member->series;

		for (next = member + 1; next < last && next->series->metric == series->metric && next->series->unit == series->unit;)
			next++;
		add_series(all, member, next, last, walk->err);
	}
	if (all->contradictions)
		kg_bundles_items(&all->pairs->items, report_contradiction, walk);
	if (all->rule->order == KG_ORDER_LABEL)
		rank_by_label(all, walk->err);
	if (all->count)
		qsort(all->items, all->count, sizeof *all->items, by_rank);
}

/* Everything that is wrong is found before anything is said of it: in which order metrics come here depends on merges. */
static void make(struct kg_outcomes *all, struct kg_error *err)
{
	struct kg_pairs *pairs = all->pairs;
	struct walk walk = { .pairs = pairs, .err = err };

	walk.members = calloc(kgi_outcomes_of_persons(all) ? all->matches.cohorts.room : pairs->items.count, sizeof *walk.members);
	if (!walk.members) {
		kg_error_memory(err);
		return;
	}
	if (kgi_outcomes_of_persons(all))
		take_persons(all, &walk);
	else
		kg_bundles_items(&pairs->items, take_pair, &walk);
	make_rows(all, &walk);
	free(walk.members);
	if (all->rule->adjust)
		adjust(all, err);
}

int kg_outcomes_make(struct kg_outcomes *all, struct kg_error *err)
{
	const struct kg_outcome_rule *rule = all->rule;
	int status = kg_matches_make(&all->matches, all->pairs, rule->matching, rule->workers, err);

	list_unpaired(all);
	if (status == KG_OK && all->pairs->items.count)
		make(all, err);
	return status == KG_OK ? err->status : status;
}
