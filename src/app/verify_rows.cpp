#include "app/verify_rows.h"

#include "base/json.h"
#include "domain/facts_of_person.h"
#include "store/contact_facts.h"
#include "store/person_file.h"
#include "store/person_index.h"

#include <fmt/format.h>

namespace kartei::app {

namespace {

using domain::PersonId;

/// `consent <person>/<consent>`; the tenant's own rows have no person, and his own row no other key.
std::string place(TenantId tenant, std::string_view record, PersonId owner, std::string_view key) {
    if (owner.is_nil() && key.empty()) return fmt::format("{} {}", record, tenant.value);
    if (owner.is_nil()) return fmt::format("{} {}", record, key);
    return fmt::format("{} {}{}{}", record, owner.text(), key.empty() ? "" : "/", key);
}

Message unreadable_row(std::string_view why) {
    return {fmt::format("Die Zeile ist nicht lesbar: {}", why),
            fmt::format("The row cannot be read: {}", why)};
}

/// False where a text in the row is none.
template <class T>
bool add_row(Rows& rows, const T& record) {
    const auto json = parse_json(record_json(record));
    if (!json || !json->is_object()) return false;
    const auto& object = json->get_object();
    rows.emplace(
        std::pair{std::string(Description<T>::kind.name), row_key(Description<T>::kind.name, object)},
        object);
    return true;
}

}  // namespace

void add_finding(VerifyReport& report, std::string where, Message what) {
    if (report.findings.size() < max_findings) report.findings.push_back({std::move(where), std::move(what)});
}

void RowCheck::add(std::string where, Message what) {
    add_finding(report_, std::move(where), std::move(what));
}

void RowCheck::compare(PersonId owner, Rows expected, Instant changed_at) {
    file_.reset();
    const Rows found = live_rows(owner, expected);
    for (auto& difference : differences(expected, found, max_findings)) {
        std::string where = place(tenant_, difference.record, owner, difference.key);
        if (!difference.field.empty()) where += ", " + difference.field;
        add(std::move(where), std::move(difference.what));
    }
    if (file_) compare_derived(*file_, changed_at);
}

/// A whole person is loaded at once. Where that fails, his rows are taken one by one, so that each bad one is
/// named and the others are still compared.
Rows RowCheck::live_rows(PersonId owner, Rows& expected) {
    if (owner.is_nil()) return rows_one_by_one(owner, expected);
    try {
        file_ = store::load_person_file(connection_, keyring_, tenant_, owner, store::Lock::none);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::FailureKind::corrupt) throw;
    }
    if (!file_) return rows_one_by_one(owner, expected);
    Rows rows;
    bool all_read = true;
    store::for_each_person_record(*file_,
                                  [&](const auto& record) { all_read = add_row(rows, record) && all_read; });
    return all_read ? rows : rows_one_by_one(owner, expected);
}

Rows RowCheck::rows_one_by_one(PersonId owner, Rows& expected) {
    Rows rows;
    const store::Unreadable unreadable = [&](std::string_view table, const std::string& key,
                                             std::string_view why) {
        add(place(tenant_, table, owner, key), unreadable_row(why));
        expected.erase({std::string(table), key});  // it is there, and named already
    };
    const auto visit = [&](const auto& record) {
        if (!add_row(rows, record))
            throw store::StoreFailure(store::FailureKind::corrupt, {}, "one of its texts is no UTF-8");
    };
    if (owner.is_nil()) {
        store::for_each_tenant_row(connection_, keyring_, tenant_, unreadable, visit);
    } else {
        store::for_each_person_row(connection_, keyring_, tenant_, owner, unreadable, visit);
    }
    return rows;
}

void RowCheck::compare_derived(const domain::PersonFile& file, Instant changed_at) {
    const PersonId person = file.person.person_id;
    const auto packed = store::read_contact_facts(connection_, tenant_, person);
    const auto rebuilt = packed ? domain::packed_facts_of(file, packed->built_at) : Result<Bytes>(Bytes{});
    if (!packed || !rebuilt || packed->facts != *rebuilt) {
        add("contact_facts " + person.text(), {"Die Entscheidungsgrundlage weicht von den Datensätzen ab.",
                                               "The facts decisions rest on differ from the records."});
    } else if (packed->built_at != changed_at) {
        add("contact_facts " + person.text() + ", built_at",
            {"Der Zeitpunkt ist nicht der des letzten Protokolleintrags.",
             "The time is not that of the newest log entry."});
    }
    const auto index = store::index_of(keyring_, file);
    index_.add(person, index);
    if (!store::index_is_stored(connection_, tenant_, person, index)) {
        add("person_index " + person.text(),
            {"Der Suchindex weicht von den Datensätzen ab.", "The search index differs from the records."});
    }
}

void RowCheck::finish() {
    for (const auto& row : store::rows_without_log(connection_, tenant_)) {
        add(fmt::format("{} {}", row.table, row.person.text()),
            {"Zu dieser Person gibt es keinen Protokolleintrag.", "No log entry tells of this person."});
    }
    for (const auto& row : store::derived_without_person(connection_, tenant_)) {
        add(fmt::format("{} {}", row.table, row.person.text()),
            {"Diese Person gibt es nicht.", "There is no such person."});
    }
    store::IndexSum stored(index_key_);
    stored.add_stored(connection_, tenant_);
    if (stored == index_) return;
    for (const auto& row : store::rows_missing_from_index(connection_, tenant_)) {
        add(fmt::format("{} {}", row.table, row.person.text()),
            {"Im Suchindex fehlt ein Eintrag.", "An item is missing from the search index."});
    }
    for (const auto& row : store::rows_beyond_index(connection_, tenant_)) {
        add(fmt::format("{} {}", row.table, row.person.text()),
            {"Im Suchindex steht ein Eintrag zu viel.", "The search index has an item too much."});
    }
}

}  // namespace kartei::app
