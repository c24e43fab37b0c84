/* language_test - words are Japanese when they are asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "error.h"
#include "language.h"

static void set(const char *variable, const char *language)
{
	unsetenv("LANGUAGE");
	if (variable)
		setenv("KAIGO_LANG", variable, 1);
	else
		unsetenv("KAIGO_LANG");
	kgi_set_language(language);
}

static void test_english(void **state)
{
	(void)state;
	set(NULL, NULL);
	assert_null(getenv("LANGUAGE"));
	set("ja", "en");
	assert_null(getenv("LANGUAGE"));
	set("fr", NULL);
	assert_null(getenv("LANGUAGE"));
	assert_string_equal(_("out of memory"), "out of memory");
}

static void test_japanese(void **state)
{
	(void)state;
	set("ja", NULL);
	assert_string_equal(getenv("LANGUAGE"), "ja");
	set("en", "ja");
	assert_string_equal(getenv("LANGUAGE"), "ja");
	assert_string_equal(_("out of memory"), "メモリ不足");
}

int main(void)
{
	/* in this order: a process has one language */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_japanese),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
