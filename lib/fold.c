/* A fold: every FILE into a state of its own, which is merged into those before as soon as it is read, unless another order is
 * wanted; and the whole turned into one table. */
#include "run.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

const struct kgi_printer kgi_printers[] = {
	{ "text", true, kgi_print_text },
	{ "csv", false, kgi_print_csv },
	{ "tsv", false, kgi_print_tsv },
	{ "json", false, kgi_print_json },
	{ "jsonl", false, kgi_print_jsonl },
	{ "markdown", true, kgi_print_markdown },
};

/* The states of a run, one for each FILE. */
struct fold {
	struct kgi_run *run;
	void *states;
	size_t count, whole;		/* the one that holds everything at last */
	enum kgi_merge_order order;
};

static void *state_at(const struct fold *fold, size_t i)
{
	return (char *)fold->states + i * fold->run->filter->state_size;
}

static void name_groups(struct kgi_run *run)
{
	const struct kg_field *fields = run->filter->fields;

	for (size_t f = 0; f < run->binding.own_count; f++)
		for (size_t i = 0; fields[f].flags & KG_GROUPED && i < run->binding.lists[f].count; i++)
			run->groups[i] = run->binding.cells[run->binding.lists[f].columns[i].cell].name;
}

static int begin(const struct fold *fold, size_t i)
{
	struct kgi_run *run = fold->run;

	return run->filter->begin ? run->filter->begin(&run->context, state_at(fold, i), &run->err) : KG_OK;
}

/* One that was never begun or is closed already is all zeros. */
static void close_state(const struct fold *fold, size_t i)
{
	if (fold->run->filter->close)
		fold->run->filter->close(state_at(fold, i));
	memset(state_at(fold, i), 0, fold->run->filter->state_size);
}

static int merge(const struct fold *fold, size_t into, size_t from)
{
	int status = fold->run->filter->merge(&fold->run->context, state_at(fold, into), state_at(fold, from), &fold->run->err);

	close_state(fold, from);
	return status;
}

/* Merges what has been kept. */
static int merge_kept(struct fold *fold)
{
	int status = KG_OK;

	if (fold->order == KGI_PAIRWISE)
		for (size_t step = 1; step < fold->count; step *= 2)
			for (size_t i = 0; i + step < fold->count && status == KG_OK; i += 2 * step)
				status = merge(fold, i, i + step);
	if (fold->order == KGI_BACKWARDS)
		for (size_t i = fold->whole; i-- > 0 && status == KG_OK;)
			status = merge(fold, fold->whole, i);
	return status;
}

/* What a filter is told of faults with. */
struct listener {
	struct kgi_run *run;
	void *state;
};

static void listen(void *data, const struct kg_fault *fault)
{
	struct listener *listener = data;

	listener->run->filter->bad(&listener->run->context, listener->state, fault, &listener->run->err);
}

/* With bad records all files are read, for their diagnostics, and the status tells. */
static int read_all(struct fold *fold, char **files)
{
	struct kgi_run *run = fold->run;
	const struct kg_filter *filter = run->filter;
	int status = KG_OK;

	for (size_t i = 0; i < fold->count && (status == KG_OK || status == KG_INPUT); i++) {
		int begun = i > 0 ? begin(fold, i) : KG_OK;	/* the first was, before anything is opened */

		if (begun != KG_OK)
			return begun;

		struct listener listener = { run, state_at(fold, i) };

		run->faults.listener = filter->bad ? listen : NULL;
		run->faults.listener_data = &listener;

		int read = kgi_run_file(run, files[i], &run->input, &run->binding, filter->record, state_at(fold, i));

		status = read > status ? read : status;
		if (status == KG_OK && i > 0 && fold->order == KGI_FORWARDS)
			status = merge(fold, 0, i);
	}
	name_groups(run);
	return status;
}

static void add_notes(struct kgi_run *run, struct kg_table *table)
{
	for (size_t i = 0; i < run->remarks.count; i++)
		kg_table_remark(table, "%s", run->remarks.items[i].at);
	for (size_t i = 0; i < run->common.where.count; i++)
		kg_table_note(table, run->where[i].held ? _("Only records with %s.") : _("There are no records with %s."),
			      run->common.where.items[i]);
	if (run->common.seen.round == KG_HALF_EVEN)
		kg_table_note(table, _("What is half-way between two figures is rounded to the even one."));
	table->failed |= !kgi_run_tell_left_out(run, &table->notes);
}

static bool wants_color(const struct kgi_run *run, const struct kgi_output *output)
{
	enum { AUTO, ALWAYS };
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (run->common.color != AUTO)
		return run->common.color == ALWAYS;
	return !run->common.output && (!no_color || !*no_color) && term && strcmp(term, "dumb") != 0 && isatty(STDOUT_FILENO) &&
	       output->stream == stdout;
}

