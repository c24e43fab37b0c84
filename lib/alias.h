/* alias - the names of columns in the files that people have, by field: alias.def.
 *
 *	kg_alias_names("area")					// "圏域|日常生活圏域|...", or NULL
 *	kg_alias_has("office", kg_slice("事業所番号"))		// true
 *
 * The ids are those of commands' fields, and those of kinds of codes (kg_code_name()). What has a name in many files stands here, and
 * a field gets it by its id, the same in every command. A name by which one command alone means it stands in that command's field:
 * `names` of record.h, which come before these.
 */
#ifndef KG_ALIAS_H
#define KG_ALIAS_H

#include "text.h"

/* The names by which a field with this id is found besides its id, separated by |; NULL when there are none. */
const char *kg_alias_names(const char *id);

/* Is `column` one of these names, in any width and case? */
bool kg_alias_has(const char *id, struct kg_slice column);

#endif
