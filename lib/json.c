/* The JSON reader: jansson takes one value at a time from where the source stands, so that an array is never held whole.
 * What leads to the records, `[` or the members of a document on the way of a pointer, is read by hand around them. */
#include "reader.h"
#include "category.h"
#include "export.h"
#include "scalar.h"

#include <stdlib.h>

enum { ARRAY_END = '\xff' };	/* behind each element of an array, see kg_is_array() */

struct json {
	struct kg_categories names;	/* of members, as seen: a.b for b in a */
	int *cell_of;			/* by name */
	size_t cell_room;
	char *path;			/* the name of the member that is being read */
	size_t path_len, path_room;
	struct { int cell; size_t at, len; } *spans;
	size_t span_count, span_room;
	size_t record_len;		/* bytes of the record before, not passed yet */
	size_t depth;			/* objects of the document that are open around the array */
	struct kg_place first;		/* of the first record */
	bool content;			/* some cell of the record is not blank */
	bool any;			/* there was a record */
	bool later, done;		/* in an array: behind its first element, behind its end */
};

/* What jansson reads with: a walk over held bytes. */
struct walk {
	struct kgi_source *source;
	struct kg_error *err;
	size_t at;
	int status;
};

static size_t read_on(void *buffer, size_t size, void *data)
{
	struct walk *walk = data;

	walk->status = kgi_source_hold(walk->source, walk->at + 1, walk->err);
	if (walk->status != KG_OK)
		return (size_t)-1;

	size_t held = kgi_source_held(walk->source) - walk->at;

	if (size > held)
		size = held;
	memcpy(buffer, kgi_source_at(walk->source, walk->at), size);
	walk->at += size;
	return size;
}

static const char *reason(const json_error_t *why)
{
	return json_error_code(why) == json_error_null_character ? _("there is a NUL character in a text") : why->text;
}

/* Takes one value that begins here; *len says how many bytes it is. */
static int take_value(struct kgi_reader *reader, json_t **value, size_t *len, struct kg_error *err)
{
	struct walk walk = { .source = &reader->source, .err = err };
	json_error_t why;

	*value = json_load_callback(read_on, &walk, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &why);
	*len = (size_t)why.position;
	if (walk.status != KG_OK)
		return walk.status;
	if (*value)
		return KG_OK;
	return kg_error_fault(err, reader->source.place, NULL, "json", _("this is not JSON: %s"), reason(&why));
}

/* The next byte that is not blank, left where it is; 0 at the end. */
static int next_byte(struct kgi_reader *reader, char *byte, struct kg_error *err)
{
	*byte = 0;
	for (;;) {
		int status = kgi_source_hold(&reader->source, 1, err);

		if (status != KG_OK || kgi_source_held(&reader->source) == 0)
			return status;
		*byte = *kgi_source_at(&reader->source, 0);
		if (*byte != ' ' && *byte != '\t' && *byte != '\r' && *byte != '\n')
			return KG_OK;
		*byte = 0;
		kgi_source_pass(&reader->source, 1);
	}
}

/* Passes `wanted`, which must come next. */
static int expect(struct kgi_reader *reader, char wanted, struct kg_error *err)
{
	char byte;
	int status = next_byte(reader, &byte, err);

	if (status == KG_OK && !byte)
		return kg_error_at(err, reader->source.place, NULL, _("the file ends here, '%c' is missing"), wanted);
	if (status == KG_OK && byte != wanted)
		return kg_error_at(err, reader->source.place, NULL, _("'%c' is missing here"), wanted);
	if (status == KG_OK)
		kgi_source_pass(&reader->source, 1);
	return status;
}

static int pass_value(struct kgi_reader *reader, json_t **value, struct kg_error *err)
{
	char byte;
	size_t len;
	int status = next_byte(reader, &byte, err);

	if (status == KG_OK)
		status = take_value(reader, value, &len, err);
	if (status == KG_OK)
		kgi_source_pass(&reader->source, len);
	return status;
}

/* Passes a member's name and its colon. */
static int pass_key(struct kgi_reader *reader, json_t **key, struct kg_error *err)
{
	int status = pass_value(reader, key, err);

	if (status == KG_OK && !json_is_string(*key)) {
		json_decref(*key);
		return kg_error_at(err, reader->source.place, NULL, _("the name of a member is missing here"));
	}
	if (status == KG_OK && (status = expect(reader, ':', err)) != KG_OK)
		json_decref(*key);
	return status;
}

/* Passes the members of an object, or its rest, up to the one called `token`, where true is returned in *found and its
 * value comes next, or to the object's end. A NULL token finds nothing. */
