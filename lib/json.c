/* The JSON reader: records are the lines of a file (jsonl.c), or the elements of an array in a document. A record's cells lie in
 * jansson's value of it, which therefore lives as long as the record does. */
#include "json_reader.h"
#include "array.h"
#include "export.h"
#include "scalar.h"
#include "token.h"

#include <stdlib.h>

static int open_json(struct kgi_reader *reader, struct kg_error *err)
{
	struct kgi_json *json = reader->own = calloc(1, sizeof *json);

	if (!json)
		return kg_error_memory(err);
	json->names.key = kg_name_key;	/* as in a CSV header */
	return kgi_document_open(&json->document, &reader->source, reader->input.records, err);
}

/* Finds the record's members, whose names follow the first `base` bytes of the path. False when memory is short. */
static bool list_members(struct kgi_json *json, json_t *object, size_t base, struct kg_place place)
{
	size_t dot = base > 0, len;
	const char *key;
	json_t *value;

	json_object_keylen_foreach(object, key, len, value) {
		size_t end = base + dot + len;

		if (!kg_grow(&json->path, &json->path_room, end + 1, 1) ||
		    !kg_grow(&json->members, &json->member_room, json->member_count + 1, sizeof *json->members))
			return false;
		memcpy(json->path + base, ".", dot);
		memcpy(json->path + base + dot, key, len);
		if (json_is_object(value)) {
			if (!list_members(json, value, end, place))
				return false;
			continue;
		}

		struct kgi_json_member *member = &json->members[json->member_count++];

		member->value = value;
		if (!kg_category(&json->names, (struct kg_slice){ json->path, end }, place, &member->name))
			return false;
	}
	return true;
}

bool kgi_json_members(struct kgi_json *json, json_t *record, struct kg_place place)
{
	json->member_count = 0;
	return list_members(json, record, 0, place);
}

/* Offers the names from `known` on all together: which is a field's best one is no matter of their order. */
static int offer_names(struct kgi_reader *reader, size_t known, struct kg_error *err)
{
	struct kgi_json *json = reader->own;
	size_t count = json->names.count - known;

	if (count == 0)
		return KG_OK;

	struct kg_slice *names = malloc(count * sizeof *names);

	if (!names || !kg_grow(&json->cell_of, &json->cell_room, json->names.count, sizeof *json->cell_of)) {
		free(names);
		return kg_error_memory(err);
	}
	for (size_t i = 0; i < count; i++)
		names[i] = kg_category_label(&json->names, (uint32_t)(known + i));

	int status = kgi_binding_offer(reader->binding, names, count, json->cell_of + known, err);

	free(names);
	return status;
}

/* Which program wrote it: the first record has what a header and the first cells are in CSV. */
static bool know_export(struct kgi_reader *reader, json_t *object)
{
	size_t count = json_object_size(object), i = 0;
	struct kg_slice *names = malloc((count + 1) * sizeof *names), *cells = malloc((count + 1) * sizeof *cells);
	const char *key;
	json_t *value;

	if (names && cells) {
		json_object_foreach(object, key, value) {
			names[i] = kg_slice(key);
			cells[i++] = kg_slice(json_is_string(value) ? json_string_value(value) : "");
		}
		reader->binding->export = kgi_export_of(names, count, cells, count);
	}

	bool ok = names && cells;

	free(names);
	free(cells);
	return ok;
}

static bool has_content(const json_t *value)
{
	if (json_is_string(value))
		return kg_trim((struct kg_slice){ json_string_value(value), json_string_length(value) }).len > 0;
	return json_is_array(value) ? json_array_size(value) > 0 : !json_is_null(value);
}

bool kgi_json_takes_arrays(const struct kg_binding *binding, int cell)
{
	bool all = binding->cells[cell].arrays && !binding->cells[cell].single;

	for (size_t i = 0; i < binding->copy_count && all; i++)
		all = binding->copies[i].from != (uint32_t)cell || !binding->cells[binding->copies[i].to].single;
	return all;
}

/* Checks an array that is to be the cell. */
static int check_array(struct kgi_reader *reader, int cell, const json_t *array, struct kg_place place, struct kg_error *err)
{
	const char *name = reader->binding->cells[cell].name.at;
	const json_t *element;
	size_t i;

	json_array_foreach(array, i, element)
		if (json_is_object(element) || json_is_array(element))
			return kg_error_at(err, place, name,
					   _("an array of objects or arrays is not a cell; --records can point at it"));
	if (i > 0 && !kgi_json_takes_arrays(reader->binding, cell))
		return kg_error_at(err, place, name, _("an array stands where one value is expected"));
	return KG_OK;
}

