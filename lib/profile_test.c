/* profile_test - what cells look like, how they are taken apart, and that their order of coming together does not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "profile.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { LIMIT = 8 };

static struct kg_place at(uint64_t offset)
{
	return (struct kg_place){ .file = 1, .offset = offset, .line = 1 };
}

static void add(struct kg_profile *p, const char *cell, uint64_t offset)
{
	p->limit = LIMIT;
	assert_true(kg_profile_add(p, kg_slice(cell), at(offset)));
}

static void settle(struct kg_profile *p)
{
	assert_true(kg_profile_settle(p));
}

static void test_traits_of_a_cell(void **state)
{
	static const struct {
		const char *cell;
		unsigned traits;
	} cases[] = {
		{ "7", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER },
		{ "１２", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER },
		{ "-3", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER },
		{ "+3", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER },
		{ "007", KG_TRAIT_NUMBER | KG_TRAIT_ZEROS },
		{ "0.5", KG_TRAIT_NUMBER },
		{ "1,200", KG_TRAIT_NUMBER },
		{ "350人", KG_TRAIT_NUMBER },
		{ "45565.75", KG_TRAIT_NUMBER | KG_TRAIT_SERIAL },
		{ "45565", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER | KG_TRAIT_SERIAL },
		{ "3/4", 0 },
		{ "0278-22-0267", 0 },
		{ "0", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER | KG_TRAIT_SIGN | KG_TRAIT_YES_NO },
		{ "○", KG_TRAIT_SIGN | KG_TRAIT_YES_NO },
		{ "TRUE", KG_TRAIT_SIGN | KG_TRAIT_YES_NO },
		{ "Yes", KG_TRAIT_YES_NO },
		{ "はい", 0 },
		{ "△", 0 },
		{ "2024-09-30", KG_TRAIT_DATE },
		{ "令和6年9月30日（月）", KG_TRAIT_DATE },
		{ "2024/01/07 19:41:41", KG_TRAIT_DATE | KG_TRAIT_TIME },
		{ "8月23日〜9月20日", 0 },
		{ "2024", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER | KG_TRAIT_SERIAL | KG_TRAIT_YEAR },
		{ "1066", KG_TRAIT_INTEGER | KG_TRAIT_NUMBER | KG_TRAIT_SERIAL },
		{ "令和6年度", KG_TRAIT_YEAR | KG_TRAIT_YEAR_NAMED },
		{ "R6", KG_TRAIT_YEAR | KG_TRAIT_YEAR_NAMED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_profile p = { 0 };

		add(&p, cases[i].cell, 1);
		settle(&p);
		if (p.has != cases[i].traits)
			fail_msg("%s: %x", cases[i].cell, p.has);
		assert_int_equal(p.lacks, ~cases[i].traits);
		kg_profile_fini(&p);
	}
}

static void test_missing_cells_are_not_present(void **state)
{
	static const char *const cells[] = { "", "　", "\xff", "無回答", "-", "－", "非該当", "不明", "3" };
	struct kg_profile p = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++)
		add(&p, cells[i], i);
	settle(&p);
	assert_int_equal(p.blank, 3);
	assert_int_equal(p.present, 1);
	assert_int_equal(p.missing.count, 4);
	assert_true(kg_profile_all(&p, KG_TRAIT_INTEGER));
	kg_profile_fini(&p);
}

static void test_nothing_is_true_of_no_cell(void **state)
{
	struct kg_profile p = { .limit = LIMIT };

	(void)state;
	assert_false(kg_profile_all(&p, KG_TRAIT_NUMBER));
	assert_false(kg_profile_any(&p, KG_TRAIT_NUMBER));
}

static void test_codes_are_proved_or_only_formed(void **state)
{
	static const struct {
		const char *cell;
		enum kg_code_kind kind;
		bool formed, proved;
	} cases[] = {
		{ "0170102313", KG_CODE_OFFICE, true, true },
		{ "170102313", KG_CODE_OFFICE, true, true },	/* its zero is lost */
		{ "2372100034", KG_CODE_OFFICE, true, false },
		{ "12345", KG_CODE_OFFICE, false, false },
		{ "062014", KG_CODE_MUNICIPALITY, true, true },
		{ "20201", KG_CODE_MUNICIPALITY, true, false },	/* five digits prove nothing */
		{ "7123456789012", KG_CODE_CORPORATE, true, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_profile p = { .coded = true };

		add(&p, cases[i].cell, 1);
		settle(&p);
		assert_int_equal(p.formed[cases[i].kind], cases[i].formed);
		assert_int_equal(p.unproved >> cases[i].kind & 1, !cases[i].proved);
		kg_profile_fini(&p);
	}
}

