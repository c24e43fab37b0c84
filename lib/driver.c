#include "help.h"
#include "language.h"
#include "run.h"

#include <stdlib.h>

static int run_filter(struct kgi_run *run, char **files, size_t count, enum kgi_merge_order order)
{
	static char standard_input[] = "-", *only[] = { standard_input };

	if (count == 0) {
		files = only;
		count = 1;
	}
	run->shared = calloc(1, run->filter->shared_size + 1);
	run->groups = calloc(run->common.seen.groups.count + 1, sizeof *run->groups);
	if (!run->shared || !run->groups)
		return kg_error_memory(&run->err);
	run->context.shared = run->shared;
	run->input.remarks = &run->remarks;
	run->input.repeats = run->filter->flags & KG_REPEATS;
	for (size_t i = 0; i < run->common.seen.groups.count; i++)
		run->groups[i] = kg_slice(run->common.seen.groups.items[i]);

	int status = kgi_run_book(run);

	if (status == KG_OK)
		status = run->filter->each ? kgi_pass(run, files, count) : kgi_fold(run, files, count, order);

	if (run->filter->close_shared)
		run->filter->close_shared(run->shared);
	return status;
}

static void free_run(struct kgi_run *run)
{
	for (size_t i = 0; run->where && i < run->common.where.count; i++)
		kg_categories_fini(&run->where[i].cells);
	free(run->where);
	free(run->args);
	free(run->shared);
	free(run->groups);
	kgi_binding_fini(&run->binding);
	kg_codebook_fini(&run->book);
	kgi_remarks_fini(&run->remarks);
	kg_arena_fini(&run->arena);
	kg_error_fini(&run->faults);
	kg_error_fini(&run->left_out);
	kg_error_fini(&run->err);
}

/* --help and --version are output like any other: a full disk is noticed. */
static int print_about(struct kgi_run *run)
{
	struct kgi_output output;
	int status = kgi_output_open(&output, NULL, NULL, &run->err);

	(run->common.help ? kgi_print_help : kgi_print_version)(run->filter, output.stream);
	return status ? status : kgi_output_close(&output, true, &run->err);
}

int kgi_main(const struct kg_filter *filter, int argc, char **argv, enum kgi_merge_order order)
{
	struct kgi_run run = { .filter = filter };
	int operands = argc, status;

	kg_error_init(&run.err, filter->name);
	kg_error_init(&run.left_out, filter->name);
	kg_error_init(&run.faults, filter->name);
	kgi_set_language(kgi_command_line_language(filter, argc, argv, &run.arena));
	run.left_out.lead = _("left out: ");
	run.args = calloc(1, filter->args_size + 1);
	run.context = (struct kg_context){ .args = run.args, .common = &run.common.seen };
	status = run.args ? kgi_command_line_parse(&run.common, filter, run.args, argc, argv, &operands, &run.arena, &run.err) :
			    kg_error_memory(&run.err);
	if (status == KG_OK && (run.common.help || run.common.version)) {
		status = print_about(&run);
	} else {
		if (status == KG_OK)
			status = kgi_command_line_check(&run.common, filter, &run.input, &run.err);
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
