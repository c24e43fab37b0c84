/* choice - cells that hold several answers, each distinct cell taken apart once.
 *
 *	struct kg_choices choices = { .separator = ";" };
 *	const struct kg_choice *choice;
 *
 *	if (!kg_choices_of(&choices, &answers, cell, record->place, &choice))
 *		return kg_error_memory(err);
 *	for (size_t i = 0; i < choice->count; i++)
 *		counts[choice->answers[i]]++;
 */
#ifndef KG_CHOICE_H
#define KG_CHOICE_H

#include "category.h"

struct kg_choice {
	uint32_t *answers;	/* categories, each once, in the order of the cell */
	size_t count, room;
};

struct kg_choices {
	const char *separator;		/* as written; blanks around answers and a separator at the end, or its ink, are nothing */
	struct kg_categories cells;	/* as they are written: separators are looked for before anything is folded */
	struct kg_choice *choices;	/* by cell */
	size_t room;
};

/* The answers in a cell, as categories of `answers`; none in a blank one. *choice is borrowed until the next call. False when
 * memory is short. A JSON array's elements are its answers, whatever the separator. */
bool kg_choices_of(struct kg_choices *, struct kg_categories *answers, struct kg_slice cell, struct kg_place,
		   const struct kg_choice **choice);
void kg_choices_fini(struct kg_choices *);

/* A kg_category_key of cells that are equal only when they are written alike. */
size_t kg_as_written(struct kg_slice cell, char *key);

/* The place of the i-th thing in a record. Each takes a byte at least, so no other record's place is reached. */
static inline struct kg_place kg_place_within(struct kg_place record, size_t i)
{
	record.offset += i;
	return record;
}

#endif
