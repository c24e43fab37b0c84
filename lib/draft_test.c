/* draft_test - what fields columns become. No cell has a fault in a book that was made from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "draft.h"
#include "naming.h"
#include "record.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { MAX = 6, COLUMNS = 8 };

/* A column: its cells have | between them. */
struct column {
	const char *name, *cells;
};

/* Takes the next cell; false behind the last. */
static bool next_cell(const char **cells, struct kg_slice *cell)
{
	if (!*cells)
		return false;
	*cell = (struct kg_slice){ *cells, strcspn(*cells, "|") };
	*cells = (*cells)[cell->len] ? *cells + cell->len + 1 : NULL;
	return true;
}

static struct kg_profile profile_of(const struct column *column)
{
	struct kg_profile p = { .limit = kg_draft_limit(MAX), .keyed = kg_naming_key(kg_slice(column->name)),
				.coded = kg_naming_code(kg_slice(column->name)) };
	const char *cells = column->cells;
	uint64_t offset = 0;
	struct kg_slice cell;

	while (next_cell(&cells, &cell))
		assert_true(kg_profile_add(&p, cell, (struct kg_place){ .file = 1, .offset = offset += 100, .line = 1 }));
	assert_true(kg_profile_settle(&p));
	return p;
}

static void assert_no_fault(const struct kg_book_field *field, const struct column *column)
{
	const char *cells = column->cells;
	struct kg_slice cell, answer;

	while (next_cell(&cells, &cell)) {
		struct kg_meaning meaning = kg_book_meaning(field, cell);
		int category;

		if (meaning.fault)
			fail_msg("%s: '%.*s': %s", column->name, KG_SLICE_ARG(cell), meaning.fault);
		while (kg_array_next(&cell, &answer))
			assert_true(answer.len == 0 || kg_book_category(field, answer) >= 0);
		while (kg_book_is_multiple(field) && kg_book_next(field, field->separator, &cell, &answer, &category))
			if (category < 0 && field->other < 0)
				fail_msg("%s: '%.*s' is outside", column->name, KG_SLICE_ARG(answer));
	}
}

static void draft(struct kg_codebook *book, const struct column *columns, size_t count)
{
	struct kg_draft_column list[COLUMNS];
	struct kg_profile profiles[COLUMNS];
	size_t bad;

	assert_true(count <= COLUMNS);
	for (size_t i = 0; i < count; i++) {
		profiles[i] = profile_of(&columns[i]);
		list[i] = (struct kg_draft_column){ kg_slice(columns[i].name), &profiles[i] };
	}
	assert_true(kg_draft(book, list, count, MAX));
	for (size_t i = 0; i < count; i++)
		kg_profile_fini(&profiles[i]);	/* the book borrows nothing */
	assert_int_equal(kg_codebook_prepare(book, &bad), KG_OK);
	for (size_t i = 0; i < count; i++)
		assert_no_fault(&book->fields[i], &columns[i]);
}

/* What there is to say of a field: its type, its categories with * at the exclusive ones, and so on. */
static void describe(const struct kg_book_field *field, char *text, size_t size)
{
	static const char *const types[] = {
		[KG_BOOK_STRING] = "string", [KG_BOOK_NUMBER] = "number", [KG_BOOK_INTEGER] = "integer",
		[KG_BOOK_BOOLEAN] = "boolean",
		[KG_BOOK_DATE] = "date", [KG_BOOK_YEAR] = "year", [KG_BOOK_LIST] = "list", [KG_BOOK_ANY] = "any",
	};
	FILE *out = fmemopen(text, size, "w");

	assert_non_null(out);
	fputs(types[field->type], out);
	for (size_t i = 0; i < field->category_count; i++)
		fprintf(out, "%s%.*s%s", i ? "," : " ", KG_SLICE_ARG(field->categories[i].label),
			field->categories[i].exclusive ? "*" : "");
	if (field->separator.len)
		fprintf(out, " by '%.*s'", KG_SLICE_ARG(field->separator));
	if (field->other >= 0)
		fprintf(out, " other %d", field->other);
	for (size_t i = 0; i < field->missing_count; i++)
		fprintf(out, "%s'%.*s'", i ? "," : " missing ", KG_SLICE_ARG(field->missing[i].value));
	if (field->code)
		fprintf(out, " code %s", kg_code_name(field->code));
	if (field->question.len)
		fprintf(out, " of %.*s: %.*s%s", KG_SLICE_ARG(field->question), KG_SLICE_ARG(field->choice),
			field->exclusive ? "*" : "");
	fprintf(out, "%s%s%s", field->required ? " required" : "", field->unique ? " unique" : "", field->key ? " key" : "");
	fclose(out);
}

