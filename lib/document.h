/* document - an array of JSON values in a file, one value at a time, so that it is never held whole.
 *
 *	struct kgi_document document;
 *	json_t *value;
 *
 *	status = kgi_document_open(&document, &source, "/data/records", err);
 *	while (status == KG_OK && (status = kgi_document_next(&document, &value, err)) == KG_OK && value) {
 *		... value, document.len bytes from where the source stands ...
 *		json_decref(value);
 *	}
 *
 * jansson reads the values; what stands around them, `[` or the members of a document on the way of a pointer, is read by hand.
 */
#ifndef KGI_DOCUMENT_H
#define KGI_DOCUMENT_H

#include "source.h"

#include <jansson.h>

struct kgi_document {
	struct kgi_source *source;
	size_t len;		/* bytes of the value before, not passed yet */
	size_t depth;		/* objects that are open around the array */
	bool later, done;	/* behind the first value, behind the array's end */
};

/* Passes all up to the first value. The RFC 6901 pointer says where the array stands; NULL is as "". */
int kgi_document_open(struct kgi_document *, struct kgi_source *, const char *pointer, struct kg_error *);

/* Passes the value before and takes the next, NULL behind the last, when the document was whole and nothing follows it. After
 * KG_INPUT all that is left is one bad value: behind broken JSON nothing says where the next one begins. */
int kgi_document_next(struct kgi_document *, json_t **value, struct kg_error *);

/* Why jansson refused something. */
const char *kgi_document_reason(const json_error_t *);

#endif
