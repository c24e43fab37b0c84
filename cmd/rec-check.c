/* rec-check - tell everything that is wrong with a file, at once. */
#include "kaigo.h"

struct args {
	struct kg_list key;
	unsigned limit;
	bool strict;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ 'k', "key", KG_OPTION_NAMES, ARG(key), .value = N_("COL[,COL]"),
	  .help = N_("no two records have the same here; the codebook's primaryKey if not given") },
	{ 0, "strict", KG_OPTION_FLAG, ARG(strict), .help = N_("warnings count like errors in the exit status") },
	{ 0, "limit", KG_OPTION_COUNT, ARG(limit), .value = "N", .max = 1000000000,
	  .help = N_("list at most N findings of each code and column; 0, the default, lists all") },
	{ 0 }
};

enum { F_ALL, F_KEY };

static const struct kg_field fields[] = {
	[F_ALL] = { .id = "columns", .flags = KG_MANY | KG_EVERY | KG_ARRAYS },
	[F_KEY] = { .id = "key", .option = ARG(key), .flags = KG_MANY | KG_ARRAYS },
	{ 0 }
};

enum { FILE_NAME, LINE, COLUMN, CODE, SEVERITY, MESSAGE, VALUE };

static const struct kg_column columns[] = {
	[FILE_NAME] = { .id = "file", .heading = N_("File"), .help = N_("the file, as it was named") },
	[LINE] = { .id = "line", .heading = N_("Line"), .type = KG_FIGURE,
		   .help = N_("the record's first line; the header's for names of columns") },
	[COLUMN] = { .id = "column", .heading = N_("Column"), .help = N_("the column; empty for a whole record") },
	[CODE] = { .id = "code", .heading = N_("Code"), .help = N_("what it is, in a word") },
	[SEVERITY] = { .id = "severity", .heading = N_("Severity"), .type = KG_WORD, .help = N_("error or warning") },
	[MESSAGE] = { .id = "message", .heading = N_("Finding"), .help = N_("what it is, for people") },
	[VALUE] = { .id = "value", .heading = N_("Value"), .help = N_("the cell, or the answer, that it is about") },
	{ 0 }
};

struct state {
	struct kg_findings findings;
	struct kg_columns columns;
	struct kg_inspection *inspections;	/* by column */
	bool *keyed;				/* the columns of --key, or else of the primary key */
	bool *identifying;			/* those whose names say that they tell records apart */
	size_t inspection_room, keyed_room, identifying_room, cell_room, key_room;
	struct kg_slice *cells, *key;		/* of this record, as they were read */
	struct kg_share_pairs pairs;
	struct kg_additions additions;
	struct kg_keys keys;			/* set 0 is --key or the primary key, set i + 1 is column i */
	struct kg_sequence sequence;
	struct kg_place lost;			/* a bad record that did not come, or not yet */
	uint64_t records;
};

static struct kg_finding about(const struct state *state, size_t i, struct kg_place place)
{
	return kg_columns_about(&state->columns, i, place);
}

static const struct kg_book_field *book_of(const struct state *state, size_t i)
{
	return state->columns.items[i].book;
}

static enum kg_code_kind code_of(const struct kg_book_field *book, struct kg_slice name)
{
	if (book && book->code != KG_CODE_NONE)
		return book->code;
	return kg_naming_code(name);
}

static bool is_key(const struct kg_record *record, const struct kg_categories *keys, struct kg_slice name,
		   const struct kg_book_field *book)
{
	uint32_t id;

	if (kg_width(record, F_KEY) == 0)
		return book && book->key;
	return kg_category_find(keys, name, &id);
}

static bool make_room(struct state *state, size_t width)
{
	return kg_grow(&state->inspections, &state->inspection_room, width, sizeof *state->inspections) &&
	       kg_grow(&state->keyed, &state->keyed_room, width, sizeof *state->keyed) &&
	       kg_grow(&state->identifying, &state->identifying_room, width, sizeof *state->identifying);
}

