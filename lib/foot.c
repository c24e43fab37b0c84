#include "foot.h"
#include "aside.h"
#include "naming.h"
#include "total.h"

enum { FIELDS_MAX = 8 };

/* Of a name or of all? */
static bool may_be_name(const struct kg_record *record, int id, struct kg_slice label)
{
	return kg_total_read(label) == KG_TOTAL && !kg_naming_key(kg_slice(kg_field_name(record, id)));
}

static void add(struct kg_foot *foot, uint64_t rows, struct kg_place first)
{
	if (rows && (!foot->rows || kg_place_compare(first, foot->first) < 0))
		foot->first = first;
	foot->rows += rows;
}

bool kg_foot_takes(struct kg_foot *foot, const struct kg_record *record, const int *fields, size_t count)
{
	static const bool keys[FIELDS_MAX] = { true };
	struct kg_slice cells[FIELDS_MAX];
	enum kg_aside aside;
	size_t at;

	for (size_t i = 0; i < count; i++)
		cells[i] = kg_get(record, fields[i]);
	aside = kg_aside_of(cells, keys, count, &at);
	if (aside == KG_ASIDE_NONE || (at == 0 && may_be_name(record, fields[0], cells[0])))
		return false;
	add(foot, 1, record->place);
	return true;
}

void kg_foot_merge(struct kg_foot *into, const struct kg_foot *from)
{
	add(into, from->rows, from->first);
}

void kg_foot_note(const struct kg_foot *foot, struct kg_table *table, const struct kg_error *files)
{
	if (foot->rows)
		kg_table_note(table, _("Totals, means and footnotes among the records (合計, 平均, ※), left out: %llu (the first: %s:%lu)."),
			      (unsigned long long)foot->rows, kg_error_file_name(files, foot->first.file),
			      (unsigned long)foot->first.line);
}
