/* help_test - a command tells of itself what stands in its tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "help.h"

static const struct kg_option options[] = { { .name = "own", .type = KG_OPTION_FLAG, .arg = 1, .help = "an option" }, { 0 } };
static const struct kg_field fields[] = { { .id = "place", .names = "場所|所" }, { .id = "all", .flags = KG_EVERY }, { 0 } };
static const struct kg_column columns[] = { { .id = "count", .help = "how many" }, { 0 } };
static const struct kg_filter filter = { .name = "tool", .brief = "counts", .options = options, .fields = fields,
					 .columns = columns };
static const struct kg_filter judge = { .name = "judge", .brief = "judges", .fields = fields + 1,
					.flags = KG_HAS_VERDICT | KG_ALWAYS_CHECKS };

static char *printed(void (*print)(const struct kg_filter *, FILE *), const struct kg_filter *of)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	print(of, out);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void test_help(void **state)
{
	char *help = printed(kgi_print_help, &filter);

	(void)state;
	assert_ptr_equal(strstr(help, "Usage: tool [OPTION]... [FILE]...\ntool - counts\n\nOptions of this command:\n      --own "), help);
	assert_non_null(strstr(help, "\nInput:\n"));
	assert_non_null(strstr(help, "      --lang=en|ja "));
	assert_non_null(strstr(help, "\nFields of a record, and the column names they are found by:\n  place             場所|所\n\n"));
	assert_non_null(strstr(help, "\nColumns of the result:\n  count             how many\n\n"));
	assert_non_null(strstr(help, "\nExit status: 0 done, 2 usage, "));
	free(help);
}

static void test_help_has_no_heading_without_a_text(void **state)
{
	char *help = printed(kgi_print_help, &judge);

	(void)state;
	assert_null(strstr(help, "Options of this command:"));
	assert_null(strstr(help, "Fields of a record"));
	assert_null(strstr(help, "Columns of the result:"));
	assert_non_null(strstr(help, "\nExit status: 0 no errors found, 1 errors found, "));
	free(help);
}

static void test_version(void **state)
{
	char *version = printed(kgi_print_version, &filter);

	(void)state;
	assert_string_equal(version, "tool (kaigo-tools) " KG_VERSION "\n");
	free(version);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_help),
		cmocka_unit_test(test_help_has_no_heading_without_a_text),
		cmocka_unit_test(test_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
