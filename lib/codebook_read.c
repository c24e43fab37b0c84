/* Reads a Table Schema: each property of a field, the standard's and ours, is a row with how it is read. */
#include "codebook.h"
#include "number.h"
#include "scalar.h"

#include <stddef.h>

#define OWN "kaigo:"

struct reading {
	struct kg_codebook *book;
	struct kg_book_field *field;
	const json_t *json;		/* the field's object */
	const char *property;		/* that is being read */
	struct kg_place place;
	struct kg_error *err;
};

static const char *column_of(const struct reading *r)
{
	return r->field ? r->field->name.at : NULL;
}

/* `needed` says what the property's value must be. */
static int wrong(struct reading *r, const char *needed)
{
	return kg_error_at(r->err, r->place, column_of(r), "%s: %s", r->property, needed);
}

/* A NULL from the arena is memory that is short. */
static int keep(struct reading *r, const char *at, size_t len, struct kg_slice *kept)
{
	*kept = kg_arena_copy(&r->book->arena, (struct kg_slice){ at, len });
	return kept->at ? KG_OK : kg_error_memory(r->err);
}

static int keep_text(struct reading *r, const json_t *value, struct kg_slice *kept)
{
	if (!json_is_string(value) || kg_trim(kg_slice(json_string_value(value))).len == 0)
		return wrong(r, _("a text is needed"));
	return keep(r, json_string_value(value), json_string_length(value), kept);
}

static int keep_flag(struct reading *r, const json_t *value, bool *flag)
{
	if (!json_is_boolean(value))
		return wrong(r, _("true or false is needed"));
	*flag = json_is_true(value);
	return KG_OK;
}

/* A text or a number as a cell would have it. */
static int keep_scalar(struct reading *r, const json_t *value, struct kg_slice *kept)
{
	char room[KGI_SCALAR_ROOM];
	struct kg_slice text;

	if (!json_is_string(value) && !json_is_number(value) && !json_is_boolean(value))
		return wrong(r, _("a text or a number is needed"));
	text = kgi_scalar(value, room);
	return keep(r, text.at, text.len, kept);
}

/* An array with room for its elements; its length goes to *count. */
static int take_array(struct reading *r, const json_t *value, size_t size, void *array, size_t *count)
{
	if (!json_is_array(value))
		return wrong(r, _("an array is needed"));

	size_t bytes = json_array_size(value) * size;
	void *taken = kg_arena_take(&r->book->arena, bytes + 1);

	if (!taken)
		return kg_error_memory(r->err);
	memset(taken, 0, bytes + 1);
	memcpy(array, &taken, sizeof taken);
	*count = json_array_size(value);
	return KG_OK;
}

static int read_name(struct reading *r, const json_t *value)
{
	(void)value;	/* read first of all, for diagnostics */
	return r->field->name.len ? KG_OK : wrong(r, _("a text is needed"));
}

static int read_type(struct reading *r, const json_t *value)
{
	int status = keep_text(r, value, &r->field->other_type);

	if (status == KG_OK && !kg_book_type_read(r->field->other_type, &r->field->type))
		return wrong(r, _("not a type of the Table Schema"));
	if (r->field->type != KG_BOOK_ANY)
		r->field->other_type = (struct kg_slice){ 0 };
	return status;
}

static int read_category(struct reading *r, const json_t *value, struct kg_book_category *category)
{
	const json_t *label = json_object_get(value, "label");
	int status = keep_scalar(r, json_is_object(value) ? json_object_get(value, "value") : value, &category->value);

	category->label = category->value;
	if (status == KG_OK && label)
		status = keep_text(r, label, &category->label);
	if (status == KG_OK && kg_trim(category->label).len == 0)
		status = wrong(r, _("a text or a number is needed"));
	return status;
}

static int read_categories(struct reading *r, const json_t *value)
{
	struct kg_book_field *field = r->field;
	int status = take_array(r, value, sizeof *field->categories, &field->categories, &field->category_count);

	for (size_t i = 0; i < field->category_count && status == KG_OK; i++)
		status = read_category(r, json_array_get(value, i), &field->categories[i]);
	return status;
}

static int read_enum(struct reading *r, const json_t *value)
{
	return json_object_get(r->json, "categories") ? KG_OK : read_categories(r, value);
}

