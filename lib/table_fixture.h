/* table_fixture - a table to fill, and what a form prints of it; for the tests of tables, grids and printers. */
#ifndef KGI_TABLE_FIXTURE_H
#define KGI_TABLE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <cmocka.h>

#include "grid.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct args {
	bool ci;
};

static const struct kg_option options[] = {
	{ .name = "ci", .type = KG_OPTION_FLAG, .arg = KG_ARG(struct args, ci) },
	{ 0 }
};

enum { QUESTION, GROUPS, ANSWER, N, UNIT, CHANGE, PERCENT, POINTS, LOW, HIGH, PLAIN };
static const struct kg_column columns[] = {
	[QUESTION] = { .id = "question", .heading = "Question" },
	[GROUPS] = { .id = "<groups>", .type = KG_GROUPS },
	[ANSWER] = { .id = "answer", .heading = "Answer" },
	[N] = { .id = "n", .heading = "N", .type = KG_FIGURE, .unit = "unit" },
	[UNIT] = { .id = "unit", .heading = "Unit" },
	[CHANGE] = { .id = "change", .heading = "Change", .type = KG_CHANGE },
	[PERCENT] = { .id = "percent", .heading = "%", .type = KG_PERCENT },
	[POINTS] = { .id = "points", .heading = "Points", .type = KG_POINTS },
	[LOW] = { .id = "low", .heading = "Low", .type = KG_PERCENT, .when = KG_ARG(struct args, ci) },
	[HIGH] = { .id = "high", .heading = "High", .type = KG_PERCENT, .when = KG_ARG(struct args, ci) },
	[PLAIN] = { .id = "plain", .unless = KG_ARG(struct args, ci) },
	{ 0 }
};

static const struct kg_filter filter = { .name = "tool", .options = options, .columns = columns };

struct fixture {
	struct kg_error err;
	struct kg_common common;
	struct kg_context context;
	struct args args;
	struct kg_table table;
};

static int setup(void **state)
{
	static struct fixture f;
	static char name[] = "圏域", *items[] = { name };
	struct kg_slice groups[] = { { name, sizeof name - 1 } };

	f = (struct fixture){ .common = { .groups = { items, 1 }, .digits = 1 }, .args.ci = f.args.ci };
	f.context = (struct kg_context){ .args = &f.args, .common = &f.common };
	kg_error_init(&f.err, "tool");
	*state = &f;
	return kgi_table_init(&f.table, &filter, &f.context, groups, 1, &f.err);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	f->args.ci = false;
	kgi_table_fini(&f->table);
	kg_error_fini(&f->err);
	return 0;
}

/* What a form prints must be `expected`. */
static void assert_printed(const struct kg_table *table, const char *form, bool color, const char *expected)
{
	const struct kgi_printer *printer = kgi_printers;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	while (strcmp(printer->name, form) != 0)
		printer++;
	assert_int_equal(printer->print(table, out, color), 0);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static const char heads[] = "question,圏域,answer,n,unit,change,percent,points,plain\n";

static inline void assert_csv(const struct kg_table *table, const char *rows)
{
	char expected[1000];

	snprintf(expected, sizeof expected, "%s%s", heads, rows);
	assert_printed(table, "csv", false, expected);
}

#endif
