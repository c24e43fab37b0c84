#include "condition.h"
#include "crew.h"
#include "path.h"

#include <stdlib.h>

/* Keeps a bad record as it was. One that ended with its file gets a line end before the next. */
static int reject(struct kgi_run *run, struct kgi_reader *reader)
{
	struct kgi_stream *rejects = &run->streams[KGI_REJECTS];

	run->bad++;
	if (!rejects->open || reader->record_len == 0)
		return KG_OK;
	kgi_reader_verbatim(reader);
	return kgi_stream_write(rejects, reader->verbatim,
				reader->unended ? kgi_source_line_end(&reader->source) : kg_slice(""), &run->err);
}

static int is_wanted(struct kgi_run *run, const struct kg_record *record, bool *wanted, struct kg_error *err)
{
	*wanted = true;
	for (size_t i = 0; i < run->common.where.count && *wanted; i++) {
		struct kgi_condition *where = &run->where[i];

		if (!kg_condition_holds(&where->is, &where->cells, record, where->field, wanted))
			return kg_error_memory(err);
		where->held += *wanted ? record->times : 0;
	}
	return KG_OK;
}

/* All errors number their files alike. */
static int know_file(struct kgi_run *run, struct kg_error *err, const char *path)
{
	while (err != &run->err && err->file_count < run->err.file_count)
		if (kg_error_file(err, path) == 0)
			return kg_error_memory(&run->err);
	return KG_OK;
}

/* Where to tell what is wrong with a record. */
static struct kg_error *errors_of(struct kgi_run *run, bool main_input)
{
	if (!main_input)
		return &run->err;
	if (run->faults.listener)
		return &run->faults;
	return run->common.skip_bad ? &run->left_out : &run->err;
}

static int tell_header(struct kgi_run *run, const struct kgi_reader *reader, void *state, bool *tell)
{
	struct kg_record header = { .binding = &run->binding, .bound = run->binding.lists, .place = reader->header };

	*tell = false;
	if (!header.place.file)
		header.place = reader->source.place;
	return run->filter->header(&run->context, state, &header, &run->err);
}

/* The only record loop. */
static int read_records(struct kgi_run *run, struct kgi_reader *reader, bool main_input, kgi_record_function *record_of, void *target)
{
	struct kg_error *err = errors_of(run, main_input);
	bool tell = main_input && run->filter->header, stops = main_input && run->way->stops && err == &run->err;
	struct kg_record record;
	int status = KG_OK;

	if (tell && reader->header.file)
		status = tell_header(run, reader, target, &tell);
	while (status == KG_OK) {
		bool wanted = true;

		status = kgi_reader_next(reader, &record, err);
		if (status == KG_OK && reader->ended)
			break;
		/* what a listener was told is no reason to do without the record */
		if (status == KG_INPUT && err == &run->faults && !reader->ended)
			status = reader->whole ? KG_OK : KG_INPUT;
		if (status == KG_OK && main_input)
			status = is_wanted(run, &record, &wanted, err);
		if (status == KG_OK && wanted && tell)
			status = tell_header(run, reader, target, &tell);
		if (status == KG_OK && wanted)
			status = record_of(&run->context, target, &record, err);
		if (status == KG_INPUT)
			kgi_reader_forget(reader);
		if (status == KG_INPUT && !reader->ended && !stops)
			status = main_input && err != &run->faults ? reject(run, reader) : KG_OK;
	}
	/* what is no record's fault ends the run, also with --skip-bad */
	if (status != KG_OK && err != &run->err)
		kg_error_merge(&run->err, err);
	return status ? status : run->err.status;
}

int kgi_run_records(struct kgi_run *run, struct kgi_reader *reader, kgi_record_function *record_of, void *target)
{
	return read_records(run, reader, true, record_of, target);
}

int kgi_run_file(struct kgi_run *run, const char *path, const struct kgi_input *input, struct kg_binding *binding,
		 kgi_record_function *record_of, void *target)
{
	/* a list of everything, like a register, has no records to do without */
	bool main_input = binding == &run->binding;
	struct kgi_reader reader;
	int status = kgi_reader_open(&reader, path, input, binding, &run->err);

	if (status == KG_OK)
		status = know_file(run, errors_of(run, main_input), path);
	if (status == KG_OK && main_input && run->way->file)
		status = run->way->file(run, &reader, target);
	if (status == KG_OK && main_input)
		status = kgi_crew_fold(run, &reader, record_of, target);
	if (status == KG_OK && !reader.ended)
		status = read_records(run, &reader, main_input, record_of, target);
	run->blank_rows += reader.blank_rows;
	kgi_reader_close(&reader);
	return status ? status : run->err.status;
}

static int read_side(struct kgi_run *run, const struct kg_side *side)
{
	const char *path;
	struct kg_binding binding;
	struct kgi_input any = { .form = KGI_AUTO, .remarks = &run->remarks };

	memcpy(&path, kg_arg(run->args, side->option), sizeof path);
	if (!path)
		return KG_OK;

	int status = kgi_binding_init(&binding, side->fields, run->filter->options, run->args, &run->common.seen.groups,
				      &run->common.columns, run->common.seen.book, &run->err);

	if (status == KG_OK)
		status = kgi_run_file(run, path, &any, &binding, side->record, run->shared);
	for (size_t f = 0; f < binding.own_count && status == KG_OK; f++)
		for (size_t i = 0; side->fields[f].flags & KG_GROUPED && i < binding.lists[f].count; i++)
			run->groups[i] = kg_arena_copy(&run->arena, binding.cells[binding.lists[f].columns[i].cell].name);
	kgi_binding_fini(&binding);
	return status;
}

