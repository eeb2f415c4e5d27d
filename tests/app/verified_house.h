// A house with a company in which something of every kind has happened, on either engine, for tests that bend
// it behind kartei's back.
#pragma once

#include "app/house.h"
#include "app/verify.h"
#include "tests/support/test_database.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kartei::app {

class VerifiedHouse {
public:
    /// Lists come in, wills are written down, an import is undone, people are looked at; beside them stand
    /// two persons with records of every kind.
    explicit VerifiedHouse(store::Engine engine);

    House& house() { return *house_; }
    const Session& session() const { return session_; }
    domain::PersonId full_person() const { return full_.front(); }
    domain::PersonId other_full_person() const { return full_.back(); }
    domain::ImportId kept_import() const { return kept_import_; }

    /// Another list, written to a file of that name.
    domain::ImportId import(const std::string& name, const std::string& list);

    /// A connection of somebody who owns the database and is bound by nothing in it.
    std::unique_ptr<store::Connection> intruder() const;

    /// `where: what` of every finding.
    std::vector<std::string> findings();

private:
    void make_full_persons();
    void sign_in_twice();

    store::TestDirectory directory_;
    std::optional<store::TestDatabase> server_database_;
    std::optional<House> house_;
    Session session_;
    std::vector<domain::PersonId> full_;
    domain::ImportId kept_import_;
};

}  // namespace kartei::app
