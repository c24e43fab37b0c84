/* choice_test - cells with several answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "choice.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static struct kg_place at(uint64_t offset)
{
	return (struct kg_place){ .file = 1, .offset = offset, .line = 1 };
}

static struct kg_codebook book_of(const char *json)
{
	struct kg_codebook book;
	struct kg_error err;

	kg_error_init(&err, "test");
	assert_int_equal(kg_codebook_read(&book, kg_slice(json), 0, &err), KG_OK);
	kg_error_fini(&err);
	return book;
}

/* The answers of a cell as "a|b". */
static void write_answers(struct kg_choices *choices, struct kg_categories *answers, const char *cell, uint64_t offset, char *text)
{
	const struct kg_choice *choice;

	assert_true(kg_choices_of(choices, answers, kg_slice(cell), at(offset), &choice));
	*text = '\0';
	for (size_t i = 0; i < choice->count; i++)
		text += sprintf(text, "%s%.*s", i ? "|" : "", KG_SLICE_ARG(kg_category_label(answers, choice->answers[i])));
}

static const struct {
	const char *separator, *cell, *answers;
} cells[] = {
	{ ";", "a;b;c", "a|b|c" },
	{ ";", "a", "a" },
	{ ";", "", "" },
	{ ";", " 　", "" },
	{ ";", "a;", "a" },
	{ ";", " a ;　b ; ", "a|b" },
	{ ";", ";;a;;b;;", "a|b" },
	{ ";", ";", "" },
	{ ";", "b;a;b;ｂ", "b|a" },
	{ ";", "無回答", "" },
	{ ";", "a;無回答;b", "a|b" },
	{ ";", "a,b", "a,b" },
	{ "、", "見守り機器、インカム、", "見守り機器|インカム" },
	{ " / ", "a / b /c/", "a|b /c" },
	{ "; ", "a; b;c; d;", "a|b;c|d" },
	{ "; ", "a; b; ", "a|b" },
	{ ", ", "x, その他(a,b)", "x|その他(a,b)" },
	{ " ", "a b ", "a|b" },
	{ "::", "a:::b", "a|:b" },
	{ ";", "a\xff" "b;c\xff", "a|b;c" },		/* a JSON array */
	{ ";", "\xff", "" },
	{ ";", "a\xff" "a\xff\xff" "b\xff", "a|b" },
};

static void test_cells_are_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct kg_choices choices = { .separator = cells[i].separator };
		struct kg_categories answers = { 0 };
		char text[200];

		for (int round = 0; round < 2; round++) {	/* the second time from memory */
			write_answers(&choices, &answers, cells[i].cell, 10, text);
			assert_string_equal(text, cells[i].answers);
		}
		kg_choices_fini(&choices);
		kg_categories_fini(&answers);
	}
}

static void test_answers_are_one_in_every_cell(void **state)
{
	struct kg_choices choices = { .separator = ";" };
	struct kg_categories answers = { 0 };
	const struct kg_choice *choice;

	(void)state;
	assert_true(kg_choices_of(&choices, &answers, kg_slice("a;b"), at(1), &choice));
	assert_true(kg_choices_of(&choices, &answers, kg_slice("ｂ; a"), at(9), &choice));
	assert_int_equal(choice->count, 2);
	assert_int_equal(choice->answers[0], 1);
	assert_int_equal(choice->answers[1], 0);
	assert_int_equal(answers.count, 2);
	kg_choices_fini(&choices);
	kg_categories_fini(&answers);
}

/* A；B folds to A;B, which is taken apart. */
static void test_cells_are_those_of_their_writing(void **state)
{
	static const char *const pairs[][3] = { { "A;B", "A|B", "A；B" }, { "A；B", "A；B", "A;B" }, { "", "", "無回答" } };

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct kg_choices choices = { .separator = ";" };
		struct kg_categories answers = { 0 };
		char text[200];

		write_answers(&choices, &answers, pairs[i][0], 1, text);
		assert_string_equal(text, pairs[i][1]);
		write_answers(&choices, &answers, pairs[i][2], 9, text);
		assert_string_equal(text, i == 0 ? "A；B" : i == 1 ? "A|B" : "");
		kg_choices_fini(&choices);
		kg_categories_fini(&answers);
	}
}

static void test_places_within_a_record_are_before_the_next(void **state)
{
	struct kg_place a = kg_place_within(at(100), 0), b = kg_place_within(at(100), 1), next = at(103);

	(void)state;
	assert_int_equal(kg_place_compare(a, at(100)), 0);
	assert_true(kg_place_compare(a, b) < 0);
	assert_true(kg_place_compare(b, next) < 0);
	assert_int_equal(b.line, 1);
}

/* Writes the answers in order of appearance. */
static void write_order(const struct kg_categories *answers, char *text)
{
	uint32_t ids[64];

	assert_true(kg_categories_order(answers, KG_ORDER_GIVEN, ids));
	*text = '\0';
	for (size_t i = 0; i < answers->count; i++)
		text += sprintf(text, "%s%.*s", i ? "|" : "", KG_SLICE_ARG(kg_category_label(answers, ids[i])));
}

/* Two records in two states, merged both ways. */
static const struct {
	const char *first, *second, *order;
} records[] = {
	{ "a;b;c", "c;b;a", "a|b|c" },
	{ "a", "c;b;a", "a|c|b" },
	{ "b;a;b;c", "c;a;d", "b|a|c|d" },
	{ "無回答;a", "a", "無回答|a" },
	{ "無回答;a;無回答;b", "b;a", "無回答|a|b" },
	{ "a;無回答;b", "b;無回答", "a|無回答|b" },
	{ ";;a;b", "b;a", "a|b" },
};

