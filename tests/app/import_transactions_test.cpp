#include "app/find.h"
#include "app/import.h"
#include "app/import_writer.h"
#include "app/read_file.h"
#include "store/import_runs.h"
#include "store/reading.h"
#include "tests/support/test_database.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace kartei::app {
namespace {

class ImportTransactionsTest : public testing::Test {
protected:
    static constexpr std::int64_t rows = ImportWriter::rows_per_transaction + 1'100;

    void write_long_list() {
        std::ofstream file = begin_list();
        for (std::int64_t i = 0; i < rows; ++i)
            file << fmt::format("K-{};Anna;Meyer;0541/{}\r\n", i, 100'000 + i);
    }

    std::ofstream begin_list() {
        std::ofstream file(list_);
        file << "Kunden-Nr.;Vorname;Nachname;Telefon\r\n";
        return file;
    }

    Result<ImportReport> import(const Progress& progress) {
        const ImportRequest request{.file = list_, .source = "Kundenliste", .purpose = "contract"};
        return import_list(house_, session_, request, progress);
    }

    domain::ImportRun run() {
        auto keyring = house_.keyring(session_).value();
        const store::Reading reading(house_.connection(), session_.tenant);
        const auto hash = hash_file(list_).value();
        return store::import_runs_of_file(house_.connection(), keyring, session_.tenant,
                                          Bytes(hash.begin(), hash.end()))
            .at(0);
    }

    House& house() { return house_; }
    const Session& session() { return session_; }

private:
    store::TestDirectory directory_;
    std::filesystem::path list_ = directory_.path() / "list.csv";
    House house_ = House::open({.data = directory_.path() / "data", .database = {}}, Opening::may_be_made,
                               system_clock(), system_random())
                       .value();
    Session session_ = house_.make_company("Beispiel GmbH").value();
};

TEST_F(ImportTransactionsTest, a_broken_off_import_goes_on_after_its_last_transaction_and_counts_everybody) {
    const auto break_off = [](std::int64_t done) {
        if (done > ImportWriter::rows_per_transaction) throw std::runtime_error("broken off");
    };
    write_long_list();
    EXPECT_THROW(static_cast<void>(import(break_off)), std::runtime_error);
    EXPECT_EQ(run().rows_done, ImportWriter::rows_per_transaction);
    EXPECT_EQ(run().persons_created, ImportWriter::rows_per_transaction);
    EXPECT_EQ(run().state, domain::ImportState::running);

    const auto report = import({}).value();
    EXPECT_EQ(report.rows_before, ImportWriter::rows_per_transaction);
    EXPECT_EQ(report.persons_created, rows);
    EXPECT_EQ(run().rows_done, rows);
    EXPECT_EQ(run().persons_created, rows);
    EXPECT_EQ(run().state, domain::ImportState::done);
}

TEST_F(ImportTransactionsTest, who_is_merged_in_the_transaction_that_made_him_is_found_by_all_of_it) {
    begin_list() << "K-1;Anna;Meyer;0541/100000\r\nK-1;Anna;Meyer;0541/100001\r\nK-2;Jörg;Groß;\r\n";
    const auto report = import({}).value();
    EXPECT_EQ(report.persons_created, 2);
    EXPECT_EQ(report.persons_merged, 1);
    for (const char* text : {"0541/100000", "0541/100001", "meyer anna", "gross"}) {
        EXPECT_EQ(find(house(), session(), text, 10).value().persons.size(), 1U) << text;
    }
    EXPECT_TRUE(verify(house(), {}).value().findings.empty());
}

}  // namespace
}  // namespace kartei::app
