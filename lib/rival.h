/* rival - columns that were read, where another one of the same file has a name of the same field.
 *
 *	static const int fields[] = { F_ADOPTED, F_LEFT };
 *	struct kg_rivals rivals = { 0 };
 *
 *	kg_rivals_look(&rivals, record, fields, 2);	// for each record
 *	...
 *	kg_rivals_note(&rivals, table);			// 導入日 was read, 導入状況 was not
 *
 * States merge in any order.
 */
#ifndef KG_RIVAL_H
#define KG_RIVAL_H

#include "record.h"
#include "table.h"

enum { KG_RIVALS = 4 };

/* The first one of a field. */
struct kg_rival {
	struct kg_place place;		/* file 0 when there is none */
	struct kg_slice read, other;
	const char *field;		/* its id */
};

struct kg_rivals {
	struct kg_rival items[KG_RIVALS];	/* in the order of the fields */
	uint32_t shape;			/* the binding's, of the record before */
};

/* Looks at as many fields, at most KG_RIVALS, of which the order is always the same; records come in the order of their places. */
void kg_rivals_look(struct kg_rivals *, const struct kg_record *, const int *fields, size_t count);

void kg_rivals_merge(struct kg_rivals *into, const struct kg_rivals *from);

/* Notes of each field which column was read, which was not, and how to say otherwise; nothing if there is none. */
void kg_rivals_note(const struct kg_rivals *, struct kg_table *);

#endif
