// What a client would like: packed or plain (RFC 9110 section 12.5.3), German or English (section 12.5.4).
// A header that is broken counts as none.
#pragma once

#include <cstdint>
#include <string_view>

namespace kartei::http {

enum class Coding : std::uint8_t { identity, gzip };

/// gzip where `accept_encoding` allows it at least as much as plain bytes, otherwise plain bytes; these also
/// where the header forbids both, since a client can read them in any case.
Coding preferred_coding(std::string_view accept_encoding);

/// "de" or "en", whichever `accept_language` weighs more, the earlier one where both weigh the same;
/// `otherwise` where it wants neither. Regions do not matter: de-AT is German.
std::string_view preferred_language(std::string_view accept_language, std::string_view otherwise = "de");

}  // namespace kartei::http
