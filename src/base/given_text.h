// Texts that somebody gives us to keep.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string_view>

namespace kartei {

/// `invalid` at `where` for a text of more than `max_bytes` bytes, one that is no UTF-8, and one with control
/// characters other than tabs and line breaks.
Result<void> check_text(std::string_view where, std::string_view text, std::size_t max_bytes);

}  // namespace kartei
