/* scan_test - where cells and lines end, by every kernel; on many bytes held against libcsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <glob.h>
#include <cmocka.h>

#include "array.h"
#include "scan_fixture.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define PIECE(text) (text), sizeof(text) - 1

/* What is expected: offsets, a line's end with / behind it; then the regular bytes; then " if a quote is open. */
static const struct {
	const char *what, *bytes;
	size_t len;
	char delimiter, line_end;
	const char *found;
} pieces[] = {
	{ "nothing", PIECE(""), ',', '\n', "0" },
	{ "one cell", PIECE("a"), ',', '\n', "1" },
	{ "two lines", PIECE("a,b\nc,d\n"), ',', '\n', "1 3/ 5 7/ 8" },
	{ "no line end at the end", PIECE("a,b\nc,d"), ',', '\n', "1 3/ 5 7" },
	{ "empty cells and lines", PIECE(",,\n\n\r\n"), ',', '\n', "0 1 2/ 3/ 5/ 6" },
	{ "CRLF", PIECE("a,b\r\nc\r\n"), ',', '\n', "1 4/ 7/ 8" },
	{ "CR", PIECE("a,b\rc\r"), ',', '\r', "1 3/ 5/ 6" },
	{ "another delimiter", PIECE("a,b;c\n"), ';', '\n', "3 5/ 6" },
	{ "a delimiter that is no ASCII", PIECE("a\xA6" "b\n"), '\xA6', '\n', "1 3/ 4" },
	{ "quotes", PIECE("\"a\",\"b\"\n"), ',', '\n', "3 7/ 8" },
	{ "quoted delimiters and line ends", PIECE("\"a,b\r\n\r\",\"\n\"\r\n"), ',', '\n', "8 13/ 14" },
	{ "doubled quotes", PIECE("\"\"\"a\"\",\"\"\",\"\"\"\"\n"), ',', '\n', "10 15/ 16" },
	{ "empty quotes", PIECE("\"\",\"\"\n"), ',', '\n', "2 5/ 6" },
	{ "a quote that closes last", PIECE("a,\"b\""), ',', '\n', "1 5" },
	{ "a quote that is not closed", PIECE("a,\"b,\n"), ',', '\n', "1 6\"" },
	{ "a quote that opens last", PIECE("a,\""), ',', '\n', "1 3\"" },
	{ "doubled quotes last", PIECE("\"a\"\""), ',', '\n', "4\"" },
	{ "a quote inside a cell", PIECE("a,b\nc,d\"e\n"), ',', '\n', "1 3/ 5 7" },
	{ "text behind a quote", PIECE("a,\"b\"c,d\n"), ',', '\n', "1 5" },
	{ "a blank behind a quote", PIECE("\"b\" ,d\n"), ',', '\n', "3" },
	{ "a blank before a quote", PIECE("a, \"b\"\n"), ',', '\n', "1 3" },
	{ "CR alone", PIECE("a,b\rc\n"), ',', '\n', "1 3" },
	{ "CR twice", PIECE("a,b\r\r\n"), ',', '\n', "1 3" },
	{ "CR last", PIECE("a,b\r"), ',', '\n', "1 3" },
	{ "CR last behind a quote", PIECE("a,\"b\"\r"), ',', '\n', "1 5" },
	{ "CR in quotes", PIECE("\"\r\",\"\ra\"\n"), ',', '\n', "3 8/ 9" },
	{ "CR in quotes, last", PIECE("\"a\r"), ',', '\n', "3\"" },
	{ "CR at the beginning", PIECE("\ra\n"), ',', '\n', "0" },
	{ "LF where lines end with CR", PIECE("a\rb\nc\r"), ',', '\r', "1/ 3" },
	{ "LF behind CR where lines end with CR", PIECE("a\r\nb\r"), ',', '\r', "1/ 2" },
	{ "LF before CR where lines end with CR", PIECE("a\n\rb\r"), ',', '\r', "1" },
	{ "LF behind a quote where lines end with CR", PIECE("\"a\"\n"), ',', '\r', "3" },
	{ "LF in quotes where lines end with CR", PIECE("\"a\nb\"\r"), ',', '\r', "5/ 6" },
	{ "NUL", PIECE("a,\0b\n"), ',', '\n', "1 2" },
	{ "NUL in quotes", PIECE("a,\"b\0\"\n"), ',', '\n', "1 4\"" },
	{ "NUL behind a quote", PIECE("\"b\"\0\n"), ',', '\n', "3" },
	{ "a quote as the delimiter", PIECE("a\"b\n"), '"', '\n', "0" },
	{ "a line end as the delimiter", PIECE("a\nb\n"), '\n', '\n', "0" },
	{ "NUL as the delimiter", PIECE("a\nb\n"), '\0', '\n', "0" },
};

