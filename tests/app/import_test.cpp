#include "tests/app/import_test.h"

#include "app/find.h"
#include "app/imports.h"
#include "app/verify.h"
#include "store/person_file.h"
#include "store/reading.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <stdexcept>

namespace kartei::app {

namespace {

template <class T>
T value_of(Result<T> result) {
    if (!result) {
        throw std::runtime_error(
            fmt::format("{} [{}] {}", result.error().what.en, result.error().where, result.error().next.en));
    }
    return std::move(*result);
}

Instant start() {
    return *parse_instant("2026-03-02T10:00:00");
}

std::vector<std::string> columns_of(store::Connection& connection, const std::string& table) {
    const store::Sql sqlite(fmt::format("SELECT name FROM pragma_table_info('{}') ORDER BY cid", table));
    const store::Sql postgresql(
        fmt::format("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{}'"
                    " ORDER BY ordinal_position",
                    table));
    std::vector<std::string> names;
    auto& rows = connection.prepare(connection.engine() == store::Engine::sqlite ? sqlite : postgresql);
    while (rows.next()) names.emplace_back(rows.text(0));
    return names;
}

}  // namespace

ImportTest::ImportTest()
    : place_{.data = directory_.path() / "data", .database = {}},
      now_(std::make_shared<Instant>(start())),
      house_([this] {
          if (GetParam() == store::Engine::postgresql) place_.database = database_.url().location;
          const auto now = now_;
          return value_of(House::open(place_, Opening::may_be_made, [now] { return *now; }, system_random()));
      }()),
      session_(value_of(house_.make_company("Muster GmbH"))) {}

std::filesystem::path ImportTest::list(const std::string& name, std::string_view bytes) const {
    const auto path = directory_.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

ImportReport ImportTest::import(const ImportRequest& request) {
    return value_of(import_list(house_, session_, request, {}));
}

UndoReport ImportTest::undo(const ImportReport& report) {
    return value_of(undo_import(house_, session_, report.import_id, {}));
}

domain::ImportId ImportTest::newest_import() {
    return value_of(newest_imports(house_, session_, 1)).at(0).import_id;
}

std::string ImportTest::verified() {
    const auto report = value_of(verify(house_, {}));
    return report.passed() ? "" : report.findings.front().where + ": " + report.findings.front().what.en;
}

domain::PersonId ImportTest::person(std::string_view words) {
    return value_of(find_one(house_, session_, words));
}

std::unique_ptr<store::Connection> ImportTest::beside() const {
    return value_of(store::connect(
        place_.database ? database_.url() : store::sqlite_file((place_.data / "kartei.db").string())));
}

std::int64_t ImportTest::count(const std::string& table) {
    const auto connection = beside();
    const store::Sql sql("SELECT count(*) FROM " + table);
    connection->begin_read(session_.tenant);
    auto& rows = connection->prepare(sql);
    std::int64_t number = 0;
    while (rows.next()) number = rows.integer(0);
    connection->rollback();
    return number;
}

domain::PersonFile ImportTest::file(domain::PersonId person) {
    auto keyring = value_of(house_.keyring(session_));
    const store::Reading reading(house_.connection(), session_.tenant);
    auto file =
        store::load_person_file(house_.connection(), keyring, session_.tenant, person, store::Lock::none);
    if (!file) throw std::runtime_error("no such person");
    return std::move(*file);
}

std::string ImportTest::status(domain::PersonId person, domain::Channel channel, const std::string& area) {
    const auto answer =
        value_of(may_contact(house_, session_, {.person = person, .area = area, .channel = channel}));
    return answer.permissions.at(0).status;
}

Snapshot ImportTest::snapshot() {
    const std::set<std::string> left_out{"log_entry", "log_value", "log_pending", "person_key", "import_run"};
    const auto connection = beside();
    connection->begin_read(session_.tenant);
    Snapshot all;
    for (const auto& table : connection->tables()) {
        if (left_out.contains(table)) continue;
        std::vector<std::string> shown;
        for (const auto& column : columns_of(*connection, table)) {
            if (column == "version" || column == "built_at") continue;
            const bool sqlite = connection->engine() == store::Engine::sqlite;
            shown.push_back(sqlite ? fmt::format("quote({})", column)
                                   : fmt::format("coalesce({}::text, 'NULL')", column));
        }
        const store::Sql sql(fmt::format("SELECT {} FROM {}", fmt::join(shown, " || '|' || "), table));
        auto& rows = connection->prepare(sql);
        auto& content = all[table];
        while (rows.next()) content.emplace(rows.text(0));
    }
    connection->rollback();
    return all;
}

}  // namespace kartei::app
