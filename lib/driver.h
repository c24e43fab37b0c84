/* driver - what kg_main() does, for a program that wants it done in another order. */
#ifndef KGI_DRIVER_H
#define KGI_DRIVER_H

#include "filter.h"

/* Every FILE is folded into a state of its own, and the states are merged. The answer must not depend on how. */
enum kgi_merge_order { KGI_FORWARDS, KGI_BACKWARDS, KGI_PAIRWISE };

int kgi_main(const struct kg_filter *, int argc, char **argv, enum kgi_merge_order);

#endif