static int pass_members(struct kgi_reader *reader, const char *token, bool first, bool *found, struct kg_error *err)
{
	int status;
	char byte;

	*found = false;
	while ((status = next_byte(reader, &byte, err)) == KG_OK && byte != '}') {
		json_t *key = NULL, *value = NULL;

		if (!first)
			status = expect(reader, ',', err);
		first = false;
		if (status == KG_OK)
			status = pass_key(reader, &key, err);
		if (status != KG_OK)
			return status;
		*found = token && strcmp(json_string_value(key), token) == 0;
		json_decref(key);
		if (*found)
			return KG_OK;
		status = pass_value(reader, &value, err);
		json_decref(value);
		if (status != KG_OK)
			return status;
	}
	return status == KG_OK ? expect(reader, '}', err) : status;
}

/* One step of an RFC 6901 pointer, its ~1 and ~0 undone in place. Returns what follows. */
static char *next_token(char *token)
{
	char *to = token, *at = token;

	for (; *at && *at != '/'; at++) {
		if (*at == '~' && (at[1] == '0' || at[1] == '1'))
			*to++ = *++at == '1' ? '/' : '~';
		else
			*to++ = *at;
	}

	char *rest = *at ? at + 1 : NULL;

	*to = '\0';
	return rest;
}

static int descend(struct kgi_reader *reader, struct kg_error *err)
{
	struct json *json = reader->own;
	const char *pointer = reader->input.records;
	char *tokens = strdup(pointer[0] == '/' ? pointer + 1 : pointer);
	int status = tokens ? KG_OK : kg_error_memory(err);

	for (char *token = pointer[0] ? tokens : NULL; token && status == KG_OK;) {
		char *rest = next_token(token), byte;
		bool found;

		status = next_byte(reader, &byte, err);
		if (status == KG_OK && byte != '{')
			status = kg_error_at(err, reader->source.place, NULL,
					     _("an object with the member '%s' of %s is expected here"), token, pointer);
		if (status == KG_OK)
			status = expect(reader, '{', err);
		if (status == KG_OK)
			status = pass_members(reader, token, true, &found, err);
		if (status == KG_OK && !found)
			status = kg_error_input(err, _("%s: there is nothing at %s"),
						kg_error_file_name(err, reader->source.place.file), pointer);
		json->depth++;
		token = rest;
	}
	free(tokens);
	return status;
}

/* Behind the records: the objects around them must be whole, and nothing may follow. */
static int ascend(struct kgi_reader *reader, struct kg_error *err)
{
	struct json *json = reader->own;
	int status = KG_OK;
	bool found;
	char byte;

	for (; status == KG_OK && json->depth > 0; json->depth--)
		status = pass_members(reader, NULL, false, &found, err);
	if (status == KG_OK)
		status = next_byte(reader, &byte, err);
	if (status == KG_OK && byte)
		status = kg_error_at(err, reader->source.place, NULL, _("something follows behind the end of the document"));
	return status;
}

static int open_json(struct kgi_reader *reader, struct kg_error *err)
{
	struct json *json = reader->own = calloc(1, sizeof *json);
	int status = json ? KG_OK : kg_error_memory(err);
	char byte;

	if (status != KG_OK)
		return status;
	json->names.key = kg_name_key;	/* as in a CSV header */
	if (reader->input.form == KGI_JSONL)
		return KG_OK;
	if (reader->input.records)
		status = descend(reader, err);
	if (status == KG_OK)
		status = next_byte(reader, &byte, err);
	if (status != KG_OK)
		return status;
	if (byte != '[')
		return kg_error_at(err, reader->source.place, NULL,
				   _("an array of records is expected here; --records says where it stands in a document"));
	kgi_source_pass(&reader->source, 1);
	return KG_OK;
}

static int note_span(struct kgi_reader *reader, int cell, const char *at, size_t len, struct kg_error *err)
{
	struct json *json = reader->own;

	json->content |= kg_trim((struct kg_slice){ at, len }).len > 0;
	if (cell == KGI_UNWANTED)
		return KG_OK;
	if (!kg_grow(&json->spans, &json->span_room, json->span_count + 1, sizeof *json->spans) ||
	    !kgi_reader_text(reader, at, len))
		return kg_error_memory(err);
	json->spans[json->span_count].cell = cell;
	json->spans[json->span_count].at = reader->text_len - len;
	json->spans[json->span_count++].len = len;
	return KG_OK;
}

static bool takes_arrays(const struct kg_binding *binding, int cell)
{
	bool all = binding->cells[cell].arrays && !binding->cells[cell].single;

	for (size_t i = 0; i < binding->copy_count && all; i++)
		all = binding->copies[i].from != (uint32_t)cell || !binding->cells[binding->copies[i].to].single;
	return all;
}

