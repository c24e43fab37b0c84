/* csv_test - what is a record, where it begins, and its own bytes when it is bad. Files are read whole and written down as
 * `LINE@OFFSET cell|cell` for a record, `LINE@OFFSET bad{verbatim}` for a bad one, `closed` where the file is rejected. */
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
static const struct kg_field fields[] = {
	[CELLS] = { .id = "cells", .flags = KG_MANY, .option = KG_ARG(struct args, columns) },
	{ 0 }
};

static char every[] = "*", *columns[] = { every };
static const struct args all = { { columns, 1 } };

struct reading {
	struct kg_error err;
	char *text;		/* what was read, written down */
	size_t size;
	uint64_t blank_rows;
};

static void put_record(const struct kg_record *record, FILE *out)
{
	fprintf(out, "%u@%u ", record->place.line, (unsigned)record->place.offset);
	for (size_t i = 0; i < kg_width(record, CELLS); i++) {
		struct kg_slice cell = kg_get_at(record, CELLS, i);

		fprintf(out, "%s%.*s", i ? "|" : "", KG_SLICE_ARG(cell));
	}
	if (record->times > 1)
		fprintf(out, " x%u", (unsigned)record->times);
	putc('\n', out);
}

static void put_bad(const struct kg_record *record, struct kg_slice verbatim, FILE *out)
{
	fprintf(out, "%u@%u bad{", record->place.line, (unsigned)record->place.offset);
	fwrite(verbatim.at, 1, verbatim.len, out);
	fputs("}\n", out);
}

static struct reading read_bytes(const char *bytes, size_t len, const struct kgi_input *input, const struct args *args)
{
	static const struct kg_list none;
	struct reading reading = { 0 };
	struct kg_binding binding;
	struct kgi_reader reader;
	struct kg_record record;
	FILE *file = tmpfile(), *out = open_memstream(&reading.text, &reading.size);

	fwrite(bytes, 1, len, file);
	fflush(file);
	dup2(fileno(file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	kg_error_init(&reading.err, "tool");
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, args, &none, &none, NULL, &reading.err), KG_OK);

	int status = kgi_reader_open(&reader, "-", input, &binding, &reading.err);

