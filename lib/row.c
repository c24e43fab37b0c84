#include "array.h"
#include "row_printer.h"
#include "printer.h"

/* Before the row's next cell. */
static inline void begin_cell(struct kg_row *row)
{
	if (row->count++)
		kgi_buffer_byte(&row->line, row->printer->separator);
	else
		kgi_buffer_put(&row->line, kg_slice(row->printer->before));
}

static void put_key(struct kg_row *row)
{
	begin_cell(row);
	kgi_buffer_put(&row->line, kgi_row_name(row->names, row->count - 1));
}

static void put_member(struct kg_row *row, struct kg_slice text, bool number)
{
	put_key(row);
	if (number)
		kgi_buffer_put(&row->line, text.len ? text : kg_slice("null"));
	else
		kgi_put_string(text, &row->line);
}

/* JSON's as it stands before each cell. */
static void put_name(struct kg_row *names, struct kg_slice text)
{
	if (!kg_grow(&names->ends, &names->room, names->count + 1, sizeof *names->ends)) {
		names->line.failed = true;
		return;
	}
	if (names->printer->fixed) {
		kgi_buffer_put(&names->line, text);
	} else {
		kgi_put_string(text, &names->line);
		kgi_buffer_byte(&names->line, ':');
	}
	names->ends[names->count++] = names->line.len;
}

static inline void put(struct kg_row *row, struct kg_slice text, bool number)
{
	if (!row->names) {
		put_name(row, text);
	} else if (!row->printer->fixed) {
		put_member(row, text, number);
	} else {
		begin_cell(row);
		kgi_put_cell(text, row->printer->separator, row->safe && !number, &row->line);
	}
}

void kg_row_put(struct kg_row *row, struct kg_slice text)
{
	put(row, text, false);
}

void kg_row_put_number(struct kg_row *row, struct kg_slice number)
{
	put(row, number, true);
}

/* The array's elements, with what stands between them. */
static struct kg_slice list(struct kg_row *row, struct kg_slice array, const char *separator)
{
	struct kg_slice element;

	row->list.len = 0;
	for (size_t i = 0; kg_array_next(&array, &element); i++) {
		kgi_buffer_put(&row->list, kg_slice(i == 0 ? "" : separator));
		kgi_buffer_put(&row->list, element);
	}
	return (struct kg_slice){ row->list.at, row->list.len };
}

void kg_row_put_array(struct kg_row *row, struct kg_slice array, const char *separator)
{
	struct kg_slice element;

	if (row->printer->fixed) {
		put(row, list(row, array, separator ? separator : ";"), false);
		return;
	}
	put_key(row);
	for (size_t i = 0; kg_array_next(&array, &element); i++) {
		kgi_buffer_byte(&row->line, i == 0 ? '[' : ',');
		kgi_put_string(element, &row->line);
	}
	kgi_buffer_byte(&row->line, ']');
}

/* An array is told as a list. */
static void log_cell(struct kg_row *row, struct kg_slice cell, char end)
{
	kgi_put_cell(kg_is_array(cell) ? list(row, cell, ";") : cell, ',', false, &row->log);
	kgi_buffer_byte(&row->log, end);
}

void kg_row_change(struct kg_row *row, int kind, struct kg_slice column, struct kg_slice before, struct kg_slice after)
{
	char line[16];

	row->counts[kind]++;
	if (!row->logs)
		return;
	snprintf(line, sizeof line, "%lu", (unsigned long)row->place.line);
	log_cell(row, kg_slice(row->file), ',');
	log_cell(row, kg_slice(line), ',');
	log_cell(row, column, ',');
	log_cell(row, kg_slice(row->changes[kind].id), ',');
	log_cell(row, before, ',');
	log_cell(row, after, '\n');
}

static void leave(struct kgi_left *left, uint64_t count, struct kg_place place, struct kg_slice cell)
{
	bool first = count && (left->count == 0 || kg_place_compare(place, left->place) < 0);

	left->count += count;
	if (!first)
		return;
	left->place = place;
	left->cell.len = 0;
	kgi_buffer_put(&left->cell, cell);
}

void kg_row_leave(struct kg_row *row, struct kg_slice cell)
{
	leave(&row->left, 1, row->place, cell);
}

void kgi_row_merge(struct kg_row *row, const struct kg_row *from, size_t kinds)
{
	for (size_t i = 0; i < kinds; i++)
		row->counts[i] += from->counts[i];
	leave(&row->left, from->left.count, from->left.place, (struct kg_slice){ from->left.cell.at, from->left.cell.len });
}

void kgi_row_clear(struct kg_row *row)
{
	row->count = row->line.len = row->log.len = 0;
}

void kgi_row_begin(struct kg_row *row)
{
	for (size_t i = 0; row->printer->fixed && i < row->names->count; i++)
		kg_row_put(row, kgi_row_name(row->names, i));
	if (row->printer->fixed)
		kgi_row_end(row);
	else
		kgi_buffer_put(&row->line, kg_slice(row->printer->begin));
}

void kgi_row_end(struct kg_row *row)
{
	if (row->count == 0)
		kgi_buffer_put(&row->line, kg_slice(row->printer->before));
	/* a line without anything is no row of one empty cell */
	if (row->count == 1 && row->line.len == 0)
		kgi_buffer_put(&row->line, kg_slice("\"\""));
	kgi_buffer_put(&row->line, kg_slice(row->printer->behind));
}

void kgi_row_fini(struct kg_row *row)
{
	kgi_buffer_fini(&row->line);
	kgi_buffer_fini(&row->list);
	kgi_buffer_fini(&row->log);
	kgi_buffer_fini(&row->left.cell);
	free(row->ends);
}

const struct kgi_row_printer kgi_row_printers[] = {
	{ "csv", true, ',', "", "", "", "", "\n" },
	{ "tsv", true, '\t', "", "", "", "", "\n" },
	{ "json", false, ',', "[", ",", "\n]\n", "\n{", "}" },
	{ "jsonl", false, ',', "", "", "", "{", "}\n" },
};
