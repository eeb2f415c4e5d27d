// Public holidays of the whole of Germany, computed. Those of single states are not here: which state a
// recipient lives in is not known to the rules.
#pragma once

#include "base/time.h"

namespace kartei::domain {

/// Easter Sunday of the Gregorian calendar, years 1583 to 9999.
Date easter_sunday(int year);

/// New Year, Good Friday, Easter Monday, 1 May, Ascension, Whit Monday, 3 October, Christmas Day and the day
/// after.
bool is_public_holiday(Date date);

}  // namespace kartei::domain
