#include "app/preview.h"
#include "tests/app/import_test.h"

#include <fmt/format.h>

#include <filesystem>

namespace kartei::app {
namespace {

class Preview : public ImportTest {};
ON_BOTH_ENGINES(Preview);

TEST_P(Preview, that_was_read_needs_the_file_no_more) {
    std::string content = "Vorname;Nachname;Telefon\n";
    for (int i = 0; i < 2'400; ++i) content += fmt::format("Anna{0};Groß{0};0541 2{0:05}\n", i);
    const auto before = snapshot();
    const auto file = list("liste.csv", content);
    auto read = read_for_preview(session(), request(file), berlin_date(house().now()));
    ASSERT_TRUE(read);
    std::filesystem::resize_file(file, 0);
    const auto preview = preview_list(house(), session(), std::move(*read));
    ASSERT_TRUE(preview) << preview.error().what.en;
    EXPECT_EQ(preview->report.persons_created, previewed_rows);
    EXPECT_FALSE(preview->is_whole);
    EXPECT_EQ(snapshot(), before);
}

}  // namespace
}  // namespace kartei::app
