#include "draft.h"
#include "naming.h"
#include "stem.h"

#include <stdint.h>
#include <stdlib.h>

enum { NO_NUMBER = -1000000 };

static const char other_label[] = "その他";

size_t kg_draft_limit(size_t max_categories)
{
	return max_categories * 4;
}

/* A column on its way to a field. */
struct draft {
	const struct kg_draft_column *column;
	struct kg_book_field *field;
	struct kg_arena *arena;
	size_t max;
};

static bool copy(const struct draft *d, struct kg_slice text, struct kg_slice *kept)
{
	*kept = kg_arena_copy(d->arena, text);
	return kept->at != NULL;
}

/* The labels of a column that are to be categories. */
struct choices {
	struct kg_answers answers;
	uint32_t *ids;		/* in their order */
	size_t count;
	bool write_ins;		/* the others were written in */
};

static void choices_fini(struct choices *choices)
{
	kg_answers_fini(&choices->answers);
	free(choices->ids);
	*choices = (struct choices){ 0 };
}

/* Do the labels recur, as those of a printed list do? One that is there once is a rare choice; many of them beside a short list
 * were written in. */
static bool recur(const struct kg_answers *answers, size_t max, bool *write_ins)
{
	uint64_t cells = 0;
	size_t count = answers->labels.count, single = 0, list;

	if (answers->too_many || count == 0)
		return false;
	for (size_t i = 0; i < count; i++) {
		cells += answers->counts[i].cells;
		single += answers->counts[i].cells == 1;
	}
	list = count - single;
	*write_ins = count > max;
	if (*write_ins && (list < 2 || 2 * list > max || single < list))
		return false;
	return cells >= 2 * count && single * 4 <= cells;
}

/* The number a label begins with, -999999 to 999999; NO_NUMBER without one. */
static long leading_number(struct kg_slice label)
{
	enum { LONGEST_NUMBER = 6 };
	char room[KG_FOLD_ROOM(KG_LABEL_LONGEST)];
	struct kg_slice folded = { room, kg_fold(label, KG_FOLD_WIDTH, room) };
	size_t sign = kg_slice_starts(folded, "-") || kg_slice_starts(folded, "+"), i = sign;
	long number = 0;

	for (; i < folded.len && kg_is_digit(folded.at[i]); i++)
		if (i < sign + LONGEST_NUMBER)
			number = number * 10 + folded.at[i] - '0';
	if (i == sign || i > sign + LONGEST_NUMBER)
		return NO_NUMBER;
	return folded.at[0] == '-' ? -number : number;
}

struct ranked {
	long number;
	size_t rank;		/* of first appearance */
	uint32_t id;
};

static int by_number(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

/* Labels that all begin with a number are in its order. */
static bool order_by_number(struct choices *choices)
{
	const struct kg_categories *labels = &choices->answers.labels;
	struct ranked *ranked = malloc((choices->count + 1) * sizeof *ranked);
	bool numbered = true;

	if (!ranked)
		return false;
	for (size_t i = 0; i < choices->count && numbered; i++) {
		ranked[i] = (struct ranked){ leading_number(kg_category_label(labels, choices->ids[i])), i, choices->ids[i] };
		numbered = ranked[i].number != NO_NUMBER;
	}
	if (numbered && choices->count) {
		qsort(ranked, choices->count, sizeof *ranked, by_number);
		for (size_t i = 0; i < choices->count; i++)
			choices->ids[i] = ranked[i].id;
	}
	free(ranked);
	return true;
}

static bool order_choices(struct choices *choices)
{
	const struct kg_answers *answers = &choices->answers;
	size_t count = answers->labels.count;

	choices->ids = malloc((count + 1) * sizeof *choices->ids);
	if (!choices->ids || !kg_categories_order(&answers->labels, KG_ORDER_GIVEN, choices->ids))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!choices->write_ins || answers->counts[choices->ids[i]].cells > 1)
			choices->ids[choices->count++] = choices->ids[i];
	return order_by_number(choices);
}

