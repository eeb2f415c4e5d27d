#include "app/replay.h"

#include "base/json.h"
#include "base/record_json.h"
#include "store/records.h"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace kartei::app {

namespace {

using boost::json::object;

/// Names of the key fields that stand in the JSON of a record (tenant and person are known from its place).
template <class T>
std::vector<std::string> key_fields() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < Description<T>::kind.key_fields; ++i) {
        const auto name = Description<T>::fields[i].name;
        if (!known_from_place(name)) names.emplace_back(name);
    }
    return names;
}

const std::map<std::string, std::vector<std::string>, std::less<>>& keys_of_records() {
    static const auto keys = [] {
        std::map<std::string, std::vector<std::string>, std::less<>> map;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, store::AllRecords>>(
            [&](auto type) {
                using Record = typename decltype(type)::type;
                map.emplace(Description<Record>::kind.name, key_fields<Record>());
            });
        return map;
    }();
    return keys;
}

std::int64_t version_of(const object& row) {
    const auto* version = row.if_contains("version");
    return version != nullptr && version->is_int64() ? version->get_int64() : 0;
}

std::unexpected<Error> does_not_fit(const LoggedChange& change) {
    return fail(
        ErrorCode::conflict,
        {fmt::format(
             "Protokolleintrag {} passt nicht zum vorigen Stand von {} {}: Ein Eintrag fehlt, ist zu viel "
             "oder wurde verändert.",
             change.entry, change.record, change.key),
         fmt::format(
             "Log entry {} does not fit the state of {} {} before it: an entry is missing, too much or "
             "was altered.",
             change.entry, change.record, change.key)},
        change.entry);
}

/// What a row says in a field. Absent and null are one: a whole record leaves out what a change calls null.
const boost::json::value& value_in(const object& row, std::string_view field) {
    static const boost::json::value absent;
    const auto* value = row.if_contains(field);
    return value == nullptr ? absent : *value;
}

/// Fields in which two rows do not say the same, in the order of the rows.
std::vector<std::string> differing_fields(const object& expected, const object& found) {
    std::vector<std::string> fields;
    for (const auto& field : found) {
        if (value_in(expected, field.key()) != field.value()) fields.emplace_back(field.key());
    }
    for (const auto& field : expected) {
        const bool seen = found.contains(field.key());
        if (!seen && !field.value().is_null()) fields.emplace_back(field.key());
    }
    return fields;
}

/// Applies one change to its row; false where it does not fit.
bool applied(Rows& rows, const LoggedChange& change) {
    const auto key = std::pair{change.record, change.key};
    const auto row = rows.find(key);
    if (change.before.is_null()) {
        return row == rows.end() && change.after.is_object() &&
               rows.emplace(key, change.after.get_object()).second;
    }
    if (row == rows.end() || !change.before.is_object()) return false;
    const object& before = change.before.get_object();
    if (change.after.is_null()) {
        // A removal tells the whole row.
        if (!differing_fields(row->second, before).empty()) return false;
        rows.erase(row);
        return true;
    }
    for (const auto& field : before) {
        if (value_in(row->second, field.key()) != field.value()) return false;
    }
    if (!change.after.is_object()) return false;
    for (const auto& field : change.after.get_object()) row->second[field.key()] = field.value();
    return true;
}

/// The order in which the changes of one row happened, as places in the list. Versions tell it within one
/// life of the row, whatever the clocks of several processes said; but a key that was removed and comes again
/// may begin with version 1 again, and only the order of the entries divides one life from the next. A
/// removal tells how many versions its life had.
std::vector<std::size_t> order_of_lives(const std::vector<LoggedChange>& changes) {
    std::vector<std::int64_t> last_versions;
    for (const auto& change : changes) {
        if (change.after.is_null()) last_versions.push_back(change.version);
    }
    std::map<std::int64_t, std::size_t> lives_seen;  // per version: how many lives have had theirs
    std::size_t removals = 0;
    struct Place {
        std::size_t life;
        std::int64_t version;
        std::size_t at;
    };
    std::vector<Place> order;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto version = changes[i].version;
        if (changes[i].after.is_null()) {
            order.push_back({removals++, version, i});
            continue;
        }
        std::size_t& life = lives_seen[version];
        while (life < last_versions.size() && last_versions[life] <= version) ++life;
        order.push_back({life++, version, i});
    }
    std::ranges::sort(order, {}, [](const Place& one) { return std::tuple{one.life, one.version, one.at}; });
    std::vector<std::size_t> places;
    for (const auto& one : order) places.push_back(one.at);
    return places;
}

