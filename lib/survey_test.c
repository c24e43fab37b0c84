/* survey_test - questionnaires by a codebook: who was asked, what is an answer, and the figures of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "binding.h"
#include "sheet.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { GROUP, SINGLE, MULTIPLE, WEIGHT };

struct args {
	struct kg_list singles, multiples;
};

static const struct kg_option options[] = {
	{ 'q', "question", KG_OPTION_LIST, KG_ARG(struct args, singles), .value = "COL" },
	{ 'm', "multiple", KG_OPTION_LIST, KG_ARG(struct args, multiples), .value = "COL" },
	{ 0 }
};

static const struct kg_field fields[] = {
	[GROUP] = { .id = "group", .flags = KG_GROUPED },
	[SINGLE] = { .id = "question", .option = KG_ARG(struct args, singles), .flags = KG_MANY | KG_SINGLES },
	[MULTIPLE] = { .id = "multiple", .option = KG_ARG(struct args, multiples), .flags = KG_MANY | KG_MULTIPLES },
	[WEIGHT] = { .id = "weight" },
	{ 0 }
};

static const char schema[] =
	"{\"missingValues\":[\"\",{\"value\":\"8\",\"label\":\"非該当\"},{\"value\":\"9\",\"label\":\"不明\"}],\"fields\":["
	"{\"name\":\"m\",\"title\":\"機器\",\"categories\":[\"a\",\"b\",\"なし\"],\"kaigo:separator\":\"/\",\"kaigo:exclusive\":[\"なし\"],"
	" \"kaigo:asked\":\"s=1\",\"kaigo:nets\":{\"計\":[\"a\",\"b\"]}},"
	"{\"name\":\"s\",\"title\":\"状況\",\"categories\":[{\"value\":1,\"label\":\"あり\"},{\"value\":2,\"label\":\"その他\"}],\"kaigo:other\":2},"
	"{\"name\":\"h1\",\"kaigo:question\":\"困りごと\",\"kaigo:choice\":\"人手\",\"kaigo:asked\":\"s!=1\"},"
	"{\"name\":\"h2\",\"kaigo:question\":\"困りごと\",\"kaigo:choice\":\"なし\",\"kaigo:exclusive\":true},"
	"{\"name\":\"t\",\"title\":\"状況\",\"categories\":[\"x\"]}]}";

enum { COLUMNS = 5 };
static const char *const names[COLUMNS] = { "m", "s", "h1", "h2", "t" };

struct fixture {
	struct kg_error err;
	struct kg_binding binding;
	struct kg_codebook book;
	struct args args;
	int cell[COLUMNS];
};

static struct fixture *set_up(void)
{
	static const struct kg_list none;
	struct fixture *f = calloc(1, sizeof *f);
	struct kg_slice header[COLUMNS];

	assert_non_null(f);
	for (size_t i = 0; i < COLUMNS; i++)
		header[i] = kg_slice(names[i]);
	kg_error_init(&f->err, "tool");
	assert_int_equal(kg_codebook_read(&f->book, kg_slice(schema), 0, &f->err), KG_OK);
	assert_int_equal(kgi_binding_init(&f->binding, fields, options, &f->args, &none, &none, &f->book, &f->err), KG_OK);
	kgi_binding_file(&f->binding);
	assert_int_equal(kgi_binding_offer(&f->binding, header, COLUMNS, f->cell, &f->err), KG_OK);
	return f;
}

static void tear_down(struct fixture *f)
{
	kgi_binding_fini(&f->binding);
	kg_codebook_fini(&f->book);
	kg_error_fini(&f->err);
	free(f);
}

static const struct kg_survey_form form = { .group = GROUP, .single = SINGLE, .multiple = MULTIPLE,
					    .questionnaire = true };

/* Counts a record with these cells, by column. */
static void add(struct fixture *f, struct kg_survey *survey, const char *const cells[COLUMNS], uint64_t offset)
{
	struct kg_slice read[16] = { { 0 } }, raw[16] = { { 0 } };
	unsigned char missing[16] = { 0 };
	struct kg_record record = { .binding = &f->binding, .bound = f->binding.lists, .cells = read, .raw = raw, .missing = missing,
				    .place = { .file = 1, .offset = offset, .line = 1 }, .times = 1 };

	assert_true(f->binding.cell_count <= COUNT(read));
	for (size_t i = 0; i < COLUMNS; i++) {
		struct kg_meaning meaning = kg_book_meaning(&f->book.fields[i], kg_slice(cells[i]));

		raw[f->cell[i]] = kg_slice(cells[i]);
		read[f->cell[i]] = meaning.text;
		missing[f->cell[i]] = (unsigned char)meaning.missing;
	}
	kgi_binding_copy(&f->binding, read);
	kgi_binding_copy(&f->binding, raw);
	assert_int_equal(kg_survey_check(survey, &form, &record, &f->err), KG_OK);
	assert_int_equal(kg_survey_add(survey, &form, &record, (struct kg_entry){ 0 }, &f->err), KG_OK);
}

