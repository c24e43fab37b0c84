#include "grid.h"
#include "array.h"
#include "listing.h"

#include <stdlib.h>

/* What a column is in readable forms. */
static const struct look {
	const char *suffix;
	bool sign, figure;
} looks[] = {
	[KG_TEXT] = { "", false, false },
	[KG_WORD] = { "", false, false },
	[KG_FIGURE] = { "", false, true },
	[KG_CHANGE] = { "", true, true },
	[KG_PERCENT] = { "%", false, true },
	[KG_PERCENT_CHANGE] = { "%", true, true },
	[KG_POINTS] = { "pt", true, true },
	[KG_GROUPS] = { "", false, false },
};

/* Columns of the table by the ids of a layout. */
struct columns {
	size_t *at;
	size_t count;
};

/* What is laid out, and how far it has got. */
struct work {
	const struct kg_table *table;
	struct kgi_grid *grid;
	struct columns title, side, head, cells;
	bool failed;
};

static void *take(struct work *work, size_t size)
{
	void *taken = kg_arena_take(&work->grid->arena, size);

	work->failed |= !taken;
	return taken;
}

static const char *copy(struct work *work, const char *text, size_t len)
{
	struct kg_slice kept = kg_arena_copy(&work->grid->arena, (struct kg_slice){ text, len });

	work->failed |= !kept.at;
	return kept.at ? kept.at : "";
}

static struct columns find(struct work *work, const char *ids)
{
	const struct kg_table *table = work->table;
	struct columns columns = { take(work, (table->width + 1) * sizeof *columns.at), 0 };
	struct kg_slice id;

	while (!work->failed && kgi_layout_next(&ids, &id))
		for (size_t i = 0; i < table->width && columns.count < table->width; i++)
			if (kg_slice_same(kg_slice(table->columns[i].is->id), id))
				columns.at[columns.count++] = i;
	return columns;
}

/* Takes columns away that are empty in every row: a readable table has no use for them. */
static void drop_empty(struct work *work, struct columns *columns)
{
	size_t kept = 0;

	for (size_t i = 0; i < columns->count; i++) {
		bool used = work->table->rows == 0;

		for (size_t row = 0; row < work->table->rows && !used; row++)
			used = kgi_value(work->table, row, columns->at[i])->kind != KGI_UNDEFINED;
		if (used)
			columns->at[kept++] = columns->at[i];
	}
	columns->count = kept;
}

/* The unit that a figure's column takes from another one of the row. */
static struct kg_slice unit_of(const struct kg_table *table, size_t row, size_t column)
{
	const char *id = table->columns[column].is->unit;
	char room[KGI_VALUE_ROOM];

	for (size_t i = 0; id && i < table->width; i++)
		if (strcmp(table->columns[i].is->id, id) == 0 && kgi_value(table, row, i)->kind == KGI_WORDS)
			return kgi_value_text(kgi_value(table, row, i), room);
	return kg_slice("");
}

/* Writes digits with separators between thousands, up to the point. */
static size_t group_digits(struct kg_slice plain, char *out)
{
	size_t whole = strcspn(plain.at, ".e"), len = 0;

	for (size_t i = 0; i < plain.len; i++) {
		out[len++] = plain.at[i];
		if (i + 1 < whole && plain.at[i] != '-' && (whole - i - 1) % 3 == 0)
			out[len++] = ',';
	}
	return len;
}

static bool is_positive(const struct kgi_value *value)
{
	return value->kind == KGI_DECIMAL ? kg_sign(value->decimal) > 0 : value->real > 0;
}

/* One value for reading. */
static const char *show(struct work *work, size_t row, size_t column)
{
	const struct kg_table *table = work->table;
	const struct kgi_value *value = kgi_value(table, row, column);
	const struct look *look = &looks[table->columns[column].is->type];
	char room[KGI_VALUE_ROOM], text[3 * KGI_VALUE_ROOM];
	struct kg_slice plain = kgi_value_text(value, room), unit;
	size_t len = 0;

	if (value->kind == KGI_UNDEFINED)
		return look->figure ? "-" : "";
	if (value->kind == KGI_WORDS)
		return copy(work, plain.at, plain.len);
	if (look->sign && is_positive(value))
		text[len++] = '+';
	len += group_digits(plain, text + len);
	unit = unit_of(table, row, column);
	if (unit.len > KGI_VALUE_ROOM)
		unit.len = 0;
	len += (size_t)snprintf(text + len, sizeof text - len, "%s%.*s%s", look->suffix, KG_SLICE_ARG(unit),
				value->marked ? "*" : "");
	return copy(work, text, len);
}

