#include "domain/holidays.h"

namespace kartei::domain {

Date easter_sunday(int year) {
    // The Gregorian computus: age of the moon (epact) and the Sunday after the full moon of spring.
    const int golden = year % 19;
    const int century = year / 100;
    const int moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    const int full_moon = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11));
    const int day_of_week = (year + year / 4 + full_moon + 2 - century + century / 4) % 7;
    const int day = full_moon - day_of_week;
    const int month = 3 + (day + 40) / 44;
    return make_date(year, month, day + 28 - 31 * (month / 4)).value();
}

bool is_public_holiday(Date date) {
    const auto [year, month, day] = year_month_day(date);
    const int month_day = month * 100 + day;
    if (month_day == 101 || month_day == 501 || month_day == 1003 || month_day == 1225 || month_day == 1226)
        return true;
    if (year < 1583) return false;
    const int after_easter = date.days - easter_sunday(year).days;
    return after_easter == -2 || after_easter == 1 || after_easter == 39 || after_easter == 50;
}

}  // namespace kartei::domain
