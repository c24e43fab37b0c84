#include "help.h"
#include "alias.h"
#include "command_line.h"

static void help_names(const struct kg_field *field, FILE *out)
{
	const char *names = kg_alias_names(field->id);

	fprintf(out, "  %-16s  %s%s%s\n", field->id, field->names ? field->names : "", field->names && names ? "|" : "",
		names ? names : "");
}

static void help_fields(const struct kg_filter *filter, FILE *out)
{
	bool headed = false;

	for (const struct kg_field *field = filter->fields; field->id; field++) {
		if (!kgi_is_named(field))
			continue;
		if (!headed)
			fprintf(out, "\n%s\n", _("Fields of a record, and the column names they are found by:"));
		headed = true;
		help_names(field, out);
	}
}

static void help_columns(const struct kg_filter *filter, FILE *out)
{
	if (!filter->columns || !filter->columns->id)
		return;
	fprintf(out, "\n%s\n", _("Columns of the result:"));
	for (const struct kg_column *column = filter->columns; column->id; column++)
		fprintf(out, "  %-16s  %s\n", column->id, column->help ? _(column->help) : "");
}

void kgi_print_help(const struct kg_filter *filter, FILE *out)
{
	struct kgi_option_set sets[KGI_OPTION_SETS];

	kgi_command_line_sets(filter, NULL, NULL, sets);
	fprintf(out, _("Usage: %s [OPTION]... [FILE]...\n"), filter->name);
	fprintf(out, "%s - %s\n", filter->name, _(filter->brief));
	kgi_options_help(sets, KGI_OPTION_SETS, out);
	help_fields(filter, out);
	help_columns(filter, out);
	fputs(filter->flags & KG_ALWAYS_CHECKS ?
	      _("\nExit status: 0 no errors found, 1 errors found, 2 usage, 3 input rejected, 4 system failure.\n") :
	      filter->flags & KG_HAS_VERDICT ?
	      _("\nExit status: 0 done, 1 --check does not hold, 2 usage, 3 input rejected, 4 system failure.\n") :
	      _("\nExit status: 0 done, 2 usage, 3 input rejected, 4 system failure.\n"), out);
}

void kgi_print_version(const struct kg_filter *filter, FILE *out)
{
	fprintf(out, "%s (kaigo-tools) %s\n", filter->name, KG_VERSION);
}
