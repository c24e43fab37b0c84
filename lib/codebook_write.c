/* Writes a Table Schema that is pleasant to edit: properties in a fixed order, a line for each category. */
#include "codebook.h"

#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>

/* False when memory is short, as in all that follow. */
static bool put(json_t *to, const char *name, json_t *value)
{
	return json_object_set_new(to, name, value) == 0;
}

static json_t *text(struct kg_slice slice)
{
	return json_stringn(slice.at ? slice.at : "", slice.len);
}

static bool put_text(json_t *to, const char *name, struct kg_slice slice)
{
	return slice.len == 0 || put(to, name, text(slice));
}

static bool put_flag(json_t *to, const char *name, bool flag)
{
	return !flag || put(to, name, json_true());
}

/* A number where the type is one and nothing of its writing is lost. */
static json_t *scalar(enum kg_book_type type, struct kg_slice slice)
{
	char written[64], printed[64];

	if ((type != KG_BOOK_INTEGER && type != KG_BOOK_NUMBER) || slice.len >= sizeof written)
		return text(slice);
	snprintf(written, sizeof written, "%.*s", KG_SLICE_ARG(slice));
	snprintf(printed, sizeof printed, "%lld", strtoll(written, NULL, 10));
	if (strcmp(written, printed) == 0)
		return json_integer(strtoll(written, NULL, 10));
	snprintf(printed, sizeof printed, "%.15g", strtod(written, NULL));
	return strchr(printed, '.') && strcmp(written, printed) == 0 ? json_real(strtod(written, NULL)) : text(slice);
}

static json_t *labelled(json_t *value, struct kg_slice label)
{
	return label.len ? json_pack("{s:o, s:o}", "value", value, "label", text(label)) : value;
}

static bool write_name(json_t *to, const char *name, const struct kg_book_field *field)
{
	return put(to, name, text(field->name));
}

static bool write_title(json_t *to, const char *name, const struct kg_book_field *field)
{
	return kg_slice_same(field->title, field->name) || put_text(to, name, field->title);
}

static bool write_type(json_t *to, const char *name, const struct kg_book_field *field)
{
	if (field->type == KG_BOOK_ANY)
		return put_text(to, name, field->other_type);
	return put(to, name, json_string(kg_book_type_name(field->type)));
}

static bool write_limit(json_t *to, const char *name, const struct kg_book_field *field, struct kg_slice limit)
{
	enum kg_book_type type = field->type == KG_BOOK_INTEGER ? KG_BOOK_NUMBER : field->type;

	return limit.len == 0 || put(to, name, scalar(type, limit));
}

static bool write_constraints(json_t *to, const char *name, const struct kg_book_field *field)
{
	json_t *all = json_object();
	bool ok = all && put_flag(all, "required", field->required) && put_flag(all, "unique", field->unique) &&
		  write_limit(all, "minimum", field, field->minimum) && write_limit(all, "maximum", field, field->maximum) &&
		  put_text(all, "pattern", field->pattern);

	if (ok && json_object_size(all))
		return put(to, name, all);
	json_decref(all);
	return ok;
}

static bool write_categories(json_t *to, const char *name, const struct kg_book_field *field)
{
	json_t *list = field->category_count ? json_array() : NULL;

	for (size_t i = 0; i < field->category_count; i++) {
		const struct kg_book_category *category = &field->categories[i];
		struct kg_slice label = kg_slice_same(category->value, category->label) ? (struct kg_slice){ 0 } : category->label;

		json_array_append_new(list, labelled(scalar(field->type, category->value), label));
	}
	return !field->category_count || (json_array_size(list) == field->category_count && put(to, name, list));
}

static bool put_missing(json_t *to, const char *name, const struct kg_book_missing *missing, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, labelled(text(missing[i].value), missing[i].label));
	return json_array_size(list) == count && put(to, name, list);
}

static bool write_words(json_t *to, const char *name, const struct kg_slice *words, size_t count)
{
	json_t *list = count ? json_array() : NULL;

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, text(words[i]));
	return !count || (json_array_size(list) == count && put(to, name, list));
}

static bool write_yes(json_t *to, const char *name, const struct kg_book_field *field)
{
	return write_words(to, name, field->yes, field->yes_count);
}

static bool write_no(json_t *to, const char *name, const struct kg_book_field *field)
{
	return write_words(to, name, field->no, field->no_count);
}

static bool write_delimiter(json_t *to, const char *name, const struct kg_book_field *field)
{
	return field->type != KG_BOOK_LIST || put_text(to, name, field->separator);
}

