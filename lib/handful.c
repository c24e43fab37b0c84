#include "handful.h"

void kgi_handful_add(struct kgi_handful *handful, struct kg_slice text, struct kgi_repeat *repeat)
{
	char bytes[KGI_PIECE] = { 0 };

	if (text.len > KGI_PIECE)
		return;
	handful->count++;
	if (!kgi_handful_is_few(handful))
		return;
	if (text.len)
		memcpy(bytes, text.at, text.len);

	struct kgi_piece piece = kgi_handful_piece((struct kg_slice){ bytes, text.len });
	size_t at = kgi_handful_begin(piece);

	while (handful->entries[at].repeat)
		at = (at + 1) % KGI_HANDFUL_ROOM;
	handful->entries[at] = (struct kgi_handful_entry){ piece, repeat };
}
