/* cleaning_test - what becomes of a cell, and that it happens once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cleaning.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct row {
	const char *column, *cell, *text;
	enum kg_cleaning how;		/* STRIPPED: nothing else was done */
};

#define SAME(column, cell) { column, cell, cell, KG_CLEAN_STRIPPED }

static const struct row plain[] = {
	SAME("a", ""),
	{ "a", " 　\t", "", KG_CLEAN_STRIPPED },
	{ "a", "　600人 ", "600人", KG_CLEAN_STRIPPED },
	{ "a", "\u00a0見守り\r\n", "見守り", KG_CLEAN_STRIPPED },
	SAME("a", "導入している"),
	{ "a", "霞城ｾﾝﾄﾗﾙ", "霞城セントラル", KG_CLEAN_TIDIED },
	{ "a", "⻑野県　⺠生", "長野県 民生", KG_CLEAN_TIDIED },
	{ "a", "１０００", "1000", KG_CLEAN_TIDIED },
	{ "a", "００１７", "0017", KG_CLEAN_TIDIED },
	{ "a", "ＩＣＴ", "ICT", KG_CLEAN_TIDIED },
	SAME("a", "①"),
	SAME("a", "－"),
	SAME("a", "○"),

	/* dates */
	{ "a", "令和６年９月３０日", "2024-09-30", KG_CLEAN_DATE },
	{ "a", "令和６年９月３０日（月）", "2024-09-30", KG_CLEAN_DATE },
	{ "a", "2024/9/30 (月曜日)", "2024-09-30", KG_CLEAN_DATE },
	{ "a", " R6.9.30", "2024-09-30", KG_CLEAN_DATE },
	{ "a", "令6.9.30", "2024-09-30", KG_CLEAN_DATE },
	{ "a", "㋿6年9月30日", "2024-09-30", KG_CLEAN_DATE },
	{ "a", "令和元年5月1日", "2019-05-01", KG_CLEAN_DATE },
	{ "a", "平成31年5月1日", "2019-05-01", KG_CLEAN_DATE },
	{ "a", "2024年(令和6年) 9月30日", "2024-09-30", KG_CLEAN_DATE },
	{ "a", "２０２４／９／３０", "2024-09-30", KG_CLEAN_DATE },
	{ "a", "2024.9.3", "2024-09-03", KG_CLEAN_DATE },
	SAME("a", "2024-09-30"),
	SAME("a", "令和7年3月19日（木）"),	/* a Wednesday */
	SAME("a", "2024-09-30 現在"),
	SAME("a", "2024年9月30日（予定）"),
	SAME("a", "2024-09-30 平日"),
	SAME("a", "2024年9月30日（月・祝）"),
	SAME("a", "2024-09-30 9:30"),
	SAME("a", "2024年9月30日9時"),
	SAME("a", "2020/07/27 3:15:06 午後 GMT+9"),
	SAME("a", "2024/01/07 19:41:41"),
	SAME("a", "2024-02-30"),
	SAME("a", "令和6年9月"),
	SAME("a", "9月30日"),
	SAME("a", "3/4"),
	SAME("a", "8月23日〜9月20日"),
	SAME("a", "2024-09-30〜2024-10-01"),
	SAME("a", "明治5年1月1日"),
	SAME("a", "2023001010"),
	SAME("定員", "20240930"),
	SAME("型番", "R060930"),
	{ "導入日", "20240930", "2024-09-30", KG_CLEAN_DATE },
	{ "生年月日（和暦）", "R060930", "2024-09-30", KG_CLEAN_DATE },
	{ "Start Date", "２０２４０９３０", "2024-09-30", KG_CLEAN_DATE },
	{ "date", "20240930", "2024-09-30", KG_CLEAN_DATE },
	SAME("candidate", "20240930"),
	SAME("導入日", "20,240,930"),

	/* numbers */
	{ "a", "１，０００", "1000", KG_CLEAN_NUMBER },
	{ "a", "14,149歩", "14149歩", KG_CLEAN_NUMBER },
	{ "a", "446,818千円", "446818千円", KG_CLEAN_NUMBER },
	{ "a", "▲5", "-5", KG_CLEAN_NUMBER },
	{ "a", "￥１，２００", "1200円", KG_CLEAN_NUMBER },
	{ "a", "¥1,200", "1200円", KG_CLEAN_NUMBER },
	SAME("a", "￥1,200,-"),
	SAME("機器（複数回答）", "1,200,300"),
	{ "機器（複数回答）", "１，２００", "1，200", KG_CLEAN_TIDIED },
	{ "機器（複数回答）", "１２００円", "1200円", KG_CLEAN_TIDIED },
	SAME("a", "￥5人"),
	SAME("a", "￥"),
	{ "a", "０２６－２３５－７１１１", "026-235-7111", KG_CLEAN_TIDIED },
	{ "a", "１－２－３", "1-2-3", KG_CLEAN_TIDIED },
	{ "a", "１０：３０", "10:30", KG_CLEAN_TIDIED },
	{ "a", "３／４", "3/4", KG_CLEAN_TIDIED },
	{ "a", "１，２", "1，2", KG_CLEAN_TIDIED },
	{ "a", "Ａ－１", "A－1", KG_CLEAN_TIDIED },
	{ "a", "５．", "5．", KG_CLEAN_TIDIED },
	{ "a", "△1.50", "-1.50", KG_CLEAN_NUMBER },
	{ "a", "−5", "-5", KG_CLEAN_NUMBER },
	{ "a", "+0.18", "0.18", KG_CLEAN_NUMBER },
	{ "a", "▲0", "0", KG_CLEAN_NUMBER },
	{ "a", "50.0％", "50.0%", KG_CLEAN_NUMBER },
	{ "a", "90 人／年", "90人/年", KG_CLEAN_NUMBER },
	{ "a", "１５０分", "150分", KG_CLEAN_TIDIED },
	{ "a", "３ｶ月", "3カ月", KG_CLEAN_TIDIED },
	SAME("a", "150分"),
	SAME("a", "-12.50"),
	SAME("a", "304人（体験者31人）"),
	SAME("a", "15事業所17名"),
	SAME("a", "1,23"),
	SAME("a", "12O"),
	SAME("a", "1～2名"),
	SAME("a", "3-5名"),
	SAME("a", "03-1234-5678"),
	SAME("a", "+81312345678"),
	SAME("a", "007人"),
	SAME("a", "第1回開催"),
	SAME("a", "約550事業所"),
	SAME("a", "千代田1-1"),
	SAME("a", "1234567890123456789012,345"),

	/* codes */
	{ "事業所番号", "170102313", "0170102313", KG_CLEAN_CODE },
	{ "事業所番号", "１７０１０２３１３", "0170102313", KG_CLEAN_CODE },
	{ "事業所番号", "０１７０１０２３１３", "0170102313", KG_CLEAN_TIDIED },
	{ "法人番号", "７１２３４５６７８９０１２", "7123456789012", KG_CLEAN_TIDIED },
	{ "団体コード", "92011", "092011", KG_CLEAN_CODE },
	SAME("団体コード", "20201"),
	SAME("事業所番号", "2372100034"),
	SAME("法人番号", "7,123,456,789,012"),
	SAME("定員", "170102313"),
};

