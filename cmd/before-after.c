/* before-after - what changed between two measurements (前後比較), against a direction, a target and chance. */
#include "kaigo.h"

#include <math.h>

enum { TEST_AUTO, TEST_PAIRED_T, TEST_SIGNED_RANK, TEST_NONE };
enum { ADJUST_NONE, ADJUST_HOLM, ADJUST_BH };

struct args {
	struct kg_list phases;
	const char *id, *phase, *value;
	struct kg_maybe_decimal confidence;
	unsigned test, adjust, sort;	/* the last an enum kg_order */
	bool equal_exposure;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ 0, "id", KG_OPTION_TEXT, ARG(id), .value = N_("COL"),
	  .help = N_("records are of persons, and this column says of whom; rows have their means") },
	{ 0, "phase", KG_OPTION_TEXT, ARG(phase), .value = N_("COL"),
	  .help = N_("a record is before or after, and this column says which; with --value") },
	{ 0, "phases", KG_OPTION_NAMES, ARG(phases), .value = N_("BEFORE,AFTER"),
	  .help = N_("the two words in --phase's column; 前,後 if not given") },
	{ 0, "value", KG_OPTION_TEXT, ARG(value), .value = N_("COL"), .help = N_("the column of the values measured, with --phase") },
	{ 0, "test", KG_OPTION_CHOICE, ARG(test), .choices = "auto|paired-t|signed-rank|none", .preset = "auto",
	  .help = N_("the test for numbers of persons; none tests nothing at all") },
	{ 0, "confidence", KG_OPTION_DECIMAL, ARG(confidence), .value = "N", .preset = "95", .min = 50, .max = 99,
	  .help = N_("confidence level of the intervals in percent") },
	{ 0, "adjust", KG_OPTION_CHOICE, ARG(adjust), .choices = "none|holm|bh", .preset = "none",
	  .help = N_("add p-values adjusted for the number of tests") },
	{ 0, "sort", KG_OPTION_CHOICE, ARG(sort), .choices = "given|label", .preset = "given",
	  .help = N_("order of groups: of first appearance, or by label") },
	{ 0, "equal-exposure", KG_OPTION_FLAG, ARG(equal_exposure),
	  .help = N_("counts were taken over equal periods, before and after") },
	{ 0 }
};

enum { F_GROUP, F_SITE, F_METRIC, F_UNIT, F_BEFORE, F_AFTER, F_CHANGE, F_BETTER, F_TARGET, F_N_BEFORE, F_N_AFTER,
       F_EXPOSURE_BEFORE, F_EXPOSURE_AFTER, F_ID, F_PHASE, F_VALUE };

static const struct kg_field fields[] = {
	[F_GROUP] = { .id = "group", .flags = KG_GROUPED },
	[F_SITE] = { .id = "site" },
	[F_METRIC] = { .id = "metric" },
	[F_UNIT] = { .id = "unit" },
	[F_BEFORE] = { .id = "before", .flags = KG_NEEDED | KG_OWN,
		       .unless = ARG(phase), .instead = "change" },
	[F_AFTER] = { .id = "after", .flags = KG_NEEDED | KG_OWN,
		      .unless = ARG(phase), .instead = "change" },
	[F_CHANGE] = { .id = "change", .flags = KG_OWN, .unless = ARG(phase) },
	[F_BETTER] = { .id = "better" },
	[F_TARGET] = { .id = "target" },
	[F_N_BEFORE] = { .id = "n_before", .flags = KG_OWN, .unless = ARG(id) },
	[F_N_AFTER] = { .id = "n_after", .flags = KG_OWN, .unless = ARG(id) },
	[F_EXPOSURE_BEFORE] = { .id = "exposure_before", .flags = KG_OWN, .unless = ARG(id) },
	[F_EXPOSURE_AFTER] = { .id = "exposure_after", .flags = KG_OWN, .unless = ARG(id) },
	[F_ID] = { .id = "id", .flags = KG_OWN, .option = ARG(id) },
	[F_PHASE] = { .id = "phase", .option = ARG(phase) },
	[F_VALUE] = { .id = "value", .flags = KG_OWN, .option = ARG(value) },
	{ 0 }
};

