/* JSON Lines: jansson decides what a line is. One that is written like one before leaves nothing to decide, and is cut where it
 * lies. Its cells then lie in the source's bytes, else in jansson's value. */
#include "json_reader.h"
#include "array.h"
#include "token.h"

#include <stdlib.h>

static int open_lines(struct kgi_reader *reader, struct kg_error *err)
{
	struct kgi_json *json = reader->own = calloc(1, sizeof *json);

	if (!json)
		return kg_error_memory(err);
	json->names.key = kg_name_key;	/* as in a CSV header */
	return KG_OK;
}

/* Finds out what the line is that begins here, in the text of json->stops. Of one with a shape the values are in json->shapes. */
static void read_line(struct kgi_reader *reader, const char *at, struct kgi_json_line *line)
{
	struct kgi_json *json = reader->own;
	size_t len = reader->by_library ? 0 : kgi_shapes_match(&json->shapes, &json->stops, at);

	*line = (struct kgi_json_line){ .len = len, .shaped = len > 0 };
	if (line->shaped) {
		line->content = json->shapes.content;
		line->value_count = json->shapes.count;
		return;
	}

	const char *end = json->stops.text.at + json->stops.text.len, *feed = memchr(at, '\n', (size_t)(end - at));
	struct kg_slice bytes = { at, (size_t)((feed ? feed + 1 : end) - at) };

	line->len = bytes.len;
	bytes = kg_trim(bytes);
	line->blank = bytes.len == 0;
	line->record = line->blank ? NULL : json_loadb(bytes.at, bytes.len, JSON_REJECT_DUPLICATES, NULL);
}

/* Others may be like the line, which jansson has read, and whose members are listed. False when memory is short. */
static bool learn(struct kgi_json *json, struct kg_slice bytes)
{
	if (!kg_grow(&json->member_cells, &json->member_cell_room, json->member_count, sizeof *json->member_cells))
		return false;
	for (size_t i = 0; i < json->member_count; i++)
		json->member_cells[i] = json->cell_of[json->members[i].name];
	return kgi_shapes_learn(&json->shapes, bytes, json->member_cells, json->member_count);
}

static struct kg_slice bytes_of(const struct kgi_reader *reader)
{
	const struct kgi_json *json = reader->own;

	return (struct kg_slice){ kgi_source_at(&reader->source, 0), json->line.len };
}

static void pass_line(struct kgi_reader *reader)
{
	struct kgi_json *json = reader->own;
	struct kg_slice bytes = bytes_of(reader);

	kgi_source_pass_lines(&reader->source, bytes.len, bytes.len && bytes.at[bytes.len - 1] == '\n');
	json_decref(json->line.record);
	json->line = (struct kgi_json_line){ 0 };
	reader->record_len = 0;
}

enum { WINDOW = 64 * 1024 };	/* bytes that are looked at at once, about: what the processor keeps near */

/* Finds the stops of the lines that come next and are held, or of the one that has to be. */
static int look(struct kgi_reader *reader, struct kg_error *err)
{
	struct kgi_json *json = reader->own;
	size_t len;
	int status = kgi_source_decode(&reader->source, err);

	if (status == KG_OK)
		status = kgi_source_line(&reader->source, 0, &len, err);
	if (status != KG_OK)
		return status;

	const char *bytes = kgi_source_at(&reader->source, 0);
	size_t held = kgi_source_held(&reader->source), lines = held < WINDOW ? held : WINDOW;

	while (lines > len && bytes[lines - 1] != '\n')
		lines--;
	len = lines > len ? lines : len;
	json->stops_end = reader->source.place.offset + len;
	return kgi_stops_find(&json->stops, (struct kg_slice){ bytes, len }) ? KG_OK : kg_error_memory(err);
}

static int next_of_file(struct kgi_reader *reader, struct kg_error *err)
{
	struct kgi_json *json = reader->own;
	int status = reader->source.place.offset < json->stops_end ? KG_OK : look(reader, err);
	size_t left = (size_t)(json->stops_end - reader->source.place.offset);
	const char *at = kgi_source_at(&reader->source, 0);

	if (status != KG_OK || left == 0)
		return status;
	json->stops.text.at = at + left - json->stops.text.len;
	read_line(reader, at, &json->line);
	json->values = json->shapes.values;
	return KG_OK;
}

