/* temporary_test - what is written beside another file gets its name or goes, also when a signal ends the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "temporary.h"

static char folder[64], first[80], second[80];

static int setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/temporary-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(first, sizeof first, "%s/first", folder);
	snprintf(second, sizeof second, "%s/second", folder);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(first);
	unlink(second);
	return rmdir(folder);
}

static unsigned count_files(void)
{
	DIR *files = opendir(folder);
	unsigned count = 0;

	assert_non_null(files);
	while (readdir(files))
		count++;
	closedir(files);
	return count - 2;
}

static struct kgi_temporary *open_file(const char *target)
{
	int fd = -1;
	struct kgi_temporary *file = kgi_temporary_open(target, &fd);

	assert_non_null(file);
	assert_int_equal(write(fd, "new", 3), 3);
	assert_int_equal(close(fd), 0);
	return file;
}

static void test_kept_or_dropped(void **state)
{
	struct kgi_temporary *a = open_file(first), *b = open_file(second), *c = open_file(first);

	(void)state;
	assert_int_equal(count_files(), 3);
	assert_int_equal(access(first, F_OK), -1);
	assert_int_equal(kgi_temporary_keep(b, second), 0);
	assert_int_equal(access(second, F_OK), 0);
	kgi_temporary_drop(a);
	kgi_temporary_drop(NULL);
	assert_int_equal(count_files(), 2);
	assert_int_equal(kgi_temporary_keep(c, first), 0);
	assert_int_equal(access(first, F_OK), 0);
	assert_int_equal(count_files(), 2);
}

static void test_it_goes_where_it_cannot_be_kept(void **state)
{
	struct kgi_temporary *file = open_file(first);

	(void)state;
	assert_int_equal(mkdir(first, 0700), 0);
	assert_int_equal(kgi_temporary_keep(file, first), EISDIR);
	assert_int_equal(rmdir(first), 0);
	assert_int_equal(count_files(), 0);
}

static void test_no_folder_for_it(void **state)
{
	int fd;

	(void)state;
	assert_null(kgi_temporary_open("/nonexistent/x", &fd));
	assert_int_equal(errno, ENOENT);
}

/* How a program ends that has two files file, one more that it has kept, and gets the signal, for which it asked for `handler`. */
static int end_by(int number, void (*handler)(int))
{
	int status = 0;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		static const struct rlimit no_core = { 0, 0 };

		setrlimit(RLIMIT_CORE, &no_core);
		signal(number, handler);
		open_file(first);
		kgi_temporary_keep(open_file(second), second);
		open_file(second);
		raise(number);
		_exit(7);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void test_a_signal_that_ends_the_program_removes_it(void **state)
{
	static const int endings[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGXCPU, SIGXFSZ };

	(void)state;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		int status = end_by(endings[i], SIG_DFL);

		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), endings[i]);
		assert_int_equal(count_files(), 1);
		assert_int_equal(unlink(second), 0);
	}
}

static void go_on(int number)
{
	(void)number;
}

static void check_goes_on(void (*handler)(int))
{
	int status = end_by(SIGHUP, handler);
	char command[80];

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
	assert_int_equal(count_files(), 3);
	snprintf(command, sizeof command, "rm %s/*", folder);
	assert_int_equal(system(command), 0);
}

static void test_a_signal_that_is_ignored_or_handled_is_left_alone(void **state)
{
	(void)state;
	check_goes_on(SIG_IGN);
	check_goes_on(go_on);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kept_or_dropped),
		TEST(test_it_goes_where_it_cannot_be_kept),
		TEST(test_no_folder_for_it),
		TEST(test_a_signal_that_ends_the_program_removes_it),
		TEST(test_a_signal_that_is_ignored_or_handled_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
