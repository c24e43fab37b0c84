/* lens - the cells of one column, each distinct one decoded and looked up in the codebook once.
 *
 *	const struct kgi_view *view = kgi_lens_look(&lens, cell, decoder, field);
 *
 *	view->text	// 導入している, where the file has 1, or bytes in CP932
 */
#ifndef KGI_LENS_H
#define KGI_LENS_H

#include "arena.h"
#include "codebook.h"
#include "encoding.h"
#include "index.h"

struct kgi_view {
	struct kg_slice written;	/* the cell in UTF-8 */
	struct kg_slice raw;		/* and without the blanks that pad it */
	struct kg_meaning meaning;	/* its text is `raw` without a codebook, or a label in it */
	bool undecodable;
	size_t bad;			/* and the byte of the cell that is */
};

struct kgi_lens {
	struct kgi_lens_cell *cells;	/* that are kept */
	size_t room;
	struct kg_index index;
	bool padded;			/* labels lose the blanks that pad them (kgi_heading_unpad()); set before the first cell */
	bool serials;			/* a number is a day where the codebook wants one; set before the first cell */
	struct kgi_view odd;		/* of a cell that is not kept */
	char *text;			/* what that points into */
	size_t text_room;
	struct kg_arena arena;
};

/* What the cell is. Decoded if there is a decoder, understood if there is a field. The view is good until the next call; NULL when
 * memory is short. Of cells without end only the first are kept: memory stays what it is. */
const struct kgi_view *kgi_lens_look(struct kgi_lens *, struct kg_slice cell, struct kgi_decoder *, const struct kg_book_field *);
void kgi_lens_fini(struct kgi_lens *);

#endif
