#include "addition.h"
#include "addend.h"
#include "array.h"

#include <stdlib.h>

enum {
	PARTS_MIN = 2,		/* fewer are no sum */
	FEW = 3,		/* wrong totals of a column that are told without a right one */
	MANY_TOTALS = 4096,	/* rows; of a file with more of them they are something else, */
	MANY_CELLS = 1 << 19,	/* or with so many cells in them */
	MANY_WRONG = 100000,	/* wrong totals of a column, likewise */
};

struct kg_addition_column {
	enum kgi_column kind;
	bool coarse;			/* its unit is a thousand or more: numbers are rounded */
	size_t right, wrong;		/* totals across */
};

/* A column's numbers in the rows of a run. */
struct part {
	struct kg_decimal sum, extra;	/* extra: of rows that may be parts of others (再掲, うち) */
	struct kg_decimal low, high;
	uint64_t label, unit;		/* hashes; 0 for none so far */
	uint32_t numbers;
	unsigned scale;			/* digits after the point */
	bool varied;			/* has several labels */
	bool unknown;			/* some cell is no number, or its unit another */
};

/* A column's cell in the row of a total. */
struct stated {
	struct kg_decimal value;
	uint64_t label, unit;
	bool number;
};

/* Rows that follow each other up to a total, and that. */
struct kg_addition_run {
	struct kg_place from, to;	/* of the rows */
	size_t rows;
	struct part *parts;
	size_t width;
	bool gap, has_total;
	struct kg_place place;		/* of the total */
	size_t label;			/* the column that says so */
	struct stated *stated;		/* `width` of them */
};

static void free_run(struct kg_addition_run *run)
{
	free(run->parts);
	free(run->stated);
}

/* Once true, it stays true, whichever states are merged. */
static bool are_no_totals(const struct kg_additions *a)
{
	return a->totals > MANY_TOTALS || a->totals > MANY_CELLS / (a->width + 1);
}

static void free_runs(struct kg_additions *a)
{
	for (size_t i = 0; i < a->count; i++)
		free_run(&a->runs[i]);
	free(a->runs);
	a->runs = NULL;
	a->count = a->room = 0;
}

void kg_additions_fini(struct kg_additions *a)
{
	free_runs(a);
	free(a->columns);
	free(a->across);
	if (a->labels)
		kgi_labels_fini(a->labels);
	free(a->labels);
	*a = (struct kg_additions){ 0 };
}

bool kg_additions_column(struct kg_additions *a, size_t i, struct kg_slice name, bool counts)
{
	struct kg_addition_column column = { 0 };

	if (!kg_grow(&a->columns, &a->column_room, i + 1, sizeof *a->columns))
		return false;
	column.kind = kgi_column_of(name, &column.coarse);
	if (!counts && column.kind == KGI_COLUMN_NUMBERS)
		column.kind = KGI_COLUMN_LABEL;
	a->columns[i] = column;
	a->width = i + 1;
	return true;
}

/* What the row is, by the cells before its first number; *at is the column that says so. */
static bool read_row(struct kg_additions *a, const struct kg_slice *cells, enum kgi_label *row, size_t *at)
{
	*row = KGI_LABEL_PART;
	*at = 0;
	for (size_t i = 0; i < a->width && *row != KGI_LABEL_TOTAL; i++) {
		struct kg_slice cell = kg_trim(cells[i]);
		enum kgi_label kind;

		if (cell.len == 0 || a->columns[i].kind == KGI_COLUMN_CODE)
			continue;
		if (kg_is_number(cell)) {
			if (a->columns[i].kind != KGI_COLUMN_LABEL)
				break;
			continue;
		}
		if (!kgi_label_of(a->labels, cell, &kind))
			return false;
		if (kind > *row) {
			*row = kind;
			*at = i;
		}
	}
	return true;
}

/* The run that the next row belongs to; NULL when memory is short. */
static struct kg_addition_run *open_run(struct kg_additions *a, struct kg_place place)
{
	struct kg_addition_run *last = a->count ? &a->runs[a->count - 1] : NULL;

	if (last && !last->has_total && last->to.file == place.file && kg_place_compare(last->to, place) < 0)
		return last;
	if (!kg_grow(&a->runs, &a->room, a->count + 1, sizeof *a->runs))
		return NULL;
	last = &a->runs[a->count++];
	*last = (struct kg_addition_run){ .from = place, .to = place };
	return last;
}