enum { GROUPS, METRIC, UNIT, BETTER, N_BEFORE, N_AFTER, BEFORE, AFTER, CHANGE, CHANGE_UNIT, CHANGE_PERCENT, VERDICT, TARGET, MET,
       TEST, STATISTIC, DF, P_VALUE, P_ADJUSTED, CI_LOW, CI_HIGH };

static const struct kg_column columns[] = {
	[GROUPS] = { .id = "<groups>", .type = KG_GROUPS, .help = N_("the columns of -g") },
	[METRIC] = { .id = "metric", .heading = N_("Metric"), .help = N_("what was measured") },
	[UNIT] = { .id = "unit", .heading = N_("Unit"), .help = N_("the unit of before and after") },
	[BETTER] = { .id = "better", .heading = N_("Better"), .help = N_("which way is better: up, down") },
	[N_BEFORE] = { .id = "n_before", .heading = N_("n before"), .type = KG_FIGURE,
		       .help = N_("how many persons, or pairs, before is of") },
	[N_AFTER] = { .id = "n_after", .heading = N_("n after"), .type = KG_FIGURE, .help = N_("how many persons, or pairs, after is of") },
	[BEFORE] = { .id = "before", .heading = N_("Before"), .type = KG_FIGURE, .unit = "unit", .help = N_("the value before") },
	[AFTER] = { .id = "after", .heading = N_("After"), .type = KG_FIGURE, .unit = "unit", .help = N_("the value after") },
	[CHANGE] = { .id = "change", .heading = N_("Change"), .type = KG_CHANGE, .unit = "change_unit", .help = N_("after - before") },
	[CHANGE_UNIT] = { .id = "change_unit", .heading = N_("Change unit"), .help = N_("the unit of change; pt for percentages") },
	[CHANGE_PERCENT] = { .id = "change_percent", .heading = N_("Change %"), .type = KG_PERCENT_CHANGE,
			     .help = N_("change in percent of before") },
	[VERDICT] = { .id = "verdict", .heading = N_("Verdict"), .type = KG_WORD,
		      .help = N_("improved, worse, unchanged, increased, decreased, not_comparable") },
	[TARGET] = { .id = "target", .heading = N_("Target"), .help = N_("the target as written") },
	[MET] = { .id = "met", .heading = N_("Met"), .type = KG_WORD, .help = N_("yes or no: was the target met?") },
	[TEST] = { .id = "test", .heading = N_("Test"),
		   .help = N_("paired-t, signed-rank, mcnemar-exact, newcombe, poisson-exact, none") },
	[STATISTIC] = { .id = "statistic", .heading = N_("Statistic"), .type = KG_FIGURE,
			.help = N_("t, V, those that turned from no to yes, or the ratio of rates") },
	[DF] = { .id = "df", .heading = N_("df"), .type = KG_FIGURE, .help = N_("degrees of freedom") },
	[P_VALUE] = { .id = "p_value", .heading = N_("p"), .type = KG_FIGURE, .help = N_("two-sided") },
	[P_ADJUSTED] = { .id = "p_adjusted", .heading = N_("p adjusted"), .type = KG_FIGURE, .when = ARG(adjust),
			 .help = N_("p_value adjusted (--adjust)") },
	[CI_LOW] = { .id = "ci_low", .heading = N_("CI low"), .type = KG_FIGURE,
		     .help = N_("lower end of the interval of the change, or of the ratio of rates") },
	[CI_HIGH] = { .id = "ci_high", .heading = N_("CI high"), .type = KG_FIGURE, .help = N_("upper end of the same interval") },
	{ 0 }
};

