/* misread - labels that a decoder once got wrong by dropping the first byte of ① ② ... or of Ⅰ Ⅱ ...: `@ 人口構成`, `A 高齢者`;
 * 加算T 加算U 加算V.
 *
 *	struct kgi_misread seen = { 0 };
 *
 *	for all labels of one column: kgi_misread_see(&seen, label);
 *	kgi_misread_found(&seen)	// the one that shows it
 */
#ifndef KGI_MISREAD_H
#define KGI_MISREAD_H

#include <stdint.h>
#include "text.h"

enum { KGI_MISREAD_STEMS = 16 };

struct kgi_misread {
	struct kg_slice circled;	/* the first label like `@ 人口構成`, borrowed as all of these */
	struct {
		struct kg_slice stem, first;	/* 加算, or 加算（ of 加算（T）; 加算T */
		uint32_t letters;		/* bits: which of A ... Z follow the stem */
	} numerals[KGI_MISREAD_STEMS];
	size_t count;
};

/* The label must last as long as what is asked. */
void kgi_misread_see(struct kgi_misread *, struct kg_slice label);

/* The label that shows it; empty when nothing does. @ before Japanese needs no company; T needs U with the same stem, and that
 * no letter before T has the stem: where there is an S, T is one. */
struct kg_slice kgi_misread_found(const struct kgi_misread *);

#endif