static const char schema[] =
	"{ \"fields\": ["
	"{ \"name\": \"single\", \"categories\": [ { \"value\": 1, \"label\": \"見守り\" }, { \"value\": 2, \"label\": \"インカム\" },"
	" { \"value\": 3, \"label\": \"電話、FAX\" } ], \"missingValues\": [ \"\", \"9\" ] },"
	"{ \"name\": \"several\", \"categories\": [ { \"value\": 1, \"label\": \"見守り\" }, { \"value\": 2, \"label\": \"インカム\" },"
	" { \"value\": 3, \"label\": \"その他（電話、FAX）\" } ], \"kaigo:separator\": \";\", \"kaigo:other\": 3 },"
	"{ \"name\": \"day\", \"type\": \"date\" },"
	"{ \"name\": \"stamp\", \"type\": \"datetime\" },"
	"{ \"name\": \"year\", \"type\": \"year\" },"
	"{ \"name\": \"number\", \"type\": \"number\" },"
	"{ \"name\": \"code\", \"kaigo:code\": \"insurer\" },"
	"{ \"name\": \"mark\", \"type\": \"boolean\", \"kaigo:question\": \"q\", \"kaigo:choice\": \"c\" } ] }";

static const struct kg_book_field *field(const struct kg_codebook *book, const char *name)
{
	return name ? kg_codebook_field(book, kg_slice(name)) : NULL;
}

