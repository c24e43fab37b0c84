#include "grid.h"

#include <errno.h>

/* A cell must not end the cell or the line. */
static void put_cell(const char *text, FILE *out)
{
	for (; *text; text++) {
		if (memchr("|\\*_<`", *text, 6))
			putc('\\', out);
		putc((unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text, out);
	}
}

static void put_line(const char *const *cells, size_t count, FILE *out)
{
	for (size_t i = 0; i < count; i++) {
		fputs("| ", out);
		put_cell(cells[i], out);
		putc(' ', out);
	}
	fputs("|\n", out);
}

int kgi_print_markdown(const struct kg_table *table, FILE *out, bool color)
{
	struct kgi_grid grid;
	bool ok = kgi_grid_init(&grid, table);

	(void)color;
	for (size_t i = 0; i < grid.block_count && ok; i++) {
		const struct kgi_block *block = &grid.blocks[i];

		if (i)
			putc('\n', out);
		if (*block->title) {
			fputs("**", out);
			put_cell(block->title, out);
			fputs("**\n\n", out);
		}
		put_line(block->headings, block->columns, out);
		for (size_t j = 0; j < block->columns; j++)
			fputs(block->figures[j] ? "| ---: " : "| --- ", out);
		fputs("|\n", out);
		for (size_t j = 0; j < block->line_count; j++)
			put_line(block->lines[j].cells, block->columns, out);
	}
	kgi_grid_fini(&grid);
	if (table->notes.count)
		putc('\n', out);
	for (size_t i = 0; i < table->notes.count; i++)
		fprintf(out, "- %s %s\n", _("Note:"), table->notes.items[i].at);
	return ok ? 0 : ENOMEM;
}
