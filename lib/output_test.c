/* output_test - a file is there whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "output.h"

static const struct kgi_output_to cp932 = { "cp932", false }, nearest = { "cp932", true }, with_mark = { "utf-8-bom", false };

struct fixture {
	struct kg_error err;
	struct kgi_output output;
	char folder[64], path[80];
};

static int setup(void **state)
{
	static struct fixture f;
	const char *top = getenv("TMPDIR");

	f = (struct fixture){ .path = "" };
	kg_error_init(&f.err, "tool");
	snprintf(f.folder, sizeof f.folder, "%.40s/output-XXXXXX", top && strlen(top) <= 40 ? top : "/tmp");
	*state = &f;
	if (!mkdtemp(f.folder))
		return -1;
	snprintf(f.path, sizeof f.path, "%s/out", f.folder);
	return 0;
}

/* A folder with anything but the result left in it cannot be removed. */
static int teardown(void **state)
{
	struct fixture *f = *state;

	unlink(f->path);
	kg_error_fini(&f->err);
	return rmdir(f->folder);
}

static int write_to(struct fixture *f, const struct kgi_output_to *to, const char *text, bool keep)
{
	int status = kgi_output_open(&f->output, f->path, to, &f->err);

	if (status == KG_OK)
		fputs(text, f->output.stream);

	int closed = kgi_output_close(&f->output, keep && status == KG_OK, &f->err);

	return status ? status : closed;
}

static int write_text(struct fixture *f, const char *text, bool keep)
{
	return write_to(f, NULL, text, keep);
}

/* What stands in the file; NULL stands for no file. */
static void assert_file(const struct fixture *f, const char *expected)
{
	char text[100] = "";
	FILE *file = fopen(f->path, "r");

	assert_int_equal(file != NULL, expected != NULL);
	if (!file)
		return;
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text, expected);
}

static void test_what_is_kept_is_there_whole(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(write_text(f, "new\n", true), KG_OK);
	assert_file(f, "new\n");
}

static void test_what_is_not_kept_was_never_there(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(write_text(f, "half", false), KG_OK);
	assert_file(f, NULL);
}

static void test_the_old_file_stays_until_the_new_one_is_whole(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(write_text(f, "old\n", true), KG_OK);
	assert_int_equal(kgi_output_open(&f->output, f->path, NULL, &f->err), KG_OK);
	fputs("new\n", f->output.stream);
	fflush(f->output.stream);
	assert_file(f, "old\n");
	assert_int_equal(kgi_output_close(&f->output, true, &f->err), KG_OK);
	assert_file(f, "new\n");
	assert_int_equal(write_text(f, "half", false), KG_OK);
	assert_file(f, "new\n");
}