static size_t split_by(const char *separator)
{
	bool in_text;

	for (size_t i = 0; i < KG_SPLITS; i++)
		if (strcmp(kg_profile_separator(i, &in_text), separator) == 0)
			return i;
	fail_msg("no separator '%s'", separator);
	return 0;
}

/* The labels in order of appearance, each with the cells that hold it and those that hold nothing else: "a 2/1 b 1/0". */
static void list(const struct kg_answers *answers, char *text, size_t size)
{
	uint32_t ids[4 * LIMIT];
	size_t len = 0;

	text[0] = '\0';
	if (answers->too_many)
		snprintf(text, size, "too many");
	if (answers->too_many)
		return;
	assert_true(answers->labels.count <= COUNT(ids));
	assert_true(kg_categories_order(&answers->labels, KG_ORDER_GIVEN, ids));
	for (size_t i = 0; i < answers->labels.count; i++)
		len += (size_t)snprintf(text + len, size - len, "%s%s %d/%d", i ? " " : "",
					kg_category_label(&answers->labels, ids[i]).at,
					(int)answers->counts[ids[i]].cells, (int)answers->counts[ids[i]].alone);
	snprintf(text + len, size - len, " | %d %d", (int)answers->several, (int)answers->ended);
}

static void assert_answers(const struct kg_profile *p, const char *separator, const char *expected)
{
	struct kg_answers answers = { 0 };
	char text[512];

	assert_true(kg_profile_answers(p, split_by(separator), &answers));
	list(&answers, text, sizeof text);
	assert_string_equal(text, expected);
	kg_answers_fini(&answers);
}

static void test_cells_are_taken_apart(void **state)
{
	static const struct {
		const char *cells[4], *separator, *expected;
	} cases[] = {
		{ { "a;b", "b" }, ";", "a 1/0 b 2/1 | 1 0" },
		{ { "b", "a;b" }, ";", "b 2/1 a 1/0 | 1 0" },
		{ { "a;b", "b" }, "", "a;b 1/1 b 1/1 | 0 0" },
		{ { "a;b;", "b;" }, ";", "a 1/0 b 2/1 | 1 2" },
		{ { "a; b", "b" }, "; ", "a 1/0 b 2/1 | 1 0" },
		{ { "a; b", "b" }, ";", "a 1/0 b 2/1 | 1 0" },
		{ { "a;;b; ;" }, ";", "a 1/0 b 1/0 | 1 1" },
		{ { "a;無回答" }, ";", "a 1/0 | 1 0" },
		{ { "a、b", "a" }, "、", "a 2/1 b 1/0 | 1 0" },
		{ { "a\nb" }, "\n", "a 1/0 b 1/0 | 1 0" },
		{ { "1,200, b" }, ", ", "1,200 1/0 b 1/0 | 1 0" },
		{ { "その他（電話、FAX）、a" }, "、", "その他（電話、FAX） 1/0 a 1/0 | 1 0" },
		{ { "a (x, y), b" }, ", ", "a (x, y) 1/0 b 1/0 | 1 0" },
		{ { "（a、b" }, "、", "（a 1/0 b 1/0 | 1 0" },	/* a bracket that is not closed is none */
		{ { "a;b\xff" }, ";", "a;b 1/1 | 0 0" },	/* an array of one */
		{ { "a\xff" "b\xff" }, ";", "a 1/0 b 1/0 | 1 0" },
		{ { "a\xff" "b\xff" }, "", "too many" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_profile p = { 0 };

		for (size_t j = 0; j < 4 && cases[i].cells[j]; j++)
			add(&p, cases[i].cells[j], 100 * j);
		settle(&p);
		assert_answers(&p, cases[i].separator, cases[i].expected);
		kg_profile_fini(&p);
	}
}

static void test_labels_are_kept_up_to_the_limit(void **state)
{
	struct kg_profile p = { 0 };
	char text[KG_LABEL_LONGEST + 2] = { 0 };

	(void)state;
	for (int i = 0; i < LIMIT; i++) {
		snprintf(text, sizeof text, "answer %d", i);
		add(&p, text, (uint64_t)i);
	}
	settle(&p);
	assert_false(p.plain.too_many);
	add(&p, "one more", 100);
	settle(&p);
	assert_true(p.plain.too_many);
	assert_int_equal(p.plain.labels.count, 0);
	assert_answers(&p, "", "too many");
	kg_profile_fini(&p);

	memset(text, 'a', KG_LABEL_LONGEST);
	add(&p, text, 1);
	settle(&p);
	assert_false(p.plain.too_many);
	text[KG_LABEL_LONGEST] = 'a';
	add(&p, text, 2);
	settle(&p);
	assert_true(p.plain.too_many);
	kg_profile_fini(&p);
}

/* Far more distinct cells than looks are remembered, and more writings of one label than are. */
static void test_memory_has_a_bound(void **state)
{
	struct kg_profile p = { 0 }, key = { .keyed = true };
	char text[64];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		snprintf(text, sizeof text, "%*sa%*s", i % 40, "", i / 1000, "");
		add(&p, text, (uint64_t)i);
		snprintf(text, sizeof text, "%d", i + 1);
		add(&p, text, (uint64_t)i);
		add(&key, text, (uint64_t)i);
	}
	settle(&p);
	assert_true(p.cells.index.count < 5000);
	assert_true(p.plain.too_many);
	assert_int_equal(p.present, 40000);
	assert_int_equal(key.cells.index.count, 0);
	assert_true(kg_distinct_all(&key.distinct));
	kg_profile_fini(&p);
	kg_profile_fini(&key);
}

