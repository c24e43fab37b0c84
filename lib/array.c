#include "array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A large array grows by a quarter: the system moves its pages, and what is never used stays little. */
bool kg_grow_room(void *array, size_t *room, size_t count, size_t size)
{
	enum { LARGE = 1024 * 1024 };
	size_t wanted = *room * size > LARGE ? *room + *room / 4 : *room ? *room * 2 : 8;

	if (wanted < count)
		wanted = count;

	char *old, *grown;

	memcpy(&old, array, sizeof old);
	if (wanted > SIZE_MAX / size || !(grown = realloc(old, wanted * size)))
		return false;
	memset(grown + *room * size, 0, (wanted - *room) * size);
	memcpy(array, &grown, sizeof grown);
	*room = wanted;
	return true;
}

bool kg_append(void *array, size_t *count, size_t *room, const void *from, size_t more, size_t size)
{
	char *items;

	if (more > SIZE_MAX - *count || !kg_grow(array, room, *count + more, size))
		return false;
	memcpy(&items, array, sizeof items);
	if (more)
		memcpy(items + *count * size, from, more * size);
	*count += more;
	return true;
}
