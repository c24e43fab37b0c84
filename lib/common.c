#include "common.h"
#include "category.h"
#include "printer.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/auxv.h>

#define ARG(member) KG_ARG(struct kgi_common, member)

enum { ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_LARGEST_REMAINDER };

const struct kg_option kgi_common_options[] = {
	{ 0, "from", KG_OPTION_CHOICE, ARG(from), .choices = "auto|csv|tsv|json|jsonl", .preset = "auto",
	  .help = N_("form of the input; auto looks at its bytes") },
	{ 'd', "delimiter", KG_OPTION_TEXT, ARG(delimiter), .value = "C", .help = N_("the character between cells") },
	{ 0, "no-header", KG_OPTION_FLAG, ARG(no_header), .help = N_("the first record is data; columns are #1, #2, ...") },
	{ 0, "records", KG_OPTION_TEXT, ARG(records), .value = N_("POINTER"),
	  .help = N_("where the array of records stands in a JSON document, /data/items") },
	{ 0, "column", KG_OPTION_LIST, ARG(columns), .value = N_("FIELD=COL"), .help = N_("the column that holds a field, whatever its name") },
	{ 0, "where", KG_OPTION_LIST, ARG(where), .value = N_("COL=VALUE"), .help = N_("only these records; != for all others; repeatable") },
	{ 'g', "group", KG_OPTION_NAMES, ARG(seen.groups), .value = N_("COL[,COL]"), .help = N_("one row per distinct value") },
	{ 0, "total", KG_OPTION_FLAG, ARG(seen.total), .help = N_("add rows over all groups, last, called 全体") },
	{ 't', "to", KG_OPTION_CHOICE, ARG(to), .choices = KGI_PRINTER_CHOICES, .preset = "text",
	  .help = N_("form of the output") },
	{ 'o', "output", KG_OPTION_TEXT, ARG(output), .value = N_("FILE"), .help = N_("write to FILE, whole or not at all") },
	{ 0, "digits", KG_OPTION_COUNT, ARG(seen.digits), .value = "N", .help = N_("digits after the point of rates and percents"), .preset = "1",
	  .min = 0, .max = 6 },
	{ 0, "round", KG_OPTION_CHOICE, ARG(round), .choices = "half-up|half-even|largest-remainder", .preset = "half-up",
	  .help = N_("rounding; largest-remainder only where parts make a whole") },
	{ 0, "skip-bad", KG_OPTION_FLAG, ARG(skip_bad), .help = N_("leave bad records out and say how many") },
	{ 0, "reject", KG_OPTION_TEXT, ARG(reject), .value = N_("FILE"), .help = N_("as --skip-bad, and keep bad records in FILE as they are") },
	{ 0, "lang", KG_OPTION_CHOICE, ARG(language), .choices = "en|ja", .help = N_("language of words for people [KAIGO_LANG, else en]") },
	{ 0, "color", KG_OPTION_CHOICE, ARG(color), .choices = "auto|always|never", .preset = "auto",
	  .help = N_("bold titles in text") },
	{ 0, "quiet", KG_OPTION_FLAG, ARG(quiet), .help = N_("no notes on standard error") },
	{ 0, "help", KG_OPTION_FLAG, ARG(help), .help = N_("print this and exit") },
	{ 0, "version", KG_OPTION_FLAG, ARG(version), .help = N_("print the version and exit") },
	{ 0 }
};

const struct kg_option kgi_check_option[] = {
	{ 0, "check", KG_OPTION_FLAG, ARG(seen.check), .help = N_("exit with 1 when something does not hold") },
	{ 0 }
};

/* Catalogues lie beside the program, ../share/locale from where it is, built or installed. */
static void bind_catalogue(void)
{
	static const char beside[] = "/../share/locale";
	char path[PATH_MAX + sizeof beside];

	if (!realpath((const char *)getauxval(AT_EXECFN), path))
		return;

	char *slash = strrchr(path, '/');

	memcpy(slash, beside, sizeof beside);
	bindtextdomain(KG_DOMAIN, path);
	bind_textdomain_codeset(KG_DOMAIN, "UTF-8");
}

void kgi_set_language(int argc, char **argv)
{
	const char *language = getenv("KAIGO_LANG");

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			language = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			language = argv[i + 1];
	}
	/* gettext looks at LANGUAGE only where LC_MESSAGES is not C; English needs neither */
	if (language && strcmp(language, "ja") == 0 && setlocale(LC_MESSAGES, "C.UTF-8")) {
		setenv("LANGUAGE", "ja", 1);
		bind_textdomain_codeset("libc", "UTF-8");	/* for strerror() */
		bind_catalogue();
	}
}

