/* The JSON reader: records are the lines of a file, or the elements of an array in a document. A record's cells lie in
 * jansson's value of it, which therefore lives as long as the record does. */
#include "reader.h"
#include "category.h"
#include "document.h"
#include "export.h"
#include "scalar.h"

#include <stdlib.h>

enum { ARRAY_END = '\xff' };	/* behind each element of an array, see kg_is_array() */

/* A member of the record that is not itself an object. */
struct member {
	uint32_t name;
	const json_t *value;
};

struct json {
	struct kgi_document document;	/* of a file that is not lines */
	size_t line_len;		/* of one that is: of the record before, not passed yet */
	json_t *record;
	struct member *members;		/* in the record's order */
	size_t member_count, member_room;
	struct kg_categories names;	/* of members, as seen: a.b for b in a */
	int *cell_of;			/* by name */
	size_t cell_room;
	char *path;			/* the name of the member that is being read */
	size_t path_room;
	struct kg_place first;		/* of the first record */
	bool any;			/* there was one */
	bool content;			/* some cell of the record is not blank */

	/* Of a part of a file: */
	struct { json_t **values; size_t at, count, room; } ahead;	/* its records; NULL for a line that is no JSON */
	size_t known;			/* names that the file has had */
};

static int open_json(struct kgi_reader *reader, struct kg_error *err)
{
	struct json *json = reader->own = calloc(1, sizeof *json);

	if (!json)
		return kg_error_memory(err);
	json->names.key = kg_name_key;	/* as in a CSV header */
	return reader->input.form == KGI_JSONL ? KG_OK :
	       kgi_document_open(&json->document, &reader->source, reader->input.records, err);
}

/* Finds the record's members, whose names follow the first `base` bytes of the path. False when memory is short. */
static bool list_members(struct json *json, json_t *object, size_t base, struct kg_place place)
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

		struct member *member = &json->members[json->member_count++];

		member->value = value;
		if (!kg_category(&json->names, (struct kg_slice){ json->path, end }, place, &member->name))
			return false;
	}
	return true;
}

/* Offers the names from `known` on all together: which is a field's best one is no matter of their order. */
static int offer_names(struct kgi_reader *reader, size_t known, struct kg_error *err)
{
	struct json *json = reader->own;
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

static bool takes_arrays(const struct kg_binding *binding, int cell)
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
	if (i > 0 && !takes_arrays(reader->binding, cell))
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
		*end++ = ARRAY_END;
	}
	reader->text_len += (size_t)(end - begin);
	return (struct kg_slice){ begin, (size_t)(end - begin) };
}

/* Cells must not move, so there is room for all of their texts first. */
static bool make_room(struct kgi_reader *reader)
{
	const struct json *json = reader->own;
	size_t room = 0;

	for (size_t i = 0; i < json->member_count; i++)
		if (json->cell_of[json->members[i].name] != KGI_UNWANTED)
			room += text_room(json->members[i].value);
	return kgi_reader_clear(reader) && kg_grow(&reader->text, &reader->text_room, room + 1, 1);
}

