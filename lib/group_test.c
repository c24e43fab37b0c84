/* group_test - combinations of categories, and that merges in any order find the same groups in the same order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "binding.h"
#include "group.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { GROUP };
static const struct kg_field fields[] = {
	[GROUP] = { .id = "group", .flags = KG_GROUPED },
	{ 0 }
};

enum { WIDTH_MAX = 12 };

struct fixture {
	struct kg_error err;
	struct kg_codebook book;	/* of a schema, if there is one */
	const char *schema;
	struct kg_binding binding;
	size_t width;
};

/* -g with `width` columns. */
static void bind(struct fixture *f, size_t width)
{
	static const struct kg_list none;
	static char names[WIDTH_MAX][4];
	char *items[WIDTH_MAX];

	for (size_t i = 0; i < width; i++) {
		sprintf(names[i], "c%zu", i);
		items[i] = names[i];
	}
	kg_error_init(&f->err, "tool");
	f->width = width;
	f->book = (struct kg_codebook){ 0 };
	if (f->schema)
		assert_int_equal(kg_codebook_read(&f->book, kg_slice(f->schema), 0, &f->err), KG_OK);
	assert_int_equal(kgi_binding_init(&f->binding, fields, NULL, NULL, &(struct kg_list){ items, width }, &none,
					  f->schema ? &f->book : NULL, &f->err), KG_OK);
	for (size_t i = 0; i < width && f->schema; i++) {
		struct kg_slice name = kg_slice(names[i]);
		int cell;

		assert_int_equal(kgi_binding_offer(&f->binding, &name, 1, &cell, &f->err), KG_OK);
		assert_int_equal(cell, i);
	}
}

static void unbind(struct fixture *f)
{
	kgi_binding_fini(&f->binding);
	kg_codebook_fini(&f->book);
	kg_error_fini(&f->err);
}

struct cells {
	struct kg_slice at[WIDTH_MAX];
	unsigned char missing[WIDTH_MAX];
};

/* A record with these cells, separated by |. */
static struct kg_record record_of(struct fixture *f, const char *text, uint64_t offset, struct cells *made)
{
	struct kg_slice *cells = made->at;
	unsigned char *missing = made->missing;

	*made = (struct cells){ 0 };
	for (size_t i = 0; i < f->width; i++) {
		cells[i] = (struct kg_slice){ text, strcspn(text, "|") };
		text += cells[i].len + (text[cells[i].len] == '|');
		if (f->schema && i < f->book.count) {
			struct kg_meaning meaning = kg_book_meaning(&f->book.fields[i], cells[i]);

			cells[i] = meaning.text;
			missing[i] = (unsigned char)meaning.missing;
		}
	}
	return (struct kg_record){ .binding = &f->binding, .bound = f->binding.lists, .cells = cells, .raw = cells, .missing = missing,
				   .place = { .file = 1, .offset = offset, .line = 1 } };
}

/* Groups such a record. */
static uint32_t add(struct fixture *f, struct kg_groups *groups, const char *text, uint64_t offset)
{
	struct cells cells;
	struct kg_record record = record_of(f, text, offset, &cells);
	uint32_t slot = UINT32_MAX;

	assert_int_equal(kg_group(groups, &record, GROUP, &slot, &f->err), KG_OK);
	return slot;
}

/* The groups in order must be `expected`, "a|b/c|d". */
static void assert_order(const struct fixture *f, const struct kg_groups *groups, enum kg_order order, const char *expected)
{
	uint32_t slots[64];
	char text[1000] = "", *to = text;

	assert_true(kg_groups_order(groups, order, slots));
	for (size_t s = 0; s < groups->count; s++)
		for (size_t i = 0; i < f->width; i++)
			to += sprintf(to, "%s%.*s", i ? "|" : s ? "/" : "", KG_SLICE_ARG(kg_group_label(groups, slots[s], i)));
	assert_string_equal(text, expected);
}

static void test_without_columns_there_is_one_group(void **state)
{
	struct fixture f = { 0 };
	struct kg_groups groups = { 0 };
	uint32_t slots[1] = { 9 };

	(void)state;
	bind(&f, 0);
	assert_int_equal(add(&f, &groups, "", 1), 0);
	assert_int_equal(add(&f, &groups, "", 2), 0);
	assert_int_equal(groups.count, 1);
	assert_true(kg_groups_order(&groups, KG_ORDER_LABEL, slots));
	assert_int_equal(slots[0], 0);
	kg_groups_fini(&groups);
	unbind(&f);
}

