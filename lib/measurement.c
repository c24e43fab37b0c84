#include "measurement.h"

/* A record that has been understood, before anything is kept. */
struct entry {
	struct kg_pairs *pairs;
	const struct kg_measurement_form *form;
	const struct kg_record *record;
	struct kg_backing *backing;		/* NULL of persons */
	struct kg_values values;
	struct kg_slice id, unit;
	struct kg_slice units[2], written[2];	/* the readings', and their cells */
	bool range;				/* a reading is one */
	bool special;				/* so, or it has a unit of its own */
};

static int complain(const struct entry *entry, int field, const char *what, struct kg_error *err)
{
	return kg_error_at(err, entry->record->place, kg_field_name(entry->record, field), "%s", what);
}

static int complain_of_value(const struct entry *entry, int field, struct kg_slice cell, struct kg_error *err)
{
	const char *name = kg_field_name(entry->record, field);

	cell = kg_trim(cell);
	if (entry->unit.len)
		return kg_error_at(err, entry->record->place, name, _("'%.*s' is not a number in %.*s"), KG_SLICE_ARG(cell),
				   KG_SLICE_ARG(entry->unit));
	return kg_error_at(err, entry->record->place, name, _("'%.*s' is not a number"), KG_SLICE_ARG(cell));
}

static void set_value(struct entry *entry, int side, const struct kg_number *n, enum kg_mark mark)
{
	entry->values.readings[side] = (struct kg_reading){ (uint8_t)n->value.scale, n->kind & 15, mark & 7, true };
	entry->values.units[side] = (int64_t)n->value.units;
}

static void set_nothing(struct entry *entry, int side)
{
	entry->values.readings[side] = (struct kg_reading){ 0 };
	entry->values.units[side] = 0;
	entry->units[side] = entry->written[side] = kg_slice("");
}

/* What is wanted of a cell that may be a mark: the mark, and what kind of number it is. */
static int word_of(struct kg_slice cell)
{
	return (int)kg_mark_read(cell) | (int)kg_number_read(cell).kind << 4;
}

/* Reads a cell without a unit of its record's. There are few such words, and many cells. */
static struct kg_number read_word(struct entry *entry, struct kg_slice cell, enum kg_mark *mark)
{
	int word = kg_meaning(&entry->pairs->words, word_of, cell);
	struct kg_number n = { .kind = (enum kg_number_kind)(word >> 4) };

	*mark = (enum kg_mark)(word & 15);
	return n.kind == KG_NUMBER ? kg_number_read(cell) : n;
}

/* Reads a cell that read_plain() does not take. */
static int read_other(struct entry *entry, int field, struct kg_slice cell, int side, struct kg_error *err)
{
	enum kg_mark mark = KG_MARK_OTHER;
	struct kg_number n;

	if (entry->form->marks && entry->unit.len == 0)
		n = read_word(entry, cell, &mark);
	else
		n = kg_number_read_in(cell, entry->unit);
	set_value(entry, side, &n, mark);
	entry->units[side] = entry->unit.len ? entry->unit : n.unit;
	entry->written[side] = n.kind == KG_BLANK ? kg_slice("") : cell;
	entry->range |= n.kind == KG_RANGE;
	entry->special |= n.kind == KG_RANGE || entry->units[side].len != entry->unit.len;
	if ((n.kind != KG_WORDS && n.kind != KG_MALFORMED) || mark == KG_MARK_YES || mark == KG_MARK_NO)
		return KG_OK;
	return complain_of_value(entry, field, cell, err);
}

/* Takes a cell that is a plain number. False if it is not, or may be a mark, too. */
static inline bool read_plain(struct entry *entry, struct kg_slice cell, int side)
{
	struct kg_number n = { .kind = KG_NUMBER };

	if (!kg_number_plain(cell, &n.value) || (entry->form->marks && n.value.units <= 1))
		return false;
	set_value(entry, side, &n, KG_MARK_OTHER);
	entry->units[side] = entry->unit;
	entry->written[side] = cell;
	return true;
}

/* The first arrow; empty if there is none. */
static struct kg_slice find_arrow(struct kg_slice cell)
{
	static const char *const arrows[] = { "→", "➡\xef\xb8\x8f", "➡", "⇒", "->" };

	for (; cell.len > 0; cell.at++, cell.len--)
		for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
			if (kg_slice_starts(cell, arrows[i]))
				return (struct kg_slice){ cell.at, strlen(arrows[i]) };
	return cell;
}

/* Takes 前→後 apart. False unless there is one arrow. */
static bool split(struct kg_slice cell, struct kg_slice parts[2])
{
	struct kg_slice arrow = find_arrow(cell);
	const char *behind = arrow.at + arrow.len;

	parts[KG_BEFORE] = (struct kg_slice){ cell.at, (size_t)(arrow.at - cell.at) };
	parts[KG_AFTER] = (struct kg_slice){ behind, (size_t)(cell.at + cell.len - behind) };
	return arrow.len > 0 && find_arrow(parts[KG_AFTER]).len == 0;
}

