/* roster_test - offices, their groups and periods. No office here exists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "binding.h"
#include "census.h"

enum { OFFICE, SERVICE, AREA, GROUP, WIDTH };

static const struct kg_field fields[] = {
	[OFFICE] = { .id = "office" },
	[SERVICE] = { .id = "service" },
	[AREA] = { .id = "area" },
	[GROUP] = { .id = "group", .flags = KG_GROUPED },
	{ 0 }
};

static char visit[] = "訪問介護", nursing[] = "訪問看護", *eligible[] = { visit, nursing };
static const struct kg_roster_rule by_office = { OFFICE, SERVICE, AREA, GROUP, false, { 0 } };
static const struct kg_roster_rule by_service = { OFFICE, SERVICE, AREA, GROUP, true, { 0 } };
static const struct kg_roster_rule of_visits = { OFFICE, SERVICE, AREA, GROUP, false, { eligible, 2 } };

struct line {
	const char *cells[WIDTH - 1];	/* the group is the service */
	struct kg_period period;
};

static const struct line lines[] = {
	{ { "0170102313", "訪問介護", "東" }, { 10, 20 } },
	{ { "0170101950", "通所介護", "西" }, KG_NEVER },
	{ { "０１７０１０２３１３", "通所介護", "" }, { 20, 30 } },
	{ { "2794900205", "訪問介護", "西" }, { 15, KG_DAY_END } },
};
enum { LINES = sizeof lines / sizeof *lines };
static const int32_t days[] = { 9, 19, 25, 30 };
enum { DAYS = sizeof days / sizeof *days };

static void add(struct kg_roster *roster, const struct kg_roster_rule *rule, size_t i, const struct line *line)
{
	struct kg_slice names[WIDTH - 1] = { kg_slice("office"), kg_slice("service"), kg_slice("area") }, cells[WIDTH + 1];
	char service[] = "service", *items[] = { service };
	struct kg_list groups = { items, 1 }, none = { 0 };
	struct kg_place place = { .file = 1, .offset = 10 * i, .line = (uint32_t)i + 2 };
	struct kg_binding binding;
	struct kg_error err;
	int at[WIDTH - 1];

	kg_error_init(&err, "test");
	assert_int_equal(kgi_binding_init(&binding, fields, NULL, NULL, &groups, &none, NULL, &err), KG_OK);
	kgi_binding_file(&binding);
	assert_int_equal(kgi_binding_offer(&binding, names, WIDTH - 1, at, &err), KG_OK);
	for (size_t c = 0; c < WIDTH - 1; c++)
		cells[at[c]] = kg_slice(line->cells[c]);
	kgi_binding_copy(&binding, cells);

	struct kg_record record = { .binding = &binding, .bound = binding.lists, .cells = cells, .raw = cells, .place = place };

	assert_int_equal(kg_roster_add(roster, rule, &record, line->period, &err), KG_OK);
	kgi_binding_fini(&binding);
	kg_error_fini(&err);
}

static void assert_days(const struct kg_snapshot *shots, int64_t offices, const int64_t adopted[DAYS])
{
	for (size_t i = 0; i < DAYS; i++) {
		assert_int_equal(kg_compare(shots[i].offices, kg_whole(offices)), 0);
		assert_int_equal(kg_compare(shots[i].adopted, kg_whole(adopted[i])), 0);
		if (i)
			assert_int_equal(adopted[i - 1] + (int64_t)shots[i].joined - (int64_t)shots[i].left, adopted[i]);
	}
}

/* All lines, cut in two and merged in either order. */
static void count(const struct kg_roster_rule *rule, size_t cut, bool backwards, struct kg_snapshots *shots,
		  struct kg_census *census, uint64_t *left_out)
{
	struct kg_roster a = { 0 }, b = { 0 }, *into = backwards ? &b : &a;
	struct kg_error err;

	kg_error_init(&err, "test");
	for (size_t i = 0; i < LINES; i++)
		add(i < cut ? &a : &b, rule, i, &lines[i]);
	assert_true(kg_roster_merge(into, backwards ? &a : &b));
	assert_int_equal(kg_census_take(into, NULL, days, DAYS, shots, census, &err), KG_OK);
	assert_true(kg_snapshots_order(shots, &into->groups));
	*left_out = into->left_out;
	assert_int_equal(kg_roster_has_service(into, kg_slice("訪問介護")), rule->eligible.count > 0);
	assert_false(kg_roster_has_service(into, kg_slice("訪問看護")));
	assert_false(kg_roster_has_service(into, kg_slice("通所介護")));
	kg_roster_fini(&a);
	kg_roster_fini(&b);
	kg_error_fini(&err);
}

static const struct {
	const struct kg_roster_rule *rule;
	uint64_t offices, added, left_out;
	size_t shots;
	int64_t group_offices[3], adopted[3][DAYS];	/* 訪問介護, 通所介護, all; without 通所介護 where it is left out */
} cases[] = {
	{ &by_office, 3, 4, 0, 12, { 2, 2, 3 }, { { 0, 2, 2, 1 }, { 0, 1, 1, 0 }, { 0, 2, 2, 1 } } },
	{ &by_service, 4, 4, 0, 12, { 2, 2, 4 }, { { 0, 2, 1, 1 }, { 0, 0, 1, 0 }, { 0, 2, 2, 1 } } },
	{ &of_visits, 2, 2, 2, 8, { 2, 2 }, { { 0, 2, 1, 1 }, { 0, 2, 1, 1 } } },
};

