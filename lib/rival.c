#include "rival.h"
#include "binding.h"

void kg_rival_merge(struct kg_rival *into, const struct kg_rival *from)
{
	if (from->place.file && (!into->place.file || kg_place_compare(from->place, into->place) < 0))
		*into = *from;
}

void kg_rival_add(struct kg_rival *rival, const struct kg_record *record, int field)
{
	kg_rival_merge(rival, &(struct kg_rival){ record->place, kg_name_at(record, field, 0), kg_passed_over(record, field),
						  record->binding->fields[field].id });
}

void kg_rival_note(const struct kg_rival *rival, struct kg_table *table)
{
	if (rival->place.file)
		kg_table_note(table, _("'%.*s' was read, '%.*s' was not: both are known names of the field '%s'; --column=%s=COL names the one to read."),
			      KG_SLICE_ARG(rival->read), KG_SLICE_ARG(rival->other), rival->field, rival->field);
}
