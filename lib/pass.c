/* A pass-through: every record becomes a row, written as it is read, in the order it is read. */
#include "run.h"
#include "row_printer.h"

#include <stdlib.h>

struct pass {
	struct kgi_run *run;
	const struct kgi_row_printer *printer;
	struct kgi_output output;
	struct kg_row names, row;
	size_t width;			/* of the first header */
	bool begun, any;		/* the header is written; a row is */
	size_t columns;			/* of the input, when `names` were made */
	size_t kinds;			/* of changes */
	void *state;			/* the filter's */
};

static size_t columns_of(const struct kg_record *record)
{
	return record->binding->cell_count;
}

static void write_row(struct pass *pass, struct kg_row *logged)
{
	kgi_buffer_write(&pass->row.line, pass->output.stream);
	if (pass->run->log)
		kgi_buffer_write(&logged->log, pass->run->log);
}

/* The output's columns. A form with a header has those of the first record, the others may get more. */
static int take_names(struct pass *pass, const struct kg_record *record, struct kg_error *err)
{
	const struct kg_filter *filter = pass->run->filter;
	uint64_t *counts = pass->names.counts;
	bool logs = pass->names.logs;

	if (pass->begun && columns_of(record) == pass->columns)
		return KG_OK;
	/* names that are told again were counted before */
	if (pass->begun) {
		pass->names.counts = calloc(pass->kinds + 1, sizeof *counts);
		pass->names.logs = false;
		if (!pass->names.counts)
			return kg_error_memory(err);
	}
	kgi_row_clear(&pass->names);
	pass->names.place = record->place;

	int status = filter->head(&pass->run->context, record, &pass->names, err);

	if (pass->begun)
		free(pass->names.counts);
	pass->names.counts = counts;
	pass->names.logs = logs;
	if (status != KG_OK || kgi_row_failed(&pass->names))
		return status ? status : kg_error_memory(err);
	if (pass->begun && pass->printer->fixed && pass->names.count != pass->width)
		return kg_error_at(err, record->place, NULL, _("a column comes up behind the header, '%.*s'; --to=jsonl has room for it"),
				   KG_SLICE_ARG(kgi_row_name(&pass->names, pass->names.count - 1)));
	if (!pass->begun) {
		pass->width = pass->names.count;
		kgi_row_begin(&pass->row);
		write_row(pass, &pass->names);
	}
	pass->begun = true;
	pass->columns = columns_of(record);
	return KG_OK;
}

static int pass_record(const struct kg_context *ctx, void *target, const struct kg_record *record, struct kg_error *err)
{
	struct pass *pass = target;
	int status = take_names(pass, record, err);

	if (status != KG_OK)
		return status;
	kgi_row_clear(&pass->row);
	pass->row.place = record->place;
	status = pass->run->filter->each(ctx, pass->state, record, &pass->row, err);
	kgi_row_end(&pass->row);
	if (status != KG_OK || kgi_row_failed(&pass->row))
		return status ? status : kg_error_memory(err);
	if (pass->any)
		fputs(pass->printer->between, pass->output.stream);
	write_row(pass, &pass->row);
	pass->any = true;
	return kgi_output_pass(&pass->output, err);
}

/* A file without records has columns all the same, if it has a header. */
static int pass_header(struct pass *pass)
{
	struct kg_record none = { .binding = &pass->run->binding, .bound = pass->run->binding.lists };

	return pass->run->binding.offered ? take_names(pass, &none, &pass->run->err) : KG_OK;
}

static int pass_files(struct pass *pass, char **files, size_t count)
{
	struct kgi_run *run = pass->run;
	int status = KG_OK;

	for (size_t i = 0; i < count && status == KG_OK; i++) {
		pass->row.file = pass->names.file = files[i];
		status = kgi_run_file(run, files[i], &run->input, &run->binding, pass_record, pass, true);
		if (status == KG_OK && !pass->begun)
			status = pass_header(pass);
	}
	if (status == KG_OK && !pass->begun)
		fputs(pass->printer->begin, pass->output.stream);
	if (status == KG_OK)
		fputs(pass->printer->end, pass->output.stream);
	return status;
}

static void print_counts(const struct pass *pass)
{
	struct kgi_run *run = pass->run;
	struct kgi_remarks *remarks = &run->remarks;

	for (const struct kg_change *change = run->filter->changes; change->id; change++) {
		uint64_t count = pass->row.counts[change - run->filter->changes];

		if (count)
			kgi_remark(remarks, _("%s: %llu."), _(change->help), (unsigned long long)count);
	}
	kgi_run_tell_left_out(run, remarks);
	kgi_run_tell_substituted(run, &pass->output, remarks);
	kgi_run_print_notes(run, remarks);
}

static void begin_log(struct pass *pass)
{
	pass->row.logs = pass->names.logs = pass->run->log;
	if (pass->run->log)
		fputs(KGI_ROW_LOG_HEADER, pass->run->log);
}

int kgi_pass(struct kgi_run *run, char **files, size_t count)
{
	struct pass pass = { .run = run, .printer = &kgi_row_printers[run->common.row_to] };
	int status;

	while (run->filter->changes[pass.kinds].id)
		pass.kinds++;
	pass.row.printer = pass.names.printer = pass.printer;
	pass.row.names = &pass.names;
	pass.row.safe = run->common.safe_cells;
	pass.row.changes = pass.names.changes = run->filter->changes;
	pass.row.counts = pass.names.counts = calloc(pass.kinds + 1, sizeof *pass.row.counts);
	pass.state = calloc(1, run->filter->state_size + 1);
	status = pass.row.counts && pass.state ? KG_OK : kg_error_memory(&run->err);
	if (status == KG_OK && run->filter->begin)
		status = run->filter->begin(&run->context, pass.state, &run->err);
	if (status == KG_OK)
		status = kgi_run_begin(run, files, count);
	begin_log(&pass);
	if (status == KG_OK)
		status = kgi_output_open(&pass.output, run->common.output, &run->common.form, &run->err);
	if (status == KG_OK)
		status = pass_files(&pass, files, count);
	if (pass.output.stream) {
		int closed = kgi_output_close(&pass.output, status == KG_OK, &run->err);

		status = status ? status : closed;
	}

	int ended = kgi_run_end(run);

	status = status ? status : ended;
	if (status == KG_OK)
		print_counts(&pass);
	kgi_row_fini(&pass.names);
	kgi_row_fini(&pass.row);
	free(pass.row.counts);
	if (pass.state && run->filter->close)
		run->filter->close(pass.state);
	free(pass.state);
	return status;
}