static const char *heading(struct work *work, size_t column)
{
	const struct kgi_table_column *c = &work->table->columns[column];

	if (c->grouped)
		return copy(work, c->id.at, c->id.len);
	return c->is->heading ? _(c->is->heading) : c->is->id;
}

static bool same(const struct kg_table *table, const struct columns *columns, size_t row, size_t other)
{
	char a[KGI_VALUE_ROOM], b[KGI_VALUE_ROOM];

	for (size_t i = 0; i < columns->count; i++)
		if (!kg_slice_same(kgi_value_text(kgi_value(table, row, columns->at[i]), a),
				   kgi_value_text(kgi_value(table, other, columns->at[i]), b)))
			return false;
	return true;
}

/* "a / b" of the row's values; "first (second)" with brackets. */
static const char *join(struct work *work, const struct columns *columns, size_t row, bool brackets)
{
	const char *joined = columns->count ? show(work, row, columns->at[0]) : "";

	for (size_t i = 1; i < columns->count && !work->failed; i++) {
		const char *next = show(work, row, columns->at[i]);
		size_t size = strlen(joined) + strlen(next) + 4;
		char *both = take(work, size);

		if (both)
			joined = (snprintf(both, size, brackets ? "%s (%s)" : "%s / %s", joined, next), both);
	}
	return joined;
}

static struct kgi_block *new_block(struct work *work, const char *title, size_t columns)
{
	struct kgi_grid *grid = work->grid;

	if (!kg_grow(&grid->blocks, &grid->block_room, grid->block_count + 1, sizeof *grid->blocks)) {
		work->failed = true;
		return NULL;
	}

	struct kgi_block *block = &grid->blocks[grid->block_count++];

	*block = (struct kgi_block){ .title = title };
	block->headings = take(work, (columns + 1) * sizeof *block->headings);
	block->figures = take(work, (columns + 1) * sizeof *block->figures);
	return work->failed ? NULL : block;
}

static void add_column(struct kgi_block *block, const char *text, bool figure)
{
	block->headings[block->columns] = text;
	block->figures[block->columns++] = figure;
}

static const char **new_line(struct work *work, struct kgi_block *block)
{
	const char **cells = take(work, (block->columns + 1) * sizeof *cells);

	if (!cells || !kg_grow(&block->lines, &block->line_room, block->line_count + 1, sizeof *block->lines)) {
		work->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < block->columns; i++)
		cells[i] = "";
	block->lines[block->line_count++].cells = cells;
	return cells;
}

static bool is_figure(const struct work *work, size_t column)
{
	return looks[work->table->columns[column].is->type].figure;
}

static void add_side(struct work *work, struct kgi_block *block)
{
	for (size_t i = 0; i < work->side.count; i++)
		add_column(block, heading(work, work->side.at[i]), is_figure(work, work->side.at[i]));
}

static void show_side(struct work *work, const char **line, size_t row)
{
	for (size_t i = 0; i < work->side.count; i++)
		line[i] = show(work, row, work->side.at[i]);
}

/* Every cell has a column of its own. */
static void lay_flat(struct work *work, const char *title, size_t begin, size_t end)
{
	struct kgi_block *block = new_block(work, title, work->side.count + work->cells.count);

	if (!block)
		return;
	add_side(work, block);
	for (size_t i = 0; i < work->cells.count; i++)
		add_column(block, heading(work, work->cells.at[i]), is_figure(work, work->cells.at[i]));
	for (size_t row = begin; row < end && !work->failed; row++) {
		const char **line = new_line(work, block);

		if (!line)
			return;
		show_side(work, line, row);
		for (size_t i = 0; i < work->cells.count; i++)
			line[work->side.count + i] = show(work, row, work->cells.at[i]);
	}
}

/* Which of `rows` agrees with `row` in these columns; row itself is added if none does. Mostly it is the one of the row before,
 * or the next. */
static size_t place_of(const struct work *work, const struct columns *columns, size_t *rows, size_t *count, size_t row,
		       size_t before)
{
	size_t i = 0;

	for (size_t near = before; near <= before + 1 && near < *count; near++)
		if (same(work->table, columns, rows[near], row))
			return near;
	while (i < *count && !same(work->table, columns, rows[i], row))
		i++;
	if (i == *count)
		rows[(*count)++] = row;
	return i;
}

