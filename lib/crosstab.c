#include "crosstab.h"

bool kg_crosstab_init(struct kg_crosstab *t, size_t groups, size_t answers)
{
	size_t cells = (groups + 1) * answers + 1;

	*t = (struct kg_crosstab){ .groups = groups, .answers = answers };
	t->counts = kg_arena_take(&t->arena, cells * sizeof *t->counts);
	t->bases = kg_arena_take(&t->arena, cells * sizeof *t->bases);
	t->percents = kg_arena_take(&t->arena, cells * sizeof *t->percents);
	t->defined = kg_arena_take(&t->arena, cells * sizeof *t->defined);
	t->row_bases = kg_arena_take(&t->arena, (groups + 1) * sizeof *t->row_bases);
	if (!t->counts || !t->bases || !t->percents || !t->defined || !t->row_bases)
		return false;
	memset(t->counts, 0, cells * sizeof *t->counts);
	memset(t->defined, 0, cells * sizeof *t->defined);
	return true;
}

void kg_crosstab_fini(struct kg_crosstab *t)
{
	kg_arena_fini(&t->arena);
}

bool kg_crosstab_total(struct kg_crosstab *t)
{
	bool ok = true;

	for (size_t group = 0; group < t->groups; group++)
		for (size_t answer = 0; answer < t->answers && ok; answer++)
			ok = kg_add(&t->counts[kg_crosstab_at(t, t->groups, answer)], t->counts[kg_crosstab_at(t, group, answer)]);
	return ok;
}

/* A rectangle of cells with one base. */
struct block {
	size_t group, groups, answer, answers;
	bool whole;
};

static bool fill(struct kg_crosstab *t, struct block b, const struct kg_crosstab_how *how)
{
	size_t count = b.groups * b.answers, n = 0;
	struct kg_decimal *parts = kg_arena_take(&t->arena, (count + 1) * sizeof *parts);
	struct kg_decimal *percents = kg_arena_take(&t->arena, (count + 1) * sizeof *percents), sum;

	if (!parts || !percents)
		return false;
	for (size_t i = 0; i < b.groups; i++)
		for (size_t j = 0; j < b.answers; j++)
			parts[n++] = t->counts[kg_crosstab_at(t, b.group + i, b.answer + j)];

	struct kg_parts p = { parts, count, t->bases[kg_crosstab_at(t, b.group, b.answer)], how->digits, how->round,
			      b.whole && how->largest_remainder };

	if (!kg_percents(&p, percents, &sum))
		return true;	/* nobody: the percents stay undefined */
	for (size_t i = b.groups; i-- > 0;)
		for (size_t j = b.answers; j-- > 0;) {
			size_t at = kg_crosstab_at(t, b.group + i, b.answer + j);

			t->percents[at] = percents[--n];
			t->defined[at] = true;
		}
	t->wholes += b.whole;
	if (b.whole && kg_compare(sum, kg_whole(100)) != 0 && t->uneven++ == 0)
		t->uneven_sum = sum;
	return true;
}

/* Percents of all groups that are the sums of theirs, which were adjusted. */
static bool add_percents(struct kg_crosstab *t)
{
	bool ok = true;

	for (size_t answer = 0; answer < t->answers; answer++) {
		size_t all = kg_crosstab_at(t, t->groups, answer);

		t->percents[all] = kg_whole(0);
		for (size_t group = 0; group < t->groups && ok; group++) {
			size_t at = kg_crosstab_at(t, group, answer);

			t->defined[all] |= t->defined[at];
			ok = !t->defined[at] || kg_add(&t->percents[all], t->percents[at]);
		}
	}
	return ok;
}

static void fill_bases(struct kg_crosstab *t, enum kg_percent_of of)
{
	for (size_t group = 0; group <= t->groups; group++)
		for (size_t answer = 0; answer < t->answers; answer++)
			t->bases[kg_crosstab_at(t, group, answer)] =
				of == KG_OF_GROUP ? t->row_bases[group] :
				of == KG_OF_ANSWER ? t->counts[kg_crosstab_at(t, t->groups, answer)] : t->row_bases[t->groups];
}

bool kg_crosstab_percents(struct kg_crosstab *t, enum kg_percent_of of, const struct kg_crosstab_how *how)
{
	size_t all = t->groups;
	bool ok = true;

	fill_bases(t, of);
	if (t->answers == 0)
		return true;
	for (size_t i = 0; i < t->groups && ok && of == KG_OF_GROUP; i++)
		ok = fill(t, (struct block){ i, 1, 0, t->answers, how->wholes }, how);
	for (size_t j = 0; j < t->answers && ok && of == KG_OF_ANSWER; j++)
		ok = fill(t, (struct block){ 0, t->groups, j, 1, how->wholes }, how) &&
		     fill(t, (struct block){ all, 1, j, 1, false }, how);
	if (ok && of == KG_OF_TOTAL)
		ok = fill(t, (struct block){ 0, t->groups, 0, t->answers, how->wholes }, how);
	if (ok && of == KG_OF_TOTAL && how->wholes && how->largest_remainder)
		return add_percents(t);
	if (ok && of != KG_OF_ANSWER)
		ok = fill(t, (struct block){ all, 1, 0, t->answers, how->wholes && how->total_shown && of == KG_OF_GROUP }, how);
	return ok;
}
