#include "match.h"

#include <stdlib.h>

void kg_matches_fini(struct kg_matches *matches)
{
	kg_cohorts_fini(&matches->cohorts);
}

/* What one thread finds. */
struct finder {
	const struct kg_pairs *pairs;
	const struct kg_error *files;	/* knows their names */
	enum kg_matching matching;
	struct kg_matches found;
	struct kg_series_set joined;	/* those of pairs of two halves, numbered behind the others */
	struct kg_error err;
};

static void count(struct finder *finder, const struct kg_pair *pair)
{
	const struct kg_series *series = pair->subject.terms->series;
	struct kg_place place = kg_bundled_place(&pair->subject.bundled);
	struct kg_cohort *cohort;

	if (finder->matching != KG_PERSONS)
		return;
	cohort = kg_cohort_of(&finder->found.cohorts, series->number);
	if (!cohort)
		kg_error_memory(&finder->err);
	else if (!kg_cohort_add(cohort, &pair->values, series->differs, place))
		kg_firsts_add(&finder->found.unpaired, &pair->subject.bundled);
}

/* The pair becomes one of the series. */
static bool set_series(struct finder *finder, struct kg_pair *pair, const struct kg_series *meaning)
{
	struct kg_series *series = kg_series_keep(&finder->joined, meaning);

	if (!series)
		return false;
	if (pair->subject.terms == &pair->subject.terms->series->terms)
		pair->subject.terms = &series->terms;
	else
		pair->subject.terms->series = series;
	return true;
}

static void take_side(struct kg_pair *pair, const struct kg_pair *half, int side)
{
	struct kg_backing *backing = pair->subject.terms->backing;

	pair->values.units[side] = half->values.units[side];
	pair->values.readings[side] = half->values.readings[side];
	if (backing)
		backing->written[side] = half->subject.terms->backing->written[side];
}

static struct kg_pair *pair_of(struct kg_bundled *item)
{
	return (struct kg_pair *)item;
}

static const struct kg_subject *subject_of(const struct kg_bundled *item)
{
	return (const struct kg_subject *)item;
}

/* Of the earlier ones from `all` on, the first of which has all sides so far, the last with this one. */
static const struct kg_bundled *with_side(struct kg_bundled **all, size_t n, int side)
{
	while (n > 1 && !pair_of(all[n - 1])->values.readings[side].there)
		n--;
	return all[n - 1];
}

static int complain_of_second(struct finder *finder, const struct kg_bundled *first, const struct kg_bundled *second)
{
	struct kg_slice id = kg_subject_id(finder->pairs, subject_of(second));
	struct kg_place at = kg_bundled_place(first), place = kg_bundled_place(second);
	const char *file = kg_error_file_name(finder->files, at.file);

	if (!id.len)
		return kg_error_at(&finder->err, place, NULL,
				   _("a second value of the same side, the first is at %s:%lu; group, site, metric, unit and id "
				     "together must be unique"), file, (unsigned long)at.line);
	return kg_error_at(&finder->err, place, NULL,
			   _("a second value of the same side for '%.*s', the first is at %s:%lu; group, site, metric, unit and id "
			     "together must be unique"), KG_SLICE_ARG(id), file, (unsigned long)at.line);
}

/* Joins the last of `n` pairs to the first. */
static int join(struct finder *finder, struct kg_bundled **all, size_t n)
{
	struct kg_pair *pair = pair_of(all[0]), *half = pair_of(all[n - 1]);
	struct kg_series joined = *pair->subject.terms->series;
	const struct kg_series *other = half->subject.terms->series;
	struct kg_error *err = &finder->err;
	struct kg_place place = kg_bundled_place(&half->subject.bundled);

	half->joined = true;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		if (pair->values.readings[side].there && half->values.readings[side].there)
			return complain_of_second(finder, with_side(all, n - 1, side), all[n - 1]);
	if (!kg_series_agree(&joined, other))
		return kg_error_at(err, place, NULL, _("another direction or target than in the record it belongs to"));
	joined.range |= other->range;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		if (half->values.readings[side].there) {
			joined.units[side] = other->units[side];
			take_side(pair, half, side);
		}
	kg_series_settle(&joined);
	return set_series(finder, pair, &joined) ? KG_OK : kg_error_memory(err);
}

static int compare_series(struct kg_bundled *a, struct kg_bundled *b)
{
	return kg_series_compare_keys(subject_of(a)->terms->series, subject_of(b)->terms->series);
}

static int by_key(const void *a, const void *b)
{
	struct kg_bundled *x = *(struct kg_bundled *const *)a, *y = *(struct kg_bundled *const *)b;
	int order = compare_series(x, y);

	return order ? order : kg_bundled_compare(x, y);
}

/* An id may have several pairs: the first with a key stays, and others are joined to it in order of place. */
static void look_at(void *state, struct kg_bundled **all, size_t n)
{
	if (n > 1)
		qsort(all, n, sizeof *all, by_key);
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1; next < n && compare_series(all[i], all[next]) == 0; next++)
			join(state, all + i, next + 1 - i);
		count(state, pair_of(all[i]));
	}
}

/* Each record of persons who are summed has both sides: an id that has a key twice is wrong. */
static void look_for_second(void *state, struct kg_bundled **all, size_t n)
{
	qsort(all, n, sizeof *all, by_key);
	for (size_t i = 1; i < n; i++)
		if (compare_series(all[i - 1], all[i]) == 0)
			complain_of_second(state, all[i - 1], all[i]);
}

/* Takes what a finder found. Its joined series have other numbers now. */
static bool take(struct kg_matches *matches, struct finder *finder)
{
	kg_firsts_merge(&matches->unpaired, &finder->found.unpaired);
	return kg_cohorts_merge(&matches->cohorts, &finder->found.cohorts, &finder->joined);
}

static void finder_fini(struct finder *finder)
{
	kg_matches_fini(&finder->found);
	kg_series_fini(&finder->joined);
	kg_error_fini(&finder->err);
}

static bool bring_together(struct kg_pairs *pairs, struct finder *finders, size_t workers)
{
	bool summed = kg_pairs_are_summed(pairs);

	return kg_bundles_each(&pairs->items, summed ? 2 : 1, summed ? look_for_second : look_at, finders, sizeof *finders, workers);
}

int kg_matches_make(struct kg_matches *matches, struct kg_pairs *pairs, enum kg_matching matching, size_t workers, struct kg_error *err)
{
	struct finder *finders = calloc(workers, sizeof *finders);
	int status = KG_OK;

	if (!finders)
		return kg_error_memory(err);
	for (size_t i = 0; i < workers; i++) {
		finders[i] = (struct finder){ .pairs = pairs, .files = err, .matching = matching,
					      .joined.first = (uint32_t)pairs->series.meanings.count };
		kg_error_init(&finders[i].err, err->tool);
	}
	if (matching != KG_RECORDS && !bring_together(pairs, finders, workers))
		status = kg_error_memory(err);
	for (size_t i = 0; i < workers; i++) {
		int found = finders[i].err.status;

		kg_error_merge(err, &finders[i].err);
		if (!kg_series_merge(&pairs->series, &finders[i].joined) || !take(matches, &finders[i]))
			found = kg_error_memory(err);
		status = found > status ? found : status;
		finder_fini(&finders[i]);
	}
	free(finders);
	kg_firsts_merge(&matches->unpaired, &pairs->unpaired);
	return kg_cohorts_merge(&matches->cohorts, &pairs->cohorts, &pairs->series) ? status : kg_error_memory(err);
}