/* The part's next line. */
static void next_ahead(struct kgi_json *json)
{
	if (json->ahead.at == json->ahead.count)
		return;
	json->line = json->ahead.lines[json->ahead.at++];
	json->values = json->ahead_values.items + json->ahead_values.at;
	json->ahead_values.at += json->line.value_count;
}

/* Makes texts of values as they lie there, which are the cells now. False when memory is short. */
static bool unquote_cells(struct kgi_reader *reader)
{
	struct kg_slice *cells = reader->cells;
	size_t count = reader->binding->cell_count, room = 1;

	for (size_t i = 0; i < count; i++)
		room += cells[i].len;
	/* texts that are put together must not move */
	if (!kg_grow(&reader->text, &reader->text_room, room, 1))
		return false;
	for (size_t i = 0; i < count; i++) {
		char *to = reader->text + reader->text_len;

		cells[i] = kgi_token_text(cells[i], to);
		reader->text_len += cells[i].at == to ? cells[i].len : 0;
	}
	return true;
}

/* Looks for the cells, as they lie there, among those of the records before. *counted: that is all there is to do. False when
 * memory is short. */
static bool count_repeat(struct kgi_reader *reader, bool *counted)
{
	struct kgi_json *json = reader->own;
	struct kgi_repeats *repeats = &reader->repeats;
	size_t width = reader->binding->cell_count;

	*counted = false;
	if (repeats->index.count == 0)
		json->width = width;
	repeats->off |= json->width != width;	/* a column came late */
	if (!reader->input.repeats || repeats->off)
		return true;

	struct kgi_repeat *known = kgi_repeats_find(repeats, reader->cells, width);

	*counted = known && !known->alone;
	if (*counted)
		known->times++;
	return known || kgi_repeats_remember(repeats, reader->cells, width, reader->source.place, true);
}

/* Is some value an array where one is expected? */
static bool has_misplaced(const struct kgi_reader *reader)
{
	const struct kgi_json *json = reader->own;
	bool found = false;

	for (const struct kgi_shape_value *value = json->values; value < json->values + json->line.value_count && !found; value++)
		found = value->raw.len && value->raw.at[0] == '[' && !kgi_json_takes_arrays(reader->binding, value->cell);
	return found;
}

/* Makes cells of a line that has a shape, unless it only counts. */
static int take_values(struct kgi_reader *reader, bool *counted, struct kg_error *err)
{
	struct kgi_json *json = reader->own;

	json->content = json->line.content;
	if (kgi_json_is_blank(json))
		return KG_OK;
	if (!kgi_reader_clear(reader))
		return kg_error_memory(err);
	for (size_t i = 0; i < json->line.value_count; i++)
		reader->cells[json->values[i].cell] = json->values[i].raw;
	return count_repeat(reader, counted) && (*counted || unquote_cells(reader)) ? KG_OK : kg_error_memory(err);
}

/* Makes cells of what jansson reads. */
static int take_record(struct kgi_reader *reader, struct kg_error *err)
{
	struct kgi_json *json = reader->own;
	struct kg_slice line = kg_trim(bytes_of(reader));
	json_error_t why;

	if (!json->line.record)
		json->line.record = json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES, &why);
	if (!json->line.record)
		return kg_error_fault(err, reader->source.place, NULL, "json", _("this line is not one JSON object: %s"),
				      kgi_document_reason(&why));

	int status = kgi_json_take(reader, json->line.record, reader->source.place, err);

	return status != KG_OK || reader->lent || learn(json, bytes_of(reader)) ? status : kg_error_memory(err);
}

/* At the end, a record that came again. */
static int give_repeat(struct kgi_reader *reader, struct kg_place *place, struct kg_error *err)
{
	const struct kgi_json *json = reader->own;

	if (!kgi_reader_clear(reader))
		return kg_error_memory(err);
	if (!kgi_reader_again(reader, reader->cells, json->width, place))
		return kgi_json_end(reader, err);
	return unquote_cells(reader) ? KG_OK : kg_error_memory(err);
}

