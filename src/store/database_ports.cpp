#include "store/database_ports.h"

#include "base/number.h"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

namespace kartei::store {

namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

std::string_view option(const Options& options, std::string_view keyword) {
    for (const PQconninfoOption* one = options.get(); one != nullptr && one->keyword != nullptr; ++one) {
        if (one->keyword == keyword && one->val != nullptr) return one->val;
    }
    return {};
}

}  // namespace

std::vector<std::uint16_t> ports_of(const DatabaseUrl& url) {
    if (url.engine != Engine::postgresql) return {};
    const Options told(PQconninfoParse(url.location.c_str(), nullptr), &PQconninfoFree);
    const Options defaults(PQconndefaults(), &PQconninfoFree);
    if (!told || !defaults || !option(told, "service").empty()) return {};
    constexpr std::uint16_t of_libpq = 5432;
    std::string_view list = option(told, "port");
    if (list.empty()) list = option(defaults, "port");
    // One for all hosts, or one for each; an empty one is libpq's own.
    std::vector<std::uint16_t> ports;
    for (bool is_last = false; !is_last;) {
        const auto end = list.find(',');
        is_last = end == std::string_view::npos;
        ports.push_back(whole_number<std::uint16_t>(list.substr(0, end)).value_or(of_libpq));
        if (!is_last) list.remove_prefix(end + 1);
    }
    return ports;
}

}  // namespace kartei::store