static void test_count(void **state)
{
	(void)state;
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
		for (size_t cut = 0; cut <= 2 * LINES + 1; cut++) {
			struct kg_snapshots shots = { 0 };
			struct kg_census census;
			uint64_t left_out;

			count(cases[c].rule, cut / 2, cut % 2, &shots, &census, &left_out);
			assert_int_equal(census.offices, cases[c].offices);
			assert_int_equal(census.added, cases[c].added);
			assert_int_equal(left_out, cases[c].left_out);
			assert_int_equal(shots.count, cases[c].shots);
			for (size_t i = 0; i < shots.count / DAYS; i++)
				assert_days(shots.at + i * DAYS, cases[c].group_offices[i], cases[c].adopted[i]);
			kg_snapshots_fini(&shots);
		}
}

static int count_listed(const struct line *adopters, size_t adopter_count, struct kg_snapshots *shots, struct kg_census *census,
			struct kg_error *err)
{
	static const struct line listed[] = {
		{ { "2794900205", "訪問介護", "西" }, KG_NEVER },
		{ { "0170101950", "通所介護", "東" }, KG_NEVER },
		{ { "0170102313", "訪問介護", "東" }, KG_NEVER },
	};
	struct kg_roster list = { 0 }, roster = { 0 };

	for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
		add(&list, &of_visits, i, &listed[i]);
	for (size_t i = 0; i < adopter_count; i++)
		add(&roster, &by_office, i, &adopters[i]);

	int status = kg_census_take(&roster, &list, days, DAYS, shots, census, err);

	kg_roster_fini(&list);
	kg_roster_fini(&roster);
	return status;
}

static void test_list(void **state)
{
	static const struct line known[] = {
		{ { "0170102313", "", "" }, { 10, 20 } },
		{ { "0170101950", "", "" }, { 10, 20 } },
		{ { "0170102313", "", "" }, { 25, 26 } },
	}, unknown[] = { { { "1271500942", "", "" }, { 10, 20 } } };
	struct kg_snapshots shots = { 0 };
	struct kg_census census;
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "test");
	assert_int_equal(count_listed(known, 3, &shots, &census, &err), KG_OK);
	assert_int_equal(census.offices, 2);
	assert_int_equal(census.unlisted, 1);
	assert_int_equal(shots.count, 2 * DAYS);
	assert_days(shots.at + DAYS, 2, (const int64_t[DAYS]){ 0, 1, 1, 0 });
	kg_snapshots_fini(&shots);

	shots = (struct kg_snapshots){ 0 };
	assert_int_equal(count_listed(unknown, 1, &shots, &census, &err), KG_INPUT);
	assert_int_equal(err.count, 1);
	kg_snapshots_fini(&shots);
	kg_error_fini(&err);
}

/* The later record is reported, in whatever order they were added. A blank area is none. */
static void test_areas(void **state)
{
	static const struct line moved[] = {
		{ { "0170102313", "", "" }, KG_NEVER },
		{ { "0170102313", "", "東" }, KG_NEVER },
		{ { "0170102313", "", "西" }, KG_NEVER },
	};

	(void)state;
	for (size_t first = 0; first < 3; first++) {
		struct kg_roster roster = { 0 };
		struct kg_snapshots shots = { 0 };
		struct kg_census census;
		struct kg_error err;

		kg_error_init(&err, "test");
		for (size_t i = 0; i < 3; i++)
			add(&roster, &by_office, (first + i) % 3, &moved[(first + i) % 3]);
		assert_int_equal(kg_census_take(&roster, NULL, days, DAYS, &shots, &census, &err), KG_INPUT);
		assert_int_equal(err.kept_count, 1);
		assert_int_equal(err.kept[0].place.line, 4);
		kg_snapshots_fini(&shots);
		kg_roster_fini(&roster);
		kg_error_fini(&err);
	}
}

/* The number that was written first says what is wrong with it, in whatever order rosters meet; a circled digit is not of the
 * form. */
static void test_faults(void **state)
{
	static const struct line written[] = { { { "①170102313", "", "" }, KG_NEVER }, { { "1170102313", "", "" }, KG_NEVER } };

	(void)state;
	for (size_t into = 0; into < 2; into++) {
		struct kg_roster rosters[2] = { 0 };

		for (size_t i = 0; i < 2; i++)
			add(&rosters[i], &by_office, i, &written[i]);
		assert_int_equal(rosters[1].faults[0], KG_CODE_CHECK_DIGIT);
		assert_true(kg_roster_merge(&rosters[into], &rosters[1 - into]));
		assert_int_equal(rosters[into].offices.count, 1);
		assert_int_equal(rosters[into].faults[0], KG_CODE_FORM);
		kg_roster_fini(&rosters[0]);
		kg_roster_fini(&rosters[1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_areas),
		cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