static int fill_cells(struct kgi_reader *reader, struct kg_place place, struct kg_error *err)
{
	struct json *json = reader->own;

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

static int take_record(struct kgi_reader *reader, struct kg_place place, struct kg_error *err)
{
	struct json *json = reader->own;
	size_t known = json->names.count;

	if (!json_is_object(json->record))
		return kg_error_fault(err, place, NULL, "json", _("a record is a JSON object, {\"name\": value}; this is none"));
	if (!json->any && !know_export(reader, json->record))
		return kg_error_memory(err);
	json->member_count = 0;
	if (!list_members(json, json->record, 0, place))
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

/* The part's next record. */
static json_t *next_ahead(struct json *json)
{
	return json->ahead.at < json->ahead.count ? json->ahead.values[json->ahead.at++] : NULL;
}

static json_t *read_line(struct kg_slice line, json_error_t *why)
{
	return json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES, why);
}

static int next_line(struct kgi_reader *reader, struct kg_error *err)
{
	struct json *json = reader->own;
	struct kg_slice line;
	json_error_t why;
	int status = reader->lent ? KG_OK : kgi_source_decode(&reader->source, err);

	do {
		kgi_source_pass(&reader->source, json->line_len);
		json->line_len = 0;
		if (status == KG_OK)
			status = kgi_source_line(&reader->source, 0, &json->line_len, err);
		if (status != KG_OK || json->line_len == 0)
			return status;
		line = kg_trim((struct kg_slice){ kgi_source_at(&reader->source, 0), json->line_len });
	} while (line.len == 0);
	json->record = next_ahead(json);
	if (!json->record)
		json->record = read_line(line, &why);
	return json->record ? KG_OK : kg_error_fault(err, reader->source.place, NULL, "json",
						     _("this line is not one JSON object: %s"), kgi_document_reason(&why));
}

static int next_json(struct kgi_reader *reader, struct kg_place *place, struct kg_error *err)
{
	struct json *json = reader->own;
	bool lines = reader->input.form == KGI_JSONL;

	for (;;) {
		json_decref(json->record);
		json->record = NULL;

		int status = lines ? next_line(reader, err) : kgi_document_next(&json->document, &json->record, err);

		*place = reader->source.place;
		reader->record_len = lines ? json->line_len : json->document.len;
		reader->ended = status == KG_OK && !json->record;
		if (reader->ended)
			return json->any && !reader->lent ? kgi_binding_check(reader->binding, json->first, err) : KG_OK;
		if (status == KG_OK)
			status = take_record(reader, *place, err);
		if (status != KG_OK || json->content || json->names.count == 1)
			return status;
		reader->blank_rows++;
	}
}

/* What is cut off is bytes of the file: UTF-8, as long as nothing says otherwise. Names are bound when they come, and first one has to. */
static bool settle_lines(struct kgi_reader *reader)
{
	struct json *json = reader->own;

	kgi_source_pass(&reader->source, json->line_len);
	json->line_len = 0;
	if (!json->any || reader->source.encoding.kind != KGI_UTF8)
		return false;
	reader->source.whole = false;	/* until a line is read here again */
	return true;
}

static bool lend_lines(struct kgi_reader *part, const struct kgi_reader *of)
{
	const struct json *lender = of->own;
	struct json *json = part->own = calloc(1, sizeof *json);
	size_t count = lender->names.count;
	uint32_t *ids = malloc((count + 1) * sizeof *ids);
	bool ok = json && ids && kg_categories_merge(&json->names, &lender->names, ids) &&
		  kg_append(&json->cell_of, &(size_t){ 0 }, &json->cell_room, lender->cell_of, count, sizeof *json->cell_of);

	if (ok) {
		json->any = true;
		json->known = count;
	}
	free(ids);
	return ok;
}

static void forget_ahead(struct json *json)
{
	while (json->ahead.at < json->ahead.count)
		json_decref(next_ahead(json));
	json->ahead.at = json->ahead.count = 0;
}

/* Reads all of the part. One with a new name is irregular, since that is bound by the file's own reader alone. */
static bool part_lines(struct kgi_reader *reader)
{
	struct json *json = reader->own;
	struct kg_slice rest = { kgi_source_at(&reader->source, 0), kgi_source_held(&reader->source) };
	json_error_t why;

	forget_ahead(json);
	json->line_len = 0;
	reader->irregular = reader->source.encoding.kind != KGI_UTF8;
	while (rest.len && !reader->irregular) {
		const char *feed = memchr(rest.at, '\n', rest.len);
		struct kg_slice line = { rest.at, feed ? (size_t)(feed + 1 - rest.at) : rest.len };

		rest = (struct kg_slice){ rest.at + line.len, rest.len - line.len };
		line = kg_trim(line);
		if (!line.len)
			continue;
		if (!kg_grow(&json->ahead.values, &json->ahead.room, json->ahead.count + 1, sizeof *json->ahead.values))
			return false;

		json_t *value = json->ahead.values[json->ahead.count++] = read_line(line, &why);

		json->member_count = 0;
		if (json_is_object(value) && !list_members(json, value, 0, reader->source.place))
			return false;
		reader->irregular = json->names.count > json->known;
	}
	return true;
}

static void close_json(struct kgi_reader *reader)
{
	struct json *json = reader->own;

	if (!json)
		return;
	json_decref(json->record);
	forget_ahead(json);
	free(json->ahead.values);
	kg_categories_fini(&json->names);
	free(json->members);
	free(json->cell_of);
	free(json->path);
	free(json);
}

const struct kgi_reader_kind kgi_json = { .open = open_json, .next = next_json, .close = close_json };
const struct kgi_reader_kind kgi_jsonl = {
	.open = open_json, .next = next_json, .close = close_json,
	.settle = settle_lines, .lend = lend_lines, .part = part_lines, .part_size = 32 * 1024,	/* values take ten times that */
};
