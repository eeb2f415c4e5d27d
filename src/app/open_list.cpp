#include "app/open_list.h"

#include "app/read_file.h"
#include "base/text.h"
#include "domain/source.h"

#include <fmt/format.h>

namespace kartei::app {

namespace {

constexpr std::size_t max_source_bytes = max_bytes_of<domain::Source>("name");

Result<void> check_list_source(std::string_view source) {
    const bool good = !trim(source).empty() && source.size() <= max_source_bytes && is_utf8(source) &&
                      !has_control_characters(source);
    if (good) return {};
    return fail(ErrorCode::invalid,
                {fmt::format("Es fehlt, woher die Liste kommt (höchstens {} Bytes, keine Steuerzeichen).",
                             max_source_bytes),
                 fmt::format("It is missing where the list comes from (at most {} bytes, no control "
                             "characters).",
                             max_source_bytes)},
                "source",
                {"Nennen Sie die Herkunft, zum Beispiel „Kundenliste 2026“.",
                 "Name the source, for example 'customer list 2026'."});
}

Result<void> check_error_file(const ImportRequest& request) {
    const auto errors = error_file_of(request);
    std::error_code ignored;  // what is not there is not the same
    const bool is_list = std::filesystem::equivalent(errors, request.file, ignored);
    const bool is_mapping = request.mapping && std::filesystem::equivalent(errors, *request.mapping, ignored);
    if (!is_list && !is_mapping) return {};
    return fail(ErrorCode::invalid,
                {"Die Fehlerdatei würde die Liste oder die Zuordnung überschreiben.",
                 "The error file would overwrite the list or the mapping."},
                errors.string(),
                {"Nennen Sie mit --error-file einen anderen Ort.", "Name another place with --error-file."});
}

Result<void> check_rows_per_transaction(const ImportRequest& request) {
    constexpr auto least = ImportRequest::least_rows_per_transaction;
    constexpr auto most = ImportRequest::most_rows_per_transaction;
    if (request.rows_per_transaction >= least && request.rows_per_transaction <= most) return {};
    return fail(ErrorCode::invalid,
                {"So viele Zeilen speichert keine Transaktion.", "No transaction stores so many rows."},
                "rows_per_transaction",
                {fmt::format("Nennen Sie eine Zahl von {} bis {}.", least, most),
                 fmt::format("Give a number from {} to {}.", least, most)});
}

/// `mapping.json:3:5` or `mapping.json columns.Name`
Error placed(Error error, const std::filesystem::path& file) {
    const bool is_position = !error.where.empty() && is_digit(error.where.front());
    if (error.where != file.string())
        error.where = file.string() + (error.where.empty() ? "" : is_position ? ":" : " ") + error.where;
    return error;
}

Result<formats::ListMapping> read_mapping(const std::filesystem::path& file) {
    const std::string json = TRY(read_file(file, formats::max_mapping_bytes));
    auto mapping = formats::parse_list_mapping(json);
    if (!mapping) return std::unexpected(placed(std::move(mapping).error(), file));
    return mapping;
}

/// A fault further down is told before anything is stored: no half list, and a mended file is not a second
/// import beside the half of the first.
Result<void> read_through(const std::filesystem::path& file) {
    auto table = TRY(formats::TableReader::open(file));
    formats::TableRow row;
    while (true) {
        const auto more = table.next(row);
        if (!more) return std::unexpected(placed(more.error(), file));
        if (!*more) return {};
    }
}

}  // namespace

ListFacts facts_of(const OpenList& opened) {
    return {.findings = opened.table.findings(),
            .header = opened.table.header(),
            .columns = opened.list.columns(),
            .file_hash = opened.file_hash};
}

ReadList read_list(OpenList opened, const ImportRequest& request, std::size_t rows) {
    ReadList read{.facts = facts_of(opened), .rows = nullptr};
    read.rows = std::make_unique<RowFeed>(std::move(opened.table), std::move(opened.list),
                                          CandidateRules{.purpose = request.purpose}, 0);
    read.rows->wait_for(rows);
    return read;
}

std::filesystem::path error_file_of(const ImportRequest& request) {
    if (request.error_file) return *request.error_file;
    return request.file.parent_path() / (request.file.stem().string() + ".fehler.csv");
}

Result<OpenList> open_list(const ImportRequest& request, Date today) {
    TRY(check_list_source(request.source));
    TRY(check_rows_per_transaction(request));
    formats::ListMapping mapping;
    if (request.mapping) mapping = TRY(read_mapping(*request.mapping));
    if (request.mapping_json) mapping = TRY(formats::parse_list_mapping(*request.mapping_json));
    auto table = TRY(formats::TableReader::open(request.file));
    TRY(check_error_file(request));
    auto columns = TRY(formats::recognise_columns(table.header(), mapping));
    const Hash hash = TRY(hash_file(request.file));
    TRY(read_through(request.file));
    return OpenList{std::move(table), formats::ContactList(std::move(columns), std::move(mapping), today),
                    Bytes(hash.begin(), hash.end())};
}

}  // namespace kartei::app
