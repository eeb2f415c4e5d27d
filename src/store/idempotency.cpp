#include "store/idempotency.h"

#include <fmt/format.h>

namespace kartei::store {

namespace {

const Sql select_answer{
    "SELECT request_hash, status, sealed_answer, created_at FROM idempotency_key WHERE tenant_id = :tenant_id"
    " AND account_id = :account_id AND idempotency_key = :idempotency_key"};
const Sql insert_answer{
    "INSERT INTO idempotency_key (tenant_id, account_id, idempotency_key, request_hash, status,"
    " sealed_answer, created_at) VALUES (:tenant_id, :account_id, :idempotency_key, :request_hash,"
    " :status, :sealed_answer, :created_at)"};
const Sql delete_answers{"DELETE FROM idempotency_key WHERE tenant_id = :tenant_id AND created_at < :before"};

const Sql select_all{
    "SELECT account_id, idempotency_key, request_hash, status, sealed_answer, created_at FROM idempotency_key"
    " WHERE tenant_id = :tenant_id ORDER BY account_id, idempotency_key",
    Plan::walks_table, "verification reads everything"};

/// No log entry tells of such a row, so its seal is bound to all of it.
struct Bound {
    TenantId tenant;
    domain::AccountId account;
    UuidBytes key;
    ByteView request_hash;
    std::int64_t status;
    Instant created_at;

    std::string text() const {
        return fmt::format("kartei/1/{}/idempotency_key/{}/{}/{}/{}/{}", tenant.value, account.text(),
                           uuid_text(key), hex(request_hash), status, created_at.us);
    }
};

}  // namespace

std::optional<KeptAnswer> find_answer(Connection& connection, Keyring& keyring, TenantId tenant,
                                      domain::AccountId account, const UuidBytes& key) {
    auto& row = connection.prepare(select_answer);
    row.bind("tenant_id", tenant).bind("account_id", account).bind("idempotency_key", key);
    std::optional<KeptAnswer> found;
    while (row.next()) {
        const Bound bound{tenant, account, key, row.bytes(0), row.integer(1), {row.integer(3)}};
        const auto opened = open_sealed(keyring.records_key(), bound.text(), row.bytes(2));
        if (!opened) throw StoreFailure(FailureKind::corrupt, "idempotency_key", "an answer does not open");
        const ByteView hash = row.bytes(0);
        found = {.request_hash = Bytes(hash.begin(), hash.end()),
                 .status = row.integer(1),
                 .answer = std::string(opened->begin(), opened->end())};
    }
    return found;
}

void keep_answer(Connection& connection, Keyring& keyring, TenantId tenant, domain::AccountId account,
                 const UuidBytes& key, const KeptAnswer& answer, Instant now) {
    const Bound bound{tenant, account, key, answer.request_hash, answer.status, now};
    const Bytes sealed =
        seal(keyring.records_key(), 1, bound.text(), bytes_of(answer.answer), keyring.random());
    connection.prepare(insert_answer)
        .bind("tenant_id", tenant)
        .bind("account_id", account)
        .bind("idempotency_key", key)
        .bind("request_hash", answer.request_hash)
        .bind("status", answer.status)
        .bind("sealed_answer", sealed)
        .bind("created_at", now)
        .execute();
}

void forget_answers(Connection& connection, TenantId tenant, Instant before) {
    connection.prepare(delete_answers).bind("tenant_id", tenant).bind("before", before).execute();
}

std::vector<std::string> bent_answers(Connection& connection, Keyring& keyring, TenantId tenant) {
    std::vector<std::string> bent;
    auto& row = connection.prepare(select_all).bind("tenant_id", tenant);
    while (row.next()) {
        const domain::AccountId account{row.uuid(0)};
        const Bound bound{tenant, account, row.uuid(1), row.bytes(2), row.integer(3), {row.integer(5)}};
        if (!open_sealed(keyring.records_key(), bound.text(), row.bytes(4)))
            bent.push_back(fmt::format("idempotency_key {}/{}", account.text(), uuid_text(row.uuid(1))));
    }
    return bent;
}

}  // namespace kartei::store
