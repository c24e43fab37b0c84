/* rec-clean - write records so that machines can read them (データの整形). */
#include "kaigo.h"

struct args {
	struct kg_list units, one_hots;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ 0, "unit", KG_OPTION_LIST, ARG(units), .value = N_("COL"),
	  .help = N_("numbers whose unit goes to a column COL_unit behind them; repeatable, * and ? stand for any characters") },
	{ 0, "one-hot", KG_OPTION_LIST, ARG(one_hots), .value = N_("COL"),
	  .help = N_("a question of the codebook, which gets a column COL_CHOICE with 1 or 0 for each choice; repeatable") },
	{ 0 }
};

enum { F_COLUMN, F_UNIT, F_ONE_HOT };

static const struct kg_field fields[] = {
	[F_COLUMN] = { .id = "column", .flags = KG_MANY | KG_EVERY | KG_ARRAYS },
	[F_UNIT] = { .id = "--unit", .option = ARG(units), .flags = KG_MANY },
	[F_ONE_HOT] = { .id = "--one-hot", .option = ARG(one_hots), .flags = KG_MANY | KG_ARRAYS },
	{ 0 }
};

/* What is done to a cell comes first. */
enum { UNIT = KG_CLEANINGS, NAME };

static const struct kg_change changes[] = {
	[KG_CLEAN_STRIPPED] = { "stripped", N_("Blanks around cells, taken away") },
	[KG_CLEAN_TIDIED] = { "tidied", N_("Letters, digits and kana in their usual width, radicals as ideographs") },
	[KG_CLEAN_DATE] = { "date", N_("Dates written as YYYY-MM-DD") },
	[KG_CLEAN_NUMBER] = { "number", N_("Numbers written plainly") },
	[KG_CLEAN_LABEL] = { "label", N_("Labels of the codebook put in") },
	[KG_CLEAN_CODE] = { "code", N_("Leading zeros put back in codes, as their check digit proves") },
	[UNIT] = { "unit", N_("Units put in a column of their own") },
	[NAME] = { "name", N_("Names of columns tidied") },
	{ 0 }
};

static const char unit_mark[] = "_unit";

static bool is_named(const struct kg_record *record, int field, struct kg_slice name)
{
	for (size_t i = 0; i < kg_width(record, field); i++)
		if (kg_slice_same(kg_name_at(record, field, i), name))
			return true;
	return false;
}

/* A column of the input, and what comes behind it. Columns that stand there already, from an earlier run, are not added again. */
struct column {
	struct kg_slice name;
	const struct kg_book_field *book;
	const char *separator;
	bool unit, unit_there, choices, number;
};

/* The names of the columns as they are written, and of those that are added. */
struct names {
	struct kg_arena arena;
	struct kg_slice *of;		/* the input's columns */
	size_t count;
	bool failed;			/* memory is short */
};

static struct kg_slice tidied(struct names *names, struct kg_slice text)
{
	char *at = kg_arena_take(&names->arena, KG_FOLD_ROOM(text.len));

	names->failed |= !at;
	return at ? (struct kg_slice){ at, kg_tidy(text, at) } : (struct kg_slice){ "", 0 };
}

static bool name_columns(struct names *names, const struct kg_record *record)
{
	names->count = kg_width(record, F_COLUMN);
	names->of = kg_arena_take(&names->arena, (names->count + 1) * sizeof *names->of);
	for (size_t i = 0; names->of && i < names->count; i++)
		names->of[i] = tidied(names, kg_name_at(record, F_COLUMN, i));
	return names->of && !names->failed;
}

/* The name of a column that belongs behind the column `of`. */
static struct kg_slice made_of(struct names *names, size_t of, const char *mark, struct kg_slice tail)
{
	struct kg_slice stem = names->of[of];
	size_t len = stem.len + strlen(mark);
	char *name = kg_arena_take(&names->arena, len + KG_FOLD_ROOM(tail.len));

	names->failed |= !name;
	if (!name)
		return kg_slice("");
	memcpy(name, stem.at, stem.len);
	memcpy(name + stem.len, mark, len - stem.len);
	return (struct kg_slice){ name, len + kg_tidy(tail, name + len) };
}

static bool is_made_of(struct names *names, size_t i, size_t of, const char *mark, struct kg_slice tail)
{
	return i < names->count && kg_slice_same(names->of[i], made_of(names, of, mark, tail));
}

/* Does the i-th column, named for --unit, have its unit's column behind it? */
static bool has_unit_behind(struct names *names, const struct kg_record *record, size_t i)
{
	return is_made_of(names, i + 1, i, unit_mark, kg_slice("")) && is_named(record, F_UNIT, kg_name_at(record, F_COLUMN, i));
}

