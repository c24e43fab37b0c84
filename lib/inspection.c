#include "inspection.h"
#include "array.h"
#include "character.h"
#include "date.h"
#include "misread.h"
#include "naming.h"

#include <stdlib.h>

enum {
	MANY_CELLS = 1024,	/* distinct ones that are kept of a column */
	LONG_CELL = 256,	/* bytes; a remark, hardly there twice */
};

/* What is seen in a distinct cell. */
struct kg_inspection_sight {
	unsigned char flaws, day, share;	/* enum kg_day_look, enum kg_share_look */
};

void kg_inspection_fini(struct kg_inspection *column)
{
	kg_categories_fini(&column->cells);
	free(column->sights);
	kg_days_fini(&column->days);
	kg_shares_fini(&column->shares);
}

static const char *const kinds[] = {
	[KG_CODE_OFFICE] = N_("office number"),
	[KG_CODE_MUNICIPALITY] = N_("municipality code"),
	[KG_CODE_INSURER] = N_("insurer number"),
	[KG_CODE_CORPORATE] = N_("corporate number"),
};

static const char *const weekdays[] = {
	N_("Sunday"), N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
};

/* A cell's answers, one after the other. */
struct answers {
	struct kg_slice rest;
	bool array, single, done;
};

static struct answers answers_of(const struct kg_book_field *book, struct kg_slice cell)
{
	bool array = kg_is_array(cell);

	return (struct answers){ .rest = cell, .array = array, .single = !array && !book->separator.len };
}

static bool next_answer(struct answers *answers, const struct kg_book_field *book, struct kg_slice *answer, int *category)
{
	bool found;

	if (!answers->single && !answers->array)
		return kg_book_next(book, book->separator, &answers->rest, answer, category);
	found = answers->array ? kg_array_next(&answers->rest, answer) : !answers->done;
	if (!found)
		return false;
	if (answers->single)
		*answer = answers->rest;
	answers->done = true;
	*category = kg_book_category(book, *answer);
	return true;
}

/* Is it an answer that the list does not have? What is no answer at all is told elsewhere, and so is one where nothing stands
 * for others. */
static bool is_outside(const struct kg_book_field *book, const struct answers *answers, struct kg_slice answer, int category)
{
	struct kg_meaning meaning;

	if (category >= 0 || (answers->single && book->other < 0))
		return false;
	meaning = kg_book_meaning(book, answer);
	return meaning.missing == KG_PRESENT && (!answers->single || !meaning.fault);
}

static unsigned answer_flaws(const struct kg_book_field *book, struct kg_slice cell)
{
	struct answers answers;
	struct kg_slice answer;
	size_t count = 0;
	unsigned flaws = 0;
	bool exclusive = false;
	int category;

	if (!book || book->category_count == 0)
		return 0;
	for (answers = answers_of(book, cell); next_answer(&answers, book, &answer, &category); count++) {
		exclusive |= category >= 0 && book->categories[category].exclusive;
		if (is_outside(book, &answers, answer, category))
			flaws |= 1u << KG_FLAW_OUTSIDE;
	}
	return flaws | (unsigned)(exclusive && count > 1) << KG_FLAW_EXCLUSIVE;
}

static unsigned text_flaws(enum kg_code_kind code, struct kg_slice text)
{
	static const unsigned of_code[KG_CODE_FAULTS] = {
		[KG_CODE_CHECK_DIGIT] = 1u << KG_FLAW_CHECK_DIGIT,
		[KG_CODE_LOST_ZERO] = 1u << KG_FLAW_LOST_ZERO,
		[KG_CODE_FORM] = 1u << KG_FLAW_CODE_FORM,
	};
	struct kg_slice found;
	const char *meant;
	unsigned flaws = of_code[kg_code_fault(code, text)];
	int named, right;

	if (kg_date_wrong_weekday(text, &named, &right))
		flaws |= 1u << KG_FLAW_WEEKDAY;
	if (kg_lookalike(text, 0, &found, &meant))
		flaws |= 1u << KG_FLAW_LOOKALIKE;
	return flaws;
}

