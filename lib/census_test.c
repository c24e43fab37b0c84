/* census_test - how many offices there are on a day, however their records were cut and by how many they are counted. */
#include "roster_fixture.h"

#include "census.h"

static char visit[] = "訪問介護", nursing[] = "訪問看護", *eligible[] = { visit, nursing };
static const struct kg_roster_rule by_office = { FIXTURE_RULE };
static const struct kg_roster_rule by_service = { FIXTURE_RULE, .by_service = true };
static const struct kg_roster_rule of_visits = { FIXTURE_RULE, .eligible = { eligible, 2 } };
static const struct kg_roster_rule of_adopters = { FIXTURE_RULE, .adopters = true };

static const struct line lines[] = {
	{ { "0170102313", "訪問介護", "東", "10", "20" } },
	{ { "0170101950", "通所介護", "西", "", "" } },
	{ { "０１７０１０２３１３", "通所介護", "", "20", "30" } },
	{ { "2794900205", "訪問介護", "西", "15", "" } },
};
enum { LINES = sizeof lines / sizeof *lines };
static const int32_t days[] = { 9, 19, 25, 30 };
enum { DAYS = sizeof days / sizeof *days };

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
		  struct kg_census *census)
{
	struct kg_roster a = { 0 }, b = { 0 }, *into = backwards ? &b : &a;
	struct kg_error err;

	kg_error_init(&err, "test");
	for (size_t i = 0; i < LINES; i++)
		add(i < cut ? &a : &b, rule, i, &lines[i]);
	assert_true(kg_roster_merge(into, backwards ? &a : &b));
	assert_int_equal(kg_census_take(into, days, DAYS, 1, shots, census, &err), KG_OK);
	assert_true(kg_snapshots_order(shots, &into->groups, KG_ORDER_GIVEN));
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

			count(cases[c].rule, cut / 2, cut % 2, &shots, &census);
			assert_int_equal(census.offices, cases[c].offices);
			assert_int_equal(census.added, cases[c].added);
			assert_int_equal(census.left_out, cases[c].left_out);
			assert_int_equal(census.unlisted, 0);
			assert_int_equal(shots.count, cases[c].shots);
			for (size_t i = 0; i < shots.count / DAYS; i++)
				assert_days(shots.at + i * DAYS, cases[c].group_offices[i], cases[c].adopted[i]);
			kg_snapshots_fini(&shots);
		}
}

/* Offices in turns with one service, with two, and twice with one of them; every other has adopted, and left with its first
 * record unless another one of the service says that it did not. */
static void test_workers(void **state)
{
	enum { OFFICES = 20000 };
	static const char *const services[] = { "訪問介護", "通所介護", "訪問介護" };
	struct kg_roster roster = { 0 };
	int64_t units = 0, adopted = 0, left = 0;
	size_t records = 0;

	(void)state;
	for (size_t i = 0; i < OFFICES; i++) {
		char number[16];

		snprintf(number, sizeof number, "%010zu", i);
		for (size_t s = 0; s <= i % 3; s++)
			add(&roster, &by_service, records++, &(struct line){
				{ number, services[s], "", i % 2 ? "15" : "", i % 2 && s == 0 ? "25" : "" } });
		units += i % 3 ? 2 : 1;
		adopted += i % 2 == 0 ? 0 : i % 3 ? 2 : 1;
		left += i % 2 && i % 3 != 2;
	}
	for (size_t workers = 1; workers <= 3; workers++) {
		struct kg_snapshots shots = { 0 };
		struct kg_census census;
		struct kg_error err;

		kg_error_init(&err, "test");
		assert_int_equal(kg_census_take(&roster, days, DAYS, workers, &shots, &census, &err), KG_OK);
		assert_int_equal(census.offices, units);
		assert_int_equal(census.added, units);
		assert_int_equal(shots.count, 3 * DAYS);
		assert_days(shots.at + 2 * DAYS, units, (const int64_t[DAYS]){ 0, adopted, adopted - left, adopted - left });
		/* one of ten numbers in a row is sound, 0000000000 the first of these */
		assert_int_equal(census.mistyped[KG_CODE_SOUND].count, OFFICES / 10);
		assert_int_equal(census.mistyped[KG_CODE_CHECK_DIGIT].count, OFFICES - OFFICES / 10);
		for (size_t i = 0; i < KG_FIRSTS; i++) {
			struct kg_slice label = kg_roster_label(&roster,
								 (const struct kg_stay *)census.mistyped[KG_CODE_CHECK_DIGIT].items[i]);

			assert_int_equal(strtol(label.at, NULL, 10), i + 1);
		}
		kg_snapshots_fini(&shots);
		kg_error_fini(&err);
	}
	kg_roster_fini(&roster);
}