struct state {
	struct kg_pairs pairs;
	struct kg_measurement_form form;
	struct kg_categories phases;		/* ids 0 and 1 are the two words */
	uint64_t other_phases;			/* records of neither */
	struct kg_place first_other;
};

static int begin(const struct kg_context *ctx, void *v, struct kg_error *err)
{
	static const char *const usual[] = { "前", "後" };
	const struct args *args = ctx->args;
	struct state *state = v;

	if (!args->phase != !args->value)
		return kg_error_usage(err, _("--phase and --value need each other"));
	if (args->phases.count && !args->phase)
		return kg_error_usage(err, _("--phases needs --phase"));
	if (args->phases.count && args->phases.count != 2)
		return kg_error_usage(err, _("--phases are two words: BEFORE,AFTER"));
	if ((args->test == TEST_PAIRED_T || args->test == TEST_SIGNED_RANK) && !args->id)
		return kg_error_usage(err, _("--test: paired-t and signed-rank need persons, --id"));
	for (uint32_t side = KG_BEFORE; side <= KG_AFTER; side++) {
		const char *word = args->phases.count ? args->phases.items[side] : usual[side];
		uint32_t id;

		if (!kg_category(&state->phases, kg_slice(word), (struct kg_place){ 0 }, &id))
			return kg_error_memory(err);
		if (id != side)
			return kg_error_usage(err, _("--phases are two different words"));
	}
	state->form = (struct kg_measurement_form){
		.group = F_GROUP, .site = F_SITE, .metric = F_METRIC, .unit = F_UNIT, .better = F_BETTER, .target = F_TARGET,
		.id = F_ID, .values = { F_BEFORE, F_AFTER }, .change = F_CHANGE, .ns = { F_N_BEFORE, F_N_AFTER },
		.exposures = { F_EXPOSURE_BEFORE, F_EXPOSURE_AFTER }, .value = F_VALUE, .persons = args->id != NULL,
		.summed = args->id && !args->phase && args->test != TEST_SIGNED_RANK,
		/* not where numbers are asked for */
		.marks = args->id && args->test != TEST_PAIRED_T && args->test != TEST_SIGNED_RANK,
	};
	return KG_OK;
}

static void note_other_phase(struct state *state, uint64_t count, struct kg_place place)
{
	if (count && (!state->other_phases || kg_place_compare(place, state->first_other) < 0))
		state->first_other = place;
	state->other_phases += count;
}

/* A record that is of one side, which its phase says. */
static int side_record(struct state *state, const struct kg_record *record, struct kg_error *err)
{
	uint32_t side;

	if (!kg_category(&state->phases, kg_get(record, F_PHASE), record->place, &side))
		return kg_error_memory(err);
	if (side > KG_AFTER) {
		note_other_phase(state, 1, record->place);
		return KG_OK;
	}
	return kg_measurement_add(&state->pairs, &state->form, record, (int)side, err);
}

static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;

	return args->phase ? side_record(state, record, err) :
			     kg_measurement_add(&state->pairs, &state->form, record, KG_BOTH, err);
}

static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
{
	struct state *state = v, *from = other;

	(void)ctx;
	note_other_phase(state, from->other_phases, from->first_other);
	return kg_pairs_merge(&state->pairs, &from->pairs) ? KG_OK : kg_error_memory(err);
}

static void put_change(const struct kg_effect *effect, struct kg_table *table)
{
	bool percent = kg_unit_kind(effect->unit) == KG_UNIT_PERCENT;

	kg_set_figure(table, CHANGE, effect->change);
	kg_set_text(table, CHANGE_UNIT, percent ? kg_slice("pt") : effect->unit);
	if (kg_sign(effect->c.before) > 0)
		kg_set_percent(table, CHANGE_PERCENT, effect->c.change, effect->c.before);
}

