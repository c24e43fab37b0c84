/* path_test - links are followed, also to what is not there yet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "path.h"

/* A folder to stand in: old, hard (the same), to-old -> old, to-new -> in/far -> new, circle -> circle, lost -> none/x; in/. */
static char folder[64], *before;

static int setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/path-XXXXXX");
	before = getcwd(NULL, 0);
	if (!before || !mkdtemp(folder) || chdir(folder) != 0)
		return -1;

	FILE *old = fopen("old", "w");

	return old && fclose(old) == 0 && link("old", "hard") == 0 && symlink("old", "to-old") == 0 && mkdir("in", 0700) == 0 &&
	       symlink("in/far", "to-new") == 0 && symlink("../new", "in/far") == 0 && symlink("circle", "circle") == 0 &&
	       symlink("none/x", "lost") == 0 ? 0 : -1;
}

static int teardown(void **state)
{
	static const char *const names[] = { "old", "hard", "to-old", "to-new", "in/far", "circle", "lost" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(names[i]);
	rmdir("in");

	int back = chdir(before);

	free(before);
	return back ? back : rmdir(folder);
}

static void assert_target(const char *path, const char *expected)
{
	char *target = kgi_path_target(path), *real = realpath(".", NULL);

	assert_non_null(target);
	assert_non_null(real);
	assert_memory_equal(target, real, strlen(real));
	assert_string_equal(target + strlen(real), expected);
	free(target);
	free(real);
}

static void test_the_end_of_links(void **state)
{
	(void)state;
	assert_target("old", "/old");
	assert_target("to-old", "/old");
	assert_target("in/../old", "/old");
	assert_target("new", "/new");
	assert_target("./in/../new", "/new");
	assert_target("to-new", "/new");
	assert_target("in/far", "/new");
}

static void test_no_place_for_a_file(void **state)
{
	static const struct { const char *path; int reason; } none[] = { { "none/x", ENOENT }, { "lost", ENOENT }, { "circle", ELOOP } };

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		assert_null(kgi_path_target(none[i].path));
		assert_int_equal(errno, none[i].reason);
	}
}

static void test_one_file_by_several_names(void **state)
{
	(void)state;
	assert_true(kgi_path_same("old", "./old"));
	assert_true(kgi_path_same("old", "to-old"));
	assert_true(kgi_path_same("old", "hard"));
	assert_true(kgi_path_same("new", "./new"));
	assert_true(kgi_path_same("new", "to-new"));
	assert_true(kgi_path_same("in/far", "to-new"));
	assert_false(kgi_path_same("old", "new"));
	assert_false(kgi_path_same("new", "old"));
	assert_false(kgi_path_same("new", "newer"));
	assert_false(kgi_path_same("new", "in/new"));
	assert_false(kgi_path_same("lost", "lost"));
	assert_false(kgi_path_same("/dev/null", "/dev/null"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_end_of_links),
		TEST(test_no_place_for_a_file),
		TEST(test_one_file_by_several_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
