/* codebook_test - schemas read and written, and what cells mean by them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "codebook.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Every property that is known. */
static const char whole[] =
	"{ \"missingValues\": [\"\", \"-99\", { \"value\": 8, \"label\": \"非該当\" }], \"primaryKey\": \"受付番号\", \"description\": \"x\",\n"
	"\"fields\": [\n"
	"{ \"name\": \"受付番号\", \"type\": \"string\", \"constraints\": { \"required\": true, \"unique\": true, \"pattern\": \"[A-Z]\\\\d{3}\" } },\n"
	"{ \"name\": \"q1\", \"title\": \"機器の導入状況\", \"type\": \"integer\", \"categoriesOrdered\": true,\n"
	"  \"categories\": [{ \"value\": 1, \"label\": \"導入している\" }, { \"value\": 2, \"label\": \"検討中\" }, { \"value\": 3, \"label\": \"していない\" },\n"
	"                   { \"value\": 4, \"label\": \"対象外\" }],\n"
	"  \"missingValues\": [\"\", { \"value\": \"9\", \"label\": \"不明\" }, { \"value\": \"0\", \"label\": \"無回答\" }, { \"value\": \"7\", \"label\": \"回答拒否\" }],\n"
	"  \"kaigo:scale\": { \"1\": 1, \"検討中\": 0.5, \"3\": -1 }, \"kaigo:nets\": { \"前向き\": [1, \"検討中\"] } },\n"
	"{ \"name\": \"q2\", \"title\": \"導入した機器\", \"type\": \"string\", \"categories\": [\"見守り\", \"移乗（リフト、スーツ）\", \"その他\", \"特になし\"],\n"
	"  \"kaigo:separator\": \"、\", \"kaigo:exclusive\": [\"特になし\"], \"kaigo:asked\": [\"q1=導入している\", \"q1=2\"] },\n"
	"{ \"name\": \"q3_1\", \"type\": \"boolean\", \"trueValues\": [\"選択\"], \"falseValues\": [\"未選択\"],\n"
	"  \"kaigo:question\": \"困りごと\", \"kaigo:choice\": \"人手\" },\n"
	"{ \"name\": \"q3_2\", \"kaigo:question\": \"困りごと\", \"kaigo:choice\": \"なし\", \"kaigo:exclusive\": true, \"kaigo:asked\": \"q1!=3\" },\n"
	"{ \"name\": \"定員\", \"type\": \"integer\", \"constraints\": { \"minimum\": 0, \"maximum\": 500 } },\n"
	"{ \"name\": \"率\", \"type\": \"number\", \"constraints\": { \"minimum\": 0.5 } },\n"
	"{ \"name\": \"導入日\", \"type\": \"date\", \"format\": \"any\", \"constraints\": { \"maximum\": \"2025-03-31\" } },\n"
	"{ \"name\": \"年度\", \"type\": \"year\" },\n"
	"{ \"name\": \"事業所番号\", \"type\": \"string\", \"kaigo:code\": \"office\" },\n"
	"{ \"name\": \"記入日時\", \"type\": \"datetime\" },\n"
	"{ \"name\": \"手段\", \"type\": \"list\", \"delimiter\": \"/\", \"categories\": [\"電話\", \"FAX\"], \"kaigo:other\": \"FAX\" },\n"
	"{ \"name\": \"地域\", \"constraints\": { \"enum\": [\"東\", \"西\"] } },\n"
	"{ \"name\": \"自由\" }\n"
	"] }";

static struct kg_codebook read_book(const char *json)
{
	struct kg_codebook book;
	struct kg_error err;

	kg_error_init(&err, "test");
	if (kg_codebook_read(&book, kg_slice(json), kg_error_file(&err, "s.json"), &err) != KG_OK) {
		kg_error_print(&err, stderr);
		fail();
	}
	kg_error_fini(&err);
	return book;
}

static const struct kg_book_field *field(const struct kg_codebook *book, const char *name)
{
	const struct kg_book_field *found = kg_codebook_field(book, kg_slice(name));

	assert_non_null(found);
	return found;
}

static void assert_text(struct kg_slice slice, const char *expected)
{
	assert_int_equal(slice.len, strlen(expected));
	assert_memory_equal(slice.at, expected, slice.len);
}

