// Any bytes as a request, in pieces and as a whole: both are read the same, and stay inside their bounds.
#include "http/request_head.h"
#include "http/request_parser.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace kartei::http;

void demand(bool holds) {
    if (!holds) std::abort();
}

const Limits limits = {.target_bytes = 256, .header_bytes = 1024, .header_count = 20};

struct Outcome {
    int status = 0;
    bool done = false;
    std::string path;
    std::string body;
    std::size_t left = 0;

    bool operator==(const Outcome&) const = default;
};

void check(const Head& head) {
    demand(head.path.starts_with('/') && head.headers.size() <= limits.header_count);
    for (const auto& header : head.headers) demand(header.value.find_first_of("\r\n") == std::string::npos);
}

/// Feeds `text` in pieces of that size, as a connection does.
Outcome read(std::string_view text, std::size_t piece) {
    Outcome outcome;
    std::string buffer;
    HeadScanner scanner(limits);
    RequestParser parser(limits);
    HeadScanner::Found found;
    while (found.end == 0) {
        if (text.empty()) return outcome;
        buffer += text.substr(0, piece);
        text.remove_prefix(std::min(piece, text.size()));
        found = scanner.scan(buffer);
        if (found.status != 0) return {.status = found.status};
    }
    if (const int status = parser.read_head(std::string_view(buffer).substr(0, found.end)))
        return {.status = status};
    buffer.erase(0, found.end);
    const auto checked = check_head(std::move(parser.head()), {});
    if (!checked) return {.status = checked.error()};
    check(checked->head);
    outcome.path = checked->head.path;
    const BodySink sink = [&](std::string_view bytes) {
        outcome.body += bytes;
        return 0;
    };
    outcome.done = checked->framing == Framing::no_body;
    while (!outcome.done) {
        const auto step = parser.read_body(buffer, sink);
        demand(step.used <= buffer.size());
        buffer.erase(0, step.used);
        if (step.status != 0) return {.status = step.status};
        outcome.done = step.done;
        if (outcome.done || text.empty()) break;
        buffer += text.substr(0, piece);
        text.remove_prefix(std::min(piece, text.size()));
    }
    demand(checked->framing != Framing::length || outcome.body.size() <= checked->length);
    outcome.left = buffer.size() + text.size();
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Outcome whole = read(text, std::max<std::size_t>(size, 1));
    const Outcome pieces = read(text, 7);
    // Which of several faults is met first may hang on the pieces; whether there is one, and what is read,
    // not.
    const bool same_refusal = (whole.status != 0) == (pieces.status != 0);
    const bool limited =
        whole.status == 431 || pieces.status == 431 || whole.status == 414 || pieces.status == 414;
    demand(limited || same_refusal);
    if (whole.status == 0 && pieces.status == 0) demand(whole == pieces);
    return 0;
}
