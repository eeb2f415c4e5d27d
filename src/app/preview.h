// What an import would do, before it does it: how the columns are understood, with samples, and what becomes
// of the first rows.
#pragma once

#include "app/open_list.h"

#include <string>
#include <vector>

namespace kartei::app {

/// Rows that are tried; a larger list is checked to the end while it is imported.
inline constexpr std::int64_t previewed_rows = 2'000;

struct PreviewColumn {
    std::string heading;
    std::string key;  ///< of a mapping; `ignore` for what is left out
    Message meaning;
    bool taken = false;
    std::vector<std::string> samples;  ///< the first few cells that hold something
};

struct FieldChoice {
    std::string key;
    Message name;
};

struct ListPreview {
    std::vector<PreviewColumn> columns;
    ImportReport report;
    bool is_whole = true;  ///< the list has no more rows than were tried
};

/// Everything that a column can be mapped to.
std::vector<FieldChoice> field_choices();

/// The part of a preview that takes as long as the file is large, and asks nothing of the database.
struct ReadPreview {
    ImportRequest request;
    std::vector<PreviewColumn> columns;
    ReadList list;
};

/// Needs the right import_list. Fails like open_list.
Result<ReadPreview> read_for_preview(const Session& session, ImportRequest request, Date today);

/// Needs the right import_list. Tries the first rows in a transaction that is taken back. Fails like
/// import_list.
Result<ListPreview> preview_list(House& house, const Session& session, ReadPreview read);

}  // namespace kartei::app
