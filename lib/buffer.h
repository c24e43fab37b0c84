/* buffer - bytes that are put together in memory, to be written at once.
 *
 *	struct kgi_buffer buffer = { 0 };
 *
 *	kgi_buffer_put(&buffer, cell);
 *	kgi_buffer_put(&buffer, kg_slice("\n"));
 *	if (buffer.failed)
 *		return kg_error_memory(err);
 *	kgi_buffer_write(&buffer, stdout);		// and it is empty again
 *	...
 *	kgi_buffer_fini(&buffer);
 */
#ifndef KGI_BUFFER_H
#define KGI_BUFFER_H

#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "text.h"

/* All zero is an empty one. */
struct kgi_buffer {
	char *at;
	size_t len, room;
	bool failed;			/* memory was short, now or before */
};

static inline void kgi_buffer_put(struct kgi_buffer *buffer, struct kg_slice text)
{
	if (!kg_grow(&buffer->at, &buffer->room, buffer->len + text.len + 1, 1)) {
		buffer->failed = true;
		return;
	}
	if (text.len)
		memcpy(buffer->at + buffer->len, text.at, text.len);
	buffer->len += text.len;
}

static inline void kgi_buffer_byte(struct kgi_buffer *buffer, char byte)
{
	kgi_buffer_put(buffer, (struct kg_slice){ &byte, 1 });
}

static inline void kgi_buffer_write(struct kgi_buffer *buffer, FILE *out)
{
	if (buffer->len)
		fwrite(buffer->at, 1, buffer->len, out);
	buffer->len = 0;
}

static inline void kgi_buffer_fini(struct kgi_buffer *buffer)
{
	free(buffer->at);
}

#endif
