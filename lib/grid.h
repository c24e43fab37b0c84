/* grid - a table laid out for reading: blocks of lines of text, for printers that only have to draw them.
 *
 *	struct kgi_grid grid;
 *
 *	if (!kgi_grid_init(&grid, table))
 *		return ENOMEM;
 *	for (size_t b = 0; b < grid.block_count; b++)
 *		draw(&grid.blocks[b]);
 *	kgi_grid_fini(&grid);
 */
#ifndef KGI_GRID_H
#define KGI_GRID_H

#include "arena.h"
#include "printer.h"

struct kgi_line {
	const char **cells;		/* as many as the block has columns; "" where the block has no such cell */
};

struct kgi_block {
	const char *title;		/* "" for none */
	const char **headings;
	bool *figures;			/* columns to be set flush right */
	size_t columns;
	struct kgi_line *lines;
	size_t line_count, line_room;
};

struct kgi_grid {
	struct kgi_block *blocks;
	size_t block_count, block_room;
	struct kgi_remarks legend;	/* notes on words, beneath those of the table */
	struct kg_arena arena;
};

bool kgi_grid_init(struct kgi_grid *, const struct kg_table *);
void kgi_grid_fini(struct kgi_grid *);

#endif
