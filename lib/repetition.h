/* repetition - records that are there twice: keys that come again, and blocks of records that were pasted again.
 *
 *	kg_keys_add(&keys, 0, cells, count, record->place);	// for every record
 *	kg_keys_repeated(&keys, &repeats, &count);		// at the end: each with the place of the first one
 *
 *	for each cell: kg_sequence_cell(&sequence, column, cell);
 *	kg_sequence_record(&sequence, record->place);
 *	kg_sequence_tell(&sequence, &findings);
 *
 * Both remember something of every record and look at it in the end, so their states merge in any order. Functions that return
 * bool return false when memory is short.
 */
#ifndef KG_REPETITION_H
#define KG_REPETITION_H

#include "arena.h"
#include "finding.h"

struct kg_keys {
	struct kg_key *items;
	size_t count, room;
	struct kg_arena arena;
};

/* A key that another record had before. */
struct kg_repeat {
	size_t set;
	struct kg_slice text;		/* the key's cells in half width, ", " between them; lives as long as the keys */
	struct kg_place place, first;
};

void kg_keys_fini(struct kg_keys *);

/* Adds a record's key, the cells together, in any width and without blanks around them. Keys of another `set` have nothing to do
 * with it. A key whose cells are all blank is none: *blank. */
bool kg_keys_add(struct kg_keys *, size_t set, const struct kg_slice *cells, size_t count, struct kg_place, bool *blank);
bool kg_keys_merge(struct kg_keys *into, struct kg_keys *from);

/* All that were not the first with their key, by set and place. The caller frees *repeats. Sorts the keys. */
bool kg_keys_repeated(struct kg_keys *, struct kg_repeat **repeats, size_t *count);

enum { KG_BLOCK_MIN = 3 };	/* records; fewer repeat each other by chance */

struct kg_sequence {
	struct kg_sequence_item *items;
	size_t count, room;
	uint64_t hash;		/* of the record's cells so far */
};

/* Records that repeat, in order, earlier ones of the same file that follow each other, too. */
struct kg_block {
	struct kg_place from, to;		/* its first record and its last */
	struct kg_place first_from, first_to;	/* and those it repeats */
	size_t records;
};

void kg_sequence_fini(struct kg_sequence *);

/* A cell of the next record, as it is written; blank ones and the order of columns make no difference. */
void kg_sequence_cell(struct kg_sequence *, struct kg_slice column, struct kg_slice cell);
bool kg_sequence_record(struct kg_sequence *, struct kg_place);
bool kg_sequence_merge(struct kg_sequence *into, const struct kg_sequence *from);

/* Blocks of KG_BLOCK_MIN records or more, each of which is there exactly twice in its file, by place. The caller frees *blocks.
 * Sorts the records. */
bool kg_sequence_blocks(struct kg_sequence *, struct kg_block **blocks, size_t *count);

/* Adds a finding for each of them. */
bool kg_sequence_tell(struct kg_sequence *, struct kg_findings *);

#endif
