/* CSV on standard input as a JSON array of objects, through libcsv and jansson alone: what the tools are held against. */
#include <csv.h>
#include <jansson.h>
#include <stdio.h>

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

int main(void)
{
	struct table table = { .header = json_array(), .rows = json_array() };
	struct csv_parser parser;
	char block[4096];
	size_t len;

	table.row = table.header;
	if (csv_init(&parser, CSV_STRICT) != 0)
		return 1;
	while ((len = fread(block, 1, sizeof block, stdin)) > 0)
		if (csv_parse(&parser, block, len, on_field, on_row, &table) != len)
			return 1;
	csv_fini(&parser, on_field, on_row, &table);
	csv_free(&parser);
	json_dumpf(table.rows, stdout, JSON_COMPACT);
	json_decref(table.row);
	json_decref(table.rows);
	json_decref(table.header);
	return fclose(stdout) != 0;
}
