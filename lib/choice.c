#include "choice.h"
#include "record.h"

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

/* Where `separator` begins in the text, or its end. */
static size_t find(struct kg_slice text, struct kg_slice separator)
{
	for (size_t at = 0; at + separator.len <= text.len; at++)
		if (memcmp(text.at + at, separator.at, separator.len) == 0)
			return at;
	return text.len;
}

/* "; " is what a form writes between answers, and ";" behind the last one. */
static struct kg_slice without_end(struct kg_slice cell, struct kg_slice separator)
{
	struct kg_slice ink = kg_trim(separator);

	cell = kg_trim(cell);
	if (ink.len && ink.len <= cell.len && memcmp(cell.at + cell.len - ink.len, ink.at, ink.len) == 0)
		cell.len -= ink.len;
	return cell;
}

static bool take_apart(struct kg_choice *choice, struct kg_categories *answers, struct kg_slice cell, struct kg_slice separator,
		       struct kg_place place)
{
	struct kg_slice element;
	size_t i = 0;
	bool ok = true;

	while (ok && kg_array_next(&cell, &element))
		ok = add_answer(choice, answers, element, kg_place_within(place, i++));
	cell = without_end(cell, separator);
	while (ok && cell.len) {
		size_t len = find(cell, separator), step = len < cell.len ? len + separator.len : len;

		ok = add_answer(choice, answers, (struct kg_slice){ cell.at, len }, kg_place_within(place, i++));
		cell = (struct kg_slice){ cell.at + step, cell.len - step };
	}
	return ok;
}

size_t kg_as_written(struct kg_slice cell, char *key)
{
	if (cell.len)
		memcpy(key, cell.at, cell.len);
	return cell.len;
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
	return id < known || take_apart(&choices->choices[id], answers, cell, kg_slice(choices->separator), place);
}

void kg_choices_fini(struct kg_choices *choices)
{
	for (size_t i = 0; i < choices->room; i++)
		free(choices->choices[i].answers);
	free(choices->choices);
	kg_categories_fini(&choices->cells);
}