/* Values that stand in one cell, 前→後: where no column has them. Beside 前 and 後, a column 変化 may well be a difference that somebody
 * computed. */
static int read_change(struct entry *entry, struct kg_error *err)
{
	const struct kg_record *record = entry->record;
	const int *fields = entry->form->values, field = entry->form->change;
	struct kg_slice change = kg_trim(kg_get(record, field)), parts[2];
	bool arrow = split(change, parts);
	int status = KG_OK;

	if (!arrow && change.len && !kg_width(record, fields[KG_BEFORE]) && !kg_width(record, fields[KG_AFTER]))
		return kg_error_at(err, record->place, kg_field_name(record, field), _("'%.*s' has not one arrow, like 78回→49回"),
				   KG_SLICE_ARG(change));
	for (int side = KG_BEFORE; side <= KG_AFTER && status == KG_OK; side++)
		status = read_other(entry, arrow ? field : fields[side], arrow ? parts[side] : kg_get(record, fields[side]), side, err);
	return status;
}

static int read_values(struct entry *entry, struct kg_error *err)
{
	const int *fields = entry->form->values;
	struct kg_slice before = kg_get(entry->record, fields[KG_BEFORE]), after = kg_get(entry->record, fields[KG_AFTER]);
	bool plain_before = read_plain(entry, before, KG_BEFORE), plain_after = read_plain(entry, after, KG_AFTER);
	int status = KG_OK;

	if (!plain_before && !plain_after && kg_trim(before).len == 0 && kg_trim(after).len == 0)
		return read_change(entry, err);
	if (!plain_before)
		status = read_other(entry, fields[KG_BEFORE], before, KG_BEFORE, err);
	if (!plain_after && status == KG_OK)
		status = read_other(entry, fields[KG_AFTER], after, KG_AFTER, err);
	return status;
}

/* Reads what stands behind a value; `time_unit` is that of the exposure. */
static int read_extent(struct entry *entry, int side, struct kg_slice *time_unit, struct kg_error *err)
{
	int n_field = entry->form->ns[side], time_field = entry->form->exposures[side];
	unsigned kinds = 1u << KG_NUMBER | 1u << KG_BLANK;
	struct kg_number n, time;
	int status = kg_get_number(entry->record, n_field, NULL, kinds, &n, err);

	if (status == KG_OK)
		status = kg_get_number(entry->record, time_field, NULL, kinds, &time, err);
	if (status != KG_OK)
		return status;
	if (n.kind == KG_NUMBER && (kg_sign(n.value) < (entry->values.readings[side].kind != KG_BLANK) || !kg_is_whole(n.value)))
		return complain(entry, n_field, _("a number of persons must be whole, and above 0 where there is a value"), err);
	if (time.kind == KG_NUMBER && kg_sign(time.value) <= 0)
		return complain(entry, time_field, _("an exposure must be above 0"), err);
	if (time_unit->len && time.unit.len && !kg_unit_same(*time_unit, time.unit))
		return complain(entry, time_field, _("the exposures have two units"), err);
	*time_unit = time.unit;
	entry->backing->extents[side] = (struct kg_extent){
		kg_plain(n.value), time.value, n.kind == KG_NUMBER, time.kind == KG_NUMBER,
	};
	return KG_OK;
}

static int check_target(const struct entry *entry, struct kg_error *err)
{
	struct kg_slice target = kg_trim(kg_get(entry->record, entry->form->target));
	struct kg_target ignored;

	if (target.len == 0 || kg_target_read(target, entry->units[entry->units[KG_BEFORE].len == 0], &ignored))
		return KG_OK;
	return kg_error_at(err, entry->record->place, kg_field_name(entry->record, entry->form->target),
			   _("'%.*s' is neither a change (-30%%, 30%%削減, -20pt, +5回) nor a level (<=65, 80%%以上) in the metric's unit"),
			   KG_SLICE_ARG(target));
}

/* Reads what is the record's own. */
static int read_record(struct entry *entry, int side, struct kg_error *err)
{
	const struct kg_measurement_form *form = entry->form;
	const struct kg_record *record = entry->record;
	struct kg_slice time_unit = { 0 };
	int status;

	entry->unit = kg_trim(kg_get(record, form->unit));
	if (form->persons && entry->id.len == 0)
		return complain(entry, form->id, _("an id is needed here, the cell is empty"), err);
	if (side != KG_BOTH) {
		struct kg_slice cell = kg_get(record, form->value);

		set_nothing(entry, !side);
		return read_plain(entry, cell, side) ? KG_OK : read_other(entry, form->value, cell, side, err);
	}
	status = read_values(entry, err);
	for (int i = KG_BEFORE; i <= KG_AFTER && entry->backing && status == KG_OK; i++)
		status = read_extent(entry, i, &time_unit, err);
	return status;
}

/* Where the series of the record stands: all but its id and its values is that of its kind. NULL when memory is short. */
static struct kg_series **find_series(const struct entry *entry)
{
	uint32_t kind;

