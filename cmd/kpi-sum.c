/* kpi-sum - sum up targets and actuals of initiatives (KPI, 取組状況). */
#include "kaigo.h"

struct args {
	struct kg_dates as_of;		/* none or one */
	unsigned year_start, sort;	/* the latter an enum kg_order */
	bool detail;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ 0, "detail", KG_OPTION_FLAG, ARG(detail), .help = N_("one row for every record, with its verdict, instead of sums") },
	{ 0, "as-of", KG_OPTION_DATES, ARG(as_of), .value = N_("DATE"),
	  .help = N_("judge unmet targets by what they should have reached on this day") },
	{ 0, "year-start", KG_OPTION_COUNT, ARG(year_start), .value = N_("MONTH"), .preset = "4", .min = 1, .max = 12,
	  .help = N_("the month in which the year of a target begins") },
	{ 0, "sort", KG_OPTION_CHOICE, ARG(sort), .choices = "given|label", .preset = "given",
	  .help = N_("order of groups: of first appearance, or by label") },
	{ 0 }
};

enum {
	F_THEME, F_PROGRAMME, F_INDICATOR, F_UNIT, F_TARGET, F_ACTUAL, F_STATUS, F_YEAR, F_DIRECTION, F_BASELINE, F_REPEATED, F_GROUP
};

static const struct kg_field fields[] = {
	[F_THEME] = { .id = "theme" },
	[F_PROGRAMME] = { .id = "programme" },
	[F_INDICATOR] = { .id = "indicator" },
	[F_UNIT] = { .id = "unit" },
	[F_TARGET] = { .id = "target", .flags = KG_NEEDED },
	[F_ACTUAL] = { .id = "actual", .flags = KG_NEEDED },
	[F_STATUS] = { .id = "status" },
	[F_YEAR] = { .id = "year" },
	[F_DIRECTION] = { .id = "direction" },
	[F_BASELINE] = { .id = "baseline" },
	[F_REPEATED] = { .id = "repeated" },
	[F_GROUP] = { .id = "group", .flags = KG_GROUPED },
	{ 0 }
};

/* From RECORDS to REPORTED they are in the order of enum kg_counted. */
enum {
	GROUPS, INDICATOR, UNIT, RECORDS, DONE, IN_PROGRESS, IN_DISCUSSION, PLANNED, CANCELLED, OTHER, WITH_TARGET, REPORTED, TARGET,
	ACTUAL, RATE, REMAINING, MET, STATUS, EXPECTED, VERDICT, COLUMNS
};

#define COUNTED(name, words) .id = name, .heading = words, .type = KG_FIGURE, .unless = ARG(detail)