static int read_book(void **state)
{
	static struct kg_codebook book;
	struct kg_error err;
	int status;

	kg_error_init(&err, "cleaning_test");
	status = kg_codebook_read(&book, kg_slice(schema), kg_error_file(&err, "schema"), &err);
	kg_error_print(&err, stderr);
	kg_error_fini(&err);
	*state = &book;
	return status;
}

static int free_book(void **state)
{
	kg_codebook_fini(*state);
	return 0;
}

static const struct {
	const char *book;	/* the field; NULL for none */
	const char *separator, *cell, *text;
	enum kg_cleaning how;
	bool missing;
} booked[] = {
	{ "single", NULL, " １ ", "見守り", KG_CLEAN_LABEL, false },
	{ "single", NULL, "ｲﾝｶﾑ", "インカム", KG_CLEAN_TIDIED, false },
	{ "single", NULL, "見守り", "見守り", KG_CLEAN_STRIPPED, false },
	{ "single", NULL, "9", "9", KG_CLEAN_STRIPPED, true },
	{ "single", NULL, "1", "1", KG_CLEAN_STRIPPED, true },
	{ "single", NULL, "1,000", "1,000", KG_CLEAN_STRIPPED, false },
	{ "several", ";", "1;2", "見守り;インカム", KG_CLEAN_LABEL, false },
	{ "several", ";", "1 ; ２;", "見守り ; インカム;", KG_CLEAN_LABEL, false },
	{ "several", ";", "2", "インカム", KG_CLEAN_LABEL, false },
	{ "several", ";", "見守り;ﾀﾌﾞﾚｯﾄ", "見守り;タブレット", KG_CLEAN_TIDIED, false },
	{ "several", "; ", "1; 3;", "見守り; その他（電話、FAX）;", KG_CLEAN_LABEL, false },
	{ "several", "、", "1、その他（電話、ＦＡＸ）、2", "見守り、その他（電話、FAX）、インカム", KG_CLEAN_LABEL, false },
	{ "several", "、", "1､2", "見守り、インカム", KG_CLEAN_LABEL, false },
	{ "several", "､", "1､2", "見守り､インカム", KG_CLEAN_LABEL, false },
	{ "several", "　", "1　2", "見守り　インカム", KG_CLEAN_LABEL, false },
	{ "several", NULL, "1\xff" "2\xff", "見守り\xff" "インカム\xff", KG_CLEAN_LABEL, false },
	{ "several", ";", ";;", ";;", KG_CLEAN_STRIPPED, false },
	{ "several", ";", "1;1,000;R6.9.30", "見守り;1,000;R6.9.30", KG_CLEAN_LABEL, false },
	{ NULL, ";", "ﾀﾌﾞﾚｯﾄ;１，０００", "タブレット;1000", KG_CLEAN_NUMBER, false },
	{ NULL, ";", "１，０００", "1000", KG_CLEAN_NUMBER, false },
	{ NULL, ";", "１／２", "1/2", KG_CLEAN_TIDIED, false },
	{ NULL, "/", "１／２", "1／2", KG_CLEAN_TIDIED, false },	/* one answer stays one */
	{ NULL, ", ", "1,000", "1000", KG_CLEAN_NUMBER, false },
	{ NULL, NULL, "ｱ\xff" "ｲ; ｳ \xff", "ア\xff" "イ; ウ\xff", KG_CLEAN_TIDIED, false },
	{ NULL, NULL, " a \xff" "　\xff" "b\xff", "a\xff" "\xff" "b\xff", KG_CLEAN_TIDIED, false },
	{ NULL, NULL, "1,000\xff" "R6.9.30\xff", "1000\xff" "2024-09-30\xff", KG_CLEAN_DATE, false },
	{ "day", NULL, "20240930", "2024-09-30", KG_CLEAN_DATE, false },
	{ "day", NULL, "R060930", "2024-09-30", KG_CLEAN_DATE, false },
	{ "stamp", NULL, "2024/9/30 10:00", "2024/9/30 10:00", KG_CLEAN_STRIPPED, false },
	{ "year", NULL, "2,024", "2,024", KG_CLEAN_STRIPPED, false },
	{ "code", NULL, "83640", "83640", KG_CLEAN_STRIPPED, false },
	{ "code", NULL, "83642", "083642", KG_CLEAN_CODE, false },
	{ "code", NULL, "8,364", "8,364", KG_CLEAN_STRIPPED, false },
	{ "mark", NULL, "１", "1", KG_CLEAN_TIDIED, false },
	{ "mark", NULL, "▲1", "▲1", KG_CLEAN_STRIPPED, false },
};

