#include "alias.h"

#include <strings.h>

static const struct {
	const char *id, *names;
} aliases[] = {
#define ALIAS(id, names) { id, names },
#include "alias.def"
};

enum { LONGEST = 128 };		/* bytes of a name that can be found here */

const char *kg_alias_names(const char *id)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (strcmp(aliases[i].id, id) == 0)
			return aliases[i].names;
	return NULL;
}

bool kg_alias_has(const char *id, struct kg_slice column)
{
	char key[KG_FOLD_ROOM(LONGEST)];
	const char *name = kg_alias_names(id);
	struct kg_slice folded = { key, 0 };

	if (!name || column.len > LONGEST)
		return false;
	folded.len = kg_fold(column, KG_FOLD_NAME, key);
	while (*name) {
		size_t len = strcspn(name, "|");

		/* the names are folded already, but for capital letters */
		if (len == folded.len && strncasecmp(name, folded.at, len) == 0)
			return true;
		name += len + (name[len] == '|');
	}
	return false;
}
