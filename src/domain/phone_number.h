// Telephone numbers in the one form in which they are compared and dialled: E.164. What stood in the list is
// kept by the caller. Writing numbers for people is not done here.
#pragma once

#include "base/result.h"
#include "domain/country.h"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace kartei::domain {

/// What kind of line a number belongs to, as the country's plan says. `unknown` also stands for pagers, voice
/// mail, company-wide numbers, and for numbers that are only possible.
enum class PhoneKind : std::uint8_t {
    unknown,
    fixed_line,
    mobile,
    fixed_or_mobile,
    voip,
    toll_free,
    premium,
    shared_cost,
    personal
};
BOOST_DESCRIBE_ENUM(PhoneKind, unknown, fixed_line, mobile, fixed_or_mobile, voip, toll_free, premium,
                    shared_cost, personal)

/// How sure it is that the number can exist.
enum class PhoneGrade : std::uint8_t {
    valid,     ///< fits the pattern of its country for one kind of line
    possible,  ///< only its length fits
};
BOOST_DESCRIBE_ENUM(PhoneGrade, valid, possible)

struct PhoneNumber {
    std::string e164;  ///< "+495419266": plus, calling code, national number; no extension
    Country country;   ///< none for codes without a country (+800) and where several could be meant
    PhoneKind kind = PhoneKind::unknown;
    PhoneGrade grade = PhoneGrade::possible;
    std::string extension;  ///< digits after "ext.", "App.", "DW"; empty where there are none

    bool operator==(const PhoneNumber&) const = default;
};

/// Longest text that is read.
inline constexpr std::size_t max_phone_text_bytes = 250;

/// Reads a number in any notation; one without calling code is one of `home`. "00" always begins a call
/// abroad where the text makes no number of `home`. A hyphenated end ("9123-0") is part of the number: in
/// Germany it is dialled. Words such as "Tel.:" or "mobil" around the number are skipped. Refuses with
/// `invalid` (`limit` for overlong texts) and says why: letters, two plus signs, several numbers, unknown
/// calling code, too short or too long for the country, and numbers that are only possible but lack the trunk
/// prefix their country writes (the area code is missing).
Result<PhoneNumber> parse_phone(std::string_view text, Country home);

}  // namespace kartei::domain
