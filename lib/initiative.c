#include "initiative.h"
#include "array.h"

#include <limits.h>
#include <stdlib.h>

#include "direction.h"
#include "mark.h"
#include "total.h"
#include "word.h"

/* The words of a cell; a mark for nothing is none. */
static struct kg_slice words_in(struct kg_slice cell)
{
	return kg_is_nothing(cell) ? kg_slice("") : kg_trim(cell);
}

static struct kg_slice words_of(const struct kg_record *record, int field)
{
	return words_in(kg_get(record, field));
}

/* Words for what nobody knows yet. */
static bool is_open(struct kg_slice cell)
{
	static const char *const open[] = { "未把握", "未集計", "集計中", "調査中", "未確定", "不明", "未定" };
	char room[KG_WORD_ROOM];

	return kg_word_is_one_of(kg_word_fold(cell, room), open, sizeof open / sizeof *open);
}

/* 30人以上, 100人程度: it says more than a number. */
static bool is_bound(struct kg_slice cell)
{
	static const char *const behind[] = { "以上", "以下", "以内", "未満", "超", "超え", "程度", "前後", "ほど", "強", "弱" };

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		if (kg_slice_ends(cell, behind[i]) && kg_is_number((struct kg_slice){ cell.at, cell.len - strlen(behind[i]) }))
			return true;
	return false;
}

/* 約50人: words, as they begin with one. */
static bool is_rough(struct kg_slice cell)
{
	static const char *const before[] = { "約", "およそ", "おおよそ", "おおむね", "概ね" };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (kg_slice_starts(cell, before[i]) && kg_is_number(kg_slice_from(cell, strlen(before[i]))))
			return true;
	return false;
}

/* It may go on: 再掲（施策１）. */
static bool begins_repeated(struct kg_slice cell)
{
	static const char *const beginnings[] = { "再掲", "（再掲", "(再掲", "【再掲", "〔再掲", "［再掲", "[再掲" };

	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (kg_slice_starts(cell, beginnings[i]))
			return true;
	return false;
}

static int repeat_in(struct kg_slice cell)
{
	cell = words_in(cell);
	return begins_repeated(cell) ? KG_MARK_YES : (int)kg_mark_read(cell);
}

static int read_repeated(struct kg_initiatives *all, const struct kg_record *record, int field, struct kg_initiative *item,
			 struct kg_error *err)
{
	int mark = kg_meaning(&all->repeats, repeat_in, kg_get(record, field));

	if (mark == KG_MARK_YES)
		item->kind = KG_REPEATED;
	if (mark != KG_MARK_OTHER)
		return KG_OK;
	return kg_error_at(err, record->place, kg_field_name(record, field),
			   _("'%.*s' is neither a mark for what is repeated (再掲, 1, ○) nor none"),
			   KG_SLICE_ARG(words_of(record, field)));
}

enum { UNREADABLE = INT_MIN };

static int direction_in(struct kg_slice cell)
{
	enum kg_direction direction;

	return kg_direction_read(cell, &direction) ? (int)direction : UNREADABLE;
}

static int read_direction(struct kg_initiatives *all, const struct kg_record *record, int field, struct kg_initiative *item,
			  struct kg_error *err)
{
	struct kg_indicator *indicator = &item->indicator;
	int direction = kg_meaning(&all->directions, direction_in, kg_get(record, field));

	/* a target below where one began is to be reached from above, where nobody says otherwise */
	indicator->down = direction == KG_DOWN || (direction == KG_UNDIRECTED && indicator->has_target && indicator->has_baseline &&
						   kg_compare(indicator->target, indicator->baseline) < 0);
	if (direction != UNREADABLE)
		return KG_OK;
	return kg_error_at(err, record->place, kg_field_name(record, field), _("'%.*s' is not a direction like up, down, 増 or 減"),
			   KG_SLICE_ARG(words_of(record, field)));
}

/* A cell that is no number, and what to write instead. */
static int read_figure(const struct kg_record *record, int field, const struct kg_slice *unit, unsigned kinds,
		       struct kg_number *number, struct kg_error *err)
{
	int status = kg_get_number(record, field, unit, kinds | 1u << KG_MALFORMED, number, err);