static const struct kg_column columns[] = {
	[GROUPS] = { .id = "<groups>", .type = KG_GROUPS, .help = N_("the columns of -g") },
	[INDICATOR] = { .id = "indicator", .heading = N_("Indicator"), .when = ARG(detail),
			.help = N_("the indicator, else the programme, else the theme (--detail)") },
	[UNIT] = { .id = "unit", .heading = N_("Unit"), .help = N_("the unit of target and actual; empty for none") },
	[RECORDS] = { COUNTED("records", N_("Records")), .help = N_("all records") },
	[DONE] = { COUNTED("done", N_("Done")), .help = N_("records of this status: 実施済, 完了 ...") },
	[IN_PROGRESS] = { COUNTED("in_progress", N_("In progress")), .help = N_("取組中, 実施中 ...") },
	[IN_DISCUSSION] = { COUNTED("in_discussion", N_("In discussion")), .help = N_("協議中, 検討中 ...") },
	[PLANNED] = { COUNTED("planned", N_("Planned")), .help = N_("未実施, 予定 ...") },
	[CANCELLED] = { COUNTED("cancelled", N_("Cancelled")), .help = N_("中止, 廃止 ...") },
	[OTHER] = { COUNTED("other", N_("Other")), .help = N_("records of any other status or none") },
	[WITH_TARGET] = { COUNTED("with_target", N_("Targets")), .help = N_("records with a target in figures") },
	[REPORTED] = { COUNTED("reported", N_("Reported")), .help = N_("records with a target and an actual in figures") },
	[TARGET] = { .id = "target", .heading = N_("Target"), .type = KG_FIGURE, .help = N_("the target; a sum without --detail") },
	[ACTUAL] = { .id = "actual", .heading = N_("Actual"), .type = KG_FIGURE, .help = N_("the actual; a sum without --detail") },
	[RATE] = { .id = "rate", .heading = N_("Achieved"), .type = KG_PERCENT,
		   .help = N_("actual / target; with --detail and a baseline, how much of the way from there") },
	[REMAINING] = { .id = "remaining", .heading = N_("Remaining"), .type = KG_FIGURE, .help = N_("what the target is missed by, never below 0") },
	[MET] = { COUNTED("met", N_("Met")), .help = N_("reported records that met their target") },
	[STATUS] = { .id = "status", .heading = N_("Status"), .type = KG_WORD, .when = ARG(detail),
		     .help = N_("done, in_progress, in_discussion, planned, cancelled or other (--detail)") },
	[EXPECTED] = { .id = "expected", .heading = N_("Expected"), .type = KG_FIGURE, .when = ARG(detail),
		       .help = N_("what should have been reached by --as-of at an even pace (--detail)") },
	[VERDICT] = { .id = "verdict", .heading = N_("Verdict"), .type = KG_WORD, .when = ARG(detail),
		      .help = N_("met, missed, on_track, behind or not_reported (--detail)") },
	{ 0 }
};

static const struct kg_layout summed = {
	.side = "<groups>,unit",
	.cells = "records,done,in_progress,in_discussion,planned,cancelled,other,with_target,reported,target,actual,rate,remaining,met",
};

static const struct kg_layout detailed = {
	.side = "<groups>,indicator",
	.cells = "unit,target,actual,rate,remaining,status,expected,verdict",
};

static int begin(const struct kg_context *ctx, void *v, struct kg_error *err)
{
	const struct args *args = ctx->args;

	(void)v;
	return args->as_of.count > 1 ? kg_error_usage(err, _("--as-of: one date is needed, not several")) : KG_OK;
}

static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
{
	const struct args *args = ctx->args;
	const struct kg_initiative_form form = {
		.theme = F_THEME, .programme = F_PROGRAMME, .indicator = F_INDICATOR, .unit = F_UNIT, .target = F_TARGET,
		.actual = F_ACTUAL, .baseline = F_BASELINE, .direction = F_DIRECTION, .status = F_STATUS, .repeated = F_REPEATED,
		.year = F_YEAR, .group = F_GROUP, .day = args->as_of.days, .year_start = (int)args->year_start, .rows = args->detail,
	};

	return kg_initiatives_add(v, &form, record, err);
}

static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
{
	(void)ctx;
	return kg_initiatives_merge(v, other) ? KG_OK : kg_error_memory(err);
}

/* What the rows are made of, and where they go. */
struct sheet {
	const struct kg_context *ctx;
	struct kg_initiatives *all;
	struct kg_table *table;
	uint64_t whole[KG_COUNTED_KINDS];
	struct kg_initiative_sum *sums;	/* by unit, of one group or of all; the year is the first that is added */
	size_t count, room;
	bool *mixed;			/* years that are added to others */
};

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_unit(const void *a, const void *b)
{
	const struct kg_initiative_sum *x = a, *y = b;
	int order = compare(x->unit, y->unit);

	return order ? order : kg_place_compare(x->place, y->place);
}

static int by_group(const void *a, const void *b)
{
	const struct kg_initiative_sum *x = a, *y = b;
	int order = compare(x->rank, y->rank);

	return order ? order : by_unit(a, b);
}

