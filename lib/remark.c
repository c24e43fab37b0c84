#include "remark.h"
#include "array.h"

#include <stdlib.h>

bool kgi_remark_list(struct kgi_remarks *remarks, const char *format, va_list args)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	bool ok = out != NULL;

	if (ok)
		vfprintf(out, format, args);
	ok = ok && fclose(out) == 0 && kg_grow(&remarks->items, &remarks->room, remarks->count + 1, sizeof *remarks->items);
	if (ok) {
		remarks->items[remarks->count] = kg_arena_copy(&remarks->arena, kg_slice(text));
		ok = remarks->items[remarks->count].at != NULL;
		remarks->count += ok;
	}
	free(text);
	return ok;
}

bool kgi_remark(struct kgi_remarks *remarks, const char *format, ...)
{
	va_list args;

	va_start(args, format);

	bool ok = kgi_remark_list(remarks, format, args);

	va_end(args);
	return ok;
}

void kgi_remarks_fini(struct kgi_remarks *remarks)
{
	free(remarks->items);
	kg_arena_fini(&remarks->arena);
}
