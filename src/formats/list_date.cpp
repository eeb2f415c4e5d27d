#include "formats/list_date.h"

#include "base/fold.h"
#include "base/text.h"
#include "formats/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace kartei::formats {

namespace {

constexpr std::size_t max_date_bytes = 64;

using None = std::optional<ListMoment>;

std::unexpected<Error> no_date(std::string_view text) {
    return fail(
        ErrorCode::invalid,
        {fmt::format("„{}“ ist kein Datum.", shown_text(text, 40)),
         fmt::format("'{}' is not a date.", shown_text(text, 40))},
        {},
        {"Schreiben Sie TT.MM.JJJJ, zum Beispiel 23.09.2024.", "Write YYYY-MM-DD, for example 2024-09-23."});
}

std::unexpected<Error> two_readings(std::string_view text) {
    return fail(ErrorCode::invalid,
                {fmt::format("„{}“ kann Tag/Monat oder Monat/Tag heißen.", shown_text(text, 40)),
                 fmt::format("'{}' may mean day/month or month/day.", shown_text(text, 40))},
                {},
                {"Schreiben Sie TT.MM.JJJJ, oder geben Sie in der Zuordnung date_order an.",
                 "Write YYYY-MM-DD, or give date_order in the mapping."});
}

/// Digits and what stands between them.
struct DateNumbers {
    std::vector<std::string_view> parts;
    char separator = 0;
};

std::string_view take_digits(std::string_view& text) {
    const auto end = std::ranges::find_if_not(text, is_digit);
    const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

/// Three numbers with the same separator between them at the front of `text`, which keeps the rest.
std::optional<DateNumbers> take_date_numbers(std::string_view& text) {
    DateNumbers numbers;
    std::string_view rest = text;
    for (int i = 0; i < 3; ++i) {
        const auto digits = take_digits(rest);
        if (digits.empty() || digits.size() > 4) return std::nullopt;
        numbers.parts.push_back(digits);
        if (i == 2) break;
        if (rest.empty() || std::string_view("./-").find(rest.front()) == std::string_view::npos)
            return std::nullopt;
        if (i == 1 && rest.front() != numbers.separator) return std::nullopt;
        numbers.separator = rest.front();
        rest.remove_prefix(1);
        while (rest.starts_with(' ')) rest.remove_prefix(1);
    }
    text = rest;
    return numbers;
}

/// Of at most nine digits: whoever asks has looked at how many there are.
int value_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

/// The full year of a written one.
std::optional<int> full_year(std::string_view digits, const DateRules& rules) {
    if (digits.size() != 2 && digits.size() != 4) return std::nullopt;
    const int year = value_of(digits);
    if (digits.size() == 4) return year;
    const int this_year = year_month_day(rules.today).year;
    const int latest = rules.use == DateUse::birth ? this_year : this_year + 20;
    return latest - ((latest - year) % 100 + 100) % 100;
}

struct DayMonth {
    int day = 0;
    int month = 0;
};

/// For slashes and dashes: the only order in which it is a date, or the one the rules give.
Result<DayMonth> day_and_month(const DateNumbers& numbers, std::string_view text, const DateRules& rules) {
    const int first = value_of(numbers.parts[0]);
    const int second = value_of(numbers.parts[1]);
    if (numbers.separator == '.' || first == second) return DayMonth{first, second};
    if (first > 12) return DayMonth{first, second};
    if (second > 12) return DayMonth{second, first};
    if (rules.order == DateOrder::day_first) return DayMonth{first, second};
    if (rules.order == DateOrder::month_first) return DayMonth{second, first};
    return two_readings(text);
}

Result<Date> from_numbers(const DateNumbers& numbers, std::string_view text, const DateRules& rules) {
    const auto& parts = numbers.parts;
    if (parts[0].size() == 4) {
        if (numbers.separator == '.' || parts[1].size() > 2 || parts[2].size() > 2) return no_date(text);
        return make_date(value_of(parts[0]), value_of(parts[1]), value_of(parts[2]));
    }
    const auto year = full_year(parts[2], rules);
    if (!year || parts[0].size() > 2 || parts[1].size() > 2) return no_date(text);
    const auto order = TRY(day_and_month(numbers, text, rules));
    auto date = make_date(*year, order.month, order.day);
    if (!date || parts[2].size() == 4 || rules.use == DateUse::event || *date <= rules.today) return date;
    return make_date(*year - 100, order.month, order.day);
}

struct Month {
    std::string_view name;
    int number;
};

constexpr auto months = std::to_array<Month>({
    {"januar", 1},   {"jaenner", 1},   {"january", 1},   {"jan", 1},   {"februar", 2},   {"feber", 2},
    {"february", 2}, {"feb", 2},       {"maerz", 3},     {"march", 3}, {"mrz", 3},       {"maer", 3},
    {"mar", 3},      {"april", 4},     {"apr", 4},       {"mai", 5},   {"may", 5},       {"juni", 6},
    {"june", 6},     {"jun", 6},       {"juli", 7},      {"july", 7},  {"jul", 7},       {"august", 8},
    {"aug", 8},      {"september", 9}, {"sep", 9},       {"sept", 9},  {"oktober", 10},  {"october", 10},
    {"okt", 10},     {"oct", 10},      {"november", 11}, {"nov", 11},  {"dezember", 12}, {"december", 12},
    {"dez", 12},     {"dec", 12},
});

std::optional<int> month_named(std::string_view word) {
    const auto found = std::ranges::find(months, word, &Month::name);
    if (found == months.end()) return std::nullopt;
    return found->number;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// "23 september 2024", "september 23 2024", "23rd september 2024" after folding; the words behind are the
/// time.
Result<Date> from_words(std::vector<std::string_view>& words, std::string_view text, const DateRules& rules) {
    if (words.size() < 3) return no_date(text);
    const bool month_first = month_named(words[0]).has_value();
    const auto month = month_named(words[month_first ? 0 : 1]);
    auto day = words[month_first ? 1 : 0];
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (day.ends_with(ending)) day.remove_suffix(ending.size());
    }
    if (!month || !all_digits(day) || day.size() > 2 || !all_digits(words[2])) return no_date(text);
    const auto year = full_year(words[2], rules);
    if (!year) return no_date(text);
    words.erase(words.begin(), words.begin() + 3);
    return make_date(*year, *month, value_of(day));
}

constexpr auto weekdays = std::to_array<std::string_view>(
    {"mo",        "di",         "mi",      "do",       "fr",        "sa",      "so",     "mon",
     "tue",       "wed",        "thu",     "fri",      "sat",       "sun",     "montag", "dienstag",
     "mittwoch",  "donnerstag", "freitag", "samstag",  "sonnabend", "sonntag", "monday", "tuesday",
     "wednesday", "thursday",   "friday",  "saturday", "sunday"});

/// "Mo, ", "Montag, den ", "am ": says nothing that the date does not.
std::string_view without_weekday(std::string_view text) {
    const std::size_t end = text.find_first_of(" ,.");
    if (end > 12 || end == 0) return text;
    const std::string word = fold_strict(text.substr(0, end));
    if (word != "am" && word != "den" && std::ranges::find(weekdays, word) == weekdays.end()) return text;
    const std::size_t from = text.find_first_not_of(" ,.", end);
    return from == std::string_view::npos ? text : text.substr(from);
}

/// A time in microseconds of the day: "14:30", "14:30:05 Uhr", "2:30 PM", "14.30 Uhr".
std::optional<std::int64_t> time_of_day(std::string_view text) {
    const auto hours = take_digits(text);
    if (hours.empty() || hours.size() > 2 || text.empty() || (text.front() != ':' && text.front() != '.'))
        return {};
    const char separator = text.front();
    std::array<int, 3> clock{value_of(hours), 0, 0};
    for (std::size_t i = 1; i < 3 && !text.empty() && text.front() == separator; ++i) {
        text.remove_prefix(1);
        const auto digits = take_digits(text);
        if (digits.size() != 2) return std::nullopt;
        clock[i] = value_of(digits);
    }
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (take_digits(text).empty()) return std::nullopt;
    }
    const std::string rest = fold_strict(text);
    const bool twelve = rest == "am" || rest == "pm" || rest == "a m" || rest == "p m";
    if (!twelve && !rest.empty() && rest != "uhr" && rest != "h") return std::nullopt;
    if (twelve && (clock[0] < 1 || clock[0] > 12)) return std::nullopt;
    if (twelve) clock[0] = clock[0] % 12 + (rest.front() == 'p' ? 12 : 0);
    if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return std::nullopt;
    return (clock[0] * 3600LL + clock[1] * 60LL + clock[2]) * us_per_second;
}

Result<ListMoment> with_time(Date date, std::string_view rest, std::string_view text) {
    while (!rest.empty() && std::string_view(" ,T").find(rest.front()) != std::string_view::npos)
        rest.remove_prefix(1);
    if (const std::string um = "um "; rest.starts_with(um)) rest.remove_prefix(um.size());
    if (rest.empty()) return ListMoment{date, std::nullopt};
    if (const auto us = time_of_day(rest)) {
        const auto clock = fmt::format("{}T{:02}:{:02}:{:02}", date_text(date), *us / us_per_second / 3600,
                                       *us / us_per_second / 60 % 60, *us / us_per_second % 60);
        const auto at = TRY(parse_instant(clock));
        return ListMoment{date, at};
    }
    // With a zone: the day is the one in Berlin.
    const auto at = parse_instant(fmt::format("{}T{}", date_text(date), rest));
    if (!at) return no_date(text);
    return ListMoment{berlin_date(*at), *at};
}

Result<ListMoment> read_moment(std::string_view text, const DateRules& rules) {
    std::string_view rest = without_weekday(without_weekday(text));
    if (const auto numbers = take_date_numbers(rest)) {
        const auto date = TRY(from_numbers(*numbers, text, rules));
        return with_time(date, rest, text);
    }
    const auto compact = rest;
    if (compact.size() == 8 && all_digits(compact)) {
        const auto date = TRY(make_date(value_of(compact.substr(0, 4)), value_of(compact.substr(4, 2)),
                                        value_of(compact.substr(6))));
        return ListMoment{date, std::nullopt};
    }
    // A clock behind the words keeps its colon: folding would make a blank of it.
    const std::size_t colon = rest.find(':');
    const std::size_t blank = colon == std::string_view::npos ? colon : rest.rfind(' ', colon);
    const std::string folded = fold_strict(rest.substr(0, blank));
    std::vector<std::string_view> words = split(folded, ' ');
    const auto date = TRY(from_words(words, text, rules));
    if (!words.empty() && !(words.size() == 1 && words[0] == "um")) return no_date(text);
    return with_time(date, blank == std::string_view::npos ? std::string_view() : rest.substr(blank), text);
}

/// Zeros with separators: programs write them for "none".
bool means_none(std::string_view text) {
    const bool zeros = std::ranges::all_of(
        text, [](char c) { return std::string_view("0.-/: T").find(c) != std::string_view::npos; });
    return text.empty() || text == "-" || (zeros && text.find('0') != std::string_view::npos);
}

Result<void> check_use(Date date, std::string_view text, const DateRules& rules) {
    const int year = year_month_day(date).year;
    if (rules.use == DateUse::birth && date > rules.today) {
        return fail(ErrorCode::invalid,
                    {fmt::format("Das Geburtsdatum „{}“ liegt in der Zukunft.", shown_text(text, 40)),
                     fmt::format("The date of birth '{}' lies in the future.", shown_text(text, 40))},
                    {}, {"Prüfen Sie das Jahr.", "Check the year."});
    }
    const int earliest = rules.use == DateUse::birth ? year_month_day(rules.today).year - 130 : 1900;
    if (year >= earliest && year <= 2200) return {};
    return fail(ErrorCode::invalid,
                {fmt::format("Das Jahr {} in „{}“ ist hier nicht möglich.", year, shown_text(text, 40)),
                 fmt::format("The year {} in '{}' is not possible here.", year, shown_text(text, 40))},
                {}, {"Prüfen Sie das Jahr.", "Check the year."});
}

}  // namespace

Result<std::optional<ListMoment>> parse_list_moment(std::string_view text, const DateRules& rules) {
    const std::string_view trimmed = trim(text);
    if (trimmed.size() > max_date_bytes) return no_date(trimmed);
    if (means_none(trimmed)) return None{};
    auto read = read_moment(trimmed, rules);
    if (!read && read.error().next.de.empty()) {
        read.error().next = {"Berichtigen Sie das Datum oder leeren Sie die Zelle.",
                             "Correct the date or empty the cell."};
    }
    const auto moment = TRY(std::move(read));
    TRY(check_use(moment.date, trimmed, rules));
    return None{moment};
}

Result<std::optional<Date>> parse_list_date(std::string_view text, const DateRules& rules) {
    const auto moment = TRY(parse_list_moment(text, rules));
    return moment ? std::optional(moment->date) : std::nullopt;
}

}  // namespace kartei::formats
