/* adoption-rate - the part of the offices that has adopted something (導入率), by group and day. */
#include "kaigo.h"

#include <assert.h>

enum key { KEY_ID, KEY_ID_AND_SERVICE };

struct args {
	struct kg_dates as_of;
	struct kg_list services;
	struct kg_maybe_decimal confidence, at_least;
	const char *register_file, *adopted, *offices, *date;
	unsigned key, sort;		/* the latter an enum kg_order */
	bool ci;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ 0, "as-of", KG_OPTION_DATES, ARG(as_of), .value = N_("DATE[,DATE]"),
	  .help = N_("the days to count on; repeatable; if not given, all that have adopted and not left count") },
	{ 0, "register", KG_OPTION_TEXT, ARG(register_file), .value = N_("FILE"),
	  .help = N_("the list of all offices, where the input has adopters only") },
	{ 0, "service", KG_OPTION_NAMES, ARG(services), .value = N_("NAME[,NAME]"),
	  .help = N_("only offices with one of these services count; repeatable") },
	{ 0, "key", KG_OPTION_CHOICE, ARG(key), .choices = "id|id+service", .preset = "id",
	  .help = N_("what counts once: an office, or each of its services") },
	{ 0, "sort", KG_OPTION_CHOICE, ARG(sort), .choices = "given|label", .preset = "given",
	  .help = N_("order of groups: of first appearance, or by label") },
	{ 0, "adopted", KG_OPTION_TEXT, ARG(adopted), .value = N_("COL"),
	  .help = N_("the input is counted already: the column with the number of adopters") },
	{ 0, "offices", KG_OPTION_TEXT, ARG(offices), .value = N_("COL"), .help = N_("the column with the number of offices, with --adopted") },
	{ 0, "date", KG_OPTION_TEXT, ARG(date), .value = N_("COL"), .help = N_("the column with the day of the counts, with --adopted") },
	{ 0, "ci", KG_OPTION_FLAG, ARG(ci), .help = N_("add Wilson score intervals") },
	{ 0, "confidence", KG_OPTION_DECIMAL, ARG(confidence), .value = "N", .preset = "95", .min = 50, .max = 99,
	  .help = N_("confidence level of the intervals in percent") },
	{ 0, "at-least", KG_OPTION_DECIMAL, ARG(at_least), .value = "N", .min = 0, .max = 100,
	  .help = N_("the rate in percent that every group must have on its last day, with --check") },
	{ 0 }
};


/* A register has the first four. */
enum { F_ID, F_SERVICE, F_AREA, F_GROUP, F_ADOPTED, F_LEFT, F_ADOPTED_COUNT, F_OFFICE_COUNT, F_DATE, F_EVERY };

static const struct kg_field fields[] = {
	[F_ID] = { .id = "id", .flags = KG_NEEDED | KG_OWN, .unless = ARG(adopted) },
	[F_SERVICE] = { .id = "service", .flags = KG_NEEDED, .when = ARG(services), .or_when = ARG(key),
			.unless = ARG(register_file) },
	[F_AREA] = { .id = "area", .unless = ARG(adopted) },
	[F_GROUP] = { .id = "group", .flags = KG_GROUPED, .unless = ARG(register_file) },
	[F_ADOPTED] = { .id = "adopted", .flags = KG_NEEDED | KG_OWN, .unless = ARG(adopted) },
	[F_LEFT] = { .id = "left", .flags = KG_OWN, .unless = ARG(adopted) },
	[F_ADOPTED_COUNT] = { .id = "adopted offices", .option = ARG(adopted) },
	[F_OFFICE_COUNT] = { .id = "offices", .option = ARG(offices) },
	[F_DATE] = { .id = "date", .option = ARG(date) },
	[F_EVERY] = { .id = "columns", .flags = KG_MANY | KG_EVERY | KG_ARRAYS, .when = ARG(adopted) },
	{ 0 }
};

