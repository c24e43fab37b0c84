/* reader_test - the form of a file, asked for or recognised by its bytes, in whatever pieces they come. Records are written
 * down as `LINE@OFFSET cell|cell`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "reader.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

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

static void put_record(const struct kg_record *record, FILE *out)
{
	fprintf(out, "%u@%u ", record->place.line, (unsigned)record->place.offset);
	for (size_t i = 0; i < kg_width(record, CELLS); i++) {
		struct kg_slice cell = kg_get_at(record, CELLS, i);

		fprintf(out, "%s%.*s", i ? "|" : "", KG_SLICE_ARG(cell));
	}
	putc('\n', out);
}

/* What is read from `path` must be `expected`. */
static void assert_read_from(const char *path, const char *what, const struct kgi_input *input, const char *expected)
{
	static const struct kg_list none;
	struct kg_error err;
	struct kg_binding binding;
	struct kgi_reader reader;
	struct kg_record record;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	kg_error_init(&err, "tool");
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, &all, &none, &none, NULL, &err), KG_OK);

	int status = kgi_reader_open(&reader, path, input, &binding, &err);

	while (status == KG_OK && (status = kgi_reader_next(&reader, &record, &err)) == KG_OK && !reader.ended)
		put_record(&record, out);
	kgi_reader_close(&reader);
	kgi_binding_fini(&binding);
	fclose(out);
	if (status != KG_OK || strcmp(text, expected) != 0)
		fail_msg("%s: status %d, '%s'", what, status, text);
	free(text);
	kg_error_fini(&err);
}

static void assert_read_bytes(const char *what, const char *bytes, size_t len, const struct kgi_input *input, const char *expected)
{
	FILE *file = tmpfile();

	fwrite(bytes, 1, len, file);
	fflush(file);
	dup2(fileno(file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	assert_read_from("-", what, input, expected);
	fclose(file);
}

static void assert_read(const char *what, const char *bytes, const struct kgi_input *input, const char *expected)
{
	assert_read_bytes(what, bytes, strlen(bytes), input, expected);
}

static const struct {
	const char *what, *bytes;
	struct kgi_input input;
	const char *read;
} forms[] = {
	{ "csv is recognised", "a,b\n1,2\n", { .form = KGI_AUTO }, "2@4 1|2\n" },
	{ "tsv is recognised", "a\tb\n1\t2\n", { .form = KGI_AUTO }, "2@4 1|2\n" },
	{ "an array is recognised", "\n [ {\"a\":1}]", { .form = KGI_AUTO }, "2@4 1\n" },
	{ "lines are recognised", "{\"a\":1}\n{\"a\":2}\n", { .form = KGI_AUTO }, "1@0 1\n2@8 2\n" },
	{ "brackets make no JSON", "[a],{b}\n1,2\n", { .form = KGI_AUTO }, "2@8 1|2\n" },
	{ "braces make no JSON", "{a},b\n1,2\n", { .form = KGI_AUTO }, "2@6 1|2\n" },
	{ "tsv", "a\tb,c\n1\t2,3\n", { .form = KGI_TSV }, "2@6 1|2,3\n" },
	{ "csv", "a\tb\n1\t2\n", { .form = KGI_CSV }, "2@4 1\t2\n" },
	{ "csv, though it looks like JSON", "[{\n1\n", { .form = KGI_CSV }, "2@3 1\n" },
	{ "delimiter", "a;b\n1,5;2\n", { .form = KGI_AUTO, .delimiter = ';' }, "2@4 1,5|2\n" },
	{ "delimiter of tsv", "a;b\n1;2\n", { .form = KGI_TSV, .delimiter = ';' }, "2@4 1|2\n" },
	{ "no header", "1,2\n3,4\n", { .form = KGI_AUTO, .no_header = true }, "1@0 1|2\n2@4 3|4\n" },
	{ "no header, over lines", "\"1\nx\",2\n3,4\n", { .form = KGI_AUTO, .no_header = true }, "1@0 1\nx|2\n3@8 3|4\n" },
	{ "no header, a mark", "\xEF\xBB\xBF" "1,2\n", { .form = KGI_AUTO, .no_header = true }, "1@3 1|2\n" },
	{ "CR alone ends lines", "a,b\r1,2\r\r3,\"x\n4\"\r", { .form = KGI_AUTO }, "2@4 1|2\n4@9 3|x\n4\n" },
	{ "tsv, CR, a comma", "a\tb\r1\t2,3\r", { .form = KGI_AUTO }, "2@4 1|2,3\n" },
	{ "sep=", "sep=;\na;b\n1,5;2\n", { .form = KGI_AUTO }, "3@10 1,5|2\n" },
	{ "sep= in quotes, CR", "\"sep=|\"\ra|b\r1|2\r", { .form = KGI_AUTO }, "3@12 1|2\n" },
	{ "sep= against a delimiter", "sep=,\na;b\n1,5;2\n", { .form = KGI_AUTO, .delimiter = ';' }, "3@10 1,5|2\n" },
	{ "a title", "T\na,b\nx,2\n", { .form = KGI_AUTO }, "3@6 x|2\n" },
	{ "a title and a row of nothing", "T,\n,\na,b\nx,2\n", { .form = KGI_AUTO }, "4@9 x|2\n" },
	{ "a title over lines", "\"T\nT\"\n\na,b\nx,2\n", { .form = KGI_AUTO }, "5@11 x|2\n" },
	{ "a row of nothing", ",\na,b\nx,2\n", { .form = KGI_AUTO }, "3@6 x|2\n" },
	{ "answers make no title", "a,\nx,1\ny,2\n", { .form = KGI_AUTO }, "2@3 x|1\n3@7 y|2\n" },
	{ "rows that are skipped", "a,b\n\"T\nT\"\n\nc,d\nx,2\n", { .form = KGI_AUTO, .skip_given = true, .skip_rows = 3 }, "6@15 x|2\n" },
	{ "no rows are skipped", "T,\na,b\nx,2\n", { .form = KGI_AUTO, .skip_given = true }, "2@3 a|b\n3@7 x|2\n" },
	{ "a header of two rows", "a,\nb,c\nx,2\n", { .form = KGI_AUTO, .skip_given = true, .stack_given = true, .header_rows = 2 },
	  "3@7 x|2\n" },
	{ "e-Stat", "S,2018-10-01,【T】,\n,p,,q\n,r,s,\n北 海　道,1,-,x\n", { .form = KGI_AUTO }, "4@34 北海道|1|-|x\n" },
	{ "blanks that do not pad", "a,b\n北 海　道,1\n", { .form = KGI_AUTO }, "2@4 北 海　道|1\n" },
	{ "no header, blank lines", "\n1,2\n", { .form = KGI_AUTO, .no_header = true }, "2@1 1|2\n" },
};

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++)
		assert_read(forms[i].what, forms[i].bytes, &forms[i].input, forms[i].read);
}

