// Base 64 (RFC 4648 section 4), with padding.
#pragma once

#include "base/crypto.h"

#include <optional>
#include <string>
#include <string_view>

namespace kartei {

std::string base64(ByteView data);

/// Nothing for a text that base64() would not have written: blanks, missing padding, bits that are left over.
std::optional<Bytes> parse_base64(std::string_view text);

}  // namespace kartei
