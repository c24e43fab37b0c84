/* print_csv_test - cells that a spreadsheet must not run. */
#include "table_fixture.h"

static const struct {
	const char *text, *safe;	/* NULL: as without --safe-cells */
} cells[] = {
	{ "=1+1", "'=1+1" }, { "=HYPERLINK(A1)", "'=HYPERLINK(A1)" }, { "=", "'=" }, { "=5", "'=5" },
	{ "+81-3-1234", "'+81-3-1234" }, { "-2+3", "'-2+3" }, { "-", "'-" }, { "+", "'+" }, { "@SUM(A1)", "'@SUM(A1)" },
	{ "@5", "'@5" },
	{ "\tx", "'\tx" }, { "-1,000", "\"'-1,000\"" }, { "=\"a\"", "\"'=\"\"a\"\"\"" }, { "\r=1", "\"'\r=1\"" },
	{ "-5%", "'-5%" },
	{ "-1.2.3", "'-1.2.3" }, { "-.5", "'-.5" }, { "-5.", "'-5." }, { "--5", "'--5" }, { "-5-", "'-5-" }, { "+-5", "'+-5" },
	{ "-5 ", "'-5 " },

	{ "", NULL }, { "0123456,", NULL }, { "01234567\"", NULL }, { "導入\n", NULL }, { "介護!#$%&'()*+", NULL },
	{ "-5", NULL }, { "+3.2", NULL }, { "-0.50", NULL }, { "12", NULL }, { "北部", NULL }, { "a=b", NULL },
	{ " =1", NULL },
	{ "'=1", NULL }, { "1+1", NULL }, { "－５", NULL }, { "▲5", NULL }, { "\"", NULL }, { "\n=1", NULL },
};

static void assert_cell(const char *text, bool safe, const char *expected)
{
	struct kgi_buffer out = { 0 };

	kgi_put_cell(kg_slice(text), ',', safe, &out);
	kgi_buffer_byte(&out, '\0');
	assert_false(out.failed);
	assert_string_equal(out.at, expected);
	kgi_buffer_fini(&out);
}

/* What csv writes without the option, by its rule: fields with a comma, a quote or a line end are quoted. */
static void quote(const char *text, char *quoted)
{
	bool needs = strpbrk(text, ",\"\r\n") != NULL;

	if (needs)
		*quoted++ = '"';
	for (; *text; text++) {
		if (*text == '"')
			*quoted++ = '"';
		*quoted++ = *text;
	}
	if (needs)
		*quoted++ = '"';
	*quoted = '\0';
}

static void test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		char plain[64];

		quote(cells[i].text, plain);
		assert_cell(cells[i].text, false, plain);
		assert_cell(cells[i].text, true, cells[i].safe ? cells[i].safe : plain);
	}
}

static void fill(struct kg_table *table)
{
	kg_table_row(table);
	kg_set_word(table, QUESTION, "=1+1");
	kg_set_word(table, ANSWER, "-5");
	kg_set_word(table, UNIT, "@人,日");
	kg_set_figure(table, N, (struct kg_decimal){ -15, 1 });
	kg_set_real(table, PLAIN, -1e-20, 3);		/* -1e-20 is no plain number as a text */
}

/* Texts and names of columns, never a figure; only csv and tsv. */
static void test_tables(void **state)
{
	struct fixture *f = *state;

	fill(&f->table);
	f->table.columns[GROUPS].id = kg_slice("+圏域");
	assert_printed(&f->table, "csv", false, "question,+圏域,answer,n,unit,change,percent,points,plain\n"
						"=1+1,,-5,-1.5,\"@人,日\",,,,-1e-20\n");
	f->table.safe_cells = true;
	assert_printed(&f->table, "csv", false, "question,'+圏域,answer,n,unit,change,percent,points,plain\n"
						"'=1+1,,-5,-1.5,\"'@人,日\",,,,-1e-20\n");
	assert_printed(&f->table, "tsv", false, "question\t'+圏域\tanswer\tn\tunit\tchange\tpercent\tpoints\tplain\n"
						"'=1+1\t\t-5\t-1.5\t'@人,日\t\t\t\t-1e-20\n");
	assert_printed(&f->table, "jsonl", false, "{\"question\":\"=1+1\",\"+圏域\":null,\"answer\":\"-5\",\"n\":-1.5,"
						  "\"unit\":\"@人,日\",\"change\":null,"
						  "\"percent\":null,\"points\":null,\"plain\":-1e-20}\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test_setup_teardown(test_tables, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
