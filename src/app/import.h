// Taking in a list: rows become persons with source and purpose, and with no permission that the list does
// not prove. The same act serves every door. Rows are stored in portions, each a transaction with its log
// entries; broken off, the same call goes on where it stopped.
#pragma once

#include "app/house.h"
#include "app/row_remark.h"
#include "formats/contact_list.h"
#include "formats/error_file.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

using ErrorFileLanguage = formats::Language;

/// What to do with a row that meets somebody who is there already.
enum class Duplicates : std::uint8_t {
    merge,  ///< add what is new; nothing is overwritten, objections always count
    skip,   ///< leave him as he is; only objections and refusals count
};

enum class ImportMode : std::uint8_t {
    store,
    check_only,  ///< everything is tried and nothing stays
};

struct ImportRequest {
    std::filesystem::path file;
    std::string source;   ///< where the list comes from; for rows without an origin of their own
    std::string purpose;  ///< key of the purpose the data is stored for
    std::optional<std::filesystem::path> mapping;
    std::optional<std::string> mapping_json = {};  ///< instead of a file
    std::optional<std::string> shown_name =
        {};                                   ///< what people call the file, where its path does not say it
    std::optional<domain::ImportId> id = {};  ///< of a new import; nothing: any
    std::optional<std::int64_t> most_rows = {};  ///< stop after so many; for checking a large list
    std::optional<std::filesystem::path>
        error_file;  ///< where bad rows go, if any; nothing: beside `list.csv` as `list.fehler.csv`. What
                     ///< lies there already stays: the next free name is taken
    formats::Language language = formats::Language::german;  ///< of the error file
    Duplicates duplicates = Duplicates::merge;
    ImportMode mode = ImportMode::store;

    /// Rows that one transaction stores, from 500 to 100,000. A page of an index that many persons share is
    /// written once per transaction: the more rows, the fewer pages. But as many come again after an import
    /// was broken off, and for as long others wait who write to the same database. The first transaction is
    /// small in any case (ImportWriter::rows_of_first_transaction).
    std::int64_t rows_per_transaction = 10'000;
    static constexpr std::int64_t least_rows_per_transaction = 500;
    static constexpr std::int64_t most_rows_per_transaction = 100'000;
};

/// What a column was taken for.
struct ColumnReading {
    std::string heading;
    Message meaning;
    bool taken = false;
};

struct ImportReport {
    domain::ImportId import_id;
    std::vector<Message> recognised;     ///< how the file was read: kind, encoding, delimiter
    std::vector<ColumnReading> columns;  ///< in the order of the list
    std::int64_t rows = 0;               ///< rows with content, also those of an earlier run
    std::int64_t persons_created = 0;
    std::int64_t persons_merged = 0;  ///< rows that added something to somebody known
    std::int64_t rows_unchanged = 0;  ///< rows that brought nothing new
    std::int64_t rows_bad = 0;        ///< rows left out
    std::int64_t rows_before = 0;     ///< rows an earlier, broken-off run had stored
    std::int64_t contact_points = 0;
    std::int64_t consents = 0;
    std::int64_t claims = 0;
    std::int64_t refusals = 0;
    std::int64_t objections = 0;
    RowRemarks remarks;
    std::optional<std::filesystem::path> error_file;
    bool error_file_renamed = false;  ///< where it was to go another one lies already
};

struct OpenList;
struct ReadList;

/// Opens the list (open_list.h) and takes it in.
Result<ImportReport> import_list(House& house, const Session& session, const ImportRequest& request,
                                 const Progress& progress);

/// The same with a list that is open already. Needs the right import_list. Fails, with nothing stored, with
/// `invalid` where the purpose is unknown.
Result<ImportReport> import_list(House& house, const Session& session, const ImportRequest& request,
                                 OpenList opened, const Progress& progress);

/// Tries the rows that were read, `request.mode` being check_only: nothing of the file is waited for while a
/// transaction is open. Fails like import_list.
Result<ImportReport> try_list(House& house, const Session& session, const ImportRequest& request,
                              ReadList read);

}  // namespace kartei::app
