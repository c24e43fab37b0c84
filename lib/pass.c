/* A pass-through: every record becomes a row, written as it is read, in the order it is read. */
#include "crew.h"
#include "row_printer.h"

#include <stdlib.h>
#include <sys/stat.h>

/* What one thread writes with. */
struct pass {
	struct kgi_run *run;
	struct kg_row names, row;
	size_t kinds;			/* of changes */
	size_t width;			/* of the first names: the run is ready when there were some */
	size_t columns;			/* of the input, when `names` were made */
	bool refuses;			/* the output's encoding may lack a character, which is known only when it is written */
	void *state;			/* the filter's */
};

static int open_pass(struct pass *pass, struct kgi_run *run)
{
	const struct kgi_row_printer *printer = &kgi_row_printers[run->common.row_to];
	const struct kg_change *changes = run->filter->changes;

	*pass = (struct pass){ .run = run };
	while (changes[pass->kinds].id)
		pass->kinds++;
	pass->names = (struct kg_row){ .printer = printer, .changes = changes, .counts = calloc(pass->kinds + 1, sizeof(uint64_t)) };
	pass->row = (struct kg_row){ .printer = printer, .names = &pass->names, .safe = run->common.safe_cells, .changes = changes,
				     .counts = calloc(pass->kinds + 1, sizeof(uint64_t)), .logs = run->common.log };
	pass->state = calloc(1, run->filter->state_size + 1);
	if (!pass->names.counts || !pass->row.counts || !pass->state)
		return kg_error_memory(&run->err);
	return run->filter->begin ? run->filter->begin(&run->context, pass->state, &run->err) : KG_OK;
}

static void close_pass(struct pass *pass)
{
	if (pass->state && pass->run->filter->close)
		pass->run->filter->close(pass->state);
	free(pass->state);
	free(pass->names.counts);
	free(pass->row.counts);
	kgi_row_fini(&pass->names);
	kgi_row_fini(&pass->row);
}

static size_t columns_of(const struct kg_record *record)
{
	return record->binding->cell_count;
}

static int write_log(struct pass *pass, const struct kg_row *row, struct kg_error *err)
{
	return kgi_stream_write(&pass->run->streams[KGI_LOG], (struct kg_slice){ row->log.at, row->log.len }, kg_slice(""), err);
}

/* The first names: they go before the first row, and what was done to them is told. */
static int begin_rows(struct pass *pass, struct kg_error *err)
{
	struct kg_slice head;

	kgi_row_clear(&pass->row);
	kgi_row_begin(&pass->row);
	head = kg_arena_copy(&pass->run->arena, (struct kg_slice){ pass->row.line.at, pass->row.line.len });
	if (!head.at || kgi_row_failed(&pass->row))
		return kg_error_memory(err);
	pass->run->streams[KGI_ROWS].owed = head;
	pass->width = pass->names.count;
	pass->run->ready = true;
	kgi_row_merge(&pass->row, &pass->names, pass->kinds);
	return write_log(pass, &pass->names, err);
}

/* The output's columns. A form with a header has those of the first record, the others may get more. */
static int take_names(struct pass *pass, const struct kg_record *record, struct kg_error *err)
{
	struct kg_row *names = &pass->names;
	int status;

	if (pass->columns && columns_of(record) == pass->columns)
		return KG_OK;
	kgi_row_clear(names);
	names->file = pass->row.file;
	names->place = record->place;
	names->logs = pass->row.logs && !pass->run->ready;
	status = pass->run->filter->head(&pass->run->context, record, names, err);
	if (status != KG_OK || kgi_row_failed(names))
		return status ? status : kg_error_memory(err);
	if (!pass->run->ready)
		status = begin_rows(pass, err);
	else if (names->printer->fixed && names->count != pass->width)
		return kg_error_at(err, record->place, NULL, _("a column comes up behind the header, '%.*s'; --to=jsonl has room for it"),
				   KG_SLICE_ARG(kgi_row_name(names, names->count - 1)));
	pass->columns = columns_of(record);
	return status;
}

static int pass_record(const struct kg_context *ctx, void *target, const struct kg_record *record, struct kg_error *err)
{
	struct pass *pass = target;
	struct kg_row *row = &pass->row;
	int status = take_names(pass, record, err);

	if (status != KG_OK)
		return status;
	kgi_row_clear(row);
	row->place = record->place;
	status = pass->run->filter->each(ctx, pass->state, record, row, err);
	kgi_row_end(row);
	if (status != KG_OK || kgi_row_failed(row))
		return status ? status : kg_error_memory(err);
	status = write_log(pass, row, err);
	return status ? status : kgi_stream_write(&pass->run->streams[KGI_ROWS], (struct kg_slice){ row->line.at, row->line.len },
						  kg_slice(row->printer->between), err);
}

