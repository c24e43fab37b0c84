#include "reader.h"
#include "array.h"
#include "export.h"
#include "scan.h"

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

/* A header with tabs and no commas, both outside quotes. *unsure: what is held does not tell yet. */
static bool looks_like_tsv(struct kgi_reader *reader, bool *unsure)
{
	enum { FAR = 64 * 1024 };
	struct kg_slice held = { kgi_source_at(&reader->source, 0), kgi_source_held(&reader->source) };
	size_t tabs = 0, i = 0;
	bool quoted = false;

	*unsure = false;
	for (; i < held.len && i < FAR && (quoted || (held.at[i] != '\n' && held.at[i] != '\r')); i++) {
		quoted ^= held.at[i] == '"';
		if (!quoted && held.at[i] == ',')
			return false;
		tabs += !quoted && held.at[i] == '\t';
	}
	*unsure = i == held.len && i < FAR;
	return tabs > 0;
}

/* Holds what the form is decided by, in however small pieces it comes. */
static int hold_header(struct kgi_reader *reader, struct kg_error *err)
{
	int status = KG_OK;
	bool unsure;
	char first, second;

	for (;;) {
		peek(reader, &first, &second);
		looks_like_tsv(reader, &unsure);
		if (status != KG_OK || (second && !unsure) || reader->source.ended)
			return status;
		status = kgi_source_hold(&reader->source, kgi_source_held(&reader->source) + 1, err);
	}
}

/* The bytes decide, never the file's name: [ with an element or ], or { with a key or }, begins JSON. */
static enum kgi_form recognise(struct kgi_reader *reader)
{
	char first, second;
	bool unsure;

	if (reader->input.form != KGI_AUTO)
		return reader->input.form;
	if (reader->input.records)
		return KGI_JSON;
	peek(reader, &first, &second);
	if (first == '[' && (second == '{' || second == ']' || second == '['))
		return KGI_JSON;
	if (first == '{' && (second == '"' || second == '}'))
		return KGI_JSONL;
	return !reader->input.delimiter && looks_like_tsv(reader, &unsure) ? KGI_TSV : KGI_CSV;
}

int kgi_reader_open(struct kgi_reader *reader, const char *path, const struct kgi_input *input, struct kg_binding *binding,
		    struct kg_error *err)
{
	*reader = (struct kgi_reader){ .path = path, .input = *input, .binding = binding, .delimiter_given = input->delimiter,
				      .source.fd = -1 };

	int status = kgi_source_open(&reader->source, path, input->encoding, err);

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
	reader->kind = reader->input.form == KGI_JSON ? &kgi_json : reader->input.form == KGI_JSONL ? &kgi_jsonl : &kgi_csv;
	/* a byte from @ on may be half of a character */
	if (reader->kind != &kgi_csv || reader->input.delimiter >= '@')
		status = kgi_source_decode(&reader->source, err);
	kgi_binding_file(binding);
	return status ? status : reader->kind->open(reader, err);
}

static bool is_decoded_by_cell(const struct kgi_reader *reader)
{
	return reader->kind == &kgi_csv && reader->source.encoding.kind == KGI_BY_CELL && !reader->source.whole;
}

static int open_decoder(struct kgi_reader *reader, struct kg_error *err)
{
	return reader->decoder.open ? KG_OK : kgi_decoder_open(&reader->decoder, &reader->source.encoding, err);
}

int kgi_reader_decode(struct kgi_reader *reader, struct kg_slice raw, struct kg_slice *text, bool *good, struct kg_error *err)
{
	size_t bad;

	*text = raw;
	if (!is_decoded_by_cell(reader)) {
		*good = kg_utf8_valid(raw) == raw.len;
		return KG_OK;
	}

	int status = open_decoder(reader, err);

	if (status == KG_OK)
		*good = kgi_decode(&reader->decoder, raw, text, &bad);
	return status == KG_OK && !text->at ? kg_error_memory(err) : status;
}

static int report_undecodable(struct kgi_reader *reader, struct kg_place place, size_t i, size_t bad, struct kg_error *err)
{
	const char *name = reader->binding->cells[i].name.at;
	unsigned long long offset = reader->kind->offset(reader, i, bad);

	if (reader->source.guessed)
		return kg_error_fault(err, place, name, "undecodable",
				      _("the byte at offset %llu of the file is neither UTF-8 nor CP932; --encoding=NAME says what the file is in"),
				      offset);
	if (reader->source.encoding.kind == KGI_UTF8)
		return kg_error_fault(err, place, name, "undecodable",
				      _("the byte at offset %llu of the file is not UTF-8; --encoding=NAME says what the file is in"), offset);
	return kg_error_fault(err, place, name, "undecodable", _("the byte at offset %llu of the file is not %s"), offset,
			      reader->source.encoding.name);
}

static int is_utf8(struct kg_slice cell)
{
	return kg_utf8_valid(cell) == cell.len;
}

