/* queue - bytes that come in at the end and are done with at the beginning, in one piece.
 *
 *	struct kgi_queue queue = { 0 };
 *
 *	if (!kgi_queue_room(&queue, BLOCK))
 *		return kg_error_memory(err);
 *	queue.end += read(fd, queue.bytes + queue.end, queue.room - queue.end);
 *	... kgi_queue_held(&queue) ...
 *	queue.begin += used;
 *	...
 *	kgi_queue_fini(&queue);
 */
#ifndef KGI_QUEUE_H
#define KGI_QUEUE_H

#include "text.h"

/* All zero is an empty one. */
struct kgi_queue {
	char *bytes;
	size_t begin, end;		/* of what is held in `bytes` */
	size_t room;			/* of `bytes` */
};

void kgi_queue_fini(struct kgi_queue *);

/* What is held; good until there is more. */
static inline struct kg_slice kgi_queue_held(const struct kgi_queue *queue)
{
	return (struct kg_slice){ queue->bytes + queue->begin, queue->end - queue->begin };
}

/* Makes room behind what is held for `more` bytes at least, which may move it. False when memory is short; then all is as it was. */
bool kgi_queue_room(struct kgi_queue *, size_t more);

/* Adds the text at the end. False when memory is short. */
bool kgi_queue_put(struct kgi_queue *, struct kg_slice text);

#endif
