#include "option.h"
#include "number.h"

#include <getopt.h>
#include <stdlib.h>

/* Everything getopt needs for all sets together. An option's number in `longs` is its row in `rows`. */
struct table {
	struct option *longs;
	struct { const struct kg_option *option; void *args; } *rows;
	char *letters;
	int count;
};

static void *slot(const struct kg_option *option, void *args)
{
	return (char *)args + option->arg - 1;
}

static bool append(struct kg_list *list, char *item, struct kg_arena *arena)
{
	char **items = kg_arena_take(arena, (list->count + 1) * sizeof *items);

	if (!items)
		return false;
	if (list->count)
		memcpy(items, list->items, list->count * sizeof *items);
	items[list->count] = item;
	*list = (struct kg_list){ items, list->count + 1 };
	return true;
}

static bool append_split(struct kg_list *list, const char *value, struct kg_arena *arena)
{
	bool ok = true;

	for (const char *at = value; ok; at++) {
		size_t len = strcspn(at, ",");
		struct kg_slice item = kg_arena_copy(arena, kg_trim((struct kg_slice){ at, len }));

		ok = item.at && (item.len == 0 || append(list, (char *)(uintptr_t)item.at, arena));
		at += len;
		if (!*at)
			break;
	}
	return ok;
}

static int wrong(const struct kg_option *option, const char *value, const char *expected, struct kg_error *err)
{
	return kg_error_usage(err, _("--%s: '%s' is not %s"), option->name, value, expected);
}

static int set_count(const struct kg_option *option, unsigned *count, const char *value, struct kg_error *err)
{
	struct kg_number number = kg_number_read(kg_trim(kg_slice(value)));
	char expected[128];

	if (number.kind == KG_NUMBER && number.unit.len == 0 && kg_is_whole(number.value) &&
	    kg_compare(number.value, kg_whole(option->min)) >= 0 && kg_compare(number.value, kg_whole(option->max)) <= 0) {
		*count = (unsigned)kg_double(number.value);
		return KG_OK;
	}
	snprintf(expected, sizeof expected, _("a whole number from %ld to %ld"), option->min, option->max);
	return wrong(option, value, expected, err);
}

static int set_decimal(const struct kg_option *option, struct kg_maybe_decimal *decimal, const char *value, struct kg_error *err)
{
	struct kg_number number = kg_number_read_in(kg_trim(kg_slice(value)), kg_slice("%"));
	char expected[128];

	if (number.kind == KG_NUMBER && kg_compare(number.value, kg_whole(option->min)) >= 0 &&
	    kg_compare(number.value, kg_whole(option->max)) <= 0) {
		*decimal = (struct kg_maybe_decimal){ true, number.value };
		return KG_OK;
	}
	snprintf(expected, sizeof expected, _("a number from %ld to %ld"), option->min, option->max);
	return wrong(option, value, expected, err);
}

static int set_choice(const struct kg_option *option, unsigned *choice, const char *value, struct kg_error *err)
{
	unsigned place = 0;

	for (const char *at = option->choices;; at++, place++) {
		size_t len = strcspn(at, "|");

		if (strlen(value) == len && memcmp(at, value, len) == 0) {
			*choice = place;
			return KG_OK;
		}
		at += len;
		if (!*at)
			return wrong(option, value, option->choices, err);
	}
}

static int set_dates(const struct kg_option *option, struct kg_dates *dates, const char *value, struct kg_arena *arena,
		     struct kg_error *err)
{
	struct kg_list texts = { 0 };

	if (!append_split(&texts, value, arena))
		return kg_error_memory(err);

	int32_t *days = kg_arena_take(arena, (dates->count + texts.count + 1) * sizeof *days);

	if (!days)
		return kg_error_memory(err);
	if (dates->count)
		memcpy(days, dates->days, dates->count * sizeof *days);
	dates->days = days;
	for (size_t i = 0; i < texts.count; i++) {
		int32_t day;
		size_t at = dates->count;

		if (kg_date_lacks_day(kg_slice(texts.items[i])))
			return wrong(option, texts.items[i], _("a date with a day like 2024-09-30 or R6.9.30"), err);
		if (kg_date_read(kg_slice(texts.items[i]), &day) != KG_DATE)
			return wrong(option, texts.items[i], _("a date like 2024-09-30 or R6.9.30"), err);
		while (at > 0 && days[at - 1] > day)
			at--;
		if (at > 0 && days[at - 1] == day)
			continue;
		memmove(days + at + 1, days + at, (dates->count - at) * sizeof *days);
		days[at] = day;
		dates->count++;
	}
	return dates->count ? KG_OK : wrong(option, value, _("a date like 2024-09-30 or R6.9.30"), err);
}

