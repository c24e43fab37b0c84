#include "cells.h"

/* Texts of so many bytes, behind so many lengths. */
static size_t size_of(size_t width, size_t len)
{
	return width + (len + sizeof(uint32_t) - 1) / sizeof(uint32_t);
}

size_t kgi_cells_size(const struct kg_slice *cells, size_t width)
{
	size_t len = 0;

	for (size_t i = 0; i < width; i++)
		len += cells[i].len;
	return size_of(width, len);
}

void kgi_cells_keep(uint32_t *kept, const struct kg_slice *cells, size_t width)
{
	char *at = (char *)(kept + width);

	for (size_t i = 0; i < width; at += cells[i++].len) {
		kept[i] = (uint32_t)cells[i].len;
		if (cells[i].len)
			memcpy(at, cells[i].at, cells[i].len);
	}
}

size_t kgi_cells_kept(const uint32_t *kept, struct kg_slice *cells, size_t width)
{
	const char *begin = (const char *)(kept + width), *at = begin;

	for (size_t i = 0; i < width; at += cells[i++].len)
		cells[i] = (struct kg_slice){ at, kept[i] };
	return size_of(width, (size_t)(at - begin));
}
