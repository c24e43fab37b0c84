/* Our own properties, kaigo:. */
#include "codebook_property.h"
#include "number.h"

/* The category that a VALUE of ours names. */
static int find_category(struct kgi_reading *r, struct kg_slice named, uint32_t *category)
{
	int found = kg_book_category(r->field, named);

	*category = (uint32_t)found;
	if (found >= 0)
		return KG_OK;
	return kg_error_at(r->err, r->place, kgi_reading_column(r), _("%s: '%.*s' is none of the categories"), r->property,
			   KG_SLICE_ARG(named));
}

static int find_value(struct kgi_reading *r, const json_t *value, uint32_t *category)
{
	struct kg_slice named;
	int status = kgi_reading_scalar(r, value, &named);

	return status == KG_OK ? find_category(r, named, category) : status;
}

static int read_exclusive(struct kgi_reading *r, const json_t *value)
{
	int status = KG_OK;
	uint32_t category;

	if (r->field->choice.len)
		return kgi_reading_flag(r, value, &r->field->exclusive);
	if (!json_is_array(value))
		return kgi_reading_wrong(r, _("an array is needed"));
	for (size_t i = 0; i < json_array_size(value) && status == KG_OK; i++) {
		status = find_value(r, json_array_get(value, i), &category);
		if (status == KG_OK)
			r->field->categories[category].exclusive = true;
	}
	return status;
}

static int read_condition(struct kgi_reading *r, const json_t *value, struct kg_book_condition *condition)
{
	const char *text = json_string_value(value), *equal = text ? strchr(text, '=') : NULL;
	const struct kg_book_field *column;
	int status;

	if (!equal || equal == text)
		return kgi_reading_wrong(r, _("COL=VALUE or COL!=VALUE is needed"));
	condition->unequal = equal[-1] == '!';
	status = kgi_reading_keep(r, text, (size_t)(equal - text) - condition->unequal, &condition->column);
	if (status == KG_OK)
		status = kgi_reading_keep(r, equal + 1, strlen(equal + 1), &condition->value);
	if (status != KG_OK)
		return status;
	column = kg_codebook_field(r->book, condition->column);
	if (!column)
		return kg_error_at(r->err, r->place, kgi_reading_column(r), _("%s: there is no field '%s'"), r->property,
				   condition->column.at);
	if (column->category_count && kg_trim(condition->value).len && kg_book_category(column, condition->value) < 0)
		return kg_error_at(r->err, r->place, kgi_reading_column(r), _("%s: '%s' is none of the categories of '%s'"), r->property,
				   condition->value.at, column->name.at);
	return KG_OK;
}

static int read_asked(struct kgi_reading *r, const json_t *value)
{
	struct kg_book_field *field = r->field;
	json_t *list = json_is_array(value) ? json_incref((json_t *)value) : json_pack("[O]", value);
	int status = list ? kgi_reading_array(r, list, sizeof *field->asked, &field->asked, &field->asked_count) :
			    kg_error_memory(r->err);

	for (size_t i = 0; i < field->asked_count && status == KG_OK; i++)
		status = read_condition(r, json_array_get(list, i), &field->asked[i]);
	json_decref(list);
	return status;
}

static int read_score(struct kgi_reading *r, const json_t *value, struct kg_book_category *category)
{
	struct kg_slice text;
	int status = kgi_reading_scalar(r, value, &text);
	struct kg_number number = { 0 };

	if (status == KG_OK)
		number = kg_number_read(text);
	if (status == KG_OK && (number.kind != KG_NUMBER || number.unit.len || json_is_boolean(value)))
		return kgi_reading_wrong(r, _("numbers are needed"));
	category->scored = true;
	category->score = number.value;
	return status;
}

static int read_scale(struct kgi_reading *r, const json_t *value)
{
	int status = json_is_object(value) ? KG_OK : kgi_reading_wrong(r, _("an object is needed"));
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

static int read_net(struct kgi_reading *r, const char *label, const json_t *value, struct kg_book_net *net)
{
	int status = kgi_reading_keep(r, label, strlen(label), &net->label);

	if (status == KG_OK)
		status = kgi_reading_array(r, value, sizeof *net->categories, &net->categories, &net->count);
	for (size_t i = 0; i < net->count && status == KG_OK; i++)
		status = find_value(r, json_array_get(value, i), &net->categories[i]);
	for (const struct kg_book_net *other = r->field->nets; other < net && status == KG_OK; other++)
		if (kg_text_same(other->label, net->label))
			return kg_error_at(r->err, r->place, kgi_reading_column(r), _("%s: '%s' comes twice"), r->property, label);
	if (status == KG_OK && kg_book_category(r->field, net->label) >= 0)
		return kg_error_at(r->err, r->place, kgi_reading_column(r), _("%s: '%s' is one of the categories already"), r->property,
				   label);
	return status;
}

static int read_nets(struct kgi_reading *r, const json_t *value)
{
	struct kg_book_field *field = r->field;
	size_t size = json_object_size(value) * sizeof *field->nets;
	int status = json_is_object(value) ? KG_OK : kgi_reading_wrong(r, _("an object is needed"));
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

static int read_other(struct kgi_reading *r, const json_t *value)
{
	uint32_t category;
	int status = find_value(r, value, &category);

	if (status == KG_OK)
		r->field->other = (int)category;
	return status;
}

static int read_code(struct kgi_reading *r, const json_t *value)
{
	r->field->code = json_is_string(value) ? kg_code_kind(kg_slice(json_string_value(value))) : KG_CODE_NONE;
	return r->field->code != KG_CODE_NONE ? KG_OK : kgi_reading_wrong(r, _("office, municipality, insurer or corporate is needed"));
}

const struct kgi_property kgi_properties_own[] = {
	{ KGI_OWN "separator", .read = kgi_reading_separator },
	{ KGI_OWN "question", .text = KGI_MEMBER(question) },
	{ KGI_OWN "choice", .text = KGI_MEMBER(choice) },
	{ KGI_OWN "exclusive", .read = read_exclusive },
	{ KGI_OWN "asked", .read = read_asked },
	{ KGI_OWN "scale", .read = read_scale },
	{ KGI_OWN "nets", .read = read_nets },
	{ KGI_OWN "other", .read = read_other },
	{ KGI_OWN "code", .read = read_code },
	{ 0 }
};
