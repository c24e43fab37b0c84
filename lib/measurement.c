#include "measurement.h"

/* A record that has been understood, before anything is kept. */
struct entry {
	const struct kg_measurement_form *form;
	const struct kg_record *record;
	struct kg_pair pair;
	struct kg_backing backing;
	struct kg_slice id, metric, unit;
	struct kg_slice units[2], written[2];	/* the readings', and their cells */
	struct kg_slice times[2];		/* the exposures' units */
	bool range;				/* a reading is one */
};

static int complain(const struct entry *entry, int field, const char *what, struct kg_error *err)
{
	return kg_error_at(err, entry->record->place, kg_field_name(entry->record, field), "%s", what);
}

static int read_value(struct entry *entry, int field, struct kg_slice cell, int side, struct kg_error *err)
{
	struct kg_number n = kg_number_read_in(cell, entry->unit);
	struct kg_reading *reading = &entry->pair.readings[side];
	bool marks = entry->form->marks && entry->unit.len == 0 && !(n.kind == KG_NUMBER && n.value.units > 1);
	const char *name;

	*reading = (struct kg_reading){
		.scale = (uint8_t)n.value.scale, .kind = n.kind & 15, .mark = (marks ? kg_mark_read(cell) : KG_MARK_OTHER) & 7, .there = true,
	};
	entry->pair.units[side] = (int64_t)n.value.units;
	entry->written[side] = n.kind == KG_BLANK ? kg_slice("") : cell;
	entry->units[side] = entry->unit.len ? entry->unit : n.unit;
	entry->range |= n.kind == KG_RANGE;
	if ((n.kind != KG_WORDS && n.kind != KG_MALFORMED) || reading->mark == KG_MARK_YES || reading->mark == KG_MARK_NO)
		return KG_OK;
	name = kg_field_name(entry->record, field);
	cell = kg_trim(cell);
	if (entry->unit.len)
		return kg_error_at(err, entry->record->place, name, _("'%.*s' is not a number in %.*s"), KG_SLICE_ARG(cell),
				   KG_SLICE_ARG(entry->unit));
	return kg_error_at(err, entry->record->place, name, _("'%.*s' is not a number"), KG_SLICE_ARG(cell));
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

static int read_values(struct entry *entry, struct kg_error *err)
{
	const struct kg_record *record = entry->record;
	const int *fields = entry->form->values, change_field = entry->form->change;
	struct kg_slice cells[2] = { kg_get(record, fields[KG_BEFORE]), kg_get(record, fields[KG_AFTER]) }, parts[2];
	bool blank = kg_trim(cells[KG_BEFORE]).len == 0 && kg_trim(cells[KG_AFTER]).len == 0;
	struct kg_slice change = blank ? kg_trim(kg_get(record, change_field)) : kg_slice("");
	bool arrow = blank && split(change, parts);
	int status = KG_OK;

	/* beside 前 and 後, a column 変化 may well be a difference that somebody computed */
	if (blank && !arrow && change.len && !kg_width(record, fields[KG_BEFORE]) && !kg_width(record, fields[KG_AFTER]))
		return kg_error_at(err, record->place, kg_field_name(record, change_field),
				   _("'%.*s' has not one arrow, like 78回→49回"), KG_SLICE_ARG(change));
	for (int side = KG_BEFORE; side <= KG_AFTER && status == KG_OK; side++)
		status = read_value(entry, arrow ? change_field : fields[side], (arrow ? parts : cells)[side], side, err);
	return status;
}

static int read_extent(struct entry *entry, int side, struct kg_error *err)
{
	int n_field = entry->form->ns[side], time_field = entry->form->exposures[side];
	unsigned kinds = 1u << KG_NUMBER | 1u << KG_BLANK;
	struct kg_number n, time;
	int status = kg_get_number(entry->record, n_field, NULL, kinds, &n, err);

	if (status == KG_OK)
		status = kg_get_number(entry->record, time_field, NULL, kinds, &time, err);
	if (status != KG_OK)
		return status;
	if (n.kind == KG_NUMBER && (kg_sign(n.value) < (entry->pair.readings[side].kind != KG_BLANK) || !kg_is_whole(n.value)))
		return complain(entry, n_field, _("a number of persons is whole, and above 0 where there is a value"), err);
	if (time.kind == KG_NUMBER && kg_sign(time.value) <= 0)
		return complain(entry, time_field, _("an exposure is above 0"), err);
	entry->times[side] = time.unit;
	if (entry->times[KG_BEFORE].len && time.unit.len && !kg_unit_same(entry->times[KG_BEFORE], time.unit))
		return complain(entry, time_field, _("the exposures have two units"), err);
	entry->backing.extents[side] = (struct kg_extent){
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
			   _("'%.*s' is neither a change (-30%%, -20pt, +5回) nor a level (<=65, 80%%以上) in the metric's unit"),
			   KG_SLICE_ARG(target));
}

/* Reads what is the record's own. */
static int read_record(struct entry *entry, int side, struct kg_error *err)
{
	const struct kg_measurement_form *form = entry->form;
	const struct kg_record *record = entry->record;
	int status;

	entry->unit = kg_trim(kg_get(record, form->unit));
	entry->id = kg_trim(kg_get(record, form->id));
	entry->metric = kg_get(record, form->metric);
	if (side != KG_BOTH && !kg_width(record, form->metric))
		entry->metric = kg_slice(kg_field_name(record, form->value));
	if (form->persons && entry->id.len == 0)
		return complain(entry, form->id, _("there is no id"), err);
	if (side != KG_BOTH)
		return read_value(entry, form->value, kg_get(record, form->value), side, err);
	status = read_values(entry, err);
	for (int i = KG_BEFORE; i <= KG_AFTER && !form->persons && status == KG_OK; i++)
		status = read_extent(entry, i, err);
	return status;
}

/* All on which it depends what series a record is of. */
static bool put_line(const struct entry *entry, struct kg_pairs *pairs)
{
	const struct kg_measurement_form *form = entry->form;
	const struct kg_record *record = entry->record;
	bool ok;

	kg_pairs_line(pairs);
	ok = kg_pairs_cell(pairs, kg_get(record, form->site)) && kg_pairs_cell(pairs, entry->metric) &&
	     kg_pairs_cell(pairs, entry->unit) && kg_pairs_cell(pairs, kg_get(record, form->better)) &&
	     kg_pairs_cell(pairs, kg_get(record, form->target)) && kg_pairs_cell(pairs, entry->units[KG_BEFORE]) &&
	     kg_pairs_cell(pairs, entry->units[KG_AFTER]) && kg_pairs_cell(pairs, kg_slice(entry->range ? "~" : ""));
	for (size_t i = 0; i < kg_width(record, form->group) && ok; i++) {
		/* a blank cell means what the codebook says */
		char missing = record->missing ? (char)kg_missing_at(record, form->group, i) : 0;

		ok = kg_pairs_cell(pairs, kg_get_at(record, form->group, i)) && kg_pairs_cell(pairs, (struct kg_slice){ &missing, 1 });
	}
	return ok;
}

/* Finds out what a line means that is new. */
static int read_series(const struct entry *entry, struct kg_pairs *pairs, struct kg_series *series, struct kg_error *err)
{
	const struct kg_measurement_form *form = entry->form;
	const struct kg_record *record = entry->record;
	struct kg_slice cell = kg_trim(kg_get(record, form->better));
	struct kg_place place = record->place;
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
	    !kg_pairs_category(&pairs->metrics, entry->metric, place, &made.metric) ||
	    !kg_pairs_unit(pairs, entry->unit, place, &made.said) ||
	    !kg_pairs_target(pairs, kg_get(record, form->target), place, &made.target))
		return kg_error_memory(err);
	kg_pairs_settle(pairs, &made);
	*series = made;
	return KG_OK;
}