/* What somebody wrote in is その他, which is there or else last. */
static bool add_other(const struct draft *d)
{
	struct kg_book_field *field = d->field;

	for (size_t i = 0; i < field->category_count && field->other < 0; i++)
		if (kg_slice_same(field->categories[i].value, kg_slice(other_label)))
			field->other = (int)i;
	if (field->other < 0) {
		struct kg_book_category *other = &field->categories[field->category_count];

		field->other = (int)field->category_count++;
		*other = (struct kg_book_category){ 0 };
		if (!copy(d, kg_slice(other_label), &other->value))
			return false;
		other->label = other->value;
	}
	return true;
}

static bool put_categories(const struct draft *d, struct choices *choices)
{
	struct kg_book_field *field = d->field;

	field->categories = kg_arena_take(d->arena, (choices->count + 1) * sizeof *field->categories);
	if (!field->categories)
		return false;
	for (size_t i = 0; i < choices->count; i++) {
		struct kg_slice label = kg_category_label(&choices->answers.labels, choices->ids[i]);
		const struct kg_answer *count = &choices->answers.counts[choices->ids[i]];
		struct kg_book_category *category = &field->categories[field->category_count++];

		*category = (struct kg_book_category){ 0 };
		if (!copy(d, label, &category->value))
			return false;
		category->label = category->value;
		/* data may contradict itself, but not as a rule */
		category->exclusive = field->separator.len && kg_naming_exclusive(label) && count->alone * 10 >= count->cells * 9;
	}
	return !choices->write_ins || add_other(d);
}

/* Is this how the column's cells are to be taken apart? In the sentences of a text there are commas, too. */
static bool is_split(const struct draft *d, const struct kg_answers *answers, const struct kg_answers *whole, bool in_text,
		     bool *write_ins)
{
	const struct kg_profile *p = d->column->profile;

	*write_ins = false;
	if (kg_profile_any(p, KG_TRAIT_ARRAY) || (answers->ended == p->present && !answers->too_many))
		return !answers->too_many && answers->labels.count && answers->labels.count <= d->max;
	if (answers->several < (in_text ? 2 : 1) || !recur(answers, d->max, write_ins))
		return false;
	return !in_text || whole->too_many || answers->labels.count < whole->labels.count;
}

/* Finds the way of taking cells apart that has the fewest answers. KG_SPLITS without one. */
static bool find_split(const struct draft *d, struct choices *best, size_t *found)
{
	struct kg_answers whole = { 0 };
	bool ok = kg_profile_answers(d->column->profile, 0, &whole);

	*found = KG_SPLITS;
	for (size_t i = 1; i < KG_SPLITS && ok; i++) {
		struct choices choices = { 0 };
		bool in_text, fits;

		kg_profile_separator(i, &in_text);
		ok = kg_profile_answers(d->column->profile, i, &choices.answers);
		fits = ok && is_split(d, &choices.answers, &whole, in_text, &choices.write_ins);
		if (fits && (*found == KG_SPLITS || choices.answers.labels.count < best->answers.labels.count)) {
			choices_fini(best);
			*best = choices;
			*found = i;
		} else {
			choices_fini(&choices);
		}
	}
	kg_answers_fini(&whole);
	return ok;
}

static bool draft_multiple(const struct draft *d)
{
	bool array = kg_profile_any(d->column->profile, KG_TRAIT_ARRAY), in_text, ok;
	struct choices choices = { 0 };
	size_t split;

	ok = find_split(d, &choices, &split);
	if (ok && split < KG_SPLITS) {
		const char *separator = array ? ";" : kg_profile_separator(split, &in_text);

		d->field->type = array ? KG_BOOK_LIST : KG_BOOK_STRING;
		ok = order_choices(&choices) && copy(d, kg_slice(separator), &d->field->separator) && put_categories(d, &choices);
	}
	choices_fini(&choices);
	return ok;
}

static bool draft_single(const struct draft *d)
{
	struct choices choices = { 0 };
	bool ok = kg_profile_answers(d->column->profile, 0, &choices.answers);

	if (ok && recur(&choices.answers, d->max, &choices.write_ins))
		ok = order_choices(&choices) && put_categories(d, &choices);
	choices_fini(&choices);
	return ok;
}

/* 8, 9, 88, 99 and so on are what is usually written for not asked and no answer, far from the others. */
static bool is_apart(long number)
{
	long digit = number % 10;

	while (number > 9 && number / 10 % 10 == digit)
		number /= 10;
	return number == 8 || number == 9;
}

