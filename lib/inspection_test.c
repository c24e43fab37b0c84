/* inspection_test - flaws of cells, what is told of them, and that distinct cells are looked at once however input was cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "inspection.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char schema[] =
	"{ \"fields\": ["
	"{ \"name\": \"several\", \"categories\": [ \"見守り\", \"インカム、無線\", \"特になし\" ],"
	" \"kaigo:separator\": \"、\", \"kaigo:exclusive\": [ \"特になし\" ] },"
	"{ \"name\": \"with other\", \"categories\": [ \"見守り\", \"その他\" ], \"kaigo:separator\": \";\" },"
	"{ \"name\": \"one\", \"categories\": [ { \"value\": \"1\", \"label\": \"はい\" }, { \"value\": \"2\", \"label\": \"その他\" } ], \"kaigo:other\": \"その他\","
	" \"missingValues\": [ \"\", \"9\" ] },"
	"{ \"name\": \"strict\", \"categories\": [ \"はい\", \"いいえ\" ] } ] }";

enum { NO_BOOK = -1, SEVERAL, WITH_OTHER, ONE, STRICT };

struct fixture {
	struct kg_error err;
	struct kg_codebook book;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	assert_non_null(f);
	kg_error_init(&f->err, "tool");
	assert_int_equal(kg_codebook_read(&f->book, kg_slice(schema), 0, &f->err), KG_OK);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	kg_codebook_fini(&f->book);
	kg_error_fini(&f->err);
	free(f);
	return 0;
}

/* Expected: each finding's code and whether it is an error, a message that is part of the one told. */
static const struct {
	const char *cell;
	int field;
	enum kg_code_kind code;
	const char *codes, *says;
} cases[] = {
	{ "", NO_BOOK, KG_CODE_OFFICE, "", "" },
	{ "　", NO_BOOK, KG_CODE_OFFICE, "", "" },
	{ "-", NO_BOOK, KG_CODE_OFFICE, "", "" },
	{ "0170102313", NO_BOOK, KG_CODE_OFFICE, "", "" },
	{ "0170102312", NO_BOOK, KG_CODE_OFFICE, "check-digit", "'0170102312'" },
	{ "170102313", NO_BOOK, KG_CODE_OFFICE, "lost-zero", "0170102313" },
	{ " １７０１０２３１３ ", NO_BOOK, KG_CODE_OFFICE, "lost-zero", "0170102313" },
	{ "1.70102E+08", NO_BOOK, KG_CODE_OFFICE, "code-form", "office number" },
	{ "0170102312", NO_BOOK, KG_CODE_NONE, "", "" },
	{ "92011", NO_BOOK, KG_CODE_MUNICIPALITY, "lost-zero", "092011" },
	{ "435074", NO_BOOK, KG_CODE_MUNICIPALITY, "", "" },
	{ "435074", NO_BOOK, KG_CODE_INSURER, "check-digit", "insurer number" },
	{ "7123456789012", NO_BOOK, KG_CODE_CORPORATE, "", "" },
	{ "令和7年3月19日（木）", NO_BOOK, KG_CODE_NONE, "weekday", "2025-03-19 is a Wednesday, not a Thursday" },
	{ "令和7年3月19日（水）", NO_BOOK, KG_CODE_NONE, "", "" },
	{ "⻑野県", NO_BOOK, KG_CODE_NONE, "lookalike", "'⻑' (U+2ED1) looks like '長'" },
	{ "⽀援と⽀給", NO_BOOK, KG_CODE_NONE, "lookalike", "'⽀' (U+2F40) looks like '支'" },
	{ "⻑⽀", NO_BOOK, KG_CODE_NONE, "lookalike lookalike", "U+2F40" },
	{ "見守り、インカム、無線", SEVERAL, KG_CODE_NONE, "", "" },
	{ "特になし", SEVERAL, KG_CODE_NONE, "", "" },
	{ "特になし、見守り", SEVERAL, KG_CODE_NONE, "exclusive!", "'特になし'" },
	{ "見守り、カメラ", SEVERAL, KG_CODE_NONE, "outside", "'カメラ'" },
	{ "カメラ、特になし、時計", SEVERAL, KG_CODE_NONE, "exclusive! outside outside", "'時計'" },
	{ "見守り\xff" "特になし\xff", SEVERAL, KG_CODE_NONE, "exclusive!", "'特になし'" },
	{ "見守り\xff" "カメラ⻑\xff", SEVERAL, KG_CODE_NONE, "outside lookalike", "'⻑'" },
	{ "見守り;電話", WITH_OTHER, KG_CODE_NONE, "outside", "'電話'" },
	{ "1", ONE, KG_CODE_NONE, "", "" },
	{ "その他", ONE, KG_CODE_NONE, "", "" },
	{ "9", ONE, KG_CODE_NONE, "", "" },
	{ "電話", ONE, KG_CODE_NONE, "outside", "'電話'" },
	{ "電話", STRICT, KG_CODE_NONE, "", "" },		/* an error that the codebook tells */
};

