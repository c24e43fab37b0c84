#include "finding.h"
#include "array.h"
#include "category.h"

#include <stdarg.h>
#include <stdlib.h>

void kg_findings_fini(struct kg_findings *findings)
{
	free(findings->items);
	kg_arena_fini(&findings->arena);
	*findings = (struct kg_findings){ 0 };
}

/* Elements of an array with ; between them. */
static struct kg_slice copy_value(struct kg_arena *arena, struct kg_slice value)
{
	bool array = kg_is_array(value);
	struct kg_slice element, copy;
	char *text;

	if (!array)
		return kg_arena_copy(arena, value);
	text = kg_arena_take(arena, value.len);
	copy = (struct kg_slice){ text, 0 };
	while (text && kg_array_next(&value, &element)) {
		if (copy.len)
			text[copy.len++] = ';';
		memcpy(text + copy.len, element.at, element.len);
		copy.len += element.len;
	}
	return copy;
}

static KG_PRINTF(2, 0) struct kg_slice compose(struct kg_arena *arena, const char *format, va_list args)
{
	char small[512], *text;
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(small, sizeof small, format, args);
	text = len < 0 ? NULL : kg_arena_take(arena, (size_t)len + 1);
	if (text)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (struct kg_slice){ text, text ? (size_t)len : 0 };
}

bool kg_findings_add(struct kg_findings *findings, struct kg_finding finding, const char *format, ...)
{
	struct kg_arena *arena = &findings->arena;
	va_list args;

	va_start(args, format);
	finding.message = compose(arena, format, args);
	va_end(args);
	finding.column = kg_arena_copy(arena, finding.column.at ? finding.column : kg_slice(""));
	finding.value = copy_value(arena, finding.value.at ? finding.value : kg_slice(""));
	if (!finding.message.at || !finding.column.at || !finding.value.at ||
	    !kg_grow(&findings->items, &findings->room, findings->count + 1, sizeof *findings->items))
		return false;
	findings->items[findings->count++] = finding;
	*(finding.error ? &findings->errors : &findings->warnings) += 1;
	return true;
}

bool kg_findings_merge(struct kg_findings *into, struct kg_findings *from)
{
	if (!kg_append(&into->items, &into->count, &into->room, from->items, from->count, sizeof *from->items))
		return false;
	into->errors += from->errors;
	into->warnings += from->warnings;
	kg_arena_merge(&into->arena, &from->arena);
	from->count = 0;
	from->errors = from->warnings = 0;
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct kg_finding *x = a, *y = b;
	int order = kg_place_compare(x->place, y->place);

	if (!order)
		order = (x->position > y->position) - (x->position < y->position);
	if (!order)
		order = strcmp(x->code, y->code);
	if (!order)
		order = kg_slice_compare(x->column, y->column);
	if (!order)
		order = kg_slice_compare(x->value, y->value);
	return order ? order : kg_slice_compare(x->message, y->message);
}

void kg_findings_sort(struct kg_findings *findings)
{
	if (findings->count)
		qsort(findings->items, findings->count, sizeof *findings->items, by_place);
}

/* How many there were of each code and column. */
struct counted {
	struct kg_categories kinds;
	size_t *counts, room;
};

static bool count_one(struct counted *counted, const struct kg_finding *finding, size_t *count)
{
	size_t size = strlen(finding->code) + 1 + finding->column.len;
	char *key = malloc(size + 1);
	uint32_t id;
	bool ok = key != NULL;

	if (ok) {
		memcpy(key, finding->code, strlen(finding->code) + 1);
		memcpy(key + strlen(finding->code) + 1, finding->column.at, finding->column.len);
		ok = kg_category(&counted->kinds, (struct kg_slice){ key, size }, finding->place, &id) &&
		     kg_grow(&counted->counts, &counted->room, counted->kinds.count, sizeof *counted->counts);
	}
	free(key);
	if (ok)
		*count = ++counted->counts[id];
	return ok;
}

static bool copy_texts(struct kg_arena *arena, struct kg_finding *finding)
{
	finding->column = kg_arena_copy(arena, finding->column);
	finding->value = kg_arena_copy(arena, finding->value);
	finding->message = kg_arena_copy(arena, finding->message);
	return finding->column.at && finding->value.at && finding->message.at;
}

bool kg_findings_limit(struct kg_findings *findings, size_t limit)
{
	struct counted counted = { .kinds.key = kg_as_written };
	struct kg_arena texts = { 0 };
	size_t kept = 0, count = 0;
	bool ok = true;

	for (size_t i = 0; i < findings->count && ok; i++) {
		struct kg_finding finding = findings->items[i];

		ok = count_one(&counted, &finding, &count);
		if (!ok || count > limit)
			continue;
		ok = copy_texts(&texts, &finding);
		findings->items[kept++] = finding;
	}
	kg_arena_fini(&findings->arena);
	findings->arena = texts;
	findings->count = ok ? kept : 0;
	kg_categories_fini(&counted.kinds);
	free(counted.counts);
	return ok;
}

bool kg_findings_bound(struct kg_findings *findings, size_t limit)
{
	enum { FEW = 4096 };
	bool ok = true;

	if (limit && findings->count > findings->crowd) {
		kg_findings_sort(findings);
		ok = kg_findings_limit(findings, limit);
		findings->crowd = 2 * findings->count + FEW;
	}
	return ok;
}