static int read_sides(struct kgi_run *run)
{
	int status = KG_OK;

	for (const struct kg_side *side = run->filter->sides; side && side->option && status == KG_OK; side++)
		status = read_side(run, side);
	return status;
}

static int bind(struct kgi_run *run)
{
	size_t count = run->common.where.count;
	int status = kgi_binding_init(&run->binding, run->filter->fields, run->filter->options, run->args,
				      &run->common.seen.groups, &run->common.columns, run->common.seen.book, &run->err);

	run->where = calloc(count + 1, sizeof *run->where);
	if (!run->where)
		return kg_error_memory(&run->err);
	for (size_t i = 0; i < count && status == KG_OK; i++) {
		struct kgi_condition *condition = &run->where[i];

		status = kgi_condition_read("where", run->common.where.items[i], &condition->is, &run->arena, &run->err);
		if (status == KG_OK)
			status = kgi_binding_want(&run->binding, condition->is.column, &condition->field, &run->err);
		if (status == KG_OK && !kg_condition_begin(&condition->is, &condition->cells))
			status = kg_error_memory(&run->err);
	}
	return status;
}

int kgi_run_book(struct kgi_run *run)
{
	struct kgi_source source;
	int status;

	if (!run->common.schema)
		return KG_OK;
	status = kgi_source_open(&source, run->common.schema, &kgi_utf8, &run->err);
	while (status == KG_OK && !source.ended)
		status = kgi_source_hold(&source, kgi_source_held(&source) + 1, &run->err);
	if (status == KG_OK)
		status = kg_codebook_read(&run->book, (struct kg_slice){ kgi_source_at(&source, 0), kgi_source_held(&source) },
					  source.place.file, &run->err);
	kgi_source_close(&source);
	run->common.seen.book = &run->book;
	return status;
}

/* Would the path be written over what `file` reads? "-" is whatever standard input is. */
static bool is_input(const char *path, const char *file)
{
	return kgi_path_same(path, strcmp(file, "-") == 0 ? "/dev/stdin" : file);
}

/* What is read is never written over. */
static bool is_read(const struct kgi_run *run, const char *path, char **files, size_t count)
{
	const char *side_path;
	bool same = run->common.schema && is_input(path, run->common.schema);

	for (size_t i = 0; i < count && !same; i++)
		same = is_input(path, files[i]);
	for (const struct kg_side *side = run->filter->sides; side && side->option && !same; side++) {
		memcpy(&side_path, kg_arg(run->args, side->option), sizeof side_path);
		same = side_path && is_input(path, side_path);
	}
	return same;
}

/* An output, which may take the place of its input, and what is written beside it: no two are one file, and none is read. */
static int check_written(struct kgi_run *run, char **files, size_t count)
{
	const struct { const char *option, *path; } written[] = {
		{ "--output", run->common.output }, { "--reject", run->common.reject }, { "--log", run->common.log },
	};

	for (size_t i = 1; i < sizeof written / sizeof *written; i++) {
		const char *option = written[i].option, *path = written[i].path;

		if (path && is_read(run, path, files, count))
			return kg_error_usage(&run->err, _("%s: '%s' is an input, it would be written over"), option, path);
		for (size_t j = 0; path && j < i; j++)
			if (written[j].path && kgi_path_same(path, written[j].path))
				return kg_error_usage(&run->err, _("%s and %s are one file, '%s'"), option, written[j].option, path);
	}
	return KG_OK;
}

static int open_beside(struct kgi_run *run, const char *path, struct kgi_output *output, struct kgi_stream *stream)
{
	int status = path ? kgi_output_open(output, path, NULL, &run->err) : KG_OK;

	stream->file = output->file;
	stream->open = output->file;
	return status;
}

int kgi_run_begin(struct kgi_run *run, char **files, size_t count)
{
	int status = read_sides(run);

	if (status == KG_OK)
		status = bind(run);
	if (status == KG_OK)
		status = check_written(run, files, count);
	if (status == KG_OK)
		status = open_beside(run, run->common.reject, &run->rejects, &run->streams[KGI_REJECTS]);
	if (status == KG_OK)
		status = open_beside(run, run->common.log, &run->log, &run->streams[KGI_LOG]);
	return status;
}

int kgi_run_end(struct kgi_run *run, bool keep)
{
	int rejected = kgi_output_close(&run->rejects, keep, &run->err);
	int logged = kgi_output_close(&run->log, keep && rejected == KG_OK, &run->err);

	return logged ? logged : rejected;
}

void kgi_run_print_notes(const struct kgi_run *run, const struct kgi_remarks *notes)
{
	for (size_t i = 0; i < notes->count && !run->common.quiet; i++) {
		fprintf(stderr, _("%s: note: "), run->filter->name);
		kg_print_escaped(notes->items[i].at, stderr);
		putc('\n', stderr);
	}
}

bool kgi_run_tell_left_out(const struct kgi_run *run, struct kgi_remarks *to)
{
	bool ok = !run->blank_rows ||
		  kgi_remark(to, _("Rows without any content, left out: %llu."), (unsigned long long)run->blank_rows);

	return ok && (!run->bad || kgi_remark(to, _("Bad records, left out: %llu."), (unsigned long long)run->bad));
}

bool kgi_run_tell_substituted(const struct kgi_run *run, const struct kgi_output *output, struct kgi_remarks *to)
{
	return !output->substituted ||
	       kgi_remark(to, _("Characters that %s lacks, written as others: %llu."), run->common.form.encoding,
			  (unsigned long long)output->substituted);
}
