/* command_line_test - which of the common options a command has, and what they ask for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "command_line.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct kg_field fields[] = {
	{ .id = "office", .names = "事業所" },
	{ .id = "group", .flags = KG_GROUPED },
	{ 0 }
};
static const struct kg_field all_fields[] = { { .id = "all", .flags = KG_EVERY }, { 0 } };
static const struct kg_column columns[] = { { .id = "percent", .type = KG_PERCENT }, { 0 } };

static int each(const struct kg_context *ctx, void *state, const struct kg_record *record, struct kg_row *row, struct kg_error *err)
{
	(void)ctx, (void)state, (void)record, (void)row, (void)err;
	return KG_OK;
}

static int bad(const struct kg_context *ctx, void *state, const struct kg_fault *fault, struct kg_error *err)
{
	(void)ctx, (void)state, (void)fault, (void)err;
	return KG_OK;
}

static const struct kg_filter table = { .name = "table", .fields = fields, .columns = columns, .flags = KG_HAS_VERDICT };
static const struct kg_filter document = { .name = "document", .fields = all_fields, .flags = KG_DOCUMENT };
static const struct kg_filter pass = { .name = "pass", .fields = all_fields, .each = each };
static const struct kg_filter judge = { .name = "judge", .fields = all_fields, .flags = KG_HAS_VERDICT | KG_ALWAYS_CHECKS,
					.bad = bad };

struct asked {
	struct kgi_command_line line;
	struct kgi_input input;
	struct kg_error err;
	struct kg_arena arena;
};

static int setup(void **state)
{
	static struct asked asked;

	memset(&asked, 0, sizeof asked);
	kg_error_init(&asked.err, "tool");
	*state = &asked;
	return 0;
}

static int teardown(void **state)
{
	struct asked *asked = *state;

	kg_error_fini(&asked->err);
	kg_arena_fini(&asked->arena);
	return 0;
}

/* With one option. */
static int ask(struct asked *asked, const struct kg_filter *filter, const char *option)
{
	char tool[] = "tool", written[100], *argv[] = { tool, written, NULL };
	int operands, status;

	snprintf(written, sizeof written, "%s", option);
	asked->line = (struct kgi_command_line){ 0 };
	kg_error_fini(&asked->err);
	status = kgi_command_line_parse(&asked->line, filter, NULL, 2, argv, &operands, &asked->arena, &asked->err);
	return status ? status : kgi_command_line_check(&asked->line, filter, &asked->input, &asked->err);
}

static void test_each_kind_has_its_own(void **state)
{
	static const struct { const char *option; bool table, document, pass, judge; } rows[] = {
		{ "--from=csv", true, true, true, true },
		{ "--lang=ja", true, true, true, true },
		{ "--to=csv", true, false, true, true },
		{ "--to=text", true, false, false, true },
		{ "--log=f", false, false, true, false },
		{ "--schema=f", true, false, true, true },
		{ "--column=office=x", true, false, false, false },
		{ "--skip-bad", true, true, true, false },
		{ "--jobs=2", true, true, true, false },
		{ "--group=a", true, false, false, false },
		{ "--digits=2", true, false, false, false },
		{ "--check", true, false, false, false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(ask(*state, &table, rows[i].option), rows[i].table ? KG_OK : KG_USAGE);
		assert_int_equal(ask(*state, &document, rows[i].option), rows[i].document ? KG_OK : KG_USAGE);
		assert_int_equal(ask(*state, &pass, rows[i].option), rows[i].pass ? KG_OK : KG_USAGE);
		assert_int_equal(ask(*state, &judge, rows[i].option), rows[i].judge ? KG_OK : KG_USAGE);
	}
}

static void test_what_tables_cannot_check(void **state)
{
	static const struct { const char *option; int status; } rows[] = {
		{ "--delimiter=;", KG_OK }, { "--delimiter=;;", KG_USAGE }, { "--delimiter=\"", KG_USAGE }, { "--delimiter=、", KG_USAGE },
		{ "--records=/a", KG_OK }, { "--records=a", KG_USAGE },
		{ "--skip-rows=auto", KG_OK }, { "--skip-rows=1000", KG_OK }, { "--skip-rows=1001", KG_USAGE },
		{ "--skip-rows=4294967297", KG_USAGE }, { "--skip-rows=-1", KG_USAGE },
		{ "--encoding=cp932", KG_OK }, { "--encoding=none", KG_USAGE },
		{ "--group=a,b", KG_OK }, { "--group=a,Ａ", KG_USAGE },
		{ "--column=office", KG_USAGE }, { "--column=group=x", KG_USAGE },
		{ "--round=half-even", KG_OK }, { "--round=largest-remainder", KG_USAGE },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(ask(*state, &table, rows[i].option), rows[i].status);
}

static void test_what_is_asked_for(void **state)
{
	struct asked *asked = *state;

	assert_int_equal(ask(asked, &table, "--skip-rows=3"), KG_OK);
	assert_true(asked->input.skip_given);
	assert_int_equal(asked->input.skip_rows, 3);
	assert_int_equal(asked->line.seen.digits, 1);
	assert_int_equal(ask(asked, &table, "--delimiter=;"), KG_OK);
	assert_false(asked->input.skip_given);
	assert_int_equal(asked->input.delimiter, ';');
	assert_int_equal(ask(asked, &table, "--from=tsv"), KG_OK);
	assert_int_equal(asked->input.form, KGI_TSV);
	assert_int_equal(ask(asked, &table, "--round=half-even"), KG_OK);
	assert_int_equal(asked->line.seen.round, KG_HALF_EVEN);
	assert_int_equal(ask(asked, &table, "--jobs=3"), KG_OK);
	assert_int_equal(asked->line.seen.workers, 3);
	assert_int_equal(ask(asked, &table, "--reject=f"), KG_OK);
	assert_true(asked->line.skip_bad);
	assert_int_equal(ask(asked, &table, "--to-encoding=cp932"), KG_OK);
	assert_string_equal(asked->line.form.encoding, "cp932");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_each_kind_has_its_own),
		TEST(test_what_tables_cannot_check),
		TEST(test_what_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
