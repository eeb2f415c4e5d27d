#include "app/verify.h"

#include "app/replay.h"
#include "app/verify_rows.h"
#include "ledger/merkle.h"
#include "store/account.h"
#include "store/idempotency.h"
#include "store/log_reader.h"
#include "store/reading.h"
#include "store/schema_check.h"
#include "store/self_check.h"
#include "store/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace kartei::app {

namespace {

using domain::PersonId;

/// What the entries of one import add up to.
struct ImportCount {
    std::int64_t created = 0;
    std::int64_t merged = 0;
};

/// Everything one run of verification needs and finds.
class Verification {
public:
    Verification(store::Connection& connection, store::Keyring& keyring, TenantId tenant,
                 const Progress& progress, VerifyReport& report)
        : connection_(connection),
          keyring_(keyring),
          tenant_(tenant),
          progress_(progress),
          report_(report),
          rows_(connection, keyring, tenant, report_) {}

    void run() {
        readable([this] { check_keys(); });
        readable([this] { check_entries(); });
        readable([this] { check_first_step(); });
        readable([this] { check_markers(); });
        readable([this] { check_values(); });
        readable([this] { check_answers(); });
        readable([this] { rows_.finish(); });
    }

private:
    /// A column that cannot hold what it holds ends one check, not the others.
    template <class Check>
    void readable(Check&& check) {
        try {
            check();
        } catch (const store::StoreFailure& failure) {
            if (failure.kind() != store::FailureKind::corrupt) throw;
            add("database", {fmt::format("Ein Wert ist nicht lesbar: {}", failure.what()),
                             fmt::format("A value cannot be read: {}", failure.what())});
        }
    }

    void add(std::string where, Message what) { add_finding(report_, std::move(where), std::move(what)); }

    void check_keys();
    void check_entries();
    void check_entry(const store::StoredEntry& stored);
    void check_digests(const store::StoredEntry& stored);
    void check_first_step();
    void check_markers();
    void check_values();
    void check_answers();
    void check_value(const store::StoredValue& value);
    void close_group();
    void check_imports(const Rows& rows);

