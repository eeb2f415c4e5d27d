// The only way to change rows: a transaction of one tenant in which every change is also written to the log.
// A commit with a change that no entry tells of is refused. One act is one entry; an import makes one entry
// per person.
#pragma once

#include "base/id.h"
#include "ledger/leaf.h"
#include "store/keyring.h"
#include "store/person_index.h"
#include "store/record_sql.h"

#include <string>
#include <string_view>
#include <vector>

namespace kartei::store {

/// Who acts, for which purpose, on whose behalf: goes into every entry.
struct Actor {
    domain::AccountId account;
    UuidBytes processor{};    ///< nil for the controller's own people
    UuidBytes instruction{};  ///< nil without one
};

/// What an entry says about the act. `action` and `record_kind` are words of the house, never text from
/// outside.
struct Act {
    std::string_view action;       ///< `consent.record`
    std::string_view record_kind;  ///< table of the record concerned
    UuidBytes record_id{};
    std::string_view purpose{};  ///< key of the purpose acted for
    UuidBytes cause{};           ///< import or other undertaking it belongs to
};

class Write {
public:
    /// Begins. The connection and the keyring must outlive it.
    Write(Connection& connection, Keyring& keyring, IdSource& ids, TenantId tenant, Actor actor, Instant now);
    /// Rolls back unless committed.
    ~Write();
    Write(const Write&) = delete;
    Write& operator=(const Write&) = delete;

    TenantId tenant() const { return tenant_; }
    Instant now() const { return now_; }
    Connection& connection() { return connection_; }
    Keyring& keyring() { return keyring_; }
    /// Stored with the commit at the latest.
    WaitingIndex& waiting_index() { return waiting_index_; }

    template <class IdType>
    IdType next_id() {
        return IdType{ids_.next_bytes(now_)};
    }

    /// Stores a new row.
    template <class T>
    void insert(const T& record);

    /// Replaces the row that was read as `before`; gives `after` the next version. `outdated` where somebody
    /// else changed it since. Nothing happens where both are equal.
    template <class T>
    Result<void> update(const T& before, T& after);

    /// Removes the row that was read as `before`; `outdated` where somebody else changed it since.
    template <class T>
    Result<void> remove(const T& before);

    /// Whether something changed since the last entry.
    bool changed() const { return !changes_.empty(); }

    /// Writes the entry for everything changed since the last one.
    domain::EntryId log(const Act& act);

    /// Adds a value to the next entry that is no change of a row, such as the ids an answer disclosed.
    void note(domain::PersonId person, KeyClass key_class, std::string json);

    void commit();

    /// Commits and goes on writing at `now` (Connection::commit_and_go_on).
    void commit_and_go_on(Instant now);

private:
    void finish_changes();

    struct Change {
        domain::PersonId person;  ///< nil for records without one
        KeyClass key_class;
        std::string json;
    };

    template <class T>
    void remember(const T& record, std::string_view old_json, std::string_view new_json);
    template <class T>
    void bind_fields(Statement& statement, const T& record, std::size_t first, std::size_t last);
    template <class T>
    void bind_old_version(Statement& statement, const T& record);
    template <class T>
    static domain::PersonId owner(const T& record);

    ledger::ValueDigest store_value(domain::EntryId entry, std::size_t number, const Change& change);

    Connection& connection_;
    Keyring& keyring_;
    IdSource& ids_;
    TenantId tenant_;
    Actor actor_;
    Instant now_;
    std::vector<Change> changes_;
    WaitingIndex waiting_index_;
    bool open_ = true;
};

/// A text is longer than its description allows. The acts refuse or cut before: one that does not is to be
/// mended, so this is breakage and no refusal.
[[noreturn]] void break_bound(std::string_view record_kind, const Field& field, std::size_t bytes);

/// The error of a lost update.
std::unexpected<Error> changed_meanwhile(std::string_view record_kind);

/// What a log value is bound to: tenant, entry and its number within the entry.
std::string value_binding(TenantId tenant, const UuidBytes& entry, std::int64_t number);

template <class T>
domain::PersonId Write::owner(const T& record) {
    if constexpr (Description<T>::kind.key_class == KeyClass::tenant) {
        return {};
    } else {
        return record.person_id;
    }
}

template <class T>
void Write::bind_fields(Statement& statement, const T& record, std::size_t first, std::size_t last) {
    std::size_t position = 0;
    for_each_field(record, [&](const Field& field, const auto& member) {
        const std::size_t at = position++;
        if (at < first || at >= last) return;
        if (const std::size_t bytes = stored_bytes(member); bytes > field.max_bytes)
            break_bound(Description<T>::kind.name, field, bytes);
        bool empty = false;
        if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) empty = !member;
        if (field.protection == Protection::sealed && !empty) {
            if constexpr (Description<T>::kind.key_class != KeyClass::tenant) {
                const Key& key = keyring_.person_key_for_sealing(connection_, record.person_id,
                                                                 Description<T>::kind.key_class, now_);
                const Bytes blob =
                    seal(key, 1, sealed_binding(record, field), sealed_plain(member), keyring_.random());
                statement.bind(field.name, ByteView(blob));
            }
            return;
        }
        statement.bind(field.name, member);
    });
}

template <class T>
void Write::insert(const T& record) {
    auto& statement = connection_.prepare(insert_sql<T>());
    bind_fields(statement, record, 0, field_count<T>);
    statement.enqueue();
    remember(record, "null", record_json(record));
}

template <class T>
Result<void> Write::update(const T& before, T& after) {
    std::array<bool, field_count<T>> differs{};
    std::size_t position = 0;
    bool any = false;
    boost::mp11::mp_for_each<boost::mp11::mp_iota_c<field_count<T>>>([&](auto index) {
        using Member = boost::mp11::mp_at_c<Members<T>, index>;
        differs[position] = !(before.*Member{}.pointer == after.*Member{}.pointer) &&
                            position >= Description<T>::kind.key_fields && position != version_field<T>;
        any = any || differs[position];
        ++position;
    });
    if (!any) return {};
    after.version = before.version + 1;
    auto& statement = connection_.prepare(update_sql<T>());
    bind_fields(statement, after, 0, field_count<T>);
    bind_old_version(statement, before);
    if (statement.execute() != 1) return changed_meanwhile(Description<T>::kind.name);
    const auto changed = [&](std::size_t at) {
        return differs[at] || at < Description<T>::kind.key_fields || at == version_field<T>;
    };
    remember(after, record_part_json(before, changed), record_part_json(after, changed));
    return {};
}

template <class T>
Result<void> Write::remove(const T& before) {
    auto& statement = connection_.prepare(delete_sql<T>());
    bind_fields(statement, before, 0, Description<T>::kind.key_fields);
    bind_old_version(statement, before);
    if (statement.execute() != 1) return changed_meanwhile(Description<T>::kind.name);
    remember(before, record_json(before), "null");
    return {};
}

template <class T>
void Write::bind_old_version(Statement& statement, const T& record) {
    statement.bind("old_version", std::int64_t{record.version});
}

template <class T>
void Write::remember(const T& record, std::string_view old_json, std::string_view new_json) {
    std::string json = "{\"record\":\"";
    json += Description<T>::kind.name;
    json += "\",\"old\":";
    json += old_json;
    json += ",\"new\":";
    json += new_json;
    json += '}';
    changes_.push_back({owner(record), Description<T>::kind.key_class, std::move(json)});
}

}  // namespace kartei::store
