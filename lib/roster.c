#include "roster.h"

#include <stdlib.h>

void kg_roster_fini(struct kg_roster *roster)
{
	kg_categories_fini(&roster->offices);
	kg_categories_fini(&roster->services);
	kg_categories_fini(&roster->areas);
	kg_groups_fini(&roster->groups);
	kg_tuples_fini(&roster->terms);
	free(roster->faults);
	free(roster->stays);
	free(roster->seen);
}

/* The eligible services come first, so that their ids tell. */
static bool know_eligible(struct kg_roster *roster, const struct kg_list *services)
{
	uint32_t id;

	if (roster->seen)
		return true;
	for (size_t i = 0; i < services->count; i++)
		if (!kg_category(&roster->services, kg_slice(services->items[i]), (struct kg_place){ 0 }, &id))
			return false;
	roster->seen = calloc(roster->services.count + 1, sizeof *roster->seen);
	if (roster->seen)
		roster->eligible = roster->services.count;
	return roster->seen;
}

bool kg_roster_has_service(const struct kg_roster *roster, struct kg_slice service)
{
	uint32_t id;

	return kg_category_find(&roster->services, service, &id) && id < roster->eligible && roster->seen[id];
}

bool *kg_roster_counted(const struct kg_roster *roster)
{
	bool *counted = calloc(roster->offices.count + 1, sizeof *counted);

	for (size_t i = 0; i < roster->count && counted; i++)
		counted[roster->stays[i].office] = true;
	return counted;
}

static bool make_room(struct kg_roster *roster, size_t more)
{
	roster->terms.width = KG_TERMS;
	return kg_grow(&roster->stays, &roster->room, roster->count + more, sizeof *roster->stays);
}

static bool read_office(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
			uint32_t *office)
{
	size_t known = roster->offices.count;

	if (!kg_category(&roster->offices, kg_get(record, rule->office), record->place, office) ||
	    !kg_grow(&roster->faults, &roster->fault_room, roster->offices.count, sizeof *roster->faults))
		return false;
	if (*office == known)
		roster->faults[known] = (unsigned char)
			kg_code_fault(KG_CODE_OFFICE, kg_category_label(&roster->offices, *office));
	return true;
}

/* The record's service, and whether it counts. False when memory is short. */
static bool read_service(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
			 uint32_t *service, bool *counts)
{
	*service = KG_ANY_SERVICE;
	*counts = true;
	if (!rule->by_service && !rule->eligible.count)
		return true;
	if (!know_eligible(roster, &rule->eligible) ||
	    !kg_category(&roster->services, kg_get(record, rule->service), record->place, service))
		return false;
	if (*service < roster->eligible)
		roster->seen[*service] = true;
	*counts = !rule->eligible.count || *service < roster->eligible;
	if (!rule->by_service)
		*service = KG_ANY_SERVICE;
	return true;
}

static bool read_area(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record, uint32_t *area)
{
	if (!kg_category(&roster->areas, kg_get(record, rule->area), record->place, area))
		return false;
	if (kg_category_blank(&roster->areas, *area))
		*area = KG_NO_AREA;
	return true;
}

int kg_roster_add(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		  struct kg_period period, struct kg_error *err)
{
	uint32_t terms[KG_TERMS] = { [KG_TERM_FROM] = (uint32_t)period.from, [KG_TERM_UNTIL] = (uint32_t)period.until };
	struct kg_stay stay = { .place = record->place };
	bool counts;

	if (!make_room(roster, 1) || !read_office(roster, rule, record, &stay.office) ||
	    !read_service(roster, rule, record, &terms[KG_TERM_SERVICE], &counts) ||
	    !read_area(roster, rule, record, &terms[KG_TERM_AREA]))
		return kg_error_memory(err);
	if (!counts) {
		roster->left_out++;
		return KG_OK;
	}

	int status = kg_group(&roster->groups, record, rule->group, &terms[KG_TERM_GROUP], err);

	if (status == KG_OK && !kg_tuple(&roster->terms, terms, &stay.terms))
		status = kg_error_memory(err);
	if (status == KG_OK)
		roster->stays[roster->count++] = stay;
	return status;
}

/* The terms in `into` of each in `from`; NULL when memory is short. */
static uint32_t *merge_terms(struct kg_roster *into, const struct kg_roster *from)
{
	uint32_t *services = kg_categories_map(&into->services, &from->services), *areas = kg_categories_map(&into->areas, &from->areas);
	uint32_t *groups = NULL, *map = malloc((from->terms.count + 1) * sizeof *map);
	bool ok = map && services && areas && kg_groups_merge(&into->groups, &from->groups, &groups);

	for (uint32_t i = 0; i < from->terms.count && ok; i++) {
		uint32_t terms[KG_TERMS];

		memcpy(terms, kg_tuple_at(&from->terms, i), sizeof terms);
		terms[KG_TERM_SERVICE] = terms[KG_TERM_SERVICE] == KG_ANY_SERVICE ? KG_ANY_SERVICE : services[terms[KG_TERM_SERVICE]];
		terms[KG_TERM_AREA] = terms[KG_TERM_AREA] == KG_NO_AREA ? KG_NO_AREA : areas[terms[KG_TERM_AREA]];
		terms[KG_TERM_GROUP] = groups[terms[KG_TERM_GROUP]];
		ok = kg_tuple(&into->terms, terms, &map[i]);
	}
	free(services);
	free(areas);
	free(groups);
	if (ok)
		return map;
	free(map);
	return NULL;
}

/* The offices in `into` of each in `from`. The fault is that of the earlier writing. */
static uint32_t *merge_offices(struct kg_roster *into, const struct kg_roster *from)
{
	const struct kg_categories *all = &into->offices, *more = &from->offices;
	size_t known = all->count;
	uint32_t *map = kg_categories_map(&into->offices, more);

	if (!map || !kg_grow(&into->faults, &into->fault_room, all->count, sizeof *into->faults)) {
		free(map);
		return NULL;
	}
	for (uint32_t i = 0; i < more->count; i++)
		if (map[i] >= known || kg_place_compare(kg_category_place(all, map[i]), kg_category_place(more, i)) == 0)
			into->faults[map[i]] = from->faults[i];
	return map;
}

bool kg_roster_merge(struct kg_roster *into, struct kg_roster *from)
{
	/* the smaller into the larger */
	if (into->count < from->count) {
		struct kg_roster smaller = *into;

		*into = *from;
		*from = smaller;
	}

	bool ok = make_room(into, from->count);
	uint32_t *offices = merge_offices(into, from), *terms = merge_terms(into, from);

	ok = ok && offices && terms;
	for (size_t i = 0; i < from->count && ok; i++) {
		const struct kg_stay *stay = &from->stays[i];

		into->stays[into->count++] = (struct kg_stay){ offices[stay->office], terms[stay->terms], stay->place };
	}
	if (ok && from->seen && !into->seen) {
		into->seen = calloc(from->eligible + 1, sizeof *into->seen);
		into->eligible = from->eligible;
		ok = into->seen;
	}
	/* the eligible services are the first in both, in the order in which they were asked for */
	for (size_t i = 0; i < from->eligible && ok; i++)
		into->seen[i] |= from->seen[i];
	into->left_out += from->left_out;
	free(offices);
	free(terms);
	return ok;
}