static const struct kg_field register_fields[] = {
	[F_ID] = { .id = "id", .flags = KG_NEEDED | KG_OWN },
	[F_SERVICE] = { .id = "service", .flags = KG_NEEDED, .when = ARG(services), .or_when = ARG(key) },
	[F_AREA] = { .id = "area" },
	[F_GROUP] = { .id = "group", .flags = KG_GROUPED },
	{ 0 }
};

enum { GROUPS, AS_OF, OFFICES, ADOPTED, RATE, CI_LOW, CI_HIGH, JOINED, LEFT, NET, CHANGE };

static const struct kg_column columns[] = {
	[GROUPS] = { .id = "<groups>", .type = KG_GROUPS, .help = N_("the columns of -g") },
	[AS_OF] = { .id = "as_of", .heading = N_("As of"), .help = N_("the day, YYYY-MM-DD") },
	[OFFICES] = { .id = "offices", .heading = N_("Offices"), .type = KG_FIGURE, .help = N_("the denominator of rate") },
	[ADOPTED] = { .id = "adopted", .heading = N_("Adopted"), .type = KG_FIGURE,
		      .help = N_("offices that have adopted by the day and not left") },
	[RATE] = { .id = "rate", .heading = N_("Rate"), .type = KG_PERCENT, .help = N_("adopted / offices") },
	[CI_LOW] = { .id = "ci_low", .heading = N_("CI low"), .type = KG_PERCENT, .when = ARG(ci),
		     .help = N_("lower end of the Wilson score interval (--ci)") },
	[CI_HIGH] = { .id = "ci_high", .heading = N_("CI high"), .type = KG_PERCENT, .when = ARG(ci),
		      .help = N_("upper end of the Wilson score interval (--ci)") },
	[JOINED] = { .id = "joined", .heading = N_("Joined"), .type = KG_FIGURE,
		     .help = N_("adopted on this day, and not on the previous day in the table") },
	[LEFT] = { .id = "left", .heading = N_("Left"), .type = KG_FIGURE,
		   .help = N_("adopted on the previous day in the table, and not on this day") },
	[NET] = { .id = "net", .heading = N_("Net"), .type = KG_CHANGE, .help = N_("adopted less that of the previous day") },
	[CHANGE] = { .id = "change_pt", .heading = N_("Change"), .type = KG_POINTS,
		     .help = N_("rate less that of the previous day, in percentage points") },
	{ 0 }
};

/* The fields that say what counts. */
static const int counting[] = { F_SERVICE, F_ADOPTED, F_LEFT };

struct state {
	struct kg_roster_rule rule;
	struct kg_roster roster;
	struct kg_groups groups;	/* of counted input */
	struct kg_margins margins;	/* of its records */
	struct kg_snapshots shots;	/* these; at last, all that is to be printed */
	uint64_t totals;		/* those left out, as their group is a total */
	struct kg_rivals rivals;
};

static int complain_of_adopted(const struct kg_record *record, struct kg_slice cell, struct kg_error *err)
{
	char yes[KG_UPTAKE_WORDS_ROOM], no[KG_UPTAKE_WORDS_ROOM];

	kg_uptake_words(KG_MARK_YES, yes);
	kg_uptake_words(KG_MARK_NO, no);
	return kg_error_at(err, record->place, kg_field_name(record, F_ADOPTED),
			   _("'%.*s' is neither a date nor yes (%s) or no (%s)"), KG_SLICE_ARG(cell), yes, no);
}

