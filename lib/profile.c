#include "profile.h"
#include "array.h"
#include "choice.h"
#include "date.h"
#include "number.h"
#include "word.h"

#include <stdlib.h>

enum {
	SHORT = 64,			/* bytes; longer cells are text */
	REMEMBERED = 1024,		/* cells of a column, */
	REMEMBERED_BYTES = 32 * 1024,	/* together, */
	REMEMBERED_LONGEST = 1024,	/* and each */
	WRITINGS = 4096,		/* of labels: raw cells that are remembered beside them */
};

/* What one cell looks like, and how often it was there since looks were counted last. */
struct kg_profile_look {
	uint64_t count;
	bool missing;
	unsigned traits, formed, proved;	/* the last two are sets of enum kg_code_kind */
};

static const struct {
	const char *separator;
	bool in_text;
} splits[KG_SPLITS] = {
	{ "", false }, { "; ", false }, { ";", false }, { "；", false }, { "\n", false },
	{ "、", true }, { ", ", true }, { ",", true }, { "，", true },
};

const char *kg_profile_separator(size_t split, bool *in_text)
{
	*in_text = splits[split].in_text;
	return splits[split].separator;
}

static const char *const sign_words[] = { "0", "1", "○", "〇", "◯", "●", "◎", "✓", "✔", "レ", "☑", "×", "✕", "☐", "true", "false" };
static const char *const yes_no_words[] = { "yes", "no" };

static bool has_zeros(struct kg_slice cell, struct kg_slice folded)
{
	(void)cell;
	return folded.len > 1 && folded.at[0] == '0' && kg_digit_run(folded) == folded.len;
}

static bool is_integer(struct kg_slice cell, struct kg_slice folded)
{
	size_t sign = kg_slice_starts(folded, "-") || kg_slice_starts(folded, "+");
	struct kg_slice digits = kg_slice_from(folded, sign);

	return digits.len > 0 && digits.len <= KG_DIGITS_MAX && kg_digit_run(digits) == digits.len && !has_zeros(cell, digits);
}

static bool is_number(struct kg_slice cell, struct kg_slice folded)
{
	(void)folded;
	return kg_is_number(cell);
}

static bool is_sign(struct kg_slice cell, struct kg_slice folded)
{
	(void)cell;
	return kg_word_is_one_of(folded, sign_words, sizeof sign_words / sizeof *sign_words);
}

static bool is_yes_no(struct kg_slice cell, struct kg_slice folded)
{
	return is_sign(cell, folded) || kg_word_is_one_of(folded, yes_no_words, sizeof yes_no_words / sizeof *yes_no_words);
}

static bool is_date(struct kg_slice cell, struct kg_slice folded)
{
	int32_t day;

	(void)folded;
	return kg_date_read(cell, &day) == KG_DATE;
}

static bool is_time(struct kg_slice cell, struct kg_slice folded)
{
	if (!is_date(cell, folded))
		return false;
	for (size_t i = 0; i < folded.len; i++)
		if (folded.at[i] == ':' || kg_slice_starts(kg_slice_from(folded, i), "時"))
			return true;
	return false;
}

static bool is_serial(struct kg_slice cell, struct kg_slice folded)
{
	int32_t day;

	(void)folded;
	return kg_date_read_serial(cell, &day);
}

static bool is_named_year(struct kg_slice cell, struct kg_slice folded)
{
	int year;

	return kg_year_read(cell, &year) && kg_digit_run(folded) < folded.len;
}

static bool is_year(struct kg_slice cell, struct kg_slice folded)
{
	int year;

	return is_named_year(cell, folded) || (kg_year_read(cell, &year) && folded.len == 4 && year >= 1900 && year < 2100);
}

/* The second says where else the first means nothing. */
static const struct {
	enum kg_trait trait, of;
	bool (*holds)(struct kg_slice cell, struct kg_slice folded);
} traits[] = {
	{ KG_TRAIT_INTEGER, KG_TRAIT_INTEGER, is_integer }, { KG_TRAIT_NUMBER, KG_TRAIT_NUMBER, is_number },
	{ KG_TRAIT_ZEROS, KG_TRAIT_NUMBER, has_zeros }, { KG_TRAIT_SIGN, KG_TRAIT_SIGN, is_sign },
	{ KG_TRAIT_YES_NO, KG_TRAIT_YES_NO, is_yes_no }, { KG_TRAIT_DATE, KG_TRAIT_DATE, is_date },
	{ KG_TRAIT_TIME, KG_TRAIT_DATE, is_time }, { KG_TRAIT_SERIAL, KG_TRAIT_SERIAL, is_serial },
	{ KG_TRAIT_YEAR, KG_TRAIT_YEAR, is_year }, { KG_TRAIT_YEAR_NAMED, KG_TRAIT_YEAR, is_named_year },
};

