/* survey-tally - count answers to survey questions (単純集計, クロス集計). */
#include "kaigo.h"

enum base { BASE_ALL, BASE_ANSWERED };
enum sort { SORT_GIVEN, SORT_COUNT, SORT_LABEL };

struct args {
	struct kg_list questions, multiples;
	struct kg_condition asked;
	struct kg_maybe_decimal confidence;
	const char *separator, *weight, *count, *respondents;
	unsigned base, percent, sort, sent;
	bool ci;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ 'q', "question", KG_OPTION_LIST, ARG(questions), .value = N_("COL"),
	  .help = N_("a question with one answer; repeatable, * and ? stand for any characters") },
	{ 'm', "multiple", KG_OPTION_LIST, ARG(multiples), .value = N_("COL"),
	  .help = N_("a question with multiple answers: one cell of them, or one column each, named like 'Q5_*'; repeatable") },
	{ 0, "separator", KG_OPTION_TEXT, ARG(separator), .value = N_("TEXT"),
	  .help = N_("what stands between the answers in a cell; if not given, what the codebook or the known form says, or ;") },
	{ 0, "percent", KG_OPTION_CHOICE, ARG(percent), .choices = "group|answer|total", .preset = "group",
	  .help = N_("what is 100: a group, an answer over all groups, or everything") },
	{ 0, "base", KG_OPTION_CHOICE, ARG(base), .choices = "all|answered", .preset = "all",
	  .help = N_("who is in the denominator: all who were asked, or all who answered") },
	{ 0, "asked", KG_OPTION_CONDITION, ARG(asked), .value = N_("COL=VALUE"),
	  .help = N_("only these were asked; the others are 非該当") },
	{ 0, "sort", KG_OPTION_CHOICE, ARG(sort), .choices = "given|count|label", .preset = "given",
	  .help = N_("order of answers: of first appearance, largest first, or by label") },
	{ 0, "weight", KG_OPTION_TEXT, ARG(weight), .value = N_("COL"), .help = N_("count every record with this weight (ウェイトバック)") },
	{ 0, "count", KG_OPTION_TEXT, ARG(count), .value = N_("COL"), .help = N_("the input is counted already: the column with the count") },
	{ 0, "respondents", KG_OPTION_TEXT, ARG(respondents), .value = N_("N|COL"),
	  .help = N_("the base of counted multiple answers") },
	{ 0, "ci", KG_OPTION_FLAG, ARG(ci), .help = N_("add Wilson score intervals") },
	{ 0, "confidence", KG_OPTION_DECIMAL, ARG(confidence), .value = "N", .preset = "95", .min = 50, .max = 99,
	  .help = N_("confidence level of the intervals in percent") },
	{ 0, "sent", KG_OPTION_COUNT, ARG(sent), .value = "N", .min = 1, .max = 1000000000,
	  .help = N_("questionnaires sent out (配布数), for the response rate") },
	{ 0 }
};

enum { F_QUESTION, F_MULTIPLE, F_GROUP, F_ASKED, F_WEIGHT, F_COUNT, F_RESPONDENTS, F_EVERY };

static const struct kg_field fields[] = {
	[F_QUESTION] = { .id = "-q/-m", .option = ARG(questions), .flags = KG_NEEDED | KG_MANY | KG_SINGLES, .instead = "multiple" },
	[F_MULTIPLE] = { .id = "multiple", .option = ARG(multiples), .flags = KG_MANY | KG_ARRAYS | KG_MULTIPLES },
	[F_GROUP] = { .id = "group", .flags = KG_GROUPED },
	[F_ASKED] = { .id = "asked", .option = ARG(asked) },
	[F_WEIGHT] = { .id = "weight", .option = ARG(weight) },
	[F_COUNT] = { .id = "count", .option = ARG(count) },
	[F_RESPONDENTS] = { .id = "respondents", .option = ARG(respondents), .flags = KG_OR_NUMBER },
	[F_EVERY] = { .id = "columns", .flags = KG_MANY | KG_EVERY | KG_ARRAYS, .when = ARG(count) },
	{ 0 }
};

enum { QUESTION, GROUPS, ANSWER, COUNT, BASE, PERCENT, RAW, CI_LOW, CI_HIGH };

