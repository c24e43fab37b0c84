/* category_test - cells that mean the same are one, and merges in any order agree on the label. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "category.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static struct kg_place at(uint64_t offset)
{
	return (struct kg_place){ .file = 1, .offset = offset, .line = 1 };
}

static uint32_t add(struct kg_categories *set, const char *cell, uint64_t offset)
{
	uint32_t id = UINT32_MAX;

	assert_true(kg_category(set, kg_slice(cell), at(offset), &id));
	return id;
}

static void assert_label(const struct kg_categories *set, uint32_t id, const char *expected)
{
	struct kg_slice label = kg_category_label(set, id);

	assert_int_equal(label.len, strlen(expected));
	assert_memory_equal(label.at, expected, label.len);
}

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
	{ "1", "１", true },
	{ " はい", "はい　", true },
	{ "\tはい\r\n", "はい", true },
	{ "ｶｲｺﾞ", "カイゴ", true },
	{ "①", "1", true },
	{ "", "  　", true },
	{ "", "無回答", true },
	{ "無回答 ", "\n", true },
	{ "a", "A", false },
	{ "はい", "はいい", false },
	{ "a b", "ab", false },
	{ "-", "", false },
	{ "0", "", false },
	{ "\xff", "\xfe", false },
};

static void test_what_means_the_same_is_one_category(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct kg_categories set = { 0 };
		bool same = add(&set, pairs[i].a, 1) == add(&set, pairs[i].b, 2);

		if (same != pairs[i].same)
			fail_msg("'%s' and '%s'", pairs[i].a, pairs[i].b);
		assert_int_equal(set.count, pairs[i].same ? 1 : 2);
		kg_categories_fini(&set);
	}
}

static void test_the_label_is_the_first_writing_trimmed(void **state)
{
	struct kg_categories set = { 0 };
	uint32_t id = add(&set, " １年未満　", 10);

	(void)state;
	assert_int_equal(add(&set, "1年未満", 20), id);
	assert_label(&set, id, "１年未満");
	assert_int_equal(kg_category_place(&set, id).offset, 10);
	kg_categories_fini(&set);
}

static void test_ids_count_from_0(void **state)
{
	struct kg_categories set = { 0 };
	char cell[20];

	(void)state;
	for (uint32_t round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 5000; i++) {
			snprintf(cell, sizeof cell, round ? "%u " : "%u", i);
			assert_int_equal(add(&set, cell, i), i);
		}
	}
	assert_int_equal(set.count, 5000);
	kg_categories_fini(&set);
}

static void test_a_cell_need_not_stay(void **state)
{
	struct kg_categories set = { 0 };
	char cell[] = "はい";
	uint32_t id = add(&set, cell, 1);

	(void)state;
	memset(cell, 'x', sizeof cell - 1);
	assert_label(&set, id, "はい");
	assert_int_equal(add(&set, "はい", 2), id);
	kg_categories_fini(&set);
}

static void test_a_long_cell_is_a_category_too(void **state)
{
	struct kg_categories set = { 0 };
	char *cell = calloc(1, 100001), *spaced = calloc(1, 100003);

	(void)state;
	memset(cell, 'x', 100000);
	sprintf(spaced, " %s ", cell);
	assert_int_equal(add(&set, cell, 1), add(&set, spaced, 2));
	cell[99999] = 'y';
	assert_int_equal(add(&set, cell, 3), 1);
	kg_categories_fini(&set);
	free(cell);
	free(spaced);
}

static void test_blank_cells_are_no_answer(void **state)
{
	struct kg_categories set = { 0 };
	uint32_t yes = add(&set, "はい", 1), blank = add(&set, "　", 2);

	(void)state;
	assert_label(&set, blank, KG_BLANK_LABEL);
	assert_true(kg_category_blank(&set, blank));
	assert_false(kg_category_blank(&set, yes));
	kg_categories_fini(&set);
}

static void test_finding_adds_nothing(void **state)
{
	struct kg_categories set = { 0 };
	uint32_t id = 7;

	(void)state;
	assert_false(kg_category_find(&set, kg_slice("1"), &id));
	add(&set, "0", 1);
	add(&set, "1", 2);
	assert_true(kg_category_find(&set, kg_slice(" １"), &id));
	assert_int_equal(id, 1);
	assert_false(kg_category_find(&set, kg_slice("2"), &id));
	assert_false(kg_category_find(&set, kg_slice(""), &id));
	assert_int_equal(id, 1);
	assert_int_equal(set.count, 2);
	kg_categories_fini(&set);
}

/* A key of one's own: the first byte. */
static size_t first_byte(struct kg_slice cell, char *key)
{
	if (cell.len)
		key[0] = cell.at[0];
	return cell.len > 0;
}

