// What an import can know before there is any installation: the list, opened and understood, its mapping, and
// whether the request makes sense by itself. A request that fails here leaves nothing behind.
#pragma once

#include "app/import.h"
#include "app/row_feed.h"
#include "formats/contact_list.h"
#include "formats/table.h"

#include <memory>

namespace kartei::app {

struct OpenList {
    formats::TableReader table;
    formats::ContactList list;
    Bytes file_hash;
};

/// What is known of a list beside its rows.
struct ListFacts {
    std::vector<Message> findings;
    std::vector<std::string> header;
    formats::ListColumns columns;
    Bytes file_hash;
};
ListFacts facts_of(const OpenList& opened);

/// A list whose first rows are read already.
struct ReadList {
    ListFacts facts;
    std::unique_ptr<RowFeed> rows;
};

/// Returns when `rows` of the list are read, at most RowFeed::most_rows_waiting, or all of them.
ReadList read_list(OpenList opened, const ImportRequest& request, std::size_t rows);

/// Where rows that cannot be used go: as asked for, or beside the list.
std::filesystem::path error_file_of(const ImportRequest& request);

/// Fails with `invalid` where the source is missing, the file is no list, the mapping names columns the file
/// lacks, or the error file is the list itself; `limit` past a bound of the formats.
Result<OpenList> open_list(const ImportRequest& request, Date today);

}  // namespace kartei::app
