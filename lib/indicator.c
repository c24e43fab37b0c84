#include "indicator.h"
#include "error.h"

const char *kg_indicator_word(enum kg_standing standing)
{
	static const char *const ids[] = {
		[KG_AIMLESS] = "",
		[KG_UNREPORTED] = N_("not_reported"),
		[KG_MET] = N_("met"),
		[KG_MISSED] = N_("missed"),
		[KG_ON_TRACK] = N_("on_track"),
		[KG_BEHIND] = N_("behind"),
	};

	return ids[standing];
}

/* Is `value` as good as `aim`, or better? */
static bool reaches(const struct kg_indicator *indicator, struct kg_decimal value, struct kg_decimal aim)
{
	int order = kg_compare(value, aim);

	return indicator->down ? order <= 0 : order >= 0;
}

bool kg_indicator_askew(const struct kg_indicator *indicator)
{
	int way = kg_compare(indicator->target, indicator->baseline);

	return indicator->has_target && indicator->has_baseline && (indicator->down ? way > 0 : way < 0);
}

/* baseline * days left + target * days gone, of all days: no quotient, no difference. */
static bool expect(const struct kg_indicator *indicator, const struct kg_term *term, struct kg_share *expected)
{
	int32_t days = term->last - term->first + 1, gone = term->day - term->first + 1;
	struct kg_decimal start = indicator->down ? indicator->baseline : kg_whole(0), part;

	*expected = (struct kg_share){ 0 };
	if (!indicator->has_target || (indicator->down && !indicator->has_baseline))
		return true;
	gone = gone < 0 ? 0 : gone > days ? days : gone;
	expected->whole = kg_whole(days);
	return kg_multiply(start, kg_whole(days - gone), &expected->part) && kg_multiply(indicator->target, kg_whole(gone), &part) &&
	       kg_add(&expected->part, part);
}

static bool rate(const struct kg_indicator *indicator, struct kg_share *share)
{
	*share = (struct kg_share){ indicator->actual, indicator->target };
	if (indicator->has_baseline)
		return kg_subtract(&share->part, indicator->baseline) && kg_subtract(&share->whole, indicator->baseline);
	if (indicator->down || kg_sign(indicator->target) <= 0)
		*share = (struct kg_share){ 0 };
	return true;
}

static bool lack(const struct kg_indicator *indicator, struct kg_decimal *remaining)
{
	*remaining = indicator->down ? indicator->actual : indicator->target;
	return kg_subtract(remaining, indicator->down ? indicator->target : indicator->actual);
}

bool kg_indicator_judge(const struct kg_indicator *indicator, const struct kg_term *term, struct kg_judgement *judgement)
{
	struct kg_judgement j = { 0 };
	struct kg_decimal so_far;
	bool ok = !term || expect(indicator, term, &j.expected);

	if (indicator->has_target && !indicator->has_actual) {
		j.standing = KG_UNREPORTED;
	} else if (ok && indicator->has_target) {
		bool met = reaches(indicator, indicator->actual, indicator->target), open = term && term->day <= term->last;

		ok = rate(indicator, &j.rate) && (met || lack(indicator, &j.remaining)) &&
		     kg_multiply(indicator->actual, j.expected.whole, &so_far);
		j.standing = met ? KG_MET : !open ? KG_MISSED : KG_BEHIND;
		if (ok && j.standing == KG_BEHIND && kg_sign(j.expected.whole) && reaches(indicator, so_far, j.expected.part))
			j.standing = KG_ON_TRACK;
	}
	*judgement = j;
	return ok;
}
