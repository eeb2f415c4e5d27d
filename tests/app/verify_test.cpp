#include "app/verify.h"

#include "app/import_writer.h"
#include "ledger/merkle.h"
#include "store/log_reader.h"
#include "store/reading.h"
#include "tests/app/tampering.h"
#include "tests/app/verified_house.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace kartei::app {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class VerifyTest : public testing::TestWithParam<store::Engine> {
protected:
    VerifiedHouse house_{GetParam()};
    std::unique_ptr<store::Connection> intruder_ = house_.intruder();
    Tampering tampering_{*intruder_};

    static constexpr std::string_view kept_for_a_day = "idempotency_key";

    /// Whether one of the findings names the table and the row. Taking out or putting in an entry also shows
    /// in its marker and the other way round.
    static bool names(const std::vector<std::string>& findings, const Tamper& tamper) {
        // No entry tells of the rows kept for repeated requests: one that was moved is named where it stands
        // now.
        if (tamper.table == kept_for_a_day) {
            return std::ranges::any_of(findings, [&](const auto& finding) {
                return finding.find(tamper.table) != std::string::npos;
            });
        }
        return std::ranges::any_of(findings, [&](const std::string& finding) {
            const bool log = tamper.table.starts_with("log_") && finding.starts_with("log_");
            if (!finding.starts_with(tamper.table + " ") && !log) return false;
            return std::ranges::any_of(
                tamper.keys, [&](const std::string& key) { return finding.find(key) != std::string::npos; });
        });
    }

    void expect_found(const std::vector<Tamper>& tampers) {
        for (const auto& tamper : tampers) {
            SCOPED_TRACE(tamper.statement);
            ASSERT_NO_THROW(tampering_.apply(tamper));
            std::vector<std::string> findings;
            EXPECT_NO_THROW(findings = house_.findings());
            EXPECT_TRUE(names(findings, tamper)) << testing::PrintToString(findings);
            tampering_.restore(tamper.table);
        }
    }

    template <class Make>
    void expect_found_in_every_table(Make make) {
        ASSERT_THAT(house_.findings(), IsEmpty());
        for (const auto& table : tampering_.tables()) expect_found((tampering_.*make)(table));
        EXPECT_THAT(house_.findings(), IsEmpty()) << "after everything was put back";
    }
};
ON_BOTH_ENGINES(VerifyTest);

/// A row that is kept for a day and given to a company that is not there is as good as removed.
TEST_P(VerifyTest, finds_and_names_every_edited_column_of_every_table) {
    ASSERT_THAT(house_.findings(), IsEmpty());
    for (const auto& table : tampering_.tables()) {
        auto edits = tampering_.column_edits(table);
        std::erase_if(edits, [](const Tamper& edit) {
            return edit.table == kept_for_a_day && edit.statement.find("SET tenant_id") != std::string::npos;
        });
        expect_found(edits);
    }
    EXPECT_THAT(house_.findings(), IsEmpty()) << "after everything was put back";
}

TEST_P(VerifyTest, finds_and_names_every_turned_bit) {
    expect_found_in_every_table(&Tampering::bit_flips);
}

/// But those that go by themselves after a day (SECURITY.md, limits).
TEST_P(VerifyTest, finds_and_names_every_removed_row) {
    ASSERT_THAT(house_.findings(), IsEmpty());
    for (const auto& table : tampering_.tables()) {
        if (table.name != kept_for_a_day) expect_found(tampering_.deletions(table));
    }
    EXPECT_THAT(house_.findings(), IsEmpty()) << "after everything was put back";
}

TEST_P(VerifyTest, finds_and_names_every_forged_row) {
    expect_found_in_every_table(&Tampering::forgeries);
}

TEST_P(VerifyTest, finds_and_names_rows_and_values_exchanged_between_rows) {
    expect_found_in_every_table(&Tampering::swaps);
}

TEST_P(VerifyTest, finds_and_names_sealed_values_exchanged_within_a_row) {
    expect_found_in_every_table(&Tampering::swaps_within_row);
}

/// Edits by somebody who knows kartei's source and has every table, but not the root key.
class Conspiracy : public VerifyTest {
protected:
    void run(const std::string& statements) { intruder_->run(statements); }