static int check_groups(const struct kg_list *groups, struct kg_error *err)
{
	struct kg_categories seen = { .key = kg_name_key };
	int status = KG_OK;
	uint32_t id;

	for (size_t i = 0; i < groups->count && status == KG_OK; i++) {
		if (!kg_category(&seen, kg_slice(groups->items[i]), (struct kg_place){ 0 }, &id))
			status = kg_error_memory(err);
		else if (id < i)
			status = kg_error_usage(err, _("--group: '%s' is named twice"), groups->items[i]);
	}
	kg_categories_fini(&seen);
	return status;
}

static bool renames_field(const char *rename, const struct kg_field *fields)
{
	for (; fields->id; fields++) {
		size_t len = strlen(fields->id);

		if (!fields->option && !(fields->flags & KG_GROUPED) && strncmp(rename, fields->id, len) == 0 && rename[len] == '=')
			return true;
	}
	return false;
}

static int check_renames(const struct kg_list *renames, const struct kg_filter *filter, struct kg_error *err)
{
	for (size_t i = 0; i < renames->count; i++) {
		bool known = renames_field(renames->items[i], filter->fields);

		for (const struct kg_side *side = filter->sides; side && side->option && !known; side++)
			known = renames_field(renames->items[i], side->fields);
		if (!known)
			return kg_error_usage(err, _("--column: '%s' is not FIELD=COL with a field of this command; see --help"),
					      renames->items[i]);
	}
	return KG_OK;
}

int kgi_common_check(struct kgi_common *common, const struct kg_filter *filter, struct kgi_input *input, struct kg_error *err)
{
	static const enum kgi_form forms[] = { KGI_AUTO, KGI_CSV, KGI_TSV, KGI_JSON, KGI_JSONL };

	*input = (struct kgi_input){ .form = forms[common->from], .no_header = common->no_header, .records = common->records };
	if (common->delimiter) {
		if (strlen(common->delimiter) != 1 || strchr("\"\r\n", common->delimiter[0]) || common->delimiter[0] & 0x80)
			return kg_error_usage(err, _("--delimiter: '%s' is not one ASCII character"), common->delimiter);
		input->delimiter = common->delimiter[0];
	}
	if (common->records && common->records[0] && common->records[0] != '/')
		return kg_error_usage(err, _("--records: '%s' is not a JSON pointer like /data/items"), common->records);
	common->seen.largest_remainder = common->round == ROUND_LARGEST_REMAINDER;
	if (common->seen.largest_remainder && !(filter->flags & KG_MAKES_WHOLES))
		return kg_error_usage(err, _("--round=largest-remainder: the figures here are not parts of a whole"));
	common->seen.round = common->round == ROUND_HALF_EVEN ? KG_HALF_EVEN : KG_HALF_UP;
	common->skip_bad |= common->reject != NULL;

	int status = check_groups(&common->seen.groups, err);

	return status ? status : check_renames(&common->columns, filter, err);
}

static void help_fields(const struct kg_filter *filter, FILE *out)
{
	bool headed = false;

	for (const struct kg_field *field = filter->fields; field->id; field++) {
		if (field->option || field->flags & KG_GROUPED)
			continue;
		if (!headed)
			fprintf(out, "\n%s\n", _("Fields of a record, and the column names they are found by:"));
		headed = true;
		fprintf(out, "  %-16s  %s\n", field->id, field->names ? field->names : "");
	}
}

static void help_columns(const struct kg_filter *filter, FILE *out)
{
	fprintf(out, "\n%s\n", _("Columns of the result:"));
	for (const struct kg_column *column = filter->columns; column->id; column++)
		fprintf(out, "  %-16s  %s\n", column->id, column->help ? _(column->help) : "");
}

void kgi_print_help(const struct kg_filter *filter, FILE *out)
{
	const struct kgi_option_set sets[] = {
		{ N_("Options of this command:"), filter->options, NULL },
		{ N_("Verdict:"), filter->flags & KG_HAS_VERDICT ? kgi_check_option : NULL, NULL },
		{ N_("Options of every command:"), kgi_common_options, NULL },
	};

	fprintf(out, _("Usage: %s [OPTION]... [FILE]...\n"), filter->name);
	fprintf(out, "%s - %s\n", filter->name, _(filter->brief));
	kgi_options_help(sets, sizeof sets / sizeof *sets, out);
	help_fields(filter, out);
	help_columns(filter, out);
	fputs(filter->flags & KG_HAS_VERDICT ?
	      _("\nExit status: 0 done, 1 --check does not hold, 2 usage, 3 input rejected, 4 system failure.\n") :
	      _("\nExit status: 0 done, 2 usage, 3 input rejected, 4 system failure.\n"), out);
}

void kgi_print_version(const struct kg_filter *filter, FILE *out)
{
	fprintf(out, "%s (kaigo-tools) %s\n", filter->name, KG_VERSION);
}