	if (status != KG_OK || number->kind != KG_MALFORMED)
		return status;
	if (!is_bound(words_of(record, field)))
		return kg_get_number(record, field, unit, kinds, number, err);
	return kg_error_at(err, record->place, kg_field_name(record, field),
			   _("'%.*s': write the number alone, and whether 以上 or 以下 is meant in a column 方向 (direction)"),
			   KG_SLICE_ARG(words_of(record, field)));
}

/* The first of target, actual and baseline that has a unit gives it to all, where the unit has no cell of its own. */
static int read_figures(const struct kg_record *record, const struct kg_initiative_form *form, struct kg_initiative *item,
			struct kg_slice *unit, struct kg_error *err)
{
	struct kg_indicator *indicator = &item->indicator;
	const struct {
		int field;
		struct kg_decimal *value;
		bool *has;
		struct kg_slice *words;
	} of[] = {
		{ form->target, &indicator->target, &indicator->has_target, &item->target },
		{ form->actual, &indicator->actual, &indicator->has_actual, &item->actual },
		{ form->baseline, &indicator->baseline, &indicator->has_baseline, NULL },
	};
	int status = KG_OK;

	*unit = words_of(record, form->unit);
	for (size_t i = 0; i < sizeof of / sizeof *of && status == KG_OK; i++) {
		unsigned kinds = 1u << KG_BLANK | 1u << KG_NUMBER | (of[i].words ? 1u << KG_WORDS : 0);
		struct kg_number number;

		status = read_figure(record, of[i].field, unit, kinds, &number, err);
		*of[i].value = number.value;
		*of[i].has = number.kind == KG_NUMBER;
		if (status == KG_OK && number.kind == KG_WORDS && !is_open(words_of(record, of[i].field))) {
			*of[i].words = words_of(record, of[i].field);
			item->kind = KG_MILESTONE;
		}
		if (unit->len == 0)
			*unit = number.unit;
	}
	return status;
}

static int year_in(struct kg_slice cell)
{
	int year = UNREADABLE;

	kg_year_read(cell, &year);
	return year;
}

static int read_term(struct kg_initiatives *all, const struct kg_record *record, const struct kg_initiative_form *form,
		     struct kg_term *term, struct kg_error *err)
{
	struct kg_slice cell = words_of(record, form->year);
	int year = cell.len ? kg_meaning(&all->terms, year_in, cell) : kg_date_year_from(*form->day, form->year_start);

	if (year == UNREADABLE)
		return kg_error_at(err, record->place, kg_field_name(record, form->year),
				   _("'%.*s' is not a year like 2024 or 令和6年度"), KG_SLICE_ARG(cell));
	*term = (struct kg_term){ kg_date_of(year, form->year_start, 1), kg_date_of(year + 1, form->year_start, 1) - 1, *form->day };
	return KG_OK;
}

static int kind_in(struct kg_slice unit)
{
	return (int)kg_unit_kind(unit);
}

/* Reads all that can be wrong with a record. */
static int understand(struct kg_initiatives *all, const struct kg_record *record, const struct kg_initiative_form *form,
		      struct kg_initiative *item, struct kg_judgement *judgement, struct kg_error *err)
{
	int status = read_figures(record, form, item, &item->written, err), kind;

	if (status == KG_OK)
		status = read_direction(all, record, form->direction, item, err);
	if (status == KG_OK)
		status = read_repeated(all, record, form->repeated, item, err);
	if (status == KG_OK && form->day)
		status = read_term(all, record, form, &item->term, err);
	if (status != KG_OK)
		return status;
	kind = kg_meaning(&all->kinds, kind_in, item->written);
	item->addable = !item->indicator.down && kind != KG_UNIT_PERCENT && kind != KG_UNIT_RATE;
	if (item->kind == KG_REPEATED) {
		item->indicator = (struct kg_indicator){ 0 };
		item->target = item->actual = kg_slice("");
	}
	if (item->kind == KG_MEASURED && !kg_indicator_judge(&item->indicator, form->day ? &item->term : NULL, judgement))
		return kg_error_at(err, record->place, kg_field_name(record, form->target),
				   _("target, actual and baseline have too many digits together"));
	return KG_OK;
}

