/* driver_test - a whole command, the worked example of filter.h, run many times in one process on files of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <cmocka.h>

#include "driver.h"
#include "record_count.c"		/* made of filter.h */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The same with a verdict: it does not hold where a group has more than two records. */
static int finish_checked(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	struct state *state = v;

	for (uint32_t slot = 0; slot < state->groups.count; slot++)
		kg_table_verdict(table, state->counts[slot] > 2);
	return finish(ctx, v, table, err);
}

static struct kg_filter checked(void)
{
	struct kg_filter filter = kg_command;

	filter.flags = KG_HAS_VERDICT;
	filter.finish = finish_checked;
	return filter;
}

struct fixture {
	char folder[64];
	const struct kg_filter *filter;
	char *out, *err;	/* of the last run: the file called out, NULL if there is none; what was said */
	size_t err_size;
};

static void put_file(const struct fixture *f, const char *name, const char *text)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%s", f->folder, name);

	FILE *file = fopen(path, "w");

	fputs(text, file);
	fclose(file);
}

/* A file's text, NULL if there is none. */
static char *get_file(const struct fixture *f, const char *name)
{
	char path[200], *text;
	size_t len;

	snprintf(path, sizeof path, "%s/%s", f->folder, name);

	FILE *file = fopen(path, "r");

	if (!file)
		return NULL;
	text = calloc(1, 10000);
	len = fread(text, 1, 9999, file);
	text[len] = '\0';
	fclose(file);
	return text;
}

static void assert_file(const struct fixture *f, const char *name, const char *expected)
{
	char *text = get_file(f, name);

	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

/* Removes every file of the folder. Returns how many there were. */
static size_t clear(const struct fixture *f)
{
	DIR *folder = opendir(f->folder);
	size_t count = 0;

	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[400];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", f->folder, entry->d_name);
		remove(path);
		count++;
	}
	closedir(folder);
	return count;
}

static void put_files(const struct fixture *f)
{
	put_file(f, "a.csv", "圏域,種別\n北,通所\n南,訪問\n　北,訪問\n");
	put_file(f, "b.csv", "種別,圏域\n訪問,西\n通所,南 \n");
	put_file(f, "c.csv", "圏域\n東\n西\n北\n");
	put_file(f, "bad.csv", "圏域,種別\n北,通所\n南\n西,訪問\n東,\"x\"y");
	put_file(f, "header.csv", "圏域,種別\n");
	put_file(f, "empty.csv", "");
	put_file(f, "tail.json", "[{\"a\":1}]\n]");
}

static int setup(void **state)
{
	static struct fixture f;
	const char *top = getenv("TMPDIR");

	f = (struct fixture){ .filter = &kg_command };
	snprintf(f.folder, sizeof f.folder, "%.40s/driver-XXXXXX", top && strlen(top) <= 40 ? top : "/tmp");
	*state = &f;
	if (!mkdtemp(f.folder))
		return -1;
	put_files(&f);
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	clear(f);
	remove(f->folder);
	free(f->out);
	free(f->err);
	return 0;
}

/* Takes the folder's name out of what was said. */
static void shorten(struct fixture *f)
{
	size_t len = strlen(f->folder) + 1;

	for (char *at = f->err; (at = strstr(at, f->folder));)
		memmove(at, at + len, strlen(at + len) + 1);
}

/* Runs the command with words separated by |, in which @ stands for the folder. Returns its status. */
static int run_in_order(struct fixture *f, const char *line, enum kgi_merge_order order)
{
	char words[1000], *argv[32], *to = words;
	FILE *kept = stderr;
	int argc = 0;

	to += sprintf(to, "record-count|");
	for (const char *c = line; *c; c++)
		to += *c == '@' ? sprintf(to, "%s/", f->folder) : sprintf(to, "%c", *c);
	for (char *word = strtok(words, "|"); word; word = strtok(NULL, "|"))
		argv[argc++] = word;
	argv[argc] = NULL;
	free(f->out);
	free(f->err);
	stderr = open_memstream(&f->err, &f->err_size);

	int status = kgi_main(f->filter, argc, argv, order);

	fclose(stderr);
	stderr = kept;
	shorten(f);
	f->out = get_file(f, "out");
	return status;
}

