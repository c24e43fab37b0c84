/* The properties of the Table Schema itself. */
#include "codebook_property.h"

static int read_name(struct kgi_reading *r, const json_t *value)
{
	(void)value;	/* read first of all, for diagnostics */
	return r->field->name.len ? KG_OK : kgi_reading_wrong(r, _("a text is needed"));
}

static int read_type(struct kgi_reading *r, const json_t *value)
{
	int status = kgi_reading_text(r, value, &r->field->other_type);

	if (status == KG_OK && !kg_book_type_read(r->field->other_type, &r->field->type))
		return kgi_reading_wrong(r, _("not a type of the Table Schema"));
	if (r->field->type != KG_BOOK_ANY)
		r->field->other_type = (struct kg_slice){ 0 };
	return status;
}

static int read_category(struct kgi_reading *r, const json_t *value, struct kg_book_category *category)
{
	const json_t *label = json_object_get(value, "label");
	int status = kgi_reading_scalar(r, json_is_object(value) ? json_object_get(value, "value") : value, &category->value);

	category->label = category->value;
	if (status == KG_OK && label)
		status = kgi_reading_text(r, label, &category->label);
	if (status == KG_OK && kg_trim(category->label).len == 0)
		status = kgi_reading_wrong(r, _("a text or a number is needed"));
	return status;
}

static int read_categories(struct kgi_reading *r, const json_t *value)
{
	struct kg_book_field *field = r->field;
	int status = kgi_reading_array(r, value, sizeof *field->categories, &field->categories, &field->category_count);

	for (size_t i = 0; i < field->category_count && status == KG_OK; i++)
		status = read_category(r, json_array_get(value, i), &field->categories[i]);
	return status;
}

static int read_enum(struct kgi_reading *r, const json_t *value)
{
	return json_object_get(r->json, "categories") ? KG_OK : read_categories(r, value);
}

static int read_limit(struct kgi_reading *r, const json_t *value, bool *has, struct kg_slice *limit)
{
	struct kg_book_field *field = r->field;
	int status = kgi_reading_scalar(r, value, limit);
	bool compared = field->type == KG_BOOK_INTEGER || field->type == KG_BOOK_NUMBER || field->type == KG_BOOK_DATE ||
			field->type == KG_BOOK_YEAR;
	/* an integer's limit may have a fraction, so it is not read as one */
	const struct kg_book_field bare = { .type = field->type == KG_BOOK_INTEGER ? KG_BOOK_NUMBER : field->type, .other = -1 };

	*has = compared;
	if (status == KG_OK && compared && kg_book_meaning(&bare, *limit).fault)
		status = kgi_reading_wrong(r, _("not of the field's type"));
	return status;
}

static int read_minimum(struct kgi_reading *r, const json_t *value)
{
	return read_limit(r, value, &r->field->has_minimum, &r->field->minimum);
}

static int read_maximum(struct kgi_reading *r, const json_t *value)
{
	return read_limit(r, value, &r->field->has_maximum, &r->field->maximum);
}

/* With a label it is the label that says why; without one the value may be such a word itself. */
static int read_missing_value(struct kgi_reading *r, const json_t *value, struct kg_book_missing *missing)
{
	const json_t *label = json_object_get(value, "label");
	int status = kgi_reading_scalar(r, json_is_object(value) ? json_object_get(value, "value") : value, &missing->value);

	if (status == KG_OK && label)
		status = kgi_reading_text(r, label, &missing->label);
	missing->kind = kg_missing_word(missing->label.len ? missing->label : missing->value);
	if (missing->kind == KG_PRESENT)
		missing->kind = missing->label.len ? KG_UNCLEAR : KG_NO_ANSWER;
	return status;
}

int kgi_reading_missing(struct kgi_reading *r, const json_t *value, struct kg_book_missing **missing, size_t *count)
{
	int status = kgi_reading_array(r, value, sizeof **missing, missing, count);

	for (size_t i = 0; i < *count && status == KG_OK; i++)
		status = read_missing_value(r, json_array_get(value, i), &(*missing)[i]);
	return status;
}

static int read_missing(struct kgi_reading *r, const json_t *value)
{
	return kgi_reading_missing(r, value, &r->field->missing, &r->field->missing_count);
}

static int read_words(struct kgi_reading *r, const json_t *value, struct kg_slice **words, size_t *count)
{
	int status = kgi_reading_array(r, value, sizeof **words, words, count);

	for (size_t i = 0; i < *count && status == KG_OK; i++)
		status = kgi_reading_scalar(r, json_array_get(value, i), &(*words)[i]);
	return status;
}

static int read_yes(struct kgi_reading *r, const json_t *value)
{
	return read_words(r, value, &r->field->yes, &r->field->yes_count);
}

static int read_no(struct kgi_reading *r, const json_t *value)
{
	return read_words(r, value, &r->field->no, &r->field->no_count);
}

/* A blank alone may stand between answers. */
int kgi_reading_separator(struct kgi_reading *r, const json_t *value)
{
	if (!json_is_string(value) || json_string_length(value) == 0)
		return kgi_reading_wrong(r, _("a text is needed"));
	return kgi_reading_keep(r, json_string_value(value), json_string_length(value), &r->field->separator);
}

static int read_delimiter(struct kgi_reading *r, const json_t *value)
{
	return r->field->type == KG_BOOK_LIST ? kgi_reading_separator(r, value) : KG_OK;
}

static const struct kgi_property constraints[] = {
	{ "required", .flag = KGI_MEMBER(required) }, { "unique", .flag = KGI_MEMBER(unique) }, { "enum", .read = read_enum },
	{ "minimum", .read = read_minimum }, { "maximum", .read = read_maximum }, { "pattern", .text = KGI_MEMBER(pattern) }, { 0 }
};

static int read_constraints(struct kgi_reading *r, const json_t *value)
{
	return json_is_object(value) ? kgi_reading_properties(r, constraints, value) : kgi_reading_wrong(r, _("an object is needed"));
}

/* A type comes before what depends on it. */
const struct kgi_property kgi_properties_standard[] = {
	{ "name", .read = read_name },
	{ "title", .text = KGI_MEMBER(title) },
	{ "type", .read = read_type },
	{ "format", .text = KGI_MEMBER(format) },
	{ "constraints", .read = read_constraints },
	{ "categories", .read = read_categories },
	{ "categoriesOrdered", .flag = KGI_MEMBER(ordered) },
	{ "missingValues", .read = read_missing },
	{ "trueValues", .read = read_yes },
	{ "falseValues", .read = read_no },
	{ "delimiter", .read = read_delimiter },
	{ 0 }
};
