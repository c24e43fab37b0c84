/* The readers of CSV and of JSON Lines, which begin with {", each against itself: libcsv or jansson alone, what is regular cut
 * where it lies, and parts as workers get them; the latter two once more where records alike may come as one. The input's first
 * byte says the delimiter, the encoding, which columns are wanted, and in what pieces bytes arrive. All that a reader tells is
 * written down, and must be the same. */
#include <stdlib.h>
#include <sys/uio.h>

#include "array.h"
#include "fuzz_fixture.h"
#include "reader.h"

struct args {
	struct kg_list columns;
};

enum { CELLS };
static const struct kg_field fields[] = {
	[CELLS] = { .id = "cells", .flags = KG_MANY | KG_ARRAYS, .option = KG_ARG(struct args, columns) },
	{ 0 }
};

static const struct kg_field without_arrays[] = {
	[CELLS] = { .id = "cells", .flags = KG_MANY, .option = KG_ARG(struct args, columns) },
	{ 0 }
};

static const struct kgi_encoding iso_2022_jp = { .name = "ISO-2022-JP", .kind = KGI_WHOLE, .unit = 1 };
static char every[] = "*", first[] = "#1", second[] = "#2", third[] = "#3";
static char *every_one[] = { every, second }, *second_one[] = { second }, *first_and_third[] = { first, third };
static const struct args all = { { every_one, 1 } }, one = { { second_one, 1 } }, apart = { { first_and_third, 2 } },
			 twice = { { every_one, 2 } };		/* the second column is two cells */

static const struct kgi_input forms[] = { { .form = KGI_AUTO }, { .form = KGI_CSV, .delimiter = ';' }, { .form = KGI_TSV },
					  { .form = KGI_CSV, .delimiter = '|' } };
static const struct {
	const struct kgi_encoding *encoding;
	const struct args *args[2];
	const struct kg_field *fields;
} looks[] = { { NULL, { &all, &twice }, fields }, { &kgi_utf8, { &one, &apart }, without_arrays },
	      { &kgi_cp932, { &all, &twice }, without_arrays }, { &iso_2022_jp, { &all, &apart }, fields } };

enum { WHOLE = 1 << 30 };
enum way { LIBRARY, LANE, PARTS };
static const char *const ways[] = { "the library", "the lane of what is regular", "parts" };

/* Standard input. */
static struct {
	const unsigned char *at;
	size_t left, most;
	uint64_t seed;
} bytes;

/* For source.c, instead of the C library's. */
ssize_t read(int fd, void *to, size_t room);
ssize_t read(int fd, void *to, size_t room)
{
	size_t some = 1 + draw(&bytes.seed, (uint32_t)bytes.most);

	if (fd != 0)
		return readv(fd, &(struct iovec){ to, room }, 1);
	some = some < room ? some : room;
	some = some < bytes.left ? some : bytes.left;
	memcpy(to, bytes.at, some);
	bytes.at += some;
	bytes.left -= some;
	return (ssize_t)some;
}

/* A good record, and those that are told the same of. */
struct alike {
	char *cells;
	struct kg_place place;		/* of the first */
	uint64_t times;
};

struct reading {
	char *text;
	size_t len;
	FILE *out;			/* into them */
	bool counts;			/* good records are told of at the end, each distinct one once */
	struct alike *alike;
	size_t count, room;
	struct kg_error err;
};

static void put_place(struct kg_place place, FILE *out)
{
	fprintf(out, "%u@%ju ", place.line, (uintmax_t)place.offset);
}

static void put_fault(void *out, const struct kg_fault *fault)
{
	put_place(fault->place, out);
	fprintf(out, "%s %s: %s\n", fault->code, fault->column ? fault->column : "", fault->text);
}

static void put_slice(struct kg_slice slice, FILE *out)
{
	fprintf(out, " %zu:", slice.len);
	fwrite(slice.at, 1, slice.len, out);
}