/* Are whole numbers codes of answers: few, from 1 or less on, with few gaps? */
static bool are_codes(const struct draft *d, const struct kg_answers *answers)
{
	bool write_ins;
	long low = 1, high = 1;
	size_t apart = 0;

	if (kg_naming_measure(d->column->name) || !recur(answers, d->max, &write_ins) ||
	    write_ins)
		return false;
	for (uint32_t i = 0; i < answers->labels.count; i++) {
		long number = leading_number(kg_category_label(&answers->labels, i));

		if (number == NO_NUMBER)
			return false;
		low = number < low ? number : low;
		if (is_apart(number))
			apart++;
		else
			high = number > high ? number : high;
	}
	return apart < answers->labels.count && (size_t)(high - low + 1) <= 2 * (answers->labels.count - apart);
}

static bool draft_integer(const struct draft *d)
{
	struct choices choices = { 0 };
	bool ok = kg_profile_answers(d->column->profile, 0, &choices.answers);

	d->field->type = KG_BOOK_INTEGER;
	if (ok && are_codes(d, &choices.answers))
		ok = order_choices(&choices) && put_categories(d, &choices);
	choices_fini(&choices);
	return ok;
}

/* A name that says so is enough for a code; without it the check digits must. */
static enum kg_code_kind code_of(const struct draft *d)
{
	enum { MANY = 5 };
	const struct kg_profile *p = d->column->profile;
	bool varied = p->plain.too_many || p->plain.labels.count >= MANY;
	enum kg_code_kind named = kg_naming_code(d->column->name);

	if (named != KG_CODE_NONE && p->formed[named] * 2 > p->present)
		return named;
	for (int kind = KG_CODE_NONE + 1; kind < KG_CODE_KINDS; kind++)
		if (varied && !(p->unproved >> kind & 1))
			return (enum kg_code_kind)kind;
	return KG_CODE_NONE;
}

/* Two signs at most: three are ratings. */
static bool is_boolean(const struct kg_profile *p)
{
	return kg_profile_all(p, KG_TRAIT_SIGN) && !p->plain.too_many && p->plain.labels.count <= 2;
}

static bool is_stamp(const struct draft *d)
{
	const struct kg_profile *p = d->column->profile;

	return (kg_profile_all(p, KG_TRAIT_DATE) && kg_profile_any(p, KG_TRAIT_TIME)) ||
	       (kg_profile_all(p, KG_TRAIT_SERIAL) && kg_naming_stamp(d->column->name));
}

static bool is_year(const struct draft *d)
{
	const struct kg_profile *p = d->column->profile;

	return kg_profile_all(p, KG_TRAIT_YEAR) &&
	       (kg_profile_any(p, KG_TRAIT_YEAR_NAMED) || kg_naming_year(d->column->name));
}

static bool draft_answers(const struct draft *d)
{
	return draft_multiple(d) && (d->field->separator.len || draft_single(d));
}

static bool draft_type(const struct draft *d)
{
	const struct kg_profile *p = d->column->profile;
	struct kg_book_field *field = d->field;

	field->code = code_of(d);
	if (p->present == 0 || field->code != KG_CODE_NONE)
		return true;
	if (p->keyed) {
		field->type = kg_profile_all(p, KG_TRAIT_INTEGER) ? KG_BOOK_INTEGER : KG_BOOK_STRING;
	} else if (is_boolean(p)) {
		field->type = KG_BOOK_BOOLEAN;
	} else if (is_stamp(d)) {
		field->type = KG_BOOK_ANY;
		field->other_type = kg_slice("datetime");
		field->format = kg_slice("any");
	} else if (kg_profile_all(p, KG_TRAIT_DATE)) {
		field->type = KG_BOOK_DATE;
		field->format = kg_slice("any");
	} else if (is_year(d)) {
		field->type = KG_BOOK_YEAR;
	} else if (kg_profile_all(p, KG_TRAIT_INTEGER)) {
		return draft_integer(d);
	} else if (kg_profile_all(p, KG_TRAIT_NUMBER) && !kg_profile_any(p, KG_TRAIT_ZEROS)) {
		field->type = KG_BOOK_NUMBER;
	} else {
		return draft_answers(d);
	}
	return true;
}

