#include "want.h"
#include "alias.h"
#include "array.h"

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
	return kg_is_number(kg_trim(kg_slice(text)));
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

static int by_question(const void *a, const void *b)
{
	const struct kg_book_field *const *x = a, *const *y = b;
	struct kg_slice p = (*x)->question, q = (*y)->question;
	int order = memcmp(p.at, q.at, p.len < q.len ? p.len : q.len);

	if (order == 0)
		order = (p.len > q.len) - (p.len < q.len);
	return order ? order : (*x > *y) - (*x < *y);
}

/* By field: the place of the first one of its question, that of its first choice if each has a column. In `arena`; NULL when memory
 * is short. */
static uint32_t *first_places(const struct kg_codebook *book, struct kg_arena *arena)
{
	const struct kg_book_field **choices = kg_arena_take(arena, (book->count + 1) * sizeof *choices);
	uint32_t *first = kg_arena_take(arena, (book->count + 1) * sizeof *first);
	size_t count = 0;

	if (!choices || !first)
		return NULL;
	for (size_t i = 0; i < book->count; i++) {
		first[i] = (uint32_t)i;
		if (book->fields[i].choice.len)
			choices[count++] = &book->fields[i];
	}
	qsort(choices, count, sizeof *choices, by_question);
	for (size_t i = 1; i < count; i++)
		if (kg_slice_same(choices[i]->question, choices[i - 1]->question))
			first[choices[i] - book->fields] = first[choices[i - 1] - book->fields];
	return first;
}

static bool want_questions(struct kg_binding *b, int f, bool multiple)
{
	uint32_t *first = first_places(b->book, &b->arena);
	bool ok = first != NULL;

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
		want->item = first[i];
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
			size_t known = b->routers.count;
			struct kgi_want *want;
			uint32_t router;

			ok = key.at && kg_category(&b->routers, key, (struct kg_place){ 0 }, &router);
			if (!ok || router < known)
				continue;

			int field = (int)b->field_count++;

			ok = kg_grow(&b->router_fields, &b->router_room, b->routers.count, sizeof *b->router_fields) &&
			     kg_grow(&b->lists, &b->list_room, b->field_count, sizeof *b->lists) && (want = new_want(b, field, 1));
			if (!ok)
				continue;
			want->names[want->name_count++] = key;
			b->router_fields[router] = field;
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

static bool enter_name(struct kg_binding *b, uint32_t w, uint32_t rank)
{
	struct kgi_want_name name = { .want = w, .rank = rank };
	uint32_t id;

	if (!kg_category(&b->names, b->wants[w].names[rank], (struct kg_place){ 0 }, &id) ||
	    !kg_grow(&b->name_first, &b->name_room, b->names.count, sizeof *b->name_first))
		return false;
	name.next = b->name_first[id];
	if (!kg_append(&b->want_names, &b->want_name_count, &b->want_name_room, &name, 1, sizeof name))
		return false;
	b->name_first[id] = b->want_name_count;
	return true;
}

static bool looks_at_all(const struct kgi_want *want)
{
	return want->position || want->pattern;
}

/* Enters the wants that are new. */
static bool enter_wants(struct kg_binding *b)
{
	bool ok = true;

	for (; b->entered < b->want_count && ok; b->entered++) {
		const struct kgi_want *want = &b->wants[b->entered];
		uint32_t w = (uint32_t)b->entered;

		if (looks_at_all(want))
			ok = kg_append(&b->always, &b->always_count, &b->always_room, &w, 1, sizeof w);
		for (uint32_t rank = 0; rank < want->name_count && ok; rank++)
			ok = enter_name(b, w, rank);
	}
	return ok;
}

/* Tells the wants that have this name of the i-th column. */
static bool call(struct kg_binding *b, const struct kg_slice *keys, size_t i)
{
	struct kg_slice key = keys[i];
	bool ok = true;
	uint32_t id;

	if (!kg_category_find(&b->names, key, &id))
		return true;
	for (size_t at = b->name_first[id]; at && ok; at = b->want_names[at - 1].next) {
		const struct kgi_want_name *name = &b->want_names[at - 1];
		struct kgi_want *want = &b->wants[name->want];

		if (!kg_slice_same(want->names[name->rank], key))
			continue;
		if (want->best && !kg_slice_same(keys[want->best - 1], key))
			want->passed = want->rank < name->rank ? i + 1 : want->best;
		if (want->best && want->rank <= name->rank)
			continue;
		if (!want->best && !looks_at_all(want))
			ok = kg_append(&b->due, &b->due_count, &b->due_room, &name->want, 1, sizeof name->want);
		want->best = i + 1;
		want->rank = name->rank;
	}
	return ok;
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool kgi_wants_call(struct kg_binding *b, const struct kg_slice *keys, size_t count)
{
	bool ok = enter_wants(b);

	b->due_count = 0;
	ok = ok && kg_append(&b->due, &b->due_count, &b->due_room, b->always, b->always_count, sizeof *b->always);
	for (size_t i = 0; i < count && ok; i++)
		ok = call(b, keys, i);
	if (ok && b->due_count)
		qsort(b->due, b->due_count, sizeof *b->due, by_number);
	return ok;
}
