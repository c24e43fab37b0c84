#include "grid.h"
#include "character.h"

#include <errno.h>
#include <stdlib.h>

enum { GAP = 2 };	/* blanks between columns */

/* The headings and cells of a block as they are shown, each ended by a NUL. Returns NULL when memory is short. */
static char *show(const struct kgi_block *block)
{
	char *shown = NULL;
	size_t size;
	FILE *out = open_memstream(&shown, &size);

	if (!out)
		return NULL;
	for (size_t line = 0; line <= block->line_count; line++) {
		const char **cells = line ? block->lines[line - 1].cells : block->headings;

		for (size_t i = 0; i < block->columns; i++) {
			kg_print_escaped(cells[i], out);
			putc('\0', out);
		}
	}
	if (fclose(out) == 0)
		return shown;
	free(shown);
	return NULL;
}

/* What a text takes on a terminal. *behind is behind its NUL. */
static size_t width_of(const char *text, const char **behind)
{
	struct kg_slice shown = kg_slice(text);
	size_t width = 0;

	for (size_t i = 0, bytes; i < shown.len; i += bytes)
		width += kgi_character_width(kgi_character(shown, i, &bytes));
	*behind = text + shown.len + 1;
	return width;
}

/* Without the blanks that would stand at its end. Returns what is behind the line's cells. */
static const char *put_line(const struct kgi_block *block, const size_t *widths, const char *cell, FILE *out)
{
	size_t blanks = 0;

	for (size_t i = 0; i < block->columns; i++) {
		const char *next;
		size_t spare = widths[i] - width_of(cell, &next), before = block->figures[i] ? spare : 0;

		if (*cell)
			fprintf(out, "%*s%s", (int)(blanks + before), "", cell);
		blanks = (*cell ? 0 : blanks + before) + spare - before + GAP;
		cell = next;
	}
	putc('\n', out);
	return cell;
}

static void put_block(const struct kgi_block *block, const char *shown, size_t *widths, FILE *out, bool color)
{
	const char *cell = shown;

	for (size_t i = 0; i < (block->line_count + 1) * block->columns; i++) {
		size_t width = width_of(cell, &cell);

		if (widths[i % block->columns] < width)
			widths[i % block->columns] = width;
	}
	if (*block->title) {
		fputs(color ? "\033[1m" : "", out);
		kg_print_escaped(block->title, out);
		fputs(color ? "\033[0m\n" : "\n", out);
	}
	cell = shown;
	for (size_t line = 0; line <= block->line_count; line++)
		cell = put_line(block, widths, cell, out);
}

static int draw(const struct kgi_block *block, FILE *out, bool color)
{
	size_t *widths = calloc(block->columns + 1, sizeof *widths);
	char *shown = show(block);
	bool ok = widths && shown;

	if (ok)
		put_block(block, shown, widths, out, color);
	free(widths);
	free(shown);
	return ok ? 0 : ENOMEM;
}

static void put_notes(const struct kgi_remarks *notes, FILE *out)
{
	for (size_t i = 0; i < notes->count; i++) {
		fprintf(out, "%s ", _("Note:"));
		kg_print_escaped(notes->items[i].at, out);
		putc('\n', out);
	}
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
	if (table->notes.count + grid.legend.count)
		putc('\n', out);
	put_notes(&table->notes, out);
	put_notes(&grid.legend, out);
	kgi_grid_fini(&grid);
	return failed;
}
