#include "printer.h"

void kgi_put_string(struct kg_slice text, FILE *out)
{
	putc('"', out);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if (c == '"' || c == '\\')
			fprintf(out, "\\%c", c);
		else if (c == '\n')
			fputs("\\n", out);
		else if (c == '\t')
			fputs("\\t", out);
		else if (c == '\r')
			fputs("\\r", out);
		else if (c < 0x20)
			fprintf(out, "\\u%04x", c);
		else
			putc(c, out);
	}
	putc('"', out);
}

static void put_value(const struct kgi_value *value, FILE *out)
{
	char room[KGI_VALUE_ROOM];
	struct kg_slice text = kgi_value_text(value, room);

	if (value->kind == KGI_UNDEFINED)
		fputs("null", out);
	else if (value->kind == KGI_WORDS)
		kgi_put_string(text, out);
	else
		fwrite(text.at, 1, text.len, out);
}

static void put_row(const struct kg_table *table, size_t row, FILE *out)
{
	putc('{', out);
	for (size_t i = 0; i < table->width; i++) {
		if (i)
			putc(',', out);
		kgi_put_string(table->columns[i].id, out);
		putc(':', out);
		put_value(kgi_value(table, row, i), out);
	}
	putc('}', out);
}

int kgi_print_json(const struct kg_table *table, FILE *out, bool color)
{
	(void)color;
	putc('[', out);
	for (size_t row = 0; row < table->rows; row++) {
		fputs(row ? ",\n" : "\n", out);
		put_row(table, row, out);
	}
	fputs("\n]\n", out);
	return 0;
}

int kgi_print_jsonl(const struct kg_table *table, FILE *out, bool color)
{
	(void)color;
	for (size_t row = 0; row < table->rows; row++) {
		put_row(table, row, out);
		putc('\n', out);
	}
	return 0;
}
