/* json_test - arrays of records, lines of records, and records inside documents. What is read is written down as
 * `LINE@OFFSET NAME=cell|NAME=cell` for a record (elements of an array end with ;), xN behind it where it stands for N alike,
 * `LINE@OFFSET bad{verbatim}` for a bad one, `closed` where the file is rejected before its first record, `broken` where it is at its
 * end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "reader.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { BLOCK = 64 * 1024 };

struct args {
	struct kg_list columns;
};

enum { CELLS };
static const struct kg_field every_field[] = {
	[CELLS] = { .id = "cells", .flags = KG_MANY | KG_ARRAYS, .option = KG_ARG(struct args, columns) },
	{ 0 }
};

static const struct kg_field area_field[] = {
	[CELLS] = { .id = "area", .names = "圏域|地域", .flags = KG_NEEDED },
	{ 0 }
};

static char every[] = "*", *columns[] = { every };
static const struct args all = { { columns, 1 } };

struct reading {
	struct kg_error err;
	char *text;		/* what was read, written down */
	uint64_t blank_rows;
};

static void put_cell(struct kg_slice cell, FILE *out)
{
	struct kg_slice element;

	if (!kg_is_array(cell))
		fprintf(out, "%.*s", KG_SLICE_ARG(cell));
	while (kg_array_next(&cell, &element))
		fprintf(out, "%.*s;", KG_SLICE_ARG(element));
}

static void put_record(const struct kg_record *record, FILE *out)
{
	fprintf(out, "%u@%u ", record->place.line, (unsigned)record->place.offset);
	for (size_t i = 0; i < kg_width(record, CELLS); i++) {
		struct kg_slice name = kg_name_at(record, CELLS, i);

		fprintf(out, "%s%.*s=", i ? "|" : "", KG_SLICE_ARG(name));
		put_cell(kg_get_at(record, CELLS, i), out);
	}
	if (record->times > 1)
		fprintf(out, " x%u", (unsigned)record->times);
	putc('\n', out);
}

/* Standard input is the text, until the file is closed. */
static FILE *put_in(const char *text)
{
	FILE *file = tmpfile();

	fputs(text, file);
	fflush(file);
	dup2(fileno(file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	return file;
}

static int put_records(struct kgi_reader *reader, struct kg_error *err, FILE *out)
{
	struct kg_record record = { 0 };
	int status;

	while ((status = kgi_reader_next(reader, &record, err)), !reader->ended) {
		if (status == KG_OK) {
			put_record(&record, out);
			continue;
		}
		kgi_reader_verbatim(reader);
		fprintf(out, "%u@%u bad{%.*s}\n", record.place.line, (unsigned)record.place.offset, KG_SLICE_ARG(reader->verbatim));
	}
	return status;
}

static struct reading read_text(const char *text, const struct kgi_input *input, const struct kg_field *fields)
{
	static const struct kg_list none;
	struct reading reading = { 0 };
	struct kg_binding binding;
	struct kgi_reader reader;
	size_t size;
	FILE *file = put_in(text), *out = open_memstream(&reading.text, &size);

	kg_error_init(&reading.err, "tool");
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, &all, &none, &none, NULL, &reading.err), KG_OK);

	int status = kgi_reader_open(&reader, "-", input, &binding, &reading.err);

	if (status != KG_OK)
		fputs("closed\n", out);
	else if (put_records(&reader, &reading.err, out) != KG_OK)
		fputs("broken\n", out);
	reading.blank_rows = reader.blank_rows;
	kgi_reader_close(&reader);
	kgi_binding_fini(&binding);
	fclose(out);
	fclose(file);
	return reading;
}

static void forget(struct reading *reading)
{
	free(reading->text);
	kg_error_fini(&reading->err);
}

static void assert_read(const char *text, const struct kgi_input *input, const char *expected)
{
	struct reading reading = read_text(text, input, every_field);

	if (strcmp(reading.text, expected) != 0)
		fail_msg("%s\nread as\n%s\nnot\n%s", text, reading.text, expected);
	forget(&reading);
}

