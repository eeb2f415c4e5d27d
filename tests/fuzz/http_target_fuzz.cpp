// Any bytes as a target, a host and a form: paths have one form and no way out of it, and what is encoded
// comes back.
#include "base/text.h"
#include "http/target.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace kartei;
using namespace kartei::http;

void demand(bool holds) {
    if (!holds) std::abort();
}

void check_path(const std::string& path) {
    demand(path.starts_with('/') && is_utf8(path));
    demand(path.find("//") == std::string::npos && path.find('\\') == std::string::npos);
    demand(!has_control_characters(path, LineBreaks::refused) || path.find("\xC2") != std::string::npos);
    std::string encoded;
    for (const auto segment : split(std::string_view(path).substr(1), '/')) {
        demand(segment != "." && segment != "..");
        encoded += '/' + percent_encode(segment);
    }
    const auto again = parse_target(encoded);
    demand(again && again->path == path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto target = parse_target(text)) {
        check_path(target->path);
        demand(target->query.size() < size);
        demand(target->host.empty() || parse_host(target->host) == target->host);
    }
    if (const auto host = parse_host(text)) demand(parse_host(*host) == *host && host->size() == size);
    if (const auto parameters = parse_parameters(text)) {
        std::string again;
        for (const auto& parameter : *parameters) {
            demand(is_utf8(parameter.name) && is_utf8(parameter.value));
            again += percent_encode(parameter.name) + '=' + percent_encode(parameter.value) + '&';
        }
        demand(parse_parameters(again) == parameters);
    }
    return 0;
}
