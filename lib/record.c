#include "record.h"
#include "binding.h"
#include "export.h"

static const struct kg_bound_column *column_at(const struct kg_record *record, int field, size_t i)
{
	return &record->bound[field].columns[i];
}

struct kg_slice kg_name_at(const struct kg_record *record, int field, size_t i)
{
	return record->binding->cells[column_at(record, field, i)->cell].name;
}

struct kg_slice kg_raw_at(const struct kg_record *record, int field, size_t i)
{
	return record->raw[column_at(record, field, i)->cell];
}

struct kg_slice kg_written_at(const struct kg_record *record, int field, size_t i)
{
	return record->written[column_at(record, field, i)->cell];
}

bool kg_has_serials(const struct kg_record *record)
{
	return record->binding->export && record->binding->export->serials;
}

static const struct kgi_cell *cell_at(const struct kg_record *record, int field, size_t i)
{
	return &record->binding->cells[column_at(record, field, i)->cell];
}

const struct kg_book_field *kg_book_at(const struct kg_record *record, int field, size_t i)
{
	return cell_at(record, field, i)->book;
}

enum kg_missing kg_missing_at(const struct kg_record *record, int field, size_t i)
{
	uint32_t cell = column_at(record, field, i)->cell;

	if (record->missing && record->missing[cell])
		return (enum kg_missing)record->missing[cell];
	return kg_trim(record->cells[cell]).len ? KG_PRESENT : KG_NO_ANSWER;
}

/* A column that this file has not, or not yet, is blank. */
static bool holds(const struct kg_record *record, int field, const struct kg_book_condition *condition)
{
	const struct kg_book_condition equal = { .value = condition->value };
	struct kg_slice cell, element;
	bool any = false;

	if (!kg_width(record, field))
		return (kg_trim(condition->value).len == 0) != condition->unequal;
	cell = kg_raw_at(record, field, 0);
	if (!kg_is_array(cell))
		return kg_book_holds(condition, kg_book_at(record, field, 0), cell);
	while (kg_array_next(&cell, &element))
		any |= kg_book_holds(&equal, kg_book_at(record, field, 0), element);
	return any != condition->unequal;
}

bool kg_asked_at(const struct kg_record *record, int field, size_t i)
{
	const struct kgi_cell *cell = cell_at(record, field, i);
	size_t count = cell->book ? cell->book->asked_count : 0;

	for (size_t c = 0; c < count; c++)
		if (holds(record, cell->asked[c], &cell->book->asked[c]))
			return true;
	return count == 0;
}

const char *kg_separator_at(const struct kg_record *record, int field, size_t i)
{
	const struct kg_book_field *book = kg_book_at(record, field, i);
	const struct kgi_export *export = record->binding->export;

	if (book && book->separator.len)
		return book->separator.at;
	if (!export || (export->several && !kg_slice_same(kg_name_at(record, field, i), kg_slice(export->several))))
		return NULL;
	return export->separator;
}

size_t kg_item_at(const struct kg_record *record, int field, size_t i)
{
	return column_at(record, field, i)->item;
}

struct kg_slice kg_match_at(const struct kg_record *record, int field, size_t i)
{
	return column_at(record, field, i)->match;
}

struct kg_slice kg_given_at(const struct kg_record *record, int field, size_t i)
{
	return kg_slice(column_at(record, field, i)->given);
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
	if (unit && unit->len && kg_is_number(cell))
		return kg_error_at(err, record->place, name, _("'%.*s' is not in %.*s, the unit of the record"), KG_SLICE_ARG(cell),
				   KG_SLICE_ARG(*unit));
	if (unit && unit->len)
		return kg_error_at(err, record->place, name, _("'%.*s' is not a number in %.*s"), KG_SLICE_ARG(cell),
				   KG_SLICE_ARG(*unit));
	return kg_error_at(err, record->place, name, _("'%.*s' is not a number"), KG_SLICE_ARG(cell));
}

enum kg_date_kind kg_date_at(const struct kg_record *record, int field, int32_t *day)
{
	struct kg_slice cell = kg_trim(kg_get(record, field));

	return kg_has_serials(record) && kg_date_read_serial(cell, day) ? KG_DATE : kg_date_read(cell, day);
}

int kg_office_complain(const struct kg_record *record, int field, struct kg_slice number, struct kg_error *err)
{
	const char *name = kg_field_name(record, field);

	if (number.len == 0)
		return kg_error_at(err, record->place, name, _("an office number is needed here, the cell is empty"));
	return kg_error_at(err, record->place, name,
			   _("'%.*s' is a number that a spreadsheet has rounded, and could be many offices; export the column as text"),
			   KG_SLICE_ARG(number));
}

int kg_get_date(const struct kg_record *record, int field, int32_t *day, bool *blank, struct kg_error *err)
{
	struct kg_slice cell = kg_trim(kg_get(record, field));
	enum kg_date_kind kind = kg_date_at(record, field, day);

	*blank = kind == KG_DATE_BLANK;
	if (kind == KG_DATE || *blank)
		return KG_OK;
	if (kg_date_lacks_day(cell))
		return kg_error_at(err, record->place, kg_field_name(record, field),
				   _("'%.*s' has no day; a date is like 2024-09-30 or 令和6年9月30日"), KG_SLICE_ARG(cell));
	return kg_error_at(err, record->place, kg_field_name(record, field),
			   _("'%.*s' is not a date like 2024-09-30 or 令和6年9月30日"), KG_SLICE_ARG(cell));
}