static void test_a_schema_is_read_whole(void **state)
{
	struct kg_codebook book = read_book(whole);
	const struct kg_book_field *q1 = field(&book, " Ｑ１ "), *q2 = field(&book, "q2"), *q3 = field(&book, "q3_2");
	char score[KG_DECIMAL_ROOM];

	(void)state;
	assert_int_equal(book.count, 14);
	assert_ptr_equal(q1, &book.fields[1]);
	assert_text(q1->title, "機器の導入状況");
	assert_text(book.fields[0].title, "受付番号");
	assert_true(book.fields[0].key && book.fields[0].unique && book.fields[0].required);
	assert_false(q1->key || q1->required || q1->unique);
	assert_int_equal(q1->type, KG_BOOK_INTEGER);
	assert_true(q1->ordered);
	assert_int_equal(q1->category_count, 4);
	assert_text(q1->categories[1].value, "2");
	assert_text(q1->categories[1].label, "検討中");
	assert_int_equal(q1->categories[3].missing, KG_NOT_ASKED);
	assert_true(q1->categories[1].scored);
	kg_decimal_print(q1->categories[1].score, score);
	assert_string_equal(score, "0.5");
	assert_int_equal(kg_sign(q1->categories[2].score), -1);
	assert_int_equal(q1->net_count, 1);
	assert_text(q1->nets[0].label, "前向き");
	assert_int_equal(q1->nets[0].count, 2);
	assert_int_equal(q1->nets[0].categories[1], 1);
	assert_int_equal(q1->other, -1);
	assert_text(q2->separator, "、");
	assert_int_equal(q2->other, 2);
	assert_true(q2->categories[3].exclusive);
	assert_int_equal(q2->asked_count, 2);
	assert_text(q2->asked[1].column, "q1");
	assert_text(q2->asked[1].value, "2");
	assert_text(q3->question, "困りごと");
	assert_text(q3->choice, "なし");
	assert_true(q3->exclusive && q3->asked[0].unequal);
	assert_int_equal(q3->type, KG_BOOK_BOOLEAN);
	assert_int_equal(field(&book, "事業所番号")->code, KG_CODE_OFFICE);
	assert_text(field(&book, "手段")->separator, "/");
	assert_int_equal(field(&book, "手段")->other, 1);
	assert_text(field(&book, "地域")->categories[1].label, "西");
	assert_null(kg_codebook_field(&book, kg_slice("q9")));
	assert_true(kg_book_is_question(q1) && kg_book_is_question(q3) && !kg_book_is_question(field(&book, "自由")));
	kg_codebook_fini(&book);
}

/* The way a schema is written is the one thing it does not keep; from then on it does. */
static void test_what_was_read_is_written(void **state)
{
	struct kg_codebook book = read_book(whole), again;
	struct kg_arena arena = { 0 };
	struct kg_slice first = kg_codebook_write(&book, &arena), second;
	static const char *const parts[] = {
		"{\n  \"fields\": [\n    {\n      \"name\": \"受付番号\",\n      \"type\": \"string\",\n"
		"      \"constraints\": {\"required\": true, \"unique\": true, \"pattern\": \"[A-Z]\\\\d{3}\"}\n    },\n",
		"      \"categories\": [\n        {\"value\": 1, \"label\": \"導入している\"},\n",
		"      \"categoriesOrdered\": true,\n      \"missingValues\": [\n        \"\",\n        {\"value\": \"9\", \"label\": \"不明\"},\n",
		"      \"kaigo:scale\": {\"導入している\": 1, \"検討中\": 0.5, \"していない\": -1},\n"
		"      \"kaigo:nets\": {\"前向き\": [\"導入している\", \"検討中\"]}\n",
		"      \"categories\": [\"見守り\", \"移乗（リフト、スーツ）\", \"その他\", \"特になし\"],\n"
		"      \"kaigo:separator\": \"、\",\n      \"kaigo:exclusive\": [\"特になし\"],\n"
		"      \"kaigo:asked\": [\"q1=導入している\", \"q1=2\"]\n    },\n",
		"      \"type\": \"boolean\",\n      \"trueValues\": [\"選択\"],\n      \"falseValues\": [\"未選択\"],\n",
		"      \"kaigo:exclusive\": true,\n      \"kaigo:asked\": \"q1!=3\"\n",
		"\"constraints\": {\"minimum\": 0, \"maximum\": 500}", "\"constraints\": {\"minimum\": 0.5}",
		"      \"type\": \"date\",\n      \"format\": \"any\",\n      \"constraints\": {\"maximum\": \"2025-03-31\"}\n",
		"\"type\": \"datetime\"", "\"delimiter\": \"/\",\n      \"kaigo:other\": \"FAX\"\n", "\"kaigo:code\": \"office\"",
		"\"categories\": [\"東\", \"西\"]",
		"  ],\n  \"missingValues\": [\"\", \"-99\", {\"value\": \"8\", \"label\": \"非該当\"}],\n  \"primaryKey\": [\"受付番号\"]\n}\n",
	};

	(void)state;
	assert_non_null(first.at);
	for (size_t i = 0; i < COUNT(parts); i++)
		if (!strstr(first.at, parts[i]))
			fail_msg("'%s' is not in '%s'", parts[i], first.at);
	again = read_book(first.at);
	second = kg_codebook_write(&again, &arena);
	assert_string_equal(first.at, second.at);
	assert_int_equal(field(&again, "q1")->missing[3].kind, KG_UNCLEAR);
	assert_int_equal(field(&again, "地域")->missing_count, 3);
	kg_codebook_fini(&book);
	kg_codebook_fini(&again);
	kg_arena_fini(&arena);
}

