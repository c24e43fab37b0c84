/* repeat - records whose cells, or texts of several cells, were read before: they are counted, and come back once, at the end, with
 * their number.
 *
 *	struct kgi_repeat *known = kgi_repeats_find(&repeats, cells, width);
 *
 *	if (known && !known->alone) {
 *		known->times++;			// and that is all
 *	} else {
 *		kgi_repeats_remember(&repeats, cells, width, place, content);	// unless it is known
 *		... the record ...		// if it is bad: kgi_repeats_forget(&repeats)
 *	}
 *	...
 *	while ((again = kgi_repeats_next(&repeats, cells, width)))
 *		... again->times, from again->place on ...
 *
 * A survey's answers are few: where one column is counted, millions of records differ in a handful of ways, and only the first of
 * each has to be decoded, checked and looked up. Cells are raw bytes. Of records without end only the first are kept, and where
 * few come again nothing is looked up any more: memory stays what it is.
 */
#ifndef KGI_REPEAT_H
#define KGI_REPEAT_H

#include "error.h"
#include "index.h"

struct kgi_repeat {
	uint64_t times;			/* how often it came again */
	struct kg_place place;		/* of the first */
	bool content;			/* is there something in the cells? If not, others may make the row a record */
	bool alone;			/* it is bad: each is told of */
	uint32_t cells[];		/* as cells.h keeps them */
};

struct kgi_repeats {
	struct kg_index index;		/* of where a record is */
	char *records;			/* one behind the other; they never move */
	size_t bytes, given;		/* how many are used, and given by kgi_repeats_next() */
	struct kgi_repeat *fresh;	/* of the record that is read, if it is new */
	uint32_t hash;			/* of the cells asked for last */
	bool off;
	uint64_t known, unknown;	/* how often they were */
};

/* The record with these cells, if there was one. */
struct kgi_repeat *kgi_repeats_find(struct kgi_repeats *, const struct kg_slice *cells, size_t width);

/* The same for many, whose cells stand one behind the other: kgi_repeats_ask() finds out where to look, and lets it be brought
 * near. Then kgi_repeats_count() counts those that came before, up to the first that is new, stands alone or has no content:
 * *next is then what is known of it. Returns how many were counted. */
void kgi_repeats_ask(const struct kgi_repeats *, const struct kg_slice *cells, size_t width, size_t count, uint32_t *hashes);
size_t kgi_repeats_count(struct kgi_repeats *, const struct kg_slice *cells, size_t width, size_t count, const uint32_t *hashes,
			 struct kgi_repeat **next);

/* Remembers the cells asked for last, as far as there is room. False when memory is short. */
bool kgi_repeats_remember(struct kgi_repeats *, const struct kg_slice *cells, size_t width, struct kg_place, bool content);

/* What was remembered last is no record to be counted. */
void kgi_repeats_forget(struct kgi_repeats *);

/* Takes the next one that came again, and its cells, which live as long as the repeats; NULL when there is none. */
const struct kgi_repeat *kgi_repeats_next(struct kgi_repeats *, struct kg_slice *cells, size_t width);

void kgi_repeats_fini(struct kgi_repeats *);

#endif
