#include "row_printer.h"
#include "printer.h"

#include <stdlib.h>

static void append(struct kg_row *row, struct kg_slice text)
{
	if (!kg_grow(&row->text, &row->text_room, row->text_len + text.len + 1, 1)) {
		row->failed = true;
		return;
	}
	if (text.len)
		memcpy(row->text + row->text_len, text.at, text.len);
	row->text_len += text.len;
}

static void put(struct kg_row *row, struct kg_slice text, bool number)
{
	size_t at = row->text_len;

	append(row, text);
	if (row->failed || !kg_grow(&row->cells, &row->room, row->count + 1, sizeof *row->cells))
		row->failed = true;
	else
		row->cells[row->count++] = (struct kgi_row_cell){ at, text.len, number, 0 };
}

void kg_row_put(struct kg_row *row, struct kg_slice text)
{
	put(row, text, false);
}

void kg_row_put_number(struct kg_row *row, struct kg_slice number)
{
	put(row, number, true);
}

void kg_row_put_array(struct kg_row *row, struct kg_slice array, const char *separator)
{
	struct kg_slice element, left = array;
	size_t at;

	append(row, array);
	at = row->text_len;
	put(row, kg_slice(""), false);
	for (size_t i = 0; kg_array_next(&left, &element); i++) {
		append(row, kg_slice(i == 0 ? "" : separator ? separator : ";"));
		append(row, element);
	}
	if (row->failed)
		return;
	row->cells[row->count - 1].len = row->text_len - at;
	row->cells[row->count - 1].array = array.len;
}

void kgi_row_log_header(FILE *log)
{
	fputs("file,line,column,change,before,after\n", log);
}

/* An array is told as a list. */
static void log_cell(struct kg_row *row, struct kg_slice cell)
{
	char *list = kg_is_array(cell) ? malloc(cell.len) : NULL;

	row->failed |= kg_is_array(cell) && !list;
	for (size_t i = 0; list && i < cell.len; i++)
		list[i] = (char)(cell.at[i] == '\xff' ? ';' : cell.at[i]);
	kgi_put_cell(list ? (struct kg_slice){ list, cell.len - 1 } : cell, ',', false, row->log);
	free(list);
}

void kg_row_change(struct kg_row *row, int kind, struct kg_slice column, struct kg_slice before, struct kg_slice after)
{
	row->counts[kind]++;
	if (!row->log)
		return;
	kgi_put_cell(kg_slice(row->file), ',', false, row->log);
	fprintf(row->log, ",%lu,", (unsigned long)row->place.line);
	kgi_put_cell(column, ',', false, row->log);
	fprintf(row->log, ",%s,", row->changes[kind].id);
	log_cell(row, before);
	putc(',', row->log);
	log_cell(row, after);
	putc('\n', row->log);
}

void kgi_row_clear(struct kg_row *row)
{
	row->count = row->text_len = 0;
}

void kgi_row_fini(struct kg_row *row)
{
	free(row->cells);
	free(row->text);
}

static void put_separated(const struct kg_row *row, char separator, bool safe, FILE *out)
{
	for (size_t i = 0; i < row->count; i++) {
		if (i)
			putc(separator, out);
		kgi_put_cell(kgi_row_cell(row, i), separator, safe && !row->cells[i].number, out);
	}
	/* a line without anything is no row of one empty cell */
	if (row->count == 1 && row->cells[0].len == 0)
		fputs("\"\"", out);
	putc('\n', out);
}

static void put_array(struct kg_slice array, FILE *out)
{
	struct kg_slice element;

	putc('[', out);
	for (size_t i = 0; kg_array_next(&array, &element); i++) {
		if (i)
			putc(',', out);
		kgi_put_string(element, out);
	}
	putc(']', out);
}

static void put_object(const struct kg_row *names, const struct kg_row *row, FILE *out)
{
	putc('{', out);
	for (size_t i = 0; i < row->count; i++) {
		struct kg_slice cell = kgi_row_cell(row, i);

		if (i)
			putc(',', out);
		kgi_put_string(kgi_row_cell(names, i), out);
		putc(':', out);
		if (row->cells[i].array)
			put_array((struct kg_slice){ cell.at - row->cells[i].array, row->cells[i].array }, out);
		else if (!row->cells[i].number)
			kgi_put_string(cell, out);
		else if (cell.len)
			fwrite(cell.at, 1, cell.len, out);
		else
			fputs("null", out);
	}
	putc('}', out);
}

static void begin_csv(const struct kg_row *names, bool safe, FILE *out)
{
	put_separated(names, ',', safe, out);
}

static void begin_tsv(const struct kg_row *names, bool safe, FILE *out)
{
	put_separated(names, '\t', safe, out);
}

static void begin_json(const struct kg_row *names, bool safe, FILE *out)
{
	(void)names, (void)safe;
	putc('[', out);
}

static void begin_jsonl(const struct kg_row *names, bool safe, FILE *out)
{
	(void)names, (void)safe, (void)out;
}

static void row_csv(const struct kg_row *names, const struct kg_row *row, bool first, bool safe, FILE *out)
{
	(void)names, (void)first;
	put_separated(row, ',', safe, out);
}

static void row_tsv(const struct kg_row *names, const struct kg_row *row, bool first, bool safe, FILE *out)
{
	(void)names, (void)first;
	put_separated(row, '\t', safe, out);
}

static void row_json(const struct kg_row *names, const struct kg_row *row, bool first, bool safe, FILE *out)
{
	(void)safe;
	fputs(first ? "\n" : ",\n", out);
	put_object(names, row, out);
}

static void row_jsonl(const struct kg_row *names, const struct kg_row *row, bool first, bool safe, FILE *out)
{
	(void)first, (void)safe;
	put_object(names, row, out);
	putc('\n', out);
}

static void end_json(FILE *out)
{
	fputs("\n]\n", out);
}

static void end_plain(FILE *out)
{
	(void)out;
}

const struct kgi_row_printer kgi_row_printers[] = {
	{ "csv", true, begin_csv, row_csv, end_plain },
	{ "tsv", true, begin_tsv, row_tsv, end_plain },
	{ "json", false, begin_json, row_json, end_json },
	{ "jsonl", false, begin_jsonl, row_jsonl, end_plain },
};
