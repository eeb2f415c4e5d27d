// Taking in lists: upload, preview, import, error file, undo.
#include "app/imports.h"
#include "api/handlers.h"
#include "api/import_wire.h"
#include "app/breakage.h"
#include "app/undo.h"
#include "base/text.h"
#include "http/target.h"

#include <fstream>
#include <sstream>

namespace kartei::api {

namespace {

using UploadId = Id<struct UploadTag>;

constexpr std::size_t max_upload_bytes = std::size_t{2} << 30U;
constexpr std::int64_t imports_listed = 100;
constexpr std::size_t max_file_name = 250;
constexpr std::string_view error_file_name = "fehler.csv";
/// So that somebody who waits to write is let in several times a second.
constexpr std::int64_t rows_per_transaction = 1'000;

struct UploadWire {
    static constexpr std::string_view wire_name = "Upload";
    UploadId upload_id;
    std::string file_name;
    std::int64_t bytes = 0;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(UploadWire, (), (upload_id, file_name, bytes, expires_at))

/// What a column or a constant means: a heading or a key, and the key or the value.
struct MappingEntryWire {
    static constexpr std::string_view wire_name = "MappingEntry";
    Text<1'000> name;
    Text<1'000> value;
};
BOOST_DESCRIBE_STRUCT(MappingEntryWire, (), (name, value))

enum class DateOrder : std::uint8_t { day_first, month_first };
BOOST_DESCRIBE_ENUM(DateOrder, day_first, month_first)

struct MappingWire {
    static constexpr std::string_view wire_name = "Mapping";
    std::optional<std::vector<MappingEntryWire>> columns;
    std::optional<std::vector<MappingEntryWire>> constants;
    std::optional<DateOrder> date_order;
};
BOOST_DESCRIBE_STRUCT(MappingWire, (), (columns, constants, date_order))

struct PreviewRequestWire {
    static constexpr std::string_view wire_name = "NewImportPreview";
    UploadId upload_id;
    Text<60> purpose;
    Text<max_bytes_of<domain::Source>("name")> source;
    std::optional<MappingWire> mapping;
};
BOOST_DESCRIBE_STRUCT(PreviewRequestWire, (), (upload_id, purpose, source, mapping))

enum class Duplicates : std::uint8_t { merge, skip };
BOOST_DESCRIBE_ENUM(Duplicates, merge, skip)

struct ImportRequestWire {
    static constexpr std::string_view wire_name = "NewImport";
    UploadId upload_id;
    Text<60> purpose;
    Text<max_bytes_of<domain::Source>("name")> source;
    std::optional<MappingWire> mapping;
    std::optional<Duplicates> duplicates;
};
BOOST_DESCRIBE_STRUCT(ImportRequestWire, (), (upload_id, purpose, source, mapping, duplicates))

struct ImportsWire {
    static constexpr std::string_view wire_name = "Imports";
    std::vector<ImportWire> rows;
};
BOOST_DESCRIBE_STRUCT(ImportsWire, (), (rows))

/// In the form of a mapping file.
std::string mapping_json(const MappingWire& mapping) {
    boost::json::object json;
    const auto add = [&](std::string_view name, const std::optional<std::vector<MappingEntryWire>>& entries) {
        if (!entries) return;
        boost::json::object object;
        for (const auto& entry : *entries) object[entry.name.value] = entry.value.value;
        json[name] = std::move(object);
    };
    add("columns", mapping.columns);
    add("constants", mapping.constants);
    if (mapping.date_order) json["date_order"] = enum_word(*mapping.date_order);
    return boost::json::serialize(json);
}

/// What the header Kartei-File-Name says, without anything that is a path, and with nothing in it that a
/// reader of the log would not see or would read the wrong way round.
std::string file_name_of(const http::Request& request) {
    const auto parameters = http::parse_parameters("n=" + std::string(request.header("kartei-file-name")));
    if (!parameters || parameters->size() != 1) return "liste";
    std::string name = parameters->front().value;
    if (const auto slash = name.find_last_of("/\\"); slash != std::string::npos) name.erase(0, slash + 1);
    name = quotable(name, max_file_name);
    return name.empty() ? "liste" : name;
}

Result<UploadWire> post_upload(Call& call) {
    TRY(domain::require(call.session().roles, domain::Right::import_list));
    if (!call.request.file) {
        return fail(ErrorCode::invalid, {"Die Datei ist leer.", "The file is empty."}, {},
                    {"Wählen Sie eine Liste: CSV, Text oder XLSX.", "Choose a list: CSV, text or XLSX."});
    }
    const auto upload = TRY(call.services.uploads.keep(
        call.session(), call.house.ids().next<struct UploadTag>(call.house.now()), file_name_of(call.request),
        std::move(*call.request.file), call.house.now()));
    return UploadWire{upload.id, upload.file_name, upload.bytes, upload.expires_at};
}

Result<Reply> delete_upload(Call& call) {
    TRY(domain::require(call.session().roles, domain::Right::import_list));
    const auto id = TRY(call.at<UploadId>("upload_id"));
    TRY(call.services.uploads.drop(call.session(), id, call.house.now()));
    return Reply{.status = 204};
}

template <class In>
app::ImportRequest request_of(const Upload& upload, const In& in) {
    app::ImportRequest request{.file = upload.file->path(),
                               .source = in.source.value,
                               .purpose = in.purpose.value,
                               .mapping = {},
                               .shown_name = upload.file_name,
                               .error_file = "/dev/null",
                               .rows_per_transaction = rows_per_transaction};
    if (in.mapping) request.mapping_json = mapping_json(*in.mapping);
    return request;
}

/// Places in files are told by the names that people know, not by where they lie in the house.
Error renamed(Error error, const app::ImportRequest& request) {
    const auto rename = [&](const std::filesystem::path& path, std::string_view name) {
        if (const auto at = error.where.find(path.string()); at != std::string::npos)
            error.where.replace(at, path.string().size(), name);
    };
    rename(request.file, *request.shown_name);
    rename(*request.error_file, error_file_name);
    return error;
}

/// A list that was read for a preview; the upload stays as long.
struct PreparedPreview {
    Upload upload;
    app::ReadPreview read;
};

Result<PreparedPreview> prepare_preview(Call& call, const PreviewRequestWire& in) {
    TRY(domain::require(call.session().roles, domain::Right::import_list));
    auto upload = TRY(call.services.uploads.find(call.session(), in.upload_id, call.house.now()));
    const auto request = request_of(upload, in);
    auto read = app::read_for_preview(call.session(), request, berlin_date(call.house.now()));
    if (!read) return std::unexpected(renamed(read.error(), request));
    return PreparedPreview{std::move(upload), std::move(*read)};
}

Result<PreviewWire> post_preview(Call& call, PreparedPreview prepared) {
    const auto request = prepared.read.request;
    const auto preview = app::preview_list(call.house, call.session(), std::move(prepared.read));
    if (!preview) return std::unexpected(renamed(preview.error(), request));
    return preview_wire(*preview);
}

ImportWireState state_of(WorkState state) {
    switch (state) {
        case WorkState::waiting: return ImportWireState::waiting;
        case WorkState::running: return ImportWireState::running;
        case WorkState::done: return ImportWireState::done;
        case WorkState::failed: return ImportWireState::failed;
        case WorkState::undone: return ImportWireState::undone;
    }
    return ImportWireState::failed;
}

/// What the server knows beside the database about an import that it worked on.
void add_work(const ImportAtWork& work, ImportWire& wire) {
    const auto view = work.view();
    wire.rows_done = std::max(wire.rows_done, view.rows_done);
    if (view.state == WorkState::running) wire.share = view.share;
    if (view.state != WorkState::done) wire.state = state_of(view.state);
    if (view.report) wire.report = report_wire(*view.report);
    if (view.error) wire.problem = {view.error->what, view.error->next, view.error->where};
}

using SourceNames = std::map<domain::SourceId, std::string>;

ImportWire import_wire(const domain::ImportRun& run, const SourceNames& sources) {
    ImportWire wire{.import_id = run.import_id,
                    .file_name = run.file_name,
                    .source = {},
                    .purpose = run.purpose,
                    .state = ImportWireState::failed,
                    .share = {},
                    .rows_done = run.rows_done,
                    .started_at = run.started_at,
                    .finished_at = run.finished_at,
                    .report = report_wire(run),
                    .problem = {}};
    if (const auto source = sources.find(run.source_id); source != sources.end())
        wire.source = source->second;
    switch (run.state) {
        case domain::ImportState::running: break;  // nobody works on it: it was broken off
        case domain::ImportState::done: wire.state = ImportWireState::done; break;
        case domain::ImportState::undoing: wire.state = ImportWireState::undoing; break;
        case domain::ImportState::undone: wire.state = ImportWireState::undone; break;
    }
    return wire;
}

/// Does the work, which ends with what became of it, whatever it throws.
template <class Act>
void work_on(const Services& services, ImportAtWork& work, Act act) {
    work.begin();
    try {
        if (const Result<void> done = act(); !done) work.fail(done.error());
    } catch (...) {
        services.tell({.request_id = {}, .failure = std::current_exception()});
        work.fail(app::words_of_breakage(std::current_exception()).error);
    }
}

std::unexpected<Error> too_busy() {
    return fail(ErrorCode::unavailable,
                {"Es warten schon zu viele Importe.", "Too many imports are waiting."}, {},
                {"Versuchen Sie es gleich noch einmal.", "Try again in a moment."});
}

Result<ImportWire> post_import(Call& call, const ImportRequestWire& in) {
    TRY(domain::require(call.session().roles, domain::Right::import_list));
    const auto upload = TRY(call.services.uploads.find(call.session(), in.upload_id, call.house.now()));
    auto request = request_of(upload, in);
    request.id = call.house.ids().next<domain::ImportTag>(call.house.now());
    if (in.duplicates == Duplicates::skip) request.duplicates = app::Duplicates::skip;
    if (call.language() == "en") request.language = app::ErrorFileLanguage::english;
    if (const auto folder = call.house.folder_for_uploads())
        request.error_file = *folder / (request.id->text() + ".csv");
    const auto work = call.services.imports.begin(*request.id, call.session());
    const bool taken = call.services.executor.work({.act = [&services = call.services, work, upload, request,
                                                            session = call.session()](app::House& house) {
        work_on(services, *work, [&]() -> Result<void> {
            auto report = app::import_list(house, session, request,
                                           [&](auto done, auto share) { work->progress(done, share); });
            if (!report) return std::unexpected(renamed(report.error(), request));
            if (report->import_id != *request.id) services.imports.add(report->import_id, work);
            work->finish(std::move(*report));
            return {};
        });
    }});
    if (!taken) return too_busy();
    // The work has the file; a second import of the same upload meanwhile may have dropped it already.
    (void)call.services.uploads.drop(call.session(), upload.id, call.house.now());
    return ImportWire{.import_id = *request.id,
                      .file_name = upload.file_name,
                      .source = in.source.value,
                      .purpose = in.purpose.value,
                      .state = ImportWireState::waiting,
                      .started_at = call.house.now()};
}

Result<ImportsWire> get_imports(Call& call) {
    const auto runs = TRY(app::newest_imports(call.house, call.session(), imports_listed));
    const auto sources = TRY(app::source_names(call.house, call.session()));
    ImportsWire wire;
    for (const auto& run : runs) {
        wire.rows.push_back(import_wire(run, sources));
        if (const auto work = call.services.imports.find(run.import_id, call.session().tenant))
            add_work(*work, wire.rows.back());
    }
    return wire;
}

/// The import of that id, or the one that the work went on with: a list that was broken off keeps the id
/// under which it began.
Result<std::optional<domain::ImportRun>> run_of(const Call& call, domain::ImportId id,
                                                const std::shared_ptr<ImportAtWork>& work) {
    auto run = TRY(app::find_import(call.house, call.session(), id));
    if (run || !work) return run;
    const auto view = work->view();
    if (!view.report || view.report->import_id == id) return run;
    return app::find_import(call.house, call.session(), view.report->import_id);
}

Result<ImportWire> get_import(Call& call) {
    const auto id = TRY(call.at<domain::ImportId>("import_id"));
    const auto work = call.services.imports.find(id, call.session().tenant);
    const auto run = TRY(run_of(call, id, work));
    if (!run && !work) return nothing_here();
    ImportWire wire{.import_id = id, .state = ImportWireState::waiting};
    const auto sources = TRY(app::source_names(call.house, call.session()));
    if (run) wire = import_wire(*run, sources);
    if (work) add_work(*work, wire);
    return wire;
}

Result<Reply> get_error_file(Call& call) {
    TRY(domain::require(call.session().roles, domain::Right::import_list));
    const auto id = TRY(call.at<domain::ImportId>("import_id"));
    const auto work = call.services.imports.find(id, call.session().tenant);
    const auto view = work ? work->view() : ImportAtWork::View{};
    if (!view.report || !view.report->error_file) return nothing_here();
    const std::ifstream file(*view.report->error_file, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) return nothing_here();
    return Reply{
        .headers = {{"Content-Type", "text/csv; charset=utf-8"},
                    {"Content-Disposition", "attachment; filename=\"" + std::string(error_file_name) + "\""}},
        .text = std::move(bytes).str()};
}

Result<ImportWire> post_undo(Call& call) {
    TRY(domain::require(call.session().roles, domain::Right::undo_import));
    const auto id = TRY(call.at<domain::ImportId>("import_id"));
    const auto run = TRY(app::find_import(call.house, call.session(), id));
    if (!run) return nothing_here();
    const auto work = call.services.imports.begin(id, call.session());
    const bool taken = call.services.executor.work(
        {.act = [&services = call.services, work, id, session = call.session()](app::House& house) {
            work_on(services, *work, [&]() -> Result<void> {
                TRY(app::undo_import(house, session, id,
                                     [&](auto done, auto share) { work->progress(done, share); }));
                work->finish_undone();
                return {};
            });
        }});
    if (!taken) return too_busy();
    const auto sources = TRY(app::source_names(call.house, call.session()));
    ImportWire wire = import_wire(*run, sources);
    wire.state = ImportWireState::undoing;
    return wire;
}

}  // namespace

std::vector<Route> upload_routes() {
    using enum http::Method;
    using enum domain::Right;
    return {
        {.method = post,
         .path = "/uploads",
         .id = "upload",
         .work = Work::look,
         .right = import_list,
         .summary = {"eine Liste hochladen; ihr Name steht in Kartei-File-Name",
                     "upload a list; its name stands in Kartei-File-Name"},
         .status = 201,
         .response = schema_for<UploadWire>,
         .handle = answers(post_upload, 201),
         .max_body_bytes = max_upload_bytes,
         .spooled = true},
        {.method = del,
         .path = "/uploads/{upload_id}",
         .id = "dropUpload",
         .work = Work::look,
         .right = import_list,
         .summary = {"eine hochgeladene Liste verwerfen", "drop an uploaded list"},
         .status = 204,
         .handle = delete_upload},
    };
}

std::vector<Route> import_routes() {
    using enum http::Method;
    using enum domain::Right;
    return {
        {.method = post,
         .path = "/import-previews",
         .id = "previewImport",
         .work = Work::write,
         .right = import_list,
         .summary = {"zeigen, was ein Import täte; gespeichert wird nichts",
                     "show what an import would do; nothing is stored"},
         .request = schema_for<PreviewRequestWire>,
         .response = schema_for<PreviewWire>,
         .handle = takes_prepared(prepare_preview, post_preview),
         .prepare = prepares(prepare_preview),
         .takes_long = true},
        {.method = post,
         .path = "/imports",
         .id = "startImport",
         .work = Work::write,
         .right = import_list,
         .summary = {"eine Liste einlesen", "import a list"},
         .status = 202,
         .request = schema_for<ImportRequestWire>,
         .response = schema_for<ImportWire>,
         .handle = takes(post_import, 202)},
        {.method = get,
         .path = "/imports",
         .id = "getImports",
         .work = Work::look,
         .right = import_list,
         .summary = {"die neuesten Importe", "the newest imports"},
         .response = schema_for<ImportsWire>,
         .handle = answers(get_imports)},
        {.method = get,
         .path = "/imports/{import_id}",
         .id = "getImport",
         .work = Work::look,
         .right = import_list,
         .summary = {"ein Import", "an import"},
         .response = schema_for<ImportWire>,
         .handle = answers(get_import)},
        {.method = get,
         .path = "/imports/{import_id}/error-file",
         .id = "getErrorFile",
         .work = Work::look,
         .right = import_list,
         .summary = {"Zeilen, die liegen blieben, als CSV", "rows left out, as CSV"},
         .handle = get_error_file},
        {.method = post,
         .path = "/imports/{import_id}/undo",
         .id = "undoImport",
         .work = Work::write,
         .right = undo_import,
         .summary = {"einen Import zurücknehmen", "take an import back"},
         .status = 202,
         .response = schema_for<ImportWire>,
         .handle = answers(post_undo, 202)},
    };
}

}  // namespace kartei::api
