#include "document.h"

#include <stdlib.h>

/* What jansson reads with: a walk over held bytes. */
struct walk {
	struct kgi_source *source;
	struct kg_error *err;
	size_t at;
	int status;
};

static size_t read_on(void *buffer, size_t size, void *data)
{
	struct walk *walk = data;

	walk->status = kgi_source_hold(walk->source, walk->at + 1, walk->err);
	if (walk->status != KG_OK)
		return (size_t)-1;

	size_t held = kgi_source_held(walk->source) - walk->at;

	if (size > held)
		size = held;
	memcpy(buffer, kgi_source_at(walk->source, walk->at), size);
	walk->at += size;
	return size;
}

const char *kgi_document_reason(const json_error_t *why)
{
	return json_error_code(why) == json_error_null_character ? _("there is a NUL character in a text") : why->text;
}

/* Takes one value that begins here; *len says how many bytes it is. */
static int take_value(struct kgi_source *source, json_t **value, size_t *len, struct kg_error *err)
{
	struct walk walk = { .source = source, .err = err };
	json_error_t why;

	*value = json_load_callback(read_on, &walk, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &why);
	*len = (size_t)why.position;
	if (walk.status != KG_OK) {	/* perhaps behind the value */
		json_decref(*value);
		*value = NULL;
		return walk.status;
	}
	if (*value)
		return KG_OK;
	return kg_error_fault(err, source->place, NULL, "json", _("this is not JSON: %s"), kgi_document_reason(&why));
}

/* The next byte that is not blank, left where it is; 0 at the end. */
static int next_byte(struct kgi_source *source, char *byte, struct kg_error *err)
{
	*byte = 0;
	for (;;) {
		int status = kgi_source_hold(source, 1, err);

		if (status != KG_OK || kgi_source_held(source) == 0)
			return status;
		*byte = *kgi_source_at(source, 0);
		if (*byte != ' ' && *byte != '\t' && *byte != '\r' && *byte != '\n')
			return KG_OK;
		*byte = 0;
		kgi_source_pass(source, 1);
	}
}

/* Passes `wanted`, which must come next. */
static int expect(struct kgi_source *source, char wanted, struct kg_error *err)
{
	char byte;
	int status = next_byte(source, &byte, err);

	if (status == KG_OK && !byte)
		return kg_error_at(err, source->place, NULL, _("the file ends here, '%c' is missing"), wanted);
	if (status == KG_OK && byte != wanted)
		return kg_error_at(err, source->place, NULL, _("'%c' is missing here"), wanted);
	if (status == KG_OK)
		kgi_source_pass(source, 1);
	return status;
}

static int pass_value(struct kgi_source *source, json_t **value, struct kg_error *err)
{
	char byte;
	size_t len;
	int status = next_byte(source, &byte, err);

	if (status == KG_OK)
		status = take_value(source, value, &len, err);
	if (status == KG_OK)
		kgi_source_pass(source, len);
	return status;
}

/* Passes a member's name and its colon. */
static int pass_key(struct kgi_source *source, json_t **key, struct kg_error *err)
{
	int status = pass_value(source, key, err);

	if (status == KG_OK && !json_is_string(*key)) {
		json_decref(*key);
		return kg_error_at(err, source->place, NULL, _("the name of a member is missing here"));
	}
	if (status == KG_OK && (status = expect(source, ':', err)) != KG_OK)
		json_decref(*key);
	return status;
}

/* Passes the members of an object, or its rest, up to the one called `token`, where true is returned in *found and its
 * value comes next, or to the object's end. A NULL token finds nothing. */
static int pass_members(struct kgi_source *source, const char *token, bool first, bool *found, struct kg_error *err)
{
	int status;
	char byte;

	*found = false;
	while ((status = next_byte(source, &byte, err)) == KG_OK && byte != '}') {
		json_t *key = NULL, *value = NULL;

		if (!first)
			status = expect(source, ',', err);
		first = false;
		if (status == KG_OK)
			status = pass_key(source, &key, err);
		if (status != KG_OK)
			return status;
		*found = token && strcmp(json_string_value(key), token) == 0;
		json_decref(key);
		if (*found)
			return KG_OK;
		status = pass_value(source, &value, err);
		json_decref(value);
		if (status != KG_OK)
			return status;
	}
	return status == KG_OK ? expect(source, '}', err) : status;
}