static bool is_missing(struct kg_slice cell)
{
	bool digit = cell.len > 0 && kg_is_digit(cell.at[0]);

	return !digit && (kg_is_nothing(cell) || kg_missing_word(cell) != KG_PRESENT);
}

/* What is known to be lacking elsewhere is not looked for again. */
static void look_at_codes(const struct kg_profile *p, struct kg_profile_look *look, struct kg_slice cell)
{
	enum { SHORTEST = 6 };		/* five digits of a municipality prove nothing */
	char repaired[KG_CODE_ROOM];

	for (int kind = KG_CODE_NONE + 1; kind < KG_CODE_KINDS; kind++) {
		if (p->coded)
			look->formed |= (unsigned)(kg_code_fault((enum kg_code_kind)kind, cell) != KG_CODE_FORM) << kind;
		if (!(p->unproved >> kind & 1))
			look->proved |= (unsigned)(kg_code_repair((enum kg_code_kind)kind, cell, repaired) >= SHORTEST) << kind;
	}
}

static struct kg_profile_look look_at(const struct kg_profile *p, struct kg_slice cell)
{
	struct kg_profile_look look = { .missing = is_missing(cell) };
	char text[KG_FOLD_ROOM(SHORT)];
	struct kg_slice folded = { text, 0 };

	if (kg_is_array(cell))
		look.traits = KG_TRAIT_ARRAY;
	if (look.missing || look.traits || cell.len > SHORT)
		return look;
	folded.len = kg_fold(cell, KG_FOLD_CASE, text);
	for (size_t i = 0; i < sizeof traits / sizeof *traits; i++)
		if (!(p->lacks & traits[i].of) && traits[i].holds(cell, folded))
			look.traits |= traits[i].trait;
	look_at_codes(p, &look, cell);
	return look;
}

void kg_answers_fini(struct kg_answers *answers)
{
	kg_categories_fini(&answers->labels);
	free(answers->counts);
	*answers = (struct kg_answers){ 0 };
}

static void give_up(struct kg_answers *answers)
{
	kg_answers_fini(answers);
	answers->too_many = true;
}

static bool count_label(struct kg_answers *answers, struct kg_slice label, struct kg_place place, struct kg_answer count,
			size_t limit)
{
	uint32_t id;

	if (answers->too_many)
		return true;
	if (label.len > KG_LABEL_LONGEST) {
		give_up(answers);
		return true;
	}
	if (answers->labels.index.count < WRITINGS || !kg_category_find(&answers->labels, label, &id))
		if (!kg_category(&answers->labels, label, place, &id))
			return false;
	if (answers->labels.count > limit) {
		give_up(answers);
		return true;
	}
	if (!kg_grow(&answers->counts, &answers->room, answers->labels.count, sizeof *answers->counts))
		return false;
	answers->counts[id].cells += count.cells;
	answers->counts[id].alone += count.alone;
	return true;
}

static bool merge_labels(struct kg_answers *answers, const struct kg_answers *from)
{
	uint32_t *map = kg_categories_map(&answers->labels, &from->labels);
	bool ok = map && kg_grow(&answers->counts, &answers->room, answers->labels.count, sizeof *answers->counts);

	for (uint32_t i = 0; i < from->labels.count && ok; i++) {
		answers->counts[map[i]].cells += from->counts[i].cells;
		answers->counts[map[i]].alone += from->counts[i].alone;
	}
	free(map);
	return ok;
}

static bool merge_answers(struct kg_answers *answers, const struct kg_answers *from, size_t limit)
{
	bool ok = answers->too_many || merge_labels(answers, from);

	answers->several += from->several;
	answers->ended += from->ended;
	if (from->too_many || answers->labels.count > limit)
		give_up(answers);
	return ok;
}

/* +1 for a bracket that opens at the beginning of `text`, -1 for one that closes. */
static int bracket(struct kg_slice text)
{
	static const char *const open[] = { "(", "（", "「", "[", "［" }, *const closed[] = { ")", "）", "」", "]", "］" };
	unsigned char first = (unsigned char)text.at[0], second = text.len > 1 ? (unsigned char)text.at[1] : 0;
	bool ascii = first == '(' || first == ')' || first == '[' || first == ']';

	if (!ascii && !(first == 0xe3 && second == 0x80) && !(first == 0xef && second == 0xbc))
		return 0;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (kg_slice_starts(text, open[i]) || kg_slice_starts(text, closed[i]))
			return kg_slice_starts(text, open[i]) ? 1 : -1;
	return 0;
}