static bool know_column(struct state *state, const struct kg_record *record, const struct kg_categories *keys, size_t i)
{
	const struct kg_book_field *book = kg_book_at(record, F_ALL, i);
	struct kg_slice name = kg_name_at(record, F_ALL, i);

	if (!kg_columns_add(&state->columns, name, book, record->place) || !make_room(state, i + 1))
		return false;
	state->inspections[i] = (struct kg_inspection){ .book = book, .code = code_of(book, name),
							.serials = kg_has_serials(record) };
	state->keyed[i] = is_key(record, keys, name, book);
	state->identifying[i] = kg_naming_key(name) && !kg_naming_row(name);
	kg_share_pairs_column(&state->pairs, i, name);
	return kg_additions_column(&state->additions, i, name, !book || !kg_book_is_question(book));
}

/* Finds out which columns there are. With JSON there may be new ones at any record. */
static bool know_columns(struct state *state, const struct kg_record *record)
{
	struct kg_categories keys = { .key = kg_as_written };
	size_t known = state->columns.count, width = kg_width(record, F_ALL);
	bool ok = true;
	uint32_t id;

	if (width <= known)
		return true;
	for (size_t k = 0; k < kg_width(record, F_KEY) && ok; k++)
		ok = kg_category(&keys, kg_name_at(record, F_KEY, k), record->place, &id);
	for (size_t i = known; i < width && ok; i++)
		ok = know_column(state, record, &keys, i);
	kg_categories_fini(&keys);
	return ok;
}

/* A bad record that is not followed by itself is one that nothing is known of. */
static bool settle(struct state *state, const struct kg_place *next)
{
	struct kg_place lost = state->lost;

	state->lost = (struct kg_place){ 0 };
	if (lost.file == 0 || (next && kg_place_compare(lost, *next) == 0))
		return true;
	state->records++;
	return kg_additions_gap(&state->additions, lost);
}

static bool is_choice(const struct kg_book_field *book)
{
	return book && book->choice.len > 0;
}

static bool is_marked(const struct kg_record *record, size_t i)
{
	return kg_mark_read(kg_get_at(record, F_ALL, i)) == KG_MARK_YES;
}

/* Who was asked: "q1=1, q1=2". */
static struct kg_slice asked_text(const struct kg_book_field *book, struct kg_arena *arena)
{
	struct kg_slice text = kg_slice("");

	for (size_t i = 0; i < book->asked_count && text.at; i++) {
		const struct kg_book_condition *condition = &book->asked[i];
		size_t size = condition->column.len + condition->value.len + sizeof "!=";
		char *item = kg_arena_take(arena, size);

		if (!item)
			return (struct kg_slice){ 0 };
		snprintf(item, size, "%.*s%s%.*s", KG_SLICE_ARG(condition->column), condition->unequal ? "!=" : "=",
			 KG_SLICE_ARG(condition->value));
		text = kg_arena_list(arena, text, kg_slice(item));
	}
	return text;
}

/* An answer of somebody who was not asked. */
static bool check_asked(struct state *state, const struct kg_record *record, size_t i)
{
	const struct kg_book_field *book = book_of(state, i);
	struct kg_arena arena = { 0 };

	if (!book || kg_asked_at(record, F_ALL, i) || kg_missing_at(record, F_ALL, i) != KG_PRESENT ||
	    (is_choice(book) && !is_marked(record, i)))
		return true;

	struct kg_slice asked = asked_text(book, &arena);
	struct kg_finding finding = about(state, i, record->place);
	bool ok;

	finding.code = "not-asked";
	finding.error = true;
	finding.value = kg_raw_at(record, F_ALL, i);
	ok = asked.at && kg_findings_add(&state->findings, finding, _("answered, though the question was for %.*s only"),
					 KG_SLICE_ARG(asked));
	kg_arena_fini(&arena);
	return ok;
}