static unsigned flaws_of(const struct kg_inspection *column, struct kg_slice cell)
{
	unsigned flaws = answer_flaws(column->book, cell);
	struct kg_slice element;

	if (!kg_is_array(cell))
		return flaws | text_flaws(column->code, cell);
	while (kg_array_next(&cell, &element))
		flaws |= text_flaws(column->code, element);
	return flaws;
}

/* Where the codebook says that cells are dates, what is none is an error already. */
static enum kg_day_look day_of(const struct kg_inspection *column, struct kg_slice cell)
{
	enum kg_book_type type = column->book ? column->book->type : KG_BOOK_STRING;
	enum kg_day_look look;

	if (column->code != KG_CODE_NONE || (type != KG_BOOK_STRING && type != KG_BOOK_DATE) || kg_is_array(cell))
		return KG_DAY_NONE;
	look = kg_day_look(cell);
	return type == KG_BOOK_STRING || look == KG_DAY_OUTSIDE_ERA ? look : KG_DAY_NONE;
}

/* What the cell would be among others of its column. */
static struct kg_inspection_sight place_in_column(const struct kg_inspection *column, struct kg_slice cell)
{
	enum kg_share_look share = kg_is_array(cell) ? KG_SHARE_NONE : kg_share_look(cell);

	return (struct kg_inspection_sight){ .day = (unsigned char)day_of(column, cell), .share = (unsigned char)share };
}

static struct kg_inspection_sight sight_of(const struct kg_inspection *column, struct kg_slice cell)
{
	struct kg_inspection_sight sight = place_in_column(column, cell);

	sight.flaws = (unsigned char)flaws_of(column, cell);
	return sight;
}

/* Digits and signs alone pass for nothing else and name no weekday. */
static bool is_plain(struct kg_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0x80 || (text.at[i] | 0x20) >= 'a')
			return false;
	return true;
}

/* Most numbers are neither days, as spreadsheets count them or without separators, nor fractions. */
static bool is_figure(struct kg_slice text)
{
	enum { SERIAL = 5, PACKED = 8 };	/* digits */
	size_t digits = kg_digit_run(text);
	struct kg_slice behind = kg_slice_from(text, digits);

	if (behind.len == 0)
		return digits != SERIAL && digits != PACKED;
	return digits > 0 && *text.at != '0' && *behind.at == '.' &&
	       kg_digit_run(kg_slice_from(behind, 1)) + 1 == behind.len;
}

/* Looks at a cell of more than digits and signs, unless it is known. */
static bool look(struct kg_inspection *column, struct kg_slice text, struct kg_place place, struct kg_inspection_sight *sight)
{
	size_t known = column->cells.count;
	uint32_t id;

	column->cells.key = kg_as_written;
	if (text.len > LONG_CELL || (known >= MANY_CELLS && !kg_category_find(&column->cells, text, &id))) {
		column->many |= text.len <= LONG_CELL;
		*sight = sight_of(column, text);
		return true;
	}
	if (!kg_category(&column->cells, text, place, &id) ||
	    !kg_grow(&column->sights, &column->room, column->cells.count, sizeof *column->sights))
		return false;
	if (id >= known)
		column->sights[id] = sight_of(column, text);
	*sight = column->sights[id];
	return true;
}

bool kg_inspect(struct kg_inspection *column, struct kg_slice cell, struct kg_place place, unsigned *flaws)
{
	struct kg_slice text = kg_trim(cell);
	struct kg_inspection_sight sight = { 0 };
	bool free = !column->book && column->code == KG_CODE_NONE;

	*flaws = 0;
	if (text.len == 0)
		return true;
	if (free && is_figure(text))
		return kg_days_add(&column->days, text, KG_DAY_NONE, place);
	if (free && is_plain(text))
		sight = place_in_column(column, text);
	else if (!look(column, text, place, &sight))
		return false;
	*flaws = sight.flaws;
	return kg_days_add(&column->days, text, (enum kg_day_look)sight.day, place) &&
	       kg_shares_add(&column->shares, text, (enum kg_share_look)sight.share, place);
}