static struct kg_slice label_of(const struct kg_record *record, const struct kg_initiative_form *form)
{
	struct kg_slice label = words_of(record, form->indicator);

	if (label.len == 0)
		label = words_of(record, form->programme);
	return label.len ? label : words_of(record, form->theme);
}

/* Nothing of the record's own may stay. */
static bool keep(struct kg_initiatives *all, struct kg_initiative item)
{
	struct kg_slice *texts[] = { &item.label, &item.target, &item.actual, &item.written };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*texts[i] = texts[i]->len ? kg_arena_copy(&all->arena, *texts[i]) : kg_slice("");
		if (!texts[i]->at)
			return false;
	}
	return kg_append(&all->items, &all->count, &all->room, &item, 1, sizeof item);
}

static int progress_in(struct kg_slice cell)
{
	return (int)kg_progress_read(cell);
}

static bool know_status(struct kg_initiatives *all, const struct kg_record *record, int field, struct kg_initiative *item)
{
	struct kg_slice cell = kg_get(record, field);
	uint32_t id;

	item->progress = (enum kg_progress)kg_meaning(&all->statuses, progress_in, cell);
	return item->progress != KG_PROGRESS_OTHER || words_in(cell).len == 0 ||
	       kg_category(&all->unknown, words_in(cell), item->place, &id);
}

static bool know_rough(struct kg_initiatives *all, const struct kg_initiative *item)
{
	const struct kg_slice figures[] = { item->target, item->actual };
	bool ok = true;
	uint32_t id;

	for (size_t i = 0; i < sizeof figures / sizeof *figures && ok; i++)
		ok = figures[i].len == 0 || !is_rough(figures[i]) || kg_category(&all->rough, figures[i], item->place, &id);
	return ok;
}

static bool know_year(struct kg_initiatives *all, struct kg_slice cell, struct kg_initiative *item)
{
	item->year = KG_NONE;
	return cell.len == 0 || kg_category(&all->years, cell, item->place, &item->year);
}

enum { NAMED = 1 << 8 };	/* beside what kg_total_read() says: there is a label */

static int total_in(struct kg_slice cell)
{
	return (int)kg_total_read(cell) | (words_in(cell).len ? NAMED : 0);
}

/* What the labels in some fields say of a total. */
struct said {
	size_t labels, totals;
	bool only;		/* one can be nothing else */
};

static void look(struct kg_initiatives *all, const struct kg_record *record, int field, struct said *said)
{
	for (size_t i = 0; i < kg_width(record, field); i++) {
		int says = kg_meaning(&all->are_totals, total_in, kg_get_at(record, field, i));

		said->labels += (says & NAMED) != 0;
		said->totals += (says & KG_TOTAL) != 0;
		said->only |= (says & KG_TOTAL_ONLY) != 0;
	}
}

/* A row of the sheet that adds up others is never trusted. 全体 and 計 may name a group of people, or a figure: they tell where the
 * programme says so, or every label does. Groups may be years, so they tell only where there is nothing else. */
static bool is_total(struct kg_initiatives *all, const struct kg_record *record, const struct kg_initiative_form *form)
{
	struct said programme = { 0 }, labels = { 0 }, groups = { 0 };
	bool total;

	look(all, record, form->programme, &programme);
	labels = programme;
	look(all, record, form->theme, &labels);
	look(all, record, form->indicator, &labels);
	look(all, record, form->group, &groups);
	total = labels.only || groups.only || programme.totals || (labels.labels ? labels.totals == labels.labels : groups.totals);
	all->named_totals += !total && (labels.totals || groups.totals);
	return total;
}

static void take_place(struct kg_initiative_sum *sum, struct kg_place place)
{
	if (sum->place.file == 0 || kg_place_compare(place, sum->place) < 0)
		sum->place = place;
}

/* The sum that this belongs to; NULL when memory is short. */
static struct kg_initiative_sum *sum_for(struct kg_initiatives *all, uint32_t slot, uint32_t unit, uint32_t year)
{
	const uint32_t key[] = { slot, unit, year };
	uint32_t id;