/* A cell that is not all ASCII, without a codebook's field, in UTF-8. Answers come again and again, so few are looked at twice. */
static int check_plain(struct kgi_reader *reader, struct kg_place place, size_t i, struct kg_error *err)
{
	enum { FEW = 64 };
	struct kg_slice cell = reader->cells[i];
	bool room = kg_grow(&reader->recent, &reader->recent_room, i + 1, sizeof *reader->recent);

	if (room)
		reader->recent[i].places = FEW;
	if (room ? kg_meaning(&reader->recent[i], is_utf8, cell) : is_utf8(cell))
		return KG_OK;
	report_undecodable(reader, place, i, kg_utf8_valid(cell), err);
	reader->cells[i] = (struct kg_slice){ "", 0 };
	return KG_INPUT;
}

static int look(struct kgi_reader *reader, struct kg_place place, size_t i, struct kg_error *err)
{
	const struct kg_book_field *field = reader->binding->cells[i].book;
	struct kgi_decoder *decoder = is_decoded_by_cell(reader) ? &reader->decoder : NULL;
	struct kg_slice cell = reader->cells[i];
	int status = decoder ? open_decoder(reader, err) : KG_OK;

	if (status != KG_OK)
		return status;

	reader->lenses[i].padded = reader->binding->padded;
	reader->lenses[i].serials = reader->binding->export && reader->binding->export->serials;

	const struct kgi_view *view = kgi_lens_look(&reader->lenses[i], cell, decoder, field);

	if (!view)
		return kg_error_memory(err);
	reader->cells[i] = view->meaning.text;
	reader->raw[i] = view->raw;
	reader->written[i] = view->written;
	reader->missing[i] = (unsigned char)view->meaning.missing;
	if (view->undecodable)
		return report_undecodable(reader, place, i, view->bad, err);
	return !view->meaning.fault ? KG_OK :
	       kg_book_error(field, &view->meaning, view->raw, place, reader->binding->cells[i].name.at, err);
}

static bool make_views(struct kgi_reader *reader)
{
	size_t count = reader->binding->cell_count + 1;

	return kg_grow(&reader->raw, &reader->raw_room, count, sizeof *reader->raw) &&
	       kg_grow(&reader->written, &reader->written_room, count, sizeof *reader->written) &&
	       kg_grow(&reader->missing, &reader->missing_room, count, sizeof *reader->missing) &&
	       kg_grow(&reader->lenses, &reader->lens_room, count, sizeof *reader->lenses);
}

/* Cells as they are, in UTF-8. All that is wrong in the record is reported, here and below. */
static int check_all(struct kgi_reader *reader, struct kg_place place, struct kg_error *err)
{
	int status = KG_OK;

	/* a cell that the file decoded as a whole has as bad bytes, or UTF-8 that is none */
	for (size_t i = 0; i < reader->binding->cell_count && status != KG_SYSTEM; i++)
		if (!kg_is_ascii(reader->cells[i]) && check_plain(reader, place, i, err) != KG_OK)
			status = KG_INPUT;
	return status;
}

/* Cells in UTF-8, as the codebook reads them, or as a form pads them. */
static int see_all(struct kgi_reader *reader, struct kg_record *record, bool by_cell, struct kg_error *err)
{
	bool book = reader->binding->book, padded = reader->binding->padded, may_be_bad = !reader->sound && !by_cell;
	int status = KG_OK;

	if (!make_views(reader))
		return kg_error_memory(err);
	for (size_t i = 0; i < reader->binding->cell_count && status != KG_SYSTEM; i++) {
		struct kg_slice cell = reader->cells[i];
		bool looks = (book && reader->binding->cells[i].book) || ((by_cell || padded) && !kg_is_ascii(cell));
		int one = KG_OK;

		reader->raw[i] = reader->written[i] = cell;
		reader->missing[i] = 0;
		if (may_be_bad && !kg_is_ascii(cell))
			one = check_plain(reader, record->place, i, err);
		if (one != KG_OK)
			reader->raw[i] = reader->written[i] = reader->cells[i];
		if (looks && one == KG_OK)
			one = look(reader, record->place, i, err);
		status = one > status ? one : status;
	}
	record->raw = reader->raw;
	record->written = reader->written;
	record->missing = book ? reader->missing : NULL;
	record->plain = false;
	return status;
}

static int understand(struct kgi_reader *reader, struct kg_record *record, struct kg_error *err)
{
	bool seen = reader->binding->book || reader->binding->padded;

	record->cells = record->raw = record->written = reader->cells;
	record->missing = NULL;
	record->plain = reader->plain;
	/* what is sound is not decoded by cell */
	if (reader->sound && !seen)
		return KG_OK;

	bool by_cell = is_decoded_by_cell(reader);

	return by_cell || seen ? see_all(reader, record, by_cell, err) : check_all(reader, record->place, err);
}

