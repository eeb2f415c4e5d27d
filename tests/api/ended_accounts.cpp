#include "tests/api/ended_accounts.h"

#include "domain/tenant.h"
#include "store/read_record.h"
#include "store/write.h"

#include <stdexcept>

namespace kartei::api {

namespace {

/// Reads one row, lets it be changed and logs that.
template <class T, class Bind, class Change>
void change_row(app::House& house, const app::Session& by, const Bind& bind, std::string_view action,
                domain::AccountId account, const Change& change) {
    auto keys = house.keyring(by);
    if (!keys) throw std::runtime_error(keys.error().what.en);
    store::Write write(house.connection(), *keys, house.ids(), by.tenant, by.actor(), house.now());
    std::optional<T> row;
    auto& statement = write.connection().prepare(store::select_by_key_sql<T>());
    bind(statement);
    while (statement.next()) row = store::read_record<T>(write.connection(), write.keyring(), statement);
    if (!row) throw std::runtime_error("no such row");
    if (!change(write, *row)) throw std::runtime_error("somebody else changed it");
    write.log({.action = action, .record_kind = "account", .record_id = account.bytes});
    write.commit();
}

}  // namespace

void close_account(app::House& house, const app::Session& by, domain::AccountId account) {
    change_row<domain::Account>(
        house, by, [&](store::Statement& statement) { statement.bind("account_id", account); },
        "account.close", account,
        [](store::Write& write, const domain::Account& before) {
            auto after = before;
            after.state = domain::AccountState::closed;
            return write.update(before, after);
        });
}

void take_role(app::House& house, const app::Session& by, domain::AccountId account, domain::Role role) {
    change_row<domain::Membership>(
        house, by,
        [&](store::Statement& statement) {
            statement.bind("account_id", account).bind("tenant_id", by.tenant).bind("role", enum_word(role));
        },
        "account.take_role", account,
        [](store::Write& write, const domain::Membership& before) { return write.remove(before); });
}

}  // namespace kartei::api
