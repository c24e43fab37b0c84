/* Reads a Table Schema. */
#include "codebook_property.h"

#include <errno.h>

/* A property of ours that is misspelt would say nothing. */
static int check_own(struct kgi_reading *r, const json_t *object, const struct kgi_property *known)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name, value) {
		const struct kgi_property *property = known;

		if (strncmp(name, KGI_OWN, strlen(KGI_OWN)) != 0)
			continue;
		while (property->name && strcmp(property->name, name) != 0)
			property++;
		if (!property->name)
			return kg_error_at(r->err, r->place, kgi_reading_column(r), _("'%s' is no property of a codebook"), name);
	}
	return KG_OK;
}

static int begin_field(struct kgi_reading *r, const json_t *json, size_t i)
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
	status = kgi_reading_keep(r, json_string_value(name), json_string_length(name), &field->name);
	r->field = field;
	field->title = field->name;
	if (status == KG_OK)
		status = check_own(r, json, kgi_properties_own);
	if (status == KG_OK)
		status = kgi_reading_properties(r, kgi_properties_standard, json);
	if (status == KG_OK && field->type == KG_BOOK_LIST && !field->separator.len)
		status = kgi_reading_keep(r, ",", 1, &field->separator);
	return status;
}

static int check_names(struct kgi_reading *r)
{
	r->field = NULL;
	for (size_t i = 0; i < r->book->count; i++)
		if (kg_codebook_field(r->book, r->book->fields[i].name) != &r->book->fields[i])
			return kg_error_at(r->err, r->place, NULL, _("the name '%s' comes twice"), r->book->fields[i].name.at);
	return KG_OK;
}

static int prepare(struct kgi_reading *r)
{
	size_t bad = 0;
	int status = kg_codebook_prepare(r->book, &bad);

	if (status == KG_SYSTEM)
		return errno == ENOENT ? kg_error_system(r->err, _("patterns need the locale C.UTF-8"), errno) : kg_error_memory(r->err);
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

static int check_categories(struct kgi_reading *r)
{
	const struct kg_book_field *field = r->field;

	for (size_t i = 1; i < field->category_count; i++)
		for (size_t j = 0; j < i; j++)
			if (are_one(&field->categories[i], &field->categories[j]))
				return kg_error_at(r->err, r->place, kgi_reading_column(r), _("the category '%s' is also '%s'"),
						   field->categories[i].label.at, field->categories[j].label.at);
	return KG_OK;
}

static int finish_field(struct kgi_reading *r, const json_t *json, size_t i)
{
	struct kg_book_field *field = &r->book->fields[i];
	int status;

	r->field = field;
	status = check_categories(r);
	field->other = kg_book_usual_other(field);
	if (status == KG_OK)
		status = kgi_reading_properties(r, kgi_properties_own, json);
	if (status == KG_OK && (field->question.len > 0) != (field->choice.len > 0))
		status = kg_error_at(r->err, r->place, kgi_reading_column(r), _("kaigo:question and kaigo:choice need each other"));
	if (status == KG_OK && field->choice.len && field->type == KG_BOOK_ANY)
		field->type = KG_BOOK_BOOLEAN;
	return status;
}

static int read_fields(struct kgi_reading *r, const json_t *fields)
{
	int status = kgi_reading_array(r, fields, sizeof *r->book->fields, &r->book->fields, &r->book->count);
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

static int read_key(struct kgi_reading *r, const json_t *value)
{
	size_t count = json_is_array(value) ? json_array_size(value) : 1;

	r->property = "primaryKey";
	for (size_t i = 0; i < count; i++) {
		const char *name = json_string_value(json_is_array(value) ? json_array_get(value, i) : value);
		const struct kg_book_field *field = name ? kg_codebook_field(r->book, kg_slice(name)) : NULL;

		if (!name)
			return kgi_reading_wrong(r, _("names of fields are needed"));
		if (!field)
			return kg_error_at(r->err, r->place, NULL, _("%s: there is no field '%s'"), r->property, name);
		r->book->fields[field - r->book->fields].key = true;
	}
	return KG_OK;
}

static int read_schema(struct kgi_reading *r, const json_t *schema)
{
	static const struct kgi_property nothing = { 0 };
	const json_t *fields = json_object_get(schema, "fields"), *missing = json_object_get(schema, "missingValues");
	const json_t *key = json_object_get(schema, "primaryKey");
	int status;

	if (!fields)
		return kg_error_at(r->err, r->place, NULL, _("this is no Table Schema: an object with \"fields\" is expected"));
	status = check_own(r, schema, &nothing);
	r->property = "missingValues";
	if (status == KG_OK && missing)
		status = kgi_reading_missing(r, missing, &r->book->missing, &r->book->missing_count);
	r->property = "fields";
	if (status == KG_OK)
		status = read_fields(r, fields);
	return status == KG_OK && key ? read_key(r, key) : status;
}

int kg_codebook_read(struct kg_codebook *book, struct kg_slice json, uint32_t file, struct kg_error *err)
{
	struct kgi_reading r = { .book = book, .place.file = file, .err = err };
	struct kg_slice text_of = kg_slice_starts(json, "\xef\xbb\xbf") ? kg_slice_from(json, 3) : json;
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