bool kgi_reader_again(struct kgi_reader *reader, struct kg_slice *cells, size_t width, struct kg_place *place)
{
	const struct kgi_repeat *repeat = kgi_repeats_next(&reader->repeats, cells, width);

	if (!repeat)
		return false;
	*place = repeat->place;
	reader->times = repeat->times;
	reader->record_len = 0;
	reader->ended = false;
	return true;
}

int kgi_reader_next(struct kgi_reader *reader, struct kg_record *record, struct kg_error *err)
{
	reader->whole = reader->plain = false;
	reader->sound = reader->kind != &kgi_csv;	/* jansson knows UTF-8 */
	reader->times = 1;
	reader->repeats.fresh = NULL;
	if (kgi_reader_pauses(reader))
		return KG_OK;

	int status = reader->kind->next(reader, &record->place, err);

	if (status != KG_OK || reader->ended)
		return status;
	kgi_binding_copy(reader->binding, reader->cells);
	record->binding = reader->binding;
	record->bound = reader->binding->lists;
	record->times = reader->times;
	reader->whole = true;
	return understand(reader, record, err);
}

static void remark_encoding(const struct kgi_reader *reader)
{
	if (!reader->lent && reader->source.guessed && reader->source.encoding.kind != KGI_UTF8 && reader->input.remarks)
		kgi_remark(reader->input.remarks, _("%s is read as %s; --encoding says otherwise."), reader->path,
			   reader->source.encoding.name);
}

void kgi_reader_close(struct kgi_reader *reader)
{
	remark_encoding(reader);
	if (reader->kind)
		reader->kind->close(reader);
	for (size_t i = 0; i < reader->lens_room; i++)
		kgi_lens_fini(&reader->lenses[i]);
	for (size_t i = 0; i < reader->recent_room; i++)
		kg_meanings_fini(&reader->recent[i]);
	if (reader->lent)
		reader->source.held.bytes = NULL;	/* borrowed */
	kgi_source_close(&reader->source);
	kgi_decoder_close(&reader->decoder);
	kgi_repeats_fini(&reader->repeats);
	free(reader->written);
	free(reader->lenses);
	free(reader->cells);
	free(reader->raw);
	free(reader->missing);
	free(reader->recent);
	free(reader->text);
}

bool kgi_reader_settle(struct kgi_reader *reader)
{
	return reader->kind->settle && reader->kind->settle(reader);
}

size_t kgi_reader_cut(const struct kgi_reader *reader, size_t len, size_t *lines)
{
	const char *bytes = kgi_source_at(&reader->source, 0), line_end = reader->source.line_end;
	struct kgi_scan_counts counts = kgi_scan_count(bytes, len, line_end);
	size_t cut = len;

	for (; cut > 0; cut--) {
		bool quote = bytes[cut - 1] == '"', end = bytes[cut - 1] == line_end;

		if (end && (counts.quotes % 2 == 0 || !reader->kind->quotes))
			break;
		counts.quotes -= quote;
		counts.lines -= end;
	}
	*lines = counts.lines;
	return cut;
}

bool kgi_reader_lend(struct kgi_reader *part, const struct kgi_reader *of)
{
	*part = (struct kgi_reader){ .path = of->path, .kind = of->kind, .input = of->input, .binding = of->binding,
				     .header = of->header, .by_library = of->by_library, .piece = true, .lent = true,
				     .source = { .fd = -1, .ended = true, .decided = true, .line_end = of->source.line_end } };
	return of->kind->lend(part, of);
}

bool kgi_reader_part(struct kgi_reader *reader, const struct kgi_source_part *part)
{
	kgi_source_borrow(&reader->source, part);
	reader->ended = reader->irregular = false;
	return reader->kind->part(reader);
}

void kgi_reader_parted(struct kgi_reader *reader)
{
	const struct kgi_source_part nothing = { .encoding = reader->source.encoding };

	kgi_reader_part(reader, &nothing);
	reader->piece = false;
}

void kgi_reader_forget(struct kgi_reader *reader)
{
	kgi_repeats_forget(&reader->repeats);
}

void kgi_reader_verbatim(struct kgi_reader *reader)
{
	const char *at = kgi_source_at(&reader->source, 0);
	size_t len = reader->record_len;

	/* elements of a JSON array are no lines; one that had to be decoded is kept as it was decoded */
	reader->verbatim = reader->input.form == KGI_JSON ? (struct kg_slice){ at, len } :
			   kgi_source_verbatim(&reader->source, len);
	reader->unended = len && at[len - 1] != '\n' && at[len - 1] != '\r';
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

void kgi_reader_empty(struct kgi_reader *reader)
{
	for (size_t i = 0; i < reader->binding->cell_count; i++)
		reader->cells[i] = (struct kg_slice){ "", 0 };
	reader->text_len = 0;
}

bool kgi_reader_clear(struct kgi_reader *reader)
{
	if (!kg_grow(&reader->cells, &reader->cell_room, reader->binding->cell_count + 1, sizeof *reader->cells))
		return false;
	kgi_reader_empty(reader);
	return true;
}