	if (status != KG_OK)
		fputs("closed\n", out);
	while (status == KG_OK) {
		status = kgi_reader_next(&reader, &record, &reading.err);
		if (reader.ended)
			break;
		if (status == KG_OK)
			put_record(&record, out);
		else
			kgi_reader_forget(&reader), kgi_reader_verbatim(&reader), put_bad(&record, reader.verbatim, out);
		status = status == KG_INPUT ? KG_OK : status;
	}
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

static void assert_read(const char *what, const char *bytes, size_t len, const struct kgi_input *input, const char *expected)
{
	struct reading reading = read_bytes(bytes, len, input, &all);

	if (strcmp(reading.text, expected) != 0)
		fail_msg("%s: read\n%s\nnot\n%s", what, reading.text, expected);
	forget(&reading);
}

static const struct {
	const char *what, *bytes, *read;
} files[] = {
	{ "plain", "a,b\n1,2\n3,4\n", "2@4 1|2\n3@8 3|4\n" },
	{ "no feed at the end", "a,b\n1,2", "2@4 1|2\n" },
	{ "CRLF", "a,b\r\n1,2\r\n3,4\r\n", "2@5 1|2\n3@10 3|4\n" },
	{ "CR alone at the end", "a,b\r\n1,2\r", "2@5 bad{1,2\r}\n" },
	{ "CR alone at the beginning", "a,b\n\r1,2\n3,4\n", "2@4 bad{\r1,2\n}\n3@9 3|4\n" },
	{ "mark", "\xEF\xBB\xBF" "a,b\n1,2\n", "2@7 1|2\n" },
	{ "mark and quotes", "\xEF\xBB\xBF\"a\",b\n1,2\n", "2@9 1|2\n" },
	{ "header only", "a,b\n", "" },
	{ "header only, no feed", "a,b", "" },
	{ "blanks are kept", "a,b\n 1 ,\t2\n", "2@4  1 |\t2\n" },
	{ "empty cells", "a,b,c\n,,3\n1,,\n", "2@6 ||3\n3@10 1||\n" },
	{ "quotes", "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "2@4 x,y|say \"hi\"\n" },
	{ "empty quotes", "a,b\n\"\",1\n", "2@4 |1\n" },
	{ "a quote over lines", "a,b\n\"x\ny\",2\n3,4\n", "2@4 x\ny|2\n4@12 3|4\n" },
	{ "a quote over CRLF", "a,b\r\n\"x\r\ny\",2\r\n3,4\r\n", "2@5 x\r\ny|2\n4@15 3|4\n" },
	{ "a quote over blank lines", "a,b\n\"x\n\n\ny\",2\n3,4\n", "2@4 x\n\n\ny|2\n6@14 3|4\n" },
	{ "a header over lines", "\"a\nx\",b\n1,2\n", "3@8 1|2\n" },
	{ "blank lines are nothing", "\n\na,b\n\n1,2\n\r\n\n3,4\n\n", "5@7 1|2\n8@14 3|4\n" },
	{ "blank rows are left out", "a,b\n,\n1,2\n , \n　,\"\"\n", "3@6 1|2\n" },
	{ "blank rows that end with CRLF", "a,b\r\n1,2\r\n,\"\"\r\n3,4\r\n", "2@5 1|2\n4@15 3|4\n" },
	{ "one column: a blank line is a record", "a\n1\n\n2\n\n", "2@2 1\n3@4 \n4@5 2\n5@7 \n" },
	{ "one column, CRLF", "a\r\n\r\n2\r\n", "2@3 \n3@5 2\n" },
	{ "one column of quotes", "a\n\"\"\n\"x\"\n", "2@2 \n3@5 x\n" },
	{ "short", "a,b,c\n1,2\n3,4,5\n", "2@6 bad{1,2\n}\n3@10 3|4|5\n" },
	{ "long", "a,b\n1,2,3\n4,5\n", "2@4 bad{1,2,3\n}\n3@10 4|5\n" },
	{ "long by an empty cell", "a,b\n1,2,\n", "2@4 bad{1,2,\n}\n" },
	{ "bad at the end", "a,b\n1", "2@4 bad{1}\n" },
	{ "a stray quote", "a,b\n1,x\"y\n3,4\n", "2@4 bad{1,x\"y\n}\n3@10 3|4\n" },
	{ "text behind a quote", "a,b\n\"1\"x,2\n3,4\n", "2@4 bad{\"1\"x,2\n}\n3@11 3|4\n" },
	{ "a stray quote after lines", "a,b\n\"1\n2\"x,2\n3,4\n", "2@4 bad{\"1\n2\"x,2\n}\n4@13 3|4\n" },
	{ "an unclosed quote", "a,b\n1,2\n\"3,4\n5,6\n", "2@4 1|2\n3@8 bad{\"3,4\n5,6\n}\n" },
	{ "an unclosed quote at once", "a,b\n1,\"", "2@4 bad{1,\"}\n" },
	{ "CR alone", "a,b\n1,2\r3,4\n5,6\n", "2@4 bad{1,2\r3,4\n}\n3@12 5|6\n" },
	{ "CR alone, no feed at the end", "a,b\n1,2\r3,4", "2@4 bad{1,2\r3,4}\n" },
	{ "CR alone, then a quote", "a,b\n1,2\r\"3", "2@4 bad{1,2\r\"3}\n" },
	{ "only CR", "a,b\r1,2\r\r3,4\r", "2@4 1|2\n4@9 3|4\n" },
	{ "only CR, no line end at the end", "a,b\r1,2", "2@4 1|2\n" },
	{ "only CR, quotes over lines", "a,b\r\"1\r2\",\"x\ny\"\r3,4\r", "2@4 1\r2|x\ny\n4@16 3|4\n" },
	{ "a feed where lines end with CR", "a,b\r1,2\n3,4\r5,6\r", "2@4 bad{1,2\n3,4\r}\n3@12 5|6\n" },
	{ "a feed at the beginning where lines end with CR", "a,b\r1,2\r\n3,4\r5,6\r", "2@4 1|2\n3@8 bad{\n3,4\r}\n4@13 5|6\n" },
	{ "CR twice before a feed", "a,b\n1,2\r\r\n3,4\n", "2@4 bad{1,2\r\r\n}\n3@10 3|4\n" },
	{ "a separator of its own", "sep=;\na;b\n1,5;2\n", "3@10 1,5|2\n" },
	{ "a separator of its own, in quotes", "\"SEP=|\"\r\na|b\r\n1|2\r\n", "3@14 1|2\n" },
	{ "titles", "報告,,\n\n,令和6年度,\na,b,c\n1,2,3\n4,5,6\n", "5@32 1|2|3\n6@38 4|5|6\n" },
	{ "titles, not padded", "報告\na,b\n1,2\n", "3@11 1|2\n" },
	{ "no titles: rows of one cell, and a ragged one", "a\nx\ny,z\nw\n", "2@2 x\n3@4 bad{y,z\n}\n4@8 w\n" },
	{ "no titles: a ragged row comes last", "a\nx\ny,z\n", "2@2 x\n3@4 bad{y,z\n}\n" },
	{ "names that are empty or twice", "a,,a,Ａ\n1,2,3,4\n", "2@9 1|2|3|4\n" },
	{ "not UTF-8", "a,b\n1,\x82\xa0\n3,4\n", "2@4 bad{1,\x82\xa0\n}\n3@9 3|4\n" },
	{ "not UTF-8 behind a good one", "a,b\n1,2\n3,\x82\xa0\n", "2@4 1|2\n3@8 bad{3,\x82\xa0\n}\n" },
	{ "one cell is not UTF-8 among others", "a,b\n表,\"東\"\n表,\xE6\n表,京\n", "2@4 表|東\n3@14 bad{表,\xE6\n}\n4@20 表|京\n" },
	{ "a separator that cuts a character", "sep=\x9C\na\x9C" "b\n\xE5\x9C\x8F\n", "3@10 bad{\xE5\x9C\x8F\n}\n" },
	{ "a header not in UTF-8", "a,\x82\xa0\n1,2\n", "closed\n" },
	{ "a header with a stray quote", "a,b\"c\n1,2\n", "closed\n" },
	{ "a header with an unclosed quote", "a,\"b\n1,2\n", "closed\n" },
	{ "only blank lines", "\n\r\n\n", "closed\n" },
	{ "no bytes", "", "closed\n" },
	{ "only a mark", "\xEF\xBB\xBF", "closed\n" },
	{ "tabs", "a\tb\n1\t2\n", "2@4 1|2\n" },
	{ "tabs in quotes are none", "\"a\tb\",c\n1,2\n", "2@8 1|2\n" },
	{ "commas in quotes are none", "\"a,b\"\tc\n1\t2\n", "2@8 1|2\n" },
};

static void test_files(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		assert_read(files[i].what, files[i].bytes, strlen(files[i].bytes), &automatic, files[i].read);
}

static void test_a_nul_makes_its_record_bad(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };
	static const char bytes[] = "a,b\n1,\0\n3,4\n", expected[] = "2@4 bad{1,\0\n}\n3@8 3|4\n";
	struct reading reading = read_bytes(bytes, sizeof bytes - 1, &automatic, &all);