static const struct kg_column columns[] = {
	[QUESTION] = { .id = "question", .heading = N_("Question"),
		       .help = N_("the column, or the pattern of columns, as named; the codebook's title") },
	[GROUPS] = { .id = "<groups>", .type = KG_GROUPS, .help = N_("the columns of -g") },
	[ANSWER] = { .id = "answer", .heading = N_("Answer"), .help = N_("the answer; 無回答 for none, 不明 for an unclear one") },
	[COUNT] = { .id = "count", .heading = N_("Count"), .type = KG_FIGURE, .help = N_("how many gave it, weighted if asked for") },
	[BASE] = { .id = "base", .heading = N_("Base"), .type = KG_FIGURE, .help = N_("the denominator of percent") },
	[PERCENT] = { .id = "percent", .heading = N_("Percent"), .type = KG_PERCENT, .help = N_("count / base") },
	[RAW] = { .id = "raw", .heading = N_("Unweighted"), .type = KG_FIGURE, .when = ARG(weight),
		  .help = N_("the count without weights (--weight)") },
	[CI_LOW] = { .id = "ci_low", .heading = N_("CI low"), .type = KG_PERCENT, .when = ARG(ci),
		     .help = N_("lower end of the Wilson score interval (--ci)") },
	[CI_HIGH] = { .id = "ci_high", .heading = N_("CI high"), .type = KG_PERCENT, .when = ARG(ci),
		      .help = N_("upper end of the Wilson score interval (--ci)") },
	{ 0 }
};

struct state {
	struct kg_survey_form form;
	struct kg_survey survey;
	struct kg_margins margins;		/* of counted input */
	struct kg_categories asked_cells;	/* of condition.h */
	uint64_t records, totals, not_asked, not_asked_answers;
};

static struct kg_survey_form form_of(const struct kg_context *ctx)
{
	const struct args *args = ctx->args;

	return (struct kg_survey_form){ .group = F_GROUP, .single = F_QUESTION, .multiple = F_MULTIPLE,
					.separator = args->separator, .counted = args->count != NULL,
					.questionnaire = ctx->common->book && !args->questions.count && !args->multiples.count };
}

static size_t folded(struct kg_slice name, char *key)
{
	return kg_fold(name, KG_FOLD_NAME, key);
}

/* One column that two options name is found with the columns. */
static int check_twice(const struct kg_list *names, struct kg_error *err)
{
	struct kg_categories known = { .key = folded };
	int status = KG_OK;

	for (size_t i = 0; i < names->count && status == KG_OK; i++) {
		uint32_t id;

		if (!kg_category(&known, kg_slice(names->items[i]), (struct kg_place){ 0 }, &id))
			status = kg_error_memory(err);
		else if (id < i)
			status = kg_error_usage(err, _("'%.*s' is asked for twice"), KG_SLICE_ARG(kg_slice(names->items[i])));
	}
	kg_categories_fini(&known);
	return status;
}

/* Respondents are counted: 416, 416人. */
static bool is_respondents(struct kg_number n)
{
	return n.kind == KG_NUMBER && kg_sign(n.value) > 0 && kg_is_whole(n.value) &&
	       (n.unit.len == 0 || kg_unit_kind(n.unit) == KG_UNIT_COUNTING);
}

static int begin(const struct kg_context *ctx, void *v, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	int status = check_twice(&args->questions, err);

	state->form = form_of(ctx);
	if (status == KG_OK)
		status = check_twice(&args->multiples, err);
	if (status != KG_OK)
		return status;
	if (args->separator && !*args->separator)
		return kg_error_usage(err, _("--separator must not be empty"));
	if (args->count && args->weight)
		return kg_error_usage(err, _("--count and --weight exclude each other"));
	if (args->count && args->sent)
		return kg_error_usage(err, _("--sent needs records of respondents, not counts"));
	if (args->count && args->multiples.count && !args->respondents)
		return kg_error_usage(err, _("counted multiple answers need a base: --respondents=N or --respondents=COL"));
	if (args->respondents && !(args->count && args->multiples.count))
		return kg_error_usage(err, _("--respondents is the base of counted multiple answers, -m with --count"));
	if (args->respondents) {
		struct kg_number n = kg_number_read(kg_trim(kg_slice(args->respondents)));

		if (n.kind == KG_NUMBER && !is_respondents(n))
			return kg_error_usage(err, _("--respondents=%s: a whole number above 0 is needed, or a column"), args->respondents);
	}
	if (ctx->common->largest_remainder && args->multiples.count && !args->questions.count)
		return kg_error_usage(err, _("--round=largest-remainder: multiple answers are not parts of a whole"));
	if (args->ci && args->weight)
		return kg_error_usage(err, _("--ci: Wilson intervals are not for weighted counts"));
	if (args->asked.column && !kg_condition_begin(&args->asked, &state->asked_cells))
		return kg_error_memory(err);
	return KG_OK;
}

/* The numbers of a record. */
struct numbers {
	struct kg_number weight, respondents;
};

