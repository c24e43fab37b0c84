#include "days.h"
#include "array.h"
#include "character.h"

#include <stdlib.h>

enum {
	MANY_DOUBTS = 10000,	/* that are kept; in a column of dates there are not so many */
	LONGEST = 64,		/* bytes of a cell that is written like a date */
	SERIAL_DIGITS = 5,	/* 1927 to 2173 */
	YEAR_DIGITS = 4,
	PACKED_DIGITS = 8,
};

/* With capital letters, too. */
static const char *const eras[] = { "明", "大", "昭", "平", "令", "m", "t", "s", "h", "r", "M", "T", "S", "H", "R" };

/* What stands between the numbers of a date; with two points it is written like one. */
static const struct {
	const char *mark;
	int points;
} marks[] = { { "年", 2 }, { "月", 2 }, { "/", 2 }, { "-", 1 }, { ".", 1 } };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Most texts are told from dates by their first character. */
static bool may_begin(struct kg_slice cell)
{
	enum { CHARACTER = 4 };		/* bytes, at most */
	char text[KG_FOLD_ROOM(CHARACTER)];
	struct kg_slice folded = { text, cell.len ? kg_fold(kgi_first_character(cell), KG_FOLD_WIDTH, text) : 0 };
	bool may = folded.len && kg_is_digit(*folded.at);

	for (size_t i = 0; i < COUNT(eras) && !may; i++)
		may = kg_slice_starts(folded, eras[i]);
	return may;
}

/* What digits are followed by where they are a year, or a month; a zero begins telephone numbers. */
static bool may_go_on(struct kg_slice cell, size_t digits)
{
	struct kg_slice behind = kg_slice_from(cell, digits);
	bool decimal = kg_slice_starts(behind, ".") && kg_digit_run(kg_slice_from(behind, 1)) + 1 == behind.len;

	if (behind.len == 0 || decimal)
		return digits == PACKED_DIGITS && !decimal;
	if ((unsigned char)*behind.at < 0x80 && !strchr("-/. ([T", *behind.at))
		return false;
	return digits < YEAR_DIGITS - 1 || digits == PACKED_DIGITS || (digits == YEAR_DIGITS && *cell.at != '0');
}

static bool is_written_so(struct kg_slice cell)
{
	char text[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice left = { text, cell.len <= LONGEST ? kg_fold(cell, KG_FOLD_WIDTH, text) : 0 };
	int points = 0;

	for (; left.len && points < 2; left.at++, left.len--)
		for (size_t i = 0; i < COUNT(marks); i++)
			points += kg_slice_starts(left, marks[i].mark) ? marks[i].points : 0;
	return points >= 2;
}

enum kg_day_look kg_day_look(struct kg_slice cell)
{
	size_t digits = kg_digit_run(cell);
	enum kg_date_kind kind;
	int32_t day;

	if (digits == SERIAL_DIGITS && digits == cell.len)
		return *cell.at != '0' ? KG_DAY_SERIAL : KG_DAY_NONE;
	if (digits ? !may_go_on(cell, digits) : !may_begin(cell))
		return KG_DAY_NONE;
	kind = kg_date_read(cell, &day);
	if (kind == KG_DATE)
		return digits == 0 && kg_date_flaw(cell) == KG_DATE_OUTSIDE_ERA ? KG_DAY_OUTSIDE_ERA : KG_DAY;
	if (kind != KG_DATE_MALFORMED)
		return KG_DAY_NONE;
	if (kg_date_flaw(cell) == KG_DATE_NO_DAY)
		return KG_DAY_IMPOSSIBLE;
	return is_written_so(cell) ? KG_DAY_PART : KG_DAY_NONE;
}

void kg_days_fini(struct kg_days *days)
{
	free(days->doubts);
	kg_arena_fini(&days->arena);
	*days = (struct kg_days){ 0 };
}

bool kg_days_add(struct kg_days *days, struct kg_slice cell, enum kg_day_look look, struct kg_place place)
{
	days->filled++;
	days->dates += look == KG_DAY || look == KG_DAY_OUTSIDE_ERA;
	if (look == KG_DAY_NONE || look == KG_DAY || days->count >= MANY_DOUBTS)
		return true;

	struct kg_day_doubt doubt = { kg_arena_copy(&days->arena, cell), look, place };

	return doubt.cell.at && kg_append(&days->doubts, &days->count, &days->room, &doubt, 1, sizeof doubt);
}

bool kg_days_merge(struct kg_days *into, struct kg_days *from)
{
	if (!kg_append(&into->doubts, &into->count, &into->room, from->doubts, from->count, sizeof *from->doubts))
		return false;
	kg_arena_merge(&into->arena, &from->arena);
	into->filled += from->filled;
	into->dates += from->dates;
	from->count = 0;
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct kg_day_doubt *x = a, *y = b;

	return kg_place_compare(x->place, y->place);
}

/* Each is told with the day that it is read as, or may be meant as. */
typedef bool tell(struct kg_slice cell, const char *day, struct kg_finding, struct kg_findings *);

static bool tell_era(struct kg_slice cell, const char *day, struct kg_finding about, struct kg_findings *to)
{
	return kg_findings_add(to, about, _("'%.*s' is not in its era, and is read as %s"), KG_SLICE_ARG(cell), day);
}

static bool tell_impossible(struct kg_slice cell, const char *day, struct kg_finding about, struct kg_findings *to)
{
	(void)day;
	return kg_findings_add(to, about, _("'%.*s': there is no such day"), KG_SLICE_ARG(cell));
}

static bool tell_serial(struct kg_slice cell, const char *day, struct kg_finding about, struct kg_findings *to)
{
	return kg_findings_add(to, about, _("'%.*s' is no date; as spreadsheets count days it would be %s"), KG_SLICE_ARG(cell), day);
}

static bool tell_part(struct kg_slice cell, const char *day, struct kg_finding about, struct kg_findings *to)
{
	(void)day;
	return kg_findings_add(to, about, _("'%.*s' is no date, and most cells of this column are"), KG_SLICE_ARG(cell));
}

static const struct {
	const char *code;
	tell *tell;
} looks[] = {
	[KG_DAY_OUTSIDE_ERA] = { "era", tell_era },
	[KG_DAY_IMPOSSIBLE] = { "date", tell_impossible },
	[KG_DAY_SERIAL] = { "date", tell_serial },
	[KG_DAY_PART] = { "date", tell_part },
};

static bool tell_doubt(const struct kg_day_doubt *doubt, struct kg_finding about, struct kg_findings *to)
{
	char text[KG_DATE_ROOM] = "";
	int32_t day;

	if (kg_date_read(doubt->cell, &day) == KG_DATE || kg_date_read_serial(doubt->cell, &day))
		kg_date_print(day, text);
	about.place = doubt->place;
	about.value = doubt->cell;
	about.code = looks[doubt->look].code;
	return looks[doubt->look].tell(doubt->cell, text, about, to);
}

bool kg_days_tell(struct kg_days *days, bool named, bool serials, struct kg_finding about, struct kg_findings *to)
{
	bool most = days->dates > days->filled / 2, ok = true;
	size_t count = days->count < MANY_DOUBTS ? days->count : MANY_DOUBTS;

	if (count && (most || named))
		qsort(days->doubts, days->count, sizeof *days->doubts, by_place);
	for (size_t i = 0; i < count && (most || named) && ok; i++) {
		enum kg_day_look look = days->doubts[i].look;

		if ((look != KG_DAY_PART || most) && (look != KG_DAY_SERIAL || !serials))
			ok = tell_doubt(&days->doubts[i], about, to);
	}
	return ok;
}
