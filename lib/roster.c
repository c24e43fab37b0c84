#include "roster.h"

#include <stdlib.h>

#define ANY_SERVICE UINT32_MAX

void kg_roster_fini(struct kg_roster *roster)
{
	kg_categories_fini(&roster->offices);
	kg_categories_fini(&roster->services);
	kg_categories_fini(&roster->areas);
	kg_groups_fini(&roster->groups);
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

static bool make_room(struct kg_roster *roster, size_t more)
{
	return kg_grow(&roster->stays, &roster->room, roster->count + more, sizeof *roster->stays);
}

int kg_roster_add(struct kg_roster *roster, const struct kg_roster_rule *rule, const struct kg_record *record,
		  struct kg_period period, struct kg_error *err)
{
	struct kg_stay stay = { .period = period, .place = record->place };

	if (!know_eligible(roster, &rule->eligible) || !make_room(roster, 1) ||
	    !kg_category(&roster->offices, kg_get(record, rule->office), record->place, &stay.office) ||
	    !kg_category(&roster->services, kg_get(record, rule->service), record->place, &stay.service) ||
	    !kg_category(&roster->areas, kg_get(record, rule->area), record->place, &stay.area))
		return kg_error_memory(err);
	if (rule->eligible.count && stay.service >= roster->eligible) {
		roster->left_out++;
		return KG_OK;
	}
	if (stay.service < roster->eligible)
		roster->seen[stay.service] = true;
	if (!rule->by_service)
		stay.service = ANY_SERVICE;

	int status = kg_group(&roster->groups, record, rule->group, &stay.group, err);

	if (status == KG_OK)
		roster->stays[roster->count++] = stay;
	return status;
}

/* The id in `into` of each in `from`; NULL when memory is short. */
static uint32_t *merge_ids(struct kg_categories *into, const struct kg_categories *from)
{
	uint32_t *map = malloc((from->count + 1) * sizeof *map);

	if (map && kg_categories_merge(into, from, map))
		return map;
	free(map);
	return NULL;
}

bool kg_roster_merge(struct kg_roster *into, const struct kg_roster *from)
{
	uint32_t *offices = merge_ids(&into->offices, &from->offices), *services = merge_ids(&into->services, &from->services);
	uint32_t *areas = merge_ids(&into->areas, &from->areas), *groups = NULL;
	bool ok = offices && services && areas && kg_groups_merge(&into->groups, &from->groups, &groups) &&
		  make_room(into, from->count);

	for (size_t i = 0; i < from->count && ok; i++) {
		struct kg_stay stay = from->stays[i];

		stay.office = offices[stay.office];
		stay.service = stay.service == ANY_SERVICE ? ANY_SERVICE : services[stay.service];
		stay.area = areas[stay.area];
		stay.group = groups[stay.group];
		into->stays[into->count++] = stay;
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
	free(services);
	free(areas);
	free(groups);
	return ok;
}

static int compare_units(const struct kg_stay *a, const struct kg_stay *b)
{
	if (a->office != b->office)
		return a->office < b->office ? -1 : 1;
	return (a->service > b->service) - (a->service < b->service);
}

static int by_unit(const void *a, const void *b)
{
	const struct kg_stay *x = a, *y = b;
	int order = compare_units(x, y);

	return order ? order : kg_place_compare(x->place, y->place);
}

/* Gives the roster's offices the list's numbers. */
static int look_up(struct kg_roster *roster, const struct kg_roster *list, uint64_t *unlisted, struct kg_error *err)
{
	uint32_t *ids = malloc((roster->offices.count + 1) * sizeof *ids);
	bool *listed = calloc(list->offices.count + 1, sizeof *listed);
	int status = ids && listed ? KG_OK : kg_error_memory(err);

	for (size_t i = 0; i < list->count && status != KG_SYSTEM; i++)
		listed[list->stays[i].office] = true;
	for (uint32_t i = 0; i < roster->offices.count && status != KG_SYSTEM; i++) {
		struct kg_slice label = kg_category_label(&roster->offices, i);

		if (!kg_category_find(&list->offices, label, &ids[i]))
			status = kg_error_at(err, kg_category_place(&roster->offices, i), NULL,
					     _("office '%.*s' is not in the register"), KG_SLICE_ARG(label));
		else
			*unlisted += !listed[ids[i]];
	}
	for (size_t i = 0; i < roster->count && status == KG_OK; i++)
		roster->stays[i].office = ids[roster->stays[i].office];
	free(ids);
	free(listed);
	return status;
}

/* Stays that belong together. */
struct span {
	const struct kg_stay *at, *end;
};

/* The stays from `at` on that are like it. */
static struct span unit_at(const struct kg_stay *at, const struct kg_stay *end)
{
	struct span unit = { at, at };

	while (unit.end < end && compare_units(at, unit.end) == 0)
		unit.end++;
	return unit;
}

/* A unit's stays are in the order of the input: it is the later one that is wrong. */
static int check_areas(const struct kg_roster *list, struct span unit, struct kg_error *err)
{
	const struct kg_stay *known = unit.at;

	while (known < unit.end && kg_category_blank(&list->areas, known->area))
		known++;
	for (const struct kg_stay *stay = known; stay < unit.end; stay++)
		if (stay->area != known->area && !kg_category_blank(&list->areas, stay->area))
			return kg_error_at(err, stay->place, NULL, _("office '%.*s' is in area '%.*s' here, in '%.*s' at %s:%lu"),
					   KG_SLICE_ARG(kg_category_label(&list->offices, stay->office)),
					   KG_SLICE_ARG(kg_category_label(&list->areas, stay->area)),
					   KG_SLICE_ARG(kg_category_label(&list->areas, known->area)),
					   kg_error_file_name(err, known->place.file), (unsigned long)known->place.line);
	return KG_OK;
}

static bool is_present(struct span periods, int32_t day)
{
	for (const struct kg_stay *stay = periods.at; stay < periods.end; stay++)
		if (stay->period.from <= day && day < stay->period.until)
			return true;
	return false;
}

/* Counts a unit on the days of a group, whose snapshots these are. */
static void count_unit(struct kg_snapshot *shots, size_t days, struct span periods)
{
	bool was = false;

	for (size_t i = 0; i < days; i++) {
		bool is = is_present(periods, shots[i].day);

		shots[i].offices.units++;
		shots[i].adopted.units += is;
		shots[i].joined += i > 0 && is && !was;
		shots[i].left += i > 0 && was && !is;
		was = is;
	}
}

/* The stays of an office. Those before it are done with. */
static struct span periods_of(struct span *rest, uint32_t office)
{
	while (rest->at < rest->end && rest->at->office < office)
		rest->at++;

	struct span own = { rest->at, rest->at };

	while (own.end < rest->end && own.end->office == office)
		own.end++;
	return own;
}

/* Counts the units of `members`, which are sorted. Their periods are their own, or those of the same office in `periods`. */
static int count_units(const struct kg_roster *list, struct span members, struct span *periods, struct kg_snapshot *shots,
		       size_t days, struct kg_census *census, struct kg_error *err)
{
	size_t groups = list->groups.count;
	uint64_t *counted = calloc(groups + 1, sizeof *counted);	/* by group: the last unit there */
	int status = counted ? KG_OK : kg_error_memory(err);

	while (members.at < members.end && status != KG_SYSTEM) {
		struct span unit = unit_at(members.at, members.end);
		struct span own = periods ? periods_of(periods, unit.at->office) : unit;
		int checked = check_areas(list, unit, err);

		status = checked ? checked : status;
		census->offices++;
		for (const struct kg_stay *stay = unit.at; stay < unit.end; stay++) {
			if (counted[stay->group] == census->offices)
				continue;
			counted[stay->group] = census->offices;
			census->added++;
			count_unit(shots + stay->group * days, days, own);
		}
		count_unit(shots + groups * days, days, own);
		members.at = unit.end;
	}
	free(counted);
	return status;
}

static struct span sorted(struct kg_stay *stays, size_t count)
{
	if (count == 0)
		return (struct span){ NULL, NULL };
	qsort(stays, count, sizeof *stays, by_unit);
	return (struct span){ stays, stays + count };
}

/* Empty snapshots, by slot and day, behind the last slot those of all groups. */
static bool add_empty(struct kg_snapshots *shots, size_t groups, const int32_t *days, size_t day_count)
{
	for (size_t slot = 0; slot <= groups; slot++)
		for (size_t i = 0; i < day_count; i++)
			if (!kg_snapshots_add(shots, (struct kg_snapshot){
					.slot = slot < groups ? (uint32_t)slot : KG_ALL_GROUPS, .day = days[i] }))
				return false;
	return true;
}

static int count_listed(struct kg_roster *roster, const struct kg_roster *list, struct kg_snapshot *shots, size_t days,
			struct kg_census *census, struct kg_error *err)
{
	struct kg_stay *members = malloc((list->count + 1) * sizeof *members);
	int status = members ? look_up(roster, list, &census->unlisted, err) : kg_error_memory(err);

	if (status == KG_OK) {
		struct span periods = sorted(roster->stays, roster->count);

		if (list->count)
			memcpy(members, list->stays, list->count * sizeof *members);
		status = count_units(list, sorted(members, list->count), &periods, shots, days, census, err);
	}
	free(members);
	return status;
}

/* Forgets the offices all of whose records are left out. */
static bool forget_left_out(struct kg_roster *roster)
{
	struct kg_categories kept = { .key = roster->offices.key };
	bool ok = true;

	for (size_t i = 0; i < roster->count && ok; i++) {
		uint32_t office = roster->stays[i].office;

		ok = kg_category(&kept, kg_category_label(&roster->offices, office), kg_category_place(&roster->offices, office),
				 &roster->stays[i].office);
	}
	kg_categories_fini(ok ? &roster->offices : &kept);
	if (ok)
		roster->offices = kept;
	return ok;
}

int kg_roster_count(struct kg_roster *roster, const struct kg_roster *list, const int32_t *days, size_t day_count,
		    struct kg_snapshots *shots, struct kg_census *census, struct kg_error *err)
{
	size_t begin = shots->count;

	*census = (struct kg_census){ 0 };
	if (!add_empty(shots, (list ? list : roster)->groups.count, days, day_count))
		return kg_error_memory(err);
	if (list)
		return count_listed(roster, list, shots->at + begin, day_count, census, err);
	if (roster->left_out && !forget_left_out(roster))
		return kg_error_memory(err);
	return count_units(roster, sorted(roster->stays, roster->count), NULL, shots->at + begin, day_count, census, err);
}
