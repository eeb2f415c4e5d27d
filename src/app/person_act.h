// What the acts on one person share: the transaction with his row locked, and refusals that name the member.
#pragma once

#include "app/house.h"
#include "app/lists.h"
#include "base/given_text.h"
#include "store/person_file.h"

#include <memory>
#include <string_view>

namespace kartei::app {

/// The first thing missing or wrong in what was handed in, and the way out.
std::unexpected<Error> refuse_member(std::string_view field, Message what, Message next);

/// `invalid` where it does not say where data come from (GDPR Art. 14(2)(f), 15(1)(g)): a source is found
/// again by its letters and digits, so it has some.
Result<void> check_source(std::string_view source);

/// The refusal of a change to another version than the one there.
std::unexpected<Error> outdated();

/// Of an employment that is added. It has no id of its own but its company, so it goes on counting where the
/// log says that it ended before: whoever saw it then has not seen it now.
Result<std::int64_t> first_version_of_job(store::Write& write, const domain::Employment& employment);

/// The transaction of an act on one person.
struct PersonAct {
    /// Locks his row and loads him. `not_found` for an unknown person. A Write stays where it was begun, so
    /// the act does.
    static Result<std::unique_ptr<PersonAct>> open(House& house, const Session& session,
                                                   domain::PersonId person);

    PersonAct(House& house, const Session& session, store::Keyring keys)
        : keyring(std::move(keys)),
          write(house.connection(), keyring, house.ids(), session.tenant, session.actor(), house.now()) {}

    /// Writes the entry of the act and ends it.
    void commit(std::string_view action);

    /// The same after index and contact facts were written anew: `before` is the file as it was. What a
    /// company of his forbade and no longer reaches him is kept as an objection of his own.
    Result<void> refresh_and_commit(const domain::PersonFile& before, std::string_view action);

    /// Stores one more record of the person.
    template <class T>
    Result<void> add_and_commit(std::vector<T> domain::PersonFile::* list, T record,
                                std::string_view action) {
        domain::PersonFile added{.person = file.person};
        domain::PersonFile now = file;
        (now.*list).push_back(record);
        (added.*list).push_back(std::move(record));
        TRY(store::add_to_person_file(write, file, added, std::move(now)));
        commit(action);
        return {};
    }

    store::Keyring keyring;
    store::Write write;
    domain::PersonFile file;
    Lists lists;

private:
    void keep_prohibitions(const domain::PersonFile& before);
};

}  // namespace kartei::app