static void write_down(const struct kgi_scan *scan, char *to, size_t size)
{
	size_t len = 0, line = 0;

	for (size_t i = 0; i < scan->end_count; i++) {
		bool ends_line = line < scan->line_count && scan->lines[line] == i;

		len += (size_t)snprintf(to + len, size - len, "%u%s ", scan->ends[i], ends_line ? "/" : "");
		line += ends_line;
	}
	snprintf(to + len, size - len, "%zu%s", scan->regular, scan->quoted ? "\"" : "");
}

/* Behind lines that fill `before` bytes, so that the piece lies anywhere in a block or on the border of two. */
static void check_piece(size_t p, size_t before, size_t kernel, struct kgi_scan *scan)
{
	size_t len = before + pieces[p].len;
	char *bytes = malloc(len + 1), found[200], expected[200];
	struct kgi_scan behind = { 0 };

	assert_non_null(bytes);
	memset(bytes, 'x', before);
	if (before)
		bytes[before - 1] = pieces[p].line_end;
	memcpy(bytes + before, pieces[p].bytes, pieces[p].len);
	assert_true(kgi_scan_with(kernel, scan, bytes, len, pieces[p].delimiter, pieces[p].line_end));
	if (before && scan->regular >= before) {
		assert_int_equal(scan->ends[0], before - 1);
		assert_int_equal(scan->lines[0], 0);
		behind = (struct kgi_scan){ .memory = calloc(2 * (len + 1), sizeof *behind.memory), .regular = scan->regular - before,
					    .quoted = scan->quoted };
		assert_non_null(behind.memory);
		behind.ends = behind.memory;
		behind.lines = behind.ends + len + 1;
		for (size_t i = 1; i < scan->end_count; i++)
			behind.ends[behind.end_count++] = scan->ends[i] - (uint32_t)before;
		for (size_t i = 1; i < scan->line_count; i++)
			behind.lines[behind.line_count++] = scan->lines[i] - 1;
	}
	write_down(behind.ends ? &behind : scan, found, sizeof found);
	snprintf(expected, sizeof expected, "%s", pieces[p].found);
	if (strcmp(found, expected) != 0)
		fail_msg("%s, %s, behind %zu bytes: found %s, not %s", kgi_scan_kernel(kernel), pieces[p].what, before, found, expected);
	kgi_scan_fini(&behind);
	free(bytes);
}

static void test_pieces(void **state)
{
	struct kgi_scan scan = { 0 };

	(void)state;
	for (size_t kernel = 0; kgi_scan_kernel(kernel); kernel++)
		for (size_t p = 0; p < COUNT(pieces); p++)
			for (size_t before = 0; before < 130; before++)
				check_piece(p, before, kernel, &scan);
	kgi_scan_fini(&scan);
}

static void test_every_processor_has_a_kernel(void **state)
{
	size_t kernels = 0;

	(void)state;
	while (kgi_scan_kernel(kernels))
		kernels++;
	assert_true(kernels > 0);
	assert_string_equal(kgi_scan_kernel(kernels - 1), "plain");
}

static void test_the_first_kernel_is_taken(void **state)
{
	struct kgi_scan scan = { 0 };

	(void)state;
	assert_true(kgi_scan(&scan, "a,b\n\"c", 6, ',', '\n'));
	assert_int_equal(scan.end_count, 2);
	assert_int_equal(scan.ends[1], 3);
	assert_int_equal(scan.line_count, 1);
	assert_int_equal(scan.lines[0], 1);
	assert_int_equal(scan.regular, 6);
	assert_true(scan.quoted);
	assert_true(scan.quotes);
	assert_true(scan.ends[-1] == UINT32_MAX);
	assert_true(kgi_scan(&scan, "a,b\n", 4, ',', '\n'));
	assert_false(scan.quotes || scan.pairs);
	assert_true(kgi_scan(&scan, "a,b\r\n", 5, ',', '\n'));
	assert_true(scan.pairs);
	assert_true(kgi_scan(&scan, "a,\"\n\"\r", 6, ',', '\r'));
	assert_false(scan.pairs);
	kgi_scan_fini(&scan);
	assert_null(scan.ends);
	assert_int_equal(scan.room, 0);
}