static const struct {
	const char *text, *read;
} files[] = {
	{ "[]", "" },
	{ " [ ] \n", "" },
	{ "[{\"a\":\"1\",\"b\":\"2\"}]", "1@1 a=1|b=2\n" },
	{ "[\n {\"a\":1},\n {\"a\":2}\n]\n", "2@3 a=1\n3@13 a=2\n" },
	{ "\xEF\xBB\xBF[{\"a\":1}]", "1@4 a=1\n" },
	{ "[{\"a\":\n1},\r\n{\"a\":2}]", "1@1 a=1\n3@12 a=2\n" },
	/* keys in another order, late, missing, null */
	{ "[{\"a\":1,\"b\":2},{\"b\":4,\"a\":3}]", "1@1 a=1|b=2\n1@15 a=3|b=4\n" },
	{ "[{\"a\":1},{\"b\":2,\"a\":3}]", "1@1 a=1\n1@9 a=3|b=2\n" },
	{ "[{\"a\":1,\"b\":2},{\"b\":3}]", "1@1 a=1|b=2\n1@15 a=|b=3\n" },
	{ "[{\"a\":null,\"b\":2}]", "1@1 a=|b=2\n" },
	/* scalars as a CSV cell would have them */
	{ "[{\"a\":true,\"b\":false}]", "1@1 a=true|b=false\n" },
	{ "[{\"a\":9223372036854775807,\"b\":-0}]", "1@1 a=9223372036854775807|b=0\n" },
	{ "[{\"a\":0.1,\"b\":-12.50}]", "1@1 a=0.1|b=-12.5\n" },
	{ "[{\"a\":1e3,\"b\":1.5e-7}]", "1@1 a=1000|b=0.00000015\n" },
	{ "[{\"a\":0.30000000000000004,\"b\":0.3}]", "1@1 a=0.30000000000000004|b=0.3\n" },
	{ "[{\"a\":2.0,\"b\":100.0}]", "1@1 a=2|b=100\n" },
	{ "[{\"a\":1.7976931348623157e1,\"b\":33.333333333333336}]", "1@1 a=17.976931348623157|b=33.333333333333336\n" },
	{ "[{\"a\":\"x\\\"y\\n\\u570f\"}]", "1@1 a=x\"y\n圏\n" },
	{ "[{\"a\":\" 1 \"}]", "1@1 a= 1 \n" },
	/* nested members, arrays */
	{ "[{\"a\":{\"b\":1,\"c\":{\"d\":2}},\"e\":3}]", "1@1 a.b=1|a.c.d=2|e=3\n" },
	{ "[{\"a\":[\"x\",\"y\"],\"b\":[1,true,null,0.5]}]", "1@1 a=x;y;|b=1;true;;0.5;\n" },
	{ "[{\"a\":[],\"b\":1}]", "1@1 a=|b=1\n" },
	{ "[{\"a\":[\"\"],\"b\":1}]", "1@1 a=;|b=1\n" },
	{ "[{\"a\":[{\"b\":1}]},{\"a\":2}]", "1@1 bad{{\"a\":[{\"b\":1}]}}\n1@17 a=2\n" },
	{ "[{\"a\":[[1]]},{\"a\":2}]", "1@1 bad{{\"a\":[[1]]}}\n1@13 a=2\n" },
	/* blank rows */
	{ "[{\"a\":\"\",\"b\":null},{\"a\":1,\"b\":\" \"},{}]", "1@19 a=1|b= \n" },
	{ "[{\"a\":\"\"},{\"a\":1}]", "1@1 a=\n1@10 a=1\n" },
	/* one bad record among good ones */
	{ "[{\"a\":1},2,{\"a\":3}]", "1@1 a=1\n1@9 bad{2}\n1@11 a=3\n" },
	{ "[{\"a\":1},[],{\"a\":3}]", "1@1 a=1\n1@9 bad{[]}\n1@12 a=3\n" },
	{ "[{\"a.b\":1,\"a\":{\"b\":2}},{\"a\":{\"b\":3}}]", "1@1 bad{{\"a.b\":1,\"a\":{\"b\":2}}}\n1@23 a.b=3\n" },
	/* lines */
	{ "{\"a\":1}\n{\"a\":2}\n", "1@0 a=1\n2@8 a=2\n" },
	{ "{\"a\":1}\r\n\r\n \n{\"a\":2}", "1@0 a=1\n4@13 a=2\n" },
	{ "{\"a\":1}\n{\"a\":\n{\"a\":3}\n", "1@0 a=1\n2@8 bad{{\"a\":\n}\n3@14 a=3\n" },
	{ "{\"a\":1}\n[1]\n{\"a\":3} x\n{\"a\":4}\n", "1@0 a=1\n2@8 bad{[1]\n}\n3@12 bad{{\"a\":3} x\n}\n4@22 a=4\n" },
	{ "{\"a\":1,\"a\":2}\n{\"a\":3}\n", "1@0 bad{{\"a\":1,\"a\":2}\n}\n2@14 a=3\n" },
	{ "{}\n{\"a\":1}\n", "2@3 a=1\n" },
};

