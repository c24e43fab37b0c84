#include "want.h"
#include "alias.h"

#include <stdlib.h>

static bool has(unsigned flags, unsigned flag)
{
	return (flags & flag) != 0;
}

static struct kgi_want *new_want(struct kg_binding *b, int field, size_t names)
{
	if (!kg_grow(&b->wants, &b->want_room, b->want_count + 1, sizeof *b->wants))
		return NULL;

	struct kgi_want *want = &b->wants[b->want_count];

	*want = (struct kgi_want){ .field = field, .names = kg_arena_take(&b->arena, names * sizeof *want->names) };
	if (!want->names)
		return NULL;
	b->want_count++;
	return want;
}

static bool add_name(struct kg_binding *b, struct kgi_want *want, struct kg_slice name)
{
	struct kg_slice key = kgi_folded_name(&b->arena, name);

	want->names[want->name_count++] = key;
	return key.at != NULL;
}

static size_t count_list(const char *names)
{
	size_t count = names != NULL;

	for (const char *c = names; c && *c; c++)
		count += *c == '|';
	return count;
}

static size_t count_names(const struct kg_field *field)
{
	return 1 + count_list(field->names) + count_list(kg_alias_names(field->id));
}

static bool add_list(struct kg_binding *b, struct kgi_want *want, const char *name)
{
	bool ok = true;

	while (ok && name && *name) {
		size_t len = strcspn(name, "|");

		ok = add_name(b, want, (struct kg_slice){ name, len });
		name += len + (name[len] == '|');
	}
	return ok;
}

/* The names of a field: those of its command, those that everybody uses, and its id last: other columns are called ID, too. */
static bool add_own_names(struct kg_binding *b, struct kgi_want *want, const struct kg_field *field)
{
	return add_list(b, want, field->names) && add_list(b, want, kg_alias_names(field->id)) &&
	       add_name(b, want, kg_slice(field->id));
}

static const struct kg_field *field_called(struct kg_binding *b, struct kg_slice key)
{
	for (const struct kg_field *field = b->fields; field->id; field++) {
		struct kgi_want names = { .names = kg_arena_take(&b->arena, count_names(field) * sizeof *names.names) };

		if (field->option || has(field->flags, KG_GROUPED) || !names.names || !add_own_names(b, &names, field))
			continue;
		for (size_t i = 0; i < names.name_count; i++)
			if (kg_slice_same(names.names[i], key))
				return field;
	}
	return NULL;
}

bool kgi_want_given(struct kg_binding *b, int field, size_t item, const char *name, bool patterns)
{
	struct kg_slice key = kgi_folded_name(&b->arena, kg_slice(name));
	bool renamed = (size_t)field < b->own_count && !b->fields[field].option && !has(b->fields[field].flags, KG_GROUPED);
	const struct kg_field *alias = key.at && !renamed ? field_called(b, key) : NULL;	/* --column means what it says */
	struct kgi_want *want = new_want(b, field, 1 + (alias ? count_names(alias) : 0));
	char *end;

	if (!want || !key.at)
		return false;
	want->given = name;
	want->item = (uint32_t)item;
	want->names[want->name_count++] = key;
	want->pattern = patterns && strpbrk(key.at, "*?");
	if (name[0] == '#' && name[1] >= '1' && name[1] <= '9') {
		want->position = strtoul(name + 1, &end, 10);
		if (*end)
			want->position = 0;
	}
	if (alias && !add_own_names(b, want, alias))
		return false;
	/* A column that is named has its cell from the start, so that -g A,B are A and B in whatever order they appear. */
	want->has_cell = !want->pattern;
	return want->pattern || (kgi_binding_cell(b, kg_slice(name), key, &want->cell) &&
				 kgi_binding_list(b, want, want->cell, (struct kg_slice){ 0 }));
}

static bool is_number(const char *text)
{
	return kg_number_read(kg_trim(kg_slice(text))).kind == KG_NUMBER;
}

static bool want_list(struct kg_binding *b, int field, const struct kg_list *list, bool patterns)
{
	bool ok = true;

	for (size_t i = 0; i < list->count && ok; i++)
		ok = kgi_want_given(b, field, i, list->items[i], patterns);
	return ok;
}

