/* roster_fixture - records of offices for tests. A period's cells are days as numbers, or blank; no office here exists. */
#ifndef KGI_ROSTER_FIXTURE_H
#define KGI_ROSTER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "binding.h"
#include "roster.h"

enum { OFFICE, SERVICE, AREA, SINCE, UNTIL, GROUP, WIDTH = GROUP };

/* In the order of the fields; the group is the service. */
struct line {
	const char *cells[WIDTH];
};

static inline int read_days(const void *args, const struct kg_record *record, struct kg_period *period, struct kg_error *err)
{
	struct kg_slice since = kg_get(record, SINCE), until = kg_get(record, UNTIL);

	(void)args;
	if (kg_slice_same(since, kg_slice("?")))
		return kg_error_at(err, record->place, "since", "when?");
	*period = (struct kg_period){ since.len ? atoi(since.at) : KG_DAY_END, until.len ? atoi(until.at) : KG_DAY_END };
	return KG_OK;
}

#define FIXTURE_RULE .office = OFFICE, .service = SERVICE, .area = AREA, .group = GROUP, .since = SINCE, .until = UNTIL, .period = read_days

/* Adds the i-th line. */
static inline int add_line(struct kg_roster *roster, const struct kg_roster_rule *rule, size_t i, const struct line *line,
			   struct kg_error *err)
{
	static const struct kg_field fields[] = {
		[OFFICE] = { .id = "office", .flags = KG_OWN },
		[SERVICE] = { .id = "service" },
		[AREA] = { .id = "area" },
		[SINCE] = { .id = "since", .flags = KG_OWN },
		[UNTIL] = { .id = "until", .flags = KG_OWN },
		[GROUP] = { .id = "group", .flags = KG_GROUPED },
		{ 0 }
	};
	struct kg_slice names[WIDTH], cells[WIDTH + 1];
	char service[] = "service", *items[] = { service };
	struct kg_list groups = { items, 1 }, none = { 0 };
	struct kg_place place = { .file = 1, .offset = 10 * i, .line = (uint32_t)i + 2 };
	struct kg_binding binding;
	int at[WIDTH], status;

	for (size_t c = 0; c < WIDTH; c++)
		names[c] = kg_slice(fields[c].id);
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, NULL, &groups, &none, NULL, err), KG_OK);
	kgi_binding_file(&binding);
	assert_int_equal(kgi_binding_offer(&binding, names, WIDTH, at, err), KG_OK);
	for (size_t c = 0; c < WIDTH; c++)
		cells[at[c]] = kg_slice(line->cells[c]);
	kgi_binding_copy(&binding, cells);

	struct kg_record record = { .binding = &binding, .bound = binding.lists, .cells = cells, .raw = cells, .place = place };

	status = kg_roster_add(roster, rule, &record, err);
	kgi_binding_fini(&binding);
	return status;
}

/* The same of a line that is sound. */
static inline void add(struct kg_roster *roster, const struct kg_roster_rule *rule, size_t i, const struct line *line)
{
	struct kg_error err;

	kg_error_init(&err, "test");
	assert_int_equal(add_line(roster, rule, i, line, &err), KG_OK);
	kg_error_fini(&err);
}

#endif