static int read_limit(struct reading *r, const json_t *value, bool *has, struct kg_slice *limit)
{
	struct kg_book_field *field = r->field;
	int status = keep_scalar(r, value, limit);
	bool compared = field->type == KG_BOOK_INTEGER || field->type == KG_BOOK_NUMBER || field->type == KG_BOOK_DATE ||
			field->type == KG_BOOK_YEAR;
	/* an integer's limit may have a fraction, so it is not read as one */
	const struct kg_book_field bare = { .type = field->type == KG_BOOK_INTEGER ? KG_BOOK_NUMBER : field->type, .other = -1 };

	*has = compared;
	if (status == KG_OK && compared && kg_book_meaning(&bare, *limit).fault)
		status = wrong(r, _("not of the field's type"));
	return status;
}

static int read_minimum(struct reading *r, const json_t *value)
{
	return read_limit(r, value, &r->field->has_minimum, &r->field->minimum);
}

static int read_maximum(struct reading *r, const json_t *value)
{
	return read_limit(r, value, &r->field->has_maximum, &r->field->maximum);
}

/* With a label it is the label that says why; without one the value may be such a word itself. */
static int read_missing_value(struct reading *r, const json_t *value, struct kg_book_missing *missing)
{
	const json_t *label = json_object_get(value, "label");
	int status = keep_scalar(r, json_is_object(value) ? json_object_get(value, "value") : value, &missing->value);

	if (status == KG_OK && label)
		status = keep_text(r, label, &missing->label);
	missing->kind = kg_missing_word(missing->label.len ? missing->label : missing->value);
	if (missing->kind == KG_PRESENT)
		missing->kind = missing->label.len ? KG_UNCLEAR : KG_NO_ANSWER;
	return status;
}

static int read_missing_values(struct reading *r, const json_t *value, struct kg_book_missing **missing, size_t *count)
{
	int status = take_array(r, value, sizeof **missing, missing, count);

	for (size_t i = 0; i < *count && status == KG_OK; i++)
		status = read_missing_value(r, json_array_get(value, i), &(*missing)[i]);
	return status;
}

static int read_missing(struct reading *r, const json_t *value)
{
	return read_missing_values(r, value, &r->field->missing, &r->field->missing_count);
}

static int read_words(struct reading *r, const json_t *value, struct kg_slice **words, size_t *count)
{
	int status = take_array(r, value, sizeof **words, words, count);

	for (size_t i = 0; i < *count && status == KG_OK; i++)
		status = keep_scalar(r, json_array_get(value, i), &(*words)[i]);
	return status;
}

static int read_yes(struct reading *r, const json_t *value)
{
	return read_words(r, value, &r->field->yes, &r->field->yes_count);
}

static int read_no(struct reading *r, const json_t *value)
{
	return read_words(r, value, &r->field->no, &r->field->no_count);
}

/* A blank alone may stand between answers. */
static int read_separator(struct reading *r, const json_t *value)
{
	if (!json_is_string(value) || json_string_length(value) == 0)
		return wrong(r, _("a text is needed"));
	return keep(r, json_string_value(value), json_string_length(value), &r->field->separator);
}

static int read_delimiter(struct reading *r, const json_t *value)
{
	return r->field->type == KG_BOOK_LIST ? read_separator(r, value) : KG_OK;
}

/* The category that a VALUE of ours names. */
static int find_category(struct reading *r, struct kg_slice named, uint32_t *category)
{
	int found = kg_book_category(r->field, named);

	*category = (uint32_t)found;
	if (found >= 0)
		return KG_OK;
	return kg_error_at(r->err, r->place, column_of(r), _("%s: '%.*s' is none of the categories"), r->property,
			   KG_SLICE_ARG(named));
}

static int find_value(struct reading *r, const json_t *value, uint32_t *category)
{
	struct kg_slice named;
	int status = keep_scalar(r, value, &named);

	return status == KG_OK ? find_category(r, named, category) : status;
}

static int read_exclusive(struct reading *r, const json_t *value)
{
	int status = KG_OK;
	uint32_t category;

	if (r->field->choice.len)
		return keep_flag(r, value, &r->field->exclusive);
	if (!json_is_array(value))
		return wrong(r, _("an array is needed"));
	for (size_t i = 0; i < json_array_size(value) && status == KG_OK; i++) {
		status = find_value(r, json_array_get(value, i), &category);
		if (status == KG_OK)
			r->field->categories[category].exclusive = true;
	}
	return status;
}