static struct kg_written written(const char *cell, bool missing)
{
	return (struct kg_written){ .whole = kg_slice(cell), .cell = kg_slice(cell), .missing = missing };
}

static const struct kg_cleaned *clean(struct kg_cleaner *cleaner, const struct kg_written *written)
{
	const struct kg_cleaned *cleaned = kg_clean(cleaner, written);

	assert_non_null(cleaned);
	assert_int_equal(cleaned->how == KG_CLEAN_STRIPPED, kg_slice_same(cleaned->text, cleaned->stripped));
	return cleaned;
}

/* Also when the cell comes again. */
static void assert_cleaned(const struct kg_clean_column *column, const struct kg_written *written, const char *text,
			   enum kg_cleaning how)
{
	struct kg_cleaner cleaner;

	kg_cleaner_init(&cleaner, column);
	for (int i = 0; i < 3; i++) {
		const struct kg_cleaned *cleaned = clean(&cleaner, written);

		if (!kg_slice_same(cleaned->text, kg_slice(text)) || cleaned->how != how)
			fail_msg("'%.*s' becomes '%.*s' (%d), not '%s' (%d)", KG_SLICE_ARG(written->cell),
				 KG_SLICE_ARG(cleaned->text), (int)cleaned->how, text, (int)how);
	}
	kg_cleaner_fini(&cleaner);
}

/* What is clean stays so. */
static void assert_once(const struct kg_clean_column *column, struct kg_written written)
{
	struct kg_cleaner cleaner, again;
	const struct kg_cleaned *cleaned, *twice;
	struct kg_slice first = written.cell;

	kg_cleaner_init(&cleaner, column);
	kg_cleaner_init(&again, column);
	cleaned = clean(&cleaner, &written);
	written.whole = written.cell = cleaned->text;
	twice = clean(&again, &written);
	if (!kg_slice_same(twice->text, cleaned->text))
		fail_msg("'%.*s' becomes '%.*s', then '%.*s'", KG_SLICE_ARG(first), KG_SLICE_ARG(cleaned->text),
			 KG_SLICE_ARG(twice->text));
	assert_int_equal(twice->stripped.len, cleaned->text.len);
	kg_cleaner_fini(&cleaner);
	kg_cleaner_fini(&again);
}

static void test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(plain); i++) {
		struct kg_clean_column column = { .name = kg_slice(plain[i].column) };
		struct kg_written cell = written(plain[i].cell, false);

		assert_cleaned(&column, &cell, plain[i].text, plain[i].how);
		assert_once(&column, cell);
	}
}

static void test_cells_of_a_codebook(void **state)
{
	for (size_t i = 0; i < COUNT(booked); i++) {
		struct kg_clean_column column = { .name = kg_slice("a"), .book = field(*state, booked[i].book),
						  .separator = booked[i].separator };
		struct kg_written cell = written(booked[i].cell, booked[i].missing);

		assert_cleaned(&column, &cell, booked[i].text, booked[i].how);
		assert_once(&column, cell);
	}
}