	(void)state;
	assert_int_equal(reading.err.count, 1);
	assert_int_equal(reading.err.kept[0].place.line, 2);
	assert_int_equal(reading.size, sizeof expected - 1);
	assert_memory_equal(reading.text, expected, sizeof expected);
	forget(&reading);
}

static const struct {
	const char *bytes;
	unsigned line;
	const char *says;
} complaints[] = {
	{ "", 0, "no bytes at all" },
	{ "\n\n", 3, "only blank lines" },
	{ "a,b\n\n1,2\n3\n", 4, "in the header: 2" },
	{ "a,b\n\"x\n\",2\n1,2,3\n", 4, "in the header: 2" },
	{ "a,b\n1,2\n3,x\"\n", 3, "a quote stands inside a cell" },
	{ "a,b\n\"1\n\n,2\n3,4\n", 2, "not closed" },
	{ "a,b\n1,2\r3,4\n", 2, "carriage return" },
	{ "a,b\n1,\"x\ny\xff\"\n", 2, "column 'b': the byte at offset 10 of the file is not UTF-8" },
	{ "a,\xff\n1,2\n", 1, "column 2 is not UTF-8" },
};

static void test_complaints_name_the_records_first_line(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };

	(void)state;
	for (size_t i = 0; i < COUNT(complaints); i++) {
		struct reading reading = read_bytes(complaints[i].bytes, strlen(complaints[i].bytes), &automatic, &all);

		assert_int_equal(reading.err.count, 1);
		assert_int_equal(reading.err.status, KG_INPUT);
		assert_int_equal(reading.err.kept[0].place.line, complaints[i].line);
		if (!strstr(reading.err.kept[0].text, complaints[i].says))
			fail_msg("'%s' does not say '%s'", reading.err.kept[0].text, complaints[i].says);
		forget(&reading);
	}
}