/* When it was adopted: a day, or just yes or no. */
static int read_adopted(const struct args *args, const struct kg_record *record, int32_t *from, struct kg_error *err)
{
	if (kg_date_at(record, F_ADOPTED, from) == KG_DATE)
		return KG_OK;

	struct kg_slice cell = kg_trim(kg_get(record, F_ADOPTED));
	enum kg_mark mark = kg_uptake_read(cell);
	bool blank;

	*from = mark == KG_MARK_YES ? KG_DAY_FIRST : KG_DAY_END;
	if (mark == KG_MARK_YES && args->as_of.count)
		return kg_error_at(err, record->place, kg_field_name(record, F_ADOPTED),
				   _("a date is needed with --as-of, not '%.*s'"), KG_SLICE_ARG(cell));
	if (mark != KG_MARK_OTHER)
		return KG_OK;
	return kg_date_lacks_day(cell) ? kg_get_date(record, F_ADOPTED, from, &blank, err) : complain_of_adopted(record, cell, err);
}

static int read_period(const void *args, const struct kg_record *record, struct kg_period *period, struct kg_error *err)
{
	int status = read_adopted(args, record, &period->from, err);
	bool blank = true;

	if (status == KG_OK)
		status = kg_get_date(record, F_LEFT, &period->until, &blank, err);
	if (blank)
		period->until = KG_DAY_END;
	if (status != KG_OK || blank)
		return status;

	const char *name = kg_field_name(record, F_LEFT);

	if (period->from == KG_DAY_END)
		return kg_error_at(err, record->place, name, _("the office has left, but not adopted"));
	if (period->until < period->from)
		return kg_error_at(err, record->place, name, _("the office has left before it adopted"));
	return KG_OK;
}

/* Of a register, or of other records. An adopter is one with all the services that the register has. */
static struct kg_roster_rule rule_of(const struct args *args, bool of_register)
{
	return (struct kg_roster_rule){
		.office = F_ID, .service = F_SERVICE, .area = F_AREA, .group = F_GROUP, .since = F_ADOPTED, .until = F_LEFT,
		.period = of_register ? NULL : read_period, .args = args, .adopters = args->register_file && !of_register,
		.by_service = args->key == KEY_ID_AND_SERVICE, .eligible = args->services,
	};
}

static int register_record(const struct kg_context *ctx, void *shared, const struct kg_record *record, struct kg_error *err)
{
	struct kg_roster_rule rule = rule_of(ctx->args, true);

	return kg_roster_add(shared, &rule, record, err);
}

static const struct kg_side sides[] = { { ARG(register_file), register_fields, register_record }, { 0 } };

static int begin(const struct kg_context *ctx, void *v, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	bool of_offices = args->register_file || args->as_of.count || args->services.count || args->key != KEY_ID;

	if (!args->adopted != !args->offices)
		return kg_error_usage(err, _("--adopted and --offices name the columns of counted input together"));
	if (args->date && !args->adopted)
		return kg_error_usage(err, _("--date names a column of counted input, with --adopted and --offices"));
	if (args->adopted && of_offices)
		return kg_error_usage(err, _("--register, --as-of, --service and --key=id+service are not for counted input"));
	if (ctx->common->check != args->at_least.given)
		return kg_error_usage(err, _("--check needs --at-least=N, and --at-least needs --check"));
	state->rule = rule_of(args, false);
	return KG_OK;
}

static int read_count(const struct kg_record *record, int field, struct kg_decimal *count, struct kg_error *err)
{
	struct kg_number number;
	int status = kg_get_number(record, field, NULL, 1u << KG_NUMBER, &number, err);

	*count = kg_plain(number.value);
	if (status == KG_OK && (kg_sign(*count) < 0 || count->scale || kg_unit_kind(number.unit) == KG_UNIT_PERCENT))
		return kg_error_at(err, record->place, kg_field_name(record, field), _("'%.*s' is not a count of offices"),
				   KG_SLICE_ARG(kg_trim(kg_get(record, field))));
	return status;
}

