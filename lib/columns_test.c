/* columns_test - what is wrong with names of columns, wherever a column comes first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "columns.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char schema[] = "{ \"fields\": [ { \"name\": \"a\" }, { \"name\": \"b\" }, { \"name\": \"c\" } ] }";

/* Names are separated by |. Expected: code, position, and ! for an error. */
static const struct {
	const char *names;
	bool book;
	const char *expected;
} cases[] = {
	{ "", true, "" },			/* nothing was read: nothing is known */
	{ "a|b|c", true, "" },
	{ "a|b", false, "" },
	{ "b|a", true, "missing-column5!" },
	{ "a|x|b|c", true, "unknown-column2" },
	{ "x", true, "unknown-column1 missing-column2! missing-column3! missing-column4!" },
	{ "a|#2|c", false, "unnamed-column2" },
	{ "a|#3|c", false, "" },		/* called so by somebody */
	{ "#1|#2|#3", false, "" },		/* there is no header */
	{ "a|a (2)|a (3)", false, "repeated-column2 repeated-column3" },
	{ "ID|ＩＤ (2)|id (3)", false, "repeated-column2 repeated-column3" },
	{ "a|b (2)|c(2)|(2)|d ()", false, "" },
	{ "⻑|設問", false, "lookalike1" },
	{ "加算T|加算U", false, "misread1" },
	{ "加算Ⅰ|加算Ⅱ", false, "" },
};

static size_t add(struct kg_columns *columns, const struct kg_codebook *book, const char *names, struct kg_place place)
{
	size_t count = 0;

	for (const char *at = names; *at; count++) {
		struct kg_slice name = { at, strcspn(at, "|") };

		assert_true(kg_columns_add(columns, name, book ? kg_codebook_field(book, name) : NULL, place));
		at += name.len + (at[name.len] == '|');
	}
	return count;
}

static void names(void **state)
{
	struct kg_error err;
	struct kg_codebook book = { 0 };

	(void)state;
	kg_error_init(&err, "tool");
	assert_int_equal(kg_codebook_read(&book, kg_slice(schema), 0, &err), KG_OK);
	for (size_t n = 0; n < COUNT(cases); n++) {
		const struct kg_codebook *known = cases[n].book ? &book : NULL;
		struct kg_columns columns = { 0 };
		struct kg_findings findings = { 0 };
		char found[256] = "";

		add(&columns, known, cases[n].names, (struct kg_place){ .file = 1, .offset = 0, .line = 1 });
		assert_true(kg_columns_check(&columns, known, &findings));
		kg_findings_sort(&findings);
		for (size_t i = 0; i < findings.count; i++) {
			sprintf(found + strlen(found), "%s%s%zu%s", i ? " " : "", findings.items[i].code, findings.items[i].position,
				findings.items[i].error ? "!" : "");
			assert_int_equal(findings.items[i].place.line, 1);
			assert_int_equal(findings.items[i].place.file, 1);
		}
		if (strcmp(found, cases[n].expected) != 0)
			fail_msg("'%s': '%s', not '%s'", cases[n].names, found, cases[n].expected);
		kg_findings_fini(&findings);
		kg_columns_fini(&columns);
	}
	kg_codebook_fini(&book);
	kg_error_fini(&err);
}

/* A file's third record has a column more, as in JSON; another file has one more again. States of pieces merge in any order. */
static void columns_that_come_later(void **state)
{
	static const struct kg_place first = { .file = 1, .line = 1 }, third = { .file = 1, .offset = 50, .line = 4 },
				     other = { .file = 2, .line = 1 };

	(void)state;
	for (int backwards = 0; backwards < 2; backwards++) {
		struct kg_columns pieces[3] = { { 0 } };
		struct kg_findings findings = { 0 };
		struct kg_columns *whole = &pieces[backwards ? 2 : 0];

		add(&pieces[0], NULL, "a⻑", first);
		assert_true(kg_columns_add(&pieces[0], kg_slice("b⻑"), NULL, third));
		add(&pieces[1], NULL, "a⻑|b⻑", (struct kg_place){ .file = 1, .offset = 90, .line = 6 });
		add(&pieces[2], NULL, "a⻑|b⻑|c⻑", other);
		for (int i = 1; i < 3; i++)
			assert_true(kg_columns_merge(whole, &pieces[backwards ? 2 - i : i]));
		assert_int_equal(kg_columns_find(whole, kg_slice("c⻑")), 2);
		assert_int_equal(kg_columns_find(whole, kg_slice("c")), 3);
		assert_true(kg_columns_check(whole, NULL, &findings));
		kg_findings_sort(&findings);
		assert_int_equal(findings.count, 3);
		assert_int_equal(findings.items[0].place.line, 1);
		assert_int_equal(kg_place_compare(findings.items[1].place, third), 0);
		assert_int_equal(findings.items[2].place.file, 2);
		assert_int_equal(findings.items[2].place.line, 1);
		kg_findings_fini(&findings);
		for (int i = 0; i < 3; i++)
			kg_columns_fini(&pieces[i]);
	}
}

/* Expected: is it told that the header has a second row? Records are separated by /, cells by |. */
static const struct {
	const char *names, *records;
	bool told;
} headers[] = {
	{ "圏域|導入|#3|未導入|#5", "|R6|R7|R6|R7/東部|10|12|20|18", true },
	{ "圏域|導入|#3|#4", "|令和5年|2024年|増減/東部|10|12|2", true },
	{ "圏域|導入|#3|#4", "東部|10|12|2", false },
	{ "圏域|導入|#3|#4", "東部|あり|なし|", false },
	{ "圏域|導入|#3", "東部|あり|備考", false },
	{ "圏域|導入|#3|#4", "東部|あり|備考|10/||備考|備考", false },
	{ "圏域|導入|#3|#4", "", false },
};

static size_t split(const char *text, struct kg_slice *cells)
{
	size_t count = 0;

	for (const char *at = text; *text && count < 8; at++)
		if (*at == '|' || *at == '/' || !*at) {
			cells[count++] = (struct kg_slice){ text, (size_t)(at - text) };
			text = at + 1;
			if (*at != '|')
				break;
		}
	return count;
}

static void headers_of_two_rows(void **state)
{
	(void)state;
	for (size_t n = 0; n < 2 * COUNT(headers); n++) {
		const char *records = headers[n / 2].records, *second = strchr(records, '/');
		struct kg_columns early = { 0 }, late = { 0 }, *whole = n % 2 ? &late : &early;
		struct kg_findings findings = { 0 };
		struct kg_slice cells[8];
		bool told = false;

		add(&early, NULL, headers[n / 2].names, (struct kg_place){ .file = 1, .line = 1 });
		add(&late, NULL, headers[n / 2].names, (struct kg_place){ .file = 1, .line = 1 });
		if (*records)
			kg_columns_record(&early, cells, split(records, cells), (struct kg_place){ 9, 1, 2 });
		if (second)
			kg_columns_record(&late, cells, split(second + 1, cells), (struct kg_place){ 20, 1, 3 });
		assert_true(kg_columns_merge(whole, n % 2 ? &early : &late));
		assert_true(kg_columns_check(whole, NULL, &findings));
		for (size_t i = 0; i < findings.count; i++)
			told |= strstr(findings.items[i].message.at, "--header-rows=2") != NULL;
		if (told != headers[n / 2].told)
			fail_msg("%s, then %s", headers[n / 2].names, records);
		kg_findings_fini(&findings);
		kg_columns_fini(&early);
		kg_columns_fini(&late);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(columns_that_come_later),
		cmocka_unit_test(headers_of_two_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
