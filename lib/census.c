#include "census.h"

#include <stdlib.h>

/* A record of an office. */
struct entry {
	const struct kg_stay *stay;
	const uint32_t *terms;
};

struct entries {
	struct entry *at;
	size_t count, room;
};

/* The first records of some offices. */
struct firsts {
	const struct kg_stay **at;
	size_t count, room;
};

/* Those that belong together. */
struct span {
	const struct entry *at, *end;
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
	struct entries members, adopters;	/* and those that count, and of adopters, by place */
	struct tally *tallies;			/* by group and day, behind the last group those of all */
	uint64_t *alone;			/* by terms: units of one record */
	uint64_t *last;				/* by group: the last unit of several records that was counted there */
	bool *present;				/* by day */
	struct kg_census census;
	struct firsts lost, absent;		/* of a lost zero; adopters that are no office of the register */
	const struct kg_error *files;		/* knows their names */
	struct kg_error moved;
	bool failed;
};

static struct span all_of(const struct entries *entries)
{
	return (struct span){ entries->at, entries->at + entries->count };
}

/* A record that says the same as the one before says nothing. False when memory is short. */
static bool add_entry(struct entries *entries, const struct kg_stay *stay, const uint32_t *terms)
{
	if (entries->count && entries->at[entries->count - 1].terms == terms)
		return true;
	if (!kg_grow(&entries->at, &entries->room, entries->count + 1, sizeof *entries->at))
		return false;
	entries->at[entries->count++] = (struct entry){ stay, terms };
	return true;
}

static int by_service(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	uint32_t of_x = x->terms[KG_TERM_SERVICE], of_y = y->terms[KG_TERM_SERVICE];

	return of_x == of_y ? kg_place_compare(x->stay->bundled.place, y->stay->bundled.place) : of_x < of_y ? -1 : 1;
}

/* Takes the first unit off: the records of one service. */
static struct span take_unit(struct span *rest)
{
	struct span unit = *rest;

	do
		rest->at++;
	while (rest->at < rest->end && rest->at->terms[KG_TERM_SERVICE] == unit.at->terms[KG_TERM_SERVICE]);
	unit.end = rest->at;
	return unit;
}

/* The earliest in any area but this one; the unit's end if there is none. */
static const struct entry *earliest_outside(struct span unit, uint32_t area)
{
	while (unit.at < unit.end && (unit.at->terms[KG_TERM_AREA] == KG_NO_TERM || unit.at->terms[KG_TERM_AREA] == area))
		unit.at++;
	return unit.at;
}

/* It is the later record that is wrong. */
static void check_areas(struct count *count, struct span unit)
{
	const struct kg_categories *areas = &count->of->areas;
	const struct entry *known = earliest_outside(unit, KG_NO_TERM), *wrong;

	if (known == unit.end)
		return;
	wrong = earliest_outside(unit, known->terms[KG_TERM_AREA]);
	if (wrong == unit.end)
		return;

	struct kg_place place = known->stay->bundled.place;

	kg_error_at(&count->moved, wrong->stay->bundled.place, NULL, _("office '%.*s' is in area '%.*s' here, in '%.*s' at %s:%lu"),
		    KG_SLICE_ARG(kg_roster_label(count->of, count->first)),
		    KG_SLICE_ARG(kg_category_label(areas, wrong->terms[KG_TERM_AREA])),
		    KG_SLICE_ARG(kg_category_label(areas, known->terms[KG_TERM_AREA])),
		    kg_error_file_name(count->files, place.file), (unsigned long)place.line);
}

static bool has_day(struct span periods, int32_t day)
{
	for (; periods.at < periods.end; periods.at++)
		if ((int32_t)periods.at->terms[KG_TERM_FROM] <= day && day < (int32_t)periods.at->terms[KG_TERM_UNTIL])
			return true;
	return false;
}