static int next_line(struct kgi_reader *reader, struct kg_place *place, struct kg_error *err)
{
	struct kgi_json *json = reader->own;
	int status = KG_OK;

	for (bool counted;;) {
		pass_line(reader);
		if (kgi_reader_pauses(reader))
			return KG_OK;
		if (reader->lent)
			next_ahead(json);
		else
			status = next_of_file(reader, err);
		*place = reader->source.place;
		reader->record_len = json->line.len;
		reader->ended = status == KG_OK && json->line.len == 0;
		if (reader->ended)
			return reader->piece ? KG_OK : give_repeat(reader, place, err);
		if (status == KG_OK && json->line.blank)
			continue;
		counted = false;
		if (status == KG_OK)
			status = json->line.shaped && !has_misplaced(reader) ? take_values(reader, &counted, err) :
									       take_record(reader, err);
		if (counted)
			continue;
		if (status != KG_OK || !kgi_json_is_blank(json))
			return status;
		reader->blank_rows++;
	}
}

/* What is cut off is bytes of the file: UTF-8, as long as nothing says otherwise. Names are bound when they come, and first one
 * has to. */
static bool settle_lines(struct kgi_reader *reader)
{
	struct kgi_json *json = reader->own;

	pass_line(reader);
	if (!json->any || reader->source.encoding.kind != KGI_UTF8)
		return false;
	reader->source.whole = false;	/* until a line is read here again */
	json->stops_end = 0;
	return true;
}

static bool lend_lines(struct kgi_reader *part, const struct kgi_reader *of)
{
	const struct kgi_json *lender = of->own;
	struct kgi_json *json = part->own = calloc(1, sizeof *json);
	size_t count = lender->names.count;
	uint32_t *ids = json ? kg_categories_map(&json->names, &lender->names) : NULL;
	bool ok = ids && kg_append(&json->cell_of, &(size_t){ 0 }, &json->cell_room, lender->cell_of, count, sizeof *json->cell_of);

	if (ok) {
		json->any = true;
		json->known = count;
	}
	free(ids);
	return ok;
}

static void forget_ahead(struct kgi_json *json)
{
	for (; json->ahead.at < json->ahead.count; json->ahead.at++)
		json_decref(json->ahead.lines[json->ahead.at].record);
	json->ahead.at = json->ahead.count = json->ahead_values.at = json->ahead_values.count = 0;
}

/* Reads a line of the part, and passes it. One with a new name is irregular, since that is bound by the file's own reader alone. */
static bool read_ahead(struct kgi_reader *reader, const char **at)
{
	struct kgi_json *json = reader->own;

	if (!kg_grow(&json->ahead.lines, &json->ahead.room, json->ahead.count + 1, sizeof *json->ahead.lines))
		return false;

	struct kgi_json_line *line = &json->ahead.lines[json->ahead.count++];

	read_line(reader, *at, line);

	struct kg_slice bytes = { *at, line->len };

	*at += line->len;
	if (line->shaped)
		return kg_append(&json->ahead_values.items, &json->ahead_values.count, &json->ahead_values.room,
				 json->shapes.values, line->value_count, sizeof *json->values);
	if (!json_is_object(line->record))
		return true;
	if (!kgi_json_members(json, line->record, reader->source.place))
		return false;
	reader->irregular = json->names.count > json->known;
	return reader->irregular || learn(json, bytes);
}

static bool part_lines(struct kgi_reader *reader)
{
	struct kgi_json *json = reader->own;
	struct kg_slice bytes = { kgi_source_at(&reader->source, 0), kgi_source_held(&reader->source) };
	const char *at = bytes.at, *end = at + bytes.len;
	bool ok = kgi_stops_find(&json->stops, bytes);

	forget_ahead(json);
	json->line.len = 0;
	reader->irregular = reader->source.encoding.kind != KGI_UTF8;
	while (at < end && !reader->irregular && ok)
		ok = read_ahead(reader, &at);
	return ok;
}

static void close_lines(struct kgi_reader *reader)
{
	struct kgi_json *json = reader->own;

	if (!json)
		return;
	forget_ahead(json);
	json_decref(json->line.record);
	kgi_shapes_fini(&json->shapes);
	kgi_stops_fini(&json->stops);
	free(json->ahead.lines);
	free(json->ahead_values.items);
	free(json->member_cells);
	kgi_json_close(reader);
}

const struct kgi_reader_kind kgi_jsonl = {
	.open = open_lines, .next = next_line, .close = close_lines,
	.settle = settle_lines, .lend = lend_lines, .part = part_lines, .part_size = 128 * 1024,	/* values take ten times that */
};