static void put_test(const struct kg_outcome *row, struct kg_table *table)
{
	const struct kg_method *method = row->effect.method;
	const struct kg_result *r = &row->effect.result;

	kg_set_word(table, TEST, method ? method->name : "none");
	if (!method)
		return;
	if (method->whole)
		kg_set_figure(table, STATISTIC, kg_plain((struct kg_decimal){ (kg_int128)(r->statistic * 10 + 0.5), 1 }));
	else
		kg_set_real(table, STATISTIC, r->statistic, 5);
	if (!isnan(r->df))
		kg_set_count(table, DF, (uint64_t)r->df);
	kg_set_real(table, P_VALUE, r->p, 4);
	kg_set_real(table, P_ADJUSTED, row->adjusted, 4);
	kg_set_real(table, CI_LOW, r->low, 4);
	kg_set_real(table, CI_HIGH, r->high, 4);
}

static void put(const struct kg_pairs *pairs, const struct kg_outcome *row, struct kg_table *table)
{
	static const int n[] = { N_BEFORE, N_AFTER }, values[] = { BEFORE, AFTER };
	const struct kg_effect *effect = &row->effect;

	kg_table_row(table);
	kg_set_group(table, GROUPS, &pairs->groups, row->total ? KG_ALL_GROUPS : row->series.slot);
	kg_set_text(table, METRIC, kg_pairs_label(&pairs->metrics, row->series.metric));
	kg_set_text(table, UNIT, effect->unit);
	kg_set_word(table, BETTER, kg_direction_word(row->series.better));
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		if (effect->has_n[side])
			kg_set_figure(table, n[side], effect->n[side]);
		if (effect->given[side])
			kg_set_figure(table, values[side], effect->values[side]);
		else if (row->written[side])
			kg_set_word(table, values[side], row->written[side]);
	}
	if (effect->complete)
		put_change(effect, table);
	if (row->verdict)
		kg_set_word(table, VERDICT, row->verdict);
	kg_table_verdict(table, row->bad);
	kg_set_text(table, TARGET, row->target);
	kg_set_word(table, MET, row->met);
	put_test(row, table);
}

/* What is said of single rows is said of the first ones. */
enum { NOTED_MAX = 10 };

static void note_differing(struct kg_outcomes *rows, const struct kg_outcome *row, struct kg_table *table)
{
	char said[2][KG_DECIMAL_ROOM], made[2][KG_DECIMAL_ROOM];

	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		kg_decimal_print(row->effect.values[side], said[side]);
		kg_decimal_print(row->parts[side], made[side]);
	}
	if (row->weighted)
		kg_table_note(table, _("%.*s: the input says %s and %s, the mean of its parts, weighted by n, is %s and %s."),
			      KG_SLICE_ARG(kg_outcome_name(rows, row)), said[KG_BEFORE], said[KG_AFTER], made[KG_BEFORE],
			      made[KG_AFTER]);
	else
		kg_table_note(table, _("%.*s: the input says %s and %s, its parts make %s and %s."),
			      KG_SLICE_ARG(kg_outcome_name(rows, row)), said[KG_BEFORE], said[KG_AFTER], made[KG_BEFORE],
			      made[KG_AFTER]);
}

static void note_totals(const struct kg_outcomes *rows, struct kg_table *table)
{
	size_t totals = 0, left = 0;

	for (const struct kg_outcome *row = rows->items; row < rows->items + rows->count; row++) {
		totals += row->total;
		left += !row->series.overall && !row->effect.complete && rows->rule->matching != KG_PERSONS;
	}
	if (totals && rows->pairs->groups.width == 0)
		kg_table_note(table, _("The last rows are over all sites: %zu."), totals);
	if (left)
		kg_table_note(table, _("Rows in no total, since a side is blank or they cannot be compared: %zu."), left);
}