    store::Connection& connection_;
    store::Keyring& keyring_;
    TenantId tenant_;
    const Progress& progress_;
    VerifyReport& report_;
    RowCheck rows_;
    std::map<std::string, ImportCount> imports_;  ///< by the text of the import's id
    std::optional<Instant> first_entry_at_;
    PersonId group_;  ///< whose values are being collected; nil: the tenant's own records
    std::vector<LoggedChange> changes_;
    Instant changed_at_;
    bool group_readable_ = true;
    std::set<UuidBytes> removed_;  ///< persons whose keys were destroyed with them
    std::set<std::string> missing_keys_;
};

void Verification::check_keys() {
    for (auto& broken : keyring_.broken_keys(connection_)) {
        add(std::move(broken), {"Der Schlüssel wurde verändert oder stammt nicht von kartei.",
                                "The key was altered or was not made by kartei."});
    }
}

void Verification::check_entries() {
    store::for_each_entry(connection_, tenant_, [&](const store::StoredEntry& stored) {
        ++report_.entries;
        check_entry(stored);
        check_digests(stored);
        first_entry_at_ = std::min(first_entry_at_.value_or(stored.entry.at), stored.entry.at);
        auto& count = imports_[uuid_text(stored.entry.cause)];
        if (stored.entry.action == "person.import") ++count.created;
        if (stored.entry.action == "person.merge") ++count.merged;
        if (stored.entry.action == "person.remove") removed_.insert(stored.entry.record_id);
    });
}

void Verification::check_entry(const store::StoredEntry& stored) {
    const std::string where = "log_entry " + uuid_text(stored.entry.entry_id);
    if (stored.format != ledger::leaf_version || !stored.digests_readable) {
        return add(where, {"Der Eintrag hat kein bekanntes Format.", "The entry has no known format."});
    }
    const Bytes leaf = ledger::leaf_bytes(stored.entry);
    if (!equal_in_constant_time(ledger::leaf_hash(leaf), stored.leaf_hash)) {
        return add(where, {"Der Eintrag wurde verändert: Seine Prüfsumme stimmt nicht.",
                           "The entry was altered: its hash is wrong."});
    }
    if (!equal_in_constant_time(keyring_.leaf_mac(leaf), stored.leaf_mac)) {
        add(where, {"Der Eintrag stammt nicht von kartei: Sein Siegel stimmt nicht.",
                    "The entry was not written by kartei: its seal is wrong."});
    }
}

void Verification::check_digests(const store::StoredEntry& stored) {
    const domain::EntryId id{stored.entry.entry_id};
    for (std::size_t number = 0; number < stored.entry.values.size(); ++number) {
        const auto& digest = stored.entry.values[number];
        const auto value =
            store::read_value(connection_, tenant_, digest.person, id, static_cast<std::int64_t>(number));
        const std::string where = fmt::format("log_value {}/{}", id.text(), number);
        if (!value) {
            add(where, {"Ein Wert des Eintrags fehlt.", "A value of the entry is missing."});
        } else if (sha256(value->sealed) != digest.digest ||
                   value->key_class != enum_word(digest.key_class)) {
            add(where, {"Der Wert des Eintrags wurde verändert.", "The value of the entry was altered."});
        }
    }
}

/// No entry can be older than the tables it stands in.
void Verification::check_first_step() {
    const auto steps = store::applied_steps(connection_);
    if (!first_entry_at_ || steps.empty() || steps.front().applied_at <= *first_entry_at_) return;
    add(fmt::format("schema_step {}, applied_at", steps.front().number),
        {"Der Zeitpunkt liegt nach dem ersten Protokolleintrag.", "The time is after the first log entry."});
}

/// Nothing is sealed yet, so every entry still has its marker: one that lost it, or a marker alone, shows
/// that somebody took an entry out or put one in.
void Verification::check_markers() {
    for (const auto& entry : store::entries_without_marker(connection_, tenant_)) {
        add("log_pending " + uuid_text(entry),
            {"Dem Eintrag fehlt sein Merker.", "The marker of this entry is missing."});
    }
    for (const auto& entry : store::markers_without_entry(connection_, tenant_)) {
        add("log_entry " + uuid_text(entry), {"Der Eintrag fehlt, sein Merker ist noch da.",
                                              "The entry is missing, its marker is still here."});
    }
}

/// Kept for a day for repeated requests; sealed, and in no entry.
void Verification::check_answers() {
    for (auto& bent : store::bent_answers(connection_, keyring_, tenant_)) {
        add(std::move(bent), {"Die Antwort wurde verändert oder stammt nicht von kartei.",
                              "The answer was altered or was not made by kartei."});
    }
}

void Verification::check_values() {
    // The tenant's own records come first (nil person), then one person after the other.
    store::for_each_value(connection_, tenant_, [&](const store::StoredValue& value) {
        ++report_.values;
        if (value.person != group_) {
            close_group();
            group_ = value.person;
        }
        check_value(value);
    });
    close_group();
}

void Verification::check_value(const store::StoredValue& value) {
    const std::string where = fmt::format("log_value {}/{}", value.entry.text(), value.number);
    const auto stored = store::read_entry(connection_, tenant_, value.entry);
    const bool belongs =
        stored && value.number >= 0 && value.number < std::ssize(stored->entry.values) &&
        stored->entry.values[static_cast<std::size_t>(value.number)].person == value.person.bytes;
    if (!belongs) {
        group_readable_ = false;
        return add(where, {"Der Wert gehört zu keinem Eintrag.", "The value belongs to no entry."});
    }
    const auto opened = store::open_value(connection_, keyring_, tenant_, value);
    if (removed_.contains(value.person.bytes)) {
        const bool is_sealed_for_good = !opened && opened.error().code == ErrorCode::not_found;
        if (!is_sealed_for_good) {
            add(where, {"Der Schlüssel dieses Werts war vernichtet und ist wieder da.",
                        "The key of this value was destroyed and is here again."});
        }
        return;  // nothing of him may be left: no row is expected
    }
    auto changes = opened ? read_changes(*opened, value.entry.text())
                          : Result<std::vector<LoggedChange>>(std::unexpected(opened.error()));
    if (!changes) {
        group_readable_ = false;
        const bool key_is_missing = changes.error().code == ErrorCode::not_found;
        const std::string key = fmt::format("person_key {}/{}", value.person.text(), value.key_class);
        if (key_is_missing && missing_keys_.insert(key).second) add(key, changes.error().what);
        if (!key_is_missing) add(where, changes.error().what);
        return;
    }
    // What was answered before a contact is evidence; no decision rests on it.
    constexpr auto& check = Description<domain::ContactCheck>::kind.name;
    const bool reaches_facts =
        std::ranges::any_of(*changes, [&](const auto& change) { return change.record != check; });
    // The last entry, not the latest time: an act reads the clock before it waits for the person's row.
    if (reaches_facts) changed_at_ = stored->entry.at;
    std::ranges::move(*changes, std::back_inserter(changes_));
}

void Verification::close_group() {
    auto rows = replay(std::exchange(changes_, {}));
    const bool readable = std::exchange(group_readable_, true);
    const Instant changed_at = std::exchange(changed_at_, {});
    if (!group_.is_nil() && ++report_.persons % 1'000 == 0 && progress_) progress_(report_.persons, {});
    if (!readable) return;
    if (!rows) return add("log_entry " + rows.error().where, rows.error().what);
    if (group_.is_nil()) check_imports(*rows);
    rows_.compare(group_, std::move(*rows), changed_at);
}

/// Whoever takes an imported person out together with his entries leaves an import that counts one too many.
void Verification::check_imports(const Rows& rows) {
    for (const auto& [key, row] : rows) {
        if (key.first != Description<domain::ImportRun>::kind.name) continue;
        const ImportCount& count = imports_[key.second];
        for (const auto& [field, entries] :
             {std::pair{"persons_created", count.created}, std::pair{"persons_merged", count.merged}}) {
            const auto* told = row.if_contains(field);
            if (told != nullptr && told->is_int64() && told->get_int64() == entries) continue;
            add(fmt::format("import_run {}, {}", key.second, field),
                {fmt::format("Im Protokoll stehen {} Einträge dieses Imports dazu.", entries),
                 fmt::format("The log has {} entries of this import for it.", entries)});
        }
    }
}

/// Companies somebody put into the installation: their keys cannot be made without the root key.
void check_other_tenants(House& house, const std::vector<TenantId>& checked, VerifyReport& report) {
    const auto tenants = [&] {
        const store::Installation transaction(house.connection(), store::Access::read);
        return store::mentioned_tenants(house.connection());
    }();
    for (const auto other : tenants) {
        if (std::ranges::find(checked, other) != checked.end()) continue;
        add_finding(
            report, fmt::format("tenant {}", other.value),
            {"Diese Firma hat keine Schlüssel von kartei.", "This company has no keys made by kartei."});
    }
}

void check_tenant(House& house, TenantId tenant, const Progress& progress, VerifyReport& report) {
    auto keyring = house.keyring(tenant);
    if (!keyring) {
        add_finding(report, keyring.error().where, keyring.error().what);
    } else {
        const store::Reading reading(house.connection(), tenant);
        Verification(house.connection(), *keyring, tenant, progress, report).run();
    }
}

/// Whether the schema is kartei's.
Result<bool> check_schema(House& house, VerifyReport& report) {
    auto differences = TRY(store::schema_differences(house.connection(), store::kartei_steps(), house.now()));
    for (auto& difference : differences)
        add_finding(report, std::move(difference.where), std::move(difference.what));
    return differences.empty();
}

Result<void> check_database(House& house, VerifyReport& report) {
    for (const auto& damage : house.connection().damage()) {
        add_finding(report, "database",
                    {fmt::format("Die Datenbank meldet einen Schaden: {}", damage),
                     fmt::format("The database reports damage: {}", damage)});
    }
    return {};
}

Result<void> check_companies(House& house, const Progress& progress, VerifyReport& report) {
    const auto tenants = house.tenants_of_root_key();
    if (tenants) {
        for (const auto tenant : *tenants) check_tenant(house, tenant, progress, report);
        check_other_tenants(house, *tenants, report);
        return {};
    }
    // Without its row a company is not found; what is left of it is named already.
    if (tenants.error().code == ErrorCode::not_found && !report.passed()) return {};
    return std::unexpected(tenants.error());
}

/// One part of verification. What cannot be read ends it, and not the others.
template <class Part>
auto guarded(VerifyReport& report, bool schema_fits, Part part) -> decltype(part()) {
    using enum store::FailureKind;
    try {
        return part();
    } catch (const store::StoreFailure& failure) {
        const bool fault_of_schema =
            !schema_fits && (failure.kind() == other || failure.kind() == not_permitted);
        if (failure.kind() == corrupt) {
            add_finding(report, "database",
                        {fmt::format("Die Datenbank ist beschädigt: {}", failure.what()),
                         fmt::format("The database is damaged: {}", failure.what())});
        } else if (fault_of_schema) {
            add_finding(report, "database",
                        {"In diesem Schema lässt sich der Rest nicht prüfen.",
                         "In this schema the rest cannot be checked."});
        } else {
            throw;
        }
    }
    return {};
}

}  // namespace

Result<VerifyReport> verify(House& house, const Progress& progress) {
    VerifyReport report;
    const bool fits = TRY(guarded(report, true, [&] { return check_schema(house, report); }));
    TRY(guarded(report, fits, [&] { return check_database(house, report); }));
    TRY(guarded(report, fits, [&] { return check_companies(house, progress, report); }));
    return report;
}

}  // namespace kartei::app