/* Counts units that are there on the days that are `present`. */
static void add_units(struct count *count, size_t group, uint64_t units)
{
	struct tally *tally = count->tallies + group * count->day_count;
	const bool *present = count->present;

	for (size_t i = 0; i < count->day_count; i++) {
		tally[i].units += units;
		tally[i].adopted += present[i] ? units : 0;
		tally[i].joined += i > 0 && present[i] && !present[i - 1] ? units : 0;
		tally[i].left += i > 0 && present[i - 1] && !present[i] ? units : 0;
	}
}

static void find_present(struct count *count, struct span unit, struct span adopters)
{
	for (size_t i = 0; i < count->day_count; i++)
		count->present[i] = has_day(unit, count->days[i]) || has_day(adopters, count->days[i]);
}

/* Units of one record are all alike whose terms are. */
static void count_alone(struct count *count)
{
	for (uint32_t t = 0; t < count->of->terms.count; t++) {
		const struct entry entry = { .terms = kg_tuple_at(&count->of->terms, t) };

		if (!count->alone[t])
			continue;
		find_present(count, (struct span){ &entry, &entry + 1 }, (struct span){ 0 });
		add_units(count, entry.terms[KG_TERM_GROUP], count->alone[t]);
		add_units(count, count->of->groups.count, count->alone[t]);
		count->census.added += count->alone[t];
	}
}

/* Counts a unit in each of its groups once. */
static void count_unit(struct count *count, struct span unit, struct span adopters)
{
	find_present(count, unit, adopters);
	add_units(count, count->of->groups.count, 1);
	for (; unit.at < unit.end; unit.at++) {
		uint32_t group = unit.at->terms[KG_TERM_GROUP];

		if (count->last[group] == count->census.offices)
			continue;
		count->last[group] = count->census.offices;
		count->census.added++;
		add_units(count, group, 1);
	}
}

static void count_units(struct count *count)
{
	struct span rest = all_of(&count->members), adopters = all_of(&count->adopters);

	if (count->of->services.count && count->members.count > 1)
		qsort(count->members.at, count->members.count, sizeof *count->members.at, by_service);
	while (rest.at < rest.end) {
		struct span unit = take_unit(&rest);

		count->census.offices++;
		if (unit.end - unit.at == 1 && adopters.at == adopters.end) {
			count->alone[unit.at->stay->said->terms]++;
			continue;
		}
		check_areas(count, unit);
		count_unit(count, unit, adopters);
	}
}

static void add_mistyped(struct kg_mistyped *mistyped, const struct kg_stay *stay)
{
	size_t at = mistyped->count < KG_MISTYPED_FIRST ? mistyped->count : KG_MISTYPED_FIRST;

	for (; at > 0 && kg_place_compare(stay->bundled.place, mistyped->first[at - 1]->bundled.place) < 0; at--)
		if (at < KG_MISTYPED_FIRST)
			mistyped->first[at] = mistyped->first[at - 1];
	if (at < KG_MISTYPED_FIRST)
		mistyped->first[at] = stay;
	mistyped->count++;
}

/* Tells the records of an office apart. False when memory is short. */
static bool look_through(struct count *count, const struct kg_bundled *item)
{
	bool ok = true;

	count->members.count = count->adopters.count = 0;
	count->first = NULL;
	for (; item && ok; item = item->next) {
		const struct kg_stay *stay = (const struct kg_stay *)item;
		const uint32_t *terms = kg_roster_terms(count->of, stay);

		if (stay->said->role == KG_ADOPTS) {
			ok = add_entry(&count->adopters, stay, terms);
			continue;
		}
		if (!count->first)
			count->first = stay;
		if (stay->said->role == KG_COUNTS)
			ok = add_entry(&count->members, stay, terms);
		else
			count->census.left_out++;
	}
	return ok;
}

static bool add_first(struct firsts *firsts, const struct kg_stay *stay)
{
	return kg_append(&firsts->at, &firsts->count, &firsts->room, &stay, 1, sizeof *firsts->at);
}