static int by_place(const void *a, const void *b)
{
	const struct kg_initiative_sum *x = a, *y = b;
	int order = compare(x->rank, y->rank);

	return order ? order : kg_place_compare(x->place, y->place);
}

static void begin_row(const struct sheet *s, uint32_t slot, uint32_t unit, struct kg_slice written)
{
	kg_table_row(s->table);
	kg_set_group(s->table, GROUPS, &s->all->groups, slot);
	if (!kg_category_blank(&s->all->units, unit))
		kg_set_text(s->table, UNIT, written);
}

static void put_counts(const struct sheet *s, const uint64_t *counts)
{
	for (int i = 0; i <= REPORTED - RECORDS; i++)
		kg_set_count(s->table, RECORDS + i, counts[KG_COUNTED_ALL + i]);
	kg_set_count(s->table, MET, counts[KG_COUNTED_MET]);
}

static int put_sum(const struct sheet *s, const struct kg_initiative_sum *sum, struct kg_error *err)
{
	struct kg_decimal target, actual, remaining;

	begin_row(s, sum->slot, sum->unit, kg_category_label(&s->all->units, sum->unit));
	put_counts(s, sum->counts);
	if (sum->counts[KG_COUNTED_ADDED] == 0)
		return KG_OK;
	if (!kg_sum_decimal(&sum->target, &target) || !kg_sum_decimal(&sum->actual, &actual) ||
	    !kg_sum_decimal(&sum->remaining, &remaining))
		return kg_error_input(err, _("the sum over all files has too many digits"));
	kg_set_figure(s->table, TARGET, target);
	kg_set_figure(s->table, ACTUAL, actual);
	kg_set_figure(s->table, REMAINING, remaining);
	if (kg_sign(target) > 0)
		kg_set_percent(s->table, RATE, actual, target);
	return KG_OK;
}

/* Adds to the last sum, or is the first of another one. */
static bool gather(struct sheet *s, const struct kg_initiative_sum *more, bool another)
{
	uint32_t year = more->counts[KG_COUNTED_ADDED] ? more->year : KG_NONE;
	struct kg_initiative_sum *sum;

	if (another) {
		if (!kg_append(&s->sums, &s->count, &s->room, more, 1, sizeof *more))
			return false;
		s->sums[s->count - 1].year = year;
		return true;
	}
	sum = &s->sums[s->count - 1];
	kg_initiative_sum_add(sum, more);
	if (sum->year == KG_NONE)
		sum->year = year;
	if (year != KG_NONE && year != sum->year)
		s->mixed[year] = s->mixed[sum->year] = true;
	return true;
}

/* A row for each unit, over all groups or in each. */
static int put_sums(struct sheet *s, bool total, struct kg_error *err)
{
	struct kg_initiative_sum *sums = s->all->sums;
	size_t count = s->all->keys.count;
	int status = KG_OK;

	s->count = 0;
	if (count)
		qsort(sums, count, sizeof *sums, total ? by_unit : by_group);
	for (size_t i = 0; i < count; i++) {
		if (total) {
			sums[i].rank = 0;
			sums[i].slot = KG_ALL_GROUPS;
		}
		if (!gather(s, &sums[i], i == 0 || sums[i].unit != sums[i - 1].unit || sums[i].slot != sums[i - 1].slot))
			return kg_error_memory(err);
	}
	if (s->count)
		qsort(s->sums, s->count, sizeof *s->sums, by_place);
	for (size_t i = 0; i < s->count && status == KG_OK; i++)
		status = put_sum(s, &s->sums[i], err);
	return status;
}

/* All units together have counts, and no figures. */
static void put_whole(const struct sheet *s)
{
	kg_table_row(s->table);
	kg_set_group(s->table, GROUPS, &s->all->groups, KG_ALL_GROUPS);
	kg_set_word(s->table, UNIT, KG_ALL_LABEL);
	put_counts(s, s->whole);
	kg_table_note(s->table, _("The last row is over all units; they differ, so their targets and actuals have no sum."));
}

