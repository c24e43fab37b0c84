#include "condition.h"
#include "codebook.h"

bool kg_condition_begin(const struct kg_condition *condition, struct kg_categories *cells)
{
	uint32_t id;

	return kg_category(cells, kg_slice(condition->value), (struct kg_place){ 0 }, &id);
}

bool kg_condition_holds(const struct kg_condition *condition, struct kg_categories *cells, const struct kg_record *record, int field,
			bool *holds)
{
	const struct kg_book_field *book = kg_width(record, field) ? kg_book_at(record, field, 0) : NULL;

	/* a code means the same as its label */
	if (book) {
		struct kg_book_condition coded = { kg_slice(condition->column), kg_slice(condition->value), condition->unequal };

		*holds = kg_book_holds(&coded, book, kg_raw_at(record, field, 0));
		return true;
	}
	if (!kg_category_is(cells, kg_get(record, field), record->place, 0, holds))
		return false;
	*holds = *holds != condition->unequal;
	return true;
}
