// Imports on the wire.
#pragma once

#include "api/imports_at_work.h"
#include "api/wire.h"
#include "app/preview.h"
#include "domain/source.h"

namespace kartei::api {

enum class Weight : std::uint8_t { note, value_unusable, value_left_out, row_left_out };
BOOST_DESCRIBE_ENUM(Weight, note, value_unusable, value_left_out, row_left_out)

struct RemarkWire {
    static constexpr std::string_view wire_name = "Remark";
    std::int64_t line = 0;   ///< the first one
    std::int64_t count = 1;  ///< rows that share it
    std::optional<std::string> column;
    std::optional<std::string> value;
    Message what;
    Message way_out;
    Weight weight = Weight::note;
    std::optional<domain::PersonId> person_id;  ///< whom the row met
};
BOOST_DESCRIBE_STRUCT(RemarkWire, (), (line, count, column, value, what, way_out, weight, person_id))

struct ReportWire {
    static constexpr std::string_view wire_name = "ImportReport";
    std::int64_t rows = 0;
    std::int64_t persons_created = 0;
    std::int64_t persons_merged = 0;
    std::int64_t rows_unchanged = 0;
    std::int64_t rows_bad = 0;
    std::int64_t contact_points = 0;
    std::int64_t consents = 0;
    std::int64_t claims = 0;
    std::int64_t refusals = 0;
    std::int64_t objections = 0;
    std::vector<RemarkWire> remarks;
    std::int64_t remarks_left_out = 0;
    bool has_error_file = false;
};
BOOST_DESCRIBE_STRUCT(ReportWire, (),
                      (rows, persons_created, persons_merged, rows_unchanged, rows_bad, contact_points,
                       consents, claims, refusals, objections, remarks, remarks_left_out, has_error_file))

/// Remarks that many rows share are one; at most 500 of them.
ReportWire report_wire(const app::ImportReport& report);

/// The numbers alone, of an import of before the start.
ReportWire report_wire(const domain::ImportRun& run);

enum class ImportWireState : std::uint8_t { waiting, running, done, failed, undoing, undone };
BOOST_DESCRIBE_ENUM(ImportWireState, waiting, running, done, failed, undoing, undone)

struct ImportProblemWire {
    static constexpr std::string_view wire_name = "ImportProblem";
    Message what;
    Message next;
    std::string where;
};
BOOST_DESCRIBE_STRUCT(ImportProblemWire, (), (what, next, where))

struct ImportWire {
    static constexpr std::string_view wire_name = "Import";
    domain::ImportId import_id;
    std::string file_name;
    std::optional<std::string> source;
    std::string purpose;
    ImportWireState state = ImportWireState::done;
    std::optional<double> share;  ///< 0 to 1, while it runs
    std::int64_t rows_done = 0;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;
    std::optional<ReportWire> report;
    std::optional<ImportProblemWire> problem;
};
BOOST_DESCRIBE_STRUCT(ImportWire, (),
                      (import_id, file_name, source, purpose, state, share, rows_done, started_at,
                       finished_at, report, problem))

struct PreviewColumnWire {
    static constexpr std::string_view wire_name = "PreviewColumn";
    std::string heading;
    std::string key;
    Message meaning;
    bool taken = false;
    std::vector<std::string> samples;
};
BOOST_DESCRIBE_STRUCT(PreviewColumnWire, (), (heading, key, meaning, taken, samples))

struct FieldChoiceWire {
    static constexpr std::string_view wire_name = "FieldChoice";
    std::string key;
    Message name;
};
BOOST_DESCRIBE_STRUCT(FieldChoiceWire, (), (key, name))

struct PreviewWire {
    static constexpr std::string_view wire_name = "ImportPreview";
    std::vector<Message> recognised;
    std::vector<PreviewColumnWire> columns;
    std::vector<FieldChoiceWire> fields;
    ReportWire report;
    bool is_whole = true;
};
BOOST_DESCRIBE_STRUCT(PreviewWire, (), (recognised, columns, fields, report, is_whole))

PreviewWire preview_wire(const app::ListPreview& preview);

}  // namespace kartei::api
