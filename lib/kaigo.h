/* libkaigo - exact, mergeable tables from records of care-work programmes. One header per room; start with filter.h. */
#ifndef KAIGO_H
#define KAIGO_H

#include <stdlib.h>

#include "array.h"
#include "category.h"
#include "choice.h"
#include "code.h"
#include "comparison.h"
#include "crosstab.h"
#include "date.h"
#include "decimal.h"
#include "direction.h"
#include "effect.h"
#include "error.h"
#include "filter.h"
#include "group.h"
#include "indicator.h"
#include "inference.h"
#include "initiative.h"
#include "mark.h"
#include "measurement.h"
#include "moments.h"
#include "number.h"
#include "option.h"
#include "outcome.h"
#include "pair.h"
#include "question.h"
#include "rate.h"
#include "record.h"
#include "roster.h"
#include "sheet.h"
#include "snapshot.h"
#include "survey.h"
#include "table.h"
#include "tally.h"
#include "text.h"
#include "unit.h"

#endif
