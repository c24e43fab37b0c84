/* json_reader - the JSON reader's own state: json.c reads records that jansson has read, jsonl.c lines of them. */
#ifndef KGI_JSON_READER_H
#define KGI_JSON_READER_H

#include "category.h"
#include "document.h"
#include "reader.h"
#include "shape.h"

/* A line that is read, and what it was found to be. */
struct kgi_json_line {
	size_t len;			/* 0 at the end */
	json_t *record;			/* NULL for one that has a shape, is blank or no JSON */
	size_t value_count;		/* of one that has a shape: its wanted values */
	bool shaped, content, blank;
};

struct kgi_json {
	struct kgi_document document;	/* of a file that is not lines */
	json_t *record;
	struct kgi_json_member *members;	/* in the record's order */
	size_t member_count, member_room;
	struct kg_categories names;	/* of members, as seen: a.b for b in a */
	int *cell_of;			/* by name */
	size_t cell_room;
	char *path;			/* the name of the member that is being read */
	size_t path_room;
	struct kg_place first;		/* of the first record */
	bool any;			/* there was one */
	bool content;			/* some cell of the record is not blank */

	/* Of a file that is lines: */
	struct kgi_json_line line;	/* of the record before, not passed yet */
	const struct kgi_shape_value *values;	/* of its shape */
	struct kgi_shapes shapes;
	struct kgi_stops stops;		/* of lines that are held */
	uint64_t stops_end;		/* the offset behind them, in a file that is no part */
	int *member_cells;
	size_t member_cell_room;
	size_t width;			/* how many cells the repeats have */

	/* Of a part of one: its lines, and the values of those that have a shape. */
	struct { struct kgi_json_line *lines; size_t at, count, room; } ahead;
	struct { struct kgi_shape_value *items; size_t at, count, room; } ahead_values;
	size_t known;			/* names that the file has had */
};

struct kgi_json_member {
	uint32_t name;
	const json_t *value;
};

/* Finds the record's members. False when memory is short. */
bool kgi_json_members(struct kgi_json *, json_t *record, struct kg_place);

/* Makes cells of the record, which they may lie in. */
int kgi_json_take(struct kgi_reader *, json_t *record, struct kg_place, struct kg_error *);

/* May the cell be an array? */
bool kgi_json_takes_arrays(const struct kg_binding *, int cell);

/* Is a record in which all that was read is blank left out? */
bool kgi_json_is_blank(const struct kgi_json *);

/* At the end. */
int kgi_json_end(struct kgi_reader *, struct kg_error *);

void kgi_json_close(struct kgi_reader *);

#endif
