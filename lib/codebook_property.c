#include "codebook_property.h"

const char *kgi_reading_column(const struct kgi_reading *r)
{
	return r->field ? r->field->name.at : NULL;
}

int kgi_reading_wrong(struct kgi_reading *r, const char *needed)
{
	return kg_error_at(r->err, r->place, kgi_reading_column(r), "%s: %s", r->property, needed);
}

/* A NULL from the arena is memory that is short. */
int kgi_reading_keep(struct kgi_reading *r, const char *at, size_t len, struct kg_slice *kept)
{
	*kept = kg_arena_copy(&r->book->arena, (struct kg_slice){ at, len });
	return kept->at ? KG_OK : kg_error_memory(r->err);
}

int kgi_reading_text(struct kgi_reading *r, const json_t *value, struct kg_slice *kept)
{
	if (!json_is_string(value) || kg_trim(kg_slice(json_string_value(value))).len == 0)
		return kgi_reading_wrong(r, _("a text is needed"));
	return kgi_reading_keep(r, json_string_value(value), json_string_length(value), kept);
}

int kgi_reading_flag(struct kgi_reading *r, const json_t *value, bool *flag)
{
	if (!json_is_boolean(value))
		return kgi_reading_wrong(r, _("true or false is needed"));
	*flag = json_is_true(value);
	return KG_OK;
}

int kgi_reading_scalar(struct kgi_reading *r, const json_t *value, struct kg_slice *kept)
{
	char room[KGI_SCALAR_ROOM];
	struct kg_slice text;

	if (!json_is_string(value) && !json_is_number(value) && !json_is_boolean(value))
		return kgi_reading_wrong(r, _("a text or a number is needed"));
	text = kgi_scalar(value, room);
	return kgi_reading_keep(r, text.at, text.len, kept);
}

int kgi_reading_array(struct kgi_reading *r, const json_t *value, size_t size, void *array, size_t *count)
{
	if (!json_is_array(value))
		return kgi_reading_wrong(r, _("an array is needed"));

	size_t bytes = json_array_size(value) * size;
	void *taken = kg_arena_take(&r->book->arena, bytes + 1);

	if (!taken)
		return kg_error_memory(r->err);
	memset(taken, 0, bytes + 1);
	memcpy(array, &taken, sizeof taken);
	*count = json_array_size(value);
	return KG_OK;
}

static int read_property(struct kgi_reading *r, const struct kgi_property *property, const json_t *value)
{
	char *field = (char *)r->field;

	if (property->text)
		return kgi_reading_text(r, value, (struct kg_slice *)(void *)(field + property->text));
	if (property->flag)
		return kgi_reading_flag(r, value, (bool *)(field + property->flag));
	return property->read(r, value);
}

int kgi_reading_properties(struct kgi_reading *r, const struct kgi_property *property, const json_t *object)
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