/* Are there brackets, each of which is closed? */
static bool has_brackets(struct kg_slice text)
{
	bool found = false;
	int depth = 0;

	for (; text.len && depth >= 0; text.at++, text.len--) {
		int step = bracket(text);

		found |= step != 0;
		depth += step;
	}
	return found && depth == 0;
}

/* A cell that is being taken apart. */
struct parts {
	struct kg_slice rest;
	const char *separator;
	bool brackets;		/* what stands in brackets is one answer */
};

static bool at_separator(const struct parts *parts, struct kg_slice text)
{
	return text.at[0] == parts->separator[0] && kg_slice_starts(text, parts->separator);
}

/* Takes the next answer that is not blank. */
static bool next_part(struct parts *parts, struct kg_slice *part)
{
	size_t step = strlen(parts->separator);
	int depth = 0;

	while (kg_array_next(&parts->rest, part))
		if ((*part = kg_trim(*part)).len)
			return true;
	*part = (struct kg_slice){ parts->rest.at, 0 };
	while (parts->rest.len) {
		bool between = step && depth == 0 && at_separator(parts, parts->rest);
		size_t taken = between ? step : 1;

		depth += parts->brackets ? bracket(parts->rest) : 0;
		part->len += !between;
		parts->rest.at += taken;
		parts->rest.len -= taken;
		if (between && kg_trim(*part).len)
			break;
		if (between)
			*part = (struct kg_slice){ parts->rest.at, 0 };
	}
	*part = kg_trim(*part);
	return part->len > 0;
}

/* Without the separator at its end. One with a blank is never there. */
static struct kg_slice without_end(struct kg_slice cell, const char *separator)
{
	cell = kg_trim(cell);
	if (*separator && kg_slice_ends(cell, separator))
		cell.len -= strlen(separator);
	return cell;
}

/* A cell that was there so many times. */
struct cells {
	struct kg_slice text;
	struct kg_place place;	/* of the first */
	uint64_t count;
};

static bool take_apart(struct kg_answers *answers, const char *separator, const struct cells *cells, bool brackets, size_t limit)
{
	bool array = kg_is_array(cells->text), ok = true;
	struct kg_slice whole = array ? cells->text : without_end(cells->text, separator), part;
	struct parts parts = { whole, separator, brackets }, again = parts;
	size_t count = 0;

	if (answers->too_many)
		return true;
	if (array && !*separator) {
		give_up(answers);
		return true;
	}
	while (next_part(&parts, &part))
		count++;
	answers->several += count > 1 ? cells->count : 0;
	answers->ended += whole.len < cells->text.len ? cells->count : 0;
	for (size_t i = 0; ok && next_part(&again, &part); i++)
		if (!is_missing(part))
			ok = count_label(answers, part, kg_place_within(cells->place, i),
					 (struct kg_answer){ cells->count, count == 1 ? cells->count : 0 }, limit);
	return ok;
}

static bool has_separator(struct kg_slice cell)
{
	for (; cell.len; cell.at++, cell.len--) {
		if (strchr(";,\n", cell.at[0]) && cell.at[0])
			return true;
		if ((unsigned char)cell.at[0] < 0xe3)
			continue;
		if (kg_slice_starts(cell, "、") || kg_slice_starts(cell, "，") || kg_slice_starts(cell, "；"))
			return true;
	}
	return false;
}

static bool add_answers(struct kg_profile *p, const struct cells *cells)
{
	bool array = kg_is_array(cells->text), brackets, ok = true;

	if (!array && !has_separator(cells->text))
		return count_label(&p->plain, cells->text, cells->place, (struct kg_answer){ cells->count, cells->count },
				   p->limit);
	brackets = !array && has_brackets(cells->text);
	for (size_t i = 0; i < KG_SPLITS && ok; i++)
		ok = take_apart(&p->split[i], splits[i].separator, cells, brackets, p->limit);
	return ok;
}

