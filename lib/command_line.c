#include "command_line.h"
#include "category.h"
#include "printer.h"
#include "row_printer.h"

#include <stdlib.h>
#include <unistd.h>

#define ARG(member) KG_ARG(struct kgi_command_line, member)

enum { ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_LARGEST_REMAINDER };

static const struct kg_option input_options[] = {
	{ 0, "from", KG_OPTION_CHOICE, ARG(from), .choices = "auto|csv|tsv|json|jsonl", .preset = "auto",
	  .help = N_("form of the input; auto looks at its bytes") },
	{ 'e', "encoding", KG_OPTION_TEXT, ARG(encoding), .value = N_("NAME"), .preset = "auto",
	  .help = N_("encoding of the input: utf-8, cp932, utf-16, euc-jp or any that iconv knows; auto looks at the bytes") },
	{ 'd', "delimiter", KG_OPTION_TEXT, ARG(delimiter), .value = "C", .help = N_("the character between cells") },
	{ 0, "no-header", KG_OPTION_FLAG, ARG(no_header), .help = N_("the first record is data; columns are #1, #2, ...") },
	{ 0, "skip-rows", KG_OPTION_TEXT, ARG(skip_rows), .value = N_("N|auto"), .preset = "auto",
	  .help = N_("rows above the header; auto recognises titles") },
	{ 0, "header-rows", KG_OPTION_COUNT, ARG(header_rows), .value = "N", .min = 1, .max = 10,
	  .help = N_("rows that make up the header; their cells are joined by \" / \"") },
	{ 0, "records", KG_OPTION_TEXT, ARG(records), .value = N_("POINTER"),
	  .help = N_("where the array of records stands in a JSON document, like /data/items") },
	{ 0, "where", KG_OPTION_LIST, ARG(where), .value = N_("COL=VALUE"), .help = N_("only these records; != for all others; repeatable") },
	{ 0 }
};

static const struct kg_option book_options[] = {
	{ 0, "schema", KG_OPTION_TEXT, ARG(schema), .value = N_("FILE"), .help = N_("the codebook, a Table Schema") },
	{ 0 }
};

static const struct kg_option field_options[] = {
	{ 0, "column", KG_OPTION_LIST, ARG(columns), .value = N_("FIELD=COL"),
	  .help = N_("the column that holds a field, whatever its name; repeatable") },
	{ 0 }
};

static const struct kg_option bad_options[] = {
	{ 0, "skip-bad", KG_OPTION_FLAG, ARG(skip_bad), .help = N_("leave bad records out and say how many") },
	{ 0, "reject", KG_OPTION_TEXT, ARG(reject), .value = N_("FILE"),
	  .help = N_("as --skip-bad, and keep bad records in FILE as they are") },
	{ 0 }
};

static const struct kg_option group_options[] = {
	{ 'g', "group", KG_OPTION_NAMES, ARG(seen.groups), .value = N_("COL[,COL]"),
	  .help = N_("one row, or one column of a cross table, per distinct value") },
	{ 0, "total", KG_OPTION_FLAG, ARG(seen.total), .help = N_("add rows over all groups, last, called 全体") },
	{ 0 }
};

static const struct kg_option rate_options[] = {
	{ 0, "digits", KG_OPTION_COUNT, ARG(seen.digits), .value = "N", .preset = "1", .min = 0, .max = 6,
	  .help = N_("digits after the point of rates and percentages") },
	{ 0, "round", KG_OPTION_CHOICE, ARG(round), .choices = "half-up|half-even|largest-remainder", .preset = "half-up",
	  .help = N_("rounding; largest-remainder only where parts make a whole") },
	{ 0 }
};

static const struct kg_option check_option[] = {
	{ 0, "check", KG_OPTION_FLAG, ARG(seen.check), .help = N_("exit with 1 when something does not hold") },
	{ 0 }
};