int kgi_condition_read(const char *option, const char *value, struct kg_condition *condition, struct kg_arena *arena,
		       struct kg_error *err)
{
	const char *equals = strchr(value, '=');

	if (!equals || equals == value || (equals == value + 1 && value[0] == '!'))
		return kg_error_usage(err, _("--%s: '%s' is not COL=VALUE or COL!=VALUE"), option, value);
	condition->text = value;
	condition->unequal = equals[-1] == '!';
	condition->column = kg_arena_copy(arena, (struct kg_slice){ value, (size_t)(equals - value) - condition->unequal }).at;
	condition->value = equals + 1;
	return condition->column ? KG_OK : kg_error_memory(err);
}

static int set(const struct kg_option *option, void *args, const char *value, struct kg_arena *arena, struct kg_error *err)
{
	void *at = slot(option, args);
	bool ok = true;

	switch (option->type) {
	case KG_OPTION_FLAG:
		*(bool *)at = true;
		break;
	case KG_OPTION_TEXT:
		*(const char **)at = value;
		break;
	case KG_OPTION_LIST:
		ok = append(at, (char *)(uintptr_t)value, arena);
		break;
	case KG_OPTION_NAMES:
		ok = append_split(at, value, arena);
		break;
	case KG_OPTION_COUNT:
		return set_count(option, at, value, err);
	case KG_OPTION_DECIMAL:
		return set_decimal(option, at, value, err);
	case KG_OPTION_CHOICE:
		return set_choice(option, at, value, err);
	case KG_OPTION_DATES:
		return set_dates(option, at, value, arena, err);
	case KG_OPTION_CONDITION:
		return kgi_condition_read(option->name, value, at, arena, err);
	}
	return ok ? KG_OK : kg_error_memory(err);
}

static bool is_list(const struct kg_option *option)
{
	return option->type == KG_OPTION_LIST || option->type == KG_OPTION_NAMES || option->type == KG_OPTION_DATES;
}

static bool is_given(const struct kg_option *option, const void *args)
{
	const void *at = kg_arg(args, option->arg);

	switch (option->type) {
	case KG_OPTION_FLAG:
		return *(const bool *)at;
	case KG_OPTION_TEXT:
		return *(const char *const *)at != NULL;
	case KG_OPTION_LIST:
	case KG_OPTION_NAMES:
		return ((const struct kg_list *)at)->count > 0;
	case KG_OPTION_COUNT:
	case KG_OPTION_CHOICE:
		return *(const unsigned *)at != 0;
	case KG_OPTION_DECIMAL:
		return ((const struct kg_maybe_decimal *)at)->given;
	case KG_OPTION_DATES:
		return ((const struct kg_dates *)at)->count > 0;
	case KG_OPTION_CONDITION:
		return ((const struct kg_condition *)at)->column != NULL;
	}
	return false;
}

bool kgi_option_given(const struct kg_option *options, const void *args, size_t arg)
{
	const struct kg_option *option = options;

	while (option->name && option->arg != arg)
		option++;
	return option->name && is_given(option, args);
}

static bool collect(const struct kgi_option_set *sets, size_t count, struct table *table, struct kg_arena *arena)
{
	size_t rows = 0;

	for (size_t s = 0; s < count; s++)
		for (const struct kg_option *o = sets[s].options; o && o->name; o++)
			rows++;
	table->longs = kg_arena_take(arena, (rows + 1) * sizeof *table->longs);
	table->rows = kg_arena_take(arena, (rows + 1) * sizeof *table->rows);
	table->letters = kg_arena_take(arena, 2 * rows + 2);
	if (!table->longs || !table->rows || !table->letters)
		return false;

	char *letter = table->letters;

	*letter++ = ':';	/* getopt tells a missing value from an unknown option, and prints neither */
	for (size_t s = 0; s < count; s++) {
		for (const struct kg_option *o = sets[s].options; o && o->name; o++) {
			int takes = o->type == KG_OPTION_FLAG ? no_argument : required_argument;

			table->rows[table->count].option = o;
			table->rows[table->count].args = sets[s].args;
			table->longs[table->count] = (struct option){ o->name, takes, NULL, 256 + table->count };
			table->count++;
			if (o->letter)
				*letter++ = o->letter;
			if (o->letter && takes)
				*letter++ = ':';
		}
	}
	*letter = '\0';
	table->longs[table->count] = (struct option){ 0 };
	return true;
}

