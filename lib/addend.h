/* addend - what in a table of numbers can be added, and which words say that it was.
 *
 *	struct kgi_labels labels = { 0 };
 *	enum kgi_label kind;
 *
 *	if (!kgi_label_of(&labels, cell, &kind))	// 町村計: KGI_LABEL_TOTAL
 *		return false;				// memory is short
 */
#ifndef KGI_ADDEND_H
#define KGI_ADDEND_H

#include "category.h"
#include "number.h"

enum kgi_column {
	KGI_COLUMN_NUMBERS,	/* that may count something */
	KGI_COLUMN_TOTAL,	/* 計, 合　計, 総数 */
	KGI_COLUMN_CODE,	/* of a place; a total may have one */
	KGI_COLUMN_LABEL,	/* a rate, mean, year or number of a record, or anything else that is no count */
};

/* What a column's name says. *coarse: numbers in thousands or more, which are rounded. */
enum kgi_column kgi_column_of(struct kg_slice name, bool *coarse);

enum kgi_label {
	KGI_LABEL_PART,
	KGI_LABEL_EXTRA,	/* may be a part of a part, or no number of things: 再掲, うち, 平均 */
	KGI_LABEL_TOTAL,	/* 合計, 総数, 小計, 町村計 */
};

/* Labels that were seen. Zero-initialise. */
struct kgi_labels {
	struct kg_categories seen;
	unsigned char *kinds;
	size_t room;
};

void kgi_labels_fini(struct kgi_labels *);

/* What a row's label says. False when memory is short. */
bool kgi_label_of(struct kgi_labels *, struct kg_slice cell, enum kgi_label *kind);

/* A label, and a unit, as a number by which they are compared; 0 for a blank one. */
uint64_t kgi_label_hash(struct kg_slice cell);
uint64_t kgi_unit_hash(struct kg_slice unit);

/* Is the cell a number that can be added to others? A dash is 0, of the kind KG_BLANK; a blank and … are not known, and rates
 * are not added. */
bool kgi_addend(struct kg_slice cell, struct kg_number *);

#endif