static void test_a_book_made_by_hand_is_written(void **state)
{
	struct kg_book_category categories[] = { { .value = kg_slice("1"), .label = kg_slice("1") },
						 { .value = kg_slice("01"), .label = kg_slice("○") },
						 { .value = kg_slice("2.50"), .label = kg_slice("2.50") } };
	struct kg_book_field fields[] = { { .name = kg_slice("a"), .type = KG_BOOK_INTEGER, .categories = categories,
					    .category_count = 3, .other = -1 } };
	struct kg_codebook book = { .fields = fields, .count = 1 };
	struct kg_arena arena = { 0 };
	size_t bad;

	(void)state;
	fields[0].title = fields[0].name;
	assert_string_equal(kg_codebook_write(&book, &arena).at,
			    "{\n  \"fields\": [\n    {\n      \"name\": \"a\",\n      \"type\": \"integer\",\n"
			    "      \"categories\": [1, {\"value\": \"01\", \"label\": \"○\"}, \"2.50\"]\n    }\n  ]\n}\n");
	assert_int_equal(kg_codebook_prepare(&book, &bad), KG_OK);
	assert_int_equal(kg_book_category(&fields[0], kg_slice("０１")), 1);
	fields[0].pattern = kg_slice("(");
	assert_int_equal(kg_codebook_prepare(&book, &bad), KG_INPUT);
	assert_int_equal(bad, 0);
	kg_codebook_fini(&book);
	kg_arena_fini(&arena);
}

#define FIELD(text) "{\"fields\":[{\"name\":\"a\"," text "}]}"
#define QUESTION(text) "{\"fields\":[{\"name\":\"a\",\"categories\":[{\"value\":1,\"label\":\"はい\"},\"いいえ\"]," text "}]}"

