#include "census.h"
#include "array.h"

#include <stdlib.h>

struct stays {
	const struct kg_stay **at;
	size_t count, room;
};

/* Records that belong together. */
struct span {
	const struct kg_stay *const *at, *const *end;
};

/* Units on a day. */
struct tally {
	uint64_t units, adopted, joined, left;
};

/* What one worker counts. */
struct count {
	const struct kg_roster *of;
	const int32_t *days;
	size_t day_count;
	const struct kg_stay *first;		/* of an office: its first record, but those of adopters */
	struct stays members, adopters;		/* and those that count, and of adopters, by place */
	struct tally *tallies;			/* by group and day, behind the last group those of all */
	uint64_t *last;				/* by group: the last unit that was counted there */
	bool *present;				/* by day */
	struct kg_census census;
	struct stays lost, absent;		/* first records: of a lost zero; adopters that are no office of the register */
	const struct kg_error *files;		/* knows their names */
	struct kg_error moved;
	bool failed;
};

static struct span all_of(const struct stays *stays)
{
	return (struct span){ stays->at, stays->at + stays->count };
}

/* False when memory is short. */
static inline bool add(struct stays *stays, const struct kg_stay *stay)
{
	if (!kg_grow(&stays->at, &stays->room, stays->count + 1, sizeof *stays->at))
		return false;
	stays->at[stays->count++] = stay;
	return true;
}

static int by_service(const void *a, const void *b)
{
	const struct kg_stay *x = *(const struct kg_stay *const *)a, *y = *(const struct kg_stay *const *)b;
	uint32_t of_x = x->said->service, of_y = y->said->service;

	return of_x == of_y ? kg_bundled_compare(&x->bundled, &y->bundled) : of_x < of_y ? -1 : 1;
}

/* Takes the first unit off: the records of one service. */
static struct span take_unit(struct span *rest)
{
	struct span unit = *rest;

	do
		rest->at++;
	while (rest->at < rest->end && (*rest->at)->said->service == (*unit.at)->said->service);
	unit.end = rest->at;
	return unit;
}

/* The earliest in any area but this one; NULL if there is none. */
static const struct kg_stay *earliest_outside(struct span unit, uint32_t area)
{
	for (; unit.at < unit.end; unit.at++)
		if ((*unit.at)->said->area != KG_NONE && (*unit.at)->said->area != area)
			return *unit.at;
	return NULL;
}

/* It is the later record that is wrong. */
static void check_areas(struct count *count, struct span unit)
{
	const struct kg_categories *areas = &count->of->areas;
	const struct kg_stay *known = earliest_outside(unit, KG_NONE);
	const struct kg_stay *wrong = known ? earliest_outside(unit, known->said->area) : NULL;

	if (!wrong)
		return;

	struct kg_place at = kg_bundled_place(&known->bundled);

	kg_error_at(&count->moved, kg_bundled_place(&wrong->bundled), NULL, _("office '%.*s' is in area '%.*s' here, in '%.*s' at %s:%lu"),
		    KG_SLICE_ARG(kg_roster_label(count->of, count->first)), KG_SLICE_ARG(kg_category_label(areas, wrong->said->area)),
		    KG_SLICE_ARG(kg_category_label(areas, known->said->area)),
		    kg_error_file_name(count->files, at.file), (unsigned long)at.line);
}

static bool has_day(struct span records, int32_t day)
{
	for (; records.at < records.end; records.at++)
		if ((*records.at)->period.from <= day && day < (*records.at)->period.until)
			return true;
	return false;
}

/* Counts a unit that is there on the days that are `present`. */
static void add_unit(struct count *count, size_t group)
{
	struct tally *tally = count->tallies + group * count->day_count;
	const bool *present = count->present;

	for (size_t i = 0; i < count->day_count; i++) {
		tally[i].units++;
		tally[i].adopted += present[i];
		tally[i].joined += i > 0 && present[i] && !present[i - 1];
		tally[i].left += i > 0 && present[i - 1] && !present[i];
	}
}

/* Counts a unit in each of its groups once. */
static void count_unit(struct count *count, struct span unit, struct span adopters)
{
	count->census.offices++;
	for (size_t i = 0; i < count->day_count; i++)
		count->present[i] = has_day(unit, count->days[i]) || has_day(adopters, count->days[i]);
	add_unit(count, count->of->groups.count);
	for (; unit.at < unit.end; unit.at++) {
		uint32_t group = (*unit.at)->said->group;

		if (count->last[group] == count->census.offices)
			continue;
		count->last[group] = count->census.offices;
		count->census.added++;
		add_unit(count, group);
	}
}

