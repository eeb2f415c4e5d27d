#include "base/pack.h"

#include <gtest/gtest.h>

namespace kartei {
namespace {

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

TEST(Pack, gives_back_what_was_packed) {
    for (const std::string& text : {std::string(), std::string("[]"), std::string("Zoë\0Ω", 7),
                                    repeated(R"({"record":"contact_point","old":null},)", 40'000)}) {
        EXPECT_EQ(unpack(pack(text)), text);
    }
}

TEST(Pack, makes_records_smaller) {
    const std::string text = repeated(R"({"record":"contact_point","old":null,"new":{"kind":"phone"}},)", 4);
    EXPECT_LT(pack(text).size() * 2, text.size());
}

/// Written down by hand from the description of the LZ4 block format: two literals, then a match of ten bytes
/// two back, then the five literals every block ends with.
TEST(Pack, reads_a_block_of_any_packer) {
    const Bytes packed = parse_hex(
                             "01"
                             "00000011"
                             "26"
                             "6162"
                             "0200"
                             "50"
                             "7864656667")
                             .value();
    EXPECT_EQ(unpack(packed),
              "abababababab"
              "xdefg");
}

TEST(Pack, refuses_what_is_damaged) {
    const Bytes packed = pack(repeated("abc", 100));
    for (std::size_t size = 0; size < packed.size(); ++size)
        EXPECT_FALSE(unpack(ByteView(packed).first(size))) << size;
    for (std::size_t i = 0; i < 5; ++i) {
        Bytes wrong = packed;
        wrong[i] ^= 0x81U;
        EXPECT_EQ(unpack(wrong).error().code, ErrorCode::invalid) << i;
    }
    Bytes longer = packed;
    longer.push_back(0);
    EXPECT_FALSE(unpack(longer));
}

}  // namespace
}  // namespace kartei
