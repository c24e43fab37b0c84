/* array - arrays that grow.
 *
 *	struct row *rows = NULL;
 *	size_t count = 0, room = 0;
 *
 *	if (!kg_grow(&rows, &room, count + 1, sizeof *rows))
 *		return kg_error_memory(err);
 *	rows[count++] = row;
 */
#ifndef KG_ARRAY_H
#define KG_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* What kg_grow() does when there is not enough room. */
bool kg_grow_room(void *array, size_t *room, size_t count, size_t size);

/* Makes room for `count` elements of `size` bytes in the array that `array` points to (a pointer to any object pointer).
 * New elements are zero. False when memory is short; the array is as it was. */
static inline bool kg_grow(void *array, size_t *room, size_t count, size_t size)
{
	return count <= *room || kg_grow_room(array, room, count, size);
}

/* Adds copies of `more` elements at the end of an array of `count`. False when memory is short; all is as it was. */
bool kg_append(void *array, size_t *count, size_t *room, const void *from, size_t more, size_t size);

#endif