static void test_blank_rows_are_counted_but_not_blank_lines(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };
	struct reading reading = read_bytes("a,b\n,\n\n1,2\n , \n", 16, &automatic, &all);

	(void)state;
	assert_int_equal(reading.blank_rows, 2);
	forget(&reading);
}

static void test_a_row_that_is_blank_where_it_is_read_is_no_blank_row(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };
	static char name[] = "a", *only[] = { name };
	static const struct args one = { { only, 1 } };
	struct reading reading = read_bytes("a,b\n,x\n\"1\",y\n", 13, &automatic, &one);

	(void)state;
	assert_string_equal(reading.text, "2@4 \n3@7 1\n");
	assert_int_equal(reading.blank_rows, 0);
	forget(&reading);
}

/* Two cells of these lengths, the second in quotes over lines if `quoted`; the record behind it is short. */
static void check_long_record(size_t first, size_t second, bool quoted)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };
	size_t size = first + second + 100, len;
	char *bytes = malloc(size), *expected = malloc(size), *a = calloc(1, first + 1), *b = calloc(1, second + 1);

	memset(a, 'a', first);
	memset(b, 'b', second);
	for (size_t i = 10; quoted && i < second; i += 1000)
		b[i] = '\n';
	len = (size_t)snprintf(bytes, size, quoted ? "x,y\n%s,\"%s\"\n1,2" : "x,y\n%s,%s\n1,2", a, b);

	unsigned lines = quoted && second > 10 ? (unsigned)(second - 11) / 1000 + 1 : 0;

	snprintf(expected, size, "2@4 %s|%s\n%u@%u 1|2\n", a, b, 3 + lines, (unsigned)len - 3);
	assert_read("long record", bytes, len, &automatic, expected);
	free(bytes);
	free(expected);
	free(a);
	free(b);
}

static void test_records_longer_than_a_block_are_whole(void **state)
{
	(void)state;
	check_long_record(BLOCK, 5 * BLOCK, false);
	check_long_record(3 * BLOCK, 5 * BLOCK, true);
	check_long_record(1, 20 * BLOCK, true);
}

static void test_records_straddle_blocks_at_every_byte(void **state)
{
	(void)state;
	for (size_t back = 0; back < 16; back++)
		check_long_record(4 * BLOCK - back, 3, back % 2);
}