/* A choice that stands alone, in a column of its own, with others. */
static bool check_exclusive(struct state *state, const struct kg_record *record, size_t i)
{
	const struct kg_book_field *book = book_of(state, i);
	bool alone = true;

	if (!is_choice(book) || !book->exclusive || !is_marked(record, i))
		return true;
	for (size_t j = 0; j < state->columns.count && alone; j++) {
		const struct kg_book_field *other = book_of(state, j);

		alone = j == i || !is_choice(other) || !kg_slice_same(other->question, book->question) || !is_marked(record, j);
	}
	if (alone)
		return true;

	struct kg_finding finding = about(state, i, record->place);

	finding.code = "exclusive";
	finding.error = true;
	finding.value = kg_raw_at(record, F_ALL, i);
	return kg_findings_add(&state->findings, finding, _("'%.*s' stands alone, and is given with other answers"),
			       KG_SLICE_ARG(book->choice));
}

static bool check_cell(struct state *state, const struct kg_record *record, size_t i)
{
	struct kg_inspection *inspection = &state->inspections[i];
	struct kg_slice cell = state->cells[i];
	unsigned flaws;

	if (!kg_inspect(inspection, cell, record->place, &flaws) ||
	    (flaws && !kg_flaws_tell(inspection, flaws, cell, about(state, i, record->place), &state->findings)))
		return false;
	return check_asked(state, record, i) && check_exclusive(state, record, i);
}

static const struct {
	const char *code, *message;
} asides[] = {
	[KG_ASIDE_TOTAL] = { "total-row", N_("this row has totals or means, and is no record") },
	[KG_ASIDE_FOOTNOTE] = { "footnote", N_("this row is a footnote, and no record") },
};

static bool tell_aside(struct state *state, const struct kg_record *record, enum kg_aside aside, size_t at)
{
	struct kg_finding finding = about(state, at, record->place);

	finding.code = asides[aside].code;
	finding.value = state->cells[at];
	return kg_findings_add(&state->findings, finding, "%s", _(asides[aside].message));
}

/* A cell with a word for all records, or about them, is none of its column. */
static bool check_cells(struct state *state, const struct kg_record *record, size_t width)
{
	size_t at;
	enum kg_aside aside = kg_aside_of(state->cells, state->identifying, width, &at);
	bool ok = aside == KG_ASIDE_NONE || tell_aside(state, record, aside, at);

	for (size_t i = 0; i < width && ok; i++)
		if (aside == KG_ASIDE_NONE || i != at)
			ok = check_cell(state, record, i);
	return ok;
}

static bool add_key(struct state *state, const struct kg_record *record, size_t set, size_t column, size_t count)
{
	bool blank;

	if (!kg_keys_add(&state->keys, set, state->key, count, record->place, &blank))
		return false;
	/* what is required besides is told of already */
	if (!blank || set > 0 || (book_of(state, column) && book_of(state, column)->required))
		return true;

	struct kg_finding finding = about(state, column, record->place);

	finding.code = "missing-key";
	finding.error = true;
	return kg_findings_add(&state->findings, finding, _("a record without a key"));
}

static bool add_keys(struct state *state, const struct kg_record *record)
{
	size_t count = 0, first = 0;
	bool ok = kg_grow(&state->key, &state->key_room, state->columns.count, sizeof *state->key);

	for (size_t i = 0; i < state->columns.count && ok; i++)
		if (state->keyed[i]) {
			first = count ? first : i;
			state->key[count++] = state->cells[i];
		}
	if (ok && count)
		ok = add_key(state, record, 0, first, count);
	for (size_t i = 0; i < state->columns.count && ok; i++) {
		bool whole_key = count == 1 && first == i;

		if (!book_of(state, i) || !book_of(state, i)->unique || whole_key)
			continue;
		state->key[0] = state->cells[i];
		ok = add_key(state, record, i + 1, i, 1);
	}
	return ok;
}