static void test_files(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO };

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		assert_read(files[i].text, &automatic, files[i].read);
}

/* Behind broken JSON nothing says where the next record begins: the rest is one bad record. */
static const struct {
	const char *text, *read;
} truncated[] = {
	{ "[{\"a\":1},\n{\"a\":", "1@1 a=1\n2@10 bad{{\"a\":}\n" },
	{ "[{\"a\":1},{\"a\" 2},\n{\"a\":3}]", "1@1 a=1\n1@9 bad{{\"a\" 2},\n{\"a\":3}]}\n" },
	{ "[{\"a\":1} {\"a\":2}]", "1@1 a=1\n1@9 bad{{\"a\":2}]}\n" },
	{ "[{\"a\":1,\"a\":2},{\"a\":3}]", "1@1 bad{{\"a\":1,\"a\":2},{\"a\":3}]}\n" },
	{ "[{\"a\":\"\xff\"}]", "1@1 bad{{\"a\":\"\xff\"}]}\n" },
};

static void test_what_is_broken_is_bad_to_its_end(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO };

	(void)state;
	for (size_t i = 0; i < COUNT(truncated); i++)
		assert_read(truncated[i].text, &automatic, truncated[i].read);
}

/* Never passed over in silence, whatever the first records were. */
static void test_a_document_that_is_cut_off_is_rejected(void **state)
{
	static const char document[] = "{\"x\":[1,{}],\"d\":{\"r\":[{\"a\":1},{\"a\":2}]},\"y\":\"z\"}";
	static const struct kgi_input pointed = { .records = "/d/r" };

	(void)state;
	for (size_t len = 0; len < sizeof document; len++) {
		char *cut = calloc(1, sizeof document);
		struct reading reading;

		memcpy(cut, document, len);
		reading = read_text(cut, &pointed, every_field);
		assert_int_equal(reading.err.status, len == sizeof document - 1 ? KG_OK : KG_INPUT);
		forget(&reading);
		free(cut);
	}
}

static void test_what_follows_the_document_is_rejected(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO };
	struct reading reading = read_text("[{\"a\":1}]\n x", &automatic, every_field);

	(void)state;
	assert_int_equal(reading.err.status, KG_INPUT);
	assert_int_equal(reading.err.count, 1);
	assert_int_equal(reading.err.kept[0].place.line, 2);
	assert_non_null(strstr(reading.text, "1@1 a=1\n"));
	assert_null(strstr(reading.text, "bad{{\"a\":1}}"));
	forget(&reading);
}

static const struct {
	const char *pointer, *text, *read;
} pointers[] = {
	{ "", "[{\"a\":1}]", "1@1 a=1\n" },
	{ "/d", "{\"d\":[{\"a\":1}]}", "1@6 a=1\n" },
	{ "/d", "{\"x\":{\"d\":[9]},\"d\":[{\"a\":1},\n{\"a\":2}],\"y\":[]}\n", "1@20 a=1\n2@29 a=2\n" },
	{ "/d/e/f", "{\"d\":{\"e\":{\"f\":[{\"a\":1}]},\"g\":1}}", "1@16 a=1\n" },
	{ "/a~1b/m~0n", "{\"a/b\":{\"m~n\":[{\"a\":1}]}}", "1@15 a=1\n" },
	{ "/~01", "{\"~1\":[{\"a\":1}],\"/\":[]}", "1@7 a=1\n" },
	{ "/", "{\"\":[{\"a\":1}]}", "1@5 a=1\n" },
	{ "/d//e", "{\"d\":{\"\":{\"e\":[{\"a\":1}]}}}", "1@15 a=1\n" },
	{ "/圏域", "{\"\\u570f域\":[{\"a\":1}]}", "1@14 a=1\n" },
	{ "/d", "{\"e\":[{\"a\":1}]}", "closed\n" },
	{ "/d/e", "{\"d\":[{\"a\":1}]}", "closed\n" },
	{ "/d", "{\"d\":{\"a\":1}}", "closed\n" },
	{ "/d", "[{\"a\":1}]", "closed\n" },
	{ "/d", "{\"d\" [{\"a\":1}]}", "closed\n" },
	{ "/d", "{d:[{\"a\":1}]}", "closed\n" },
	{ "", "{\"a\":1}", "closed\n" },
};

