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

static int write_text(struct fixture *f, const char *text, bool keep)
{
	int status = kgi_output_open(&f->output, f->path, &f->err);

	if (status == KG_OK)
		fputs(text, f->output.stream);

	int closed = kgi_output_close(&f->output, keep && status == KG_OK, &f->err);

	return status ? status : closed;
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
	assert_int_equal(kgi_output_open(&f->output, f->path, &f->err), KG_OK);
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

static void check_full_disk(struct fixture *f, bool much)
{
	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_int_equal(kgi_output_open(&f->output, "/dev/full", &f->err), KG_OK);
	fputs("new\n", f->output.stream);
	if (much)
		write_much(f->output.stream);
	assert_int_equal(kgi_output_close(&f->output, true, &f->err), KG_SYSTEM);
	assert_int_equal(f->err.count, 1);
	assert_non_null(strstr(f->err.kept[0].text, strerror(ENOSPC)));
}

static void test_a_full_disk_is_noticed_at_the_end(void **state)
{
	check_full_disk(*state, false);
}

static void test_a_full_disk_is_noticed_before_the_end(void **state)
{
	check_full_disk(*state, true);
}

static void check_closed_pipe(struct fixture *f, bool much)
{
	FILE *kept = stdout;
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	stdout = fdopen(ends[1], "w");

	int status = kgi_output_open(&f->output, NULL, &f->err);

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
	check_closed_pipe(*state, false);
	check_closed_pipe(*state, true);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_kept_is_there_whole),
		TEST(test_what_is_not_kept_was_never_there),
		TEST(test_the_old_file_stays_until_the_new_one_is_whole),
		TEST(test_a_new_file_has_the_rights_of_the_umask),
		TEST(test_a_folder_that_is_not_there_is_a_system_failure),
		TEST(test_a_full_disk_is_noticed_at_the_end),
		TEST(test_a_full_disk_is_noticed_before_the_end),
		TEST(test_a_reader_that_went_away_is_not_complained_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
