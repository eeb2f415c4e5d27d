// JSON that is accepted says the same after it has been written and read again; what is refused names a
// place.
#include "base/json.h"
#include "base/text.h"

#include <boost/json/serialize.hpp>

#include <cstdlib>

using namespace kartei;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = parse_json(text);
    if (!value) {
        require(!value.error().where.empty() || value.error().code == ErrorCode::limit);
        for (const auto& words : {value.error().what.de, value.error().what.en}) {
            require(is_utf8(words) && !has_control_characters(words));
        }
        return 0;
    }
    require(is_utf8(text));
    const std::string written = boost::json::serialize(*value);
    const auto again = parse_json(written, {.max_bytes = written.size()});
    require(again && boost::json::serialize(*again) == written);
    return 0;
}
