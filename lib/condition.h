/* condition - of which records COL=VALUE or COL!=VALUE is true.
 *
 *	struct kg_categories cells = { 0 };
 *	bool holds;
 *
 *	if (!kg_condition_begin(&args->asked, &cells))
 *		return kg_error_memory(err);
 *	...
 *	if (!kg_condition_holds(&args->asked, &cells, record, F_ASKED, &holds))
 *		return kg_error_memory(err);
 *
 * Where a codebook knows the column, VALUE is one of its values or a label, as kg_book_holds() has it; else cells are held against it as
 * categories are, in any width and with blanks around. What was seen is remembered in `cells`, which is one thread's.
 */
#ifndef KG_CONDITION_H
#define KG_CONDITION_H

#include "category.h"
#include "option.h"
#include "record.h"

/* Makes the empty `cells` those of the condition: id 0 is its value. The caller frees them with kg_categories_fini(). False when memory
 * is short. */
bool kg_condition_begin(const struct kg_condition *, struct kg_categories *cells);

/* Is it true of the record's cell in the field? A column that is not there is blank. False when memory is short. */
bool kg_condition_holds(const struct kg_condition *, struct kg_categories *cells, const struct kg_record *, int field, bool *holds);

#endif