static const struct kg_option table_options[] = {
	{ 't', "to", KG_OPTION_CHOICE, ARG(to), .choices = KGI_PRINTER_CHOICES, .preset = "text",
	  .help = N_("form of the output") },
	{ 0, "color", KG_OPTION_CHOICE, ARG(color), .choices = "auto|always|never", .preset = "auto",
	  .help = N_("bold titles in text") },
	{ 0 }
};

static const struct kg_option row_options[] = {
	{ 't', "to", KG_OPTION_CHOICE, ARG(row_to), .choices = KGI_ROW_PRINTER_CHOICES, .preset = "csv",
	  .help = N_("form of the output") },
	{ 0, "log", KG_OPTION_TEXT, ARG(log), .value = N_("FILE"),
	  .help = N_("write every change to FILE, a CSV with line and column") },
	{ 0 }
};

static const struct kg_option cell_options[] = {
	{ 0, "safe-cells", KG_OPTION_FLAG, ARG(safe_cells),
	  .help = N_("in csv and tsv put ' before texts that a spreadsheet would run as formulas") },
	{ 0 }
};

static const struct kg_option work_options[] = {
	{ 'j', "jobs", KG_OPTION_COUNT, ARG(jobs), .value = "N", .min = 1, .max = 256,
	  .help = N_("workers for large files [one for each processor, up to 8]") },
	{ 0 }
};

static const struct kg_option output_options[] = {
	{ 'o', "output", KG_OPTION_TEXT, ARG(output), .value = N_("FILE"), .help = N_("write to FILE, whole or not at all") },
	{ 0, "to-encoding", KG_OPTION_CHOICE, ARG(encode), .choices = "utf-8|utf-8-bom|cp932", .preset = "utf-8",
	  .help = N_("encoding of the output; Excel wants one of the last two") },
	{ 0, "substitute", KG_OPTION_FLAG, ARG(substitute),
	  .help = N_("write what the encoding lacks as the nearest character, or 〓") },
	{ 0, "lang", KG_OPTION_CHOICE, ARG(language), .choices = "en|ja",
	  .help = N_("language of headings, notes and messages [KAIGO_LANG, else en]") },
	{ 0, "quiet", KG_OPTION_FLAG, ARG(quiet), .help = N_("no notes on standard error") },
	{ 0, "help", KG_OPTION_FLAG, ARG(help), .help = N_("print this and exit") },
	{ 0, "version", KG_OPTION_FLAG, ARG(version), .help = N_("print the version and exit") },
	{ 0 }
};

bool kgi_is_named(const struct kg_field *field)
{
	return !field->option && !(field->flags & (KG_GROUPED | KG_EVERY));
}

static bool has_fields(const struct kg_filter *filter)
{
	for (const struct kg_field *field = filter->fields; field->id; field++)
		if (kgi_is_named(field))
			return true;
	return false;
}

static bool has_groups(const struct kg_filter *filter)
{
	for (const struct kg_field *field = filter->fields; field->id; field++)
		if (field->flags & KG_GROUPED)
			return true;
	return false;
}

static bool has_rates(const struct kg_filter *filter)
{
	for (const struct kg_column *column = filter->columns; column && column->id; column++)
		if (column->type == KG_PERCENT || column->type == KG_PERCENT_CHANGE || column->type == KG_POINTS)
			return true;
	return false;
}