static const struct {
	const char *json, *said;
} wrong[] = {
	{ "{\"fields\": [\n\n}", "test: s.json:3: this is not JSON: " },
	{ "", "test: s.json:1: this is not JSON: " },
	{ "[]", "test: s.json: this is no Table Schema: an object with \"fields\" is expected" },
	{ "{}", "test: s.json: this is no Table Schema" },
	{ "{\"fields\":{}}", "test: s.json: fields: an array is needed" },
	{ "{\"fields\":[{}]}", "test: s.json: field 1 has no name" },
	{ "{\"fields\":[\"a\"]}", "test: s.json: field 1 has no name" },
	{ "{\"fields\":[{\"name\":\"a\"},{\"name\":\" \"}]}", "test: s.json: field 2 has no name" },
	{ "{\"fields\":[{\"name\":\"a\"},{\"name\":\"Ａ\"}]}", "test: s.json: the name 'Ａ' comes twice" },
	{ "{\"fields\":[{\"name\":\"a\",\"name\":\"b\"}]}", "this is not JSON: duplicate object key" },
	{ "{\"fields\":[],\"kaigo:lang\":1}", "test: s.json: 'kaigo:lang' is no property of a codebook" },
	{ "{\"fields\":[],\"primaryKey\":[\"x\"]}", "test: s.json: primaryKey: there is no field 'x'" },
	{ "{\"fields\":[],\"primaryKey\":1}", "test: s.json: primaryKey: names of fields are needed" },
	{ "{\"fields\":[],\"missingValues\":\"\"}", "test: s.json: missingValues: an array is needed" },
	{ FIELD("\"title\":1"), "test: s.json: column 'a': title: a text is needed" },
	{ FIELD("\"type\":\"text\""), "test: s.json: column 'a': type: not a type of the Table Schema" },
	{ FIELD("\"categories\":\"x\""), "test: s.json: column 'a': categories: an array is needed" },
	{ FIELD("\"categories\":[{\"label\":\"x\"}]"), "test: s.json: column 'a': categories: a text or a number is needed" },
	{ FIELD("\"categories\":[[]]"), "test: s.json: column 'a': categories: a text or a number is needed" },
	{ FIELD("\"categories\":[\"\"]"), "test: s.json: column 'a': categories: a text or a number is needed" },
	{ FIELD("\"categories\":[\"x\",\"ｘ\"]"), "test: s.json: column 'a': the category 'ｘ' is also 'x'" },
	{ FIELD("\"categories\":[{\"value\":1,\"label\":\"2\"},{\"value\":2,\"label\":\"1\"}]"), "column 'a': the category '1' is also '2'" },
	{ FIELD("\"categoriesOrdered\":1"), "column 'a': categoriesOrdered: true or false is needed" },
	{ FIELD("\"constraints\":[]"), "column 'a': constraints: an object is needed" },
	{ FIELD("\"constraints\":{\"required\":\"yes\"}"), "column 'a': required: true or false is needed" },
	{ FIELD("\"type\":\"integer\",\"constraints\":{\"minimum\":\"x\"}"), "column 'a': minimum: not of the field's type" },
	{ FIELD("\"constraints\":{\"pattern\":\"(\"}"), "column 'a': pattern: '(' is not understood" },
	{ FIELD("\"constraints\":{\"pattern\":\"\\\\p{L}\"}"), "column 'a': pattern: '\\p{L}' is not understood" },
	{ FIELD("\"kaigo:seperator\":\";\""), "test: s.json: column 'a': 'kaigo:seperator' is no property of a codebook" },
	{ FIELD("\"kaigo:separator\":\"\""), "column 'a': kaigo:separator: a text is needed" },
	{ FIELD("\"kaigo:question\":\"x\""), "column 'a': kaigo:question and kaigo:choice need each other" },
	{ FIELD("\"kaigo:choice\":\"x\""), "column 'a': kaigo:question and kaigo:choice need each other" },
	{ FIELD("\"kaigo:exclusive\":[\"x\"]"), "column 'a': kaigo:exclusive: 'x' is none of the categories" },
	{ FIELD("\"kaigo:code\":\"post\""), "column 'a': kaigo:code: office, municipality, insurer or corporate is needed" },
	{ QUESTION("\"kaigo:exclusive\":true"), "column 'a': kaigo:exclusive: an array is needed" },
	{ QUESTION("\"kaigo:asked\":\"a\""), "column 'a': kaigo:asked: COL=VALUE or COL!=VALUE is needed" },
	{ QUESTION("\"kaigo:asked\":[\"a=1\",\"b=1\"]"), "column 'a': kaigo:asked: there is no field 'b'" },
	{ QUESTION("\"kaigo:asked\":\"a=3\""), "column 'a': kaigo:asked: '3' is none of the categories of 'a'" },
	{ QUESTION("\"kaigo:scale\":{\"2\":1}"), "column 'a': kaigo:scale: '2' is none of the categories" },
	{ QUESTION("\"kaigo:scale\":{\"1\":\"x\"}"), "column 'a': kaigo:scale: numbers are needed" },
	{ QUESTION("\"kaigo:scale\":[1]"), "column 'a': kaigo:scale: an object is needed" },
	{ QUESTION("\"kaigo:nets\":{\"x\":[1,7]}"), "column 'a': kaigo:nets: '7' is none of the categories" },
	{ QUESTION("\"kaigo:nets\":{\"はい\":[1]}"), "column 'a': kaigo:nets: 'はい' is one of the categories already" },
	{ QUESTION("\"kaigo:nets\":{\"x\":[1],\"ｘ\":[1]}"), "column 'a': kaigo:nets: 'ｘ' comes twice" },
	{ QUESTION("\"kaigo:other\":\"x\""), "column 'a': kaigo:other: 'x' is none of the categories" },
};

