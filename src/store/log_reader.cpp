#include "store/log_reader.h"

#include "base/pack.h"
#include "store/write.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace kartei::store {

namespace {

constexpr std::int64_t log_rows_per_page = 5'000;
constexpr std::size_t digest_size = 49;

constexpr std::string_view entry_columns =
    "log_id, entry_id, format, at, actor_id, processor_id, instruction_id, action, record_kind, "
    "record_id, purpose,"
    " cause_id, value_digests, leaf_hash, leaf_mac";

const Sql select_entries{
    std::string("SELECT ") + std::string(entry_columns) +
    " FROM log_entry WHERE tenant_id = :tenant_id AND (log_id, entry_id) > (:log_id, :entry_id)"
    " ORDER BY log_id, entry_id LIMIT :most"};
const Sql select_entry{
    std::string("SELECT ") + std::string(entry_columns) +
    " FROM log_entry WHERE tenant_id = :tenant_id AND log_id = :log_id AND entry_id = :entry_id"};
const Sql select_before{
    std::string("SELECT ") + std::string(entry_columns) +
    " FROM log_entry WHERE tenant_id = :tenant_id AND log_id = :log_id AND entry_id < :before"
    " ORDER BY entry_id DESC LIMIT :most"};
const Sql select_about{
    "SELECT entry_id FROM log_entry WHERE tenant_id = :tenant_id AND record_id = :record_id"
    " AND record_kind = :record_kind AND entry_id < :before ORDER BY entry_id DESC LIMIT :most"};
const Sql select_by_cause{
    "SELECT entry_id FROM log_entry WHERE tenant_id = :tenant_id AND cause_id = :cause_id ORDER BY "
    "entry_id DESC"};
const Sql select_log_values{
    "SELECT person_id, entry_id, number, key_class, sealed_value FROM log_value WHERE tenant_id = :tenant_id"
    " AND (person_id, entry_id, number) > (:person_id, :entry_id, :number)"
    " ORDER BY person_id, entry_id, number LIMIT :most"};
const Sql select_log_value{
    "SELECT person_id, entry_id, number, key_class, sealed_value FROM log_value WHERE tenant_id = :tenant_id"
    " AND person_id = :person_id AND entry_id = :entry_id AND number = :number"};

const Sql select_of_person{
    "SELECT person_id, entry_id, number, key_class, sealed_value FROM log_value WHERE tenant_id = :tenant_id"
    " AND person_id = :person_id ORDER BY entry_id, number"};

Bytes copy(ByteView view) {
    return Bytes(view.begin(), view.end());
}

bool read_digests(ByteView column, std::vector<ledger::ValueDigest>& values) {
    if (column.size() % digest_size != 0) return false;
    for (; !column.empty(); column = column.subspan(digest_size)) {
        ledger::ValueDigest value;
        std::ranges::copy(column.first(16), value.person.begin());
        value.key_class = static_cast<KeyClass>(column[16]);
        std::ranges::copy(column.subspan(17, 32), value.digest.begin());
        values.push_back(value);
    }
    return true;
}

StoredEntry entry_from(const Statement& row) {
    StoredEntry stored;
    ledger::Entry& entry = stored.entry;
    entry.log_id = row.integer(0);
    entry.entry_id = row.uuid(1);
    stored.format = row.integer(2);
    entry.at = Instant{row.integer(3)};
    entry.actor = row.uuid(4);
    entry.processor = row.uuid(5);
    entry.instruction = row.uuid(6);
    entry.action = row.text(7);
    entry.record_kind = row.text(8);
    entry.record_id = row.uuid(9);
    entry.purpose = row.text(10);
    entry.cause = row.uuid(11);
    stored.digests_readable = read_digests(row.bytes(12), entry.values);
    stored.leaf_hash = copy(row.bytes(13));
    stored.leaf_mac = copy(row.bytes(14));
    return stored;
}

StoredValue value_from(const Statement& row) {
    return {.person = {row.uuid(0)},
            .entry = {row.uuid(1)},
            .number = row.integer(2),
            .key_class = std::string(row.text(3)),
            .sealed = copy(row.bytes(4))};
}

}  // namespace

void for_each_entry(Connection& connection, TenantId tenant,
                    const std::function<void(const StoredEntry&)>& visit) {
    std::int64_t log_id = std::numeric_limits<std::int64_t>::min();
    UuidBytes after{};
    for (std::int64_t rows = log_rows_per_page; rows == log_rows_per_page;) {
        auto& statement = connection.prepare(select_entries);
        statement.bind("tenant_id", tenant).bind("log_id", log_id).bind("entry_id", after);
        statement.bind("most", log_rows_per_page);
        std::vector<StoredEntry> entries;
        while (statement.next()) entries.push_back(entry_from(statement));
        for (const auto& entry : entries) visit(entry);
        rows = std::ssize(entries);
        if (rows == 0) break;
        log_id = entries.back().entry.log_id;
        after = entries.back().entry.entry_id;
    }
}

