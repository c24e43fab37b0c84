#include "grid.h"

#include <errno.h>

/* Text that is text: no markup, no end of a cell or of the line, nothing that a terminal obeys. # > + - are markup where a line
 * begins, as no text does here, and ] only behind a [. */
static void put_text(const char *text, FILE *out)
{
	for (; *text; text++) {
		bool control = (unsigned char)*text < 0x20 || *text == 0x7f;

		if ((unsigned char)*text == 0xc2 && (unsigned char)text[1] < 0xa0) {
			control = true;		/* U+0080 to U+009F */
			text++;
		}
		if (memchr("|\\*_<`[&~", *text, 9))
			putc('\\', out);
		putc(control ? ' ' : *text, out);
	}
}

static void put_line(const char *const *cells, size_t count, FILE *out)
{
	for (size_t i = 0; i < count; i++) {
		fputs("| ", out);
		put_text(cells[i], out);
		putc(' ', out);
	}
	fputs("|\n", out);
}

static void put_notes(const struct kgi_remarks *notes, FILE *out)
{
	for (size_t i = 0; i < notes->count; i++) {
		fprintf(out, "- %s ", _("Note:"));
		put_text(notes->items[i].at, out);
		putc('\n', out);
	}
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
			put_text(block->title, out);
			fputs("**\n\n", out);
		}
		put_line(block->headings, block->columns, out);
		for (size_t j = 0; j < block->columns; j++)
			fputs(block->figures[j] ? "| ---: " : "| --- ", out);
		fputs("|\n", out);
		for (size_t j = 0; j < block->line_count; j++)
			put_line(block->lines[j].cells, block->columns, out);
	}
	if (table->notes.count + grid.legend.count)
		putc('\n', out);
	put_notes(&table->notes, out);
	put_notes(&grid.legend, out);
	kgi_grid_fini(&grid);
	return ok ? 0 : ENOMEM;
}