    std::string id(const UuidBytes& bytes) const {
        return intruder_->engine() == store::Engine::sqlite ? fmt::format("X'{}'", hex(bytes))
                                                            : fmt::format("'{}'", uuid_text(bytes));
    }

    std::string blob(ByteView bytes) const {
        return intruder_->engine() == store::Engine::sqlite ? fmt::format("X'{}'", hex(bytes))
                                                            : fmt::format("'\\x{}'", hex(bytes));
    }

    /// The newest entry of this action; of one import alone where one is given.
    store::StoredEntry newest(std::string_view action, domain::ImportId import = {}) {
        const store::Reading reading(house_.house().connection(), house_.session().tenant);
        std::optional<store::StoredEntry> last;
        store::for_each_entry(house_.house().connection(), house_.session().tenant,
                              [&](const store::StoredEntry& entry) {
                                  const bool fits = import.is_nil() || entry.entry.cause == import.bytes;
                                  if (entry.entry.action == action && fits) last = entry;
                              });
        return last.value();
    }

    void remove_from(const std::vector<std::string>& tables, const UuidBytes& entry) {
        for (const auto& table : tables)
            run(fmt::format("DELETE FROM {} WHERE entry_id = {}", table, id(entry)));
    }
};
ON_BOTH_ENGINES(Conspiracy);

TEST_P(Conspiracy, a_value_replaced_with_all_hashes_computed_anew_lacks_the_seal) {
    auto stored = newest("objection.record");
    const UuidBytes entry_id = stored.entry.entry_id;
    Bytes other = Bytes(60, 1);
    stored.entry.values.at(0).digest = sha256(other);
    Bytes digests;
    for (const auto& value : stored.entry.values) {
        digests.insert(digests.end(), value.person.begin(), value.person.end());
        digests.push_back(static_cast<std::uint8_t>(value.key_class));
        digests.insert(digests.end(), value.digest.begin(), value.digest.end());
    }
    const Hash leaf = ledger::leaf_hash(ledger::leaf_bytes(stored.entry));
    run(fmt::format("UPDATE log_value SET sealed_value = {} WHERE entry_id = {} AND number = 0", blob(other),
                    id(entry_id)));
    run(fmt::format("UPDATE log_entry SET value_digests = {}, leaf_hash = {} WHERE entry_id = {}",
                    blob(digests), blob(leaf), id(entry_id)));
    const auto findings = house_.findings();
    EXPECT_THAT(findings, Contains("log_entry " + uuid_text(entry_id) +
                                   ": The entry was not written by kartei: its seal is wrong."));
    EXPECT_THAT(findings, Contains(StartsWith("log_value " + uuid_text(entry_id) + "/0")));
}

TEST_P(Conspiracy, an_entry_given_another_actor_with_its_hash_computed_anew_lacks_the_seal) {
    auto stored = newest("consent.record");
    stored.entry.actor = house_.full_person().bytes;
    const Hash leaf = ledger::leaf_hash(ledger::leaf_bytes(stored.entry));
    run(fmt::format("UPDATE log_entry SET actor_id = {}, leaf_hash = {} WHERE entry_id = {}",
                    id(stored.entry.actor), blob(leaf), id(stored.entry.entry_id)));
    EXPECT_THAT(house_.findings(), ElementsAre("log_entry " + uuid_text(stored.entry.entry_id) +
                                               ": The entry was not written by kartei: its seal is wrong."));
}

TEST_P(Conspiracy, an_entry_removed_with_its_marker_leaves_its_values_behind) {
    const auto entry = newest("person.find").entry.entry_id;
    remove_from({"log_entry", "log_pending"}, entry);
    EXPECT_THAT(house_.findings(), Contains(StartsWith("log_value " + uuid_text(entry))));
}

TEST_P(Conspiracy, an_entry_removed_with_its_values_leaves_its_marker_behind) {
    const auto entry = newest("person.find").entry.entry_id;
    remove_from({"log_entry", "log_value"}, entry);
    EXPECT_THAT(house_.findings(), ElementsAre(StartsWith("log_entry " + uuid_text(entry))));
}

