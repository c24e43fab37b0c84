#include "grid.h"

#include <errno.h>
#include <libsmartcols.h>
#include <stdlib.h>

/* Without the blanks that would stand at the ends of lines. */
static void put_trimmed(const char *text, FILE *out)
{
	while (*text) {
		size_t len = strcspn(text, "\n"), kept = len;

		while (kept > 0 && text[kept - 1] == ' ')
			kept--;
		fwrite(text, 1, kept, out);
		putc('\n', out);
		text += len + (text[len] == '\n');
	}
}

static struct libscols_table *fill(const struct kgi_block *block)
{
	struct libscols_table *table = scols_new_table();
	int bad = !table;

	if (bad)
		return NULL;
	scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER);
	bad |= scols_table_set_column_separator(table, "  ") != 0;
	for (size_t i = 0; i < block->columns; i++)
		bad |= !scols_table_new_column(table, block->headings[i], 0, block->figures[i] ? SCOLS_FL_RIGHT : 0);
	for (size_t i = 0; i < block->line_count && !bad; i++) {
		struct libscols_line *line = scols_table_new_line(table, NULL);

		bad |= !line;
		for (size_t j = 0; j < block->columns && !bad; j++)
			bad |= scols_line_set_data(line, j, block->lines[i].cells[j]) != 0;
	}
	if (!bad)
		return table;
	scols_unref_table(table);
	return NULL;
}

static int draw(const struct kgi_block *block, FILE *out, bool color)
{
	struct libscols_table *table = fill(block);
	char *text = NULL;

	if (!table)
		return ENOMEM;
	if (*block->title) {
		fputs(color ? "\033[1m" : "", out);
		kg_print_escaped(block->title, out);
		fputs(color ? "\033[0m\n" : "\n", out);
	}

	/* libsmartcols prints nothing, not even headings, for a table without lines */
	for (size_t i = 0; block->line_count == 0 && i < block->columns; i++)
		fprintf(out, "%s%s", block->headings[i], i + 1 < block->columns ? "  " : "\n");

	int failed = block->line_count ? scols_print_table_to_string(table, &text) : 0;

	if (text)
		put_trimmed(text, out);
	free(text);
	scols_unref_table(table);
	return failed ? ENOMEM : 0;
}

int kgi_print_text(const struct kg_table *table, FILE *out, bool color)
{
	struct kgi_grid grid;
	int failed = kgi_grid_init(&grid, table) ? 0 : ENOMEM;

	for (size_t i = 0; i < grid.block_count && !failed; i++) {
		if (i)
			putc('\n', out);
		failed = draw(&grid.blocks[i], out, color);
	}
	kgi_grid_fini(&grid);
	if (table->notes.count)
		putc('\n', out);
	for (size_t i = 0; i < table->notes.count; i++) {
		fprintf(out, "%s ", _("Note:"));
		kg_print_escaped(table->notes.items[i].at, out);
		putc('\n', out);
	}
	return failed;
}
