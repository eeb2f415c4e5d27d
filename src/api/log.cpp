// The log of the company, and what listings share.
#include "api/handlers.h"
#include "api/log_wire.h"

namespace kartei::api {

namespace {

Result<LogPageWire> get_log(Call& call) {
    const auto before = TRY(cursor_of<domain::EntryId>(call));
    const auto limit = TRY(limit_of(call, app::max_log_page));
    const auto page = TRY(app::company_log(call.house, call.session(), before, limit));
    return log_wire(page);
}

}  // namespace

LogPageWire log_wire(const app::LogPage& page) {
    LogPageWire wire;
    for (const auto& line : page.lines) {
        EntryWire entry{.entry_id = line.id,
                        .at = line.at,
                        .action = line.action,
                        .actor = {line.account, line.actor},
                        .record_kind = line.record_kind,
                        .person_id = {},
                        .purpose = {},
                        .changes = {}};
        const domain::PersonId record{line.record_id};
        if (line.record_kind == "person" && !record.is_nil()) entry.person_id = record;
        if (!line.purpose.empty()) entry.purpose = line.purpose;
        for (const auto& change : line.changes)
            entry.changes.push_back({change.record, change.field, change.before, change.after});
        wire.rows.push_back(std::move(entry));
    }
    if (page.next) wire.next = page.next->text();
    return wire;
}

std::unexpected<Error> bad_cursor() {
    return fail(ErrorCode::invalid,
                {"Diese Stelle der Liste gibt es nicht.", "There is no such place in the list."}, "after",
                {"Beginnen Sie die Liste von vorn.", "Begin the list anew."});
}

Result<std::int64_t> limit_of(const Call& call, std::int64_t most) {
    const auto limit = TRY(call.number("limit"));
    if (limit && (*limit < 1 || *limit > most)) return wrong_type("limit", "1 - " + std::to_string(most));
    return limit.value_or(std::min<std::int64_t>(50, most));
}

Result<std::optional<domain::AreaNo>> area_of(const Call& call) {
    const auto number = TRY(call.number("area_no"));
    std::optional<domain::AreaNo> area;
    if (!number) return area;
    area = Codec<domain::AreaNo>::decode(*number);
    if (!area) return wrong_type("area_no", "integer");
    return area;
}

std::vector<Route> log_routes() {
    return {{.method = http::Method::get,
             .path = "/log",
             .id = "getLog",
             .work = Work::look,
             .right = domain::Right::verify_log,
             .summary = {"das Protokoll der Firma", "the company's log"},
             .response = schema_for<LogPageWire>,
             .query = {"after", "limit"},
             .handle = answers(get_log)}};
}

}  // namespace kartei::api
