// Recognises by their first bytes files that are no lists, to say so instead of reading nonsense.
#pragma once

#include "base/result.h"

#include <optional>
#include <string_view>

namespace kartei::formats {

/// Whether the bytes begin a ZIP archive, in which a workbook may lie.
bool is_zip(std::string_view head);

/// The refusal for a file that is clearly something else; nothing where it may be text. `head` are its first
/// 4 KiB.
std::optional<Error> not_a_list(std::string_view head);

}  // namespace kartei::formats
