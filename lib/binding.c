#include "binding.h"
#include "array.h"
#include "want.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct kg_slice kgi_folded_name(struct kg_arena *arena, struct kg_slice text)
{
	char *room = kg_arena_take(arena, KG_FOLD_ROOM(text.len));

	if (!room)
		return (struct kg_slice){ 0 };

	size_t len = kg_fold(text, KG_FOLD_NAME, room);

	room[len] = '\0';
	return (struct kg_slice){ room, len };
}

static bool has(unsigned flags, unsigned flag)
{
	return (flags & flag) != 0;
}

static bool given(const struct kg_binding *b, size_t arg)
{
	return arg && kgi_option_given(b->options, b->args, arg);
}

bool kgi_binding_asks(const struct kg_binding *b, const struct kg_field *field)
{
	return (!field->when || given(b, field->when) || given(b, field->or_when)) && !given(b, field->unless);
}

bool kgi_binding_cell(struct kg_binding *b, struct kg_slice name, struct kg_slice key, uint32_t *cell)
{
	uint32_t hash = (uint32_t)XXH3_64bits(key.at, key.len);
	struct kg_index_look look = kg_index_look(&b->index, hash);
	struct kgi_cell made = { 0 };

	while (kg_index_next(&look, cell))
		if (kg_slice_same(b->cells[*cell].folded, key))
			return true;
	*cell = (uint32_t)b->cell_count;
	made.name = kg_arena_copy(&b->arena, name);
	made.folded = kg_arena_copy(&b->arena, key);
	return made.name.at && made.folded.at && kg_append(&b->cells, &b->cell_count, &b->cell_room, &made, 1, sizeof made) &&
	       kg_index_add(&b->index, hash, *cell);
}

bool kgi_binding_list(struct kg_binding *b, const struct kgi_want *want, uint32_t cell, struct kg_slice match)
{
	struct kg_bound_columns *list = &b->lists[want->field];
	uint32_t id;

	if ((size_t)want->field < b->own_count && has(b->fields[want->field].flags, KG_ARRAYS))
		b->cells[cell].arrays = true;
	else
		b->cells[cell].single = true;
	if (!kg_tuple(&b->listed, (const uint32_t[]){ (uint32_t)want->field, cell }, &id) ||
	    !kg_grow(&b->listed_at, &b->listed_room, id + (size_t)1, sizeof *b->listed_at))
		return false;

	size_t at = b->listed_at[id];

	if (at < list->count && list->columns[at].cell == cell)
		return true;
	if (!kg_grow(&list->columns, &list->room, list->count + 1, sizeof *list->columns))
		return false;
	b->listed_at[id] = list->count;
	list->columns[list->count++] = (struct kg_bound_column){ cell, want->item, want->given, match };
	return true;
}

/* What the only wildcard of the pattern, a *, stood for: in the name as it is written, or as it is folded where the writings
 * differ. With more of them it is the whole name. */
static struct kg_slice match_of(const struct kgi_want *want, struct kg_slice name, struct kg_slice key)
{
	const char *star = strchr(want->given, '*'), *folded_star = memchr(want->names[0].at, '*', want->names[0].len);
	struct kg_slice head = { want->given, star ? (size_t)(star - want->given) : 0 };
	struct kg_slice tail = { star ? star + 1 : "", star ? strlen(star + 1) : 0 };

	if (!star || !folded_star || strpbrk(want->names[0].at, "*?") != folded_star || strpbrk(folded_star + 1, "*?"))
		return name;
	if (name.len >= head.len + tail.len && memcmp(name.at, head.at, head.len) == 0 &&
	    memcmp(name.at + name.len - tail.len, tail.at, tail.len) == 0)
		return (struct kg_slice){ name.at + head.len, name.len - head.len - tail.len };

	size_t before = (size_t)(folded_star - want->names[0].at), after = want->names[0].len - before - 1;

	return (struct kg_slice){ key.at + before, key.len - before - after };
}