static int take_array(struct kgi_reader *reader, int cell, const json_t *array, struct kg_place place, struct kg_error *err)
{
	char *text = NULL;
	size_t len = 0, room = 0;
	int status = KG_OK;

	for (size_t i = 0; i < json_array_size(array) && status == KG_OK; i++) {
		const json_t *element = json_array_get(array, i);
		char digits[KGI_SCALAR_ROOM];

		if (json_is_object(element) || json_is_array(element)) {
			((struct json *)reader->own)->content = true;
			status = cell == KGI_UNWANTED ? KG_OK :
				 kg_error_at(err, place, reader->binding->cells[cell].name.at,
					     _("an array of objects or arrays is not a cell; --records can point at it"));
			continue;
		}

		struct kg_slice one = kgi_scalar(element, digits);

		if (!kg_grow(&text, &room, len + one.len + 1, 1)) {
			status = kg_error_memory(err);
			break;
		}
		if (one.len)
			memcpy(text + len, one.at, one.len);
		len += one.len;
		text[len++] = ARRAY_END;
	}
	if (status == KG_OK && cell != KGI_UNWANTED && len && !takes_arrays(reader->binding, cell))
		status = kg_error_at(err, place, reader->binding->cells[cell].name.at,
				     _("an array stands where one value is expected"));
	if (status == KG_OK)
		status = note_span(reader, cell, text ? text : "", len, err);
	free(text);
	return status;
}

/* Puts a member's name behind the first `base` bytes of the path. */
static bool push_name(struct json *json, size_t base, const char *key)
{
	size_t len = strlen(key);

	if (!kg_grow(&json->path, &json->path_room, base + len + 2, 1))
		return false;
	if (base)
		json->path[base] = '.';
	memcpy(json->path + base + (base > 0), key, len + 1);
	json->path_len = base + (base > 0) + len;
	return true;
}

static bool name_of_path(struct json *json, struct kg_place place, uint32_t *name)
{
	return kg_category(&json->names, (struct kg_slice){ json->path, json->path_len }, place, name);
}

static bool note_names(struct json *json, json_t *object, struct kg_place place)
{
	size_t base = json->path_len;
	const char *key;
	json_t *value;
	uint32_t name;
	bool ok = true;

	json_object_foreach(object, key, value) {
		ok = ok && push_name(json, base, key) &&
		     (json_is_object(value) ? note_names(json, value, place) : name_of_path(json, place, &name));
		json->path_len = base;
	}
	return ok;
}

/* Offers the names that were not seen before all together: which is a field's best one is no matter of their order. */
static int offer_names(struct kgi_reader *reader, json_t *object, struct kg_place place, struct kg_error *err)
{
	struct json *json = reader->own;
	size_t known = json->names.count, count;
	bool ok = note_names(json, object, place);

	count = json->names.count - known;
	if (ok && count == 0)
		return KG_OK;

	struct kg_slice *names = malloc((count + 1) * sizeof *names);
	int status;

	if (!ok || !names || !kg_grow(&json->cell_of, &json->cell_room, json->names.count, sizeof *json->cell_of)) {
		free(names);
		return kg_error_memory(err);
	}
	for (size_t i = 0; i < count; i++)
		names[i] = kg_category_label(&json->names, (uint32_t)(known + i));
	status = kgi_binding_offer(reader->binding, names, count, json->cell_of + known, err);
	free(names);
	return status;
}