static void test_the_order_within_a_record_survives_every_merge(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(records); i++) {
		for (int backwards = 0; backwards < 2; backwards++) {
			struct kg_choices choices[2] = { { .separator = ";" }, { .separator = ";" } };
			struct kg_categories answers[2] = { { 0 }, { 0 } };
			char text[200];
			uint32_t map[64];

			write_answers(&choices[0], &answers[0], records[i].first, 100, text);
			write_answers(&choices[1], &answers[1], records[i].second, 200, text);
			assert_true(kg_categories_merge(&answers[backwards], &answers[!backwards], map));
			write_order(&answers[backwards], text);
			if (strcmp(text, records[i].order) != 0)
				fail_msg("'%s', then '%s', backwards %d: %s", records[i].first, records[i].second, backwards, text);
			for (int j = 0; j < 2; j++) {
				kg_choices_fini(&choices[j]);
				kg_categories_fini(&answers[j]);
			}
		}
	}
}

static void test_many_cells_keep_their_answers(void **state)
{
	struct kg_choices choices = { .separator = ";" };
	struct kg_categories answers = { 0 };
	char cell[40], expected[40], text[200];

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (unsigned i = 0; i < 1000; i++) {
			snprintf(cell, sizeof cell, "%u;%u", i, i + 1);
			snprintf(expected, sizeof expected, "%u|%u", i, i + 1);
			write_answers(&choices, &answers, cell, i * 10, text);
			assert_string_equal(text, expected);
		}
	}
	assert_int_equal(answers.count, 1001);
	kg_choices_fini(&choices);
	kg_categories_fini(&answers);
}

#define LIST(more) "{\"fields\":[{\"name\":\"q\",\"categories\":[{\"value\":1,\"label\":\"見守り\"}," \
	"{\"value\":2,\"label\":\"リフト、スーツ\"},{\"value\":8,\"label\":\"特になし\"},{\"value\":9,\"label\":\"不明\"}" more "]," \
	"\"missingValues\":[\"-1\"],\"kaigo:separator\":\"、\",\"kaigo:exclusive\":[8]}]}"

static const char bare[] = LIST(""), with_other[] = LIST(",\"その他\"");

/* A cell of a declared list, its answers, what is outside the list, and is 特になし there with others? */
static const struct {
	const char *book, *cell, *answers, *outside;
	bool contradicts;
} listed[] = {
	{ bare, "1、2", "見守り|リフト、スーツ", "", false },
	{ bare, "リフト、スーツ、見守り、", "リフト、スーツ|見守り", "", false },
	{ bare, "リフト、1、1", "リフト|見守り", "リフト", false },
	{ bare, "x、y", "x|y", "x|y", false },
	{ bare, "8", "特になし", "", false },
	{ bare, "8、8", "特になし", "", false },
	{ bare, "8、1", "特になし|見守り", "", true },
	{ bare, "x、特になし", "x|特になし", "x", true },
	{ bare, "", "", "", false },
	{ bare, "無回答", "", "", false },
	{ bare, "1、不明、-1", "見守り", "", false },
	{ bare, "１\xff" "リフト、スーツ\xff" "-1\xff" "不明\xff" "z\xff", "見守り|リフト、スーツ|z", "z", false },
	{ with_other, "1、x、y", "見守り|その他", "x、y", false },
	{ with_other, "x、1、その他", "その他|見守り", "x", false },
	{ with_other, "その他、1", "その他|見守り", "", false },
	{ with_other, "8、x", "特になし|その他", "x", true },
};

static void test_answers_of_a_declared_list(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(listed); i++) {
		struct kg_codebook book = book_of(listed[i].book);
		struct kg_choices choices = { .separator = "、", .book = book.fields };
		struct kg_categories answers = { 0 };
		const struct kg_choice *choice;
		char text[200], outside[200] = "", cell[100];

		for (int round = 0; round < 2; round++) {
			strcpy(cell, listed[i].cell);
			write_answers(&choices, &answers, cell, 10, text);
			assert_string_equal(text, listed[i].answers);
		}
		assert_true(kg_choices_of(&choices, &answers, kg_slice(cell), at(10), &choice));
		memset(cell, 'x', sizeof cell);		/* what is kept is not the record's */
		for (size_t j = 0, len = 0; j < choice->outside_count; j++)
			len += (size_t)sprintf(outside + len, "%s%.*s", j ? "|" : "", KG_SLICE_ARG(choice->outside[j]));
		assert_string_equal(outside, listed[i].outside);
		if (choice->exclusive_with_others != listed[i].contradicts)
			fail_msg("%s", listed[i].cell);
		if (choice->exclusive_with_others)
			assert_int_equal(choice->exclusive, 2);
		kg_choices_fini(&choices);
		kg_categories_fini(&answers);
		kg_codebook_fini(&book);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_are_taken_apart),
		cmocka_unit_test(test_answers_are_one_in_every_cell),
		cmocka_unit_test(test_cells_are_those_of_their_writing),
		cmocka_unit_test(test_places_within_a_record_are_before_the_next),
		cmocka_unit_test(test_the_order_within_a_record_survives_every_merge),
		cmocka_unit_test(test_many_cells_keep_their_answers),
		cmocka_unit_test(test_answers_of_a_declared_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
