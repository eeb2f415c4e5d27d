// Assigns the columns of a list at hand to fields and says for each one how it was recognised.
// A mapping wins over headings; what nobody knows is left out and shown, never guessed.
#pragma once

#include "formats/list_field.h"
#include "formats/list_mapping.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::formats {

/// Heading of the two columns an error file has in front; see error_file.h.
bool is_error_file_heading(std::string_view heading);

struct ListColumn {
    std::string heading;
    ColumnMeaning meaning;
    Message how;  ///< "Straße (geschäftlich)", "nicht übernommen: die Überschrift ist unbekannt …", …
};

struct ListColumns {
    std::vector<ListColumn> columns;  ///< one per column of the header, in order

    bool has(ListField field) const;
    /// The heading of the first column that values of this key (field_key) come from; empty where there is
    /// none.
    std::string_view heading_of(std::string_view key) const;
};

/// Fails with `invalid` where the mapping names a column the list lacks, and where nothing in the header
/// tells a person, a company or a contact point: then the first row is no header.
Result<ListColumns> recognise_columns(std::span<const std::string> header, const ListMapping& mapping = {});

/// A mapping file for the list at hand, to be edited: every heading with what was recognised or "ignore".
std::string mapping_template(const ListColumns& list);

}  // namespace kartei::formats