static int read_condition(struct reading *r, const json_t *value, struct kg_book_condition *condition)
{
	const char *text = json_string_value(value), *equal = text ? strchr(text, '=') : NULL;
	const struct kg_book_field *column;
	int status;

	if (!equal || equal == text)
		return wrong(r, _("COL=VALUE or COL!=VALUE is needed"));
	condition->unequal = equal[-1] == '!';
	status = keep(r, text, (size_t)(equal - text) - condition->unequal, &condition->column);
	if (status == KG_OK)
		status = keep(r, equal + 1, strlen(equal + 1), &condition->value);
	if (status != KG_OK)
		return status;
	column = kg_codebook_field(r->book, condition->column);
	if (!column)
		return kg_error_at(r->err, r->place, column_of(r), _("%s: there is no field '%s'"), r->property,
				   condition->column.at);
	if (column->category_count && kg_trim(condition->value).len && kg_book_category(column, condition->value) < 0)
		return kg_error_at(r->err, r->place, column_of(r), _("%s: '%s' is none of the categories of '%s'"), r->property,
				   condition->value.at, column->name.at);
	return KG_OK;
}

static int read_asked(struct reading *r, const json_t *value)
{
	struct kg_book_field *field = r->field;
	json_t *list = json_is_array(value) ? json_incref((json_t *)value) : json_pack("[O]", value);
	int status = list ? take_array(r, list, sizeof *field->asked, &field->asked, &field->asked_count) : kg_error_memory(r->err);

	for (size_t i = 0; i < field->asked_count && status == KG_OK; i++)
		status = read_condition(r, json_array_get(list, i), &field->asked[i]);
	json_decref(list);
	return status;
}

static int read_score(struct reading *r, const json_t *value, struct kg_book_category *category)
{
	struct kg_slice text;
	int status = keep_scalar(r, value, &text);
	struct kg_number number = { 0 };

	if (status == KG_OK)
		number = kg_number_read(text);
	if (status == KG_OK && (number.kind != KG_NUMBER || number.unit.len || json_is_boolean(value)))
		return wrong(r, _("numbers are needed"));
	category->scored = true;
	category->score = number.value;
	return status;
}

static int read_scale(struct reading *r, const json_t *value)
{
	int status = json_is_object(value) ? KG_OK : wrong(r, _("an object is needed"));
	const char *name;
	json_t *score;

	json_object_foreach((json_t *)value, name, score) {
		uint32_t category;

		if (status == KG_OK)
			status = find_category(r, kg_slice(name), &category);
		if (status == KG_OK)
			status = read_score(r, score, &r->field->categories[category]);
	}
	return status;
}

static int read_net(struct reading *r, const char *label, const json_t *value, struct kg_book_net *net)
{
	int status = keep(r, label, strlen(label), &net->label);

	if (status == KG_OK)
		status = take_array(r, value, sizeof *net->categories, &net->categories, &net->count);
	for (size_t i = 0; i < net->count && status == KG_OK; i++)
		status = find_value(r, json_array_get(value, i), &net->categories[i]);
	for (const struct kg_book_net *other = r->field->nets; other < net && status == KG_OK; other++)
		if (kg_text_same(other->label, net->label))
			return kg_error_at(r->err, r->place, column_of(r), _("%s: '%s' comes twice"), r->property, label);
	if (status == KG_OK && kg_book_category(r->field, net->label) >= 0)
		return kg_error_at(r->err, r->place, column_of(r), _("%s: '%s' is one of the categories already"), r->property,
				   label);
	return status;
}

static int read_nets(struct reading *r, const json_t *value)
{
	struct kg_book_field *field = r->field;
	size_t size = json_object_size(value) * sizeof *field->nets;
	int status = json_is_object(value) ? KG_OK : wrong(r, _("an object is needed"));
	const char *label;
	json_t *list;

	field->nets = kg_arena_take(&r->book->arena, size + 1);
	if (!field->nets)
		return kg_error_memory(r->err);
	memset(field->nets, 0, size + 1);
	json_object_foreach((json_t *)value, label, list)
		if (status == KG_OK)
			status = read_net(r, label, list, &field->nets[field->net_count++]);
	return status;
}

static int read_other(struct reading *r, const json_t *value)
{
	uint32_t category;
	int status = find_value(r, value, &category);

	if (status == KG_OK)
		r->field->other = (int)category;
	return status;
}

static int read_code(struct reading *r, const json_t *value)
{
	r->field->code = json_is_string(value) ? kg_code_kind(kg_slice(json_string_value(value))) : KG_CODE_NONE;
	return r->field->code != KG_CODE_NONE ? KG_OK : wrong(r, _("office, municipality, insurer or corporate is needed"));
}

/* Its value goes where one of these says. */
struct property {
	const char *name;
	int (*read)(struct reading *, const json_t *);
	size_t text, flag;		/* a struct kg_slice or a bool of the field; 0 for none */
};

#define MEMBER(name) offsetof(struct kg_book_field, name)