/* What a pipe gives piece by piece is what a file gives at once. */
static void check_pieces(const char *first, const char *second, const char *expected)
{
	static const struct kgi_input automatic = { .form = KGI_AUTO };
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	if (fork() == 0) {
		bool ok = write(ends[1], first, strlen(first)) > 0 && nanosleep(&(struct timespec){ .tv_nsec = 100 * 1000 * 1000 }, NULL) == 0 &&
			  write(ends[1], second, strlen(second)) > 0;

		_exit(!ok);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	assert_read_from("-", first, &automatic, expected);
	close(ends[0]);
}

static void test_the_form_does_not_depend_on_pieces(void **state)
{
	(void)state;
	check_pieces("abc", "\tb\n1\t2\n", "2@6 1|2\n");
	check_pieces("a\tb\t", "c\n1\t2\t3\n", "2@6 1|2|3\n");
	check_pieces("a\tb", ",c\n1\t2,3\n", "2@6 1\t2|3\n");
	check_pieces("[  ", " {\"a\":1}]", "1@4 1\n");
	check_pieces("   {", "\"a\":1}\n", "1@0 1\n");
}

#define BYTES(literal) literal, sizeof(literal) - 1

/* 導,表 and ポ|能: bytes of | and \\ in CP932. Offsets are those of the decoded text, behind the mark. */
static const struct {
	const char *what, *name, *bytes;
	size_t len;
	char delimiter;
	const char *read;
} encoded[] = {
	{ "CP932", NULL, BYTES("a,b\n\x93\xB1,\x95\\\n"), 0, "2@4 導|表\n" },
	{ "CP932 by name", "sjis", BYTES("a,b\n\x93\xB1,\"\x95\\\"\"\"\n"), 0, "2@4 導|表\"\n" },
	{ "CP932 cut at |", NULL, BYTES("a|b\n\x83||\x94\\\n"), '|', "2@4 ポ|能\n" },
	{ "CP932 with sep=|", NULL, BYTES("sep=|\r\na|b\r\n\x83||\x94\\\r\n"), 0, "3@12 ポ|能\n" },
	{ "UTF-8 after all", NULL, BYTES("a,b\n導,表\n"), 0, "2@4 導|表\n" },
	{ "EUC-JP", "euc-jp", BYTES("a,b\n\xC6\xB3,\xAD\xA1\n"), 0, "2@4 導|①\n" },
	{ "ISO-2022-JP", "iso-2022-jp", BYTES("a,b\n\x1B$BF3\x1B(B,x\n"), 0, "2@4 導|x\n" },
	{ "UTF-16", NULL, BYTES("\xFF\xFE" "a\0,\0b\0\r\0\n\0\x0E\x5C,\0" "1\0\r\0\n\0"), 0, "2@7 導|1\n" },
	{ "UTF-16, CR", NULL, BYTES("\xFF\xFE" "a\0,\0b\0\r\0\x0E\x5C,\0" "1\0\r\0"), 0, "2@6 導|1\n" },
	{ "UTF-16 without a mark", "utf-16", BYTES("\0a\0,\0b\0\n\x5C\x0E\0,\0" "1"), 0, "2@4 導|1\n" },
	{ "UTF-16 of JSON", NULL, BYTES("\xFF\xFE[\0{\0\"\0a\0\"\0:\0" "1\0}\0]\0"), 0, "1@3 1\n" },
	{ "CP932 of JSON", NULL, BYTES("[{\"a\":\"\x95\\\"}]"), 0, "1@1 表\n" },
};

static void test_encodings(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(encoded); i++) {
		struct kgi_encoding encoding;
		struct kgi_input input = { .form = KGI_AUTO, .delimiter = encoded[i].delimiter };

		if (encoded[i].name) {
			assert_true(kgi_encoding_find(encoded[i].name, &encoding));
			input.encoding = &encoding;
		}
		assert_read_bytes(encoded[i].what, encoded[i].bytes, encoded[i].len, &input, encoded[i].read);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_the_form_does_not_depend_on_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