RowDifference whole_row(const std::pair<std::string, std::string>& key, Message what) {
    return {.record = key.first, .key = key.second, .field = {}, .what = std::move(what)};
}

}  // namespace

std::string row_key(std::string_view record, const object& row) {
    const auto names = keys_of_records().find(record);
    if (names == keys_of_records().end()) return {};
    std::string key;
    for (const auto& name : names->second) {
        const auto* value = row.if_contains(name);
        if (!key.empty()) key += '/';
        if (value != nullptr)
            key += value->is_string() ? std::string(value->get_string()) : boost::json::serialize(*value);
    }
    return key;
}

Result<std::vector<LoggedChange>> read_changes(std::string_view json, const std::string& entry) {
    const auto unreadable = [&] {
        return fail(ErrorCode::invalid,
                    {"Der Inhalt eines Protokolleintrags ist nicht lesbar.",
                     "The content of a log entry cannot be read."},
                    entry);
    };
    const auto parsed = parse_json(json, {.max_bytes = 64U << 20U, .max_depth = 8});
    if (!parsed || !parsed->is_array()) return unreadable();
    std::vector<LoggedChange> changes;
    for (const auto& item : parsed->get_array()) {
        if (!item.is_object()) return unreadable();
        const auto* record = item.get_object().if_contains("record");
        const auto* before = item.get_object().if_contains("old");
        const auto* after = item.get_object().if_contains("new");
        if (record == nullptr || before == nullptr || after == nullptr) continue;
        if (!record->is_string()) return unreadable();
        LoggedChange change{.record = std::string(record->get_string()),
                            .key = {},
                            .version = 0,
                            .before = *before,
                            .after = *after,
                            .entry = entry};
        const auto& row = after->is_object() ? *after : *before;
        if (!row.is_object()) return unreadable();
        change.key = row_key(change.record, row.get_object());
        // A removal comes after every version of its row.
        change.version =
            after->is_object() ? version_of(after->get_object()) : version_of(before->get_object()) + 1;
        changes.push_back(std::move(change));
    }
    return changes;
}

Result<Rows> replay(std::vector<LoggedChange> changes) {
    std::map<std::pair<std::string, std::string>, std::vector<LoggedChange>> by_row;
    for (auto& change : changes) by_row[{change.record, change.key}].push_back(std::move(change));
    Rows rows;
    for (auto& [key, of_row] : by_row) {
        for (const std::size_t at : order_of_lives(of_row)) {
            if (!applied(rows, of_row[at])) return does_not_fit(of_row[at]);
        }
    }
    return rows;
}

std::vector<RowDifference> differences(const Rows& expected, const Rows& found, std::size_t most) {
    std::vector<RowDifference> list;
    for (const auto& [key, row] : expected) {
        const auto live = found.find(key);
        if (live == found.end()) {
            list.push_back(whole_row(key, {"Die Zeile fehlt, das Protokoll kennt keine Löschung.",
                                           "The row is missing and the log knows of no removal."}));
            continue;
        }
        for (const auto& field : differing_fields(row, live->second)) {
            list.push_back(
                {.record = key.first,
                 .key = key.second,
                 .field = field,
                 .what = {"Der Wert weicht vom Protokoll ab.", "The value differs from the log."}});
        }
    }
    for (const auto& [key, row] : found) {
        if (!expected.contains(key)) {
            list.push_back(whole_row(
                key, {"Die Zeile steht in keinem Protokolleintrag.", "No log entry tells of this row."}));
        }
    }
    if (list.size() > most) list.resize(most);
    return list;
}

}  // namespace kartei::app
