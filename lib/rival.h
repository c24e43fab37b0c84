/* rival - columns that were read, where another one of the same file has a name of the same field.
 *
 *	struct kg_rival rival = { 0 };
 *
 *	kg_rival_look(&rival, record, F_ADOPTED);	// for each record
 *	...
 *	kg_rival_note(&rival, table);			// 導入日 was read, 導入状況 was not
 *
 * States merge in any order.
 */
#ifndef KG_RIVAL_H
#define KG_RIVAL_H

#include "record.h"
#include "table.h"

/* The first one. */
struct kg_rival {
	struct kg_place place;		/* file 0 when there is none */
	struct kg_slice read, other;
	const char *field;		/* its id */
};

/* What kg_rival_look() does where there is one. */
void kg_rival_add(struct kg_rival *, const struct kg_record *, int field);

static inline void kg_rival_look(struct kg_rival *rival, const struct kg_record *record, int field)
{
	if (kg_passed_over(record, field).len)
		kg_rival_add(rival, record, field);
}

void kg_rival_merge(struct kg_rival *into, const struct kg_rival *from);

/* Notes which column was read, which was not, and how to say otherwise; nothing if there is none. */
void kg_rival_note(const struct kg_rival *, struct kg_table *);

#endif
