// A mapping file: what the columns of one list mean where the headings do not say it, in JSON.
// {"columns": {"Heading": "field key" | "ignore"}, "constants": {"source": "Messe"}, "date_order":
// "day_first",
//  "yes": ["freigegeben"], "no": ["gesperrt"]}
#pragma once

#include "formats/list_date.h"
#include "formats/list_field.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartei::formats {

/// Largest mapping file.
inline constexpr std::size_t max_mapping_bytes = 256 * 1024;

struct ListMapping {
    std::vector<std::pair<std::string, ColumnMeaning>>
        columns;  ///< heading as written in the file -> meaning
    std::vector<std::pair<ColumnMeaning, std::string>>
        constants;  ///< taken where a row has nothing of the field
    DateOrder date_order = DateOrder::unknown;
    std::vector<std::string> yes_words;
    std::vector<std::string> no_words;
};

/// Fails with `invalid` and the place: no JSON, unknown members or field keys, a heading given twice.
Result<ListMapping> parse_list_mapping(std::string_view json);

}  // namespace kartei::formats
