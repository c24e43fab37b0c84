#include "mistyped.h"
#include "arena.h"

enum { NAMED = 3 };

/* The first of them, as a list; false when memory is short. */
static bool list_first(const struct kg_firsts *mistyped, const struct kg_roster *roster, struct kg_arena *arena, struct kg_slice *list)
{
	bool ok = true;

	*list = (struct kg_slice){ 0 };
	for (size_t i = 0; i < kg_firsts_known(mistyped, NAMED) && ok; i++)
		ok = (*list = kg_arena_list(arena, *list, kg_roster_label(roster, (const struct kg_stay *)mistyped->items[i]))).at;
	return ok;
}

bool kg_mistyped_note(const struct kg_firsts by_fault[KG_CODE_FAULTS], const struct kg_firsts *twins, const struct kg_roster *roster,
		      struct kg_table *table)
{
	const struct kg_firsts *digit = &by_fault[KG_CODE_CHECK_DIGIT], *zero = &by_fault[KG_CODE_LOST_ZERO],
				 *form = &by_fault[KG_CODE_FORM];
	bool formed = by_fault[KG_CODE_SOUND].count + digit->count + zero->count > 0;
	struct kg_slice first_digit, first_zero, first_twin, first_form;
	struct kg_arena arena = { 0 };
	bool ok = list_first(digit, roster, &arena, &first_digit) && list_first(zero, roster, &arena, &first_zero) &&
		  list_first(twins, roster, &arena, &first_twin) && list_first(form, roster, &arena, &first_form);

	if (ok && digit->count)
		kg_table_note(table, _("Office numbers with a wrong check digit: %llu (the first: %s)."),
			      (unsigned long long)digit->count, first_digit.at);
	if (ok && zero->count)
		kg_table_note(table, _("Office numbers that seem to have lost their leading zero: %llu (the first: %s)."),
			      (unsigned long long)zero->count, first_zero.at);
	if (ok && twins->count)
		kg_table_note(table, _("Offices that count twice, with the leading zero of their number and without it: %llu (the first: "
				       "%s); rec-clean puts leading zeros back."), (unsigned long long)twins->count, first_twin.at);
	if (ok && form->count && formed)
		kg_table_note(table, _("Office numbers that do not have the form of one: %llu (the first: %s)."),
			      (unsigned long long)form->count, first_form.at);
	kg_arena_fini(&arena);
	return ok;
}