/* A pipe is not waited for until there is work for several. */
static bool is_there(const struct kgi_reader *reader)
{
	struct stat status;

	return fstat(reader->source.fd, &status) == 0 && S_ISREG(status.st_mode);
}

/* CSV has its columns before its first record. */
static int open_file(struct kgi_run *run, const struct kgi_reader *reader, void *state)
{
	struct pass *pass = state;
	struct kg_record header = { .binding = &run->binding, .bound = run->binding.lists, .place = reader->header };
	int status = KG_OK;

	if (!run->ready && reader->kind == &kgi_csv)
		status = take_names(pass, &header, &run->err);
	run->alone = pass->refuses || !is_there(reader);
	return status;
}

static int hire(struct kgi_run *run, void *of, bool own, void **state)
{
	const struct pass *first = of;
	struct pass *pass = *state = malloc(sizeof *pass);
	int status = pass ? open_pass(pass, run) : kg_error_memory(&run->err);

	(void)own;
	if (!pass)
		return status;
	pass->width = first->width;
	pass->row.file = first->row.file;
	return status;
}

static int merge(struct kgi_run *run, void *of, void *state)
{
	struct pass *pass = of;

	kgi_row_merge(&pass->row, &((const struct pass *)state)->row, pass->kinds);
	return kgi_row_failed(&pass->row) ? kg_error_memory(&run->err) : KG_OK;
}

static void dismiss(struct kgi_run *run, void *state)
{
	(void)run;
	close_pass(state);
	free(state);
}

static const struct kgi_way passing = { .stops = true, .file = open_file, .hire = hire, .merge = merge, .dismiss = dismiss };

/* Without a single row there is what stands above and beneath them. */
static void end_rows(const struct pass *pass)
{
	const struct kgi_stream *rows = &pass->run->streams[KGI_ROWS];
	struct kg_slice above = pass->run->ready ? rows->owed : kg_slice(pass->row.printer->begin);

	if (!rows->begun && above.len)
		fwrite(above.at, 1, above.len, rows->file);
	fputs(pass->row.printer->end, rows->file);
}

static int pass_files(struct pass *pass, char **files, size_t count)
{
	struct kgi_run *run = pass->run;
	int status = KG_OK;

	for (size_t i = 0; i < count && status == KG_OK; i++) {
		pass->row.file = files[i];
		status = kgi_run_file(run, files[i], &run->input, &run->binding, pass_record, pass);
	}
	if (status == KG_OK)
		end_rows(pass);
	return status;
}

static void print_counts(const struct pass *pass, const struct kgi_output *output)
{
	struct kgi_run *run = pass->run;
	struct kgi_remarks *remarks = &run->remarks;
	const struct kgi_left *left = &pass->row.left;

	for (size_t i = 0; i < pass->kinds; i++)
		if (pass->row.counts[i])
			kgi_remark(remarks, _("%s: %llu."), _(run->filter->changes[i].help), (unsigned long long)pass->row.counts[i]);
	if (left->count)
		kgi_remark(remarks, _("%s: %llu (the first: '%.*s', %s:%u)."), _(run->filter->left), (unsigned long long)left->count,
			   (int)left->cell.len, left->cell.at, kg_error_file_name(&run->err, left->place.file), left->place.line);
	kgi_run_tell_left_out(run, remarks);
	kgi_run_tell_substituted(run, output, remarks);
	kgi_run_print_notes(run, remarks);
}

static int write_output(struct pass *pass, struct kgi_output *output, char **files, size_t count)
{
	struct kgi_run *run = pass->run;
	const struct kgi_output_to *to = &run->common.form;
	int status = kgi_output_open(output, run->common.output, to, &run->err);

	run->streams[KGI_ROWS] = (struct kgi_stream){ .open = true, .file = output->stream, .output = output };
	pass->refuses = output->encoder.open && !to->substitute;
	if (status == KG_OK)
		status = pass_files(pass, files, count);

	int closed = kgi_output_close(output, status == KG_OK, &run->err);

	return status ? status : closed;
}

int kgi_pass(struct kgi_run *run, char **files, size_t count)
{
	struct kgi_output output = { 0 };
	struct pass pass;
	int status = open_pass(&pass, run);

	run->way = &passing;
	if (status == KG_OK)
		status = kgi_run_begin(run, files, count);
	if (status == KG_OK)
		status = kgi_stream_write(&run->streams[KGI_LOG], kg_slice(KGI_ROW_LOG_HEADER), kg_slice(""), &run->err);
	if (status == KG_OK)
		status = write_output(&pass, &output, files, count);

	int ended = kgi_run_end(run, status == KG_OK);

	status = status ? status : ended;
	if (status == KG_OK)
		print_counts(&pass, &output);
	close_pass(&pass);
	return status;
}