static int count_listed(const struct line *adopters, size_t adopter_count, bool backwards, struct kg_snapshots *shots,
			struct kg_census *census, struct kg_error *err)
{
	static const struct line listed[] = {
		{ { "2794900205", "訪問介護", "西", "", "" } },
		{ { "0170101950", "通所介護", "東", "", "" } },
		{ { "0170102313", "訪問介護", "東", "", "" } },
		{ { "0170102321", "訪問看護", "東", "", "" } },
		{ { "0170102321", "訪問看護", "西", "", "" } },
	};
	struct kg_roster list = { 0 }, roster = { 0 }, *into = backwards ? &roster : &list;

	/* the last office moves where an adopter is not in the list */
	for (size_t i = 0; i < 3 || (i < 5 && adopter_count == 1); i++)
		add(&list, &of_visits, i, &listed[i]);
	for (size_t i = 0; i < adopter_count; i++)
		add(&roster, &of_adopters, 10 + i, &adopters[i]);
	assert_true(kg_roster_merge(into, backwards ? &list : &roster));

	int status = kg_census_take(into, days, DAYS, 2, shots, census, err);

	kg_roster_fini(&list);
	kg_roster_fini(&roster);
	return status;
}

static void test_list(void **state)
{
	static const struct line known[] = {
		{ { "0170102313", "", "", "10", "20" } },
		{ { "0170101950", "", "", "10", "20" } },
		{ { "0170102313", "", "", "25", "26" } },
	}, unknown[] = { { { "1271500942", "", "", "10", "20" } } };

	(void)state;
	for (int backwards = 0; backwards < 2; backwards++) {
		struct kg_snapshots shots = { 0 };
		struct kg_census census;
		struct kg_error err;

		kg_error_init(&err, "test");
		assert_int_equal(count_listed(known, 3, backwards, &shots, &census, &err), KG_OK);
		assert_int_equal(census.offices, 2);
		assert_int_equal(census.unlisted, 1);
		assert_int_equal(shots.count, 2 * DAYS);
		assert_days(shots.at + DAYS, 2, (const int64_t[DAYS]){ 0, 1, 1, 0 });

		/* nothing else is told then */
		assert_int_equal(count_listed(unknown, 1, backwards, &shots, &census, &err), KG_INPUT);
		assert_int_equal(err.count, 1);
		assert_non_null(strstr(err.kept[0].text, "1271500942"));
		kg_snapshots_fini(&shots);
		kg_error_fini(&err);
	}
}

/* A lost zero is noted where the office is there with it, too, and counts. */
static void test_twins(void **state)
{
	static const struct line both[] = {
		{ { "170102313", "訪問介護", "東", "", "" } },
		{ { "0170102313", "訪問介護", "東", "", "" } },
		{ { "170101950", "訪問介護", "東", "", "" } },
		{ { "0170101950", "福祉用具貸与", "東", "", "" } },
		{ { "2794900205", "訪問介護", "西", "", "" } },
	};
	struct kg_roster roster = { 0 };
	struct kg_snapshots shots = { 0 };
	struct kg_census census;
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "test");
	for (size_t i = 0; i < sizeof both / sizeof *both; i++)
		add(&roster, &of_visits, i, &both[i]);
	assert_int_equal(kg_census_take(&roster, days, DAYS, 2, &shots, &census, &err), KG_OK);
	assert_int_equal(census.mistyped[KG_CODE_LOST_ZERO].count, 2);
	assert_int_equal(census.twins.count, 1);
	assert_int_equal(census.twins.items[0]->line, 2);
	kg_snapshots_fini(&shots);
	kg_roster_fini(&roster);
	kg_error_fini(&err);
}

