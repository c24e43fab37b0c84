/* schema-draft - write a codebook for a file: a schema whose titles only are left to edit. */
#include "kaigo.h"

struct args {
	unsigned max_categories;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ 0, "max-categories", KG_OPTION_COUNT, ARG(max_categories), .value = "N", .preset = "20", .min = 1, .max = 1000,
	  .help = N_("a column with more distinct answers is text") },
	{ 0 }
};

enum { F_ALL };

static const struct kg_field fields[] = {
	[F_ALL] = { .id = "all", .flags = KG_MANY | KG_EVERY | KG_ARRAYS },
	{ 0 }
};

static const struct kg_column columns[] = { { 0 } };

/* A column of all files that have one of this name. */
struct column {
	struct kg_profile profile;
	struct kg_place place;		/* where it was first seen */
	size_t index;			/* there */
};

struct state {
	struct kg_categories names;	/* of columns, by id */
	struct column *columns;
	size_t room;
	uint32_t *ids;			/* of the records' columns */
	size_t known, id_room;
};

static bool open_column(const struct kg_context *ctx, struct state *state, uint32_t id, struct kg_place place, size_t index)
{
	const struct args *args = ctx->args;
	struct kg_slice name = kg_category_label(&state->names, id);

	if (!kg_grow(&state->columns, &state->room, state->names.count, sizeof *state->columns))
		return false;
	state->columns[id] = (struct column){ .place = place, .index = index };
	state->columns[id].profile.limit = kg_draft_limit(args->max_categories);
	state->columns[id].profile.keyed = kg_naming_key(name);
	state->columns[id].profile.coded = kg_naming_code(name);
	return true;
}

static bool know_column(const struct kg_context *ctx, struct state *state, const struct kg_record *record, size_t i)
{
	size_t known = state->names.count;
	uint32_t id;

	state->names.key = kg_name_key;
	if (!kg_category(&state->names, kg_name_at(record, F_ALL, i), record->place, &id) ||
	    !kg_grow(&state->ids, &state->id_room, i + 1, sizeof *state->ids))
		return false;
	state->ids[i] = id;
	state->known = i + 1;
	return id < known || open_column(ctx, state, id, record->place, i);
}

static int header(const struct kg_context *ctx, void *v, const struct kg_record *header, struct kg_error *err)
{
	struct state *state = v;
	bool ok = true;

	while (state->known < kg_width(header, F_ALL) && ok)
		ok = know_column(ctx, state, header, state->known);
	return ok ? KG_OK : kg_error_memory(err);
}

static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
{
	struct state *state = v;
	bool ok = true;

	while (state->known < kg_width(record, F_ALL) && ok)
		ok = know_column(ctx, state, record, state->known);
	for (size_t i = 0; i < state->known && ok; i++)
		ok = kg_profile_add(&state->columns[state->ids[i]].profile, kg_get_at(record, F_ALL, i), record->place);
	return ok ? KG_OK : kg_error_memory(err);
}

static bool merge_column(struct column *into, struct column *from)
{
	if (kg_place_compare(from->place, into->place) < 0) {
		into->place = from->place;
		into->index = from->index;
	}
	return kg_profile_merge(&into->profile, &from->profile);
}

static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
{
	struct state *state = v, *from = other;
	size_t known = state->names.count;
	uint32_t *map = kg_categories_map(&state->names, &from->names);
	bool ok = map;

	for (uint32_t i = 0; i < from->names.count && ok; i++) {
		struct column *theirs = &from->columns[i];

		ok = (map[i] < known || open_column(ctx, state, map[i], theirs->place, theirs->index)) &&
		     merge_column(&state->columns[map[i]], theirs);
	}
	free(map);
	return ok ? KG_OK : kg_error_memory(err);
}

static int by_place(const void *a, const void *b)
{
	const struct column *const *x = a, *const *y = b;
	int order = kg_place_compare((*x)->place, (*y)->place);

	return order ? order : ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

static bool settle(const struct state *state)
{
	for (size_t i = 0; i < state->names.count; i++)
		if (!kg_profile_settle(&state->columns[i].profile))
			return false;
	return true;
}

/* The columns in the order of the input. */
static bool list_columns(const struct state *state, struct kg_draft_column *list)
{
	size_t count = state->names.count;
	const struct column **order = malloc((count + 1) * sizeof(*order));

	if (!order)
		return false;
	for (size_t i = 0; i < count; i++)
		order[i] = &state->columns[i];
	qsort(order, count, sizeof(*order), by_place);
	for (size_t i = 0; i < count; i++)
		list[i] = (struct kg_draft_column){ kg_category_label(&state->names, (uint32_t)(order[i] - state->columns)),
						    &order[i]->profile };
	free(order);
	return true;
}

static void put_remarks(const struct kg_codebook *book, struct kg_table *table)
{
	for (size_t i = 0; i < book->count; i++)
		if (book->fields[i].other >= 0)
			kg_table_remark(table, _("'%.*s': answers that were given only once are taken for その他"),
					KG_SLICE_ARG(book->fields[i].name));
}

static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	const struct args *args = ctx->args;
	const struct state *state = v;
	struct kg_draft_column *list;
	struct kg_codebook book = { 0 };
	struct kg_slice json = { 0 };

	list = malloc((state->names.count + 1) * sizeof *list);
	if (list && settle(state) && list_columns(state, list) &&
	    kg_draft(&book, list, state->names.count, args->max_categories)) {
		json = kg_codebook_write(&book, &book.arena);
		if (json.at)
			kg_table_document(table, json);
		put_remarks(&book, table);
	}

	int status = json.at ? KG_OK : kg_error_memory(err);

	kg_codebook_fini(&book);
	free(list);
	return status;
}

static void close(void *v)
{
	struct state *state = v;

	for (size_t i = 0; i < state->names.count && i < state->room; i++)
		kg_profile_fini(&state->columns[i].profile);
	kg_categories_fini(&state->names);
	free(state->columns);
	free(state->ids);
}

const struct kg_filter kg_command = {
	.name = "schema-draft", .brief = N_("write a codebook for a file, to be edited"), .options = options, .fields = fields,
	.columns = columns, .flags = KG_DOCUMENT, .args_size = sizeof(struct args), .state_size = sizeof(struct state),
	.header = header, .record = record, .merge = merge, .finish = finish, .close = close,
};