/* Up to the last one that is not empty: columns of JSON may come later than the record, and before those alike are told of. */
static void put_cells(const struct kg_record *record, FILE *out)
{
	size_t width = kg_width(record, CELLS);

	while (width > 0 && kg_get_at(record, CELLS, width - 1).len == 0)
		width--;
	for (size_t i = 0; i < width; i++)
		put_slice(kg_get_at(record, CELLS, i), out);
	putc('\n', out);
}

static void put_record(struct reading *reading, struct kgi_reader *reader, const struct kg_record *record, int status)
{
	kgi_reader_verbatim(reader);
	put_place(record->place, reading->out);
	fprintf(reading->out, "%s, %zu bytes%s", status ? "bad" : "good", reader->record_len, reader->unended ? ", no line end" : "");
	put_slice(reader->verbatim, reading->out);
	if (reader->whole)
		put_cells(record, reading->out);
}

static void count_record(struct reading *reading, const struct kg_record *record)
{
	size_t len;

	if (!kg_grow(&reading->alike, &reading->room, reading->count + 1, sizeof *reading->alike))
		abort();

	struct alike *alike = &reading->alike[reading->count++];
	FILE *out = open_memstream(&alike->cells, &len);

	put_cells(record, out);
	fclose(out);
	alike->place = record->place;
	alike->times = record->times;
}

static int compare_alike(const void *a, const void *b)
{
	const struct alike *x = a, *y = b;
	int order = strcmp(x->cells, y->cells);

	return order ? order : kg_place_compare(x->place, y->place);
}

static void put_counts(struct reading *reading)
{
	if (reading->count)
		qsort(reading->alike, reading->count, sizeof *reading->alike, compare_alike);
	for (size_t i = 0, from = 0; i < reading->count; from = ++i) {
		uint64_t times = reading->alike[i].times;

		for (; i + 1 < reading->count && strcmp(reading->alike[from].cells, reading->alike[i + 1].cells) == 0; i++)
			times += reading->alike[i + 1].times;
		put_place(reading->alike[from].place, reading->out);
		fprintf(reading->out, "%ju times%s", (uintmax_t)times, reading->alike[from].cells);
	}
	for (size_t i = 0; i < reading->count; i++)
		free(reading->alike[i].cells);
	free(reading->alike);
}

static void put_records(struct reading *reading, struct kgi_reader *reader)
{
	struct kg_record record;
	int status = KG_OK;

	while (status != KG_SYSTEM) {
		status = kgi_reader_next(reader, &record, &reading->err);
		if (reader->ended)
			break;
		if (status == KG_OK && reading->counts)
			count_record(reading, &record);
		else
			put_record(reading, reader, &record, status);
		if (status != KG_OK)
			kgi_reader_forget(reader);
	}
}

/* Lines that end outside quotes if all is regular, `most` bytes or what more one takes; 0 if the file ends before. */
static size_t find_cut(struct kgi_reader *reader, size_t most, size_t *lines, struct kg_error *err)
{
	size_t cut = 0;

	for (; cut == 0; most *= 2) {
		if (kgi_source_hold_just(&reader->source, most, err) != KG_OK || kgi_source_held(&reader->source) < most)
			return 0;
		cut = kgi_reader_cut(reader, most, lines);
	}
	return cut;
}

/* JSON first has to tell some names. */
static bool can_settle(struct reading *reading, struct kgi_reader *reader)
{
	if (kgi_reader_settle(reader))
		return true;
	reader->until = reader->source.place.offset + 1;
	put_records(reading, reader);
	reader->ended = reader->until != 0;
	reader->until = 0;
	return !reader->ended && kgi_reader_settle(reader);
}