static void test_unit(void **state)
{
	static const struct { const char *cell, *unit; } units[] = {
		{ "150分", "分" }, { "１，０００万円", "万円" }, { "50.0％", "%" }, { "90人／年", "人/年" }, { "12", "" }, { "1,200", "" },
		{ "第1回", "" }, { "304人（体験者31人）", "" }, { "2024-09-30", "" }, { "３ｶ月", "カ月" },
	};

	struct kg_cleaner cleaner;

	(void)state;
	kg_cleaner_init(&cleaner, &(struct kg_clean_column){ .name = kg_slice("a") });
	for (size_t i = 0; i < 2 * COUNT(units); i++) {
		const char *unit = units[i % COUNT(units)].unit;
		struct kg_written cell = written(units[i % COUNT(units)].cell, false);
		const struct kg_cleaned *cleaned = clean(&cleaner, &cell);

		if (!kg_slice_same(cleaned->unit, kg_slice(unit)))
			fail_msg("'%.*s' is in '%.*s'", KG_SLICE_ARG(cell.cell), KG_SLICE_ARG(cleaned->unit));
		assert_true(kg_slice_ends(cleaned->text, unit));
		assert_ptr_equal(cleaned->unit.at + cleaned->unit.len, cleaned->text.at + cleaned->text.len);
	}
	kg_cleaner_fini(&cleaner);
}

