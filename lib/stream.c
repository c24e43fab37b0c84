#include "stream.h"

static void put(struct kgi_stream *stream, struct kg_slice bytes)
{
	if (!stream->file)
		kgi_buffer_put(&stream->memory, bytes);
	else if (bytes.len)
		fwrite(bytes.at, 1, bytes.len, stream->file);
}

int kgi_stream_write(struct kgi_stream *stream, struct kg_slice bytes, struct kg_slice owed, struct kg_error *err)
{
	int status = KG_OK;

	if (!stream->open || !bytes.len)
		return KG_OK;
	put(stream, stream->owed);
	put(stream, bytes);
	if (stream->output)
		status = kgi_output_pass(stream->output, err);
	else if (stream->memory.failed)
		status = kg_error_memory(err);
	if (status != KG_OK)
		return status;
	stream->owed = owed;
	stream->begun = true;
	return KG_OK;
}
