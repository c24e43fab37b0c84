/* What cells mean. lib/codebook_read.c and lib/codebook_write.c are the Table Schema. */
#include "codebook.h"
#include "date.h"
#include "mark.h"
#include "number.h"
#include "pattern.h"
#include "word.h"

#include <stdlib.h>

static bool keep_key(struct kg_codebook *book, struct kg_slice text, struct kg_slice *kept)
{
	struct kg_folded key;

	if (!kg_folded_init(&key, kg_trim(text), KG_FOLD_WIDTH))
		return false;
	*kept = kg_arena_copy(&book->arena, key.text);
	kg_folded_fini(&key);
	return kept->at != NULL;
}

enum kg_missing kg_missing_word(struct kg_slice word)
{
	static const struct kg_word words[] = {
		{ "無回答", KG_NO_ANSWER }, { "未回答", KG_NO_ANSWER }, { "未記入", KG_NO_ANSWER }, { "no answer", KG_NO_ANSWER },
		{ "非該当", KG_NOT_ASKED }, { "対象外", KG_NOT_ASKED }, { "not asked", KG_NOT_ASKED },
		{ "not applicable", KG_NOT_ASKED }, { "不明", KG_UNCLEAR }, { "判読不能", KG_UNCLEAR }, { "無効", KG_UNCLEAR },
		{ "unknown", KG_UNCLEAR },
	};
	enum { LONGEST = 48 };
	char text[KG_FOLD_ROOM(LONGEST)];
	struct kg_slice trimmed = kg_trim(word), folded = { text, 0 };

	if (trimmed.len <= LONGEST)
		folded.len = kg_fold(trimmed, KG_FOLD_CASE, text);
	return (enum kg_missing)kg_word_means(folded, words, sizeof words / sizeof *words, KG_PRESENT);
}

static const struct { const char *name; enum kg_book_type type; } type_names[] = {
	{ "string", KG_BOOK_STRING }, { "number", KG_BOOK_NUMBER }, { "integer", KG_BOOK_INTEGER }, { "boolean", KG_BOOK_BOOLEAN },
	{ "date", KG_BOOK_DATE }, { "year", KG_BOOK_YEAR }, { "list", KG_BOOK_LIST }, { "any", KG_BOOK_ANY },
	{ "datetime", KG_BOOK_ANY }, { "time", KG_BOOK_ANY }, { "yearmonth", KG_BOOK_ANY }, { "duration", KG_BOOK_ANY },
	{ "object", KG_BOOK_ANY }, { "array", KG_BOOK_ANY }, { "geopoint", KG_BOOK_ANY }, { "geojson", KG_BOOK_ANY },
};

bool kg_book_type_read(struct kg_slice name, enum kg_book_type *type)
{
	for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++)
		if (kg_slice_same(name, kg_slice(type_names[i].name))) {
			*type = type_names[i].type;
			return true;
		}
	return false;
}

const char *kg_book_type_name(enum kg_book_type type)
{
	size_t i = 0;

	while (type_names[i].type != type)
		i++;
	return type_names[i].name;
}

static bool prepare_missing(struct kg_codebook *book, struct kg_book_missing *missing, size_t count)
{
	bool ok = true;

	for (size_t i = 0; i < count && ok; i++)
		ok = missing[i].key.at || keep_key(book, missing[i].value, &missing[i].key);
	return ok;
}

static bool prepare_field(struct kg_codebook *book, struct kg_book_field *field)
{
	struct kg_place place = { .offset = (uint64_t)(field - book->fields) };
	uint32_t id;
	bool ok = kg_category(&book->names, field->name, place, &id) &&
		  prepare_missing(book, field->missing, field->missing_count);

	for (size_t i = 0; i < field->category_count && ok; i++) {
		struct kg_book_category *category = &field->categories[i];

		ok = keep_key(book, category->value, &category->value_key) &&
		     keep_key(book, category->label, &category->label_key);
		category->missing = kg_missing_word(category->label);
	}
	return ok;
}

