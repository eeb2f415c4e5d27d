#include "cli/exit_code.h"

#include <gtest/gtest.h>

namespace kartei::cli {
namespace {

TEST(ExitCode, is_promised_for_every_refusal) {
    EXPECT_EQ(static_cast<int>(exit_of(ErrorCode::invalid)), 2);
    EXPECT_EQ(static_cast<int>(exit_of(ErrorCode::forbidden)), 3);
    EXPECT_EQ(static_cast<int>(exit_of(ErrorCode::not_found)), 4);
    EXPECT_EQ(static_cast<int>(exit_of(ErrorCode::conflict)), 5);
    EXPECT_EQ(static_cast<int>(exit_of(ErrorCode::limit)), 6);
    EXPECT_EQ(static_cast<int>(exit_of(ErrorCode::unavailable)), 7);
}

TEST(ExitCode, has_a_meaning_in_both_languages) {
    for (const auto& row : exit_rows()) {
        EXPECT_FALSE(row.meaning.de.empty()) << static_cast<int>(row.exit);
        EXPECT_FALSE(row.meaning.en.empty()) << static_cast<int>(row.exit);
    }
    EXPECT_EQ(exit_rows().size(), 11U);
}

}  // namespace
}  // namespace kartei::cli