static int run(struct fixture *f, const char *line)
{
	return run_in_order(f, line, KGI_FORWARDS);
}

static void test_a_command_runs_twice_in_one_process(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, "-g|圏域|-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_string_equal(f->out, "圏域,records\n北,2\n南,1\n");
	assert_string_equal(f->err, "");
	assert_int_equal(run(f, "-g|種別|-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_string_equal(f->out, "種別,records\n通所,1\n訪問,2\n");
	assert_int_equal(run(f, "-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_string_equal(f->out, "records\n3\n");
}

static void test_a_total_is_computed_and_never_taken_from_the_input(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, "-g|圏域|--total|-t|csv|-o|@out|@a.csv|@b.csv"), KG_OK);
	assert_string_equal(f->out, "圏域,records\n北,2\n南,2\n西,1\n全体,5\n");
	assert_int_equal(run(f, "--total|-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_string_equal(f->out, "records\n3\n");
	put_file(f, "total.csv", "圏域,種別\n北,通所\n北,小計\n南,訪問\n合　計,\n");
	assert_int_equal(run(f, "-g|圏域,種別|--total|-t|csv|-o|@out|@total.csv|@total.csv"), KG_OK);
	assert_string_equal(f->out, "圏域,種別,records\n北,通所,2\n南,訪問,2\n全体,全体,4\n");
	assert_string_equal(f->err, "record-count: note: Records whose group is a total (合計, 全体), left out: 4.\n");
}

static void test_without_o_the_result_is_on_standard_output(void **state)
{
	char *text = NULL;
	size_t size;
	FILE *kept = stdout;

	stdout = open_memstream(&text, &size);

	int status = run(*state, "-g|圏域|@a.csv");

	stdout = kept;
	assert_int_equal(status, KG_OK);
	assert_string_equal(text, "圏域  Records\n北          2\n南          1\n");
	free(text);
}

static void test_several_files_are_bound_each_by_its_header(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, "-g|圏域,種別|-t|csv|-o|@out|@a.csv|@b.csv"), KG_OK);
	assert_string_equal(f->out, "圏域,種別,records\n北,通所,1\n南,訪問,1\n北,訪問,1\n西,訪問,1\n南,通所,1\n");
	assert_int_equal(run(f, "-g|圏域|-t|csv|-o|@out|@c.csv|@b.csv|@a.csv"), KG_OK);
	assert_string_equal(f->out, "圏域,records\n東,1\n西,2\n北,3\n南,2\n");
}

static void test_standard_input_is_a_file_like_others(void **state)
{
	struct fixture *f = *state;
	char path[200];

	snprintf(path, sizeof path, "%s/c.csv", f->folder);
	assert_non_null(freopen(path, "r", stdin));
	assert_int_equal(run(f, "-g|圏域|-t|csv|-o|@out|@b.csv|-"), KG_OK);
	assert_string_equal(f->out, "圏域,records\n西,2\n南,1\n東,1\n北,1\n");
	assert_non_null(freopen(path, "r", stdin));
	assert_int_equal(run(f, "-t|csv|-o|@out"), KG_OK);
	assert_string_equal(f->out, "records\n3\n");
}

static void test_every_merge_order_prints_the_same(void **state)
{
	static const char *const lines[] = {
		"-g|圏域|@a.csv|-o|@out", "-g|圏域|-o|@out|@a.csv|@b.csv", "-g|圏域|-o|@out|@c.csv|@a.csv|@b.csv",
		"-g|圏域|-t|json|-o|@out|@b.csv|@c.csv|@a.csv|@b.csv|@c.csv", "-o|@out|@a.csv|@b.csv|@c.csv|@a.csv",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(lines); i++) {
		assert_int_equal(run_in_order(f, lines[i], KGI_FORWARDS), KG_OK);

		char *forwards = f->out;

		f->out = NULL;
		assert_int_equal(run_in_order(f, lines[i], KGI_BACKWARDS), KG_OK);
		assert_string_equal(f->out, forwards);
		assert_int_equal(run_in_order(f, lines[i], KGI_PAIRWISE), KG_OK);
		assert_string_equal(f->out, forwards);
		free(forwards);
	}
}

static const struct {
	const char *line;
	int status;
	const char *says;
} runs[] = {
	{ "-t|csv|-o|@out|@header.csv", KG_OK, "" },
	{ "-g|圏域|--where|種別=通所|-o|@out|@a.csv", KG_OK, "" },
	{ "--nothing|-o|@out", KG_USAGE, "'--nothing'" },
	{ "--digits|7|-o|@out|@a.csv", KG_USAGE, "'--digits'" },
	{ "--check|-o|@out|@a.csv", KG_USAGE, "--check" },
	{ "--round|largest-remainder|-o|@out|@a.csv", KG_USAGE, "'--round'" },
	{ "-g|地区|-o|@out|@a.csv", KG_USAGE, "the columns are: 圏域, 種別\n" },
	{ "-g|種別|-o|@out|@a.csv|@c.csv", KG_USAGE, "c.csv: " },
	{ "-g|圏域,圏域|-o|@out|@a.csv", KG_USAGE, "圏域" },
	{ "--where|種別|-o|@out|@a.csv", KG_USAGE, "--where: '種別'" },
	{ "-d|ab|-o|@out|@a.csv", KG_USAGE, "--delimiter: 'ab'" },
	{ "--records|data|-o|@out|@a.csv", KG_USAGE, "--records: 'data'" },
	{ "-o|@out|@bad.csv", KG_INPUT, "\nrecord-count: bad.csv:5: " },
	{ "-o|@out|@empty.csv", KG_INPUT, "empty.csv" },
	{ "-g|a|-o|@out|@tail.json", KG_INPUT, "tail.json:2: " },
	{ "-o|@out|@none.csv", KG_SYSTEM, "none.csv: " },
	{ "-o|@out|@.", KG_SYSTEM, "" },
	{ "-o|@none/out|@a.csv", KG_SYSTEM, "none/out: " },
};

static void test_exit_statuses(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(runs); i++) {
		int status = run(f, runs[i].line);

		if (status != runs[i].status || !strstr(f->err, runs[i].says))
			fail_msg("%s: status %d, '%s'", runs[i].line, status, f->err);
		if ((status == KG_OK) != (f->out != NULL))
			fail_msg("%s: status %d, %s", runs[i].line, status, f->out ? "a result" : "no result");
		if ((status == KG_OK) != (*f->err == '\0'))
			fail_msg("%s: status %d, '%s'", runs[i].line, status, f->err);
		clear(f);
		put_files(f);
	}
}

static void test_check_looks_at_the_verdict_and_still_prints(void **state)
{
	const struct kg_filter with_verdict = checked();
	struct fixture *f = *state;

	f->filter = &with_verdict;
	assert_int_equal(run(f, "--check|-g|圏域|-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_int_equal(run(f, "--check|-t|csv|-o|@out|@a.csv"), KG_NOT_HELD);
	assert_string_equal(f->out, "records\n3\n");
	assert_int_equal(run(f, "-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_int_equal(run(f, "--check|-t|csv|-o|@out|@bad.csv"), KG_INPUT);
}

static void test_bad_records_are_left_out_and_counted(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, "--skip-bad|-g|圏域|-t|csv|-o|@out|@bad.csv|@c.csv"), KG_OK);
	assert_string_equal(f->out, "圏域,records\n北,2\n西,2\n東,1\n");
	assert_non_null(strstr(f->err, "bad.csv:3: "));
	assert_non_null(strstr(f->err, "bad.csv:5: "));
	assert_non_null(strstr(f->err, "note: Bad records, left out: 2.\n"));
	assert_int_equal(run(f, "--skip-bad|--quiet|-g|圏域|-t|csv|-o|@out|@bad.csv|@c.csv"), KG_OK);
	assert_string_equal(f->err, "");
}

static void test_rejected_records_are_kept_verbatim(void **state)
{
	struct fixture *f = *state;

	put_file(f, "crlf.csv", "圏域,種別\r\n1\r\n2,3\r\n\"4\r\n5\",6,7\r\n");
	assert_int_equal(run(f, "--reject|@reject|-t|csv|-o|@out|@bad.csv|@crlf.csv|@bad.csv"), KG_OK);
	assert_string_equal(f->out, "records\n5\n");
	assert_file(f, "reject", "南\n東,\"x\"y\n1\r\n\"4\r\n5\",6,7\r\n南\n東,\"x\"y");
	assert_int_equal(run(f, "--reject|@reject|-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_file(f, "reject", "");
}

static void test_no_good_record_is_rejected_for_what_follows(void **state)
{
	struct fixture *f = *state;
	char *rejected;

	run(f, "--reject|@reject|-g|a|-o|@out|@tail.json");
	rejected = get_file(f, "reject");
	assert_null(strstr(rejected, "{\"a\":1}"));
	free(rejected);
}

static void test_what_is_no_records_fault_is_not_skipped(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, "--skip-bad|-g|種別|-o|@out|@bad.csv|@c.csv"), KG_USAGE);
	assert_null(f->out);
	assert_int_equal(run(f, "--skip-bad|-o|@out|@bad.csv|@empty.csv"), KG_INPUT);
	assert_null(f->out);
}

static void test_a_failed_run_leaves_the_old_result(void **state)
{
	struct fixture *f = *state;

	put_file(f, "out", "old\n");
	assert_int_equal(run(f, "-t|csv|-o|@out|@bad.csv"), KG_INPUT);
	assert_string_equal(f->out, "old\n");
	assert_int_equal(run(f, "-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_string_equal(f->out, "records\n3\n");
	assert_int_equal(clear(f), 8);		/* the seven of put_files() and the result */
}

static void test_the_earliest_errors_of_all_files_are_told_in_order(void **state)
{
	struct fixture *f = *state;
	char text[400] = "x,y\n", *to = text + 4;

	for (int i = 0; i < 8; i++)
		to += sprintf(to, "%d\n", i);
	put_file(f, "d.csv", text);
	put_file(f, "e.csv", text);
	assert_int_equal(run(f, "-o|@out|@e.csv|@d.csv"), KG_INPUT);
	for (size_t i = 0; i < 10; i++) {
		char place[40];
		const char *line = f->err;

		for (size_t skipped = 0; skipped < i; skipped++)
			line = strchr(line, '\n') + 1;
		snprintf(place, sizeof place, "record-count: %s:%zu: ", i < 8 ? "e.csv" : "d.csv", i % 8 + 2);
		assert_memory_equal(line, place, strlen(place));
	}
	assert_non_null(strstr(f->err, "record-count: 16 errors; the 10 earliest are shown\n"));
}

static void test_blank_rows_are_told(void **state)
{
	struct fixture *f = *state;

	put_file(f, "blank.csv", "a,b\n,\n1,2\n\n,\n");
	assert_int_equal(run(f, "-t|csv|-o|@out|@blank.csv"), KG_OK);
	assert_string_equal(f->out, "records\n1\n");
	assert_string_equal(f->err, "record-count: note: Rows without any content, left out: 2.\n");
}

static void test_where_leaves_records_out(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, "--where|圏域= 北|--where|種別!=通所|-t|csv|-o|@out|@a.csv|@b.csv"), KG_OK);
	assert_string_equal(f->out, "records\n1\n");
	assert_int_equal(run(f, "--where|圏域=|-t|csv|-o|@out|@a.csv"), KG_OK);
	assert_string_equal(f->out, "records\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_command_runs_twice_in_one_process),
		TEST(test_a_total_is_computed_and_never_taken_from_the_input),
		TEST(test_without_o_the_result_is_on_standard_output),
		TEST(test_several_files_are_bound_each_by_its_header),
		TEST(test_standard_input_is_a_file_like_others),
		TEST(test_every_merge_order_prints_the_same),
		TEST(test_exit_statuses),
		TEST(test_check_looks_at_the_verdict_and_still_prints),
		TEST(test_bad_records_are_left_out_and_counted),
		TEST(test_rejected_records_are_kept_verbatim),
		TEST(test_no_good_record_is_rejected_for_what_follows),
		TEST(test_what_is_no_records_fault_is_not_skipped),
		TEST(test_a_failed_run_leaves_the_old_result),
		TEST(test_the_earliest_errors_of_all_files_are_told_in_order),
		TEST(test_blank_rows_are_told),
		TEST(test_where_leaves_records_out),
	};

	unsetenv("KAIGO_LANG");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
