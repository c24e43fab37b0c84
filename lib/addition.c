#include "addition.h"
#include "addend.h"
#include "array.h"
#include "subtotal.h"

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

/* Once true, it stays true, whichever states are merged. */
static bool are_no_totals(const struct kg_additions *a)
{
	return a->totals > MANY_TOTALS || a->totals > MANY_CELLS / (a->width + 1);
}

static bool begin(struct kg_additions *a)
{
	return (a->labels || (a->labels = calloc(1, sizeof *a->labels))) &&
	       (a->subtotals || (a->subtotals = calloc(1, sizeof *a->subtotals)));
}

void kg_additions_fini(struct kg_additions *a)
{
	free(a->columns);
	free(a->across);
	if (a->subtotals)
		kgi_subtotals_fini(a->subtotals);
	free(a->subtotals);
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

/* Forgets them when they have become too many. */
static void count_totals(struct kg_additions *a, size_t more)
{
	a->totals += more;
	if (are_no_totals(a))
		kgi_subtotals_fini(a->subtotals);
}

bool kg_additions_record(struct kg_additions *a, const struct kg_slice *cells, struct kg_place place)
{
	enum kgi_label kind;
	size_t label;
	bool ok = begin(a) && read_row(a, cells, &kind, &label);

	for (size_t i = 1; i < a->width && ok; i++)
		if (a->columns[i].kind == KGI_COLUMN_TOTAL)
			ok = check_across(a, cells, i, place);
	if (!ok || are_no_totals(a))
		return ok;
	if (kind != KGI_LABEL_TOTAL)
		return kgi_subtotals_row(a->subtotals, cells, a->width, kind == KGI_LABEL_EXTRA, place);
	if (!kgi_subtotals_total(a->subtotals, cells, a->width, label, place))
		return false;
	count_totals(a, 1);
	return true;
}

bool kg_additions_gap(struct kg_additions *a, struct kg_place place)
{
	return are_no_totals(a) || (begin(a) && kgi_subtotals_gap(a->subtotals, place));
}

bool kg_additions_merge(struct kg_additions *into, struct kg_additions *from)
{
	if (!begin(into) || !begin(from) ||
	    !kg_grow(&into->columns, &into->column_room, from->width, sizeof *into->columns) ||
	    !kg_append(&into->across, &into->across_count, &into->across_room, from->across, from->across_count,
		       sizeof *from->across) ||
	    !kgi_subtotals_merge(into->subtotals, from->subtotals))
		return false;
	for (size_t i = 0; i < from->width; i++) {
		if (i >= into->width)
			into->columns[i] = (struct kg_addition_column){ from->columns[i].kind, from->columns[i].coarse, 0, 0 };
		into->columns[i].right += from->columns[i].right;
		into->columns[i].wrong += from->columns[i].wrong;
	}
	into->width = from->width > into->width ? from->width : into->width;
	count_totals(into, from->totals);
	from->across_count = from->totals = 0;
	return true;
}

/* Are the rows those of the total, by the labels that stand before the word for it? A blank one stands for all. */
static bool are_its_rows(const struct kg_additions *a, const struct kgi_subtotal *total, const struct kgi_subtotal *rows)
{
	for (size_t i = 0; i < total->label && i < rows->width; i++) {
		uint64_t label = total->stated[i].label, others = rows->parts[i].label;

		if (a->columns[i].kind != KGI_COLUMN_CODE && label && (rows->parts[i].varied || (others && others != label)))
			return false;
	}
	return true;
}

enum judgement { UNDECIDED, RIGHT, WRONG };

static bool is_sum(const struct kg_additions *a, struct kg_decimal total, const struct kgi_parts *parts, size_t i)
{
	struct kg_decimal sum = parts->sum;

	return is_near(total, sum, parts->numbers, parts->scale, a->columns[i].coarse) ||
	       (kg_add(&sum, parts->extra) && is_near(total, sum, parts->numbers, parts->scale, a->columns[i].coarse));
}

static enum judgement judge(const struct kg_additions *a, const struct kgi_subtotal *total, const struct kgi_subtotal *rows,
			    size_t i)
{
	const struct kgi_stated *stated = &total->stated[i];
	const struct kgi_parts *parts = &rows->parts[i];

	if (i >= rows->width || rows->gap || parts->unknown || parts->numbers < PARTS_MIN ||
	    (parts->unit && stated->unit && parts->unit != stated->unit) || !are_its_rows(a, total, rows))
		return UNDECIDED;
	if (is_sum(a, stated->value, parts, i))
		return RIGHT;
	/* with fractions, what lies between its parts is their mean */
	if ((parts->scale || stated->value.scale) && kg_compare(stated->value, parts->low) >= 0 &&
	    kg_compare(stated->value, parts->high) <= 0)
		return UNDECIDED;
	return WRONG;
}

struct verdicts {
	struct kg_wrong_total *wrong;
	size_t count, room;
	size_t *right_of, *wrong_of;	/* by column */
};

/* `subtotal` has a total; `all` are all rows of the file up to it. */
static bool check_total(const struct kg_additions *a, const struct kgi_subtotal *subtotal, const struct kgi_subtotal *all,
			struct verdicts *verdicts)
{
	for (size_t i = subtotal->label + 1; i < subtotal->width && i < a->width; i++) {
		const struct kgi_subtotal *rows = subtotal->rows ? subtotal : all;

		if ((a->columns[i].kind != KGI_COLUMN_NUMBERS && a->columns[i].kind != KGI_COLUMN_TOTAL) || !subtotal->stated[i].number)
			continue;

		enum judgement near = judge(a, subtotal, rows, i), far = judge(a, subtotal, all, i);

		verdicts->right_of[i] += near == RIGHT || far == RIGHT;
		if (near != WRONG || far == RIGHT)
			continue;
		verdicts->wrong_of[i]++;
		if (!kg_grow(&verdicts->wrong, &verdicts->room, verdicts->count + 1, sizeof *verdicts->wrong))
			return false;
		verdicts->wrong[verdicts->count++] = (struct kg_wrong_total){
			.place = subtotal->place, .column = i, .total = subtotal->stated[i].value, .sum = rows->parts[i].sum,
			.parts = rows->parts[i].numbers, .from = rows->from, .to = rows->to };
	}
	return true;
}

/* Totals below their parts; where the first one of a file has nothing above it, they stand above. */
static bool check_down(const struct kg_additions *a, struct verdicts *verdicts)
{
	const struct kgi_subtotals *subtotals = a->subtotals;
	struct kgi_subtotal all = { 0 };
	bool ok = true, leading = false;

	for (size_t i = 0; i < subtotals->count && ok; i++) {
		const struct kgi_subtotal *subtotal = &subtotals->at[i];

		if (i == 0 || subtotals->at[i - 1].from.file != subtotal->from.file) {
			kgi_subtotal_fini(&all);
			all = (struct kgi_subtotal){ .from = subtotal->from };
			leading = subtotal->rows == 0 && !subtotal->gap;
		}
		ok = kgi_subtotal_add(&all, subtotal);
		if (ok && subtotal->has_total && !leading)
			ok = check_total(a, subtotal, &all, verdicts);
	}
	kgi_subtotal_fini(&all);
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
	bool ok = v.right_of && v.wrong_of &&
		  (are_no_totals(a) || (begin(a) && kgi_subtotals_join(a->subtotals) && check_down(a, &v)));
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
