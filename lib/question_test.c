/* question_test - who gave which answer in which group, and the counts that tallies keep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "question.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static struct kg_entry entry(uint32_t slot, uint64_t offset)
{
	return (struct kg_entry){ .slot = slot, .times = 1, .place = { .file = 1, .offset = offset, .line = 1 } };
}

static struct kg_question question(void)
{
	return (struct kg_question){ .choices.separator = ";" };
}

/* The raw count of an answer, 0 for one that nobody gave. */
static uint64_t raw(const struct kg_question *q, uint32_t slot, const char *answer)
{
	uint32_t id;

	return kg_category_find(&q->tally.answers, kg_slice(answer), &id) ? kg_tally_count(&q->tally, slot, id).raw : 0;
}

static void assert_decimal(struct kg_decimal d, const char *expected)
{
	char text[KG_DECIMAL_ROOM];

	kg_decimal_print(d, text);
	assert_string_equal(text, expected);
}

static void test_one_answer_is_counted_in_its_group(void **state)
{
	struct kg_question q = question();
	static const char *const cells[] = { "はい", "いいえ", " はい", "", "無回答", "はい;いいえ" };

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++)
		assert_true(kg_question_answer(&q, &(struct kg_entry){ .slot = 3, .times = 1, .place = entry(3, i).place }, kg_slice(cells[i])));
	assert_int_equal(raw(&q, 3, "はい"), 2);
	assert_int_equal(raw(&q, 3, "いいえ"), 1);
	assert_int_equal(raw(&q, 3, "はい;いいえ"), 1);
	assert_int_equal(raw(&q, 0, "はい"), 0);
	kg_question_fini(&q);
}

static void test_no_answer_is_not_counted(void **state)
{
	struct kg_question q = question();
	struct kg_entry e = entry(0, 1);

	(void)state;
	assert_true(kg_question_answer(&q, &e, kg_slice("")));
	assert_true(kg_question_answer(&q, &e, kg_slice("無回答")));
	assert_true(kg_question_answers(&q, &e, kg_slice(" ; ")));
	assert_true(kg_question_answers(&q, &e, kg_slice("無回答")));
	assert_int_equal(kg_question_answered(&q, 0)->answered.raw, 0);
	assert_int_equal(raw(&q, 0, "無回答"), 0);
	kg_question_fini(&q);
}

static void test_several_answers_are_one_respondent(void **state)
{
	struct kg_question q = question();
	struct kg_entry e = entry(0, 1), later = entry(0, 50);

	(void)state;
	assert_true(kg_question_answers(&q, &e, kg_slice("a;b;a")));
	assert_true(kg_question_answers(&q, &later, kg_slice("b")));
	assert_int_equal(raw(&q, 0, "a"), 1);
	assert_int_equal(raw(&q, 0, "b"), 2);
	assert_int_equal(kg_question_answered(&q, 0)->answered.raw, 2);
	kg_question_fini(&q);
}

static void test_columns_of_marks_show_answers_nobody_gave(void **state)
{
	static const char *const names[] = { "a", "b", "c" };
	struct kg_question q = question();
	struct kg_entry e = entry(0, 1);
	uint32_t ids[3];

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_true(kg_question_column(&q, e.place, kg_slice(names[i]), i, &ids[i]));
	assert_true(kg_question_mark(&q, &e, ids[1]));
	assert_true(kg_question_marked(&q, &e));
	assert_int_equal(q.tally.answers.count, 3);
	assert_int_equal(raw(&q, 0, "a"), 0);
	assert_int_equal(raw(&q, 0, "b"), 1);
	assert_int_equal(kg_question_answered(&q, 0)->answered.raw, 1);
	assert_true(kg_categories_order(&q.tally.answers, KG_ORDER_GIVEN, ids));
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(ids[i], i);
	kg_question_fini(&q);
}

static void test_a_group_that_nobody_is_in_is_all_zero(void **state)
{
	struct kg_question q = question();

	(void)state;
	assert_int_equal(kg_question_answered(&q, 0)->answered.raw, 0);
	assert_int_equal(kg_question_answered(&q, 4000000)->answered.raw, 0);
	assert_false(kg_question_answered(&q, 7)->has_printed);
	assert_int_equal(kg_tally_count(&q.tally, 1000, 1000).raw, 0);
	kg_question_fini(&q);
}

static void test_weights_are_exact(void **state)
{
	struct kg_question q = question();
	struct kg_decimal tenth = { .units = 1, .scale = 1 };

	(void)state;
	for (uint64_t i = 0; i < 3; i++)
		assert_true(kg_question_answer(&q, &(struct kg_entry){ .place = entry(0, i).place, .times = 1, .weight = &tenth }, kg_slice("a")));
	assert_decimal(kg_tally_count(&q.tally, 0, 0).weighted, "0.3");
	assert_int_equal(kg_tally_count(&q.tally, 0, 0).raw, 3);
	assert_decimal(kg_question_answered(&q, 0)->answered.weighted, "0.3");
	kg_question_fini(&q);
}

