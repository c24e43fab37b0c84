#include "census.h"

#include <stdlib.h>

/* Gives the roster's offices the list's numbers. */
static int look_up(struct kg_roster *roster, const struct kg_roster *list, uint64_t *unlisted, struct kg_error *err)
{
	uint32_t *ids = malloc((roster->offices.count + 1) * sizeof *ids);
	bool *listed = kg_roster_counted(list);
	int status = ids && listed ? KG_OK : kg_error_memory(err);

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

/* Stays that belong together: indexes of them. */
struct span {
	const struct kg_roster *of;
	const uint32_t *at, *end;
};

static const struct kg_stay *stay_at(struct span span)
{
	return &span.of->stays[*span.at];
}

static const uint32_t *terms_at(struct span span)
{
	return kg_tuple_at(&span.of->terms, stay_at(span)->terms);
}

/* Takes the first unit off: the stays of an office with one service. */
static struct span take_unit(struct span *rest)
{
	uint32_t office = stay_at(*rest)->office, service = terms_at(*rest)[KG_TERM_SERVICE];
	struct span unit = *rest;

	while (rest->at < rest->end && stay_at(*rest)->office == office && terms_at(*rest)[KG_TERM_SERVICE] == service)
		rest->at++;
	unit.end = rest->at;
	return unit;
}

/* The earliest stay in any area but this one. */
static struct span earliest_outside(struct span unit, uint32_t area)
{
	struct span earliest = { unit.of, unit.end, unit.end };

	for (; unit.at < unit.end; unit.at++)
		if (terms_at(unit)[KG_TERM_AREA] != KG_NO_AREA && terms_at(unit)[KG_TERM_AREA] != area &&
		    (earliest.at == earliest.end || kg_place_compare(stay_at(unit)->place, stay_at(earliest)->place) < 0))
			earliest.at = unit.at;
	return earliest;
}

/* It is the later record that is wrong. */
static int check_areas(struct span unit, struct kg_error *err)
{
	const struct kg_categories *areas = &unit.of->areas;
	struct span known = earliest_outside(unit, KG_NO_AREA), wrong;

	if (known.at == known.end)
		return KG_OK;
	wrong = earliest_outside(unit, terms_at(known)[KG_TERM_AREA]);
	if (wrong.at == wrong.end)
		return KG_OK;
	return kg_error_at(err, stay_at(wrong)->place, NULL, _("office '%.*s' is in area '%.*s' here, in '%.*s' at %s:%lu"),
			   KG_SLICE_ARG(kg_category_label(&unit.of->offices, stay_at(wrong)->office)),
			   KG_SLICE_ARG(kg_category_label(areas, terms_at(wrong)[KG_TERM_AREA])),
			   KG_SLICE_ARG(kg_category_label(areas, terms_at(known)[KG_TERM_AREA])),
			   kg_error_file_name(err, stay_at(known)->place.file), (unsigned long)stay_at(known)->place.line);
}

static bool has_day(const uint32_t *terms, int32_t day)
{
	return (int32_t)terms[KG_TERM_FROM] <= day && day < (int32_t)terms[KG_TERM_UNTIL];
}

static bool is_present(struct span periods, int32_t day)
{
	bool is = false;

	for (; periods.at < periods.end && !is; periods.at++)
		is = has_day(terms_at(periods), day);
	return is;
}

/* Counts units on the days of a group, whose snapshots these are; they are there on days that are `present`. */
static void add_units(struct kg_snapshot *shots, const bool *present, size_t days, uint64_t units)
{
	for (size_t i = 0; i < days; i++) {
		shots[i].offices.units += units;
		shots[i].adopted.units += present[i] ? units : 0;
		shots[i].joined += i > 0 && present[i] && !present[i - 1] ? units : 0;
		shots[i].left += i > 0 && present[i - 1] && !present[i] ? units : 0;
	}
}

/* The stays of an office. Those before it are done with. */
static struct span periods_of(struct span *rest, uint32_t office)
{
	while (rest->at < rest->end && stay_at(*rest)->office < office)
		rest->at++;

	struct span own = *rest;

	while (rest->at < rest->end && stay_at(*rest)->office == office)
		rest->at++;
	own.end = rest->at;
	rest->at = own.at;
	return own;
}

/* What units are counted with. */
struct count {
	const struct kg_roster *of;
	struct kg_snapshot *shots;	/* by group and day, behind the last group those of all */
	size_t days;
	uint64_t *alone;		/* by terms: units of one stay */
	uint64_t *last;			/* by group: the last unit of several that was counted there */
	bool *present;			/* by day */
	struct kg_census *census;
};

static void count_in(struct count *count, size_t group, uint64_t units)
{
	add_units(count->shots + group * count->days, count->present, count->days, units);
}

/* Units of one stay are all alike whose terms are. */
static void count_alone(struct count *count)
{
	for (uint32_t t = 0; t < count->of->terms.count; t++) {
		const uint32_t *terms = kg_tuple_at(&count->of->terms, t);

		for (size_t i = 0; i < count->days; i++)
			count->present[i] = has_day(terms, count->shots[i].day);
		count_in(count, terms[KG_TERM_GROUP], count->alone[t]);
		count_in(count, count->of->groups.count, count->alone[t]);
		count->census->added += count->alone[t];
	}
}

/* Counts a unit in each of its groups once. */
static void count_unit(struct count *count, struct span unit, struct span periods)
{
	for (size_t i = 0; i < count->days; i++)
		count->present[i] = is_present(periods, count->shots[i].day);
	count_in(count, count->of->groups.count, 1);
	for (; unit.at < unit.end; unit.at++) {
		uint32_t group = terms_at(unit)[KG_TERM_GROUP];

		if (count->last[group] == count->census->offices)
			continue;
		count->last[group] = count->census->offices;
		count->census->added++;
		count_in(count, group, 1);
	}
}

/* Counts the units of `members`, which are in order. Their periods are their own, or those of the same office in `periods`. */
static int count_units(struct count *count, struct span members, struct span *periods, struct kg_error *err)
{
	int status = KG_OK;

	while (members.at < members.end && status != KG_SYSTEM) {
		struct span unit = take_unit(&members);

		count->census->offices++;
		if (!periods && unit.end - unit.at == 1) {
			count->alone[stay_at(unit)->terms]++;
			continue;
		}

		int checked = check_areas(unit, err);

		status = checked ? checked : status;
		count_unit(count, unit, periods ? periods_of(periods, stay_at(unit)->office) : unit);
	}
	count_alone(count);
	return status;
}

enum sort_key { BY_OFFICE, BY_SERVICE };

/* What stays are put in order by; less than key_count(). */
static uint32_t key_of(const struct kg_roster *roster, uint32_t i, enum sort_key key)
{
	const struct kg_stay *stay = &roster->stays[i];

	return key == BY_OFFICE ? stay->office : kg_tuple_at(&roster->terms, stay->terms)[KG_TERM_SERVICE] - KG_ANY_SERVICE;
}

/* Writes indexes of stays, all in their order or as `from` has them, to `to` in the order of a key that is less than `keys`. What
 * has the same key stays in order. */
static bool sort(const struct kg_roster *roster, enum sort_key key, size_t keys, const uint32_t *from, uint32_t *to)
{
	uint32_t *next = calloc(keys + 1, sizeof *next);

	for (uint32_t i = 0; i < roster->count && next; i++)
		next[key_of(roster, i, key) + 1]++;
	for (size_t i = 1; i < keys && next; i++)
		next[i] += next[i - 1];
	for (uint32_t i = 0; i < roster->count && next; i++) {
		uint32_t stay = from ? from[i] : i;

		to[next[key_of(roster, stay, key)]++] = stay;
	}
	free(next);
	return next;
}

/* All stays by office, and by service where services matter; the offices are less than `offices`. The caller frees where it
 * begins; NULL when memory is short. */
static uint32_t *sorted(const struct kg_roster *roster, size_t offices)
{
	size_t services = roster->services.count, size = (roster->count + 1) * sizeof(uint32_t);
	uint32_t *by_service = services ? malloc(size) : NULL, *by_office = malloc(size);

	if (!by_office || (services && (!by_service || !sort(roster, BY_SERVICE, services + 1, NULL, by_service))) ||
	    !sort(roster, BY_OFFICE, offices, by_service, by_office)) {
		free(by_office);
		by_office = NULL;
	}
	free(by_service);
	return by_office;
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

/* The units of `list`, and the periods of the same offices in `roster`, which may be the list itself. */
static int count_in_order(const struct kg_roster *list, const struct kg_roster *roster, struct kg_snapshot *shots, size_t days,
			  struct kg_census *census, struct kg_error *err)
{
	size_t offices = list->offices.count;
	uint32_t *members = sorted(list, offices), *stays = roster == list ? members : sorted(roster, offices);
	struct count count = {
		.of = list, .shots = shots, .days = days, .census = census,
		.alone = calloc(list->terms.count + 1, sizeof *count.alone),
		.last = calloc(list->groups.count + 1, sizeof *count.last),
		.present = calloc(days + 1, sizeof *count.present),
	};
	int status;

	if (members && stays && count.alone && count.last && count.present) {
		struct span units = { list, members, members + list->count }, periods = { roster, stays, stays + roster->count };

		status = count_units(&count, units, roster == list ? NULL : &periods, err);
	} else {
		status = kg_error_memory(err);
	}
	if (stays != members)
		free(stays);
	free(members);
	free(count.alone);
	free(count.last);
	free(count.present);
	return status;
}

int kg_census_take(struct kg_roster *roster, const struct kg_roster *list, const int32_t *days, size_t day_count,
		   struct kg_snapshots *shots, struct kg_census *census, struct kg_error *err)
{
	size_t begin = shots->count;
	int status = KG_OK;

	*census = (struct kg_census){ 0 };
	if (!add_empty(shots, (list ? list : roster)->groups.count, days, day_count))
		return kg_error_memory(err);
	if (list)
		status = look_up(roster, list, &census->unlisted, err);
	return status ? status : count_in_order(list ? list : roster, roster, shots->at + begin, day_count, census, err);
}