static void count_office(void *state, struct kg_bundled *first)
{
	struct count *count = state;

	if (!look_through(count, first)) {
		count->failed = true;
		return;
	}
	if (!count->first) {
		count->failed |= !add_first(&count->absent, count->adopters.at->stay);
	} else if (!count->members.count) {
		count->census.unlisted += count->adopters.count > 0;
	} else {
		enum kg_code_fault fault = kg_code_fault(KG_CODE_OFFICE, kg_roster_label(count->of, count->first));

		add_mistyped(&count->census.mistyped[fault], count->first);
		if (fault == KG_CODE_LOST_ZERO)
			count->failed |= !add_first(&count->lost, count->first);
		count_units(count);
	}
}

static bool count_init(struct count *count, const struct kg_roster *of, const int32_t *days, size_t day_count,
		       const struct kg_error *err)
{
	*count = (struct count){
		.of = of, .days = days, .day_count = day_count, .files = err,
		.tallies = calloc((of->groups.count + 1) * day_count, sizeof *count->tallies),
		.alone = calloc(of->terms.count + 1, sizeof *count->alone),
		.last = calloc(of->groups.count + 1, sizeof *count->last),
		.present = calloc(day_count, sizeof *count->present),
	};
	kg_error_init(&count->moved, err->tool);
	return count->tallies && count->alone && count->last && count->present;
}

static void count_fini(struct count *count)
{
	free(count->members.at);
	free(count->lost.at);
	free(count->absent.at);
	free(count->adopters.at);
	free(count->tallies);
	free(count->alone);
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
	for (size_t fault = 0; fault < KG_CODE_FAULTS; fault++) {
		const struct kg_mistyped *more = &from->mistyped[fault];
		size_t known = more->count < KG_MISTYPED_FIRST ? more->count : KG_MISTYPED_FIRST;

		for (size_t i = 0; i < known; i++)
			add_mistyped(&into->mistyped[fault], more->first[i]);
		into->mistyped[fault].count += more->count - known;
	}
}

static bool merge_firsts(struct firsts *into, const struct firsts *from)
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
	for (size_t t = 0; t < into->of->terms.count; t++)
		into->alone[t] += from->alone[t];
	merge_census(&into->census, &from->census);
	kg_error_merge(&into->moved, &from->moved);
	into->failed |= from->failed || !merge_firsts(&into->lost, &from->lost) || !merge_firsts(&into->absent, &from->absent);
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

static bool seek(struct sought *sought, const struct firsts *firsts)
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

static void report_absent(const struct sought *sought, const struct firsts *absent, struct kg_error *err)
{
	for (size_t i = 0; i < absent->count; i++) {
		const struct kg_stay *stay = absent->at[i];
		struct kg_slice label = kg_roster_label(sought->roster, stay), twin;
		char text[KG_CODE_ROOM];

		twin = twin_of(sought->roster, stay, text);
		if (has_twin(sought, twin, 1u << KG_COUNTS | 1u << KG_LEFT_OUT))
			kg_error_at(err, stay->bundled.place, NULL,
				    _("office '%.*s' is not in the register, but '%.*s' is; rec-clean puts lost zeros back"),
				    KG_SLICE_ARG(label), KG_SLICE_ARG(twin));
		else
			kg_error_at(err, stay->bundled.place, NULL, _("office '%.*s' is not in the register"), KG_SLICE_ARG(label));
	}
}

static void note_twins(const struct sought *sought, const struct firsts *lost, struct kg_mistyped *twins)
{
	char text[KG_CODE_ROOM];

	for (size_t i = 0; i < lost->count; i++)
		if (has_twin(sought, twin_of(sought->roster, lost->at[i], text), 1u << KG_COUNTS))
			add_mistyped(twins, lost->at[i]);
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
	count_alone(count);
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
	ok = ok && kg_bundles_each(&roster->stays, count_office, counts, sizeof *counts, workers);
	for (size_t i = 1; i < workers && ok; i++)
		merge(&counts[0], &counts[i]);
	status = ok && !counts[0].failed ? report(roster, &counts[0], shots, census, err) : kg_error_memory(err);
	for (size_t i = 0; i < workers && counts; i++)
		count_fini(&counts[i]);
	free(counts);
	return status;
}
