#include "measurement.h"

/* A record that has been understood, before anything is kept. */
struct entry {
	const struct kg_measurement_form *form;
	const struct kg_record *record;
	struct kg_pair pair;
	struct kg_extent extents[2];
	struct kg_slice unit, units[2];		/* the record's, the readings' */
	struct kg_slice written[2];		/* the readings' cells */
	struct kg_slice times[2];		/* the exposures' */
};

static int complain(const struct entry *entry, int field, const char *what, struct kg_error *err)
{
	return kg_error_at(err, entry->record->place, kg_field_name(entry->record, field), "%s", what);
}

static int read_value(struct entry *entry, int field, struct kg_slice cell, int side, struct kg_error *err)
{
	struct kg_number n = kg_number_read_in(cell, entry->unit);
	struct kg_reading *reading = &entry->pair.readings[side];
	const char *name = kg_field_name(entry->record, field);
	bool marks = entry->form->marks && entry->unit.len == 0;

	entry->written[side] = n.kind == KG_BLANK ? kg_slice("") : kg_trim(cell);
	reading->kind = (uint8_t)n.kind;
	reading->mark = (uint8_t)(marks ? kg_mark_read(cell) : KG_MARK_OTHER);
	reading->units = (int64_t)n.value.units;
	reading->scale = (uint8_t)n.value.scale;
	entry->units[side] = entry->unit.len ? entry->unit : n.unit;
	entry->pair.sides |= (uint8_t)(1u << side);
	if ((n.kind != KG_WORDS && n.kind != KG_MALFORMED) || reading->mark == KG_MARK_YES || reading->mark == KG_MARK_NO)
		return KG_OK;
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
	struct kg_slice change = kg_trim(kg_get(record, change_field));
	bool blank = kg_trim(cells[KG_BEFORE]).len == 0 && kg_trim(cells[KG_AFTER]).len == 0, arrow = blank && split(change, parts);
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
	entry->extents[side] = (struct kg_extent){ kg_plain(n.value), time.value, n.kind == KG_NUMBER, time.kind == KG_NUMBER };
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

/* Reads all that can be wrong with a record. */
static int understand(struct entry *entry, int side, struct kg_error *err)
{
	const struct kg_measurement_form *form = entry->form;
	const struct kg_record *record = entry->record;
	struct kg_slice cell = kg_trim(kg_get(record, form->better));
	enum kg_direction better;
	int status;

	entry->unit = kg_trim(kg_get(record, form->unit));
	if (form->persons && kg_trim(kg_get(record, form->id)).len == 0)
		return complain(entry, form->id, _("there is no id"), err);
	if (!kg_direction_read(cell, &better))
		return kg_error_at(err, record->place, kg_field_name(record, form->better),
				   _("'%.*s' is neither up, 増, 高い nor down, 減, 低い"), KG_SLICE_ARG(cell));
	entry->pair.better = (uint8_t)better;
	if (side != KG_BOTH)
		status = read_value(entry, form->value, kg_get(record, form->value), side, err);
	else
		status = read_values(entry, err);
	for (int i = KG_BEFORE; i <= KG_AFTER && side == KG_BOTH && status == KG_OK; i++)
		status = read_extent(entry, i, err);
	return status ? status : check_target(entry, err);
}

/* What stands behind a value, if anything is known of it. */
static bool keep_extent(struct kg_pairs *pairs, const struct kg_extent *extent, struct kg_reading *reading)
{
	struct kg_extent *kept;

	if (!extent->has_n && !extent->has_exposure)
		return true;
	kept = kg_arena_take(&pairs->arena, sizeof *kept);
	if (kept)
		*kept = *extent;
	reading->extent = kept;
	return kept != NULL;
}

static bool keep_cell(struct kg_pairs *pairs, struct kg_slice cell, struct kg_reading *reading)
{
	if (cell.len)
		reading->written = kg_arena_copy(&pairs->arena, cell).at;
	return !cell.len || reading->written;
}

static bool keep(struct kg_pairs *pairs, struct entry *entry, int side)
{
	const struct kg_measurement_form *form = entry->form;
	const struct kg_record *record = entry->record;
	struct kg_place place = record->place;
	struct kg_pair *pair = &entry->pair;
	struct kg_slice metric = kg_get(record, form->metric);

	if (side != KG_BOTH && !kg_width(record, form->metric))
		metric = kg_slice(kg_field_name(record, form->value));
	for (int i = KG_BEFORE; i <= KG_AFTER; i++)
		if (!kg_pairs_unit(pairs, entry->units[i], place, &pair->readings[i].unit) ||
		    !keep_extent(pairs, &entry->extents[i], &pair->readings[i]) ||
		    !(form->persons || keep_cell(pairs, entry->written[i], &pair->readings[i])))
			return false;
	return kg_pairs_category(&pairs->sites, kg_get(record, form->site), place, &pair->site) &&
	       kg_pairs_category(&pairs->metrics, metric, place, &pair->metric) &&
	       kg_pairs_category(&pairs->ids, kg_get(record, form->id), place, &pair->id) &&
	       kg_pairs_unit(pairs, entry->unit, place, &pair->unit) &&
	       kg_pairs_target(pairs, kg_get(record, form->target), place, &pair->target) && kg_pairs_add(pairs, pair);
}

int kg_measurement_add(struct kg_pairs *pairs, const struct kg_measurement_form *form, const struct kg_record *record, int side,
		       struct kg_error *err)
{
	struct entry entry = { .form = form, .record = record, .pair = kg_pair_at(record->place) };
	int status = understand(&entry, side, err);

	if (status == KG_OK)
		status = kg_group(&pairs->groups, record, form->group, &entry.pair.slot, err);
	return status || keep(pairs, &entry, side) ? status : kg_error_memory(err);
}