/* One step of an RFC 6901 pointer, its ~1 and ~0 undone in place. Returns what follows. */
static char *next_token(char *token)
{
	char *to = token, *at = token;

	for (; *at && *at != '/'; at++) {
		if (*at == '~' && (at[1] == '0' || at[1] == '1'))
			*to++ = *++at == '1' ? '/' : '~';
		else
			*to++ = *at;
	}

	char *rest = *at ? at + 1 : NULL;

	*to = '\0';
	return rest;
}

static int descend(struct kgi_document *document, const char *pointer, struct kg_error *err)
{
	struct kgi_source *source = document->source;
	char *tokens = strdup(pointer[0] == '/' ? pointer + 1 : pointer);
	int status = tokens ? KG_OK : kg_error_memory(err);

	for (char *token = pointer[0] ? tokens : NULL; token && status == KG_OK;) {
		char *rest = next_token(token), byte;
		bool found;

		status = next_byte(source, &byte, err);
		if (status == KG_OK && byte != '{')
			status = kg_error_at(err, source->place, NULL,
					     _("an object with the member '%s' of %s is expected here"), token, pointer);
		if (status == KG_OK)
			status = expect(source, '{', err);
		if (status == KG_OK)
			status = pass_members(source, token, true, &found, err);
		if (status == KG_OK && !found)
			status = kg_error_input(err, _("%s: there is nothing at %s"),
						kg_error_file_name(err, source->place.file), pointer);
		document->depth++;
		token = rest;
	}
	free(tokens);
	return status;
}

/* Behind the array: the objects around it must be whole, and nothing may follow. */
static int ascend(struct kgi_document *document, struct kg_error *err)
{
	struct kgi_source *source = document->source;
	int status = KG_OK;
	bool found;
	char byte;

	for (; status == KG_OK && document->depth > 0; document->depth--)
		status = pass_members(source, NULL, false, &found, err);
	if (status == KG_OK)
		status = next_byte(source, &byte, err);
	if (status == KG_OK && byte)
		status = kg_error_at(err, source->place, NULL, _("something follows behind the end of the document"));
	return status;
}

int kgi_document_open(struct kgi_document *document, struct kgi_source *source, const char *pointer, struct kg_error *err)
{
	char byte;
	int status = KG_OK;

	*document = (struct kgi_document){ .source = source };
	if (pointer)
		status = descend(document, pointer, err);
	if (status == KG_OK)
		status = next_byte(source, &byte, err);
	if (status != KG_OK)
		return status;
	if (byte != '[')
		return kg_error_at(err, source->place, NULL,
				   _("an array of records is expected here; --records says where it stands in a document"));
	kgi_source_pass(source, 1);
	return KG_OK;
}

static int drop_rest(struct kgi_document *document, struct kg_error *err)
{
	struct kgi_source *source = document->source;
	int status = KG_OK;

	while (status == KG_OK && !source->ended)
		status = kgi_source_hold(source, kgi_source_held(source) + 1, err);
	document->len = kgi_source_held(source);
	document->done = true;
	return status ? status : KG_INPUT;
}

static int take_next(struct kgi_document *document, json_t **value, struct kg_error *err)
{
	struct kgi_source *source = document->source;
	char byte;
	int status = next_byte(source, &byte, err);

	if (status == KG_OK && byte == ']') {
		kgi_source_pass(source, 1);
		document->done = true;
		return ascend(document, err);
	}
	if (status == KG_OK && !byte)
		status = kg_error_at(err, source->place, NULL, _("the file ends here, the array of records does not"));
	if (status == KG_OK && document->later && byte != ',')
		status = kg_error_at(err, source->place, NULL, _("a comma or ] is expected here, behind a record"));
	if (status == KG_OK && document->later)
		status = expect(source, ',', err);
	if (status == KG_OK)
		status = next_byte(source, &byte, err);
	if (status == KG_OK)
		status = take_value(source, value, &document->len, err);
	document->later = true;
	return status;
}

int kgi_document_next(struct kgi_document *document, json_t **value, struct kg_error *err)
{
	*value = NULL;
	kgi_source_pass(document->source, document->len);
	document->len = 0;
	if (document->done)
		return KG_OK;

	int status = take_next(document, value, err);

	return status == KG_INPUT ? drop_rest(document, err) : status;
}