static bool tell_check_digit(const struct kg_inspection *column, struct kg_slice cell, struct kg_finding about,
			   struct kg_findings *to)
{
	return kg_findings_add(to, about, _("'%.*s': the check digit of this %s does not fit the rest of it"), KG_SLICE_ARG(cell),
			       _(kinds[column->code]));
}

static bool tell_code_form(const struct kg_inspection *column, struct kg_slice cell, struct kg_finding about,
			   struct kg_findings *to)
{
	return kg_findings_add(to, about, _("'%.*s' is not written as this kind of code is: %s"), KG_SLICE_ARG(cell),
			       _(kinds[column->code]));
}

static bool tell_lost_zero(const struct kg_inspection *column, struct kg_slice cell, struct kg_finding about,
			   struct kg_findings *to)
{
	char repaired[KG_CODE_ROOM];

	if (kg_code_repair(column->code, cell, repaired) == 0)
		return true;
	return kg_findings_add(to, about, _("'%.*s' has lost its leading zero: %s"), KG_SLICE_ARG(cell), repaired);
}

static bool tell_weekday(const struct kg_inspection *column, struct kg_slice cell, struct kg_finding about,
			   struct kg_findings *to)
{
	char day_text[KG_DATE_ROOM] = "";
	int named, right;
	int32_t day;

	(void)column;
	if (!kg_date_wrong_weekday(cell, &named, &right))
		return true;
	if (kg_date_read(cell, &day) == KG_DATE)
		kg_date_print(day, day_text);
	return kg_findings_add(to, about, _("'%.*s': %s is a %s, not a %s"), KG_SLICE_ARG(cell), day_text, _(weekdays[right]),
			       _(weekdays[named]));
}

/* Each character is told once. There are no more of them than radicals, U+2E80 to U+2FD5, and the doubles of some others. */
static bool tell_lookalike(const struct kg_inspection *column, struct kg_slice cell, struct kg_finding about,
			   struct kg_findings *to)
{
	enum { MOST = 400 };
	char32_t told[MOST];
	struct kg_slice found;
	const char *meant;
	size_t count = 0;
	bool ok = true;

	(void)column;
	for (size_t from = 0; ok && kg_lookalike(cell, from, &found, &meant); from = (size_t)(found.at - cell.at) + found.len) {
		size_t i = 0;

		told[count] = kgi_point(found);
		while (told[i] != told[count])
			i++;
		if (i < count || count == MOST - 1)
			continue;
		count++;
		ok = kg_findings_add(to, about, _("'%.*s' (U+%04X) looks like '%s' and is another character"),
				     KG_SLICE_ARG(found), (unsigned)told[i], meant);
	}
	return ok;
}

static bool tell_exclusive(const struct kg_inspection *column, struct kg_slice cell, struct kg_finding about,
			   struct kg_findings *to)
{
	struct answers answers = answers_of(column->book, cell);
	struct kg_slice answer;
	int category;

	while (next_answer(&answers, column->book, &answer, &category))
		if (category >= 0 && column->book->categories[category].exclusive)
			return kg_findings_add(to, about, _("'%.*s' stands alone, and is given with other answers"),
					       KG_SLICE_ARG(column->book->categories[category].label));
	return true;
}

static bool tell_outside(const struct kg_inspection *column, struct kg_slice cell, struct kg_finding about,
			   struct kg_findings *to)
{
	struct answers answers = answers_of(column->book, cell);
	struct kg_slice answer;
	bool ok = true;
	int category;

	while (ok && next_answer(&answers, column->book, &answer, &category)) {
		if (!is_outside(column->book, &answers, answer, category))
			continue;
		about.value = answer;
		ok = kg_findings_add(to, about, _("'%.*s' is no answer of the list"), KG_SLICE_ARG(answer));
	}
	return ok;
}

