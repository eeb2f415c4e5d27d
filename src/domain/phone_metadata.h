// What is known of the world's numbering plans, compiled in. Facts only: reading numbers is in
// phone_number.h. The data is made by tools/phone-metadata/generate.py.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace kartei::domain {

/// One country's plan, or that of a calling code without a country (named "001").
struct PhonePlan {
    std::string_view country;    ///< ISO 3166-1 alpha-2
    std::uint16_t calling_code;  ///< without plus
    std::uint16_t rank;          ///< 0: the main country of its calling code
    std::uint32_t lengths;       ///< bit n: national numbers of n digits are possible
    std::uint16_t automaton;     ///< root state for national numbers
    std::uint16_t leading;       ///< root state for the leading digits of this country, 0 where it has none
    std::string_view idd;        ///< digit pattern of the prefix for calls abroad
    std::string_view prefix;     ///< digit pattern of the trunk prefix, with carrier codes
    std::string_view prefix_becomes;  ///< what a prefix with a group is replaced by, "9$1"; may be empty
};

/// Bits of PhoneState::kinds, in the order of the source.
enum PhoneKindBit : std::uint16_t {
    fixed_line_bit = 1U << 0U,
    mobile_bit = 1U << 1U,
    toll_free_bit = 1U << 2U,
    premium_bit = 1U << 3U,
    personal_bit = 1U << 4U,
    voicemail_bit = 1U << 5U,
    uan_bit = 1U << 6U,
    pager_bit = 1U << 7U,
    voip_bit = 1U << 8U,
    shared_cost_bit = 1U << 9U,
    general_bit = 1U << 10U,  ///< fits the plan's general pattern
};
inline constexpr std::uint16_t any_type_bits = general_bit - 1U;

/// A state of the automaton over national numbers. State 0 is the end of every road.
struct PhoneState {
    std::uint16_t kinds;                 ///< what a number that ends here is
    std::array<std::uint16_t, 10> next;  ///< state after each digit
};

extern const std::span<const PhonePlan> phone_plans;
extern const std::span<const PhoneState> phone_states;

/// Package and version the data was made from.
extern const std::string_view phone_metadata_version;

}  // namespace kartei::domain