static const char *const records[][COLUMNS] = {
	{ "a/b", "1", "", "", "x" },
	{ "なし/a", "1", "1", "0", "" },	/* h1 was for others, it is not counted */
	{ "a", "書いたもの", "1", "1", "9" },	/* m was for others; h1 and the exclusive h2 */
	{ "", "2", "0", "0", "8" },
	{ "9", "あり", "1", "", "x" },
	{ "c/a", "１", "", "", "x" },
	{ "", "", "1", "0", "" },
	{ "b", "9", "9", "", "x" },		/* whether m was for them is not known: it was not */
};

static void put_row(const struct kg_sheet *s, size_t row, char *text)
{
	struct kg_sheet_row r = kg_sheet_row(s, 0, row);
	char count[KG_DECIMAL_ROOM], base[KG_DECIMAL_ROOM];

	kg_decimal_print(r.count, count);
	kg_decimal_print(r.base, base);
	sprintf(text + strlen(text), " %.*s %s/%s", KG_SLICE_ARG(r.answer), count, base);
}

/* The questions in order, each with its rows. */
static void write_survey(struct fixture *f, struct kg_survey *survey, bool answered, char *text)
{
	static const struct kg_common common = { .digits = 1 };
	const struct kg_sheet_form how = { .answered = answered, .common = &common };
	const uint32_t slots[] = { 0 };

	*text = '\0';
	kg_survey_sort(survey, &form);
	for (size_t i = 0; i < survey->count; i++) {
		struct kg_sheet sheet;

		sprintf(text + strlen(text), "%s%.*s:", i ? "\n" : "", KG_SLICE_ARG(survey->questions[i].is.name));
		assert_int_equal(kg_sheet_init(&sheet, &how, survey, &survey->questions[i].is, slots, &f->err), KG_OK);
		for (size_t row = 0; row < kg_sheet_rows(&sheet); row++)
			put_row(&sheet, row, text);
		kg_sheet_fini(&sheet);
	}
}

static const char all[] =
	"機器: a 3/4 b 1/4 なし 1/4 c 1/4 不明 1/4 無回答 0/4 計 3/4\n"
	"状況: あり 4/8 その他 2/8 不明 1/8 無回答 1/8\n"
	"困りごと: 人手 2/4 なし 1/4 不明 1/4 無回答 1/4\n"
	"状況 (t): x 4/7 不明 1/7 無回答 2/7";
static const char answered[] =
	"機器: a 3/3 b 1/3 なし 1/3 c 1/3 計 3/3\n"
	"状況: あり 4/6 その他 2/6\n"
	"困りごと: 人手 2/2 なし 1/2\n"
	"状況 (t): x 4/4";

static void test_a_questionnaire_counts_by_its_codebook(void **state)
{
	struct fixture *f = set_up();
	struct kg_survey survey = { 0 };
	char text[2000];

	(void)state;
	for (size_t i = 0; i < COUNT(records); i++)
		add(f, &survey, records[i], i * 100);
	write_survey(f, &survey, false, text);
	assert_string_equal(text, all);
	write_survey(f, &survey, true, text);
	assert_string_equal(text, answered);
	assert_int_equal(survey.questions[0].is.outside, 1);
	assert_int_equal(survey.questions[0].is.unasked_answers, 2);
	assert_int_equal(kg_tally_count(&survey.questions[0].is.contradictions, 0, 0).raw, 1);
	assert_int_equal(survey.questions[1].is.outside, 1);
	assert_int_equal(survey.questions[2].is.unasked_answers, 2);
	assert_int_equal(kg_tally_count(&survey.questions[2].is.contradictions, 0, 0).raw, 1);
	assert_int_equal(kg_question_answered(&survey.questions[2].is, 0)->not_asked.raw, 4);
	kg_survey_fini(&survey);
	tear_down(f);
}

static void test_any_order_of_merges_is_the_same(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	struct fixture *f = set_up();
	char text[2000];

	(void)state;
	for (size_t o = 0; o < COUNT(orders); o++) {
		struct kg_survey whole = { 0 };

		for (size_t worker = 0; worker < 3; worker++) {
			struct kg_survey part = { 0 };

			for (size_t i = orders[o][worker]; i < COUNT(records); i += 3)
				add(f, &part, records[i], i * 100);
			assert_int_equal(kg_survey_merge(&whole, &part, &f->err), KG_OK);
			kg_survey_fini(&part);
		}
		write_survey(f, &whole, false, text);
		assert_string_equal(text, all);
		kg_survey_fini(&whole);
	}
	tear_down(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_questionnaire_counts_by_its_codebook),
		cmocka_unit_test(test_any_order_of_merges_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
