#include "cli/desk.h"

#include "app/find.h"

#include <utility>

namespace kartei::cli {

namespace {

constexpr std::string_view default_company = "Meine Firma";

std::optional<std::string> given(const Call& call, std::string_view option, const char* variable) {
    if (call.arguments.has(option)) return call.arguments.text(option);
    return call.environment(variable);
}

}  // namespace

Result<app::Place> place_of(const Call& call) {
    const auto data = given(call, "--data", "KARTEI_DATA");
    if (!data || data->empty()) {
        return fail(
            ErrorCode::invalid, {"Es ist kein Datenverzeichnis genannt.", "No data directory is named."},
            "--data",
            {"Geben Sie --data DIR an oder setzen Sie KARTEI_DATA. Dort liegen die Schlüssel und, ohne "
             "--database, die Datenbank.",
             "Give --data DIR or set KARTEI_DATA. Keys are kept there and, without --database, the "
             "database."});
    }
    return app::Place{.data = *data, .database = given(call, "--database", "KARTEI_DATABASE")};
}

Result<Desk> open_desk(const Call& call) {
    const auto place = TRY(place_of(call));
    auto house = TRY(app::House::open(place, app::Opening::existing, call.clock, call.random));
    auto session = TRY(house.console_session());
    return Desk{std::move(house), std::move(session)};
}

Result<Desk> open_or_make_desk(const Call& call, const std::string& company,
                               const std::string& first_purpose) {
    const auto place = TRY(place_of(call));
    const std::string name = company.empty() ? std::string(default_company) : company;
    if (!app::is_installed(place)) TRY(app::House::check_company(name, first_purpose));
    auto house = TRY(app::House::open(place, app::Opening::may_be_made, call.clock, call.random));
    auto session = house.console_session();
    if (!session && session.error().code == ErrorCode::not_found) session = house.make_company(name);
    auto opened = TRY(std::move(session));
    return Desk{std::move(house), std::move(opened)};
}

Result<Desk> desk_for_trying(const Call& call) {
    const auto place = TRY(place_of(call));
    if (app::is_installed(place)) {
        auto house = TRY(app::House::open(place, app::Opening::existing, call.clock, call.random));
        auto session = house.console_session();
        if (session) return Desk{std::move(house), std::move(*session)};
        if (session.error().code != ErrorCode::not_found) return std::unexpected(session.error());
    }
    auto house = TRY(app::House::open_for_trying(call.clock, call.random));
    auto session = TRY(house.make_company(std::string(default_company)));
    return Desk{std::move(house), std::move(session)};
}

Result<domain::PersonId> person_of(Desk& desk, const Arguments& arguments) {
    return app::find_one(desk.house, desk.session, arguments.text("PERSON"));
}

}  // namespace kartei::cli