/* How much memory the value's text takes at most. */
static size_t text_room(const json_t *value)
{
	const json_t *element;
	size_t room = 0, i;

	if (!json_is_array(value))
		return json_is_string(value) ? json_string_length(value) : KGI_SCALAR_ROOM;
	json_array_foreach(value, i, element)
		room += text_room(element) + 1;
	return room;
}

/* The text of a wanted member, for which there is room in reader->text if it does not lie in the value. */
static struct kg_slice text_of(struct kgi_reader *reader, const json_t *value)
{
	char *begin = reader->text + reader->text_len, *end = begin;
	struct kg_slice text;
	const json_t *element;
	size_t i;

	if (!json_is_array(value)) {
		text = kgi_scalar(value, begin);
		reader->text_len += text.at == begin ? text.len : 0;
		return text;
	}
	json_array_foreach(value, i, element) {
		text = kgi_scalar(element, end);
		memmove(end, text.at, text.len);
		end += text.len;
		*end++ = KGI_ARRAY_END;
	}
	reader->text_len += (size_t)(end - begin);
	return (struct kg_slice){ begin, (size_t)(end - begin) };
}

/* Cells must not move, so there is room for all of their texts first. */
static bool make_room(struct kgi_reader *reader)
{
	const struct kgi_json *json = reader->own;
	size_t room = 0;

	for (size_t i = 0; i < json->member_count; i++)
		if (json->cell_of[json->members[i].name] != KGI_UNWANTED)
			room += text_room(json->members[i].value);
	return kgi_reader_clear(reader) && kg_grow(&reader->text, &reader->text_room, room + 1, 1);
}

static int fill_cells(struct kgi_reader *reader, struct kg_place place, struct kg_error *err)
{
	struct kgi_json *json = reader->own;

	if (!make_room(reader))
		return kg_error_memory(err);
	json->content = false;
	for (size_t i = 0; i < json->member_count; i++) {
		const json_t *value = json->members[i].value;
		int cell = json->cell_of[json->members[i].name], status = KG_OK;

		json->content = json->content || has_content(value);
		if (cell == KGI_UNWANTED)
			continue;
		if (json_is_array(value))
			status = check_array(reader, cell, value, place, err);
		if (status == KG_OK && reader->cells[cell].len)
			status = kg_error_at(err, place, reader->binding->cells[cell].name.at,
					     _("two members of the record have this name"));
		if (status != KG_OK)
			return status;
		reader->cells[cell] = text_of(reader, value);
	}
	return KG_OK;
}

int kgi_json_take(struct kgi_reader *reader, json_t *record, struct kg_place place, struct kg_error *err)
{
	struct kgi_json *json = reader->own;
	size_t known = json->names.count;

	if (!json_is_object(record))
		return kg_error_fault(err, place, NULL, "json", _("a record is a JSON object, {\"name\": value}; this is none"));
	if (!json->any && !know_export(reader, record))
		return kg_error_memory(err);
	if (!kgi_json_members(json, record, place))
		return kg_error_memory(err);

	int status = offer_names(reader, known, err);

	if (status == KG_OK)
		status = fill_cells(reader, place, err);
	if (status == KG_OK && !json->any) {
		json->first = place;
		json->any = true;
	}
	return status;
}

bool kgi_json_is_blank(const struct kgi_json *json)
{
	return !json->content && json->names.count != 1;
}

int kgi_json_end(struct kgi_reader *reader, struct kg_error *err)
{
	const struct kgi_json *json = reader->own;

	return json->any && !reader->lent ? kgi_binding_check(reader->binding, json->first, err) : KG_OK;
}

static int next_json(struct kgi_reader *reader, struct kg_place *place, struct kg_error *err)
{
	struct kgi_json *json = reader->own;

	for (;;) {
		json_decref(json->record);
		json->record = NULL;

		int status = kgi_document_next(&json->document, &json->record, err);

		*place = reader->source.place;
		reader->record_len = json->document.len;
		reader->ended = status == KG_OK && !json->record;
		if (reader->ended)
			return kgi_json_end(reader, err);
		if (status == KG_OK)
			status = kgi_json_take(reader, json->record, *place, err);
		if (status != KG_OK || !kgi_json_is_blank(json))
			return status;
		reader->blank_rows++;
	}
}

void kgi_json_close(struct kgi_reader *reader)
{
	struct kgi_json *json = reader->own;

	if (!json)
		return;
	json_decref(json->record);
	kg_categories_fini(&json->names);
	free(json->members);
	free(json->cell_of);
	free(json->path);
	free(json);
}

const struct kgi_reader_kind kgi_json = { .open = open_json, .next = next_json, .close = kgi_json_close };
