/* collate - the order of labels: by code point, but numbers in them by value.
 *
 *	kg_label_compare(kg_slice("第2回"), kg_slice("第10回"))	// -1
 *	kg_label_compare(kg_slice("２９人以下"), kg_slice("100人"))	// -1
 */
#ifndef KG_COLLATE_H
#define KG_COLLATE_H

#include "text.h"

/* Below 0, 0, above 0. Runs of digits, in half or full width, are compared by their values; where nothing else differs, labels
 * are compared by code point. 0 for the same bytes only. */
int kg_label_compare(struct kg_slice, struct kg_slice);

#endif