static int header(const struct kg_context *ctx, void *v, const struct kg_record *header, struct kg_error *err)
{
	struct state *state = v;

	(void)ctx;
	return know_columns(state, header) ? KG_OK : kg_error_memory(err);
}

static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	size_t width = kg_width(record, F_ALL);
	bool ok = settle(state, &record->place) &&
		  kg_grow(&state->cells, &state->cell_room, width, sizeof *state->cells) && know_columns(state, record);

	for (size_t i = 0; i < width && ok; i++) {
		state->cells[i] = kg_raw_at(record, F_ALL, i);
		kg_sequence_cell(&state->sequence, state->columns.items[i].name, state->cells[i]);
	}
	if (ok)
		kg_columns_record(&state->columns, state->cells, width, record->place);
	ok = ok && check_cells(state, record, width) &&
	     kg_share_pairs_tell(&state->pairs, &state->columns, state->cells, record->place, &state->findings) &&
	     kg_additions_record(&state->additions, state->cells, record->place) &&
	     kg_sequence_record(&state->sequence, record->place) && add_keys(state, record) &&
	     kg_findings_bound(&state->findings, args->limit);
	state->records++;
	return ok ? KG_OK : kg_error_memory(err);
}

static int bad(const struct kg_context *ctx, void *v, const struct kg_fault *fault, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	struct kg_finding finding = { .place = fault->place, .column = kg_slice(fault->column ? fault->column : ""),
				      .code = fault->code, .error = true, .value = fault->value };
	bool ok = settle(state, &fault->place) && kg_findings_add(&state->findings, finding, "%s", fault->text) &&
		  kg_findings_bound(&state->findings, args->limit);

	state->lost = fault->place;
	return ok ? KG_OK : kg_error_memory(err);
}

static bool merge_columns(struct state *into, struct state *from)
{
	size_t width = from->columns.count;
	bool ok = kg_columns_merge(&into->columns, &from->columns) && make_room(into, width);

	for (size_t i = 0; i < width && ok; i++) {
		into->keyed[i] |= from->keyed[i];
		into->identifying[i] |= from->identifying[i];
		kg_share_pairs_column(&into->pairs, i, into->columns.items[i].name);
		ok = kg_inspection_merge(&into->inspections[i], &from->inspections[i]);
	}
	return ok;
}

static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
{
	struct state *state = v, *from = other;
	bool ok = settle(state, NULL) && settle(from, NULL) && merge_columns(state, from) &&
		  kg_findings_merge(&state->findings, &from->findings) && kg_additions_merge(&state->additions, &from->additions) &&
		  kg_keys_merge(&state->keys, &from->keys) && kg_sequence_merge(&state->sequence, &from->sequence);

	(void)ctx;
	state->records += from->records;
	return ok ? KG_OK : kg_error_memory(err);
}

static bool check_columns(struct state *state)
{
	bool ok = true;

	for (size_t i = 0; i < state->columns.count && ok; i++)
		ok = kg_inspection_tell(&state->inspections[i], about(state, i, state->columns.items[i].first), &state->findings);
	return ok;
}

/* The first column of a set of keys. */
static size_t key_column(const struct state *state, size_t set)
{
	size_t i = 0;

	while (set == 0 && i + 1 < state->columns.count && !state->keyed[i])
		i++;
	return set ? set - 1 : i;
}