/* What the codebook says of a column, and which fields tell who was asked. */
static bool look_up(struct kg_binding *b, struct kgi_cell *cell, struct kg_slice name)
{
	const struct kg_book_field *book = kg_codebook_field(b->book, name);

	if (!book || book == cell->book)
		return true;
	cell->book = book;
	cell->asked = kg_arena_take(&b->arena, (book->asked_count + 1) * sizeof *cell->asked);
	for (size_t i = 0; cell->asked && i < book->asked_count; i++) {
		struct kg_slice key = kgi_folded_name(&b->arena, book->asked[i].column);
		uint32_t router;

		if (!key.at || !kg_category_find(&b->routers, key, &router))
			return false;
		cell->asked[i] = b->router_fields[router];
	}
	return cell->asked != NULL;
}

int kgi_binding_init(struct kg_binding *b, const struct kg_field *fields, const struct kg_option *options, const void *args,
		     const struct kg_list *groups, const struct kg_list *renames, const struct kg_codebook *book,
		     struct kg_error *err)
{
	bool ok = true;

	*b = (struct kg_binding){ .fields = fields, .options = options, .args = args, .book = book,
				  .listed.width = 2, .names.key = kg_as_written, .routers.key = kg_as_written };
	while (fields[b->field_count].id)
		b->field_count++;
	b->own_count = b->field_count;
	if (!kg_grow(&b->lists, &b->list_room, b->field_count + 1, sizeof *b->lists))
		return kg_error_memory(err);
	for (size_t f = 0; f < b->own_count && ok; f++)
		ok = kgi_want_field(b, (int)f, groups, renames);
	ok = ok && (!book || kgi_want_routers(b));
	for (size_t i = 0; i < b->cell_count && ok && book; i++)	/* with JSON there may be records before the column comes */
		ok = look_up(b, &b->cells[i], b->cells[i].name);
	return ok ? KG_OK : kg_error_memory(err);
}

void kgi_binding_fini(struct kg_binding *b)
{
	for (size_t i = 0; i < b->list_room; i++)
		free(b->lists[i].columns);
	free(b->lists);
	kg_tuples_fini(&b->listed);
	free(b->listed_at);
	free(b->wants);
	kg_categories_fini(&b->names);
	free(b->name_first);
	free(b->want_names);
	free(b->always);
	free(b->due);
	free(b->cells);
	kg_index_fini(&b->index);
	free(b->copies);
	free(b->found);
	kg_categories_fini(&b->routers);
	free(b->router_fields);
	kg_arena_fini(&b->arena);
}

int kgi_binding_want(struct kg_binding *b, const char *name, int *field, struct kg_error *err)
{
	*field = (int)b->field_count++;
	if (!kg_grow(&b->lists, &b->list_room, b->field_count, sizeof *b->lists) || !kgi_want_given(b, *field, 0, name, false))
		return kg_error_memory(err);
	return KG_OK;
}

void kgi_binding_file(struct kg_binding *b)
{
	for (size_t i = 0; i < b->want_count; i++) {
		b->wants[i].found = b->wants[i].literal = false;
		if (!b->wants[i].given) {	/* this file may call it otherwise */
			b->lists[b->wants[i].field].count = 0;
			b->lists[b->wants[i].field].passed = (struct kg_slice){ 0 };
		}
	}
	b->copy_count = 0;
	b->offered = 0;
	b->export = NULL;
	b->padded = false;
}

static bool give(struct kg_binding *b, struct kgi_want *want, struct kg_slice name, struct kg_slice key, int *cell)
{
	uint32_t id = want->cell;

	struct kg_slice match = want->pattern && !want->literal ? match_of(want, name, key) : (struct kg_slice){ 0 };

	if (!want->has_cell && (!kgi_binding_cell(b, name, key, &id) || !kgi_binding_list(b, want, id, match)))
		return false;
	if (want->has_cell && !want->named)
		b->cells[id].name = name;
	if (b->book && !look_up(b, &b->cells[id], name))
		return false;
	want->found = want->named = true;
	if (*cell == KGI_UNWANTED) {
		*cell = (int)id;
	} else if (*cell != (int)id) {
		if (!kg_grow(&b->copies, &b->copy_room, b->copy_count + 1, sizeof *b->copies))
			return false;
		b->copies[b->copy_count].from = (uint32_t)*cell;
		b->copies[b->copy_count++].to = id;
	}
	return true;
}

