/* match - halves of pairs are brought together, and persons summed.
 *
 *	struct kg_matches matches = { 0 };
 *
 *	if ((status = kg_matches_make(&matches, &pairs, KG_PERSONS, workers, err)) != KG_OK)
 *		return status;
 *	matches.cohorts.items[series->number]		// the persons of a series
 *	...
 *	kg_matches_fini(&matches);
 *
 * Each id is looked at alone, so that workers share them. Sums are exact, and first places are found by comparing: nothing depends on
 * who looked at whom.
 */
#ifndef KG_MATCH_H
#define KG_MATCH_H

#include "pair.h"

enum kg_matching {
	KG_RECORDS,		/* a record is a pair */
	KG_HALVES,		/* two records may be one */
	KG_PERSONS,		/* that is a person's */
};

struct kg_matches {
	struct kg_cohorts cohorts;	/* of persons; there may be more series now */
	struct kg_firsts unpaired;	/* persons with nothing to compare */
};

void kg_matches_fini(struct kg_matches *);

/* Joins halves with the same key, and reports two for one side, and contradictions; or takes the cohorts out of pairs that are summed,
 * and reports who is there twice. Uses as many threads as there are workers. KG_OK, KG_INPUT or KG_SYSTEM. */
int kg_matches_make(struct kg_matches *, struct kg_pairs *, enum kg_matching, size_t workers, struct kg_error *);

#endif