int kg_codebook_prepare(struct kg_codebook *book, size_t *bad)
{
	int status = KG_OK;

	book->names.key = kg_name_key;
	for (size_t i = 0; i < book->count && status == KG_OK; i++) {
		struct kg_book_field *field = &book->fields[i];

		*bad = i;
		status = prepare_field(book, field) ? KG_OK : KG_SYSTEM;
		if (status == KG_OK && field->pattern.len && !field->compiled)
			status = kg_pattern_make(field->pattern, &book->arena, &field->compiled);
	}
	return status;
}

void kg_codebook_fini(struct kg_codebook *book)
{
	for (size_t i = 0; i < book->count; i++)
		if (book->fields[i].compiled)
			kg_pattern_fini(book->fields[i].compiled);
	kg_categories_fini(&book->names);
	kg_arena_fini(&book->arena);
	*book = (struct kg_codebook){ 0 };
}

const struct kg_book_field *kg_codebook_field(const struct kg_codebook *book, struct kg_slice column)
{
	uint32_t id;

	return kg_category_find(&book->names, column, &id) ? &book->fields[kg_category_place(&book->names, id).offset] : NULL;
}

bool kg_book_is_question(const struct kg_book_field *field)
{
	return field->category_count || kg_book_is_multiple(field) || field->choice.len;
}

/* What a cell may be found as: one of the missing values, or a category. */
struct found {
	const struct kg_book_missing *missing;
	int category;
};

static bool is_found(const struct found *found)
{
	return found->missing || found->category >= 0;
}

/* As it is written, or in `folded` text what is folded. Values go before labels. */
static inline struct found find_in(const struct kg_book_field *field, struct kg_slice text, bool folded)
{
	for (size_t i = 0; i < field->missing_count; i++)
		if (kg_slice_same(folded ? field->missing[i].key : field->missing[i].value, text))
			return (struct found){ &field->missing[i], -1 };
	for (size_t i = 0; i < field->category_count; i++)
		if (kg_slice_same(folded ? field->categories[i].value_key : field->categories[i].value, text))
			return (struct found){ NULL, (int)i };
	for (size_t i = 0; i < field->category_count; i++)
		if (kg_slice_same(folded ? field->categories[i].label_key : field->categories[i].label, text))
			return (struct found){ NULL, (int)i };
	return (struct found){ NULL, -1 };
}

/* Memory that is short makes it a cell that is not there in another writing. */
static struct found find(const struct kg_book_field *field, struct kg_slice trimmed)
{
	struct found found = find_in(field, trimmed, false);	/* most cells are as written */
	struct kg_folded key;

	if (is_found(&found) || trimmed.len == 0 || (!field->category_count && !field->missing_count) ||
	    !kg_folded_init(&key, trimmed, KG_FOLD_WIDTH))
		return found;
	found = find_in(field, key.text, true);
	kg_folded_fini(&key);
	return found;
}

/* The field with nothing but its categories. */
static struct kg_book_field categories_of(const struct kg_book_field *field)
{
	return (struct kg_book_field){ .categories = field->categories, .category_count = field->category_count };
}

int kg_book_category(const struct kg_book_field *field, struct kg_slice cell)
{
	const struct kg_book_field categories = categories_of(field);

	return find(&categories, kg_trim(cell)).category;
}

int kg_book_usual_other(const struct kg_book_field *field)
{
	int category = kg_book_category(field, kg_slice("その他"));

	return category >= 0 && kg_slice_same(field->categories[category].value, field->categories[category].label) ? category : -1;
}

/* An empty array is its end alone. */
static bool is_blank(struct kg_slice trimmed)
{
	return trimmed.len == 0 || kg_slice_same(trimmed, kg_slice("\xff"));
}

static enum kg_missing missing_of(const struct kg_book_field *field, struct kg_slice trimmed, const struct found *found)
{
	if (found->missing)
		return found->missing->kind;
	if (found->category >= 0 && field->categories[found->category].missing != KG_PRESENT)
		return field->categories[found->category].missing;
	if (is_blank(trimmed) || kg_slice_same(trimmed, kg_slice("無回答")))
		return KG_NO_ANSWER;
	return KG_PRESENT;
}