static void put_figure(const struct sheet *s, int column, bool has, struct kg_decimal figure, struct kg_slice words)
{
	if (has)
		kg_set_figure(s->table, column, figure);
	else
		kg_set_text(s->table, column, words);
}

static void put_detail(const struct sheet *s, const struct kg_initiative *item)
{
	const struct args *args = s->ctx->args;
	const struct kg_indicator *indicator = &item->indicator;
	struct kg_judgement judgement = { 0 };

	if (item->kind == KG_MEASURED)
		kg_indicator_judge(indicator, args->as_of.count ? &item->term : NULL, &judgement);
	begin_row(s, item->slot, item->unit, item->written);
	kg_set_text(s->table, INDICATOR, item->label);
	put_figure(s, TARGET, indicator->has_target, indicator->target, item->target);
	put_figure(s, ACTUAL, indicator->has_actual, indicator->actual, item->actual);
	kg_set_percent(s->table, RATE, judgement.rate.part, judgement.rate.whole);
	if (kg_initiative_reported(item))
		kg_set_figure(s->table, REMAINING, judgement.remaining);
	kg_set_word(s->table, STATUS, kg_progress_word(item->progress));
	kg_set_quotient(s->table, EXPECTED, judgement.expected.part, judgement.expected.whole, indicator->target.scale + 1);
	kg_set_word(s->table, VERDICT, kg_indicator_word(judgement.standing));
}

static int put_rows(struct sheet *s, struct kg_error *err)
{
	const struct args *args = s->ctx->args;
	int status;

	if (!kg_initiatives_sort(s->all, (enum kg_order)args->sort))
		return kg_error_memory(err);
	for (size_t i = 0; i < s->all->keys.count; i++)
		for (int kind = 0; kind < KG_COUNTED_KINDS; kind++)
			s->whole[kind] += s->all->sums[i].counts[kind];
	for (size_t i = 0; i < s->all->count; i++)
		put_detail(s, &s->all->items[i]);
	if (args->detail)
		return KG_OK;
	status = put_sums(s, false, err);
	if (status != KG_OK || !s->ctx->common->total)
		return status;
	if (s->all->groups.width)
		status = put_sums(s, true, err);
	if (s->all->units.count > 1)
		put_whole(s);
	return status;
}

enum { WORDS_NAMED = 5 };

/* Tells the first of the words, of those that are `only` if that is not NULL, if there are any. */
static int note_words(const struct sheet *s, const char *what, const struct kg_categories *words, const bool *only,
		      struct kg_error *err)
{
	struct kg_arena *arena = &s->all->arena;
	uint32_t *order = kg_arena_take(arena, (words->count + 1) * sizeof *order);
	struct kg_listing listing = { .most = WORDS_NAMED };
	struct kg_slice list;
	bool ok = order && kg_categories_order(words, KG_ORDER_GIVEN, order);

	for (size_t i = 0; i < words->count && ok; i++)
		ok = (only && !only[order[i]]) || kg_listing_add(&listing, arena, kg_category_label(words, order[i]));
	if (!ok || !kg_listing_end(&listing, arena, &list))
		return kg_error_memory(err);
	if (list.len)
		kg_table_note(s->table, _("%s: %.*s."), what, KG_SLICE_ARG(list));
	return KG_OK;
}

static int note_unknown(const struct sheet *s, struct kg_error *err)
{
	const struct kg_categories *words = &s->all->unknown;
	uint32_t *order = malloc((words->count + 1) * sizeof *order);
	bool ok = order && kg_categories_order(words, KG_ORDER_GIVEN, order);

	for (size_t i = 0; i < words->count && i < WORDS_NAMED && ok; i++)
		kg_table_note(s->table, _("The status '%.*s' is not known and counts as other."),
			      KG_SLICE_ARG(kg_category_label(words, order[i])));
	if (words->count > WORDS_NAMED)
		kg_table_note(s->table, _("Further statuses that are not known: %zu."), words->count - WORDS_NAMED);
	free(order);
	return ok ? KG_OK : kg_error_memory(err);
}