	all->keys.width = sizeof key / sizeof *key;
	if (!kg_tuple(&all->keys, key, &id) || !kg_grow(&all->sums, &all->sum_room, all->keys.count, sizeof *all->sums))
		return NULL;
	all->sums[id].slot = slot;
	all->sums[id].unit = unit;
	all->sums[id].year = year;
	return &all->sums[id];
}

static bool add(struct kg_initiatives *all, const struct kg_initiative *item, const struct kg_judgement *judgement)
{
	struct kg_initiative_sum *sum = sum_for(all, item->slot, item->unit, item->year);
	enum kg_standing standing = judgement->standing;
	bool reported = kg_initiative_reported(item), added = reported && item->addable;

	if (!sum)
		return false;
	take_place(sum, item->place);
	sum->counts[KG_COUNTED_ALL]++;
	sum->counts[KG_COUNTED_PROGRESS + item->progress]++;
	sum->counts[KG_COUNTED_TARGETS] += item->kind == KG_MEASURED && item->indicator.has_target;
	sum->counts[KG_COUNTED_REPORTED] += reported;
	sum->counts[KG_COUNTED_MET] += standing == KG_MET;
	sum->counts[KG_COUNTED_BAD] += standing == KG_MISSED || standing == KG_BEHIND;
	sum->counts[KG_COUNTED_MILESTONES] += item->kind == KG_MILESTONE;
	sum->counts[KG_COUNTED_REPEATED] += item->kind == KG_REPEATED;
	sum->counts[KG_COUNTED_ADDED] += added;
	sum->counts[KG_COUNTED_APART] += reported && !item->addable;
	sum->counts[KG_COUNTED_ASKEW] += kg_indicator_askew(&item->indicator);
	sum->counts[KG_COUNTED_BASED] += item->indicator.has_baseline;
	if (added) {
		kg_sum_add(&sum->target, item->indicator.target);
		kg_sum_add(&sum->actual, item->indicator.actual);
		kg_sum_add(&sum->remaining, judgement->remaining);
	}
	return true;
}

int kg_initiatives_add(struct kg_initiatives *all, const struct kg_initiative_form *form, const struct kg_record *record,
		       struct kg_error *err)
{
	struct kg_initiative item = { .place = record->place, .target = kg_slice(""), .actual = kg_slice("") };
	struct kg_judgement judgement = { 0 };
	int status = understand(all, record, form, &item, &judgement, err);

	if (status == KG_OK && is_total(all, record, form)) {
		all->totals++;
		return KG_OK;
	}
	if (status == KG_OK)
		status = kg_group(&all->groups, record, form->group, &item.slot, err);
	if (status != KG_OK)
		return status;
	all->units.key = kg_unit_fold;
	all->years.key = kg_year_fold;
	if (form->rows)
		item.label = label_of(record, form);
	if (!kg_category(&all->units, item.written, item.place, &item.unit) || !know_status(all, record, form->status, &item) ||
	    !know_rough(all, &item) || !know_year(all, words_of(record, form->year), &item) || !add(all, &item, &judgement) ||
	    (form->rows && !keep(all, item)))
		return kg_error_memory(err);
	return KG_OK;
}

void kg_initiative_sum_add(struct kg_initiative_sum *sum, const struct kg_initiative_sum *more)
{
	take_place(sum, more->place);
	for (int i = 0; i < KG_COUNTED_KINDS; i++)
		sum->counts[i] += more->counts[i];
	kg_sum_merge(&sum->target, &more->target);
	kg_sum_merge(&sum->actual, &more->actual);
	kg_sum_merge(&sum->remaining, &more->remaining);
}

/* What numbers of `from` are here. */
struct maps {
	uint32_t *slots, *units, *years, *unknown, *rough;
};