static void count_units(struct count *count)
{
	struct span rest = all_of(&count->members), adopters = all_of(&count->adopters);

	if (count->of->services.count && count->members.count > 1)
		qsort(count->members.at, count->members.count, sizeof *count->members.at, by_service);
	while (rest.at < rest.end) {
		struct span unit = take_unit(&rest);

		if (unit.end - unit.at > 1)
			check_areas(count, unit);
		count_unit(count, unit, adopters);
	}
}

/* Tells the records of an office apart. False when memory is short. */
static bool look_through(struct count *count, struct kg_bundled **items, size_t records)
{
	bool ok = true;

	count->members.count = count->adopters.count = 0;
	count->first = NULL;
	for (size_t i = 0; i < records && ok; i++) {
		const struct kg_stay *stay = (const struct kg_stay *)items[i];

		if (stay->said->role == KG_ADOPTS) {
			ok = add(&count->adopters, stay);
			continue;
		}
		if (!count->first)
			count->first = stay;
		if (stay->said->role == KG_COUNTS)
			ok = add(&count->members, stay);
		else
			count->census.left_out++;
	}
	return ok;
}

static void count_office(void *state, struct kg_bundled **items, size_t records)
{
	struct count *count = state;

	if (!look_through(count, items, records)) {
		count->failed = true;
		return;
	}
	if (!count->first) {
		count->failed |= !add(&count->absent, count->adopters.at[0]);
	} else if (!count->members.count) {
		count->census.unlisted += count->adopters.count > 0;
	} else {
		enum kg_code_fault fault = kg_code_fault(KG_CODE_OFFICE, kg_roster_label(count->of, count->first));

		kg_firsts_add(&count->census.mistyped[fault], &count->first->bundled);
		if (fault == KG_CODE_LOST_ZERO)
			count->failed |= !add(&count->lost, count->first);
		count_units(count);
	}
}

static bool count_init(struct count *count, const struct kg_roster *of, const int32_t *days, size_t day_count,
		       const struct kg_error *err)
{
	*count = (struct count){
		.of = of, .days = days, .day_count = day_count, .files = err,
		.tallies = calloc((of->groups.count + 1) * day_count, sizeof *count->tallies),
		.last = calloc(of->groups.count + 1, sizeof *count->last),
		.present = calloc(day_count, sizeof *count->present),
	};
	kg_error_init(&count->moved, err->tool);
	return count->tallies && count->last && count->present;
}

static void count_fini(struct count *count)
{
	free(count->members.at);
	free(count->lost.at);
	free(count->absent.at);
	free(count->adopters.at);
	free(count->tallies);
	free(count->last);
	free(count->present);
	kg_error_fini(&count->moved);
}

static void merge_census(struct kg_census *into, const struct kg_census *from)
{
	into->offices += from->offices;
	into->added += from->added;
	into->left_out += from->left_out;
	into->unlisted += from->unlisted;
	for (size_t fault = 0; fault < KG_CODE_FAULTS; fault++)
		kg_firsts_merge(&into->mistyped[fault], &from->mistyped[fault]);
}

static bool append(struct stays *into, const struct stays *from)
{
	return kg_append(&into->at, &into->count, &into->room, from->at, from->count, sizeof *from->at);
}

static void merge(struct count *into, struct count *from)
{
	size_t tallies = (into->of->groups.count + 1) * into->day_count;

	for (size_t i = 0; i < tallies; i++) {
		into->tallies[i].units += from->tallies[i].units;
		into->tallies[i].adopted += from->tallies[i].adopted;
		into->tallies[i].joined += from->tallies[i].joined;
		into->tallies[i].left += from->tallies[i].left;
	}
	merge_census(&into->census, &from->census);
	kg_error_merge(&into->moved, &from->moved);
	into->failed |= from->failed || !append(&into->lost, &from->lost) || !append(&into->absent, &from->absent);
}

static bool add_shots(const struct count *count, struct kg_snapshots *shots)
{
	size_t groups = count->of->groups.count;

	for (size_t slot = 0; slot <= groups; slot++)
		for (size_t i = 0; i < count->day_count; i++) {
			const struct tally *tally = &count->tallies[slot * count->day_count + i];

			if (!kg_snapshots_add(shots, (struct kg_snapshot){
					.slot = slot < groups ? (uint32_t)slot : KG_ALL_GROUPS, .day = count->days[i],
					.adopted = kg_whole((int64_t)tally->adopted), .offices = kg_whole((int64_t)tally->units),
					.joined = tally->joined, .left = tally->left }))
				return false;
		}
	return true;
}

/* Numbers that are looked for among all. */
struct sought {
	const struct kg_roster *roster;
	struct kg_categories numbers;
	unsigned char *roles;		/* by number: those of its records, 1 << enum kg_role */
	size_t room;
};