static int take_members(struct kgi_reader *reader, json_t *object, struct kg_place place, struct kg_error *err)
{
	struct json *json = reader->own;
	size_t base = json->path_len;
	const char *key;
	json_t *value;
	int status = KG_OK;

	json_object_foreach(object, key, value) {
		char digits[KGI_SCALAR_ROOM];
		uint32_t name;

		if (!push_name(json, base, key))
			return kg_error_memory(err);
		if (json_is_object(value)) {
			status = take_members(reader, value, place, err);
		} else if (!name_of_path(json, place, &name)) {
			status = kg_error_memory(err);
		} else if (json_is_array(value)) {
			status = take_array(reader, json->cell_of[name], value, place, err);
		} else {
			struct kg_slice text = kgi_scalar(value, digits);

			status = note_span(reader, json->cell_of[name], text.at, text.len, err);
		}
		if (status != KG_OK)
			return status;
		json->path_len = base;
	}
	return KG_OK;
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

static int take_record(struct kgi_reader *reader, json_t *value, struct kg_place place, struct kg_error *err)
{
	struct json *json = reader->own;

	json->span_count = json->path_len = reader->text_len = 0;
	json->content = false;
	if (!json_is_object(value))
		return kg_error_fault(err, place, NULL, "json", _("a record is a JSON object, {\"name\": value}; this is none"));

	if (!json->any && !know_export(reader, value))
		return kg_error_memory(err);

	int status = offer_names(reader, value, place, err);

	if (status == KG_OK)
		status = take_members(reader, value, place, err);
	if (status != KG_OK)
		return status;
	if (!kgi_reader_text(reader, "", 0))
		return kg_error_memory(err);

	size_t len = reader->text_len;

	if (!kgi_reader_clear(reader))
		return kg_error_memory(err);
	reader->text_len = len;
	for (size_t i = 0; i < json->span_count; i++) {
		struct kg_slice *cell = &reader->cells[json->spans[i].cell];

		if (cell->len)
			return kg_error_at(err, place, reader->binding->cells[json->spans[i].cell].name.at,
					   _("two members of the record have this name"));
		*cell = (struct kg_slice){ reader->text + json->spans[i].at, json->spans[i].len };
	}
	if (!json->any)
		json->first = place;
	json->any = true;
	return KG_OK;
}

static int next_line(struct kgi_reader *reader, json_t **value, struct kg_error *err)
{
	struct json *json = reader->own;
	struct kg_slice line;
	json_error_t why;

	do {
		kgi_source_pass(&reader->source, json->record_len);
		json->record_len = 0;

		int status = kgi_source_line(&reader->source, 0, &json->record_len, err);

		reader->ended = json->record_len == 0;
		if (status != KG_OK || reader->ended)
			return status;
		line = (struct kg_slice){ kgi_source_at(&reader->source, 0), json->record_len };
		reader->record_len = json->record_len;
		line = kg_trim(line);
	} while (line.len == 0);
	*value = json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES, &why);
	return *value ? KG_OK : kg_error_fault(err, reader->source.place, NULL, "json", _("this line is not one JSON object: %s"),
				       reason(&why));
}

/* All that is left is one bad record: behind broken JSON nothing says where the next one begins. */
static int drop_rest(struct kgi_reader *reader, struct kg_error *err)
{
	struct json *json = reader->own;
	int status = KG_OK;

	while (status == KG_OK && !reader->source.ended)
		status = kgi_source_hold(&reader->source, kgi_source_held(&reader->source) + 1, err);
	json->record_len = kgi_source_held(&reader->source);
	json->done = true;
	reader->record_len = json->record_len;
	return status ? status : KG_INPUT;
}

static int next_element(struct kgi_reader *reader, json_t **value, struct kg_error *err)
{
	struct json *json = reader->own;
	char byte;

	kgi_source_pass(&reader->source, json->record_len);
	json->record_len = 0;
	reader->ended = json->done;
	if (json->done)
		return KG_OK;

	int status = next_byte(reader, &byte, err);

	if (status == KG_OK && byte == ']') {
		kgi_source_pass(&reader->source, 1);
		json->done = true;
		status = ascend(reader, err);
		reader->ended = status == KG_OK;
		return status == KG_INPUT ? drop_rest(reader, err) : status;
	}
	if (status == KG_OK && !byte)
		status = kg_error_at(err, reader->source.place, NULL, _("the file ends here, the array of records does not"));
	if (status == KG_OK && json->later && byte != ',')
		status = kg_error_at(err, reader->source.place, NULL, _("a comma or ] is expected here, behind a record"));
	if (status == KG_OK && json->later)
		status = expect(reader, ',', err);
	if (status == KG_OK)
		status = next_byte(reader, &byte, err);
	if (status == KG_OK)
		status = take_value(reader, value, &json->record_len, err);
	json->later = true;
	if (status == KG_INPUT)
		return drop_rest(reader, err);
	reader->record_len = json->record_len;
	return status;
}

static int next_json(struct kgi_reader *reader, struct kg_place *place, struct kg_error *err)
{
	struct json *json = reader->own;

	for (;;) {
		json_t *value = NULL;
		int status = reader->input.form == KGI_JSONL ? next_line(reader, &value, err) : next_element(reader, &value, err);

		*place = reader->source.place;
		if (status == KG_OK && reader->ended)
			return json->any ? kgi_binding_check(reader->binding, json->first, err) : KG_OK;
		if (status == KG_OK)
			status = take_record(reader, value, *place, err);
		json_decref(value);
		if (status != KG_OK || json->content || json->names.count == 1)
			return status;
		reader->blank_rows++;
	}
}

static void close_json(struct kgi_reader *reader)
{
	struct json *json = reader->own;

	if (!json)
		return;
	kg_categories_fini(&json->names);
	free(json->cell_of);
	free(json->path);
	free(json->spans);
	free(json);
}

const struct kgi_reader_kind kgi_json = { open_json, next_json, close_json, NULL };
