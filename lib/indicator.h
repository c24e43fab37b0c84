/* indicator - an indicator (指標, KPI): what was aimed at, what was reached, and what follows.
 *
 *	struct kg_indicator indicator = { .target = kg_whole(100), .has_target = true, .actual = kg_whole(60), .has_actual = true };
 *	struct kg_term term = { kg_date_of(2024, 4, 1), kg_date_of(2025, 3, 31), kg_date_of(2024, 9, 30) };
 *	struct kg_judgement judgement;
 *
 *	if (!kg_indicator_judge(&indicator, &term, &judgement))
 *		return overflow;
 *	judgement.standing	// KG_ON_TRACK
 *	judgement.remaining	// 40
 *	judgement.rate		// 60 of 100
 *	judgement.expected	// 18300 of 365
 *
 * All is exact; nothing is rounded here.
 */
#ifndef KG_INDICATOR_H
#define KG_INDICATOR_H

#include "date.h"
#include "decimal.h"

struct kg_indicator {
	struct kg_decimal target, actual, baseline;
	bool has_target, has_actual, has_baseline;
	bool down;		/* the lower, the better */
};

/* A year and the day that it is looked at on; days as in date.h, all included. */
struct kg_term {
	int32_t first, last, day;
};

/* part / whole, undefined where whole is 0. */
struct kg_share {
	struct kg_decimal part, whole;
};

enum kg_standing {
	KG_AIMLESS,		/* there is no target */
	KG_UNREPORTED,		/* no actual: 未把握, no miss */
	KG_MET,
	KG_MISSED,
	KG_ON_TRACK,		/* not met, and the year is not over: as far as expected, or further */
	KG_BEHIND,
};

struct kg_judgement {
	enum kg_standing standing;
	struct kg_decimal remaining;	/* what the actual lacks of the target, never below 0; 0 without one of them */
	struct kg_share rate;		/* 達成率. With a baseline, of the way from there to the target; without one, of the target,
					 * which must be above 0 and upward */
	struct kg_share expected;	/* what the target is on the day if it is reached evenly: from 0; downward from the
					 * baseline, undefined without one. At most the target, also behind the year */
};

/* Judges the indicator; without a term the time is up. False when the digits do not fit. */
bool kg_indicator_judge(const struct kg_indicator *, const struct kg_term *, struct kg_judgement *);

/* Does the target lie on the wrong side of the baseline? Then the direction may be wrong. */
bool kg_indicator_askew(const struct kg_indicator *);

/* met, missed, on_track, behind, not_reported; empty without a target. */
const char *kg_indicator_word(enum kg_standing);

#endif
