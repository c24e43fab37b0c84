#include "reader.h"

#include <stdlib.h>

/* The first byte that is not blank, and the next such. */
static void peek(struct kgi_reader *reader, char *first, char *second)
{
	struct kg_slice held = { kgi_source_at(&reader->source, 0), kgi_source_held(&reader->source) };
	char seen[2] = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < held.len && count < 2; i++)
		if (!memchr(" \t\r\n", held.at[i], 4))
			seen[count++] = held.at[i];
	*first = seen[0];
	*second = seen[1];
}

/* A header with tabs and no commas, both outside quotes. */
static bool looks_like_tsv(struct kgi_reader *reader)
{
	struct kg_slice held = { kgi_source_at(&reader->source, 0), kgi_source_held(&reader->source) };
	size_t tabs = 0;
	bool quoted = false;

	for (size_t i = 0; i < held.len && (quoted || held.at[i] != '\n'); i++) {
		quoted ^= held.at[i] == '"';
		if (!quoted && held.at[i] == ',')
			return false;
		tabs += !quoted && held.at[i] == '\t';
	}
	return tabs > 0;
}

/* Holds a line and two bytes to decide by, in however small pieces they come. */
static int hold_header(struct kgi_reader *reader, struct kg_error *err)
{
	size_t len;
	char first, second;
	int status = kgi_source_line(&reader->source, 0, &len, err);

	for (;;) {
		peek(reader, &first, &second);
		if (status != KG_OK || second || reader->source.ended)
			return status;
		status = kgi_source_hold(&reader->source, kgi_source_held(&reader->source) + 1, err);
	}
}

/* The bytes decide, never the file's name: [ with an element or ], or { with a key or }, begins JSON. */
static enum kgi_form recognise(struct kgi_reader *reader)
{
	char first, second;

	if (reader->input.form != KGI_AUTO)
		return reader->input.form;
	if (reader->input.records)
		return KGI_JSON;
	peek(reader, &first, &second);
	if (first == '[' && (second == '{' || second == ']' || second == '['))
		return KGI_JSON;
	if (first == '{' && (second == '"' || second == '}'))
		return KGI_JSONL;
	return !reader->input.delimiter && looks_like_tsv(reader) ? KGI_TSV : KGI_CSV;
}

int kgi_reader_open(struct kgi_reader *reader, const char *path, const struct kgi_input *input, struct kg_binding *binding,
		    struct kg_error *err)
{
	*reader = (struct kgi_reader){ .input = *input, .binding = binding, .source.fd = -1 };

	int status = kgi_source_open(&reader->source, path, err);

	if (status == KG_OK)
		status = kgi_source_hold(&reader->source, 1, err);
	if (status == KG_OK && kgi_source_held(&reader->source) == 0)
		status = kg_error_input(err, _("%s: there are no bytes at all, not even a header"), path);
	if (status != KG_OK)
		return status;

	if (reader->input.form == KGI_AUTO)
		status = hold_header(reader, err);
	if (status != KG_OK)
		return status;
	reader->input.form = recognise(reader);
	if (!reader->input.delimiter)
		reader->input.delimiter = reader->input.form == KGI_TSV ? '\t' : ',';
	reader->kind = reader->input.form == KGI_JSON || reader->input.form == KGI_JSONL ? &kgi_json : &kgi_csv;
	kgi_binding_file(binding);
	return status ? status : reader->kind->open(reader, err);
}

int kgi_reader_next(struct kgi_reader *reader, struct kg_record *record, struct kg_error *err)
{
	int status = reader->kind->next(reader, &record->place, err);

	if (status != KG_OK || reader->ended)
		return status;
	kgi_binding_copy(reader->binding, reader->cells);
	record->binding = reader->binding;
	record->cells = reader->cells;
	return KG_OK;
}

void kgi_reader_close(struct kgi_reader *reader)
{
	if (reader->kind)
		reader->kind->close(reader);
	kgi_source_close(&reader->source);
	free(reader->cells);
	free(reader->text);
}

bool kgi_reader_text(struct kgi_reader *reader, const char *at, size_t len)
{
	if (!kg_grow(&reader->text, &reader->text_room, reader->text_len + len + 1, 1))
		return false;
	if (len)
		memcpy(reader->text + reader->text_len, at, len);
	reader->text_len += len;
	return true;
}

bool kgi_reader_clear(struct kgi_reader *reader)
{
	if (!kg_grow(&reader->cells, &reader->cell_room, reader->binding->cell_count + 1, sizeof *reader->cells))
		return false;
	for (size_t i = 0; i < reader->binding->cell_count; i++)
		reader->cells[i] = (struct kg_slice){ "", 0 };
	reader->text_len = 0;
	return true;
}
