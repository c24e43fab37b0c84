#include "driver.h"
#include "common.h"
#include "output.h"
#include "printer.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const struct kgi_printer kgi_printers[] = {
	{ "text", true, kgi_print_text },
	{ "csv", false, kgi_print_csv },
	{ "tsv", false, kgi_print_tsv },
	{ "json", false, kgi_print_json },
	{ "jsonl", false, kgi_print_jsonl },
	{ "markdown", true, kgi_print_markdown },
};

/* --where: a column, and the category a cell of it must be, or must not. */
struct condition {
	struct kg_condition is;
	struct kg_categories values;	/* id 0 is the value */
	int field;
	uint64_t held;			/* records it was true of */
};

struct run {
	const struct kg_filter *filter;
	struct kgi_common common;
	struct kgi_input input;
	struct kg_context context;
	void *args, *shared, *states;
	struct kg_error err;
	struct kg_error left_out;		/* what was wrong with records that are left out */
	struct kg_binding binding;
	struct kg_slice *groups;		/* the names of -g's columns */
	struct condition *where;
	uint64_t bad, blank_rows;
	FILE *reject;
	char reject_last;			/* the last byte written there */
	struct kg_arena arena;
};

typedef int record_function(const struct kg_context *, void *, const struct kg_record *, struct kg_error *);

static void *state_at(const struct run *run, size_t i)
{
	return (char *)run->states + i * run->filter->state_size;
}

/* Keeps a bad record as it was. One that ended with its file gets a line end before the next. */
static void reject(struct run *run, struct kg_slice verbatim)
{
	run->bad++;
	if (!run->reject || verbatim.len == 0)
		return;
	if (run->reject_last && run->reject_last != '\n')
		putc('\n', run->reject);
	fwrite(verbatim.at, 1, verbatim.len, run->reject);
	run->reject_last = verbatim.at[verbatim.len - 1];
}

enum { MANY_VALUES = 4096 };

static int is_wanted(struct run *run, const struct kg_record *record, bool *wanted, struct kg_error *err)
{
	*wanted = true;
	for (size_t i = 0; i < run->common.where.count && *wanted; i++) {
		struct condition *condition = &run->where[i];
		struct kg_slice cell = kg_get(record, condition->field);
		uint32_t id;

		/* cells are understood once, unless there is no end of them */
		if (condition->values.count < MANY_VALUES) {
			if (!kg_category(&condition->values, cell, record->place, &id))
				return kg_error_memory(err);
		} else if (!kg_category_find(&condition->values, cell, &id)) {
			id = 1;
		}
		*wanted = (id == 0) != condition->is.unequal;
		condition->held += *wanted;
	}
	return KG_OK;
}

/* The only record loop. Goes on behind a bad record, to find the others or since they are left out. */
static int read_file(struct run *run, const char *path, const struct kgi_input *input, struct kg_binding *binding,
		     record_function *record_of, void *target)
{
	/* a list of everything, like a register, has no records to do without */
	bool main_input = binding == &run->binding;
	struct kg_error *err = run->common.skip_bad && main_input ? &run->left_out : &run->err;
	struct kgi_reader reader;
	struct kg_record record;
	int status = kgi_reader_open(&reader, path, input, binding, &run->err);

	/* both number their files alike */
	while (err == &run->left_out && err->file_count < run->err.file_count)
		if (kg_error_file(err, path) == 0)
			status = kg_error_memory(&run->err), err = &run->err;
	while (status == KG_OK) {
		bool wanted = true;

		status = kgi_reader_next(&reader, &record, err);
		if (status == KG_OK && reader.ended)
			break;
		if (status == KG_OK && main_input)
			status = is_wanted(run, &record, &wanted, err);
		if (status == KG_OK && wanted)
			status = record_of(&run->context, target, &record, err);
		if (status == KG_INPUT && !reader.ended) {
			if (main_input)
				reject(run, reader.verbatim);
			status = KG_OK;
		}
	}
	/* what is no record's fault ends the run, also with --skip-bad */
	if (status != KG_OK && err != &run->err)
		kg_error_merge(&run->err, err);
	run->blank_rows += reader.blank_rows;
	kgi_reader_close(&reader);
	return status ? status : run->err.status;
}