/* A column that is new has no numbers in the rows before. */
static bool widen(struct kg_addition_run *run, size_t width)
{
	size_t room = run->width, stated_room = run->width;

	if (width <= run->width)
		return true;
	if (!kg_grow(&run->parts, &room, width, sizeof *run->parts) ||
	    (run->has_total && !kg_grow(&run->stated, &stated_room, width, sizeof *run->stated)))
		return false;
	for (size_t i = run->width; i < width; i++)
		run->parts[i].unknown = run->rows > 0;
	run->width = width;
	return true;
}

static void see_label(struct part *part, uint64_t label)
{
	part->varied |= part->label && label && part->label != label;
	if (!part->label)
		part->label = label;
}

static void see_unit(struct part *part, uint64_t unit)
{
	part->unknown |= part->unit && unit && part->unit != unit;
	if (!part->unit)
		part->unit = unit;
}

static void add_part(struct part *part, struct kg_slice cell, bool extra)
{
	struct kg_number number;

	if (part->unknown)
		return;
	if (!kgi_addend(cell, &number) || !kg_add(extra ? &part->extra : &part->sum, number.value)) {
		part->unknown = true;
		return;
	}
	see_unit(part, kgi_unit_hash(number.unit));
	if (number.kind == KG_BLANK)
		return;
	if (part->numbers == 0 || kg_compare(number.value, part->low) < 0)
		part->low = number.value;
	if (part->numbers == 0 || kg_compare(number.value, part->high) > 0)
		part->high = number.value;
	part->numbers++;
	if (number.value.scale > part->scale)
		part->scale = number.value.scale;
}

static bool add_total(struct kg_additions *a, struct kg_addition_run *run, const struct kg_slice *cells, size_t label,
		      struct kg_place place)
{
	run->stated = calloc(run->width + 1, sizeof *run->stated);
	if (!run->stated)
		return false;
	run->has_total = true;
	run->label = label;
	run->place = place;
	for (size_t i = 0; i < a->width; i++) {
		struct kg_number number;

		run->stated[i].label = kgi_label_hash(cells[i]);
		run->stated[i].number = kgi_addend(cells[i], &number) && number.kind == KG_NUMBER;
		if (!run->stated[i].number)
			continue;
		run->stated[i].value = number.value;
		run->stated[i].unit = kgi_unit_hash(number.unit);
	}
	a->totals++;
	if (are_no_totals(a))
		free_runs(a);
	return true;
}

/* May a sum of `parts` rounded numbers be off as much as that? */
static bool is_near(struct kg_decimal total, struct kg_decimal sum, size_t parts, unsigned scale, bool coarse)
{
	struct kg_decimal off = total;

	if (!kg_subtract(&off, sum))
		return true;
	if (total.scale > scale)
		scale = total.scale;
	if (scale == 0 && !coarse)
		return kg_sign(off) == 0;
	if (kg_sign(off) < 0)
		off.units = -off.units;

	struct kg_decimal doubled = off, room = { (kg_int128)parts + 1, scale };

	return kg_add(&doubled, off) && kg_compare(doubled, room) <= 0;
}

/* Reads the number in a part of a total across; false where the run of parts ends. */
static bool is_part(const struct kg_additions *a, struct kg_slice cell, size_t i, struct kg_number *number, bool *known)
{
	if (a->columns[i].kind != KGI_COLUMN_NUMBERS)
		return false;
	*known = kgi_addend(cell, number);
	return *known || kg_trim(cell).len == 0 || number->kind == KG_BLANK;
}

