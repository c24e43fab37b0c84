/* scalar - a JSON scalar as the text that a cell would have.
 *
 *	char room[KGI_SCALAR_ROOM];
 *	struct kg_slice text = kgi_scalar(value, room);	// 0.1, true, 導入
 */
#ifndef KGI_SCALAR_H
#define KGI_SCALAR_H

#include <jansson.h>
#include "text.h"

enum { KGI_SCALAR_ROOM = 400 };

/* A real is a double: the shortest decimal that reads back, plain. null is empty. Borrows from the value, or is in `room`. */
struct kg_slice kgi_scalar(const json_t *, char room[KGI_SCALAR_ROOM]);

#endif