static void test_without_weights_only_raw_numbers_count(void **state)
{
	struct kg_question q = question();
	struct kg_entry e = entry(0, 1);

	(void)state;
	assert_true(kg_question_answer(&q, &e, kg_slice("a")));
	assert_decimal(kg_tally_count(&q.tally, 0, 0).weighted, "0");
	assert_int_equal(kg_tally_count(&q.tally, 0, 0).raw, 1);
	kg_question_fini(&q);
}

static void test_a_weight_that_does_not_fit_is_refused(void **state)
{
	struct kg_count count = { .weighted = { .units = ((((kg_int128)1 << 126) - 1) << 1) + 1 } }, other = count;
	struct kg_decimal one = kg_whole(1);

	(void)state;
	assert_false(kg_count_add(&count, &one, 1));
	assert_false(kg_count_merge(&count, &other));
	assert_int_equal(count.raw, 0);
	assert_true(kg_count_add(&count, NULL, 1));
	assert_int_equal(count.raw, 1);
}

/* A row of counted input. */
static void add_row(struct kg_question *q, uint32_t slot, uint64_t offset, const char *cell, int64_t n, int64_t respondents)
{
	struct kg_decimal count = kg_whole(n), base = kg_whole(respondents);
	struct kg_entry e = entry(slot, offset);

	e.weight = &count;
	e.respondents = respondents < 0 ? NULL : &base;
	assert_true(kg_question_row(q, &e, kg_slice(cell)));
}

static void test_counted_rows_keep_totals_apart(void **state)
{
	struct kg_question q = question();
	const struct kg_respondents *r;

	(void)state;
	add_row(&q, 0, 1, "はい", 30, -1);
	add_row(&q, 0, 2, "いいえ", 12, -1);
	add_row(&q, 0, 3, "", 8, -1);
	add_row(&q, 0, 4, "　合計", 50, -1);
	r = kg_question_answered(&q, 0);
	assert_true(r->has_printed);
	assert_false(r->has_given);
	assert_decimal(r->printed, "50");
	assert_decimal(r->answered.weighted, "42");
	assert_int_equal(raw(&q, 0, "合計"), 0);
	assert_decimal(kg_tally_count(&q.tally, 0, 2).weighted, "8");
	kg_question_fini(&q);
}

static void test_a_row_without_a_count_counts_1(void **state)
{
	struct kg_question q = question();
	struct kg_entry e = entry(0, 1);

	(void)state;
	assert_true(kg_question_row(&q, &e, kg_slice("計")));
	assert_decimal(kg_question_answered(&q, 0)->printed, "1");
	assert_true(kg_question_row(&q, &e, kg_slice("a")));
	assert_int_equal(raw(&q, 0, "a"), 1);
	kg_question_fini(&q);
}

static void test_the_first_base_is_kept_and_another_one_noticed(void **state)
{
	struct kg_question q = question();

	(void)state;
	add_row(&q, 0, 1, "a", 3, 10);
	add_row(&q, 0, 2, "b", 4, 10);
	add_row(&q, 1, 3, "a", 5, 20);
	add_row(&q, 1, 4, "b", 6, 21);
	assert_false(kg_question_answered(&q, 0)->differs);
	assert_decimal(kg_question_answered(&q, 0)->given, "10");
	assert_true(kg_question_answered(&q, 1)->differs);
	assert_decimal(kg_question_answered(&q, 1)->given, "20");
	assert_int_equal(kg_question_answered(&q, 1)->other.offset, 4);
	kg_question_fini(&q);
}

/* What three workers counted. */
static void fill(struct kg_question *q, size_t worker)
{
	struct kg_entry e = entry((uint32_t)worker, worker * 100);

	add_row(q, 0, worker * 100 + 1, "a", 1 + (int64_t)worker, 10 + (worker == 2));
	add_row(q, 1, worker * 100 + 2, "計", 5 + (int64_t)worker, -1);
	add_row(q, 2, worker * 100 + 3, "計", 7, -1);
	assert_true(kg_question_answers(q, &e, kg_slice("b;c")));
}

