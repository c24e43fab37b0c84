#include "roster.h"
#include "code.h"

#include <stdlib.h>

void kg_roster_fini(struct kg_roster *roster)
{
	kg_categories_fini(&roster->services);
	kg_categories_fini(&roster->areas);
	kg_groups_fini(&roster->groups);
	kg_tuples_fini(&roster->terms);
	kg_bundles_fini(&roster->stays);
	kg_combinations_fini(&roster->cells);
	kg_arena_fini(&roster->arena);
	free(roster->meant);
	free(roster->line);
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

struct kg_slice kg_roster_label(const struct kg_roster *roster, const struct kg_stay *stay)
{
	return stay->said->label.at ? stay->said->label : kg_bundle_key(&roster->stays, &stay->bundled);
}

static bool asks_service(const struct kg_roster_rule *rule)
{
	return rule->by_service || rule->eligible.count;
}

/* The record's service, and whether it counts. False when memory is short. */
static bool read_service(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
			 uint32_t *service, bool *counts)
{
	*service = KG_NO_TERM;
	*counts = true;
	if (!asks_service(rule))
		return true;
	if (!know_eligible(roster, &rule->eligible) ||
	    !kg_category(&roster->services, kg_get(record, rule->service), record->place, service))
		return false;
	if (*service < roster->eligible)
		roster->seen[*service] = true;
	*counts = !rule->eligible.count || *service < roster->eligible;
	if (!rule->by_service)
		*service = KG_NO_TERM;
	return true;
}

static bool read_area(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record, uint32_t *area)
{
	if (!kg_category(&roster->areas, kg_get(record, rule->area), record->place, area))
		return false;
	if (kg_category_blank(&roster->areas, *area))
		*area = KG_NO_TERM;
	return true;
}

/* Sets the terms of a record that is no adopter's. */
static int read_member(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record, uint32_t *terms,
		       struct kg_error *err)
{
	uint32_t service, area;
	bool counts;

	if (!read_service(roster, rule, record, &service, &counts) || !read_area(roster, rule, record, &area))
		return kg_error_memory(err);
	if (!counts) {
		terms[KG_TERM_ROLE] = KG_LEFT_OUT;
		return KG_OK;
	}
	terms[KG_TERM_SERVICE] = service;
	terms[KG_TERM_AREA] = area;
	return kg_group(&roster->groups, record, rule->group, &terms[KG_TERM_GROUP], err);
}

/* NULL when memory is short. */
static struct kg_said *say(struct kg_roster *roster, uint32_t terms, struct kg_slice label)
{
	struct kg_said *said = kg_arena_take(&roster->arena, sizeof *said);

	if (said) {
		*said = (struct kg_said){ roster->said, label, terms, kg_tuple_at(&roster->terms, terms)[KG_TERM_ROLE] };
		roster->said = said;
	}
	return said;
}

/* What an adopter's record says that never adopts. */
static const struct kg_said nothing;

/* Finds out what a record says whose cells are new. */
static int understand(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		      const struct kg_said **said, struct kg_error *err)
{
	struct kg_period period = KG_NEVER;
	int status = rule->period ? rule->period(rule->args, record, &period, err) : KG_OK;
	uint32_t terms, numbers[KG_TERMS] = {
		[KG_TERM_ROLE] = rule->adopters ? KG_ADOPTS : KG_COUNTS,
		[KG_TERM_SERVICE] = KG_NO_TERM, [KG_TERM_AREA] = KG_NO_TERM, [KG_TERM_GROUP] = KG_NO_TERM,
		[KG_TERM_FROM] = (uint32_t)period.from, [KG_TERM_UNTIL] = (uint32_t)period.until,
	};

	if (status == KG_OK && rule->adopters && period.from == KG_DAY_END) {
		*said = &nothing;
		return KG_OK;
	}
	if (status == KG_OK && !rule->adopters)
		status = read_member(roster, rule, record, numbers, err);
	if (status != KG_OK)
		return status;
	roster->terms.width = KG_TERMS;
	if (!kg_tuple(&roster->terms, numbers, &terms) || !(*said = say(roster, terms, (struct kg_slice){ 0 })))
		return kg_error_memory(err);
	return KG_OK;
}

/* All cells on which it depends what a record says. */
static bool put_cells(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record, size_t *count)
{
	enum { OTHERS = 5 };
	size_t groups = kg_width(record, rule->group), i = 0;

	if (!kg_grow(&roster->line, &roster->line_room, OTHERS + groups, sizeof *roster->line))
		return false;
	roster->line[i++] = kg_get(record, rule->area);
	if (asks_service(rule))
		roster->line[i++] = kg_get(record, rule->service);
	if (rule->period) {
		roster->line[i++] = kg_get(record, rule->since);
		roster->line[i++] = kg_get(record, rule->until);
		roster->line[i++] = kg_slice(kg_has_serials(record) ? "#" : "");	/* 45565 is a day there */
	}
	for (size_t g = 0; g < groups; g++)
		roster->line[i++] = kg_group_value(record, rule->group, g);
	*count = i;
	return true;
}

static int read_said(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		     const struct kg_said **said, struct kg_error *err)
{
	uint32_t id;
	size_t count;

	if (!put_cells(roster, rule, record, &count) || !kg_combination(&roster->cells, roster->line, count, &id) ||
	    !kg_grow(&roster->meant, &roster->meant_room, roster->cells.count, sizeof *roster->meant))
		return kg_error_memory(err);

	int status = roster->meant[id] ? KG_OK : understand(roster, rule, record, &roster->meant[id], err);

	*said = roster->meant[id];
	return status;
}

/* False when memory is short. */
static bool add_stay(struct kg_roster *roster, struct kg_slice key, struct kg_place place, const struct kg_said *said)
{
	struct kg_stay *stay;

	roster->stays.size = sizeof *stay;
	stay = (struct kg_stay *)kg_bundle_add(&roster->stays, key, place);
	if (stay)
		stay->said = said;
	return stay;
}

/* The same of a number that has to be folded; one that is written in another way than its key is kept. */
static bool add_folded(struct kg_roster *roster, struct kg_slice label, struct kg_place place, const struct kg_said *said)
{
	struct kg_folded key;
	bool ok = kg_category_fold(label, &key);

	if (!ok)
		return false;
	if (label.len && !kg_slice_same(label, key.text)) {
		label = kg_arena_copy(&roster->arena, label);
		said = label.at ? say(roster, said->terms, label) : NULL;
	}
	ok = said && add_stay(roster, key.text, place, said);
	kg_folded_fini(&key);
	return ok;
}

/* E+08 and the like at the end: few have that. */
static inline bool may_be_rounded(struct kg_slice label)
{
	enum { EXPONENT = 3 };

	return label.len > EXPONENT && label.at[label.len - EXPONENT] == '+';
}

static bool is_of_foot(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record)
{
	const int fields[] = { rule->office, rule->area, rule->service, rule->since, rule->until };
	enum { OF_PERIOD = 2 };

	return kg_foot_takes(&roster->foot, record, fields, sizeof fields / sizeof *fields - (rule->period ? 0 : OF_PERIOD));
}

int kg_roster_add(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record, struct kg_error *err)
{
	const struct kg_said *said = NULL;
	struct kg_slice label = kg_trim(kg_get(record, rule->office));
	int status;

	if (kg_foot_may_hold(label) && is_of_foot(roster, rule, record))
		return KG_OK;
	if (label.len == 0)
		return kg_error_at(err, record->place, kg_field_name(record, rule->office),
				   _("an office has a number, the cell is empty"));
	if (may_be_rounded(label) && kg_code_is_rounded(label))
		return kg_error_at(err, record->place, kg_field_name(record, rule->office),
				   _("'%.*s' is a number that a spreadsheet has rounded, and could be many offices; export the column as text"),
				   KG_SLICE_ARG(label));
	status = read_said(roster, rule, record, &said, err);
	if (status != KG_OK || said == &nothing)
		return status;

	bool ok = (kg_category_is_folded(label) ? add_stay : add_folded)(roster, label, record->place, said);

	return ok ? KG_OK : kg_error_memory(err);
}

static uint32_t mapped(const uint32_t *map, uint32_t id)
{
	return id == KG_NO_TERM ? KG_NO_TERM : map[id];
}

/* The terms in `into` of each in `from`; NULL when memory is short. */
static uint32_t *merge_terms(struct kg_roster *into, const struct kg_roster *from)
{
	uint32_t *services = kg_categories_map(&into->services, &from->services), *areas = kg_categories_map(&into->areas, &from->areas);
	uint32_t *groups = NULL, *map = malloc((from->terms.count + 1) * sizeof *map);
	bool ok = map && services && areas && kg_groups_merge(&into->groups, &from->groups, &groups);

	into->terms.width = KG_TERMS;
	for (uint32_t i = 0; i < from->terms.count && ok; i++) {
		uint32_t terms[KG_TERMS];

		memcpy(terms, kg_tuple_at(&from->terms, i), sizeof terms);
		terms[KG_TERM_SERVICE] = mapped(services, terms[KG_TERM_SERVICE]);
		terms[KG_TERM_AREA] = mapped(areas, terms[KG_TERM_AREA]);
		terms[KG_TERM_GROUP] = mapped(groups, terms[KG_TERM_GROUP]);
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

/* Stays point to what is said: they go over as they are. */
static void take_said(struct kg_roster *into, struct kg_roster *from, const uint32_t *terms)
{
	struct kg_said **end = &from->said;

	for (; *end; end = &(*end)->next)
		(*end)->terms = terms[(*end)->terms];
	*end = into->said;
	into->said = from->said;
	from->said = NULL;
	kg_arena_merge(&into->arena, &from->arena);
}

/* The eligible services are the first in both, in the order in which they were asked for. */
static bool merge_seen(struct kg_roster *into, const struct kg_roster *from)
{
	if (from->seen && !into->seen) {
		into->seen = calloc(from->eligible + 1, sizeof *into->seen);
		into->eligible = into->seen ? from->eligible : 0;
	}
	for (size_t i = 0; i < from->eligible && into->seen; i++)
		into->seen[i] |= from->seen[i];
	return into->seen || !from->seen;
}

bool kg_roster_merge(struct kg_roster *into, struct kg_roster *from)
{
	uint32_t *terms = merge_terms(into, from);

	into->stays.size = sizeof(struct kg_stay);
	if (!terms || !merge_seen(into, from) || !kg_bundles_merge(&into->stays, &from->stays)) {
		free(terms);
		return false;
	}
	take_said(into, from, terms);
	kg_foot_merge(&into->foot, &from->foot);
	free(terms);
	return true;
}
