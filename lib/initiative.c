#include "initiative.h"

#include <stdlib.h>

#include "direction.h"
#include "mark.h"

enum { LONGEST = 64 };	/* bytes; no word is longer, however wide it is written */

/* As kg_fold() leaves them; the first of each kind is printed. */
static const struct {
	const char *word;
	enum kg_progress progress;
} words[] = {
	{ "done", KG_PROGRESS_DONE },
	{ "completed", KG_PROGRESS_DONE },
	{ "実施済", KG_PROGRESS_DONE },
	{ "実施済み", KG_PROGRESS_DONE },
	{ "完了", KG_PROGRESS_DONE },
	{ "達成", KG_PROGRESS_DONE },
	{ "済", KG_PROGRESS_DONE },
	{ "in_progress", KG_PROGRESS_RUNNING },
	{ "in progress", KG_PROGRESS_RUNNING },
	{ "取組中", KG_PROGRESS_RUNNING },
	{ "取り組み中", KG_PROGRESS_RUNNING },
	{ "実施中", KG_PROGRESS_RUNNING },
	{ "継続", KG_PROGRESS_RUNNING },
	{ "継続中", KG_PROGRESS_RUNNING },
	{ "進行中", KG_PROGRESS_RUNNING },
	{ "in_discussion", KG_PROGRESS_DISCUSSED },
	{ "in discussion", KG_PROGRESS_DISCUSSED },
	{ "協議中", KG_PROGRESS_DISCUSSED },
	{ "検討中", KG_PROGRESS_DISCUSSED },
	{ "調整中", KG_PROGRESS_DISCUSSED },
	{ "準備中", KG_PROGRESS_DISCUSSED },
	{ "planned", KG_PROGRESS_PLANNED },
	{ "未実施", KG_PROGRESS_PLANNED },
	{ "未着手", KG_PROGRESS_PLANNED },
	{ "予定", KG_PROGRESS_PLANNED },
	{ "計画", KG_PROGRESS_PLANNED },
	{ "cancelled", KG_PROGRESS_CANCELLED },
	{ "canceled", KG_PROGRESS_CANCELLED },
	{ "中止", KG_PROGRESS_CANCELLED },
	{ "廃止", KG_PROGRESS_CANCELLED },
	{ "取りやめ", KG_PROGRESS_CANCELLED },
	{ "other", KG_PROGRESS_OTHER },
};

enum { WORDS = sizeof words / sizeof *words };

/* Decoration. Folding has made [ ] of ［ ］. */
static const struct {
	const char *opening, *closing;
} brackets[] = { { "【", "】" }, { "〔", "〕" }, { "[", "]" } };

static struct kg_slice without_brackets(struct kg_slice text)
{
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		size_t open = strlen(brackets[i].opening), close = strlen(brackets[i].closing);

		if (text.len >= open + close && kg_slice_starts(text, brackets[i].opening) &&
		    kg_slice_ends(text, brackets[i].closing))
			return kg_trim((struct kg_slice){ text.at + open, text.len - open - close });
	}
	return text;
}

enum kg_progress kg_progress_read(struct kg_slice cell)
{
	char room[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice word = kg_trim(cell);

	if (word.len > LONGEST)
		return KG_PROGRESS_OTHER;
	word = without_brackets((struct kg_slice){ room, kg_fold(word, KG_FOLD_CASE, room) });
	for (size_t i = 0; i < WORDS; i++)
		if (kg_slice_same(word, kg_slice(words[i].word)))
			return words[i].progress;
	return KG_PROGRESS_OTHER;
}

const char *kg_progress_word(enum kg_progress progress)
{
	size_t i = 0;

	while (words[i].progress != progress)
		i++;
	return words[i].word;
}

/* The words of a cell; a mark for nothing is none. */
static struct kg_slice words_of(const struct kg_record *record, int field)
{
	struct kg_slice cell = kg_trim(kg_get(record, field));