/* Reads all that can be wrong with a record, before anything is counted. */
static int understand(const struct args *args, const struct kg_record *record, struct numbers *numbers, struct kg_error *err)
{
	int status = KG_OK, field = args->count ? F_COUNT : F_WEIGHT;

	if (args->count || args->weight) {
		status = kg_get_number(record, field, NULL, 1u << KG_NUMBER, &numbers->weight, err);
		if (status == KG_OK && kg_sign(numbers->weight.value) < 0)
			return kg_error_at(err, record->place, kg_field_name(record, field), _("a count or a weight must not be negative"));
		if (status == KG_OK && numbers->weight.unit.len &&
		    (!args->count || kg_unit_kind(numbers->weight.unit) != KG_UNIT_COUNTING))
			return kg_error_at(err, record->place, kg_field_name(record, field), _("'%.*s' is no unit of counting"),
					   KG_SLICE_ARG(numbers->weight.unit));
		if (status == KG_OK && args->ci && !kg_is_whole(numbers->weight.value))
			return kg_error_at(err, record->place, kg_field_name(record, field), _("--ci needs whole counts"));
	}
	if (status == KG_OK && kg_width(record, F_RESPONDENTS)) {
		status = kg_get_number(record, F_RESPONDENTS, NULL, 1u << KG_NUMBER, &numbers->respondents, err);
		if (status == KG_OK && !is_respondents(numbers->respondents))
			return kg_error_at(err, record->place, kg_field_name(record, F_RESPONDENTS),
					   _("'%.*s' is no number of respondents, a whole number above 0"),
					   KG_SLICE_ARG(kg_trim(kg_get(record, F_RESPONDENTS))));
		numbers->respondents.value = kg_plain(numbers->respondents.value);
	}
	return status;
}

static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	struct numbers numbers;
	struct kg_entry entry = { 0 };
	int status = understand(args, record, &numbers, err);
	bool asked = true;

	if (status == KG_OK)
		status = kg_survey_check(&state->survey, &state->form, record, err);
	if (status != KG_OK)
		return status;
	if (args->count && kg_group_is_total(record, F_GROUP)) {
		state->totals += record->times;
		return KG_OK;
	}
	if (args->asked.column && !kg_condition_holds(&args->asked, &state->asked_cells, record, F_ASKED, &asked))
		return kg_error_memory(err);
	if (!asked) {
		state->records += record->times;
		state->not_asked += record->times;
		state->not_asked_answers += kg_survey_answers(&state->survey, &state->form, record) * record->times;
		return KG_OK;
	}
	if (args->count || args->weight)
		entry.weight = &numbers.weight.value;
	if (kg_width(record, F_RESPONDENTS))
		entry.respondents = &numbers.respondents.value;
	if (args->count && !kg_margins_add(&state->margins, record, F_EVERY))
		return kg_error_memory(err);
	status = kg_survey_add(&state->survey, &state->form, record, entry, err);
	state->records += status == KG_OK ? record->times : 0;
	return status;
}

static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
{
	struct state *state = v, *from = other;

	(void)ctx;
	state->records += from->records;
	state->totals += from->totals;
	state->not_asked += from->not_asked;
	state->not_asked_answers += from->not_asked_answers;
	if (!kg_margins_merge(&state->margins, &from->margins))
		return kg_error_memory(err);
	return kg_survey_merge(&state->survey, &from->survey, err);
}

static bool put_rows(const struct args *args, const struct kg_sheet *s, struct kg_table *table, size_t group, uint32_t slot)
{
	bool small = false;

	for (size_t i = 0; i < kg_sheet_rows(s); i++) {
		struct kg_sheet_row row = kg_sheet_row(s, group, i);

		kg_table_row(table);
		kg_set_text(table, QUESTION, s->q->name);
		kg_set_group(table, GROUPS, &s->survey->groups, slot);
		kg_set_text(table, ANSWER, row.answer);
		kg_set_figure(table, COUNT, row.count);
		kg_set_figure(table, BASE, row.base);
		if (row.has_percent)
			kg_set_figure(table, PERCENT, row.percent);
		if (args->weight)
			kg_set_count(table, RAW, row.raw);
		if (args->ci)
			kg_set_wilson(table, CI_LOW, CI_HIGH, row.count, row.base, args->confidence.value);
		if (row.is_small) {
			kg_table_mark(table, BASE);
			small = true;
		}
	}
	return small;
}