static void test_cells_without_end_are_not_all_remembered(void **state)
{
	enum { MANY = 100000 };
	struct kg_categories set = { 0 };
	char cell[16];
	uint32_t id;
	bool is;

	(void)state;
	assert_true(kg_category(&set, kg_slice("1"), (struct kg_place){ 0 }, &id));
	for (int i = 0; i < MANY; i++) {
		snprintf(cell, sizeof cell, "%d", i);
		assert_true(kg_category_is(&set, kg_slice(cell), (struct kg_place){ 0 }, id, &is));
		assert_int_equal(is, i == 1);
	}
	assert_in_range(set.count, 1, MANY / 10);
	assert_true(kg_category_is(&set, kg_slice(" １ "), (struct kg_place){ 0 }, id, &is) && is);
	kg_categories_fini(&set);
}

static void test_another_key_makes_other_cells_equal(void **state)
{
	struct kg_categories set = { .key = first_byte }, other = { 0 };
	uint32_t map[2];

	(void)state;
	assert_int_equal(add(&set, "abc", 1), 0);
	assert_int_equal(add(&set, " axe", 2), 0);
	assert_int_equal(add(&set, "b", 3), 1);
	assert_label(&set, 0, "abc");
	assert_true(kg_categories_merge(&other, &set, map));
	assert_int_equal(add(&other, "any", 4), map[0]);
	kg_categories_fini(&set);
	kg_categories_fini(&other);
}

static void test_declared_categories_come_first(void **state)
{
	static const char *const labels[] = { "導入している", "導入していない", "検討中" }, *const values[] = { "1", "2", "" };
	struct kg_categories set = { 0 }, other = { 0 };
	uint32_t id, ids[8], map[8];

	(void)state;
	for (uint32_t i = 0; i < 3; i++) {
		assert_true(kg_category_declare(&set, kg_slice(labels[i]), kg_slice(values[i]), &id));
		assert_int_equal(id, i);
	}
	assert_int_equal(set.declared, 3);
	assert_int_equal(add(&set, "不詳", 1), 3);
	assert_int_equal(add(&set, "２ ", 2), 1);
	assert_int_equal(add(&set, " 導入している", 3), 0);
	assert_int_equal(add(&set, "", 4), 4);
	add(&other, "検討中", 0);
	add(&other, "導入している ", 9);
	assert_true(kg_categories_merge(&other, &set, map));
	assert_int_equal(other.declared, 3);
	assert_true(kg_categories_order(&other, KG_ORDER_GIVEN, ids));
	assert_label(&other, ids[0], "導入している");
	assert_label(&other, ids[1], "導入していない");
	assert_label(&other, ids[2], "検討中");
	assert_label(&other, ids[3], "不詳");
	kg_categories_fini(&set);
	kg_categories_fini(&other);
}

static void test_a_value_that_is_another_label_is_that(void **state)
{
	struct kg_categories set = { 0 };
	uint32_t id;

	(void)state;
	assert_true(kg_category_declare(&set, kg_slice("2"), (struct kg_slice){ 0 }, &id));
	assert_true(kg_category_declare(&set, kg_slice("b"), kg_slice("2"), &id));
	assert_int_equal(add(&set, "2", 1), 0);
	assert_int_equal(add(&set, "b", 2), 1);
	kg_categories_fini(&set);
}