/* Gives the want the offered column that has the best of its names. */
static int offer_best(struct kg_binding *b, struct kgi_want *want, const struct kg_slice *names, const struct kg_slice *keys,
		      int *cell, struct kg_error *err)
{
	size_t i = want->best - 1;

	if (!want->given && want->passed)
		b->lists[want->field].passed = names[want->passed - 1];
	return !want->best || give(b, want, names[i], keys[i], &cell[i]) ? KG_OK : kg_error_memory(err);
}

static int offer_all(struct kg_binding *b, struct kgi_want *want, const struct kg_slice *names, const struct kg_slice *keys,
		     size_t count, int *cell, struct kg_error *err)
{
	for (size_t i = 0; i < count; i++)
		if (kg_glob(want->names[0], keys[i]) && !give(b, want, names[i], keys[i], &cell[i]))
			return kg_error_memory(err);
	return KG_OK;
}

static int offer_position(struct kg_binding *b, struct kgi_want *want, const struct kg_slice *names, const struct kg_slice *keys,
			  size_t count, int *cell, struct kg_error *err)
{
	if (want->position <= b->offered || want->position > b->offered + count)
		return KG_OK;

	size_t i = want->position - b->offered - 1;

	return give(b, want, names[i], keys[i], &cell[i]) ? KG_OK : kg_error_memory(err);
}

/* A pattern that is some column's very name is that column's name and nothing more. */
static int offer_pattern(struct kg_binding *b, struct kgi_want *want, const struct kg_slice *names, const struct kg_slice *keys,
			 size_t count, int *cell, struct kg_error *err)
{
	bool before = want->found;

	if (want->every)
		return offer_all(b, want, names, keys, count, cell, err);
	if (want->literal)
		return KG_OK;
	want->found = false;
	want->literal = true;

	int status = offer_best(b, want, names, keys, cell, err);

	want->literal = want->found;
	want->found |= before;
	return status || want->literal ? status : offer_all(b, want, names, keys, count, cell, err);
}

/* JSON records that call one field now this, now that: half of them must not pass for empty. */
static int refuse(const struct kg_binding *b, const struct kgi_want *want, const struct kg_slice *names, struct kg_error *err)
{
	const char *field = (size_t)want->field < b->own_count ? b->fields[want->field].id : "";

	return !want->best ? KG_OK :
	       kg_error_usage(err, _("'%.*s' and another column are both known names of the field '%s'; --column=%s=COL names the one to read"),
			      KG_SLICE_ARG(names[want->best - 1]), field, field);
}

static int offer_wanted(struct kg_binding *b, struct kgi_want *want, const struct kg_slice *names, const struct kg_slice *keys,
			size_t count, int *cell, struct kg_error *err)
{
	if (want->position)
		return offer_position(b, want, names, keys, count, cell, err);
	if (want->pattern)
		return offer_pattern(b, want, names, keys, count, cell, err);
	if (!want->found)
		return offer_best(b, want, names, keys, cell, err);
	return want->given ? KG_OK : refuse(b, want, names, err);
}