static int counted_record(const struct args *args, struct state *state, const struct kg_record *record, struct kg_error *err)
{
	struct kg_snapshot read = { 0 };
	bool blank = false;
	int status = read_count(record, F_ADOPTED_COUNT, &read.adopted, err);

	if (status == KG_OK)
		status = read_count(record, F_OFFICE_COUNT, &read.offices, err);
	if (status == KG_OK && args->date)
		status = kg_get_date(record, F_DATE, &read.day, &blank, err);
	if (status != KG_OK)
		return status;
	if (blank)
		return kg_error_at(err, record->place, kg_field_name(record, F_DATE), _("a date is needed here, the cell is empty"));
	if (kg_compare(read.adopted, read.offices) > 0)
		return kg_error_at(err, record->place, kg_field_name(record, F_ADOPTED_COUNT), _("more adopters than offices"));
	if (kg_group_is_total(record, F_GROUP)) {
		state->totals++;
		return KG_OK;
	}
	if (!kg_margins_add(&state->margins, record, F_EVERY))
		return kg_error_memory(err);
	status = kg_group(&state->groups, record, F_GROUP, &read.slot, err);
	return status || kg_snapshots_add(&state->shots, read) ? status : kg_error_memory(err);
}

static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;

	kg_rivals_look(&state->rivals, record, counting, sizeof counting / sizeof *counting);
	return args->adopted ? counted_record(args, state, record, err) : kg_roster_add(&state->roster, &state->rule, record, err);
}

static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
{
	struct state *state = v, *from = other;
	uint32_t *slots = NULL;
	bool ok = kg_roster_merge(&state->roster, &from->roster) && kg_groups_merge(&state->groups, &from->groups, &slots) &&
		  kg_snapshots_merge(&state->shots, &from->shots, slots) && kg_margins_merge(&state->margins, &from->margins);

	(void)ctx;
	state->totals += from->totals;
	kg_rivals_merge(&state->rivals, &from->rivals);
	free(slots);
	return ok ? KG_OK : kg_error_memory(err);
}

/* What there is to say beneath the table. */
struct facts {
	const struct kg_roster *list;	/* of all offices; NULL for counted input */
	struct kg_census census;
	const struct kg_rivals *rivals;
	size_t incomplete;		/* days that some group has no counts for */
	size_t added;			/* records of counts that had to be added up */
	uint64_t totals;		/* and those that are totals, left out */
	bool low;
};

/* The offices of the input, or of the register, with their adopters. NULL when memory is short. */
static struct kg_roster *list_offices(const struct kg_context *ctx, struct state *state)
{
	const struct args *args = ctx->args;
	struct kg_roster *list = (struct kg_roster *)ctx->shared;	/* no record is read any more */

	if (!args->register_file)
		return &state->roster;
	return kg_roster_merge(list, &state->roster) ? list : NULL;
}

static int count_offices(const struct kg_context *ctx, struct state *state, struct facts *facts, struct kg_error *err)
{
	static const int32_t some_day[] = { KG_DAY_END - 1 };	/* when all have adopted, and left, that ever do */
	const struct kg_dates *days = &((const struct args *)ctx->args)->as_of;
	struct kg_roster *list = list_offices(ctx, state);

	facts->list = list;
	if (!list)
		return kg_error_memory(err);
	return kg_census_take(list, days->count ? days->days : some_day, days->count ? days->count : 1, ctx->common->workers,
			      &state->shots, &facts->census, err);
}

/* Against the group's day before. */
static void set_change(const struct kg_context *ctx, struct kg_table *table, const struct kg_snapshot *s)
{
	const struct args *args = ctx->args;
	const struct kg_snapshot *before = s - 1;
	struct kg_decimal net = s->adopted;

	kg_subtract(&net, before->adopted);
	kg_set_figure(table, NET, net);
	kg_set_points(table, CHANGE, s->adopted, s->offices, before->adopted, before->offices);
	if (args->adopted)
		return;
	assert(kg_compare(net, kg_whole((int64_t)s->joined - (int64_t)s->left)) == 0);
	kg_set_count(table, JOINED, s->joined);
	kg_set_count(table, LEFT, s->left);
}

