#include "base/record_json.h"

#include <fmt/format.h>

#include <iterator>

namespace kartei {

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

void append_json_number(std::string& out, std::int64_t number) {
    fmt::format_to(std::back_inserter(out), "{}", number);
}

}  // namespace kartei