/* A column for each distinct head, a line for each distinct side. */
static void lay_crossed(struct work *work, const char *title, size_t begin, size_t end)
{
	size_t *heads = take(work, (end - begin + 1) * sizeof *heads), head_count = 0;
	size_t *sides = take(work, (end - begin + 1) * sizeof *sides), side_count = 0;
	size_t *line_of = take(work, (end - begin + 1) * sizeof *line_of);
	size_t *column_of = take(work, (end - begin + 1) * sizeof *column_of);

	for (size_t row = begin; row < end && !work->failed; row++) {
		size_t i = row - begin, before = i ? i - 1 : 0;

		column_of[i] = place_of(work, &work->head, heads, &head_count, row, i ? column_of[before] : 0);
		line_of[i] = place_of(work, &work->side, sides, &side_count, row, i ? line_of[before] : 0);
	}

	struct kgi_block *block = work->failed ? NULL : new_block(work, title, work->side.count + head_count);

	if (!block)
		return;
	add_side(work, block);
	for (size_t i = 0; i < head_count; i++)
		add_column(block, join(work, &work->head, heads[i], false), true);
	for (size_t i = 0; i < side_count && !work->failed; i++) {
		const char **line = new_line(work, block);

		if (line)
			show_side(work, line, sides[i]);
	}
	for (size_t row = begin; row < end && !work->failed; row++)
		block->lines[line_of[row - begin]].cells[work->side.count + column_of[row - begin]] =
			join(work, &work->cells, row, true);
}

/* Is it one of these? Words are few, and rows may be many. */
static bool is_among(struct kg_slice word, const struct kg_slice *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (kg_slice_same(words[i], word))
			return true;
	return false;
}

/* Says what the words in a column are in the language of the headings, if that has others. */
static void explain(struct work *work, size_t column)
{
	enum { MOST = 16 };
	struct kg_listing meanings = { .most = MOST };
	struct kg_slice list, words[MOST];
	size_t count = 0;

	for (size_t row = 0; row < work->table->rows && count < MOST && !work->failed; row++) {
		const struct kgi_value *value = kgi_value(work->table, row, column);
		char text[2 * KGI_VALUE_ROOM];

		if (value->kind != KGI_WORDS || is_among(value->words, words, count))
			continue;
		words[count++] = value->words;

		const char *word = value->words.at, *own = _(word);

		if (own == word)
			continue;
		snprintf(text, sizeof text, "%s %s", word, own);
		work->failed |= !kg_listing_add(&meanings, &work->grid->arena, kg_slice(text));
	}
	if (meanings.count)
		work->failed |= !kg_listing_end(&meanings, &work->grid->arena, &list) ||
				!kgi_remark(&work->grid->legend, _("%s: %.*s."), heading(work, column), KG_SLICE_ARG(list));
}

static void explain_words(struct work *work, const struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		if (work->table->columns[columns->at[i]].is->type == KG_WORD)
			explain(work, columns->at[i]);
}

bool kgi_grid_init(struct kgi_grid *grid, const struct kg_table *table)
{
	struct work work = { .table = table, .grid = grid };
	size_t begin = 0;

	*grid = (struct kgi_grid){ 0 };
	work.title = find(&work, table->layout.title);
	work.side = find(&work, table->layout.side);
	work.head = find(&work, table->layout.head);
	work.cells = find(&work, table->layout.cells);
	if (!work.head.count && !work.failed)
		drop_empty(&work, &work.cells);
	do {
		size_t end = begin;

		while (end < table->rows && same(table, &work.title, begin, end))
			end++;

		const char *title = work.title.count && table->rows ? join(&work, &work.title, begin, false) : table->title.at;

		(work.head.count ? lay_crossed : lay_flat)(&work, title, begin, end);
		begin = end;
	} while (begin < table->rows && !work.failed);
	explain_words(&work, &work.side);
	explain_words(&work, &work.cells);
	return !work.failed;
}

void kgi_grid_fini(struct kgi_grid *grid)
{
	for (size_t i = 0; i < grid->block_count; i++)
		free(grid->blocks[i].lines);
	free(grid->blocks);
	kgi_remarks_fini(&grid->legend);
	kg_arena_fini(&grid->arena);
}