static void test_pointers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pointers); i++)
		assert_read(pointers[i].text, &(struct kgi_input){ .records = pointers[i].pointer }, pointers[i].read);
}

static void test_an_array_where_one_value_is_expected_is_bad(void **state)
{
	struct reading reading = read_text("[{\"地域\":[\"x\"]},{\"地域\":\"y\"}]", &(struct kgi_input){ 0 }, area_field);

	(void)state;
	assert_int_equal(reading.err.count, 1);
	assert_non_null(strstr(reading.err.kept[0].text, "地域"));
	assert_non_null(strstr(reading.text, "地域=y\n"));
	forget(&reading);
}

static void test_an_array_in_a_line_like_one_before_is_bad_there_too(void **state)
{
	struct reading reading = read_text("{\"地域\":\"x\"}\n{\"地域\":[\"y\"]}\n{\"地域\":[]}\n{\"地域\":\"z\"}\n", &(struct kgi_input){ 0 },
					   area_field);

	(void)state;
	assert_int_equal(reading.err.count, 1);
	assert_int_equal(reading.err.kept[0].place.line, 2);
	assert_string_equal(reading.text, "1@0 地域=x\n2@15 bad{{\"地域\":[\"y\"]}\n}\n3@32 地域=\n4@46 地域=z\n");
	forget(&reading);
}

static void test_a_needed_column_may_come_late_but_must_come(void **state)
{
	struct reading late = read_text("[{\"x\":1},{\"地域\":\"北\"}]", &(struct kgi_input){ 0 }, area_field);
	struct reading never = read_text("[{\"x\":1},\n{\"y\":2}]", &(struct kgi_input){ 0 }, area_field);
	struct reading lines = read_text("{\"x\":1}\n{\"y\":2}\n", &(struct kgi_input){ 0 }, area_field);

	(void)state;
	assert_int_equal(late.err.status, KG_OK);
	assert_string_equal(never.text + strlen(never.text) - strlen("broken\n"), "broken\n");
	assert_int_equal(never.err.status, KG_INPUT);
	assert_int_equal(never.err.count, 1);
	assert_int_equal(never.err.kept[0].place.line, 1);
	assert_non_null(strstr(never.err.kept[0].text, "the columns are: x, y"));
	assert_int_equal(lines.err.count, 1);
	forget(&late);
	forget(&never);
	forget(&lines);
}

/* As in a CSV header, whatever the order of the keys. */
static void test_the_best_of_several_names_is_taken(void **state)
{
	struct reading reading = read_text("[{\"地域\":\"x\",\"圏域\":\"y\"}]", &(struct kgi_input){ 0 }, area_field);

	(void)state;
	assert_string_equal(reading.text, "1@1 圏域=y\n");
	forget(&reading);
}

static void test_keys_are_one_in_any_width_and_case(void **state)
{
	struct reading reading = read_text("[{\"AREA\":\"x\"},{\"area\":\"y\"},{\"ａｒｅａ\":\"z\"}]", &(struct kgi_input){ 0 },
					   area_field);

	(void)state;
	assert_string_equal(reading.text, "1@1 AREA=x\n1@14 AREA=y\n1@27 AREA=z\n");
	forget(&reading);
}