static void test_cells_that_mean_the_same_are_one_group(void **state)
{
	struct fixture f = { 0 };
	struct kg_groups groups = { 0 };

	(void)state;
	bind(&f, 1);
	assert_int_equal(add(&f, &groups, "１区", 1), 0);
	assert_int_equal(add(&f, &groups, "2区", 2), 1);
	assert_int_equal(add(&f, &groups, " 1区 ", 3), 0);
	assert_int_equal(add(&f, &groups, "", 4), 2);
	assert_int_equal(add(&f, &groups, "無回答", 5), 2);
	assert_order(&f, &groups, KG_ORDER_GIVEN, "１区/2区/無回答");
	kg_groups_fini(&groups);
	unbind(&f);
}

static void test_every_combination_is_a_group(void **state)
{
	struct fixture f = { 0 };
	struct kg_groups groups = { 0 };

	(void)state;
	bind(&f, 2);
	assert_int_equal(add(&f, &groups, "a|b", 1), 0);
	assert_int_equal(add(&f, &groups, "b|a", 2), 1);
	assert_int_equal(add(&f, &groups, "a|a", 3), 2);
	assert_int_equal(add(&f, &groups, "b|b", 4), 3);
	assert_int_equal(add(&f, &groups, "b|a", 5), 1);
	assert_order(&f, &groups, KG_ORDER_GIVEN, "a|b/b|a/a|a/b|b");
	assert_order(&f, &groups, KG_ORDER_LABEL, "a|a/a|b/b|a/b|b");
	kg_groups_fini(&groups);
	unbind(&f);
}

static void test_all_groups_have_one_label(void **state)
{
	struct kg_groups groups = { 0 };

	(void)state;
	assert_true(kg_slice_same(kg_group_label(&groups, KG_ALL_GROUPS, 0), kg_slice("全体")));
	assert_true(kg_slice_same(kg_group_label(&groups, KG_ALL_GROUPS, 5), kg_slice("全体")));
}

static void test_many_groups_of_many_columns_keep_their_slots(void **state)
{
	struct fixture f = { 0 };
	struct kg_groups groups = { 0 };
	char text[100];

	(void)state;
	bind(&f, WIDTH_MAX);
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 2000; i++) {
			sprintf(text, "a|%u|b|c|d|e|f|g|h|i|j|%u", i % 40, i / 40);
			assert_int_equal(add(&f, &groups, text, i), i);
		}
	}
	assert_int_equal(groups.count, 2000);
	kg_groups_fini(&groups);
	unbind(&f);
}

static void test_one_column_that_says_so_makes_a_total(void **state)
{
	static const struct {
		const char *cells;
		size_t width;
		bool total;
	} cases[] = {
		{ "", 0, false }, { "北|通所", 2, false }, { "|", 2, false }, { "合　計|", 2, true }, { "北|小計", 2, true },
		{ "町村計|通所", 2, true }, { "合計|合計", 2, true }, { "会計|設計", 2, false },
	};
	struct cells cells;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fixture f = { 0 };

		bind(&f, cases[i].width);

		struct kg_record record = record_of(&f, cases[i].cells, 1, &cells);

		if (kg_group_is_total(&record, GROUP) != cases[i].total)
			fail_msg("'%s'", cases[i].cells);
		unbind(&f);
	}
}

/* What three workers saw, by offset. */
static const struct {
	const char *cells;
	uint64_t offset;
} seen[3][3] = {
	{ { "北|1", 300 }, { "南|1", 310 }, { "南|２", 320 } },
	{ { "南|2", 100 }, { "北|2", 110 }, { "南|2 ", 120 } },
	{ { "北 |1", 200 }, { "西|9", 210 }, { "南|１", 220 } },
};

/* The slots of `part` must be the same groups in `whole`, though their labels may be written in another way. */
static void assert_mapped(const struct fixture *f, const struct kg_groups *part, const struct kg_groups *whole, const uint32_t *map)
{
	for (uint32_t slot = 0; slot < part->count; slot++) {
		for (size_t i = 0; i < f->width; i++) {
			uint32_t id;

			assert_true(kg_category_find(&whole->columns[i], kg_group_label(part, slot, i), &id));
			assert_true(kg_slice_same(kg_category_label(&whole->columns[i], id), kg_group_label(whole, map[slot], i)));
		}
	}
}

