// Rows read ahead of the database, and what one row may become.
#include "app/row_feed.h"

#include "formats/list_columns.h"
#include "tests/support/test_database.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>

namespace kartei::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RowFeedTest : public testing::Test {
protected:
    /// The rows of a list with this content.
    std::vector<FedRow> rows(std::string_view content, std::int64_t stored = 0) {
        std::vector<FedRow> all;
        portions_.clear();
        const auto path = directory_.path() / "liste.csv";
        std::ofstream(path, std::ios::binary) << content;
        auto table = formats::TableReader::open(path);
        auto columns = formats::recognise_columns(table->header());
        RowFeed feed(std::move(*table),
                     formats::ContactList(std::move(*columns), {}, *parse_date("2026-03-02")),
                     {.purpose = "advertising"}, stored);
        while (true) {
            auto portion = feed.next();
            if (!portion || !*portion) break;
            portions_.push_back((*portion)->size());
            for (auto& row : **portion) all.push_back(std::move(row));
        }
        return all;
    }

    Candidate candidate(std::string_view header, std::string_view row) {
        return rows(fmt::format("{}\n{}\n", header, row)).at(0).candidate.value();
    }

    /// Sizes of the portions `rows` took.
    const std::vector<std::size_t>& portions() const { return portions_; }

private:
    std::vector<std::size_t> portions_;
    store::TestDirectory directory_;
};

TEST_F(RowFeedTest, hands_over_every_row_in_portions_and_order) {
    std::string content = "Vorname;Nachname\n";
    for (int i = 0; i < 2'100; ++i) content += fmt::format("Anna;Groß{}\n", i);
    const auto all = rows(content, 700);
    EXPECT_THAT(portions(), ElementsAre(500, 500, 500, 500, 100));
    ASSERT_EQ(all.size(), 2'100U);
    for (std::size_t i = 0; i < all.size(); ++i) {
        ASSERT_EQ(all[i].line, static_cast<std::int64_t>(i) + 2);
        ASSERT_EQ(all[i].stored_before, i < 700);
    }
}

TEST_F(RowFeedTest, stops_when_nobody_reads_on) {
    std::string content = "Vorname;Nachname\n";
    for (int i = 0; i < 5'000; ++i) content += fmt::format("Anna;Groß{}\n", i);
    store::TestDirectory directory;
    const auto path = directory.path() / "liste.csv";
    std::ofstream(path, std::ios::binary) << content;
    auto table = formats::TableReader::open(path);
    ASSERT_TRUE(table);
    auto columns = formats::recognise_columns(table->header());
    RowFeed feed(std::move(*table), formats::ContactList(std::move(*columns), {}, {}), {}, 0);
    const auto first = feed.next();
    ASSERT_TRUE(first && *first);
    EXPECT_EQ((*first)->size(), RowFeed::rows_per_portion);
}

TEST_F(RowFeedTest, keeps_the_cells_of_a_bad_row) {
    const auto all = rows("Vorname;Nachname;Notiz\n;;nur das\n");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_FALSE(all[0].candidate);
    EXPECT_THAT(all[0].cells, ElementsAre("", "", "nur das"));
    EXPECT_EQ(all[0].problems.at(0).severity, formats::Severity::row_unusable);
}

TEST_F(RowFeedTest, declarations_of_one_day_and_way_are_one) {
    const auto made = candidate("Name;Werbung Telefon;Werbung E-Mail;Einwilligung vom;Art der Einwilligung",
                                "Eva Weiß;ja;x;3.2.2025;Papier");
    ASSERT_EQ(made.wills.size(), 1U);
    EXPECT_EQ(made.wills[0].kind, WillKind::consent);
    EXPECT_TRUE(made.wills[0].channels.contains(domain::Channel::phone));
    EXPECT_TRUE(made.wills[0].channels.contains(domain::Channel::email));
    EXPECT_FALSE(made.wills[0].channels.contains(domain::Channel::sms));
    EXPECT_THAT(made.wills[0].said, HasSubstr("Papier"));
}

TEST_F(RowFeedTest, a_yes_to_no_channel_in_particular_stays_a_claim) {
    const auto made =
        candidate("Name;Einwilligung;Einwilligung vom;Art der Einwilligung", "Eva Weiß;ja;3.2.2025;Papier");
    ASSERT_EQ(made.wills.size(), 1U);
    EXPECT_EQ(made.wills[0].kind, WillKind::claim);
}

TEST_F(RowFeedTest, addresses_keep_their_own_country) {
    const auto made = candidate(
        "Name;Straße geschäftlich;PLZ geschäftlich;Ort geschäftlich;Land geschäftlich;Straße privat;PLZ "
        "privat;Ort privat;Land privat",
        "Eva Weiß;Weg 1;49074;Osnabrück;Deutschland;Gasse 2;5020;Salzburg;Österreich");
    ASSERT_EQ(made.contact_points.size(), 2U);
    EXPECT_EQ(made.contact_points[0].country, "DE");
    EXPECT_EQ(made.contact_points[1].country, "AT");
    EXPECT_EQ(made.contact_points[1].postal_code, "5020");
}

TEST_F(RowFeedTest, an_unknown_country_has_no_law_here) {
    const auto made = candidate("Name;Ort;Straße;Land", "Eva Weiß;Irgendwo;Weg 1;Atlantis");
    EXPECT_EQ(made.person.country, "ZZ");
    EXPECT_THAT(made.remarks.at(0).what.de, HasSubstr("Atlantis"));
}

}  // namespace
}  // namespace kartei::app
