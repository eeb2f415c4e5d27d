// Any bytes as the body of any route that takes JSON: refused with a place, or read. What is read stays the
// same when it is written anew, and one member more is always noticed. The first line names the route.
#include "tests/fuzz/api_house.h"

#include <cstdint>

using namespace kartei;
using namespace kartei::api;

namespace {

/// Nobody's roles: reading the body comes first, and then every act refuses.
ApiHouse& house() {
    static ApiHouse house({});
    return house;
}

const Route* route_named(std::string_view id) {
    for (const auto& route : routes()) {
        if (route.request != nullptr && route.handle != nullptr && route.id == id) return &route;
    }
    return nullptr;
}

/// Whether the body was read; what it is refused for must be said.
bool is_read(const Route& route, std::string body) {
    http::Request request;
    request.method = route.method;
    request.body = std::move(body);
    if (route.versioned) request.headers.push_back({"if-match", "\"1\""});
    const auto reply = house().answer(route, request);
    demand(!reply);
    const auto& error = reply.error();
    demand(!error.what.de.empty() && !error.what.en.empty());
    return error.code == ErrorCode::forbidden;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto end = input.find('\n');
    if (end == std::string_view::npos) return 0;
    const auto* route = route_named(input.substr(0, end));
    if (route == nullptr) return 0;
    const std::string body(input.substr(end + 1));
    if (!is_read(*route, body)) return 0;
    auto value = boost::json::parse(body);
    demand(is_read(*route, boost::json::serialize(value)));
    value.as_object()["surprise"] = 1;
    demand(!is_read(*route, boost::json::serialize(value)));
    return 0;
}