static void hold(struct kgi_scan *scan, const char *what, const char *bytes, size_t len, struct form form, size_t shift)
{
	const char *kernel, *differs = hold_against_libcsv(scan, bytes, len, form, shift, &kernel);

	if (differs)
		fail_msg("%s, %zu bytes, shifted by %zu: %s and libcsv differ in %s", what, len, shift, kernel, differs);
}

static void test_random_bytes_are_what_libcsv_reads(void **state)
{
	enum { LENGTHS = 301, ROUNDS = 40 };
	struct kgi_scan scan = { 0 };
	uint64_t seed = 1;

	(void)state;
	for (size_t len = 0; len < LENGTHS; len++) {
		for (int round = 0; round < ROUNDS; round++) {
			unsigned char byte = (unsigned char)draw(&seed, 256);
			struct form form = form_of(byte);
			char bytes[LENGTHS];

			put_random(bytes, len, form, &seed);
			for (uint32_t i = draw(&seed, 3); i > 0; i--)
				mutate(bytes, len, &seed);
			hold(&scan, "random bytes", bytes, len, form, byte >> 3);
		}
	}
	kgi_scan_fini(&scan);
}

static char *read_file(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t room = 0, got = 1;

	assert_non_null(file);
	for (*len = 0; got > 0; *len += got) {
		assert_true(kg_grow(&bytes, &room, *len + 4096, 1));
		got = fread(bytes + *len, 1, 4096, file);
	}
	fclose(file);
	return bytes;
}

static void test_real_files_are_what_libcsv_reads(void **state)
{
	enum { ROUNDS = 40, FAR = 1500 };
	static const struct form comma = { ',', '\n' };
	struct kgi_scan scan = { 0 };
	uint64_t seed = 1;
	glob_t found;

	(void)state;
	assert_int_equal(glob("testdata/*.csv", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		size_t len;
		char *bytes = read_file(found.gl_pathv[i], &len), piece[FAR];

		hold(&scan, found.gl_pathv[i], bytes, len, comma, i);
		assert_int_equal(scan.regular, len);
		for (int round = 0; round < ROUNDS; round++) {
			size_t some = len < FAR ? len : 1 + draw(&seed, FAR);

			memcpy(piece, bytes, some);
			for (uint32_t n = 1 + draw(&seed, 4); n > 0; n--)
				mutate(piece, some, &seed);
			hold(&scan, found.gl_pathv[i], piece, some, comma, draw(&seed, 64));
		}
		free(bytes);
	}
	globfree(&found);
	kgi_scan_fini(&scan);
}

/* Cells and lines as dense as can be, in pieces that are longer each time. */
static void test_room_grows_with_what_is_found(void **state)
{
	static const size_t lengths[] = { 4096, 4097, 8192, 8193, 100000 };

	(void)state;
	for (size_t kernel = 0; kgi_scan_kernel(kernel); kernel++) {
		struct kgi_scan scan = { 0 };

		for (size_t i = 0; i < COUNT(lengths); i++) {
			size_t len = lengths[i];
			char *bytes = malloc(len);

			assert_non_null(bytes);
			memset(bytes, '\n', len);
			bytes[1] = ',';
			assert_true(kgi_scan_with(kernel, &scan, bytes, len, ',', '\n'));
			assert_int_equal(scan.regular, len);
			assert_int_equal(scan.end_count, len);
			assert_int_equal(scan.line_count, len - 1);
			assert_int_equal(scan.ends[len - 1], len - 1);
			assert_int_equal(scan.lines[len - 2], len - 1);
			memset(bytes, 'x', len);
			assert_true(kgi_scan_with(kernel, &scan, bytes, len, ',', '\n'));
			assert_int_equal(scan.regular, len);
			assert_int_equal(scan.end_count + scan.line_count, 0);
			free(bytes);
		}
		kgi_scan_fini(&scan);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_every_processor_has_a_kernel),
		cmocka_unit_test(test_the_first_kernel_is_taken),
		cmocka_unit_test(test_random_bytes_are_what_libcsv_reads),
		cmocka_unit_test(test_real_files_are_what_libcsv_reads),
		cmocka_unit_test(test_room_grows_with_what_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
