/* direction - which way is better (望ましい方向).
 *
 *	enum kg_direction direction;
 *
 *	if (!kg_direction_read(kg_slice("減少"), &direction))
 *		return kg_error_at(...);
 *	kg_direction_word(direction)		// down
 */
#ifndef KG_DIRECTION_H
#define KG_DIRECTION_H

#include "text.h"

enum kg_direction {
	KG_UNDIRECTED,	/* a blank, or a mark for nothing */
	KG_UP,		/* up 増 増加 上昇 向上 以上 高い ↑ */
	KG_DOWN,	/* down 減 減少 削減 低下 以下 低い ↓ */
};

/* Reads one of these words, in any width and case. False for anything else. */
bool kg_direction_read(struct kg_slice cell, enum kg_direction *);

/* "up", "down" or "". */
const char *kg_direction_word(enum kg_direction);

#endif
