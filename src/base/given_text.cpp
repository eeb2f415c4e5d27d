#include "base/given_text.h"

#include "base/text.h"

#include <fmt/format.h>

namespace kartei {

Result<void> check_text(std::string_view where, std::string_view text, std::size_t max_bytes) {
    if (text.size() > max_bytes) {
        // In characters, as people count: every one of ASCII is one byte, any other more.
        return fail(
            ErrorCode::invalid, {"Der Text ist zu lang.", "The text is too long."}, std::string(where),
            {fmt::format("Höchstens {} Zeichen; Umlaute und Sonderzeichen zählen mehrfach.", max_bytes),
             fmt::format("At most {} characters; umlauts and special characters count more than once.",
                         max_bytes)});
    }
    if (!is_utf8(text)) {
        return fail(ErrorCode::invalid, {"Der Text ist kein UTF-8.", "The text is no UTF-8."},
                    std::string(where), {"Geben Sie ihn als UTF-8.", "Give it as UTF-8."});
    }
    if (has_control_characters(text, LineBreaks::allowed)) {
        return fail(ErrorCode::invalid,
                    {"Der Text enthält Steuerzeichen.", "The text has control characters in it."},
                    std::string(where), {"Lassen Sie sie weg.", "Leave them out."});
    }
    return {};
}

}  // namespace kartei