static const struct property constraints[] = {
	{ "required", .flag = MEMBER(required) }, { "unique", .flag = MEMBER(unique) }, { "enum", .read = read_enum },
	{ "minimum", .read = read_minimum }, { "maximum", .read = read_maximum }, { "pattern", .text = MEMBER(pattern) }, { 0 }
};

static int read_properties(struct reading *r, const struct property *property, const json_t *object);

static int read_constraints(struct reading *r, const json_t *value)
{
	return json_is_object(value) ? read_properties(r, constraints, value) : wrong(r, _("an object is needed"));
}

/* Those of the Table Schema are read first, for all fields: ours refer to them. A type comes before what depends on it. */
static const struct property standard[] = {
	{ "name", .read = read_name },
	{ "title", .text = MEMBER(title) },
	{ "type", .read = read_type },
	{ "format", .text = MEMBER(format) },
	{ "constraints", .read = read_constraints },
	{ "categories", .read = read_categories },
	{ "categoriesOrdered", .flag = MEMBER(ordered) },
	{ "missingValues", .read = read_missing },
	{ "trueValues", .read = read_yes },
	{ "falseValues", .read = read_no },
	{ "delimiter", .read = read_delimiter },
	{ 0 }
};

static const struct property own[] = {
	{ OWN "separator", .read = read_separator },
	{ OWN "question", .text = MEMBER(question) },
	{ OWN "choice", .text = MEMBER(choice) },
	{ OWN "exclusive", .read = read_exclusive },
	{ OWN "asked", .read = read_asked },
	{ OWN "scale", .read = read_scale },
	{ OWN "nets", .read = read_nets },
	{ OWN "other", .read = read_other },
	{ OWN "code", .read = read_code },
	{ 0 }
};

static int read_property(struct reading *r, const struct property *property, const json_t *value)
{
	char *field = (char *)r->field;

	if (property->text)
		return keep_text(r, value, (struct kg_slice *)(void *)(field + property->text));
	if (property->flag)
		return keep_flag(r, value, (bool *)(field + property->flag));
	return property->read(r, value);
}

static int read_properties(struct reading *r, const struct property *property, const json_t *object)
{
	const char *outer = r->property;
	int status = KG_OK;

	for (; property->name && status == KG_OK; property++) {
		const json_t *value = json_object_get(object, property->name);

		r->property = property->name;
		if (value)
			status = read_property(r, property, value);
	}
	r->property = outer;
	return status;
}

/* A property of ours that is misspelt would say nothing. */
static int check_own(struct reading *r, const json_t *object, const struct property *known)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name, value) {
		const struct property *property = known;

		if (strncmp(name, OWN, strlen(OWN)) != 0)
			continue;
		while (property->name && strcmp(property->name, name) != 0)
			property++;
		if (!property->name)
			return kg_error_at(r->err, r->place, column_of(r), _("'%s' is no property of a codebook"), name);
	}
	return KG_OK;
}

static int begin_field(struct reading *r, const json_t *json, size_t i)
{
	const json_t *name = json_object_get(json, "name");
	struct kg_book_field *field = &r->book->fields[i];
	int status;

	*field = (struct kg_book_field){ .type = KG_BOOK_ANY, .other = -1, .missing = r->book->missing,
					 .missing_count = r->book->missing_count };
	r->field = NULL;
	r->json = json;
	if (!json_is_string(name) || kg_trim(kg_slice(json_string_value(name))).len == 0)
		return kg_error_at(r->err, r->place, NULL, _("field %zu has no name"), i + 1);
	status = keep(r, json_string_value(name), json_string_length(name), &field->name);
	r->field = field;
	field->title = field->name;
	if (status == KG_OK)
		status = check_own(r, json, own);
	if (status == KG_OK)
		status = read_properties(r, standard, json);
	if (status == KG_OK && field->type == KG_BOOK_LIST && !field->separator.len)
		status = keep(r, ",", 1, &field->separator);
	return status;
}

static int check_names(struct reading *r)
{
	r->field = NULL;
	for (size_t i = 0; i < r->book->count; i++)
		if (kg_codebook_field(r->book, r->book->fields[i].name) != &r->book->fields[i])
			return kg_error_at(r->err, r->place, NULL, _("the name '%s' comes twice"), r->book->fields[i].name.at);
	return KG_OK;
}

static int prepare(struct reading *r)
{
	size_t bad = 0;
	int status = kg_codebook_prepare(r->book, &bad);

	if (status == KG_SYSTEM)
		return kg_error_memory(r->err);
	if (status == KG_INPUT)
		return kg_error_at(r->err, r->place, r->book->fields[bad].name.at, _("pattern: '%s' is not understood"),
				   r->book->fields[bad].pattern.at);
	return KG_OK;
}