static void test_a_new_file_has_the_rights_of_the_umask(void **state)
{
	struct fixture *f = *state;
	struct stat status;
	mode_t mask = umask(027);

	assert_int_equal(write_text(f, "new\n", true), KG_OK);
	umask(mask);
	assert_int_equal(stat(f->path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
}

/* Is the path still a link when its target, of that name in the folder, has been written? */
static void check_link(struct fixture *f, const char *target)
{
	char link[80], path[80];
	struct stat status;

	snprintf(link, sizeof link, "%.60s/link", f->folder);
	assert_int_equal(symlink(target, link), 0);
	strcpy(path, f->path);
	strcpy(f->path, link);
	assert_int_equal(write_text(f, "new\n", true), KG_OK);
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	unlink(link);
	strcpy(f->path, path);
	assert_file(f, "new\n");
}

static void test_a_link_stays_a_link(void **state)
{
	struct fixture *f = *state;

	check_link(f, "out");
	check_link(f, "out");
	unlink(f->path);
	check_link(f, f->path);
}

static void test_a_file_that_cannot_get_its_name_is_a_system_failure(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(kgi_output_open(&f->output, f->path, NULL, &f->err), KG_OK);
	assert_int_equal(mkdir(f->path, 0700), 0);
	assert_int_equal(kgi_output_close(&f->output, true, &f->err), KG_SYSTEM);
	assert_int_equal(f->err.count, 1);
	assert_non_null(strstr(f->err.kept[0].text, strerror(EISDIR)));
	assert_int_equal(rmdir(f->path), 0);
}

static void test_a_folder_that_is_not_there_is_a_system_failure(void **state)
{
	struct fixture *f = *state;

	snprintf(f->path, sizeof f->path, "%s/none/out", f->folder);
	assert_int_equal(write_text(f, "new\n", true), KG_SYSTEM);
	assert_int_equal(f->err.count, 1);
	assert_non_null(strstr(f->err.kept[0].text, "none/out: "));
}

/* More than any buffer, so that the failure comes before the end. */
static void write_much(FILE *stream)
{
	for (int i = 0; i < 100000; i++)
		fputs("much\n", stream);
}

static void check_full_disk(struct fixture *f, const struct kgi_output_to *to, bool much)
{
	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_int_equal(kgi_output_open(&f->output, "/dev/full", to, &f->err), KG_OK);
	fputs("new\n", f->output.stream);
	if (much)
		write_much(f->output.stream);
	assert_int_equal(kgi_output_close(&f->output, true, &f->err), KG_SYSTEM);
	assert_int_equal(f->err.count, 1);
	assert_non_null(strstr(f->err.kept[0].text, strerror(ENOSPC)));
}

static void test_a_full_disk_is_noticed_at_the_end(void **state)
{
	check_full_disk(*state, NULL, false);
}

static void test_a_full_disk_is_noticed_before_the_end(void **state)
{
	check_full_disk(*state, NULL, true);
}

static void check_closed_pipe(struct fixture *f, const struct kgi_output_to *to, bool much)
{
	FILE *kept = stdout;
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	stdout = fdopen(ends[1], "w");

	int status = kgi_output_open(&f->output, NULL, to, &f->err);

	fputs("new\n", f->output.stream);
	if (much)
		write_much(f->output.stream);
	if (status == KG_OK)
		status = kgi_output_close(&f->output, true, &f->err);
	stdout = kept;
	assert_int_equal(status, KG_SYSTEM);
	assert_int_equal(f->err.status, KG_SYSTEM);
	assert_int_equal(f->err.count, 0);
}

static void test_a_reader_that_went_away_is_not_complained_of(void **state)
{
	for (int much = 0; much < 2; much++) {
		check_closed_pipe(*state, NULL, much);
		check_closed_pipe(*state, &cp932, much);
	}
}

static void test_a_full_disk_is_noticed_when_encoded(void **state)
{
	check_full_disk(*state, &cp932, false);
}

static void test_a_full_disk_is_noticed_when_much_is_encoded(void **state)
{
	check_full_disk(*state, &cp932, true);
}

static void test_plain_output_is_not_copied(void **state)
{
	static const struct kgi_output_to plain = { "utf-8", false };
	struct fixture *f = *state;

	assert_int_equal(kgi_output_open(&f->output, f->path, &plain, &f->err), KG_OK);
	assert_ptr_equal(f->output.stream, f->output.file);
	fputs("圏域➡\n", f->output.stream);
	assert_int_equal(kgi_output_pass(&f->output, &f->err), KG_OK);
	assert_int_equal(kgi_output_close(&f->output, true, &f->err), KG_OK);
	assert_file(f, "圏域➡\n");
}

static void test_encoded(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(write_to(f, &cp932, "圏域,①\n", true), KG_OK);
	assert_file(f, "\x8C\x97\x88\xE6,\x87\x40\n");
	assert_int_equal(f->output.substituted, 0);
	assert_int_equal(write_to(f, &with_mark, "圏域,①\n", true), KG_OK);
	assert_file(f, "\xEF\xBB\xBF圏域,①\n");
	assert_int_equal(write_to(f, &cp932, "", true), KG_OK);
	assert_file(f, "");
	assert_int_equal(write_to(f, &nearest, "➡➡圏域•\n", true), KG_OK);
	assert_file(f, "\x81\xA8\x81\xA8\x8C\x97\x88\xE6\x81\x45\n");
	assert_int_equal(f->output.substituted, 3);
	assert_int_equal(write_to(f, &cp932, "half", false), KG_OK);
	assert_file(f, "\x81\xA8\x81\xA8\x8C\x97\x88\xE6\x81\x45\n");
	assert_int_equal(f->err.count, 0);
}

static void test_what_cannot_be_encoded_leaves_no_file(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(write_to(f, &cp932, "圏域\n➡\n", true), KG_INPUT);
	assert_file(f, NULL);
	assert_int_equal(f->err.count, 1);
	assert_non_null(strstr(f->err.kept[0].text, "line 2 of the output: CP932 has no '➡' (U+27A1)"));
	assert_int_equal(write_text(f, "old\n", true), KG_OK);
	assert_int_equal(write_to(f, &cp932, "⻑\n", true), KG_INPUT);
	assert_file(f, "old\n");
}

/* What standard output gets of pieces, each passed; stops at the first that fails. The rest is kept or not. */
static int write_pieces(struct fixture *f, const struct kgi_output_to *to, const char *const *pieces, const char *rest, bool keep)
{
	FILE *kept = stdout;

	stdout = fopen(f->path, "w");

	int status = stdout ? kgi_output_open(&f->output, NULL, to, &f->err) : KG_SYSTEM;

	for (; *pieces && status == KG_OK; pieces++) {
		fputs(*pieces, f->output.stream);
		status = kgi_output_pass(&f->output, &f->err);
	}

	if (status == KG_OK)
		fputs(rest, f->output.stream);

	int closed = stdout ? kgi_output_close(&f->output, keep && status == KG_OK, &f->err) : KG_OK;

	stdout = kept;
	return status ? status : closed;
}

static void test_in_pieces(void **state)
{
	static const char *const pieces[] = { "", "圏域,北部\n", "", "a\n", "南部,➡\n", NULL };
	struct fixture *f = *state;

	assert_int_equal(write_pieces(f, &nearest, pieces, "", true), KG_OK);
	assert_file(f, "\x8C\x97\x88\xE6,\x96\x6B\x95\x94\na\n\x93\xEC\x95\x94,\x81\xA8\n");
	assert_int_equal(f->output.substituted, 1);
	assert_int_equal(write_pieces(f, &with_mark, pieces, "", true), KG_OK);
	assert_file(f, "\xEF\xBB\xBF圏域,北部\na\n南部,➡\n");
	assert_int_equal(write_pieces(f, NULL, pieces, "", true), KG_OK);
	assert_file(f, "圏域,北部\na\n南部,➡\n");
}

static void test_a_piece_that_cannot_be_encoded_is_not_written(void **state)
{
	static const char *const first[] = { "a\n➡\n", NULL }, *const later[] = { "a\n", "b\n➡\n", "c\n", NULL };
	struct fixture *f = *state;

	assert_int_equal(write_pieces(f, &cp932, first, "", true), KG_INPUT);
	assert_file(f, "");
	assert_int_equal(write_pieces(f, &cp932, later, "", true), KG_INPUT);
	assert_file(f, "a\n");
	assert_int_equal(f->err.count, 2);
	assert_non_null(strstr(f->err.kept[1].text, "line 3 of the output: "));
}

static void test_what_is_not_kept_is_not_on_standard_output(void **state)
{
	static const char *const none[] = { NULL }, *const one[] = { "a\n", NULL };
	struct fixture *f = *state;

	assert_int_equal(write_pieces(f, &cp932, none, "rest\n", true), KG_OK);
	assert_file(f, "rest\n");
	assert_int_equal(write_pieces(f, &cp932, none, "rest\n", false), KG_OK);
	assert_file(f, "");
	assert_int_equal(write_pieces(f, &cp932, one, "rest\n", false), KG_OK);
	assert_file(f, "a\n");
	assert_int_equal(write_pieces(f, &cp932, one, "half ➡\n", true), KG_INPUT);
	assert_file(f, "a\n");
}

/* Pieces for a disk that is full end before the input does. */
static void test_passing_stops_when_the_disk_is_full(void **state)
{
	struct fixture *f = *state;
	int passed = 0;

	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_int_equal(kgi_output_open(&f->output, "/dev/full", &cp932, &f->err), KG_OK);
	do {
		for (int i = 0; i < 1000; i++)
			fputs("much\n", f->output.stream);
		passed++;
	} while (passed < 1000 && kgi_output_pass(&f->output, &f->err) == KG_OK);
	assert_true(passed < 1000);
	assert_int_equal(f->err.count, 0);
	assert_int_equal(kgi_output_close(&f->output, false, &f->err), KG_SYSTEM);
	assert_int_equal(f->err.count, 1);
}

static void test_an_encoding_that_is_not_written_is_a_wrong_command_line(void **state)
{
	static const struct kgi_output_to latin1 = { "latin1", false };
	struct fixture *f = *state;

	assert_int_equal(kgi_output_open(&f->output, f->path, &latin1, &f->err), KG_USAGE);
	assert_int_equal(kgi_output_close(&f->output, false, &f->err), KG_OK);
	assert_file(f, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_kept_is_there_whole),
		TEST(test_what_is_not_kept_was_never_there),
		TEST(test_the_old_file_stays_until_the_new_one_is_whole),
		TEST(test_a_new_file_has_the_rights_of_the_umask),
		TEST(test_a_link_stays_a_link),
		TEST(test_a_file_that_cannot_get_its_name_is_a_system_failure),
		TEST(test_a_folder_that_is_not_there_is_a_system_failure),
		TEST(test_a_full_disk_is_noticed_at_the_end),
		TEST(test_a_full_disk_is_noticed_before_the_end),
		TEST(test_a_reader_that_went_away_is_not_complained_of),
		TEST(test_a_full_disk_is_noticed_when_encoded),
		TEST(test_a_full_disk_is_noticed_when_much_is_encoded),
		TEST(test_plain_output_is_not_copied),
		TEST(test_encoded),
		TEST(test_what_cannot_be_encoded_leaves_no_file),
		TEST(test_in_pieces),
		TEST(test_a_piece_that_cannot_be_encoded_is_not_written),
		TEST(test_what_is_not_kept_is_not_on_standard_output),
		TEST(test_passing_stops_when_the_disk_is_full),
		TEST(test_an_encoding_that_is_not_written_is_a_wrong_command_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