static bool is_number(struct kg_slice cell, struct kg_decimal *value)
{
	struct kg_number number = kg_number_read(cell);

	*value = number.value;
	return number.kind == KG_NUMBER;
}

static bool is_integer(struct kg_slice cell, struct kg_decimal *value)
{
	return is_number(cell, value) && kg_is_whole(*value);
}

static bool is_date(struct kg_slice cell, struct kg_decimal *value)
{
	int32_t day = 0;
	bool ok = kg_date_read(cell, &day) == KG_DATE;

	*value = kg_whole(day);
	return ok;
}

static bool is_year(struct kg_slice cell, struct kg_decimal *value)
{
	int year = 0;
	bool ok = kg_year_read(cell, &year);

	*value = kg_whole(year);
	return ok;
}

/* Types whose cells are read, and can be compared with a minimum; a dash alone is nothing there. */
static const struct type {
	bool (*read)(struct kg_slice cell, struct kg_decimal *value);
	const char *needed;
} types[] = {
	[KG_BOOK_NUMBER] = { is_number, N_("a number is needed") },
	[KG_BOOK_INTEGER] = { is_integer, N_("a whole number is needed") },
	[KG_BOOK_BOOLEAN] = { NULL, N_("yes or no is needed: 1 or 0, ○ or ×, true or false") },
	[KG_BOOK_DATE] = { is_date, N_("a date like 2024-09-30 or 令和6年9月30日 is needed") },
	[KG_BOOK_YEAR] = { is_year, N_("a year like 2024 or 令和6年 is needed") },
	[KG_BOOK_ANY] = { 0 },
};

static bool is_out_of_range(const struct kg_book_field *field, struct kg_decimal value)
{
	const struct type *type = &types[field->type];
	struct kg_decimal limit;

	return (field->has_minimum && type->read(field->minimum, &limit) && kg_compare(value, limit) < 0) ||
	       (field->has_maximum && type->read(field->maximum, &limit) && kg_compare(value, limit) > 0);
}

/* The width of letters is no fault. */
static bool is_of_pattern(const struct kg_book_field *field, struct kg_slice trimmed)
{
	struct kg_folded key;

	if (!field->compiled || kg_pattern_fits(field->compiled, trimmed) || !kg_folded_init(&key, trimmed, KG_FOLD_WIDTH))
		return true;

	bool ok = kg_pattern_fits(field->compiled, key.text);

	kg_folded_fini(&key);
	return ok;
}

static bool is_one_of(const struct kg_slice *words, size_t count, struct kg_slice trimmed)
{
	bool found = false;
	struct kg_folded key;

	if (!count || !kg_folded_init(&key, trimmed, KG_FOLD_WIDTH))
		return false;
	for (size_t i = 0; i < count && !found; i++)
		found = kg_slice_same(words[i], trimmed) || kg_slice_same(words[i], key.text);
	kg_folded_fini(&key);
	return found;
}

static void read_boolean(const struct kg_book_field *field, struct kg_slice trimmed, struct kg_meaning *meaning)
{
	enum kg_mark mark = kg_mark_read(trimmed);

	if (is_one_of(field->yes, field->yes_count, trimmed))
		meaning->text = mark == KG_MARK_YES ? meaning->text : kg_slice("true");
	else if (is_one_of(field->no, field->no_count, trimmed))
		meaning->text = mark == KG_MARK_NO ? meaning->text : kg_slice("false");
	else if (mark != KG_MARK_YES && mark != KG_MARK_NO)
		meaning->fault = "type";
}

