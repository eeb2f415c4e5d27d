#include "app/read_log.h"

#include "app/find.h"
#include "app/replay.h"
#include "domain/person.h"
#include "domain/source.h"
#include "store/credential.h"
#include "store/log_reader.h"
#include "store/read_record.h"
#include "store/reading.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>

namespace kartei::app {

namespace {

/// Later than every entry.
constexpr domain::EntryId end_of_log = [] {
    domain::EntryId id;
    id.bytes.fill(0xFF);
    return id;
}();

/// Values as people read them: instants and dates stand as numbers in the log.
std::string shown(std::string_view field, const boost::json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_int64() && field.ends_with("_at")) return instant_text(Instant{value.get_int64()});
    if (value.is_int64() && (field.ends_with("_on") || field == "birth_date"))
        return date_text(Date{static_cast<std::int32_t>(value.get_int64())});
    return boost::json::serialize(value);
}

std::optional<std::string> value_of(const boost::json::value& row, std::string_view field) {
    const auto* object = row.if_object();
    const auto* value = object == nullptr ? nullptr : object->if_contains(field);
    if (value == nullptr || value->is_null()) return std::nullopt;
    return shown(field, *value);
}

/// What only the house needs: keys, references, what is derived. Companies and sources have names.
bool is_of_interest(std::string_view field) {
    if (field == "company_id" || field == "source_id") return true;
    return field != "version" && field != "sort_key" && !field.ends_with("_id") && field != "created_at";
}

void add_changes(const LoggedChange& change, LogLine& line) {
    std::vector<std::string_view> fields;
    for (const auto* row : {&change.before, &change.after}) {
        if (!row->is_object()) continue;
        for (const auto& entry : row->get_object()) {
            const std::string_view name = entry.key();
            if (is_of_interest(name) && std::ranges::find(fields, name) == fields.end())
                fields.push_back(name);
        }
    }
    for (const auto field : fields) {
        ValueChange shown_change{.record = change.record,
                                 .field = std::string(field),
                                 .before = value_of(change.before, field),
                                 .after = value_of(change.after, field)};
        if (shown_change.before != shown_change.after) line.changes.push_back(std::move(shown_change));
    }
}

/// Reads entries as lines, asking for each account's name once.
class Lines {
public:
    Lines(store::Connection& connection, store::Keyring& keyring, TenantId tenant)
        : connection_(connection), keyring_(keyring), tenant_(tenant) {}

    LogLine line_of(const store::StoredEntry& stored) {
        const auto& entry = stored.entry;
        return {.id = {entry.entry_id},
                .at = entry.at,
                .account = {entry.actor},
                .actor = name_of({entry.actor}),
                .action = entry.action,
                .record_kind = entry.record_kind,
                .record_id = entry.record_id,
                .purpose = entry.purpose};
    }

    void add_values(const store::StoredEntry& stored, domain::PersonId person, LogLine& line) {
        const domain::EntryId id{stored.entry.entry_id};
        for (std::size_t number = 0; number < stored.entry.values.size(); ++number) {
            if (stored.entry.values[number].person != person.bytes) continue;
            const auto value =
                store::read_value(connection_, tenant_, person.bytes, id, static_cast<std::int64_t>(number));
            if (!value) continue;
            const auto opened = store::open_value(connection_, keyring_, tenant_, *value);
            if (!opened) continue;
            const auto changes = read_changes(*opened, id.text());
            if (!changes) continue;
            for (const auto& change : *changes) add_changes(change, line);
        }
        for (auto& change : line.changes) {
            if (change.field == "company_id")
                name_both<domain::Company>(&domain::Company::company_id, change);
            if (change.field == "source_id") name_both<domain::Source>(&domain::Source::source_id, change);
        }
    }

private:
    /// Puts names in place of ids. A record that is gone keeps its id.
    template <class T, class IdType>
    void name_both(IdType T::* id, ValueChange& change) {
        change.field.erase(change.field.rfind("_id"));
        for (auto* value : {&change.before, &change.after}) {
            const auto parsed = *value ? IdType::parse(**value) : IdType::parse("");
            if (!parsed) continue;
            T wanted{.tenant_id = tenant_};
            wanted.*id = *parsed;
            if (auto found = store::read_by_key(connection_, keyring_, wanted))
                *value = std::move(found->name);
        }
    }

    const std::string& name_of(domain::AccountId account) {
        const auto known = names_.find(account);
        if (known != names_.end()) return known->second;
        const auto name = store::account_name(connection_, account);
        return names_.emplace(account, name ? name->display_name : account.text()).first->second;
    }

    store::Connection& connection_;
    store::Keyring& keyring_;
    TenantId tenant_;
    std::map<domain::AccountId, std::string> names_;
};

/// One more was asked for than the page holds.
void end_page(LogPage& page, std::int64_t most) {
    if (std::ssize(page.lines) <= most) return;
    page.lines.pop_back();
    page.next = page.lines.back().id;
}

}  // namespace

Result<LogPage> person_log(House& house, const Session& session, domain::PersonId person,
                           std::optional<domain::EntryId> before, std::int64_t limit) {
    TRY(domain::require(session.roles, domain::Right::read_person));
    // Entries about whole lists name nobody, and are the company's.
    if (person.is_nil()) return no_such_person();
    auto keyring = TRY(house.keyring(session));
    const std::int64_t most = std::clamp<std::int64_t>(limit, 1, max_log_page);
    LogPage page;
    {
        const store::Reading reading(house.connection(), session.tenant);
        Lines lines(house.connection(), keyring, session.tenant);
        for (const auto& entry : store::entries_about(house.connection(), session.tenant, person,
                                                      before.value_or(end_of_log), most + 1)) {
            page.lines.push_back(lines.line_of(entry));
            lines.add_values(entry, person, page.lines.back());
        }
    }
    if (page.lines.empty() && !before) return no_such_person();
    end_page(page, most);
    TRY(house.look({.session = session,
                    .action = "person.read_log",
                    .record_kind = "person",
                    .record_id = person.bytes}));
    return page;
}

Result<LogPage> company_log(House& house, const Session& session, std::optional<domain::EntryId> before,
                            std::int64_t limit) {
    TRY(domain::require(session.roles, domain::Right::verify_log));
    auto keyring = TRY(house.keyring(session));
    const std::int64_t most = std::clamp<std::int64_t>(limit, 1, max_log_page);
    LogPage page;
    {
        const store::Reading reading(house.connection(), session.tenant);
        Lines lines(house.connection(), keyring, session.tenant);
        for (const auto& entry :
             store::entries_before(house.connection(), session.tenant, before.value_or(end_of_log), most + 1))
            page.lines.push_back(lines.line_of(entry));
    }
    end_page(page, most);
    TRY(house.look({.session = session, .action = "log.read", .record_kind = "log_entry"}));
    return page;
}

}  // namespace kartei::app