/* A cell too long to be remembered is counted at once, one that is remembered later; the earlier one is first all the same. */
static void test_labels_are_in_order_of_appearance(void **state)
{
	struct kg_profile p = { 0 };
	char cell[2048] = "b;c";

	(void)state;
	while (strlen(cell) < sizeof cell - 3)
		strcat(cell, ";a");
	add(&p, "a;c", 0);
	add(&p, cell, 100);
	add(&p, "a;c", 5000);
	settle(&p);
	assert_answers(&p, ";", "a 1023/0 c 3/0 b 1/0 | 3 0");
	kg_profile_fini(&p);
}

static const char *const mixed[] = { "b;a", "a", "", "不明", "c;d;a", "ｂ", "2024", "-", "無回答", "b;c", "x、y" };

static void describe(const struct kg_profile *p, char *text, size_t size)
{
	int len = snprintf(text, size, "%d %d %d %x %x\n", (int)p->present, (int)p->blank, (int)p->missing.count, p->has,
			   p->lacks);

	for (size_t i = 0; i < KG_SPLITS; i++) {
		struct kg_answers answers = { 0 };
		char labels[512];

		assert_true(kg_profile_answers(p, i, &answers));
		list(&answers, labels, sizeof labels);
		len += snprintf(text + len, size - (size_t)len, "%s\n", labels);
		kg_answers_fini(&answers);
	}
}

static void test_profiles_merge_in_any_order(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	struct kg_profile whole = { 0 };
	char expected[4096], text[4096];

	(void)state;
	for (size_t i = 0; i < COUNT(mixed); i++)
		add(&whole, mixed[i], 100 * i);
	settle(&whole);
	describe(&whole, expected, sizeof expected);
	assert_non_null(strstr(expected, "b 3/1 a 3/1 c 2/0 d 1/0"));
	for (size_t o = 0; o < COUNT(orders); o++) {
		struct kg_profile parts[3] = { { .limit = LIMIT }, { .limit = LIMIT }, { .limit = LIMIT } };
		struct kg_profile *into = &parts[orders[o][0]];

		for (size_t i = 0; i < COUNT(mixed); i++)
			add(&parts[i * 3 / COUNT(mixed)], mixed[i], 100 * i);
		assert_true(kg_profile_merge(into, &parts[orders[o][1]]));
		assert_true(kg_profile_merge(into, &parts[orders[o][2]]));
		describe(into, text, sizeof text);
		assert_string_equal(text, expected);
		for (size_t i = 0; i < 3; i++)
			kg_profile_fini(&parts[i]);
	}
	kg_profile_fini(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_traits_of_a_cell),
		cmocka_unit_test(test_missing_cells_are_not_present),
		cmocka_unit_test(test_nothing_is_true_of_no_cell),
		cmocka_unit_test(test_codes_are_proved_or_only_formed),
		cmocka_unit_test(test_cells_are_taken_apart),
		cmocka_unit_test(test_labels_are_kept_up_to_the_limit),
		cmocka_unit_test(test_memory_has_a_bound),
		cmocka_unit_test(test_labels_are_in_order_of_appearance),
		cmocka_unit_test(test_profiles_merge_in_any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