static int put_question(const struct kg_context *ctx, const struct kg_survey *survey, const struct kg_question *q,
			const uint32_t *slots, struct kg_table *table, bool *small, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct kg_sheet_form form = {
		.weighted = args->weight, .counted = args->count, .answered = args->base == BASE_ANSWERED,
		.by_count = args->sort == SORT_COUNT, .order = args->sort == SORT_LABEL ? KG_ORDER_LABEL : KG_ORDER_GIVEN,
		.of = (enum kg_percent_of)args->percent, .respondents = args->respondents, .common = ctx->common,
	};
	struct kg_sheet sheet;
	int status = kg_sheet_init(&sheet, &form, survey, q, slots, err);

	if (status == KG_OK) {
		for (size_t group = 0; group < sheet.counts.groups; group++)
			*small |= put_rows(args, &sheet, table, group, slots[group]);
		if (ctx->common->total && survey->groups.width)
			*small |= put_rows(args, &sheet, table, sheet.counts.groups, KG_ALL_GROUPS);
		if (!kg_sheet_notes(&sheet, table))
			status = kg_error_memory(err);
	}
	kg_sheet_fini(&sheet);
	return status;
}

static const char *base_text(const struct args *args)
{
	bool total = args->percent == KG_OF_TOTAL;

	if (args->percent == KG_OF_ANSWER)
		return _("Base: all who gave the answer, over all groups.");
	if (args->count && args->respondents)
		return total ? _("Base: the respondents given with the counts, over all groups.") :
			       _("Base: the respondents given with the counts.");
	if (args->count)
		return total ? _("Base: the sum of the counts, over all groups.") : _("Base: the sum of the counts.");
	if (args->base == BASE_ALL)
		return total ? _("Base: all who were asked, over all groups, no answer (無回答) included.") :
			       _("Base: all who were asked, no answer (無回答) included.");
	return total ? _("Base: all who answered the question, over all groups.") : _("Base: those who answered the question.");
}

/* Words for no answer that without a codebook are answers like others; by label, which is the same in whatever order states met. */
static bool note_words(struct kg_survey *survey, struct kg_table *table)
{
	struct kg_slice list = { "", 0 };
	struct kg_categories words = { 0 };
	uint32_t id, *ids;
	bool ok = true;

	for (size_t i = 0; i < survey->count; i++) {
		const struct kg_question *q = &survey->questions[i].is;

		for (uint32_t j = 0; j < q->tally.answers.count && ok && !q->book; j++) {
			struct kg_slice label = kg_category_label(&q->tally.answers, j);

			ok = kg_category_blank(&q->tally.answers, j) || kg_missing_word(label) == KG_PRESENT ||
			     kg_category(&words, label, (struct kg_place){ 0 }, &id);
		}
	}
	ids = malloc((words.count + 1) * sizeof *ids);
	ok = ok && ids && kg_categories_order(&words, KG_ORDER_LABEL, ids);
	for (uint32_t i = 0; i < words.count && ok; i++) {
		list = kg_arena_list(&survey->arena, list, kg_category_label(&words, ids[i]));
		ok = list.at;
	}
	if (ok && list.len)
		kg_table_note(table, _("%.*s: counted as answers; a codebook (--schema) says that they are none."), KG_SLICE_ARG(list));
	free(ids);
	kg_categories_fini(&words);
	return ok;
}

/* Are there percentages that are parts of a whole? Those of several answers are, among groups. */
static bool has_parts(const struct args *args, const struct kg_survey *survey)
{
	bool parts = args->percent != KG_OF_GROUP;

	for (size_t i = 0; i < survey->count && !parts; i++)
		parts = !survey->questions[i].is.multiple;
	return parts;
}

static void note_rounding(const struct kg_common *common, bool parts, struct kg_table *table)
{
	if (common->largest_remainder)
		kg_table_note(table, _("Percentages are adjusted by largest remainders so that those of single answers add up to 100."));
	else if (common->digits == 0)
		kg_table_note(table, "%s", parts ?
			_("Percentages are rounded to whole numbers; because of rounding, parts may not add up to 100.") :
			_("Percentages are rounded to whole numbers."));
	else if (parts)
		kg_table_note(table, dngettext(KG_DOMAIN,
			"Percentages are rounded to %u decimal place; because of rounding, parts may not add up to 100.",
			"Percentages are rounded to %u decimal places; because of rounding, parts may not add up to 100.", common->digits),
			      common->digits);
	else
		kg_table_note(table, dngettext(KG_DOMAIN, "Percentages are rounded to %u decimal place.",
					       "Percentages are rounded to %u decimal places.", common->digits), common->digits);
}