static bool merge_mapped(struct kg_initiatives *all, const struct kg_initiatives *from, const struct maps *map)
{
	bool ok = kg_append(&all->items, &all->count, &all->room, from->items, from->count, sizeof *all->items);

	for (size_t i = 0; i < from->keys.count && ok; i++) {
		const struct kg_initiative_sum *more = &from->sums[i];
		uint32_t slot = map->slots[more->slot], unit = map->units[more->unit], year = kg_mapped(map->years, more->year);
		struct kg_initiative_sum *sum = sum_for(all, slot, unit, year);

		ok = sum != NULL;
		if (ok)
			kg_initiative_sum_add(sum, more);
	}
	for (size_t i = all->count - from->count; i < all->count && ok; i++) {
		struct kg_initiative *item = &all->items[i];

		item->slot = map->slots[item->slot];
		item->unit = map->units[item->unit];
		item->year = kg_mapped(map->years, item->year);
	}
	return ok;
}

bool kg_initiatives_merge(struct kg_initiatives *all, struct kg_initiatives *from)
{
	struct maps map = { NULL, kg_categories_map(&all->units, &from->units), kg_categories_map(&all->years, &from->years),
			    kg_categories_map(&all->unknown, &from->unknown), kg_categories_map(&all->rough, &from->rough) };
	bool ok = map.units && map.years && map.unknown && map.rough && kg_groups_merge(&all->groups, &from->groups, &map.slots) &&
		  merge_mapped(all, from, &map);

	kg_arena_merge(&all->arena, &from->arena);
	all->totals += from->totals;
	all->named_totals += from->named_totals;
	free(map.slots);
	free(map.units);
	free(map.years);
	free(map.unknown);
	free(map.rough);
	return ok;
}

static int by_rank_and_place(const void *a, const void *b)
{
	const struct kg_initiative *x = a, *y = b;

	return x->rank != y->rank ? (x->rank > y->rank ? 1 : -1) : kg_place_compare(x->place, y->place);
}

static int sum_by_place(const void *a, const void *b)
{
	return kg_place_compare(((const struct kg_initiative_sum *)a)->place, ((const struct kg_initiative_sum *)b)->place);
}

/* Ranks by slot, of groups as they first appear in sums, which are in order of place. */
static void rank_as_given(const struct kg_initiatives *all, uint32_t *ranks)
{
	uint32_t last = 0;	/* ranks are 0 before, and from 1 then */

	for (size_t i = 0; i < all->keys.count; i++)
		if (ranks[all->sums[i].slot] == 0)
			ranks[all->sums[i].slot] = ++last;
}

bool kg_initiatives_sort(struct kg_initiatives *all, enum kg_order order)
{
	uint32_t *ranks = calloc(all->groups.count + 1, sizeof *ranks);
	bool ok = ranks && (order == KG_ORDER_GIVEN || kg_groups_rank(&all->groups, order, ranks));

	if (all->keys.count)
		qsort(all->sums, all->keys.count, sizeof *all->sums, sum_by_place);
	if (ok && order == KG_ORDER_GIVEN)
		rank_as_given(all, ranks);
	for (size_t i = 0; i < all->keys.count && ok; i++)
		all->sums[i].rank = ranks[all->sums[i].slot];
	for (size_t i = 0; i < all->count && ok; i++)
		all->items[i].rank = order == KG_ORDER_GIVEN ? 0 : ranks[all->items[i].slot];
	if (all->count)
		qsort(all->items, all->count, sizeof *all->items, by_rank_and_place);
	free(ranks);
	return ok;
}

bool kg_initiative_reported(const struct kg_initiative *item)
{
	return item->kind == KG_MEASURED && item->indicator.has_target && item->indicator.has_actual;
}

void kg_initiatives_fini(struct kg_initiatives *all)
{
	kg_groups_fini(&all->groups);
	kg_categories_fini(&all->units);
	kg_categories_fini(&all->years);
	kg_categories_fini(&all->unknown);
	kg_categories_fini(&all->rough);
	kg_tuples_fini(&all->keys);
	free(all->sums);
	free(all->items);
	kg_meanings_fini(&all->are_totals);
	kg_meanings_fini(&all->kinds);
	kg_meanings_fini(&all->directions);
	kg_meanings_fini(&all->repeats);
	kg_meanings_fini(&all->statuses);
	kg_meanings_fini(&all->terms);
	kg_arena_fini(&all->arena);
}