static struct column column_at(struct names *names, const struct kg_record *record, size_t i)
{
	struct column column = { .name = kg_name_at(record, F_COLUMN, i), .book = kg_book_at(record, F_COLUMN, i),
				 .separator = kg_separator_at(record, F_COLUMN, i) };
	size_t at = i + 1, there = 0;

	/* a pattern may fit the units' columns, too */
	column.unit = is_named(record, F_UNIT, column.name) && !(i > 0 && has_unit_behind(names, record, i - 1));
	column.unit_there = column.unit && has_unit_behind(names, record, i);
	at += column.unit_there;
	column.choices = column.book && is_named(record, F_ONE_HOT, column.name);
	while (column.choices && there < column.book->category_count &&
	       is_made_of(names, at + there, i, "_", column.book->categories[there].label))
		there++;
	column.choices = column.choices && there < column.book->category_count;
	column.number = column.book && column.book->category_count == 0 &&
			(column.book->type == KG_BOOK_NUMBER || column.book->type == KG_BOOK_INTEGER);
	return column;
}

static bool is_taken(const struct names *names, struct kg_slice name)
{
	for (size_t i = 0; i < names->count; i++)
		if (kg_slice_same(names->of[i], name))
			return true;
	return false;
}

/* Puts the name of a column that is added behind the i-th one. */
static int add_name(struct names *names, size_t i, const char *mark, struct kg_slice tail, struct kg_row *row,
		    struct kg_error *err)
{
	struct kg_slice name = made_of(names, i, mark, tail);

	if (names->failed)
		return kg_error_memory(err);
	if (is_taken(names, name))
		return kg_error_usage(err, _("the column '%.*s', which is to be added, is there already"), KG_SLICE_ARG(name));
	kg_row_put(row, name);
	return KG_OK;
}

static int put_names(const struct kg_record *record, struct names *names, struct kg_row *row, struct kg_error *err)
{
	int status = KG_OK;

	for (size_t i = 0; i < names->count && status == KG_OK; i++) {
		struct column column = column_at(names, record, i);

		kg_row_put(row, names->of[i]);
		if (!kg_slice_same(names->of[i], column.name))
			kg_row_change(row, NAME, column.name, column.name, names->of[i]);
		if (column.unit && !column.unit_there)
			status = add_name(names, i, unit_mark, kg_slice(""), row, err);
		for (size_t j = 0; column.choices && j < column.book->category_count && status == KG_OK; j++)
			status = add_name(names, i, "_", column.book->categories[j].label, row, err);
	}
	return status == KG_OK && names->failed ? kg_error_memory(err) : status;
}

static int check_choices(const struct kg_context *ctx, const struct kg_record *record, struct kg_error *err)
{
	if (((const struct args *)ctx->args)->one_hots.count && !ctx->common->book)
		return kg_error_usage(err, _("--one-hot needs a codebook with the choices: --schema=FILE"));
	for (size_t i = 0; i < kg_width(record, F_ONE_HOT); i++) {
		const struct kg_book_field *book = kg_book_at(record, F_ONE_HOT, i);

		if (!book || book->category_count == 0)
			return kg_error_usage(err, _("--one-hot=%.*s: the codebook has no choices for it"),
					      KG_SLICE_ARG(kg_name_at(record, F_ONE_HOT, i)));
	}
	return KG_OK;
}

static int head(const struct kg_context *ctx, const struct kg_record *record, struct kg_row *row, struct kg_error *err)
{
	struct names names = { 0 };
	int status = check_choices(ctx, record, err);

	if (status == KG_OK)
		status = name_columns(&names, record) ? put_names(record, &names, row, err) : kg_error_memory(err);
	kg_arena_fini(&names.arena);
	return status;
}

/* -12.50, as JSON writes numbers, too. */
static bool is_json_number(struct kg_slice text)
{
	size_t at = kg_slice_starts(text, "-"), first = at, point = text.len;

	for (; at < text.len; at++) {
		if (text.at[at] == '.' && point == text.len)
			point = at;
		else if (!kg_is_digit(text.at[at]))
			return false;
	}
	return point > first && point + 1 != text.len && (text.at[first] != '0' || point == first + 1);
}

/* Numbers are written as such where the codebook says that they are. */
static void put(const struct column *column, struct kg_slice text, struct kg_row *row)
{
	if (kg_is_array(text))
		kg_row_put_array(row, text, column->separator);
	else if (column->number && (text.len == 0 || is_json_number(text)))
		kg_row_put_number(row, text);
	else
		kg_row_put(row, text);
}