/* The office's number as another record may have it. */
static struct kg_slice twin_of(const struct kg_roster *roster, const struct kg_stay *stay, char twin[KG_CODE_ROOM])
{
	return (struct kg_slice){ twin, kg_code_twin(KG_CODE_OFFICE, kg_roster_label(roster, stay), twin) };
}

static bool seek(struct sought *sought, const struct stays *firsts)
{
	bool ok = true;

	for (size_t i = 0; i < firsts->count && ok; i++) {
		char text[KG_CODE_ROOM];
		struct kg_slice twin = twin_of(sought->roster, firsts->at[i], text);
		uint32_t id;

		ok = twin.len == 0 || (kg_category(&sought->numbers, twin, (struct kg_place){ 0 }, &id) &&
				       kg_grow(&sought->roles, &sought->room, id + (size_t)1, sizeof *sought->roles));
	}
	return ok;
}

static void look_at(void *state, struct kg_bundled *item)
{
	struct sought *sought = state;
	uint32_t id;

	if (kg_category_find(&sought->numbers, kg_bundle_key(&sought->roster->stays, item), &id))
		sought->roles[id] |= (unsigned char)(1u << ((const struct kg_stay *)item)->said->role);
}

/* Is there a record with the twin of this office's number and one of these roles? */
static bool has_twin(const struct sought *sought, struct kg_slice twin, unsigned roles)
{
	uint32_t id;

	return twin.len && kg_category_find(&sought->numbers, twin, &id) && sought->roles[id] & roles;
}

static void report_absent(const struct sought *sought, const struct stays *absent, struct kg_error *err)
{
	for (size_t i = 0; i < absent->count; i++) {
		const struct kg_stay *stay = absent->at[i];
		struct kg_slice label = kg_roster_label(sought->roster, stay), twin;
		char text[KG_CODE_ROOM];

		twin = twin_of(sought->roster, stay, text);
		if (has_twin(sought, twin, 1u << KG_COUNTS | 1u << KG_LEFT_OUT))
			kg_error_at(err, kg_bundled_place(&stay->bundled), NULL,
				    _("office '%.*s' is not in the register, but '%.*s' is; rec-clean puts leading zeros back"),
				    KG_SLICE_ARG(label), KG_SLICE_ARG(twin));
		else
			kg_error_at(err, kg_bundled_place(&stay->bundled), NULL, _("office '%.*s' is not in the register"), KG_SLICE_ARG(label));
	}
}

static void note_twins(const struct sought *sought, const struct stays *lost, struct kg_firsts *twins)
{
	char text[KG_CODE_ROOM];

	for (size_t i = 0; i < lost->count; i++)
		if (has_twin(sought, twin_of(sought->roster, lost->at[i], text), 1u << KG_COUNTS))
			kg_firsts_add(twins, &lost->at[i]->bundled);
}

/* Looks for what stands in one record with its zero and in another without it. False when memory is short. */
static bool compare_twins(struct kg_roster *roster, struct count *count, struct kg_error *err)
{
	struct sought sought = { .roster = roster };
	bool ok = seek(&sought, &count->lost) && seek(&sought, &count->absent);

	if (ok && sought.numbers.count)
		kg_bundles_items(&roster->stays, look_at, &sought);
	if (ok) {
		report_absent(&sought, &count->absent, err);
		note_twins(&sought, &count->lost, &count->census.twins);
	}
	kg_categories_fini(&sought.numbers);
	free(sought.roles);
	return ok;
}

/* Turns what was counted by all into the result. */
static int report(struct kg_roster *roster, struct count *count, struct kg_snapshots *shots, struct kg_census *census,
		  struct kg_error *err)
{
	if (!compare_twins(roster, count, err))
		return kg_error_memory(err);
	if (count->absent.count)
		return KG_INPUT;
	if (count->moved.count) {
		kg_error_merge(err, &count->moved);
		return KG_INPUT;
	}
	*census = count->census;
	return add_shots(count, shots) ? KG_OK : kg_error_memory(err);
}

int kg_census_take(struct kg_roster *roster, const int32_t *days, size_t day_count, size_t workers, struct kg_snapshots *shots,
		   struct kg_census *census, struct kg_error *err)
{
	struct count *counts = calloc(workers, sizeof *counts);
	bool ok = counts;
	int status;

	for (size_t i = 0; i < workers && counts; i++)
		ok = count_init(&counts[i], roster, days, day_count, err) && ok;
	ok = ok && kg_bundles_each(&roster->stays, 1, count_office, counts, sizeof *counts, workers);
	for (size_t i = 1; i < workers && ok; i++)
		merge(&counts[0], &counts[i]);
	status = ok && !counts[0].failed ? report(roster, &counts[0], shots, census, err) : kg_error_memory(err);
	for (size_t i = 0; i < workers && counts; i++)
		count_fini(&counts[i]);
	free(counts);
	return status;
}