static void assert_whole(const struct kg_question *q)
{
	const struct kg_respondents *r = kg_question_answered(q, 0);
	uint32_t a;

	assert_true(kg_category_find(&q->tally.answers, kg_slice("a"), &a));
	assert_decimal(kg_tally_count(&q->tally, 0, a).weighted, "6");
	assert_int_equal(raw(q, 0, "b"), 1);
	assert_int_equal(raw(q, 1, "b"), 1);
	assert_int_equal(raw(q, 2, "c"), 1);
	assert_true(r->has_given && r->differs);
	assert_decimal(r->given, "10");
	assert_int_equal(r->place.offset, 1);
	assert_int_equal(r->other.offset, 201);
	assert_int_equal(r->answered.raw, 4);
	assert_decimal(kg_question_answered(q, 1)->printed, "5");
	assert_true(kg_question_answered(q, 1)->totals_differ);
	assert_decimal(kg_question_answered(q, 2)->printed, "7");
	assert_false(kg_question_answered(q, 2)->totals_differ);
	assert_false(kg_question_answered(q, 0)->has_printed);
}

static void test_any_order_of_merges_is_the_same(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	uint32_t slots[64];

	(void)state;
	for (uint32_t i = 0; i < COUNT(slots); i++)
		slots[i] = i;
	for (size_t o = 0; o < COUNT(orders); o++) {
		struct kg_question whole = question();

		for (size_t i = 0; i < 3; i++) {
			struct kg_question part = question();

			fill(&part, orders[o][i]);
			assert_true(kg_question_merge(&whole, &part, slots));
			kg_question_fini(&part);
		}
		assert_whole(&whole);
		kg_question_fini(&whole);
	}
}

static void test_slots_are_those_of_the_whole(void **state)
{
	static const uint32_t slots[] = { 40, 7 };
	struct kg_question whole = question(), part = question();
	struct kg_entry zero = entry(0, 1), one = entry(1, 2);

	(void)state;
	assert_true(kg_question_answer(&part, &zero, kg_slice("a")));
	assert_true(kg_question_answer(&part, &one, kg_slice("b")));
	assert_true(kg_question_merge(&whole, &part, slots));
	assert_int_equal(raw(&whole, 40, "a"), 1);
	assert_int_equal(raw(&whole, 7, "b"), 1);
	assert_int_equal(kg_question_answered(&whole, 40)->answered.raw, 1);
	assert_int_equal(kg_question_answered(&whole, 0)->answered.raw, 0);
	kg_question_fini(&part);
	kg_question_fini(&whole);
}

/* A question of a codebook. */
static const char schema[] =
	"{\"fields\":[{\"name\":\"q\",\"categories\":[\"a\",\"b\",\"c\",\"特になし\",\"不明\"],\"kaigo:separator\":\";\","
	"\"kaigo:exclusive\":[\"特になし\"],\"kaigo:nets\":{\"a又はb\":[\"a\",\"b\"],\"b又はc\":[\"b\",\"c\"]}}]}";

static struct kg_codebook read_book(void)
{
	struct kg_codebook book;
	struct kg_error err;

	kg_error_init(&err, "test");
	assert_int_equal(kg_codebook_read(&book, kg_slice(schema), 0, &err), KG_OK);
	kg_error_fini(&err);
	return book;
}

static struct kg_question listed(const struct kg_codebook *book)
{
	struct kg_question q = { .multiple = true, .choices = { .separator = ";", .book = book->fields }, .book = book->fields };

	assert_true(kg_question_declare(&q));
	return q;
}

static void test_what_the_book_lists_is_there_from_the_beginning(void **state)
{
	struct kg_codebook book = read_book();
	struct kg_question q = listed(&book);
	uint32_t ids[8];

	(void)state;
	assert_true(kg_question_declare(&q));	/* once */
	assert_int_equal(q.tally.answers.count, 4);
	assert_int_equal(q.ids[4], KG_NONE);
	assert_true(kg_question_answers(&q, &(struct kg_entry){ .place = entry(0, 1).place, .times = 1 }, kg_slice("x;c")));
	assert_true(kg_categories_order(&q.tally.answers, KG_ORDER_GIVEN, ids));
	for (uint32_t i = 0; i < 5; i++)
		assert_int_equal(ids[i], i);
	assert_int_equal(raw(&q, 0, "x"), 1);
	assert_int_equal(q.outside, 1);
	kg_question_fini(&q);
	kg_codebook_fini(&book);
}

/* A cell, and the counts of the two nets, of contradictions, and of who answered, with it alone. */
static const struct {
	const char *cell;
	unsigned nets[2], contradictions, answered;
} net_cells[] = {
	{ "a", { 1, 0 }, 0, 1 },
	{ "a;b", { 1, 1 }, 0, 1 },
	{ "a;c;x", { 1, 1 }, 0, 1 },
	{ "特になし", { 0, 0 }, 0, 1 },
	{ "特になし;c", { 0, 1 }, 1, 1 },
	{ "x", { 0, 0 }, 0, 1 },
	{ "", { 0, 0 }, 0, 0 },
};

