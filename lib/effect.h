/* effect - what changed in one row: a pair as it stands, the means of persons, or the total of several rows; and the test that
 * fits.
 *
 *	struct kg_effect effect = { .unit = kg_slice("件") };
 *
 *	kg_effect_pair(&effect, &pair);			// or kg_effect_persons(), or kg_effect_add() for each row
 *	if (!kg_effect_settle(&effect, 1, KG_HALF_UP))
 *		return too_many_digits;
 *	effect.values[KG_BEFORE], effect.change		// 5 and -3
 *	kg_effect_test(&effect, 0.95);
 *	effect.method ? effect.result.p : NAN		// 0.4531 with equal exposures
 */
#ifndef KG_EFFECT_H
#define KG_EFFECT_H

#include "cohort.h"
#include "inference.h"
#include "pair.h"

struct kg_effect {
	struct kg_slice unit;
	bool marks;			/* persons say yes or no: the values are percents of yes, the unit is % */
	double *differences;		/* of persons, for signed ranks: whole numbers of the last digit; NULL: Student's t */

	struct kg_sum sums[2];
	struct kg_decimal bases[2];	/* the values are sums / bases */
	struct kg_decimal n[2], exposures[2];
	struct kg_decimal counts[2];	/* the percents are counts / n */
	bool given[2], has_n[2], has_exposures, has_counts;
	bool odd_counts;		/* there are percents and n, but no such counts */
	bool complete;			/* there is something to compare */
	bool mean;			/* of persons, or weighted: has one more digit than what it is made of */
	unsigned scale;			/* of the most precise value */
	size_t parts;			/* rows of a total */
	struct kg_moments persons;	/* their differences */
	size_t gained, lost;		/* persons who turned to yes, and to no */

	struct kg_comparison c;		/* the rest after settling */
	struct kg_decimal values[2], change;	/* as printed */
	const struct kg_method *method;	/* NULL: no test */
	struct kg_result result;
};

struct kg_method {
	const char *name;
	bool whole;			/* the statistic counts something, halves at most */
	bool (*applies)(const struct kg_effect *);
	struct kg_result (*test)(const struct kg_effect *, double confidence);
	const char *note;		/* what it assumes; untranslated */
};

/* In the order in which they are tried. */
enum kg_method_name { KG_PAIRED_T, KG_SIGNED_RANK, KG_MCNEMAR, KG_NEWCOMBE, KG_POISSON, KG_METHODS };
const struct kg_method *kg_method(enum kg_method_name);

/* Makes it the effect of one pair; `unit` is set. Values keep their digits. */
void kg_effect_pair(struct kg_effect *, const struct kg_pair *);

/* Makes it the effect on persons, who say yes or no if `marks`. */
void kg_effect_persons(struct kg_effect *, const struct kg_cohort *, bool marks);

/* Adds a row to a total: what counts things is summed, all else weighted with n, without which the total is not complete.
 * False when the digits do not fit. */
bool kg_effect_add(struct kg_effect *total, const struct kg_effect *);

/* Fills in the comparison; percents of yes have `digits`. False when the digits do not fit. */
bool kg_effect_settle(struct kg_effect *, unsigned digits, enum kg_round);

/* Makes the first test that applies and has a p-value. `confidence` is in (0, 1). */
void kg_effect_test(struct kg_effect *, double confidence);

#endif