static bool write_separator(json_t *to, const char *name, const struct kg_book_field *field)
{
	return field->type == KG_BOOK_LIST || put_text(to, name, field->separator);
}

static bool write_exclusive(json_t *to, const char *name, const struct kg_book_field *field)
{
	json_t *list = json_array();
	bool ok = list != NULL;

	for (size_t i = 0; i < field->category_count && ok; i++)
		if (field->categories[i].exclusive)
			ok = json_array_append_new(list, text(field->categories[i].label)) == 0;
	if (ok && json_array_size(list))
		return put(to, name, list);
	json_decref(list);
	return ok && put_flag(to, name, field->exclusive);
}

static bool write_asked(json_t *to, const char *name, const struct kg_book_field *field)
{
	json_t *list = field->asked_count ? json_array() : NULL;

	for (size_t i = 0; i < field->asked_count; i++) {
		const struct kg_book_condition *asked = &field->asked[i];

		json_array_append_new(list, json_sprintf("%.*s%s%.*s", KG_SLICE_ARG(asked->column), asked->unequal ? "!=" : "=",
							 KG_SLICE_ARG(asked->value)));
	}
	if (field->asked_count == 1 && json_array_size(list)) {
		json_t *one = json_incref(json_array_get(list, 0));

		json_decref(list);
		return put(to, name, one);
	}
	return !field->asked_count || (json_array_size(list) == field->asked_count && put(to, name, list));
}

static bool write_scale(json_t *to, const char *name, const struct kg_book_field *field)
{
	json_t *all = json_object();
	bool ok = all != NULL;
	char label[KG_DECIMAL_ROOM];

	for (size_t i = 0; i < field->category_count && ok; i++) {
		const struct kg_book_category *category = &field->categories[i];

		if (category->scored) {
			kg_decimal_print(category->score, label);
			ok = json_object_setn_new(all, category->label.at, category->label.len,
						  scalar(KG_BOOK_NUMBER, kg_slice(label))) == 0;
		}
	}
	if (ok && json_object_size(all))
		return put(to, name, all);
	json_decref(all);
	return ok;
}

static bool write_nets(json_t *to, const char *name, const struct kg_book_field *field)
{
	json_t *all = field->net_count ? json_object() : NULL;

	for (size_t i = 0; i < field->net_count; i++) {
		const struct kg_book_net *net = &field->nets[i];
		json_t *list = json_array();

		for (size_t j = 0; j < net->count; j++)
			json_array_append_new(list, text(field->categories[net->categories[j]].label));
		if (json_array_size(list) == net->count)
			json_object_setn_new(all, net->label.at, net->label.len, list);
		else
			json_decref(list);
	}
	return !field->net_count || (json_object_size(all) == field->net_count && put(to, name, all));
}

/* その他 need not be said. */
static bool write_other(json_t *to, const char *name, const struct kg_book_field *field)
{
	return field->other < 0 || (size_t)field->other >= field->category_count || field->other == kg_book_usual_other(field) ||
	       put(to, name, text(field->categories[field->other].label));
}

static bool write_code(json_t *to, const char *name, const struct kg_book_field *field)
{
	return field->code == KG_CODE_NONE || put(to, name, json_string(kg_code_name(field->code)));
}

#define MEMBER(name) offsetof(struct kg_book_field, name)

/* In a fixed order, what is edited most first. */
static const struct property {
	const char *name;
	bool (*write)(json_t *to, const char *name, const struct kg_book_field *);
	size_t text, flag;		/* or a struct kg_slice or a bool of the field that is written; 0 for none */
} properties[] = {
	{ "name", .write = write_name },
	{ "title", .write = write_title },
	{ "type", .write = write_type },
	{ "format", .text = MEMBER(format) },
	{ "constraints", .write = write_constraints },
	{ "categories", .write = write_categories },
	{ "categoriesOrdered", .flag = MEMBER(ordered) },
	{ .name = "missingValues" },
	{ "trueValues", .write = write_yes },
	{ "falseValues", .write = write_no },
	{ "delimiter", .write = write_delimiter },
	{ "kaigo:separator", .write = write_separator },
	{ "kaigo:question", .text = MEMBER(question) },
	{ "kaigo:choice", .text = MEMBER(choice) },
	{ "kaigo:exclusive", .write = write_exclusive },
	{ "kaigo:asked", .write = write_asked },
	{ "kaigo:scale", .write = write_scale },
	{ "kaigo:nets", .write = write_nets },
	{ "kaigo:other", .write = write_other },
	{ "kaigo:code", .write = write_code },
};

