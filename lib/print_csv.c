#include "printer.h"

static void put_cell(struct kg_slice text, char separator, FILE *out)
{
	bool quoted = false;

	for (size_t i = 0; i < text.len && !quoted; i++)
		quoted = text.at[i] == separator || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r';
	if (!quoted) {
		fwrite(text.at, 1, text.len, out);
		return;
	}
	putc('"', out);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			putc('"', out);
		putc(text.at[i], out);
	}
	putc('"', out);
}

static void print_separated(const struct kg_table *table, FILE *out, char separator)
{
	char room[KGI_VALUE_ROOM];

	for (size_t i = 0; i < table->width; i++) {
		if (i)
			putc(separator, out);
		put_cell(table->columns[i].id, separator, out);
	}
	putc('\n', out);
	for (size_t row = 0; row < table->rows; row++) {
		for (size_t i = 0; i < table->width; i++) {
			if (i)
				putc(separator, out);
			put_cell(kgi_value_text(kgi_value(table, row, i), room), separator, out);
		}
		putc('\n', out);
	}
}

int kgi_print_csv(const struct kg_table *table, FILE *out, bool color)
{
	(void)color;
	print_separated(table, out, ',');
	return 0;
}

int kgi_print_tsv(const struct kg_table *table, FILE *out, bool color)
{
	(void)color;
	print_separated(table, out, '\t');
	return 0;
}
