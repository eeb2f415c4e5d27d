// Imports that are broken off and go on, and lists in which many share what tells others apart.
#include "app/import.h"
#include "app/import_writer.h"
#include "app/imports.h"
#include "app/open_list.h"
#include "tests/app/place_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace kartei::app {
namespace {

using testing::HasSubstr;

struct Stop {};

constexpr std::int64_t rows_per_transaction = 1'000;

class BrokenOffTest : public PlaceTest {
protected:
    BrokenOffTest()
        : house_(open(Opening::may_be_made).value()), session_(house_.make_company("Muster GmbH").value()) {}

    std::filesystem::path write(const std::string& name, const std::string& text) {
        std::ofstream(folder() / name, std::ios::binary) << text;
        return folder() / name;
    }

    std::string read(const std::filesystem::path& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    Result<ImportReport> import(const std::filesystem::path& file, const Progress& progress = {}) {
        const ImportRequest request{.file = file,
                                    .source = "Messe",
                                    .purpose = "advertising",
                                    .rows_per_transaction = rows_per_transaction};
        auto list = TRY(open_list(request, *make_date(2026, 11, 23)));
        return import_list(house_, session_, request, std::move(list), progress);
    }

    domain::ImportRun newest() { return newest_imports(house_, session_, 1).value().front(); }

private:
    House house_;
    Session session_;
};
ON_BOTH_ENGINES(BrokenOffTest);

TEST_P(BrokenOffTest, broken_off_goes_on_with_all_its_bad_rows_and_numbers) {
    std::string text = "Nachname;E-Mail\n";
    constexpr std::int64_t stored = ImportWriter::rows_of_first_transaction + rows_per_transaction;
    constexpr std::int64_t rows = stored + 600;
    std::vector<std::int64_t> bad_lines;
    for (std::int64_t i = 7; i < rows; i += 400) bad_lines.push_back(i + 2);
    const std::int64_t bad = std::ssize(bad_lines);
    ASSERT_GT(bad_lines.back(), stored + 1) << "the second run has some as well";
    for (std::int64_t i = 0; i < rows; ++i)
        text += i % 400 == 7 ? "zu;viele;Zellen\n" : fmt::format("N{0};n{0}@example.de\n", i);
    const auto file = write("liste.csv", text);
    const auto stop = [](std::int64_t done, std::optional<double>) {
        if (done >= stored) throw Stop();
    };
    EXPECT_THROW((void)import(file, stop), Stop);
    EXPECT_EQ(newest().rows_done, stored);
    const auto report = import(file);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows, rows);
    EXPECT_EQ(report->rows_before, stored);
    EXPECT_EQ(report->rows_bad, bad);
    EXPECT_EQ(report->persons_created, rows - bad);
    EXPECT_EQ(newest().persons_created, rows - bad);
    EXPECT_EQ(newest().rows_bad, bad);
    const std::string errors = read(*report->error_file);
    for (const auto line : bad_lines) EXPECT_THAT(errors, HasSubstr(fmt::format("\n{};", line)));
}

TEST_P(BrokenOffTest, of_many_behind_one_switchboard_changes_nothing_the_second_time) {
    std::string text = "Vorname;Nachname;Telefon\n";
    for (int i = 0; i < 60; ++i) text += fmt::format("Vor{0};Nach{0};0541 999999\n", i);
    const auto file = write("zentrale.csv", text);
    EXPECT_EQ(import(file)->persons_created, 60);
    const auto again = import(file);
    EXPECT_EQ(again->persons_created, 0);
    EXPECT_EQ(again->rows_unchanged, 60);
}

TEST_P(BrokenOffTest, takes_a_file_whose_name_is_no_text) {
    EXPECT_TRUE(import(write("K\xE4ufer\x1B.csv", "Nachname;E-Mail\nMeier;m@example.de\n")));
    EXPECT_EQ(newest().file_name, "K\uFFFDufer\uFFFD.csv");
}

}  // namespace
}  // namespace kartei::app