/* Holds the total in column `at` against the numbers at its left, of which some at the far end may be none of its parts. */
static bool check_across(struct kg_additions *a, const struct kg_slice *cells, size_t at, struct kg_place place)
{
	struct kg_wrong_total wrong = { .place = place, .column = at, .across = true, .last = at - 1 };
	struct kg_addition_column *column = &a->columns[at];
	struct kg_number total, number;
	unsigned scale = 0;
	bool known = true, coarse = column->coarse;

	if (!kgi_addend(cells[at], &total) || total.kind != KG_NUMBER)
		return true;
	wrong.total = total.value;
	for (size_t i = at; i-- > 0 && is_part(a, cells[i], i, &number, &known);) {
		if (!known || !kg_add(&wrong.sum, number.value) ||
		    (number.unit.len && total.unit.len && !kg_unit_same(number.unit, total.unit)))
			return true;
		coarse |= a->columns[i].coarse;
		scale = number.value.scale > scale ? number.value.scale : scale;
		wrong.first = i;
		if (++wrong.parts >= PARTS_MIN && is_near(wrong.total, wrong.sum, wrong.parts, scale, coarse)) {
			column->right++;
			return true;
		}
	}
	if (wrong.parts < PARTS_MIN)
		return true;
	if (++column->wrong > MANY_WRONG)
		return true;
	if (!kg_grow(&a->across, &a->across_room, a->across_count + 1, sizeof *a->across))
		return false;
	a->across[a->across_count++] = wrong;
	return true;
}

bool kg_additions_record(struct kg_additions *a, const struct kg_slice *cells, struct kg_place place)
{
	enum kgi_label kind;
	size_t label;
	bool ok;

	if (!a->labels && !(a->labels = calloc(1, sizeof *a->labels)))
		return false;
	ok = read_row(a, cells, &kind, &label);
	for (size_t i = 1; i < a->width && ok; i++)
		if (a->columns[i].kind == KGI_COLUMN_TOTAL)
			ok = check_across(a, cells, i, place);
	if (!ok || are_no_totals(a))
		return ok;

	struct kg_addition_run *run = open_run(a, place);

	if (!run || !widen(run, a->width))
		return false;
	if (kind == KGI_LABEL_TOTAL)
		return add_total(a, run, cells, label, place);
	for (size_t i = 0; i < a->width; i++) {
		if (!run->parts[i].varied)
			see_label(&run->parts[i], kgi_label_hash(cells[i]));
		add_part(&run->parts[i], cells[i], kind == KGI_LABEL_EXTRA);
	}
	if (run->rows++ == 0)
		run->from = place;
	run->to = place;
	return true;
}

bool kg_additions_gap(struct kg_additions *a, struct kg_place place)
{
	if (are_no_totals(a))
		return true;

	struct kg_addition_run *run = open_run(a, place);

	if (run) {
		run->gap = true;
		run->to = place;
	}
	return run != NULL;
}

bool kg_additions_merge(struct kg_additions *into, struct kg_additions *from)
{
	if (!kg_grow(&into->columns, &into->column_room, from->width, sizeof *into->columns) ||
	    !kg_append(&into->across, &into->across_count, &into->across_room, from->across, from->across_count,
		       sizeof *from->across) ||
	    !kg_append(&into->runs, &into->count, &into->room, from->runs, from->count, sizeof *from->runs))
		return false;
	for (size_t i = 0; i < from->width; i++) {
		if (i >= into->width)
			into->columns[i] = (struct kg_addition_column){ from->columns[i].kind, from->columns[i].coarse, 0, 0 };
		into->columns[i].right += from->columns[i].right;
		into->columns[i].wrong += from->columns[i].wrong;
	}
	into->width = from->width > into->width ? from->width : into->width;
	into->totals += from->totals;
	from->count = from->across_count = from->totals = 0;
	if (are_no_totals(into))
		free_runs(into);
	return true;
}

/* Adds the rows of `from`, which come later. */
static bool join(struct kg_addition_run *into, const struct kg_addition_run *from)
{
	if (!widen(into, from->width))
		return false;
	for (size_t i = 0; i < into->width; i++) {
		struct part *part = &into->parts[i];
		const struct part *add = &from->parts[i];

		if (i >= from->width) {
			part->unknown |= from->rows > 0;
			continue;
		}
		see_label(part, add->label);
		see_unit(part, add->unit);
		part->varied |= add->varied;
		part->unknown |= add->unknown || !kg_add(&part->sum, add->sum) || !kg_add(&part->extra, add->extra);
		if (add->numbers && (part->numbers == 0 || kg_compare(add->low, part->low) < 0))
			part->low = add->low;
		if (add->numbers && (part->numbers == 0 || kg_compare(add->high, part->high) > 0))
			part->high = add->high;
		part->numbers += add->numbers;
		part->scale = add->scale > part->scale ? add->scale : part->scale;
	}
	into->gap |= from->gap;
	if (into->rows == 0)
		into->from = from->from;
	if (from->rows)
		into->to = from->to;
	into->rows += from->rows;
	return true;
}

