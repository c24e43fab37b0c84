/* mistyped_test - what is noted of numbers that look mistyped. */
#include "roster_fixture.h"
#include "mistyped.h"
#include "printer.h"

static const struct kg_roster_rule rule = { FIXTURE_RULE };

/* A fixture's roster, and each office by its line. */
struct offices {
	struct kg_roster roster;
	const struct kg_stay *at[8];
};

static void by_line(void *state, struct kg_bundled *item)
{
	struct offices *offices = state;

	offices->at[item->line - 2] = (const struct kg_stay *)item;
}

static void init(struct offices *offices, const char *const *numbers, size_t count)
{
	*offices = (struct offices){ 0 };
	for (size_t i = 0; i < count; i++)
		add(&offices->roster, &rule, i, &(struct line){ { numbers[i], "", "", "", "" } });
	kg_bundles_items(&offices->roster.stays, by_line, offices);
}

/* The numbers' faults, and the i-th office as its own twin; -1 for none. */
static void assert_notes(const char *const *numbers, size_t count, int twin, const char *const *expected, size_t notes)
{
	struct kg_firsts by_fault[KG_CODE_FAULTS] = { 0 }, twins = { 0 };
	struct kg_table table = { 0 };
	struct offices offices;

	init(&offices, numbers, count);
	for (size_t i = 0; i < count; i++)
		kg_firsts_add(&by_fault[kg_code_fault(KG_CODE_OFFICE, kg_slice(numbers[i]))], &offices.at[i]->bundled);
	if (twin >= 0)
		kg_firsts_add(&twins, &offices.at[twin]->bundled);
	assert_true(kg_mistyped_note(by_fault, &twins, &offices.roster, &table));
	assert_int_equal(table.notes.count, notes);
	for (size_t i = 0; i < notes; i++)
		assert_string_equal(table.notes.items[i].at, expected[i]);
	kgi_table_fini(&table);
	kg_roster_fini(&offices.roster);
}

static void test_notes(void **state)
{
	static const char *const sound[] = { "0170102313", "2794900205" }, *const others[] = { "A-1", "A-2" },
		   *const faulty[] = { "170102313", "0170102314", "A-1", "０１７０１０２３１５", "0170102316", "0170102317" };
	static const char *const expected[] = {
		"Office numbers with a wrong check digit: 4 (the first: 0170102314, ０１７０１０２３１５, 0170102316).",
		"Office numbers that seem to have lost their leading zero: 1 (the first: 170102313).",
		("Offices that count twice, with the leading zero of their number and without it: 1 (the first: 170102313); "
		 "rec-clean puts leading zeros back."),
		"Office numbers that do not have the form of one: 1 (the first: A-1).",
	};

	(void)state;
	assert_notes(sound, 2, -1, NULL, 0);
	assert_notes(others, 2, -1, NULL, 0);
	assert_notes(faulty, 6, 0, expected, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
