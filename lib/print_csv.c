#include "printer.h"
#include "cells.h"

#include <errno.h>
#include <stdint.h>

/* A number as the machine forms have it, or with a plus sign. */
static bool is_plain_number(struct kg_slice text)
{
	size_t i = text.at[0] == '+' || text.at[0] == '-', digits = 0;

	for (; i < text.len; i++) {
		if (kg_is_digit(text.at[i]))
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

/* The high bits of the bytes up to the comma, of eight. Where there is none it is 0; behind one others may be set, too. */
static inline uint64_t low_of(const char *at)
{
	static const uint64_t ones = 0x0101010101010101, high = 0x80 * ones;
	uint64_t eight = kgi_eight(at);

	return (eight - (',' + 1) * ones) & ~eight & high;
}

/* Is there a byte up to the comma, as all are that may want quotes? The last eight may overlap those before. */
static inline bool has_low(struct kg_slice text)
{
	enum { EIGHT = sizeof(uint64_t) };
	uint64_t low = 0;

	for (size_t i = 0; i + EIGHT <= text.len; i += EIGHT)
		low |= low_of(text.at + i);
	if (text.len >= EIGHT)
		return (low | low_of(text.at + text.len - EIGHT)) != 0;
	for (size_t i = 0; i < text.len; i++)
		low |= (unsigned char)text.at[i] <= ',';
	return low != 0;
}

static bool wants_quotes(struct kg_slice text, char separator)
{
	bool wants = kg_slice_starts(text, "\uFEFF");	/* at the beginning of a file it would pass for a byte-order mark */

	for (size_t i = 0; i < text.len && !wants; i++)
		wants = text.at[i] == separator || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r';
	return wants;
}

/* In quotes, those within doubled. */
static void put_quoted(const char *lead, struct kg_slice text, struct kgi_buffer *out)
{
	const char *quote;

	kgi_buffer_byte(out, '"');
	kgi_buffer_put(out, kg_slice(lead));
	while (text.len && (quote = memchr(text.at, '"', text.len))) {
		size_t len = (size_t)(quote + 1 - text.at);

		kgi_buffer_put(out, (struct kg_slice){ text.at, len });
		kgi_buffer_byte(out, '"');
		text = kg_slice_from(text, len);
	}
	kgi_buffer_put(out, text);
	kgi_buffer_byte(out, '"');
}

static void put_unlike(struct kg_slice text, char separator, bool safe, struct kgi_buffer *out)
{
	const char *lead = safe && is_formula(text) ? "'" : "";

	if (wants_quotes(text, separator)) {
		put_quoted(lead, text, out);
		return;
	}
	kgi_buffer_put(out, kg_slice(lead));
	kgi_buffer_put(out, text);
}

void kgi_put_cell(struct kg_slice text, char separator, bool safe, struct kgi_buffer *out)
{
	/* most are written as they are */
	if (safe || (text.len && text.at[0] == '\xEF') || has_low(text))
		put_unlike(text, separator, safe, out);
	else
		kgi_buffer_put(out, text);
}

static int print_separated(const struct kg_table *table, FILE *out, char separator)
{
	char room[KGI_VALUE_ROOM];
	struct kgi_buffer line = { 0 };

	for (size_t i = 0; i < table->width; i++) {
		if (i)
			kgi_buffer_byte(&line, separator);
		kgi_put_cell(table->columns[i].id, separator, table->safe_cells, &line);
	}
	kgi_buffer_byte(&line, '\n');
	for (size_t row = 0; row < table->rows; row++) {
		kgi_buffer_write(&line, out);
		for (size_t i = 0; i < table->width; i++) {
			const struct kgi_value *value = kgi_value(table, row, i);

			if (i)
				kgi_buffer_byte(&line, separator);
			kgi_put_cell(kgi_value_text(value, room), separator, table->safe_cells && value->kind == KGI_WORDS, &line);
		}
		kgi_buffer_byte(&line, '\n');
	}
	kgi_buffer_write(&line, out);
	kgi_buffer_fini(&line);
	return line.failed ? ENOMEM : 0;
}

int kgi_print_csv(const struct kg_table *table, FILE *out, bool color)
{
	(void)color;
	return print_separated(table, out, ',');
}

int kgi_print_tsv(const struct kg_table *table, FILE *out, bool color)
{
	(void)color;
	return print_separated(table, out, '\t');
}