static struct kg_place start_of(const struct kg_addition_run *run)
{
	return run->has_total && kg_place_compare(run->place, run->from) < 0 ? run->place : run->from;
}

static int by_start(const void *a, const void *b)
{
	return kg_place_compare(start_of(a), start_of(b));
}

/* Puts runs together that only the end of a state has parted. */
static bool join_cuts(struct kg_additions *a)
{
	size_t kept = 0;
	bool ok = true;

	if (a->count)
		qsort(a->runs, a->count, sizeof *a->runs, by_start);
	for (size_t i = 0; i < a->count; i++) {
		struct kg_addition_run *before = kept ? &a->runs[kept - 1] : NULL, run = a->runs[i];

		if (!ok || !before || before->has_total || before->from.file != run.from.file) {
			a->runs[kept++] = run;
			continue;
		}
		ok = join(before, &run);
		if (ok && run.has_total) {
			before->has_total = true;
			before->label = run.label;
			before->place = run.place;
			before->stated = run.stated;
			run.stated = NULL;

			size_t room = run.width;

			/* as many as there are parts */
			ok = kg_grow(&before->stated, &room, before->width, sizeof *before->stated);
		}
		free_run(&run);
	}
	a->count = kept;
	return ok;
}

/* Are the rows those of the total, by the labels that stand before the word for it? A blank one stands for all. */
static bool are_its_rows(const struct kg_additions *a, const struct kg_addition_run *total, const struct kg_addition_run *rows)
{
	for (size_t i = 0; i < total->label && i < rows->width; i++) {
		uint64_t label = total->stated[i].label, others = rows->parts[i].label;

		if (a->columns[i].kind != KGI_COLUMN_CODE && label && (rows->parts[i].varied || (others && others != label)))
			return false;
	}
	return true;
}

enum judgement { UNDECIDED, RIGHT, WRONG };

static bool is_sum(const struct kg_additions *a, struct kg_decimal total, const struct part *part, size_t i)
{
	struct kg_decimal sum = part->sum;

	return is_near(total, sum, part->numbers, part->scale, a->columns[i].coarse) ||
	       (kg_add(&sum, part->extra) && is_near(total, sum, part->numbers, part->scale, a->columns[i].coarse));
}

static enum judgement judge(const struct kg_additions *a, const struct kg_addition_run *total, const struct kg_addition_run *rows,
			    size_t i)
{
	const struct stated *stated = &total->stated[i];
	const struct part *part = &rows->parts[i];

	if (i >= rows->width || rows->gap || part->unknown || part->numbers < PARTS_MIN ||
	    (part->unit && stated->unit && part->unit != stated->unit) || !are_its_rows(a, total, rows))
		return UNDECIDED;
	if (is_sum(a, stated->value, part, i))
		return RIGHT;
	/* with fractions, what lies between its parts is their mean */
	if ((part->scale || stated->value.scale) && kg_compare(stated->value, part->low) >= 0 &&
	    kg_compare(stated->value, part->high) <= 0)
		return UNDECIDED;
	return WRONG;
}

struct verdicts {
	struct kg_wrong_total *wrong;
	size_t count, room;
	size_t *right_of, *wrong_of;	/* by column */
};

/* `run` has a total; `all` are all rows of the file up to it. */
static bool check_total(const struct kg_additions *a, const struct kg_addition_run *run, const struct kg_addition_run *all,
			struct verdicts *verdicts)
{
	for (size_t i = run->label + 1; i < run->width && i < a->width; i++) {
		const struct kg_addition_run *rows = run->rows ? run : all;

		if ((a->columns[i].kind != KGI_COLUMN_NUMBERS && a->columns[i].kind != KGI_COLUMN_TOTAL) || !run->stated[i].number)
			continue;

		enum judgement near = judge(a, run, rows, i), far = judge(a, run, all, i);

		verdicts->right_of[i] += near == RIGHT || far == RIGHT;
		if (near != WRONG || far == RIGHT)
			continue;
		verdicts->wrong_of[i]++;
		if (!kg_grow(&verdicts->wrong, &verdicts->room, verdicts->count + 1, sizeof *verdicts->wrong))
			return false;
		verdicts->wrong[verdicts->count++] = (struct kg_wrong_total){
			.place = run->place, .column = i, .total = run->stated[i].value, .sum = rows->parts[i].sum,
			.parts = rows->parts[i].numbers, .from = rows->from, .to = rows->to };
	}
	return true;
}