/* An adopter's number may have lost its zero, or the register's. */
static void test_twins_in_list(void **state)
{
	static const struct line cut[] = { { { "170102313", "", "", "10", "20" } } };
	struct kg_snapshots shots = { 0 };
	struct kg_census census;
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "test");
	assert_int_equal(count_listed(cut, 1, false, &shots, &census, &err), KG_INPUT);
	assert_string_equal(err.kept[0].text,
			    "office '170102313' is not in the register, but '0170102313' is; rec-clean puts leading zeros back");
	kg_snapshots_fini(&shots);
	kg_error_fini(&err);
}

/* The later record is reported, in whatever order they were added. A blank area is none. */
static void test_areas(void **state)
{
	static const struct line moved[] = {
		{ { "０１７０１０２３１３", "", "", "", "" } },
		{ { "0170102313", "", "東", "", "" } },
		{ { "0170102313", "", "東", "1", "" } },
		{ { "0170102313", "", "西", "", "" } },
	};
	enum { MOVED = sizeof moved / sizeof *moved };

	(void)state;
	for (size_t first = 0; first < MOVED; first++) {
		struct kg_roster roster = { 0 };
		struct kg_snapshots shots = { 0 };
		struct kg_census census;
		struct kg_error err;

		kg_error_init(&err, "test");
		for (size_t i = 0; i < MOVED; i++)
			add(&roster, &by_office, (first + i) % MOVED, &moved[(first + i) % MOVED]);
		assert_int_equal(kg_census_take(&roster, days, DAYS, 2, &shots, &census, &err), KG_INPUT);
		assert_int_equal(err.kept_count, 1);
		assert_int_equal(err.kept[0].place.line, 5);
		assert_string_equal(err.kept[0].text, "office '０１７０１０２３１３' is in area '西' here, in '東' at -:3");
		kg_snapshots_fini(&shots);
		kg_roster_fini(&roster);
		kg_error_fini(&err);
	}
}

/* The number that was written first says what is wrong with it, in whatever order rosters meet; a circled digit is not of the
 * form. */
static void test_faults(void **state)
{
	static const struct line written[] = { { { "①170102313", "", "", "", "" } }, { { "1170102313", "", "", "", "" } } };

	(void)state;
	for (size_t into = 0; into < 2; into++) {
		struct kg_roster rosters[2] = { 0 };
		struct kg_snapshots shots = { 0 };
		struct kg_census census;
		struct kg_error err;

		kg_error_init(&err, "test");
		for (size_t i = 0; i < 2; i++)
			add(&rosters[i], &by_office, i, &written[i]);
		assert_true(kg_roster_merge(&rosters[into], &rosters[1 - into]));
		assert_int_equal(kg_census_take(&rosters[into], days, DAYS, 2, &shots, &census, &err), KG_OK);
		assert_int_equal(census.offices, 1);
		assert_int_equal(census.mistyped[KG_CODE_FORM].count, 1);
		assert_int_equal(census.mistyped[KG_CODE_CHECK_DIGIT].count, 0);
		kg_snapshots_fini(&shots);
		kg_roster_fini(&rosters[0]);
		kg_roster_fini(&rosters[1]);
		kg_error_fini(&err);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_workers),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_twins),
		cmocka_unit_test(test_twins_in_list),
		cmocka_unit_test(test_areas),
		cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
