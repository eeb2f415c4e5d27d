// A house with a company on either engine, lists to import into it, and a look at everything it holds.
#pragma once

#include "app/contact.h"
#include "app/house.h"
#include "app/import.h"
#include "app/undo.h"
#include "domain/source.h"
#include "tests/support/test_database.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kartei::app {

/// Rows of every table as text, sorted.
using Snapshot = std::map<std::string, std::multiset<std::string>>;

class ImportTest : public testing::TestWithParam<store::Engine> {
protected:
    ImportTest();

    House& house() { return house_; }
    const Session& session() const { return session_; }

    /// Writes a list with this content; the bytes go in as they are.
    std::filesystem::path list(const std::string& name, std::string_view bytes) const;

    ImportRequest request(const std::filesystem::path& file) const {
        return {.file = file, .source = "Kundenliste 2026", .purpose = "advertising"};
    }

    /// Imports; the test fails where that does.
    ImportReport import(const ImportRequest& request);
    ImportReport import(std::string_view content) { return import(request(list("liste.csv", content))); }

    UndoReport undo(const ImportReport& report);

    domain::ImportId newest_import();

    /// What the screen of `kartei verify` would name first; empty where all is well.
    std::string verified();

    /// The only person the words name.
    domain::PersonId person(std::string_view words);
    std::int64_t persons() { return count("person"); }
    std::int64_t count(const std::string& table);
    domain::PersonFile file(domain::PersonId person);

    /// The word on screen for one area and channel: allowed | conditional | objected | unknown | denied.
    std::string status(domain::PersonId person, domain::Channel channel, const std::string& area);

    /// Everything but the log, what it is read with, the register of imports, and what counts changes.
    Snapshot snapshot();

    void pass_time(std::int64_t seconds) { *now_ = Instant{now_->us + seconds * us_per_second}; }

private:
    /// A connection of its own to the same database.
    std::unique_ptr<store::Connection> beside() const;

    store::TestDatabase database_{GetParam(), store::TestDatabase::Content::migrated};
    store::TestDirectory directory_;
    Place place_;
    std::shared_ptr<Instant> now_;
    House house_;
    Session session_;
};

}  // namespace kartei::app