/* Totals below their parts; where the first one of a file has nothing above it, they stand above. */
static bool check_down(const struct kg_additions *a, struct verdicts *verdicts)
{
	struct kg_addition_run all = { 0 };
	bool ok = true, leading = false;

	for (size_t i = 0; i < a->count && ok; i++) {
		const struct kg_addition_run *run = &a->runs[i];

		if (i == 0 || a->runs[i - 1].from.file != run->from.file) {
			free_run(&all);
			all = (struct kg_addition_run){ .from = run->from };
			leading = run->rows == 0 && !run->gap;
		}
		ok = join(&all, run);
		if (ok && run->has_total && !leading)
			ok = check_total(a, run, &all, verdicts);
	}
	free_run(&all);
	return ok;
}

/* A column whose totals are wrong more often than right has no totals. */
static bool is_told(size_t right, size_t wrong)
{
	return wrong < FEW || (right >= wrong && wrong <= MANY_WRONG);
}

bool kg_additions_wrong(struct kg_additions *a, struct kg_wrong_total **wrong, size_t *count)
{
	struct verdicts v = { .right_of = calloc(a->width + 1, sizeof *v.right_of),
			      .wrong_of = calloc(a->width + 1, sizeof *v.wrong_of) };
	bool ok = v.right_of && v.wrong_of && (are_no_totals(a) || (join_cuts(a) && check_down(a, &v)));
	size_t kept = 0;

	for (size_t i = 0; i < v.count; i++)
		if (ok && is_told(v.right_of[v.wrong[i].column], v.wrong_of[v.wrong[i].column]))
			v.wrong[kept++] = v.wrong[i];
	ok = ok && kg_grow(&v.wrong, &v.room, kept + a->across_count, sizeof *v.wrong);
	for (size_t i = 0; i < a->across_count && ok; i++)
		if (is_told(a->columns[a->across[i].column].right, a->columns[a->across[i].column].wrong))
			v.wrong[kept++] = a->across[i];
	free(v.right_of);
	free(v.wrong_of);
	*wrong = v.wrong;
	*count = ok ? kept : 0;
	return ok;
}

static bool tell(const struct kg_wrong_total *wrong, const struct kg_columns *columns, struct kg_findings *to)
{
	const struct kg_columns_item *first = &columns->items[wrong->first], *last = &columns->items[wrong->last];
	struct kg_finding about = kg_columns_about(columns, wrong->column, wrong->place);
	char total[KG_DECIMAL_ROOM], sum[KG_DECIMAL_ROOM];

	kg_decimal_print(wrong->total, total);
	kg_decimal_print(wrong->sum, sum);
	about.code = "total";
	about.value = kg_slice(total);
	if (wrong->across)
		return kg_findings_add(to, about, _("the total is %s, but '%.*s' to '%.*s' add up to %s"), total,
				       KG_SLICE_ARG(first->name), KG_SLICE_ARG(last->name), sum);
	return kg_findings_add(to, about, _("the total is %s, but lines %u to %u add up to %s"), total, wrong->from.line,
			       wrong->to.line, sum);
}

bool kg_additions_tell(struct kg_additions *a, const struct kg_columns *columns, struct kg_findings *to)
{
	struct kg_wrong_total *wrong;
	size_t count;
	bool ok = kg_additions_wrong(a, &wrong, &count);

	for (size_t i = 0; i < count && ok; i++)
		ok = tell(&wrong[i], columns, to);
	free(wrong);
	return ok;
}

void kg_additions_note(const struct kg_additions *a, const struct kg_columns *columns, struct kg_table *table)
{
	if (are_no_totals(a))
		kg_table_note(table, _("Rows that look like totals are too many to be some; they were not added up."));
	for (size_t i = 0; i < a->width; i++)
		if (a->columns[i].right >= a->columns[i].wrong && a->columns[i].wrong > MANY_WRONG)
			kg_table_note(table, _("Totals in '%.*s' that are not the sum of the numbers at their left, too many to be told: %zu."),
				      KG_SLICE_ARG(columns->items[i].name), a->columns[i].wrong);
}
