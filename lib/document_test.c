/* document_test - the values of an array in a document. What is read is written down as `LINE@OFFSET+BYTES value` for each, and
 * `end` or `broken`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "document.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void put_value(const struct kgi_document *document, json_t *value, FILE *out)
{
	const struct kg_place *place = &document->source->place;
	char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

	fprintf(out, "%u@%u+%zu %s\n", place->line, (unsigned)place->offset, document->len, text);
	free(text);
}

static char *read_text(const char *text, const char *pointer)
{
	struct kgi_document document;
	struct kgi_source source;
	struct kg_error err;
	json_t *value;
	char *read;
	size_t size;
	FILE *file = tmpfile(), *out = open_memstream(&read, &size);

	fputs(text, file);
	fflush(file);
	dup2(fileno(file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	kg_error_init(&err, "tool");
	assert_int_equal(kgi_source_open(&source, "-", NULL, &err), KG_OK);

	int status = kgi_document_open(&document, &source, pointer, &err);

	while (status == KG_OK && (status = kgi_document_next(&document, &value, &err)) == KG_OK && value) {
		put_value(&document, value, out);
		json_decref(value);
	}
	fputs(status == KG_OK ? "end" : "broken", out);
	if (status == KG_INPUT && document.done) {
		assert_int_equal(document.len, kgi_source_held(&source));
		assert_int_equal(kgi_document_next(&document, &value, &err), KG_OK);
		assert_null(value);
	}
	fclose(out);
	fclose(file);
	kgi_source_close(&source);
	kg_error_fini(&err);
	return read;
}

static const struct {
	const char *text, *pointer, *read;
} documents[] = {
	{ "[]", NULL, "end" },
	{ " [1, \"a\"\n,{\"b\":[ ]} ]\n", NULL, "1@2+1 1\n1@5+3 \"a\"\n2@10+9 {\"b\":[]}\nend" },
	{ "[[1],2]", "", "1@1+3 [1]\n1@5+1 2\nend" },
	{ "{\"a\":{\"b\":[0]},\"b\":[1,2]}", "/b", "1@20+1 1\n1@22+1 2\nend" },
	{ "{\"a\":{\"b\":[0]},\"b\":[1,2]}", "/a/b", "1@11+1 0\nend" },
	{ "{\"a/b~\":[true]}", "/a~1b~0", "1@9+4 true\nend" },
	{ "[1 2]", NULL, "1@1+1 1\nbroken" },
	{ "[1,", NULL, "1@1+1 1\nbroken" },
	{ "[1,]", NULL, "1@1+1 1\nbroken" },
	{ "[1", NULL, "1@1+1 1\nbroken" },
	{ "[1]]", NULL, "1@1+1 1\nbroken" },
	{ "[{\"a\":1,\"a\":2}]", NULL, "broken" },
	{ "{\"a\":[1],", "/a", "1@6+1 1\nbroken" },
	{ "{\"a\":[1]}", "/b", "broken" },
	{ "{\"a\":[1]}", "", "broken" },
	{ "", NULL, "broken" },
};

static void test_documents(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(documents); i++) {
		char *read = read_text(documents[i].text, documents[i].pointer);

		if (strcmp(read, documents[i].read) != 0)
			fail_msg("%s\nread as\n%s\nnot\n%s", documents[i].text, read, documents[i].read);
		free(read);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_documents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
