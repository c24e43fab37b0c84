/* crew - one file folded, or passed through, by several workers.
 *
 * The file is cut into parts where lines end outside quotes; each worker folds those it takes into a state of its own, and the
 * states are merged. What is written of a part is kept with it, and written in the file's order. Whether a cut was right is not
 * left to chance: it is, if all before it is regular, and a part is folded only once that is known. Where something is irregular,
 * the file's own reader goes on for a while.
 */
#ifndef KGI_CREW_H
#define KGI_CREW_H

#include "run.h"

/* Folds as much of the open file as it can into `state`, and leaves the rest in the reader, if that has not ended: what is too
 * short to be worth a cut. */
int kgi_crew_fold(struct kgi_run *, struct kgi_reader *, kgi_record_function *, void *state);

#endif
