// Any bytes as the query of a listing: a page, or a refusal that says why. The first byte chooses the
// listing.
#include "tests/fuzz/api_house.h"

#include <algorithm>
#include <cstdint>

using namespace kartei;
using namespace kartei::api;

namespace {

const std::vector<const Route*>& listings() {
    static const std::vector<const Route*> all = [] {
        std::vector<const Route*> found;
        for (const auto& route : routes()) {
            if (std::ranges::find(route.query, "after") != route.query.end()) found.push_back(&route);
        }
        return found;
    }();
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static ApiHouse house({domain::Role::manager, domain::Role::administrator});
    if (size == 0) return 0;
    http::Request request;
    request.query.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto reply = house.answer(*listings()[data[0] % listings().size()], request);
    if (reply) {
        const auto page = boost::json::parse(reply->json);
        demand(page.at("rows").is_array());
        return 0;
    }
    // An area that is not there is not found; all else has not the form.
    const auto& error = reply.error();
    demand(error.code == ErrorCode::invalid ? !error.where.empty() : error.code == ErrorCode::not_found);
    demand(!error.next.de.empty() && !error.next.en.empty());
    return 0;
}
