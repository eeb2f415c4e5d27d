// Any bytes as a header Cookie: what is taken can be set again, and comes back the same.
#include "http/cookies.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace kartei::http;

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto cookies = parse_cookies(text);
    if (!cookies) return 0;
    std::string again;
    for (const auto& cookie : *cookies) {
        demand(cookie.name.size() + cookie.value.size() < size);
        demand(set_cookie_text({.name = cookie.name, .value = cookie.value}).has_value());
        again += (again.empty() ? "" : "; ") + cookie.name + '=' + cookie.value;
        const auto value = cookie_value(text, cookie.name);
        demand(!value || *value == cookie.value);
    }
    demand(parse_cookies(again) == cookies);
    return 0;
}