/* Strings of every length around a block, so that values and what stands between them straddle it. */
static void test_records_straddle_blocks_and_may_be_longer(void **state)
{
	static const size_t lengths[] = { BLOCK, 4 * BLOCK, 10 * BLOCK };
	char *text = malloc(12 * BLOCK), *expected = malloc(12 * BLOCK), *long_cell = malloc(11 * BLOCK);

	(void)state;
	for (size_t i = 0; i < COUNT(lengths); i++) {
		for (size_t back = 0; back < 40; back++) {
			size_t len = lengths[i] - back, second = len + strlen("[{\"a\":\"\"},\n");

			memset(long_cell, 'x', len);
			long_cell[len] = '\0';
			sprintf(text, "[{\"a\":\"%s\"},\n{\"a\":12345.5}\n,\n{\"a\":3}]", long_cell);
			sprintf(expected, "1@1 a=%s\n2@%zu a=12345.5\n4@%zu a=3\n", long_cell, second, second + 16);
			assert_read(text, &(struct kgi_input){ 0 }, expected);
		}
	}
	free(text);
	free(expected);
	free(long_cell);
}

/* The first line is read by the file's own reader, what follows as a part of the file. */
static const struct {
	const char *text, *read;	/* NULL: that is irregular */
} parts[] = {
	{ "{\"a\":1}\n{\"a\":2}\n{\"a\":\"x\"}\n", "2@8 a=2\n3@16 a=x\n" },
	{ "{\"a\":1,\"b\":{\"c\":2}}\n\n{\"b\":{\"c\":3}}\r\n{\"a\":[4]}", "3@21 a=|b.c=3\n4@36 a=4;|b.c=\n" },
	{ "{\"a\":1}\n{\"a\":\n{\"a\":3}\n[]\n{\"Ａ\":4}\n", "2@8 bad{{\"a\":\n}\n3@14 a=3\n4@22 bad{[]\n}\n5@25 a=4\n" },
	{ "{\"a\":1}\n", "" },
	{ "{\"a\":1}\n{\"a\":2,\"b\":3}\n", NULL },
	{ "{\"a\":1}\n{\"a\":2}\n{\"a\":{\"b\":3}}\n{", NULL },
};

static struct reading read_part(const char *text, bool *irregular)
{
	static const struct kg_list none;
	struct reading reading = { 0 };
	struct kg_binding binding;
	struct kgi_reader reader, part;
	struct kg_record record = { 0 };
	struct kgi_source_part bytes;
	uint32_t lines = 0;
	size_t size;
	FILE *file = put_in(text), *out = open_memstream(&reading.text, &size);

	kg_error_init(&reading.err, "tool");
	assert_int_equal(kgi_binding_init(&binding, every_field, NULL, &all, &none, &none, NULL, &reading.err), KG_OK);
	assert_int_equal(kgi_reader_open(&reader, "-", &(struct kgi_input){ .form = KGI_JSONL }, &binding, &reading.err), KG_OK);
	assert_false(kgi_reader_settle(&reader));	/* no name is bound yet */
	assert_int_equal(kgi_reader_next(&reader, &record, &reading.err), KG_OK);
	assert_true(kgi_reader_settle(&reader));
	for (const char *at = strchr(text, '\n') + 1; *at; at++)
		lines += *at == '\n';
	assert_true(kgi_source_take(&reader.source, kgi_source_held(&reader.source), lines, &bytes));
	assert_true(kgi_reader_lend(&part, &reader));
	assert_true(kgi_reader_part(&part, &bytes));
	*irregular = part.irregular;
	if (!*irregular)
		assert_int_equal(put_records(&part, &reading.err, out), KG_OK);
	kgi_reader_close(&part);
	free(bytes.memory);
	kgi_reader_close(&reader);
	kgi_binding_fini(&binding);
	fclose(out);
	fclose(file);
	return reading;
}

static void test_parts_are_read_like_the_file(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(parts); i++) {
		bool irregular;
		struct reading reading = read_part(parts[i].text, &irregular);

		assert_int_equal(irregular, !parts[i].read);
		if (parts[i].read && strcmp(reading.text, parts[i].read) != 0)
			fail_msg("%s\nread as\n%s\nnot\n%s", parts[i].text, reading.text, parts[i].read);
		forget(&reading);
	}
}

static void test_a_byte_that_is_not_utf8_is_a_bad_record(void **state)
{
	assert_read("{\"a\":\"\xff\"}\n{\"a\":1}\n", &(struct kgi_input){ 0 }, "1@0 bad{{\"a\":\"\xff\"}\n}\n2@10 a=1\n");
	(void)state;
}

