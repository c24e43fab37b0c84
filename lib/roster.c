#include "roster.h"
#include "array.h"

#include <stdlib.h>

void kg_roster_fini(struct kg_roster *roster)
{
	kg_categories_fini(&roster->services);
	kg_categories_fini(&roster->areas);
	kg_groups_fini(&roster->groups);
	kg_bundles_fini(&roster->stays);
	kg_kinds_fini(&roster->kinds);
	kg_combinations_fini(&roster->dates);
	kg_arena_fini(&roster->arena);
	free(roster->meant);
	free(roster->dated);
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
	*service = KG_NONE;
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
		*service = KG_NONE;
	return true;
}

static bool read_area(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record, uint32_t *area)
{
	if (!kg_category(&roster->areas, kg_get(record, rule->area), record->place, area))
		return false;
	if (kg_category_blank(&roster->areas, *area))
		*area = KG_NONE;
	return true;
}

/* Of a record that is no adopter's. */
static int read_member(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		       struct kg_said *said, struct kg_error *err)
{
	uint32_t service, area;
	bool counts;

	if (!read_service(roster, rule, record, &service, &counts) || !read_area(roster, rule, record, &area))
		return kg_error_memory(err);
	if (!counts) {
		said->role = KG_LEFT_OUT;
		return KG_OK;
	}
	said->role = KG_COUNTS;
	said->service = service;
	said->area = area;
	return kg_group(&roster->groups, record, rule->group, &said->group, err);
}

/* NULL when memory is short. */
static struct kg_said *keep(struct kg_roster *roster, struct kg_said said)
{
	struct kg_said *kept = kg_arena_take(&roster->arena, sizeof *kept);

	if (kept) {
		said.next = roster->said;
		roster->said = kept;
		*kept = said;
	}
	return kept;
}

/* Finds out what a record says whose kind is new. */
static int understand(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		      struct kg_said **kept, struct kg_error *err)
{
	struct kg_said said = { .service = KG_NONE, .area = KG_NONE, .group = KG_NONE, .role = KG_ADOPTS };
	int status = rule->adopters ? KG_OK : read_member(roster, rule, record, &said, err);

	if (status != KG_OK)
		return status;
	*kept = keep(roster, said);
	return *kept ? KG_OK : kg_error_memory(err);
}

static int read_said(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		     struct kg_said **said, struct kg_error *err)
{
	uint32_t kind;

	if (!kg_kind(&roster->kinds, record, &kind) ||
	    !kg_grow(&roster->meant, &roster->meant_room, kind + (size_t)1, sizeof *roster->meant))
		return kg_error_memory(err);

	int status = roster->meant[kind] ? KG_OK : understand(roster, rule, record, &roster->meant[kind], err);

	*said = roster->meant[kind];
	return status;
}

/* What the record's dates mean, or will once they are read. Many offices never take part, and have none. NULL when memory is short. */
static struct kg_dated *dated_of(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record)
{
	/* 45565 is a day in some files */
	const struct kg_slice cells[] = { kg_get(record, rule->since), kg_get(record, rule->until), kg_slice("#") };
	size_t count = sizeof cells / sizeof *cells;
	uint32_t id;

	if (cells[0].len == 0 && cells[1].len == 0)
		return &roster->undated;
	if (!kg_combination(&roster->dates, cells, count - !kg_has_serials(record), &id) ||
	    !kg_grow(&roster->dated, &roster->dated_room, roster->dates.count, sizeof *roster->dated))
		return NULL;
	return &roster->dated[id];
}

static int read_period(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		       struct kg_period *period, struct kg_error *err)
{
	struct kg_dated *dated = dated_of(roster, rule, record);

	if (!dated)
		return kg_error_memory(err);

	int status = dated->known ? KG_OK : rule->period(rule->args, record, &dated->period, err);

	dated->known = status == KG_OK;
	*period = dated->period;
	return status;
}

/* False when memory is short. */
static bool add_stay(struct kg_roster *roster, struct kg_slice key, struct kg_place place, const struct kg_said *said,
		     struct kg_period period)
{
	struct kg_stay *stay;

	roster->stays.size = sizeof *stay;
	stay = (struct kg_stay *)kg_bundle_add(&roster->stays, key, place);
	if (!stay)
		return false;
	stay->said = said;
	stay->period = period;
	return true;
}

/* The same of a number that has to be folded; one that is written in another way than its key is kept. */
static bool add_folded(struct kg_roster *roster, struct kg_slice label, struct kg_place place, const struct kg_said *said,
		       struct kg_period period)
{
	struct kg_said written = *said;
	struct kg_folded key;
	bool ok = kg_category_fold(label, &key);

	if (!ok)
		return false;
	if (label.len && !kg_slice_same(label, key.text)) {
		written.label = kg_arena_copy(&roster->arena, label);
		said = written.label.at ? keep(roster, written) : NULL;
	}
	ok = said && add_stay(roster, key.text, place, said, period);
	kg_folded_fini(&key);
	return ok;
}

static bool is_of_foot(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record)
{
	const int fields[] = { rule->office, rule->area, rule->service, rule->since, rule->until };
	enum { OF_PERIOD = 2 };

	return kg_foot_takes(&roster->foot, record, fields, sizeof fields / sizeof *fields - (rule->period ? 0 : OF_PERIOD));
}

int kg_roster_add(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record, struct kg_error *err)
{
	struct kg_period period = KG_NEVER;
	struct kg_said *said = NULL;
	struct kg_slice label = kg_trim(kg_get(record, rule->office));
	int status;

	if (kg_foot_may_hold(label) && is_of_foot(roster, rule, record))
		return KG_OK;
	status = kg_office_check(record, rule->office, label, err);
	if (status == KG_OK && rule->period)
		status = read_period(roster, rule, record, &period, err);
	if (status != KG_OK || (rule->adopters && period.from == KG_DAY_END))
		return status;
	status = read_said(roster, rule, record, &said, err);
	if (status != KG_OK)
		return status;

	bool ok = (kg_category_is_folded(label) ? add_stay : add_folded)(roster, label, record->place, said, period);

	return ok ? KG_OK : kg_error_memory(err);
}

/* Turns what is said in `from` into what it is in `into`. False when memory is short. */
static bool translate(struct kg_roster *into, struct kg_roster *from)
{
	uint32_t *services = kg_categories_map(&into->services, &from->services);
	uint32_t *areas = kg_categories_map(&into->areas, &from->areas), *groups = NULL;
	bool ok = services && areas && kg_groups_merge(&into->groups, &from->groups, &groups);

	for (struct kg_said *said = from->said; said && ok; said = said->next) {
		said->service = kg_mapped(services, said->service);
		said->area = kg_mapped(areas, said->area);
		said->group = kg_mapped(groups, said->group);
	}
	free(services);
	free(areas);
	free(groups);
	return ok;
}

/* Stays point to what is said: they go over as they are. */
static void take_said(struct kg_roster *into, struct kg_roster *from)
{
	struct kg_said **end = &from->said;

	while (*end)
		end = &(*end)->next;
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
	if (!translate(into, from) || !merge_seen(into, from) || !kg_bundles_merge(&into->stays, &from->stays))
		return false;
	take_said(into, from);
	kg_foot_merge(&into->foot, &from->foot);
	return true;
}
