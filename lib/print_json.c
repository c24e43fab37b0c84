#include "printer.h"

#include <errno.h>

static const char *const escapes[] = { ['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n", ['\t'] = "\\t", ['\r'] = "\\r" };

void kgi_put_string(struct kg_slice text, struct kgi_buffer *out)
{
	const char *at = text.at, *end = text.at + text.len;

	kgi_buffer_byte(out, '"');
	for (const char *next = at; next < end; next++) {
		unsigned char c = (unsigned char)*next;
		char room[8];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		snprintf(room, sizeof room, "\\u%04x", c);
		kgi_buffer_put(out, (struct kg_slice){ at, (size_t)(next - at) });
		kgi_buffer_put(out, kg_slice(escapes[c] ? escapes[c] : room));
		at = next + 1;
	}
	kgi_buffer_put(out, (struct kg_slice){ at, (size_t)(end - at) });
	kgi_buffer_byte(out, '"');
}

static void put_value(const struct kgi_value *value, struct kgi_buffer *out)
{
	char room[KGI_VALUE_ROOM];
	struct kg_slice text = kgi_value_text(value, room);

	if (value->kind == KGI_UNDEFINED)
		kgi_buffer_put(out, kg_slice("null"));
	else if (value->kind == KGI_WORDS)
		kgi_put_string(text, out);
	else
		kgi_buffer_put(out, text);
}

static void put_row(const struct kg_table *table, size_t row, struct kgi_buffer *out)
{
	kgi_buffer_byte(out, '{');
	for (size_t i = 0; i < table->width; i++) {
		if (i)
			kgi_buffer_byte(out, ',');
		kgi_put_string(table->columns[i].id, out);
		kgi_buffer_byte(out, ':');
		put_value(kgi_value(table, row, i), out);
	}
	kgi_buffer_byte(out, '}');
}

static int print_rows(const struct kg_table *table, const char *first, const char *before, const char *behind, FILE *out)
{
	struct kgi_buffer line = { 0 };

	for (size_t row = 0; row < table->rows; row++) {
		kgi_buffer_put(&line, kg_slice(row ? before : first));
		put_row(table, row, &line);
		kgi_buffer_put(&line, kg_slice(behind));
		kgi_buffer_write(&line, out);
	}
	kgi_buffer_fini(&line);
	return line.failed ? ENOMEM : 0;
}

int kgi_print_json(const struct kg_table *table, FILE *out, bool color)
{
	int failed;

	(void)color;
	putc('[', out);
	failed = print_rows(table, "\n", ",\n", "", out);
	fputs("\n]\n", out);
	return failed;
}

int kgi_print_jsonl(const struct kg_table *table, FILE *out, bool color)
{
	(void)color;
	return print_rows(table, "", "", "\n", out);
}