static void test_a_bad_record_of_many_blocks_is_kept_verbatim(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };
	size_t len = 6 * BLOCK;
	char *bytes = malloc(len + 1);

	(void)state;
	memset(bytes, 'x', len);
	memcpy(bytes, "a,b\n1,\"", 7);
	for (size_t i = 100; i < len; i += 997)
		bytes[i] = '\n';
	bytes[len] = '\0';

	struct reading reading = read_bytes(bytes, len, &automatic, &all);

	assert_int_equal(strlen(reading.text), len - 4 + strlen("2@4 bad{}\n"));
	assert_memory_equal(reading.text + strlen("2@4 bad{"), bytes + 4, len - 4);
	forget(&reading);
	free(bytes);
}

/* Many records, so that each stands on the border of a block some time. */
static void test_offsets_are_those_of_the_file(void **state)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO, .encoding = &kgi_utf8 };
	char *bytes = NULL, *expected = NULL;
	size_t size, expected_size;
	FILE *in = open_memstream(&bytes, &size), *out = open_memstream(&expected, &expected_size);

	(void)state;
	fputs("a,b\r\n", in);
	for (unsigned i = 0, at = 5; i < 50000; i++) {
		fprintf(out, "%u@%u %u|圏域\n", i + 2, at, i);
		at += (unsigned)fprintf(in, "%u,\"圏域\"\r\n", i);
	}
	fclose(in);
	fclose(out);
	assert_read("many", bytes, size, &automatic, expected);
	free(bytes);
	free(expected);
}

/* A line without quotes is cut where it lies, any other goes through libcsv: what is read must be the same. */
static void test_quotes_around_cells_change_nothing(void **state)
{
	static const char letters[] = "a, ,,;\t表";
	static const struct kgi_input csv = { .form = KGI_CSV };
	char plain[2048], quoted[8192];
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t p = 0, q = 0;

		p += (size_t)sprintf(plain, "x,y,z");
		q += (size_t)sprintf(quoted, "\"x\",\"y\",\"z\"");
		for (int line = 0; line < 8; line++) {
			p += (size_t)sprintf(plain + p, round % 2 ? "\r\n" : "\n");
			q += (size_t)sprintf(quoted + q, round % 2 ? "\r\n\"" : "\n\"");
			for (unsigned i = 0; i < 12; i++) {
				char letter = letters[(seed = seed * 1664525u + 1013904223u) >> 24 & 7];

				plain[p++] = letter;
				q += (size_t)sprintf(quoted + q, letter == ',' ? "\",\"" : "%c", letter);
			}
			quoted[q++] = '"';
		}

		struct reading a = read_bytes(plain, p, &csv, &all), b = read_bytes(quoted, q, &csv, &all);
		const char *x = a.text, *y = b.text;

		/* offsets and verbatim bytes differ by the quotes, so records are compared by their cells, bad ones by being bad */
		while (*x && *y) {
			size_t m = strcspn(x, "@"), n = strcspn(y, "@");

			assert_int_equal(m, n);
			assert_memory_equal(x, y, m);
			x += m + strcspn(x + m, " ");
			y += n + strcspn(y + n, " ");
			m = strncmp(x, " bad", 4) == 0 ? 4 : strcspn(x, "\n");
			assert_memory_equal(x, y, m);
			x += strcspn(x, "\n") + 1;
			y += strcspn(y, "\n") + 1;
		}
		assert_string_equal(x, y);
		assert_int_equal(a.blank_rows, b.blank_rows);
		forget(&a);
		forget(&b);
	}
}