static void warn_misread(const struct kg_table *table, struct kgi_remarks *remarks)
{
	for (size_t column = 0; column < table->width; column++) {
		struct kgi_misread misread = { 0 };

		for (size_t row = 0; row < table->rows; row++)
			if (kgi_value(table, row, column)->kind == KGI_WORDS)
				kgi_misread_see(&misread, kgi_value(table, row, column)->words);
		if (kgi_misread_found(&misread).len)
			kgi_remark(remarks, _("'%.*s' looks like a circled or Roman number that was once decoded wrongly (① as @, Ⅰ as T)"),
				   KG_SLICE_ARG(kgi_misread_found(&misread)));
	}
}

static int print_table(struct kgi_run *run, const struct kg_table *table, FILE *out, bool color)
{
	const struct kgi_printer *printer = &kgi_printers[run->common.to];

	if (table->document.at) {
		fwrite(table->document.at, 1, table->document.len, out);
		return KG_OK;
	}
	return printer->print(table, out, color) != 0 ? kg_error_memory(&run->err) : KG_OK;
}

static int print(struct kgi_run *run, struct kg_table *table)
{
	struct kgi_output output;
	int status = kgi_output_open(&output, run->common.output, &run->common.form, &run->err);

	if (status == KG_OK)
		status = print_table(run, table, output.stream, wants_color(run, &output));

	int closed = kgi_output_close(&output, status == KG_OK, &run->err);

	if (!closed) {
		if (!run->filter->bad)	/* which tells of it itself */
			warn_misread(table, &table->remarks);
		kgi_run_tell_substituted(run, &output, &table->remarks);
		kgi_run_print_notes(run, &table->remarks);
	}
	if (!closed && (table->document.at || !kgi_printers[run->common.to].readable))
		kgi_run_print_notes(run, &table->notes);
	return closed ? closed : status;
}

static int finish(const struct fold *fold)
{
	struct kgi_run *run = fold->run;
	bool checks = run->common.seen.check || run->filter->flags & KG_ALWAYS_CHECKS;
	struct kg_table table;
	int status = kgi_table_init(&table, run->filter, &run->context, run->groups, run->common.seen.groups.count, &run->err);

	table.safe_cells = run->common.safe_cells;
	if (status == KG_OK)
		status = run->filter->finish(&run->context, state_at(fold, fold->whole), &table, &run->err);
	if (status == KG_OK && run->err.status)
		status = run->err.status;
	add_notes(run, &table);
	if (status == KG_OK && table.failed)
		status = kg_error_memory(&run->err);
	if (status == KG_OK)
		status = print(run, &table);
	if (status == KG_OK && checks && table.bad)
		status = KG_NOT_HELD;
	kgi_table_fini(&table);
	return status;
}

static int hire(struct kgi_run *run, void *of, bool own, void **state)
{
	const struct kg_filter *filter = run->filter;

	*state = own ? of : calloc(1, filter->state_size ? filter->state_size : 1);
	if (own)
		return KG_OK;
	if (!*state)
		return kg_error_memory(&run->err);
	return filter->begin ? filter->begin(&run->context, *state, &run->err) : KG_OK;
}

static int merge_worker(struct kgi_run *run, void *of, void *state)
{
	return run->filter->merge(&run->context, of, state, &run->err);
}

static void dismiss(struct kgi_run *run, void *state)
{
	if (run->filter->close)
		run->filter->close(state);
	free(state);
}

static const struct kgi_way folding = { .hire = hire, .merge = merge_worker, .dismiss = dismiss };

int kgi_fold(struct kgi_run *run, char **files, size_t count, enum kgi_merge_order order)
{
	const struct kg_filter *filter = run->filter;
	struct fold fold = {
		.run = run, .states = calloc(count, filter->state_size ? filter->state_size : 1), .count = count, .order = order,
		.whole = order == KGI_BACKWARDS ? count - 1 : 0,
	};
	int status;

	if (!fold.states)
		return kg_error_memory(&run->err);
	run->way = &folding;
	run->alone = filter->bad;
	run->ready = true;
	status = begin(&fold, 0);
	if (status == KG_OK)
		status = kgi_run_begin(run, files, count);
	if (status == KG_OK)
		status = read_all(&fold, files);
	if (status == KG_OK)
		status = merge_kept(&fold);

	int closed = kgi_run_end(run, status == KG_OK);

	if (status == KG_OK)
		status = closed ? closed : finish(&fold);
	for (size_t i = 0; i < count; i++)
		close_state(&fold, i);
	free(fold.states);
	return status;
}