static void test_wrong_schemas_are_reported(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct kg_codebook book;
		struct kg_error err;
		char *said = NULL;
		size_t size;
		FILE *out = open_memstream(&said, &size);

		kg_error_init(&err, "test");
		if (kg_codebook_read(&book, kg_slice(wrong[i].json), kg_error_file(&err, "s.json"), &err) != KG_INPUT)
			fail_msg("%s was read", wrong[i].json);
		kg_error_print(&err, out);
		fclose(out);
		if (!strstr(said, wrong[i].said))
			fail_msg("%s: '%s', not '%s'", wrong[i].json, said, wrong[i].said);
		assert_int_equal(err.count, 1);
		free(said);
		kg_codebook_fini(&book);
		kg_error_fini(&err);
	}
}

static const struct {
	const char *field, *cell, *text;
	enum kg_missing missing;
	const char *fault;
} cells[] = {
	{ "q1", "1", "導入している", KG_PRESENT, NULL },
	{ "q1", "１", "導入している", KG_PRESENT, NULL },
	{ "q1", " 検討中 ", "検討中", KG_PRESENT, NULL },
	{ "q1", "01", "01", KG_PRESENT, "category" },
	{ "q1", "5", "5", KG_PRESENT, "category" },
	{ "q1", "4", "", KG_NOT_ASKED, NULL },
	{ "q1", "対象外", "", KG_NOT_ASKED, NULL },
	{ "q1", "9", "", KG_UNCLEAR, NULL },
	{ "q1", "０", "", KG_NO_ANSWER, NULL },
	{ "q1", "7", "", KG_UNCLEAR, NULL },
	{ "q1", "8", "8", KG_PRESENT, "category" },	/* the schema's marks are not those of a field with its own */
	{ "q1", " 　", "", KG_NO_ANSWER, NULL },
	{ "q1", "無回答", "", KG_NO_ANSWER, NULL },
	{ "q2", "見守り、電話", "見守り、電話", KG_PRESENT, NULL },
	{ "q2", "8", "", KG_NOT_ASKED, NULL },
	{ "q2", "\xff", "", KG_NO_ANSWER, NULL },
	{ "受付番号", "A123", "A123", KG_PRESENT, NULL },
	{ "受付番号", "Ａ１２３", "Ａ１２３", KG_PRESENT, NULL },
	{ "受付番号", "A1234", "A1234", KG_PRESENT, "pattern" },
	{ "受付番号", "xA123", "xA123", KG_PRESENT, "pattern" },
	{ "受付番号", "", "", KG_NO_ANSWER, "required" },
	{ "受付番号", "-99", "", KG_NO_ANSWER, "required" },
	{ "受付番号", "8", "", KG_NOT_ASKED, NULL },
	{ "q3_1", "選択", "true", KG_PRESENT, NULL },
	{ "q3_1", "未選択", "false", KG_PRESENT, NULL },
	{ "q3_1", "○", "○", KG_PRESENT, NULL },
	{ "q3_1", "5", "5", KG_PRESENT, "type" },
	{ "q3_2", "選択", "選択", KG_PRESENT, "type" },
	{ "定員", "５００人", "５００人", KG_PRESENT, NULL },
	{ "定員", "501", "501", KG_PRESENT, "range" },
	{ "定員", "-1", "-1", KG_PRESENT, "range" },
	{ "定員", "1.5", "1.5", KG_PRESENT, "type" },
	{ "定員", "多数", "多数", KG_PRESENT, "type" },
	{ "定員", "－", "", KG_NO_ANSWER, NULL },
	{ "率", "0.5", "0.5", KG_PRESENT, NULL },
	{ "率", "0.49", "0.49", KG_PRESENT, "range" },
	{ "導入日", "R7.3.31", "R7.3.31", KG_PRESENT, NULL },
	{ "導入日", "R7.4.1", "R7.4.1", KG_PRESENT, "range" },
	{ "導入日", "2024-02-30", "2024-02-30", KG_PRESENT, "type" },
	{ "年度", "令和6年度", "令和6年度", KG_PRESENT, NULL },
	{ "年度", "令和", "令和", KG_PRESENT, "type" },
	{ "地域", "西", "西", KG_PRESENT, NULL },
	{ "地域", "南", "南", KG_PRESENT, "category" },
	{ "自由", " 何でも ", " 何でも ", KG_PRESENT, NULL },
	{ "自由", "8", "", KG_NOT_ASKED, NULL },
	{ "記入日時", "いつか", "いつか", KG_PRESENT, NULL },
};