static void read_typed(const struct kg_book_field *field, struct kg_slice trimmed, struct kg_meaning *meaning)
{
	const struct type *type = &types[field->type];
	struct kg_decimal value;

	if (type->read && kg_is_nothing(trimmed))
		*meaning = (struct kg_meaning){ .missing = KG_NO_ANSWER };
	else if (type->read && !type->read(trimmed, &value))
		meaning->fault = "type";
	else if (type->read && is_out_of_range(field, value))
		meaning->fault = "range";
	else if (field->type == KG_BOOK_BOOLEAN)
		read_boolean(field, trimmed, meaning);
}

static void read_present(const struct kg_book_field *field, struct kg_slice trimmed, int category, struct kg_meaning *meaning)
{
	if (field->category_count && category < 0)
		category = field->other;
	if (field->category_count && category < 0)
		meaning->fault = "category";
	else if (field->category_count)
		meaning->text = field->categories[category].label;
	else
		read_typed(field, trimmed, meaning);
}

struct kg_meaning kg_book_meaning(const struct kg_book_field *field, struct kg_slice cell)
{
	struct kg_slice trimmed = kg_trim(cell);
	struct found found = find(field, trimmed);
	struct kg_meaning meaning = { .text = cell, .missing = missing_of(field, trimmed, &found) };

	if (meaning.missing == KG_PRESENT && !kg_book_is_multiple(field)) {
		read_present(field, trimmed, found.category, &meaning);
		if (!meaning.fault && meaning.missing == KG_PRESENT && !is_of_pattern(field, trimmed))
			meaning.fault = "pattern";
	}
	if (meaning.missing != KG_PRESENT)
		meaning.text = (struct kg_slice){ "", 0 };
	if (meaning.missing == KG_NO_ANSWER && field->required && !field->asked_count)
		meaning.fault = "required";
	return meaning;
}

static size_t count_separators(struct kg_slice text, struct kg_slice separator)
{
	size_t count = 0;

	for (size_t at; (at = kg_slice_find(text, separator)) < text.len; count++)
		text = (struct kg_slice){ text.at + at + separator.len, text.len - at - separator.len };
	return count;
}

size_t kg_book_longest(const struct kg_book_field *field, struct kg_slice separator)
{
	struct kg_slice ink = kg_trim(separator);
	size_t most = 0;
	struct kg_folded key;

	if (ink.len == 0)
		ink = separator;
	if (!kg_folded_init(&key, ink, KG_FOLD_WIDTH))
		return 1;
	if (key.text.len == 0)
		key.text = separator;
	for (size_t i = 0; i < field->category_count; i++) {
		size_t value = count_separators(field->categories[i].value_key, key.text);
		size_t label = count_separators(field->categories[i].label_key, key.text);

		most = value > most ? value : most;
		most = label > most ? label : most;
	}
	kg_folded_fini(&key);
	return most + 1;
}

/* One piece or several, up to a separator or the end. */
struct run {
	size_t len;		/* without the separator behind it */
	int category;		/* -1 for none: then it is one piece */
	bool missing;
};

static struct run run_at(const struct kg_book_field *field, struct kg_slice separator, struct kg_slice rest, size_t most)
{
	struct run run = { .len = kg_slice_find(rest, separator), .category = -1 };
	size_t len = run.len;
	struct kg_slice first = kg_trim((struct kg_slice){ rest.at, len });

	run.missing = first.len == 0;
	for (size_t pieces = 1; pieces <= most; pieces++) {
		struct found found = find(field, kg_trim((struct kg_slice){ rest.at, len }));

		if (found.category >= 0)
			run = (struct run){ len, found.category, field->categories[found.category].missing != KG_PRESENT };
		run.missing |= found.missing && pieces == 1;
		if (len == rest.len)
			break;
		len += separator.len;
		len += kg_slice_find(kg_slice_from(rest, len), separator);
	}
	run.missing |= run.category < 0 && kg_slice_same(first, kg_slice("無回答"));
	return run;
}

size_t kg_book_first(const struct kg_book_field *field, struct kg_slice separator, size_t most, struct kg_slice list, int *category)
{
	const struct kg_book_field categories = categories_of(field);
	struct run run = run_at(&categories, separator, list, most);

	*category = run.category;
	return run.len;
}