enum { WIDE = 110, OUTER = 2 };		/* bytes of a line; how deep the schema and its fields are */

static bool is_list_of_objects(const json_t *value)
{
	bool objects = json_array_size(value) > 0;

	for (size_t i = 0; i < json_array_size(value); i++)
		objects &= json_is_object(json_array_get(value, i));
	return objects;
}

static bool print_json(const json_t *value, int depth, FILE *out);

/* The members or elements, one a line. */
static bool print_open(const json_t *value, int depth, FILE *out)
{
	bool object = json_is_object(value), ok = true;
	size_t left = object ? json_object_size(value) : json_array_size(value), i = 0;
	void *member = object ? json_object_iter((json_t *)value) : NULL;

	fputs(object ? "{\n" : "[\n", out);
	for (; left > 0 && ok; left--, i++) {
		fprintf(out, "%*s", 2 * (depth + 1), "");
		if (object) {
			json_t *name = json_stringn(json_object_iter_key(member), json_object_iter_key_len(member));

			ok = name && print_json(name, depth + 1, out);
			json_decref(name);
			fputs(": ", out);
		}
		ok = ok && print_json(object ? json_object_iter_value(member) : json_array_get(value, i), depth + 1, out);
		fputs(left > 1 ? ",\n" : "\n", out);
		member = object ? json_object_iter_next((json_t *)value, member) : NULL;
	}
	fprintf(out, "%*s%c", 2 * depth, "", object ? '}' : ']');
	return ok;
}

/* Short things stand in one line; the schema, its fields and lists of objects have a line for each part. */
static bool print_json(const json_t *value, int depth, FILE *out)
{
	bool simple = !json_is_object(value) && !json_is_array(value);
	char *line = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	bool outer = depth <= OUTER && json_is_object(value), ok = line;
	bool open = ok && !simple && (outer || is_list_of_objects(value) || strlen(line) + 2 * (size_t)depth > WIDE);

	if (open)
		ok = print_open(value, depth, out);
	else if (ok)
		fputs(line, out);
	free(line);
	return ok;
}

static bool write_property(json_t *to, const struct property *p, const struct kg_codebook *book, const struct kg_book_field *field)
{
	const char *at = (const char *)field;

	if (p->text)
		return put_text(to, p->name, *(const struct kg_slice *)(const void *)(at + p->text));
	if (p->flag)
		return put_flag(to, p->name, *(const bool *)(at + p->flag));
	if (p->write)
		return p->write(to, p->name, field);
	return field->missing == book->missing || put_missing(to, p->name, field->missing, field->missing_count);
}

static json_t *write_field(const struct kg_codebook *book, const struct kg_book_field *field)
{
	json_t *to = json_object();
	bool ok = to != NULL;

	for (size_t i = 0; i < sizeof properties / sizeof *properties && ok; i++)
		ok = write_property(to, &properties[i], book, field);
	if (ok)
		return to;
	json_decref(to);
	return NULL;
}

static bool write_key(json_t *schema, const struct kg_codebook *book)
{
	json_t *list = json_array();
	bool ok = list != NULL;

	for (size_t i = 0; i < book->count && ok; i++)
		if (book->fields[i].key)
			ok = json_array_append_new(list, text(book->fields[i].name)) == 0;
	if (ok && json_array_size(list))
		return put(schema, "primaryKey", list);
	json_decref(list);
	return ok;
}

static bool write_schema(json_t *schema, const struct kg_codebook *book)
{
	json_t *fields = json_array();
	bool ok = fields && put(schema, "fields", fields);

	for (size_t i = 0; i < book->count && ok; i++)
		ok = json_array_append_new(fields, write_field(book, &book->fields[i])) == 0;
	if (ok && book->missing)
		ok = put_missing(schema, "missingValues", book->missing, book->missing_count);
	return ok && write_key(schema, book);
}

struct kg_slice kg_codebook_write(const struct kg_codebook *book, struct kg_arena *arena)
{
	json_t *schema = json_object();
	char *bytes = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&bytes, &size);
	bool ok = schema && out && write_schema(schema, book) && print_json(schema, 0, out) && fputc('\n', out) != EOF;
	struct kg_slice written = { 0 };

	if (out && fclose(out) == 0 && ok)
		written = kg_arena_copy(arena, (struct kg_slice){ bytes, size });
	json_decref(schema);
	free(bytes);
	return written;
}
