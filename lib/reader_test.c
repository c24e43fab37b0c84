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
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, &all, &none, &none, &err), KG_OK);

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

static void assert_read(const char *what, const char *bytes, const struct kgi_input *input, const char *expected)
{
	FILE *file = tmpfile();

	fputs(bytes, file);
	fflush(file);
	dup2(fileno(file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	assert_read_from("-", what, input, expected);
	fclose(file);
}

static const struct {
	const char *what, *bytes;
	struct kgi_input input;
	const char *read;
} forms[] = {
	{ "csv is recognised", "a,b\n1,2\n", { KGI_AUTO, 0, false, NULL }, "2@4 1|2\n" },
	{ "tsv is recognised", "a\tb\n1\t2\n", { KGI_AUTO, 0, false, NULL }, "2@4 1|2\n" },
	{ "an array is recognised", "\n [ {\"a\":1}]", { KGI_AUTO, 0, false, NULL }, "2@4 1\n" },
	{ "lines are recognised", "{\"a\":1}\n{\"a\":2}\n", { KGI_AUTO, 0, false, NULL }, "1@0 1\n2@8 2\n" },
	{ "brackets make no JSON", "[a],{b}\n1,2\n", { KGI_AUTO, 0, false, NULL }, "2@8 1|2\n" },
	{ "braces make no JSON", "{a},b\n1,2\n", { KGI_AUTO, 0, false, NULL }, "2@6 1|2\n" },
	{ "tsv", "a\tb,c\n1\t2,3\n", { KGI_TSV, 0, false, NULL }, "2@6 1|2,3\n" },
	{ "csv", "a\tb\n1\t2\n", { KGI_CSV, 0, false, NULL }, "2@4 1\t2\n" },
	{ "csv, though it looks like JSON", "[{\n1\n", { KGI_CSV, 0, false, NULL }, "2@3 1\n" },
	{ "delimiter", "a;b\n1,5;2\n", { KGI_AUTO, ';', false, NULL }, "2@4 1,5|2\n" },
	{ "delimiter of tsv", "a;b\n1;2\n", { KGI_TSV, ';', false, NULL }, "2@4 1|2\n" },
	{ "no header", "1,2\n3,4\n", { KGI_AUTO, 0, true, NULL }, "1@0 1|2\n2@4 3|4\n" },
	{ "no header, over lines", "\"1\nx\",2\n3,4\n", { KGI_AUTO, 0, true, NULL }, "1@0 1\nx|2\n3@8 3|4\n" },
	{ "no header, a mark", "\xEF\xBB\xBF" "1,2\n", { KGI_AUTO, 0, true, NULL }, "1@3 1|2\n" },
	{ "no header, blank lines", "\n1,2\n", { KGI_AUTO, 0, true, NULL }, "2@1 1|2\n" },
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_the_form_does_not_depend_on_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