static bool check_keys(struct state *state, const struct kg_error *err)
{
	struct kg_repeat *repeats;
	size_t count;
	bool ok = kg_keys_repeated(&state->keys, &repeats, &count);

	for (size_t i = 0; i < count && ok; i++) {
		const struct kg_repeat *repeat = &repeats[i];
		struct kg_finding finding = about(state, key_column(state, repeat->set), repeat->place);

		finding.code = repeat->set ? "repeated-value" : "repeated-key";
		finding.error = true;
		finding.value = repeat->text;
		ok = repeat->first.file == repeat->place.file ?
		     kg_findings_add(&state->findings, finding, _("'%.*s' stands in line %u already"), KG_SLICE_ARG(repeat->text),
				     repeat->first.line) :
		     kg_findings_add(&state->findings, finding, _("'%.*s' stands in %s already, in line %u"),
				     KG_SLICE_ARG(repeat->text), kg_error_file_name(err, repeat->first.file), repeat->first.line);
	}
	free(repeats);
	return ok;
}

static void put_row(const struct kg_finding *finding, struct kg_table *table, const struct kg_error *err)
{
	kg_table_row(table);
	kg_set_word(table, FILE_NAME, kg_error_file_name(err, finding->place.file));
	if (finding->place.line)
		kg_set_count(table, LINE, finding->place.line);
	kg_set_text(table, COLUMN, finding->column);
	kg_set_word(table, CODE, finding->code);
	kg_set_word(table, SEVERITY, finding->error ? N_("error") : N_("warning"));
	kg_set_text(table, MESSAGE, finding->message);
	kg_set_text(table, VALUE, finding->value);
}

/* A fault is told with a column's name; that of a file that was all bad is nowhere. */
static void set_positions(struct state *state)
{
	for (size_t i = 0; i < state->findings.count; i++) {
		struct kg_finding *finding = &state->findings.items[i];

		if (finding->position == 0 && finding->column.len)
			finding->position = kg_columns_find(&state->columns, finding->column) + 1;
	}
}

static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	struct kg_findings *findings = &state->findings;
	bool ok = settle(state, NULL) && kg_columns_check(&state->columns, ctx->common->book, findings) && check_columns(state) &&
		  kg_additions_tell(&state->additions, &state->columns, findings) && check_keys(state, err) &&
		  kg_sequence_tell(&state->sequence, findings);

	set_positions(state);
	kg_findings_sort(findings);
	if (!ok || (args->limit && !kg_findings_limit(findings, args->limit)))
		return kg_error_memory(err);
	kg_table_layout(table, (struct kg_layout){ .title = "file", .side = "line,column", .cells = "severity,message,code" });
	for (size_t i = 0; i < findings->count; i++)
		put_row(&findings->items[i], table, err);
	kg_table_note(table, _("Records: %llu. Errors: %llu. Warnings: %llu."), (unsigned long long)state->records,
		      (unsigned long long)findings->errors, (unsigned long long)findings->warnings);
	if (findings->count < findings->errors + findings->warnings)
		kg_table_note(table, _("Findings that --limit leaves out: %llu."),
			      (unsigned long long)(findings->errors + findings->warnings - findings->count));
	kg_additions_note(&state->additions, &state->columns, table);
	kg_table_verdict(table, findings->errors > 0 || (args->strict && findings->warnings > 0));
	return KG_OK;
}

static void close(void *v)
{
	struct state *state = v;

	for (size_t i = 0; i < state->inspection_room; i++)
		kg_inspection_fini(&state->inspections[i]);
	free(state->inspections);
	free(state->keyed);
	free(state->identifying);
	free(state->cells);
	free(state->key);
	kg_columns_fini(&state->columns);
	kg_findings_fini(&state->findings);
	kg_additions_fini(&state->additions);
	kg_keys_fini(&state->keys);
	kg_sequence_fini(&state->sequence);
}

const struct kg_filter kg_command = {
	.name = "rec-check", .brief = N_("tell everything that is wrong with a file"), .options = options, .fields = fields,
	.columns = columns, .flags = KG_HAS_VERDICT | KG_ALWAYS_CHECKS, .args_size = sizeof(struct args),
	.state_size = sizeof(struct state), .header = header, .record = record, .merge = merge, .finish = finish,
	.bad = bad, .close = close,
};
