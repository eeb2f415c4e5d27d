// Whatever is accepted as a telephone number is read again as the same number, from any country.
#include "base/describe.h"
#include "base/text.h"
#include "domain/phone_number.h"

#include <cstdlib>

using namespace kartei;
using namespace kartei::domain;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::string_view homes = "DEATCHUSGBFRITMXARBRRUKZJPAUGASMNFLU";
    if (size == 0) return 0;
    const Country home = *Country::of(homes.substr(data[0] % (homes.size() / 2) * 2, 2));
    const auto number = parse_phone({reinterpret_cast<const char*>(data) + 1, size - 1}, home);
    if (!number) {
        for (const auto& words : {number.error().what.de, number.error().what.en}) {
            require(!words.empty() && is_utf8(words) && !has_control_characters(words));
        }
        return 0;
    }
    require(number->e164.size() >= 4 && number->e164.size() <= 21 && number->e164[0] == '+');
    for (const char digit : std::string_view(number->e164).substr(1)) require(is_digit(digit));
    require(number->extension.size() <= 10);
    require((number->grade == PhoneGrade::valid) || number->kind == PhoneKind::unknown);
    const auto again = parse_phone(number->e164, home);
    require(again && again->e164 == number->e164 && again->grade == number->grade &&
            again->kind == number->kind);
    return 0;
}