static void test_a_net_counts_respondents(void **state)
{
	struct kg_codebook book = read_book();

	(void)state;
	for (size_t i = 0; i < COUNT(net_cells); i++) {
		struct kg_question q = listed(&book);
		struct kg_entry e = entry(2, 1);

		assert_true(kg_question_answers(&q, &e, kg_slice(net_cells[i].cell)));
		for (uint32_t net = 0; net < 2; net++)
			if (kg_tally_count(&q.nets, 2, net).raw != net_cells[i].nets[net])
				fail_msg("net %u of '%s'", net, net_cells[i].cell);
		assert_int_equal(kg_tally_count(&q.contradictions, 0, 0).raw, net_cells[i].contradictions);
		assert_int_equal(kg_question_answered(&q, 2)->answered.raw, net_cells[i].answered);
		kg_question_fini(&q);
	}
	kg_codebook_fini(&book);
}

static void test_one_answer_has_nets_too(void **state)
{
	struct kg_codebook book = read_book();
	struct kg_question q = listed(&book);
	struct kg_decimal half = { .units = 5, .scale = 1 };
	struct kg_entry e = entry(0, 1);

	(void)state;
	e.weight = &half;
	assert_true(kg_question_answer(&q, &e, kg_slice("a")));
	assert_true(kg_question_answer(&q, &e, kg_slice("")));
	q.multiple = false;
	assert_true(kg_question_row(&q, &e, kg_slice("b")));
	assert_decimal(kg_tally_count(&q.nets, 0, 0).weighted, "1.0");
	assert_decimal(kg_tally_count(&q.nets, 0, 1).weighted, "0.5");
	kg_question_fini(&q);
	kg_codebook_fini(&book);
}

static void test_what_is_no_answer_is_kept_apart_in_every_merge(void **state)
{
	static const uint32_t slots[] = { 5, 3 };
	struct kg_codebook book = read_book();

	(void)state;
	for (int backwards = 0; backwards < 2; backwards++) {
		struct kg_question parts[2] = { listed(&book), listed(&book) }, whole = listed(&book);
		struct kg_entry zero = entry(0, 1), one = entry(1, 2);

		assert_true(kg_question_unclear(&parts[0], &zero) && kg_question_unclear(&parts[1], &zero));
		assert_true(kg_question_not_asked(&parts[0], &one, true) && kg_question_not_asked(&parts[1], &zero, false));
		assert_true(kg_question_answers(&parts[0], &one, kg_slice("特になし;x")));
		assert_true(kg_question_answers(&parts[1], &one, kg_slice("b;特になし")));
		for (int i = 0; i < 2; i++)
			assert_true(kg_question_merge(&whole, &parts[backwards ? 1 - i : i], slots));
		assert_int_equal(kg_question_answered(&whole, 5)->unclear.raw, 2);
		assert_int_equal(kg_question_answered(&whole, 5)->not_asked.raw, 1);
		assert_int_equal(kg_question_answered(&whole, 3)->not_asked.raw, 1);
		assert_int_equal(kg_question_answered(&whole, 5)->answered.raw, 0);
		assert_int_equal(kg_question_answered(&whole, 3)->answered.raw, 2);
		assert_int_equal(whole.unasked_answers, 1);
		assert_int_equal(whole.outside, 1);
		assert_int_equal(kg_tally_count(&whole.nets, 3, 1).raw, 1);
		assert_int_equal(kg_tally_count(&whole.contradictions, 0, 0).raw, 2);
		assert_int_equal(whole.contradictions.answers.count, 1);
		kg_question_fini(&parts[0]);
		kg_question_fini(&parts[1]);
		kg_question_fini(&whole);
	}
	kg_codebook_fini(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_answer_is_counted_in_its_group),
		cmocka_unit_test(test_no_answer_is_not_counted),
		cmocka_unit_test(test_several_answers_are_one_respondent),
		cmocka_unit_test(test_columns_of_marks_show_answers_nobody_gave),
		cmocka_unit_test(test_a_group_that_nobody_is_in_is_all_zero),
		cmocka_unit_test(test_weights_are_exact),
		cmocka_unit_test(test_without_weights_only_raw_numbers_count),
		cmocka_unit_test(test_a_weight_that_does_not_fit_is_refused),
		cmocka_unit_test(test_counted_rows_keep_totals_apart),
		cmocka_unit_test(test_a_row_without_a_count_counts_1),
		cmocka_unit_test(test_the_first_base_is_kept_and_another_one_noticed),
		cmocka_unit_test(test_any_order_of_merges_is_the_same),
		cmocka_unit_test(test_slots_are_those_of_the_whole),
		cmocka_unit_test(test_what_the_book_lists_is_there_from_the_beginning),
		cmocka_unit_test(test_a_net_counts_respondents),
		cmocka_unit_test(test_one_answer_has_nets_too),
		cmocka_unit_test(test_what_is_no_answer_is_kept_apart_in_every_merge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