/* --column FIELD=COL, if there is one for this field. */
static const char *renamed(const struct kg_field *field, const struct kg_list *renames)
{
	size_t len = strlen(field->id);

	for (size_t i = renames->count; i-- > 0;)
		if (strncmp(renames->items[i], field->id, len) == 0 && renames->items[i][len] == '=')
			return renames->items[i] + len + 1;
	return NULL;
}

/* Every column: a pattern that nobody gave. */
static bool want_every(struct kg_binding *b, int f)
{
	struct kgi_want *want = new_want(b, f, 1);

	if (!want)
		return false;
	want->given = "*";
	want->pattern = want->every = true;
	return add_name(b, want, kg_slice("*"));
}

static bool is_multiple(const struct kg_book_field *field)
{
	return field->separator.len || field->choice.len;
}

/* The place of the first field of the question: that of its first choice, if each has a column. */
static size_t question_at(const struct kg_codebook *book, size_t at)
{
	size_t first = 0;

	while (book->fields[at].choice.len &&
	       !(book->fields[first].choice.len && kg_slice_same(book->fields[first].question, book->fields[at].question)))
		first++;
	return book->fields[at].choice.len ? first : at;
}

static bool want_questions(struct kg_binding *b, int f, bool multiple)
{
	bool ok = true;

	for (size_t i = 0; i < b->book->count && ok; i++) {
		const struct kg_book_field *field = &b->book->fields[i];
		struct kgi_want *want;

		if (!kg_book_is_question(field) || is_multiple(field) != multiple)
			continue;
		want = new_want(b, f, 1);
		ok = want && add_name(b, want, field->name);
		if (!ok)
			continue;
		want->book = field;
		want->given = (field->choice.len ? field->question : field->title).at;
		want->item = (uint32_t)question_at(b->book, i);
		want->has_cell = true;
		ok = kgi_binding_cell(b, field->name, want->names[0], &want->cell) &&
		     kgi_binding_list(b, want, want->cell, field->choice.len ? field->choice : (struct kg_slice){ 0 });
	}
	return ok;
}

/* Did the user name the questions? */
static bool questions_given(const struct kg_binding *b)
{
	for (const struct kg_field *field = b->fields; field->id; field++)
		if (has(field->flags, KG_SINGLES | KG_MULTIPLES) && ((const struct kg_list *)kg_arg(b->args, field->option))->count)
			return true;
	return false;
}

bool kgi_want_routers(struct kg_binding *b)
{
	bool ok = true;

	for (size_t i = 0; i < b->book->count; i++)
		for (size_t j = 0; j < b->book->fields[i].asked_count && ok; j++) {
			struct kg_slice key = kgi_folded_name(&b->arena, b->book->fields[i].asked[j].column);
			bool known = false;

			for (size_t k = 0; k < b->router_count; k++)
				known |= kg_slice_same(b->routers[k].folded, key);
			if (known)
				continue;

			int field = (int)b->field_count++;
			struct kgi_want *want = NULL;

			ok = key.at && kg_grow(&b->routers, &b->router_room, b->router_count + 1, sizeof *b->routers) &&
			     kg_grow(&b->lists, &b->list_room, b->field_count, sizeof *b->lists) && (want = new_want(b, field, 1));
			if (ok)
				want->names[want->name_count++] = key;
			if (ok)
				b->routers[b->router_count++] = (struct kgi_router){ key, field };
		}
	return ok;
}

bool kgi_want_field(struct kg_binding *b, int f, const struct kg_list *groups, const struct kg_list *renames)
{
	const struct kg_field *field = &b->fields[f];
	const char *name;

	if (!kgi_binding_asks(b, field))
		return true;
	if (has(field->flags, KG_GROUPED))
		return want_list(b, f, groups, false);
	if (has(field->flags, KG_EVERY))
		return want_every(b, f);
	if (b->book && has(field->flags, KG_SINGLES | KG_MULTIPLES) && !questions_given(b))
		return want_questions(b, f, has(field->flags, KG_MULTIPLES));
	if (field->option && has(field->flags, KG_MANY))
		return want_list(b, f, kg_arg(b->args, field->option), true);
	if (field->option) {
		memcpy(&name, kg_arg(b->args, field->option), sizeof name);
		return !name || (has(field->flags, KG_OR_NUMBER) && is_number(name)) || kgi_want_given(b, f, 0, name, false);
	}
	name = renamed(field, renames);
	if (name)
		return kgi_want_given(b, f, 0, name, false);

	struct kgi_want *want = new_want(b, f, count_names(field));

	return want && add_own_names(b, want, field);
}