static struct kg_slice behind(struct kg_slice rest, size_t len, struct kg_slice separator)
{
	size_t step = len < rest.len ? len + separator.len : len;

	return kg_slice_from(rest, step);
}

bool kg_book_next(const struct kg_book_field *field, struct kg_slice separator, struct kg_slice *cell, struct kg_slice *answer,
		  int *category)
{
	struct kg_slice rest = kg_trim_list(*cell, separator);
	size_t most = kg_book_longest(field, separator);
	struct run run = { 0 };

	while (rest.len && (run = run_at(field, separator, rest, most)).missing)
		rest = behind(rest, run.len, separator);
	*answer = rest;
	*category = run.category;
	if (rest.len == 0) {
		*cell = rest;
		return false;
	}
	rest = behind(rest, run.len, separator);
	answer->len = run.len;
	while (run.category < 0 && field->other >= 0 && rest.len) {
		struct run next = run_at(field, separator, rest, most);

		if (next.category >= 0)
			break;
		if (!next.missing)
			answer->len = (size_t)(rest.at - answer->at) + next.len;
		rest = behind(rest, next.len, separator);
	}
	*answer = kg_trim(*answer);
	*cell = rest;
	return true;
}

static bool is_in(const struct kg_book_field *of, struct kg_slice cell, int wanted)
{
	struct kg_slice answer;
	bool found = false;
	int category;

	while (!found && kg_book_next(of, of->separator, &cell, &answer, &category))
		found = category == wanted;
	return found;
}

static enum kg_mark mark_of(const struct kg_book_field *field, struct kg_slice cell)
{
	return kg_mark_read(kg_book_meaning(field, cell).text);
}

bool kg_book_holds(const struct kg_book_condition *condition, const struct kg_book_field *of, struct kg_slice cell)
{
	struct kg_slice trimmed = kg_trim(cell);
	int wanted = kg_book_category(of, condition->value);
	bool same;

	if (of->type == KG_BOOK_BOOLEAN && wanted < 0)
		same = mark_of(of, trimmed) == mark_of(of, condition->value);
	else if (wanted >= 0 && kg_book_is_multiple(of))
		same = is_in(of, trimmed, wanted);
	else if (wanted >= 0)
		same = kg_book_category(of, trimmed) == wanted;
	else
		same = kg_text_same(trimmed, condition->value);
	return same != condition->unequal;
}

int kg_book_error(const struct kg_book_field *field, const struct kg_meaning *meaning, struct kg_slice cell, struct kg_place place,
		  const char *column, struct kg_error *err)
{
	struct kg_slice text = kg_trim(cell);
	const char *code = meaning->fault;

	if (strcmp(code, "required") == 0)
		return kg_error_fault(err, place, column, code, _("an answer is needed here, the cell is empty"));
	if (strcmp(code, "type") == 0)
		return kg_error_cell(err, place, column, text, code, _("'%.*s': %s"), KG_SLICE_ARG(text), _(types[field->type].needed));
	if (strcmp(code, "pattern") == 0)
		return kg_error_cell(err, place, column, text, code, _("'%.*s' is not of the form %s"), KG_SLICE_ARG(text),
				      field->pattern.at);
	if (strcmp(code, "category") == 0)
		return kg_error_cell(err, place, column, text, code, _("'%.*s' is none of the answers in the codebook"),
				      KG_SLICE_ARG(text));
	if (field->has_minimum && field->has_maximum)
		return kg_error_cell(err, place, column, text, code, _("'%.*s' is not from %s to %s"), KG_SLICE_ARG(text),
				      field->minimum.at, field->maximum.at);
	return field->has_minimum ?
		kg_error_cell(err, place, column, text, code, _("'%.*s' is less than %s"), KG_SLICE_ARG(text), field->minimum.at) :
		kg_error_cell(err, place, column, text, code, _("'%.*s' is more than %s"), KG_SLICE_ARG(text), field->maximum.at);
}
