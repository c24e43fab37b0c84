/* CSV on standard input as JSON, JSON Lines or TSV, through libcsv and jansson alone: what the tools are held against. Usage:
 * convert json|jsonl|tsv; or convert without FILE, which passes standard input without the lines of FILE, that must all be there
 * in their order. */
#include <csv.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct table {
	json_t *header, *rows, *row;
	size_t column;
};

static void on_field(void *at, size_t len, void *data)
{
	struct table *table = data;
	json_t *text = json_stringn(at, len);

	if (json_is_array(table->row))
		json_array_append_new(table->row, text);
	else
		json_object_set_new(table->row, json_string_value(json_array_get(table->header, table->column)), text);
	table->column++;
}

static void on_row(int end, void *data)
{
	struct table *table = data;

	(void)end;
	if (json_is_object(table->row))
		json_array_append_new(table->rows, table->row);
	table->row = json_object();
	table->column = 0;
}

static void put_line(const char *name, const json_t *value, bool first)
{
	const char *text = value ? json_string_value(value) : name;

	if (!first)
		putchar('\t');
	if (strpbrk(text, "\t\n\r\""))
		csv_fwrite(stdout, text, strlen(text));
	else
		fputs(text, stdout);
}

static void print_tsv(const struct table *table)
{
	size_t i, j;
	json_t *name, *row;

	json_array_foreach(table->header, i, name)
		put_line(json_string_value(name), NULL, i == 0);
	putchar('\n');
	json_array_foreach(table->rows, j, row) {
		json_array_foreach(table->header, i, name)
			put_line("", json_object_get(row, json_string_value(name)), i == 0);
		putchar('\n');
	}
}

static void print_lines(const struct table *table)
{
	size_t i;
	json_t *row;

	json_array_foreach(table->rows, i, row) {
		json_dumpf(row, stdout, JSON_COMPACT);
		putchar('\n');
	}
}

/* 0 when all of the file's lines were found. */
static int print_without(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL, *out = NULL;
	size_t line_room = 0, out_room = 0;
	ssize_t len, out_len = file ? getline(&out, &out_room, file) : -1;

	while ((len = getline(&line, &line_room, stdin)) > 0) {
		if (len == out_len && memcmp(line, out, (size_t)len) == 0)
			out_len = getline(&out, &out_room, file);
		else
			fwrite(line, 1, (size_t)len, stdout);
	}
	free(line);
	free(out);
	return !file || out_len > 0 || fclose(file) != 0 || fclose(stdout) != 0;
}

int main(int argc, char **argv)
{
	const char *to = argc > 1 ? argv[1] : "json";
	struct table table = { 0 };
	struct csv_parser parser;
	char block[4096];
	size_t len;

	if (argc > 2 && strcmp(to, "without") == 0)
		return print_without(argv[2]);
	table = (struct table){ .header = json_array(), .rows = json_array() };
	table.row = table.header;
	if (csv_init(&parser, CSV_STRICT) != 0)
		return 1;
	while ((len = fread(block, 1, sizeof block, stdin)) > 0)
		if (csv_parse(&parser, block, len, on_field, on_row, &table) != len)
			return 1;
	csv_fini(&parser, on_field, on_row, &table);
	csv_free(&parser);
	if (strcmp(to, "tsv") == 0)
		print_tsv(&table);
	else if (strcmp(to, "jsonl") == 0)
		print_lines(&table);
	else
		json_dumpf(table.rows, stdout, JSON_COMPACT);
	json_decref(table.row);
	json_decref(table.rows);
	json_decref(table.header);
	return fclose(stdout) != 0;
}
