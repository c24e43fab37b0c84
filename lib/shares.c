#include "shares.h"
#include "alias.h"
#include "number.h"

#include <stdlib.h>

/* Ids of fields, by whose names columns are found. */
static const char *const pairs[KG_SHARE_PAIRS][2] = {
	{ "target", "actual" }, { "baseline", "actual" }, { "before", "after" },
};

static const struct {
	const char *unit;
	enum kg_share_look look;
} units[] = { { "%", KG_SHARE_PERCENT }, { "割", KG_SHARE_TENTHS }, { "pt", KG_SHARE_POINTS } };

static const char code[] = "mixed-shares";

/* Less than one, and written with digits after the point. */
static bool is_fraction(struct kg_decimal value)
{
	struct kg_decimal one = { .units = 1 }, size = value;

	if (kg_sign(value) < 0)
		size.units = -size.units;
	return value.scale > 0 && kg_sign(value) != 0 && kg_compare(size, one) < 0;
}

/* Most cells are told by their ends: words, and whole numbers without a unit. */
static bool may_be(struct kg_slice cell)
{
	char first = cell.len ? *cell.at : 'x', last = cell.len ? cell.at[cell.len - 1] : 'x';
	bool sign = memchr("+-.", first, 3) != NULL;

	/* full-width digits and signs, ▲ and △ */
	if ((unsigned char)first >= 0x80)
		return (unsigned char)first == 0xef || (unsigned char)first == 0xe2;
	return (kg_is_digit(first) || sign) && (!kg_is_digit(last) || sign || kg_slice_starts(cell, "0."));
}

enum kg_share_look kg_share_look(struct kg_slice cell)
{
	struct kg_number number = { 0 };

	if (may_be(cell))
		number = kg_number_read(cell);
	if (number.kind != KG_NUMBER)
		return KG_SHARE_NONE;
	if (number.unit.len == 0)
		return is_fraction(number.value) ? KG_SHARE_FRACTION : KG_SHARE_NONE;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (kg_unit_same(number.unit, kg_slice(units[i].unit)))
			return units[i].look;
	return KG_SHARE_OTHER;
}

void kg_shares_fini(struct kg_shares *shares)
{
	kg_arena_fini(&shares->arena);
	*shares = (struct kg_shares){ 0 };
}

bool kg_shares_add(struct kg_shares *shares, struct kg_slice cell, enum kg_share_look look, struct kg_place place)
{
	if (look == KG_SHARE_NONE || shares->first[look].place.file)
		return true;
	shares->first[look].place = place;
	shares->first[look].cell = kg_arena_copy(&shares->arena, cell);
	return shares->first[look].cell.at != NULL;
}

/* Does x come before y, which may be nowhere? */
static bool is_before(struct kg_place x, struct kg_place y)
{
	return x.file && (y.file == 0 || kg_place_compare(x, y) < 0);
}

void kg_shares_merge(struct kg_shares *into, struct kg_shares *from)
{
	for (int look = 0; look < KG_SHARE_LOOKS; look++)
		if (is_before(from->first[look].place, into->first[look].place))
			into->first[look] = from->first[look];
	kg_arena_merge(&into->arena, &from->arena);
	*from = (struct kg_shares){ 0 };
}

bool kg_shares_tell(const struct kg_shares *shares, struct kg_finding about, struct kg_findings *to)
{
	int first = KG_SHARE_NONE;
	bool ok = true;

	if (shares->first[KG_SHARE_OTHER].place.file)
		return true;
	for (int look = 0; look < KG_SHARE_LOOKS; look++)
		if (is_before(shares->first[look].place, shares->first[first].place))
			first = look;
	for (int look = 0; look < KG_SHARE_LOOKS && ok; look++) {
		if (look == first || shares->first[look].place.file == 0)
			continue;
		about.place = shares->first[look].place;
		about.code = code;
		about.value = shares->first[look].cell;
		ok = kg_findings_add(to, about,
				     _("'%.*s' stands in a column with '%.*s': percentages, fractions, tenths and points are different numbers"),
				     KG_SLICE_ARG(about.value), KG_SLICE_ARG(shares->first[first].cell));
	}
	return ok;
}

void kg_share_pairs_column(struct kg_share_pairs *of, size_t i, struct kg_slice name)
{
	for (size_t pair = 0; pair < KG_SHARE_PAIRS; pair++)
		for (size_t end = 0; end < 2; end++)
			if (of->columns[pair][end] == 0 && kg_alias_has(pairs[pair][end], name))
				of->columns[pair][end] = i + 1;
}

static bool is_share(enum kg_share_look look)
{
	return look != KG_SHARE_NONE && look != KG_SHARE_OTHER;
}

bool kg_share_pairs_tell(const struct kg_share_pairs *of, const struct kg_columns *columns, const struct kg_slice *cells,
			 struct kg_place place, struct kg_findings *to)
{
	bool ok = true;

	for (size_t pair = 0; pair < KG_SHARE_PAIRS && ok; pair++) {
		const size_t *ends = of->columns[pair];

		if (ends[0] == 0 || ends[1] == 0)
			continue;

		struct kg_slice one = kg_trim(cells[ends[0] - 1]), other = kg_trim(cells[ends[1] - 1]);
		enum kg_share_look look = kg_share_look(other), beside = kg_share_look(one);
		struct kg_finding finding = kg_columns_about(columns, ends[1] - 1, place);

		if (!is_share(look) || !is_share(beside) || look == beside)
			continue;
		finding.code = code;
		finding.value = other;
		ok = kg_findings_add(to, finding, _("'%.*s' is compared with '%.*s', and is another kind of number"), KG_SLICE_ARG(other),
				     KG_SLICE_ARG(one));
	}
	return ok;
}