/* Exactly: adopted / offices < N / 100. */
static int judge(const struct kg_context *ctx, struct kg_table *table, const struct kg_snapshot *s, bool *low, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct kg_decimal has, needs;

	if (!kg_multiply(s->adopted, kg_whole(100), &has) || !kg_multiply(args->at_least.value, s->offices, &needs))
		return kg_error_input(err, _("--at-least: the counts have too many digits to compare them"));
	if (kg_compare(has, needs) < 0) {
		kg_table_mark(table, RATE);
		kg_table_verdict(table, true);
		*low = true;
	}
	return KG_OK;
}

static void put_row(const struct kg_context *ctx, const struct kg_groups *groups, struct kg_table *table, const struct kg_snapshot *s)
{
	const struct args *args = ctx->args;
	char day[KG_DATE_ROOM];

	kg_table_row(table);
	kg_set_group(table, GROUPS, groups, s->slot);
	if (args->as_of.count || args->date) {
		kg_date_print(s->day, day);
		kg_set_word(table, AS_OF, day);
	}
	kg_set_figure(table, OFFICES, s->offices);
	kg_set_figure(table, ADOPTED, s->adopted);
	kg_set_percent(table, RATE, s->adopted, s->offices);
	if (args->ci)
		kg_set_wilson(table, CI_LOW, CI_HIGH, s->adopted, s->offices, args->confidence.value);
}

static int put_rows(const struct kg_context *ctx, const struct state *state, const struct kg_groups *groups,
		    struct kg_table *table, struct facts *facts, struct kg_error *err)
{
	const struct args *args = ctx->args;
	bool total = ctx->common->total && groups->width;
	int status = KG_OK;

	for (size_t i = 0; i < state->shots.count && status == KG_OK; i++) {
		const struct kg_snapshot *s = &state->shots.at[i];
		bool all = s->slot == KG_ALL_GROUPS, last = i + 1 == state->shots.count || s[1].slot != s->slot;

		if (all && !total)
			break;
		put_row(ctx, groups, table, s);
		if (i > 0 && s[-1].slot == s->slot)
			set_change(ctx, table, s);
		if (status == KG_OK && args->at_least.given && last && !all)
			status = judge(ctx, table, s, &facts->low, err);
	}
	return status;
}

static int note_services(const struct args *args, const struct kg_roster *list, struct kg_table *table, struct kg_error *err)
{
	struct kg_arena arena = { 0 };
	struct kg_slice names = { 0 };
	bool ok = true;

	for (size_t i = 0; i < args->services.count && ok; i++)
		ok = (names = kg_arena_list(&arena, names, kg_slice(args->services.items[i]))).at;
	if (names.len)
		kg_table_note(table, _("Only offices with one of these services: %s."), names.at);
	kg_arena_fini(&arena);
	for (size_t i = 0; i < args->services.count; i++)
		if (!kg_roster_has_service(list, kg_slice(args->services.items[i])))
			kg_table_note(table, _("No record has the service '%s'."), args->services.items[i]);
	return ok ? KG_OK : kg_error_memory(err);
}

static int note_offices(const struct args *args, const struct facts *facts, struct kg_table *table, struct kg_error *err)
{
	if (args->register_file)
		kg_table_note(table, _("Rate: adopted / offices. The offices are those in the register %s."), args->register_file);
	else
		kg_table_note(table, _("Rate: adopted / offices. The offices are those in the input."));
	kg_table_note(table, args->key == KEY_ID ? _("An office counts once, by its number.") :
						   _("Each service of an office counts, by number and service."));
	kg_table_note(table, args->as_of.count ? _("Adopted on a day: adopted on it or before, and not left on it or before.") :
						 _("Adopted: adopted at any time, and not left."));

	int status = note_services(args, facts->list, table, err);

	kg_foot_note(&facts->list->foot, table, err);
	if (facts->census.left_out)
		kg_table_note(table, _("Records with other services, left out: %llu."), (unsigned long long)facts->census.left_out);
	if (facts->census.unlisted)
		kg_table_note(table, _("Adopters that are in the register with other services only, left out: %llu."),
			      (unsigned long long)facts->census.unlisted);
	if (facts->census.added > facts->census.offices)
		kg_table_note(table, _("Groups overlap: they add up to %llu offices, there are %llu."), (unsigned long long)facts->census.added,
			      (unsigned long long)facts->census.offices);
	if (status != KG_OK)
		return status;
	return kg_mistyped_note(facts->census.mistyped, &facts->census.twins, facts->list, table) ? KG_OK : kg_error_memory(err);
}

