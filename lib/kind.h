/* kind - records whose cells are the same, but for those of their own, are of one kind: what it means is found out once.
 *
 *	enum { OFFICE, AREA, SERVICE };
 *	static const struct kg_field fields[] = {
 *		[OFFICE] = { .id = "id", .flags = KG_OWN },
 *		[AREA] = { .id = "area" },
 *		[SERVICE] = { .id = "service" },
 *		{ 0 }
 *	};
 *	...
 *	if (!kg_kind(&kinds, record, &kind) || !kg_grow(&meanings, &room, kind + (size_t)1, sizeof *meanings))
 *		return kg_error_memory(err);
 *	if (!meanings[kind])
 *		meanings[kind] = ...;		// of the area and the service; whoever comes next has it
 *
 * Kinds count from 0, in the order in which they are first seen. Cells are compared as they were read: what is written in two ways is
 * two kinds, which may mean the same, and so is what stands in two files, or in a plain line and in one that is not.
 */
#ifndef KG_KIND_H
#define KG_KIND_H

#include "combination.h"
#include "record.h"

struct kg_kinds {
	struct kg_combinations seen;	/* of this file, with these columns */
	uint32_t first;			/* kind of them */
	uint32_t shape;			/* the binding's, at that time */
	struct kg_neighbours { uint32_t first, last; } *compared;	/* places among a record's cells: of each cell, */
	struct kg_neighbours *texts;	/* and of those between which there is nothing else in a plain record */
	struct kg_slice *cells;		/* which are these of the record that is looked for */
	size_t count, text_count;	/* no texts: they are not known yet */
	size_t compared_room, text_room, cell_room;
};

void kg_kinds_fini(struct kg_kinds *);

/* The record's kind. All records come from the FILEs, or all from one side: the kinds of both are not known apart. False when memory
 * is short. */
bool kg_kind(struct kg_kinds *, const struct kg_record *, uint32_t *kind);

#endif
