/* outcome - the rows of a before/after table: each is a pair, the persons of a group, or a total; judged and tested.
 *
 *	const struct kg_outcome_rule rule = { .workers = 1, .total = true, .digits = 1, .confidence = 0.95 };
 *	struct kg_outcomes rows = { .pairs = &pairs, .rule = &rule };	// pairs: 78回 to 49回, 250回 to 131回, each with -30%
 *
 *	if ((status = kg_outcomes_make(&rows, err)) != KG_OK)
 *		return status;
 *	rows.count				// 3, the total last
 *	rows.items[2].effect.change		// -148
 *	rows.items[2].met			// yes
 *	...
 *	kg_outcomes_fini(&rows);
 *
 * Rows are in order of the input, or by label, totals behind them: one for each metric and unit. All numbers are in the unit of
 * their row, effect.unit. What the input itself calls a total (series.overall) is a row, but in no total; where it is of a whole
 * metric and unit, it stands for the total, which it is only compared with.
 */
#ifndef KG_OUTCOME_H
#define KG_OUTCOME_H

#include "arena.h"
#include "effect.h"
#include "match.h"

/* How rows are made. */
struct kg_outcome_rule {
	enum kg_matching matching;	/* of persons, rows have the means of a group's */
	unsigned workers;		/* how many threads may work at once, at least 1 */
	bool total;			/* add totals */
	enum kg_order order;		/* of rows; by the labels of their groups, those of a group stand in order of the input */
	bool equal_exposure;		/* before and after are equal periods, whatever is said of pairs; not with persons */
	bool ranks, untested;		/* signed ranks in place of Student's t; no test at all */
	bool (*adjust)(double *p, size_t n);	/* kg_adjust_holm, kg_adjust_bh; NULL: neither */
	double confidence;		/* in (0, 1) */
	unsigned digits;		/* of percents of yes */
	enum kg_round round;
};

struct kg_outcome {
	uint32_t rank;			/* of its group, where rows are by label */
	struct kg_place place;		/* of persons, the first one's, and so are the series' site, direction and target */
	struct kg_series series;
	const char *written[2];		/* the cells, where there is nothing to compare since they differ */
	struct kg_effect effect;	/* settled, and tested */
	bool total;
	bool plain_mean;		/* an overall that is the plain mean of the others, as printed */
	bool differs;			/* an overall that is not the total of its parts: `parts` is, with the overall's digits; */
	bool weighted;			/* or their mean weighted by n, with one more */
	struct kg_decimal parts[2];
	bool bad;			/* worse, or a target that is missed */
	struct kg_slice target;		/* as written, empty if there is none */
	const char *verdict;		/* as kg_verdict(), or not_comparable; NULL if there is nothing to compare */
	const char *met;		/* yes, no; empty without a target, or if that cannot be said */
	double adjusted;		/* p, by the rule */
};

struct kg_outcomes {
	struct kg_pairs *pairs;		/* these two are the caller's, and must outlive the rows */
	const struct kg_outcome_rule *rule;
	struct kg_outcome *items;
	size_t count, room;
	size_t tests;			/* rows with a test */
	size_t no_totals;		/* totals that there are not for want of n */
	bool contradictions;		/* there are series that contradict */
	struct kg_matches matches;
	struct kg_slice unpaired_ids;	/* persons who are in no mean, the first KG_FIRSTS: a, b, c */
	struct kg_arena arena;
};

/* Matches pairs, and makes rows of them. Reports what is wrong with halves, and with pairs that share a row: a mark among
 * numbers, two directions or targets, a target that does not fit, too many digits. KG_OK, KG_INPUT or KG_SYSTEM. */
int kg_outcomes_make(struct kg_outcomes *, struct kg_error *);

void kg_outcomes_fini(struct kg_outcomes *);

/* What a note calls a row: its groups, or without groups its site, and its metric. Lives as long as the rows. */
struct kg_slice kg_outcome_name(struct kg_outcomes *, const struct kg_outcome *);

#endif
