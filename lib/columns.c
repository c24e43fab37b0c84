#include "columns.h"
#include "array.h"
#include "inspection.h"
#include "misread.h"
#include "number.h"

#include <stdlib.h>

void kg_columns_fini(struct kg_columns *columns)
{
	free(columns->items);
	*columns = (struct kg_columns){ 0 };
}

bool kg_columns_add(struct kg_columns *columns, struct kg_slice name, const struct kg_book_field *book, struct kg_place place)
{
	if (!kg_grow(&columns->items, &columns->room, columns->count + 1, sizeof *columns->items))
		return false;
	columns->items[columns->count++] = (struct kg_columns_item){ .name = name, .book = book, .first = place };
	return true;
}

/* 2023年 is a word in a header. */
static bool is_number(struct kg_slice cell)
{
	int year;

	return kg_is_number(cell) && !(kg_slice_ends(cell, "年") && kg_year_read(cell, &year));
}

void kg_columns_record(struct kg_columns *columns, const struct kg_slice *cells, size_t count, struct kg_place place)
{
	if (columns->record.file)
		return;
	columns->record = place;
	for (size_t i = 0; i < count && i < columns->count; i++) {
		struct kg_slice cell = kg_trim(cells[i]);
		bool number = is_number(cell);

		columns->number |= number;
		columns->items[i].word = cell.len && !number;
	}
}

bool kg_columns_merge(struct kg_columns *into, const struct kg_columns *from)
{
	bool earlier = from->record.file && (into->record.file == 0 || kg_place_compare(from->record, into->record) < 0), ok = true;

	for (size_t i = 0; i < from->count && ok; i++) {
		bool word = earlier ? from->items[i].word : i < into->count && into->items[i].word;

		if (i == into->count)
			ok = kg_columns_add(into, from->items[i].name, from->items[i].book, from->items[i].first);
		else if (kg_place_compare(from->items[i].first, into->items[i].first) < 0)
			into->items[i] = from->items[i];
		if (ok)
			into->items[i].word = word;
	}
	if (earlier) {
		into->record = from->record;
		into->number = from->number;
	}
	return ok;
}

size_t kg_columns_find(const struct kg_columns *columns, struct kg_slice name)
{
	size_t i = 0;

	while (i < columns->count && !kg_slice_same(columns->items[i].name, name))
		i++;
	return i;
}

struct kg_finding kg_columns_about(const struct kg_columns *columns, size_t i, struct kg_place place)
{
	return (struct kg_finding){ .place = place, .position = i + 1, .column = columns->items[i].name };
}

static struct kg_finding about_name(const struct kg_columns *columns, size_t i)
{
	return kg_columns_about(columns, i, columns->items[i].first);
}

static bool tell(const struct kg_columns *columns, size_t i, const char *code, const char *message, struct kg_findings *to)
{
	struct kg_finding finding = about_name(columns, i);

	finding.code = code;
	return kg_findings_add(to, finding, "%s", message);
}

/* A column without a name is called #N, its position. */
static bool is_position(struct kg_slice name, size_t i)
{
	char text[32];

	return kg_slice_same(name, (struct kg_slice){ text, (size_t)snprintf(text, sizeof text, "#%zu", i + 1) });
}

/* Are several columns without a name above words, in a first record without numbers? Then that is a row of the header. */
static bool has_second_row(const struct kg_columns *columns)
{
	size_t unnamed = 0;

	for (size_t i = 0; i < columns->count; i++) {
		if (!is_position(columns->items[i].name, i))
			continue;
		unnamed++;
		if (!columns->items[i].word)
			return false;
	}
	return unnamed > 1 && !columns->number;
}

/* Without a header all of them are called so. */
static bool has_header(const struct kg_columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		if (!is_position(columns->items[i].name, i))
			return true;
	return false;
}

/* A column with the name of another one, in any width and case, is called NAME (2). */
static bool is_repeated(const struct kg_categories *known, struct kg_slice name)
{
	size_t at = name.len;
	uint32_t id;

	if (at < 4 || name.at[--at] != ')')
		return false;
	while (at > 0 && kg_is_digit(name.at[at - 1]))
		at--;
	if (at < 2 || at == name.len - 1 || name.at[at - 1] != '(' || name.at[at - 2] != ' ')
		return false;
	name.len = at - 2;
	return kg_category_find(known, name, &id);
}

static bool check_lookalike(const struct kg_columns *columns, size_t i, struct kg_findings *to)
{
	static const struct kg_inspection plain = { 0 };
	struct kg_slice name = columns->items[i].name, found;
	const char *meant;

	return !kg_lookalike(name, 0, &found, &meant) ||
	       kg_flaws_tell(&plain, 1u << KG_FLAW_LOOKALIKE, name, about_name(columns, i), to);
}

static bool check_misread(const struct kg_columns *columns, struct kg_findings *to)
{
	struct kgi_misread seen = { 0 };
	struct kg_slice found;

	for (size_t i = 0; i < columns->count; i++)
		kgi_misread_see(&seen, columns->items[i].name);
	found = kgi_misread_found(&seen);
	for (size_t i = 0; i < columns->count && found.len; i++)
		if (kg_slice_same(kg_trim(columns->items[i].name), found))
			return kg_misread_tell(found, about_name(columns, i), to);
	return true;
}

/* Fields of the codebook that no column is for, behind all columns. */
static bool check_missing(const struct kg_columns *columns, const struct kg_codebook *book, struct kg_findings *to)
{
	bool *found = calloc(book->count + 1, sizeof *found), ok = found;

	for (size_t i = 0; i < columns->count && ok; i++)
		if (columns->items[i].book)
			found[columns->items[i].book - book->fields] = true;
	for (size_t f = 0; f < book->count && ok; f++) {
		struct kg_finding finding = about_name(columns, 0);

		finding.position = columns->count + f + 1;
		finding.column = book->fields[f].name;
		finding.code = "missing-column";
		finding.error = true;
		ok = found[f] || kg_findings_add(to, finding, _("the codebook's column is not in the input"));
	}
	free(found);
	return ok;
}

bool kg_columns_check(const struct kg_columns *columns, const struct kg_codebook *book, struct kg_findings *to)
{
	struct kg_categories known = { .key = kg_name_key };
	bool ok = true, header = has_header(columns), second = has_second_row(columns);
	uint32_t id;

	for (size_t i = 0; i < columns->count && ok; i++)
		ok = kg_category(&known, columns->items[i].name, columns->items[i].first, &id);
	for (size_t i = 0; i < columns->count && ok; i++) {
		struct kg_slice name = columns->items[i].name;

		if (header && is_position(name, i))
			ok = tell(columns, i, "unnamed-column", second ? _("this column has no name; the next row has: --header-rows=2") :
				  _("this column has no name"), to);
		else if (is_repeated(&known, name))
			ok = tell(columns, i, "repeated-column", _("this column has the name of another one"), to);
		else if (book && !columns->items[i].book)
			ok = tell(columns, i, "unknown-column", _("the codebook does not know this column"), to);
		ok = ok && check_lookalike(columns, i, to);
	}
	kg_categories_fini(&known);
	return ok && check_misread(columns, to) && (!book || !columns->count || check_missing(columns, book, to));
}
