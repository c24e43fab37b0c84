#include "export.h"

static const struct kgi_export exports[] = {
#define EXPORT(name, header, first, separator, several, serials) { name, header, separator, several, first, serials },
#include "export.def"
};

/* Which column it is; `count` if it is none. Programs write the same bytes every time. */
static size_t column_of(const struct kg_slice *names, size_t count, struct kg_slice wanted)
{
	size_t i = 0;

	while (i < count && !kg_slice_same(names[i], wanted))
		i++;
	return i;
}

/* The column of the first name; `count` if one is missing. */
static size_t first_column(const struct kgi_export *export, const struct kg_slice *names, size_t count)
{
	size_t first = count;

	for (const char *name = export->header; *name;) {
		size_t len = strcspn(name, "|"), column = column_of(names, count, (struct kg_slice){ name, len });

		if (column == count)
			return count;
		first = name == export->header ? column : first;
		name += len + (name[len] == '|');
	}
	return first;
}

const struct kgi_export *kgi_export_of(const struct kg_slice *names, size_t count, const struct kg_slice *first, size_t first_count)
{
	for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
		size_t column = first_column(&exports[i], names, count);

		if (column == count)
			continue;
		if (!exports[i].first ||
		    (column < first_count && kg_glob(kg_slice(exports[i].first), kg_trim(first[column]))))
			return &exports[i];
	}
	return NULL;
}