/* Where records alike may come as one: they do, at the end, from lines written like one before. */
static const struct {
	const char *what, *text, *read;
	uint64_t blank_rows;
} repeated[] = {
	{ "one again, one not", "{\"a\":1}\n{\"a\":2}\n{\"a\":2}\n{\"a\":3}\n{\"a\":2}\n",
	  "1@0 a=1\n2@8 a=2\n4@24 a=3\n2@8 a=2 x2\n", 0 },
	{ "a number is no string", "{\"a\":1}\n{\"a\":2}\n{\"a\":\"2\"}\n{\"a\":\"2\"}\n",
	  "1@0 a=1\n2@8 a=2\n3@16 a=2\n3@16 a=2\n", 0 },
	{ "members in another order",
	  "{\"a\":1,\"b\":2}\n{\"b\":2,\"a\":1}\n{\"a\":2,\"b\":1}\n{\"b\":1,\"a\":2}\n{\"b\":2,\"a\":1}\n",
	  "1@0 a=1|b=2\n2@14 a=1|b=2\n3@28 a=2|b=1\n5@56 a=1|b=2\n3@28 a=2|b=1\n", 0 },
	{ "null is like none", "{\"a\":1,\"b\":2}\n{\"b\":2}\n{\"a\":null,\"b\":2}\n{\"b\":2}\n",
	  "1@0 a=1|b=2\n2@14 a=|b=2\n3@22 a=|b=2\n3@22 a=|b=2\n", 0 },
	{ "a column that comes late", "{\"a\":1}\n{\"a\":2}\n{\"a\":2}\n{\"a\":1,\"b\":2}\n{\"a\":2}\n",
	  "1@0 a=1\n2@8 a=2\n4@24 a=1|b=2\n5@38 a=2|b=\n2@8 a=2|b=\n", 0 },
	{ "bad ones are told", "{\"a\":1}\n{\"a\":2}\n{\"a\":\"\xff\"}\n{\"a\":\"\xff\"}\n{\"a\":2}\n",
	  "1@0 a=1\n2@8 a=2\n3@16 bad{{\"a\":\"\xff\"}\n}\n4@26 bad{{\"a\":\"\xff\"}\n}\n2@8 a=2\n", 0 },
	{ "blank rows are none", "{\"a\":1,\"b\":2}\n{\"a\":\"\",\"b\":\" \"}\n\n{\"a\":\"\",\"b\":null}\n", "1@0 a=1|b=2\n", 2 },
	{ "escapes are undone", "{\"a\":1}\n{\"a\":\"\\u570f\\n\"}\n{\"a\":\"\\u570f\\n\"}\n",
	  "1@0 a=1\n2@8 a=圏\n\n2@8 a=圏\n\n", 0 },
};

static void test_what_comes_again_comes_at_the_end(void **state)
{
	const struct kgi_input input = { .form = KGI_JSONL, .repeats = true };

	(void)state;
	for (size_t i = 0; i < COUNT(repeated); i++) {
		struct reading reading = read_text(repeated[i].text, &input, every_field);

		if (strcmp(reading.text, repeated[i].read) != 0)
			fail_msg("%s: read\n%s\nnot\n%s", repeated[i].what, reading.text, repeated[i].read);
		assert_int_equal(reading.blank_rows, repeated[i].blank_rows);
		forget(&reading);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_what_is_broken_is_bad_to_its_end),
		cmocka_unit_test(test_a_document_that_is_cut_off_is_rejected),
		cmocka_unit_test(test_what_follows_the_document_is_rejected),
		cmocka_unit_test(test_pointers),
		cmocka_unit_test(test_an_array_where_one_value_is_expected_is_bad),
		cmocka_unit_test(test_an_array_in_a_line_like_one_before_is_bad_there_too),
		cmocka_unit_test(test_a_needed_column_may_come_late_but_must_come),
		cmocka_unit_test(test_the_best_of_several_names_is_taken),
		cmocka_unit_test(test_keys_are_one_in_any_width_and_case),
		cmocka_unit_test(test_records_straddle_blocks_and_may_be_longer),
		cmocka_unit_test(test_parts_are_read_like_the_file),
		cmocka_unit_test(test_a_byte_that_is_not_utf8_is_a_bad_record),
		cmocka_unit_test(test_what_comes_again_comes_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