static int row_of(const struct table *table, int found)
{
	int row = 0;

	if (found >= 256)
		return found - 256;
	while (table->rows[row].option->letter != found)
		row++;
	return row;
}

/* Is it the beginning of an option's name, written "--name" or "--name=value"? */
static bool begins_option(const struct table *table, const char *written)
{
	size_t len = strcspn(written + 2, "=");
	bool begins = false;

	for (int row = 0; row < table->count; row++)
		begins |= strncmp(table->longs[row].name, written + 2, len) == 0;
	return begins;
}

/* glibc begins anew at 0, so that a process can parse twice. */
static void begin_parsing(void)
{
	optind = 0;
	opterr = 0;
}

const char *kgi_options_peek(const struct kgi_option_set *sets, size_t count, const char *name, int argc, char **argv,
			     struct kg_arena *arena)
{
	size_t size = ((size_t)argc + 1) * sizeof *argv;
	char **copy = kg_arena_take(arena, size);
	struct table table = { 0 };
	const char *value = NULL;
	int found;

	if (!copy || !collect(sets, count, &table, arena))
		return NULL;
	memcpy(copy, argv, size);
	begin_parsing();
	while ((found = getopt_long(argc, copy, table.letters, table.longs, NULL)) != -1)
		if (found != ':' && found != '?' && strcmp(table.rows[row_of(&table, found)].option->name, name) == 0)
			value = optarg;
	return value;
}

int kgi_options_parse(const struct kgi_option_set *sets, size_t count, int argc, char **argv, int *operands,
		      struct kg_arena *arena, struct kg_error *err)
{
	struct table table = { 0 };
	int status = collect(sets, count, &table, arena) ? KG_OK : kg_error_memory(err);

	for (int row = 0; row < table.count && status == KG_OK; row++)
		if (table.rows[row].option->preset && !is_list(table.rows[row].option))
			status = set(table.rows[row].option, table.rows[row].args, table.rows[row].option->preset, arena, err);
	begin_parsing();
	while (status == KG_OK) {
		int found = getopt_long(argc, argv, table.letters, table.longs, NULL);

		if (found == -1)
			break;
		if (found == ':')
			status = kg_error_usage(err, _("option '%s' needs a value"), argv[optind - 1]);
		else if (found == '?' && optopt && optopt < 256)
			status = kg_error_usage(err, _("there is no option '-%c'; see --help"), optopt);
		else if (found == '?' && optopt)
			status = kg_error_usage(err, _("option '--%s' takes no value"), table.longs[optopt - 256].name);
		else if (found == '?')
			status = kg_error_usage(err, begins_option(&table, argv[optind - 1]) ?
							     _("'%s' may be several options; see --help") :
							     _("there is no option '%s'; see --help"), argv[optind - 1]);
		else
			status = set(table.rows[row_of(&table, found)].option, table.rows[row_of(&table, found)].args, optarg,
				     arena, err);
	}
	*operands = optind;
	/* a list that is given replaces its preset */
	for (int row = 0; row < table.count && status == KG_OK; row++) {
		const struct kg_option *option = table.rows[row].option;

		if (option->preset && is_list(option) && !is_given(option, table.rows[row].args))
			status = set(option, table.rows[row].args, option->preset, arena, err);
	}
	return status;
}

enum { HELP_COLUMN = 34 };

static void help_option(const struct kg_option *option, FILE *out)
{
	const char *value = option->type == KG_OPTION_CHOICE ? option->choices : option->value;
	int width = fprintf(out, option->letter ? "  -%c, --%s" : "   %c  --%s", option->letter ? option->letter : ' ', option->name);

	if (option->type != KG_OPTION_FLAG)
		width += fprintf(out, "=%s", value ? value : "N");
	if (width >= HELP_COLUMN - 1) {
		putc('\n', out);
		width = 0;
	}
	fprintf(out, "%*s%s", HELP_COLUMN - width, "", option->help ? _(option->help) : "");
	if (option->preset)
		fprintf(out, " [%s]", option->preset);
	putc('\n', out);
}

void kgi_options_help(const struct kgi_option_set *sets, size_t count, FILE *out)
{
	const char *heading = NULL;

	for (size_t s = 0; s < count; s++) {
		if (!sets[s].options || !sets[s].options->name)
			continue;
		if (!heading || strcmp(heading, sets[s].heading) != 0)
			fprintf(out, "\n%s\n", _(sets[s].heading));
		heading = sets[s].heading;
		for (const struct kg_option *o = sets[s].options; o->name; o++)
			help_option(o, out);
	}
}