/* Why there is no test where persons are compared. */
static void note_untested(const struct kg_outcomes *rows, struct kg_table *table)
{
	size_t single = 0, alike = 0;

	if (rows->rule->matching != KG_PERSONS || rows->rule->untested)
		return;
	for (const struct kg_outcome *row = rows->items; row < rows->items + rows->count; row++) {
		bool one = kg_compare(row->effect.n[KG_BEFORE], kg_whole(1)) == 0;
		bool untested = row->effect.complete && !row->effect.method;

		single += untested && one;
		alike += untested && !one;
	}
	if (single)
		kg_table_note(table, _("Rows that are not tested, since they are of one person: %zu."), single);
	if (alike)
		kg_table_note(table, _("Rows that are not tested, since all persons changed alike: %zu."), alike);
}

static void note_rows(struct kg_outcomes *rows, struct kg_table *table)
{
	bool percents = false, overalls = false;
	size_t differing = 0, odd = 0, noted = 0;

	for (const struct kg_outcome *row = rows->items; row < rows->items + rows->count; row++) {
		const struct kg_effect *effect = &row->effect;
		size_t unchanged = effect->persons.n - effect->result.n;

		percents |= effect->complete && kg_unit_kind(effect->unit) == KG_UNIT_PERCENT;
		overalls |= row->series.overall;
		differing += row->series.differs && rows->rule->matching != KG_PERSONS;
		odd += effect->odd_counts;
		if (row->plain_mean && noted++ < NOTED_MAX)
			kg_table_note(table, _("%.*s: the plain mean of the other groups, not weighted by n."),
				      KG_SLICE_ARG(kg_outcome_name(rows, row)));
		if (row->differs && noted++ < NOTED_MAX)
			note_differing(rows, row, table);
		if (effect->method == kg_method(KG_SIGNED_RANK) && unchanged && noted++ < NOTED_MAX)
			kg_table_note(table, _("%.*s: signed-rank used %zu pairs, %zu without a change are dropped."),
				      KG_SLICE_ARG(kg_outcome_name(rows, row)), effect->result.n, unchanged);
		if (effect->method == kg_method(KG_POISSON) && kg_sign(effect->change) * (effect->result.statistic - 1) < 0 &&
		    noted++ < NOTED_MAX)
			kg_table_note(table, _("%.*s: the rate moved the other way than the count, of which the verdict is."),
				      KG_SLICE_ARG(kg_outcome_name(rows, row)));
	}
	if (rows->rule->total)
		note_totals(rows, table);
	if (overalls && rows->rule->total)
		kg_table_note(table, _("What the input itself calls a total is shown as it is and is in no other total."));
	if (differing)
		kg_table_note(table, _("Rows that cannot be compared, a range or two units: %zu."), differing);
	if (odd)
		kg_table_note(table, _("Not tested, since no whole number of n has the percent that is printed: %zu."), odd);
	note_untested(rows, table);
	if (percents)
		kg_table_note(table, _("Where the unit is %%, change is in points (pt); change_percent is relative to before, not points."));
}

static void note_tests(const struct args *args, const struct kg_outcomes *rows, struct kg_table *table)
{
	char confidence[KG_DECIMAL_ROOM];
	bool intervals = false;

	for (size_t i = 0; i < rows->count; i++)
		intervals |= rows->items[i].effect.method && !isnan(rows->items[i].effect.result.low);
	for (int name = 0; name < KG_METHODS; name++) {
		const struct kg_method *method = kg_method((enum kg_method_name)name);
		size_t used = 0;

		for (size_t i = 0; i < rows->count; i++)
			used += rows->items[i].effect.method == method;
		if (used)
			kg_table_note(table, "%s", _(method->note));
		if (used && name == KG_POISSON && args->equal_exposure)
			kg_table_note(table, _("Equal periods before and after are assumed."));
	}
	if (!rows->tests)
		return;
	kg_decimal_print(args->confidence.value, confidence);
	if (intervals)
		kg_table_note(table, _("p is two-sided; the confidence level of the intervals is %s%%."), confidence);
	else
		kg_table_note(table, _("p is two-sided."));
	if (args->adjust != ADJUST_NONE)
		kg_table_note(table, args->adjust == ADJUST_HOLM ? _("p_adjusted: by Holm's method, %zu tests.") :
								   _("p_adjusted: by Benjamini and Hochberg's method, %zu tests."), rows->tests);
}