static int read_side(struct run *run, const struct kg_side *side)
{
	static const struct kgi_input any = { .form = KGI_AUTO };
	const char *path;
	struct kg_binding binding;

	memcpy(&path, kg_arg(run->args, side->option), sizeof path);
	if (!path)
		return KG_OK;

	int status = kgi_binding_init(&binding, side->fields, run->filter->options, run->args, &run->common.seen.groups,
				      &run->common.columns, &run->err);

	if (status == KG_OK)
		status = read_file(run, path, &any, &binding, side->record, run->shared);
	for (size_t f = 0; f < binding.own_count && status == KG_OK; f++)
		for (size_t i = 0; side->fields[f].flags & KG_GROUPED && i < binding.lists[f].count; i++)
			run->groups[i] = kg_arena_copy(&run->arena, binding.cells[binding.lists[f].places[i].cell].name);
	kgi_binding_fini(&binding);
	return status;
}

static int read_sides(struct run *run)
{
	int status = KG_OK;

	for (const struct kg_side *side = run->filter->sides; side && side->option && status == KG_OK; side++)
		status = read_side(run, side);
	return status;
}

static int bind(struct run *run)
{
	size_t count = run->common.where.count;
	int status = kgi_binding_init(&run->binding, run->filter->fields, run->filter->options, run->args,
				      &run->common.seen.groups, &run->common.columns, &run->err);

	run->where = calloc(count + 1, sizeof *run->where);
	if (!run->where)
		return kg_error_memory(&run->err);
	for (size_t i = 0; i < count && status == KG_OK; i++) {
		struct condition *condition = &run->where[i];
		uint32_t id;

		status = kgi_condition_read("where", run->common.where.items[i], &condition->is, &run->arena, &run->err);
		if (status == KG_OK)
			status = kgi_binding_want(&run->binding, condition->is.column, &condition->field, &run->err);
		if (status == KG_OK && !kg_category(&condition->values, kg_slice(condition->is.value), (struct kg_place){ 0 }, &id))
			status = kg_error_memory(&run->err);
	}
	return status;
}

static void name_groups(struct run *run)
{
	const struct kg_field *fields = run->filter->fields;

	for (size_t f = 0; f < run->binding.own_count; f++)
		for (size_t i = 0; fields[f].flags & KG_GROUPED && i < run->binding.lists[f].count; i++)
			run->groups[i] = run->binding.cells[run->binding.lists[f].places[i].cell].name;
}

static int merge(struct run *run, size_t into, size_t from)
{
	return run->filter->merge(&run->context, state_at(run, into), state_at(run, from), &run->err);
}

/* Merges all states, in the order asked for; *whole is the one that then holds everything. */
static int merge_all(struct run *run, size_t count, enum kgi_merge_order order, size_t *whole)
{
	int status = KG_OK;

	*whole = order == KGI_BACKWARDS ? count - 1 : 0;
	if (order == KGI_PAIRWISE) {
		for (size_t step = 1; step < count; step *= 2)
			for (size_t i = 0; i + step < count && status == KG_OK; i += 2 * step)
				status = merge(run, i, i + step);
		return status;
	}
	for (size_t i = 1; i < count && status == KG_OK; i++)
		status = merge(run, *whole, order == KGI_BACKWARDS ? count - 1 - i : i);
	return status;
}

