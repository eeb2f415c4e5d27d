#include "app/verify.h"

#include "app/replay.h"
#include "base/json.h"
#include "domain/facts_of_person.h"
#include "ledger/merkle.h"
#include "store/contact_facts.h"
#include "store/log_reader.h"
#include "store/person_file.h"
#include "store/person_index.h"
#include "store/records.h"
#include "store/self_check.h"

#include <fmt/format.h>

#include <algorithm>

namespace kartei::app {

namespace {

using domain::PersonId;

/// Everything one run of verification needs and finds.
class Verification {
public:
    Verification(store::Connection& connection, store::Keyring& keyring, TenantId tenant,
                 const Progress& progress)
        : connection_(connection), keyring_(keyring), tenant_(tenant), progress_(progress) {}

    VerifyReport run() {
        for (const auto& damage : connection_.damage()) {
            add("database", {fmt::format("Die Datenbank meldet einen Schaden: {}", damage),
                             fmt::format("The database reports damage: {}", damage)});
        }
        check_entries();
        check_values();
        for (const auto person : store::persons_without_log(connection_, tenant_)) {
            add("person " + person.text(),
                {"Die Person steht in keinem Protokolleintrag.", "No log entry tells of this person."});
        }
        return std::move(report_);
    }

private:
    void add(std::string where, Message what) {
        if (report_.findings.size() < max_findings)
            report_.findings.push_back({std::move(where), std::move(what)});
    }

    void check_entries();
    void check_entry(const store::StoredEntry& stored);
    void check_digests(const store::StoredEntry& stored);
    void check_values();
    void close_group();
    void compare_rows(const Rows& expected);
    void compare_derived(const domain::PersonFile& file);
    Rows live_rows();

    store::Connection& connection_;
    store::Keyring& keyring_;
    TenantId tenant_;
    const Progress& progress_;
    VerifyReport report_;
    std::optional<PersonId> group_;  ///< whose values are being collected; nil: the tenant's own records
    std::vector<LoggedChange> changes_;
    bool group_readable_ = true;
    std::optional<domain::PersonFile> file_;
};

template <class T>
void add_row(Rows& rows, const T& record) {
    const auto json = parse_json(record_json(record, [](std::size_t) { return true; }));
    if (!json) return;
    const auto& object = json->get_object();
    rows.emplace(
        std::pair{std::string(Description<T>::kind.name), row_key(Description<T>::kind.name, object)},
        object);
}

void Verification::check_entries() {
    store::for_each_entry(connection_, tenant_, [&](const store::StoredEntry& stored) {
        ++report_.entries;
        check_entry(stored);
        check_digests(stored);
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

void Verification::check_values() {
    // The tenant's own records come first (nil person), then one person after the other.
    group_ = PersonId{};
    store::for_each_value(connection_, tenant_, [&](const store::StoredValue& value) {
        ++report_.values;
        if (value.person != group_) {
            close_group();
            group_ = value.person;
        }
        const std::string where = fmt::format("log_value {}/{}", value.entry.text(), value.number);
        if (!store::entry_exists(connection_, tenant_, value.entry)) {
            add(where, {"Der Wert gehört zu keinem Eintrag.", "The value belongs to no entry."});
        }
        const auto opened = store::open_value(connection_, keyring_, tenant_, value);
        auto changes = opened ? read_changes(*opened, value.entry.text())
                              : Result<std::vector<LoggedChange>>(std::unexpected(opened.error()));
        if (!changes) {
            group_readable_ = false;
            return add(where, changes.error().what);
        }
        std::ranges::move(*changes, std::back_inserter(changes_));
    });
    close_group();
}

void Verification::close_group() {
    auto rows = replay(std::move(changes_));
    changes_.clear();
    const bool readable = std::exchange(group_readable_, true);
    if (!group_->is_nil() && ++report_.persons % 1'000 == 0 && progress_) progress_(report_.persons);
    if (!readable) return;
    if (!rows) return add("log_entry " + rows.error().where, rows.error().what);
    try {
        compare_rows(*rows);
    } catch (const store::StoreFailure& failure) {
        add(group_->is_nil() ? "tenant" : "person " + group_->text(),
            {fmt::format("Ein gespeicherter Wert ist nicht lesbar: {}", failure.what()),
             fmt::format("A stored value cannot be read: {}", failure.what())});
    }
}

Rows Verification::live_rows() {
    Rows rows;
    if (group_->is_nil()) {
        store::for_each_tenant_record(connection_, keyring_, tenant_,
                                      [&](const auto& record) { add_row(rows, record); });
        return rows;
    }
    file_ = store::load_person_file(connection_, keyring_, tenant_, *group_, store::Lock::none);
    if (!file_) return rows;
    store::for_each_person_record(*file_, [&](const auto& record) { add_row(rows, record); });
    return rows;
}

void Verification::compare_rows(const Rows& expected) {
    file_.reset();
    const Rows found = live_rows();
    for (auto& difference : differences(expected, found, max_findings)) {
        const std::string key = group_->is_nil()
                                    ? difference.key
                                    : group_->text() + (difference.key.empty() ? "" : "/" + difference.key);
        add(difference.field.empty() ? fmt::format("{} {}", difference.record, key)
                                     : fmt::format("{} {}, {}", difference.record, key, difference.field),
            std::move(difference.what));
    }
    if (file_) compare_derived(*file_);
}

void Verification::compare_derived(const domain::PersonFile& file) {
    const PersonId person = file.person.person_id;
    const auto packed = store::read_contact_facts(connection_, tenant_, person);
    const auto rebuilt = packed ? domain::packed_facts_of(file, packed->built_at) : Result<Bytes>(Bytes{});
    if (!packed || !rebuilt || packed->facts != *rebuilt) {
        add("contact_facts " + person.text(), {"Die Entscheidungsgrundlage weicht von den Datensätzen ab.",
                                               "The facts decisions rest on differ from the records."});
    }
    const auto index = store::index_of(keyring_, file);
    if (store::read_index(connection_, tenant_, person) != index) {
        add("person_index " + person.text(),
            {"Der Suchindex weicht von den Datensätzen ab.", "The search index differs from the records."});
    }
    for (const auto& missing : store::missing_from_index(connection_, tenant_, person, index)) {
        add(fmt::format("{} {}", missing, person.text()),
            {"Im Suchindex fehlt ein Eintrag.", "An item is missing from the search index."});
    }
}

}  // namespace

Result<VerifyReport> verify(House& house, const Session& session, const Progress& progress) {
    TRY(domain::require(session.roles, domain::Right::verify_log));
    auto keyring = TRY(house.keyring(session));
    auto& connection = house.connection();
    connection.begin_read(session.tenant);
    Verification verification(connection, keyring, session.tenant, progress);
    auto report = verification.run();
    connection.rollback();
    return report;
}

}  // namespace kartei::app