static void check(struct kg_inspection *column, size_t n)
{
	struct kg_findings findings = { 0 };
	struct kg_finding about = { .place = { .file = 1, .line = 7 }, .position = 3, .column = kg_slice("列") };
	char codes[128] = "";
	bool said = !*cases[n].says;
	unsigned flaws;

	assert_true(kg_inspect(column, kg_slice(cases[n].cell), about.place, &flaws));
	assert_true(!flaws || kg_flaws_tell(column, flaws, kg_slice(cases[n].cell), about, &findings));
	for (size_t i = 0; i < findings.count; i++) {
		const struct kg_finding *finding = &findings.items[i];

		sprintf(codes + strlen(codes), "%s%s%s", i ? " " : "", finding->code, finding->error ? "!" : "");
		said |= strstr(finding->message.at, cases[n].says) != NULL;
		assert_int_equal(finding->position, 3);
		assert_int_equal(finding->place.line, 7);
		assert_true(finding->value.len > 0);
	}
	if (strcmp(codes, cases[n].codes) != 0 || !said)
		fail_msg("'%s': '%s', not '%s', or not '%s'", cases[n].cell, codes, cases[n].codes, cases[n].says);
	kg_findings_fini(&findings);
}

static void flaws_are_told(void **state)
{
	const struct fixture *f = *state;

	for (size_t n = 0; n < COUNT(cases); n++) {
		const struct kg_book_field *book = cases[n].field >= 0 ? &f->book.fields[cases[n].field] : NULL;
		struct kg_inspection column = { .book = book, .code = cases[n].code };

		/* the second time it is known, the third time from another state */
		check(&column, n);
		check(&column, n);

		struct kg_inspection other = { 0 };

		assert_true(kg_inspection_merge(&other, &column));
		check(&other, n);
		kg_inspection_fini(&other);
		kg_inspection_fini(&column);
	}
}

/* There is no end of distinct cells: flaws are found all the same, and memory is not taken for each. */
static void many_cells(void **state)
{
	struct kg_inspection column = { .code = KG_CODE_OFFICE };
	char cell[32];
	unsigned flaws;

	(void)state;
	for (unsigned i = 0; i < 5000; i++) {
		snprintf(cell, sizeof cell, "01%07u%u", i, 0u);
		assert_true(kg_inspect(&column, kg_slice(cell), (struct kg_place){ 0 }, &flaws));
		assert_int_equal(flaws != 0, kg_code_fault(KG_CODE_OFFICE, kg_slice(cell)) != KG_CODE_SOUND);
	}
	assert_true(column.many);
	assert_in_range(column.cells.count, 1, 1024);
	kg_inspection_fini(&column);
}

static void expect_misread(struct kg_inspection *column, const char *label, uint32_t line)
{
	struct kg_findings findings = { 0 };

	assert_true(kg_inspection_tell(column, (struct kg_finding){ .position = 1 }, &findings));
	assert_int_equal(findings.count, label != NULL);
	if (label) {
		assert_string_equal(findings.items[0].code, "misread");
		assert_true(kg_slice_same(findings.items[0].value, kg_slice(label)));
		assert_int_equal(findings.items[0].place.line, line);
	}
	kg_findings_fini(&findings);
}

/* 加算Ⅰ and 加算Ⅱ, as 加算T and 加算U, in two states. */
static void labels_decoded_wrongly(void **state)
{
	struct kg_inspection one = { 0 }, other = { 0 }, whole = { 0 };
	unsigned flaws;

	(void)state;
	assert_true(kg_inspect(&one, kg_slice("加算U"), (struct kg_place){ .file = 1, .offset = 90, .line = 9 }, &flaws));
	expect_misread(&one, NULL, 0);
	assert_true(kg_inspect(&other, kg_slice("加算T"), (struct kg_place){ .file = 1, .offset = 20, .line = 2 }, &flaws));
	assert_true(kg_inspection_merge(&one, &other));
	expect_misread(&one, "加算T", 2);
	assert_true(kg_inspect(&whole, kg_slice("加算Ⅰ"), (struct kg_place){ 0 }, &flaws));
	assert_true(kg_inspect(&whole, kg_slice("加算Ⅱ"), (struct kg_place){ 0 }, &flaws));
	expect_misread(&whole, NULL, 0);
	kg_inspection_fini(&one);
	kg_inspection_fini(&other);
	kg_inspection_fini(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(flaws_are_told, set_up, tear_down),
		cmocka_unit_test(many_cells),
		cmocka_unit_test(labels_decoded_wrongly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
