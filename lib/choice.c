#include "choice.h"
#include "array.h"

#include <stdlib.h>

static bool add_answer(struct kg_choice *choice, struct kg_categories *answers, struct kg_slice text, struct kg_place place)
{
	uint32_t answer;

	if (kg_trim(text).len == 0)
		return true;
	if (!kg_category(answers, text, place, &answer))
		return false;
	for (size_t i = 0; i < choice->count; i++)
		if (choice->answers[i] == answer)
			return true;
	if (kg_category_blank(answers, answer))
		return true;
	if (!kg_grow(&choice->answers, &choice->room, choice->count + 1, sizeof *choice->answers))
		return false;
	choice->answers[choice->count++] = answer;
	return true;
}

/* A mark for nothing is none; a codebook may list it. */
static bool add_element(struct kg_choice *choice, struct kg_categories *answers, struct kg_slice text, struct kg_place place)
{
	return kg_is_nothing(text) || add_answer(choice, answers, text, place);
}

static bool take_apart(struct kg_choice *choice, struct kg_categories *answers, struct kg_slice cell, struct kg_slice separator,
		       struct kg_place place)
{
	struct kg_slice element;
	size_t i = 0;
	bool ok = true;

	while (ok && kg_array_next(&cell, &element))
		ok = add_element(choice, answers, element, kg_place_within(place, i++));
	cell = kg_trim_list(cell, separator);
	while (ok && cell.len) {
		size_t len = kg_slice_find(cell, separator), step = len < cell.len ? len + separator.len : len;

		ok = add_element(choice, answers, (struct kg_slice){ cell.at, len }, kg_place_within(place, i++));
		cell = kg_slice_from(cell, step);
	}
	return ok;
}

/* Another category, or a text outside the list: is there one that should stand alone? */
static void look_for_exclusive(struct kg_choice *choice, const struct kg_book_field *book, const bool *taken)
{
	size_t others = choice->outside_count;
	int alone = -1;

	for (size_t i = 0; i < book->category_count; i++) {
		others += taken[i];
		if (taken[i] && book->categories[i].exclusive && alone < 0)
			alone = (int)i;
	}
	choice->exclusive = alone;
	choice->exclusive_with_others = alone >= 0 && others > 1;
}

struct listing {
	struct kg_choice *choice;
	struct kg_categories *answers;
	const struct kg_book_field *book;
	bool *taken;			/* by category of the book */
	struct kg_place place;
	size_t i;
};

/* An answer of the list, or with a category below 0 a text that is none. */
static bool list_answer(struct listing *l, struct kg_slice text, int category)
{
	struct kg_choice *choice = l->choice;

	if (category < 0) {
		if (!kg_grow(&choice->outside, &choice->outside_room, choice->outside_count + 1, sizeof *choice->outside))
			return false;
		choice->outside[choice->outside_count++] = text;
		category = l->book->other;
	} else {
		l->taken[category] = true;
	}
	return add_answer(choice, l->answers, category < 0 ? text : l->book->categories[category].label,
			  kg_place_within(l->place, l->i++));
}

static bool list_element(struct listing *l, struct kg_slice element)
{
	return kg_book_meaning(l->book, element).missing != KG_PRESENT ||
	       list_answer(l, kg_trim(element), kg_book_category(l->book, element));
}

static bool take_listed(struct listing *l, struct kg_slice cell, struct kg_slice separator)
{
	struct kg_slice element;
	bool ok = true;
	int category;

	while (ok && kg_array_next(&cell, &element))
		ok = list_element(l, element);
	while (ok && kg_book_next(l->book, separator, &cell, &element, &category))
		ok = list_answer(l, element, category);
	return ok;
}

/* `kept` is the cell where it stays. */
static bool take_choices(struct kg_choice *choice, const struct kg_choices *choices, struct kg_categories *answers,
			 struct kg_slice kept, struct kg_place place)
{
	const struct kg_book_field *book = choices->book;
	struct listing l = { choice, answers, book, calloc(book->category_count, sizeof *l.taken), place, 0 };
	bool ok = l.taken && take_listed(&l, kept, kg_slice(choices->separator));

	if (ok)
		look_for_exclusive(choice, book, l.taken);
	free(l.taken);
	return ok;
}

bool kg_choices_of(struct kg_choices *choices, struct kg_categories *answers, struct kg_slice cell, struct kg_place place,
		   const struct kg_choice **choice)
{
	size_t known = choices->cells.count;
	uint32_t id;

	choices->cells.key = kg_as_written;
	if (!kg_category(&choices->cells, cell, place, &id) ||
	    !kg_grow(&choices->choices, &choices->room, choices->cells.count, sizeof *choices->choices))
		return false;
	*choice = &choices->choices[id];
	if (id < known)
		return true;
	return choices->book && choices->book->category_count ?
		take_choices(&choices->choices[id], choices, answers, kg_category_label(&choices->cells, id), place) :
		take_apart(&choices->choices[id], answers, cell, kg_slice(choices->separator), place);
}

void kg_choices_fini(struct kg_choices *choices)
{
	for (size_t i = 0; i < choices->room; i++) {
		free(choices->choices[i].answers);
		free(choices->choices[i].outside);
	}
	free(choices->choices);
	kg_categories_fini(&choices->cells);
}
