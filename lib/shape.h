/* shape - lines of JSON that are written like one before, cut where they lie.
 *
 *	struct kgi_shapes shapes = { 0 };
 *	const int cells[] = { -1, 0 };
 *
 *	// {"id": 7, "圏域": "北部"}, which jansson has read, so that it is known to be JSON, and what its members are
 *	if (!kgi_shapes_learn(&shapes, line, cells, 2))
 *		return kg_error_memory(err);
 *	// {"id": 12, "圏域": "南部"}
 *	if (kgi_shapes_match(&shapes, &stops, next.at))
 *		...	// shapes.count is 1; shapes.values[0] is "南部", in its quotes, for cell 0
 *	kgi_shapes_fini(&shapes);
 *
 * A shape is all of a line but its values: names, brackets and blanks. A line that has the same around its values has the same
 * members, none twice, so nothing is left to decide but whether the values are JSON (token.h).
 */
#ifndef KGI_SHAPE_H
#define KGI_SHAPE_H

#include "stops.h"

enum { KGI_SHAPES = 4 };	/* that are kept, for files in which some members come and go */

/* A wanted value as it lies there: the raw of a struct kgi_token that is plain. */
struct kgi_shape_value {
	struct kg_slice raw;
	int cell;
};

/* All zero is none. */
struct kgi_shapes {
	struct kgi_shape {
		char *frame;			/* a line without its values */
		struct kgi_shape_slot *slots;	/* its values, and its end */
		size_t frame_len, frame_room, slot_count, slot_room;
	} kept[KGI_SHAPES + 1];			/* the most recent first; one more is being made */
	size_t kept_count;

	struct kgi_shape_value *values;		/* of the line that matched; they borrow from it */
	size_t count, room;
	bool content;				/* is some value of it, wanted or not, more than blanks? */
};

/* Keeps the shape of a line with its end, a JSON object whose `count` values have these cells, negative for none. Not of one that
 * has two values for a cell, or what token.h is not certain of. False when memory is short. */
bool kgi_shapes_learn(struct kgi_shapes *, struct kg_slice line, const int *cells, size_t count);

/* How long the line that begins at `line`, in the text of the stops, is with its end, if it is of a known shape, and UTF-8, and all
 * wanted values are plain; else 0. The text ends with a line. */
size_t kgi_shapes_match(struct kgi_shapes *, const struct kgi_stops *, const char *line);

void kgi_shapes_fini(struct kgi_shapes *);

#endif