static void assert_field(const struct kg_book_field *field, const char *expected)
{
	char text[512];

	describe(field, text, sizeof text);
	if (strcmp(text, expected) != 0)
		fail_msg("%.*s: %s\nexpected: %s", KG_SLICE_ARG(field->name), text, expected);
}

static void test_one_column(void **state)
{
	static const struct {
		struct column column;
		const char *expected;
	} cases[] = {
		{ { "回答", "はい|いいえ|はい|はい|いいえ" }, "string はい,いいえ" },
		{ { "回答", "はい|いいえ|ハイ" }, "string" },			/* nothing recurs */
		{ { "回答", "|" }, "string" },
		{ { "意見", "特になし|特になし|費用が高い|特になし|職員が足りない|特になし" }, "string" },
		{ { "満足度", "3|1|2|3|1|2" }, "integer 1,2,3" },
		{ { "満足度", "-1|1|0|-1|1|0" }, "integer -1,0,1" },
		{ { "職員数", "3|1|2|3|1|2" }, "integer" },
		{ { "残業（時間）", "3|1|2|3|1|2" }, "integer" },
		{ { "点", "10|80|90|10|80|90" }, "integer" },
		{ { "問1", "1|20|1|20|1|20" }, "integer" },			/* too many gaps */
		{ { "問1", "1|99|2|9|1|2|88|9|1|2|88|99" }, "integer 1,2,9,88,99" },	/* those far away are codes, too */
		{ { "問1", "9|8|9|8" }, "integer" },
		{ { "支店", "001|002|001|002" }, "string 001,002" },
		{ { "金額", "1,200|50|▲5|３０千円" }, "number" },
		{ { "率", "50.0％|22%" }, "number" },
		{ { "前", "14,149歩|１～２名" }, "string" },
		{ { "有無", "1|0|0|1" }, "boolean" },
		{ { "有無", "○||○|" }, "boolean" },
		{ { "有無", "有|無|有|無" }, "string 有,無" },
		{ { "評価", "◎|○|×|◎|○|×" }, "string ◎,○,×" },
		{ { "日", "2024-09-30|令和6年9月30日|R6.9.30|2024/9/30" }, "date" },
		{ { "日", "2024-09-30|9月30日" }, "string" },
		{ { "タイムスタンプ", "2024/01/07 19:41:41|2020/07/27 3:15:06 午後 GMT+9" }, "any" },
		{ { "開始時刻", "45565.75|45566" }, "any" },
		{ { "測定", "45565.75|45566" }, "number" },
		{ { "年度", "令和6年度|R6|2024" }, "year" },
		{ { "開設年", "1999|2024" }, "year" },
		{ { "定員", "1999|2024" }, "integer" },
		{ { "機器", "a;b|b|a;b;c|特になし|b;c|a|c|特になし" }, "string a,b,c,特になし* by ';'" },
		{ { "機器", "a; b|b|a; b|a" }, "string a,b by '; '" },
		{ { "機器", "a;b;|c;" }, "string a,b,c by ';'" },			/* with an end, it is certain */
		{ { "機器", "a\nb|b|a\nb|a" }, "string a,b by '\n'" },
		{ { "記号", "1,3|2|1,2,3|2,3|1|3" }, "string 1,2,3 by ','" },
		{ { "回答", "はい、必要|いいえ|はい、必要|いいえ" }, "string はい、必要,いいえ" },
		{ { "住所", "北町1-1, 2階|南町3, 1階|西町2" }, "string" },
		{ { "機器", "a\xff" "b\xff|\xff|b\xff" }, "list a,b by ';'" },
		{ { "人数", "30人以上|10人未満|30人以上|10～29人|10人未満|10～29人" }, "string 10人未満,10～29人,30人以上" },
		{ { "回答", "満足|無回答|不明|満足|不満|不満|-" }, "string 満足,不満 missing '','無回答','不明','-'" },
		{ { "回答者番号", "1|2|3" }, "integer required unique key" },
		{ { "回答者番号", "1|2|2" }, "integer" },
		{ { "回答者番号", "1||3" }, "integer" },
		{ { "回答者ID", "a1|b2" }, "string required unique key" },
		{ { "paid", "1|0|1|0" }, "boolean" },
		{ { "事業所番号", "0170102313|0170101950" }, "string code office required unique key" },
		{ { "事業所番号", "0170102313|2372100034|0170102313" }, "string code office" },	/* one check digit is wrong */
		{ { "団体", "062014|312029|272035|083640|202011" }, "string code municipality" },
		{ { "数", "062014|062014|062014|062014|062014" }, "string 062014" },
		{ { "経路", "a|a|b|b|a|b|a|b|a|b|c|d|e|f|g|a|a|b|b|a|b|a|b|a|b|a" }, "string a,b,その他 other 2" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_codebook book;

		draft(&book, &cases[i].column, 1);
		assert_field(&book.fields[0], cases[i].expected);
		kg_codebook_fini(&book);
	}
}

static void test_columns_of_one_question(void **state)
{
	static const struct {
		struct column columns[4];
		const char *expected[4];
	} cases[] = {
		{ { { "Q5_a", "1|0" }, { "Q5_b", "0|0" }, { "Q5_特になし", "|" }, { "Q6_a", "1|0" } },
		  { "boolean of Q5: a", "boolean of Q5: b", "boolean of Q5: 特になし*", "boolean" } },
		{ { { "設問［a］", "○|" }, { "設問 [b]", "|○" }, { "設問", "x|x" } },
		  { "boolean of 設問: a", "boolean of 設問: b", "string x" } },
		/* the longest beginning */
		{ { { "Q1_2_a", "1|0" }, { "Q1_2_b", "0|1" }, { "Q1_3_a", "1|0" }, { "Q1_3_b", "0|1" } },
		  { "boolean of Q1_2: a", "boolean of Q1_2: b", "boolean of Q1_3: a", "boolean of Q1_3: b" } },
		{ { { "設備_有無", "1|0" }, { "設備_備考", "|" } }, { "boolean", "string" } },
		{ { { "Q5_a", "yes|no" }, { "Q5_b", "no|yes" } }, { "boolean of Q5: a", "boolean of Q5: b" } },
		{ { { "Q5_a", "yes|no|yes|no" } }, { "string yes,no" } },
		{ { { "Q5_a", "1|0|2" }, { "Q5_b", "1|0|0" } }, { "integer", "boolean" } },
		{ { { "_a", "1|0" }, { "_b", "1|0" } }, { "boolean", "boolean" } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kg_codebook book;
		size_t count = 0;

		while (count < 4 && cases[i].columns[count].name)
			count++;
		draft(&book, cases[i].columns, count);
		for (size_t j = 0; j < count; j++)
			assert_field(&book.fields[j], cases[i].expected[j]);
		kg_codebook_fini(&book);
	}
}

static void test_a_number_of_rows_is_the_key_of_last_choice(void **state)
{
	static const struct column columns[] = { { "No", "1|2" }, { "回答", "x|x" }, { "受付番号", "7|8" }, { "職員番号", "7|8" } };
	struct kg_codebook book;

	(void)state;
	draft(&book, columns, COUNT(columns));
	assert_field(&book.fields[0], "integer required unique");
	assert_field(&book.fields[2], "integer required unique key");
	assert_field(&book.fields[3], "integer required unique");
	kg_codebook_fini(&book);
	draft(&book, columns, 2);
	assert_field(&book.fields[0], "integer required unique key");
	kg_codebook_fini(&book);
}

static void test_no_columns_no_fields(void **state)
{
	struct kg_codebook book;

	(void)state;
	assert_true(kg_draft(&book, NULL, 0, MAX));
	assert_int_equal(book.count, 0);
	kg_codebook_fini(&book);
}

/* The schema that is written says the same. */
static void test_it_is_written_and_read(void **state)
{
	static const struct column columns[] = {
		{ "ID", "1|2|3|4|5|6" }, { "機器", "a;b|b|a;b|特になし|b|a" }, { "満足度", "2|1|2|1|無回答|不明" },
		{ "日時", "2024/01/07 19:41|2024/01/07 20:00|||" }, { "Q_a", "1|0|1|0|1|0" }, { "Q_b", "1|0|1|0|1|0" },
		{ "事業所番号", "0170102313|0170101950||||" }, { "年度", "R6|R7|||" },
	};
	struct kg_codebook book, again;
	struct kg_error err;
	char expected[512];

	(void)state;
	kg_error_init(&err, "test");
	draft(&book, columns, COUNT(columns));
	assert_int_equal(kg_codebook_read(&again, kg_codebook_write(&book, &book.arena), kg_error_file(&err, "x.json"), &err),
			 KG_OK);
	assert_int_equal(again.count, book.count);
	for (size_t i = 0; i < book.count; i++) {
		describe(&book.fields[i], expected, sizeof expected);
		assert_field(&again.fields[i], expected);
	}
	kg_codebook_fini(&book);
	kg_codebook_fini(&again);
	kg_error_fini(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_column),
		cmocka_unit_test(test_columns_of_one_question),
		cmocka_unit_test(test_a_number_of_rows_is_the_key_of_last_choice),
		cmocka_unit_test(test_no_columns_no_fields),
		cmocka_unit_test(test_it_is_written_and_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