/* In a column of days alone; also when the cell comes again. */
static void test_left(void **state)
{
	static const struct { const char *column, *cell; bool left; } cells[] = {
		{ "導入日", "令和6年9月", true }, { "導入日", "2024/2/30", true }, { "導入日", "2024-09-30 9:30", true },
		{ "導入日", "45565", true }, { "導入日", "R6.9.30", false }, { "導入日", "2024-09-30", false }, { "導入日", "未定", false },
		{ "導入日", "March", false }, { "導入日", "", false }, { "a", "令和6年9月", false }, { "a", "45565", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct kg_cleaner cleaner;
		struct kg_written cell = written(cells[i].cell, false);

		kg_cleaner_init(&cleaner, &(struct kg_clean_column){ .name = kg_slice(cells[i].column) });
		for (int again = 0; again < 2; again++)
			if (clean(&cleaner, &cell)->left != cells[i].left)
				fail_msg("%s: '%s'", cells[i].column, cells[i].cell);
		kg_cleaner_fini(&cleaner);
	}
}

static void test_choices(void **state)
{
	static const struct {
		const char *book, *separator, *cell;
		bool missing;
		const char *taken;	/* a digit for each category; NULL for no answer */
	} choices[] = {
		{ "several", ";", "1;2", false, "110" },
		{ "several", ";", "インカム;", false, "010" },
		{ "several", ";", "ﾀﾌﾞﾚｯﾄ", false, "001" },
		{ "several", "、", "その他（電話、FAX）", false, "001" },
		{ "several", "、", "見守り、その他（電話、ＦＡＸ）", false, "101" },
		{ "several", NULL, "1\xff" "2\xff", false, "110" },
		{ "several", ";", " ; ", false, NULL },
		{ "several", ";", "", false, NULL },
		{ "several", ";", "9", true, NULL },
		{ "single", NULL, "２", false, "010" },
		{ "single", NULL, "タブレット", false, "000" },
	};

	for (size_t i = 0; i < COUNT(choices); i++) {
		struct kg_clean_column column = { .name = kg_slice("a"), .book = field(*state, choices[i].book),
						  .separator = choices[i].separator, .choices = true };
		struct kg_written cell = written(choices[i].cell, choices[i].missing);
		struct kg_cleaner cleaner;

		kg_cleaner_init(&cleaner, &column);
		for (int again = 0; again < 3; again++) {
			const bool *taken = clean(&cleaner, &cell)->taken;

			if (!taken != !choices[i].taken)
				fail_msg("'%s' has an answer or not", choices[i].cell);
			for (size_t j = 0; taken && j < column.book->category_count; j++)
				if (taken[j] != (choices[i].taken[j] == '1'))
					fail_msg("'%s': choice %zu", choices[i].cell, j);
		}
		kg_cleaner_fini(&cleaner);
	}
}

/* Cells put together from pieces of all that means something: none needs to be cleaned twice. */
static void test_once(void **state)
{
	static const char *const pieces[] = {
		"1", "0", "2", "３", "12", "2024", "令和", "R", "6", "年", "9", "月", "30", "日", "/", "-", "－", ".", "．", ",", "，",
		"、", "､", ";", "；", " ", "　", "\u00a0", "人", "％", "円", "▲", "+", "（", "）", "(", "木", "ｶﾞ", "ﾞ", "ー", "ｰ", "⻑",
		"見守り", "インカム", "その他", "電話", "FAX", "Ａ", "①", "無回答", "〜", "元", "170102313", "時", ":", "\n",
	};
	static const char *const columns[] = { "a", "導入日", "事業所番号", "団体コード" };
	static const char *const books[] = { NULL, NULL, "single", "several", "day", "stamp", "number", "code", "mark" };
	static const char *const separators[] = { NULL, NULL, ";", "; ", "、", "､", ",", "　" };
	uint32_t random = 1;

	for (int i = 0; i < 100000; i++) {
		char cell[256];
		size_t len = 0, choice[4];

		for (size_t j = 0; j < COUNT(choice); j++, random = random * 1664525 + 1013904223)
			choice[j] = random >> 16;
		for (size_t j = 0; j <= choice[0] % 8; j++, random = random * 1664525 + 1013904223) {
			const char *piece = pieces[(random >> 16) % COUNT(pieces)];

			memcpy(cell + len, piece, strlen(piece));
			len += strlen(piece);
			if (choice[0] % 64 < 8)		/* an array's elements */
				cell[len++] = '\xff';
		}

		struct kg_clean_column column = { .name = kg_slice(columns[choice[1] % COUNT(columns)]),
						  .book = field(*state, books[choice[2] % COUNT(books)]),
						  .separator = separators[choice[3] % COUNT(separators)] };

		assert_once(&column, (struct kg_written){ .whole = { cell, len }, .cell = { cell, len } });
	}
}

static void test_long_cells(void **state)
{
	enum { LEN = 100000 };
	char *text = malloc(LEN);
	struct kg_written cell = { .whole = { text, LEN }, .cell = { text, LEN } };
	struct kg_cleaner cleaner;

	(void)state;
	assert_non_null(text);
	kg_cleaner_init(&cleaner, &(struct kg_clean_column){ .name = kg_slice("a") });
	memset(text, '1', LEN);
	assert_true(kg_slice_same(clean(&cleaner, &cell)->text, cell.cell));
	text[LEN / 2] = '\n';
	assert_true(kg_slice_same(clean(&cleaner, &cell)->text, cell.cell));
	memset(text, ' ', LEN - 1);
	assert_int_equal(clean(&cleaner, &cell)->text.len, 1);
	kg_cleaner_fini(&cleaner);
	free(text);
}

/* Cells without end: the first are remembered, and all are cleaned. */
static void test_many_cells(void **state)
{
	enum { MANY = 20000, ROUNDS = 3, EACH = 512 * 1024 };
	struct kg_cleaner cleaner;
	char cell[32], text[32];

	(void)state;
	kg_cleaner_init(&cleaner, &(struct kg_clean_column){ .name = kg_slice("a") });
	for (int i = 0; i < ROUNDS * MANY; i++) {
		snprintf(cell, sizeof cell, " %d,%03d円", i % MANY + 1, i % 7);
		snprintf(text, sizeof text, "%d%03d円", i % MANY + 1, i % 7);

		struct kg_written one = written(cell, false);
		const struct kg_cleaned *cleaned = clean(&cleaner, &one);

		/* a comma behind more than three digits groups nothing */
		if (i % MANY < 999 && !kg_slice_same(cleaned->text, kg_slice(text)))
			fail_msg("'%s' becomes '%.*s'", cell, KG_SLICE_ARG(cleaned->text));
	}
	assert_in_range(cleaner.index.count, 1000, MANY);
	assert_in_range(cleaner.known_bytes, 1, EACH);
	kg_cleaner_fini(&cleaner);
}

/* What looks like a cell that no rule changes, and what nearly does. */
static void test_plain_cells(void **state)
{
	static const char *const cells[] = { "1", "007", "12345678", "149.1", "0.10", "00.5", "1.50", "A", "abcXYZ", "5.", "..5",
					     "1.2.3", "R6", "1e5" };

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct kg_clean_column column = { .name = kg_slice("a") };
		struct kg_written cell = written(cells[i], false);

		assert_cleaned(&column, &cell, cells[i], KG_CLEAN_STRIPPED);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_cells_of_a_codebook),
		cmocka_unit_test(test_unit),
		cmocka_unit_test(test_left),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_long_cells),
		cmocka_unit_test(test_many_cells),
		cmocka_unit_test(test_plain_cells),
	};

	return cmocka_run_group_tests(tests, read_book, free_book);
}
