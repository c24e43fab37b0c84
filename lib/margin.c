#include "margin.h"
#include "total.h"

#include <stdlib.h>

static bool is_asked_for(const struct kg_record *record, int every, struct kg_slice name)
{
	for (int field = 0; field < every; field++)
		for (size_t i = 0; i < kg_width(record, field); i++)
			if (kg_slice_same(kg_name_at(record, field, i), name))
				return true;
	return false;
}

static int total_in(struct kg_slice cell)
{
	return kg_label_is_total(cell);
}

bool kg_margins_add(struct kg_margins *margins, const struct kg_record *record, int every)
{
	bool ok = true;

	margins->records += record->times;
	for (size_t i = 0; i < kg_width(record, every) && ok; i++) {
		struct kg_slice name = kg_name_at(record, every, i);
		uint32_t id;

		if (kg_meaning(&margins->cells, total_in, kg_get_at(record, every, i)) && !is_asked_for(record, every, name))
			ok = kg_category(&margins->totals.answers, name, record->place, &id) &&
			     kg_tally_add(&margins->totals, 0, id, NULL, record->times);
	}
	return ok;
}

bool kg_margins_merge(struct kg_margins *margins, const struct kg_margins *from)
{
	static const uint32_t same[] = { 0 };

	margins->records += from->records;
	return kg_tally_merge(&margins->totals, &from->totals, same);
}

/* By name, which is the same in whatever order states met. */
bool kg_margins_note(const struct kg_margins *margins, struct kg_table *table)
{
	const struct kg_categories *names = &margins->totals.answers;
	uint32_t *ids = malloc((names->count + 1) * sizeof *ids);
	bool ok = ids && kg_categories_order(names, KG_ORDER_LABEL, ids);

	for (size_t i = 0; i < names->count && ok; i++) {
		struct kg_slice name = kg_category_label(names, ids[i]);
		uint64_t count = kg_tally_count(&margins->totals, 0, ids[i]).raw;

		if (count < margins->records)
			kg_table_note(table, _("Records with a total (合計, 全体) in '%.*s', which was not asked for, counted beside the "
					       "others: %llu; see -g and --where."), KG_SLICE_ARG(name), (unsigned long long)count);
	}
	free(ids);
	return ok;
}

void kg_margins_fini(struct kg_margins *margins)
{
	kg_tally_fini(&margins->totals);
	kg_meanings_fini(&margins->cells);
}
