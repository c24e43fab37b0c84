/* stem - which columns are the choices of one question, by what their names have in common: 設問［選択肢］, Q5_1.
 *
 *	struct kgi_stem columns[] = { { .name = kg_slice("困りごと［人手］"), .marked = true, .filled = true }, ... };
 *
 *	kgi_stems_find(columns, count);
 *	columns[0].question		// 困りごと
 *	columns[0].choice		// 人手
 */
#ifndef KGI_STEM_H
#define KGI_STEM_H

#include "text.h"

#include <stdint.h>

struct kgi_stem {
	struct kg_slice name;			/* of the column */
	bool marked, filled;			/* its cells are marks, or all blank; and some are not blank */
	struct kg_slice question, choice;	/* found: parts of the name; empty where it is none of a choice */
	uint32_t beginning;			/* for stem.c: the number of `question` */
};

/* A question has two columns with marks at least. False when memory is short. */
bool kgi_stems_find(struct kgi_stem *columns, size_t count);

#endif