/* Leaves what is no part, or irregular, to the file's own reader. */
static void put_parts(struct reading *reading, struct kgi_reader *reader, size_t most)
{
	struct kgi_source *source = &reader->source;
	struct kgi_reader worker;
	struct kgi_source_part part;
	size_t cut, lines;
	bool regular = true;

	if (!can_settle(reading, reader) || !kgi_source_has_parts(source))
		return;
	if (!kgi_reader_lend(&worker, reader))
		abort();
	while (regular && (cut = find_cut(reader, most, &lines, &reading->err)) > 0) {
		if (!kgi_source_take(source, cut, (uint32_t)lines, &part) || !kgi_reader_part(&worker, &part))
			abort();
		regular = !worker.irregular;
		if (regular)
			put_records(reading, &worker);
		else if (!kgi_source_return(source, &part))
			abort();
		free(part.memory);
	}
	kgi_reader_parted(&worker);
	put_records(reading, &worker);
	reader->blank_rows += worker.blank_rows;
	kgi_reader_close(&worker);
}

static struct reading read_input(const unsigned char *input, size_t size, enum way way, bool counts)
{
	static const struct kg_list none;
	struct reading reading = { .counts = counts };
	struct kgi_input form = forms[input[0] & 3];
	struct kg_binding binding;
	struct kgi_reader reader;
	unsigned look = input[0] >> 3 & 3;
	const struct args *args = looks[look].args[input[0] >> 2 & 1];

	bytes.at = input + 1;
	bytes.left = size - 1;
	bytes.most = way == LIBRARY || input[0] >> 6 == 3 ? WHOLE : 1 + (size >> 4 * (input[0] >> 6));
	bytes.seed = size;
	form.no_header = input[0] & 32;
	form.encoding = looks[look].encoding;
	form.repeats = counts && way != LIBRARY;
	reading.out = open_memstream(&reading.text, &reading.len);
	kg_error_init(&reading.err, "tool");
	reading.err.listener = put_fault;
	reading.err.listener_data = reading.out;
	if (kgi_binding_init(&binding, looks[look].fields, NULL, args, &none, &none, NULL, &reading.err) != KG_OK)
		abort();
	if (kgi_reader_open(&reader, "-", &form, &binding, &reading.err) == KG_OK) {
		reader.by_library = way == LIBRARY;
		if (way == PARTS)
			put_parts(&reading, &reader, 1 + size / 8);
		put_records(&reading, &reader);
		put_counts(&reading);
		put_place(reader.source.place, reading.out);
		fprintf(reading.out, "the end, %ju blank rows\n", (uintmax_t)reader.blank_rows);
	}
	for (unsigned i = 0; i < reading.err.kept_count; i++)
		fprintf(reading.out, "%s\n", reading.err.kept[i].text);
	kgi_reader_close(&reader);
	kgi_binding_fini(&binding);
	kg_error_fini(&reading.err);
	fclose(reading.out);
	return reading;
}

/* Where two readings part. */
static const char *difference(const struct reading *expected, enum way way, const struct reading *found)
{
	static char text[1000];
	size_t same = 0;

	while (same < expected->len && same < found->len && expected->text[same] == found->text[same])
		same++;
	if (same == expected->len && same == found->len)
		return NULL;
	while (same > 0 && expected->text[same - 1] != '\n')
		same--;
	snprintf(text, sizeof text, "%s: %.400s\n%s: %.400s", ways[LIBRARY], expected->text + same, ways[way], found->text + same);
	return text;
}

static const char *compare_ways(const unsigned char *input, size_t size, bool counts)
{
	struct reading expected = read_input(input, size, LIBRARY, counts);
	const char *differs = NULL;

	for (enum way way = LANE; way <= PARTS && !differs; way++) {
		struct reading found = read_input(input, size, way, counts);

		differs = difference(&expected, way, &found);
		free(found.text);
	}
	free(expected.text);
	return differs;
}

/* The C library loads a conversion for each file, unless it is in use. */
static void keep_conversions(void)
{
	static struct kgi_decoder cp932, jp;
	struct kg_error err;

	kg_error_init(&err, "tool");
	if (!jp.open && (kgi_decoder_open(&cp932, &kgi_cp932, &err) || kgi_decoder_open(&jp, &iso_2022_jp, &err)))
		abort();
}

const char *kgi_fuzz(const unsigned char *input, size_t size)
{
	keep_conversions();

	const char *differs = compare_ways(input, size, false);

	return differs ? differs : compare_ways(input, size, true);
}
