/* sheet_counts - the counts of a sheet's question, from which sheet.c works its figures out and sheet_notes.c what is said of
 * them. */
#ifndef KGI_SHEET_COUNTS_H
#define KGI_SHEET_COUNTS_H

#include "sheet.h"

/* The count as it is shown: weighted, or records. No sum of weights is more than that of all of them, which was found to fit
 * (struct kg_survey); only the answers of a multiple question may add to more. */
struct kg_decimal kgi_sheet_value(const struct kg_sheet *, struct kg_count);

/* Of a category, over all groups; and of no answer, in one of them. */
struct kg_count kgi_sheet_all_groups(const struct kg_sheet *, uint32_t answer);
struct kg_count kgi_sheet_blank(const struct kg_sheet *, uint32_t slot);

/* Writes it without zeros behind the point; returns `text`. */
const char *kgi_sheet_plain(struct kg_decimal, char text[KG_DECIMAL_ROOM]);

#endif
