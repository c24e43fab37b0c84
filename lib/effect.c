#include "effect.h"
#include "rate.h"

#include <math.h>

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static bool is_percent(const struct kg_effect *e)
{
	return kg_unit_kind(e->unit) == KG_UNIT_PERCENT;
}

/* The whole number of `n` that is this percent, as far as it is printed; false if none is. */
static bool find_count(struct kg_decimal percent, struct kg_decimal n, struct kg_decimal *count)
{
	struct kg_decimal again;

	return kg_multiply(percent, n, count) && kg_divide(*count, kg_whole(100), 0, KG_HALF_UP, count) && kg_sign(percent) >= 0 &&
	       kg_compare(*count, n) <= 0 && kg_percent(*count, n, percent.scale, KG_HALF_UP, &again) &&
	       kg_compare(again, percent) == 0;
}

void kg_effect_pair(struct kg_effect *e, const struct kg_pair *pair)
{
	const struct kg_backing *backing = pair->subject.terms->backing;

	e->complete = kg_pair_complete(pair);
	e->has_exposures = e->has_counts = true;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		static const struct kg_extent nothing;
		const struct kg_reading *reading = &pair->values.readings[side];
		const struct kg_extent *extent = backing ? &backing->extents[side] : &nothing;
		struct kg_decimal value = kg_value(&pair->values, side);

		kg_sum_add(&e->sums[side], value);
		e->bases[side] = kg_whole(1);
		e->scale = larger(e->scale, reading->scale);
		e->given[side] = !pair->subject.terms->series->differs && reading->kind == KG_NUMBER;
		e->n[side] = extent->n;
		e->has_n[side] = extent->has_n;
		e->exposures[side] = extent->exposure;
		e->has_exposures &= extent->has_exposure;
		e->has_counts &= extent->has_n && find_count(value, e->n[side], &e->counts[side]);
	}
	e->has_counts &= e->complete && is_percent(e);
	e->odd_counts = e->complete && is_percent(e) && e->has_n[KG_BEFORE] && e->has_n[KG_AFTER] && !e->has_counts;
}

void kg_effect_persons(struct kg_effect *e, const struct kg_cohort *cohort, bool marks)
{
	e->marks = marks;
	e->complete = e->mean = cohort->n > 0;
	e->persons = cohort->changes;
	e->gained = cohort->gained;
	e->lost = cohort->lost;
	e->scale = marks ? 0 : cohort->scale;
	e->has_n[KG_BEFORE] = e->has_n[KG_AFTER] = true;
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		e->n[side] = e->bases[side] = kg_whole((int64_t)cohort->n);
	if (marks) {
		/* a yes is 100, so that the mean is the percent */
		kg_sum_add(&e->sums[KG_BEFORE], kg_whole(100 * (int64_t)cohort->yes));
		kg_sum_add(&e->sums[KG_AFTER], kg_whole(100 * (int64_t)(cohort->yes + cohort->gained - cohort->lost)));
	} else {
		e->sums[KG_BEFORE] = e->sums[KG_AFTER] = cohort->before;
		kg_sum_merge(&e->sums[KG_AFTER], &cohort->changes.sum);
	}
}

bool kg_effect_add(struct kg_effect *total, const struct kg_effect *e)
{
	bool sum = kg_unit_kind(e->unit) == KG_UNIT_COUNTING, first = total->parts++ == 0;

	total->mean = !sum;
	total->scale = larger(total->scale, e->scale);
	total->has_exposures = e->has_exposures && (first || total->has_exposures);
	total->has_counts = e->has_counts && (first || total->has_counts);
	for (int side = KG_BEFORE; side <= KG_AFTER; side++) {
		struct kg_decimal value;

		if (!kg_sum_decimal(&e->sums[side], &value) || !kg_add(&total->n[side], e->n[side]) ||
		    !kg_add(&total->exposures[side], e->exposures[side]) || !kg_add(&total->counts[side], e->counts[side]))
			return false;
		kg_sum_add_product(&total->sums[side], value, sum ? kg_whole(1) : e->n[side]);
		total->has_n[side] = e->has_n[side] && (first || total->has_n[side]);
		total->bases[side] = sum ? kg_whole(1) : total->n[side];
	}
	total->complete = sum || (total->has_n[KG_BEFORE] && total->has_n[KG_AFTER]);
	return true;
}