/* The marks for no answer that were seen, the blank cell before them. */
static bool draft_missing(const struct draft *d)
{
	const struct kg_categories *missing = &d->column->profile->missing;
	struct kg_book_field *field = d->field;
	uint32_t *ids = malloc((missing->count + 1) * sizeof *ids);
	bool ok = ids && kg_categories_order(missing, KG_ORDER_GIVEN, ids);

	if (ok && missing->count) {
		field->missing = kg_arena_take(d->arena, (missing->count + 1) * sizeof *field->missing);
		ok = field->missing != NULL;
	}
	if (ok && missing->count)
		field->missing[field->missing_count++] = (struct kg_book_missing){ .value = kg_slice(""), .kind = KG_NO_ANSWER };
	for (size_t i = 0; i < missing->count && ok; i++) {
		struct kg_slice mark = kg_category_label(missing, ids[i]);
		enum kg_missing kind = kg_missing_word(mark);
		struct kg_book_missing *into = &field->missing[field->missing_count++];

		*into = (struct kg_book_missing){ .kind = kind == KG_PRESENT ? KG_NO_ANSWER : kind };
		ok = copy(d, mark, &into->value);
	}
	free(ids);
	return ok;
}

static bool draft_field(const struct draft *d)
{
	const struct kg_profile *p = d->column->profile;
	struct kg_book_field *field = d->field;

	*field = (struct kg_book_field){ .type = KG_BOOK_STRING, .other = -1 };
	if (!copy(d, d->column->name, &field->name))
		return false;
	field->title = field->name;
	field->unique = field->required = p->keyed && p->blank == 0 && p->missing.count == 0 && kg_distinct_all(&p->distinct);
	return draft_missing(d) && draft_type(d);
}

/* Can the column be one of a question that has a column for each choice? One that nobody took is empty. */
static bool is_marked(const struct kg_draft_column *column)
{
	const struct kg_profile *p = column->profile;
	bool marks = kg_profile_all(p, KG_TRAIT_YES_NO) && !p->plain.too_many && p->plain.labels.count <= 2;

	return !p->keyed && (p->present == 0 || marks);
}

static bool set_choice(struct kg_codebook *book, struct kg_book_field *field, const struct kgi_stem *stem)
{
	field->type = KG_BOOK_BOOLEAN;
	field->categories = NULL;
	field->category_count = 0;
	field->other = -1;
	field->question = kg_arena_copy(&book->arena, stem->question);
	field->choice = kg_arena_copy(&book->arena, stem->choice);
	field->exclusive = kg_naming_exclusive(stem->choice);
	return field->question.at && field->choice.at;
}

static bool draft_choices(struct kg_codebook *book, const struct kg_draft_column *columns)
{
	struct kgi_stem *stems = calloc(book->count + 1, sizeof *stems);
	bool ok = stems != NULL;

	for (size_t i = 0; i < book->count && ok; i++)
		stems[i] = (struct kgi_stem){ .name = columns[i].name, .marked = is_marked(&columns[i]),
					      .filled = columns[i].profile->present > 0 };
	ok = ok && kgi_stems_find(stems, book->count);
	for (size_t i = 0; i < book->count && ok; i++)
		if (stems[i].question.len)
			ok = set_choice(book, &book->fields[i], &stems[i]);
	free(stems);
	return ok;
}

/* The primary key is one column: a number of rows only where there is nothing better. */
static void draft_key(struct kg_codebook *book)
{
	struct kg_book_field *key = NULL;

	for (size_t i = 0; i < book->count; i++) {
		struct kg_book_field *field = &book->fields[i];

		if (field->unique && (!key || (kg_naming_row(key->name) && !kg_naming_row(field->name))))
			key = field;
	}
	if (key)
		key->key = true;
}

bool kg_draft(struct kg_codebook *book, const struct kg_draft_column *columns, size_t count, size_t max_categories)
{
	bool ok = true;

	*book = (struct kg_codebook){ 0 };
	book->fields = kg_arena_take(&book->arena, (count + 1) * sizeof *book->fields);
	for (size_t i = 0; i < count && ok; i++) {
		struct draft d = { &columns[i], book->fields ? &book->fields[i] : NULL, &book->arena, max_categories };

		ok = book->fields && draft_field(&d);
		book->count += ok;
	}
	draft_key(book);
	ok = ok && draft_choices(book, columns);
	if (!ok)
		kg_codebook_fini(book);
	return ok;
}