static const char *rate_text(bool detail, bool based)
{
	if (!based)
		return _("Achieved: actual / target.");
	return detail ? _("Achieved: actual / target; with a baseline (actual - baseline) / (target - baseline).") :
			_("Achieved: actual / target, also with baselines; --detail has (actual - baseline) / (target - baseline) of each "
			  "record.");
}

static void note_all(const struct sheet *s)
{
	const struct args *args = s->ctx->args;
	const struct {
		const char *text;
		uint64_t count;
	} notes[] = {
		{ N_("No actual yet (未把握), which is neither 0 nor missed"),
		  s->whole[KG_COUNTED_TARGETS] - s->whole[KG_COUNTED_REPORTED] },
		{ N_("Milestones, whose target or actual is in words, not among the targets"), s->whole[KG_COUNTED_MILESTONES] },
		{ N_("Repeated records (再掲), counted as records with a status and nowhere else"), s->whole[KG_COUNTED_REPEATED] },
		{ N_("Percentages, other rates (割, pt, 倍) and downward indicators that are reported but not added"),
		  args->detail ? 0 : s->whole[KG_COUNTED_APART] },
		{ N_("Rows that are totals of others (合計), left out"), s->all->totals },
		{ N_("Records with a label like 全体 or 計 beside others, taken as records and not as totals"), s->all->named_totals },
		{ N_("Targets on the wrong side of their baseline; see whether their direction is right"), s->whole[KG_COUNTED_ASKEW] },
	};
	char day[KG_DATE_ROOM];

	kg_table_note(s->table, "%s", rate_text(args->detail, s->whole[KG_COUNTED_BASED] > 0));
	if (!args->detail)
		kg_table_note(s->table, _("Target, Actual and Achieved are over records that have both; percentages, other rates (割, pt, 倍) and "
					  "downward indicators are not added. Remaining is each record's own gap: a surplus of "
					  "another does not fill it."));
	if (args->as_of.count && (args->detail || s->ctx->common->check)) {
		kg_date_print(args->as_of.days[0], day);
		kg_table_note(s->table, _("Judged as of %s, in years that begin with month %u."), day, args->year_start);
	}
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
		if (notes[i].count)
			kg_table_note(s->table, _("%s: %llu."), _(notes[i].text), (unsigned long long)notes[i].count);
}

static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct sheet sheet = { .ctx = ctx, .all = v, .table = table };
	int status;

	sheet.mixed = calloc(sheet.all->years.count + 1, sizeof *sheet.mixed);
	if (!sheet.mixed)
		return kg_error_memory(err);
	status = put_rows(&sheet, err);
	kg_table_title(table, _("Targets and actuals"));
	kg_table_layout(table, args->detail ? detailed : summed);
	kg_table_verdict(table, sheet.whole[KG_COUNTED_BAD] > 0);
	note_all(&sheet);
	if (status == KG_OK)
		status = note_words(&sheet, _("Years that are added together"), &sheet.all->years, sheet.mixed, err);
	if (status == KG_OK)
		status = note_words(&sheet, _("Taken as words, which make a milestone, and not as a number"), &sheet.all->rough,
				    NULL, err);
	free(sheet.sums);
	free(sheet.mixed);
	return status ? status : note_unknown(&sheet, err);
}

static void close(void *v)
{
	kg_initiatives_fini(v);
}

const struct kg_filter kg_command = {
	.name = "kpi-sum",
	.brief = N_("sum up targets and actuals of initiatives"),
	.options = options,
	.fields = fields,
	.columns = columns,
	.flags = KG_HAS_VERDICT,
	.args_size = sizeof(struct args),
	.state_size = sizeof(struct kg_initiatives),
	.begin = begin,
	.record = record,
	.merge = merge,
	.finish = finish,
	.close = close,
};
