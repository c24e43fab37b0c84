/* roster_test - what records say of offices, in whatever order rosters meet. */
#include "roster_fixture.h"

static const struct kg_roster_rule usual = { FIXTURE_RULE };
static const struct kg_roster_rule of_adopters = { FIXTURE_RULE, .adopters = true };

/* By line. */
struct seen {
	const struct kg_roster *roster;
	struct kg_stay stays[8];
	char labels[8][64];
	size_t count;
};

static void look(void *state, struct kg_bundled *item)
{
	struct seen *seen = state;
	const struct kg_stay *stay = (const struct kg_stay *)item;
	uint32_t i = item->line - 2;

	seen->stays[i] = *stay;
	snprintf(seen->labels[i], sizeof *seen->labels, "%.*s", KG_SLICE_ARG(kg_roster_label(seen->roster, stay)));
	seen->count++;
}

static struct seen look_at(struct kg_roster *roster)
{
	struct seen seen = { .roster = roster };

	kg_bundles_items(&roster->stays, look, &seen);
	return seen;
}

/* Full width has the key of half width, and keeps its label; so does one of many that say the same. */
static void test_labels(void **state)
{
	static const struct line lines[] = {
		{ { "　０１７０１０２３１３ ", "訪問介護", "", "1", "" } },
		{ { " 0170102313", "訪問介護", "", "1", "" } },
		{ { "01７0102313", "訪問介護", "", "1", "" } },
		{ { "別館", "訪問介護", "", "1", "" } },
	};
	enum { COUNT = sizeof lines / sizeof *lines };
	static const char *const labels[COUNT] = { "０１７０１０２３１３", "0170102313", "01７0102313", "別館" };

	(void)state;
	for (size_t cut = 0; cut <= COUNT; cut++) {
		struct kg_roster rosters[2] = { 0 };
		struct seen seen;

		for (size_t i = 0; i < COUNT; i++)
			add(&rosters[i < cut], &usual, i, &lines[i]);
		assert_true(kg_roster_merge(&rosters[0], &rosters[1]));
		seen = look_at(&rosters[0]);
		assert_int_equal(seen.count, COUNT);
		for (size_t i = 0; i < COUNT; i++) {
			assert_string_equal(seen.labels[i], labels[i]);
			assert_int_equal(seen.stays[i].said->group, seen.stays[0].said->group);
			assert_int_equal(seen.stays[i].period.from, 1);
		}
		kg_roster_fini(&rosters[0]);
		kg_roster_fini(&rosters[1]);
	}
}

/* Numbers of services, areas and groups are those of the roster that all are in. */
static void test_terms(void **state)
{
	static const struct kg_roster_rule rule = { FIXTURE_RULE, .by_service = true };
	static const struct line lines[] = {
		{ { "1", "訪問介護", "東", "1", "9" } },
		{ { "2", "訪問看護", "西", "", "" } },
		{ { "3", "訪問看護", "西", "", "" } },
		{ { "4", "訪問介護", " 東", "1", "9" } },
	};
	enum { COUNT = sizeof lines / sizeof *lines };

	(void)state;
	for (size_t cut = 0; cut <= COUNT; cut++) {
		struct kg_roster rosters[2] = { 0 }, *all = &rosters[0];
		struct seen seen;

		for (size_t i = 0; i < COUNT; i++)
			add(&rosters[i < cut], &rule, i, &lines[i]);
		assert_true(kg_roster_merge(all, &rosters[1]));
		seen = look_at(all);
		assert_int_equal(seen.count, COUNT);
		for (size_t i = 0; i < COUNT; i++) {
			const struct kg_said *said = seen.stays[i].said;
			struct kg_slice service = kg_slice(lines[i].cells[SERVICE]);
			bool visit = i % 3 == 0;

			assert_int_equal(said->role, KG_COUNTS);
			assert_true(kg_slice_same(kg_category_label(&all->services, said->service), service));
			assert_true(kg_slice_same(kg_category_label(&all->areas, said->area), kg_slice(visit ? "東" : "西")));
			assert_true(kg_slice_same(kg_group_label(&all->groups, said->group, 0), service));
			assert_int_equal(seen.stays[i].period.from, visit ? 1 : KG_DAY_END);
			assert_int_equal(seen.stays[i].period.until, visit ? 9 : KG_DAY_END);
		}
		kg_roster_fini(&rosters[0]);
		kg_roster_fini(&rosters[1]);
	}
}

/* What is wrong is told of every record that has it, and such a record is not there. */
static void test_wrong_period(void **state)
{
	static const struct line good = { { "1", "訪問介護", "", "1", "" } }, bad = { { "2", "訪問介護", "", "?", "" } };
	struct kg_roster roster = { 0 };
	struct kg_error err;

	(void)state;
	kg_error_init(&err, "test");
	assert_int_equal(add_line(&roster, &usual, 0, &bad, &err), KG_INPUT);
	assert_int_equal(add_line(&roster, &usual, 1, &good, &err), KG_OK);
	assert_int_equal(add_line(&roster, &usual, 2, &bad, &err), KG_INPUT);
	assert_int_equal(add_line(&roster, &usual, 3, &good, &err), KG_OK);
	assert_int_equal(err.count, 2);
	assert_int_equal(err.kept[1].place.line, 4);
	assert_int_equal(roster.stays.count, 2);
	kg_roster_fini(&roster);
	kg_error_fini(&err);
}

/* Records of other services are left out, and there all the same. */
static void test_services(void **state)
{
	static char visit[] = "訪問介護", nursing[] = "訪問看護", *eligible[] = { visit, nursing };
	static const struct kg_roster_rule rule = { FIXTURE_RULE, .eligible = { eligible, 2 } };
	static const struct line lines[] = {
		{ { "1", "通所介護", "東", "1", "" } },
		{ { "2", " 訪問介護", "西", "1", "" } },
		{ { "1", "通所介護", "東", "1", "" } },
	};

	(void)state;
	for (size_t cut = 0; cut <= 3; cut++) {
		struct kg_roster rosters[2] = { 0 };
		struct seen seen;

		for (size_t i = 0; i < 3; i++)
			add(&rosters[i < cut], &rule, i, &lines[i]);
		assert_true(kg_roster_merge(&rosters[0], &rosters[1]));
		assert_true(kg_roster_has_service(&rosters[0], kg_slice("訪問介護")));
		assert_false(kg_roster_has_service(&rosters[0], kg_slice("訪問看護")));
		assert_false(kg_roster_has_service(&rosters[0], kg_slice("通所介護")));
		seen = look_at(&rosters[0]);
		assert_int_equal(seen.count, 3);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(seen.stays[i].said->role, i == 1 ? KG_COUNTS : KG_LEFT_OUT);
		kg_roster_fini(&rosters[0]);
		kg_roster_fini(&rosters[1]);
	}
}

/* Who never adopts is no adopter. */
static void test_adopters(void **state)
{
	static const struct line lines[] = { { { "1", "", "", "7", "9" } }, { { "2", "", "", "", "" } }, { { "3", "", "", "", "" } } };
	struct kg_roster roster = { 0 };
	struct seen seen;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		add(&roster, &of_adopters, i, &lines[i]);
	seen = look_at(&roster);
	assert_int_equal(seen.count, 1);
	assert_int_equal(seen.stays[0].said->role, KG_ADOPTS);
	assert_int_equal(seen.stays[0].period.from, 7);
	assert_int_equal(roster.groups.count, 0);
	kg_roster_fini(&roster);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_wrong_period),
		cmocka_unit_test(test_services),
		cmocka_unit_test(test_adopters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