static void test_cells_mean_what_the_book_says(void **state)
{
	struct kg_codebook book = read_book(whole);

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct kg_meaning meaning = kg_book_meaning(field(&book, cells[i].field), kg_slice(cells[i].cell));

		if (meaning.missing != cells[i].missing || !meaning.fault != !cells[i].fault ||
		    (meaning.fault && strcmp(meaning.fault, cells[i].fault) != 0) || !kg_slice_same(meaning.text, kg_slice(cells[i].text)))
			fail_msg("%s '%s': '%.*s', missing %d, fault %s", cells[i].field, cells[i].cell, KG_SLICE_ARG(meaning.text),
				 meaning.missing, meaning.fault ? meaning.fault : "none");
	}
	kg_codebook_fini(&book);
}

static void test_a_text_that_is_no_category_is_other(void **state)
{
	struct kg_codebook book = read_book("{\"fields\":[{\"name\":\"a\",\"categories\":[\"電話\",\"その他\"]},"
					    "{\"name\":\"b\",\"categories\":[1,{\"value\":2,\"label\":\"その他\"}]}]}");

	(void)state;
	assert_text(kg_book_meaning(&book.fields[0], kg_slice("手紙")).text, "その他");
	assert_string_equal(kg_book_meaning(&book.fields[1], kg_slice("7")).fault, "category");
	kg_codebook_fini(&book);
}

static void test_routing_makes_an_exception_of_required(void **state)
{
	struct kg_codebook book = read_book("{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\",\"constraints\":{\"required\":true},"
					    "\"kaigo:asked\":\"a=1\"}]}");

	(void)state;
	assert_null(kg_book_meaning(&book.fields[1], kg_slice("")).fault);
	kg_codebook_fini(&book);
}

static const struct {
	const char *field, *cell, *said;
} faults[] = {
	{ "受付番号", "", "test: in.csv:3: column 'x': an answer is needed here, the cell is empty\n" },
	{ "受付番号", "B", "test: in.csv:3: column 'x': 'B' is not of the form [A-Z]\\d{3}\n" },
	{ "q1", " 5", "test: in.csv:3: column 'x': '5' is none of the answers in the codebook\n" },
	{ "定員", "多数", "test: in.csv:3: column 'x': '多数': a whole number is needed\n" },
	{ "定員", "501", "test: in.csv:3: column 'x': '501' is not from 0 to 500\n" },
	{ "率", "0", "test: in.csv:3: column 'x': '0' is less than 0.5\n" },
	{ "導入日", "2025-04-01", "test: in.csv:3: column 'x': '2025-04-01' is more than 2025-03-31\n" },
};

static void test_faults_are_reported(void **state)
{
	struct kg_codebook book = read_book(whole);

	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		const struct kg_book_field *f = field(&book, faults[i].field);
		struct kg_meaning meaning = kg_book_meaning(f, kg_slice(faults[i].cell));
		struct kg_error err;
		char *said = NULL;
		size_t size;
		FILE *out = open_memstream(&said, &size);

		kg_error_init(&err, "test");
		struct kg_place place = { .file = kg_error_file(&err, "in.csv"), .line = 3 };

		assert_int_equal(kg_book_error(f, &meaning, kg_slice(faults[i].cell), place, "x", &err), KG_INPUT);
		kg_error_print(&err, out);
		fclose(out);
		assert_string_equal(said, faults[i].said);
		free(said);
		kg_error_fini(&err);
	}
	kg_codebook_fini(&book);
}