int kgi_binding_offer(struct kg_binding *b, const struct kg_slice *names, size_t count, int *cell, struct kg_error *err)
{
	struct kg_slice *keys = kg_arena_take(&b->arena, (count + 1) * sizeof *keys);
	int status = KG_OK;

	if (!keys || !kg_grow(&b->found, &b->found_room, b->offered + count + 1, sizeof *b->found))
		return kg_error_memory(err);
	for (size_t i = 0; i < count; i++) {
		struct kg_slice name = b->found[b->offered + i] = kg_arena_copy(&b->arena, kg_trim(names[i]));

		keys[i] = kgi_folded_name(&b->arena, name);
		cell[i] = KGI_UNWANTED;
		if (!name.at || !keys[i].at)
			return kg_error_memory(err);
	}
	names = b->found + b->offered;
	if (!kgi_wants_call(b, keys, count))
		return kg_error_memory(err);
	for (size_t i = 0; i < b->due_count; i++) {
		struct kgi_want *want = &b->wants[b->due[i]];

		status = status ? status : offer_wanted(b, want, names, keys, count, cell, err);
		want->best = want->passed = 0;
	}
	b->offered += count;
	b->shape++;
	return status;
}

/* What cells were parted by, where all of a header is one column that holds it; 0 for nothing. */
static char delimiter_of(const struct kg_binding *b)
{
	static const char delimiters[] = ";|";

	for (const char *c = delimiters; b->offered == 1 && *c; c++)
		if (memchr(b->found[0].at, *c, b->found[0].len))
			return *c;
	return '\0';
}

/* "the columns are: a, b, c", in memory of its own; NULL when it is short. */
static char *columns_found(const struct kg_binding *b)
{
	char delimiter = delimiter_of(b);
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	for (size_t i = 0; i < b->offered; i++)
		fprintf(out, "%s%.*s", i ? ", " : "", KG_SLICE_ARG(b->found[i]));
	if (delimiter)
		fprintf(out, _("; perhaps the delimiter is another: -d '%c'"), delimiter);
	fclose(out);
	return text;
}

static const struct kg_field *field_by_id(const struct kg_binding *b, const char *id)
{
	const struct kg_field *field = b->fields;

	while (field->id && strcmp(field->id, id) != 0)
		field++;
	return field;
}

static bool found(const struct kg_binding *b, const struct kg_field *field)
{
	for (size_t w = 0; w < b->want_count; w++)
		if (b->wants[w].field == field - b->fields && b->wants[w].found)
			return true;
	return false;
}

static bool replaced(const struct kg_binding *b, const struct kg_field *field)
{
	return field->instead && found(b, field_by_id(b, field->instead));
}

/* Which wanted columns are missing, and what there is instead. */
static int missing(const struct kg_binding *b, const struct kg_book_field *question, const char *given,
		   const struct kg_field *field, struct kg_place place, struct kg_error *err)
{
	char *columns = columns_found(b);
	const char *file = kg_error_file_name(err, place.file);
	int status;

	if (!columns)
		return kg_error_memory(err);
	if (question)
		status = kg_error_at(err, place, NULL, _("there is no column '%.*s', which the codebook has; the columns are: %s"),
				     KG_SLICE_ARG(question->name), columns);
	else if (given)
		status = kg_error_usage(err, _("%s: there is no column '%s'; the columns are: %s"), file, given, columns);
	else if (field->option && b->book && has(field->flags, KG_SINGLES | KG_MULTIPLES))
		status = kg_error_usage(err, _("%s: the codebook has no question that could be counted; %s names a column; the columns are: %s"),
					file, field->id, columns);
	else if (field->option)
		status = kg_error_usage(err, _("%s: %s has to name a column; the columns are: %s"), file, field->id, columns);
	else
		status = kg_error_at(err, place, NULL, _("the field '%s' has no column; --column=%s=COL names one; the columns are: %s"),
				     field->id, field->id, columns);
	free(columns);
	return status;
}

int kgi_binding_check(const struct kg_binding *b, struct kg_place place, struct kg_error *err)
{
	for (size_t w = 0; w < b->want_count; w++)
		if (b->wants[w].given && !b->wants[w].found && !b->wants[w].every)
			return missing(b, b->wants[w].book, b->wants[w].given, NULL, place, err);
	for (const struct kg_field *field = b->fields; field->id; field++)
		if (has(field->flags, KG_NEEDED) && kgi_binding_asks(b, field) && !found(b, field) && !replaced(b, field))
			return missing(b, NULL, NULL, field, place, err);
	return KG_OK;
}