static void print(const struct args *args, const struct state *state, struct kg_outcomes *rows, struct kg_table *table,
		  const struct kg_error *files)
{
	size_t unpaired = rows->matches.unpaired.count;

	kg_table_title(table, _("Before and after"));
	kg_table_layout(table, (struct kg_layout){ .side = "<groups>,metric", .cells = rows->tests ?
		"before,after,change,change_percent,verdict,target,met,n_before,n_after,test,statistic,df,p_value,p_adjusted,ci_low,ci_high" :
		"before,after,change,change_percent,verdict,target,met,n_before,n_after" });
	for (size_t i = 0; i < rows->count; i++)
		put(rows->pairs, &rows->items[i], table);
	if (unpaired) {
		kg_table_note(table, _("Left out, since one side is blank, missing or not comparable: %zu."), unpaired);
		if (unpaired > KG_FIRSTS)
			kg_table_remark(table, _("Persons left out (the first %d): %.*s."), KG_FIRSTS,
					KG_SLICE_ARG(rows->unpaired_ids));
		else
			kg_table_remark(table, _("Persons left out: %.*s."), KG_SLICE_ARG(rows->unpaired_ids));
	}
	kg_foot_note(&state->pairs.foot, table, files);
	note_rows(rows, table);
	note_tests(args, rows, table);
	if (rows->no_totals)
		kg_table_note(table, _("Metrics without a total, since means and percentages need n_before and n_after for one: %zu."),
			      rows->no_totals);
	if (state->other_phases)
		kg_table_note(table, _("Records of other phases, left out: %llu."), (unsigned long long)state->other_phases);
}

static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	static bool (*const adjust[])(double *, size_t) = { [ADJUST_HOLM] = kg_adjust_holm, [ADJUST_BH] = kg_adjust_bh };
	const struct args *args = ctx->args;
	struct state *state = v;
	const struct kg_outcome_rule rule = {
		.matching = args->id ? KG_PERSONS : args->phase ? KG_HALVES : KG_RECORDS, .workers = ctx->common->workers,
		.total = ctx->common->total, .order = (enum kg_order)args->sort, .equal_exposure = args->equal_exposure,
		.ranks = args->test == TEST_SIGNED_RANK, .untested = args->test == TEST_NONE, .adjust = adjust[args->adjust],
		.confidence = kg_double(args->confidence.value) / 100, .digits = ctx->common->digits, .round = ctx->common->round,
	};
	struct kg_outcomes rows = { .pairs = &state->pairs, .rule = &rule };
	int status;

	if (state->other_phases && state->pairs.items.count == 0)
		return kg_error_at(err, state->first_other, args->phase, _("no record is of one of the phases '%.*s' and '%.*s'; see --phases"),
				   KG_SLICE_ARG(kg_category_label(&state->phases, KG_BEFORE)),
				   KG_SLICE_ARG(kg_category_label(&state->phases, KG_AFTER)));
	status = kg_outcomes_make(&rows, err);
	if (status == KG_OK)
		print(args, state, &rows, table, err);
	kg_outcomes_fini(&rows);
	return status;
}

static void close(void *v)
{
	struct state *state = v;

	kg_pairs_fini(&state->pairs);
	kg_categories_fini(&state->phases);
}

const struct kg_filter kg_command = {
	.name = "before-after",
	.brief = N_("compare what was measured before and after"),
	.options = options,
	.fields = fields,
	.columns = columns,
	.flags = KG_HAS_VERDICT,
	.args_size = sizeof(struct args),
	.state_size = sizeof(struct state),
	.begin = begin,
	.record = record,
	.merge = merge,
	.finish = finish,
	.close = close,
};