/* The categories of a question, what is between answers, a cell, and its answers: [ ] around what is no category. */
static const struct {
	const char *categories, *separator, *cell, *answers;
} splits[] = {
	{ "\"a\",\"b\"", ";", "a;b", "a|b" },
	{ "\"a\",\"b\"", ";", "b;a;", "b|a" },
	{ "\"a\",\"b\"", "; ", "a; b;", "a|b" },
	{ "\"a\",\"b\"", ", ", "a, b, ", "a|b" },
	{ "\"a\",\"b\"", ";", " ａ ; ;; b", "a|b" },
	{ "\"a\",\"b\"", ";", ";", "" },
	{ "\"a\",\"b\"", ";", "a;x;y;b", "a|[x]|[y]|b" },
	{ "\"a\",\"b\",\"その他\"", ";", "a;x;y;b", "a|[x;y]|b" },
	{ "\"a\",\"b\",\"その他\"", ", ", "a, x, y", "a|[x, y]" },
	{ "\"a\",\"b\",\"その他\"", ";", "その他;x", "その他|[x]" },
	{ "\"電話\",\"その他（電話、FAX）\"", "、", "その他（電話、FAX）、電話", "その他（電話、FAX）|電話" },
	{ "\"電話\",\"その他（電話、FAX）\"", "、", "その他（電話、ＦＡＸ）", "その他（電話、FAX）" },
	{ "\"a\",\"a,b\",\"b\"", ",", "a,b", "a,b" },
	{ "\"a\",\"a,b\",\"b\"", ",", "a,c,b", "a|[c]|b" },
	{ "\"a\",\"a,b,c\"", ",", "a,b", "a|[b]" },
	{ "\"x（a，b）\",\"c\"", ",", "x(a,b),c", "x（a，b）|c" },
	{ "\"中野\",\"新中野\",\"中野坂上\"", ";", "中野坂上;新中野", "中野坂上|新中野" },
	{ "\"中野\",\"新中野\"", ";", "中野坂上;中野", "[中野坂上]|中野" },
	{ "{\"value\":1,\"label\":\"a\"},{\"value\":2,\"label\":\"b\"}", ";", "2;１;b", "b|a|b" },
	{ "\"a\",\"b\"", ";", "a;無回答;99;b", "a|b" },
	{ "\"a\",\"その他\"", ";", "x;無回答;y;無回答;a", "[x;無回答;y]|a" },
	{ "\"a b\",\"a\"", " ", "a b a", "a b|a" },
};

static void test_answers_are_taken_off_a_cell(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(splits); i++) {
		char json[400], text[400] = "", *end = text;
		struct kg_slice cell = kg_slice(splits[i].cell), answer;
		struct kg_codebook book;
		int category;

		snprintf(json, sizeof json, "{\"fields\":[{\"name\":\"a\",\"missingValues\":[\"99\"],\"categories\":[%s],\"kaigo:separator\":\"%s\"}]}",
			 splits[i].categories, splits[i].separator);
		book = read_book(json);
		while (kg_book_next(book.fields, book.fields->separator, &cell, &answer, &category)) {
			struct kg_slice label = category < 0 ? answer : book.fields->categories[category].label;

			end += sprintf(end, category < 0 ? "%s[%.*s]" : "%s%.*s", end > text ? "|" : "", KG_SLICE_ARG(label));
		}
		if (strcmp(text, splits[i].answers) != 0)
			fail_msg("'%s' of %s: %s", splits[i].cell, splits[i].categories, text);
		kg_codebook_fini(&book);
	}
}