TEST_P(Conspiracy, an_entry_removed_with_all_of_the_log_that_tells_of_it_leaves_the_row_behind) {
    const auto stored = newest("objection.record");
    remove_from({"log_entry", "log_value", "log_pending"}, stored.entry.entry_id);
    const auto person = uuid_text(stored.entry.record_id);
    EXPECT_THAT(house_.findings(), Contains(StartsWith("objection " + person)));
}

TEST_P(Conspiracy, an_entry_taken_out_of_the_middle_is_missed_by_the_next) {
    std::string list = "Kunden-Nr.;Nachname;Telefon\n";
    for (int i = 0; i <= ImportWriter::rows_of_first_transaction; ++i)
        list += fmt::format("V-{};Meyer;0541/{}\n", i, 100'000 + i);
    house_.import("long.csv", list);
    const auto stored = newest("import.portion");
    remove_from({"log_entry", "log_value", "log_pending"}, stored.entry.entry_id);
    EXPECT_THAT(house_.findings(), Contains(HasSubstr("import_run " + uuid_text(stored.entry.record_id))));
}

TEST_P(Conspiracy, an_imported_person_taken_out_with_every_trace_is_missed_by_the_import) {
    const auto stored = newest("person.import", house_.kept_import());
    const auto person = id(stored.entry.record_id);
    remove_from({"log_entry", "log_pending"}, stored.entry.entry_id);
    for (const auto& table : tampering_.tables()) {
        const auto has_person = std::ranges::find(table.columns, "person_id", &store::Column::name);
        if (has_person != table.columns.end())
            run(fmt::format("DELETE FROM {} WHERE person_id = {}", table.name, person));
    }
    EXPECT_THAT(house_.findings(),
                ElementsAre(StartsWith("import_run " + house_.kept_import().text() + ", persons_created")));
}

TEST_P(Conspiracy, an_account_that_let_itself_in_is_found) {
    run(fmt::format(
        "INSERT INTO account SELECT {0}, 'eve@kartei.example', 'Eve', 'active', created_at, 1 FROM"
        " account WHERE login = 'operator@console';"
        " INSERT INTO membership SELECT {0}, tenant_id, 'dpo', created_at, 1 FROM tenant",
        id(house_.full_person().bytes)));
    const auto account = house_.full_person().text();
    EXPECT_THAT(house_.findings(),
                ElementsAre(StartsWith("account " + account), StartsWith("membership " + account + "/dpo")));
}

TEST_P(Conspiracy, rows_hung_on_a_person_nobody_knows_are_found) {
    const auto nobody = UuidBytes{1, 2, 3};
    for (const std::string table : {"contact_point", "person_key", "contact_facts", "search_term"}) {
        run(fmt::format("UPDATE {} SET person_id = {} WHERE person_id = {}", table, id(nobody),
                        id(house_.full_person().bytes)));
        EXPECT_THAT(house_.findings(),
                    Contains(table + " " + uuid_text(nobody) + ": No log entry tells of this person."));
        tampering_.restore(table);
    }
}

class BentFile : public VerifyTest {};
INSTANTIATE_TEST_SUITE_P(, BentFile, testing::Values(store::Engine::sqlite), store::engine_name);

TEST_P(BentFile, values_no_column_may_hold_do_not_end_the_verification) {
    const std::string person = fmt::format("X'{}'", hex(house_.full_person().bytes));
    intruder_->run("PRAGMA ignore_check_constraints = ON");
    for (const auto& [table, column, value] :
         {std::tuple{"log_value", "entry_id", "X'00'"}, std::tuple{"note", "source_id", "X'00'"},
          std::tuple{"contact_point", "kind", "'pigeon'"}, std::tuple{"sale", "concluded", "7"},
          std::tuple{"employment", "position", "CAST(X'C3' AS TEXT)"},
          std::tuple{"consent", "areas", "'2,1'"}, std::tuple{"search_term", "person_id", "X'00'"}}) {
        SCOPED_TRACE(table);
        intruder_->run(fmt::format("UPDATE {} SET {} = {} WHERE person_id = {}{}", table, column, value,
                                   person,
                                   std::string_view(table) == "search_term" ? " AND term LIKE 'n%'" : ""));
        EXPECT_THAT(house_.findings(), Contains(HasSubstr(table)));
        tampering_.restore(table);
    }
}

}  // namespace
}  // namespace kartei::app