/* `b` is the only column that is asked for. */
static const struct {
	const char *what, *bytes, *read;
	uint64_t blank_rows;
} repeated[] = {
	{ "one again, one not", "a,b\n1,x\n2,y\n3,x\n4,x\n", "2@4 x\n3@8 y\n2@4 x x2\n", 0 },
	{ "in quotes is another writing", "a,b\n1,x\n2,\"x\"\n3,\"x\"\n4,\"\"\"\"\n5,\"\"\"\"\n", "2@4 x\n3@8 x\n5@20 \"\n3@8 x\n5@20 \"\n", 0 },
	{ "lines within cells count", "a,b\n\"1\n\",x\n\"2\n\n\",x\n3,y\n", "2@4 x\n7@19 y\n2@4 x\n", 0 },
	{ "every bad one is told", "a,b\n1,\xff\n2,\xff\n3,x\n4\n5,x\n",
	  "2@4 bad{1,\xff\n}\n3@8 bad{2,\xff\n}\n4@12 x\n5@16 bad{4\n}\n4@12 x\n", 0 },
	{ "a blank row is none", "a,b\n1,\n,\n2,\n \n\n", "2@4 \n5@12 bad{ \n}\n2@4 \n", 1 },
	{ "nothing irregular is counted", "a,b\n1,x\n2,x\r3,x\n4,x\n", "2@4 x\n3@8 bad{2,x\r3,x\n}\n2@4 x\n", 0 },
};

static void test_what_comes_again_comes_at_the_end(void **state)
{
	static char b[] = "b", *only[] = { b };
	static const struct args of_b = { { only, 1 } };
	const struct kgi_input input = { .form = KGI_CSV, .repeats = true };

	(void)state;
	for (size_t i = 0; i < COUNT(repeated); i++) {
		struct reading reading = read_bytes(repeated[i].bytes, strlen(repeated[i].bytes), &input, &of_b);

		if (strcmp(reading.text, repeated[i].read) != 0)
			fail_msg("%s: read\n%s\nnot\n%s", repeated[i].what, reading.text, repeated[i].read);
		assert_int_equal(reading.blank_rows, repeated[i].blank_rows);
		forget(&reading);
	}
}

/* Enough lines that most are not read ahead of: a text that is long, an empty one with and without something beside it, a bad one. */
static void test_a_handful_is_counted(void **state)
{
	static char b[] = "b", *only[] = { b };
	static const struct args of_b = { { only, 1 } };
	static const char *const cells[] = { "x", "", NULL, "\xff", "longer than thirty-two bytes can be" };
	const struct kgi_input input = { .form = KGI_CSV, .repeats = true };
	enum { KINDS = COUNT(cells), ROUNDS = 20 };
	char bytes[4096] = "a,b\n", read[8192] = "", again[200] = "";

	(void)state;
	for (int i = 0; i < ROUNDS * (int)KINDS; i++) {
		const char *cell = cells[i % KINDS];
		size_t at = strlen(bytes);

		sprintf(bytes + at, "%s,%s\n", cell ? "1" : "", cell ? cell : "");
		if (cell && *cell == '\xff')
			sprintf(read + strlen(read), "%d@%zu bad{1,\xff\n}\n", i + 2, at);
		else if (cell && i < (int)KINDS)
			sprintf(read + strlen(read), "%d@%zu %s\n", i + 2, at, cell);
		if (cell && *cell != '\xff' && i < (int)KINDS)
			sprintf(again + strlen(again), "%d@%zu %s x%d\n", i + 2, at, cell, ROUNDS - 1);
	}
	strcat(read, again);

	struct reading reading = read_bytes(bytes, strlen(bytes), &input, &of_b);

	assert_string_equal(reading.text, read);
	assert_int_equal(reading.blank_rows, ROUNDS);
	forget(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_a_nul_makes_its_record_bad),
		cmocka_unit_test(test_complaints_name_the_records_first_line),
		cmocka_unit_test(test_blank_rows_are_counted_but_not_blank_lines),
		cmocka_unit_test(test_a_row_that_is_blank_where_it_is_read_is_no_blank_row),
		cmocka_unit_test(test_records_longer_than_a_block_are_whole),
		cmocka_unit_test(test_records_straddle_blocks_at_every_byte),
		cmocka_unit_test(test_a_bad_record_of_many_blocks_is_kept_verbatim),
		cmocka_unit_test(test_offsets_are_those_of_the_file),
		cmocka_unit_test(test_quotes_around_cells_change_nothing),
		cmocka_unit_test(test_what_comes_again_comes_at_the_end),
		cmocka_unit_test(test_a_handful_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