static void test_the_first_of_a_list_keeps_its_blanks(void **state)
{
	static const struct {
		const char *list;
		size_t len;
		int category;
	} firsts[] = {
		{ " A、B ;C", 7, 0 }, { "A、B;C", 5, 0 }, { "A;B;C", 1, -1 }, { "C", 1, 1 },
		{ " 99 ;C", 4, -1 }, { "D;E; F ;C", 7, 2 }, { "D;E;C", 1, -1 }, { "", 0, -1 },
	};
	struct kg_codebook book = read_book("{\"fields\":[{\"name\":\"a\",\"missingValues\":[\"99\"],"
					    "\"categories\":[\"A、B\",\"C\",\"D；E; F\"],\"kaigo:separator\":\";\"}]}");
	size_t most = kg_book_longest(book.fields, kg_slice(";"));
	int category;

	(void)state;
	assert_int_equal(most, 3);
	assert_int_equal(kg_book_longest(book.fields, kg_slice("、")), 2);
	assert_int_equal(kg_book_longest(book.fields, kg_slice("/")), 1);
	for (size_t i = 0; i < COUNT(firsts); i++) {
		assert_int_equal(kg_book_first(book.fields, kg_slice(";"), most, kg_slice(firsts[i].list), &category), firsts[i].len);
		assert_int_equal(category, firsts[i].category);
	}
	assert_int_equal(kg_book_first(book.fields, kg_slice(";"), most - 1, kg_slice("D;E; F"), &category), 1);
	kg_codebook_fini(&book);
}

static const struct {
	const char *field, *value, *cell;
	bool holds;
} conditions[] = {
	{ "q1", "導入している", "1", true },
	{ "q1", "1", "導入している", true },
	{ "q1", "1", "2", false },
	{ "q1", "1", "", false },
	{ "q2", "見守り", "特になし", false },
	{ "q2", "見守り", "移乗（リフト、スーツ）、見守り", true },
	{ "q2", "スーツ）", "移乗（リフト、スーツ）", false },
	{ "q3_1", "1", "選択", true },
	{ "q3_1", "true", "○", true },
	{ "q3_1", "1", "", false },
	{ "自由", "a", "ａ ", true },
	{ "自由", "", " ", true },
};

static void test_conditions_hold_by_value_or_label(void **state)
{
	struct kg_codebook book = read_book(whole);

	(void)state;
	for (size_t i = 0; i < COUNT(conditions); i++) {
		struct kg_book_condition condition = { .value = kg_slice(conditions[i].value) };

		for (int unequal = 0; unequal < 2; unequal++) {
			condition.unequal = unequal;
			if (kg_book_holds(&condition, field(&book, conditions[i].field), kg_slice(conditions[i].cell)) ==
			    (conditions[i].holds != condition.unequal))
				continue;
			fail_msg("%s%s%s of '%s'", conditions[i].field, unequal ? "!=" : "=", conditions[i].value, conditions[i].cell);
		}
	}
	kg_codebook_fini(&book);
}

static const struct {
	const char *word;
	enum kg_missing kind;
} words[] = {
	{ "無回答", KG_NO_ANSWER }, { " 未回答 ", KG_NO_ANSWER }, { "No Answer", KG_NO_ANSWER }, { "非該当", KG_NOT_ASKED },
	{ "対象外", KG_NOT_ASKED }, { "ＮＯＴ ＡＳＫＥＤ", KG_NOT_ASKED }, { "不明", KG_UNCLEAR }, { "Unknown", KG_UNCLEAR },
	{ "", KG_PRESENT }, { "わからない", KG_PRESENT },
	{ "とても長い言葉とても長い言葉とても長い言葉とても長い言葉とても長い言葉", KG_PRESENT },
};

static void test_words_for_no_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(words); i++)
		assert_int_equal(kg_missing_word(kg_slice(words[i].word)), words[i].kind);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_schema_is_read_whole),
		cmocka_unit_test(test_what_was_read_is_written),
		cmocka_unit_test(test_a_book_made_by_hand_is_written),
		cmocka_unit_test(test_wrong_schemas_are_reported),
		cmocka_unit_test(test_cells_mean_what_the_book_says),
		cmocka_unit_test(test_a_text_that_is_no_category_is_other),
		cmocka_unit_test(test_routing_makes_an_exception_of_required),
		cmocka_unit_test(test_faults_are_reported),
		cmocka_unit_test(test_answers_are_taken_off_a_cell),
		cmocka_unit_test(test_the_first_of_a_list_keeps_its_blanks),
		cmocka_unit_test(test_conditions_hold_by_value_or_label),
		cmocka_unit_test(test_words_for_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
