/* choice - cells that hold several answers, each distinct cell taken apart once.
 *
 *	struct kg_choices choices = { .separator = ";" };
 *	const struct kg_choice *choice;
 *
 *	if (!kg_choices_of(&choices, &answers, cell, record->place, &choice))
 *		return kg_error_memory(err);
 *	for (size_t i = 0; i < choice->count; i++)
 *		counts[choice->answers[i]]++;
 *
 * With the field of a codebook, `.book = field`, answers are its categories, by value or label (kg_book_next()); what is none of
 * them is the category kaigo:other, or without one an answer of its own.
 */
#ifndef KG_CHOICE_H
#define KG_CHOICE_H

#include "category.h"
#include "codebook.h"

struct kg_choice {
	uint32_t *answers;	/* categories, each once, in the order of the cell */
	size_t count, room;
	struct kg_slice *outside;	/* what is none of the codebook's, as written; lives as long as the choices */
	size_t outside_count, outside_room;
	int exclusive;			/* the codebook's category that should stand alone, if exclusive_with_others */
	bool exclusive_with_others;
};

struct kg_choices {
	const char *separator;		/* as written; blanks around answers and a separator at the end, or its ink, are nothing */
	const struct kg_book_field *book;	/* what the codebook says of the column; NULL, or without categories, for nothing */
	struct kg_categories cells;	/* as they are written: separators are looked for before anything is folded */
	struct kg_choice *choices;	/* by cell */
	size_t room;
};

/* The answers in a cell, as categories of `answers`; none in a blank one. *choice is borrowed until the next call. False when
 * memory is short. A JSON array's elements are its answers, whatever the separator. */
bool kg_choices_of(struct kg_choices *, struct kg_categories *answers, struct kg_slice cell, struct kg_place,
		   const struct kg_choice **choice);
void kg_choices_fini(struct kg_choices *);

/* The place of the i-th thing in a record. Each takes a byte at least, so no other record's place is reached. */
static inline struct kg_place kg_place_within(struct kg_place record, size_t i)
{
	record.offset += i;
	return record;
}

#endif