	if (!kg_kind(&entry->pairs->kinds, entry->record, &kind))
		return NULL;
	if (!entry->special)
		return kg_pairs_of_kind(entry->pairs, kind);

	struct kg_reading_form form = { { entry->units[KG_BEFORE], entry->units[KG_AFTER] }, entry->range };

	return kg_pairs_of_form(entry->pairs, kind, &form);
}

/* Finds out what a series is that is new. */
static int read_series(const struct entry *entry, struct kg_series **series, struct kg_error *err)
{
	struct kg_pairs *pairs = entry->pairs;
	const struct kg_measurement_form *form = entry->form;
	const struct kg_record *record = entry->record;
	struct kg_slice cell = kg_trim(kg_get(record, form->better));
	struct kg_place place = record->place;
	bool named = kg_width(record, form->metric) || !kg_width(record, form->value);
	struct kg_slice metric = named ? kg_get(record, form->metric) : kg_slice(kg_field_name(record, form->value));
	struct kg_series made = { .range = entry->range };
	enum kg_direction better;
	int status;

	if (!kg_direction_read(cell, &better))
		return kg_error_at(err, place, kg_field_name(record, form->better),
				   _("'%.*s' is neither up, 増, 高い nor down, 減, 低い"), KG_SLICE_ARG(cell));
	made.better = (uint8_t)better;
	status = check_target(entry, err);
	if (status == KG_OK)
		status = kg_group(&pairs->groups, record, form->group, &made.slot, err);
	if (status != KG_OK)
		return status;
	for (int i = KG_BEFORE; i <= KG_AFTER; i++)
		if (!kg_pairs_unit(pairs, entry->units[i], place, &made.units[i]))
			return kg_error_memory(err);
	if (!kg_pairs_category(&pairs->sites, kg_get(record, form->site), place, &made.site) ||
	    !kg_pairs_category(&pairs->metrics, metric, place, &made.metric) ||
	    !kg_pairs_unit(pairs, entry->unit, place, &made.said) ||
	    !kg_pairs_target(pairs, kg_get(record, form->target), place, &made.target))
		return kg_error_memory(err);
	kg_pairs_settle(pairs, &made);
	*series = kg_series_keep(&pairs->series, &made);
	return *series ? KG_OK : kg_error_memory(err);
}

/* What stands behind a pair that is not a person's. */
static struct kg_backing *keep_backing(const struct entry *entry)
{
	struct kg_arena *arena = &entry->pairs->arena;
	struct kg_backing *kept = kg_arena_take(arena, sizeof *kept);

	if (!kept)
		return NULL;
	*kept = *entry->backing;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		struct kg_slice cell = kg_trim(entry->written[side]);

		if (cell.len && !(kept->written[side] = kg_arena_copy(arena, cell).at))
			return NULL;
	}
	return kept;
}

static bool back(const struct entry *entry, struct kg_pair *pair)
{
	struct kg_terms *own = kg_pairs_own_terms(entry->pairs, &pair->subject);

	return own && (own->backing = keep_backing(entry));
}

static bool keep(const struct entry *entry, struct kg_series *series)
{
	struct kg_pair *pair;

	if (entry->form->summed)
		return kg_pairs_sum(entry->pairs, series, entry->id, &entry->values, entry->record->place);
	pair = kg_pairs_add(entry->pairs, series, entry->id, entry->record->place);
	if (!pair || (entry->backing && !back(entry, pair)))
		return false;
	pair->values = entry->values;
	return true;
}

static bool is_of_foot(struct kg_foot *foot, const struct kg_measurement_form *form, const struct kg_record *record)
{
	const int fields[] = { form->id, form->metric, form->values[KG_BEFORE], form->values[KG_AFTER], form->change, form->value };

	return kg_foot_takes(foot, record, fields, sizeof fields / sizeof *fields);
}

int kg_measurement_add(struct kg_pairs *pairs, const struct kg_measurement_form *form, const struct kg_record *record, int side,
		       struct kg_error *err)
{
	struct kg_backing backing;
	struct kg_series **series;
	struct entry entry;	/* all of the rest is written by read_record(): to clear it first takes longer than to read a number */
	int status;

	entry.id = form->persons ? kg_trim(kg_get(record, form->id)) : kg_slice("");
	if (form->persons && kg_foot_may_hold(entry.id) && is_of_foot(&pairs->foot, form, record))
		return KG_OK;
	entry.pairs = pairs;
	entry.form = form;
	entry.record = record;
	entry.backing = form->persons ? NULL : &backing;
	entry.range = entry.special = false;
	if (entry.backing)
		backing = (struct kg_backing){ 0 };
	status = read_record(&entry, side, err);
	if (status != KG_OK)
		return status;
	series = find_series(&entry);
	if (!series)
		return kg_error_memory(err);
	if (!*series)
		status = read_series(&entry, series, err);
	return status || keep(&entry, *series) ? status : kg_error_memory(err);
}
