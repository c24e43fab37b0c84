#include "rival.h"
#include "binding.h"

static void add(struct kg_rival *rival, const struct kg_rival *another)
{
	if (another->place.file && (!rival->place.file || kg_place_compare(another->place, rival->place) < 0))
		*rival = *another;
}

void kg_rivals_look(struct kg_rivals *rivals, const struct kg_record *record, const int *fields, size_t count)
{
	/* what has been found of these columns stays */
	if (rivals->shape == record->binding->shape)
		return;
	rivals->shape = record->binding->shape;
	for (size_t i = 0; i < count; i++)
		if (kg_passed_over(record, fields[i]).len)
			add(&rivals->items[i], &(struct kg_rival){ record->place, kg_name_at(record, fields[i], 0),
								   kg_passed_over(record, fields[i]),
								   record->binding->fields[fields[i]].id });
}

void kg_rivals_merge(struct kg_rivals *into, const struct kg_rivals *from)
{
	for (size_t i = 0; i < KG_RIVALS; i++)
		add(&into->items[i], &from->items[i]);
}

void kg_rivals_note(const struct kg_rivals *rivals, struct kg_table *table)
{
	for (const struct kg_rival *rival = rivals->items; rival < rivals->items + KG_RIVALS; rival++)
		if (rival->place.file)
			kg_table_note(table, _("'%.*s' was read, '%.*s' was not: both are known names of the field '%s'; --column=%s=COL names the one to read."),
				      KG_SLICE_ARG(rival->read), KG_SLICE_ARG(rival->other), rival->field, rival->field);
}