static bool is_same_file(const char *path, const char *other)
{
	struct stat a, b;

	return stat(path, &a) == 0 && (strcmp(other, "-") == 0 ? fstat(STDIN_FILENO, &b) : stat(other, &b)) == 0 &&
	       S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* What is read is never written over. */
static bool is_read(const struct run *run, const char *path, char **files, size_t count)
{
	const char *side_path;
	bool same = false;

	for (size_t i = 0; i < count && !same; i++)
		same = is_same_file(path, files[i]);
	for (const struct kg_side *side = run->filter->sides; side && side->option && !same; side++) {
		memcpy(&side_path, kg_arg(run->args, side->option), sizeof side_path);
		same = side_path && is_same_file(path, side_path);
	}
	return same;
}

static int open_reject(struct run *run, char **files, size_t count)
{
	if (!run->common.reject)
		return KG_OK;
	if (is_read(run, run->common.reject, files, count))
		return kg_error_usage(&run->err, _("--reject: '%s' is an input, it would be written over"), run->common.reject);

	bool same = run->common.output && strcmp(run->common.output, run->common.reject) == 0;

	run->reject = same ? NULL : fopen(run->common.reject, "w");
	if (!same && !run->reject)
		return kg_error_system(&run->err, run->common.reject, errno);
	if (same || (run->common.output && is_same_file(run->common.output, run->common.reject)))
		return kg_error_usage(&run->err, _("--reject and --output are one file, '%s'"), run->common.reject);
	return KG_OK;
}

/* Folds every file. With bad records all are read, for their diagnostics, and the status tells. */
static int fold(struct run *run, char **files, size_t count, enum kgi_merge_order order, size_t *whole)
{
	const struct kg_filter *filter = run->filter;
	int status = KG_OK;

	for (size_t i = 0; i < count && status == KG_OK && filter->begin; i++)
		status = filter->begin(&run->context, state_at(run, i), &run->err);
	if (status == KG_OK)
		status = read_sides(run);
	if (status == KG_OK)
		status = bind(run);
	if (status == KG_OK)
		status = open_reject(run, files, count);
	if (status != KG_OK)
		return status;
	for (size_t i = 0; i < count && (status == KG_OK || status == KG_INPUT); i++) {
		int read = read_file(run, files[i], &run->input, &run->binding, filter->record, state_at(run, i));

		status = read > status ? read : status;
	}
	name_groups(run);
	return status ? status : merge_all(run, count, order, whole);
}

static void add_notes(struct run *run, struct kg_table *table)
{
	for (size_t i = 0; i < run->common.where.count; i++)
		kg_table_note(table, run->where[i].held ? _("Only records with %s.") : _("There are no records with %s."),
			      run->common.where.items[i]);
	if (run->blank_rows)
		kg_table_note(table, _("Rows without any content, left out: %llu."), (unsigned long long)run->blank_rows);
	if (run->bad)
		kg_table_note(table, _("Bad records, left out: %llu."), (unsigned long long)run->bad);
}

static bool wants_color(const struct run *run, const struct kgi_output *output)
{
	enum { AUTO, ALWAYS };
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (run->common.color != AUTO)
		return run->common.color == ALWAYS;
	return (!no_color || !*no_color) && term && strcmp(term, "dumb") != 0 && isatty(fileno(output->stream));
}

/* On standard error: remarks in every form, notes where the form has no place for them. */
static void print_notes(const struct run *run, const struct kgi_texts *notes)
{
	for (size_t i = 0; i < notes->count && !run->common.quiet; i++) {
		fprintf(stderr, _("%s: note: "), run->filter->name);
		kg_print_escaped(notes->items[i].at, stderr);
		putc('\n', stderr);
	}
}

static int print(struct run *run, const struct kg_table *table)
{
	const struct kgi_printer *printer = &kgi_printers[run->common.to];
	struct kgi_output output;
	int status = kgi_output_open(&output, run->common.output, &run->err);

	/* libsmartcols measures widths with the C library's wide characters */
	if (status == KG_OK && printer->readable && !setlocale(LC_CTYPE, "C.UTF-8"))
		status = kg_error_system(&run->err, "C.UTF-8", errno);
	if (status == KG_OK && printer->print(table, output.stream, wants_color(run, &output)) != 0)
		status = kg_error_memory(&run->err);

	int closed = kgi_output_close(&output, status == KG_OK, &run->err);

	if (!closed)
		print_notes(run, &table->remarks);
	if (!closed && !printer->readable)
		print_notes(run, &table->notes);
	return closed ? closed : status;
}

static int finish(struct run *run, size_t whole)
{
	struct kg_table table;
	int status = kgi_table_init(&table, run->filter, &run->context, run->groups, run->common.seen.groups.count, &run->err);

	if (status == KG_OK)
		status = run->filter->finish(&run->context, state_at(run, whole), &table, &run->err);
	if (status == KG_OK && run->err.status)
		status = run->err.status;
	add_notes(run, &table);
	if (status == KG_OK && table.failed)
		status = kg_error_memory(&run->err);
	if (status == KG_OK)
		status = print(run, &table);
	if (status == KG_OK && run->common.seen.check && table.bad)
		status = KG_NOT_HELD;
	kgi_table_fini(&table);
	return status;
}

static int close_reject(struct run *run)
{
	if (!run->reject)
		return KG_OK;

	bool bad = ferror(run->reject) != 0;

	errno = 0;
	bad |= fclose(run->reject) != 0;
	return bad ? kg_error_system(&run->err, run->common.reject, errno ? errno : EIO) : KG_OK;
}

static int run_filter(struct run *run, char **files, size_t count, enum kgi_merge_order order)
{
	static char standard_input[] = "-", *only[] = { standard_input };
	size_t whole = 0;

	if (count == 0) {
		files = only;
		count = 1;
	}
	run->states = calloc(count, run->filter->state_size ? run->filter->state_size : 1);
	run->shared = calloc(1, run->filter->shared_size + 1);
	run->groups = calloc(run->common.seen.groups.count + 1, sizeof *run->groups);
	if (!run->states || !run->shared || !run->groups)
		return kg_error_memory(&run->err);
	run->context.shared = run->shared;
	for (size_t i = 0; i < run->common.seen.groups.count; i++)
		run->groups[i] = kg_slice(run->common.seen.groups.items[i]);

	int status = fold(run, files, count, order, &whole), closed = close_reject(run);

	if (status == KG_OK)
		status = closed ? closed : finish(run, whole);
	for (size_t i = 0; i < count && run->filter->close; i++)
		run->filter->close(state_at(run, i));
	if (run->filter->close_shared)
		run->filter->close_shared(run->shared);
	return status;
}

static void free_run(struct run *run)
{
	for (size_t i = 0; run->where && i < run->common.where.count; i++)
		kg_categories_fini(&run->where[i].values);
	free(run->where);
	free(run->args);
	free(run->shared);
	free(run->states);
	free(run->groups);
	kgi_binding_fini(&run->binding);
	kg_arena_fini(&run->arena);
	kg_error_fini(&run->left_out);
	kg_error_fini(&run->err);
}

static int parse(struct run *run, int argc, char **argv, int *operands)
{
	const struct kg_filter *filter = run->filter;
	const struct kgi_option_set sets[] = {
		{ NULL, filter->options, run->args },
		{ NULL, filter->flags & KG_HAS_VERDICT ? kgi_check_option : NULL, &run->common },
		{ NULL, kgi_common_options, &run->common },
	};

	return kgi_options_parse(sets, sizeof sets / sizeof *sets, argc, argv, operands, &run->arena, &run->err);
}

/* --help and --version are output like any other: a full disk is noticed. */
static int print_about(struct run *run)
{
	struct kgi_output output;
	int status = kgi_output_open(&output, NULL, &run->err);

	(run->common.help ? kgi_print_help : kgi_print_version)(run->filter, output.stream);
	return status ? status : kgi_output_close(&output, true, &run->err);
}

int kgi_main(const struct kg_filter *filter, int argc, char **argv, enum kgi_merge_order order)
{
	struct run run = { .filter = filter };
	int operands = argc, status;

	kg_error_init(&run.err, filter->name);
	kg_error_init(&run.left_out, filter->name);
	kgi_set_language(argc, argv);
	run.left_out.lead = _("left out: ");
	run.args = calloc(1, filter->args_size + 1);
	run.context = (struct kg_context){ .args = run.args, .common = &run.common.seen };
	status = run.args ? parse(&run, argc, argv, &operands) : kg_error_memory(&run.err);
	if (status == KG_OK && (run.common.help || run.common.version)) {
		status = print_about(&run);
	} else {
		if (status == KG_OK)
			status = kgi_common_check(&run.common, filter, &run.input, &run.err);
		if (status == KG_OK)
			status = run_filter(&run, argv + operands, (size_t)(argc - operands), order);
	}
	if (!run.common.quiet || run.err.status)
		kg_error_print(&run.left_out, stderr);
	kg_error_print(&run.err, stderr);
	free_run(&run);
	return status;
}

int kg_main(const struct kg_filter *filter, int argc, char **argv)
{
	return kgi_main(filter, argc, argv, KGI_FORWARDS);
}
