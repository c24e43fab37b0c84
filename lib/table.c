#include "array.h"
#include "printer.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

static bool is_shown(const struct kg_filter *filter, const struct kg_column *column, const void *args)
{
	if (column->when && !kgi_option_given(filter->options, args, column->when))
		return false;
	return !column->unless || !kgi_option_given(filter->options, args, column->unless);
}

/* A result has one column of a name, or JSON and whoever reads it by names would lose one. */
static int check_names(const struct kg_table *table, struct kg_error *err)
{
	for (size_t i = 0; i < table->width; i++)
		for (size_t j = 0; j < i; j++)
			if (kg_slice_same(table->columns[i].id, table->columns[j].id))
				return kg_error_usage(err, _("-g: the result would have two columns '%.*s'"),
						      KG_SLICE_ARG(table->columns[i].id));
	return KG_OK;
}

int kgi_table_init(struct kg_table *table, const struct kg_filter *filter, const struct kg_context *context,
		   const struct kg_slice *groups, size_t group_count, struct kg_error *err)
{
	size_t count = 0;

	*table = (struct kg_table){ .context = context, .declared = filter->columns, .title = kg_slice("") };
	while (filter->columns[count].id)
		count++;
	table->columns = calloc(count + group_count + 1, sizeof *table->columns);
	table->first = calloc(count + 1, sizeof *table->first);
	if (!table->columns || !table->first)
		return kg_error_memory(err);
	for (size_t i = 0; i < count; i++) {
		const struct kg_column *column = &filter->columns[i];
		size_t copies = column->type == KG_GROUPS ? group_count : is_shown(filter, column, context->args);

		table->first[i] = copies ? (int)table->width : -1;
		for (size_t j = 0; j < copies; j++)
			table->columns[table->width++] = (struct kgi_table_column){
				column, column->type == KG_GROUPS ? groups[j] : kg_slice(column->id),
				column->type == KG_GROUPS,
			};
	}
	return check_names(table, err);
}

void kgi_table_fini(struct kg_table *table)
{
	free(table->columns);
	free(table->first);
	free(table->values);
	kgi_remarks_fini(&table->notes);
	kgi_remarks_fini(&table->remarks);
	kg_arena_fini(&table->arena);
}

void kg_table_row(struct kg_table *table)
{
	if (kg_grow(&table->values, &table->room, (table->rows + 1) * table->width, sizeof *table->values))
		table->rows++;
	else
		table->failed = true;
}

/* The cell of the newest row; NULL if the column is not shown. */
static struct kgi_value *cell(struct kg_table *table, int column)
{
	if (table->failed || table->first[column] < 0)
		return NULL;
	return &table->values[(table->rows - 1) * table->width + (size_t)table->first[column]];
}

static void set_words(struct kg_table *table, struct kgi_value *value, struct kg_slice words)
{
	value->kind = KGI_WORDS;
	value->words = kg_arena_copy(&table->arena, words);
	if (!value->words.at)
		table->failed = true;
}

void kg_set_text(struct kg_table *table, int column, struct kg_slice text)
{
	struct kgi_value *value = cell(table, column);

	if (value && text.len)
		set_words(table, value, text);
}

void kg_set_word(struct kg_table *table, int column, const char *word)
{
	kg_set_text(table, column, kg_slice(word));
}

void kg_set_figure(struct kg_table *table, int column, struct kg_decimal figure)
{
	struct kgi_value *value = cell(table, column);

	if (value) {
		value->kind = KGI_DECIMAL;
		value->decimal = figure;
	}
}

void kg_set_count(struct kg_table *table, int column, uint64_t count)
{
	kg_set_figure(table, column, kg_whole((int64_t)count));
}

void kg_set_real(struct kg_table *table, int column, double real, int digits)
{
	struct kgi_value *value = cell(table, column);

	if (value && isfinite(real)) {
		value->kind = KGI_REAL;
		value->real = real == 0 ? 0 : real;	/* no -0 */
		value->digits = digits;
	}
}

void kg_set_percent(struct kg_table *table, int column, struct kg_decimal part, struct kg_decimal whole)
{
	const struct kg_common *common = table->context->common;
	struct kg_decimal percent;

	if (kg_percent(part, whole, common->digits, common->round, &percent))
		kg_set_figure(table, column, percent);
}

