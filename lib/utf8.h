/* utf8 - is a long text UTF-8?
 *
 *	if (!kgi_is_utf8(line))
 *		...	// kg_utf8_valid() tells where
 *
 * Both agree. kgi_is_utf8() looks at 32 bytes at once where the processor can, and tells no place. */
#ifndef KGI_UTF8_H
#define KGI_UTF8_H

#include "text.h"

bool kgi_is_utf8(struct kg_slice);

#endif