static void note_all(const struct kg_context *ctx, const struct state *state, struct kg_table *table, bool small)
{
	const struct args *args = ctx->args;
	const struct kg_common *common = ctx->common;
	char confidence[KG_DECIMAL_ROOM], rate[KG_DECIMAL_ROOM];
	struct kg_decimal percent;

	kg_table_note(table, "%s", base_text(args));
	if (args->count && args->base == BASE_ANSWERED)
		kg_table_note(table, _("Rows of no answer (無回答) are left out."));
	if (state->totals)
		kg_table_note(table, _("Records whose group is a total (合計, 全体), left out: %llu."), (unsigned long long)state->totals);
	note_rounding(common, has_parts(args, &state->survey), table);
	if (args->asked.column)
		kg_table_note(table, _("Not asked (非該当), in no base: %llu records; answers they gave all the same, not counted: %llu."),
			      (unsigned long long)state->not_asked, (unsigned long long)state->not_asked_answers);
	if (args->weight)
		kg_table_note(table, _("Counts and bases are weighted by '%s'; records, before weighting: %llu."), args->weight,
			      (unsigned long long)(state->records - state->not_asked));
	if (args->ci) {
		kg_decimal_print(kg_plain(args->confidence.value), confidence);
		kg_table_note(table, _("Wilson %s%% intervals treat the respondents as a random sample of a larger population."), confidence);
	}
	if (args->sent &&
	    kg_percent(kg_whole((int64_t)state->records), kg_whole(args->sent), common->digits, common->round, &percent)) {
		kg_decimal_print(percent, rate);
		kg_table_note(table, _("Response rate: %llu of %u sent out, %s%%."), (unsigned long long)state->records, args->sent,
			      rate);
	}
	if (small && args->weight)
		kg_table_note(table, _("A base under %d respondents, counted before weighting and marked * in text and markdown, is for "
				       "reference only."), KG_SMALL_BASE);
	else if (small)
		kg_table_note(table, _("A base under %d, marked * in text and markdown, is for reference only."), KG_SMALL_BASE);
	/* as --where does: a value that no record has is more often than not one that was not meant */
	if (args->asked.column && state->not_asked == state->records)
		kg_table_note(table, _("There are no records with %s."), args->asked.text);
}

/* A cross table has groups at the side and answers in the head; with intervals or raw counts there is a line for each. */
static struct kg_layout layout_of(const struct args *args, size_t groups)
{
	if (groups == 0 || args->ci || args->weight)
		return (struct kg_layout){ "question", "<groups>,answer", NULL, "count,base,percent,raw,ci_low,ci_high" };
	if (args->percent == KG_OF_ANSWER)
		return (struct kg_layout){ "question", "answer,base", "<groups>", "count,percent" };
	return (struct kg_layout){ "question", "<groups>,base", "answer", "count,percent" };
}

static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	struct kg_survey *survey = &state->survey;
	uint32_t *slots = malloc((survey->groups.count + 1) * sizeof *slots);
	enum kg_order order = args->sort == SORT_LABEL ? KG_ORDER_LABEL : KG_ORDER_GIVEN;
	int status = slots && kg_groups_order(&survey->groups, order, slots) ? KG_OK : kg_error_memory(err);
	bool small = false;

	if (status == KG_OK && args->sent && state->records > args->sent)
		status = kg_error_usage(err, _("--sent=%u: there are %llu records"), args->sent, (unsigned long long)state->records);
	kg_table_layout(table, layout_of(args, ctx->common->groups.count));
	if (status == KG_OK && !kg_survey_fits(survey))
		status = kg_error_input(err, _("the sum over all files has too many digits"));
	kg_survey_sort(survey, &state->form);
	for (size_t i = 0; i < survey->count && status == KG_OK; i++)
		status = put_question(ctx, survey, &survey->questions[i].is, slots, table, &small, err);
	note_all(ctx, state, table, small);
	free(slots);
	if (status == KG_OK && (!note_words(survey, table) || !kg_margins_note(&state->margins, table)))
		status = kg_error_memory(err);
	return status;
}

static void close(void *v)
{
	struct state *state = v;

	kg_survey_fini(&state->survey);
	kg_margins_fini(&state->margins);
	kg_categories_fini(&state->asked_cells);
}

const struct kg_filter kg_command = {
	.name = "survey-tally",
	.brief = N_("count the answers to survey questions"),
	.options = options,
	.fields = fields,
	.columns = columns,
	.flags = KG_MAKES_WHOLES | KG_REPEATS,
	.args_size = sizeof(struct args),
	.state_size = sizeof(struct state),
	.begin = begin,
	.record = record,
	.merge = merge,
	.finish = finish,
	.close = close,
};
