#include "store/write.h"

#include "base/pack.h"
#include "ledger/merkle.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace kartei::store {

namespace {

const Sql insert_log_value{
    "INSERT INTO log_value (tenant_id, person_id, entry_id, number, key_class, sealed_value)"
    " VALUES (:tenant_id, :person_id, :entry_id, :number, :key_class, :sealed_value)"};
const Sql insert_entry{
    "INSERT INTO log_entry (tenant_id, log_id, entry_id, format, at, actor_id, processor_id, "
    "instruction_id, action,"
    " record_kind, record_id, purpose, cause_id, value_digests, leaf_hash, leaf_mac)"
    " VALUES (:tenant_id, :log_id, :entry_id, :format, :at, :actor_id, :processor_id, "
    ":instruction_id, :action,"
    " :record_kind, :record_id, :purpose, :cause_id, :value_digests, :leaf_hash, :leaf_mac)"};
const Sql insert_pending{
    "INSERT INTO log_pending (tenant_id, log_id, entry_id) VALUES (:tenant_id, :log_id, :entry_id)"};

/// The digests as one column: person (16), class (1), digest (32) each, as in the leaf.
Bytes digest_column(const std::vector<ledger::ValueDigest>& values) {
    Bytes out;
    out.reserve(values.size() * 49);
    for (const auto& value : values) {
        out.insert(out.end(), value.person.begin(), value.person.end());
        out.push_back(static_cast<std::uint8_t>(value.key_class));
        out.insert(out.end(), value.digest.begin(), value.digest.end());
    }
    return out;
}

void bind_entry_key(Statement& statement, TenantId tenant, const ledger::Entry& entry) {
    statement.bind("tenant_id", tenant.value);
    statement.bind("log_id", entry.log_id);
    statement.bind("entry_id", entry.entry_id);
}

}  // namespace

void break_bound(std::string_view record_kind, const Field& field, std::size_t bytes) {
    throw std::length_error(fmt::format("{}.{} would hold {} bytes; at most {} are allowed", record_kind,
                                        field.name, bytes, field.max_bytes));
}

std::unexpected<Error> changed_meanwhile(std::string_view record_kind) {
    return fail(
        ErrorCode::outdated,
        {"Der Datensatz wurde inzwischen von jemand anderem geändert.",
         "Somebody else changed the record in the meantime."},
        std::string(record_kind),
        {"Laden Sie ihn neu und wiederholen Sie die Änderung.", "Load it again and repeat the change."});
}

std::string value_binding(TenantId tenant, const UuidBytes& entry, std::int64_t number) {
    return fmt::format("kartei/1/{}/log_value/{}/{}", tenant.value, uuid_text(entry), number);
}

Write::Write(Connection& connection, Keyring& keyring, IdSource& ids, TenantId tenant, Actor actor,
             Instant now)
    : connection_(connection),
      keyring_(keyring),
      ids_(ids),
      tenant_(tenant),
      actor_(actor),
      now_(now),
      waiting_index_(connection, tenant) {
    connection_.begin_write(tenant);
}

Write::~Write() {
    if (!open_) return;
    keyring_.forget();
    connection_.rollback();
}

void Write::note(domain::PersonId person, KeyClass key_class, std::string json) {
    changes_.push_back({person, key_class, std::move(json)});
}

ledger::ValueDigest Write::store_value(domain::EntryId entry, std::size_t number, const Change& change) {
    const Key key = change.key_class == KeyClass::tenant
                        ? keyring_.records_key()
                        : keyring_.person_key_for_sealing(connection_, change.person, change.key_class, now_);
    const auto at = static_cast<std::int64_t>(number);
    const Bytes blob =
        seal(key, 1, value_binding(tenant_, entry.bytes, at), pack(change.json), keyring_.random());
    auto& statement = connection_.prepare(insert_log_value);
    statement.bind("tenant_id", tenant_.value);
    statement.bind("person_id", change.person.bytes);
    statement.bind("entry_id", entry.bytes);
    statement.bind("number", at);
    statement.bind("key_class", enum_word(change.key_class));
    statement.bind("sealed_value", ByteView(blob));
    statement.enqueue();
    return {change.person.bytes, change.key_class, sha256(blob)};
}

domain::EntryId Write::log(const Act& act) {
    const auto id = next_id<domain::EntryId>();
    ledger::Entry entry{.log_id = tenant_.value,
                        .entry_id = id.bytes,
                        .at = now_,
                        .actor = actor_.account.bytes,
                        .processor = actor_.processor,
                        .instruction = actor_.instruction,
                        .action = std::string(act.action),
                        .record_kind = std::string(act.record_kind),
                        .record_id = act.record_id,
                        .purpose = std::string(act.purpose),
                        .cause = act.cause,
                        .values = {}};
    // Changes of one person and class become one value: one seal, one row.
    std::vector<Change> groups;
    for (auto& change : changes_) {
        auto group = std::ranges::find_if(groups, [&](const Change& other) {
            return other.person == change.person && other.key_class == change.key_class;
        });
        if (group == groups.end()) {
            groups.push_back({change.person, change.key_class, "[" + change.json});
        } else {
            group->json += ',' + change.json;
        }
    }
    changes_.clear();
    for (auto& group : groups) {
        group.json += ']';
        entry.values.push_back(store_value(id, entry.values.size(), group));
    }
    const Bytes leaf = ledger::leaf_bytes(entry);
    const Hash leaf_hash = ledger::leaf_hash(leaf);
    const Bytes mac = keyring_.leaf_mac(leaf);
    const Bytes digests = digest_column(entry.values);
    auto& statement = connection_.prepare(insert_entry);
    bind_entry_key(statement, tenant_, entry);
    statement.bind("format", std::int64_t{ledger::leaf_version});
    statement.bind("at", entry.at.us);
    statement.bind("actor_id", entry.actor);
    statement.bind("processor_id", entry.processor);
    statement.bind("instruction_id", entry.instruction);
    statement.bind("action", std::string_view(entry.action));
    statement.bind("record_kind", std::string_view(entry.record_kind));
    statement.bind("record_id", entry.record_id);
    statement.bind("purpose", std::string_view(entry.purpose));
    statement.bind("cause_id", entry.cause);
    statement.bind("value_digests", ByteView(digests));
    statement.bind("leaf_hash", ByteView(leaf_hash));
    statement.bind("leaf_mac", ByteView(mac));
    statement.enqueue();
    auto& pending = connection_.prepare(insert_pending);
    bind_entry_key(pending, tenant_, entry);
    pending.enqueue();
    return id;
}

void Write::finish_changes() {
    if (!changes_.empty()) throw std::logic_error("a row was changed and no log entry tells of it");
    waiting_index_.store();
}

void Write::commit() {
    finish_changes();
    connection_.commit();
    open_ = false;
}

void Write::commit_and_go_on(Instant now) {
    finish_changes();
    connection_.commit_and_go_on();
    now_ = now;
}

}  // namespace kartei::store
