#include "remark.h"

#include <stdarg.h>
#include <stdlib.h>

void kgi_remark(struct kgi_remarks *remarks, const char *format, ...)
{
	va_list args;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return;
	va_start(args, format);
	vfprintf(out, format, args);
	va_end(args);
	if (fclose(out) == 0 && kg_grow(&remarks->items, &remarks->room, remarks->count + 1, sizeof *remarks->items)) {
		remarks->items[remarks->count] = kg_arena_copy(&remarks->arena, kg_slice(text));
		remarks->count += remarks->items[remarks->count].at != NULL;
	}
	free(text);
}

void kgi_remarks_fini(struct kgi_remarks *remarks)
{
	free(remarks->items);
	kg_arena_fini(&remarks->arena);
}