bool kg_effect_settle(struct kg_effect *e, unsigned digits, enum kg_round round)
{
	for (int side = KG_BEFORE; side <= KG_AFTER; side++)
		if (!kg_sum_decimal(&e->sums[side], &e->values[side]))
			return false;
	if (!e->complete)
		return true;
	e->given[KG_BEFORE] = e->given[KG_AFTER] = true;
	if (!kg_comparison_of(e->values, e->bases, &e->c))
		return false;
	e->change = e->c.change;
	if (!e->mean)
		return true;
	if (!e->marks)
		digits = e->scale + 1;
	return kg_divide(e->c.before, e->c.base, digits, round, &e->values[KG_BEFORE]) &&
	       kg_divide(e->c.after, e->c.base, digits, round, &e->values[KG_AFTER]) &&
	       kg_divide(e->c.change, e->c.base, digits, round, &e->change);
}

static bool are_numbers(const struct kg_effect *e)
{
	return e->persons.n > 0 && !e->marks && !e->differences;
}

static struct kg_result paired_t(const struct kg_effect *e, double confidence)
{
	const struct kg_moments *d = &e->persons;

	return kg_paired_t(kg_moments_mean(d), kg_moments_variance(d), d->n, confidence);
}

static bool are_ranks(const struct kg_effect *e)
{
	return e->differences && !e->marks;
}

static struct kg_result signed_rank(const struct kg_effect *e, double confidence)
{
	(void)confidence;
	return kg_signed_rank(e->differences, e->persons.n);
}

static bool are_marks(const struct kg_effect *e)
{
	return e->marks;
}

static struct kg_result mcnemar(const struct kg_effect *e, double confidence)
{
	(void)confidence;
	return kg_mcnemar_exact(e->gained, e->lost);
}

static bool are_proportions(const struct kg_effect *e)
{
	return e->has_counts;
}

static struct kg_result newcombe(const struct kg_effect *e, double confidence)
{
	struct kg_result r = kg_newcombe(kg_double(e->counts[KG_BEFORE]), kg_double(e->n[KG_BEFORE]), kg_double(e->counts[KG_AFTER]),
					 kg_double(e->n[KG_AFTER]), confidence);

	r.low *= 100;
	r.high *= 100;
	return r;
}

/* More are no events that anybody counted, and too many for the distributions. */
static const struct kg_decimal most = { .units = 1000000000 };

static bool are_events(const struct kg_effect *e)
{
	return e->has_exposures && kg_unit_kind(e->unit) == KG_UNIT_COUNTING && kg_compare(e->values[KG_BEFORE], most) <= 0 &&
	       kg_compare(e->values[KG_AFTER], most) <= 0;
}

/* What is no count has no result. */
static struct kg_result poisson(const struct kg_effect *e, double confidence)
{
	return kg_poisson_exact(kg_double(e->values[KG_BEFORE]), kg_double(e->exposures[KG_BEFORE]), kg_double(e->values[KG_AFTER]),
				kg_double(e->exposures[KG_AFTER]), confidence);
}

static const struct kg_method methods[KG_METHODS] = {
	[KG_PAIRED_T] = {
		"paired-t", false, are_numbers, paired_t,
		N_("paired-t: Student's t on the pairs' differences, which should be roughly normal; the interval is of the mean difference."),
	},
	[KG_SIGNED_RANK] = {
		"signed-rank", true, are_ranks, signed_rank,
		N_("signed-rank: Wilcoxon's V on the pairs' differences; pairs without a change are dropped, equal differences share their rank."),
	},
	[KG_MCNEMAR] = {
		"mcnemar-exact", true, are_marks, mcnemar,
		N_("mcnemar-exact: McNemar's exact test on those whose answer changed; the statistic is how many turned from no to yes."),
	},
	[KG_NEWCOMBE] = {
		"newcombe", false, are_proportions, newcombe,
		N_("newcombe: two independent samples; p by Fisher's exact test; the interval is Newcombe's, of the change in points."),
	},
	[KG_POISSON] = {
		"poisson-exact", false, are_events, poisson,
		N_("poisson-exact: events at a constant rate; the statistic is the ratio of the rates after / before, and the interval is of it."),
	},
};

const struct kg_method *kg_method(enum kg_method_name name)
{
	return &methods[name];
}

void kg_effect_test(struct kg_effect *e, double confidence)
{
	for (int i = 0; i < KG_METHODS && e->complete && !e->method; i++) {
		if (!methods[i].applies(e))
			continue;
		e->result = methods[i].test(e, confidence);
		if (!isnan(e->result.p))
			e->method = &methods[i];
	}
}
