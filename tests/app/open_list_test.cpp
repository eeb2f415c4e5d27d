#include "app/open_list.h"

#include "tests/support/test_database.h"

#include <gtest/gtest.h>

#include <fstream>

namespace kartei::app {
namespace {

class OpenListTest : public testing::Test {
protected:
    std::filesystem::path write(const std::string& name, const std::string& text) {
        std::ofstream(directory_.path() / name, std::ios::binary) << text;
        return directory_.path() / name;
    }

    Error refusal(const ImportRequest& request) {
        auto opened = open_list(request, *make_date(2026, 11, 23));
        if (opened) ADD_FAILURE() << "opened";
        return opened ? Error{} : opened.error();
    }

    store::TestDirectory directory_;
    ImportRequest request_{.file = write("liste.csv", "Nachname;E-Mail\nMeier;m@example.de\n"),
                           .source = "Messe",
                           .purpose = "advertising"};
};

TEST_F(OpenListTest, the_error_file_is_never_the_list_or_its_mapping) {
    std::filesystem::create_hard_link(request_.file, directory_.path() / "fest.csv");
    std::filesystem::create_symlink(request_.file, directory_.path() / "weich.csv");
    for (const auto* name : {"liste.csv", "fest.csv", "weich.csv", "./liste.csv"}) {
        request_.error_file = directory_.path() / name;
        EXPECT_EQ(refusal(request_).code, ErrorCode::invalid) << name;
    }
    request_.mapping = write("zuordnung.json", "{}");
    request_.error_file = request_.mapping;
    EXPECT_EQ(refusal(request_).code, ErrorCode::invalid);
    request_.error_file = directory_.path() / "fehler.csv";
    EXPECT_TRUE(open_list(request_, *make_date(2026, 11, 23)));
}

TEST_F(OpenListTest, a_source_is_text_for_people) {
    for (const auto* source : {"", " \t ", "\x1B[31m", "a\nb", "\xFF"}) {
        request_.source = source;
        EXPECT_EQ(refusal(request_).where, "source") << source;
    }
}

TEST_F(OpenListTest, a_transaction_stores_no_more_rows_than_others_can_wait_for) {
    for (const std::int64_t rows : {-1, 0, 499, 100'001}) {
        request_.rows_per_transaction = rows;
        EXPECT_EQ(refusal(request_).where, "rows_per_transaction") << rows;
    }
    for (const std::int64_t rows : {500, 100'000}) {
        request_.rows_per_transaction = rows;
        EXPECT_TRUE(open_list(request_, *make_date(2026, 11, 23))) << rows;
    }
}

TEST_F(OpenListTest, what_is_wrong_in_the_mapping_is_told_with_its_file) {
    request_.mapping = write("zuordnung.json", "{\n\"columns\":{},\"columns\":{}}");
    EXPECT_EQ(refusal(request_).where, request_.mapping->string() + ":2:22");
    write("zuordnung.json", R"({"date_order":"egal"})");
    EXPECT_EQ(refusal(request_).where, request_.mapping->string() + " date_order");
    write("zuordnung.json", R"({"constants":{"source":"a\u0000b"}})");
    EXPECT_EQ(refusal(request_).where, request_.mapping->string() + " constants.source");
}

}  // namespace
}  // namespace kartei::app
