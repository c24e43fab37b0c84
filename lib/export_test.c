/* export_test - files that known programs write, and files that only look like them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "export.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { CELLS = 8 };

static const struct {
	const char *header, *first, *name, *separator;	/* cells with | between them; no name: no export */
	bool serials;
} files[] = {
	{ "タイムスタンプ|Q1", "2020/07/27 3:15:06 午後 GMT+9|a;b", "Google Forms CSV", ";", false },
	{ "Timestamp|Q1", "2020/07/27 3:15:06 PM GMT+9|a;b", "Google Forms CSV", ";", false },
	{ "タイムスタンプ|Q1", " 2024/01/07 19:41:41|a, b", "Google Forms sheet", ", ", false },
	{ "Timestamp|Q1", "1/7/2024 19:41:41|a, b", "Google Forms sheet", ", ", false },
	{ "番号|タイムスタンプ|Q1", "1|2024/01/07 19:41:41|a, b", "Google Forms sheet", ", ", false },
	{ "ID|開始時刻|完了時刻|メール|名前|Q1", "1|45565.75|45565.76|||a;", "Microsoft Forms", ";", true },
	{ "ID|Start time|Completion time|Email", NULL, "Microsoft Forms", ";", true },
	/* the first record decides, and without one there is nothing to decide */
	{ "タイムスタンプ|Q1", NULL, NULL, NULL, false },
	{ "タイムスタンプ|Q1", "45565.75|a", NULL, NULL, false },
	{ "タイムスタンプ|Q1", "2024-01-07|a", NULL, NULL, false },
	{ "Q1|タイムスタンプ", "2024/01/07 19:41:41|", NULL, NULL, false },
	{ "Q1|タイムスタンプ", "x", NULL, NULL, false },
	{ "ID|開始時刻", "1|45565.75", NULL, NULL, false },
	{ "ﾀｲﾑｽﾀﾝﾌﾟ|Q1", "2020/07/27 3:15:06 午後 GMT+9|", NULL, NULL, false },	/* programs write the same bytes every time */
	{ "ID|開始|完了", "1|2|3", NULL, NULL, false },
	{ "ID", "1", NULL, NULL, false },
	{ "", "", NULL, NULL, false },
};

static size_t split(const char *line, struct kg_slice *cells)
{
	size_t count = 0;

	for (const char *at = line; at; at = *at ? at + 1 : NULL) {
		size_t len = strcspn(at, "|");

		cells[count++] = (struct kg_slice){ at, len };
		at += len;
		if (!*at)
			break;
	}
	return count;
}

static void test_exports(void **state)
{
	struct kg_slice names[CELLS], first[CELLS];

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		size_t count = split(files[i].header, names), first_count = split(files[i].first, first);
		const struct kgi_export *export = kgi_export_of(names, count, first, first_count);

		if ((export == NULL) != (files[i].name == NULL) || (export && strcmp(export->name, files[i].name) != 0))
			fail_msg("%s: %s", files[i].header, export ? export->name : "none");
		if (!export)
			continue;
		assert_string_equal(export->separator, files[i].separator);
		assert_int_equal(export->serials, files[i].serials);
	}
}

/* 午後 in CP932: cells come as they are in the file. */
static void test_cells_in_another_encoding(void **state)
{
	const struct kg_slice name = kg_slice("タイムスタンプ"), cell = kg_slice("2020/07/27 3:15:06 \x8C\xDF\x8C\xE3 GMT+9");
	const struct kgi_export *export = kgi_export_of(&name, 1, &cell, 1);

	(void)state;
	assert_non_null(export);
	assert_string_equal(export->name, "Google Forms CSV");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exports),
		cmocka_unit_test(test_cells_in_another_encoding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