static const struct {
	const char *code;
	bool error, of_text;	/* of_text: of one element, where the cell is an array */
	bool (*tell)(const struct kg_inspection *, struct kg_slice cell, struct kg_finding, struct kg_findings *);
} flaw_rows[KG_FLAWS] = {
	[KG_FLAW_CHECK_DIGIT] = { "check-digit", false, true, tell_check_digit },
	[KG_FLAW_CODE_FORM] = { "code-form", false, true, tell_code_form },
	[KG_FLAW_EXCLUSIVE] = { "exclusive", true, false, tell_exclusive },
	[KG_FLAW_LOOKALIKE] = { "lookalike", false, true, tell_lookalike },
	[KG_FLAW_LOST_ZERO] = { "lost-zero", false, true, tell_lost_zero },
	[KG_FLAW_OUTSIDE] = { "outside", false, false, tell_outside },
	[KG_FLAW_WEEKDAY] = { "weekday", false, true, tell_weekday },
};

static bool tell(const struct kg_inspection *column, unsigned flaws, bool of_text, struct kg_slice cell, struct kg_finding about,
		 struct kg_findings *to)
{
	bool ok = true;

	for (unsigned flaw = 0; flaw < KG_FLAWS && ok; flaw++) {
		if (!(flaws & 1u << flaw) || flaw_rows[flaw].of_text != of_text)
			continue;
		about.code = flaw_rows[flaw].code;
		about.error = flaw_rows[flaw].error;
		about.value = cell;
		ok = flaw_rows[flaw].tell(column, cell, about, to);
	}
	return ok;
}

bool kg_flaws_tell(const struct kg_inspection *column, unsigned flaws, struct kg_slice cell, struct kg_finding about,
		   struct kg_findings *to)
{
	struct kg_slice text = kg_trim(cell), element;
	bool ok = tell(column, flaws, false, text, about, to);

	if (!kg_is_array(text))
		return ok && tell(column, flaws, true, text, about, to);
	while (ok && kg_array_next(&text, &element))
		ok = tell(column, text_flaws(column->code, element), true, element, about, to);
	return ok;
}

bool kg_inspection_merge(struct kg_inspection *into, struct kg_inspection *from)
{
	if (!into->book)
		into->book = from->book;
	if (!into->code)
		into->code = from->code;
	into->serials |= from->serials;
	into->many |= from->many;
	kg_shares_merge(&into->shares, &from->shares);
	if (!kg_days_merge(&into->days, &from->days))
		return false;
	if (into->many)
		return true;

	uint32_t *map = kg_categories_map(&into->cells, &from->cells);
	bool ok = map && kg_grow(&into->sights, &into->room, into->cells.count, sizeof *into->sights);

	for (size_t i = 0; i < from->cells.count && ok; i++)
		into->sights[map[i]] = from->sights[i];
	free(map);
	into->many |= into->cells.count > MANY_CELLS;
	return ok;
}

bool kg_misread_tell(struct kg_slice label, struct kg_finding about, struct kg_findings *to)
{
	about.code = "misread";
	about.value = label;
	return kg_findings_add(to, about, _("'%.*s' looks like a text that lost ① ② ③ or Ⅰ Ⅱ Ⅲ when it was converted"),
			       KG_SLICE_ARG(label));
}

static bool tell_misread(const struct kg_inspection *column, struct kg_finding about, struct kg_findings *to)
{
	const struct kg_categories *cells = &column->cells;
	uint32_t *ids = column->many ? NULL : malloc((cells->count + 1) * sizeof *ids), id;
	bool ok = column->many || (ids && kg_categories_order(cells, KG_ORDER_GIVEN, ids));
	struct kgi_misread seen = { 0 };

	for (size_t i = 0; i < cells->count && ids && ok; i++)
		kgi_misread_see(&seen, kg_category_label(cells, ids[i]));
	free(ids);

	struct kg_slice found = kgi_misread_found(&seen);

	if (!ok || found.len == 0)
		return ok;
	if (kg_category_find(cells, found, &id))
		about.place = kg_category_place(cells, id);
	return kg_misread_tell(found, about, to);
}

bool kg_inspection_tell(struct kg_inspection *column, struct kg_finding about, struct kg_findings *to)
{
	bool named = kg_naming_day(about.column) || (column->book && column->book->type == KG_BOOK_DATE);

	return tell_misread(column, about, to) && kg_days_tell(&column->days, named, column->serials, about, to) &&
	       kg_shares_tell(&column->shares, about, to);
}