void kg_set_points(struct kg_table *table, int column, struct kg_decimal part, struct kg_decimal whole, struct kg_decimal part0,
		   struct kg_decimal whole0)
{
	const struct kg_common *common = table->context->common;
	struct kg_decimal points;

	if (kg_points(part, whole, part0, whole0, common->digits, common->round, &points))
		kg_set_figure(table, column, points);
}

void kg_set_quotient(struct kg_table *table, int column, struct kg_decimal part, struct kg_decimal whole, unsigned digits)
{
	struct kg_decimal quotient;

	if (kg_divide(part, whole, digits, table->context->common->round, &quotient))
		kg_set_figure(table, column, quotient);
}

/* A proportion computed in binary, as a percent with the digits asked for. */
static void set_proportion(struct kg_table *table, int column, double proportion)
{
	const struct kg_common *common = table->context->common;
	double scale = pow(10, 2 + common->digits);

	kg_set_figure(table, column, (struct kg_decimal){ llround(proportion * scale), common->digits });
}

void kg_set_wilson(struct kg_table *table, int low_column, int high_column, struct kg_decimal part, struct kg_decimal whole,
		   struct kg_decimal confidence)
{
	double low, high;

	if (kg_sign(whole) <= 0)
		return;
	kg_wilson(kg_double(part), kg_double(whole), kg_double(confidence) / 100, &low, &high);
	set_proportion(table, low_column, low);
	set_proportion(table, high_column, high);
}

void kg_set_group(struct kg_table *table, int column, const struct kg_groups *groups, uint32_t slot)
{
	struct kgi_value *value = cell(table, column);
	size_t width = table->context->common->groups.count;

	for (size_t i = 0; value && i < width; i++)
		set_words(table, value + i, kg_group_label(groups, slot, i));
}

void kg_table_mark(struct kg_table *table, int column)
{
	struct kgi_value *value = cell(table, column);

	if (value)
		value->marked = true;
}

/* How often a list of ids has this one; NULL counts them all. */
static size_t count_id(const char *ids, const char *id)
{
	struct kg_slice listed;
	size_t count = 0;

	while (kgi_layout_next(&ids, &listed))
		count += !id || kg_slice_same(listed, kg_slice(id));
	return count;
}

bool kgi_layout_fits(const struct kg_layout *layout, const struct kg_column *columns)
{
	const char *const parts[] = { layout->title, layout->side, layout->head, layout->cells };
	size_t listed = 0, found = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		listed += count_id(parts[i], NULL);
	for (const struct kg_column *column = columns; column->id; column++) {
		size_t times = 0;

		for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
			times += count_id(parts[i], column->id);
		if (times > 1)
			return false;
		found += times;
	}
	return found == listed;
}

void kg_table_layout(struct kg_table *table, struct kg_layout layout)
{
	assert(kgi_layout_fits(&layout, table->declared));
	table->layout = layout;
}

void kg_table_title(struct kg_table *table, const char *title)
{
	table->title = kg_arena_copy(&table->arena, kg_slice(title));
	table->failed |= !table->title.at;
}

void kg_table_note(struct kg_table *table, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	table->failed |= !kgi_remark_list(&table->notes, format, args);
	va_end(args);
}

void kg_table_remark(struct kg_table *table, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	table->failed |= !kgi_remark_list(&table->remarks, format, args);
	va_end(args);
}

void kg_table_verdict(struct kg_table *table, bool bad)
{
	table->bad |= bad;
}

struct kg_slice kgi_value_text(const struct kgi_value *value, char room[KGI_VALUE_ROOM])
{
	switch (value->kind) {
	case KGI_UNDEFINED:
		break;
	case KGI_WORDS:
		return value->words;
	case KGI_DECIMAL:
		return (struct kg_slice){ room, kg_decimal_print(value->decimal, room) };
	case KGI_REAL:
		return (struct kg_slice){ room, (size_t)snprintf(room, KGI_VALUE_ROOM, "%.*g", value->digits, value->real) };
	}
	return (struct kg_slice){ "", 0 };
}

void kg_table_document(struct kg_table *table, struct kg_slice document)
{
	table->document = kg_arena_copy(&table->arena, document);
	table->failed |= !table->document.at;
}
