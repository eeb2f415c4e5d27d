// Letters that were gone before the list came here: a program wrote "Stra?e" or "M�ller" where its encoding
// had no ß or ü, or turned "Müller" into "MÃ¼ller". Nobody can bring them back by reading the file another
// way, so they are named.
#pragma once

#include "formats/list_field.h"
#include "formats/table_row.h"

#include <optional>
#include <string_view>

namespace kartei::formats {

/// What is wrong with a cell that stands under this field; nothing where no letter seems lost. In names and
/// addresses a question mark at a letter is one; in free text only within a word.
std::optional<Fault> lost_letters(ListField field, std::string_view cell);

}  // namespace kartei::formats