/* What stands behind a pair that is not a person's. */
static struct kg_backing *keep_backing(struct kg_pairs *pairs, const struct entry *entry)
{
	struct kg_backing *kept = kg_arena_take(&pairs->arena, sizeof *kept);

	if (!kept)
		return NULL;
	*kept = entry->backing;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		struct kg_slice cell = kg_trim(entry->written[side]);

		if (cell.len && !(kept->written[side] = kg_arena_copy(&pairs->arena, cell).at))
			return NULL;
	}
	return kept;
}

static bool keep(struct kg_pairs *pairs, struct entry *entry)
{
	struct kg_pair *pair = &entry->pair;

	if (entry->form->persons && !(pair->id = kg_arena_copy(&pairs->arena, entry->id).at))
		return false;
	if (!entry->form->persons && !(pair->backing = keep_backing(pairs, entry)))
		return false;
	return kg_pairs_add(pairs, pair);
}

int kg_measurement_add(struct kg_pairs *pairs, const struct kg_measurement_form *form, const struct kg_record *record, int side,
		       struct kg_error *err)
{
	struct entry entry = { .form = form, .record = record, .pair.place = record->place };
	struct kg_series *series;
	int status = read_record(&entry, side, err);

	if (status != KG_OK)
		return status;
	if (!put_line(&entry, pairs) || !(series = kg_pairs_series(pairs, record->place, &entry.pair.series)))
		return kg_error_memory(err);
	if (!series->known)
		status = read_series(&entry, pairs, series, err);
	return status || keep(pairs, &entry) ? status : kg_error_memory(err);
}