void kgi_command_line_sets(const struct kg_filter *filter, void *args, struct kgi_command_line *common,
			   struct kgi_option_set sets[KGI_OPTION_SETS])
{
	bool document = filter->flags & KG_DOCUMENT, pass = filter->each;
	bool verdict = filter->flags & KG_HAS_VERDICT && !(filter->flags & KG_ALWAYS_CHECKS);
	const struct kgi_option_set all[KGI_OPTION_SETS] = {
		{ N_("Options of this command:"), filter->options, args },
		{ N_("Input:"), input_options, common },
		{ N_("Input:"), document ? NULL : book_options, common },
		{ N_("Input:"), has_fields(filter) ? field_options : NULL, common },
		{ N_("Input:"), filter->bad ? NULL : bad_options, common },
		{ N_("Groups and rates:"), has_groups(filter) ? group_options : NULL, common },
		{ N_("Groups and rates:"), has_rates(filter) ? rate_options : NULL, common },
		{ N_("Output:"), verdict ? check_option : NULL, common },
		{ N_("Output:"), document || pass ? NULL : table_options, common },
		{ N_("Output:"), pass ? row_options : NULL, common },
		{ N_("Output:"), document ? NULL : cell_options, common },
		{ N_("Output:"), output_options, common },
		{ N_("Work:"), filter->bad ? NULL : work_options, common },
	};

	memcpy(sets, all, sizeof all);
}

const char *kgi_command_line_language(const struct kg_filter *filter, int argc, char **argv, struct kg_arena *arena)
{
	struct kgi_option_set sets[KGI_OPTION_SETS];

	kgi_command_line_sets(filter, NULL, NULL, sets);
	return kgi_options_peek(sets, KGI_OPTION_SETS, "lang", argc, argv, arena);
}

int kgi_command_line_parse(struct kgi_command_line *common, const struct kg_filter *filter, void *args, int argc, char **argv,
			   int *operands, struct kg_arena *arena, struct kg_error *err)
{
	struct kgi_option_set sets[KGI_OPTION_SETS];

	common->seen.digits = 1;
	kgi_command_line_sets(filter, args, common, sets);
	return kgi_options_parse(sets, KGI_OPTION_SETS, argc, argv, operands, arena, err);
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

		if (kgi_is_named(fields) && strncmp(rename, fields->id, len) == 0 && rename[len] == '=')
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

static int check_encodings(struct kgi_command_line *common, struct kgi_input *input, struct kg_error *err)
{
	static const char *const encodings[] = { "utf-8", "utf-8-bom", "cp932" };

	common->form = (struct kgi_output_to){ encodings[common->encode], common->substitute };
	if (strcmp(common->encoding, "auto") == 0)
		return KG_OK;
	if (!kgi_encoding_find(common->encoding, &common->decode))
		return kg_error_usage(err, _("--encoding: '%s' is none that iconv knows"), common->encoding);
	input->encoding = &common->decode;
	return KG_OK;
}

static int check_heading(const struct kgi_command_line *common, struct kgi_input *input, struct kg_error *err)
{
	char *end;

	input->header_rows = common->header_rows;
	input->stack_given = common->header_rows > 0;
	input->skip_given = strcmp(common->skip_rows, "auto") != 0;
	if (!input->skip_given)
		return KG_OK;

	unsigned long rows = strtoul(common->skip_rows, &end, 10);

	if (common->skip_rows[0] < '0' || common->skip_rows[0] > '9' || *end || rows > 1000)
		return kg_error_usage(err, _("--skip-rows: '%s' is neither auto nor a number up to 1000"), common->skip_rows);
	input->skip_rows = (unsigned)rows;
	if (common->no_header && input->skip_rows)
		return kg_error_usage(err, _("--skip-rows are above a header, and --no-header says that there is none"));
	return KG_OK;
}

/* Each worker has memory of its own: more than these only if they are asked for. */
static unsigned processors(void)
{
	enum { MANY = 8 };
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	return count < 1 ? 1 : count > MANY ? MANY : (unsigned)count;
}

int kgi_command_line_check(struct kgi_command_line *common, const struct kg_filter *filter, struct kgi_input *input,
			   struct kg_error *err)
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
	common->seen.workers = common->jobs ? common->jobs : processors();
	common->skip_bad |= common->reject != NULL;

	int status = check_groups(&common->seen.groups, err);

	if (status == KG_OK)
		status = check_encodings(common, input, err);
	if (status == KG_OK)
		status = check_heading(common, input, err);
	return status ? status : check_renames(&common->columns, filter, err);
}
