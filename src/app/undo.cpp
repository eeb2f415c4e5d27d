#include "app/undo.h"

#include "app/replay.h"
#include "base/record_from_json.h"
#include "store/import_runs.h"
#include "store/log_reader.h"
#include "store/person_file.h"
#include "store/reading.h"
#include "store/records.h"
#include "store/self_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace kartei::app {

namespace {

using domain::ImportId;
using domain::ImportState;
using domain::PersonFile;
using domain::PersonId;

constexpr std::string_view undo_action = "import.undo";
constexpr std::string_view remove_action = "person.remove";
constexpr std::size_t persons_per_portion = 200;

/// Everything one undoing needs.
struct Undo {
    House& house;
    const Session& session;
    store::Keyring keyring;
    domain::ImportRun run;
    UndoReport report;
    std::map<UuidBytes, bool> taken_back = {};  ///< by cause of other entries: an import undone as a whole
    std::set<UuidBytes> causes_before = {};     ///< of what was there of restored persons before the import
};

/// What another import did and what was taken back since is nobody's work.
bool was_taken_back(Undo& undo, const UuidBytes& cause) {
    if (cause == UuidBytes{}) return false;
    const auto [place, is_new] = undo.taken_back.try_emplace(cause, false);
    if (is_new) {
        const auto run = store::read_import_run(undo.house.connection(), undo.keyring, undo.session.tenant,
                                                ImportId{cause});
        // One that left nothing behind is no longer in the register.
        place->second = !run || run->state == ImportState::undone;
    }
    return place->second;
}

/// What the import did to one person, newest change first, and whether it was the only one to touch him.
struct PersonChanges {
    std::vector<LoggedChange> changes;
    bool touched_by_others = false;
    bool created = false;
    bool undone = false;                ///< by an undoing that was broken off
    std::set<UuidBytes> causes_before;  ///< of what was there before the import
};

Result<PersonChanges> changes_of_person(Undo& undo, PersonId person) {
    auto& connection = undo.house.connection();
    PersonChanges result;
    bool is_imported = false;  ///< from here on
    for (const auto& value : store::values_of_person(connection, undo.session.tenant, person)) {
        const auto entry = store::read_entry(connection, undo.session.tenant, value.entry);
        if (!entry) continue;
        if (entry->entry.cause != undo.run.import_id.bytes) {
            // What was there before the import is not its affair; what came after it is somebody's work.
            if (!is_imported) result.causes_before.insert(entry->entry.cause);
            else if (!was_taken_back(undo, entry->entry.cause)) result.touched_by_others = true;
            continue;
        }
        result.undone = result.undone || entry->entry.action == undo_action;
        is_imported = true;
        const std::string json = TRY(store::open_value(connection, undo.keyring, undo.session.tenant, value));
        auto changes = TRY(read_changes(json, value.entry.text()));
        std::ranges::move(changes, std::back_inserter(result.changes));
    }
    result.created = std::ranges::any_of(result.changes, [](const LoggedChange& change) {
        return change.record == "person" && change.before.is_null();
    });
    std::ranges::stable_sort(result.changes, std::ranges::greater{}, &LoggedChange::version);
    return result;
}

/// Takes one change of a record back, if it is of the kind T.
template <class T>
Result<void> revert(store::Write& write, std::vector<T>& list, const LoggedChange& change) {
    if (change.record != Description<T>::kind.name || !change.after.is_object()) return {};
    const auto found = std::ranges::find_if(list, [&](const T& record) {
        const auto json =
            record_part_json(record, [](std::size_t at) { return at < Description<T>::kind.key_fields; });
        const auto row = boost::json::parse(json);
        return row_key(change.record, row.as_object()) == change.key;
    });
    if (found == list.end()) return {};
    if (change.before.is_null()) {
        TRY(write.remove(*found));
        list.erase(found);
        return {};
    }
    T after = *found;
    if (!apply_json(after, change.before.get_object())) {
        return fail(ErrorCode::conflict,
                    {"Ein Protokolleintrag passt nicht zu seinem Datensatz.",
                     "An entry of the log does not fit its record."},
                    "log_entry " + change.entry, {"Rufen Sie `kartei verify` auf.", "Run `kartei verify`."});
    }
    after.version = found->version;
    TRY(write.update(*found, after));
    *found = std::move(after);
    return {};
}

Result<void> revert_in_file(store::Write& write, PersonFile& file, const LoggedChange& change) {
    std::vector<domain::Person> persons{file.person};
    TRY(revert(write, persons, change));
    if (!persons.empty()) file.person = persons.front();
    std::vector<domain::Employment> employments;
    for (const auto& job : file.jobs) employments.push_back(job.employment);
    TRY(revert(write, employments, change));
    std::erase_if(file.jobs, [&](const domain::Job& job) {
        return std::ranges::none_of(employments, [&](const auto& employment) {
            return employment.company_id == job.employment.company_id;
        });
    });
    TRY(revert(write, file.notes, change));
    TRY(revert(write, file.consents, change));
    TRY(revert(write, file.objections, change));
    TRY(revert(write, file.claims, change));
    TRY(revert(write, file.contact_points, change));
    return {};
}

Result<void> undo_person(Undo& undo, store::Write& write, PersonId person) {
    auto file = store::load_person_file(write.connection(), write.keyring(), write.tenant(), person,
                                        store::Lock::update);
    if (!file) return {};
    const auto changes = TRY(changes_of_person(undo, person));
    if (changes.changes.empty() || changes.undone) return {};
    if (changes.touched_by_others) {
        undo.report.persons_kept.push_back(person);
        return {};
    }
    if (changes.created) {
        TRY(store::remove_person_file(write, *file));
        ++undo.report.persons_removed;
    } else {
        const PersonFile before = *file;
        for (const auto& change : changes.changes) TRY(revert_in_file(write, *file, change));
        // Numbers and companies went, and with them what stood against them alone.
        store::load_foreign_prohibitions(write.connection(), write.keyring(), write.tenant(), *file);
        TRY(store::refresh_derived(write, before, *file));
        ++undo.report.persons_restored;
        undo.causes_before.insert(changes.causes_before.begin(), changes.causes_before.end());
    }
    write.log({.action = changes.created ? remove_action : undo_action,
               .record_kind = "person",
               .record_id = person.bytes,
               .purpose = undo.run.purpose,
               .cause = undo.run.import_id.bytes});
    // Last, because the entry still seals what is removed.
    if (changes.created) write.keyring().destroy_person_keys(write.connection(), person);
    return {};
}

/// Areas, sources and companies that came with the import and that nobody uses.
template <class T>
Result<void> remove_unused(Undo& undo, store::Write& write, const std::vector<LoggedChange>& changes) {
    for (const auto& change : changes) {
        if (change.record != Description<T>::kind.name || !change.before.is_null()) continue;
        T made;
        made.tenant_id = undo.session.tenant;
        if (!apply_json(made, change.after.get_object())) continue;
        const auto live = store::read_by_key(write.connection(), write.keyring(), made);
        if (!live || store::is_used(write.connection(), *live)) continue;
        TRY(write.remove(*live));
        ++undo.report.lists_removed;
    }
    return {};
}

/// What the import changed outside persons.
Result<std::vector<LoggedChange>> tenant_changes(Undo& undo, const std::vector<domain::EntryId>& entries) {
    auto& connection = undo.house.connection();
    std::vector<LoggedChange> all;
    for (const auto entry : entries) {
        const auto stored = store::read_entry(connection, undo.session.tenant, entry);
        if (!stored || stored->entry.action == undo_action) continue;
        for (std::size_t number = 0; number < stored->entry.values.size(); ++number) {
            if (stored->entry.values[number].key_class != KeyClass::tenant) continue;
            const auto value = store::read_value(connection, undo.session.tenant, UuidBytes{}, entry,
                                                 static_cast<std::int64_t>(number));
            if (!value) continue;
            const std::string json =
                TRY(store::open_value(connection, undo.keyring, undo.session.tenant, *value));
            auto changes = TRY(read_changes(json, entry.text()));
            std::ranges::move(changes, std::back_inserter(all));
        }
    }
    return all;
}

store::Write begin(Undo& undo) {
    return {undo.house.connection(), undo.keyring,         undo.house.ids(),
            undo.session.tenant,     undo.session.actor(), undo.house.now()};
}

/// The entry says how far the undoing is.
void log_state(Undo& undo, store::Write& write) {
    write.log({.action = undo_action,
               .record_kind = "import_run",
               .record_id = undo.run.import_id.bytes,
               .purpose = undo.run.purpose,
               .cause = undo.run.import_id.bytes});
}

Result<void> set_state(Undo& undo, store::Write& write, ImportState state) {
    domain::ImportRun after = undo.run;
    after.state = state;
    TRY(write.update(undo.run, after));
    undo.run = after;
    return {};
}

Result<void> undo_persons(Undo& undo, const std::vector<PersonId>& persons, const Progress& progress) {
    for (std::size_t first = 0; first < persons.size(); first += persons_per_portion) {
        auto write = begin(undo);
        const std::size_t last = std::min(first + persons_per_portion, persons.size());
        for (std::size_t i = first; i < last; ++i) {
            TRY(undo_person(undo, write, persons[i]));
        }
        write.commit();
        if (progress) {
            progress(static_cast<std::int64_t>(last),
                     static_cast<double>(last) / static_cast<double>(persons.size()));
        }
    }
    return {};
}

Result<domain::ImportRun> undoable_run(House& house, const Session& session, store::Keyring& keyring,
                                       ImportId import) {
    const store::Reading reading(house.connection(), session.tenant);
    const auto run = store::read_import_run(house.connection(), keyring, session.tenant, import);
    const bool gone = !run && !import.is_nil() &&
                      !store::entries_of_cause(house.connection(), session.tenant, import.bytes).empty();
    if (!run && !gone) {
        return fail(
            ErrorCode::not_found, {"Diesen Import gibt es nicht.", "There is no such import."}, import.text(),
            {"Sehen Sie in der Liste der Importe nach.", "Look at the list of imports."}, "kartei imports");
    }
    if (gone) {
        return fail(ErrorCode::conflict,
                    {"Dieser Import wurde schon zurückgenommen.", "This import was undone already."},
                    import.text(),
                    {"Welche noch da sind, zeigt die Liste der Importe.",
                     "The list of imports shows those still there."},
                    "kartei imports");
    }
    return *run;
}

Result<UndoReport> undo_one(House& house, const Session& session, ImportId import, const Progress& progress);

/// Who stayed when an earlier import was undone, because this one had touched him, can go now.
Result<void> undo_rest_of_earlier(Undo& undo, const Progress& progress) {
    for (const auto& cause : undo.causes_before) {
        const auto run = [&] {
            const store::Reading reading(undo.house.connection(), undo.session.tenant);
            return store::read_import_run(undo.house.connection(), undo.keyring, undo.session.tenant,
                                          ImportId{cause});
        }();
        if (!run || run->state != ImportState::undone) continue;
        const auto rest = TRY(undo_one(undo.house, undo.session, run->import_id, progress));
        undo.report.persons_removed += rest.persons_removed;
        undo.report.persons_restored -= std::min(undo.report.persons_restored, rest.persons_removed);
        undo.report.lists_removed += rest.lists_removed;
    }
    return {};
}

/// As long as somebody stays, it can be undone again.
Result<UndoReport> undo_one(House& house, const Session& session, ImportId import, const Progress& progress) {
    auto keyring = TRY(house.keyring(session));
    auto run = TRY(undoable_run(house, session, keyring, import));
    Undo undo{.house = house,
              .session = session,
              .keyring = std::move(keyring),
              .run = std::move(run),
              .report = {}};
    {
        auto write = begin(undo);
        if (undo.run.state != ImportState::undoing) {
            TRY(set_state(undo, write, ImportState::undoing));
            log_state(undo, write);
        }
        write.commit();
    }
    std::vector<domain::EntryId> entries;
    std::vector<PersonId> persons;
    {
        const store::Reading reading(house.connection(), session.tenant);
        entries = store::entries_of_cause(house.connection(), session.tenant, import.bytes);
        persons = store::persons_of_entries(house.connection(), session.tenant, entries);
    }
    TRY(undo_persons(undo, persons, progress));
    auto write = begin(undo);
    const auto changes = TRY(tenant_changes(undo, entries));
    // As long as somebody stays who came with the import, the register tells where he came from.
    if (undo.report.persons_kept.empty()) TRY(write.remove(undo.run));
    else TRY(set_state(undo, write, ImportState::undone));
    TRY(remove_unused<domain::Company>(undo, write, changes));
    TRY(remove_unused<domain::Area>(undo, write, changes));
    TRY(remove_unused<domain::Source>(undo, write, changes));
    log_state(undo, write);
    write.commit();
    TRY(undo_rest_of_earlier(undo, progress));
    return std::move(undo.report);
}

}  // namespace

Result<UndoReport> undo_import(House& house, const Session& session, ImportId import,
                               const Progress& progress) {
    TRY(domain::require(session.roles, domain::Right::undo_import));
    return undo_one(house, session, import, progress);
}

}  // namespace kartei::app
