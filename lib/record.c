#include "record.h"
#include "binding.h"

size_t kg_width(const struct kg_record *record, int field)
{
	return record->binding->lists[field].count;
}

static const struct kgi_place *place_at(const struct kg_record *record, int field, size_t i)
{
	return &record->binding->lists[field].places[i];
}

struct kg_slice kg_get_at(const struct kg_record *record, int field, size_t i)
{
	return record->cells[place_at(record, field, i)->cell];
}

struct kg_slice kg_get(const struct kg_record *record, int field)
{
	return kg_width(record, field) ? kg_get_at(record, field, 0) : (struct kg_slice){ "", 0 };
}

struct kg_slice kg_name_at(const struct kg_record *record, int field, size_t i)
{
	return record->binding->cells[place_at(record, field, i)->cell].name;
}

size_t kg_item_at(const struct kg_record *record, int field, size_t i)
{
	return place_at(record, field, i)->item;
}

struct kg_slice kg_match_at(const struct kg_record *record, int field, size_t i)
{
	return place_at(record, field, i)->match;
}

struct kg_slice kg_given_at(const struct kg_record *record, int field, size_t i)
{
	return kg_slice(place_at(record, field, i)->given);
}

const char *kg_field_name(const struct kg_record *record, int field)
{
	return kg_width(record, field) ? kg_name_at(record, field, 0).at : record->binding->fields[field].id;
}

int kg_get_number(const struct kg_record *record, int field, const struct kg_slice *unit, unsigned kinds,
		  struct kg_number *number, struct kg_error *err)
{
	struct kg_slice cell = kg_trim(kg_get(record, field));
	const char *name = kg_field_name(record, field);

	*number = unit ? kg_number_read_in(cell, *unit) : kg_number_read(cell);
	if (kinds & 1u << number->kind)
		return KG_OK;
	if (number->kind == KG_BLANK)
		return kg_error_at(err, record->place, name, _("a number is needed here, the cell is empty"));
	if (number->kind == KG_RANGE)
		return kg_error_at(err, record->place, name, _("'%.*s' is a range, one number is needed"), KG_SLICE_ARG(cell));
	if (unit && unit->len && kg_number_read(cell).kind == KG_NUMBER)
		return kg_error_at(err, record->place, name, _("'%.*s' is not in %.*s, the unit of the record"), KG_SLICE_ARG(cell),
				   KG_SLICE_ARG(*unit));
	if (unit && unit->len)
		return kg_error_at(err, record->place, name, _("'%.*s' is not a number in %.*s"), KG_SLICE_ARG(cell),
				   KG_SLICE_ARG(*unit));
	return kg_error_at(err, record->place, name, _("'%.*s' is not a number"), KG_SLICE_ARG(cell));
}

int kg_get_date(const struct kg_record *record, int field, int32_t *day, bool *blank, struct kg_error *err)
{
	struct kg_slice cell = kg_trim(kg_get(record, field));
	enum kg_date_kind kind = kg_date_read(cell, day);

	*blank = kind == KG_DATE_BLANK;
	if (kind == KG_DATE || *blank)
		return KG_OK;
	return kg_error_at(err, record->place, kg_field_name(record, field),
			   _("'%.*s' is not a date like 2024-09-30 or 令和6年9月30日"), KG_SLICE_ARG(cell));
}
