#include "queue.h"

#include <stdlib.h>

enum { ROOM_FIRST = 256 * 1024 };

void kgi_queue_fini(struct kgi_queue *queue)
{
	free(queue->bytes);
	*queue = (struct kgi_queue){ 0 };
}

bool kgi_queue_room(struct kgi_queue *queue, size_t more)
{
	size_t held = queue->end - queue->begin, larger = queue->room ? queue->room : ROOM_FIRST;

	if (queue->room - queue->end >= more)
		return true;
	if (queue->begin >= held && queue->room - held >= more) {
		memcpy(queue->bytes, queue->bytes + queue->begin, held);
	} else {
		while (larger - held < more || larger == queue->room)
			larger *= 2;

		char *moved = malloc(larger);

		if (!moved)
			return false;
		if (held)
			memcpy(moved, queue->bytes + queue->begin, held);
		free(queue->bytes);
		queue->bytes = moved;
		queue->room = larger;
	}
	queue->begin = 0;
	queue->end = held;
	return true;
}

bool kgi_queue_put(struct kgi_queue *queue, struct kg_slice text)
{
	if (!kgi_queue_room(queue, text.len))
		return false;
	if (text.len)
		memcpy(queue->bytes + queue->end, text.at, text.len);
	queue->end += text.len;
	return true;
}