static int note_all(const struct kg_context *ctx, const struct facts *facts, struct kg_table *table, struct kg_error *err)
{
	const struct args *args = ctx->args;
	char text[KG_DECIMAL_ROOM];
	int status = KG_OK;

	if (facts->list)
		status = note_offices(args, facts, table, err);
	else
		kg_table_note(table, _("Rate: adopted / offices. Both are counts of the input."));
	kg_rivals_note(facts->rivals, table);
	if (facts->added)
		kg_table_note(table, args->date ? _("Records of the same group and day, added up: %zu.") :
						  _("Records of the same group, added up: %zu."), facts->added);
	if (facts->totals)
		kg_table_note(table, _("Records whose group is a total (合計, 全体), left out: %llu."), (unsigned long long)facts->totals);
	if (ctx->common->total && facts->incomplete)
		kg_table_note(table, _("Days without a total, as some group has no counts for them: %zu."), facts->incomplete);
	if (args->ci) {
		kg_decimal_print(args->confidence.value, text);
		kg_table_note(table, _("Wilson %s%% intervals treat the offices as a random sample of a larger population."), text);
	}
	if (facts->low) {
		kg_decimal_print(args->at_least.value, text);
		kg_table_note(table, _("* On its last day under the %s%% that every group is to have."), text);
	}
	return status;
}

static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	const struct args *args = ctx->args;
	struct state *state = v;
	struct facts facts = { .totals = state->totals, .rivals = &state->rivals };
	const struct kg_groups *groups = &state->groups;
	int status = KG_OK;

	kg_table_title(table, _("Adoption rate"));
	kg_table_layout(table, (struct kg_layout){
		.side = args->as_of.count || args->date ? "<groups>,as_of" : "<groups>",
		.cells = "adopted,offices,rate,ci_low,ci_high,joined,left,net,change_pt",
	});
	if (!args->adopted)
		status = count_offices(ctx, state, &facts, err);
	else if (!kg_snapshots_total(&state->shots, groups->count, &facts.incomplete, &facts.added))
		status = kg_error_memory(err);
	if (facts.list)
		groups = &facts.list->groups;
	if (status == KG_OK && !kg_snapshots_order(&state->shots, groups, (enum kg_order)args->sort))
		status = kg_error_memory(err);
	if (status == KG_OK)
		status = put_rows(ctx, state, groups, table, &facts, err);
	if (status == KG_OK)
		status = note_all(ctx, &facts, table, err);
	return status || kg_margins_note(&state->margins, table) ? status : kg_error_memory(err);
}

static void close(void *v)
{
	struct state *state = v;

	kg_roster_fini(&state->roster);
	kg_groups_fini(&state->groups);
	kg_snapshots_fini(&state->shots);
	kg_margins_fini(&state->margins);
}

static void close_shared(void *shared)
{
	kg_roster_fini(shared);
}

const struct kg_filter kg_command = {
	.name = "adoption-rate",
	.brief = N_("the adoption rate of offices, by group and day"),
	.options = options,
	.fields = fields,
	.columns = columns,
	.sides = sides,
	.flags = KG_HAS_VERDICT,
	.args_size = sizeof(struct args),
	.shared_size = sizeof(struct kg_roster),
	.state_size = sizeof(struct state),
	.begin = begin,
	.record = record,
	.merge = merge,
	.finish = finish,
	.close = close,
	.close_shared = close_shared,
};