	return kg_number_read(cell).kind == KG_BLANK ? kg_slice("") : cell;
}

/* Words for what nobody knows yet, as kg_fold() leaves them. */
static bool is_open(struct kg_slice cell)
{
	static const char *const open[] = { "未把握", "未集計", "集計中", "調査中", "未確定", "不明", "未定" };
	char room[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice word = { room, 0 };

	if (cell.len <= LONGEST)
		word.len = kg_fold(cell, KG_FOLD_WIDTH, room);
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (kg_slice_same(word, kg_slice(open[i])))
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

static int read_repeated(const struct kg_record *record, int field, struct kg_initiative *item, struct kg_error *err)
{
	struct kg_slice cell = words_of(record, field);
	enum kg_mark mark = kg_mark_read(cell);

	if (mark == KG_MARK_YES || begins_repeated(cell))
		item->kind = KG_REPEATED;
	else if (mark == KG_MARK_OTHER)
		return kg_error_at(err, record->place, kg_field_name(record, field),
				   _("'%.*s' is neither a mark for what is repeated (再掲, 1, ○) nor none"), KG_SLICE_ARG(cell));
	return KG_OK;
}

static int read_direction(const struct kg_record *record, int field, struct kg_initiative *item, struct kg_error *err)
{
	struct kg_slice cell = words_of(record, field);
	enum kg_direction direction;
	bool read = kg_direction_read(cell, &direction);

	/* a target below where one began is to be reached from above, where nobody says otherwise */
	item->indicator.down = direction == KG_DOWN ||
			       (direction == KG_UNDIRECTED && item->indicator.has_target && item->indicator.has_baseline &&
				kg_compare(item->indicator.target, item->indicator.baseline) < 0);
	if (read)
		return KG_OK;
	return kg_error_at(err, record->place, kg_field_name(record, field), _("'%.*s' is not a direction like up, down, 増 or 減"),
			   KG_SLICE_ARG(cell));
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

		status = kg_get_number(record, of[i].field, unit, kinds, &number, err);
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

static int read_term(const struct kg_record *record, const struct kg_initiative_form *form, struct kg_term *term,
		     struct kg_error *err)
{
	struct kg_slice cell = words_of(record, form->year);
	int year = kg_date_year_from(*form->day, form->year_start);

	if (cell.len && !kg_year_read(cell, &year))
		return kg_error_at(err, record->place, kg_field_name(record, form->year),
				   _("'%.*s' is not a year like 2024 or 令和6年度"), KG_SLICE_ARG(cell));
	*term = (struct kg_term){ kg_date_of(year, form->year_start, 1), kg_date_of(year + 1, form->year_start, 1) - 1, *form->day };
	return KG_OK;
}

/* Reads all that can be wrong with a record. */
static int understand(const struct kg_record *record, const struct kg_initiative_form *form, struct kg_initiative *item,
		      struct kg_slice *unit, struct kg_error *err)
{
	struct kg_term term;
	enum kg_unit_kind kind;
	int status = read_figures(record, form, item, unit, err);

	if (status == KG_OK)
		status = read_direction(record, form->direction, item, err);
	if (status == KG_OK)
		status = read_repeated(record, form->repeated, item, err);
	if (status == KG_OK && form->day)
		status = read_term(record, form, &term, err);
	if (status != KG_OK)
		return status;
	kind = kg_unit_kind(*unit);
	item->addable = !item->indicator.down && kind != KG_UNIT_PERCENT && kind != KG_UNIT_RATE;
	if (item->kind == KG_REPEATED) {
		item->indicator = (struct kg_indicator){ 0 };
		item->target = item->actual = kg_slice("");
	}
	if (item->kind == KG_MEASURED && !kg_indicator_judge(&item->indicator, form->day ? &term : NULL, &item->judgement))
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
static bool keep_words(struct kg_arena *arena, bool wanted, struct kg_initiative *item)
{
	if (!wanted)
		item->label = item->target = item->actual = item->written = kg_slice("");
	item->label = kg_arena_copy(arena, item->label);
	item->target = kg_arena_copy(arena, item->target);
	item->actual = kg_arena_copy(arena, item->actual);
	item->written = kg_arena_copy(arena, item->written);
	return item->label.at && item->target.at && item->actual.at && item->written.at;
}

static bool know_status(struct kg_initiatives *all, struct kg_slice cell, struct kg_initiative *item)
{
	uint32_t id;

	item->progress = kg_progress_read(cell);
	return item->progress != KG_PROGRESS_OTHER || cell.len == 0 || kg_category(&all->unknown, cell, item->place, &id);
}

static bool know_year(struct kg_initiatives *all, struct kg_slice cell, struct kg_initiative *item)
{
	uint32_t id;
	bool ok = cell.len == 0 || kg_category(&all->years, cell, item->place, &id);

	item->year = ok && cell.len ? id + 1 : 0;
	return ok;
}

/* A row of the sheet that adds up others is never trusted. */
static bool is_total(const struct kg_record *record, const struct kg_initiative_form *form)
{
	bool total = kg_label_is_total(kg_get(record, form->theme)) || kg_label_is_total(kg_get(record, form->programme)) ||
		     kg_label_is_total(kg_get(record, form->indicator));

	for (size_t i = 0; i < kg_width(record, form->group) && !total; i++)
		total = kg_label_is_total(kg_get_at(record, form->group, i));
	return total;
}

int kg_initiatives_add(struct kg_initiatives *all, const struct kg_initiative_form *form, const struct kg_record *record,
		       struct kg_error *err)
{
	struct kg_initiative item = { .place = record->place, .label = label_of(record, form), .target = kg_slice(""),
				      .actual = kg_slice("") };
	struct kg_slice unit;
	int status = understand(record, form, &item, &unit, err);

	if (status == KG_OK && is_total(record, form)) {
		all->totals++;
		return KG_OK;
	}
	if (status == KG_OK)
		status = kg_group(&all->groups, record, form->group, &item.slot, err);
	if (status != KG_OK)
		return status;
	all->units.key = kg_unit_fold;
	item.written = unit;
	if (!kg_category(&all->units, unit, item.place, &item.unit) ||
	    !know_status(all, words_of(record, form->status), &item) || !know_year(all, words_of(record, form->year), &item) ||
	    !keep_words(&all->arena, form->words, &item) ||
	    !kg_grow(&all->items, &all->room, all->count + 1, sizeof *all->items))
		return kg_error_memory(err);
	all->items[all->count++] = item;
	return KG_OK;
}

bool kg_initiatives_merge(struct kg_initiatives *all, struct kg_initiatives *from)
{
	uint32_t *slots = NULL, *units = malloc((from->units.count + 1) * sizeof *units),
		 *years = malloc((from->years.count + 1) * sizeof *years),
		 *unknown = malloc((from->unknown.count + 1) * sizeof *unknown);
	bool ok = units && years && unknown && kg_groups_merge(&all->groups, &from->groups, &slots) &&
		  kg_categories_merge(&all->units, &from->units, units) &&
		  kg_categories_merge(&all->years, &from->years, years) &&
		  kg_categories_merge(&all->unknown, &from->unknown, unknown) &&
		  kg_grow(&all->items, &all->room, all->count + from->count, sizeof *all->items);

	for (size_t i = 0; i < from->count && ok; i++) {
		struct kg_initiative *item = &all->items[all->count++];

		*item = from->items[i];
		item->slot = slots[item->slot];
		item->unit = units[item->unit];
		if (item->year)
			item->year = years[item->year - 1] + 1;
	}
	kg_arena_merge(&all->arena, &from->arena);
	all->totals += from->totals;
	free(slots);
	free(units);
	free(years);
	free(unknown);
	return ok;
}

static int by_place(const void *a, const void *b)
{
	return kg_place_compare(((const struct kg_initiative *)a)->place, ((const struct kg_initiative *)b)->place);
}

bool kg_initiatives_sort(struct kg_initiatives *all)
{
	uint32_t *ranks = calloc(all->groups.count + 1, sizeof *ranks), last = 0;	/* from 1 */

	if (!ranks)
		return false;
	if (all->count)
		qsort(all->items, all->count, sizeof *all->items, by_place);
	for (size_t i = 0; i < all->count; i++) {
		struct kg_initiative *item = &all->items[i];

		if (ranks[item->slot] == 0)
			ranks[item->slot] = ++last;
		item->rank = ranks[item->slot];
	}
	free(ranks);
	return true;
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
	free(all->items);
	kg_arena_fini(&all->arena);
}