static bool are_one(const struct kg_book_category *a, const struct kg_book_category *b)
{
	return kg_slice_same(a->value_key, b->value_key) || kg_slice_same(a->value_key, b->label_key) ||
	       kg_slice_same(a->label_key, b->value_key) || kg_slice_same(a->label_key, b->label_key);
}

static int check_categories(struct reading *r)
{
	const struct kg_book_field *field = r->field;

	for (size_t i = 1; i < field->category_count; i++)
		for (size_t j = 0; j < i; j++)
			if (are_one(&field->categories[i], &field->categories[j]))
				return kg_error_at(r->err, r->place, column_of(r), _("the category '%s' is also '%s'"),
						   field->categories[i].label.at, field->categories[j].label.at);
	return KG_OK;
}

static int finish_field(struct reading *r, const json_t *json, size_t i)
{
	struct kg_book_field *field = &r->book->fields[i];
	int status;

	r->field = field;
	status = check_categories(r);
	field->other = kg_book_usual_other(field);
	if (status == KG_OK)
		status = read_properties(r, own, json);
	if (status == KG_OK && (field->question.len > 0) != (field->choice.len > 0))
		status = kg_error_at(r->err, r->place, column_of(r), _("kaigo:question and kaigo:choice need each other"));
	if (status == KG_OK && field->choice.len && field->type == KG_BOOK_ANY)
		field->type = KG_BOOK_BOOLEAN;
	return status;
}

static int read_fields(struct reading *r, const json_t *fields)
{
	int status = take_array(r, fields, sizeof *r->book->fields, &r->book->fields, &r->book->count);
	size_t count = r->book->count;

	r->book->count = 0;	/* those that are whole */
	for (size_t i = 0; i < count && status == KG_OK; i++) {
		status = begin_field(r, json_array_get(fields, i), i);
		r->book->count += status == KG_OK;
	}
	if (status == KG_OK)
		status = prepare(r);
	if (status == KG_OK)
		status = check_names(r);
	for (size_t i = 0; i < count && status == KG_OK; i++)
		status = finish_field(r, json_array_get(fields, i), i);
	r->field = NULL;
	return status;
}

static int read_key(struct reading *r, const json_t *value)
{
	size_t count = json_is_array(value) ? json_array_size(value) : 1;

	r->property = "primaryKey";
	for (size_t i = 0; i < count; i++) {
		const char *name = json_string_value(json_is_array(value) ? json_array_get(value, i) : value);
		const struct kg_book_field *field = name ? kg_codebook_field(r->book, kg_slice(name)) : NULL;

		if (!name)
			return wrong(r, _("names of fields are needed"));
		if (!field)
			return kg_error_at(r->err, r->place, NULL, _("%s: there is no field '%s'"), r->property, name);
		r->book->fields[field - r->book->fields].key = true;
	}
	return KG_OK;
}

static int read_schema(struct reading *r, const json_t *schema)
{
	static const struct property nothing = { 0 };
	const json_t *fields = json_object_get(schema, "fields"), *missing = json_object_get(schema, "missingValues");
	const json_t *key = json_object_get(schema, "primaryKey");
	int status;

	if (!fields)
		return kg_error_at(r->err, r->place, NULL, _("this is no Table Schema: an object with \"fields\" is expected"));
	status = check_own(r, schema, &nothing);
	r->property = "missingValues";
	if (status == KG_OK && missing)
		status = read_missing_values(r, missing, &r->book->missing, &r->book->missing_count);
	r->property = "fields";
	if (status == KG_OK)
		status = read_fields(r, fields);
	return status == KG_OK && key ? read_key(r, key) : status;
}

int kg_codebook_read(struct kg_codebook *book, struct kg_slice json, uint32_t file, struct kg_error *err)
{
	struct reading r = { .book = book, .place.file = file, .err = err };
	struct kg_slice text_of = kg_slice_starts(json, "\xef\xbb\xbf") ? (struct kg_slice){ json.at + 3, json.len - 3 } : json;
	json_error_t why;
	json_t *schema = json_loadb(text_of.at ? text_of.at : "", text_of.len, JSON_REJECT_DUPLICATES, &why);
	int status;

	*book = (struct kg_codebook){ 0 };
	if (!schema) {
		r.place.line = why.line > 0 ? (uint32_t)why.line : 0;
		return kg_error_at(err, r.place, NULL, _("this is not JSON: %s"), why.text);
	}
	status = read_schema(&r, schema);
	json_decref(schema);
	return status;
}