void for_each_value(Connection& connection, TenantId tenant,
                    const std::function<void(const StoredValue&)>& visit) {
    StoredValue after{.person = {}, .entry = {}, .number = -1, .key_class = {}, .sealed = {}};
    for (std::int64_t rows = log_rows_per_page; rows == log_rows_per_page;) {
        auto& statement = connection.prepare(select_log_values);
        statement.bind("tenant_id", tenant).bind("person_id", after.person).bind("entry_id", after.entry);
        statement.bind("number", after.number).bind("most", log_rows_per_page);
        std::vector<StoredValue> values;
        while (statement.next()) values.push_back(value_from(statement));
        for (const auto& value : values) visit(value);
        rows = std::ssize(values);
        if (rows > 0) after = std::move(values.back());
    }
}

std::vector<domain::EntryId> entries_of_cause(Connection& connection, TenantId tenant,
                                              const UuidBytes& cause) {
    auto& statement = connection.prepare(select_by_cause);
    statement.bind("tenant_id", tenant).bind("cause_id", cause);
    std::vector<domain::EntryId> entries;
    while (statement.next()) entries.push_back({statement.uuid(0)});
    return entries;
}

std::vector<StoredEntry> entries_before(Connection& connection, TenantId tenant, domain::EntryId before,
                                        std::int64_t most) {
    auto& statement = connection.prepare(select_before);
    statement.bind("tenant_id", tenant).bind("log_id", tenant).bind("before", before).bind("most", most);
    std::vector<StoredEntry> entries;
    while (statement.next()) entries.push_back(entry_from(statement));
    return entries;
}

std::vector<StoredEntry> entries_about(Connection& connection, TenantId tenant, domain::PersonId person,
                                       domain::EntryId before, std::int64_t most) {
    auto& statement = connection.prepare(select_about);
    statement.bind("tenant_id", tenant)
        .bind("record_id", person)
        .bind("record_kind", "person")
        .bind("before", before)
        .bind("most", most);
    std::vector<domain::EntryId> ids;
    while (statement.next()) ids.push_back({statement.uuid(0)});
    std::vector<StoredEntry> entries;
    for (const auto id : ids) {
        if (auto entry = read_entry(connection, tenant, id)) entries.push_back(std::move(*entry));
    }
    return entries;
}

std::optional<StoredEntry> read_entry(Connection& connection, TenantId tenant, domain::EntryId entry) {
    auto& statement = connection.prepare(select_entry);
    statement.bind("tenant_id", tenant).bind("log_id", tenant).bind("entry_id", entry);
    std::optional<StoredEntry> stored;
    while (statement.next()) stored = entry_from(statement);
    return stored;
}

std::optional<StoredValue> read_value(Connection& connection, TenantId tenant, const UuidBytes& person,
                                      domain::EntryId entry, std::int64_t number) {
    auto& statement = connection.prepare(select_log_value);
    statement.bind("tenant_id", tenant)
        .bind("person_id", person)
        .bind("entry_id", entry)
        .bind("number", number);
    std::optional<StoredValue> stored;
    while (statement.next()) stored = value_from(statement);
    return stored;
}

std::vector<StoredValue> values_of_person(Connection& connection, TenantId tenant, domain::PersonId person) {
    auto& statement = connection.prepare(select_of_person);
    statement.bind("tenant_id", tenant).bind("person_id", person);
    std::vector<StoredValue> values;
    while (statement.next()) values.push_back(value_from(statement));
    return values;
}

std::vector<domain::PersonId> persons_of_entries(Connection& connection, TenantId tenant,
                                                 const std::vector<domain::EntryId>& entries) {
    std::vector<domain::PersonId> persons;
    std::unordered_set<domain::PersonId> seen;
    for (const auto entry : entries) {
        const auto stored = read_entry(connection, tenant, entry);
        if (!stored) continue;
        for (const auto& value : stored->entry.values) {
            const domain::PersonId person{value.person};
            if (!person.is_nil() && seen.insert(person).second) persons.push_back(person);
        }
    }
    return persons;
}

Result<std::string> open_value(Connection& connection, Keyring& keyring, TenantId tenant,
                               const StoredValue& value) {
    const auto key_class = enum_of<KeyClass>(value.key_class);
    std::optional<Key> key;
    if (key_class == KeyClass::tenant) key = keyring.records_key();
    if (key_class && key_class != KeyClass::tenant)
        key = keyring.person_key(connection, value.person, *key_class);
    if (!key) {
        return fail(ErrorCode::not_found,
                    {"Der Schlüssel dieses Werts fehlt.", "The key of this value is missing."},
                    value.entry.text());
    }
    const Bytes plain =
        TRY(open_sealed(*key, value_binding(tenant, value.entry.bytes, value.number), value.sealed));
    return unpack(plain);
}

}  // namespace kartei::store