static bool count_cells(struct kg_profile *p, const struct cells *cells, const struct kg_profile_look *look)
{
	uint32_t id;

	if (look->missing)
		return kg_category(&p->missing, cells->text, cells->place, &id);
	p->present += cells->count;
	p->has |= look->traits;
	p->lacks |= ~look->traits;
	p->unproved |= ~look->proved;
	for (int kind = 0; kind < KG_CODE_KINDS; kind++)
		p->formed[kind] += look->formed >> kind & 1 ? cells->count : 0;
	return (!p->keyed || kg_distinct_add(&p->distinct, cells->text)) && add_answers(p, cells);
}

static bool is_blank(struct kg_slice trimmed)
{
	struct kg_slice element;

	if (!kg_is_array(trimmed))
		return trimmed.len == 0;
	while (kg_array_next(&trimmed, &element))
		if (kg_trim(element).len)
			return false;
	return true;
}

/* Keys all differ: there is nothing to remember. */
static bool is_remembered(const struct kg_profile *p, struct kg_slice cell)
{
	uint32_t id;

	if (p->keyed || cell.len > REMEMBERED_LONGEST)
		return false;
	return (p->cells.count < REMEMBERED && p->cell_bytes < REMEMBERED_BYTES) || kg_category_find(&p->cells, cell, &id);
}

bool kg_profile_add(struct kg_profile *p, struct kg_slice cell, struct kg_place place)
{
	size_t known = p->cells.count;
	struct kg_slice trimmed = kg_trim(cell);
	uint32_t id;

	if (is_blank(trimmed)) {
		p->blank++;
		return true;
	}
	p->cells.key = kg_as_written;
	if (!is_remembered(p, trimmed)) {
		struct kg_profile_look look = look_at(p, trimmed);

		return count_cells(p, &(struct cells){ trimmed, place, 1 }, &look);
	}
	if (!kg_category(&p->cells, trimmed, place, &id) || !kg_grow(&p->looks, &p->look_room, p->cells.count, sizeof *p->looks))
		return false;
	if (id >= known) {
		p->looks[id] = look_at(p, trimmed);
		p->cell_bytes += trimmed.len;
	}
	p->looks[id].count++;
	return true;
}

static bool join(struct kg_profile *p, const struct kg_profile *from)
{
	uint32_t *map = kg_categories_map(&p->missing, &from->missing);
	bool ok = map && kg_distinct_merge(&p->distinct, &from->distinct) && merge_answers(&p->plain, &from->plain, p->limit);

	free(map);
	for (size_t i = 0; i < KG_SPLITS && ok; i++)
		ok = merge_answers(&p->split[i], &from->split[i], p->limit);
	for (int kind = 0; kind < KG_CODE_KINDS; kind++)
		p->formed[kind] += from->formed[kind];
	p->present += from->present;
	p->blank += from->blank;
	p->has |= from->has;
	p->lacks |= from->lacks;
	p->unproved |= from->unproved;
	return ok;
}

/* Cells that were not remembered are counted already, later ones perhaps: so these are counted apart, and joined. */
bool kg_profile_settle(struct kg_profile *p)
{
	struct kg_profile counted = { .limit = p->limit };
	bool ok = true;

	for (uint32_t i = 0; i < p->cells.count && ok; i++) {
		struct cells cells = { kg_category_label(&p->cells, i), kg_category_place(&p->cells, i), p->looks[i].count };

		if (cells.count)
			ok = count_cells(&counted, &cells, &p->looks[i]);
		p->looks[i].count = 0;
	}
	ok = ok && join(p, &counted);
	kg_profile_fini(&counted);
	return ok;
}

bool kg_profile_merge(struct kg_profile *p, struct kg_profile *from)
{
	return kg_profile_settle(p) && kg_profile_settle(from) && join(p, from);
}

void kg_profile_fini(struct kg_profile *p)
{
	kg_categories_fini(&p->missing);
	kg_categories_fini(&p->cells);
	free(p->looks);
	kg_distinct_fini(&p->distinct);
	kg_answers_fini(&p->plain);
	for (size_t i = 0; i < KG_SPLITS; i++)
		kg_answers_fini(&p->split[i]);
	*p = (struct kg_profile){ 0 };
}

bool kg_profile_all(const struct kg_profile *p, enum kg_trait trait)
{
	return p->present > 0 && !(p->lacks & trait);
}

bool kg_profile_any(const struct kg_profile *p, enum kg_trait trait)
{
	return (p->has & trait) != 0;
}

bool kg_profile_answers(const struct kg_profile *p, size_t split, struct kg_answers *answers)
{
	return merge_answers(answers, &p->plain, p->limit) && merge_answers(answers, &p->split[split], p->limit);
}
