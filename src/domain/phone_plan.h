// Looking into the numbering plans: by country, by calling code, what a national number is. Works on digits
// only.
#pragma once

#include "domain/country.h"
#include "domain/phone_metadata.h"
#include "domain/phone_number.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kartei::domain {

/// The plan of a country, or null where it has none.
const PhonePlan* find_plan(Country country);

/// All plans of a calling code, the main country first; empty where nobody has the code.
std::span<const PhonePlan* const> plans_of_code(unsigned calling_code);

/// Bits of all patterns that the national number fits (PhoneKindBit).
std::uint16_t kinds_of(const PhonePlan& plan, std::string_view national);

/// The kind, from those bits; nothing where the number fits no kind of line.
std::optional<PhoneKind> kind_from(std::uint16_t kinds);

enum class LengthFit : std::uint8_t { possible, too_short, too_long, between };
LengthFit length_fit(const PhonePlan& plan, std::string_view national);

/// The country among those that share the plan's calling code, or null where none is certain.
const PhonePlan* exact_plan(const PhonePlan& plan, std::string_view national);

/// Without the country's prefix for calls abroad; unchanged where the number has none or a 0 follows.
std::string_view without_idd(const PhonePlan& plan, std::string_view digits);

/// Without trunk prefix and carrier code, or rewritten as the plan says; unchanged where that would make no
/// number.
std::string without_trunk_prefix(const PhonePlan& plan, std::string_view digits);

/// Whether national numbers of the plan are written with a 0 in front.
bool writes_trunk_zero(const PhonePlan& plan);

}  // namespace kartei::domain
