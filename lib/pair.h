/* pair - measurements before and after that belong together, from one record or from two in any order.
 *
 *	struct kg_series **series;
 *	uint32_t kind;
 *
 *	if (!kg_kind(&pairs.kinds, record, &kind) || !(series = kg_pairs_of_kind(&pairs, kind)))
 *		return kg_error_memory(err);
 *	if (!*series)			// what records of this kind mean is found out once
 *		*series = kg_series_keep(&pairs.series, ...);
 *	if (!*series || !(pair = kg_pairs_add(&pairs, *series, id, record->place)))
 *		return kg_error_memory(err);
 *	pair->values.units[KG_BEFORE] = ...
 *	...
 *	kg_matches_make() of match.h			// halves with the same key are one pair now
 *
 * The key of a pair is its group, site, metric, unit and id. All but the id is the same for many pairs, and is a series: a pair
 * itself is small, since there may be one for every person. Those with the same id are brought together by bundle.h; what is not a
 * person's has none. Where a record has both sides of a person, and nobody asks for the values of one, kg_pairs_sum() keeps but the
 * subject.
 */
#ifndef KG_PAIR_H
#define KG_PAIR_H

#include "arena.h"
#include "array.h"
#include "bundle.h"
#include "cohorts.h"
#include "firsts.h"
#include "foot.h"
#include "group.h"
#include "kind.h"
#include "meaning.h"
#include "series.h"
#include "values.h"

/* How much stands behind a value. */
struct kg_extent {
	struct kg_decimal n, exposure;
	bool has_n, has_exposure;
};

/* What is known of a pair that is not a person's. */
struct kg_backing {
	struct kg_extent extents[2];
	const char *written[2];			/* the cells; NULL if blank */
};

/* What something was measured of: a person, or what is no person's. */
struct kg_subject {
	struct kg_bundled bundled;		/* its place is of the record, of a pair of two of the earlier */
	struct kg_terms *terms;
} KG_ITEM;

struct kg_pair {
	struct kg_subject subject;
	struct kg_values values;
	bool joined;				/* to another, and no pair any more */
} KG_ITEM;

struct kg_pairs {
	struct kg_bundles items;		/* pairs; of persons who are summed, their subjects alone */
	struct kg_cohorts cohorts;		/* by number of series */
	struct kg_firsts unpaired;		/* persons who are summed, with nothing to compare */
	struct kg_groups groups;
	struct kg_categories sites, metrics, units, targets;
	struct kg_series_set series;
	struct kg_kinds kinds;
	struct kg_series **of_kinds;		/* of numbers without a unit of their own; NULL: still to be found out */
	struct kg_combinations readings;	/* kinds, and how their values are written if otherwise */
	struct kg_series **of_readings;		/* the same by these */
	size_t kind_room, reading_room;
	struct kg_meanings words;		/* of cells that may be marks; whose they are knows measurement.c */
	struct kg_arena arena;			/* of ids and backings */
	struct kg_foot foot;			/* records of no person */
};

void kg_pairs_fini(struct kg_pairs *);

/* Are these persons whose values are in cohorts alone? */
static inline bool kg_pairs_are_summed(const struct kg_pairs *pairs)
{
	return pairs->items.size == sizeof(struct kg_subject);
}

/* How values are written that are not just numbers in the record's unit. */
struct kg_reading_form {
	struct kg_slice units[2];
	bool range;				/* one of them is */
};

/* Where the series of a kind of records stands, whose values are numbers in the record's unit, or are written like this. It does so
 * until the next is asked for. NULL when memory is short. */
static inline struct kg_series **kg_pairs_of_kind(struct kg_pairs *pairs, uint32_t kind)
{
	return kg_grow(&pairs->of_kinds, &pairs->kind_room, (size_t)kind + 1, sizeof *pairs->of_kinds) ? &pairs->of_kinds[kind] : NULL;
}

struct kg_series **kg_pairs_of_form(struct kg_pairs *, uint32_t kind, const struct kg_reading_form *);

/* Adds to a meaning what follows from the rest of it. */
void kg_pairs_settle(const struct kg_pairs *, struct kg_series *);

/* The cell's category, KG_NONE for a blank one. Units are compared by kg_unit_fold(), targets as written. False when memory
 * is short. */
bool kg_pairs_category(struct kg_categories *, struct kg_slice cell, struct kg_place, uint32_t *id);
bool kg_pairs_unit(struct kg_pairs *, struct kg_slice cell, struct kg_place, uint32_t *id);
bool kg_pairs_target(struct kg_pairs *, struct kg_slice cell, struct kg_place, uint32_t *id);

/* The label of a category; empty for KG_NONE. */
struct kg_slice kg_pairs_label(const struct kg_categories *, uint32_t id);

/* Adds a pair without readings, to be filled in. The id is trimmed, and copied; what is not a person's has an empty one. NULL when
 * memory is short. */
struct kg_pair *kg_pairs_add(struct kg_pairs *, struct kg_series *, struct kg_slice id, struct kg_place);

/* Adds a person of whom one record has both sides, blank or not: the values go into the cohort of the series at once, and are kept
 * nowhere else. All of these pairs are summed, or none. False when memory is short. */
bool kg_pairs_sum(struct kg_pairs *, struct kg_series *, struct kg_slice id, const struct kg_values *, struct kg_place);

/* Terms of this one alone, who until then has those of the series. NULL when memory is short. */
struct kg_terms *kg_pairs_own_terms(struct kg_pairs *, struct kg_subject *);

/* Moves all that `from` holds into `pairs`. False when memory is short. */
bool kg_pairs_merge(struct kg_pairs *, struct kg_pairs *from);

/* As written. */
struct kg_slice kg_subject_id(const struct kg_pairs *, const struct kg_subject *);

/* Has the item become part of another one? */
static inline bool kg_pairs_joined(const struct kg_pairs *pairs, const struct kg_bundled *item)
{
	return !kg_pairs_are_summed(pairs) && ((const struct kg_pair *)item)->joined;
}

/* Is there something to compare, a number or a mark on both sides? */
static inline bool kg_pair_complete(const struct kg_pair *pair)
{
	return !pair->subject.terms->series->differs && kg_values_complete(&pair->values);
}

#endif