/* Puts a number, and its unit behind it. A cell whose unit is not the one that stands there already keeps it. */
static void put_unit(const struct column *column, const struct kg_cleaned *cleaned, struct kg_slice there, struct kg_row *row)
{
	struct kg_slice text = cleaned->text, unit = cleaned->unit;

	if (unit.len && (there.len == 0 || kg_unit_same(there, unit))) {
		text.len -= unit.len;
		kg_row_change(row, UNIT, column->name, cleaned->text, text);
		put(column, text, row);
		kg_row_put(row, there.len ? there : unit);
	} else {
		put(column, text, row);
		kg_row_put(row, there);
	}
}

static void put_choices(const struct column *column, const bool *taken, struct kg_row *row)
{
	for (size_t i = 0; i < column->book->category_count; i++)
		kg_row_put_number(row, kg_slice(!taken ? "" : taken[i] ? "1" : "0"));
}

/* The columns of the file that is read, and what their cells are made with. */
struct state {
	struct writer {
		struct column column;
		struct kg_cleaner cleaner;
	} *writers;
	size_t count;
	uint32_t file;
};

static void forget(struct state *state)
{
	for (size_t i = 0; i < state->count; i++)
		kg_cleaner_fini(&state->writers[i].cleaner);
	free(state->writers);
	*state = (struct state){ 0 };
}

static bool know(struct state *state, const struct kg_record *record)
{
	size_t count = kg_width(record, F_COLUMN);
	struct names names = { 0 };

	if (state->file == record->place.file && state->count == count)
		return true;
	forget(state);
	state->writers = calloc(count + 1, sizeof *state->writers);
	if (!state->writers || !name_columns(&names, record)) {
		kg_arena_fini(&names.arena);
		return false;
	}
	state->file = record->place.file;
	state->count = count;
	for (size_t i = 0; i < count; i++) {
		struct column column = state->writers[i].column = column_at(&names, record, i);

		kg_cleaner_init(&state->writers[i].cleaner,
				&(struct kg_clean_column){ .name = column.name, .book = column.book, .separator = column.separator,
							   .serials = kg_has_serials(record), .choices = column.choices });
	}
	kg_arena_fini(&names.arena);
	return !names.failed;
}

/* A cell that is not known yet. */
static const struct kg_cleaned *clean_anew(struct kg_cleaner *cleaner, const struct kg_record *record, size_t i)
{
	struct kg_written written = { kg_written_at(record, F_COLUMN, i), kg_raw_at(record, F_COLUMN, i),
				      kg_missing_at(record, F_COLUMN, i) != KG_PRESENT };

	return kg_clean(cleaner, &written);
}

static const struct kg_cleaned *clean(struct writer *writer, const struct kg_record *record, size_t i, struct kg_row *row)
{
	struct kg_slice whole = kg_written_at(record, F_COLUMN, i);
	const struct kg_cleaned *cleaned = kg_clean_known(&writer->cleaner, whole);

	if (!cleaned)
		cleaned = clean_anew(&writer->cleaner, record, i);
	if (cleaned && cleaned->stripped.len < whole.len)
		kg_row_change(row, KG_CLEAN_STRIPPED, writer->column.name, whole, cleaned->stripped);
	if (cleaned && cleaned->how != KG_CLEAN_STRIPPED)
		kg_row_change(row, (int)cleaned->how, writer->column.name, cleaned->stripped, cleaned->text);
	if (cleaned && cleaned->left)
		kg_row_leave(row, cleaned->text);
	return cleaned;
}

static bool put_column(struct writer *writer, const struct kg_record *record, size_t i, struct kg_row *row)
{
	const struct column *column = &writer->column;
	const struct kg_cleaned *cleaned = clean(writer, record, i, row), *unit = NULL;

	if (cleaned && column->unit_there)
		unit = clean(writer + 1, record, i + 1, row);
	if (!cleaned || (column->unit_there && !unit))
		return false;
	if (column->unit)
		put_unit(column, cleaned, unit ? unit->text : kg_slice(""), row);
	else
		put(column, cleaned->text, row);
	if (column->choices)
		put_choices(column, cleaned->taken, row);
	return true;
}

static int each(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_row *row, struct kg_error *err)
{
	struct state *state = v;
	bool ok = know(state, record);

	(void)ctx;
	for (size_t i = 0; i < state->count && ok; i++) {
		ok = put_column(&state->writers[i], record, i, row);
		i += state->writers[i].column.unit_there;
	}
	return ok ? KG_OK : kg_error_memory(err);
}

static void close(void *state)
{
	forget(state);
}

const struct kg_filter kg_command = {
	.name = "rec-clean", .brief = N_("write records so that machines can read them"), .options = options, .fields = fields,
	.args_size = sizeof(struct args), .state_size = sizeof(struct state), .head = head, .each = each, .changes = changes,
	.left = N_("Cells in columns of dates, left as they are"), .close = close,
};
