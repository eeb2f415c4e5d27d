#include "domain/phone_number.h"

#include "domain/phone_plan.h"
#include "domain/phone_text.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace kartei::domain {

namespace {

constexpr std::size_t longest_calling_code = 3;

/// Whether the text named the country itself.
enum class Origin : std::uint8_t { named, home };

/// The digits behind the calling code, and whose plan they are read by.
struct Dialled {
    const PhonePlan* plan = nullptr;
    std::string_view digits{};
    Origin origin = Origin::named;
};

std::unexpected<Error> unknown_code(std::string_view text) {
    return refuse_phone(text, {"Die Ländervorwahl gibt es nicht.", "There is no such country calling code."});
}

/// Digits that begin with a calling code. No code begins another, so the first that exists is the one.
Result<Dialled> with_calling_code(std::string_view text, std::string_view digits) {
    unsigned code = 0;
    for (std::size_t i = 0; i < digits.size() && i < longest_calling_code; ++i) {
        code = code * 10 + static_cast<unsigned>(digits[i] - '0');
        if (code == 0) break;
        if (const auto plans = plans_of_code(code); !plans.empty()) {
            return Dialled{plans.front(), digits.substr(i + 1), Origin::named};
        }
    }
    return unknown_code(text);
}

bool fits_plan(const PhonePlan& plan, std::string_view national) {
    return (kinds_of(plan, national) & general_bit) != 0;
}

/// "49541…" without plus: the calling code of home is taken off where only then the number fits, or it is too
/// long.
std::optional<Dialled> with_forgotten_plus(const PhonePlan& home, std::string_view digits) {
    const std::string code = fmt::format_int(home.calling_code).str();
    if (!digits.starts_with(code)) return std::nullopt;
    const std::string_view shorter = digits.substr(code.size());
    const std::string national = without_trunk_prefix(home, digits);
    const bool only_shorter_fits =
        !fits_plan(home, national) && fits_plan(home, without_trunk_prefix(home, shorter));
    if (!only_shorter_fits && length_fit(home, national) != LengthFit::too_long) return std::nullopt;
    return Dialled{plans_of_code(home.calling_code).front(), shorter, Origin::named};
}

Result<Dialled> from_home(std::string_view text, const PhonePlan& home, std::string_view digits) {
    const std::string_view abroad = without_idd(home, digits);
    if (abroad.size() != digits.size()) return with_calling_code(text, abroad);
    if (const auto found = with_forgotten_plus(home, digits)) return *found;
    return Dialled{&home, digits, Origin::home};
}

std::unexpected<Error> wrong_length(std::string_view text, const PhonePlan& plan, LengthFit fit) {
    const auto country = Country::of(plan.country).value_or(Country{});
    const std::string de =
        country.is_none() ? fmt::format("+{}", plan.calling_code) : country_name_de(country);
    const std::string en =
        country.is_none() ? fmt::format("+{}", plan.calling_code) : country_name_en(country);
    if (fit == LengthFit::too_short) {
        return refuse_phone(text, {fmt::format("Für {} hat sie zu wenige Ziffern.", de),
                                   fmt::format("It has too few digits for {}.", en)});
    }
    if (fit == LengthFit::too_long) {
        return refuse_phone(text, {fmt::format("Für {} hat sie zu viele Ziffern.", de),
                                   fmt::format("It has too many digits for {}.", en)});
    }
    return refuse_phone(text, {fmt::format("In {} gibt es keine Nummer dieser Länge.", de),
                               fmt::format("{} has no number of this length.", en)});
}

/// A number that fits no pattern is only accepted where it is written whole.
bool lacks_area_code(const Dialled& dialled, std::string_view national) {
    if (!writes_trunk_zero(*dialled.plan)) return false;
    return national.starts_with('0') || (dialled.origin == Origin::home && national == dialled.digits);
}

Result<PhoneNumber> number_of(std::string_view text, const Dialled& dialled, Country home) {
    const std::string national = without_trunk_prefix(*dialled.plan, dialled.digits);
    const PhonePlan* exact = exact_plan(*dialled.plan, national);
    const PhonePlan& plan = exact != nullptr ? *exact : *dialled.plan;
    const auto kind = kind_from(kinds_of(plan, national));
    if (!kind) {
        const LengthFit fit = length_fit(plan, national);
        if (fit != LengthFit::possible) return wrong_length(text, plan, fit);
        if (lacks_area_code(dialled, national)) {
            return refuse_phone(text, {"Die Vorwahl fehlt.", "The area code is missing."});
        }
    }
    // Stored and read again it must be the same number: the plan may see a trunk prefix in what is left.
    if (without_trunk_prefix(*plans_of_code(plan.calling_code).front(), national) != national) {
        return refuse_phone(text, {"Die Ziffern passen zu keiner Nummer.", "The digits make no number."});
    }
    PhoneNumber number;
    number.e164 = fmt::format("+{}{}", plan.calling_code, national);
    if (exact != nullptr) {
        number.country = Country::of(exact->country).value_or(Country{});
    } else if (dialled.origin == Origin::home) {
        number.country = home;
    }
    number.kind = kind.value_or(PhoneKind::unknown);
    number.grade = kind ? PhoneGrade::valid : PhoneGrade::possible;
    return number;
}

Result<PhoneNumber> parse_bare(std::string_view text, std::string_view digits, Country home) {
    const PhonePlan* plan = find_plan(home);
    if (plan != nullptr) {
        const Dialled dialled = TRY(from_home(text, *plan, digits));
        auto number = number_of(text, dialled, home);
        if (number || !digits.starts_with("00")) return number;
    } else if (!digits.starts_with("00")) {
        return refuse_phone(text, {"Das Land ist nicht bekannt. Schreiben Sie die Nummer mit +.",
                                   "The country is not known. Write the number with +."});
    }
    const Dialled abroad = TRY(with_calling_code(text, digits.substr(2)));
    return number_of(text, abroad, home);
}

}  // namespace

Result<PhoneNumber> parse_phone(std::string_view text, Country home) {
    PhoneText written = TRY(read_phone_text(text));
    PhoneNumber number;
    if (written.start == PhoneStart::plus) {
        const Dialled dialled = TRY(with_calling_code(text, written.digits));
        number = TRY(number_of(text, dialled, home));
    } else {
        number = TRY(parse_bare(text, written.digits, home));
    }
    number.extension = std::move(written.extension);
    return number;
}

}  // namespace kartei::domain