/* What three workers saw, by offset. The same categories are written in different ways. */
static const struct {
	const char *cell;
	uint64_t offset;
} seen[3][4] = {
	{ { "はい", 300 }, { "２", 310 }, { "い い え", 320 }, { "", 330 } },
	{ { "2 ", 100 }, { "無回答", 110 }, { "ｶｲｺﾞ", 120 }, { "はい", 130 } },
	{ { "カイゴ", 200 }, { "①", 210 }, { "はい　", 220 }, { "2", 230 } },
};

static void see(struct kg_categories *set, size_t worker)
{
	for (size_t i = 0; i < COUNT(seen[worker]); i++)
		add(set, seen[worker][i].cell, seen[worker][i].offset);
}

static void assert_in_order(const struct kg_categories *set, enum kg_order order, const char *const *labels, size_t count)
{
	uint32_t ids[8];

	assert_int_equal(set->count, count);
	assert_true(kg_categories_order(set, order, ids));
	for (size_t i = 0; i < count; i++)
		assert_label(set, ids[i], labels[i]);
}

static void test_any_order_of_merges_keeps_the_earliest_writing(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	static const char *const given[] = { "2", "無回答", "ｶｲｺﾞ", "はい", "①", "い い え" };
	static const char *const label[] = { "2", "①", "い い え", "はい", "無回答", "ｶｲｺﾞ" };

	(void)state;
	for (size_t o = 0; o < COUNT(orders); o++) {
		struct kg_categories whole = { 0 };

		for (size_t i = 0; i < 3; i++) {
			struct kg_categories part = { 0 };
			uint32_t map[8];

			see(&part, orders[o][i]);
			assert_true(kg_categories_merge(&whole, &part, map));
			for (uint32_t id = 0; id < part.count; id++) {
				uint32_t found;

				assert_true(kg_category_find(&whole, kg_category_label(&part, id), &found));
				assert_int_equal(map[id], found);
			}
			kg_categories_fini(&part);
		}
		assert_in_order(&whole, KG_ORDER_GIVEN, given, COUNT(given));
		assert_in_order(&whole, KG_ORDER_LABEL, label, COUNT(label));
		kg_categories_fini(&whole);
	}
}

static void test_merging_nothing_changes_nothing(void **state)
{
	struct kg_categories set = { 0 }, empty = { 0 };
	uint32_t map[4] = { 9, 9, 9, 9 };

	(void)state;
	see(&set, 0);
	assert_true(kg_categories_merge(&set, &empty, map));
	assert_int_equal(set.count, 4);
	assert_int_equal(map[0], 9);
	assert_true(kg_categories_merge(&empty, &set, map));
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(map[i], i);
	kg_categories_fini(&set);
	kg_categories_fini(&empty);
}

static void test_an_empty_set_has_an_order(void **state)
{
	struct kg_categories set = { 0 };

	(void)state;
	assert_true(kg_categories_order(&set, KG_ORDER_GIVEN, NULL));
	assert_true(kg_categories_order(&set, KG_ORDER_LABEL, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_means_the_same_is_one_category),
		cmocka_unit_test(test_the_label_is_the_first_writing_trimmed),
		cmocka_unit_test(test_ids_count_from_0),
		cmocka_unit_test(test_a_cell_need_not_stay),
		cmocka_unit_test(test_a_long_cell_is_a_category_too),
		cmocka_unit_test(test_blank_cells_are_no_answer),
		cmocka_unit_test(test_finding_adds_nothing),
		cmocka_unit_test(test_cells_without_end_are_not_all_remembered),
		cmocka_unit_test(test_another_key_makes_other_cells_equal),
		cmocka_unit_test(test_declared_categories_come_first),
		cmocka_unit_test(test_a_value_that_is_another_label_is_that),
		cmocka_unit_test(test_any_order_of_merges_keeps_the_earliest_writing),
		cmocka_unit_test(test_merging_nothing_changes_nothing),
		cmocka_unit_test(test_an_empty_set_has_an_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
