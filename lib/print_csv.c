#include "printer.h"

/* A number as the machine forms have it, or with a plus sign. */
static bool is_plain_number(struct kg_slice text)
{
	size_t i = text.at[0] == '+' || text.at[0] == '-', digits = 0;

	for (; i < text.len; i++) {
		if (text.at[i] >= '0' && text.at[i] <= '9')
			digits++;
		else if (text.at[i] != '.' || digits == 0 || i + 1 == text.len || memchr(text.at, '.', i))
			return false;
	}
	return digits > 0;
}

/* Would a spreadsheet take the text for a formula? */
static bool is_formula(struct kg_slice text)
{
	return text.len && memchr("=+-@\t\r", text.at[0], 6) && !is_plain_number(text);
}

void kgi_put_cell(struct kg_slice text, char separator, bool safe, FILE *out)
{
	const char *lead = safe && is_formula(text) ? "'" : "";
	bool quoted = kg_slice_starts(text, "\uFEFF");	/* at the beginning of a file it would pass for a byte-order mark */

	for (size_t i = 0; i < text.len && !quoted; i++)
		quoted = text.at[i] == separator || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r';
	if (!quoted) {
		fputs(lead, out);
		fwrite(text.at, 1, text.len, out);
		return;
	}
	putc('"', out);
	fputs(lead, out);
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
		kgi_put_cell(table->columns[i].id, separator, table->safe_cells, out);
	}
	putc('\n', out);
	for (size_t row = 0; row < table->rows; row++) {
		for (size_t i = 0; i < table->width; i++) {
			if (i)
				putc(separator, out);

			const struct kgi_value *value = kgi_value(table, row, i);

			kgi_put_cell(kgi_value_text(value, room), separator, table->safe_cells && value->kind == KGI_WORDS, out);
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
