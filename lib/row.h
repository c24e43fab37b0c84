/* row - what a pass-through filter writes for one record.
 *
 *	static int each(const struct kg_context *ctx, const struct kg_record *record, struct kg_row *row, struct kg_error *err)
 *	{
 *		for (size_t i = 0; i < kg_width(record, F_ALL); i++) {
 *			struct kg_slice cell = kg_get_at(record, F_ALL, i), trimmed = kg_trim(cell);
 *
 *			kg_row_put(row, trimmed);
 *			if (trimmed.len < cell.len)
 *				kg_row_change(row, STRIPPED, kg_name_at(record, F_ALL, i), cell, trimmed);
 *		}
 *		return KG_OK;
 *	}
 *
 * Texts are copied. Memory that is short is remembered and reported by the driver, so these functions return nothing.
 */
#ifndef KG_ROW_H
#define KG_ROW_H

#include "text.h"

struct kg_row;

/* The next cell. */
void kg_row_put(struct kg_row *, struct kg_slice text);

/* The next cell, which JSON writes without quotes: a plain decimal (-12.50). An empty one is null there. */
void kg_row_put_number(struct kg_row *, struct kg_slice number);

/* The next cell, which has several answers and was a JSON array (kg_is_array): one again in JSON, with `separator` between them
 * elsewhere, a semicolon where it is NULL. */
void kg_row_put_array(struct kg_row *, struct kg_slice array, const char *separator);

/* A cell was changed: `kind` is a row of the filter's changes. Counted, and written to --log. */
void kg_row_change(struct kg_row *, int kind, struct kg_slice column, struct kg_slice before, struct kg_slice after);

/* A cell stays as it is, though its column should have another: counted, and the first is told, as the filter's `left` says. */
void kg_row_leave(struct kg_row *, struct kg_slice cell);

#endif