static void test_any_order_of_merges_is_the_same(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	struct fixture f = { 0 };

	(void)state;
	bind(&f, 2);
	for (size_t o = 0; o < COUNT(orders); o++) {
		struct kg_groups whole = { 0 };

		for (size_t i = 0; i < 3; i++) {
			struct kg_groups part = { 0 };
			uint32_t *map;

			for (size_t j = 0; j < 3; j++)
				add(&f, &part, seen[orders[o][i]][j].cells, seen[orders[o][i]][j].offset);
			assert_true(kg_groups_merge(&whole, &part, &map));
			assert_mapped(&f, &part, &whole, map);
			free(map);
			kg_groups_fini(&part);
		}
		/* a category's writing is the one that was seen first anywhere */
		assert_order(&f, &whole, KG_ORDER_GIVEN, "南|2/北|2/北|1/西|9/南|1");
		assert_order(&f, &whole, KG_ORDER_LABEL, "北|1/北|2/南|1/南|2/西|9");
		kg_groups_fini(&whole);
	}
	unbind(&f);
}

static void test_a_codebook_has_its_own_order(void **state)
{
	struct fixture f = { .schema = "{\"fields\":[{\"name\":\"c0\",\"categories\":[{\"value\":1,\"label\":\"東\"},"
				       "{\"value\":2,\"label\":\"西\"},{\"value\":3,\"label\":\"南\"}],"
				       "\"missingValues\":[{\"value\":\"8\",\"label\":\"非該当\"},{\"value\":\"9\",\"label\":\"不明\"},\"0\"]}]}" };
	static const char *const cells[] = { "9|y", "2|y", "1|x", "0|y", "8|x", "西|x", "|y", "１|y" };

	(void)state;
	bind(&f, 2);
	for (int backwards = 0; backwards < 2; backwards++) {
		struct kg_groups whole = { 0 }, half = { 0 };
		uint32_t *map;

		for (size_t i = 0; i < COUNT(cells); i++)
			add(&f, i < 4 ? &whole : &half, cells[i], i);
		assert_true(backwards ? kg_groups_merge(&half, &whole, &map) : kg_groups_merge(&whole, &half, &map));
		free(map);
		assert_order(&f, backwards ? &half : &whole, KG_ORDER_GIVEN, "東|y/東|x/西|y/西|x/不明|y/無回答|y/非該当|x");
		kg_groups_fini(&whole);
		kg_groups_fini(&half);
	}
	unbind(&f);
}

static void test_merging_nothing_changes_nothing(void **state)
{
	struct fixture f = { 0 };
	struct kg_groups groups = { 0 }, empty = { 0 };
	uint32_t *map;

	(void)state;
	bind(&f, 1);
	add(&f, &groups, "a", 1);
	assert_true(kg_groups_merge(&groups, &empty, &map));
	free(map);
	assert_int_equal(groups.count, 1);
	assert_true(kg_groups_merge(&empty, &groups, &map));
	assert_int_equal(map[0], 0);
	free(map);
	assert_order(&f, &empty, KG_ORDER_GIVEN, "a");
	kg_groups_fini(&groups);
	kg_groups_fini(&empty);
	unbind(&f);
}

static void test_the_one_group_without_columns_merges(void **state)
{
	struct fixture f = { 0 };
	struct kg_groups one = { 0 }, none = { 0 };
	uint32_t *map;

	(void)state;
	bind(&f, 0);
	add(&f, &one, "", 1);
	assert_true(kg_groups_merge(&none, &one, &map));
	assert_int_equal(none.count, 1);
	assert_int_equal(map[0], 0);
	free(map);
	kg_groups_fini(&one);
	kg_groups_fini(&none);
	unbind(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_columns_there_is_one_group),
		cmocka_unit_test(test_cells_that_mean_the_same_are_one_group),
		cmocka_unit_test(test_every_combination_is_a_group),
		cmocka_unit_test(test_all_groups_have_one_label),
		cmocka_unit_test(test_one_column_that_says_so_makes_a_total),
		cmocka_unit_test(test_many_groups_of_many_columns_keep_their_slots),
		cmocka_unit_test(test_any_order_of_merges_is_the_same),
		cmocka_unit_test(test_a_codebook_has_its_own_order),
		cmocka_unit_test(test_merging_nothing_changes_nothing),
		cmocka_unit_test(test_the_one_group_without_columns_merges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
